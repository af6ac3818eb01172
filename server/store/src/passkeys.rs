//! Keys that people's devices hold for them, and what the devices are asked to sign. Of people, who belong to several companies, so
//! done as the system.

use crate::{
    Db, StoreError, SystemTx, account_mails,
    audit::{self, AuditEntry},
    second_factors::{self, Added, CodeHash},
    sessions::{self, TokenHash},
};
use chrono::{DateTime, Utc};
use domain::{Notice, OrgId, PasskeyId, UserId};
use serde_json::Value;

/// A key as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyRow {
    pub id: PasskeyId,
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

/// The keys of a person, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn list(db: &Db, user: UserId) -> Result<Vec<PasskeyRow>, StoreError> {
    let rows = sqlx::query!(
        "select id, name, created_at, last_used_at from passkeys where user_id = $1 order by created_at, id",
        user.0,
    )
    .fetch_all(db.system_pool())
    .await?;
    let rows = rows.into_iter().map(|row| PasskeyRow {
        id: PasskeyId(row.id),
        name: row.name,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
    });
    Ok(rows.collect())
}

/// What the keys of a person are made of.
///
/// # Errors
/// [`StoreError`].
pub async fn credentials(db: &Db, user: UserId) -> Result<Vec<Value>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"select credential as "credential: Value" from passkeys where user_id = $1 order by created_at, id"#,
        user.0,
    );
    Ok(rows.fetch_all(db.system_pool()).await?)
}

/// For what a device is asked to sign something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Of a person who adds a key.
    Add(UserId),
    /// Of a person whose session is half.
    Second(UserId),
    /// Of a person who confirms a change of how they prove who they are.
    Confirm(UserId),
    /// Of whoever signs in.
    SignIn,
}

impl Purpose {
    const fn columns(self) -> (&'static str, Option<uuid::Uuid>) {
        match self {
            Self::Add(user) => ("add", Some(user.0)),
            Self::Second(user) => ("second", Some(user.0)),
            Self::Confirm(user) => ("confirm", Some(user.0)),
            Self::SignIn => ("sign_in", None),
        }
    }
}

/// Keeps what a device is asked to sign for a session.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_challenge(
    db: &Db,
    (token, session): (&TokenHash, &TokenHash),
    purpose: Purpose,
    state: &Value,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (kind, user) = purpose.columns();
    sqlx::query!(
        "insert into passkey_challenges (token_hash, session_hash, kind, user_id, state, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
        &token[..],
        &session[..],
        kind,
        user,
        state,
        expires_at,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Takes what a device was asked to sign for a session; nobody takes it again.
///
/// # Errors
/// [`StoreError`].
pub async fn take_challenge(
    db: &Db,
    (token, session): (&TokenHash, &TokenHash),
    purpose: Purpose,
) -> Result<Option<Value>, StoreError> {
    let (kind, user) = purpose.columns();
    let state = sqlx::query_scalar!(
        r#"delete from passkey_challenges
           where token_hash = $1 and session_hash = $2 and kind = $3 and user_id is not distinct from $4 and expires_at > now()
           returning state as "state: Value""#,
        &token[..],
        &session[..],
        kind,
        user,
    );
    Ok(state.fetch_optional(db.system_pool()).await?)
}

/// A key to be kept.
pub struct NewPasskey<'a> {
    pub id: PasskeyId,
    pub credential_id: &'a [u8],
    pub name: &'a str,
    pub credential: &'a Value,
    /// How often its device has used it.
    pub sign_count: u32,
}

/// Keys of one person at most.
pub const MAX_PASSKEYS: usize = 20;

/// Keeps a key of a person, and writes to them. Where it is their first second factor, codes for its loss are kept with it and their
/// other sessions end. [`Added::Not`] where there are [`MAX_PASSKEYS`].
///
/// # Errors
/// [`StoreError::SessionOver`]; [`StoreError::Taken`] with `passkeys_credential_key` for a key that is known; [`StoreError::Refused`]
/// for one that cannot be kept.
pub async fn add(
    db: &Db,
    user: UserId,
    new: &NewPasskey<'_>,
    (session, codes): (&TokenHash, &[CodeHash]),
    told: &AuditEntry<'_>,
) -> Result<Added, StoreError> {
    let mut tx = SystemTx::because("add a passkey", db).await?;
    sessions::hold(tx.conn(), user, session).await?;
    let has = sqlx::query_scalar!(r#"select count(*) as "count!" from passkeys where user_id = $1"#, user.0)
        .fetch_one(tx.conn())
        .await?;
    if usize::try_from(has).is_ok_and(|has| has >= MAX_PASSKEYS) {
        return Ok(Added::Not);
    }
    sqlx::query!(
        "insert into passkeys (id, user_id, credential_id, name, credential, sign_count) values ($1, $2, $3, $4, $5, $6)",
        new.id.0,
        user.0,
        new.credential_id,
        new.name,
        new.credential,
        i64::from(new.sign_count),
    )
    .execute(tx.conn())
    .await?;
    let added = second_factors::begin_use(tx.conn(), user, (session, codes)).await?;
    account_mails::ask_notice(tx.conn(), user, Notice::PasskeyAdded).await?;
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(added)
}

/// Removes a key of a person, and writes to them. Sessions that await it, or a code, end. Returns whether it was theirs.
///
/// # Errors
/// [`StoreError::SessionOver`].
pub async fn remove(
    db: &Db,
    user: UserId,
    (id, session): (PasskeyId, &TokenHash),
    told: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("remove a passkey", db).await?;
    sessions::hold(tx.conn(), user, session).await?;
    let gone = sqlx::query!("delete from passkeys where id = $1 and user_id = $2", id.0, user.0);
    if gone.execute(tx.conn()).await?.rows_affected() == 0 {
        return Ok(false);
    }
    second_factors::settle(tx.conn(), user).await?;
    sqlx::query!("delete from sessions where pending_user_id = $1", user.0).execute(tx.conn()).await?;
    account_mails::ask_notice(tx.conn(), user, Notice::PasskeyRemoved).await?;
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Whose key it is that a device signed with.
#[derive(Debug, Clone)]
pub struct Holder {
    pub id: PasskeyId,
    pub user: UserId,
    pub credential: Value,
    /// The company to enter: the one joined first.
    pub org: Option<OrgId>,
}

/// The holder of a key, if they may sign in.
///
/// # Errors
/// [`StoreError`].
pub async fn holder(db: &Db, credential_id: &[u8]) -> Result<Option<Holder>, StoreError> {
    let row = sqlx::query!(
        r#"select p.id, u.id as user_id, p.credential as "credential: Value",
                  (select m.org_id from memberships m where m.user_id = u.id order by m.created_at, m.org_id limit 1) as org
           from passkeys p join users u on u.id = p.user_id and u.disabled_at is null
           where p.credential_id = $1"#,
        credential_id,
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(row.map(|row| Holder {
        id: PasskeyId(row.id),
        user: UserId(row.user_id),
        credential: row.credential,
        org: row.org.map(OrgId),
    }))
}

/// Notes that a key was used, with what its device counts by now. Returns whether it holds: it is still there, and its device
/// counted on, where it counts at all; of two answers with one count the first holds.
///
/// # Errors
/// [`StoreError`].
pub async fn used(
    db: &Db,
    id: PasskeyId,
    (credential, sign_count): (&Value, u32),
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update passkeys set last_used_at = now(), credential = $2, sign_count = $3
         where id = $1 and (sign_count < $3 or (sign_count = 0 and $3 = 0))",
        id.0,
        credential,
        i64::from(sign_count),
    );
    Ok(done.execute(db.system_pool()).await?.rows_affected() == 1)
}

/// Removes what was asked of devices that did not answer in time.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from passkey_challenges where expires_at < now()").execute(db.system_pool()).await?;
    Ok(())
}
