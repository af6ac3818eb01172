//! Why a shop refuses a key. It answers 401 to nearly everything, in the shop's language: the cause is
//! found out by asking in other ways.

use super::{address, answer, transport};
use crate::problem;
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{Advice, Conn, ConnectorError, Reply};
use domain::UpstreamKind;

/// How far a signature's time may be off.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(15);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The key is wrong, or was revoked.
    Key,
    /// The key is right, but was made for writing only.
    Permission,
    /// TLS ends before WordPress, which is not told so and takes no key without TLS.
    TlsNotSeen,
    /// The shop's clock is this far ahead of ours, and signatures hold a quarter of an hour.
    Clock(TimeDelta),
}

/// What stands behind an answer 401 of the API.
pub(super) async fn cause(conn: &Conn, reply: &Reply) -> Cause {
    let over_tls = address::of(conn).is_ok_and(|store| store.scheme() == "https");
    if !over_tls && let Some(ahead) = clock_ahead(reply, conn.now()) {
        return Cause::Clock(ahead);
    }
    if answer::key_was_refused(reply) {
        // Only the permission to read is asked of a GET and not of this.
        let known = transport::options(conn).await.is_ok_and(|options| options.is_success());
        return if known { Cause::Permission } else { Cause::Key };
    }
    if over_tls && (answer::asks_for_signature(reply) || transport::takes_plain_signature(conn).await) {
        return Cause::TlsNotSeen;
    }
    Cause::Key
}

/// How far the clock of the answer is ahead, if too far for a signature.
fn clock_ahead(reply: &Reply, now: DateTime<Utc>) -> Option<TimeDelta> {
    let told = DateTime::parse_from_rfc2822(reply.header("date")?).ok()?;
    let ahead = told.to_utc() - now;
    (ahead.abs() >= CLOCK_TOLERANCE).then_some(ahead)
}

impl Cause {
    /// The code for the connection test.
    pub(super) const fn problem(self) -> &'static str {
        match self {
            Self::Key => problem::WRONG_KEY,
            Self::Permission => problem::NO_READ_PERMISSION,
            Self::TlsNotSeen => problem::TLS_NOT_SEEN,
            Self::Clock(_) => problem::CLOCK_WRONG,
        }
    }

    /// The error of the refusal with what is known of its cause.
    pub(super) fn told(self, error: ConnectorError) -> ConnectorError {
        let (kind, advice, why) = match self {
            Self::Key => return error,
            Self::Permission => {
                (UpstreamKind::Permission, Advice::Never, "the key is known, but may not read".to_owned())
            }
            Self::TlsNotSeen => {
                let why = "WordPress takes the call for one without TLS, and no key without TLS";
                (error.kind, error.advice, why.to_owned())
            }
            Self::Clock(ahead) => {
                let why = format!("the shop's clock is {} min off, so it takes no key", ahead.num_minutes());
                (UpstreamKind::Clock, Advice::Retry, why)
            }
        };
        let mut told = ConnectorError::new(kind, advice, format!("{why} ({})", error.detail));
        told.status = error.status;
        told
    }
}
