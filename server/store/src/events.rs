//! Domain events: rows written by the transaction that causes them. Timelines read them by subject.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

/// Something that happened to a thing.
#[derive(Debug)]
pub struct NewEvent {
    pub subject: Uuid,
    /// A dotted code: `order.created`.
    pub kind: &'static str,
    pub data: Value,
}

/// An event as it stands in a timeline.
#[derive(Debug, Clone)]
pub struct Event {
    pub at: DateTime<Utc>,
    pub kind: String,
    pub data: Value,
}

/// Writes events of this moment.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &mut OrgTx, events: &[NewEvent]) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into domain_events (org_id, at, subject_id, id, kind, data)
         select $1, now(), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::text[]), unnest($5::jsonb[])",
        org.0,
        &events.iter().map(|event| event.subject).collect::<Vec<_>>(),
        &events.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>(),
        &events.iter().map(|event| event.kind).collect::<Vec<_>>() as &[&str],
        &events.iter().map(|event| &event.data).collect::<Vec<_>>() as &[&Value],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The latest events of a thing, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn timeline(tx: &mut OrgTx, subject: Uuid, limit: i64) -> Result<Vec<Event>, StoreError> {
    let org = tx.org();
    let events = sqlx::query_as!(
        Event,
        "select at, kind, data from domain_events where org_id = $1 and subject_id = $2 order by at desc, id desc limit $3",
        org.0,
        subject,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(events)
}
