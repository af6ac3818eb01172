//! The audit log: who did what, append-only for the runtime.

use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, Utc};
use domain::{
    AuditAction, OrgId, UserId,
    view::audit::{AuditActor, AuditFilter, AuditPerson, AuditRow},
};
use serde_json::Value;
use sqlx::PgConnection;
use std::net::IpAddr;
use uuid::Uuid;

/// One entry. `data` holds what changed, never a secret.
#[derive(Debug)]
pub struct AuditEntry<'a> {
    /// `None` for the system itself.
    pub actor: Option<UserId>,
    pub actor_name: &'a str,
    pub action: AuditAction,
    pub subject_kind: &'static str,
    pub subject: Option<Uuid>,
    pub ip: Option<IpAddr>,
    pub data: Value,
}

/// Writes an entry in the transaction of what it tells.
///
/// # Errors
/// [`StoreError`].
pub async fn record(tx: &mut OrgTx, entry: &AuditEntry<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    write(tx.conn(), org, entry).await
}

pub(crate) async fn write(
    conn: &mut PgConnection,
    org: OrgId,
    entry: &AuditEntry<'_>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into audit_log (org_id, id, actor_id, actor_name, action, subject_kind, subject_id, ip, data)
         values ($1, $2, $3, $4, $5, $6, $7, $8::text::inet, $9)",
        org.0,
        Uuid::now_v7(),
        entry.actor.map(|actor| actor.0),
        entry.actor_name,
        entry.action.code(),
        entry.subject_kind,
        entry.subject,
        entry.ip.map(|ip| ip.to_string()),
        entry.data,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The same in each company of a person, for what is about the person and not about one of them.
pub(crate) async fn write_everywhere(
    conn: &mut PgConnection,
    user: UserId,
    entry: &AuditEntry<'_>,
) -> Result<(), StoreError> {
    let orgs = sqlx::query_scalar!("select org_id from memberships where user_id = $1", user.0)
        .fetch_all(&mut *conn)
        .await?;
    for org in orgs {
        write(conn, OrgId(org), entry).await?;
    }
    Ok(())
}

/// The same of what changes nothing else.
///
/// # Errors
/// [`StoreError`].
pub async fn tell_everywhere(db: &Db, user: UserId, entry: &AuditEntry<'_>) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("tell the companies of a person", db).await?;
    write_everywhere(tx.conn(), user, entry).await?;
    tx.commit().await
}

/// The next entries before a place, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn list(
    tx: &mut OrgTx,
    filter: &AuditFilter,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<AuditRow>, StoreError> {
    let org = tx.org();
    let actions: Option<Vec<String>> =
        filter.about.map(|about| about.actions().map(|action| action.code().to_owned()).collect());
    let person = match filter.actor {
        Some(AuditActor::Person(user)) => Some(user.0),
        Some(AuditActor::Orion) | None => None,
    };
    let rows = sqlx::query!(
        r#"select at, id, actor_id, actor_name, action, subject_kind, subject_id, host(ip) as ip, data from audit_log
           where org_id = $1
             and ($2::timestamptz is null or (at, id) < ($2, $3::uuid))
             and ($4::uuid is null or actor_id = $4)
             and (not $9::boolean or actor_id is null)
             and ($5::text[] is null or action = any($5))
             and ($6::timestamptz is null or at >= $6)
             and ($7::timestamptz is null or at < $7)
           order by at desc, id desc limit $8"#,
        org.0,
        before.map(|(at, _)| at),
        before.map(|(_, id)| id),
        person,
        actions.as_deref(),
        filter.from,
        filter.until,
        limit,
        filter.actor == Some(AuditActor::Orion),
    )
    .fetch_all(tx.conn())
    .await?;
    let row = rows.into_iter().map(|row| AuditRow {
        at: row.at,
        id: row.id,
        actor: row.actor_id.map(UserId),
        actor_name: row.actor_name,
        action: row.action,
        subject_kind: row.subject_kind,
        subject: row.subject_id,
        ip: row.ip.and_then(|ip| ip.parse().ok()),
        data: row.data,
    });
    Ok(row.collect())
}

/// Everybody who did something in the company, by name: leaps from one to the next in the index by person instead of reading the entries.
///
/// # Errors
/// [`StoreError`].
pub async fn people(tx: &mut OrgTx) -> Result<Vec<AuditPerson>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"with recursive people (id) as (
               (select l.actor_id from audit_log l where l.org_id = $1 and l.actor_id is not null
                order by l.actor_id limit 1)
               union all
               select (select l.actor_id from audit_log l where l.org_id = $1 and l.actor_id > p.id
                       order by l.actor_id limit 1)
               from people p where p.id is not null
           )
           select p.id as "id!", n.actor_name as "name!"
           from people p cross join lateral (
               select l.actor_name from audit_log l where l.org_id = $1 and l.actor_id = p.id
               order by l.at desc, l.id desc limit 1) n
           order by lower(n.actor_name), p.id"#,
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| AuditPerson { user: UserId(row.id), name: row.name }).collect())
}
