//! Sheets of products, their checks and what these found.

use crate::{
    ConnectionId, CorrectionId, CorrectionState, FileId, JobId, ResultsState, RuleId, RuleListId, Severity,
    SheetId, SheetKind, ValidationRunId, ValidationState,
};
use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// A file that somebody sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    pub id: FileId,
    pub name: String,
    pub bytes: i64,
    pub sha256: [u8; 32],
    pub uploaded_by: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// A sheet in the list, with its last check.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetLine {
    pub id: SheetId,
    pub name: String,
    pub kind: SheetKind,
    /// What the file that it is in is called.
    pub file: Option<String>,
    pub has_mapping: bool,
    /// Its rows cannot be read as the format says.
    pub is_unreadable: bool,
    pub updated_at: DateTime<Utc>,
    pub last: Option<RunLine>,
}

/// A sheet: how it is read, what its columns mean, what it is held to.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetView {
    pub id: SheetId,
    pub name: String,
    pub kind: SheetKind,
    /// The file that it is in now.
    pub file: Option<FileView>,
    /// Where at a platform its rows are.
    pub source: Option<SourceView>,
    pub schedule: CheckSchedule,
    /// When it is checked by itself next.
    pub next_check_at: Option<DateTime<Utc>>,
    /// Whether what each check finds is written into the spreadsheet.
    pub writes_results: bool,
    /// As `validator` writes it.
    pub format: Value,
    /// Header and first rows, as they were when the file came or its format was changed.
    pub sample: Value,
    /// None until somebody said which column is which field.
    pub mapping: Option<Value>,
    /// Codes of packs.
    pub packs: Vec<String>,
    /// Why its rows cannot be read as the format says: a code of `validator`, with what it is about.
    pub problem: Option<(String, Value)>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// When a sheet is checked by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CheckSchedule {
    /// Only when somebody asks for it.
    #[default]
    Off,
    /// Every so many hours: 1 to 168.
    EveryHours(u8),
    /// Every day when the clocks of the organisation show this time.
    DailyAt(NaiveTime),
}

/// A sheet of cells in a file of a platform's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView {
    pub connection: ConnectionId,
    pub connection_name: String,
    /// Whether the account can be asked now.
    pub is_connected: bool,
    /// The platform's id of the file.
    pub file: String,
    /// The sheet's id in it, which stays when it is renamed.
    pub tab: i64,
    /// What they were called when they were last read.
    pub file_name: String,
    pub tab_name: String,
}

/// A check, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunLine {
    pub id: ValidationRunId,
    pub state: ValidationState,
    /// What the rows were held to.
    pub packs: Vec<String>,
    pub counts: RunCounts,
    pub created_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl RunLine {
    /// What it counted, once it is through: until then, and where it was stopped, it is not the whole.
    pub fn counted(&self) -> Option<RunCounts> {
        (self.state == ValidationState::Completed).then_some(self.counts)
    }
}

/// What a check counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunCounts {
    pub rows: i64,
    /// Rows with an error, a warning or a hint.
    pub faulty_rows: i64,
    pub errors: i64,
    pub warnings: i64,
    pub hints: i64,
    /// Findings that a safe fix cures.
    pub fixable: i64,
    /// Rows that were counted as used this month.
    pub metered: i64,
}

impl RunCounts {
    /// All that was found.
    pub const fn findings(&self) -> i64 {
        self.errors + self.warnings + self.hints
    }
}

/// A check of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct RunView {
    pub id: ValidationRunId,
    pub sheet: SheetId,
    pub sheet_name: String,
    pub kind: SheetKind,
    /// Where at a platform the rows of the sheet are.
    pub source: Option<SourceView>,
    /// When its rows were read, where they do not lie in a file that somebody sent.
    pub read_at: Option<DateTime<Utc>>,
    /// Whether nobody asked for it: it was due.
    pub is_scheduled: bool,
    /// Until when the platform asked to be left alone.
    pub waits_until: Option<DateTime<Utc>>,
    /// What became of the writing back of what it found.
    pub results: Option<ResultsView>,
    pub job: JobId,
    pub file: Option<FileView>,
    pub state: ValidationState,
    pub format: Value,
    pub mapping: Value,
    pub packs: Vec<String>,
    pub counts: RunCounts,
    /// Products with an error; none of a check that is not through, or from before they were counted.
    pub error_rows: Option<i64>,
    /// None where no check of the sheet was completed before.
    pub difference: Option<RunDifference>,
    /// Whether a later run was compared with it: what was solved since is known.
    pub is_followed: bool,
    /// Of the file, and how many of them are read.
    pub bytes: i64,
    pub bytes_read: i64,
    /// Whether there were more findings than are kept.
    pub is_cut: bool,
    /// What was strange in its rows and did not hinder reading them.
    pub notes: Vec<ReadingNote>,
    /// Whether its sheet is in a file with fixes of this check by now.
    pub is_corrected: bool,
    /// Why it failed: a code of `validator`, with what it is about.
    pub problem: Option<(String, Value)>,
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// What is strange in the rows of a sheet and does not hinder reading them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingNote {
    /// As `validator` calls it.
    pub code: String,
    pub count: u64,
    /// The first ones, as the file counts.
    pub lines: Vec<u64>,
}

/// The writing of what a check found into a sheet of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultsView {
    pub state: ResultsState,
    /// What the sheet is called.
    pub title: String,
    /// Its id, once it was added.
    pub tab: Option<i64>,
    /// Findings that are written.
    pub rows: i64,
    pub waits_until: Option<DateTime<Utc>>,
    /// Why it failed: a code, with what it is about.
    pub problem: Option<(String, Value)>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// A rule of a check, with how often it was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRule {
    pub position: i32,
    pub pack: String,
    pub rule: String,
    pub severity: Severity,
    /// The field at which it is shown.
    pub field: Option<String>,
    /// By language: `pt-BR`, `en`, `es`, `fr`.
    pub title: BTreeMap<String, String>,
    pub explanation: BTreeMap<String, String>,
    pub found: i64,
    pub fixable: i64,
    /// Findings that are listed: fewer where there were too many. None of a check that is not over, or from before that was
    /// counted.
    pub kept: Option<i64>,
    /// The sheet does not have the columns that it asks for.
    pub is_skipped: bool,
    /// Codes of the fields that it lacks; none of a check from before they were kept.
    pub lacks: Vec<String>,
    /// Of a rule of the company's own; of others, that of their pack. None of a check from before it was kept.
    pub version: Option<i32>,
}

impl RunRule {
    /// How many of its findings are listed, where that is not all of them.
    pub fn kept_part(&self) -> Option<i64> {
        self.kept.filter(|kept| *kept < self.found)
    }
}

/// How much a check found in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldCount {
    pub field: String,
    pub found: i64,
    /// How many of these are listed, where it is known that not all are.
    pub kept_part: Option<i64>,
}

/// What somebody saved, as one of several versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version<T> {
    /// From 1.
    pub number: i32,
    pub saved: T,
    /// None where nobody knows.
    pub saved_by: Option<String>,
    pub saved_at: DateTime<Utc>,
}

/// A cell that breaks a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The record, from 1.
    pub row: i64,
    /// Its line in the file.
    pub line: i64,
    /// The position of the rule in the run.
    pub rule: i32,
    pub severity: Severity,
    pub field: String,
    pub sku: Option<String>,
    /// At most 500 characters of what stands there.
    pub value: String,
    /// What the rule asks for and what it met, as `validator` says it.
    pub detail: Option<Value>,
    /// What a safe fix would make of it.
    pub proposed: Option<String>,
}

/// How many safe fixes a rule has in a check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FixCount {
    pub fixable: i64,
    pub accepted: i64,
    /// The rule's fixes are accepted but for single ones.
    pub is_whole: bool,
}

/// The fixes of a check that were taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionView {
    pub id: CorrectionId,
    pub run: ValidationRunId,
    pub sheet: SheetId,
    pub job: JobId,
    pub state: CorrectionState,
    /// Of the check, and how many of them are written.
    pub rows: i64,
    pub rows_read: i64,
    pub changed_rows: i64,
    pub changed_cells: i64,
    /// Values that no cell can be given so that it is read as them.
    pub left_cells: i64,
    /// What was made, and what it is called.
    pub file: Option<(FileId, String)>,
    /// It took the place of the file that was checked.
    pub is_in_place: bool,
    /// The sheet is still in what was made.
    pub is_current: bool,
    /// Why it failed, as a code.
    pub problem: Option<String>,
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub undone_by: Option<String>,
    pub undone_at: Option<DateTime<Utc>>,
}

/// Which findings of a run are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingFilter {
    pub severity: Option<Severity>,
    pub rule: Option<i32>,
    /// Only those that a safe fix cures.
    pub only_fixable: bool,
    pub change: Option<FindingChange>,
    /// Of the rules of a pack.
    pub pack: Option<String>,
    /// Packs whose rules do not count.
    pub without_packs: Vec<String>,
    /// In cells of a field.
    pub field: Option<String>,
    /// Of products whose SKU has this in it, whatever its case.
    pub sku: Option<String>,
}

crate::code_enum! {
    /// What became of a finding from one check of a sheet to the next.
    pub enum FindingChange {
        /// The check before did not find it.
        New = "new",
        /// The check before had found it.
        Remaining = "remaining",
        /// The next check did not find it any more.
        Solved = "solved",
    }
}

/// How a run differs from the one before it on the same sheet, by the rules that both held the rows to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunDifference {
    /// The run before, and when it was asked for; none where it is gone, or nothing can be opened of it.
    pub with: Option<(ValidationRunId, DateTime<Utc>)>,
    pub new: i64,
    pub solved: i64,
    pub remaining: i64,
    /// Rules that only one of the two held the rows to, or of which one of the two kept only a part of what it found.
    pub uncompared_rules: i32,
}

/// A rule of a company's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRule {
    pub id: RuleId,
    /// The id that it gives itself.
    pub code: String,
    pub yaml: String,
    /// How many texts it has had with this one.
    pub version: i32,
    /// Its own tests pass, and sheets are held to it.
    pub is_active: bool,
    pub updated_at: DateTime<Utc>,
}

/// A list of a company's own that its rules look values up in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleList {
    pub id: RuleListId,
    /// As rules name it.
    pub name: String,
    /// Where the entries are, one a line.
    pub file: FileId,
    pub sha256: [u8; 32],
    pub entries: i64,
    pub bytes: i64,
    /// Who sent the entries; none who is not known any more.
    pub changed_by: Option<String>,
    pub updated_at: DateTime<Utc>,
}
