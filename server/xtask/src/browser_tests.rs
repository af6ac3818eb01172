//! The browser tests: Playwright on a server of their own.

use anyhow::{Context, ensure};

use crate::{
    command::Command,
    npm::{self, Extent},
    setup,
    workspace::Workspace,
};

const OLDEST_NODE: u32 = 20;
/// What asks Playwright for windows.
const IN_WINDOWS: [&str; 3] = ["--headed", "--debug", "--ui"];

/// Runs the journeys in `end2end/` on the built server and site. `args` go to Playwright.
pub fn run(workspace: &Workspace, args: &[String]) -> anyhow::Result<()> {
    let folder = workspace.root.join("end2end");
    ensure!(
        node_major()? >= OLDEST_NODE,
        "Playwright needs Node {OLDEST_NODE} or later: please install that"
    );
    npm::install(&folder, Extent::Whole)?;
    Command::new("npx").args(["--no-install", "tsc", "--noEmit"]).dir(&folder).run()?;
    Command::new("npx")
        .args(["--no-install", "playwright", "test"])
        .args(args)
        .dir(&folder)
        .env("ORION_BIN", workspace.target.join("debug/orion"))
        .env("CHROMIUM", setup::chromium(args.iter().any(|arg| IN_WINDOWS.contains(&arg.as_str())))?)
        .run()
}

fn node_major() -> anyhow::Result<u32> {
    let version = Command::new("node").args(["--version"]).read()?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    major.and_then(|major| major.parse().ok()).with_context(|| format!("node tells no version: {version}"))
}
