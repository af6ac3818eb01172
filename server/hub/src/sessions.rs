//! The sessions of browsers: tokens, their life, and the flash that one page leaves for the next.

use crate::{Hub, HubError, accounts::network};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Fault, InvitationId, OrgId, PasskeyId, UserId};
use serde::{Serialize, de::DeserializeOwned};
use std::net::IpAddr;
use store::{
    sessions::{Made, NewSession, Proof},
    throttle::{self, Limit},
};

pub use crate::token::Token as SessionToken;
pub use store::sessions::{Client, Device, Member, SessionRow, TokenHash};

/// How long a session lives after its last use.
pub const SESSION_LIFE: TimeDelta = TimeDelta::days(30);
/// How long the flash of somebody who is not signed in waits for its page.
pub const FLASH_LIFE: TimeDelta = TimeDelta::hours(1);
/// Bytes of such a flash, as JSON.
const FLASH_BYTES: usize = 64 * 1024;
/// How many of them come from one address, behind which a whole company may sit.
const FLASHES: Limit = Limit { failures: 600, window: 3600, block: 3600 };
/// How long whoever gave the right password has for their second factor.
const HALF_LIFE: TimeDelta = TimeDelta::minutes(10);
/// How often the last use is written down.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(1);

/// A session that was opened by a password or an account elsewhere.
#[derive(Debug, Clone)]
pub struct Opened {
    pub token: SessionToken,
    /// It awaits the second factor, and is good for nothing else.
    pub is_half: bool,
}

impl Hub {
    /// Writes down that a session is in use and extends its life, at most once a minute, however many requests come at once.
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
        Ok(store::sessions::touch(self.db(), token, last_seen_at, ip, now + SESSION_LIFE).await?)
    }

    /// Ends a session; a token that is not known is no error.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn end_session(&self, token: &TokenHash) -> Result<(), HubError> {
        Ok(store::sessions::delete(self.db(), token).await?)
    }

    /// The same of who signs out, which the history of their companies tells.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn sign_out(&self, token: &TokenHash, client: &Client) -> Result<(), HubError> {
        Ok(store::sessions::sign_out(self.db(), token, client).await?)
    }

    /// Leaves a flash in a session; one that waits there is replaced.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn leave_flash(&self, token: &TokenHash, flash: &impl Serialize) -> Result<(), HubError> {
        Ok(store::sessions::set_flash(self.db(), token, &as_json(flash)?, false).await?)
    }

    /// Leaves a flash in a session, beside the one there where that stays for a time.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn join_flash(&self, token: &TokenHash, flash: &impl Serialize) -> Result<(), HubError> {
        Ok(store::sessions::set_flash(self.db(), token, &as_json(flash)?, true).await?)
    }

    /// What waits in a session, which stays there. `None` as well for what an older version wrote and this one cannot read.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn peek_flash<T: DeserializeOwned>(&self, token: &TokenHash) -> Result<Option<T>, HubError> {
        let flash = store::sessions::peek_flash(self.db(), token).await?;
        Ok(flash.and_then(|flash| serde_json::from_value(flash).ok()))
    }

    /// Takes the flash out of a session. One that an older version wrote and this one cannot read is
    /// dropped. An object with `lasts`, in seconds, stays for that time without its `returned`, and from the second
    /// time on comes with its `age`, in
    /// milliseconds.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn take_flash<T: DeserializeOwned>(&self, token: &TokenHash) -> Result<Option<T>, HubError> {
        let flash = store::sessions::take_flash(self.db(), token).await?;
        Ok(flash.and_then(|flash| serde_json::from_value(flash).ok()))
    }

    /// Ends a flash that stays for a time, if it was taken before.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn end_flash(&self, token: &TokenHash) -> Result<(), HubError> {
        Ok(store::sessions::end_flash(self.db(), token).await?)
    }

    /// A session of somebody who is not signed in, only to carry a flash to the next page.
    ///
    /// # Errors
    /// [`Fault::Invalid`] for a flash of more than 64 KB as JSON, [`Fault::Throttled`] after 600 from the client's address in an hour.
    pub async fn open_flash_session(
        &self,
        client: &Client,
        flash: &impl Serialize,
    ) -> Result<SessionToken, HubError> {
        let flash = as_json(flash)?;
        if flash.to_string().len() > FLASH_BYTES {
            return Err(Fault::Invalid { fields: Vec::new() }.into());
        }
        if let Some(ip) = client.ip {
            let key = format!("flash:{}", network(ip));
            let wait = throttle::blocked_for(self.db(), std::slice::from_ref(&key)).await?;
            if wait > 0 {
                return Err(Fault::Throttled { retry_after: wait }.into());
            }
            throttle::count_failure(self.db(), &key, FLASHES).await?;
        }
        let flash = Some(flash);
        Ok(self.open(client, Start { flash, life: FLASH_LIFE, ..Start::default() }, None).await?.token)
    }

    /// The session of somebody who has just proved who it is, in place of the one they came with.
    pub(crate) async fn open_member_session(
        &self,
        client: &Client,
        member: (UserId, OrgId),
        replaces: Option<&TokenHash>,
    ) -> Result<SessionToken, HubError> {
        let start = Start { member: Some(member), ..Start::default() };
        Ok(self.open(client, start, replaces).await?.token)
    }

    /// The same of somebody who proved it by a password or an account elsewhere; half where they have a second factor, with the
    /// invitation that they accept by it.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`] where that was changed since.
    pub(crate) async fn open_proved_session(
        &self,
        client: &Client,
        member: (UserId, OrgId),
        (proved, invitation): (Proof<'_>, Option<InvitationId>),
        replaces: Option<&TokenHash>,
    ) -> Result<Opened, HubError> {
        let start = Start { member: Some(member), proved: Some(proved), invitation, ..Start::default() };
        self.open(client, start, replaces).await
    }

    /// The same of somebody whose device signed with a key of theirs: whole, since that is two proofs.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`] where it was removed since.
    pub(crate) async fn open_passkey_session(
        &self,
        client: &Client,
        member: (UserId, OrgId),
        passkey: PasskeyId,
        replaces: &TokenHash,
    ) -> Result<SessionToken, HubError> {
        let proved = Some(Proof::Passkey(passkey));
        let start = Start { member: Some(member), proved, ..Start::default() };
        Ok(self.open(client, start, Some(replaces)).await?.token)
    }

    async fn open(
        &self,
        client: &Client,
        start: Start<'_>,
        replaces: Option<&TokenHash>,
    ) -> Result<Opened, HubError> {
        let (token, now) = (SessionToken::generate(), Utc::now());
        let Start { member, proved, invitation, flash, life } = start;
        let expires_at = now + life;
        let new = NewSession { token: token.hash(), member, proved, invitation, flash, client, expires_at };
        match store::sessions::create(self.db(), &new, now + HALF_LIFE, replaces).await? {
            Made::Not => Err(Fault::Unauthenticated.into()),
            made => Ok(Opened { token, is_half: made == Made::Half }),
        }
    }
}

/// What a session begins with.
struct Start<'a> {
    member: Option<(UserId, OrgId)>,
    proved: Option<Proof<'a>>,
    invitation: Option<InvitationId>,
    flash: Option<serde_json::Value>,
    life: TimeDelta,
}

impl Default for Start<'_> {
    fn default() -> Self {
        Self { member: None, proved: None, invitation: None, flash: None, life: SESSION_LIFE }
    }
}

fn as_json(flash: &impl Serialize) -> Result<serde_json::Value, HubError> {
    serde_json::to_value(flash).map_err(|error| HubError::Internal(format!("a flash is not JSON: {error}")))
}
