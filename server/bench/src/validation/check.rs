//! One check, in a process of its own.

use crate::process::Process;
use anyhow::{Context, anyhow};
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::Read,
    path::Path,
    time::{Duration, Instant},
};
use validator::{
    engine::{Fault, Lists, Options, Plan, Progress, Sink, SinkError, run},
    rules::{RuleSet, read_pack},
    table::{FileKind, Limits, SAMPLE, Table, WatchedFile, Workbook, detect_text, file_kind},
};

/// The ten rules of the comparison, in Orion's language.
pub const RULES: &str = include_str!("../../../../bench/peers/catalog/rules.orion.yaml");

/// What a check took.
#[derive(Debug, Serialize, Deserialize)]
pub struct Figures {
    pub rows: u64,
    /// Of each rule.
    pub faults: Vec<u64>,
    /// From the reading of the rules to the end.
    pub ms: f64,
    pub first_fault_ms: f64,
    pub cpu_ms: f64,
    pub peak_mib: f64,
}

impl Figures {
    pub fn rate(&self) -> f64 {
        self.rows as f64 / (self.ms / 1e3)
    }

    pub fn cpu_rate(&self) -> f64 {
        self.rows as f64 / (self.cpu_ms / 1e3)
    }
}

/// Keeps line and rule of each fault, as the other validators do.
struct Found {
    begun: Instant,
    first: Option<Duration>,
    faults: Vec<(u64, u32)>,
}

impl Sink for Found {
    fn fault(&mut self, fault: Fault) -> Result<(), SinkError> {
        self.first.get_or_insert_with(|| self.begun.elapsed());
        self.faults.push((fault.line, fault.rule.map_or(u32::MAX, |rule| rule as u32)));
        Ok(())
    }
}

/// Checks a table and prints what it took.
pub fn check(path: &Path) -> anyhow::Result<()> {
    let begun = Instant::now();
    let pack = read_pack(RULES).map_err(|problems| anyhow!("{problems:?}"))?;
    let set = RuleSet::new([&pack], [], &std::collections::BTreeMap::new());
    let program = set.compile(&[]).map_err(|problems| anyhow!("{problems:?}"))?;
    let table = open(path)?;
    let plan = Plan::of_names(table.columns());
    let mut found = Found { begun, first: None, faults: Vec::new() };
    let (lists, options, progress) = (Lists::default(), Options::default(), Progress::default());
    let summary = run(table, &plan, &program, &lists, &options, &progress, &mut found)?;
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let process = Process::own();
    let figures = Figures {
        rows: summary.rows,
        faults: summary.faults,
        ms: ms(begun.elapsed()),
        first_fault_ms: ms(found.first.context("nothing was found")?),
        cpu_ms: ms(process.cpu()?),
        peak_mib: process.peak()?,
    };
    println!("{}", serde_json::to_string(&figures)?);
    Ok(())
}

fn open(path: &Path) -> anyhow::Result<Table> {
    let mut sample = Vec::new();
    File::open(path)?.take(SAMPLE as u64).read_to_end(&mut sample)?;
    let (file, limits) = (WatchedFile::open(path)?, Limits::default());
    Ok(match file_kind(&sample) {
        // All of a file is looked through for its encoding where it is uploaded, not where it is checked.
        FileKind::Text => {
            let length = file.length();
            Table::text(file, &detect_text(&sample)?, limits, Some(length))?
        }
        FileKind::Zip | FileKind::Compound => {
            let mut book = Workbook::open(file, limits)?;
            let format = book.detect(None)?;
            Table::book(book, &format)?
        }
    })
}
