//! Jobs beside a web server: on threads, and with connections, of their own.
//!
//! An import computes for milliseconds at a time. On the threads of the web server every request would wait
//! behind it; on their own the operating system lets a request that wakes go first.

use crate::{parts::Parts, worker};
use anyhow::Context;
use connector_kit::OutboundPolicy;
use std::time::Duration;
use store::Db;
use tokio::{runtime::Builder, sync::oneshot, time::timeout};
use tokio_util::sync::CancellationToken;

/// How long connections may take to end that a stuck job still holds.
const CLOSE_WITHIN: Duration = Duration::from_secs(3);

/// The threads, until the work on them has ended.
pub struct JobThreads(oneshot::Receiver<()>);

impl JobThreads {
    /// Works until `stop` is cancelled. `outbound` is used by these threads alone: what was opened on other
    /// threads is woken by them.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(parts: &Parts, outbound: OutboundPolicy, stop: CancellationToken) -> anyhow::Result<Self> {
        let runtime = Builder::new_multi_thread().thread_name("orion-jobs").enable_all().build()?;
        let (hub, database) = (parts.hub.clone(), parts.database.config().of_jobs());
        let (ended, is_over) = oneshot::channel();
        std::thread::Builder::new().name("orion-jobs".to_owned()).spawn(move || {
            runtime.block_on(async {
                let db = Db::open(&database);
                worker::work(hub.beside(db.clone(), outbound), stop).await;
                if timeout(CLOSE_WITHIN, db.close()).await.is_err() {
                    tracing::warn!("some connections of jobs did not end in time");
                }
            });
            // A task that is left over must not hold the process.
            runtime.shutdown_background();
            // Nobody listens where this came too late.
            let _ = ended.send(());
        })?;
        Ok(Self(is_over))
    }

    /// Waits until the work has ended. Where it ends by itself, so does the process: it would look alive
    /// and do nothing.
    ///
    /// # Errors
    /// When nobody had asked for the end.
    pub async fn or_stop(self, stop: CancellationToken) -> anyhow::Result<()> {
        let ended = self.0.await.context("the threads of the jobs died; the log says why");
        if stop.is_cancelled() {
            return ended;
        }
        stop.cancel();
        ended.and_then(|()| anyhow::bail!("the jobs ended by themselves"))
    }
}
