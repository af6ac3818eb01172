//! Checking catalogues: rows a second, memory and the first fault, in a process of its own as a customer's table would
//! be checked, with the ten rules of `bench/peers/catalog`; and what the console makes of it.

mod check;
mod console;
mod table;

pub use check::check;

use crate::{
    installation::Setup,
    report::{Report, note},
};
use anyhow::{Context, ensure};
use check::Figures;
use std::{path::Path, process::Command};
use table::{Planted, write_csv, write_workbook};

const ROWS: u64 = 1_000_000;
const MANY: u64 = 10_000_000;
/// As many as a sheet of Excel takes in a time that one waits for.
const SHEET: u64 = 200_000;
/// The best of so many is told: what else the machine does only ever makes it slower.
const TIMES: usize = 3;

const CSV: [&str; 4] =
    ["validation.csv.rate", "validation.csv.cpu_rate", "validation.csv.rss_mib", "validation.first_fault_ms"];

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    let folder = tempfile::tempdir_in(setup.folder())?;
    let path = |name: &str| folder.path().join(name);
    if report.wants(&CSV) {
        let file = path("million.csv");
        let planted = write_csv(&file, ROWS)?;
        let best = best(&file, &planted)?;
        report.line("validation.csv.rate", best.rate(), "rows/s");
        report.line("validation.csv.cpu_rate", best.cpu_rate(), "rows/cpu-s");
        report.line("validation.csv.rss_mib", best.peak_mib, "MiB");
        report.line("validation.first_fault_ms", best.first_fault_ms, "ms");
        std::fs::remove_file(file)?;
    }
    if report.wants(&["validation.csv.rss_10m_mib"]) {
        let file = path("millions.csv");
        let planted = write_csv(&file, MANY)?;
        let once = run(&file, &planted)?;
        report.line("validation.csv.rss_10m_mib", once.peak_mib, "MiB");
        std::fs::remove_file(file)?;
    }
    if report.wants(&["validation.xlsx.rate"]) {
        let file = path("sheet.xlsx");
        let planted = write_workbook(&file, SHEET)?;
        report.line("validation.xlsx.rate", best(&file, &planted)?.rate(), "rows/s");
    }
    console::measure(setup, report, ROWS).await
}

fn best(file: &Path, planted: &Planted) -> anyhow::Result<Figures> {
    let mut best = run(file, planted)?;
    for _ in 1..TIMES {
        let next = run(file, planted)?;
        if next.ms < best.ms {
            best = next;
        }
    }
    Ok(best)
}

/// Checks a table in a process of its own; what it finds has to be what was planted.
fn run(file: &Path, planted: &Planted) -> anyhow::Result<Figures> {
    note(&format!("{} rows of a catalogue are checked", planted.rows));
    let done = Command::new(std::env::current_exe()?)
        .args(["--orion", "-", "--site", "-", "check"])
        .arg(file)
        .output()
        .context("the check cannot be started")?;
    ensure!(done.status.success(), "the check failed: {}", String::from_utf8_lossy(&done.stderr));
    let figures: Figures = serde_json::from_slice(&done.stdout).context("the check tells no figures")?;
    ensure!(figures.rows == planted.rows, "{} of {} rows were checked", figures.rows, planted.rows);
    ensure!(figures.faults == planted.faults, "found {:?}, planted {:?}", figures.faults, planted.faults);
    Ok(figures)
}
