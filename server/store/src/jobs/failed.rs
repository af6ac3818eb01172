//! Jobs that failed for good: the dead letter.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, JobId, JobKind};
use serde_json::Value;

/// A job that failed.
#[derive(Debug)]
pub struct FailedJob {
    pub kind: JobKind,
    pub connection: Option<ConnectionId>,
    pub payload: Value,
}

/// Takes a job out of the dead letter, for what it did is asked for again in this transaction, or given up. `None` if
/// somebody was first.
///
/// # Errors
/// [`StoreError::NotFound`] if no such job failed.
pub async fn settle(tx: &mut OrgTx, job: JobId) -> Result<Option<FailedJob>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select kind, connection_id, payload, settled_at is null as "is_new!" from jobs
           where org_id = $1 and id = $2 and state = 'failed' for update"#,
        org.0,
        job.0,
    )
    .fetch_one(tx.conn())
    .await?;
    if !row.is_new {
        return Ok(None);
    }
    sqlx::query!("update jobs set settled_at = now() where org_id = $1 and id = $2", org.0, job.0)
        .execute(tx.conn())
        .await?;
    Ok(Some(FailedJob {
        kind: row.kind.parse()?,
        connection: row.connection_id.map(ConnectionId),
        payload: row.payload,
    }))
}

/// Takes all jobs of a kind out of the dead letter that had failed by a moment; which these were.
///
/// # Errors
/// [`StoreError`].
pub async fn settle_all(
    tx: &mut OrgTx,
    kind: JobKind,
    until: DateTime<Utc>,
) -> Result<Vec<JobId>, StoreError> {
    let org = tx.org();
    let ids = sqlx::query_scalar!(
        "update jobs set settled_at = now()
         where org_id = $1 and kind = $2 and state = 'failed' and settled_at is null and finished_at <= $3 returning id",
        org.0,
        kind.code(),
        until,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(ids.into_iter().map(JobId).collect())
}

/// Jobs of a kind in the dead letter, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn failed_of(tx: &mut OrgTx, kind: JobKind, limit: i64) -> Result<Vec<JobId>, StoreError> {
    let org = tx.org();
    let ids = sqlx::query_scalar!(
        "select id from jobs where org_id = $1 and kind = $2 and state = 'failed' and settled_at is null
         order by finished_at desc, id desc limit $3",
        org.0,
        kind.code(),
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(ids.into_iter().map(JobId).collect())
}
