//! What npm brings, installed exactly as the lock file says.

use std::{fs, path::Path};

use anyhow::Context;

use crate::command::Command;

/// Which of a manifest's dependencies are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All.
    Whole,
    /// All but the optional ones.
    WithoutOptional,
}

/// Installs what `folder`'s lock file names, unless that stands there already.
pub fn install(folder: &Path, extent: Extent) -> anyhow::Result<()> {
    let lock = fs::read_to_string(folder.join("package-lock.json"))
        .with_context(|| format!("no package-lock.json in {}", folder.display()))?;
    let note = folder.join("node_modules/.installed");
    let installed = fs::read_to_string(&note).unwrap_or_default();
    let whole = format!("whole\n{lock}");
    let part = format!("part\n{lock}");
    if installed == whole || (extent == Extent::WithoutOptional && installed == part) {
        return Ok(());
    }
    println!("    installing npm packages of {}", folder.display());
    let omit: &[&str] = if extent == Extent::Whole { &[] } else { &["--omit=optional"] };
    Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .args(omit)
        .dir(folder)
        .run()?;
    fs::write(note, if extent == Extent::Whole { whole } else { part })?;
    Ok(())
}
