//! Second factors that are taken away from outside of the account: by their person, who did not take them into use, and by the
//! operator of the installation.

use super::settle;
use crate::{
    Db, StoreError, SystemTx, account_mails,
    audit::{self, AuditEntry},
    sessions::TokenHash,
};
use chrono::{DateTime, Utc};
use domain::{Notice, UserId};
use sqlx::PgConnection;

/// Keeps the token of the link by which a person says that what was taken into use at a moment is not theirs. Returns whether it was
/// kept: it is not where the address that it goes to is not the person's any more.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_disown_token(
    db: &Db,
    token: &TokenHash,
    (user, email): (UserId, &str),
    since: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    // Under a lock: a change of address waits, and ends the link.
    let done = sqlx::query!(
        "insert into account_tokens (token_hash, kind, user_id, since, expires_at)
         select $1, 'disown', id, $4, $5 from users where id = $2 and email = $3 for share",
        &token[..],
        user.0,
        email,
        since,
        expires_at,
    );
    Ok(done.execute(db.system_pool()).await?.rows_affected() == 1)
}

/// Whose second factor a link lets disown.
#[derive(Debug, Clone)]
pub struct Disowning {
    pub user: UserId,
    pub name: String,
    pub email: String,
    /// When it was taken into use.
    pub since: DateTime<Utc>,
    /// A name of the time zone database: of the company that they joined first.
    pub time_zone: Option<String>,
}

/// Whose second factor a link lets disown, if it still does.
///
/// # Errors
/// [`StoreError`].
pub async fn disowning(db: &Db, token: &TokenHash) -> Result<Option<Disowning>, StoreError> {
    let row = sqlx::query!(
        r#"select u.id, u.name, u.email, t.since as "since!",
                  (select o.time_zone from memberships m join organisations o on o.id = m.org_id
                   where m.user_id = u.id order by m.created_at, m.org_id limit 1) as time_zone
           from account_tokens t join users u on u.id = t.user_id
           where t.token_hash = $1 and t.kind = 'disown' and t.expires_at > now() and u.disabled_at is null"#,
        &token[..],
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(row.map(|row| Disowning {
        user: UserId(row.id),
        name: row.name,
        email: row.email,
        since: row.since,
        time_zone: row.time_zone,
    }))
}

/// Takes away what was taken into use since a link was made for it, gives the person a password that nobody knows, ends their sessions,
/// and has them sent a link to set another. Returns whether the link still held; it does not hold again.
///
/// # Errors
/// [`StoreError`].
pub async fn disown(
    db: &Db,
    token: &TokenHash,
    (of, password_hash): (&Disowning, &str),
    told: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("disown a second factor", db).await?;
    let user = of.user;
    // Each of the person's links to disown what came later goes too: it is taken away with this one.
    let used = sqlx::query!(
        "delete from account_tokens where user_id = $2 and kind = 'disown' and since >= $3
             and exists (select from account_tokens t where t.token_hash = $1 and t.user_id = $2 and t.kind = 'disown' and t.expires_at > now())",
        &token[..],
        user.0,
        of.since,
    )
    .execute(tx.conn())
    .await?;
    if used.rows_affected() == 0 {
        return Ok(false);
    }
    // First, and alone: a sign-in under way by the old password, or by the factor, ends before, and its session is seen below.
    sqlx::query!(
        "update users set password_hash = $2, has_password = false where id = $1",
        user.0,
        password_hash,
    )
    .execute(tx.conn())
    .await?;
    // What was taken into use minutes before is of the same hand: of two requests that arrive together either may seem the first.
    sqlx::query!(
        "with keys as (delete from passkeys where user_id = $1 and created_at >= $2::timestamptz - interval '5 minutes'),
              elsewhere as (delete from user_identities
                            where user_id = $1 and created_at >= $2::timestamptz - interval '5 minutes'),
              codes as (delete from recovery_codes
                        where user_id = $1 and made_at >= $2::timestamptz - interval '5 minutes')
         delete from totp_factors
         where user_id = $1 and (confirmed_at is null or confirmed_at >= $2::timestamptz - interval '5 minutes')",
        user.0,
        of.since,
    )
    .execute(tx.conn())
    .await?;
    settle(tx.conn(), user).await?;
    end_sessions(tx.conn(), user).await?;
    account_mails::end_links(tx.conn(), user).await?;
    account_mails::ask_reset_of(tx.conn(), user).await?;
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes every second factor of the person of a normalised address away, ends their sessions, and writes to them. `told` is made of
/// their id. Returns whether they had one; `None` where nobody has the address.
///
/// # Errors
/// [`StoreError`].
pub async fn clear<'a>(
    db: &Db,
    email: &str,
    told: impl FnOnce(UserId) -> AuditEntry<'a>,
) -> Result<Option<bool>, StoreError> {
    let mut tx = SystemTx::because("clear the second factor of somebody who lost it", db).await?;
    let found = sqlx::query!("select id, two_factor from users where email = $1 for update", email)
        .fetch_optional(tx.conn())
        .await?;
    let Some(found) = found else { return Ok(None) };
    let user = UserId(found.id);
    if !found.two_factor {
        return Ok(Some(false));
    }
    sqlx::query!(
        "with keys as (delete from passkeys where user_id = $1) delete from totp_factors where user_id = $1",
        user.0,
    )
    .execute(tx.conn())
    .await?;
    settle(tx.conn(), user).await?;
    end_sessions(tx.conn(), user).await?;
    account_mails::ask_notice(tx.conn(), user, Notice::SecondFactorCleared).await?;
    audit::write_everywhere(tx.conn(), user, &told(user)).await?;
    tx.commit().await?;
    Ok(Some(true))
}

/// Takes away whatever opens the account of a person, who is locked, besides the password, and whatever is asked for besides it.
/// Returns whether there was any.
pub(crate) async fn remove_all(conn: &mut PgConnection, user: UserId) -> Result<bool, StoreError> {
    let had = sqlx::query_scalar!(
        r#"with keys as (delete from passkeys where user_id = $1 returning user_id),
                elsewhere as (delete from user_identities where user_id = $1 returning user_id),
                apps as (delete from totp_factors where user_id = $1 returning confirmed_at)
           select exists (select from keys) or exists (select from elsewhere)
               or exists (select from apps where confirmed_at is not null) as "had!""#,
        user.0,
    );
    let had = had.fetch_one(&mut *conn).await?;
    settle(conn, user).await?;
    Ok(had)
}

async fn end_sessions(conn: &mut PgConnection, user: UserId) -> Result<(), StoreError> {
    sqlx::query!("delete from sessions where user_id = $1 or pending_user_id = $1", user.0)
        .execute(conn)
        .await?;
    Ok(())
}
