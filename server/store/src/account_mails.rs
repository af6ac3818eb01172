//! E-mails about accounts, and the tokens of the links in them.

use crate::{
    Db, StoreError, SystemTx,
    alerts::Outcome,
    audit::{self, AuditEntry},
    email_changes::Side,
    identities, second_factors,
    sessions::TokenHash,
};
use chrono::{DateTime, Utc};
use domain::{AccountMailId, EmailChangeId, InvitationId, Locale, Notice, OrgId, Role, UserId};
use sqlx::PgConnection;

/// Has whoever is invited written to, in place of what still waits to be written.
pub(crate) async fn ask_invitation(
    conn: &mut PgConnection,
    org: OrgId,
    invitation: InvitationId,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with gone as (
             update account_mails set state = 'dropped', ended_at = now()
             where org_id = $2 and invitation_id = $3 and state = 'waiting'
         )
         insert into account_mails (id, kind, org_id, invitation_id) values ($1, 'invitation', $2, $3)",
        AccountMailId::new().0,
        org.0,
        invitation.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has the person of a normalised address sent a link to set another password, if there is one who may sign in.
///
/// # Errors
/// [`StoreError`].
pub async fn ask_reset(db: &Db, email: &str) -> Result<bool, StoreError> {
    let asked = sqlx::query!(
        "insert into account_mails (id, kind, user_id)
         select $1, 'password_reset', u.id from users u where u.email = $2 and u.disabled_at is null",
        AccountMailId::new().0,
        email,
    )
    .execute(db.system_pool())
    .await?;
    Ok(asked.rows_affected() == 1)
}

/// The same for a person who is known.
pub(crate) async fn ask_reset_of(conn: &mut PgConnection, user: UserId) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into account_mails (id, kind, user_id) values ($1, 'password_reset', $2)",
        AccountMailId::new().0,
        user.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has a person told of a change of their account.
pub(crate) async fn ask_notice(
    conn: &mut PgConnection,
    user: UserId,
    notice: Notice,
) -> Result<(), StoreError> {
    ask_notice_at(conn, user, notice, None).await
}

/// The same at an address that need not be the person's any more.
pub(crate) async fn ask_notice_at(
    conn: &mut PgConnection,
    user: UserId,
    notice: Notice,
    address: Option<&str>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into account_mails (id, kind, user_id, notice, address) values ($1, 'notice', $2, $3, $4)",
        AccountMailId::new().0,
        user.0,
        notice.code(),
        address,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has one side of a change of address sent a link, in place of what still waits to be sent to it.
pub(crate) async fn ask_email_change(
    conn: &mut PgConnection,
    user: UserId,
    change: EmailChangeId,
    side: Side,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with gone as (
             update account_mails set state = 'dropped', ended_at = now()
             where user_id = $2 and kind = $4 and state = 'waiting'
         )
         insert into account_mails (id, kind, user_id, email_change_id) values ($1, $4, $2, $3)",
        AccountMailId::new().0,
        user.0,
        change.0,
        side.kind(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What an e-mail is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    Invitation {
        org: OrgId,
        org_name: String,
        id: InvitationId,
        role: Role,
        invited_by: String,
        expires_at: DateTime<Utc>,
        /// A name of the time zone database: the company's.
        time_zone: String,
    },
    PasswordReset(UserId),
    PasswordWasReset(UserId),
    Notice {
        user: UserId,
        notice: Notice,
        /// When it was done.
        at: DateTime<Utc>,
        /// Codes for the loss of an app that are left.
        codes_left: i64,
        /// With which address the person signs in.
        signs_in: String,
    },
    /// A change of address that is to be agreed to.
    EmailChange {
        id: EmailChangeId,
        side: Side,
        old: String,
        new: String,
        expires_at: DateTime<Utc>,
    },
    /// It is over: an invitation that was taken back, an account that was closed.
    Over,
}

/// An e-mail whose time has come. Nobody else takes it for five minutes.
#[derive(Debug, Clone)]
pub struct DueMail {
    pub id: AccountMailId,
    pub matter: Matter,
    pub email: String,
    /// Nothing for who has no account, and for a new address that is to agree to be one's.
    pub name: String,
    pub locale: Locale,
    /// This one included.
    pub attempts: i32,
}

/// Takes an e-mail whose time has come, if there is one.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db) -> Result<Option<DueMail>, StoreError> {
    let mut tx = SystemTx::because("send e-mails about accounts", db).await?;
    let row = sqlx::query!(
        r#"with taken as (
               update account_mails m set attempts = m.attempts + 1, due_at = now() + interval '5 minutes'
               from (select id from account_mails where state = 'waiting' and due_at <= now()
                     order by due_at, id limit 1 for update skip locked) due
               where m.id = due.id returning m.*
           )
           select t.id as "id!", t.kind as "kind!", t.attempts as "attempts!", t.created_at as "at!", t.org_id,
                  i.id as "invitation?", o.name as "org_name?",
                  coalesce(o.locale, (
                      select own.locale from memberships m join organisations own on own.id = m.org_id
                      where m.user_id = u.id order by m.created_at, m.org_id limit 1
                  )) as org_locale, o.time_zone as "org_zone?", i.email as "invited?", i.role as "role?",
                  i.invited_by_name as "invited_by?", i.expires_at as "expires_at?",
                  (i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) as is_open,
                  u.id as "user?", u.email as "email?", u.name as "name?", u.locale as user_locale, t.notice, t.address,
                  e.id as "change?", e.email as "new_email?", e.expires_at as "change_expires_at?",
                  case t.kind when 'email_new' then e.new_confirmed_at else e.old_confirmed_at end is not null as "is_agreed!",
                  (select count(*) from recovery_codes c where c.user_id = u.id and c.used_at is null) as "codes_left!"
           from taken t
           left join invitations i on i.org_id = t.org_id and i.id = t.invitation_id
           left join organisations o on o.id = t.org_id
           left join email_changes e on e.id = t.email_change_id and e.expires_at > now()
           left join users u on u.disabled_at is null and (u.id = t.user_id or u.email = i.email)"#
    )
    .fetch_optional(tx.conn())
    .await?;
    tx.commit().await?;
    let Some(row) = row else { return Ok(None) };
    let of_user = row.user_locale.as_deref().and_then(|tag| tag.parse().ok());
    let of_org = row.org_locale.as_deref().and_then(|tag| tag.parse().ok());
    let (mut address, mut name) = (row.address, row.name.unwrap_or_default());
    let matter = match (row.kind.as_str(), row.org_id, row.invitation, row.expires_at, row.user) {
        ("invitation", Some(org), Some(id), Some(expires_at), _) if row.is_open == Some(true) => {
            let role = row.role.unwrap_or_default();
            Matter::Invitation {
                org: OrgId(org),
                org_name: row.org_name.unwrap_or_default(),
                id: InvitationId(id),
                role: role.parse().map_err(|_| StoreError::Corrupt(format!("role {role}")))?,
                invited_by: row.invited_by.unwrap_or_default(),
                expires_at,
                time_zone: row.org_zone.unwrap_or_default(),
            }
        }
        ("password_reset", .., Some(user)) => Matter::PasswordReset(UserId(user)),
        ("password_was_reset", .., Some(user)) => Matter::PasswordWasReset(UserId(user)),
        ("notice", .., Some(user)) => {
            let notice = row.notice.unwrap_or_default().parse::<Notice>()?;
            let signs_in = row.email.clone().unwrap_or_default();
            Matter::Notice { user: UserId(user), notice, at: row.at, codes_left: row.codes_left, signs_in }
        }
        ("email_new" | "email_old", .., Some(_)) => {
            match (row.change, row.new_email, row.change_expires_at) {
                (Some(id), Some(new), Some(expires_at)) if !row.is_agreed => {
                    let (side, to) = match row.kind.as_str() {
                        "email_new" => {
                            // A stranger's, where it is mistyped.
                            name.clear();
                            (Side::New, Some(new.clone()))
                        }
                        _ => (Side::Old, None),
                    };
                    address = address.or(to);
                    let old = row.email.clone().unwrap_or_default();
                    Matter::EmailChange { id: EmailChangeId(id), side, old, new, expires_at }
                }
                _ => Matter::Over,
            }
        }
        _ => Matter::Over,
    };
    Ok(Some(DueMail {
        id: AccountMailId(row.id),
        matter,
        email: address.or(row.invited).or(row.email).unwrap_or_default(),
        name,
        locale: of_user.or(of_org).unwrap_or_default(),
        attempts: row.attempts,
    }))
}

/// Notes what became of an e-mail that was taken so many times.
///
/// # Errors
/// [`StoreError`].
pub async fn settle(
    db: &Db,
    id: AccountMailId,
    attempts: i32,
    outcome: Outcome<'_>,
) -> Result<(), StoreError> {
    let (state, problem, again) = outcome.columns();
    sqlx::query!(
        "update account_mails set state = $3, problem = left($4, 500), due_at = coalesce($5, due_at),
             ended_at = case when $3 <> 'waiting' then now() end
         where id = $1 and attempts = $2 and state = 'waiting'",
        id.0,
        attempts,
        state,
        problem,
        again,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Keeps the token of a link that leads to an invitation. Links that were sent before lead there as well.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_invitation_token(
    db: &Db,
    token: &TokenHash,
    (org, invitation): (OrgId, InvitationId),
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into account_tokens (token_hash, kind, org_id, invitation_id, expires_at) values ($1, 'invitation', $2, $3, $4)",
        &token[..],
        org.0,
        invitation.0,
        expires_at,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Keeps the token of a link by which a person sets another password. Returns whether it was kept: it is not where the address that it
/// goes to is not the person's any more.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_reset_token(
    db: &Db,
    token: &TokenHash,
    (user, email): (UserId, &str),
    expires_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    // Under a lock: a change of address waits, and ends the link.
    let done = sqlx::query!(
        "insert into account_tokens (token_hash, kind, user_id, expires_at)
         select $1, 'password_reset', id, $4 from users where id = $2 and email = $3 for share",
        &token[..],
        user.0,
        email,
        expires_at,
    )
    .execute(db.system_pool())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A person who may set another password.
#[derive(Debug, Clone)]
pub struct Resetting {
    pub user: UserId,
    pub name: String,
    pub email: String,
    /// Whether there is a password that they know.
    pub has_password: bool,
    /// Whether the person proves twice who they are.
    pub two_factor: bool,
    /// Whether it was shown before that they read the address.
    pub email_is_proven: bool,
}

/// The person whom a link lets set another password, if it still does.
///
/// # Errors
/// [`StoreError`].
pub async fn resetting(db: &Db, token: &TokenHash) -> Result<Option<Resetting>, StoreError> {
    let row = sqlx::query!(
        r#"select u.id, u.name, u.email, u.has_password, u.two_factor, u.email_proven_at is not null as "email_is_proven!"
           from account_tokens t join users u on u.id = t.user_id
           where t.token_hash = $1 and t.kind = 'password_reset' and t.expires_at > now() and u.disabled_at is null"#,
        &token[..],
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(row.map(|row| Resetting {
        user: UserId(row.id),
        name: row.name,
        email: row.email,
        has_password: row.has_password,
        two_factor: row.two_factor,
        email_is_proven: row.email_is_proven,
    }))
}

/// What the audit log tells of another password that is set by a link.
pub struct ResetEntries<'a> {
    pub reset: AuditEntry<'a>,
    /// Of what opened the account before its address was proven.
    pub removed: AuditEntry<'a>,
    /// Where accounts elsewhere are to sign the person in no more.
    pub unlinked: Option<AuditEntry<'a>>,
}

/// What became of a link by which another password was to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reset {
    /// It held no more.
    Not,
    Done,
    /// It is the first proof that the person reads the address, and what else opened the account is gone.
    Cleared,
}

/// Gives a person another password by a link, which no other one can be used for then. All sessions end, and the person is
/// written to. Accounts elsewhere may go with it: they are one proof, as the password is, and the link stands for that one.
///
/// Where nobody had shown before that they read the address, whoever made the account may be somebody else: whatever opens it or keeps
/// its person out, second factors included, goes then.
///
/// # Errors
/// [`StoreError`].
pub async fn reset_password(
    db: &Db,
    token: &TokenHash,
    (user, password_hash): (UserId, &str),
    told: &ResetEntries<'_>,
) -> Result<Reset, StoreError> {
    let mut tx = SystemTx::because("reset a password", db).await?;
    let used = sqlx::query!(
        "delete from account_tokens where token_hash = $1 and user_id = $2 and kind = 'password_reset' and expires_at > now()",
        &token[..],
        user.0,
    )
    .execute(tx.conn())
    .await?;
    if used.rows_affected() == 0 {
        return Ok(Reset::Not);
    }
    // First, and alone: a sign-in under way by the old one ends before, and its session is seen below.
    sqlx::query!(
        "update users set password_hash = $2, has_password = true where id = $1",
        user.0,
        password_hash
    )
    .execute(tx.conn())
    .await?;
    let proven = sqlx::query!(
        "update users set email_proven_at = now() where id = $1 and email_proven_at is null",
        user.0,
    );
    let is_first = proven.execute(tx.conn()).await?.rows_affected() == 1;
    end_links(tx.conn(), user).await?;
    sqlx::query!(
        "with sessions as (delete from sessions where user_id = $1 or pending_user_id = $1)
         insert into account_mails (id, kind, user_id) values ($2, 'password_was_reset', $1)",
        user.0,
        AccountMailId::new().0,
    )
    .execute(tx.conn())
    .await?;
    audit::write_everywhere(tx.conn(), user, &told.reset).await?;
    let is_cleared = is_first && second_factors::remove_all(tx.conn(), user).await?;
    if is_cleared {
        audit::write_everywhere(tx.conn(), user, &told.removed).await?;
    } else if let Some(told) = &told.unlinked {
        identities::unlink_all(tx.conn(), user, told).await?;
    }
    tx.commit().await?;
    Ok(if is_cleared { Reset::Cleared } else { Reset::Done })
}

/// Ends the links by which a person could set another password or change their address, and those that are still to be sent. One to
/// disown a second factor stays: whoever took that into use may know the password, and change it.
pub(crate) async fn end_links(conn: &mut PgConnection, user: UserId) -> Result<(), StoreError> {
    sqlx::query!("delete from email_changes where user_id = $1", user.0).execute(&mut *conn).await?;
    sqlx::query!(
        "with tokens as (delete from account_tokens where user_id = $1 and kind = 'password_reset')
         update account_mails set state = 'dropped', ended_at = now()
         where user_id = $1 and kind = 'password_reset' and state = 'waiting'",
        user.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes tokens that expired a month ago, whose links say so until then, and e-mails that ended three months ago.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!(
        "with mails as (delete from account_mails where ended_at < now() - interval '90 days')
         delete from account_tokens where expires_at < now() - interval '30 days'"
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}
