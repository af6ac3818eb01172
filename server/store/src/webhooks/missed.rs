//! Events that platforms could not deliver, and when they were last asked for.

use super::events::place;
use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, Utc};
use domain::{CauseKind, ConnectionId, OrgId, VerdictCode, view::webhooks::MissedLookView};
use uuid::Uuid;

/// One that the platform lists.
#[derive(Debug, Clone)]
pub struct ListedEvent {
    pub topic: String,
    /// A code: `orders` or `resource`.
    pub about: &'static str,
    pub subjects: Vec<String>,
    /// When the platform first tried.
    pub sent_at: DateTime<Utc>,
    pub body: Vec<u8>,
}

/// Connections of these platforms that were not asked for an hour.
///
/// # Errors
/// [`StoreError`].
pub async fn to_look(
    db: &Db,
    platforms: &[&str],
    limit: i64,
) -> Result<Vec<(OrgId, ConnectionId)>, StoreError> {
    let mut tx = SystemTx::because("find whom to ask for missed events", db).await?;
    let rows = sqlx::query!(
        "select c.org_id, c.id from connections c
         where c.status in ('connected', 'error') and c.platform = any($1)
           and (c.missed_checked_at is null or c.missed_checked_at < now() - interval '1 hour')
           and not exists (select from jobs j where j.org_id = c.org_id and j.connection_id = c.id
                           and j.kind = 'drain_events' and j.state = 'running')
         order by c.missed_checked_at nulls first limit $2",
        platforms as &[&str],
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), ConnectionId(row.id))).collect())
}

/// Whether the connection was not asked for an hour; then it is now.
///
/// # Errors
/// [`StoreError`].
pub async fn begin_look(tx: &mut OrgTx, connection: ConnectionId) -> Result<bool, StoreError> {
    let org = tx.org();
    let begun = sqlx::query!(
        "update connections set missed_checked_at = now() where org_id = $1 and id = $2
            and (missed_checked_at is null or missed_checked_at < now() - interval '1 hour')",
        org.0,
        connection.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(begun.rows_affected() > 0)
}

/// Notes why the platform could not be asked, or that it could.
///
/// # Errors
/// [`StoreError`].
pub async fn end_look(
    tx: &mut OrgTx,
    connection: ConnectionId,
    problem: Option<&str>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update connections set missed_problem = $3 where org_id = $1 and id = $2",
        org.0,
        connection.0,
        problem,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// When the connection's platform was last asked.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn last_look(tx: &mut OrgTx, connection: ConnectionId) -> Result<MissedLookView, StoreError> {
    let org = tx.org();
    let row = sqlx::query_as!(
        MissedLookView,
        "select missed_checked_at as at, missed_problem as problem from connections where org_id = $1 and id = $2",
        org.0,
        connection.0,
    );
    Ok(row.fetch_one(tx.conn()).await?)
}

/// Keeps events as waiting, those about the same once. Where one about the same came since it was sent,
/// delivered or recovered, its orders were looked at: it is not kept. Returns how many were; the histories of their
/// orders tell of them.
///
/// # Errors
/// [`StoreError`].
pub async fn recover(
    tx: &mut OrgTx,
    connection: ConnectionId,
    listed: &[ListedEvent],
) -> Result<i64, StoreError> {
    let org = tx.org();
    let now = Utc::now();
    let ids: Vec<(DateTime<Utc>, Uuid)> = listed.iter().map(|_| place(Uuid::now_v7(), now)).collect();
    let done = sqlx::query_scalar!(
        r#"with kept as (
         insert into webhook_events (org_id, received_at, id, connection_id, topic, state, about, subjects, headers,
             body, due_at, recovered)
         select distinct on (n.topic, n.subjects) $1, n.received_at, n.id, $2::uuid, n.topic, 'waiting', n.about,
             string_to_array(n.subjects, E'\x1f'), '{}', n.body, n.received_at, true
         from unnest($3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::bytea[])
             as n (received_at, id, topic, about, subjects, sent_at, body)
         where not exists (select from webhook_events e where e.org_id = $1 and e.connection_id = $2
                           and e.received_at >= n.sent_at and e.topic = n.topic
                           and e.subjects = string_to_array(n.subjects, E'\x1f') and e.state <> 'refused')
         order by n.topic, n.subjects, n.sent_at desc
         returning id, about, subjects
         ), steps as (
             insert into order_verdicts (org_id, connection_id, external_id, code, cause, cause_id)
             select distinct $1::uuid, $2::uuid, named.key, $10::text, $11::text, k.id
             from kept k cross join lateral unnest(k.subjects) as named (key)
             where k.about = 'orders' and char_length(named.key) between 1 and 255
         )
         select count(*) as "count!" from kept"#,
        org.0,
        connection.0,
        &ids.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
        &ids.iter().map(|(_, id)| *id).collect::<Vec<_>>(),
        &listed.iter().map(|event| event.topic.as_str()).collect::<Vec<_>>() as &[&str],
        &listed.iter().map(|event| event.about).collect::<Vec<_>>() as &[&str],
        &listed.iter().map(|event| event.subjects.join("\u{1f}")).collect::<Vec<_>>(),
        &listed.iter().map(|event| event.sent_at).collect::<Vec<_>>(),
        &listed.iter().map(|event| event.body.as_slice()).collect::<Vec<_>>() as &[&[u8]],
        VerdictCode::Recovered.code(),
        CauseKind::Event.code(),
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(done)
}
