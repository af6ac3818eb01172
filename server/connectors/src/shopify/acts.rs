//! What cancelling and shipping have in common: identifiers, answers, and refusals, which come as `userErrors`
//! under a status and in a form that are good otherwise.

use super::{answer, session};
use connector_kit::{Advice, Conn, ConnectorError};
use domain::UpstreamKind;
use serde_json::Value;

/// `gid://shopify/Order/15` of `15`; `None` of a key that cannot be an identifier.
pub(super) fn gid(kind: &str, key: &str) -> Option<String> {
    let is_number = !key.is_empty() && key.bytes().all(|sign| sign.is_ascii_digit());
    let number: u64 = key.parse().ok().filter(|_| is_number)?;
    Some(format!("gid://shopify/{kind}/{number}"))
}

/// `15` of `gid://shopify/FulfillmentOrder/15?x=1`: the key under which [`gid`] finds it again.
pub(super) fn key(gid: &str) -> Option<String> {
    let last = gid.rsplit('/').next().unwrap_or(gid).split('?').next().unwrap_or_default();
    self::gid("", last).map(|_| last.to_owned())
}

/// The data of an answer.
///
/// # Errors
/// With the advice what to do.
pub(super) async fn call(conn: &Conn, operation: &str, variables: Value) -> Result<Value, ConnectorError> {
    let reply = session::query(conn, operation, variables, None).await?;
    let (data, _) = answer::data(conn, &reply)?;
    serde_json::from_str(data.get()).map_err(|error| unreadable(&error.to_string()))
}

/// The order in an answer; `None` where the shop does not have it, or hides it from the app.
///
/// # Errors
/// An answer that says neither.
pub(super) fn order(data: &Value) -> Result<Option<&Value>, ConnectorError> {
    match data.get("order") {
        Some(Value::Null) => Ok(None),
        Some(order) if order.is_object() => Ok(Some(order)),
        _ => Err(unreadable("no order")),
    }
}

/// Whether the order was cancelled.
///
/// # Errors
/// An answer that does not say: what is not told is not taken for "no".
pub(super) fn is_cancelled(order: &Value) -> Result<bool, ConnectorError> {
    match order.get("cancelledAt") {
        Some(Value::Null) => Ok(false),
        Some(Value::String(at)) if !at.trim().is_empty() => Ok(true),
        _ => Err(unreadable("cancelledAt")),
    }
}

/// What a mutation gave, under the alias `done`. Nothing was done unless its list of errors is there and empty.
///
/// # Errors
/// The refusal, in Shopify's words; an answer that says neither.
pub(super) fn accepted<'a>(data: &'a Value, errors: &str) -> Result<&'a Value, ConnectorError> {
    let done = data.get("done").filter(|done| done.is_object()).ok_or_else(|| unreadable("no result"))?;
    match done.get(errors).and_then(Value::as_array) {
        None => Err(unreadable(errors)),
        Some(errors) if errors.is_empty() => Ok(done),
        Some(errors) => Err(refusal(errors)),
    }
}

fn refusal(errors: &[Value]) -> ConnectorError {
    let words: Vec<_> = errors.iter().filter_map(|error| word(error, "message")).take(3).collect();
    let words = if words.is_empty() { "refused without a reason".to_owned() } else { words.join("; ") };
    // The app may not give money back, whatever becomes of the order.
    let is_denied = |error| word(error, "code").is_some_and(|code| code.starts_with("NO_REFUND"));
    if errors.iter().any(is_denied) {
        return ConnectorError::new(UpstreamKind::Permission, Advice::Never, words);
    }
    // Shopify's own fault, and not the order's.
    if errors.iter().all(|error| word(error, "code") == Some("INTERNAL_ERROR")) {
        return ConnectorError::new(UpstreamKind::Server, Advice::Retry, words);
    }
    refused(words)
}

pub(super) fn refused(words: impl Into<String>) -> ConnectorError {
    ConnectorError::new(UpstreamKind::Rejected, Advice::Never, words)
}

pub(super) fn unreadable(seen: &str) -> ConnectorError {
    let detail = format!("the answer cannot be read: {seen}");
    ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail)
}

/// A text that is not empty.
pub(super) fn word<'a>(object: &'a Value, field: &str) -> Option<&'a str> {
    object.get(field).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

/// The elements of a list; `None` where there is no list.
pub(super) fn list<'a>(object: &'a Value, field: &str) -> Option<&'a [Value]> {
    object.get(field).and_then(Value::as_array).map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_numbers_become_identifiers_and_back() {
        assert_eq!(gid("Order", "15").as_deref(), Some("gid://shopify/Order/15"));
        for text in ["", "abc", "-1", "+1", "1/2", "1 ", "15\"", "99999999999999999999999"] {
            assert_eq!(gid("Order", text), None, "{text}");
        }
        assert_eq!(key("gid://shopify/FulfillmentOrder/15").as_deref(), Some("15"));
        assert_eq!(key("gid://shopify/InventoryLevel/15?inventory_item_id=1").as_deref(), Some("15"));
        assert_eq!(key("gid://shopify/FulfillmentOrder/"), None);
    }

    #[test]
    fn nothing_was_done_unless_the_list_of_errors_is_there_and_empty() {
        let result = |json: Value| accepted(&json, "userErrors").map(|_| ()).map_err(|error| error.advice);
        assert_eq!(result(json!({"done": {"userErrors": []}})), Ok(()));
        for odd in [
            json!({}),
            json!([]),
            json!({"done": null}),
            json!({"done": {}}),
            json!({"done": {"userErrors": null}}),
            json!({"done": {"userErrors": "none"}}),
        ] {
            assert_eq!(result(odd.clone()), Err(Advice::Retry), "{odd}");
        }
        assert_eq!(result(json!({"done": {"userErrors": [null]}})), Err(Advice::Never));
    }

    #[test]
    fn a_refusal_has_shopifys_words_and_its_own_faults_pass() {
        let of = |errors: Value| accepted(&json!({"done": {"e": errors}}), "e").unwrap_err();
        let error = of(json!([{"message": "Order is closed", "code": "INVALID"}, {"message": "Too late"}]));
        assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
        assert_eq!(error.detail, "Order is closed; Too late");
        let error = of(json!([{"message": "oops", "code": "INTERNAL_ERROR"}]));
        assert_eq!((error.kind, error.advice), (UpstreamKind::Server, Advice::Retry));
        let error = of(json!([{"message": "no", "code": "NO_REFUND_PERMISSION"}]));
        assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never));
    }

    #[test]
    fn an_order_that_does_not_say_is_not_taken_as_standing() {
        assert!(is_cancelled(&json!({"cancelledAt": "2026-11-20T10:00:00Z"})).unwrap());
        assert!(!is_cancelled(&json!({"cancelledAt": null})).unwrap());
        for odd in [json!({}), json!({"cancelledAt": ""}), json!({"cancelledAt": false})] {
            assert_eq!(is_cancelled(&odd).unwrap_err().kind, UpstreamKind::Protocol, "{odd}");
        }
        assert!(order(&json!({"order": null})).unwrap().is_none());
        assert!(order(&json!({})).is_err() && order(&json!({"order": 1})).is_err());
    }
}
