//! The workers: they take jobs from the engine and do them under the authority of the job's row.

use crate::{Hub, HubError, permit::RunSync, sync};
use domain::{JobId, OrgId};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use store::{StoreError, jobs::JobKind};
use tokio::sync::watch;

/// Jobs that one process does at once.
const CONCURRENCY: usize = 8;
/// How long running jobs get to reach a place to stop at.
const GRACE: Duration = Duration::from_secs(8);
const HOUSEKEEPING: Duration = Duration::from_secs(30);

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
            // Another worker has the job: it is in good hands.
            Err(HubError::Store(StoreError::LeaseLost)) => Ok(()),
            Err(error) => {
                tracing::error!(org = %self.org, job = %self.job, error = &error as &dyn std::error::Error, "job failed");
                Err(error.to_string())
            }
        }
    }
}

/// Works until `shutdown` turns true, then lets running jobs reach a place to stop at.
///
/// # Errors
/// When the engine cannot be started or loses its database for good.
pub async fn run_worker(hub: &Hub, shutdown: watch::Receiver<bool>) -> Result<(), HubError> {
    let mut stop = shutdown.clone();
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
            // An error means that the process dropped the sender: it is going down as well.
            stop.wait_for(|stop| *stop).await.ok();
        })
        .init()
        .await
        .map_err(|error| HubError::Internal(format!("the job engine could not start: {error}")))?;
    let (worked, ()) = tokio::join!(worker.run(), housekeeping(hub, shutdown));
    worked.map_err(|error| HubError::Internal(format!("the job engine stopped: {error}")))
}

async fn do_job(hub: &Hub, org: OrgId, job: JobId, shutdown: watch::Receiver<bool>) -> Result<(), HubError> {
    let cx = hub.job_context::<RunSync>(org, job);
    let mut tx = cx.begin().await?;
    let started = store::jobs::start(&mut tx, job).await?;
    tx.commit().await?;
    let Some(started) = started else { return Ok(()) };
    match started.kind {
        JobKind::SyncOrders => sync::run(&cx, &started, shutdown).await,
    }
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
        if let Err(error) = start_due(hub).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "runs that are due could not be started"
            );
        }
        if rounds.is_multiple_of(120)
            && let Err(error) = clean(hub).await
        {
            tracing::warn!(error = &error as &dyn std::error::Error, "housekeeping failed");
        }
        rounds += 1;
    }
}

async fn start_due(hub: &Hub) -> Result<(), HubError> {
    for (org, connection) in store::connections::due(hub.db(), 100).await? {
        let cx = hub.job_context::<RunSync>(org, JobId::new());
        let mut tx = cx.begin().await?;
        match crate::syncs::request(&mut tx, connection, crate::syncs::What::Changes, None).await {
            Ok(_) => tx.commit().await?,
            // Somebody else started or stopped it in this moment.
            Err(HubError::Fault(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

async fn clean(hub: &Hub) -> Result<(), HubError> {
    store::migrate::maintain_partitions(hub.db(), hub.config().keep_payload_days).await?;
    store::sessions::prune(hub.db()).await?;
    store::throttle::prune(hub.db()).await?;
    for orphans in store::integrity::orphans(hub.db(), 1).await? {
        tracing::error!(
            reference = orphans.reference,
            rows = orphans.rows,
            "rows point at something that is not there"
        );
    }
    Ok(())
}
