//! `make soak`: the program is killed again and again under load.

use crate::{
    command::Command,
    setup::{self, Need},
    workspace::Workspace,
};

/// Builds what is for development, for only that can be told at which step to die, and kills it so often.
pub fn run(workspace: &Workspace, kills: u32, seed: u64) -> anyhow::Result<()> {
    setup::require(&[Need::Postgres])?;
    workspace.cargo(&["build", "--package", "orion", "--package", "bench"]).run()?;
    let debug = workspace.target.join("debug");
    let bench = Command::new(debug.join("bench")).args(["--orion".as_ref(), debug.join("orion").as_os_str()]);
    let bench = bench.args(["--site".as_ref(), workspace.site().as_os_str()]);
    bench.args(["soak", "--kills", &kills.to_string(), "--seed", &seed.to_string()]).run()
}
