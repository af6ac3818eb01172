//! The workers: they take jobs from the engine and do them under the authority of the job's row.

mod admission;
mod cleaning;
mod engine;

pub use cleaning::clean;

use crate::{
    Hub, HubError, actions, analytics, auth::OrgCx, permit::RunSync, replays, sync, validation, webhooks,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ConnectionId, Fault, JobId, OrgId, SyncRunId, view::day::hour_of};
use futures::FutureExt;
use std::{panic::AssertUnwindSafe, time::Duration};
use store::{
    StoreError,
    jobs::{End, JobKind, StartedJob},
};
use tokio::sync::watch;

const HOUSEKEEPING: Duration = Duration::from_secs(30);
/// After an hour, until all of its events are surely written.
const SETTLED: TimeDelta = TimeDelta::minutes(10);

/// Works until `shutdown` turns true, then lets running jobs reach a place to stop at. An engine that
/// loses its database is started again.
pub async fn run_worker(hub: &Hub, shutdown: watch::Receiver<bool>) {
    let (engine, due) =
        (engine::keep_working(hub, shutdown.clone()), admission::keep_looking(hub, shutdown.clone()));
    let clean = cleaning::keep_clean(hub, shutdown.clone());
    let products = analytics::keep_added_up(hub, shutdown.clone());
    tokio::join!(engine, due, clean, products, housekeeping(hub, shutdown));
}

async fn do_job(hub: &Hub, org: OrgId, job: JobId, shutdown: watch::Receiver<bool>) -> Result<(), HubError> {
    let cx = hub.job_context::<RunSync>(org, job);
    let mut tx = cx.begin().await?;
    let started = store::jobs::start(&mut tx, job).await?;
    tx.commit().await?;
    let Some(started) = started else { return Ok(()) };
    store::crash::step("job.started");
    let done = match started.kind {
        JobKind::SyncOrders => AssertUnwindSafe(sync::run(&cx, &started, shutdown)).catch_unwind().await,
        JobKind::DrainEvents => {
            AssertUnwindSafe(webhooks::drain(&cx, &started, shutdown)).catch_unwind().await
        }
        JobKind::RegisterWebhooks => AssertUnwindSafe(webhooks::register(&cx, &started)).catch_unwind().await,
        JobKind::SendAction => AssertUnwindSafe(actions::run(&cx, &started)).catch_unwind().await,
        JobKind::LookAtPlan => AssertUnwindSafe(actions::look_at_plan(&cx, &started)).catch_unwind().await,
        JobKind::CheckCompleteness => {
            AssertUnwindSafe(sync::check(&cx, &started, shutdown)).catch_unwind().await
        }
        JobKind::Replay => AssertUnwindSafe(replays::run(&cx, &started, shutdown)).catch_unwind().await,
        JobKind::Validate => AssertUnwindSafe(validation::run(&cx, &started, shutdown)).catch_unwind().await,
        JobKind::WriteResults => {
            AssertUnwindSafe(validation::write(&cx, &started, shutdown)).catch_unwind().await
        }
        JobKind::ImportCatalogue => {
            AssertUnwindSafe(validation::run_import(&cx, &started, shutdown)).catch_unwind().await
        }
        JobKind::Correct => {
            AssertUnwindSafe(validation::run_correction(&cx, &started, shutdown)).catch_unwind().await
        }
    };
    let error = match done {
        Ok(Ok(())) => return Ok(()),
        // Nothing can be written down now.
        Ok(Err(error @ (HubError::Store(StoreError::LeaseLost) | HubError::Fault(Fault::Unavailable)))) => {
            return Err(error);
        }
        Ok(Err(error)) => error,
        Err(_) => HubError::Internal("the job panicked".into()),
    };
    match started.kind {
        JobKind::SyncOrders => sync::trouble(&cx, &started, error).await,
        JobKind::SendAction => {
            tracing::error!(job = %started.id, error = &error as &dyn std::error::Error, "an action is put off");
            actions::put_off(&cx, &started).await
        }
        JobKind::DrainEvents
        | JobKind::RegisterWebhooks
        | JobKind::LookAtPlan
        | JobKind::CheckCompleteness
        | JobKind::Replay
        | JobKind::Validate
        | JobKind::WriteResults
        | JobKind::Correct
        | JobKind::ImportCatalogue => give_up(&cx, &started, &error).await,
    }
}

/// Ends a job that had an error of our own. What it left is tried again later.
async fn give_up(cx: &OrgCx<RunSync>, job: &StartedJob, error: &HubError) -> Result<(), HubError> {
    tracing::error!(job = %job.id, error = error as &dyn std::error::Error, "a job was given up");
    let mut tx = cx.begin().await?;
    if job.kind == JobKind::LookAtPlan {
        actions::give_up_plan(&mut tx, job).await?;
    }
    if job.kind == JobKind::Replay {
        replays::give_up(&mut tx, job).await?;
    }
    if matches!(job.kind, JobKind::Validate | JobKind::Correct | JobKind::ImportCatalogue) {
        validation::give_up(&mut tx, job).await?;
    }
    if job.kind == JobKind::WriteResults {
        validation::give_up_writing(&mut tx, job).await?;
    }
    if let Some(connection) = job.connection {
        store::sync_runs::abandon_runs_beside(&mut tx, connection, job.kind).await?;
        let reason = ("internal", "an error of Orion's own, which is in its log");
        match job.kind {
            JobKind::DrainEvents => webhooks::put_off_due(&mut tx, connection, reason).await?,
            JobKind::RegisterWebhooks => {
                store::webhooks::note_registration(&mut tx, connection, Some(reason)).await?;
            }
            JobKind::CheckCompleteness => sync::put_off(&mut tx, connection, reason).await?,
            JobKind::SyncOrders
            | JobKind::SendAction
            | JobKind::LookAtPlan
            | JobKind::Replay
            | JobKind::Validate
            | JobKind::WriteResults
            | JobKind::Correct
            | JobKind::ImportCatalogue => {}
        }
    }
    store::jobs::finish(&mut tx, job, End::Failed("an internal error")).await?;
    Ok(tx.commit().await?)
}

/// Starts what is due by itself, and finds what the engine has lost.
async fn housekeeping(hub: &Hub, mut shutdown: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(HOUSEKEEPING);
    let mut summed = None;
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = shutdown.wait_for(|stop| *stop) => return,
        }
        told("jobs that wait could not be looked at", admission::sweep(hub).await);
        told("events could not be added up", sum_events(hub, &mut summed).await);
        told("runs whose worker is gone could not be ended", end_abandoned(hub).await);
        told("runs that are due could not be started", start_due(hub).await);
        told("webhooks could not be looked at", webhooks::start_due(hub).await);
        told("checks that are due could not be started", crate::completeness::start_due(hub).await);
        told("checks of sheets that are due could not be started", start_due_checks(hub).await);
        told("plans could not be looked at", crate::plans::settle(hub).await);
        told("orders that wait could not be let in", replays::release_parked(hub).await);
    }
}

fn told(what: &str, done: Result<(), HubError>) {
    if let Err(error) = done {
        tracing::warn!(error = &error as &dyn std::error::Error, "{what}");
    }
}

/// Starts the checks of sheets that are due; done every half minute. Several processes may do so at once.
///
/// # Errors
/// [`HubError`] when it cannot be asked which are.
pub async fn start_due_checks(hub: &Hub) -> Result<(), HubError> {
    validation::start_due(hub).await
}

async fn start_due(hub: &Hub) -> Result<(), HubError> {
    for (org, connection) in store::connections::due(hub.db(), None, 100).await? {
        match start_one(hub, org, connection).await {
            // Somebody else started or stopped it in this moment.
            Ok(()) | Err(HubError::Fault(Fault::Conflict { .. } | Fault::NotFound)) => {}
            // One company's trouble is not the others'.
            Err(error) => tracing::error!(
                %org, %connection, error = &error as &dyn std::error::Error,
                "a run that is due could not be started"
            ),
        }
    }
    Ok(())
}

/// Adds up the events of the hours that are over, once after each hour.
async fn sum_events(hub: &Hub, summed: &mut Option<DateTime<Utc>>) -> Result<(), HubError> {
    let hour = hour_of(Utc::now() - SETTLED);
    if *summed != Some(hour) {
        store::health::sum_events(hub.db()).await?;
        *summed = Some(hour);
    }
    Ok(())
}

/// Ends the runs that read single orders and whose worker is gone. The job's next start would do that too; it may be hours away.
async fn end_abandoned(hub: &Hub) -> Result<(), HubError> {
    for (org, run) in store::sync_runs::open_beside(hub.db()).await? {
        // One that cannot be ended holds up no other.
        match end_if_abandoned(hub, org, run).await {
            Ok(false) => {}
            Ok(true) => tracing::warn!(%org, %run, "a run was left by its worker and is ended"),
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, %org, %run, "a run cannot be ended")
            }
        }
    }
    Ok(())
}

async fn end_if_abandoned(hub: &Hub, org: OrgId, run: SyncRunId) -> Result<bool, HubError> {
    let mut tx = hub.job_context::<RunSync>(org, JobId::new()).begin().await?;
    let is_ended = store::sync_runs::abandon_if_unheld(&mut tx, run).await?;
    tx.commit().await?;
    Ok(is_ended)
}

async fn start_one(hub: &Hub, org: OrgId, connection: ConnectionId) -> Result<(), HubError> {
    let mut tx = hub.job_context::<RunSync>(org, JobId::new()).begin().await?;
    crate::syncs::request(&mut tx, connection, crate::syncs::What::Changes, None, None).await?;
    Ok(tx.commit().await?)
}
