//! Where things lie in this checkout.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::Context;

use crate::command::Command;

/// The folders of one checkout.
pub struct Workspace {
    /// The folder of the workspace's manifest.
    pub root: PathBuf,
    /// Cargo's target folder; several checkouts may share it.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the checkout that cargo runs this program for.
    pub fn find() -> anyhow::Result<Self> {
        // Asked at run time: with a shared target folder, another checkout may have built this program.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask ...`")?;
        let root = Path::new(&manifest)
            .ancestors()
            .nth(2)
            .context("the manifest lies in server/xtask")?
            .to_path_buf();
        let target = root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
        Ok(Self { root, target })
    }

    /// What the server serves as files.
    pub fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// What xtask remembers between runs of this checkout.
    pub fn memory(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    /// The target folder of the browser half: its own, so that building it does not wait for a server build.
    pub fn front_target(&self) -> PathBuf {
        self.target.join("front")
    }

    /// A call of cargo at the workspace's root.
    pub fn cargo(&self, args: &[&str]) -> Command {
        Command::cargo().args(args).dir(&self.root).env("CARGO_TARGET_DIR", &self.target)
    }

    /// The same for the browser's crates, in their own target folder.
    pub fn front_cargo(&self, args: &[&str]) -> Command {
        self.cargo(args).env("CARGO_TARGET_DIR", self.front_target())
    }
}
