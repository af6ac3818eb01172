//! What Shopify's answers mean. There are three layers: the HTTP status, `errors` as a text, and
//! `errors` as a list under status 200.

use chrono::{DateTime, Utc};
use connector_kit::{Advice, Conn, ConnectorError, CostStatus, Reply};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use std::time::Duration;

/// How the detail of an error begins whose query asked for too much at once.
const TOO_EXPENSIVE: &str = "MAX_COST_EXCEEDED";

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
    match envelope.data {
        // Fields that the app may not see are null beside an error: the rest is good.
        Some(data) if data.get() != "null" && (envelope.errors.is_null() || has_rows(data)) => {
            Ok((data, cost.and_then(|cost| cost.requested_query_cost)))
        }
        _ => Err(of_errors(&envelope.errors, cost.as_ref()).with_status(reply.status)),
    }
}

/// Whether any root field of the data has a value.
fn has_rows(data: &RawValue) -> bool {
    let fields: Result<std::collections::BTreeMap<String, &RawValue>, _> = serde_json::from_str(data.get());
    fields.is_ok_and(|fields| !fields.is_empty() && fields.values().all(|value| value.get() != "null"))
}

pub(super) fn is_too_expensive(error: &ConnectorError) -> bool {
    error.detail.starts_with(TOO_EXPENSIVE)
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

fn of_errors(errors: &Value, cost: Option<&Cost>) -> ConnectorError {
    let first = errors.get(0).unwrap_or(errors);
    let message = first.get("message").and_then(Value::as_str).or_else(|| first.as_str()).unwrap_or_default();
    let code = first.pointer("/extensions/code").and_then(Value::as_str).unwrap_or_default();
    let (kind, advice) = match code {
        "THROTTLED" => (UpstreamKind::RateLimit, throttle(cost)),
        "INTERNAL_SERVER_ERROR" | "TIMEOUT" => (UpstreamKind::Server, Advice::Retry),
        "ACCESS_DENIED" => (UpstreamKind::Permission, Advice::Never),
        "SHOP_INACTIVE" => (UpstreamKind::Permission, Advice::After(SHOP_PAUSE)),
        "" if message.is_empty() => (UpstreamKind::Protocol, Advice::Retry),
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
    fn a_frozen_shop_is_left_alone_for_an_hour() {
        let reply = Reply { status: 402, headers: HeaderMap::new(), body: Vec::new() };
        assert_eq!(of_status(&reply, Utc::now()).advice, Advice::After(SHOP_PAUSE));
    }
}
