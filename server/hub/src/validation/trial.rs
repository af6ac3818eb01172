//! Holding one rule against a sheet while it is written: how many products it would hit, and which. Nothing of it is kept,
//! and nothing is counted as used.

use super::{
    Stopping, conflict,
    packs::{self, Rules},
    reading, unreadable,
};
use crate::{HubError, auth::OrgCx, files::FileError, permit::View};
use domain::{
    FileId, SheetId,
    view::validation::{Finding, SheetView},
};
use serde::Deserialize;
use serde_json::Value;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use store::validation;
use tokio::{sync::Semaphore, time::timeout};
use validator::{
    engine::{self, Fault as Broken, Options, Plan, RunError, Sink, SinkError, Summary},
    mapping::Mapping,
    rules::{ActiveRule, Check, RuleProblemKind, RuleSet, read_draft},
};

/// How long a trial may read.
pub const TRIAL_BUDGET: Duration = Duration::from_secs(10);
/// Cells of a trial that are shown.
pub const TRIAL_SHOWN: usize = 20;
/// Trials of a process at the same time: each takes a thread, and checks come first.
static ROOM: Semaphore = Semaphore::const_new(2);
/// Checks among which one is looked for whose rows are still stored.
const LOOKED_THROUGH: i64 = 5;
/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a rule would find in a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// Products that were read.
    pub rows: u64,
    /// Products among them that the rule finds.
    pub found: u64,
    /// The first cells, [`TRIAL_SHOWN`] at most.
    pub cells: Vec<Finding>,
    /// Whether all of the sheet was read in the time that there is. Products are compared with one another only then.
    pub is_whole: bool,
    /// Whether the rule compares products with one another.
    pub is_across: bool,
    /// The sheet does not have the columns that the rule asks for.
    pub is_skipped: bool,
    /// Why the sheet could not be read to its end: a code of `validator`, with what it is about.
    pub problem: Option<(String, Value)>,
}

/// The rows that a sheet has: its file, or what its last check read from elsewhere, and how they are read.
async fn rows_of(cx: &OrgCx<View>, sheet: &SheetView) -> Result<(FileId, Value), HubError> {
    if let Some(file) = &sheet.file {
        return Ok((file.id, sheet.format.clone()));
    }
    let mut tx = cx.begin().await?;
    for run in validation::runs(&mut tx, sheet.id, LOOKED_THROUGH).await? {
        let run = validation::find_run(&mut tx, run.id).await?;
        if let Some(file) = run.file {
            return Ok((file.id, run.format));
        }
    }
    Err(conflict("never_read"))
}

/// Holds a rule, as it is written, against a sheet for so long at most. The rule's own tests may be missing or fail.
///
/// # Errors
/// [`domain::Fault::NotFound`]; [`domain::Fault::Conflict`] `rule_unreadable`, `list_missing` where it looks values up in a list that
/// there is not, `list_gone`, `no_columns` where nobody said what the columns mean, `file_gone`, `never_read` where the rows lie elsewhere and no check has read them lately, or `trials_busy` where too many are tried at this moment.
pub async fn try_rule(
    cx: &OrgCx<View>,
    sheet: SheetId,
    yaml: &str,
    budget: Duration,
) -> Result<Trial, HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, sheet).await?;
    let rule = read_draft(yaml).map_err(|_| conflict("rule_unreadable"))?;
    let (severity, is_across) = (rule.severity, rule.checks.iter().any(Check::is_across));
    let active = ActiveRule { key: format!("{}.{}", packs::OWN, rule.id), rule: Arc::new(rule), severity };
    let rules = Rules::of(&mut cx.begin().await?, RuleSet { rules: vec![active] }).await?;
    let program = rules.program().map_err(|problems| {
        let is_missing = |kind: &RuleProblemKind| matches!(kind, RuleProblemKind::UnknownList { .. });
        let lacks_list = problems.iter().any(|problem| is_missing(&problem.kind));
        conflict(if lacks_list { "list_missing" } else { "rule_unreadable" })
    })?;
    let mapping = sheet.mapping.as_ref().ok_or_else(|| conflict("no_columns"))?;
    let mapping = Mapping::deserialize(mapping).map_err(unreadable)?;
    let (file, format) = rows_of(cx, &sheet).await?;
    let format = Deserialize::deserialize(&format).map_err(unreadable)?;
    let turn = timeout(PATIENCE, ROOM.acquire()).await.map_err(|_| conflict("trials_busy"))?;
    let turn = turn.map_err(|error| HubError::Internal(error.to_string()))?;
    let hub = cx.hub().clone();
    let began = Instant::now();
    // From elsewhere a file takes its time, which is the reader's, too.
    let opened = timeout(budget, async {
        let local = hub.files().local(cx.org(), file).await?;
        let lists = rules.open_lists(&hub, cx.org()).await.map_err(|error| match error {
            FileError::Gone => conflict("list_gone"),
            error => error.into(),
        })?;
        Ok::<_, HubError>((local, lists))
    });
    let Ok(opened) = opened.await else {
        return Found::default().told(Err(RunError::Cancelled), is_across, 0);
    };
    let ((local, lists), budget) = (opened?, budget.saturating_sub(began.elapsed()));
    let (limits, scratch) = (super::limits(&hub), hub.files().scratch().to_owned());
    // Whoever goes away before the end stops it, too.
    let progress = Stopping::default();
    let seen = progress.0.clone();
    let mut work = tokio::task::spawn_blocking(move || {
        let mut found = Found::default();
        let done =
            reading::open(local.path(), &format, limits).map_err(|problem| RunError::Table { problem });
        let done = done.and_then(|table| {
            let plan = Plan(mapping.plan(table.columns()).0);
            let options = Options { threads: 1, folder: scratch, ..Options::default() };
            engine::run(table, &plan, &program, &lists, &options, &seen, &mut found)
        });
        drop((turn, local));
        (done, found)
    });
    let ended = match timeout(budget, &mut work).await {
        Ok(ended) => ended,
        Err(_) => {
            progress.0.cancel();
            work.await
        }
    };
    let (done, found) = ended.map_err(|error| HubError::Internal(format!("the engine ended: {error}")))?;
    found.told(done, is_across, progress.0.rows())
}

/// What the rule finds, the first of it as cells.
#[derive(Default)]
struct Found {
    cells: Vec<Finding>,
    /// A bit for each row in which something was found.
    rows: Vec<u64>,
    count: u64,
}

impl Found {
    fn told(
        mut self,
        done: Result<Summary, RunError>,
        is_across: bool,
        read: u64,
    ) -> Result<Trial, HubError> {
        // What compares products is told at the end, in an order of its own.
        self.cells.sort_by_key(|cell| cell.row);
        let trial = |rows, is_whole, is_skipped, problem| Trial {
            rows,
            found: self.count,
            cells: self.cells,
            is_whole,
            is_across,
            is_skipped,
            problem,
        };
        match done {
            Ok(summary) => Ok(trial(summary.rows, true, !summary.skipped.is_empty(), None)),
            Err(RunError::Cancelled) => Ok(trial(read, false, false, None)),
            Err(RunError::Table { problem }) => Ok(trial(read, false, false, Some(reading::told(&problem)))),
            Err(error) => Err(HubError::Internal(error.to_string())),
        }
    }
}

impl Sink for Found {
    fn fault(&mut self, fault: Broken) -> Result<(), SinkError> {
        // What its column's steps cannot read is no matter of the rule's.
        if fault.rule.is_none() {
            return Ok(());
        }
        let (at, bit) = ((fault.row / 64) as usize, 1 << (fault.row % 64));
        if at >= self.rows.len() {
            self.rows.resize(at + 1, 0);
        }
        self.count += u64::from(self.rows[at] & bit == 0);
        self.rows[at] |= bit;
        if self.cells.len() < TRIAL_SHOWN {
            let count = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
            self.cells.push(Finding {
                row: count(fault.row),
                line: count(fault.line),
                rule: 0,
                severity: domain::Severity::Error,
                field: fault.field.to_string(),
                sku: fault.sku.filter(|sku| !sku.is_empty()),
                value: fault.value,
                detail: serde_json::to_value(&fault.detail).ok(),
                proposed: fault.proposed,
            });
        }
        Ok(())
    }
}
