//! `make dev`: builds and starts Orion again after every change.

use std::{
    path::Path,
    process::{Child, ExitStatus},
    thread,
    time::{Duration, SystemTime},
};

use anyhow::Context;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use crate::{run, workspace::Workspace};

/// What Orion is made of.
const SOURCES: [&str; 7] = ["app", "frontend", "migrations", "server", "style", "docs/guides", "Cargo.toml"];
const GLANCE: Duration = Duration::from_millis(500);

/// Goes on until it is interrupted. What does not compile is left to be mended, the next change tries again.
pub fn dev(workspace: &Workspace) -> anyhow::Result<()> {
    loop {
        let built = state(workspace)?;
        let server = match run::build(workspace) {
            Ok(()) => Some(run::serve(workspace).start()?),
            Err(error) => {
                println!("error: {error:#}");
                None
            }
        };
        while state(workspace)? == built {
            thread::sleep(GLANCE);
        }
        println!("==> Something changed");
        if let Some(server) = server {
            stop(server)?;
        }
    }
}

fn stop(mut server: Child) -> anyhow::Result<ExitStatus> {
    let pid = Pid::from_raw(server.id().try_into().context("a process id out of range")?);
    // It may have ended by itself; then there is nobody to tell.
    let _ = kill(pid, Signal::SIGTERM);
    Ok(server.wait()?)
}

/// How many source files there are, and when the newest was written.
fn state(workspace: &Workspace) -> anyhow::Result<(usize, SystemTime)> {
    let mut state = (0, SystemTime::UNIX_EPOCH);
    for source in SOURCES {
        glance(&workspace.root.join(source), &mut state)?;
    }
    Ok(state)
}

fn glance(path: &Path, state: &mut (usize, SystemTime)) -> anyhow::Result<()> {
    // A file may vanish between being listed and being looked at.
    let Ok(found) = path.metadata() else { return Ok(()) };
    if found.is_file() {
        state.0 += 1;
        state.1 = state.1.max(found.modified()?);
    } else if !path.ends_with("node_modules") {
        for entry in path.read_dir()? {
            glance(&entry?.path(), state)?;
        }
    }
    Ok(())
}
