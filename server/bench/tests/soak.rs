//! `make soak` in short.
#![allow(clippy::unwrap_used)]

use std::{path::Path, process::Command};

const KILLS: &str = "6";

#[test]
fn a_few_kills_lose_nothing_double_nothing_and_hold_nothing_up() {
    let bench = Path::new(env!("CARGO_BIN_EXE_bench"));
    let orion = bench.with_file_name("orion");
    assert!(orion.is_file(), "build it first: cargo build --package orion");
    let soaked = Command::new(bench)
        .arg("--orion")
        .arg(orion)
        .args(["--site", concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/site")])
        .args(["soak", "--kills", KILLS])
        .output()
        .unwrap();
    let (said, told) = (String::from_utf8_lossy(&soaked.stdout), String::from_utf8_lossy(&soaked.stderr));
    assert_eq!(said.lines().last(), Some("kills 6 lost 0 doubled 0 stuck 0"), "{said}\n{told}");
}
