use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown, symlink},
    path::Path,
};

use nix::unistd::User;
use private_postgres::{DataDir, Error, PrivatePostgres};

use crate::harness::{Folder, HOLDER, Holder, is_root, query, query_url};

#[test]
fn a_folder_below_roots_home_has_its_cluster_elsewhere_and_a_note_of_it() {
    if !is_root() {
        return;
    }
    let folder = Folder::below(Path::new("/root"), "data");
    let postgres = PrivatePostgres::start_or_attach(&folder.open()).unwrap();
    assert_eq!(query(postgres.location(), "select 1").unwrap(), "1");
    assert!(folder.cluster().starts_with("/var/lib/orion"), "{}", folder.cluster().display());
    postgres.stop().unwrap();
    let again = PrivatePostgres::start_or_attach(&folder.open()).unwrap();
    assert_eq!(query(again.location(), "select 1").unwrap(), "1");
    again.stop().unwrap();

    fs::remove_dir_all(folder.cluster()).unwrap();
    let error = PrivatePostgres::start_or_attach(&folder.open()).unwrap_err();
    assert!(error.to_string().contains("which is missing"), "{error}");
}

#[test]
fn an_ordinary_user_runs_it_and_root_attaches_without_taking_it_away() {
    if !is_root() {
        return;
    }
    let nobody = User::from_name("nobody").unwrap().unwrap().uid.as_raw();
    let folder = Folder::new();
    fs::create_dir(folder.path()).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    chown(folder.path(), Some(nobody), Some(nobody)).unwrap();
    let program = folder.path().parent().unwrap().join("hold");
    fs::copy(HOLDER, &program).unwrap();

    let by_root = Holder::start(&folder.path(), "attach");
    by_root.finish();
    let by_user = Holder::ready(Holder::spawn_as(&program, nobody, &folder.path(), "tests"));
    let by_root = Holder::start(&folder.path(), "attach");
    assert_eq!(query_url(&by_user.url, "select 1").unwrap(), "1");
    by_user.finish();
    by_root.finish();
    Holder::ready(Holder::spawn_as(&program, nobody, &folder.path(), "tests")).finish();
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
