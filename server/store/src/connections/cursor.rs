//! How far the orders of a connection were read.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::ConnectionId;
use serde_json::Value;

/// How far a connection's orders were read.
#[derive(Debug, Clone, Default)]
pub struct Cursor {
    /// Every change up to here has been read.
    pub changed_until: Option<DateTime<Utc>>,
    /// Where a first import that ended early goes on.
    pub backfill: Option<Value>,
}

/// # Errors
/// [`StoreError`].
pub async fn cursor(tx: &mut OrgTx, id: ConnectionId) -> Result<Cursor, StoreError> {
    let org = tx.org();
    let cursor = sqlx::query_as!(
        Cursor,
        "select changed_until, backfill from sync_cursors where org_id = $1 and connection_id = $2 and kind = 'orders'",
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(cursor.unwrap_or_default())
}

/// Keeps the place of a first import that ended early.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_backfill(tx: &mut OrgTx, id: ConnectionId, place: &Value) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into sync_cursors (org_id, connection_id, kind, backfill) values ($1, $2, 'orders', $3)
         on conflict (org_id, connection_id, kind) do update set backfill = excluded.backfill, updated_at = now()",
        org.0,
        id.0,
        place,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that a run which began at `complete_until` read every change, the last one of `changed_until`
/// if there was any; moves on, never back. The past has been read then.
///
/// # Errors
/// [`StoreError`].
pub async fn advance_cursor(
    tx: &mut OrgTx,
    id: ConnectionId,
    changed_until: Option<DateTime<Utc>>,
    complete_until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into sync_cursors as s (org_id, connection_id, kind, changed_until, complete_until) values ($1, $2, 'orders', $3, $4)
         on conflict (org_id, connection_id, kind) do update
         set changed_until = greatest(s.changed_until, excluded.changed_until),
             complete_until = greatest(s.complete_until, excluded.complete_until), backfill = null, updated_at = now()",
        org.0,
        id.0,
        changed_until,
        complete_until,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
