use std::{
    fs,
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, chown, symlink},
    },
    path::Path,
};

use nix::unistd::{getegid, geteuid};
use private_postgres::{DataDir, Error, PrivatePostgres};

use crate::harness::{Folder, HOLDER, Holder, NOTE, is_root, nobody, query, query_url};

#[test]
fn in_a_closed_folder_the_cluster_lies_where_its_account_reaches_it() {
    let folder = Folder::new();
    fs::set_permissions(folder.path().parent().unwrap(), fs::Permissions::from_mode(0o700)).unwrap();
    let postgres = PrivatePostgres::start_or_attach(&folder.open()).unwrap();
    assert_eq!(query(postgres.location(), "select 1").unwrap(), "1");
    let cluster = folder.cluster();
    assert_eq!(cluster.starts_with("/var/lib/orion"), is_root(), "{}", cluster.display());
    assert_eq!(cluster.starts_with(folder.path()), !is_root(), "{}", cluster.display());
    assert_ne!(folder.data_owner(), 0, "Postgres is never root's");
    postgres.stop().unwrap();
    let again = PrivatePostgres::start_or_attach(&folder.open()).unwrap();
    assert_eq!(query(again.location(), "select 1").unwrap(), "1");
    again.stop().unwrap();
}

#[test]
fn a_cluster_that_is_elsewhere_and_missing_is_not_made_anew() {
    let folder = Folder::new();
    let data_dir = folder.open();
    data_dir.write_private(NOTE, folder.path().join("gone").as_os_str().as_bytes()).unwrap();
    let error = PrivatePostgres::start_for_tests(&data_dir).unwrap_err();
    assert!(error.to_string().contains("which is missing"), "{error}");
}

#[test]
fn the_owner_of_a_folder_runs_it_and_who_else_attaches_takes_nothing_away() {
    // Nobody but root can be another one than the owner.
    let owner = if is_root() { nobody() } else { (geteuid().as_raw(), getegid().as_raw()) };
    let folder = Folder::new();
    fs::create_dir(folder.path()).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    chown(folder.path(), Some(owner.0), Some(owner.1)).unwrap();
    let program = folder.path().parent().unwrap().join("hold");
    fs::copy(HOLDER, &program).unwrap();

    let by_caller = Holder::start(&folder.path(), "attach");
    assert_eq!(folder.data_owner(), owner.0);
    by_caller.finish();
    let by_owner = Holder::ready(Holder::spawn_as(&program, owner, &folder.path(), "tests"));
    let by_caller = Holder::start(&folder.path(), "attach");
    assert_eq!(query_url(&by_owner.url, "select 1").unwrap(), "1");
    by_owner.finish();
    by_caller.finish();
    Holder::ready(Holder::spawn_as(&program, owner, &folder.path(), "tests")).finish();
    assert_eq!(folder.postmaster(), None);
}

#[test]
fn a_path_of_150_characters_and_more_works() {
    let folder = Folder::named(&"long".repeat(40));
    let postgres = PrivatePostgres::start_or_attach(&folder.open()).unwrap();
    assert_eq!(query(postgres.location(), "select 1").unwrap(), "1");
    let socket_dir = postgres.location().socket_dir.clone();
    assert!(socket_dir.starts_with("/tmp"), "{}", socket_dir.display());
    postgres.stop().unwrap();
    assert!(!socket_dir.exists());
}

#[test]
fn a_path_with_spaces_quotes_and_commas_works() {
    for (name, holds_its_socket) in [("my \"shop\" it's $HOME ~", true), ("shops, all of them", false)] {
        let folder = Folder::named(name);
        let postgres = PrivatePostgres::start_for_tests(&folder.open()).unwrap();
        assert_eq!(query(postgres.location(), "select 1").unwrap(), "1");
        assert_eq!(postgres.location().socket_dir.starts_with(folder.path()), holds_its_socket);
        postgres.stop().unwrap();
    }
}

#[test]
fn a_folder_that_is_not_safe_is_refused_with_the_reason() {
    let folder = Folder::new();
    fs::create_dir(folder.path()).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let refused = |path: &Path| DataDir::open(path).unwrap_err().to_string();
    assert!(refused(&folder.path()).contains("chmod go-w"));
    assert!(refused(Path::new("/dev/null")).contains("not a folder"));
    assert!(refused(&folder.path().join("a\nb")).contains("control characters"));
}

#[test]
fn a_symbolic_link_in_place_of_a_lock_is_not_followed() {
    let folder = Folder::new();
    let data_dir = folder.open();
    let victim = folder.path().join("victim");
    symlink(&victim, folder.path().join("postgres-start.lock")).unwrap();
    let error = PrivatePostgres::start_for_tests(&data_dir).unwrap_err();
    assert!(matches!(error, Error::Io { .. }), "{error}");
    assert!(!victim.exists());
}

#[test]
fn a_symbolic_link_in_place_of_the_cluster_is_refused() {
    let folder = Folder::new();
    let data_dir = folder.open();
    let victim = folder.path().join("victim");
    fs::create_dir(&victim).unwrap();
    symlink(&victim, folder.path().join("postgres")).unwrap();
    let error = PrivatePostgres::start_for_tests(&data_dir).unwrap_err();
    assert!(error.to_string().contains("not a folder of the same owner"), "{error}");
    assert_eq!(fs::read_dir(&victim).unwrap().count(), 0);
}
