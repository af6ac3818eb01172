//! Errors of platforms, each with what to do about it.

use domain::UpstreamKind;
use std::time::Duration;

/// What the caller shall do after an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// The same call will fail again.
    Never,
    /// Try again, at the policy's own pace.
    Retry,
    /// Try again, not before this long: the platform said so.
    After(Duration),
    /// A person must renew the credentials first.
    Reauthorise,
}

/// A call to a platform that did not give what was asked for.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{kind}: {detail}")]
pub struct ConnectorError {
    pub kind: UpstreamKind,
    pub advice: Advice,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// What was seen, for the log and the run's page: at most 500 characters, without secrets and
    /// control characters.
    pub detail: String,
    /// Whether it was tried again already, as often as the policy has it: who reads many things in one call tries
    /// each in its place.
    pub is_tried: bool,
}

impl ConnectorError {
    pub fn new(kind: UpstreamKind, advice: Advice, detail: impl Into<String>) -> Self {
        let detail: String = detail.into();
        let detail =
            detail.chars().take(500).map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
        Self { kind, advice, status: None, detail, is_tried: false }
    }

    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_is_short_and_can_be_stored() {
        let error = ConnectorError::new(UpstreamKind::Server, Advice::Retry, "a\u{0}b\nc\u{1b}[0m");
        assert_eq!(error.detail, "a b c [0m");
        let long = ConnectorError::new(UpstreamKind::Server, Advice::Retry, "é".repeat(600));
        assert_eq!(long.detail.chars().count(), 500);
    }
}
