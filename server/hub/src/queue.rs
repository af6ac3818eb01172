//! Background work as people see and steer it: what waits, runs and failed for good.

use crate::{
    HubError, actions, alerts,
    auth::OrgCx,
    permit::{FulfilOrders, RunSync, View},
    syncs, validation, webhooks,
};
use chrono::{DateTime, Utc};
use domain::{
    AuditAction, Fault, JobId, JobKind,
    view::queue::{JobView, QueueView},
};
use serde_json::json;
use store::{OrgTx, jobs::FailedJob};

pub use store::jobs::JobFilter;

/// Jobs of the dead letter that are asked for again at a time.
const MOST: i64 = 200;

/// How much is undone, and what is paused.
///
/// # Errors
/// [`HubError`].
pub async fn view(cx: &OrgCx<View>) -> Result<QueueView, HubError> {
    let mut tx = cx.begin().await?;
    Ok(QueueView { counts: store::jobs::counts(&mut tx).await?, pauses: store::jobs::pauses(&mut tx).await? })
}

/// Jobs that are open, the oldest first, or that failed for good, the newest first.
///
/// # Errors
/// [`HubError`].
pub async fn list(cx: &OrgCx<View>, filter: &JobFilter) -> Result<Vec<JobView>, HubError> {
    Ok(store::jobs::list(&mut cx.begin().await?, filter).await?)
}

/// Pauses a kind: what runs goes on to its end, what waits stays. Tells whether it was not paused before.
///
/// # Errors
/// [`HubError`].
pub async fn pause(cx: &OrgCx<RunSync>, kind: JobKind) -> Result<bool, HubError> {
    let mut tx = cx.begin().await?;
    let is_new = store::jobs::pause(&mut tx, kind, cx.actor().user()).await?;
    if is_new {
        cx.audit(&mut tx, AuditAction::QueuePaused, ("queue", None), json!({ "kind": kind.code() })).await?;
    }
    tx.commit().await?;
    Ok(is_new)
}

/// Lets a kind go on. Tells whether it was paused.
///
/// # Errors
/// [`HubError`].
pub async fn resume(cx: &OrgCx<RunSync>, kind: JobKind) -> Result<bool, HubError> {
    let mut tx = cx.begin().await?;
    let is_new = store::jobs::resume(&mut tx, kind).await?;
    if is_new {
        cx.audit(&mut tx, AuditAction::QueueResumed, ("queue", None), json!({ "kind": kind.code() })).await?;
    }
    tx.commit().await?;
    Ok(is_new)
}

/// Asks an open job to stop, by the rules of what it does.
///
/// # Errors
/// [`Fault::NotFound`], also for one that is over; [`Fault::Conflict`] `not_cancellable`, `already_over`, or
/// `action_begun` when the channel may be at it; [`Fault::Forbidden`].
pub async fn cancel(cx: &OrgCx<RunSync>, job: JobId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let open = store::jobs::open(&mut tx, job).await?;
    let refused = || HubError::from(Fault::Conflict { what: "not_cancellable".into() });
    if !open.kind.can_be_cancelled(open.standing) {
        return Err(refused());
    }
    match (open.run, open.action, open.plan) {
        _ if open.kind == JobKind::CheckCompleteness => {
            // One that runs stops after its window, and puts the next one off itself.
            if store::jobs::request_cancel(&mut tx, job).await? == Some(true)
                && let Some(connection) = &open.connection
            {
                // Its worker is gone: what it left open would stay so until the next check.
                store::sync_runs::abandon_runs_beside(&mut tx, connection.id, open.kind).await?;
                crate::sync::put_check_off(&mut tx, connection.id).await?;
            }
            told(cx, &mut tx, AuditAction::QueueCancelled, job, open.kind).await?;
        }
        _ if matches!(open.kind, JobKind::Validate | JobKind::Correct | JobKind::ImportCatalogue) => {
            let ended = store::jobs::request_cancel(&mut tx, job).await?;
            if ended == Some(true) {
                validation::end_cancelled(&mut tx, job).await?;
            }
            told(cx, &mut tx, AuditAction::QueueCancelled, job, open.kind).await?;
        }
        (Some(run), ..) => syncs::stop(cx, &mut tx, run).await?,
        (_, Some(action), _) => {
            // Its job finds nothing left to do.
            actions::close_in(&cx.also::<FulfilOrders>()?, &mut tx, action).await?;
        }
        (.., Some(plan)) => {
            cx.also::<FulfilOrders>()?;
            // One that a worker has just taken goes on to its end.
            if store::jobs::request_cancel(&mut tx, job).await? != Some(true) {
                return Err(refused());
            }
            store::actions::cancel_looking(&mut tx, plan, cx.actor().user()).await?;
            told(cx, &mut tx, AuditAction::QueueCancelled, job, open.kind).await?;
        }
        (None, None, None) => return Err(refused()),
    }
    Ok(tx.commit().await?)
}

/// Asks once more for what a job failed to do, by the rules of what it does. Pressed twice, it is asked once.
///
/// # Errors
/// [`Fault::NotFound`] if no such job failed; [`Fault::Conflict`] `not_redrivable`, `already_running`,
/// `not_connected`, or `action_over`; [`Fault::Forbidden`].
pub async fn redrive(cx: &OrgCx<RunSync>, job: JobId) -> Result<(), HubError> {
    ask_again(cx, job).await.map(|_| ())
}

/// Whether it was asked for now, and not before by somebody else.
async fn ask_again(cx: &OrgCx<RunSync>, job: JobId) -> Result<bool, HubError> {
    let mut tx = cx.begin().await?;
    let Some(failed) = store::jobs::settle(&mut tx, job).await? else { return Ok(false) };
    let id_of = |name: &str| failed.payload.get(name).and_then(|id| id.as_str());
    let refused = || Fault::Conflict { what: "not_redrivable".into() };
    match failed {
        FailedJob { kind: JobKind::SyncOrders, .. } => {
            let run = id_of("run").and_then(|id| id.parse().ok()).ok_or_else(refused)?;
            syncs::repeat(cx, &mut tx, run).await?;
        }
        FailedJob { kind: JobKind::SendAction, .. } => {
            let action = id_of("action").and_then(|id| id.parse().ok()).ok_or_else(refused)?;
            actions::look_again_in(&cx.also::<FulfilOrders>()?, &mut tx, action).await?;
        }
        FailedJob { kind: JobKind::DrainEvents, connection: Some(connection), .. } => {
            webhooks::replay_failed(cx, &mut tx, connection).await?;
        }
        FailedJob { kind: JobKind::RegisterWebhooks, connection: Some(connection), .. } => {
            webhooks::register_again(&mut tx, connection).await?;
        }
        FailedJob { kind: JobKind::CheckCompleteness, connection: Some(connection), .. } => {
            store::jobs::create_once(&mut tx, connection, JobKind::CheckCompleteness, None).await?;
        }
        FailedJob { .. } => return Err(refused().into()),
    }
    told(cx, &mut tx, AuditAction::QueueRedriven, job, failed.kind).await?;
    tx.commit().await?;
    Ok(true)
}

/// A job of the dead letter.
///
/// # Errors
/// [`Fault::NotFound`], also for one that somebody has asked for again or given up.
pub async fn failed(cx: &OrgCx<View>, job: JobId) -> Result<JobView, HubError> {
    Ok(store::jobs::failed(&mut cx.begin().await?, job).await?)
}

/// Gives up what a job failed to do: it leaves the dead letter, and an alert that was for it alone is over. Pressed twice, it is
/// given up once.
///
/// # Errors
/// [`Fault::NotFound`] if no such job failed; [`Fault::Forbidden`].
pub async fn dismiss(cx: &OrgCx<RunSync>, job: JobId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let Some(FailedJob { kind, .. }) = store::jobs::settle(&mut tx, job).await? else { return Ok(()) };
    may_dismiss(cx, kind)?;
    told(cx, &mut tx, AuditAction::QueueDismissed, job, kind).await?;
    alerts::dead_letter_shrank(&mut tx, kind).await?;
    Ok(tx.commit().await?)
}

/// Gives up everything of a kind that had failed by a moment; how many jobs that were.
///
/// # Errors
/// [`Fault::Forbidden`].
pub async fn dismiss_all(
    cx: &OrgCx<RunSync>,
    kind: JobKind,
    until: DateTime<Utc>,
) -> Result<usize, HubError> {
    may_dismiss(cx, kind)?;
    let mut tx = cx.begin().await?;
    let jobs = store::jobs::settle_all(&mut tx, kind, until).await?;
    if !jobs.is_empty() {
        let what = json!({ "kind": kind.code(), "jobs": jobs });
        cx.audit(&mut tx, AuditAction::QueueAllDismissed, ("queue", None), what).await?;
        alerts::dead_letter_shrank(&mut tx, kind).await?;
    }
    tx.commit().await?;
    Ok(jobs.len())
}

/// What was to be done with sales is given up by those who may do it.
fn may_dismiss(cx: &OrgCx<RunSync>, kind: JobKind) -> Result<(), Fault> {
    if kind.acts_on_sales() { cx.also::<FulfilOrders>().map(|_| ()) } else { Ok(()) }
}

async fn told(
    cx: &OrgCx<RunSync>,
    tx: &mut OrgTx,
    what: AuditAction,
    job: JobId,
    kind: JobKind,
) -> Result<(), HubError> {
    Ok(cx.audit(tx, what, ("job", Some(job.0)), json!({ "kind": kind.code() })).await?)
}

/// What became of a wish to ask for all again that failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Redriven {
    pub asked: usize,
    /// Those that stay: what they need is not there now.
    pub refused: usize,
}

/// Asks once more for everything of a kind that failed.
///
/// # Errors
/// [`Fault::Conflict`] `not_redrivable`; [`Fault::Forbidden`].
pub async fn redrive_all(cx: &OrgCx<RunSync>, kind: JobKind) -> Result<Redriven, HubError> {
    if !kind.can_be_redriven() {
        return Err(Fault::Conflict { what: "not_redrivable".into() }.into());
    }
    let failed = store::jobs::failed_of(&mut cx.begin().await?, kind, MOST).await?;
    let mut became = Redriven::default();
    for job in failed {
        match ask_again(cx, job).await {
            Ok(true) => became.asked += 1,
            Ok(false) => {}
            Err(HubError::Fault(Fault::Conflict { .. } | Fault::NotFound)) => became.refused += 1,
            Err(other) => return Err(other),
        }
    }
    Ok(became)
}
