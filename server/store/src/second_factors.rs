//! What proves a second time who somebody is: the secret of an app that shows codes, and codes for when it is lost.
//! Of people, who belong to several companies, so done as the system.

mod removal;
mod session;

pub use removal::*;
pub use session::*;

use crate::{
    Db, StoreError, SystemTx, account_mails,
    audit::{self, AuditEntry},
    sessions::{self, Client, TokenHash},
};
use chrono::{DateTime, Utc};
use domain::{AuditAction, InvitationId, Notice, OrgId, UserId};
use serde_json::json;
use sqlx::PgConnection;

/// SHA-256 of a code for when the app is lost.
pub type CodeHash = [u8; 32];

/// What a person has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether there is a password that they know.
    pub has_password: bool,
    /// Whether a second proof is asked for: an app's, or a passkey.
    pub is_on: bool,
    /// Since when an app is asked for; `None` without one.
    pub app_since: Option<DateTime<Utc>>,
    /// Codes that were not used yet.
    pub codes_left: i64,
}

/// # Errors
/// [`StoreError`].
pub async fn standing(db: &Db, user: UserId) -> Result<Standing, StoreError> {
    let row = sqlx::query!(
        r#"select u.has_password, u.two_factor,
                  (select confirmed_at from totp_factors where user_id = u.id) as app_since,
                  (select count(*) from recovery_codes where user_id = u.id and used_at is null) as "codes_left!"
           from users u where u.id = $1"#,
        user.0,
    )
    .fetch_one(db.system_pool())
    .await?;
    Ok(Standing {
        has_password: row.has_password,
        is_on: row.two_factor,
        app_since: row.app_since,
        codes_left: row.codes_left,
    })
}

/// Keeps the sealed secret of an app that is still to be confirmed, in place of one that was not. Returns whether it was kept: it
/// is not where an app is in use.
///
/// # Errors
/// [`StoreError`].
pub async fn begin(db: &Db, user: UserId, secret: &str, session: &TokenHash) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "insert into totp_factors as t (user_id, secret, begun_by) values ($1, $2, $3)
         on conflict (user_id) do update set secret = excluded.secret, begun_by = excluded.begun_by, begun_at = now()
         where t.confirmed_at is null",
        user.0,
        secret,
        &session[..],
    )
    .execute(db.system_pool())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The sealed secret that a session began with after a moment and has not confirmed yet.
///
/// # Errors
/// [`StoreError`].
pub async fn begun(
    db: &Db,
    user: UserId,
    session: &TokenHash,
    after: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    let secret = sqlx::query_scalar!(
        "select secret from totp_factors
         where user_id = $1 and begun_by = $2 and begun_at > $3 and confirmed_at is null",
        user.0,
        &session[..],
        after,
    );
    Ok(secret.fetch_optional(db.system_pool()).await?)
}

/// What became of a factor that was to be taken into use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is the first one of its person: codes for its loss came with it.
    First,
    /// The codes that the person has stay.
    Further,
    Not,
}

/// Takes an app into use, and writes to the person. With their first factor come codes for its loss, and their other sessions end.
/// [`Added::Not`] where another session has begun anew.
///
/// # Errors
/// [`StoreError::SessionOver`].
pub async fn confirm(
    db: &Db,
    user: UserId,
    session: &TokenHash,
    (secret, step): (&str, i64),
    codes: &[CodeHash],
    told: &AuditEntry<'_>,
) -> Result<Added, StoreError> {
    let mut tx = SystemTx::because("switch a second factor on", db).await?;
    // First: a sign-in under way ends before, and its session is seen below.
    sessions::hold(tx.conn(), user, session).await?;
    let done = sqlx::query!(
        "update totp_factors set confirmed_at = now(), last_step = $4
         where user_id = $1 and begun_by = $2 and secret = $3 and confirmed_at is null",
        user.0,
        &session[..],
        secret,
        step,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(Added::Not);
    }
    let added = begin_use(tx.conn(), user, (session, codes)).await?;
    account_mails::ask_notice(tx.conn(), user, Notice::SecondFactorOn).await?;
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(added)
}

/// Notes that a person, who is locked, has got a factor. With the first one they get codes for its loss; their other sessions, and what
/// this one has confirmed so far, rest on one proof and end.
pub(crate) async fn begin_use(
    conn: &mut PgConnection,
    user: UserId,
    (session, codes): (&TokenHash, &[CodeHash]),
) -> Result<Added, StoreError> {
    let had = sqlx::query_scalar!("select two_factor from users where id = $1", user.0);
    let had = had.fetch_one(&mut *conn).await?;
    settle(conn, user).await?;
    if had {
        return Ok(Added::Further);
    }
    keep_codes(conn, user, codes).await?;
    sessions::end_others(conn, user, session).await?;
    sqlx::query!("update sessions set confirmed_until = null where token_hash = $1", &session[..])
        .execute(conn)
        .await?;
    Ok(Added::First)
}

/// Puts codes in the place of those that a person has.
async fn keep_codes(conn: &mut PgConnection, user: UserId, codes: &[CodeHash]) -> Result<(), StoreError> {
    sqlx::query!("delete from recovery_codes where user_id = $1", user.0).execute(&mut *conn).await?;
    let codes: Vec<Vec<u8>> = codes.iter().map(|code| code.to_vec()).collect();
    sqlx::query!(
        "insert into recovery_codes (user_id, code_hash) select $1, code from unnest($2::bytea[]) as c (code)",
        user.0,
        &codes,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives a person other codes for the loss of their factor; the old ones hold no more. Returns whether they have one.
///
/// # Errors
/// [`StoreError::SessionOver`].
pub async fn renew_codes(
    db: &Db,
    user: UserId,
    (session, codes): (&TokenHash, &[CodeHash]),
    told: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("renew the codes of a second factor", db).await?;
    sessions::hold(tx.conn(), user, session).await?;
    let has = sqlx::query_scalar!("select true from users where id = $1 and two_factor", user.0);
    if has.fetch_optional(tx.conn()).await?.is_none() {
        return Ok(false);
    }
    keep_codes(tx.conn(), user, codes).await?;
    account_mails::ask_notice(tx.conn(), user, Notice::RecoveryCodesRenewed).await?;
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Asks for no app any more, and writes to the person. Sessions that await a code of it end. Returns whether there was one.
///
/// # Errors
/// [`StoreError::SessionOver`].
pub async fn remove_app(
    db: &Db,
    user: UserId,
    session: &TokenHash,
    told: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("switch a second factor off", db).await?;
    sessions::hold(tx.conn(), user, session).await?;
    let done =
        sqlx::query!("delete from totp_factors where user_id = $1 and confirmed_at is not null", user.0);
    if done.execute(tx.conn()).await?.rows_affected() == 0 {
        return Ok(false);
    }
    settle(tx.conn(), user).await?;
    sqlx::query!("delete from sessions where pending_user_id = $1", user.0).execute(tx.conn()).await?;
    account_mails::ask_notice(tx.conn(), user, Notice::SecondFactorOff).await?;
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Keeps beside the person whether they have a factor; without one the codes for its loss go too.
pub(crate) async fn settle(conn: &mut PgConnection, user: UserId) -> Result<(), StoreError> {
    sqlx::query!(
        "with has as (
             update users set two_factor = exists (
                 select from totp_factors where user_id = $1 and confirmed_at is not null)
                 or exists (select from passkeys where user_id = $1)
             where id = $1 returning two_factor
         )
         delete from recovery_codes where user_id = $1 and not (select two_factor from has)",
        user.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The sealed secret of the app that a person uses.
///
/// # Errors
/// [`StoreError`].
pub async fn secret(db: &Db, user: UserId) -> Result<Option<String>, StoreError> {
    let secret = sqlx::query_scalar!(
        "select secret from totp_factors where user_id = $1 and confirmed_at is not null",
        user.0,
    );
    Ok(secret.fetch_optional(db.system_pool()).await?)
}

/// Uses the code of a step up. Returns whether it was not before, and none after it.
///
/// # Errors
/// [`StoreError`].
pub async fn use_step(db: &Db, user: UserId, step: i64) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update totp_factors set last_step = $2 where user_id = $1 and confirmed_at is not null and last_step < $2",
        user.0,
        step,
    )
    .execute(db.system_pool())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Uses a code for when the app is lost up, and writes to the person. Returns whether it held.
///
/// # Errors
/// [`StoreError`].
pub async fn use_code(
    db: &Db,
    user: UserId,
    code: &CodeHash,
    told: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("use a code of a second factor", db).await?;
    let done = sqlx::query!(
        "update recovery_codes set used_at = now() where user_id = $1 and code_hash = $2 and used_at is null",
        user.0,
        &code[..],
    );
    if done.execute(tx.conn()).await?.rows_affected() == 0 {
        return Ok(false);
    }
    account_mails::ask_notice(tx.conn(), user, Notice::RecoveryCodeUsed).await?;
    audit::write_everywhere(tx.conn(), user, told).await?;
    tx.commit().await?;
    Ok(true)
}

/// A session that awaits the second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Half {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub org: OrgId,
    /// What is joined by it, with the address that was invited.
    pub invitation: Option<(InvitationId, String)>,
    /// Whether that was accepted, revoked or has expired, and the person does not belong to the company.
    pub invitation_is_over: bool,
    pub has_app: bool,
    pub has_passkey: bool,
}

/// The half session of a token.
///
/// # Errors
/// [`StoreError`].
pub async fn half(db: &Db, token: &TokenHash) -> Result<Option<Half>, StoreError> {
    let row = sqlx::query!(
        r#"select u.id, u.name, u.email, s.pending_org_id as "org!", i.id as "invitation?", i.email as "invited?",
                  i.id is not null
                      and not (i.accepted_at is null and i.revoked_at is null and i.expires_at > now())
                      and not exists (select from memberships m where m.user_id = u.id and m.org_id = i.org_id)
                      as "invitation_is_over!",
                  exists (select from totp_factors t where t.user_id = u.id and t.confirmed_at is not null) as "has_app!",
                  exists (select from passkeys p where p.user_id = u.id) as "has_passkey!"
           from sessions s join users u on u.id = s.pending_user_id and u.disabled_at is null
           left join invitations i on i.org_id = s.pending_org_id and i.id = s.pending_invitation_id
           where s.token_hash = $1 and s.expires_at > now()"#,
        &token[..],
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(row.map(|row| Half {
        user: UserId(row.id),
        name: row.name,
        email: row.email,
        org: OrgId(row.org),
        invitation: row.invitation.map(InvitationId).zip(row.invited),
        invitation_is_over: row.invitation_is_over,
        has_app: row.has_app,
        has_passkey: row.has_passkey,
    }))
}

/// Makes a whole session of a person's half one, under another token. Returns whether it was still there.
///
/// # Errors
/// [`StoreError`].
pub async fn complete(
    db: &Db,
    user: UserId,
    (half, whole): (&TokenHash, &TokenHash),
    client: &Client,
    expires_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("make a half session whole", db).await?;
    // Held until the whole session is there: whoever changes the password waits, and ends it.
    sqlx::query!("select true as locked from users where id = $1 for share", user.0)
        .fetch_optional(tx.conn())
        .await?;
    let done = sqlx::query!(
        "with half as (delete from sessions where token_hash = $1 and pending_user_id = $6 and expires_at > now()
                       returning pending_user_id, pending_org_id),
              seen as (update memberships m set last_seen_at = now() from half
                       where m.org_id = half.pending_org_id and m.user_id = half.pending_user_id)
         insert into sessions (token_hash, user_id, org_id, ip, user_agent, expires_at)
         select $2, pending_user_id, pending_org_id, $3::text::inet, left($4, 400), $5 from half",
        &half[..],
        &whole[..],
        client.ip.map(|ip| ip.to_string()),
        client.user_agent.as_deref(),
        expires_at,
        user.0,
    )
    .execute(tx.conn())
    .await?;
    let is_whole = done.rows_affected() == 1;
    if is_whole {
        let data = json!({ "by": "two_steps" });
        sessions::tell(tx.conn(), user, (AuditAction::SessionSignedIn, data), client).await?;
    }
    tx.commit().await?;
    Ok(is_whole)
}

/// Sealed secrets of people after one, in their order.
///
/// # Errors
/// [`StoreError`].
pub async fn sealed_after(db: &Db, after: UserId, limit: i64) -> Result<Vec<(UserId, String)>, StoreError> {
    let rows = sqlx::query!(
        "select user_id, secret from totp_factors where user_id > $1 order by user_id limit $2",
        after.0,
        limit,
    )
    .fetch_all(db.system_pool())
    .await?;
    Ok(rows.into_iter().map(|row| (UserId(row.user_id), row.secret)).collect())
}

/// Puts a secret that was wrapped anew in the place of the old one, if that is still there.
///
/// # Errors
/// [`StoreError`].
pub async fn replace_secret(db: &Db, user: UserId, old: &str, fresh: &str) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update totp_factors set secret = $3 where user_id = $1 and secret = $2",
        user.0,
        old,
        fresh,
    );
    Ok(done.execute(db.system_pool()).await?.rows_affected() == 1)
}
