//! The browser half: what `target/site` holds and the server serves as files.
//!
//! A development build lies in `pkg/` under fixed names, and the server lets browsers ask whether it changed. A release
//! build lies in `pkg/<version>/`, where the version is a digest of all its files, so browsers may keep it for ever;
//! `pkg/version.txt` tells the server the version, and beside each file lie its `.br` and `.gz`.

mod assemble;
mod compress;
pub mod digest;
mod fonts;
mod style;
mod wasm;

use crate::{
    npm::{self, Extent},
    step::step,
    workspace::Workspace,
};

pub use wasm::WASM_TARGET;

/// How the browser half is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quickly, with readable panics.
    Dev,
    /// As small as it gets.
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// Builds what is out of date and lays the whole site out in `target/site`.
pub fn build(workspace: &Workspace, profile: Profile) -> anyhow::Result<()> {
    let npm = workspace.root.join("server/xtask/npm");
    let parts = workspace.memory().join(profile.folder());
    let extent = if profile == Profile::Release { Extent::Whole } else { Extent::WithoutOptional };
    npm::install(&npm, extent)?;
    let linked = wasm::link(workspace, profile)?;
    digest::unless_fresh(&parts.join("wasm"), &[&linked], |out| {
        step("    Script and wasm", || wasm::bind(&linked, out, &npm, profile))
    })?;
    let styles = workspace.root.join("style");
    digest::unless_fresh(&parts.join("style"), &[&styles], |out| {
        style::bundle(&styles.join("main.css"), &out.join("orion.css"))?;
        style::bundle(&styles.join("paper.css"), &out.join("paper.css"))
    })?;
    fonts::copy(&npm, &parts.join("fonts"))?;
    assemble::assemble(workspace, &parts, profile)
}
