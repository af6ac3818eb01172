//! Jobs beside a web server: on threads, and with connections, of their own.
//!
//! An import computes for milliseconds at a time. On the threads of the web server every request would wait
//! behind it; on their own the operating system lets a request that wakes go first.

use crate::{parts::Parts, worker};
use connector_kit::OutboundPolicy;
use store::Db;
use tokio::{runtime::Builder, sync::oneshot};
use tokio_util::sync::CancellationToken;

/// The threads, until the work on them has ended.
pub struct JobThreads(oneshot::Receiver<()>);

impl JobThreads {
    /// Works until `stop` is cancelled. `db` and `outbound` are used by these threads alone: what was opened
    /// on other threads is woken by them.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(parts: &Parts, outbound: OutboundPolicy, stop: CancellationToken) -> anyhow::Result<Self> {
        let runtime = Builder::new_multi_thread().thread_name("orion-jobs").enable_all().build()?;
        let (hub, database) = (parts.hub.clone(), parts.database.config().clone());
        let (ended, is_over) = oneshot::channel();
        std::thread::Builder::new().name("orion-jobs".to_owned()).spawn(move || {
            runtime.block_on(async {
                let db = Db::open(&database);
                worker::work(hub.beside(db.clone(), outbound), stop).await;
                db.close().await;
            });
            // Nobody waits any more where the work did not end in time.
            let _ = ended.send(());
            runtime.shutdown_background();
        })?;
        Ok(Self(is_over))
    }

    /// Waits until the work has ended.
    ///
    /// # Errors
    /// When the threads died.
    pub async fn ended(self) -> anyhow::Result<()> {
        Ok(self.0.await?)
    }
}
