//! What Shopify's answers mean. There are three layers: the HTTP status, `errors` as a text, and
//! `errors` as a list under status 200, with or without data beside it. Writing has a fourth, `userErrors`, see
//! `registration.rs`.

use chrono::{DateTime, Utc};
use connector_kit::{Advice, Conn, ConnectorError, CostStatus, Reply};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use std::time::Duration;

/// How the detail of an error begins whose query asked for too much at once.
const TOO_EXPENSIVE: &str = "MAX_COST_EXCEEDED";

/// What Shopify says of a token that it does not know any more.
const TOKEN_REFUSED: &str = "Invalid API key or access token";

/// How long to leave a frozen or locked shop alone.
const SHOP_PAUSE: Duration = Duration::from_secs(3_600);

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
    #[serde(default)]
    errors: Value,
    #[serde(default)]
    extensions: Option<Extensions>,
}

#[derive(Deserialize)]
struct Extensions {
    #[serde(default)]
    cost: Option<Cost>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cost {
    #[serde(default)]
    requested_query_cost: Option<f64>,
    throttle_status: CostStatus,
}

/// `data` of a good answer, and what the query was reckoned to cost. The account learns what is
/// left in its bucket.
///
/// # Errors
/// What the answer means instead.
pub(super) fn data<'a>(conn: &Conn, reply: &'a Reply) -> Result<(&'a RawValue, Option<f64>), ConnectorError> {
    if !reply.is_success() {
        return Err(of_status(reply, conn.now()));
    }
    let envelope: Envelope<'_> = serde_json::from_slice(&reply.body).map_err(|error| {
        let (kind, detail) = if reply.is_html() {
            (UpstreamKind::NotThePlatform, "a page in place of data".to_owned())
        } else {
            (UpstreamKind::Protocol, format!("the answer cannot be read: {error}"))
        };
        ConnectorError::new(kind, Advice::Retry, detail).with_status(reply.status)
    })?;
    let cost = envelope.extensions.and_then(|extensions| extensions.cost);
    if let Some(cost) = &cost {
        conn.account().learn_cost(cost.throttle_status, conn.clock().elapsed());
    }
    let is_clean = envelope.errors.is_null() || envelope.errors.as_array().is_some_and(Vec::is_empty);
    let failure = || of_errors(&envelope.errors, cost.as_ref()).with_status(reply.status);
    match envelope.data.filter(|data| data.get() != "null") {
        Some(data) if is_clean => Ok((data, cost.and_then(|cost| cost.requested_query_cost))),
        // Fields that the app may not see are null beside an error: the rest is good. After a failure
        // that passes, what is null would be there another time.
        Some(data) if has_rows(data) && failure().advice == Advice::Never => {
            Ok((data, cost.and_then(|cost| cost.requested_query_cost)))
        }
        _ => Err(failure()),
    }
}

/// Whether any root field of the data has a value.
fn has_rows(data: &RawValue) -> bool {
    let fields: Result<std::collections::BTreeMap<String, &RawValue>, _> = serde_json::from_str(data.get());
    fields.is_ok_and(|fields| !fields.is_empty() && fields.values().all(|value| value.get() != "null"))
}

/// Whether fewer orders at once would do.
pub(super) fn is_too_expensive(error: &ConnectorError) -> bool {
    error.kind == UpstreamKind::TooLarge || error.detail.starts_with(TOO_EXPENSIVE)
}

/// Of an HTTP status other than 2xx.
pub(super) fn of_status(reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    let told: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let told = told.get("errors").map(ToString::to_string).unwrap_or_default();
    let mut error = reply.failure(now, format!("HTTP {} {told}", reply.status));
    let pause = reply.retry_after(now).map_or(Advice::Retry, Advice::After);
    match reply.status {
        402 => (error.kind, error.advice) = (UpstreamKind::Permission, Advice::After(SHOP_PAUSE)),
        423 => (error.kind, error.advice) = (UpstreamKind::Rejected, Advice::After(SHOP_PAUSE)),
        404 => error.kind = UpstreamKind::NotThePlatform,
        430 => (error.kind, error.advice) = (UpstreamKind::RateLimit, pause),
        _ => {}
    }
    error
}

/// The first error that passes, else the first of all.
fn of_errors(errors: &Value, cost: Option<&Cost>) -> ConnectorError {
    let one = std::slice::from_ref(errors);
    let list = errors.as_array().map_or(one, Vec::as_slice);
    let mut meanings = list.iter().map(|error| of_error(error, cost));
    let first = meanings.next().unwrap_or_else(|| of_error(&Value::Null, cost));
    if first.advice == Advice::Never {
        meanings.find(|error| error.advice != Advice::Never).unwrap_or(first)
    } else {
        first
    }
}

fn of_error(error: &Value, cost: Option<&Cost>) -> ConnectorError {
    let message = error.get("message").and_then(Value::as_str).or_else(|| error.as_str()).unwrap_or_default();
    let code = error.pointer("/extensions/code").and_then(Value::as_str).unwrap_or_default();
    let (kind, advice) = match code {
        "THROTTLED" => (UpstreamKind::RateLimit, throttle(cost)),
        "INTERNAL_SERVER_ERROR" | "TIMEOUT" => (UpstreamKind::Server, Advice::Retry),
        "ACCESS_DENIED" => (UpstreamKind::Permission, Advice::Never),
        "SHOP_INACTIVE" => (UpstreamKind::Permission, Advice::After(SHOP_PAUSE)),
        "" if message.is_empty() => (UpstreamKind::Protocol, Advice::Retry),
        "" if message.contains(TOKEN_REFUSED) => (UpstreamKind::Auth, Advice::Reauthorise),
        _ => (UpstreamKind::Rejected, Advice::Never),
    };
    let message = if message.is_empty() { "an answer without data" } else { message };
    ConnectorError::new(kind, advice, format!("{code}: {message}").trim_start_matches(": "))
}

/// The time until the bucket holds what the query needs.
fn throttle(cost: Option<&Cost>) -> Advice {
    let Some(Cost { requested_query_cost: Some(requested), throttle_status: status }) = cost else {
        return Advice::Retry;
    };
    let lacking = requested - status.currently_available;
    let seconds = (lacking / status.restore_rate).clamp(0.1, 3_600.0);
    if seconds.is_finite() { Advice::After(Duration::from_secs_f64(seconds)) } else { Advice::Retry }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;

    fn error(json: &str) -> ConnectorError {
        let envelope: Envelope<'_> = serde_json::from_str(json).unwrap();
        let cost = envelope.extensions.and_then(|extensions| extensions.cost);
        of_errors(&envelope.errors, cost.as_ref())
    }

    #[test]
    fn throttling_says_how_long_to_wait() {
        let error = error(
            r#"{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{
                "requestedQueryCost":500,"actualQueryCost":null,
                "throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":200,"restoreRate":100}}}}"#,
        );
        assert_eq!(
            (error.kind, error.advice),
            (UpstreamKind::RateLimit, Advice::After(Duration::from_secs(3)))
        );
    }

    #[test]
    fn codes_tell_what_to_do() {
        let of = |code: &str| {
            error(&format!(r#"{{"errors":[{{"message":"m","extensions":{{"code":"{code}"}}}}]}}"#))
        };
        assert_eq!(of("ACCESS_DENIED").kind, UpstreamKind::Permission);
        assert_eq!(of("INTERNAL_SERVER_ERROR").advice, Advice::Retry);
        assert_eq!(of("undefinedField").advice, Advice::Never);
        assert!(is_too_expensive(&of("MAX_COST_EXCEEDED")));
        assert_eq!(error(r#"{"errors":"text"}"#).detail, "text");
        assert_eq!(error("{}").kind, UpstreamKind::Protocol);
    }

    #[test]
    fn errors_as_a_text_tell_of_a_refused_token_under_any_status() {
        let text = "[API] Invalid API key or access token (unrecognized login or wrong password)";
        let refused = error(&format!(r#"{{"errors":{text:?}}}"#));
        assert_eq!((refused.kind, refused.advice), (UpstreamKind::Auth, Advice::Reauthorise));
        let body = format!(r#"{{"errors":{text:?}}}"#).into_bytes();
        let reply = Reply { status: 401, headers: HeaderMap::new(), body };
        let refused = of_status(&reply, Utc::now());
        assert_eq!((refused.kind, refused.advice), (UpstreamKind::Auth, Advice::Reauthorise));
        assert!(refused.detail.contains("Invalid API key"), "{}", refused.detail);
    }

    #[test]
    fn every_status_says_what_to_do() {
        let of = |status| {
            let reply = Reply { status, headers: HeaderMap::new(), body: Vec::new() };
            let error = of_status(&reply, Utc::now());
            (error.kind, error.advice)
        };
        assert_eq!(of(403), (UpstreamKind::Permission, Advice::Never));
        assert_eq!(of(404), (UpstreamKind::NotThePlatform, Advice::Never));
        assert_eq!(of(423), (UpstreamKind::Rejected, Advice::After(SHOP_PAUSE)));
        for status in [429, 430] {
            assert_eq!(of(status), (UpstreamKind::RateLimit, Advice::Retry), "{status}");
        }
        for status in [500, 502, 503] {
            assert_eq!(of(status), (UpstreamKind::Server, Advice::Retry), "{status}");
        }
        assert_eq!(of(504), (UpstreamKind::Timeout, Advice::Retry));
    }

    #[test]
    fn among_several_errors_one_that_passes_counts() {
        let error = error(
            r#"{"errors":[{"message":"no","extensions":{"code":"ACCESS_DENIED"}},{"message":"oops","extensions":{"code":"TIMEOUT"}}]}"#,
        );
        assert_eq!(error.advice, Advice::Retry);
    }

    #[test]
    fn a_frozen_shop_is_left_alone_for_an_hour() {
        let reply = Reply { status: 402, headers: HeaderMap::new(), body: Vec::new() };
        assert_eq!(of_status(&reply, Utc::now()).advice, Advice::After(SHOP_PAUSE));
    }
}
