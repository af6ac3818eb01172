//! Connections that stand still because the plan includes fewer.

use crate::{OrgTx, StoreError};
use domain::ConnectionId;

/// The newest connections beyond so many, with their names. Those of the demo do not count.
///
/// # Errors
/// [`StoreError`].
pub async fn beyond(tx: &mut OrgTx, limit: Option<i64>) -> Result<Vec<(ConnectionId, String)>, StoreError> {
    let org = tx.org();
    let found = sqlx::query!(
        "select id, name from connections
         where org_id = $1 and status <> 'disconnected' and parked_at is null and not is_demo
         order by connected_at, id offset coalesce($2, 9223372036854775807)",
        org.0,
        limit,
    );
    let found = found.fetch_all(tx.conn()).await?.into_iter();
    Ok(found.map(|row| (ConnectionId(row.id), row.name)).collect())
}

/// Stops the newest connections beyond so many, and lets the oldest that were stopped so go on as far as there is room, as what
/// they were. Those of the demo do not count. Returns which were stopped and which go on.
///
/// # Errors
/// [`StoreError`].
pub async fn park_beyond(
    tx: &mut OrgTx,
    limit: Option<i64>,
) -> Result<(Vec<ConnectionId>, Vec<ConnectionId>), StoreError> {
    let org = tx.org();
    let stopped = sqlx::query_scalar!(
        "update connections set parked_at = now(), parked_from = status, status = 'paused', problem = 'plan_limit', problem_detail = null,
             problem_since = now(), updated_at = now()
         where org_id = $1 and id in (
             select id from connections
             where org_id = $1 and status <> 'disconnected' and parked_at is null and not is_demo
             order by connected_at, id offset coalesce($2, 9223372036854775807))
         returning id",
        org.0,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    let resumed = sqlx::query_scalar!(
        "update connections set parked_at = null, parked_from = null, problem = null, problem_since = null,
             status = case when parked_from in ('paused', 'needs_reauth') then parked_from else 'connected' end,
             updated_at = now()
         where org_id = $1 and id in (
             select id from connections
             where org_id = $1 and status <> 'disconnected' and parked_at is not null
             order by connected_at, id
             limit greatest(coalesce($2, 9223372036854775807) - (
                 select count(*) from connections
                 where org_id = $1 and status <> 'disconnected' and parked_at is null and not is_demo), 0))
         returning id",
        org.0,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    let ids = |found: Vec<_>| found.into_iter().map(ConnectionId).collect();
    Ok((ids(stopped), ids(resumed)))
}

/// Whether a connection stands still because the plan includes fewer.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn is_parked(tx: &mut OrgTx, id: ConnectionId) -> Result<bool, StoreError> {
    let org = tx.org();
    let parked = sqlx::query_scalar!(
        r#"select parked_at is not null as "parked!" from connections where org_id = $1 and id = $2"#,
        org.0,
        id.0,
    );
    Ok(parked.fetch_one(tx.conn()).await?)
}
