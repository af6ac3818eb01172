//! A restore, what else prepares the same database meanwhile, and an environment that names another one.

use super::{Place, Running, assert_done, refused};
use domain::Role;
use std::{fs, path::PathBuf, time::Duration};
use store::{
    backup::{Holds, Restore, look},
    migrate::MIGRATIONS,
};
use testkit::{HubOptions, TestDatabase, member};

/// A backup with this person in it.
async fn backed_up(place: &Place) -> (PathBuf, String) {
    let database = TestDatabase::create().await;
    let person = member(&database.hub(HubOptions::default()), Role::Owner).await;
    let file = place.file("orion.backup");
    assert_done(&place.backup(&database, &file));
    (file, person.email.clone())
}

async fn people(database: &TestDatabase) -> Vec<String> {
    let mut owner = database.connect_as("orion_owner").await;
    sqlx::query_scalar("select email::text from users").fetch_all(&mut owner).await.unwrap()
}

#[tokio::test]
async fn nobody_else_prepares_a_database_while_it_is_restored() {
    let place = Place::new();
    let (file, person) = backed_up(&place).await;
    let database = TestDatabase::empty().await;
    let restore = Restore::begin(&database.login()).await.unwrap();
    assert_eq!(restore.look.holds, Holds::Nothing);
    // A second restore is refused, and a program that starts waits.
    assert!(refused(&place.restore(&database, &file)).contains("another process is preparing"));
    let mut starting = Running(place.orion(&database).arg("migrate").spawn().unwrap());
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(starting.0.try_wait().unwrap().is_none(), "it waits");
    assert_eq!(look(&database.login()).await.unwrap().holds, Holds::Nothing);
    drop(restore);
    assert!(starting.0.wait().unwrap().success());
    // It came first, so nothing of it is touched.
    assert!(refused(&place.restore(&database, &file)).contains("not empty"));
    assert_eq!(look(&database.login()).await.unwrap().holds, Holds::Orion);

    let other = TestDatabase::empty().await;
    assert_done(&place.restore(&other, &file));
    assert_eq!(people(&other).await, [person]);
}

#[tokio::test]
async fn what_a_restore_did_not_make_is_not_taken_away() {
    let database = TestDatabase::empty().await;
    let mut restore = Restore::begin(&database.login()).await.unwrap();
    restore.ready().await.unwrap();
    // A program that knows of no turns brings the database up meanwhile.
    MIGRATIONS.run(&mut database.connect_as("orion_owner").await).await.unwrap();
    restore.forget().await.unwrap();
    let left = "select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'queue'";
    let left: i64 =
        sqlx::query_scalar(left).fetch_one(&mut database.connect_as("orion_owner").await).await.unwrap();
    assert!(left > 0, "the functions of a database at work are gone");
}

#[tokio::test]
async fn the_environment_of_libpq_leads_to_no_other_database() {
    let place = Place::new();
    let (file, person) = backed_up(&place).await;
    let (named, other) = (TestDatabase::empty().await, TestDatabase::empty().await);
    let services = place.file("services");
    let of_other = other.login();
    let service = format!(
        "[other]\nhost={}\nport={}\ndbname={}\n",
        of_other.get_socket().unwrap().display(),
        of_other.get_port(),
        of_other.get_database().unwrap()
    );
    fs::write(&services, service).unwrap();
    let lead_away = |command: &mut std::process::Command| {
        command.env("PGSERVICE", "other").env("PGSERVICEFILE", &services);
        command.env("PGHOSTADDR", "127.0.0.9");
    };
    let mut command = place.orion(&named);
    lead_away(&mut command);
    assert_done(&command.arg("restore").arg(&file).output().unwrap());
    assert_eq!(people(&named).await, [person]);
    assert_eq!(look(&other.login()).await.unwrap().holds, Holds::Nothing);
    let mut command = place.orion(&named);
    lead_away(&mut command);
    assert_done(&command.args(["backup", "--to"]).arg(place.file("second")).output().unwrap());
}

#[tokio::test]
async fn a_key_file_that_cannot_be_read_does_not_spoil_a_backup() {
    let place = Place::new();
    let database = TestDatabase::create().await;
    fs::create_dir(place.file("data")).unwrap();
    fs::write(place.file("data").join("master.key"), "no key\n").unwrap();
    let file = place.file("orion.backup");
    let orion = || {
        let mut command = place.orion(&database);
        command.env_remove("ORION_MASTER_KEY");
        command
    };
    let told = assert_done(&orion().args(["backup", "--to"]).arg(&file).output().unwrap());
    assert!(told.contains("The backup is in") && told.contains("master.key is not right"), "{told}");
    let elsewhere = TestDatabase::empty().await;
    let mut restoring = orion();
    restoring.env("DATABASE_URL", elsewhere.url()).arg("restore").arg(&file);
    let told = assert_done(&restoring.output().unwrap());
    assert!(told.contains("Restored") && told.contains("master.key is not right"), "{told}");
}
