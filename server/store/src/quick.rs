//! Connections for single statements.
//!
//! A pool of sqlx asks each connection that comes back whether it is alive, in a task of its own: as much again as a
//! small statement takes. What runs one statement needs neither: a connection whose statement ended well is as it was,
//! and any other is given to nobody again.

use crate::{
    StoreError,
    db::{ALIVE_FOR, PATIENCE},
};
use deadpool::managed::{Manager, Metrics, Object, Pool, PoolError, QueueMode, RecycleError, RecycleResult};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::time::timeout;

/// Some of them, of one role. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Quick {
    pool: Pool<Connector>,
    since: Instant,
    /// When connections were last looked through, in seconds since then.
    swept: Arc<AtomicU64>,
}

/// A connection that rested so long is closed.
const REST: Duration = Duration::from_secs(300);
/// How often they are looked through at most.
const SWEEP: u64 = 60;

struct Connector(PgConnectOptions);

/// A connection, and whether nothing of a statement is left in it.
struct Kept {
    connection: PgConnection,
    is_clean: bool,
}

impl Manager for Connector {
    type Type = Kept;
    type Error = sqlx::Error;

    async fn create(&self) -> Result<Kept, sqlx::Error> {
        Ok(Kept { connection: PgConnection::connect_with(&self.0).await?, is_clean: true })
    }

    async fn recycle(&self, kept: &mut Kept, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        if !kept.is_clean {
            return Err(RecycleError::message("its statement did not end"));
        }
        if metrics.last_used() >= ALIVE_FOR {
            kept.connection.ping().await?;
        }
        Ok(())
    }
}

/// A connection for one statement; unless [`Self::give_back`] is called after it, nobody gets it again.
pub(crate) struct One(Object<Connector>);

impl One {
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.0.connection
    }

    pub fn give_back(mut self) {
        self.0.is_clean = true;
    }
}

impl Quick {
    /// Connections are made when they are first needed, and of those that rest the last used one is taken.
    pub fn open(options: PgConnectOptions, size: u32) -> Self {
        let pool = Pool::builder(Connector(options))
            .max_size(usize::try_from(size).unwrap_or(usize::MAX))
            .queue_mode(QueueMode::Lifo);
        match pool.build() {
            Ok(pool) => Self { pool, since: Instant::now(), swept: Arc::default() },
            Err(error) => unreachable!("a pool without time limits is built as it is told: {error}"),
        }
    }

    /// # Errors
    /// [`StoreError::Unavailable`] when Postgres cannot be reached, or none is free in time.
    pub async fn one(&self) -> Result<One, StoreError> {
        self.sweep();
        let kept = timeout(PATIENCE, self.pool.get())
            .await
            .map_err(|_| StoreError::Unavailable("no connection in time".into()))?;
        let mut kept = kept.map_err(|error| match error {
            PoolError::Backend(error) => error.into(),
            other => StoreError::Unavailable(other.to_string()),
        })?;
        kept.is_clean = false;
        Ok(One(kept))
    }

    /// Closes those that have rested for long.
    fn sweep(&self) {
        let now = self.since.elapsed().as_secs();
        let swept = self.swept.load(Ordering::Relaxed);
        let is_due = now >= swept + SWEEP;
        if is_due && self.swept.compare_exchange(swept, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            self.pool.retain(|_, metrics| metrics.last_used() < REST);
        }
    }

    pub fn close(&self) {
        self.pool.close();
    }
}
