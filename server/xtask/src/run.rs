//! `make run`: from a fresh clone to the demo company in the browser.

use std::env;

use crate::{
    command::Command,
    setup::{self, Need},
    site::{self, Profile},
    step::step,
    workspace::Workspace,
};

/// Sets up, builds, and becomes the server; the server itself says when and where it is ready.
pub fn run(workspace: &Workspace) -> anyhow::Result<()> {
    build(workspace)?;
    println!("==> Starting Orion (Ctrl-C stops it)");
    let serve = serve(workspace);
    let line = serve.to_string();
    Err(anyhow::Error::new(serve.become_it()).context(format!("cannot start {line}")))
}

/// Brings the machine and what is built up to date.
pub fn build(workspace: &Workspace) -> anyhow::Result<()> {
    step("Looking for what Orion needs", || {
        setup::require(&[Need::WasmTarget, Need::Node])?;
        // With DATABASE_URL Orion uses that server and starts none of its own.
        if env::var_os("DATABASE_URL").is_some() { Ok(()) } else { setup::require(&[Need::Postgres]) }
    })?;
    step("Building what the browser runs", || site::build(workspace, Profile::Dev))?;
    step("Building the server", || workspace.cargo(&["build", "--package", "orion"]).run())
}

/// The built server, in demo mode unless `ORION_DEMO` says otherwise.
pub fn serve(workspace: &Workspace) -> Command {
    let serve = Command::new(workspace.target.join("debug/orion")).args(["serve"]).dir(&workspace.root);
    if env::var_os("ORION_DEMO").is_some() { serve } else { serve.env("ORION_DEMO", "1") }
}
