use private_postgres::PrivatePostgres;

use crate::harness::{Folder, query};

#[test]
fn the_login_becomes_each_role_and_is_nothing_by_itself() {
    let folder = Folder::new();
    let postgres = PrivatePostgres::start_for_tests(&folder.open()).unwrap();
    let orion = postgres.location();
    let sql =
        "select rolsuper, rolcreaterole, rolbypassrls, rolinherit from pg_roles where rolname = 'orion'";
    assert_eq!(query(orion, sql).unwrap(), "f|f|f|f");
    for role in ["orion_owner", "orion_app", "orion_system", "orion_queue"] {
        assert_eq!(query(orion, &format!("set role {role}; select current_user")).unwrap(), role);
    }

    query(orion, "set role orion_owner; create extension pg_trgm; create table t (n int)").unwrap();
    query(orion, "set role orion_queue; create schema graphile_worker").unwrap();
    let denied = query(orion, "select * from t").unwrap_err();
    assert!(denied.contains("permission denied"), "{denied}");
    let denied = query(orion, "set role orion_app; create table mine (n int)").unwrap_err();
    assert!(denied.contains("permission denied"), "{denied}");
    assert!(query(orion, "set role postgres").is_err());
    postgres.stop().unwrap();
}

#[test]
fn tests_may_make_databases_and_use_a_superuser() {
    let folder = Folder::new();
    let postgres = PrivatePostgres::start_for_tests(&folder.open()).unwrap();
    query(postgres.location(), "create database one_test owner orion_owner").unwrap();
    let sql = "select current_setting('is_superuser'), current_setting('fsync'), current_setting('max_connections')";
    assert_eq!(query(&postgres.superuser_of_tests(), sql).unwrap(), "on|off|200");
    postgres.stop().unwrap();
}
