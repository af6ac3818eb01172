//! The database of this process: the one of `DATABASE_URL`, or a private Postgres.

use crate::config::Settings;
use anyhow::Context;
use private_postgres::{DataDir, PrivatePostgres};
use secrecy::ExposeSecret;
use std::{sync::Arc, time::Duration};
use store::{Db, DbConfig};
use tokio::task::{AbortHandle, spawn_blocking};

const TEND_EVERY: Duration = Duration::from_secs(5);

/// An open database at this version's schema.
pub struct Database {
    pub db: Db,
    private: Option<(Arc<PrivatePostgres>, AbortHandle)>,
}

impl Database {
    /// Starts or finds Postgres, and brings roles and tables to this version.
    ///
    /// # Errors
    /// With what to do, where something can be done.
    pub async fn open(settings: &Settings, data_dir: &DataDir) -> anyhow::Result<Self> {
        let (url, private) = match &settings.database_url {
            Some(url) => (url.clone(), None),
            None => {
                let data_dir = data_dir.clone();
                let private = spawn_blocking(move || PrivatePostgres::start_or_attach(&data_dir)).await??;
                (private.location().url(), Some(Arc::new(private)))
            }
        };
        // The URL holds a password, so the parser's words, which may quote it, are not passed on.
        let options =
            url.expose_secret().parse().map_err(|_| anyhow::anyhow!("DATABASE_URL cannot be read"))?;
        let config = DbConfig { options, app_connections: settings.database_connections };
        store::migrate::run(&config.options).await.context("the database cannot be prepared")?;
        let private = private.map(|private| {
            let tending = tokio::spawn(tend(private.clone())).abort_handle();
            (private, tending)
        });
        Ok(Self { db: Db::open(&config), private })
    }

    /// Closes the connections, and stops a private Postgres that nobody else uses.
    ///
    /// # Errors
    /// When Postgres does not stop.
    pub async fn close(self) -> anyhow::Result<()> {
        self.db.close().await;
        let Some((private, tending)) = self.private else { return Ok(()) };
        tending.abort();
        spawn_blocking(move || {
            // A round of tending may still hold it; dropping the last share stops Postgres too.
            Arc::into_inner(private).map_or(Ok(()), PrivatePostgres::stop)
        })
        .await?
        .context("the private Postgres did not stop")
    }
}

/// Starts Postgres again where it died, and keeps its log small.
async fn tend(private: Arc<PrivatePostgres>) {
    loop {
        tokio::time::sleep(TEND_EVERY).await;
        let tended = private.clone();
        match spawn_blocking(move || tended.tend()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the private Postgres cannot be kept running"),
            Err(error) => tracing::error!(%error, "tending the private Postgres stopped"),
        }
    }
}
