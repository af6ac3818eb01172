//! The sessions of browsers: tokens, their life, and the flash that one page leaves for the next.

use crate::{Hub, HubError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Fault, OrgId, UserId};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{fmt, net::IpAddr};
use store::sessions::NewSession;

pub use store::sessions::{Client, Device, Member, SessionRow, TokenHash};

/// How long a session lives after its last use.
pub const SESSION_LIFE: TimeDelta = TimeDelta::days(30);
/// How long the flash of somebody who is not signed in waits for its page.
const FLASH_LIFE: TimeDelta = TimeDelta::hours(1);
/// How often the last use is written down.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(5);
const TOKEN_BYTES: usize = 32;
const TOKEN_CHARS: usize = 43;

/// What the cookie holds: 256 random bits as base64url. Never shown by `Debug`; the database knows
/// only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    fn generate() -> Self {
        Self(BASE64.encode(rand::random::<[u8; TOKEN_BYTES]>()))
    }

    /// From a cookie. `None` for what Orion cannot have issued.
    pub fn parse(text: &str) -> Option<Self> {
        let plausible = text.len() == TOKEN_CHARS
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        plausible.then(|| Self(text.to_owned()))
    }

    /// The form in which it is stored.
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The text of the cookie.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(..)")
    }
}

impl Hub {
    /// Writes down that a session is in use and extends its life, at most every five minutes.
    /// Returns whether it did, which is when the cookie should be sent again.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn keep_session(
        &self,
        token: &TokenHash,
        last_seen_at: DateTime<Utc>,
        ip: Option<IpAddr>,
    ) -> Result<bool, HubError> {
        let now = Utc::now();
        if now - last_seen_at < TOUCH_EVERY {
            return Ok(false);
        }
        store::sessions::touch(self.db(), token, ip, now + SESSION_LIFE).await?;
        Ok(true)
    }

    /// Ends a session; a token that is not known is no error.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn end_session(&self, token: &TokenHash) -> Result<(), HubError> {
        Ok(store::sessions::delete(self.db(), token).await?)
    }

    /// Leaves a flash in a session; one that waits there is replaced.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn leave_flash(&self, token: &TokenHash, flash: &impl Serialize) -> Result<(), HubError> {
        Ok(store::sessions::set_flash(self.db(), token, &as_json(flash)?).await?)
    }

    /// Takes the flash out of a session. One that an older version wrote and this one cannot read is
    /// dropped.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn take_flash<T: DeserializeOwned>(&self, token: &TokenHash) -> Result<Option<T>, HubError> {
        let flash = store::sessions::take_flash(self.db(), token).await?;
        Ok(flash.and_then(|flash| serde_json::from_value(flash).ok()))
    }

    /// A session of somebody who is not signed in, only to carry a flash to the next page.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn open_flash_session(
        &self,
        client: &Client,
        flash: &impl Serialize,
    ) -> Result<SessionToken, HubError> {
        self.open(client, (None, None), Some(as_json(flash)?), FLASH_LIFE, None).await
    }

    /// The session of somebody who has just proved who it is, in place of the one they came with.
    pub(crate) async fn open_member_session(
        &self,
        client: &Client,
        member: (UserId, OrgId),
        replaces: Option<&TokenHash>,
    ) -> Result<SessionToken, HubError> {
        self.open(client, (Some(member), None), None, SESSION_LIFE, replaces).await
    }

    /// The same of somebody whose password had this hash.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`] where it was changed since.
    pub(crate) async fn open_proved_session(
        &self,
        client: &Client,
        member: (UserId, OrgId),
        proved: &str,
        replaces: Option<&TokenHash>,
    ) -> Result<SessionToken, HubError> {
        self.open(client, (Some(member), Some(proved)), None, SESSION_LIFE, replaces).await
    }

    async fn open(
        &self,
        client: &Client,
        (member, proved): (Option<(UserId, OrgId)>, Option<&str>),
        flash: Option<serde_json::Value>,
        life: TimeDelta,
        replaces: Option<&TokenHash>,
    ) -> Result<SessionToken, HubError> {
        let token = SessionToken::generate();
        let expires_at = Utc::now() + life;
        let new = NewSession { token: token.hash(), member, proved, flash, client, expires_at };
        let is_made = store::sessions::create(self.db(), &new, replaces).await?;
        if is_made { Ok(token) } else { Err(Fault::Unauthenticated.into()) }
    }
}

fn as_json(flash: &impl Serialize) -> Result<serde_json::Value, HubError> {
    serde_json::to_value(flash).map_err(|error| HubError::Internal(format!("a flash is not JSON: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_token_is_accepted_and_others_are_not() {
        let token = SessionToken::generate();
        assert_eq!(SessionToken::parse(token.expose()), Some(token.clone()));
        assert_ne!(token, SessionToken::generate());
        let long = format!("{}A", token.expose());
        let strange = format!("{}é", &token.expose()[..41]);
        for text in ["", "abc", long.as_str(), strange.as_str(), &token.expose().replace(|_| true, ";")] {
            assert_eq!(SessionToken::parse(text), None, "{text}");
        }
    }

    #[test]
    fn debug_shows_no_token() {
        let token = SessionToken::generate();
        assert!(!format!("{token:?}").contains(&token.expose()[..8]));
    }
}
