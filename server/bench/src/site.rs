//! What a browser has to fetch.

use crate::{installation::Setup, report::Report};
use anyhow::Context;
use std::{fs, path::Path};

const KB: f64 = 1_024.0;

pub fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if !report.wants(&["wasm.gzip_kb", "css.gzip_kb", "css.min_kb"]) {
        return Ok(());
    }
    let pkg = setup.site.join("pkg");
    let version = fs::read_to_string(pkg.join("version.txt")).context("the site is no release build")?;
    let folder = pkg.join(version.trim());
    report.line("wasm.gzip_kb", bytes(&folder, ".wasm.gz")? / KB, "KB");
    report.line("css.gzip_kb", bytes(&folder, "orion.css.gz")? / KB, "KB");
    report.line("css.min_kb", bytes(&folder, "orion.css")? / KB, "KB");
    Ok(())
}

/// All files of a folder whose names end so.
fn bytes(folder: &Path, ending: &str) -> anyhow::Result<f64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with(ending) {
            sum += entry.metadata()?.len();
        }
    }
    Ok(sum as f64)
}
