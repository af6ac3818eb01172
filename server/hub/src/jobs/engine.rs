//! The engines of a process: one for what is new, one for what reads the past.

use super::do_job;
use crate::{Hub, HubError};
use domain::{JobId, JobLane, OrgId};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, Worker, WorkerContext};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use store::StoreError;
use tokio::sync::watch;

/// How long running jobs get to reach a place to stop at.
const GRACE: Duration = Duration::from_secs(6);
/// How long to wait before an engine that ended is started again: twice as long each time, up to
/// the second one.
const PAUSE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));
/// An engine that ran this long is none that ends over and over.
const STEADY: Duration = Duration::from_secs(60);

/// Jobs that one process does at once. Each is more than one organisation is given (`admit_jobs`), so that none
/// has all of them.
const fn concurrency(lane: JobLane) -> usize {
    match lane {
        JobLane::Live => 6,
        JobLane::Past => 4,
    }
}

/// What the engine holds of a job: whose it is and where its row lies.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct RunJob {
    org: OrgId,
    job: JobId,
}

/// The same of a job that reads the past.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
struct RunPastJob(RunJob);

/// What a handler finds in the engine's context.
#[derive(Debug, Clone)]
struct Workshop {
    hub: Hub,
    shutdown: watch::Receiver<bool>,
}

impl TaskHandler for RunJob {
    const IDENTIFIER: &'static str = "run_job";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        self.run_in(&context).await
    }
}

impl TaskHandler for RunPastJob {
    const IDENTIFIER: &'static str = "run_past_job";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        self.0.run_in(&context).await
    }
}

impl RunJob {
    async fn run_in(self, context: &WorkerContext) -> Result<(), String> {
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

/// Works until `shutdown` turns true. An engine that loses its database is started again.
pub(super) async fn keep_working(hub: &Hub, mut shutdown: watch::Receiver<bool>) {
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

/// Takes jobs until `shutdown` turns true or an engine ends: it does when its database does not answer
/// once. Then the other one is told to end too.
async fn work(hub: &Hub, shutdown: &watch::Receiver<bool>) -> Result<(), HubError> {
    let _idle_again = AtWork(hub);
    let (end, ended) = watch::channel(false);
    let live = engine(hub, JobLane::Live, shutdown, &ended).await?;
    let past = engine(hub, JobLane::Past, shutdown, &ended).await?;
    hub.set_at_work(true);
    tracing::info!("jobs are taken");
    let run = async |engine: Worker| {
        let outcome = engine.run().await;
        hub.set_at_work(false);
        end.send_replace(true);
        outcome
    };
    let (live, past) = tokio::join!(run(live), run(past));
    live.and(past).map_err(|error| HubError::Internal(format!("the job engine stopped: {error}")))
}

async fn engine(
    hub: &Hub,
    lane: JobLane,
    shutdown: &watch::Receiver<bool>,
    ended: &watch::Receiver<bool>,
) -> Result<Worker, HubError> {
    let (mut stop, mut ended) = (shutdown.clone(), ended.clone());
    let options = hub
        .db()
        .queue_database()
        .worker_options()
        .concurrency(concurrency(lane))
        .poll_interval(Duration::from_secs(1))
        .add_extension(Workshop { hub: hub.clone(), shutdown: shutdown.clone() })
        .heartbeat_interval(Duration::from_secs(5))
        .sweep_interval(Duration::from_secs(10))
        .sweep_threshold(Duration::from_secs(25))
        .recovery_delay(Duration::ZERO)
        .listen_os_shutdown_signals(false)
        .shutdown_grace_period(GRACE)
        .shutdown_interrupted_job_retry_delay(Duration::ZERO)
        .shutdown_signal(async move {
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => {}
                _ = ended.wait_for(|ended| *ended) => {}
            }
        });
    let options = match lane {
        JobLane::Live => options.define_job::<RunJob>(),
        JobLane::Past => options.define_job::<RunPastJob>(),
    };
    options
        .init()
        .await
        .map_err(|error| HubError::Internal(format!("the job engine could not start: {error}")))
}
