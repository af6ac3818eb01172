//! Runs of synchronisations: asked for, running, ended, with counts and reasons.

mod issues;

pub use issues::{failed_records, issues};

use crate::{Db, OrgTx, StoreError, SystemTx, jobs::JobKind};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, JobId, OrgId, SyncCounts, SyncKind, SyncRunId, SyncState, UserId,
    view::connections::SyncRunView,
};
use serde_json::Value;
use std::collections::HashSet;

/// A run to be made.
#[derive(Debug)]
pub struct NewRun {
    pub id: SyncRunId,
    pub connection: ConnectionId,
    pub job: JobId,
    pub kind: SyncKind,
    pub range: (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    pub requested_by: Option<UserId>,
    /// The run whose failed records are read again first.
    pub retry_of: Option<SyncRunId>,
}

/// What a worker needs to know to go on with a run.
#[derive(Debug, Clone)]
pub struct RunState {
    pub id: SyncRunId,
    pub connection: ConnectionId,
    pub kind: SyncKind,
    pub range: (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    pub progress: Option<Value>,
    pub counts: SyncCounts,
    pub expected: Option<i64>,
    pub created_at: DateTime<Utc>,
    pub retry_of: Option<SyncRunId>,
    /// Starts in a row that found the run at the same place, this one included.
    pub starts_in_vain: i32,
}

/// Keeps a run that waits for its job.
///
/// # Errors
/// [`StoreError::Taken`] with `sync_runs_open_key` if one is open for the connection.
pub async fn insert(tx: &mut OrgTx, new: &NewRun) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into sync_runs (org_id, id, connection_id, job_id, kind, state, range_from, range_until, requested_by, retry_of)
         values ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8, $9)",
        org.0,
        new.id.0,
        new.connection.0,
        new.job.0,
        new.kind.code(),
        new.range.0,
        new.range.1,
        new.requested_by.map(|user| user.0),
        new.retry_of.map(|run| run.0),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Marks a job's run as running and returns where it stands.
///
/// # Errors
/// [`StoreError::NotFound`] if the run is over.
pub async fn start(tx: &mut OrgTx, job: JobId) -> Result<RunState, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "update sync_runs set state = 'running', started_at = coalesce(started_at, now()),
            starts_in_vain = 1 + case when progress is distinct from place_at_start then 0 else starts_in_vain end,
            place_at_start = progress
         where org_id = $1 and job_id = $2 and state in ('waiting', 'running')
         returning id, connection_id, kind, range_from, range_until, progress, expected, created_at,
                   retry_of, starts_in_vain, read, created, updated, unchanged, skipped, failed, waiting",
        org.0,
        job.0,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(RunState {
        id: SyncRunId(row.id),
        connection: ConnectionId(row.connection_id),
        kind: row.kind.parse()?,
        range: (row.range_from, row.range_until),
        progress: row.progress,
        counts: SyncCounts {
            read: row.read,
            created: row.created,
            updated: row.updated,
            unchanged: row.unchanged,
            skipped: row.skipped,
            failed: row.failed,
            waiting: row.waiting,
        },
        expected: row.expected,
        created_at: row.created_at,
        retry_of: row.retry_of.map(SyncRunId),
        starts_in_vain: row.starts_in_vain,
    })
}

/// Ends the runs that read single orders for jobs of this kind and whose worker is gone: no other job of
/// the kind runs for the connection.
///
/// # Errors
/// [`StoreError`].
pub async fn abandon_runs_beside(
    tx: &mut OrgTx,
    connection: ConnectionId,
    kind: JobKind,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update sync_runs r set state = 'cancelled', finished_at = now()
         where r.org_id = $1 and r.connection_id = $2 and r.kind in ('webhook', 'check') and r.state in ('waiting', 'running')
           and exists (select from jobs j where j.org_id = r.org_id and j.id = r.job_id and j.kind = $3)",
        org.0,
        connection.0,
        kind.code(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Runs that read single orders and are open for a minute, over all organisations.
///
/// # Errors
/// [`StoreError`].
pub async fn open_beside(db: &Db) -> Result<Vec<(OrgId, SyncRunId)>, StoreError> {
    let mut tx = SystemTx::because("find runs whose worker may be gone", db).await?;
    let rows = sqlx::query!(
        "select org_id, id from sync_runs
         where state in ('waiting', 'running') and kind in ('webhook', 'check') and created_at < now() - interval '1 minute'",
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), SyncRunId(row.id))).collect())
}

/// Ends such a run if no worker that is alive has its job in hand; whether it did.
///
/// # Errors
/// [`StoreError`].
pub async fn abandon_if_unheld(tx: &mut OrgTx, run: SyncRunId) -> Result<bool, StoreError> {
    let org = tx.org();
    let ended = sqlx::query!(
        "update sync_runs r set state = 'cancelled', finished_at = now()
         where r.org_id = $1 and r.id = $2 and r.kind in ('webhook', 'check') and r.state in ('waiting', 'running')
           and not exists (select from jobs j where j.org_id = r.org_id and j.id = r.job_id and j.state = 'running'
               and queue.is_held(j.org_id, j.id))",
        org.0,
        run.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(ended.rows_affected() > 0)
}

/// Whether a run reads what is new, or the past, of a connection.
///
/// # Errors
/// [`StoreError`].
pub async fn is_open(tx: &mut OrgTx, connection: ConnectionId) -> Result<bool, StoreError> {
    let org = tx.org();
    let open = sqlx::query_scalar!(
        r#"select exists (select from sync_runs
                          where org_id = $1 and connection_id = $2 and state in ('waiting', 'running')
                            and kind not in ('webhook', 'check', 'replay')) as "open!""#,
        org.0,
        connection.0,
    );
    Ok(open.fetch_one(tx.conn()).await?)
}

/// How a run ended.
#[derive(Debug)]
pub struct RunEnd<'a> {
    pub state: SyncState,
    /// The class of the problem and what was seen.
    pub problem: Option<(&'a str, &'a str)>,
}

/// A run that is over.
#[derive(Debug)]
pub struct EndedRun {
    pub connection: ConnectionId,
    pub kind: SyncKind,
    /// Where it stood when it failed or was cancelled.
    pub place: Option<Value>,
}

/// Ends a run. Where it went to its end, its place is forgotten.
///
/// # Errors
/// [`StoreError::NotFound`] if the run is over already.
pub async fn finish(tx: &mut OrgTx, run: SyncRunId, end: &RunEnd<'_>) -> Result<EndedRun, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "update sync_runs set state = $3, problem = $4, problem_detail = left($5, 500), finished_at = now(),
            progress = case when $3 in ('failed', 'cancelled') then progress end
         where org_id = $1 and id = $2 and state in ('waiting', 'running')
         returning connection_id, kind, progress",
        org.0,
        run.0,
        end.state.code(),
        end.problem.map(|(problem, _)| problem),
        end.problem.map(|(_, detail)| detail),
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(EndedRun { connection: ConnectionId(row.connection_id), kind: row.kind.parse()?, place: row.progress })
}

/// Where a run stands, or stood when it failed or was cancelled.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn place(tx: &mut OrgTx, run: SyncRunId) -> Result<Option<Value>, StoreError> {
    let org = tx.org();
    let place =
        sqlx::query_scalar!("select progress from sync_runs where org_id = $1 and id = $2", org.0, run.0,);
    Ok(place.fetch_one(tx.conn()).await?)
}

/// The open run of a job, with its connection and how many starts in a row found it at the same place.
///
/// # Errors
/// [`StoreError`].
pub async fn open_of(
    tx: &mut OrgTx,
    job: JobId,
) -> Result<Option<(SyncRunId, ConnectionId, i32)>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select id, connection_id, starts_in_vain from sync_runs
         where org_id = $1 and job_id = $2 and state in ('waiting', 'running')",
        org.0,
        job.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| (SyncRunId(row.id), ConnectionId(row.connection_id), row.starts_in_vain)))
}

/// Notes why a run waits for another try; its counts and place stay.
///
/// # Errors
/// [`StoreError`].
pub async fn note_waiting(
    tx: &mut OrgTx,
    run: SyncRunId,
    problem: &str,
    detail: &str,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update sync_runs set state = 'waiting', problem = $3, problem_detail = left($4, 500) where org_id = $1 and id = $2",
        org.0,
        run.0,
        problem,
        detail,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The job of an open run.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such run; `None` if it is over.
pub async fn open_job(tx: &mut OrgTx, run: SyncRunId) -> Result<Option<JobId>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!("select job_id, state from sync_runs where org_id = $1 and id = $2", org.0, run.0)
        .fetch_one(tx.conn())
        .await?;
    let state: SyncState = row.state.parse()?;
    Ok(row.job_id.filter(|_| !state.is_over()).map(JobId))
}

/// Which of these runs are still kept.
///
/// # Errors
/// [`StoreError`].
pub async fn kept(tx: &mut OrgTx, runs: &[SyncRunId]) -> Result<HashSet<SyncRunId>, StoreError> {
    let org = tx.org();
    let ids: Vec<_> = runs.iter().map(|run| run.0).collect();
    let kept =
        sqlx::query_scalar!("select id from sync_runs where org_id = $1 and id = any($2)", org.0, &ids);
    Ok(kept.fetch_all(tx.conn()).await?.into_iter().map(SyncRunId).collect())
}

/// Runs of which kinds a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RunKinds {
    /// All but those that read what events pointed at: there is one every few seconds while a shop is busy.
    #[default]
    ButEvents,
    All,
    Only(SyncKind),
}

/// Which runs a list shows.
#[derive(Debug, Clone, Default)]
pub struct RunFilter {
    pub kinds: RunKinds,
    pub connection: Option<ConnectionId>,
    pub state: Option<SyncState>,
    /// Only those that brought orders that are new or that changed.
    pub brought: bool,
    /// Only runs before this one, in the list's order.
    pub before: Option<(DateTime<Utc>, SyncRunId)>,
    pub limit: i64,
}

/// Runs, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn list(tx: &mut OrgTx, filter: &RunFilter) -> Result<Vec<SyncRunView>, StoreError> {
    views(tx, None, filter).await
}

/// One run, of whatever kind.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: SyncRunId) -> Result<SyncRunView, StoreError> {
    let only = RunFilter { kinds: RunKinds::All, limit: 1, ..RunFilter::default() };
    views(tx, Some(id), &only).await?.pop().ok_or(StoreError::NotFound)
}

async fn views(
    tx: &mut OrgTx,
    only: Option<SyncRunId>,
    filter: &RunFilter,
) -> Result<Vec<SyncRunView>, StoreError> {
    // The indexes of runs that were not of events, that brought something or that went wrong are of these rows alone.
    tx.plan_by_values().await?;
    let org = tx.org();
    let of_kind = match filter.kinds {
        RunKinds::Only(kind) => Some(kind.code()),
        RunKinds::ButEvents | RunKinds::All => None,
    };
    let rows = sqlx::query!(
        r#"select r.id, r.connection_id, c.name as connection_name, c.platform, r.kind, r.direction, r.state,
                  r.range_from, r.range_until, r.expected, r.read, r.created, r.updated, r.unchanged, r.skipped,
                  r.failed, r.waiting, r.problem, r.problem_detail, u.name as "requested_by?", r.created_at, r.started_at,
                  r.finished_at, coalesce(j.cancel_requested, false) as "cancel_requested!",
                  j.kind as "job?", case when r.state = 'waiting' and j.state = 'waiting' then j.run_at end as "next_try?"
           from sync_runs r
           join connections c on c.org_id = r.org_id and c.id = r.connection_id
           left join jobs j on j.org_id = r.org_id and j.id = r.job_id
           left join users u on u.id = r.requested_by
           where r.org_id = $1 and ($2::uuid is null or r.id = $2)
             and ($3::uuid is null or r.connection_id = $3) and ($4::text is null or r.state = $4)
             and (not $8 or r.kind <> 'webhook') and ($9::text is null or r.kind = $9) and (not $10 or r.brought)
             and ($5::timestamptz is null or (r.created_at, r.id) < ($5, $6))
           order by r.created_at desc, r.id desc limit $7"#,
        org.0,
        only.map(|id| id.0),
        filter.connection.map(|id| id.0),
        filter.state.map(SyncState::code),
        filter.before.map(|(at, _)| at),
        filter.before.map(|(_, id)| id.0),
        filter.limit,
        filter.kinds == RunKinds::ButEvents,
        of_kind,
        filter.brought,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(SyncRunView {
                id: SyncRunId(row.id),
                connection: ConnectionId(row.connection_id),
                connection_name: row.connection_name,
                platform: row.platform,
                kind: row.kind.parse()?,
                direction: row.direction.parse()?,
                state: row.state.parse()?,
                range_from: row.range_from,
                range_until: row.range_until,
                expected: row.expected,
                counts: SyncCounts {
                    read: row.read,
                    created: row.created,
                    updated: row.updated,
                    unchanged: row.unchanged,
                    skipped: row.skipped,
                    failed: row.failed,
                    waiting: row.waiting,
                },
                problem: row.problem,
                problem_detail: row.problem_detail,
                requested_by: row.requested_by,
                created_at: row.created_at,
                started_at: row.started_at,
                finished_at: row.finished_at,
                cancel_requested: row.cancel_requested,
                job: row.job.map(|kind| kind.parse()).transpose()?,
                next_try: row.next_try,
            })
        })
        .collect()
}
