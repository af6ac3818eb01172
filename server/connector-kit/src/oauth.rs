//! Platforms that grant access through the operator's app: the way to the consent page, the way back,
//! and the tokens.

use crate::{BoxFuture, Conn, ConnectorError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use url::Url;

/// A platform whose accounts are connected by consent. Its specification has a form for
/// [`domain::AuthKind::OAuth2`] with what must be known before (mostly nothing).
pub trait OAuth: Send + Sync {
    /// Every scope that Orion needs, as the platform writes them.
    fn scopes(&self) -> &'static [&'static str];

    /// Whether people may come back without having been sent: the platform has a button of its own that
    /// begins with the consent.
    fn may_start_elsewhere(&self) -> bool {
        false
    }

    /// The page where a person consents.
    ///
    /// # Errors
    /// [`domain::UpstreamKind::Auth`] where the operator's app is not configured; what the form lacks.
    fn consent_url(&self, conn: &Conn, ask: &ConsentRequest) -> Result<Url, ConnectorError>;

    /// Reads what the person came back with, and checks what the platform signs of it. The hub has
    /// checked the state, and that the person did not refuse by `error`.
    ///
    /// # Errors
    /// Why it cannot be used.
    fn read_callback(&self, conn: &Conn, query: &[(String, String)]) -> Result<Consent, CallbackProblem>;

    /// Exchanges the code for tokens. A code works once, so this is not repeated.
    ///
    /// # Errors
    /// With the advice what to do.
    fn exchange<'a>(
        &'a self,
        conn: &'a Conn,
        ask: &'a ConsentRequest,
        consent: &'a Consent,
    ) -> BoxFuture<'a, Result<TokenSet, ConnectorError>>;

    /// The accounts that the connection's tokens open, at least one.
    ///
    /// # Errors
    /// With the advice what to do.
    fn accounts<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, Result<Vec<GrantedAccount>, ConnectorError>>;

    /// New tokens for an old refresh token; one attempt. What the answer leaves out (a refresh token, its
    /// end) stays as it is.
    ///
    /// # Errors
    /// [`crate::Advice::Reauthorise`] when the platform does not know the refresh token any more.
    fn refresh<'a>(
        &'a self,
        conn: &'a Conn,
        refresh_token: &'a SecretString,
    ) -> BoxFuture<'a, Result<TokenSet, ConnectorError>>;
}

/// What is asked of the platform: made once for each press of the button, and kept until the person is
/// back.
#[derive(Debug, Clone)]
pub struct ConsentRequest {
    /// Names the request; unguessable.
    pub state: String,
    /// Where the platform sends the person back to.
    pub redirect_uri: Url,
    /// The proof key of this request (RFC 7636): 43 signs of base64url.
    pub verifier: SecretString,
}

impl ConsentRequest {
    /// With a state and a verifier of 32 random bytes each.
    pub fn new(redirect_uri: Url) -> Self {
        let random = || URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
        Self { state: random(), redirect_uri, verifier: random().into() }
    }

    /// The challenge of the method `S256`.
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.expose_secret().as_bytes()))
    }
}

/// What the person came back with.
#[derive(Debug, Clone)]
pub struct Consent {
    pub code: SecretString,
    /// What the way back says of the account, such as Shopify's shop.
    pub config: BTreeMap<String, String>,
}

/// Why a way back cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallbackProblem {
    /// The person, or the platform in their name, refused.
    Denied,
    /// The signature does not fit: it was not made by the platform, or changed on the way.
    BadSignature,
    /// Signed too long ago.
    Stale,
    /// It is about another account than the one that was asked for.
    OtherAccount,
    /// A part is missing or cannot be read.
    Incomplete,
}

/// Tokens as the platform gave them.
#[derive(Debug, Clone)]
pub struct TokenSet {
    pub access_token: SecretString,
    /// `None` for tokens that do not end.
    pub expires_at: Option<DateTime<Utc>>,
    pub refresh_token: Option<SecretString>,
    /// When a person must consent again, however often tokens are refreshed until then.
    pub consent_ends_at: Option<DateTime<Utc>>,
    /// What was granted, where the platform says so.
    pub scopes: Option<Vec<String>>,
}

impl TokenSet {
    /// These tokens where the platform just gave `fresh` ones: what it left out stays.
    #[must_use]
    pub fn renewed(self, fresh: Self) -> Self {
        Self {
            refresh_token: fresh.refresh_token.or(self.refresh_token),
            consent_ends_at: fresh.consent_ends_at.or(self.consent_ends_at),
            scopes: fresh.scopes.or(self.scopes),
            ..fresh
        }
    }

    /// Whether the access token is good for a minute more, and not the one that was refused.
    pub fn is_good(&self, now: DateTime<Utc>, refused: Option<&SecretString>) -> bool {
        let is_refused =
            refused.is_some_and(|token| token.expose_secret() == self.access_token.expose_secret());
        !is_refused && self.expires_at.is_none_or(|end| end - TimeDelta::minutes(1) > now)
    }
}

/// An account that tokens open.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct GrantedAccount {
    /// By which the platform knows it; the same as [`crate::ShopFacts::account_id`].
    pub id: String,
    pub name: Option<String>,
    /// What calls to this account need, such as TikTok's cipher: kept in the connection's config.
    pub config: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_the_hash_of_the_verifier() {
        let ask = ConsentRequest {
            verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into(),
            ..ConsentRequest::new("https://orion.example/".parse().unwrap())
        };
        assert_eq!(ask.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn what_a_refresh_leaves_out_stays() {
        let end = DateTime::from_timestamp(1_900_000_000, 0);
        let tokens = |access: &str, refresh: Option<&str>| TokenSet {
            access_token: access.into(),
            expires_at: None,
            refresh_token: refresh.map(SecretString::from),
            consent_ends_at: None,
            scopes: None,
        };
        let old =
            TokenSet { consent_ends_at: end, scopes: Some(vec!["read".into()]), ..tokens("a1", Some("r1")) };
        let kept = old.clone().renewed(tokens("a2", None));
        assert_eq!(kept.access_token.expose_secret(), "a2");
        assert_eq!(kept.refresh_token.as_ref().map(|token| token.expose_secret()), Some("r1"));
        assert_eq!((kept.consent_ends_at, kept.scopes), (end, Some(vec!["read".into()])));
        let rotated = old.renewed(tokens("a2", Some("r2")));
        assert_eq!(
            rotated.refresh_token.map(|token| token.expose_secret().to_owned()).as_deref(),
            Some("r2")
        );
    }
}
