//! The job engine's database side: its schema and its pool. Jobs reach it by [`crate::jobs::admission`].

use crate::{Db, db::as_role};
use graphile_worker::{
    BoxFuture, Database, DatabaseDriver, DbError, DbExecutor, DbParams, DbRow, DbTransaction,
    NotificationStream, WorkerOptions, sqlx::SqlxDatabase,
};
use sqlx::{ConnectOptions, Executor, postgres::PgConnectOptions, postgres::PgPoolOptions};
use std::any::Any;

/// The pool of the job engine, to be handed to it and to nothing else.
#[derive(Clone, Debug)]
pub struct QueueDatabase(SqlxDatabase);

impl Db {
    /// The engine's own pool, as the role that owns its schema.
    pub fn queue_database(&self) -> QueueDatabase {
        QueueDatabase(self.queue_pool().clone().into())
    }
}

impl QueueDatabase {
    /// Worker options on the engine's pool.
    pub fn worker_options(&self) -> WorkerOptions {
        WorkerOptions::default().database(Database::new(self.clone()))
    }
}

impl DbExecutor for QueueDatabase {
    fn execute<'a>(&'a self, sql: &'a str, params: DbParams) -> BoxFuture<'a, Result<u64, DbError>> {
        self.0.execute(sql, params)
    }

    fn fetch_all<'a>(&'a self, sql: &'a str, params: DbParams) -> BoxFuture<'a, Result<Vec<DbRow>, DbError>> {
        self.0.fetch_all(sql, params)
    }
}

impl DatabaseDriver for QueueDatabase {
    fn as_any(&self) -> &dyn Any {
        self
    }

    /// In a task of its own, as [`crate::db`] begins: an engine that ends calls off what it looks for at that moment.
    /// A job that is taken in a transaction which was left open is nobody's, and whoever ends it waits for ever.
    fn begin(&self) -> BoxFuture<'_, Result<DbTransaction, DbError>> {
        let database = self.0.clone();
        Box::pin(async move {
            let begun = tokio::spawn(async move { database.begin().await });
            begun.await.map_err(|error| DbError::new(error.to_string()))?
        })
    }

    fn listen<'a>(&'a self, channel: &'a str) -> BoxFuture<'a, Result<Option<NotificationStream>, DbError>> {
        self.0.listen(channel)
    }
}

/// The version whose migrations make the engine's schema.
pub(crate) const ENGINE: &str = "graphile_worker 0.14.1";

/// Closes the engine's tables to every other role.
pub(crate) const CLOSE: &str = "do $$ declare t regclass; begin
            for t in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = 'graphile_worker' and c.relkind = 'r' and not c.relrowsecurity
            loop execute format('alter table %s enable row level security', t); end loop;
        end $$";

/// Makes or updates the engine's schema, closes its tables to every other role, and stamps it in the end.
pub(crate) async fn migrate(options: &PgConnectOptions, stamp: &str) -> Result<(), String> {
    let pool = PgPoolOptions::new().max_connections(2).connect_lazy_with(as_role(options, "orion_queue"));
    // Building a worker runs the engine's own migrations; several processes may start at once.
    let mut lock = as_role(options, "orion_queue").connect().await.map_err(|error| error.to_string())?;
    lock.execute("select pg_advisory_lock(hashtext('orion queue migrate'))")
        .await
        .map_err(|error| error.to_string())?;
    WorkerOptions::default().pg_pool(pool.clone()).init().await.map_err(|error| error.to_string())?;
    lock.execute(CLOSE).await.map_err(|error| error.to_string())?;
    let stamped = format!("comment on schema graphile_worker is '{stamp}'");
    lock.execute(sqlx::AssertSqlSafe(stamped)).await.map_err(|error| error.to_string())?;
    pool.close().await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_is_the_locked_one() {
        let (name, version) = ENGINE.split_once(' ').unwrap();
        let locked = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(include_str!("../../../Cargo.lock").contains(&locked), "{ENGINE} is not what is built");
    }
}
