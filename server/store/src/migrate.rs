//! Roles, schema and the job engine's schema.

use crate::{Db, StoreError, SystemTx, db::as_role};
use sha2::{Digest, Sha256};
use sqlx::{
    ConnectOptions, Connection, Executor, PgConnection,
    postgres::{PgConnectOptions, PgQueryResult},
};
use std::time::{Duration, Instant};

/// The numbered SQL files of `migrations/`.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// The roles that own and use the tables; the login is a member of all.
pub const ROLES: [&str; 4] = ["orion_owner", "orion_app", "orion_system", "orion_queue"];

/// What hinders a migration.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error("the database cannot be reached: {0}")]
    Connect(#[source] sqlx::Error),
    /// The roles are missing and this login may not make them; `sql` is for an administrator.
    #[error(
        "the login may not prepare the database; have an administrator run this once, then start again:\n\n{sql}"
    )]
    NeedsAdministrator { sql: String },
    /// A runtime role that could see around row-level security.
    #[error("the role {role} {problem}: row-level security would not hold; take that right from it")]
    UnsafeRole { role: String, problem: &'static str },
    #[error("Postgres {0} is too old: 15 or newer is needed")]
    TooOld(i32),
    #[error("another process is preparing this database, or restoring into it: try again when it is through")]
    Busy,
    #[error("a migration failed: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("the job engine's schema could not be made: {0}")]
    Queue(String),
    #[error("database error: {0}")]
    Sql(#[from] sqlx::Error),
}

/// How long a process waits for another one that prepares the database or restores into it.
const PATIENCE: Duration = Duration::from_secs(600);
const ASK_AGAIN: Duration = Duration::from_millis(200);
/// Names the lock; it is one of this database alone.
const TURN: (i32, i32) = (0x4f52_494f, 1);

/// Whoever holds it is the only one that prepares the database or restores into it. Ends with its connection.
pub(crate) struct Turn(PgConnection);

impl Turn {
    /// Waits for it at most as long as told.
    ///
    /// # Errors
    /// [`MigrateError::Busy`] when another process still has it.
    pub async fn take(options: &PgConnectOptions, patience: Duration) -> Result<Self, MigrateError> {
        let mut login = options
            .clone()
            .application_name("orion migrate")
            .connect()
            .await
            .map_err(MigrateError::Connect)?;
        let version = sqlx::query_scalar::<_, i32>("select current_setting('server_version_num')::int")
            .fetch_one(&mut login)
            .await?;
        if version < 150_000 {
            return Err(MigrateError::TooOld(version / 10_000));
        }
        // Nothing is asked on it while a restore takes hours.
        login.execute("set idle_session_timeout = 0").await?;
        let began = Instant::now();
        // Asked for again and again: whoever waits inside Postgres holds up what waits for old transactions.
        while !sqlx::query_scalar::<_, bool>("select pg_try_advisory_lock($1, $2)")
            .bind(TURN.0)
            .bind(TURN.1)
            .fetch_one(&mut login)
            .await?
        {
            if began.elapsed() >= patience {
                return Err(MigrateError::Busy);
            }
            tracing::debug!("another process is preparing the database, or restoring into it");
            tokio::time::sleep(ASK_AGAIN).await;
        }
        Ok(Self(login))
    }

    /// The connection that holds it: what it answers was asked while nobody else had the turn.
    pub fn login(&mut self) -> &mut PgConnection {
        &mut self.0
    }

    /// Lets the next one have it.
    pub async fn give_back(self) -> Result<(), MigrateError> {
        Ok(self.0.close().await?)
    }
}

/// Brings the database to this version: roles, tables, the engine's schema, partitions. Safe to run
/// from several processes at once, and again. Waits up to ten minutes for one that restores into the database.
///
/// # Errors
/// [`MigrateError`], each with what to do.
pub async fn run(options: &PgConnectOptions) -> Result<(), MigrateError> {
    let mut turn = Turn::take(options, PATIENCE).await?;
    prepare(&mut turn).await?;
    if !is_up(turn.login()).await? {
        bring_up(options).await?;
    }
    turn.give_back().await
}

/// Tables and the engine's schema. The caller has the turn.
pub(crate) async fn bring_up(options: &PgConnectOptions) -> Result<(), MigrateError> {
    let mut owner = as_role(options, "orion_owner").connect().await?;
    MIGRATIONS.run(&mut owner).await?;
    owner.close().await?;
    crate::queue::migrate(options, &stamp()).await.map_err(MigrateError::Queue)
}

/// What a database bears that was brought to this version: what its tables and the engine's are made from.
fn stamp() -> String {
    let mut hasher = Sha256::new();
    for migration in MIGRATIONS.iter() {
        hasher.update(&*migration.checksum);
    }
    hasher.update(crate::queue::ENGINE);
    hasher.update(crate::queue::CLOSE);
    format!("orion {}", hex::encode(hasher.finalize()))
}

/// Whether the database was brought to this version before: one question where looking at each step takes three connections.
async fn is_up(login: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let stamped =
        "select coalesce(obj_description(to_regnamespace('graphile_worker'), 'pg_namespace') = $1, false)";
    if !sqlx::query_scalar::<_, bool>(stamped).bind(stamp()).fetch_one(&mut *login).await? {
        return Ok(false);
    }
    // The tables may have been taken away, or replaced by older ones, beside the schema that bears the stamp.
    let applied = sqlx::query_scalar::<_, i64>("select count(*) from public._sqlx_migrations where success");
    let known = MIGRATIONS.iter().count();
    Ok(applied.fetch_one(login).await.is_ok_and(|applied| usize::try_from(applied) == Ok(known)))
}

/// Sees to the four roles.
///
/// # Errors
/// [`MigrateError`], each with what to do.
pub(crate) async fn prepare(turn: &mut Turn) -> Result<(), MigrateError> {
    ensure_roles(turn.login()).await?;
    refuse_unsafe_roles(turn.login()).await
}

/// How long what is dropped by partition is kept, in days.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    /// Payloads and events, by day.
    pub payload_days: i32,
    /// Histories of orders, by month: until its last day is as old.
    pub verdict_days: i32,
}

/// Pages of payloads that are removed in one transaction.
const PAGES: i32 = 1_000;

/// How long partitions wait for whoever reads all of their table, such as a backup: everybody else waits
/// behind them meanwhile.
pub(crate) const PARTITIONS_WAIT: &str = "set local lock_timeout = '2s'";

/// Makes the partitions of the next days and months, and drops those that are older than they are kept. While a
/// backup reads their tables that is left to the next time: partitions are made a week ahead.
///
/// # Errors
/// [`StoreError`].
pub async fn maintain_partitions(db: &Db, keep: Keep) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("make and drop partitions", db).await?;
    let done = async {
        sqlx::query(PARTITIONS_WAIT).execute(tx.conn()).await?;
        let made = sqlx::query!("call maintain_partitions(7, $1, $2)", keep.payload_days, keep.verdict_days);
        made.execute(tx.conn()).await
    };
    if unless_read(done.await)? { tx.commit().await } else { Ok(()) }
}

/// Removes some of the payloads that are older than they are kept and lie in a day which is not dropped, because an order in it waits for
/// room in a plan. Tells how many pages went: none where nothing is left.
///
/// # Errors
/// [`StoreError`].
pub async fn forget_payloads(db: &Db, keep: Keep) -> Result<i64, StoreError> {
    let mut tx = SystemTx::because("remove old payloads beside what waits", db).await?;
    let gone =
        sqlx::query_scalar!(r#"select forget_old_payloads($1, $2) as "gone!""#, keep.payload_days, PAGES);
    let gone = gone.fetch_one(tx.conn()).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Whether partitions were made or dropped; not where somebody reads all of their table.
pub(crate) fn unless_read(done: Result<PgQueryResult, sqlx::Error>) -> Result<bool, StoreError> {
    match done {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(LOCK_NOT_AVAILABLE) => {
            tracing::info!("partitions are made and dropped later: their tables are being read");
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

const LOCK_NOT_AVAILABLE: &str = "55P03";

async fn ensure_roles(login: &mut PgConnection) -> Result<(), MigrateError> {
    if is_prepared(login).await? {
        return Ok(());
    }
    let sql = preparation(login).await?;
    if let Err(error) = login.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(sql.clone()))).await {
        tracing::debug!(%error, "the login may not prepare the database");
        return Err(MigrateError::NeedsAdministrator { sql });
    }
    Ok(())
}

async fn is_prepared(login: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar::<_, bool>(
        "select count(*) = 4
            and bool_and(pg_has_role(current_user, oid, 'member'))
            and has_database_privilege('orion_owner', current_database(), 'create')
            and has_database_privilege('orion_queue', current_database(), 'create')
            and has_schema_privilege('orion_owner', 'public', 'create')
         from pg_roles where rolname = any($1)",
    )
    .bind(ROLES.map(str::to_owned).to_vec())
    .fetch_one(login)
    .await
    .or_else(|error| match error {
        // A role that the privilege functions are asked about does not exist yet.
        sqlx::Error::Database(database) if database.code().as_deref() == Some("42704") => Ok(false),
        other => Err(other),
    })
}

/// The SQL that an administrator runs once for this login and database.
async fn preparation(login: &mut PgConnection) -> Result<String, sqlx::Error> {
    let (user, database) = sqlx::query_as::<_, (String, String)>(
        "select quote_ident(current_user), quote_ident(current_database())",
    )
    .fetch_one(login)
    .await?;
    let roles = ROLES.map(|role| {
        format!(
            "do $$ begin create role {role} nologin; exception when duplicate_object then null; end $$;\n"
        )
    });
    Ok(format!(
        "{}grant {} to {user};\ngrant create on database {database} to orion_owner, orion_queue;\n\
         grant create, usage on schema public to orion_owner;\n",
        roles.concat(),
        ROLES.join(", "),
    ))
}

async fn refuse_unsafe_roles(login: &mut PgConnection) -> Result<(), MigrateError> {
    let roles = sqlx::query_as::<_, (String, bool, bool, bool)>(
        "select rolname::text, rolsuper, rolbypassrls,
                exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relowner = r.oid and n.nspname = 'public')
         from pg_roles r where rolname in ('orion_app', 'orion_system')",
    )
    .fetch_all(login)
    .await?;
    for (role, superuser, bypass, owner) in roles {
        let problem = match (superuser, bypass, owner) {
            (true, ..) => "is a superuser",
            (_, true, _) => "has BYPASSRLS",
            (_, _, true) => "owns tables",
            _ => continue,
        };
        return Err(MigrateError::UnsafeRole { role, problem });
    }
    Ok(())
}
