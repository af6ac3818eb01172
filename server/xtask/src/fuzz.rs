//! `make fuzz`: the fuzz targets of `server/validator/fuzz`, each for some time.
//!
//! cargo-fuzz asks for a nightly compiler, which it needs for the address sanitizer alone. No code here may be unsafe, so
//! what is to be found are panics, endless work and memory without bound, and these libFuzzer finds by itself. What leads
//! it, the counting of the edges that an input takes, every compiler can weave in.

use crate::{command::Command, workspace::Workspace};
use anyhow::{Context, bail, ensure};
use std::{fs, path::Path};

const TARGETS: [&str; 3] = ["rules", "text", "transform"];

/// As cargo-fuzz sets them, but for the sanitizer: each edge and each comparison is counted.
const FLAGS: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
    "--cfg=fuzzing",
];

/// Seconds after which one input counts as endless work, and MiB after which memory counts as without bound.
const SLOW: u32 = 5;
const MEMORY: u32 = 1024;
/// Bytes of an input.
const LONGEST: u32 = 16 * 1024;

/// Fuzzes each target, or only one, for so many seconds. What breaks one is left in the corpus' folder beside the others,
/// so that the tests replay it from then on.
pub fn run(workspace: &Workspace, seconds: u32, only: Option<&str>) -> anyhow::Result<()> {
    ensure!(
        Command::new("c++").args(["--version"]).succeeds(),
        "fuzzing needs a C++ compiler: please install it (Debian: build-essential)"
    );
    let host = host()?;
    let (folder, target) = (workspace.root.join("server/validator/fuzz"), workspace.target.join("fuzz"));
    // The same versions of everything as in the product; it is no part of its workspace.
    fs::copy(workspace.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    // With a target named, what runs at build time is left as it is.
    workspace
        .cargo(&["build", "--release", "--bins", "--target", &host])
        .dir(&folder)
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTFLAGS", FLAGS.join(" "))
        .run()?;
    let chosen: Vec<_> = TARGETS.iter().filter(|name| only.is_none_or(|only| only == **name)).collect();
    ensure!(!chosen.is_empty(), "the targets are {}", TARGETS.join(", "));
    let mut broken = Vec::new();
    for name in chosen {
        let program = target.join(&host).join("release").join(name);
        if let Err(error) = fuzz(&program, name, &folder, &target, seconds) {
            println!("    {error:#}");
            broken.push(*name);
        }
    }
    match broken.is_empty() {
        true => Ok(()),
        false => bail!("an input breaks {}: it lies in server/validator/fuzz/corpus", broken.join(", ")),
    }
}

fn fuzz(program: &Path, name: &str, folder: &Path, target: &Path, seconds: u32) -> anyhow::Result<()> {
    println!("==> Fuzzing {name} for {seconds} s");
    let (found, seeds) = (target.join("corpus").join(name), folder.join("corpus").join(name));
    fs::create_dir_all(&found)?;
    let of = |name: &str, value: u32| format!("-{name}={value}");
    let broken = format!("-artifact_prefix={}/", seeds.display());
    // What is new is written into the first folder.
    let folders = [found.as_os_str(), seeds.as_os_str()];
    Command::new(program)
        .args([of("max_total_time", seconds), of("timeout", SLOW), of("rss_limit_mb", MEMORY)])
        .args([of("max_len", LONGEST), of("print_final_stats", 1), of("verbosity", 1), broken])
        .args(folders)
        .run()
}

/// What this compiler compiles for when it is not told.
fn host() -> anyhow::Result<String> {
    let told = Command::new("rustc").args(["--version", "--verbose"]).read()?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not tell its host")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_fuzzed_and_has_a_corpus() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../validator/fuzz");
        let targets = fs::read_dir(folder.join("fuzz_targets")).unwrap();
        let mut names: Vec<_> = targets
            .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort_unstable();
        assert_eq!(names, TARGETS);
        for name in TARGETS {
            assert!(fs::read_dir(folder.join("corpus").join(name)).unwrap().count() > 5, "{name}");
        }
    }
}
