use std::{fs, os::unix::fs::PermissionsExt};

use nix::unistd::{Pid, getpgid};
use private_postgres::{Error, PrivatePostgres, ServeLock};

use crate::harness::{Folder, HOLDER, Holder, query, query_url, told};

#[test]
fn the_first_start_makes_a_durable_server_and_a_clean_stop_ends_it() {
    let folder = Folder::new();
    let data_dir = folder.open();
    let postgres = PrivatePostgres::start_or_attach(&data_dir).unwrap();
    let location = postgres.location().clone();
    let shown = query(
        &location,
        "select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('listen_addresses'),
                current_setting('data_checksums'), current_setting('server_encoding'), current_setting('jit')",
    );
    assert_eq!(shown.unwrap(), "on|on||on|UTF8|off");
    query(&location, "set role orion_owner; create table kept (n int); insert into kept values (7)").unwrap();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(data_dir.path().join("postgres.password")), 0o600);
    assert_eq!(mode(location.socket_dir.clone()), 0o700);
    assert!(
        !format!("{postgres:?}")
            .contains(&fs::read_to_string(data_dir.path().join("postgres.password")).unwrap())
    );

    postgres.stop().unwrap();
    assert_eq!(folder.postmaster(), None);
    assert!(query(&location, "select 1").is_err());

    let again = PrivatePostgres::start_or_attach(&data_dir).unwrap();
    assert_eq!(query(again.location(), "set role orion_owner; select n from kept").unwrap(), "7");
    let superuser = query(&again.superuser_of_tests(), "select 1").unwrap_err();
    assert!(superuser.contains("authentication failed"), "{superuser}");
    again.stop().unwrap();
}

#[test]
fn dropping_the_only_share_stops_the_server() {
    let folder = Folder::new();
    let postgres = PrivatePostgres::start_for_tests(&folder.open()).unwrap();
    assert!(folder.postmaster().is_some());
    drop(postgres);
    assert_eq!(folder.postmaster(), None);
}

#[test]
fn a_second_serve_is_refused_and_told_which_process_serves() {
    let folder = Folder::new();
    let data_dir = folder.open();
    let serving = ServeLock::acquire(&data_dir).unwrap();
    let mut second = Holder::spawn(&folder.path(), "serve", "tests");
    assert!(!second.wait().unwrap().success(), "{HOLDER} served a folder that is served");
    let text = told(&mut second);
    assert!(text.contains(&format!("process {}", std::process::id())), "{text}");
    assert!(text.contains("already serves"), "{text}");
    assert!(matches!(ServeLock::acquire(&data_dir), Err(Error::AlreadyServed { .. })));

    drop(serving);
    ServeLock::acquire(&data_dir).unwrap();
}

#[test]
fn commands_attach_to_a_serving_process_and_the_last_one_out_stops_the_server() {
    let folder = Folder::new();
    let serving = Holder::start(&folder.path(), "serve");
    let server = folder.postmaster();
    let group = |pid: i32| getpgid(Some(Pid::from_raw(pid))).unwrap();
    assert_ne!(
        group(server.unwrap()),
        group(serving.pid()),
        "Ctrl-C would reach Postgres before orion is done"
    );
    let command = Holder::start(&folder.path(), "attach");
    let other = Holder::start(&folder.path(), "attach");
    assert_eq!(command.url, serving.url);

    command.finish();
    assert_eq!(query_url(&serving.url, "select 1").unwrap(), "1");
    serving.finish();
    assert_eq!(query_url(&other.url, "select 1").unwrap(), "1");
    assert_eq!(folder.postmaster(), server);
    other.finish();
    assert_eq!(folder.postmaster(), None);
}

#[test]
fn two_that_start_an_empty_folder_at_once_share_one_server() {
    let folder = Folder::new();
    let (first, second) =
        (Holder::spawn(&folder.path(), "attach", "tests"), Holder::spawn(&folder.path(), "attach", "tests"));
    let (first, second) = (Holder::ready(first), Holder::ready(second));
    assert_eq!(first.url, second.url);
    first.finish();
    assert_eq!(query_url(&second.url, "select 1").unwrap(), "1");
    second.finish();
    assert_eq!(folder.postmaster(), None);
}

#[test]
fn a_server_left_running_is_found_by_the_next_who_asks() {
    let folder = Folder::new();
    let data_dir = folder.open();
    PrivatePostgres::start_for_tests(&data_dir).unwrap().leave_running().unwrap();
    let server = folder.postmaster();
    assert!(server.is_some());
    let next = PrivatePostgres::start_for_tests(&data_dir).unwrap();
    assert_eq!(folder.postmaster(), server);
    next.stop().unwrap();
    assert_eq!(folder.postmaster(), None);
}
