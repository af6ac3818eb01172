//! What is no backup, not whole, not of this program or not for this database; and a disk that is full.

use super::{Place, assert_done, refused};
use domain::Role;
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};
use testkit::{HubOptions, TestDatabase, connect_shop, member};

/// A backup of a database with a person in it.
async fn backed_up(place: &Place) -> (TestDatabase, PathBuf) {
    let database = TestDatabase::create().await;
    member(&database.hub(HubOptions::default()), Role::Owner).await;
    let file = place.file("orion.backup");
    assert_done(&place.backup(&database, &file));
    (database, file)
}

/// What stands in the folder besides `DATA_DIR`.
fn files(place: &Place) -> Vec<String> {
    let names = fs::read_dir(place.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> =
        names.map(|name| name.into_string().unwrap()).filter(|name| name != "data").collect();
    names.sort();
    names
}

async fn assert_empty(database: &TestDatabase) {
    let look = store::backup::look(&database.login()).await.unwrap();
    assert_eq!(look.holds, store::backup::Holds::Nothing);
    let left = "select count(*) from pg_namespace where nspname in ('queue', 'graphile_worker')";
    let left: i64 =
        sqlx::query_scalar(left).fetch_one(&mut database.connect_as("orion_owner").await).await.unwrap();
    assert_eq!(left, 0, "schemas are left over");
}

#[tokio::test]
async fn what_is_there_is_not_overwritten() {
    let place = Place::new();
    let (database, file) = backed_up(&place).await;
    let before = fs::read(&file).unwrap();
    assert!(refused(&place.backup(&database, &file)).contains("exists already"));
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(files(&place), ["orion.backup"]);
    let missing = place.file("no/such/folder/file");
    assert!(refused(&place.backup(&database, &missing)).contains("cannot write in"));
}

#[tokio::test]
async fn a_full_disk_is_told_and_leaves_nothing() {
    let place = Place::new();
    let (database, _) = backed_up(&place).await;
    // The device that is always full.
    let full = File::options().write(true).open("/dev/full").unwrap();
    let dumped = place.orion(&database).args(["backup", "--to", "-"]).stdout(full).output().unwrap();
    let told = refused(&dumped);
    assert!(told.contains("No space left on device") && told.contains("there is no backup"), "{told}");
    // And a file that may not grow: 8 blocks of 512 bytes.
    let orion = place.orion(&database);
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" backup --to \"$1\""]);
    limited.arg(orion.get_program()).arg(place.file("second.backup"));
    limited.env_clear().envs(orion.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let told = refused(&limited.output().unwrap());
    assert!(told.contains("File too large") && told.contains("there is no backup"), "{told}");
    assert_eq!(files(&place), ["orion.backup"]);
}

#[tokio::test]
async fn a_file_that_is_not_whole_is_refused_before_anything_is_touched() {
    let place = Place::new();
    let (_database, file) = backed_up(&place).await;
    let whole = fs::read(&file).unwrap();
    let elsewhere = TestDatabase::empty().await;
    let cut = place.file("cut");
    let refuse = |bytes: &[u8]| {
        fs::write(&cut, bytes).unwrap();
        refused(&place.restore(&elsewhere, &cut))
    };
    for part in [whole.len() / 20, whole.len() / 2, whole.len() - 1] {
        let told = refuse(&whole[..part]);
        assert!(told.contains("cut off"), "{part} bytes: {told}");
    }
    for (bytes, what) in [
        (b"".as_slice(), "nothing"),
        (b"-- PostgreSQL database dump\n", "a script"),
        (b"PK\x03\x04", "a zip"),
    ] {
        assert!(refuse(bytes).contains("is no backup"), "{what}");
    }
    assert!(refused(&place.restore(&elsewhere, Path::new("/no/such/file"))).contains("cannot read"));
    assert_empty(&elsewhere).await;
    // Nothing of this spoilt the place.
    assert_done(&place.restore(&elsewhere, &file));
}

#[tokio::test]
async fn a_database_with_something_in_it_is_refused() {
    let place = Place::new();
    let (database, file) = backed_up(&place).await;
    let told = refused(&place.restore(&database, &file));
    assert!(told.contains("not empty") && told.contains("DATABASE_URL"), "{told}");
    let others = TestDatabase::empty().await;
    let mut owner = others.connect_as("orion_owner").await;
    sqlx::query("create table somebody_elses (id integer)").execute(&mut owner).await.unwrap();
    assert!(refused(&place.restore(&others, &file)).contains("not empty"));
    assert!(refused(&place.backup(&others, &place.file("other"))).contains("holds no tables of Orion"));
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_an_older_one_is_brought_up() {
    let place = Place::new();
    let (database, _) = backed_up(&place).await;
    let mut owner = database.connect_as("orion_owner").await;
    let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', true, '\\x01', 1)";
    sqlx::query(newer).execute(&mut owner).await.unwrap();
    let file = place.file("newer.backup");
    assert_done(&place.backup(&database, &file));
    let elsewhere = TestDatabase::empty().await;
    let told = refused(&place.restore(&elsewhere, &file));
    assert!(told.contains("newer Orion") && told.contains("9999"), "{told}");
    assert_empty(&elsewhere).await;

    // As far as the first program with a job engine came.
    let old = TestDatabase::empty().await;
    store::migrate::MIGRATIONS.run_to(16, &mut old.connect_as("orion_owner").await).await.unwrap();
    let file = place.file("older.backup");
    assert_done(&place.backup(&old, &file));
    let told = assert_done(&place.restore(&elsewhere, &file));
    assert!(told.contains("from schema 16"), "{told}");
    let newest: i64 = sqlx::query_scalar("select max(version) from _sqlx_migrations")
        .fetch_one(&mut elsewhere.connect_as("orion_owner").await)
        .await
        .unwrap();
    assert_eq!(Some(newest), store::migrate::MIGRATIONS.iter().map(|migration| migration.version).max());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_master_key_is_named() {
    let place = Place::new();
    let sandbox = sandbox::Sandbox::start(sandbox::SandboxOptions {
        shops: vec![sandbox::ShopOptions::new(sandbox::Platform::Woocommerce, "loja").orders(1)],
        ..sandbox::SandboxOptions::default()
    })
    .await
    .unwrap();
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions { vault: Some(place.vault()), ..HubOptions::default() });
    connect_shop(&member(&hub, Role::Owner).await, &sandbox, sandbox.shops().first().unwrap()).await;
    let file = place.file("orion.backup");
    assert_done(&place.backup(&database, &file));
    let stranger = Place::new();
    let told = assert_done(&stranger.restore(&TestDatabase::empty().await, &file));
    let needed = place.vault().current_key_id();
    assert!(
        told.contains(&format!("need the master key {needed}")) && told.contains("ORION_MASTER_KEY"),
        "{told}"
    );
    let told = assert_done(&stranger.backup(&database, &stranger.file("second")));
    assert!(told.contains("Attention") && told.contains(&needed), "{told}");
    sandbox.stop().await;
}

#[tokio::test]
async fn what_an_interrupted_restore_left_is_taken_away() {
    let place = Place::new();
    let (_database, file) = backed_up(&place).await;
    let elsewhere = TestDatabase::empty().await;
    let mut queue = elsewhere.connect_as("orion_queue").await;
    sqlx::raw_sql("create schema queue; create function queue.enqueue() returns void language sql as ''")
        .execute(&mut queue)
        .await
        .unwrap();
    assert_done(&place.restore(&elsewhere, &file));
}
