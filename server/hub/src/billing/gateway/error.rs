//! What can go wrong between us and Stripe, as far as it can be acted on.

use domain::{Fault, STRIPE, UpstreamKind};
use serde::Deserialize;

/// A call of Stripe that did not give what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// The card, or its bank, said no. A person has to take another one.
    #[error("the payment was declined ({})", decline_code.as_deref().or(code.as_deref()).unwrap_or("no reason"))]
    Declined { code: Option<String>, decline_code: Option<String> },
    /// It is asked for wrongly, or cannot be in the state that things are in. The same call fails again.
    #[error("refused with {status}: {message}")]
    Refused { status: u16, code: Option<String>, param: Option<String>, message: String },
    /// No such thing in this account, or it is of the other world of test and live.
    #[error("Stripe knows nothing of it")]
    NotFound,
    /// The operator's key is wrong, or may not do this.
    #[error("Stripe does not take the key of this installation")]
    Key,
    /// Too many calls, after several attempts.
    #[error("Stripe asks to wait")]
    Busy,
    /// No answer, or none that says what became of it, after several attempts.
    #[error("Stripe cannot be reached: {0}")]
    Unreachable(String),
    /// An answer that is none of those that are known.
    #[error("the answer of Stripe cannot be read: {0}")]
    Unreadable(String),
}

#[derive(Debug, Default, Deserialize)]
struct Body {
    #[serde(default)]
    error: Said,
}

#[derive(Debug, Default, Deserialize)]
struct Said {
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    decline_code: Option<String>,
    #[serde(default)]
    param: Option<String>,
    #[serde(default)]
    message: Option<String>,
}

impl GatewayError {
    /// What a refusal says.
    pub(super) fn of_reply(status: u16, body: &[u8]) -> Self {
        let said = serde_json::from_slice::<Body>(body).unwrap_or_default().error;
        let is_card = said.kind.as_deref() == Some("card_error");
        match status {
            402 => Self::Declined { code: said.code, decline_code: said.decline_code },
            400 if is_card => Self::Declined { code: said.code, decline_code: said.decline_code },
            401 | 403 => Self::Key,
            404 => Self::NotFound,
            409 | 424 | 429 => Self::Busy,
            500.. => Self::Unreachable(format!("it answered {status}")),
            // The message names parameters and ids, and no secret.
            _ => Self::Refused {
                status,
                code: said.code,
                param: said.param,
                message: said.message.unwrap_or_default().chars().take(300).collect(),
            },
        }
    }

    /// Whether the same call may succeed later without anybody doing something.
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Busy | Self::Unreachable(_) | Self::Key)
    }

    /// What a person is told.
    pub fn fault(&self) -> Fault {
        let upstream = |kind| Fault::Upstream { platform: STRIPE.into(), kind };
        match self {
            Self::Declined { .. } => Fault::Conflict { what: "card_declined".into() },
            Self::NotFound => Fault::Conflict { what: "billing_changed".into() },
            Self::Refused { .. } => upstream(UpstreamKind::Rejected),
            Self::Key => upstream(UpstreamKind::Auth),
            Self::Busy => upstream(UpstreamKind::RateLimit),
            Self::Unreachable(_) => upstream(UpstreamKind::Network),
            Self::Unreadable(_) => upstream(UpstreamKind::Protocol),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_to_do_about_it() {
        let declined = br#"{"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds","message":"x","payment_intent":{"id":1}}}"#;
        let error = GatewayError::of_reply(402, declined);
        assert_eq!(error.to_string(), "the payment was declined (insufficient_funds)");
        assert!(!error.passes());
        assert_eq!(GatewayError::of_reply(401, b""), GatewayError::Key);
        assert!(GatewayError::of_reply(503, b"<html>").passes());
        assert!(GatewayError::of_reply(429, b"{}").passes());
        let refused = GatewayError::of_reply(
            400,
            br#"{"error":{"type":"invalid_request_error","param":"price","message":"No such price"}}"#,
        );
        assert!(matches!(refused, GatewayError::Refused { param: Some(param), .. } if param == "price"));
    }
}
