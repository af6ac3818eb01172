//! The work that waits, done beside a test.

use crate::{SignedIn, template::Template};
use domain::view::connections::SyncRunView;
use hub::{
    Hub,
    permit::View,
    syncs::{self, RunFilter},
};
use std::{panic::resume_unwind, time::Duration};
use tokio::{sync::watch, task::JoinHandle, time::timeout};

/// How long a test waits for what it works for.
const PATIENCE: Duration = Duration::from_secs(100);
/// How long a worker that was told to stop may take: three times what its jobs are given.
const ENDING: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_millis(10);

/// A worker beside a test.
pub struct Worker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Worker {
    pub fn start(hub: &Hub) -> Self {
        let (stop, shutdown) = watch::channel(false);
        let hub = hub.clone();
        Self { stop, task: tokio::spawn(async move { hub::jobs::run_worker(&hub, shutdown).await }) }
    }

    /// Lets running jobs reach a place to stop at.
    ///
    /// # Panics
    /// When the worker panicked, or does not end; then with what Postgres was doing.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        match timeout(ENDING, self.task).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => resume_unwind(error.into_panic()),
            Err(_) => panic!("the worker does not end; {}", Template::share().await.activity().await),
        }
    }
}

/// Works until there is what is wanted.
///
/// # Panics
/// When there is not after 100 seconds; then with what Postgres was doing.
pub async fn work_for<T>(hub: &Hub, wanted: impl AsyncFn() -> Option<T>) -> T {
    let worker = Worker::start(hub);
    let reached = async {
        loop {
            if let Some(reached) = wanted().await {
                break reached;
            }
            tokio::time::sleep(LOOK).await;
        }
    };
    let Ok(reached) = timeout(PATIENCE, reached).await else {
        panic!("not done in time; {}", Template::share().await.activity().await);
    };
    worker.stop().await;
    reached
}

/// Works until no run of the company is open any more.
///
/// # Panics
/// When work is still open after a minute.
pub async fn work_until_idle(who: &SignedIn, hub: &Hub) {
    work_until(who, hub, |runs| runs.iter().all(|run| run.state.is_over())).await;
}

/// Works until the company's runs, the newest first, are as wanted.
///
/// # Panics
/// When they are not after a minute, or cannot be listed.
pub async fn work_until(who: &SignedIn, hub: &Hub, wanted: impl Fn(&[SyncRunView]) -> bool) {
    let cx = who.cx::<View>();
    let filter = RunFilter { limit: 100, ..RunFilter::default() };
    work_for(hub, async || wanted(&syncs::list(&cx, &filter).await.unwrap()).then_some(())).await;
}
