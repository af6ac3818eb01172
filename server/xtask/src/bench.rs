//! `make bench`: builds everything as it ships, then measures it.

use crate::{
    command::Command,
    setup::{self, Need},
    site::{self, Profile},
    workspace::Workspace,
};

/// Measures the lines whose names begin with `filter`.
pub fn run(workspace: &Workspace, filter: &str) -> anyhow::Result<()> {
    setup::require(&[Need::WasmTarget, Need::Node, Need::Postgres])?;
    site::build(workspace, Profile::Release)?;
    // Erased components compile faster and run slower: the flag of `.cargo/config.toml` is for development.
    workspace
        .cargo(&["build", "--release", "--package", "orion", "--package", "bench"])
        .env("RUSTFLAGS", "")
        .run()?;
    let release = workspace.target.join("release");
    let bench = Command::new(release.join("bench"));
    let bench = bench.args(["--orion".as_ref(), release.join("orion").as_os_str()]);
    bench.args(["--site".as_ref(), workspace.site().as_os_str()]).args(["run", "--filter", filter]).run()
}
