//! What answers mean. Errors are `{"message","error","status","cause"}`, mostly.

use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, Reply,
    lenient::{Object, Text, capped},
};
use domain::UpstreamKind;
use serde::Deserialize;
use std::time::Duration;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Told<'a> {
    #[serde(borrow)]
    error: Text<'a>,
    #[serde(borrow)]
    message: Text<'a>,
    /// A number in errors; what is read has words.
    #[serde(borrow)]
    status: Text<'a>,
}

/// What a good answer holds.
///
/// # Errors
/// What the answer means instead.
pub(super) fn json<'a, T: Deserialize<'a>>(conn: &Conn, reply: &'a Reply) -> Result<T, ConnectorError> {
    if !reply.is_success() {
        return Err(failure(reply, conn.now()));
    }
    let told = told(reply);
    if told.status.as_str().and_then(|status| status.parse::<u16>().ok()).is_some_and(|status| status >= 400)
    {
        let error = ConnectorError::new(UpstreamKind::Server, Advice::Retry, detail(reply));
        return Err(error.with_status(reply.status));
    }
    serde_json::from_slice(&reply.body).map_err(|error| {
        let (kind, detail) = if reply.is_html() {
            (UpstreamKind::NotThePlatform, "a page in place of data".to_owned())
        } else {
            (UpstreamKind::Protocol, format!("the answer cannot be read: {error}"))
        };
        ConnectorError::new(kind, Advice::Retry, detail).with_status(reply.status)
    })
}

/// Of a status other than 2xx.
pub(super) fn failure(reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    let mut error = reply.failure(now, detail(reply));
    if reply.status == 409 {
        error.advice = Advice::Retry;
    }
    error
}

/// What is told of a change that was made.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Made<'a> {
    /// Of what was made or changed.
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    fulfilled: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
}

impl Made<'_> {
    fn has_id(&self) -> bool {
        self.id.as_str().is_some_and(|id| !id.is_empty())
    }

    /// A feedback that the sale was not done.
    pub(super) fn is_undone(&self) -> bool {
        match self.fulfilled.as_str() {
            Some(word) => word == "false",
            None => self.has_id(),
        }
    }

    /// A shipment that left.
    pub(super) fn is_shipped(&self) -> bool {
        match self.status.as_str() {
            Some(word) => word == "shipped",
            None => self.has_id(),
        }
    }
}

/// Whether a change was taken, which its answer has to show.
///
/// # Errors
/// What the answer means instead. An empty 200 says nothing: a host in between may have given it.
pub(super) fn taken(
    conn: &Conn,
    reply: &Reply,
    shows: impl Fn(&Made<'_>) -> bool,
) -> Result<(), ConnectorError> {
    if matches!(reply.status, 201 | 202 | 204) && reply.body.trim_ascii().is_empty() {
        return Ok(());
    }
    let Object(made): Object<Made<'_>> = json(conn, reply)?;
    if shows(&made) {
        return Ok(());
    }
    let detail = "the answer does not show what was asked for";
    Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status))
}

/// What cannot be asked for, found before asking.
pub(super) fn unfit(detail: &str) -> ConnectorError {
    ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail)
}

/// Whether an answer is a refusal with this code.
pub(super) fn tells(reply: &Reply, code: &str) -> bool {
    reply.status == 400 && told(reply).error.as_str() == Some(code)
}

/// Whether the words of a refusal have this one among them.
pub(super) fn mentions(reply: &Reply, word: &str) -> bool {
    told(reply).message.as_str().is_some_and(|message| message.contains(word))
}

fn told(reply: &Reply) -> Told<'_> {
    serde_json::from_slice::<Object<Told<'_>>>(&reply.body).map(|told| told.0).unwrap_or_default()
}

fn detail(reply: &Reply) -> String {
    let told = told(reply);
    let words = [told.error.capped(60), told.message.capped(200)];
    let words: Vec<_> = words.into_iter().flatten().collect();
    format!("HTTP {} {}", reply.status, words.join(": ")).trim_end().to_owned()
}

/// How long an account is left alone while the platform has blocked the app.
const BLOCKED_FOR: Duration = Duration::from_secs(3_600);

/// What the token endpoint means. Its answers are not quoted: they may repeat what they were asked.
pub(super) fn of_token_endpoint(reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    const KNOWN: [&str; 9] = [
        "forbidden",
        "invalid_client",
        "invalid_grant",
        "invalid_operator_user_id",
        "invalid_request",
        "invalid_scope",
        "local_rate_limited",
        "unauthorized_application",
        "unauthorized_client",
    ];
    let told = told(reply);
    let code = told.error.as_str().and_then(|code| KNOWN.into_iter().find(|known| *known == code));
    let detail = format!("the token endpoint answered HTTP {} {}", reply.status, code.unwrap_or_default());
    let mut error = reply.failure(now, detail.trim_end());
    (error.kind, error.advice) = match (code, reply.status) {
        (Some("local_rate_limited"), _) => {
            (UpstreamKind::RateLimit, reply.retry_after(now).map_or(Advice::Retry, Advice::After))
        }
        // Only the operator can help, and the tokens may well be good.
        (Some("invalid_client" | "invalid_scope" | "invalid_request"), _) => {
            (UpstreamKind::Auth, Advice::Never)
        }
        // The platform has blocked the app.
        (Some("unauthorized_application" | "forbidden"), _) => {
            (UpstreamKind::Permission, Advice::After(BLOCKED_FOR))
        }
        (Some(_), _) | (None, 400 | 401) => (UpstreamKind::Auth, Advice::Reauthorise),
        _ => (error.kind, error.advice),
    };
    if let Some(text) = capped(&error.detail, 200) {
        error.detail = text;
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;

    fn reply(status: u16, body: &str) -> Reply {
        Reply { status, headers: HeaderMap::new(), body: body.into() }
    }

    #[test]
    fn each_status_says_what_to_do() {
        let of = |status| {
            let error = failure(&reply(status, r#"{"message":"m","error":"e"}"#), Utc::now());
            assert_eq!(error.detail, format!("HTTP {status} e: m"));
            (error.kind, error.advice)
        };
        assert_eq!(of(400), (UpstreamKind::Rejected, Advice::Never));
        assert_eq!(of(401), (UpstreamKind::Auth, Advice::Reauthorise));
        assert_eq!(of(403), (UpstreamKind::Permission, Advice::Never));
        assert_eq!(of(404), (UpstreamKind::NotFound, Advice::Never));
        assert_eq!(of(409), (UpstreamKind::Rejected, Advice::Retry));
        assert_eq!(of(429), (UpstreamKind::RateLimit, Advice::Retry));
        assert_eq!(of(503), (UpstreamKind::Server, Advice::Retry));
    }

    #[test]
    fn a_change_is_taken_where_the_answer_shows_it() {
        for (json, is_undone, is_shipped) in [
            (r#"{"id":7,"fulfilled":false}"#, true, true),
            (r#"{"fulfilled":"false"}"#, true, false),
            (r#"{"id":"7","fulfilled":true}"#, false, true),
            (r#"{"status":"shipped","substatus":null}"#, false, true),
            (r#"{"id":7,"status":"pending"}"#, true, false),
            (r#"{"id":""}"#, false, false),
            ("{}", false, false),
            ("[]", false, false),
            ("null", false, false),
            ("\"ok\"", false, false),
        ] {
            let Object(made) = serde_json::from_str::<Object<Made<'_>>>(json).unwrap();
            assert_eq!((made.is_undone(), made.is_shipped()), (is_undone, is_shipped), "{json}");
        }
    }

    #[test]
    fn a_refused_refresh_needs_a_person_and_a_failing_server_does_not() {
        let of = |status, code: &str| {
            let body = format!(r#"{{"error":"{code}","error_description":"TG-secret","status":{status}}}"#);
            let error = of_token_endpoint(&reply(status, &body), Utc::now());
            assert!(!error.detail.contains("secret"), "{error}");
            (error.kind, error.advice)
        };
        assert_eq!(of(400, "invalid_grant"), (UpstreamKind::Auth, Advice::Reauthorise));
        assert_eq!(of(400, "TG-secret"), (UpstreamKind::Auth, Advice::Reauthorise));
        assert_eq!(of(401, ""), (UpstreamKind::Auth, Advice::Reauthorise));
        assert_eq!(of(400, "invalid_client"), (UpstreamKind::Auth, Advice::Never));
        assert_eq!(
            of(403, "unauthorized_application"),
            (UpstreamKind::Permission, Advice::After(BLOCKED_FOR))
        );
        assert_eq!(of(400, "unauthorized_client"), (UpstreamKind::Auth, Advice::Reauthorise));
        assert_eq!(of(429, "local_rate_limited"), (UpstreamKind::RateLimit, Advice::Retry));
        assert_eq!(of(500, ""), (UpstreamKind::Server, Advice::Retry));
    }
}
