//! The product's view of background work. The engine knows only a job's id.
//!
//! A job waits in its row until [`admission`] hands it to the engine. That happens at the end of every
//! transaction that brings work or makes room, by triggers of the database.

pub mod admission;
mod failed;
mod list;
mod pauses;

pub use domain::{JobKind, JobLane};
pub use failed::{FailedJob, failed_of, settle, settle_all};
pub use list::{JobFilter, counts, failed, list, open};
pub use pauses::{pause, pauses, resume};

use crate::{Db, OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, JobId, JobPriority, OrgId};
use serde_json::Value;
use std::collections::BTreeSet;

/// A job to be done.
#[derive(Debug)]
pub struct NewJob {
    pub id: JobId,
    pub connection: Option<ConnectionId>,
    pub kind: JobKind,
    pub lane: JobLane,
    pub priority: JobPriority,
    pub payload: Value,
}

/// A job that this worker has just taken.
#[derive(Debug, Clone)]
pub struct StartedJob {
    pub id: JobId,
    pub connection: Option<ConnectionId>,
    pub kind: JobKind,
    pub priority: JobPriority,
    pub payload: Value,
    /// This start's number, from 1. Commits of an older one are refused.
    pub lease: i32,
    pub cancel_requested: bool,
}

/// Makes a job in the caller's transaction, to run as soon as it is its turn. Jobs of one connection and kind
/// run one after the other.
///
/// # Errors
/// [`StoreError`].
pub async fn create(tx: &mut OrgTx, new: &NewJob) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into jobs (org_id, id, connection_id, kind, lane, priority, rank, queue, state, payload)
         values ($1, $2, $3, $4, $5, $6,
             $7::smallint - coalesce((select boost from org_plans where org_id = $1), 0::smallint), $8, 'waiting', $9)",
        org.0,
        new.id.0,
        new.connection.map(|id| id.0),
        new.kind.code(),
        new.lane.code(),
        new.priority.code(),
        admission::rank(new.priority),
        queue_name(org, new.connection, new.kind),
        new.payload,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Makes a job of a connection unless one of the kind waits already, to run not before `run_at`. One that waits
/// for later is brought forward where it is to run now.
///
/// # Errors
/// [`StoreError`].
pub async fn create_once(
    tx: &mut OrgTx,
    connection: ConnectionId,
    kind: JobKind,
    run_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    create_once_each(tx, &[connection], kind, run_at).await
}

/// As [`create_once`] for several connections, in one round trip. Each may be named more than once.
///
/// # Errors
/// [`StoreError`].
pub async fn create_once_each(
    tx: &mut OrgTx,
    connections: &[ConnectionId],
    kind: JobKind,
    run_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let org = tx.org();
    // What is compared is of the past.
    let (lane, priority) = match kind {
        JobKind::CheckCompleteness => (JobLane::Past, JobPriority::Low),
        _ => (JobLane::Live, JobPriority::Normal),
    };
    let connections: BTreeSet<_> = connections.iter().copied().collect();
    let queues = connections.iter().map(|connection| queue_name(org, Some(*connection), kind));
    sqlx::query!(
        "insert into jobs (org_id, id, connection_id, queue, kind, lane, priority, rank, state, run_at)
         select $1, n.id, n.connection_id, n.queue, $5, $6, $7,
             $8::smallint - coalesce((select boost from org_plans where org_id = $1), 0::smallint), 'waiting',
             coalesce($9, now())
         from unnest($2::uuid[], $3::uuid[], $4::text[]) as n (id, connection_id, queue)
         -- In one order, so that two processes wait and do not lock each other out.
         order by n.connection_id
         on conflict (org_id, connection_id, kind)
             where state = 'waiting' and kind in ('drain_events', 'register_webhooks', 'check_completeness')
             do update set run_at = case when $9::timestamptz is null then least(jobs.run_at, now()) else jobs.run_at end",
        org.0,
        &connections.iter().map(|_| JobId::new().0).collect::<Vec<_>>(),
        &connections.iter().map(|connection| connection.0).collect::<Vec<_>>(),
        &queues.collect::<Vec<_>>(),
        kind.code(),
        lane.code(),
        priority.code(),
        admission::rank(priority),
        run_at,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Jobs of one kind for one connection, or one organisation, run one after the other.
fn queue_name(org: OrgId, connection: Option<ConnectionId>, kind: JobKind) -> String {
    connection.map_or_else(|| format!("{org}:{kind}"), |id| format!("{id}:{kind}"))
}

/// Brings a job that waits forward to now. Returns whether it waits or runs.
///
/// # Errors
/// [`StoreError`].
pub async fn bring_forward(tx: &mut OrgTx, job: JobId) -> Result<bool, StoreError> {
    let org = tx.org();
    let open = sqlx::query!(
        "update jobs set run_at = least(run_at, now())
         where org_id = $1 and id = $2 and state in ('waiting', 'running')",
        org.0,
        job.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(open.rows_affected() > 0)
}

/// Brings forward all jobs of a kind that wait for a connection.
///
/// # Errors
/// [`StoreError`].
pub async fn wake(tx: &mut OrgTx, connection: ConnectionId, kind: JobKind) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update jobs set run_at = least(run_at, now())
         where org_id = $1 and connection_id = $2 and kind = $3 and state = 'waiting'",
        org.0,
        connection.0,
        kind.code(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a job that was handed over: the next lease is this worker's. `None` if it is over already, or was not
/// begun and its kind is paused: then it waits here again.
///
/// # Errors
/// [`StoreError`].
pub async fn start(tx: &mut OrgTx, job: JobId) -> Result<Option<StartedJob>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"update jobs j set
               state = case when n.is_paused then j.state else 'running' end,
               lease = case when n.is_paused then j.lease else j.lease + 1 end,
               started_at = case when n.is_paused then j.started_at else coalesce(j.started_at, now()) end,
               admitted_at = case when n.is_paused then null else j.admitted_at end
           from (select o.id, o.state = 'waiting' and exists (
                     select from job_pauses p where p.org_id = o.org_id and p.kind = o.kind) as is_paused
                 from jobs o where o.org_id = $1 and o.id = $2 and o.state in ('waiting', 'running')
                     and o.admitted_at is not null for update) n
           where j.org_id = $1 and j.id = n.id
           returning j.connection_id, j.kind, j.priority, j.payload, j.lease, j.cancel_requested,
                     n.is_paused as "is_paused!""#,
        org.0,
        job.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row.filter(|row| !row.is_paused) else { return Ok(None) };
    Ok(Some(StartedJob {
        id: job,
        connection: row.connection_id.map(ConnectionId),
        kind: row.kind.parse()?,
        priority: row.priority.parse()?,
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

/// Puts a job back to waiting, to be tried again at `run_at`; `None` is at once, in its old place.
///
/// # Errors
/// [`StoreError::LeaseLost`] if another worker has it now.
pub async fn park(
    tx: &mut OrgTx,
    job: &StartedJob,
    reason: &str,
    run_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update jobs set state = 'waiting', admitted_at = null, run_at = coalesce($5, run_at), last_error = left($4, 1000)
         where org_id = $1 and id = $2 and lease = $3 and state = 'running'",
        org.0,
        job.id.0,
        job.lease,
        reason,
        run_at,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::LeaseLost) } else { Ok(()) }
}

/// Whether somebody asked the job to stop. Until the end of the transaction nobody else can.
///
/// # Errors
/// [`StoreError::LeaseLost`] if this worker no longer has the job.
pub async fn cancel_requested(tx: &mut OrgTx, job: &StartedJob) -> Result<bool, StoreError> {
    let org = tx.org();
    let requested = sqlx::query_scalar!(
        "select cancel_requested from jobs where org_id = $1 and id = $2 and lease = $3 and state = 'running' for update",
        org.0,
        job.id.0,
        job.lease,
    )
    .fetch_optional(tx.conn())
    .await?;
    requested.ok_or(StoreError::LeaseLost)
}

/// Asks a job to stop. One that waits, or that no living worker has in hand, is over at once; one
/// that runs stops soon. Returns whether it was open, and whether it ended at once.
///
/// # Errors
/// [`StoreError`].
pub async fn request_cancel(tx: &mut OrgTx, job: JobId) -> Result<Option<bool>, StoreError> {
    let org = tx.org();
    let ended = sqlx::query_scalar!(
        r#"update jobs j set cancel_requested = true,
               state = case when n.ends then 'cancelled' else j.state end,
               finished_at = case when n.ends then now() end
           from (select id, state = 'waiting' or not queue.is_held(org_id, id) as ends from jobs
                 where org_id = $1 and id = $2 and state in ('waiting', 'running') for update) n
           where j.org_id = $1 and j.id = n.id
           returning n.ends as "ended!""#,
        org.0,
        job.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(ended)
}

/// Forgets jobs that were over for 30 days: what they did stands elsewhere.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from jobs where finished_at < now() - interval '30 days'")
        .execute(db.system_pool())
        .await?;
    Ok(())
}
