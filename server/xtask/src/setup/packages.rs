//! Packages of the distribution.

use anyhow::bail;

use super::{HEADLESS, Need, on_path};
use crate::command::Command;

/// Installs the packages for `needs` by apt-get or Homebrew, where that needs no password.
pub fn install(needs: &[Need]) -> anyhow::Result<()> {
    let names = needs.iter().map(|need| need.name()).collect::<Vec<_>>().join(", ");
    if on_path("apt-get").is_some() {
        let Some(root) = as_root() else {
            let packages = packages(needs, debian).join(" ");
            bail!("{names} missing: please run `sudo apt-get install {packages}`");
        };
        println!("    installing {names} (apt-get)");
        apt_get(root, &["update", "--quiet"])?;
        let packages = packages(needs, debian);
        return apt_get(
            root,
            &[&["install", "--yes", "--quiet", "--no-install-recommends"], &packages[..]].concat(),
        );
    }
    let packages = packages(needs, homebrew);
    if on_path("brew").is_some() {
        println!("    installing {names} (Homebrew)");
        return Command::new("brew").args(["install"]).args(packages).run();
    }
    bail!("{names} missing: please install it with your system's package manager");
}

fn packages(needs: &[Need], of: fn(Need) -> &'static [&'static str]) -> Vec<&'static str> {
    needs.iter().flat_map(|need| of(*need)).copied().collect()
}

fn debian(need: Need) -> &'static [&'static str] {
    match need {
        Need::WasmTarget => &[],
        Need::Node => &["nodejs", "npm"],
        Need::Postgres => &["postgresql"],
        // Debian has it since 12.
        Need::Chromium if Command::new("apt-cache").args(["show", HEADLESS]).succeeds() => &[HEADLESS],
        Need::Chromium => &["chromium"],
    }
}

fn homebrew(need: Need) -> &'static [&'static str] {
    match need {
        Need::WasmTarget => &[],
        Need::Node => &["node"],
        Need::Postgres => &["postgresql@17"],
        Need::Chromium => &["google-chrome"],
    }
}

/// What to put before a command that needs root: nothing as root, sudo where it asks for no password.
fn as_root() -> Option<&'static [&'static str]> {
    let root = Command::new("id").args(["-u"]).read().is_ok_and(|id| id.trim() == "0");
    if root {
        Some(&[])
    } else if Command::new("sudo").args(["-n", "true"]).succeeds() {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}

fn apt_get(root: &[&str], args: &[&str]) -> anyhow::Result<()> {
    // `env` carries the setting through sudo, which drops the caller's environment.
    let line = [root, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], args].concat();
    Command::new(line[0]).args(&line[1..]).run()
}
