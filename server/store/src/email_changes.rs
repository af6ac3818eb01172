//! Changes of the address that a person signs in with, which the new address and the old one agree to. Of people, who belong to
//! several companies, so done as the system.

use crate::{
    Db, StoreError, SystemTx, account_mails,
    audit::{self, AuditEntry},
    sessions::{self, TokenHash},
};
use chrono::{DateTime, Utc};
use domain::{EmailChangeId, Notice, UserId};

/// Which of the two addresses somebody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    New,
    Old,
}

impl Side {
    /// The kind of its e-mails and tokens.
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::New => "email_new",
            Self::Old => "email_old",
        }
    }
}

/// A change that is not done yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    pub id: EmailChangeId,
    pub email: String,
    pub new_confirmed: bool,
    pub old_confirmed: bool,
    pub expires_at: DateTime<Utc>,
}

/// The change that a person has asked for, if there is one.
///
/// # Errors
/// [`StoreError`].
pub async fn pending(db: &Db, user: UserId) -> Result<Option<Pending>, StoreError> {
    let row = sqlx::query!(
        r#"select id, email, new_confirmed_at is not null as "new_confirmed!", old_confirmed_at is not null as "old_confirmed!",
                  expires_at
           from email_changes where user_id = $1 and expires_at > now()"#,
        user.0,
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(row.map(|row| Pending {
        id: EmailChangeId(row.id),
        email: row.email,
        new_confirmed: row.new_confirmed,
        old_confirmed: row.old_confirmed,
        expires_at: row.expires_at,
    }))
}

/// Whether a normalised address has an account.
///
/// # Errors
/// [`StoreError`].
pub async fn is_taken(db: &Db, email: &str) -> Result<bool, StoreError> {
    let is = sqlx::query_scalar!(r#"select exists (select from users where email = $1) as "is!""#, email);
    Ok(is.fetch_one(db.system_pool()).await?)
}

/// Asks for a change in place of one that was asked for before, and has both addresses written to.
///
/// # Errors
/// [`StoreError::SessionOver`].
pub async fn ask(
    db: &Db,
    user: UserId,
    email: &str,
    asked_by: &TokenHash,
    expires_at: DateTime<Utc>,
    told: &AuditEntry<'_>,
) -> Result<EmailChangeId, StoreError> {
    let mut tx = SystemTx::because("ask for a change of address", db).await?;
    sessions::hold(tx.conn(), user, asked_by).await?;
    end(&mut tx, user).await?;
    let id = EmailChangeId::new();
    sqlx::query!(
        "insert into email_changes (id, user_id, email, asked_by, expires_at) values ($1, $2, $3, $4, $5)",
        id.0,
        user.0,
        email,
        &asked_by[..],
        expires_at,
    )
    .execute(tx.conn())
    .await?;
    for side in [Side::New, Side::Old] {
        account_mails::ask_email_change(tx.conn(), user, id, side).await?;
    }
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(id)
}

/// Has whoever has not agreed yet written to once more. Returns whether there was a change.
///
/// # Errors
/// [`StoreError`].
pub async fn ask_again(db: &Db, user: UserId) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("ask for a change of address again", db).await?;
    lock(&mut tx, user).await?;
    let change = sqlx::query!(
        r#"select id, new_confirmed_at is null as "asks_new!", old_confirmed_at is null as "asks_old!"
           from email_changes where user_id = $1 and expires_at > now()"#,
        user.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(change) = change else { return Ok(false) };
    for (side, asks) in [(Side::New, change.asks_new), (Side::Old, change.asks_old)] {
        if asks {
            account_mails::ask_email_change(tx.conn(), user, EmailChangeId(change.id), side).await?;
        }
    }
    tx.commit().await?;
    Ok(true)
}

/// Takes a change back. Returns whether there was one.
///
/// # Errors
/// [`StoreError`].
pub async fn cancel(db: &Db, user: UserId, told: &AuditEntry<'_>) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("take a change of address back", db).await?;
    lock(&mut tx, user).await?;
    let was = end(&mut tx, user).await?;
    if was {
        audit::write_everywhere(tx.conn(), user, told).await?;
    }
    tx.commit().await?;
    Ok(was)
}

/// Changes of one person come one after the other.
async fn lock(tx: &mut SystemTx, user: UserId) -> Result<(), StoreError> {
    sqlx::query!("select true as locked from users where id = $1 for update", user.0)
        .fetch_optional(tx.conn())
        .await?;
    Ok(())
}

/// With the change go the tokens of its links; what is still to be sent is over.
async fn end(tx: &mut SystemTx, user: UserId) -> Result<bool, StoreError> {
    let gone =
        sqlx::query!("delete from email_changes where user_id = $1", user.0).execute(tx.conn()).await?;
    Ok(gone.rows_affected() > 0)
}

/// Keeps the token of a link by which an address agrees.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_token(
    db: &Db,
    token: &TokenHash,
    (change, side): (EmailChangeId, Side),
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into account_tokens (token_hash, kind, email_change_id, expires_at) values ($1, $2, $3, $4)",
        &token[..],
        side.kind(),
        change.0,
        expires_at,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// A change that a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub id: EmailChangeId,
    pub user: UserId,
    pub name: String,
    pub old: String,
    pub new: String,
    /// Whose link it is.
    pub side: Side,
    /// Whether this side has agreed.
    pub is_confirmed: bool,
}

/// The change that a token leads to, if it is still to be done.
///
/// # Errors
/// [`StoreError`].
pub async fn find(db: &Db, token: &TokenHash) -> Result<Option<Found>, StoreError> {
    let row = sqlx::query!(
        r#"select c.id, u.id as user_id, u.name, u.email as old, c.email as new, t.kind = 'email_new' as "is_new!",
                  c.new_confirmed_at is not null as "new_confirmed!", c.old_confirmed_at is not null as "old_confirmed!"
           from account_tokens t join email_changes c on c.id = t.email_change_id
           join users u on u.id = c.user_id and u.disabled_at is null
           where t.token_hash = $1 and c.expires_at > now()"#,
        &token[..],
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(row.map(|row| Found {
        id: EmailChangeId(row.id),
        user: UserId(row.user_id),
        name: row.name,
        old: row.old,
        new: row.new,
        side: if row.is_new { Side::New } else { Side::Old },
        is_confirmed: if row.is_new { row.new_confirmed } else { row.old_confirmed },
    }))
}

/// What an agreement led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// The other address has not agreed yet.
    Waiting,
    Done,
    /// There is nothing to agree to any more.
    Over,
}

/// Notes that one side agrees. When both do, the address is changed: all sessions but the one that asked end, links that were sent
/// before hold no more, and both addresses are written to.
///
/// # Errors
/// [`StoreError::Taken`] with `users_email_key` if the new address has got an account meanwhile; nothing is changed then.
pub async fn agree(db: &Db, found: &Found, told: &AuditEntry<'_>) -> Result<Agreed, StoreError> {
    let mut tx = SystemTx::because("agree to a change of address", db).await?;
    lock(&mut tx, found.user).await?;
    let change = sqlx::query!(
        r#"update email_changes set
               new_confirmed_at = case when $2 then coalesce(new_confirmed_at, now()) else new_confirmed_at end,
               old_confirmed_at = case when $2 then old_confirmed_at else coalesce(old_confirmed_at, now()) end
           where id = $1 and expires_at > now()
           returning asked_by, new_confirmed_at is not null and old_confirmed_at is not null as "is_agreed!""#,
        found.id.0,
        found.side == Side::New,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(change) = change else { return Ok(Agreed::Over) };
    if !change.is_agreed {
        tx.commit().await?;
        return Ok(Agreed::Waiting);
    }
    sqlx::query!(
        "update users set email = $2, email_proven_at = now() where id = $1",
        found.user.0,
        found.new
    )
    .execute(tx.conn())
    .await?;
    let asked_by: TokenHash =
        change.asked_by.try_into().map_err(|_| StoreError::Corrupt("the hash of a session".into()))?;
    sessions::end_others(tx.conn(), found.user, &asked_by).await?;
    account_mails::end_links(tx.conn(), found.user).await?;
    // Whoever reads the old address from now on says nothing of the account's second factor.
    sqlx::query!("delete from account_tokens where user_id = $1", found.user.0).execute(tx.conn()).await?;
    for address in [&found.old, &found.new] {
        account_mails::ask_notice_at(tx.conn(), found.user, Notice::EmailChanged, Some(address)).await?;
    }
    audit::write_everywhere(tx.conn(), found.user, told).await?;
    tx.commit().await?;
    Ok(Agreed::Done)
}

/// Ends a change that the old address does not agree to. Returns whether there was one.
///
/// # Errors
/// [`StoreError`].
pub async fn refuse(db: &Db, found: &Found, told: &AuditEntry<'_>) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("refuse a change of address", db).await?;
    lock(&mut tx, found.user).await?;
    let gone = sqlx::query!("delete from email_changes where id = $1", found.id.0).execute(tx.conn()).await?;
    if gone.rows_affected() == 0 {
        return Ok(false);
    }
    audit::write_everywhere(tx.conn(), found.user, told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Removes changes that nobody agreed to in time.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from email_changes where expires_at < now()").execute(db.system_pool()).await?;
    Ok(())
}
