//! The product's view of background work. The engine knows only a job's id.

use crate::{
    Db, OrgTx, StoreError,
    queue::{self, Enqueue},
};
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
    pub priority: JobPriority,
    pub payload: Value,
}

domain::code_enum! {
    /// What a job does.
    pub enum JobKind {
        SyncOrders = "sync_orders",
        /// Reads what events of a connection point at.
        DrainEvents = "drain_events",
        /// Tells a platform where to send events.
        RegisterWebhooks = "register_webhooks",
        /// Asks a channel to do something with an order.
        SendAction = "send_action",
        /// Looks up what a bulk action would do.
        LookAtPlan = "look_at_plan",
        /// Compares what a channel lists with what is here.
        CheckCompleteness = "check_completeness",
    }
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
    enqueue(tx, new.id, new.connection, new.kind, new.priority, None).await
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
    let priority = if kind == JobKind::CheckCompleteness { JobPriority::Low } else { JobPriority::Normal };
    let connections: BTreeSet<_> = connections.iter().copied().collect();
    let queues = connections.iter().map(|connection| queue_name(org, Some(*connection), kind));
    sqlx::query!(
        r#"with new as (
               select * from unnest($2::uuid[], $3::uuid[], $8::text[]) as n (id, connection_id, queue)
           ), waiting as (
               insert into jobs (org_id, id, connection_id, kind, priority, state)
               select $1, id, connection_id, $4, $5, 'waiting' from new
               -- In one order, so that two processes wait and do not lock each other out.
               order by connection_id
               on conflict (org_id, connection_id, kind)
                   where state = 'waiting' and kind in ('drain_events', 'register_webhooks', 'check_completeness') do update set state = 'waiting'
               returning id, connection_id
           )
           select queue.enqueue($1, w.id, n.queue, $6, $7) as "done: ()"
           from waiting w join new n on n.connection_id = w.connection_id
           where $7::timestamptz is null or n.id = w.id"#,
        org.0,
        &connections.iter().map(|_| JobId::new().0).collect::<Vec<_>>(),
        &connections.iter().map(|connection| connection.0).collect::<Vec<_>>(),
        kind.code(),
        priority.code(),
        queue::rank(priority),
        run_at,
        &queues.collect::<Vec<_>>(),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(())
}

/// Hands a job to the engine, to run not before `run_at`.
/// Jobs of one kind for one connection, or one organisation, run one after the other.
fn queue_name(org: OrgId, connection: Option<ConnectionId>, kind: JobKind) -> String {
    connection.map_or_else(|| format!("{org}:{kind}"), |id| format!("{id}:{kind}"))
}

async fn enqueue(
    tx: &mut OrgTx,
    job: JobId,
    connection: Option<ConnectionId>,
    kind: JobKind,
    priority: JobPriority,
    run_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let queue = queue_name(tx.org(), connection, kind);
    queue::enqueue(tx, &Enqueue { job, queue: &queue, priority, run_at }).await
}

/// Brings a job that waits forward to now. Returns whether it waits or runs.
///
/// # Errors
/// [`StoreError`].
pub async fn bring_forward(tx: &mut OrgTx, job: JobId) -> Result<bool, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select connection_id, kind, priority, state from jobs
         where org_id = $1 and id = $2 and state in ('waiting', 'running') for update",
        org.0,
        job.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(false) };
    if row.state == "waiting" {
        let connection = row.connection_id.map(ConnectionId);
        enqueue(tx, job, connection, row.kind.parse()?, row.priority.parse()?, None).await?;
    }
    Ok(true)
}

/// Brings forward all jobs of a kind that wait for a connection.
///
/// # Errors
/// [`StoreError`].
pub async fn wake(tx: &mut OrgTx, connection: ConnectionId, kind: JobKind) -> Result<(), StoreError> {
    let org = tx.org();
    let waiting = sqlx::query_scalar!(
        "select id from jobs where org_id = $1 and connection_id = $2 and kind = $3 and state = 'waiting'",
        org.0,
        connection.0,
        kind.code(),
    )
    .fetch_all(tx.conn())
    .await?;
    for job in waiting {
        bring_forward(tx, JobId(job)).await?;
    }
    Ok(())
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
         returning connection_id, kind, priority, payload, lease, cancel_requested",
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
    enqueue(tx, job.id, job.connection, job.kind, job.priority, Some(run_at)).await
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
