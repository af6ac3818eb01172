//! `cargo xtask conformance`: runs the contract of connectors and writes its table.

use std::fs;

use anyhow::{Context, bail};

use crate::workspace::Workspace;

/// The test that runs it all; told by this variable, it writes the results there and the table into docs.
const TEST: &str = "every_connector_passes_what_applies_to_it_and_the_table_says_so";
const RESULTS: &str = "ORION_CONFORMANCE";

/// Runs every scenario against every connector. With `as_json` it prints the counts and nothing else.
pub fn run(workspace: &Workspace, as_json: bool) -> anyhow::Result<()> {
    let folder = workspace.memory();
    fs::create_dir_all(&folder)?;
    let results = folder.join("conformance.json");
    if results.exists() {
        fs::remove_file(&results)?;
    }
    let args = ["test", "--package", "connectors", "--test", "it", "--quiet", "--", TEST];
    let test = workspace.cargo(&args).env(RESULTS, &results);
    let outcome = if as_json { test.read().map(drop) } else { test.run() };
    let counts = fs::read_to_string(&results);
    match (&counts, as_json) {
        (Ok(counts), true) => println!("{counts}"),
        (Ok(counts), false) => println!("    {counts}\n    docs/conformance.md is up to date"),
        (Err(_), _) => {}
    }
    if let Err(error) = outcome {
        bail!("a connector does not pass: {error:#}");
    }
    counts.map(drop).context("the test left no results")
}
