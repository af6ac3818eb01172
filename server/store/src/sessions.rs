//! Sessions: a hashed token, who it is, and a flash for the next pages.

use crate::{
    Db, StoreError, SystemTx,
    audit::{self, AuditEntry},
};
use chrono::{DateTime, Utc};
use domain::{AuditAction, BillingNotice, InvitationId, Locale, OrgId, PasskeyId, Role, UserId};
use serde_json::{Value, json};
use sqlx::PgConnection;
use std::net::IpAddr;

/// SHA-256 of the cookie's token.
pub type TokenHash = [u8; 32];

/// A session with the person, organisation and role as they are at this moment, read in one query.
#[derive(Debug, Clone)]
pub struct SessionRow {
    pub has_flash: bool,
    pub last_seen_at: DateTime<Utc>,
    /// `None` for a session that only carries a flash, or awaits a second factor.
    pub member: Option<Member>,
}

/// Who is signed in, where.
#[derive(Debug, Clone)]
pub struct Member {
    pub user: UserId,
    pub user_name: String,
    pub user_email: String,
    pub user_locale: Option<Locale>,
    /// Whether the person proves twice who they are.
    pub has_two_factor: bool,
    pub org: OrgId,
    /// Whether the company asks its owners and admins for that.
    pub org_requires_two_factor: bool,
    pub org_name: String,
    pub org_time_zone: String,
    pub org_currency: String,
    pub org_locale: Locale,
    pub org_is_demo: bool,
    /// What every page says of the plan, and the moment that it is about.
    pub notice: Option<BillingNotice>,
    pub notice_at: Option<DateTime<Utc>>,
    pub role: Role,
}

/// Where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct Client {
    pub ip: Option<IpAddr>,
    pub user_agent: Option<String>,
}

/// The session of a token. A member who was removed or a user who was disabled has none.
///
/// # Errors
/// [`StoreError`].
pub async fn find(db: &Db, token: &TokenHash) -> Result<Option<SessionRow>, StoreError> {
    let mut one = db.quick_system().await?;
    let row = sqlx::query!(
        r#"select s.flash is not null as "has_flash!", s.last_seen_at,
                  s.user_id is not null as "signed_in!",
                  u.id as "user_id?", u.name as "user_name?", u.email as "user_email?", u.locale as user_locale,
                  u.two_factor as "two_factor?", o.requires_two_factor as "requires_two_factor?",
                  o.id as "org_id?", o.name as "org_name?", o.time_zone as "time_zone?", o.currency as "currency?",
                  o.locale as "org_locale?", o.is_demo as "is_demo?", m.role as "role?",
                  p.notice as "notice?", p.notice_at as "notice_at?"
           from sessions s
           left join users u on u.id = s.user_id and u.disabled_at is null
           left join memberships m on m.user_id = u.id and m.org_id = s.org_id
           left join organisations o on o.id = m.org_id
           left join org_plans p on p.org_id = m.org_id
           where s.token_hash = $1 and s.expires_at > now()"#,
        &token[..],
    )
    .fetch_optional(one.conn())
    .await?;
    one.give_back();
    let Some(row) = row else { return Ok(None) };
    let member = match (row.user_id, row.org_id, row.role) {
        (Some(user), Some(org), Some(role)) => Some(Member {
            user: UserId(user),
            user_name: row.user_name.unwrap_or_default(),
            user_email: row.user_email.unwrap_or_default(),
            user_locale: row.user_locale.and_then(|tag| tag.parse().ok()),
            has_two_factor: row.two_factor.unwrap_or_default(),
            org: OrgId(org),
            org_requires_two_factor: row.requires_two_factor.unwrap_or_default(),
            org_name: row.org_name.unwrap_or_default(),
            org_time_zone: row.time_zone.unwrap_or_default(),
            org_currency: row.currency.unwrap_or_default(),
            org_locale: row.org_locale.and_then(|tag| tag.parse().ok()).unwrap_or_default(),
            org_is_demo: row.is_demo.unwrap_or_default(),
            notice: row.notice.and_then(|code| code.parse().ok()),
            notice_at: row.notice_at,
            role: role.parse().map_err(|_| StoreError::Corrupt(format!("role {role}")))?,
        }),
        _ if row.signed_in => return Ok(None),
        _ => None,
    };
    Ok(Some(SessionRow { has_flash: row.has_flash, last_seen_at: row.last_seen_at, member }))
}

/// What a new session holds.
pub struct NewSession<'a> {
    pub token: TokenHash,
    pub member: Option<(UserId, OrgId)>,
    /// By what it was proved who it is; nothing for somebody who was just made.
    pub proved: Option<Proof<'a>>,
    /// What is joined by it once a second factor is there.
    pub invitation: Option<InvitationId>,
    pub flash: Option<Value>,
    pub client: &'a Client,
    pub expires_at: DateTime<Utc>,
}

/// By what somebody proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof<'a> {
    /// The hash of their password. It is one proof.
    Password(&'a str),
    /// An account elsewhere. It is one proof.
    Identity { issuer: &'a str, subject: &'a str },
    /// A key of theirs, which is two.
    Passkey(PasskeyId),
}

impl Proof<'_> {
    /// As the audit log tells it.
    const fn code(self) -> &'static str {
        match self {
            Self::Password(_) => "password",
            Self::Identity { .. } => "google",
            Self::Passkey(_) => "passkey",
        }
    }
}

/// What became of a new session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    Whole,
    /// It awaits the second factor of its person, and is nobody's until then.
    Half,
    /// The password was changed, the account elsewhere unlinked or the key removed since it was proved.
    Not,
}

/// Makes a session, in place of `replaces` if given: a sign-in never keeps the token it came with. One that rests on a single proof
/// is half where the person has a second factor.
///
/// # Errors
/// [`StoreError`].
pub async fn create(
    db: &Db,
    new: &NewSession<'_>,
    half_until: DateTime<Utc>,
    replaces: Option<&TokenHash>,
) -> Result<Made, StoreError> {
    let mut tx = SystemTx::because("replace a session", db).await?;
    if let Some(old) = replaces {
        sqlx::query!("delete from sessions where token_hash = $1", &old[..]).execute(tx.conn()).await?;
    }
    let mut is_half = false;
    // Held until the session is there: whoever changes the password, or takes a second factor into use or away, waits, and ends it.
    match (new.member, new.proved) {
        (Some((user, _)), Some(Proof::Password(hash))) => {
            let two_factor = sqlx::query_scalar!(
                "select two_factor from users where id = $1 and password_hash = $2 for share",
                user.0,
                hash,
            );
            match two_factor.fetch_optional(tx.conn()).await? {
                Some(two_factor) => is_half = two_factor,
                None => return Ok(Made::Not),
            }
        }
        (Some((user, _)), Some(Proof::Identity { issuer, subject })) => {
            let two_factor = sqlx::query_scalar!(
                "select u.two_factor from users u join user_identities i on i.user_id = u.id
                 where u.id = $1 and i.issuer = $2 and i.subject = $3 for share",
                user.0,
                issuer,
                subject,
            );
            match two_factor.fetch_optional(tx.conn()).await? {
                Some(two_factor) => is_half = two_factor,
                None => return Ok(Made::Not),
            }
        }
        (Some((user, _)), Some(Proof::Passkey(id))) => {
            let holds = sqlx::query_scalar!(
                "select true from users u join passkeys p on p.user_id = u.id and p.id = $2
                 where u.id = $1 and u.disabled_at is null for share of u, p",
                user.0,
                id.0,
            );
            if holds.fetch_optional(tx.conn()).await?.is_none() {
                return Ok(Made::Not);
            }
        }
        _ => {}
    }
    let (whole, half) = if is_half { (None, new.member) } else { (new.member, None) };
    sqlx::query!(
        "insert into sessions (token_hash, user_id, org_id, flash, ip, user_agent, expires_at, pending_user_id, pending_org_id,
             pending_invitation_id)
         values ($1, $2, $3, $4, $5::text::inet, left($6, 400), $7, $8, $9, $10)",
        &new.token[..],
        whole.map(|(user, _)| user.0),
        whole.map(|(_, org)| org.0),
        new.flash,
        new.client.ip.map(|ip| ip.to_string()),
        new.client.user_agent,
        if is_half { half_until } else { new.expires_at },
        half.map(|(user, _)| user.0),
        half.map(|(_, org)| org.0),
        new.invitation.filter(|_| is_half).map(|invitation| invitation.0),
    )
    .execute(tx.conn())
    .await?;
    if let Some((user, org)) = whole {
        sqlx::query!(
            "update memberships set last_seen_at = now() where org_id = $1 and user_id = $2",
            org.0,
            user.0
        )
        .execute(tx.conn())
        .await?;
        if let Some(proved) = new.proved {
            let data = json!({ "by": proved.code() });
            tell(tx.conn(), user, (AuditAction::SessionSignedIn, data), new.client).await?;
        }
    }
    tx.commit().await?;
    Ok(if is_half { Made::Half } else { Made::Whole })
}

/// Tells the companies of a person that they came or went.
pub(crate) async fn tell(
    conn: &mut PgConnection,
    user: UserId,
    (action, data): (AuditAction, Value),
    client: &Client,
) -> Result<(), StoreError> {
    let name = sqlx::query_scalar!("select name from users where id = $1", user.0);
    let name = name.fetch_one(&mut *conn).await?;
    let told = AuditEntry {
        actor: Some(user),
        actor_name: &name,
        action,
        subject_kind: "user",
        subject: Some(user.0),
        ip: client.ip,
        data,
    };
    audit::write_everywhere(conn, user, &told).await
}

/// Notes that the session is in use, unless somebody has since it was read. Returns whether it did.
///
/// # Errors
/// [`StoreError`].
pub async fn touch(
    db: &Db,
    token: &TokenHash,
    read: DateTime<Utc>,
    ip: Option<IpAddr>,
    expires_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "with used as (
             update sessions set last_seen_at = now(), ip = coalesce($2::text::inet, ip), expires_at = $3
             where token_hash = $1 and last_seen_at = $4
             returning org_id, user_id
         )
         update memberships m set last_seen_at = now() from used where m.org_id = used.org_id and m.user_id = used.user_id",
        &token[..],
        ip.map(|ip| ip.to_string()),
        expires_at,
        read,
    )
    .execute(db.system_pool())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Locks a person who changes how they prove who they are, and makes sure of the session by which they do. Whoever takes such changes
/// back and ends the sessions locks the person as well: they wait for the change and see it, or have been waited for.
///
/// # Errors
/// [`StoreError::SessionOver`] where it has ended.
pub(crate) async fn hold(
    conn: &mut PgConnection,
    user: UserId,
    session: &TokenHash,
) -> Result<(), StoreError> {
    sqlx::query!("select true as locked from users where id = $1 for update", user.0)
        .fetch_optional(&mut *conn)
        .await?;
    let is_open = sqlx::query_scalar!(
        "select true from sessions where token_hash = $1 and user_id = $2 and expires_at > now()",
        &session[..],
        user.0,
    );
    is_open.fetch_optional(conn).await?.map(|_| ()).ok_or(StoreError::SessionOver)
}

/// Ends the sessions of a person but one, those that await a second factor too.
pub(crate) async fn end_others(
    conn: &mut PgConnection,
    user: UserId,
    kept: &TokenHash,
) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from sessions where (user_id = $1 or pending_user_id = $1) and token_hash <> $2",
        user.0,
        &kept[..],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// # Errors
/// [`StoreError`].
pub async fn delete(db: &Db, token: &TokenHash) -> Result<(), StoreError> {
    sqlx::query!("delete from sessions where token_hash = $1", &token[..]).execute(db.system_pool()).await?;
    Ok(())
}

/// Ends the session of somebody who goes, and tells it where it was a person's.
///
/// # Errors
/// [`StoreError`].
pub async fn sign_out(db: &Db, token: &TokenHash, client: &Client) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("sign somebody out", db).await?;
    let ended =
        sqlx::query_scalar!("delete from sessions where token_hash = $1 returning user_id", &token[..]);
    if let Some(user) = ended.fetch_optional(tx.conn()).await?.flatten() {
        tell(tx.conn(), UserId(user), (AuditAction::SessionSignedOut, json!({})), client).await?;
    }
    tx.commit().await
}

/// Puts a flash into a session that is open. One that waits there is replaced, but for what it says under `removed_from`; with `joins` one
/// that says under `lasts` for how long it is to be shown is added to.
///
/// # Errors
/// [`StoreError`].
pub async fn set_flash(db: &Db, token: &TokenHash, flash: &Value, joins: bool) -> Result<(), StoreError> {
    sqlx::query!(
        "update sessions set flash = case
             when $3::boolean and flash -> 'lasts' is not null then flash || $2::jsonb
             when flash -> 'removed_from' is not null
             then jsonb_build_object('removed_from', flash -> 'removed_from') || $2::jsonb
             else $2::jsonb
         end
         where token_hash = $1 and expires_at > now()",
        &token[..],
        flash,
        joins,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// The flash of a session that is open, which stays there.
///
/// # Errors
/// [`StoreError`].
pub async fn peek_flash(db: &Db, token: &TokenHash) -> Result<Option<Value>, StoreError> {
    let flash = sqlx::query_scalar!(
        r#"select flash as "flash!: Value" from sessions
           where token_hash = $1 and flash is not null and expires_at > now()"#,
        &token[..],
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(flash)
}

/// Takes the flash out of a session that is open. One that says under `lasts` for how many seconds it is to be shown stays until
/// they are over, but for its `returned` and `removed_from`, and comes with its `age` in milliseconds from the second time on.
///
/// # Errors
/// [`StoreError`].
pub async fn take_flash(db: &Db, token: &TokenHash) -> Result<Option<Value>, StoreError> {
    let flash = sqlx::query_scalar!(
        r#"with old as (
               select token_hash, flash, (flash ->> 'since')::timestamptz as since from sessions
               where token_hash = $1 and flash is not null and expires_at > now() for update
           )
           update sessions s set flash = case
               when coalesce(old.since, now()) + make_interval(secs => (old.flash ->> 'lasts')::float8) > now()
               then old.flash - 'returned' - 'removed_from' || jsonb_build_object('since', coalesce(old.since, now()))
           end
           from old where s.token_hash = old.token_hash
           returning case
               when old.since is null then old.flash
               else old.flash || jsonb_build_object('age', (extract(epoch from now() - old.since) * 1000)::bigint)
           end as "flash!: Value""#,
        &token[..],
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(flash)
}

/// Ends a flash that stays and was taken before; one that waits for its first page stays.
///
/// # Errors
/// [`StoreError`].
pub async fn end_flash(db: &Db, token: &TokenHash) -> Result<(), StoreError> {
    sqlx::query!(
        "update sessions set flash = null where token_hash = $1 and flash -> 'since' is not null",
        &token[..]
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// A browser that somebody is signed in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Names the session to its own person and is no token: the beginning of a hash of its hash, 32 hexadecimal digits.
    pub id: String,
    pub ip: Option<IpAddr>,
    pub user_agent: String,
    /// Which company it looks at.
    pub org_name: String,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    /// The one that asks.
    pub is_own: bool,
}

/// The sessions of a person, the last used first; `own` is the one that asks.
///
/// # Errors
/// [`StoreError`].
pub async fn devices(db: &Db, user: UserId, own: &TokenHash) -> Result<Vec<Device>, StoreError> {
    let rows = sqlx::query!(
        r#"select encode(substr(sha256(s.token_hash), 1, 16), 'hex') as "id!", host(s.ip) as ip,
                  coalesce(s.user_agent, '') as "user_agent!", o.name, s.created_at, s.last_seen_at,
                  s.token_hash = $2 as "is_own!"
           from sessions s join organisations o on o.id = s.org_id
           where s.user_id = $1 and s.expires_at > now() order by s.last_seen_at desc, s.created_at desc"#,
        user.0,
        &own[..],
    )
    .fetch_all(db.system_pool())
    .await?;
    let devices = rows.into_iter().map(|row| Device {
        id: row.id,
        ip: row.ip.and_then(|ip| ip.parse().ok()),
        user_agent: row.user_agent,
        org_name: row.name,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        is_own: row.is_own,
    });
    Ok(devices.collect())
}

/// Ends one session of a person, by [`Device::id`]; all but `own` without one. Returns how many, and tells it where there was one.
///
/// # Errors
/// [`StoreError`].
pub async fn end(
    db: &Db,
    user: UserId,
    id: Option<&str>,
    own: &TokenHash,
    (org, told): (OrgId, &AuditEntry<'_>),
) -> Result<u64, StoreError> {
    let mut tx = SystemTx::because("sign other browsers out", db).await?;
    let ended = sqlx::query!(
        "delete from sessions where (user_id = $1 or pending_user_id = $1) and case when $2::text is null then token_hash <> $3
             else encode(substr(sha256(token_hash), 1, 16), 'hex') = $2 end",
        user.0,
        id,
        &own[..],
    )
    .execute(tx.conn())
    .await?
    .rows_affected();
    if ended > 0 {
        audit::write(tx.conn(), org, told).await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// Removes expired sessions. Returns how many.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<u64, StoreError> {
    Ok(sqlx::query!("delete from sessions where expires_at < now()")
        .execute(db.system_pool())
        .await?
        .rows_affected())
}
