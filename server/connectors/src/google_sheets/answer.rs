//! What Google's answers mean. An error is an object with a status, and says why in a word of its own, which stands in
//! different places for Drive and for Sheets.

use chrono::{DateTime, Utc};
use connector_kit::{Advice, ConnectorError, Reply, lenient::capped};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;

/// Quotas are given back each minute.
const REFILL: Duration = Duration::from_secs(60);
/// What is counted by the day is not waited for in a run.
const AN_HOUR: Duration = Duration::from_secs(3_600);

/// Why Google did not do it, as far as it matters what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Too many calls of a minute.
    Quota,
    /// Too many of a day.
    DailyQuota,
    /// The API is not switched on in the project of the operator's app.
    ApiOff,
    /// The consent does not cover it.
    Scope,
    /// The range names no sheet, or lies beyond its grid: it was renamed, removed or made smaller.
    Range,
    Other,
}

impl Refusal {
    pub(super) fn of(reply: &Reply) -> Self {
        let told = Told::of(reply);
        let says = |words: &[&str]| told.reasons.iter().any(|reason| words.contains(&reason.as_str()));
        let message = told.message.to_lowercase();
        match reply.status {
            403 if says(&["dailyLimitExceeded"]) => Self::DailyQuota,
            429 => Self::Quota,
            403 if says(&[
                "rateLimitExceeded",
                "userRateLimitExceeded",
                "quotaExceeded",
                "RATE_LIMIT_EXCEEDED",
                "RESOURCE_EXHAUSTED",
            ]) =>
            {
                Self::Quota
            }
            403 if says(&["accessNotConfigured", "SERVICE_DISABLED"]) => Self::ApiOff,
            403 if says(&["insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"])
                || message.contains("insufficient authentication scopes") =>
            {
                Self::Scope
            }
            400 if message.contains("unable to parse range") || message.contains("exceeds grid limits") => {
                Self::Range
            }
            _ => Self::Other,
        }
    }
}

/// What an error says of itself.
struct Told {
    message: String,
    /// All words for the reason.
    reasons: Vec<String>,
}

impl Told {
    fn of(reply: &Reply) -> Self {
        let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        let error = &body["error"];
        let listed = |name: &str| error[name].as_array().cloned().unwrap_or_default();
        let reasons = listed("errors").into_iter().chain(listed("details"));
        let reasons = reasons.filter_map(|one| one["reason"].as_str().map(str::to_owned));
        let status = error["status"].as_str().map(str::to_owned);
        // Who a token is of is told by a host whose errors are a word and a sentence, as those of the token endpoint.
        let word = error.as_str().map(str::to_owned);
        let message = error["message"].as_str().or_else(|| body["error_description"].as_str());
        Self {
            message: message.unwrap_or_default().to_owned(),
            reasons: reasons.chain(status).chain(word).collect(),
        }
    }
}

/// The object of a good answer.
///
/// # Errors
/// What the answer means instead.
pub(super) fn read<'a, T: Deserialize<'a>>(
    reply: &'a Reply,
    now: DateTime<Utc>,
) -> Result<T, ConnectorError> {
    if !reply.is_success() {
        return Err(refused(reply, now));
    }
    if !reply.body.trim_ascii_start().starts_with(b"{") {
        let (kind, detail) = if reply.is_html() {
            (UpstreamKind::NotThePlatform, "a page in place of data")
        } else if reply.body.trim_ascii().is_empty() {
            (UpstreamKind::Protocol, "an empty answer")
        } else {
            (UpstreamKind::Protocol, "the answer is no object")
        };
        return Err(ConnectorError::new(kind, Advice::Retry, detail).with_status(reply.status));
    }
    serde_json::from_slice(&reply.body).map_err(|error| {
        let detail = format!("the answer cannot be read: {error}");
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })
}

/// Of a success that lacks what was asked for: an error all the same where it says so.
pub(super) fn not_the_answer(reply: &Reply) -> ConnectorError {
    let why = why(reply);
    let (kind, detail) = match why.is_empty() {
        true => (UpstreamKind::Protocol, "an answer without what was asked for"),
        false => (UpstreamKind::Server, "an error with a status of success: "),
    };
    ConnectorError::new(kind, Advice::Retry, format!("{detail}{why}")).with_status(reply.status)
}

pub(super) fn refused(reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    let page = if reply.is_html() { " with a page in place of data" } else { "" };
    let mut error = reply.failure(now, format!("HTTP {}{page}: {}", reply.status, why(reply)));
    let after = |least| Advice::After(reply.retry_after(now).unwrap_or(least));
    match Refusal::of(reply) {
        // Firewalls and maintenance pages come and go.
        _ if reply.is_html() && matches!(reply.status, 401 | 403) => {
            (error.kind, error.advice) = (UpstreamKind::NotThePlatform, Advice::Retry);
        }
        Refusal::Quota => (error.kind, error.advice) = (UpstreamKind::RateLimit, after(REFILL)),
        Refusal::DailyQuota => (error.kind, error.advice) = (UpstreamKind::RateLimit, after(AN_HOUR)),
        Refusal::Range => error.kind = UpstreamKind::NotFound,
        Refusal::ApiOff | Refusal::Scope | Refusal::Other => {}
    }
    error
}

/// What an error says of itself, at most 200 characters.
fn why(reply: &Reply) -> String {
    let Told { message, reasons } = Told::of(reply);
    let reason = reasons.first().filter(|reason| !reason.is_empty()).map(|reason| format!(" ({reason})"));
    capped(&format!("{message}{}", reason.unwrap_or_default()), 200).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::{CONTENT_TYPE, HeaderMap};

    fn reply(status: u16, body: &str) -> Reply {
        let mut headers = HeaderMap::new();
        let kind = if body.starts_with("<!") { "text/html" } else { "application/json" };
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        Reply { status, headers, body: body.as_bytes().to_vec() }
    }

    fn error(status: u16, body: &str) -> ConnectorError {
        read::<Value>(&reply(status, body), Utc::now()).unwrap_err()
    }

    #[test]
    fn errors_say_what_to_do_in_the_words_of_both_apis() {
        let drive = |reason: &str| {
            format!(
                r#"{{"error":{{"code":403,"message":"m","errors":[{{"domain":"usageLimits","reason":"{reason}"}}]}}}}"#
            )
        };
        let sheets = |status: &str, message: &str| {
            format!(r#"{{"error":{{"code":0,"message":"{message}","status":"{status}"}}}}"#)
        };
        let detailed = |reason: &str| {
            format!(
                r#"{{"error":{{"code":403,"message":"m","status":"PERMISSION_DENIED","details":[{{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"{reason}"}}]}}}}"#
            )
        };
        let minute = Advice::After(REFILL);
        for (status, body, refusal, kind, advice) in [
            (
                429,
                sheets("RESOURCE_EXHAUSTED", "Quota exceeded"),
                Refusal::Quota,
                UpstreamKind::RateLimit,
                minute,
            ),
            (403, drive("userRateLimitExceeded"), Refusal::Quota, UpstreamKind::RateLimit, minute),
            (
                403,
                drive("dailyLimitExceeded"),
                Refusal::DailyQuota,
                UpstreamKind::RateLimit,
                Advice::After(AN_HOUR),
            ),
            (403, drive("accessNotConfigured"), Refusal::ApiOff, UpstreamKind::Permission, Advice::Never),
            (403, detailed("SERVICE_DISABLED"), Refusal::ApiOff, UpstreamKind::Permission, Advice::Never),
            (403, drive("insufficientPermissions"), Refusal::Scope, UpstreamKind::Permission, Advice::Never),
            (
                403,
                detailed("ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
                Refusal::Scope,
                UpstreamKind::Permission,
                Advice::Never,
            ),
            (
                403,
                sheets("PERMISSION_DENIED", "The caller does not have permission"),
                Refusal::Other,
                UpstreamKind::Permission,
                Advice::Never,
            ),
            (
                404,
                sheets("NOT_FOUND", "Requested entity was not found."),
                Refusal::Other,
                UpstreamKind::NotFound,
                Advice::Never,
            ),
            (
                400,
                sheets("INVALID_ARGUMENT", "Unable to parse range: 'Produtos'!A1:B2"),
                Refusal::Range,
                UpstreamKind::NotFound,
                Advice::Never,
            ),
            (
                400,
                sheets(
                    "INVALID_ARGUMENT",
                    "Range (Produtos!A1:P9000) exceeds grid limits. Max rows: 1000, max columns: 26",
                ),
                Refusal::Range,
                UpstreamKind::NotFound,
                Advice::Never,
            ),
            (
                400,
                sheets(
                    "INVALID_ARGUMENT",
                    "Invalid requests[0].addSheet: Já existe uma página com o nome X.",
                ),
                Refusal::Other,
                UpstreamKind::Rejected,
                Advice::Never,
            ),
            (
                400,
                sheets("FAILED_PRECONDITION", "This operation is not supported for this document"),
                Refusal::Other,
                UpstreamKind::Rejected,
                Advice::Never,
            ),
            (401, sheets("UNAUTHENTICATED", "m"), Refusal::Other, UpstreamKind::Auth, Advice::Reauthorise),
            (500, sheets("INTERNAL", "m"), Refusal::Other, UpstreamKind::Server, Advice::Retry),
            (503, sheets("UNAVAILABLE", "m"), Refusal::Other, UpstreamKind::Server, Advice::Retry),
        ] {
            let reply = reply(status, &body);
            let error = refused(&reply, Utc::now());
            assert_eq!((Refusal::of(&reply), error.kind, error.advice), (refusal, kind, advice), "{body}");
        }
    }

    #[test]
    fn an_error_of_a_word_and_a_sentence_is_read_too() {
        let told = error(401, r#"{"error":"invalid_request","error_description":"Invalid Credentials"}"#);
        assert_eq!((told.kind, told.advice), (UpstreamKind::Auth, Advice::Reauthorise));
        assert!(told.detail.ends_with("Invalid Credentials (invalid_request)"), "{told}");
    }

    #[test]
    fn a_delay_that_is_asked_for_goes_before() {
        let mut reply = reply(429, "{}");
        reply.headers.insert("retry-after", "7".parse().unwrap());
        assert_eq!(refused(&reply, Utc::now()).advice, Advice::After(Duration::from_secs(7)));
    }

    #[test]
    fn a_success_that_is_none_is_told_apart() {
        for (body, kind) in [
            ("", UpstreamKind::Protocol),
            ("[]", UpstreamKind::Protocol),
            ("{\"values\":[", UpstreamKind::Protocol),
            ("<!doctype html><title>Em manutenção</title>", UpstreamKind::NotThePlatform),
        ] {
            assert_eq!((error(200, body).kind, error(200, body).advice), (kind, Advice::Retry), "{body}");
        }
        let hidden = reply(200, r#"{"error":{"code":500,"message":"Internal error","status":"INTERNAL"}}"#);
        assert_eq!(not_the_answer(&hidden).kind, UpstreamKind::Server);
        assert_eq!(not_the_answer(&reply(200, "{}")).kind, UpstreamKind::Protocol);
        assert_eq!(error(403, "<!doctype html>").kind, UpstreamKind::NotThePlatform);
    }
}
