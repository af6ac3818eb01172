//! What a piece of work used: time, processor time of each part, and write-ahead log.

use crate::process::Process;
use anyhow::Context;
use sqlx::{ConnectOptions, PgConnection, postgres::PgConnectOptions};
use std::time::{Duration, Instant};

/// Looks at all parts at once.
pub struct Meter {
    orion: Process,
    postgres: Process,
    connection: PgConnection,
}

/// The state of all counters at one moment.
pub struct Mark {
    at: Instant,
    orion: Duration,
    postgres: Duration,
    own: Duration,
    wal: i64,
}

/// The difference of two marks.
#[derive(Debug, Clone, Copy)]
pub struct Used {
    pub wall: Duration,
    pub orion: Duration,
    pub postgres: Duration,
    /// This process: simulated shops, the load.
    pub own: Duration,
    /// Bytes of write-ahead log.
    pub wal: i64,
}

impl Meter {
    /// `login` may be any; the figures are open to all.
    pub async fn new(orion: Process, login: &PgConnectOptions) -> anyhow::Result<Self> {
        let mut connection = login.clone().application_name("bench meter").connect().await?;
        let backend: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&mut connection).await?;
        let postgres =
            Process(backend.cast_unsigned()).parent().context("Postgres must run on this machine")?;
        Ok(Self { orion, postgres, connection })
    }

    /// The first process of Postgres.
    pub fn postgres(&self) -> Process {
        self.postgres
    }

    pub async fn mark(&mut self) -> anyhow::Result<Mark> {
        let wal = sqlx::query_scalar("select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint")
            .fetch_one(&mut self.connection)
            .await?;
        Ok(Mark {
            at: Instant::now(),
            orion: self.orion.cpu()?,
            postgres: self.postgres.cpu_of_tree()?,
            own: Process::own().cpu()?,
            wal,
        })
    }

    pub async fn since(&mut self, before: &Mark) -> anyhow::Result<Used> {
        let now = self.mark().await?;
        Ok(Used {
            wall: now.at - before.at,
            orion: now.orion.saturating_sub(before.orion),
            postgres: now.postgres.saturating_sub(before.postgres),
            own: now.own.saturating_sub(before.own),
            wal: now.wal - before.wal,
        })
    }
}

/// Microseconds of `time` for each of `count` things.
pub fn micros_each(time: Duration, count: f64) -> f64 {
    time.as_secs_f64() * 1e6 / count
}
