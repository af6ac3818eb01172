//! Backups of the Postgres that Orion runs for itself, from one folder to another.

use super::{Running, assert_done, program, refused};
use std::{
    io::{BufRead, BufReader},
    process::{Output, Stdio},
};

#[test]
fn a_served_folder_is_backed_up_and_moves_to_another_one() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let file = folder.path().join("orion.backup");
    let create = |email: &str| -> Output {
        let user = ["user", "create", "--email", email, "--name", "Ana", "--company", "Loja", "--role"];
        let role = if email.starts_with("ana") { "owner" } else { "viewer" };
        let password = ("ORION_USER_PASSWORD", "cavalo correto bateria");
        let data_dir = if email.starts_with("ana") { &old } else { &new };
        program(data_dir).args(user).arg(role).env(password.0, password.1).output().unwrap()
    };
    // A folder without anything has no backup, and gets nothing by asking for one.
    let nothing = program(&old).args(["backup", "--to"]).arg(&file).output().unwrap();
    assert!(refused(&nothing).contains("nothing to back up"));
    assert!(!old.exists() && !file.exists());

    assert_done(&create("ana@loja.example"));
    let serving = program(&old).arg("serve").env("PORT", "0").stdout(Stdio::piped()).spawn();
    let mut serving = Running(serving.unwrap());
    let ready = BufReader::new(serving.0.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    assert!(ready.starts_with("Orion is ready"), "{ready}");
    assert_done(&program(&old).args(["backup", "--to"]).arg(&file).output().unwrap());
    // Into the folder that is served it is not restored.
    let served = program(&old).arg("restore").arg(&file).output().unwrap();
    assert!(refused(&served).contains("already serves"));
    serving.terminate();
    assert!(serving.0.wait().unwrap().success(), "a clean end");
    let full = program(&old).arg("restore").arg(&file).output().unwrap();
    let told = refused(&full);
    assert!(told.contains("not empty") && told.contains("DATA_DIR"), "{told}");

    let restored = program(&new).arg("restore").arg(&file).output().unwrap();
    let told = assert_done(&restored);
    assert!(told.contains("from schema"), "{told}");
    assert!(!new.join("master.key").exists(), "a key that opens nothing is not made");
    // Her company is there: a second person joins it.
    assert_done(&create("bia@loja.example"));
}
