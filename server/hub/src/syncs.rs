//! Runs of synchronisations, as people see and steer them.

use crate::{
    HubError,
    auth::OrgCx,
    integrations,
    permit::{Permit, RunSync, View},
};
use chrono::{DateTime, Utc};
use domain::{
    AuditAction, ConnectionId, Fault, FieldProblem, JobId, JobPriority, SyncKind, SyncRunId, UserId,
    view::connections::{SyncIssueView, SyncRunView},
};
use serde_json::json;
use store::{
    OrgTx, StoreError,
    jobs::{JobKind, JobLane, NewJob},
    sync_runs::NewRun,
};

pub use store::sync_runs::{RunFilter, RunKinds};

/// What is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// What changed since the last run.
    Changes,
    Everything,
    /// What was placed between two moments.
    Placed {
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    },
}

/// Starts a run of one connection.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `already_running`, or `not_connected` when the connection
/// is paused, disconnected or must be re-authorised; [`Fault::Invalid`] for a range that ends before it
/// begins or spans more than ten years; [`Fault::Conflict`] `no_orders` for an account that brings none.
pub async fn start(cx: &OrgCx<RunSync>, connection: ConnectionId, what: What) -> Result<SyncRunId, HubError> {
    let mut tx = cx.begin().await?;
    let id = begin(cx, &mut tx, connection, what, None).await?;
    tx.commit().await?;
    Ok(id)
}

async fn begin(
    cx: &OrgCx<RunSync>,
    tx: &mut OrgTx,
    connection: ConnectionId,
    what: What,
    retry_of: Option<SyncRunId>,
) -> Result<SyncRunId, HubError> {
    let id = request(tx, connection, what, cx.actor().user(), retry_of).await?;
    let name = store::connections::find(tx, connection).await?.name;
    cx.audit(
        tx,
        AuditAction::SyncStarted,
        ("connection", Some(connection.0)),
        json!({ "name": name, "run": id, "kind": kind(what).code() }),
    )
    .await?;
    Ok(id)
}

/// What became of a wish to synchronise everything.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct StartedAll {
    pub started: Vec<SyncRunId>,
    /// Runs of these were open already.
    pub already_running: usize,
    /// Paused, disconnected or to be re-authorised.
    pub not_connected: usize,
}

/// Starts a run of every connection that can be synchronised.
///
/// # Errors
/// [`HubError`].
pub async fn start_all(cx: &OrgCx<RunSync>, what: What) -> Result<StartedAll, HubError> {
    let connections = store::connections::list(&mut cx.begin().await?).await?;
    let mut all = StartedAll::default();
    for connection in connections {
        match start(cx, connection.id, what).await {
            Ok(run) => all.started.push(run),
            Err(HubError::Fault(Fault::Conflict { what })) if what == "already_running" => {
                all.already_running += 1
            }
            Err(HubError::Fault(Fault::Conflict { what })) if what == "no_orders" => {}
            Err(HubError::Fault(Fault::Conflict { .. })) => all.not_connected += 1,
            Err(other) => return Err(other),
        }
    }
    Ok(all)
}

/// Makes the run and its job in the caller's transaction.
pub(crate) async fn request(
    tx: &mut OrgTx,
    connection: ConnectionId,
    what: What,
    requested_by: Option<UserId>,
    retry_of: Option<SyncRunId>,
) -> Result<SyncRunId, HubError> {
    let range = match what {
        What::Placed { from, until } if from >= until => {
            return Err(Fault::field("until", FieldProblem::BeforeStart).into());
        }
        What::Placed { from, until } if (until - from).num_days() > 3660 => {
            return Err(Fault::field("until", FieldProblem::OutOfRange).into());
        }
        What::Placed { from, until } => (Some(from), Some(until)),
        What::Changes | What::Everything => (None, None),
    };
    integrations::must_bring_orders(tx, connection).await?;
    let (id, job) = (SyncRunId::new(), JobId::new());
    let run = NewRun { id, connection, job, kind: kind(what), range, requested_by, retry_of };
    store::sync_runs::insert(tx, &run).await.map_err(|error| match error {
        StoreError::Taken { constraint } if constraint == "sync_runs_open_key" => {
            HubError::Fault(Fault::Conflict { what: "already_running".into() })
        }
        other => other.into(),
    })?;
    // The past can wait for what is new.
    let reads_the_past =
        what != What::Changes || store::connections::cursor(tx, connection).await?.changed_until.is_none();
    let job = NewJob {
        id: job,
        connection: Some(connection),
        kind: JobKind::SyncOrders,
        lane: if reads_the_past { JobLane::Past } else { JobLane::Live },
        priority: match (requested_by.is_some(), reads_the_past) {
            (true, false) => JobPriority::Critical,
            (true, true) | (false, false) => JobPriority::Normal,
            (false, true) => JobPriority::Low,
        },
        payload: json!({ "run": id }),
    };
    store::jobs::create(tx, &job).await?;
    Ok(id)
}

/// Asks a run to stop: what was imported stays.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `already_over`.
pub async fn cancel(cx: &OrgCx<RunSync>, run: SyncRunId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    stop(cx, &mut tx, run).await?;
    Ok(tx.commit().await?)
}

/// As [`cancel`], in the caller's transaction.
pub(crate) async fn stop(cx: &OrgCx<RunSync>, tx: &mut OrgTx, run: SyncRunId) -> Result<(), HubError> {
    if !cancel_in(tx, run).await? {
        return Err(Fault::Conflict { what: "already_over".into() }.into());
    }
    let name = store::sync_runs::find(tx, run).await?.connection_name;
    let about = ("sync_run", Some(run.0));
    Ok(cx.audit(tx, AuditAction::SyncCancelled, about, json!({ "name": name })).await?)
}

pub(crate) async fn cancel_in(tx: &mut OrgTx, run: SyncRunId) -> Result<bool, HubError> {
    if !store::sync_runs::find(tx, run).await?.kind.can_be_stopped() {
        return Ok(false);
    }
    let Some(job) = store::sync_runs::open_job(tx, run).await? else { return Ok(false) };
    let Some(ended) = store::jobs::request_cancel(tx, job).await? else { return Ok(false) };
    if ended {
        let end = store::sync_runs::RunEnd { state: domain::SyncState::Cancelled, problem: None };
        crate::sync::finish(tx, run, &end).await?;
    }
    Ok(true)
}

/// Starts a run of the same kind and range as one that is over. It reads that run's failed records
/// again and goes on where that run ended early.
///
/// # Errors
/// As [`start`].
pub async fn retry(cx: &OrgCx<RunSync>, run: SyncRunId) -> Result<SyncRunId, HubError> {
    let mut tx = cx.begin().await?;
    let id = repeat(cx, &mut tx, run).await?;
    tx.commit().await?;
    Ok(id)
}

/// As [`retry`], in the caller's transaction.
pub(crate) async fn repeat(
    cx: &OrgCx<RunSync>,
    tx: &mut OrgTx,
    run: SyncRunId,
) -> Result<SyncRunId, HubError> {
    let old = store::sync_runs::find(tx, run).await?;
    let what = match (old.kind, old.range_from, old.range_until) {
        (SyncKind::Range, Some(from), Some(until)) => What::Placed { from, until },
        (SyncKind::Full, ..) => What::Everything,
        _ => What::Changes,
    };
    begin(cx, tx, old.connection, what, Some(run)).await
}

/// Runs, the newest first.
///
/// # Errors
/// [`HubError`].
pub async fn list(cx: &OrgCx<View>, filter: &RunFilter) -> Result<Vec<SyncRunView>, HubError> {
    Ok(store::sync_runs::list(&mut cx.begin().await?, filter).await?)
}

/// # Errors
/// [`Fault::NotFound`].
pub async fn find(cx: &OrgCx<View>, run: SyncRunId) -> Result<SyncRunView, HubError> {
    Ok(store::sync_runs::find(&mut cx.begin().await?, run).await?)
}

/// The records that a run did not take, failures first: at most `limit`, after `(verdict, external id)`.
///
/// # Errors
/// [`HubError`].
pub async fn issues<P: Permit>(
    cx: &OrgCx<P>,
    run: SyncRunId,
    after: Option<(&str, &str)>,
    limit: i64,
) -> Result<Vec<SyncIssueView>, HubError> {
    Ok(store::sync_runs::issues(&mut cx.begin().await?, run, after, limit).await?)
}

const fn kind(what: What) -> SyncKind {
    match what {
        What::Changes => SyncKind::Incremental,
        What::Everything => SyncKind::Full,
        What::Placed { .. } => SyncKind::Range,
    }
}
