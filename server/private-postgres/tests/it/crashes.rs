use std::{fs, os::unix::net::UnixStream, thread, time::Duration};

use private_postgres::{Error, PrivatePostgres};

use crate::harness::{Folder, Holder, kill_now, query, query_url};

#[test]
fn a_server_that_outlived_its_killed_owner_is_adopted_and_later_stopped() {
    let folder = Folder::new();
    let owner = Holder::start(&folder.path(), "serve");
    let url = owner.url.clone();
    let server = folder.postmaster();
    owner.kill_9();
    assert_eq!(query_url(&url, "select 1").unwrap(), "1");

    let next = Holder::start(&folder.path(), "serve");
    assert_eq!(folder.postmaster(), server);
    assert_eq!(next.url, url);
    next.finish();
    assert_eq!(folder.postmaster(), None);
}

#[test]
fn after_both_were_killed_the_next_start_has_all_that_was_committed() {
    let folder = Folder::new();
    let owner = Holder::ready(Holder::spawn(&folder.path(), "serve", "production"));
    let sql = "set role orion_owner; create table kept as select generate_series(1, 1000) n";
    query_url(&owner.url, sql).unwrap();
    let server = folder.postmaster().unwrap();
    owner.kill_9();
    kill_now(server);

    let next = Holder::ready(Holder::spawn(&folder.path(), "serve", "production"));
    assert_ne!(folder.postmaster(), Some(server));
    assert_eq!(query_url(&next.url, "set role orion_owner; select count(*) from kept").unwrap(), "1000");
    next.finish();
}

#[test]
fn a_killed_server_is_started_again_at_the_same_place_by_its_owner() {
    // A path too long for a socket: the random folder in /tmp has to be found again.
    let folder = Folder::named(&"x".repeat(120));
    let postgres = PrivatePostgres::start_for_tests(&folder.open()).unwrap();
    let server = folder.postmaster().unwrap();
    postgres.tend().unwrap();
    assert_eq!(folder.postmaster(), Some(server));

    kill_now(server);
    // A child that it had just started may hold its socket a moment longer.
    let location = postgres.location();
    let socket = location.socket_dir.join(format!(".s.PGSQL.{}", location.port));
    while UnixStream::connect(&socket).is_ok() {
        thread::sleep(Duration::from_millis(5));
    }
    postgres.tend().unwrap();
    assert_ne!(folder.postmaster(), Some(server));
    assert_eq!(query(postgres.location(), "select 1").unwrap(), "1");

    fs::remove_dir_all(&postgres.location().socket_dir).unwrap();
    postgres.tend().unwrap();
    assert_eq!(query(postgres.location(), "select 1").unwrap(), "1");
    let socket_dir = postgres.location().socket_dir.clone();
    postgres.stop().unwrap();
    assert!(!socket_dir.exists());
}

#[test]
fn a_stale_pid_file_that_names_a_stranger_harms_neither() {
    let folder = Folder::new();
    let data_dir = folder.open();
    let first = PrivatePostgres::start_for_tests(&data_dir).unwrap();
    let pid_file = folder.cluster().join("data/postmaster.pid");
    let text = fs::read_to_string(&pid_file).unwrap();
    first.stop().unwrap();
    let mut stranger = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    fs::write(&pid_file, format!("{}\n{rest}", stranger.id())).unwrap();

    let next = PrivatePostgres::start_for_tests(&data_dir).unwrap();
    assert_eq!(query(next.location(), "select 1").unwrap(), "1");
    next.stop().unwrap();
    assert!(stranger.try_wait().unwrap().is_none(), "the stranger was stopped");
    stranger.kill().unwrap();
    stranger.wait().unwrap();
}

#[test]
fn an_interrupted_first_start_is_begun_anew() {
    let folder = Folder::new();
    let data_dir = folder.open();
    fs::create_dir_all(folder.cluster().join("data.new/base")).unwrap();
    let postgres = PrivatePostgres::start_for_tests(&data_dir).unwrap();
    assert!(!folder.cluster().join("data.new").exists());
    postgres.stop().unwrap();
}

#[test]
fn what_keeps_the_server_from_starting_is_told_from_its_log() {
    let folder = Folder::new();
    let data_dir = folder.open();
    PrivatePostgres::start_for_tests(&data_dir).unwrap().stop().unwrap();
    let own_settings = folder.cluster().join("local.conf");
    fs::write(&own_settings, "shared_buffers = 'a lot'\n").unwrap();
    let error = PrivatePostgres::start_for_tests(&data_dir).unwrap_err();
    assert!(error.to_string().contains("shared_buffers"), "{error}");

    fs::remove_file(own_settings).unwrap();
    fs::remove_file(data_dir.path().join("postgres.password")).unwrap();
    let error = PrivatePostgres::start_for_tests(&data_dir).unwrap_err();
    assert!(matches!(error, Error::PasswordMissing { .. }), "{error}");

    data_dir.write_private("postgres.password", b"whatever").unwrap();
    fs::write(folder.cluster().join("data/PG_VERSION"), "9\n").unwrap();
    let error = PrivatePostgres::start_for_tests(&data_dir).unwrap_err();
    assert!(error.to_string().contains("install PostgreSQL 9"), "{error}");
}
