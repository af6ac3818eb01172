//! The pools and the two kinds of transaction.

use crate::{
    StoreError,
    quick::{One, Quick},
};
use domain::{ConnectionId, OrgId};
use sqlx::{
    AssertSqlSafe, Connection, PgConnection, PgPool, Postgres, QueryBuilder, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{borrow::Cow, time::Duration};

/// How to reach Postgres.
#[derive(Clone)]
pub struct DbConfig {
    /// Server, login and database. The login is a member of the four roles.
    pub options: PgConnectOptions,
    /// Connections for requests, or for jobs; the other pools are small and fixed.
    pub app_connections: u32,
}

/// Connections for work across organisations, and for the job engine.
const SYSTEM_CONNECTIONS: u32 = 6;
const QUEUE_CONNECTIONS: u32 = 6;
/// For single statements, of each role that has them.
const QUICK_CONNECTIONS: u32 = 4;
/// For jobs beside requests, at most.
const JOB_CONNECTIONS: u32 = 12;
/// How long a connection that answered is taken to be alive: less than a database needs to be back.
pub(crate) const ALIVE_FOR: Duration = Duration::from_millis(100);
/// How long a connection is waited for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

impl DbConfig {
    /// From the address of a server; `None` where it cannot be read. Why is not told: the parser's words
    /// may quote the password.
    pub fn of_url(url: &str, app_connections: u32) -> Option<Self> {
        Some(Self { options: url.trim().parse().ok()?, app_connections })
    }

    /// The same for the jobs of a process that serves requests too.
    #[must_use]
    pub fn of_jobs(&self) -> Self {
        let app_connections = self.app_connections.min(JOB_CONNECTIONS);
        Self { app_connections, ..self.clone() }
    }

    /// Connections that a process opens at most: for requests, and once more for its jobs. Only jobs need
    /// those of the engine.
    pub fn connections(&self) -> u32 {
        // Jobs look no sessions up and draw no lists.
        let requests = self.app_connections.saturating_add(SYSTEM_CONNECTIONS + 2 * QUICK_CONNECTIONS);
        let jobs = self.of_jobs().app_connections + SYSTEM_CONNECTIONS + QUEUE_CONNECTIONS;
        requests.saturating_add(jobs)
    }
}

/// Postgres, by role. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    app: PgPool,
    system: PgPool,
    queue: PgPool,
    quick_app: Quick,
    quick_system: Quick,
}

impl Db {
    /// Opens the pools; connections are made when they are first needed.
    pub fn open(config: &DbConfig) -> Self {
        let pool = |role: &'static str, size: u32| {
            PgPoolOptions::new()
                .max_connections(size)
                .acquire_timeout(PATIENCE)
                .idle_timeout(Duration::from_secs(300))
                // Asked whether it is alive only where it could have died meanwhile: the answer costs
                // as much as a small query.
                .test_before_acquire(false)
                .before_acquire(|connection, about| {
                    Box::pin(async move {
                        if about.idle_for >= ALIVE_FOR {
                            connection.ping().await?;
                        }
                        Ok(true)
                    })
                })
                .connect_lazy_with(as_role(&config.options, role))
        };
        Self {
            app: pool("orion_app", config.app_connections),
            system: pool("orion_system", SYSTEM_CONNECTIONS),
            queue: pool("orion_queue", QUEUE_CONNECTIONS),
            quick_app: Quick::open(as_role(&config.options, "orion_app"), QUICK_CONNECTIONS),
            quick_system: Quick::open(as_role(&config.options, "orion_system"), QUICK_CONNECTIONS),
        }
    }

    /// A transaction that sees one organisation. `hub` calls it for an `OrgCx` only.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when Postgres cannot be reached.
    pub async fn begin(&self, org: OrgId) -> Result<OrgTx, StoreError> {
        // One round trip: the id is a UUID of ours, so the text is safe to build.
        let begin = format!("begin; set local app.org_id = '{org}'");
        Ok(OrgTx { tx: begin_whole(&self.app, begin.into()).await?, org })
    }

    /// The same for writing many rows: statements are planned for the tables as they are. A plan kept
    /// from when a table was nearly empty would read all of it, batch after batch. Where only rows are added, plans are kept again.
    ///
    /// Whoever reads all of a connection writes beside nobody but itself; who reads single orders of it
    /// writes `alone`: an order that is new to both must not be written twice. Batches that wait for each
    /// other must begin in their order: one that waits for the lock behind somebody who waits for the
    /// next one would never come to its turn, and Postgres cannot see that.
    ///
    /// What is read as a whole does not wait for the disk with each commit: should Postgres die, the last moments of it
    /// are gone together with the place of their run, which goes on from there. The commit that ends the run waits.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when Postgres cannot be reached.
    pub async fn begin_import(
        &self,
        org: OrgId,
        connection: ConnectionId,
        alone: bool,
    ) -> Result<OrgTx, StoreError> {
        let (lock, commit) =
            if alone { ("pg_advisory_xact_lock", "on") } else { ("pg_advisory_xact_lock_shared", "off") };
        let begin = format!(
            "begin; set local app.org_id = '{org}'; set local plan_cache_mode = force_custom_plan; \
             set local synchronous_commit = {commit}; \
             select {lock}(hashtextextended('import {connection}', 0))"
        );
        Ok(OrgTx { tx: begin_whole(&self.app, begin.into()).await?, org })
    }

    /// Single statements that see one organisation. `hub` calls it for an `OrgCx` only.
    pub const fn read(&self, org: OrgId) -> OrgRead<'_> {
        OrgRead { db: self, org }
    }

    pub(crate) const fn system_pool(&self) -> &PgPool {
        &self.system
    }

    /// For one statement over all organisations.
    pub(crate) async fn quick_system(&self) -> Result<One, StoreError> {
        self.quick_system.one().await
    }

    pub(crate) const fn queue_pool(&self) -> &PgPool {
        &self.queue
    }

    /// Whether Postgres answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("select 1").execute(&self.system).await?;
        Ok(())
    }

    /// Connections that Postgres takes from all processes together.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn most_connections(&self) -> Result<u32, StoreError> {
        let most: i32 = sqlx::query_scalar(
            "select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int",
        )
        .fetch_one(&self.system)
        .await?;
        Ok(u32::try_from(most).unwrap_or_default())
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.app.close().await;
        self.system.close().await;
        self.queue.close().await;
        self.quick_app.close();
        self.quick_system.close();
    }
}

/// Begins a transaction in a task of its own. A request may be dropped at any await; dropped between
/// sending `begin` and reading its answer, sqlx would give the connection back with the transaction
/// still open.
async fn begin_whole(
    pool: &PgPool,
    begin: Cow<'static, str>,
) -> Result<Transaction<'static, Postgres>, StoreError> {
    let pool = pool.clone();
    match tokio::spawn(async move { pool.begin_with(AssertSqlSafe(begin)).await }).await {
        Ok(begun) => Ok(begun?),
        Err(error) => Err(StoreError::Unavailable(error.to_string())),
    }
}

/// The same server as another role.
pub(crate) fn as_role(options: &PgConnectOptions, role: &'static str) -> PgConnectOptions {
    // Statements take milliseconds here: to compile one takes more than that saves.
    options.clone().application_name("orion").options([("role", role), ("timezone", "UTC"), ("jit", "off")])
}

/// A transaction that sees the rows of one organisation. Dropped without [`OrgTx::commit`] it rolls
/// back.
pub struct OrgTx {
    tx: Transaction<'static, Postgres>,
    org: OrgId,
}

impl OrgTx {
    pub const fn org(&self) -> OrgId {
        self.org
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// Has each statement from here on given up after `patience`, which ends what the transaction can be used for: see
    /// [`in_time`](crate::error::in_time).
    pub(crate) async fn give_up_after(&mut self, patience: Duration) -> Result<(), StoreError> {
        let patience = patience.as_millis().to_string();
        sqlx::query!("select set_config('statement_timeout', $1, true)", patience)
            .fetch_one(self.conn())
            .await?;
        Ok(())
    }

    /// Has each statement from here on planned for its values. A plan kept for any of them walks no index of a part of a table, and is
    /// one of tables as they were. Costs its round trip: within a turn it stands before what is rare.
    pub(crate) async fn plan_by_values(&mut self) -> Result<(), StoreError> {
        sqlx::query("set local plan_cache_mode = force_custom_plan").execute(self.conn()).await?;
        Ok(())
    }

    /// Waits until nobody else of the organisation holds this lock: what is read from here on of what all change under it holds until
    /// the end of the transaction, also that there is nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn lock(&mut self, what: &str) -> Result<(), StoreError> {
        let org = self.org;
        sqlx::query!(
            "select pg_advisory_xact_lock(hashtextextended($2::text || ' ' || $1::uuid::text, 0))",
            org.0,
            what,
        )
        .execute(self.conn())
        .await?;
        Ok(())
    }

    /// Takes the organisation's own lock, under which its sales get their numbers and its customers are recognised.
    pub(crate) async fn lock_organisation(&mut self) -> Result<(), StoreError> {
        let org = self.org;
        sqlx::query!("select id from organisations where id = $1 for no key update", org.0)
            .fetch_one(self.conn())
            .await?;
        Ok(())
    }

    /// # Errors
    /// Any error of the deferred work; nothing is written then.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}

/// Reads of one organisation for which a transaction would cost more than they do: each is one statement that sets
/// whose rows it sees by itself, and so one round trip.
///
/// Such a statement begins with [`Self::push_scope`] and joins each table to `scope` laterally, so that nothing is read
/// before it is set; read earlier, row-level security shows nothing. It holds for that statement alone.
#[derive(Clone, Copy)]
pub struct OrgRead<'a> {
    db: &'a Db,
    org: OrgId,
}

impl OrgRead<'_> {
    pub const fn org(&self) -> OrgId {
        self.org
    }

    /// Writes the beginning of a statement, which goes on with `select`.
    pub(crate) fn push_scope(&self, sql: &mut QueryBuilder<Postgres>) {
        sql.push("with scope as materialized (select set_config('app.org_id', ");
        sql.push_bind(self.org.0.to_string()).push(", true)::uuid as org_id) ");
    }

    /// For that statement.
    pub(crate) async fn connection(&self) -> Result<One, StoreError> {
        self.db.quick_app.one().await
    }

    /// # Errors
    /// [`StoreError::Unavailable`] when Postgres cannot be reached.
    pub async fn begin(&self) -> Result<OrgTx, StoreError> {
        self.db.begin(self.org).await
    }
}

/// A transaction that sees all organisations, and says why it must.
pub struct SystemTx {
    tx: Transaction<'static, Postgres>,
}

impl SystemTx {
    /// `reason` stands in the log; a test holds the list of callers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when Postgres cannot be reached.
    pub async fn because(reason: &'static str, db: &Db) -> Result<Self, StoreError> {
        tracing::trace!(reason, "transaction over all organisations");
        Ok(Self { tx: begin_whole(&db.system, "begin".into()).await? })
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// # Errors
    /// Any error of the deferred work; nothing is written then.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}
