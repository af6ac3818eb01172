//! The workers: they take jobs from the engine and do them under the authority of the job's row.

use crate::{Hub, HubError, actions, auth::OrgCx, permit::RunSync, sync, webhooks};
use domain::{ConnectionId, Fault, JobId, OrgId};
use futures::FutureExt;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use std::{
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};
use store::{
    StoreError,
    jobs::{End, JobKind, StartedJob},
};
use tokio::sync::watch;

/// Jobs that one process does at once.
const CONCURRENCY: usize = 8;
/// How long running jobs get to reach a place to stop at.
const GRACE: Duration = Duration::from_secs(6);
const HOUSEKEEPING: Duration = Duration::from_secs(30);
/// Rounds of housekeeping from one cleaning to the next: an hour.
const CLEANING: u64 = 120;
/// Rounds from one search for orphans to the next: a day. The first one waits an hour.
const ORPHANS: u64 = 24 * CLEANING;
/// How long to wait before an engine that ended is started again: twice as long each time, up to
/// the second one.
const PAUSE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));
/// An engine that ran this long is none that ends over and over.
const STEADY: Duration = Duration::from_secs(60);

/// What the engine holds of a job: whose it is and where its row lies.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct RunJob {
    org: OrgId,
    job: JobId,
}

/// What a handler finds in the engine's context.
#[derive(Debug, Clone)]
struct Workshop {
    hub: Hub,
    shutdown: watch::Receiver<bool>,
}

impl TaskHandler for RunJob {
    const IDENTIFIER: &'static str = "run_job";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let Some(workshop) = context.get_ext::<Workshop>() else {
            return Err("the worker was started without its parts".to_owned());
        };
        match do_job(&workshop.hub, self.org, self.job, workshop.shutdown.clone()).await {
            Ok(()) => Ok(()),
            // Another worker has the job, or it was ended: it is in good hands.
            Err(HubError::Store(StoreError::LeaseLost)) => Ok(()),
            Err(error) => {
                tracing::warn!(org = %self.org, job = %self.job, error = &error as &dyn std::error::Error, "the engine will start the job again");
                Err(error.to_string())
            }
        }
    }
}

/// Works until `shutdown` turns true, then lets running jobs reach a place to stop at. An engine that
/// loses its database is started again.
pub async fn run_worker(hub: &Hub, shutdown: watch::Receiver<bool>) {
    tokio::join!(keep_working(hub, shutdown.clone()), housekeeping(hub, shutdown));
}

async fn keep_working(hub: &Hub, mut shutdown: watch::Receiver<bool>) {
    let (shortest, longest) = PAUSE;
    let mut pause = shortest;
    loop {
        let began = Instant::now();
        let worked = work(hub, &shutdown).await;
        if let Err(error) = worked {
            tracing::error!(error = &error as &dyn std::error::Error, "no jobs are taken");
        }
        if began.elapsed() > STEADY {
            pause = shortest;
        }
        tokio::select! {
            // An error means that the process dropped the sender: it is going down as well.
            _ = shutdown.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
        pause = (pause * 2).min(longest);
    }
}

/// Says that no jobs are taken any more, however the work ended.
struct AtWork<'h>(&'h Hub);

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.0.set_at_work(false);
    }
}

/// Takes jobs until `shutdown` turns true or the engine ends: it does when its database does not
/// answer once.
async fn work(hub: &Hub, shutdown: &watch::Receiver<bool>) -> Result<(), HubError> {
    let mut stop = shutdown.clone();
    let _idle_again = AtWork(hub);
    let worker = hub
        .db()
        .queue_database()
        .worker_options()
        .concurrency(CONCURRENCY)
        .poll_interval(Duration::from_secs(1))
        .define_job::<RunJob>()
        .add_extension(Workshop { hub: hub.clone(), shutdown: shutdown.clone() })
        .heartbeat_interval(Duration::from_secs(5))
        .sweep_interval(Duration::from_secs(10))
        .sweep_threshold(Duration::from_secs(25))
        .recovery_delay(Duration::ZERO)
        .listen_os_shutdown_signals(false)
        .shutdown_grace_period(GRACE)
        .shutdown_interrupted_job_retry_delay(Duration::ZERO)
        .shutdown_signal(async move {
            stop.wait_for(|stop| *stop).await.ok();
        })
        .init()
        .await
        .map_err(|error| HubError::Internal(format!("the job engine could not start: {error}")))?;
    hub.set_at_work(true);
    tracing::info!("jobs are taken");
    worker.run().await.map_err(|error| HubError::Internal(format!("the job engine stopped: {error}")))
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
        | JobKind::CheckCompleteness => give_up(&cx, &started, &error).await,
    }
}

/// Ends a job that had an error of our own. What it left is tried again later.
async fn give_up(cx: &OrgCx<RunSync>, job: &StartedJob, error: &HubError) -> Result<(), HubError> {
    tracing::error!(job = %job.id, error = error as &dyn std::error::Error, "a job was given up");
    let mut tx = cx.begin().await?;
    if job.kind == JobKind::LookAtPlan {
        actions::give_up_plan(&mut tx, job).await?;
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
            JobKind::SyncOrders | JobKind::SendAction | JobKind::LookAtPlan => {}
        }
    }
    store::jobs::finish(&mut tx, job, End::Failed("an internal error")).await?;
    Ok(tx.commit().await?)
}

/// Starts automatic runs that are due, makes tomorrow's partitions, removes what has expired.
async fn housekeeping(hub: &Hub, mut shutdown: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(HOUSEKEEPING);
    let mut rounds: u64 = 0;
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = shutdown.wait_for(|stop| *stop) => return,
        }
        told("runs that are due could not be started", start_due(hub).await);
        told("webhooks could not be looked at", webhooks::start_due(hub).await);
        told("checks that are due could not be started", crate::completeness::start_due(hub).await);
        if rounds.is_multiple_of(CLEANING) {
            told("housekeeping failed", clean(hub).await);
        }
        if rounds % ORPHANS == CLEANING {
            told("orphans could not be looked for", look_for_orphans(hub).await);
        }
        rounds += 1;
    }
}

fn told(what: &str, done: Result<(), HubError>) {
    if let Err(error) = done {
        tracing::warn!(error = &error as &dyn std::error::Error, "{what}");
    }
}

async fn start_due(hub: &Hub) -> Result<(), HubError> {
    for (org, connection) in store::connections::due(hub.db(), 100).await? {
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

async fn start_one(hub: &Hub, org: OrgId, connection: ConnectionId) -> Result<(), HubError> {
    let mut tx = hub.job_context::<RunSync>(org, JobId::new()).begin().await?;
    crate::syncs::request(&mut tx, connection, crate::syncs::What::Changes, None, None).await?;
    Ok(tx.commit().await?)
}

async fn clean(hub: &Hub) -> Result<(), HubError> {
    store::migrate::maintain_partitions(hub.db(), hub.config().keep_payload_days).await?;
    store::sessions::prune(hub.db()).await?;
    store::connections::consent::prune(hub.db()).await?;
    store::throttle::prune(hub.db()).await?;
    store::webhooks::prune_ids(hub.db()).await?;
    store::actions::prune_plans(hub.db()).await?;
    store::jobs::prune(hub.db()).await?;
    store::completeness::prune(hub.db(), hub.config().check_days).await?;
    store::call_stats::prune(hub.db()).await?;
    store::heartbeats::prune(hub.db()).await?;
    Ok(())
}

async fn look_for_orphans(hub: &Hub) -> Result<(), HubError> {
    for orphans in store::integrity::orphans(hub.db(), 1).await? {
        tracing::error!(
            reference = orphans.reference,
            rows = orphans.rows,
            "rows point at something that is not there"
        );
    }
    Ok(())
}
