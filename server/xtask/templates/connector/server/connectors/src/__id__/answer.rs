//! What the platform's answers mean: the status, and the code of the error in the body.

use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, ConnectorError, Reply,
    lenient::{Object, Text, capped},
};
use domain::UpstreamKind;
use serde::Deserialize;

/// `{"error":{"code":"…","message":"…"}}`
#[derive(Default, Deserialize)]
#[serde(default)]
struct Failure<'a> {
    #[serde(borrow)]
    error: Object<Told<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Told<'a> {
    #[serde(borrow)]
    code: Text<'a>,
    #[serde(borrow)]
    message: Text<'a>,
}

/// The reply, if it is a success through and through.
///
/// # Errors
/// What it means instead.
pub(super) fn good(reply: Reply, now: DateTime<Utc>) -> Result<Reply, ConnectorError> {
    if reply.is_success() && reply.is_html() {
        let detail = "a page in place of data";
        let error = ConnectorError::new(UpstreamKind::NotThePlatform, Advice::Retry, detail);
        return Err(error.with_status(reply.status));
    }
    let failure: Failure<'_> = serde_json::from_slice(&reply.body).unwrap_or_default();
    match failure.error.0.code.as_str() {
        Some(code) => Err(of_code(code, &failure.error.0.message, &reply, now)),
        None if reply.is_success() => Ok(reply),
        None => Err(reply.failure(now, format!("HTTP {}", reply.status))),
    }
}

/// The body of a good reply.
///
/// # Errors
/// [`UpstreamKind::Protocol`] for a body that is not in the platform's form.
pub(super) fn body<'a, T: Deserialize<'a>>(reply: &'a Reply) -> Result<T, ConnectorError> {
    serde_json::from_slice(&reply.body).map_err(|error| protocol(reply, format!("the answer: {error}")))
}

/// A good status with a body that is none of the platform's.
pub(super) fn protocol(reply: &Reply, detail: impl Into<String>) -> ConnectorError {
    ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
}

fn of_code(code: &str, message: &Text<'_>, reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    let pause = reply.retry_after(now).map_or(Advice::Retry, Advice::After);
    let (kind, advice) = match code {
        "invalid_token" => (UpstreamKind::Auth, Advice::Reauthorise),
        "forbidden" => (UpstreamKind::Permission, Advice::Never),
        "too_many_requests" => (UpstreamKind::RateLimit, pause),
        "internal_error" => (UpstreamKind::Server, pause),
        _ if reply.is_success() => (UpstreamKind::Rejected, Advice::Never),
        _ => {
            let failure = reply.failure(now, "");
            (failure.kind, failure.advice)
        }
    };
    let message = message.capped(300).unwrap_or_default();
    let detail = format!("{}: {message}", capped(code, 100).unwrap_or_default());
    ConnectorError::new(kind, advice, detail).with_status(reply.status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;

    fn read(status: u16, body: &str) -> Result<Reply, ConnectorError> {
        let reply = Reply { status, headers: HeaderMap::new(), body: body.as_bytes().to_vec() };
        good(reply, Utc::now())
    }

    #[test]
    fn each_code_says_what_to_do() {
        use Advice::{Never, Reauthorise, Retry};
        use UpstreamKind::{Auth, Permission, RateLimit, Rejected, Server};
        for (status, code, expected) in [
            (401, "invalid_token", (Auth, Reauthorise)),
            (403, "forbidden", (Permission, Never)),
            (429, "too_many_requests", (RateLimit, Retry)),
            (200, "internal_error", (Server, Retry)),
            (400, "invalid_parameter", (Rejected, Never)),
            (200, "not_documented", (Rejected, Never)),
            (503, "not_documented", (Server, Retry)),
        ] {
            let body = format!(r#"{{"error":{{"code":"{code}","message":"x"}}}}"#);
            let error = read(status, &body).unwrap_err();
            assert_eq!((error.kind, error.advice), expected, "{status} {code}");
            assert_eq!(error.detail, format!("{code}: x"));
        }
    }

    #[test]
    fn a_page_for_people_is_no_answer() {
        assert_eq!(read(200, "<!doctype html>").unwrap_err().kind, UpstreamKind::NotThePlatform);
        assert_eq!(read(502, "<!doctype html>").unwrap_err().kind, UpstreamKind::Server);
        assert!(read(200, r#"{"orders":[]}"#).is_ok());
    }
}
