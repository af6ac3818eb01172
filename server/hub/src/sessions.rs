//! The sessions of browsers: tokens, their life, and the flash that one page leaves for the next.

use crate::{Hub, HubError};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Fault, OrgId, UserId};
use serde::{Serialize, de::DeserializeOwned};
use std::net::IpAddr;
use store::sessions::NewSession;

pub use crate::token::Token as SessionToken;
pub use store::sessions::{Client, Device, Member, SessionRow, TokenHash};

/// How long a session lives after its last use.
pub const SESSION_LIFE: TimeDelta = TimeDelta::days(30);
/// How long the flash of somebody who is not signed in waits for its page.
const FLASH_LIFE: TimeDelta = TimeDelta::hours(1);
/// How often the last use is written down.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(5);

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
