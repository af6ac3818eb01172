//! `make bench`: builds everything as it ships, then measures it.

use std::path::PathBuf;

use crate::{
    command::Command,
    npm::{self, Extent},
    setup::{self, Need},
    site::{self, Profile},
    workspace::Workspace,
};

/// How the lines begin that a browser measures.
const IN_BROWSER: &str = "page";

/// Measures the lines whose names begin with `filter`.
pub fn run(workspace: &Workspace, filter: &str) -> anyhow::Result<()> {
    setup::require(&[Need::WasmTarget, Need::Node, Need::Postgres])?;
    site::build(workspace, Profile::Release)?;
    workspace.cargo(&["build", "--release", "--package", "orion", "--package", "bench"]).run()?;
    let release = workspace.target.join("release");
    let bench = Command::new(release.join("bench"));
    let bench = bench.args(["--orion".as_ref(), release.join("orion").as_os_str()]);
    let bench = bench.args(["--site".as_ref(), workspace.site().as_os_str()]);
    let bench = match browser(workspace, filter)? {
        Some((chromium, script)) => {
            bench.env("CHROMIUM", chromium).args(["--first-paint".as_ref(), script.as_os_str()])
        }
        None => bench,
    };
    bench.args(["run", "--filter", filter]).run()
}

/// The browser, and the script that has it load pages; none where nothing asks for it or there is none.
fn browser(workspace: &Workspace, filter: &str) -> anyhow::Result<Option<(PathBuf, PathBuf)>> {
    let is_wanted = filter.starts_with(IN_BROWSER) || IN_BROWSER.starts_with(filter);
    let Some(chromium) = setup::chromium(false).ok().filter(|_| is_wanted) else { return Ok(None) };
    let folder = workspace.root.join("end2end");
    npm::install(&folder, Extent::Whole)?;
    Ok(Some((chromium, folder.join("first-paint.mjs"))))
}
