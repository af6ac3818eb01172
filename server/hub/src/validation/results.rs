//! What a check found, written into a sheet of its own in the spreadsheet that was checked.

use super::{begun, conflict, source::Stop};
use crate::{
    HubError,
    auth::OrgCx,
    permit::{EditCatalog, RunSync},
    spreadsheets::{self, Cell, NewSheet, PutRows, SheetInfo, Waits},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AuditAction, ConnectionId, JobId, JobPriority, UserId, ValidationRunId, ValidationState,
    view::validation::{Finding, FindingFilter, RunRule, RunView},
};
use i18n::{Locales, Texts, finding};
use serde_json::{Value, json};
use store::{
    OrgTx,
    jobs::{self, JobKind, JobLane, NewJob, StartedJob},
    validation::{self, Destination},
};
use tokio::sync::watch;

/// Findings of one write.
const BATCH: i64 = 5_000;
/// What is told of each finding.
const COLUMNS: u32 = 8;
/// Cells that a whole spreadsheet of Google holds.
const MOST_CELLS: u64 = 10_000_000;
/// Characters that a cell of Google holds.
const CELL: usize = 50_000;
/// Starts of a job after which a platform is not waited for any more.
const STARTS: i32 = 12;

/// Has what a check found written into its spreadsheet. Pressed again, it is written once; what failed is tried again.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `check_not_over`, or `not_a_sheet` for a check of something else.
pub async fn write_results(cx: &OrgCx<EditCatalog>, run: ValidationRunId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let destination = validation::destination(&mut tx, run).await?;
    if destination.state != ValidationState::Completed {
        return Err(conflict("check_not_over"));
    }
    if destination.source.is_none() {
        return Err(conflict("not_a_sheet"));
    }
    if ask(&mut tx, run, &destination, cx.actor().user()).await? {
        cx.audit(&mut tx, AuditAction::SheetResults, ("validation", Some(run.0)), Value::Null).await?;
    }
    Ok(tx.commit().await?)
}

/// The same at the end of a check, where the sheet says so.
pub(super) async fn ask_if_wanted(tx: &mut OrgTx, run: ValidationRunId) -> Result<(), HubError> {
    let destination = validation::destination(tx, run).await?;
    if destination.is_wanted && destination.source.is_some() {
        ask(tx, run, &destination, None).await?;
    }
    Ok(())
}

async fn ask(
    tx: &mut OrgTx,
    run: ValidationRunId,
    destination: &Destination,
    by: Option<UserId>,
) -> Result<bool, HubError> {
    let job = NewJob {
        id: JobId::new(),
        connection: destination.source.as_ref().map(|(connection, _)| *connection),
        kind: JobKind::WriteResults,
        lane: JobLane::Past,
        priority: JobPriority::Normal,
        payload: json!({ "run": run }),
    };
    let is_new = validation::insert_results(tx, run, job.id, &title(destination, Utc::now()), by).await?;
    if is_new {
        jobs::create(tx, &job).await?;
    }
    Ok(is_new)
}

/// "Orion 2026-11-27 14:05"
fn title(destination: &Destination, at: DateTime<Utc>) -> String {
    format!("Orion {}", at.with_timezone(&destination.zone).format("%Y-%m-%d %H:%M"))
}

/// Ends the writing of a job that had an error of our own.
pub(crate) async fn give_up(tx: &mut OrgTx, job: &StartedJob) -> Result<(), HubError> {
    if let Some(run) = validation::results_run_of(tx, job.id).await? {
        validation::end_results(tx, run, Some(("internal", &Value::Null))).await?;
    }
    Ok(())
}

pub(super) async fn run(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let first = validation::begin_results(&mut tx, job).await;
    let Some((mut tx, id)) = begun(tx, job, first).await? else { return Ok(()) };
    let destination = validation::destination(&mut tx, id).await?;
    let check = validation::find_run(&mut tx, id).await?;
    let rules = validation::rules(&mut tx, id).await?;
    tx.commit().await?;
    note(cx, id).await;
    let edit = cx.hub().job_context::<EditCatalog>(cx.org(), job.id);
    let writing = Writing { cx, edit: &edit, job, check: &check, rules: &rules, destination: &destination };
    let written = writing.write(&shutdown).await;
    let mut tx = cx.begin().await?;
    match written {
        Ok(true) => validation::end_results(&mut tx, id, None).await?,
        // This process is to end.
        Ok(false) => {
            validation::pause_results(&mut tx, id, None).await?;
            jobs::park(&mut tx, job, "shutdown", None).await?;
            return Ok(tx.commit().await?);
        }
        Err(Stop::Failed(code, data)) => validation::end_results(&mut tx, id, Some((code, &data))).await?,
        Err(Stop::Wait(_, kind)) if job.lease >= STARTS => {
            let data = json!({ "kind": kind.code() });
            validation::end_results(&mut tx, id, Some(("sheet_upstream", &data))).await?;
        }
        Err(Stop::Wait(pause, kind)) => {
            let until = Utc::now() + TimeDelta::from_std(pause).unwrap_or(TimeDelta::minutes(2));
            validation::pause_results(&mut tx, id, Some(until)).await?;
            jobs::park(&mut tx, job, kind.code(), Some(until)).await?;
            tx.commit().await?;
            note(cx, id).await;
            return Ok(());
        }
        Err(Stop::Changed | Stop::Closed) => {
            validation::end_results(&mut tx, id, Some(("sheet_edited", &Value::Null))).await?;
        }
        Err(Stop::Error(error)) => return Err(error),
    }
    jobs::finish(&mut tx, job, jobs::End::Done).await?;
    tx.commit().await?;
    note(cx, id).await;
    Ok(())
}

/// Tells open pages of the check.
async fn note(cx: &OrgCx<RunSync>, id: ValidationRunId) {
    crate::live::tell(cx, "validation", id.0).await;
}

/// One writing under one worker.
struct Writing<'a> {
    cx: &'a OrgCx<RunSync>,
    edit: &'a OrgCx<EditCatalog>,
    job: &'a StartedJob,
    check: &'a RunView,
    rules: &'a [RunRule],
    destination: &'a Destination,
}

impl Writing<'_> {
    /// Whether all of it is written: not where this process is to end. Begun anew, it writes the same cells.
    async fn write(&self, shutdown: &watch::Receiver<bool>) -> Result<bool, Stop> {
        let Some((connection, file)) = &self.destination.source else {
            return Err(Stop::Failed("sheet_not_connected", Value::Null));
        };
        let mut sheet = self.add(*connection, file).await?;
        let mut rows = vec![self.headings()];
        let (mut last, mut first, mut written) = (None::<Finding>, 1_u32, 0_i64);
        loop {
            if *shutdown.borrow() {
                return Ok(false);
            }
            let found = self.after(last.as_ref()).await?;
            rows.extend(found.iter().map(|finding| self.row(finding)));
            written += i64::try_from(found.len()).unwrap_or(i64::MAX);
            let is_last = i64::try_from(found.len()).unwrap_or(i64::MAX) < BATCH;
            last = found.last().cloned().or(last);
            let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let put = PutRows { file: file.clone(), sheet, first, rows: std::mem::take(&mut rows) };
            spreadsheets::put(self.edit, *connection, &put).await?;
            (sheet, first) = (put.sheet, first.saturating_add(count));
            self.note_written(&sheet, written).await?;
            if is_last {
                return Ok(true);
            }
        }
    }

    /// The sheet for the results: the one of an earlier start, or a new one if the spreadsheet has room for it.
    async fn add(&self, connection: ConnectionId, file: &str) -> Result<SheetInfo, Stop> {
        let workbook = spreadsheets::sheets(self.edit, connection, file, Waits::Job).await?;
        let mine = self.check.results.as_ref().and_then(|results| results.tab);
        let used = workbook.sheets.iter().filter(|sheet| Some(sheet.id) != mine);
        let used: u64 = used.map(|sheet| u64::from(sheet.rows) * u64::from(sheet.columns)).sum();
        let kept: i64 = self.rules.iter().map(|rule| rule.kept.unwrap_or(rule.found)).sum();
        let kept = kept.clamp(0, super::work::MOST_KEPT as i64);
        let rows = u32::try_from(kept).unwrap_or(u32::MAX).saturating_add(1);
        let needed = u64::from(rows) * u64::from(COLUMNS);
        let free = MOST_CELLS.saturating_sub(used);
        if needed > free {
            return Err(Stop::Failed("sheet_full", json!({ "max": free, "columns": needed })));
        }
        let title = self.check.results.as_ref().map(|results| results.title.clone()).unwrap_or_default();
        let new = NewSheet {
            file: file.to_owned(),
            marker: format!("check {}", self.check.id),
            title,
            rows,
            columns: COLUMNS,
        };
        let sheet = spreadsheets::add_sheet(self.edit, connection, &new).await?;
        self.note_written(&sheet, 0).await?;
        Ok(sheet)
    }

    async fn after(&self, last: Option<&Finding>) -> Result<Vec<Finding>, Stop> {
        let place = last.map(|last| (last.row, last.rule, last.field.as_str()));
        let mut tx = self.cx.begin().await.map_err(HubError::from)?;
        let all = FindingFilter::default();
        let found = validation::findings_after(&mut tx, self.check.id, &all, place, BATCH).await;
        Ok(found.map_err(HubError::from)?)
    }

    async fn note_written(&self, sheet: &SheetInfo, rows: i64) -> Result<(), Stop> {
        let noted = async {
            let mut tx = self.cx.begin().await?;
            validation::note_results(&mut tx, self.job, sheet.id, &sheet.title, rows).await?;
            store::crash::step("validation.written");
            tx.commit().await
        };
        noted.await.map_err(HubError::from)?;
        note(self.cx, self.check.id).await;
        Ok(())
    }

    fn locales(&self) -> Locales {
        Locales::from(self.destination.locale)
    }

    fn headings(&self) -> Vec<Cell> {
        let t = Texts::new(self.locales()).validation();
        let headings: [&str; COLUMNS as usize] = [
            t.sheet_row(),
            "SKU",
            t.field_column(),
            t.value_column(),
            t.severity_column(),
            t.rule(),
            t.why_column(),
            t.what_to_do(),
        ];
        headings.into_iter().map(|text| Cell::Text(text.to_owned())).collect()
    }

    fn row(&self, found: &Finding) -> Vec<Cell> {
        let texts = Texts::new(self.locales());
        let t = texts.validation();
        let rule = self.rules.iter().find(|rule| rule.position == found.rule);
        let language = self.locales().words.as_tag();
        let of_language = |texts: &std::collections::BTreeMap<String, String>| {
            texts.get(language).or_else(|| texts.get("pt-BR")).cloned().unwrap_or_default()
        };
        let why =
            found.detail.as_ref().map(|detail| finding::why(self.locales(), detail)).unwrap_or_default();
        let mut what_to_do = rule.map(|rule| of_language(&rule.explanation)).unwrap_or_default();
        if let Some(proposed) = &found.proposed {
            let proposed = t.proposed(proposed);
            what_to_do = if what_to_do.is_empty() { proposed } else { format!("{what_to_do} {proposed}") };
        }
        let text = |text: &str| match text {
            "" => Cell::Empty,
            text => Cell::Text(text.chars().take(CELL).collect()),
        };
        vec![
            Cell::Number(found.line as f64),
            text(found.sku.as_deref().unwrap_or_default()),
            text(&finding::field(texts, &found.field)),
            text(&found.value),
            text(&t.severity(found.severity.code())),
            text(&rule.map(|rule| of_language(&rule.title)).unwrap_or_default()),
            text(&why),
            text(&what_to_do),
        ]
    }
}
