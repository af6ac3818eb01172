//! Connections for single statements.
//!
//! A pool of sqlx asks each connection that comes back whether it is alive, in a task of its own: as much again as a
//! small statement takes. What runs one statement needs neither: a connection whose statement ended well is as it was,
//! and any other is closed.

use crate::{
    StoreError,
    db::{ALIVE_FOR, PATIENCE},
};
use deadpool::{
    Runtime,
    managed::{Manager, Metrics, Object, Pool, PoolError, RecycleError, RecycleResult},
};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};

/// Some of them, of one role. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Quick(Pool<Connector>);

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

/// A connection for one statement, closed unless [`Self::give_back`] is called after it.
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
    /// Connections are made when they are first needed.
    pub fn open(options: PgConnectOptions, size: u32) -> Self {
        let pool = Pool::builder(Connector(options))
            .max_size(usize::try_from(size).unwrap_or(usize::MAX))
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .recycle_timeout(Some(PATIENCE));
        // Refused only for time limits without a runtime.
        match pool.build() {
            Ok(pool) => Self(pool),
            Err(error) => unreachable!("{error}"),
        }
    }

    /// # Errors
    /// [`StoreError::Unavailable`] when Postgres cannot be reached, or none is free in time.
    pub async fn one(&self) -> Result<One, StoreError> {
        let mut kept = self.0.get().await.map_err(|error| match error {
            PoolError::Backend(error) => error.into(),
            other => StoreError::Unavailable(other.to_string()),
        })?;
        kept.is_clean = false;
        Ok(One(kept))
    }

    pub fn close(&self) {
        self.0.close();
    }
}
