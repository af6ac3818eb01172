//! Accounts elsewhere by which people sign in. Of people, who belong to several companies, so done as the system.

use crate::{
    Db, StoreError, SystemTx, account_mails,
    audit::{self, AuditEntry},
    sessions::{self, TokenHash},
};
use chrono::{DateTime, Utc};
use domain::{Notice, OrgId, UserId};
use sqlx::PgConnection;

/// An account elsewhere, by the provider's name of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity<'a> {
    /// The provider, as its tokens write it.
    pub issuer: &'a str,
    pub subject: &'a str,
    /// As the provider tells it now.
    pub email: &'a str,
}

/// Whose account elsewhere it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub user: UserId,
    /// Whether the person proves twice who they are.
    pub two_factor: bool,
    /// The organisation to enter: the one joined first.
    pub org: Option<OrgId>,
}

/// By what a person may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaysIn {
    pub has_password: bool,
    pub linked: Option<Linked>,
}

/// A person's account at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    pub email: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: DateTime<Utc>,
}

/// Whose account it is, if it is somebody's who is not disabled; notes its use.
///
/// # Errors
/// [`StoreError`].
pub async fn use_of(db: &Db, identity: Identity<'_>) -> Result<Option<Known>, StoreError> {
    let row = sqlx::query!(
        r#"update user_identities i set last_used_at = now(), email = $3
           from users u
           where i.issuer = $1 and i.subject = $2 and u.id = i.user_id and u.disabled_at is null
           returning u.id, u.two_factor,
                     (select m.org_id from memberships m where m.user_id = u.id order by m.created_at, m.org_id limit 1) as org"#,
        identity.issuer,
        identity.subject,
        identity.email,
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(row.map(|row| Known { user: UserId(row.id), two_factor: row.two_factor, org: row.org.map(OrgId) }))
}

/// By what a person may sign in, besides others, at this provider.
///
/// # Errors
/// [`StoreError`].
pub async fn ways_in(db: &Db, user: UserId, issuer: &str) -> Result<WaysIn, StoreError> {
    let row = sqlx::query!(
        r#"select u.has_password, i.email as "email?", i.created_at as "created_at?", i.last_used_at as "last_used_at?"
           from users u left join user_identities i on i.user_id = u.id and i.issuer = $2
           where u.id = $1"#,
        user.0,
        issuer,
    )
    .fetch_one(db.system_pool())
    .await?;
    let linked = match (row.email, row.created_at, row.last_used_at) {
        (Some(email), Some(created_at), Some(last_used_at)) => {
            Some(Linked { email, created_at, last_used_at })
        }
        _ => None,
    };
    Ok(WaysIn { has_password: row.has_password, linked })
}

/// What opens the account of a person besides the password.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherWays {
    /// Addresses of accounts elsewhere.
    pub accounts: Vec<String>,
    /// Names of passkeys.
    pub passkeys: Vec<String>,
}

impl OtherWays {
    pub const fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.passkeys.is_empty()
    }
}

/// What opens the account of a person besides the password, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn other_ways(db: &Db, user: UserId) -> Result<OtherWays, StoreError> {
    let row = sqlx::query!(
        r#"select array(select email from user_identities where user_id = $1 order by created_at, subject) as "accounts!",
                  array(select name from passkeys where user_id = $1 order by created_at, id) as "passkeys!""#,
        user.0,
    )
    .fetch_one(db.system_pool())
    .await?;
    Ok(OtherWays { accounts: row.accounts, passkeys: row.passkeys })
}

/// Whether a person has a password that they know.
///
/// # Errors
/// [`StoreError`].
pub async fn has_password(db: &Db, user: UserId) -> Result<bool, StoreError> {
    let has = sqlx::query_scalar!("select has_password from users where id = $1", user.0);
    Ok(has.fetch_optional(db.system_pool()).await?.unwrap_or_default())
}

/// By what a person proved that an account elsewhere may be linked; it has to hold still when it is.
#[derive(Debug, Clone, Copy)]
pub enum Warrant<'a> {
    /// The session in which they did.
    Session(&'a TokenHash),
    /// The hash of the password that they gave.
    Password(&'a str),
}

/// Lets a person sign in by an account elsewhere; the person is written to. Whether it was done: it is not where the password is
/// another one by now.
///
/// # Errors
/// [`StoreError::SessionOver`]; [`StoreError::Taken`] with `user_identities_pkey` where it is somebody's already, with
/// `user_identities_user_key` where the person has another one at this provider.
pub async fn link(
    db: &Db,
    user: UserId,
    identity: Identity<'_>,
    warrant: Warrant<'_>,
    told: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("link an account elsewhere", db).await?;
    match warrant {
        Warrant::Session(session) => sessions::hold(tx.conn(), user, session).await?,
        // Whoever changes the password waits for this, or has been waited for.
        Warrant::Password(given) => {
            let hash =
                sqlx::query_scalar!("select password_hash from users where id = $1 for update", user.0);
            if hash.fetch_optional(tx.conn()).await?.as_deref() != Some(given) {
                return Ok(false);
            }
        }
    }
    insert(tx.conn(), user, identity).await?;
    account_mails::ask_notice(tx.conn(), user, Notice::GoogleLinked).await?;
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes that back, where the person has a password to sign in with; their other sessions end. Whether it was done.
///
/// # Errors
/// [`StoreError::SessionOver`].
pub async fn unlink(
    db: &Db,
    user: UserId,
    issuer: &str,
    session: &TokenHash,
    told: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("unlink an account elsewhere", db).await?;
    // First: a sign-in under way by it ends before, and its session is seen below.
    sessions::hold(tx.conn(), user, session).await?;
    let done = sqlx::query!(
        "delete from user_identities i using users u
         where i.user_id = $1 and i.issuer = $2 and u.id = i.user_id and u.has_password",
        user.0,
        issuer,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sessions::end_others(tx.conn(), user, session).await?;
    account_mails::ask_notice(tx.conn(), user, Notice::GoogleUnlinked).await?;
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Lets no account elsewhere sign a person in, and writes to them if there was one.
pub(crate) async fn unlink_all(
    conn: &mut PgConnection,
    user: UserId,
    told: &AuditEntry<'_>,
) -> Result<(), StoreError> {
    let gone = sqlx::query!("delete from user_identities where user_id = $1", user.0);
    if gone.execute(&mut *conn).await?.rows_affected() == 0 {
        return Ok(());
    }
    account_mails::ask_notice(conn, user, Notice::GoogleUnlinked).await?;
    audit::write_everywhere(conn, user, told).await
}

/// Notes that somebody's account elsewhere confirmed one change in their session, which is to be made until a moment. Returns whether
/// it was noted: it is not where it is not theirs, nor where they have a second factor, for which it does not stand in.
///
/// # Errors
/// [`StoreError::SessionOver`].
pub async fn confirm(
    db: &Db,
    user: UserId,
    identity: Identity<'_>,
    session: &TokenHash,
    until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("confirm a change by an account elsewhere", db).await?;
    sessions::hold(tx.conn(), user, session).await?;
    let done = sqlx::query!(
        "update sessions s set confirmed_until = $5
         from users u join user_identities i on i.user_id = u.id
         where s.token_hash = $1 and u.id = $2 and i.issuer = $3 and i.subject = $4 and not u.two_factor",
        &session[..],
        user.0,
        identity.issuer,
        identity.subject,
        until,
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Notes whose account elsewhere it is.
pub(crate) async fn insert(
    one: &mut PgConnection,
    user: UserId,
    identity: Identity<'_>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into user_identities (issuer, subject, user_id, email) values ($1, $2, $3, $4)",
        identity.issuer,
        identity.subject,
        user.0,
        identity.email,
    )
    .execute(one)
    .await?;
    Ok(())
}
