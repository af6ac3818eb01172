//! `make test` and the quick loop: what must hold before a change lands.

use crate::{
    browser_tests,
    command::Command,
    setup,
    setup::Need,
    site::{self, Profile},
    sqlx,
    step::step,
    workspace::Workspace,
};
use postgres::TestPostgres;
use std::thread;

mod postgres;

/// Everything that runs on the server. `frontend` stands apart, as it asks `app` for its browser half and cargo would
/// join both halves in one build; `xtask` too, so that its tests reuse what `cargo xtask` has built already.
const SERVER: [&str; 5] = ["--workspace", "--exclude", "frontend", "--exclude", "xtask"];

/// Sets up and runs every check and test.
pub fn test(workspace: &Workspace) -> anyhow::Result<()> {
    step("Looking for what the tests need", || {
        setup::require(&[Need::WasmTarget, Need::Node, Need::Postgres, Need::Chromium])
    })?;
    step("Format", || workspace.cargo(&["fmt", "--all", "--check"]).run())?;
    step("Types of the queries", || sqlx::check(workspace))?;
    step("Lints of the server", || lint_server(workspace))?;
    step("Lints of the browser half", || lint_browser(workspace))?;
    step("Site", || site::build(workspace, Profile::Dev))?;
    step("Build", || workspace.cargo(&["build", "--lib", "--bins", "--tests"]).args(SERVER).run())?;
    step("Examples in the documentation", || {
        workspace.cargo(&["test", "--doc", "--quiet"]).args(SERVER).run()
    })?;
    step("Tests of the build", || run_tests(workspace, &["--package", "xtask"], None))?;
    step("Browser tests", || browser_tests::run(workspace, &[]))?;
    step("Size of the release site", || site::build(workspace, Profile::Release))?;
    // Last, so that the run ends with the runner's own summary.
    step("Tests", || {
        let postgres = TestPostgres::hold(workspace)?;
        run_tests(workspace, &SERVER, Some(&postgres))
    })
}

/// Tells nextest how many tests run side by side: they wait for Postgres and for simulated platforms half of the time.
const AT_ONCE: &str = "NEXTEST_TEST_THREADS";

/// As it is told, else two for each processor.
fn at_once() -> String {
    let told = std::env::var(AT_ONCE).ok().filter(|told| !told.is_empty());
    told.unwrap_or_else(|| (2 * thread::available_parallelism().map_or(1, usize::from)).to_string())
}

/// Runs the tests of the server alone. `args` go to nextest.
pub fn server_tests(workspace: &Workspace, args: &[String]) -> anyhow::Result<()> {
    setup::require(&[Need::Postgres])?;
    let postgres = TestPostgres::hold(workspace)?;
    let tests = workspace.cargo(&["nextest", "run"]).args(SERVER).args(args);
    tests.env(postgres::FOLDER, postgres.folder()).env(AT_ONCE, at_once()).run()
}

/// Compiles and lints everything.
pub fn check(workspace: &Workspace) -> anyhow::Result<()> {
    setup::require(&[Need::WasmTarget])?;
    step("Format", || workspace.cargo(&["fmt", "--all", "--check"]).run())?;
    step("Server", || lint_server(workspace))?;
    step("Browser half", || lint_browser(workspace))
}

fn lint_server(workspace: &Workspace) -> anyhow::Result<()> {
    workspace
        .cargo(&["clippy", "--workspace", "--exclude", "frontend", "--all-targets", "--", "-D", "warnings"])
        .run()
}

fn lint_browser(workspace: &Workspace) -> anyhow::Result<()> {
    workspace
        .front_cargo(&["clippy", "--package", "frontend", "--package", "app"])
        .args(["--features", "app/hydrate", "--target", site::WASM_TARGET, "--", "-D", "warnings"])
        .run()
}

/// Runs the tests of the chosen packages, by nextest where it is installed.
fn run_tests(workspace: &Workspace, packages: &[&str], held: Option<&TestPostgres>) -> anyhow::Result<()> {
    let on_held = |command: Command| match held {
        Some(postgres) => command.env(postgres::FOLDER, postgres.folder()),
        None => command,
    };
    if workspace.cargo(&["nextest", "--version"]).succeeds() {
        let tests = workspace.cargo(&["nextest", "run"]).args(packages).env(AT_ONCE, at_once());
        return on_held(tests).run();
    }
    println!(
        "    cargo-nextest is not installed (`cargo install cargo-nextest`): cargo test does its work, slower"
    );
    on_held(workspace.cargo(&["test", "--lib", "--bins", "--tests"])).args(packages).run()
}
