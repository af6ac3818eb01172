//! One Postgres for all tests of all processes, with the schema made once.
//!
//! Each test process holds a share of it. The last one to give its share back stops the server; its
//! folder stays for the next run. `cargo xtask test` holds one from the first test to the last, in the
//! folder that it names by `ORION_TEST_POSTGRES`; without it the server stops and starts where no
//! test runs for a moment. The folder is named by what the schema is made from, so another branch
//! gets another one.

use private_postgres::{DataDir, PgLocation, PrivatePostgres};
use secrecy::ExposeSecret;
use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use std::{
    fs::{self, File},
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, Weak},
    time::{Duration, SystemTime},
};
use store::{Db, DbConfig, migrate::Keep};

/// Folders that no run has used for this long are removed.
const FORGET_AFTER: Duration = Duration::from_secs(2 * DAY_S);
/// How long the partitions of a test's database are kept.
pub const KEEP: Keep = Keep { payload_days: 30, verdict_days: 400 };
const DAY_S: u64 = 24 * 3600;
/// Holds the day of the schema's partitions, and was written on the last day on which the folder was used.
const READY: &str = "template-is-ready";

/// A share of the running server.
pub struct Template {
    postgres: Option<PrivatePostgres>,
    location: PgLocation,
    superuser: PgLocation,
    folder: PathBuf,
    /// A file for each database that no test needs any more.
    given_up: PathBuf,
}

impl Template {
    /// Starts the server or joins it, and makes the schema, with today's partitions, if nobody has.
    pub async fn share() -> Arc<Self> {
        static SHARE: Mutex<Weak<Template>> = Mutex::new(Weak::new());
        // Blocking, and under the lock: other tests of this process wait for the same server anyway.
        let mut share = SHARE.lock().unwrap();
        if let Some(open) = share.upgrade() {
            return open;
        }
        let opened = std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(Self::open())
        });
        let opened = Arc::new(opened.join().unwrap());
        *share = Arc::downgrade(&opened);
        opened
    }

    async fn open() -> Self {
        let folder = folder();
        let data_dir = DataDir::open(&folder).unwrap();
        let postgres = PrivatePostgres::start_for_tests(&data_dir).unwrap();
        let template = Self {
            location: postgres.location().clone(),
            superuser: postgres.superuser_of_tests(),
            postgres: Some(postgres),
            given_up: folder.join("given-up"),
            folder: folder.clone(),
        };
        fs::create_dir_all(&template.given_up).unwrap();
        if !is_ready(&folder) {
            // Whoever copies it holds it shared: Postgres copies nothing that somebody is connected to.
            let lock = template.lock();
            lock.lock().unwrap();
            if !is_ready(&folder) {
                template.prepare().await;
                forget_others(&folder);
                fs::write(folder.join(READY), today().to_string()).unwrap();
            }
        }
        template
    }

    async fn prepare(&self) {
        store::migrate::run(&self.options(None)).await.unwrap();
        let db = Db::open(&DbConfig { options: self.options(None), app_connections: 1 });
        store::migrate::maintain_partitions(&db, KEEP).await.unwrap();
        db.close().await;
    }

    fn lock(&self) -> File {
        File::create(self.folder.join("template.lock")).unwrap()
    }

    /// How the runtime logs in to a database; `None` is the template itself.
    pub fn options(&self, database: Option<&str>) -> PgConnectOptions {
        let options: PgConnectOptions = self.location.url().expose_secret().parse().unwrap();
        options.database(database.unwrap_or(&self.location.database))
    }

    /// The address of a database of this server, for another process.
    pub fn url(&self, database: &str) -> String {
        let location = PgLocation { database: database.to_owned(), ..self.location.clone() };
        location.url().expose_secret().to_owned()
    }

    /// A copy of the template under this name.
    pub async fn clone_as(&self, name: &str) {
        let lock = self.lock();
        lock.lock_shared().unwrap();
        self.make(name, &self.location.database).await;
    }

    /// A database with nothing in it.
    pub async fn make_empty(&self, name: &str) {
        self.make(name, "template0").await;
    }

    async fn make(&self, name: &str, template: &str) {
        let mut superuser = self.superuser().await;
        for statement in [
            format!("create database {name} template {template} owner orion_owner"),
            format!("grant create on database {name} to orion_owner, orion_queue"),
        ] {
            sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut superuser).await.unwrap();
        }
        superuser.close().await.unwrap();
    }

    /// A copy that nobody needs any more is removed by whoever makes the next one.
    ///
    /// Removed here, by a thread that the test waits for, it would stand: Postgres waits for everybody who is connecting
    /// at that moment, and they for the test, whose runtime they would be served by.
    pub fn give_up(&self, name: &str) {
        fs::write(self.given_up.join(name), "").unwrap();
    }

    /// Removes what was given up; whoever is connected to it is thrown out.
    pub async fn remove_given_up(&self) {
        for entry in fs::read_dir(&self.given_up).unwrap().flatten() {
            // Several look at once: each is removed by the one that takes its file away.
            if fs::remove_file(entry.path()).is_err() {
                continue;
            }
            let Ok(name) = entry.file_name().into_string() else { continue };
            let mut superuser = self.superuser().await;
            let statement = format!("drop database if exists {name} with (force)");
            let removed = sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut superuser).await;
            if removed.is_err() {
                // Somebody does not let go of it: its turn comes again.
                self.give_up(&name);
                return;
            }
        }
    }

    /// How the superuser logs in to a copy.
    pub fn superuser_options(&self, database: &str) -> PgConnectOptions {
        let options: PgConnectOptions = self.superuser.url().expose_secret().parse().unwrap();
        options.database(database)
    }

    /// What whoever is connected does, for a test that hangs.
    pub async fn activity(&self) -> String {
        let statement = "select coalesce(string_agg(concat_ws(' ', pid, datname, state, wait_event_type, wait_event,
                 'since', clock_timestamp() - state_change, 'blocked by', pg_blocking_pids(pid), left(query, 200)),
                 E'\\n' order by datname, pid), '')
             from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
        let mut superuser = self.superuser().await;
        let rows: String = sqlx::query_scalar(statement).fetch_one(&mut superuser).await.unwrap();
        format!("connections:\n{rows}")
    }

    async fn superuser(&self) -> PgConnection {
        self.superuser_options("postgres").connect().await.unwrap()
    }
}

impl Drop for Template {
    fn drop(&mut self) {
        if let Some(postgres) = self.postgres.take() {
            postgres.stop().unwrap();
        }
    }
}

/// The one that is held for this run; else named by the migrations and by the locked versions, of which the job engine's makes the rest of
/// the schema.
fn folder() -> PathBuf {
    if let Some(held) = std::env::var_os("ORION_TEST_POSTGRES").filter(|folder| !folder.is_empty()) {
        return held.into();
    }
    let mut hasher = DefaultHasher::new();
    for migration in store::migrate::MIGRATIONS.iter() {
        migration.checksum.hash(&mut hasher);
    }
    include_str!("../../../Cargo.lock").hash(&mut hasher);
    let all = std::env::temp_dir().join("orion-tests");
    fs::create_dir_all(&all).unwrap();
    all.join(format!("{:016x}", hasher.finish()))
}

/// Whether the schema is there, with today's partitions.
fn is_ready(folder: &Path) -> bool {
    fs::read_to_string(folder.join(READY)).is_ok_and(|day| day == today().to_string())
}

/// The day of UTC, counted from 1970.
fn today() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() / DAY_S
}

/// Removes the folders of other schemas that no run has used for two days.
fn forget_others(own: &Path) {
    let Some(all) = own.parent() else { return };
    for entry in fs::read_dir(all).into_iter().flatten().flatten() {
        let used = fs::metadata(entry.path().join(READY)).and_then(|file| file.modified());
        let old =
            used.is_ok_and(|used| SystemTime::now().duration_since(used).is_ok_and(|age| age > FORGET_AFTER));
        if old && entry.path() != own {
            // Another run may be at the same; it is only space.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
