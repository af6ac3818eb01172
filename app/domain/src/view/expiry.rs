//! What ends, what is renewed by itself, and what needs a hand.

use super::orders::Channel;
use chrono::{DateTime, TimeDelta, Utc};

/// What has a date, or needs to be looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiry {
    pub kind: ExpiryKind,
    pub channel: Channel,
    /// When it ends, or has to be done; `None` where nobody has named a date.
    pub at: Option<DateTime<Utc>>,
    /// What it is about: scopes, an API's version.
    pub about: String,
}

crate::code_enum! {
    /// What it is that ends.
    pub enum ExpiryKind {
        /// The platform does not take the credentials any more.
        Refused = "refused",
        /// Rights that the consent does not cover.
        Scopes = "scopes",
        /// A consent that only a person can give again.
        Consent = "consent",
        /// An access token without anything to renew it.
        Token = "token",
        /// The platform could not be told, or was not asked for too long, where events go to.
        Subscription = "subscription",
        /// The version of the platform's API that Orion speaks.
        ApiVersion = "api_version",
        /// An access token that is renewed by itself.
        RenewedToken = "renewed_token",
        /// Where events go to, which is looked after daily.
        KeptSubscription = "kept_subscription",
        /// Credentials that do not end.
        Key = "key",
    }
}

/// How near a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    Over,
    /// Within [`Expiry::SOON_DAYS`].
    Soon,
    Later,
}

impl Expiry {
    /// From how many days before a date it is spoken of.
    pub const SOON_DAYS: i64 = 30;

    /// Whether a person has to do something by its date; else it is looked after by itself, or has none.
    pub const fn needs_hand(&self) -> bool {
        match self.kind {
            ExpiryKind::Refused
            | ExpiryKind::Scopes
            | ExpiryKind::Consent
            | ExpiryKind::Token
            | ExpiryKind::Subscription => true,
            ExpiryKind::ApiVersion => self.at.is_some(),
            ExpiryKind::RenewedToken | ExpiryKind::KeptSubscription | ExpiryKind::Key => false,
        }
    }

    /// How near the date is by which it needs a hand; without a date it needs it now.
    pub fn nearness(&self, now: DateTime<Utc>) -> Nearness {
        match self.at {
            _ if !self.needs_hand() => Nearness::Later,
            Some(at) if at - now >= TimeDelta::days(Self::SOON_DAYS) => Nearness::Later,
            Some(at) if at > now => Nearness::Soon,
            _ => Nearness::Over,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ConnectionId, ConnectionStatus, Environment};

    #[test]
    fn a_date_is_over_soon_or_later() {
        let now = Utc::now();
        let channel = || Channel {
            connection: ConnectionId::new(),
            platform: "shopify".into(),
            environment: Environment::Production,
            name: "Loja".into(),
            status: ConnectionStatus::Connected,
        };
        let near = |kind, at| Expiry { kind, channel: channel(), at, about: String::new() }.nearness(now);
        assert_eq!(near(ExpiryKind::Consent, Some(now)), Nearness::Over);
        assert_eq!(near(ExpiryKind::Consent, Some(now + TimeDelta::days(29))), Nearness::Soon);
        assert_eq!(near(ExpiryKind::Consent, Some(now + TimeDelta::days(30))), Nearness::Later);
        assert_eq!(near(ExpiryKind::Scopes, None), Nearness::Over);
        assert_eq!(near(ExpiryKind::ApiVersion, None), Nearness::Later);
        assert_eq!(near(ExpiryKind::RenewedToken, Some(now)), Nearness::Later, "renewed by itself");
    }
}
