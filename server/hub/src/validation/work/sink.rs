//! What the engine finds, on its way from the engine's thread to the database.

use super::{
    super::{
        faulty::{BESIDE, READING},
        importing::is_taken,
        row_set::RowSet,
    },
    room::Room,
};
use domain::{
    Severity,
    view::validation::{Finding, RunCounts},
};
use std::{
    fs::File,
    io::{self, BufWriter, Seek, Write},
    path::Path,
    time::{Duration, Instant},
};
use store::validation::RuleCounts;
use tokio::sync::mpsc;
use validator::{
    engine::{Fault, Sink, SinkError},
    rules::RuleSet,
};

/// Findings written in one transaction.
const BATCH: usize = 1_000;
/// Characters of a SKU that are kept.
const SKU: usize = 100;
/// Characters of a proposed value at most: what is longer is proposed no more.
const PROPOSED: usize = 20_000;
/// How long a finding waits for others.
const WAIT: Duration = Duration::from_millis(200);

/// Findings, with all that was counted until then.
pub(super) type Found = (Vec<Finding>, Tally);

/// What was counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    severities: Vec<Severity>,
    /// Findings and fixable ones of each rule.
    found: Vec<(u64, u64)>,
    faulty_rows: u64,
    /// Of findings that are, or are about to be, kept.
    room: Room,
}

impl Tally {
    /// Of the rules of a set, and the one for cells that cannot be read.
    pub fn of(set: &RuleSet) -> Self {
        let severities = set.rules.iter().map(|active| active.severity);
        let severities: Vec<_> = severities.chain(std::iter::once(Severity::Error)).collect();
        let room = Room::of(&severities);
        Self { found: vec![(0, 0); severities.len()], severities, room, faulty_rows: 0 }
    }

    /// Whether nothing was found.
    pub const fn is_empty(&self) -> bool {
        self.room.kept() == 0
    }

    /// Whether there were more findings than are kept.
    pub fn is_cut(&self) -> bool {
        self.found.iter().zip(self.room.of_rules()).any(|((found, _), kept)| *found > kept)
    }

    pub fn counts(&self) -> RunCounts {
        let of = |severity| {
            let found = self.found.iter().zip(&self.severities).filter(|(_, known)| **known == severity);
            count(found.map(|((found, _), _)| found).sum())
        };
        RunCounts {
            rows: 0,
            faulty_rows: count(self.faulty_rows),
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            hints: of(Severity::Hint),
            fixable: count(self.found.iter().map(|(_, fixable)| fixable).sum()),
            metered: 0,
        }
    }

    pub fn per_rule(&self) -> Vec<RuleCounts> {
        let rules = self.found.iter().zip(self.room.of_rules());
        let rules = rules.map(|((found, fixable), kept)| RuleCounts {
            found: count(*found),
            fixable: count(*fixable),
            kept: count(kept),
        });
        rules.collect()
    }
}

fn count(of: u64) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

/// Takes what the engine finds.
pub(super) struct Kept {
    send: mpsc::Sender<Found>,
    waiting: Vec<Finding>,
    since: Instant,
    /// Of each record, on disk: they are counted once the check is through.
    digests: BufWriter<File>,
    /// In which something was found.
    rows: RowSet,
    /// In which rules of each pack found an error, those in fields that no product has apart.
    errors: Vec<(String, RowSet)>,
    /// Of each rule, where its pack is among them: for fields that products have, and for others.
    packs: Vec<(usize, usize)>,
    tally: Tally,
}

/// What is known when the engine is through.
pub(super) struct Through {
    pub tally: Tally,
    /// The digests of the records, 16 bytes each.
    pub records: File,
    /// Of each pack, the products in which its rules found an error, those in fields that no product has apart.
    pub errors: Vec<(String, RowSet)>,
}

impl Kept {
    /// What does not stay in memory goes into a file without a name in the folder.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn new(send: mpsc::Sender<Found>, set: &RuleSet, tally: &Tally, folder: &Path) -> io::Result<Self> {
        let mut errors: Vec<(String, RowSet)> = Vec::new();
        let mut place_of = |pack: &str| {
            errors.iter().position(|(known, _)| known == pack).unwrap_or_else(|| {
                errors.push((pack.to_owned(), RowSet::default()));
                errors.len() - 1
            })
        };
        let packs = set.rules.iter().map(|active| active.key.split_once('.').map_or("", |(pack, _)| pack));
        let packs = packs.chain(std::iter::once(READING));
        let packs = packs.map(|pack| (place_of(pack), place_of(&format!("{pack}{BESIDE}")))).collect();
        Ok(Self {
            packs,
            errors,
            send,
            waiting: Vec::new(),
            since: Instant::now(),
            digests: BufWriter::new(tempfile::tempfile_in(folder)?),
            rows: RowSet::default(),
            tally: tally.clone(),
        })
    }

    /// What is known at the end.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn into_parts(self) -> io::Result<Through> {
        let mut records = self.digests.into_inner().map_err(io::IntoInnerError::into_error)?;
        records.rewind()?;
        Ok(Through { tally: self.tally, records, errors: self.errors })
    }

    /// The file into which the digests of the records go, for whoever looks at them meanwhile.
    ///
    /// # Errors
    /// When the system has no more files.
    pub fn records_file(&self) -> io::Result<File> {
        self.digests.get_ref().try_clone()
    }

    /// Hands on what waits.
    pub fn flush(&mut self) -> Result<(), SinkError> {
        if !self.waiting.is_empty() {
            let found = std::mem::take(&mut self.waiting);
            let gone = |_| SinkError("nobody keeps what is found any more".into());
            self.send.blocking_send((found, self.tally.clone())).map_err(gone)?;
        }
        self.since = Instant::now();
        Ok(())
    }
}

impl Sink for Kept {
    fn fault(&mut self, mut fault: Fault) -> Result<(), SinkError> {
        fault.proposed = fault.proposed.filter(|proposed| proposed.chars().nth(PROPOSED).is_none());
        let last = self.tally.severities.len().saturating_sub(1);
        let rule = fault.rule.unwrap_or(last).min(last);
        let severity = self.tally.severities[rule];
        self.tally.found[rule].0 += 1;
        self.tally.found[rule].1 += u64::from(fault.proposed.is_some());
        if self.rows.insert(fault.row) {
            self.tally.faulty_rows += 1;
        }
        if severity == Severity::Error
            && let Some((taken, beside)) = self.packs.get(rule)
            && let Some((_, rows)) =
                self.errors.get_mut(if is_taken(&fault.field) { *taken } else { *beside })
        {
            rows.insert(fault.row);
        }
        if !self.tally.room.take(rule) {
            return Ok(());
        }
        self.waiting.push(Finding {
            row: count(fault.row),
            line: count(fault.line),
            rule: i32::try_from(rule).unwrap_or(i32::MAX),
            severity,
            field: fault.field.to_string(),
            sku: fault
                .sku
                .filter(|sku| !sku.is_empty())
                .map(|sku| harmless(&sku).chars().take(SKU).collect()),
            value: harmless(&fault.value),
            detail: serde_json::to_value(&fault.detail).ok(),
            proposed: fault.proposed.as_deref().map(harmless),
        });
        // The first one is shown at once.
        if self.tally.room.kept() == 1 || self.waiting.len() >= BATCH || self.since.elapsed() >= WAIT {
            self.flush()?;
        }
        Ok(())
    }

    fn records(&mut self, _row: u64, digests: &[u128]) -> Result<(), SinkError> {
        let full = |error: io::Error| SinkError(error.to_string());
        digests.iter().try_for_each(|digest| self.digests.write_all(&digest.to_be_bytes())).map_err(full)
    }
}

/// As the database can hold it: without NUL.
fn harmless(text: &str) -> String {
    text.replace('\0', "\u{FFFD}")
}
