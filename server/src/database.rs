//! The database of this process: the one of `DATABASE_URL`, or a private Postgres.

use crate::config::Settings;
use anyhow::Context;
use private_postgres::{DataDir, PrivatePostgres};
use secrecy::ExposeSecret;
use std::{sync::Arc, time::Duration};
use store::{Db, DbConfig, migrate::MigrateError};
use tokio::{
    task::{JoinHandle, spawn_blocking},
    time::{Instant, sleep, timeout},
};

const TEND_EVERY: Duration = Duration::from_secs(5);
const CLOSE_WITHIN: Duration = Duration::from_secs(3);
/// How long a Postgres that was found running may take to be gone, or to answer.
const DYING: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(100);

/// An open database at this version's schema.
pub struct Database {
    pub db: Db,
    config: DbConfig,
    private: Option<(Arc<PrivatePostgres>, JoinHandle<()>)>,
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
        let config = DbConfig::of_url(url.expose_secret(), settings.database_connections)
            .context("the address of the database cannot be read")?;
        prepare(&config, private.as_ref()).await.context("the database cannot be prepared")?;
        let db = Db::open(&config);
        refuse_too_many(&config, db.most_connections().await?)?;
        let private = private.map(|private| {
            let tending = tokio::spawn(tend(private.clone()));
            (private, tending)
        });
        Ok(Self { db, config, private })
    }

    /// How to open connections of their own for other threads.
    pub const fn config(&self) -> &DbConfig {
        &self.config
    }

    /// Closes the connections, and stops a private Postgres that nobody else uses.
    ///
    /// # Errors
    /// When Postgres does not stop.
    pub async fn close(self) -> anyhow::Result<()> {
        // Waits for connections that are still held, which a stuck task would do for ever.
        if timeout(CLOSE_WITHIN, self.db.close()).await.is_err() {
            tracing::warn!("some connections to the database did not end in time");
        }
        let Some((mut private, tending)) = self.private else { return Ok(()) };
        tending.abort();
        let _ended = tending.await;
        spawn_blocking(move || {
            loop {
                match Arc::try_unwrap(private) {
                    Ok(last) => return last.stop(),
                    // The round of tending that was under way still holds it.
                    Err(shared) => private = shared,
                }
                std::thread::sleep(Duration::from_millis(10));
            }
        })
        .await?
        .context("the private Postgres did not stop")
    }
}

/// A process that gets no connection fails much later, and looks broken then.
fn refuse_too_many(config: &DbConfig, most: u32) -> anyhow::Result<()> {
    let (wanted, all) = (config.app_connections, config.connections());
    anyhow::ensure!(
        all <= most,
        "ORION_DATABASE_CONNECTIONS is {wanted}: that is {all} with those for jobs and other work, but Postgres takes \
         {most} from all processes together; lower it, or raise max_connections of Postgres",
    );
    Ok(())
}

/// Brings roles and tables to this version. A private Postgres that was found running may be dying in that moment: then
/// it is started again.
async fn prepare(config: &DbConfig, private: Option<&Arc<PrivatePostgres>>) -> anyhow::Result<()> {
    let limit = Instant::now() + DYING;
    loop {
        match (store::migrate::run(&config.options).await, private) {
            (Err(MigrateError::Connect(error)), Some(private)) if Instant::now() < limit => {
                tracing::warn!(%error, "the private Postgres does not answer");
                let tended = private.clone();
                spawn_blocking(move || tended.tend()).await??;
                sleep(LOOK).await;
            }
            (prepared, _) => return Ok(prepared?),
        }
    }
}

/// Starts Postgres again where it died, and keeps its log small.
async fn tend(private: Arc<PrivatePostgres>) {
    loop {
        sleep(TEND_EVERY).await;
        let tended = private.clone();
        match spawn_blocking(move || tended.tend()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the private Postgres cannot be kept running"),
            Err(error) => tracing::error!(%error, "tending the private Postgres stopped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_connections_than_postgres_takes_are_refused() {
        let config = |connections| DbConfig::of_url("postgres://db/orion", connections).unwrap();
        assert!(refuse_too_many(&config(79), 117).is_ok());
        let told = refuse_too_many(&config(80), 117).unwrap_err().to_string();
        assert!(told.contains("ORION_DATABASE_CONNECTIONS is 80: that is 118"), "{told}");
        assert_eq!(config(16).connections(), 54);
        assert_eq!(config(1).connections(), 28);
    }
}
