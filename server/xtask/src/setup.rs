//! What the machine must have, and how it gets there.

mod packages;

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use private_postgres::PostgresPrograms;

use crate::{command::Command, site::WASM_TARGET};

/// Something outside this repository.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The standard library for wasm.
    WasmTarget,
    /// Node and npm: the typeface, wasm-opt, Playwright.
    Node,
    /// The programs of a Postgres server, 15 or later; none need be running.
    Postgres,
    /// A browser for the tests.
    Chromium,
}

/// Installs what of `needs` is missing. Says what it does; an error says in one sentence what to do by hand.
pub fn require(needs: &[Need]) -> anyhow::Result<()> {
    let missing = needs.iter().copied().filter(|need| !need.is_met());
    let (target, packages): (Vec<_>, Vec<_>) = missing.partition(|need| *need == Need::WasmTarget);
    if !target.is_empty() {
        println!("    adding the wasm target to the Rust toolchain");
        Command::new("rustup").args(["target", "add", WASM_TARGET]).run().with_context(|| {
            format!("give your Rust toolchain the target {WASM_TARGET} (rustup: `rustup target add {WASM_TARGET}`)")
        })?;
    }
    if !packages.is_empty() {
        packages::install(&packages)?;
    }
    match needs.iter().find(|need| !need.is_met()) {
        None => Ok(()),
        Some(need) => bail!("{} is still missing: please install it", need.name()),
    }
}

/// Chromium without windows: the tests take half of the time that they take in the whole browser.
const HEADLESS: &str = "chromium-headless-shell";

/// The browser for the tests: what `CHROMIUM` names, else the machine's. Where nobody looks on, the one without windows
/// comes first.
pub fn chromium(is_watched: bool) -> anyhow::Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    let headless = if is_watched { None } else { on_path(HEADLESS) };
    headless
        .or_else(|| ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| on_path(name)))
        .or_else(|| {
            ["Google Chrome", "Chromium"]
                .iter()
                .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")))
                .find(|path| path.is_file())
        })
        .context("no Chromium found: install it, or say by CHROMIUM where it is")
}

impl Need {
    fn is_met(self) -> bool {
        match self {
            Self::WasmTarget => Command::new("rustc")
                .args(["--print", "target-libdir", "--target", WASM_TARGET])
                .read()
                .is_ok_and(|folder| Path::new(folder.trim()).is_dir()),
            Self::Node => on_path("node").is_some() && on_path("npm").is_some(),
            Self::Postgres => PostgresPrograms::find().is_ok(),
            Self::Chromium => chromium(false).is_ok(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::WasmTarget => "the Rust target for wasm",
            Self::Node => "Node with npm",
            Self::Postgres => "a PostgreSQL server's programs (initdb, postgres)",
            Self::Chromium => "Chromium",
        }
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}
