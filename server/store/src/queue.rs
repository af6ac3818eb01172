//! The job engine's database side: its schema and its pool. Jobs reach it by [`crate::jobs::admission`].

use crate::{Db, db::as_role};
use graphile_worker::WorkerOptions;
use sqlx::{ConnectOptions, Executor, PgPool, postgres::PgConnectOptions, postgres::PgPoolOptions};

/// The pool of the job engine, to be handed to it and to nothing else.
#[derive(Clone)]
pub struct QueueDatabase(PgPool);

impl Db {
    /// The engine's own pool, as the role that owns its schema.
    pub fn queue_database(&self) -> QueueDatabase {
        QueueDatabase(self.queue_pool().clone())
    }
}

impl QueueDatabase {
    /// Worker options on the engine's pool.
    pub fn worker_options(&self) -> WorkerOptions {
        WorkerOptions::default().pg_pool(self.0.clone())
    }
}

/// Makes or updates the engine's schema and closes its tables to every other role.
pub(crate) async fn migrate(options: &PgConnectOptions) -> Result<(), String> {
    let pool = PgPoolOptions::new().max_connections(2).connect_lazy_with(as_role(options, "orion_queue"));
    // Building a worker runs the engine's own migrations; several processes may start at once.
    let mut lock = as_role(options, "orion_queue").connect().await.map_err(|error| error.to_string())?;
    lock.execute("select pg_advisory_lock(hashtext('orion queue migrate'))")
        .await
        .map_err(|error| error.to_string())?;
    WorkerOptions::default().pg_pool(pool.clone()).init().await.map_err(|error| error.to_string())?;
    lock.execute(
        "do $$ declare t regclass; begin
            for t in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = 'graphile_worker' and c.relkind = 'r' and not c.relrowsecurity
            loop execute format('alter table %s enable row level security', t); end loop;
        end $$",
    )
    .await
    .map_err(|error| error.to_string())?;
    pool.close().await;
    Ok(())
}
