//! The product's view of background work. The engine knows only a job's id.

use crate::{
    OrgTx, StoreError,
    queue::{self, Enqueue},
};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, JobId, JobPriority};
use serde_json::Value;

/// A job to be done.
#[derive(Debug)]
pub struct NewJob {
    pub id: JobId,
    pub connection: Option<ConnectionId>,
    pub kind: JobKind,
    pub priority: JobPriority,
    pub payload: Value,
}

domain::code_enum! {
    /// What a job does.
    pub enum JobKind {
        SyncOrders = "sync_orders",
    }
}

/// A job that this worker has just taken.
#[derive(Debug, Clone)]
pub struct StartedJob {
    pub id: JobId,
    pub connection: Option<ConnectionId>,
    pub kind: JobKind,
    pub payload: Value,
    /// This start's number, from 1. Commits of an older one are refused.
    pub lease: i32,
    pub cancel_requested: bool,
}

/// Makes a job and hands it to the engine, in the caller's transaction. Jobs of one connection and
/// kind run one after the other.
///
/// # Errors
/// [`StoreError`].
pub async fn create(tx: &mut OrgTx, new: &NewJob) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into jobs (org_id, id, connection_id, kind, priority, state, payload) values ($1, $2, $3, $4, $5, 'waiting', $6)",
        org.0,
        new.id.0,
        new.connection.map(|id| id.0),
        new.kind.code(),
        new.priority.code(),
        new.payload,
    )
    .execute(tx.conn())
    .await?;
    requeue(tx, new.id, new.connection, new.kind, new.priority, None).await
}

/// Hands a job to the engine again, to run not before `run_at`.
///
/// # Errors
/// [`StoreError`].
pub async fn requeue(
    tx: &mut OrgTx,
    job: JobId,
    connection: Option<ConnectionId>,
    kind: JobKind,
    priority: JobPriority,
    run_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let queue = connection.map_or_else(|| format!("{}:{kind}", tx.org()), |id| format!("{id}:{kind}"));
    queue::enqueue(tx, &Enqueue { job, queue: &queue, priority, run_at }).await
}

/// Takes a job: the next lease is this worker's. `None` if it is over already.
///
/// # Errors
/// [`StoreError`].
pub async fn start(tx: &mut OrgTx, job: JobId) -> Result<Option<StartedJob>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "update jobs set state = 'running', lease = lease + 1, started_at = coalesce(started_at, now())
         where org_id = $1 and id = $2 and state in ('waiting', 'running')
         returning connection_id, kind, payload, lease, cancel_requested",
        org.0,
        job.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(StartedJob {
        id: job,
        connection: row.connection_id.map(ConnectionId),
        kind: row.kind.parse()?,
        payload: row.payload,
        lease: row.lease,
        cancel_requested: row.cancel_requested,
    }))
}

/// How a job ended.
#[derive(Debug, Clone, Copy)]
pub enum End<'a> {
    Done,
    Failed(&'a str),
    Cancelled,
}

/// Ends a job that this worker has.
///
/// # Errors
/// [`StoreError::LeaseLost`] if another worker has it now.
pub async fn finish(tx: &mut OrgTx, job: &StartedJob, end: End<'_>) -> Result<(), StoreError> {
    let (state, error) = match end {
        End::Done => ("done", None),
        End::Failed(reason) => ("failed", Some(reason)),
        End::Cancelled => ("cancelled", None),
    };
    let org = tx.org();
    let done = sqlx::query!(
        "update jobs set state = $4, last_error = left($5, 1000), finished_at = now()
         where org_id = $1 and id = $2 and lease = $3 and state = 'running'",
        org.0,
        job.id.0,
        job.lease,
        state,
        error,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::LeaseLost) } else { Ok(()) }
}

/// Puts a job back to waiting, to be tried again at `run_at`.
///
/// # Errors
/// [`StoreError::LeaseLost`] if another worker has it now.
pub async fn park(
    tx: &mut OrgTx,
    job: &StartedJob,
    reason: &str,
    run_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update jobs set state = 'waiting', last_error = left($4, 1000)
         where org_id = $1 and id = $2 and lease = $3 and state = 'running'",
        org.0,
        job.id.0,
        job.lease,
        reason,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::LeaseLost);
    }
    requeue(tx, job.id, job.connection, job.kind, JobPriority::Normal, Some(run_at)).await
}

/// Asks a job to stop: one that waits is over at once, one that runs stops after its batch.
/// Returns whether it was open, and whether it ended at once.
///
/// # Errors
/// [`StoreError`].
pub async fn request_cancel(tx: &mut OrgTx, job: JobId) -> Result<Option<bool>, StoreError> {
    let org = tx.org();
    let ended = sqlx::query_scalar!(
        r#"update jobs set cancel_requested = true,
               state = case when state = 'waiting' then 'cancelled' else state end,
               finished_at = case when state = 'waiting' then now() end
           where org_id = $1 and id = $2 and state in ('waiting', 'running')
           returning state = 'cancelled' as "ended!""#,
        org.0,
        job.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(ended)
}
