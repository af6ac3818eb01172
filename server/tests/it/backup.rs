//! `orion backup` and `orion restore`: the real program, upon a real Postgres.

mod bad_input;
mod private;
mod turns;

use domain::Role;
use hub::{
    permit::{RunSync, View},
    syncs::{self, What},
    vault::Vault,
};
use sandbox::{Platform, Sandbox, SandboxOptions, ShopOptions};
use secrecy::ExposeSecret;
use sqlx::PgConnection;
use std::{
    collections::BTreeMap,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Output},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use testkit::{HubOptions, SignedIn, TestDatabase, connect_shop, member, sign_in, stranger, work_until_idle};

const ORDERS: u32 = 60;

/// Where the program works, and what it is told.
struct Place {
    folder: TempDir,
    key: String,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), key: Vault::generate_key().expose_secret().to_owned() }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn vault(&self) -> Vault {
        Vault::from_keys(&self.key.clone().into()).unwrap()
    }

    fn orion(&self, database: &TestDatabase) -> Command {
        let mut command = program(&self.file("data"));
        command.env("DATABASE_URL", database.url()).env("ORION_MASTER_KEY", &self.key);
        command
    }

    fn backup(&self, database: &TestDatabase, to: &Path) -> Output {
        self.orion(database).args(["backup", "--to"]).arg(to).output().unwrap()
    }

    fn restore(&self, database: &TestDatabase, file: &Path) -> Output {
        self.orion(database).arg("restore").arg(file).output().unwrap()
    }
}

/// The program with nothing of this process's environment that it could take for its own.
fn program(data_dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_orion"));
    command
        .env_clear()
        .envs(std::env::vars().filter(|(name, _)| matches!(name.as_str(), "PATH" | "HOME" | "TMPDIR")));
    command.env("DATA_DIR", data_dir).env("ORION_LOG", "warn");
    command
}

/// A program that runs. Told to stop, and after a while killed, when dropped.
struct Running(Child);

impl Running {
    fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        if !matches!(self.0.try_wait(), Ok(None)) {
            return;
        }
        let _ = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status();
        let limit = Instant::now() + Duration::from_secs(10);
        while Instant::now() < limit && matches!(self.0.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned()).concat()
}

fn assert_done(output: &Output) -> String {
    let said = said(output);
    assert!(output.status.success(), "{said}");
    said
}

/// What it says where it refuses, in one line.
fn refused(output: &Output) -> String {
    let said = said(output);
    assert!(!output.status.success(), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_backed_up_is_the_same_elsewhere_and_goes_on() {
    let place = Place::new();
    let shops = vec![ShopOptions::new(Platform::Woocommerce, "loja").orders(ORDERS)];
    let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions { vault: Some(place.vault()), ..HubOptions::default() });
    let (owner, other) = (member(&hub, Role::Owner).await, stranger(&hub).await);
    let connection = connect_shop(&owner, &sandbox, sandbox.shops().first().unwrap()).await;
    syncs::start(&owner.cx::<RunSync>(), connection, What::Changes).await.unwrap();
    work_until_idle(&owner, &hub).await;
    // This one waits, and is already with the engine, whose own tables are not in the backup.
    let waits = syncs::start(&owner.cx::<RunSync>(), connection, What::Everything).await.unwrap();
    let mut owns = database.connect_as("orion_owner").await;
    let aged = sqlx::query(
        "update jobs set admitted_at = now() - interval '2 minutes' where state = 'waiting' and admitted_at is not null",
    );
    assert!(aged.execute(&mut owns).await.unwrap().rows_affected() > 0);

    let file = place.file("orion.backup");
    let told = assert_done(&place.backup(&database, &file));
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert!(told.contains(&place.vault().current_key_id()) && told.contains("ORION_MASTER_KEY"), "{told}");
    assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 2, "the file and DATA_DIR");

    let elsewhere = TestDatabase::empty().await;
    let told = assert_done(&place.restore(&elsewhere, &file));
    assert!(told.contains("credentials of all stores open"), "{told}");
    let mut theirs = elsewhere.connect_as("orion_owner").await;
    assert_eq!(rows(&mut theirs).await, rows(&mut owns).await);
    assert_eq!(schema(&mut theirs).await, schema(&mut owns).await);
    assert_left_out(&mut owns, &mut theirs).await;

    let hub = elsewhere.hub(HubOptions { vault: Some(place.vault()), ..HubOptions::default() });
    let again = sign_in(&hub, &owner.email).await;
    assert_kept_apart(&elsewhere, &again, &other).await;
    work_until_idle(&again, &hub).await;
    let run = syncs::find(&again.cx::<View>(), waits).await.unwrap();
    assert_eq!(run.state, domain::SyncState::Completed, "{run:?}");
    assert!(run.counts.read >= i64::from(ORDERS) && run.counts.unchanged == run.counts.read, "{run:?}");
    sandbox.stop().await;
}

/// Rows and a digest of each table, without what is left out of a backup.
async fn rows(owner: &mut PgConnection) -> BTreeMap<String, String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
           and not 'public.' || c.relname = any($1)",
    )
    .bind(store::backup::LEFT_OUT.map(str::to_owned).to_vec())
    .fetch_all(&mut *owner)
    .await
    .unwrap();
    assert!(tables.len() > 30, "{tables:?}");
    let mut found = BTreeMap::new();
    for table in tables {
        let statement = format!(
            "select count(*) || ' rows ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') from {table} t"
        );
        let digest = sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_one(&mut *owner).await.unwrap();
        found.insert(table, digest);
    }
    found
}

/// Owners, rights, rules, indexes, functions and triggers: everything that keeps organisations apart.
async fn schema(owner: &mut PgConnection) -> Vec<String> {
    let found: Vec<String> = sqlx::query_scalar(
        "with ours as (select oid, nspname from pg_namespace where nspname in ('public', 'queue'))
         select concat_ws(' ', 'table', c.relname, c.relkind, c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity,
                    array(select unnest(c.relacl)::text order by 1), pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid))
         from pg_class c join ours on ours.oid = c.relnamespace where c.relkind in ('r', 'p', 'i', 'I', 'S', 'v')
         union all
         select concat_ws(' ', 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attstorage, a.attacl, pg_get_expr(d.adbin, d.adrelid))
         from pg_attribute a join pg_class c on c.oid = a.attrelid join ours on ours.oid = c.relnamespace
         left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
         union all
         select concat_ws(' ', 'policy', tablename, policyname, roles, cmd, qual, with_check) from pg_policies where schemaname = 'public'
         union all
         select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid)) from pg_index i
         join pg_class c on c.oid = i.indexrelid join ours on ours.oid = c.relnamespace
         union all
         select concat_ws(' ', 'constraint', n.conrelid::regclass, n.conname, pg_get_constraintdef(n.oid)) from pg_constraint n join ours on ours.oid = n.connamespace
         union all
         select concat_ws(' ', 'function', p.proowner::regrole, array(select unnest(p.proacl)::text order by 1), pg_get_functiondef(p.oid))
         from pg_proc p join ours on ours.oid = p.pronamespace
         union all
         select concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid), t.tgenabled) from pg_trigger t join pg_class c on c.oid = t.tgrelid
         join ours on ours.oid = c.relnamespace where not t.tgisinternal
         union all
         select concat_ws(' ', 'schema', n.nspname, n.nspowner::regrole, array(select unnest(n.nspacl)::text order by 1)) from pg_namespace n join ours on ours.oid = n.oid
         order by 1",
    )
    .fetch_all(owner)
    .await
    .unwrap();
    assert!(found.len() > 300, "{}", found.len());
    found
}

/// Nobody is signed in by a backup.
async fn assert_left_out(owns: &mut PgConnection, theirs: &mut PgConnection) {
    let count = async |connection: &mut PgConnection| {
        sqlx::query_scalar::<_, i64>("select count(*) from sessions").fetch_one(connection).await.unwrap()
    };
    assert!(count(owns).await > 0);
    assert_eq!(count(theirs).await, 0);
}

/// Row-level security holds in the restored database.
async fn assert_kept_apart(database: &TestDatabase, own: &SignedIn, other: &SignedIn) {
    let mut app = database.connect_as("orion_app").await;
    let seen = "select count(*) from orders";
    assert_eq!(sqlx::query_scalar::<_, i64>(seen).fetch_one(&mut app).await.unwrap(), 0);
    for (who, expected) in [(own, i64::from(ORDERS)), (other, 0)] {
        let org = sqlx::query("select set_config('app.org_id', $1, false)").bind(who.org().to_string());
        org.execute(&mut app).await.unwrap();
        assert_eq!(sqlx::query_scalar::<_, i64>(seen).fetch_one(&mut app).await.unwrap(), expected);
        let orgs: Vec<uuid::Uuid> =
            sqlx::query_scalar("select id from organisations").fetch_all(&mut app).await.unwrap();
        assert_eq!(orgs, [who.org().0]);
    }
    let refused = sqlx::query("select token_hash from sessions").execute(&mut app).await.unwrap_err();
    assert!(refused.to_string().contains("permission denied"), "{refused}");
}
