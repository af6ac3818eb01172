//! What TikTok's answers mean. The `code` of the envelope says it; the HTTP status is only looked at where
//! there is none.

use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, Reply,
    lenient::{Text, capped},
};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::time::Duration;

const BUSY: &[i64] = &[36_009_002, 36_009_037];
const FAILED: &[i64] = &[36_009_003, 36_009_007];
/// Of acts: the platform could not do it now, or is not ready yet, and asks to try again.
const NOT_NOW: &[i64] = &[
    11_001_027, 11_001_031, 11_006_010, 11_034_023, 11_034_025, 11_034_037, 21_001_003, 21_001_008,
    21_001_011, 21_022_029, 21_023_022, 21_023_034, 21_042_001, 21_042_076, 25_001_028,
];
const INACTIVE: &[i64] = &[36_009_043, 36_009_044];
const SCOPE_MISSING: i64 = 105_005;
/// A bad credential, time or identifier: the message says which.
const BAD_PARAMETER: i64 = 36_009_004;

/// The fiscal document is being looked at: what waits for it cannot go on yet.
const DOCUMENT_UNSEEN: i64 = 21_004_020;

/// How long the platform may look at a document.
pub(super) const LOOKING: Duration = Duration::from_secs(60);

/// How long to leave a shop alone that is closed.
const SHOP_PAUSE: Duration = Duration::from_secs(3_600);

#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope<'a> {
    #[serde(borrow)]
    code: Text<'a>,
    #[serde(borrow)]
    message: Text<'a>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
}

impl Envelope<'_> {
    fn code(&self) -> Option<i64> {
        self.code.as_str()?.parse().ok()
    }
}

/// `data` of a good answer.
///
/// # Errors
/// What the answer means instead.
pub(super) fn data<'a, T: Deserialize<'a>>(conn: &Conn, reply: &'a Reply) -> Result<T, ConnectorError> {
    let envelope: Result<Envelope<'a>, _> = serde_json::from_slice(&reply.body);
    let envelope = match envelope {
        Ok(envelope) if envelope.code() == Some(0) => envelope,
        Ok(envelope) => return Err(of_envelope(&envelope, reply, conn.now())),
        Err(_) => return Err(unreadable(reply, conn.now())),
    };
    let data = envelope.data.map_or("{}", RawValue::get);
    serde_json::from_str(data).map_err(|error| {
        let detail = format!("the data of the answer cannot be read: {error}");
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })
}

/// The same for acts and their looks. A scope that is missing there costs the act and not the connection, which
/// goes on reading.
///
/// # Errors
/// What the answer means instead.
pub(super) fn data_for_act<'a, T: Deserialize<'a>>(
    conn: &Conn,
    reply: &'a Reply,
) -> Result<T, ConnectorError> {
    data(conn, reply).map_err(of_act)
}

pub(super) fn of_act(error: ConnectorError) -> ConnectorError {
    match error.kind {
        UpstreamKind::Permission if error.advice == Advice::Reauthorise => {
            ConnectorError { advice: Advice::Never, ..error }
        }
        _ => error,
    }
}

/// The code of an answer; `None` where it is no envelope.
pub(super) fn code(reply: &Reply) -> Option<i64> {
    serde_json::from_slice::<Envelope<'_>>(&reply.body).ok()?.code()
}

/// Whether the access token is not taken any more, and another one might be.
pub(super) fn is_token_refused(reply: &Reply) -> bool {
    let envelope: Envelope<'_> = serde_json::from_slice(&reply.body).unwrap_or_default();
    envelope.code().is_some_and(|code| is_of_token(code, envelope.message.as_str().unwrap_or_default()))
}

fn is_of_token(code: i64, message: &str) -> bool {
    let message = message.to_ascii_lowercase();
    let names_token = message.contains("access-token") || message.contains("access_token");
    code / 1_000 == 105 && code != SCOPE_MISSING || code == BAD_PARAMETER && names_token
}

/// Whether a call was refused for its time.
pub(super) fn is_of_clock(error: &ConnectorError) -> bool {
    error.kind == UpstreamKind::Rejected && error.detail.contains("timestamp")
}

/// Whether the shop or its seller is closed.
pub(super) fn is_of_closed_shop(error: &ConnectorError) -> bool {
    INACTIVE.iter().any(|code| error.detail.starts_with(&code.to_string()))
}

/// An order belongs to somebody else, or to nobody.
pub(super) const NOT_OURS: i64 = 21_008_111;

pub(super) fn is_of_foreign_order(error: &ConnectorError) -> bool {
    error.detail.starts_with(&format!("{NOT_OURS}:"))
}

/// Whether app or consent lack the scope: any other refusal says nothing of what they may see.
pub(super) fn is_scope_missing(error: &ConnectorError) -> bool {
    error.detail.starts_with(&format!("{SCOPE_MISSING}:"))
}

fn of_envelope(envelope: &Envelope<'_>, reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    let Some(code) = envelope.code() else { return unreadable(reply, now) };
    let message = envelope.message.as_str().and_then(|text| capped(text, 300)).unwrap_or_default();
    let (kind, advice) = meaning(code, &message, reply, now);
    ConnectorError::new(kind, advice, format!("{code}: {message}")).with_status(reply.status)
}

fn meaning(code: i64, message: &str, reply: &Reply, now: DateTime<Utc>) -> (UpstreamKind, Advice) {
    let pause = reply.retry_after(now).map_or(Advice::Retry, Advice::After);
    if let Some(passing) = of_passing(code, pause) {
        return passing;
    }
    match code {
        _ if is_of_token(code, message) => (UpstreamKind::Auth, Advice::Reauthorise),
        // The token is of another kind of user, or of another shop than the cipher.
        101_000 => (UpstreamKind::Auth, Advice::Reauthorise),
        // A new token has the scope only after a new consent.
        SCOPE_MISSING => (UpstreamKind::Permission, Advice::Reauthorise),
        DOCUMENT_UNSEEN => (UpstreamKind::Rejected, Advice::After(LOOKING)),
        // This machine's address is not on the app's list.
        36_009_033 => (UpstreamKind::Permission, Advice::Never),
        code if INACTIVE.contains(&code) => (UpstreamKind::Permission, Advice::After(SHOP_PAUSE)),
        // A clock may be set right meanwhile.
        BAD_PARAMETER if message.contains("timestamp") => (UpstreamKind::Rejected, Advice::Retry),
        106_001 | 106_013 | BAD_PARAMETER | 36_009_009 | 36_009_010 | 36_009_022 | 36_009_023 => {
            (UpstreamKind::Rejected, Advice::Never)
        }
        _ if reply.is_success() => (UpstreamKind::Rejected, Advice::Never),
        _ => {
            let failure = reply.failure(now, "");
            (failure.kind, failure.advice)
        }
    }
}

/// What passes by itself.
fn of_passing(code: i64, pause: Advice) -> Option<(UpstreamKind, Advice)> {
    if BUSY.contains(&code) {
        return Some((UpstreamKind::RateLimit, pause));
    }
    (FAILED.contains(&code) || NOT_NOW.contains(&code)).then_some((UpstreamKind::Server, pause))
}

/// Of an answer of the token endpoint other than success. Its message is left out, for it may repeat what was
/// asked: code, token and the app's secret.
pub(super) fn of_token_endpoint(reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    let Some(code) = code(reply) else { return unreadable(reply, now) };
    let pause = reply.retry_after(now).map_or(Advice::Retry, Advice::After);
    let (kind, advice) = match of_passing(code, pause) {
        Some(passing) => passing,
        // The groups of authorisation: the code or the refresh token is not known (any more).
        None if code / 100_000 == 360 || code / 1_000 == 105 => (UpstreamKind::Auth, Advice::Reauthorise),
        None if reply.is_success() => (UpstreamKind::Rejected, Advice::Never),
        None => {
            let failure = reply.failure(now, "");
            (failure.kind, failure.advice)
        }
    };
    ConnectorError::new(kind, advice, format!("{code}: no tokens were granted")).with_status(reply.status)
}

/// Of what is no envelope.
fn unreadable(reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    if !reply.is_success() {
        return reply.failure(now, format!("HTTP {}", reply.status));
    }
    let (kind, detail) = if reply.is_html() {
        (UpstreamKind::NotThePlatform, "a page in place of data")
    } else {
        (UpstreamKind::Protocol, "the answer is not in TikTok's form")
    };
    ConnectorError::new(kind, Advice::Retry, detail).with_status(reply.status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;

    fn reply(status: u16, code: i64, message: &str) -> Reply {
        let body = format!(r#"{{"code":{code},"message":"{message}","request_id":"r"}}"#).into_bytes();
        Reply { status, headers: HeaderMap::new(), body }
    }

    fn read(status: u16, code: i64, message: &str) -> (UpstreamKind, Advice) {
        let reply = reply(status, code, message);
        let envelope: Envelope<'_> = serde_json::from_slice(&reply.body).unwrap();
        let error = of_envelope(&envelope, &reply, Utc::now());
        assert!(error.detail.starts_with(&code.to_string()), "{}", error.detail);
        (error.kind, error.advice)
    }

    #[test]
    fn each_code_says_what_to_do() {
        use Advice::{After, Never, Reauthorise, Retry};
        use UpstreamKind::{Auth, Permission, RateLimit, Rejected, Server};
        let token = "Invalid credentials. The `x-tts-access-token` header is invalid.";
        for (status, code, message, expected) in [
            (401, 105_001, "", (Auth, Reauthorise)),
            (401, 105_002, "", (Auth, Reauthorise)),
            (401, 105_005, "", (Permission, Reauthorise)),
            (401, 101_000, "", (Auth, Reauthorise)),
            (401, 106_001, "", (Rejected, Never)),
            (400, 106_013, "", (Rejected, Never)),
            (401, 36_009_004, token, (Auth, Reauthorise)),
            (400, 36_009_004, "The 'timestamp' query parameter is invalid.", (Rejected, Retry)),
            (400, 36_009_004, "Unexpected identifier", (Rejected, Never)),
            (403, 36_009_033, "", (Permission, Never)),
            (429, 36_009_002, "", (RateLimit, Retry)),
            (200, 36_009_037, "", (RateLimit, Retry)),
            (500, 36_009_003, "", (Server, Retry)),
            (200, 36_009_007, "", (Server, Retry)),
            (404, 36_009_009, "", (Rejected, Never)),
            (401, 36_009_043, "", (Permission, After(SHOP_PAUSE))),
            (200, 25_001_021, "", (Rejected, Never)),
            (200, 21_011_040, "", (Rejected, Never)),
            (200, 11_034_037, "still being generated", (Server, Retry)),
            (200, 21_004_020, "", (Rejected, After(LOOKING))),
            (503, 99, "", (Server, Retry)),
        ] {
            assert_eq!(read(status, code, message), expected, "{code} {message}");
        }
    }

    #[test]
    fn a_missing_scope_costs_the_act_and_not_the_connection() {
        let of = |kind, advice| of_act(ConnectorError::new(kind, advice, "")).advice;
        assert_eq!(of(UpstreamKind::Permission, Advice::Reauthorise), Advice::Never);
        assert_eq!(of(UpstreamKind::Auth, Advice::Reauthorise), Advice::Reauthorise);
        assert_eq!(of(UpstreamKind::Permission, Advice::After(SHOP_PAUSE)), Advice::After(SHOP_PAUSE));
    }

    #[test]
    fn a_refused_token_is_told_from_a_missing_scope() {
        assert!(is_token_refused(&reply(401, 105_002, "")));
        assert!(is_token_refused(&reply(401, 36_009_004, "The `x-tts-access-token` header is invalid.")));
        for other in [105_005, 106_001, 36_009_004, 0] {
            assert!(!is_token_refused(&reply(401, other, "")), "{other}");
        }
    }

    #[test]
    fn a_refused_refresh_is_told_from_a_failure_and_repeats_nothing() {
        let of = |status, code| {
            let error = of_token_endpoint(&reply(status, code, "token 4711 secret"), Utc::now());
            assert!(!error.detail.contains("4711"), "{}", error.detail);
            (error.kind, error.advice)
        };
        assert_eq!(of(200, 36_004_005), (UpstreamKind::Auth, Advice::Reauthorise));
        assert_eq!(of(401, 105_002), (UpstreamKind::Auth, Advice::Reauthorise));
        assert_eq!(of(200, 36_009_003), (UpstreamKind::Server, Advice::Retry));
        assert_eq!(of(429, 36_009_002), (UpstreamKind::RateLimit, Advice::Retry));
        assert_eq!(of(502, 7), (UpstreamKind::Server, Advice::Retry));
    }
}
