//! Safe fixes of what a check found: which are accepted, and taking them. The sheet is then in a file of its own, and the
//! one that was checked stays: taking fixes back is going back to it.

mod work;

pub(crate) use work::run;

use super::{Looked, conflict, importing, limits, packs, products, reading, tell_taken, unreadable};
use crate::{
    HubError,
    auth::OrgCx,
    export::BYTE_ORDER_MARK,
    permit::{EditCatalog, Export, View},
};
use bytes::Bytes;
use domain::{
    AuditAction, CatalogueImportState, CorrectionId, CorrectionState, FileId, JobId, JobPriority, ProductId,
    SheetKind, ValidationRunId, ValidationState,
    view::{
        catalogue_import::ImportLine,
        page::{Cursor, Page},
        validation::{CorrectionView, Finding, FindingFilter, FixCount, RunRule, RunView, SheetView},
    },
};
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use serde::Deserialize;
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs::File,
    io::{self, BufWriter, Seek, Write},
    ops::ControlFlow,
};
use store::{
    OrgTx, StoreError,
    jobs::{JobKind, JobLane, NewJob},
    validation,
};
use tokio_util::io::ReaderStream;
use validator::{
    facts::canonical_decimal,
    table::{Format, Table},
    templates::neutralised,
    transform::Chain,
};

pub use store::validation::FixChoice;

/// The fixes of a check.
#[derive(Debug, Clone)]
pub struct Fixes {
    pub run: RunView,
    /// Those with fixes, with the most first.
    pub rules: Vec<(RunRule, FixCount)>,
    pub apart: SetApart,
    /// Why [`correct`] would refuse to take any by now, as the code of its conflict.
    pub outdated: Option<&'static str>,
    /// What fixes would make of cells, in the order of the rows, with whether each is accepted.
    pub found: Page<(Finding, bool)>,
    /// The latest first.
    pub made: Vec<CorrectionView>,
    /// What became of them in the catalogue, where that is what was checked: the latest first.
    pub imports: Vec<ImportLine>,
    /// Products of the catalogue, by the SKUs of what is found, where that is what was checked.
    pub products: BTreeMap<String, ProductId>,
}

/// The places of rules whose fixes accepting all leaves alone.
#[derive(Debug, Clone, Default)]
pub struct SetApart {
    /// Those whose fix can lose a part of what somebody wrote, or of which nobody knows by now.
    pub lossy: BTreeSet<i32>,
    /// Those whose fix fills an empty cell with what stands nowhere in the sheet.
    pub filling: BTreeSet<i32>,
}

impl SetApart {
    fn has(&self, at: i32) -> bool {
        self.lossy.contains(&at) || self.filling.contains(&at)
    }
}

impl Fixes {
    /// Fixes that are accepted.
    pub fn accepted(&self) -> i64 {
        self.rules.iter().map(|(_, count)| count.accepted).sum()
    }

    /// Fixes that accepting all accepts, and how many of them are: those that lose nothing and make nothing up.
    pub fn harmless(&self) -> (i64, i64) {
        let harmless = self.rules.iter().filter(|(rule, _)| !self.apart.has(rule.position));
        harmless.fold((0, 0), |(all, taken), (_, count)| (all + count.fixable, taken + count.accepted))
    }

    /// The correction that is going on.
    pub fn open(&self) -> Option<&CorrectionView> {
        self.made.iter().find(|made| made.state.is_open())
    }

    /// The latest import of what a correction of the catalogue changed.
    pub fn import_of(&self, made: CorrectionId) -> Option<&ImportLine> {
        self.imports.iter().find(|import| import.correction == Some(made))
    }

    /// Whether what was accepted is in place by now, or is being put there: in the file of the sheet, or in the catalogue.
    pub fn are_taken(&self) -> bool {
        self.made.iter().any(|made| {
            let is_imported = self.import_of(made.id).is_some_and(|import| match import.state {
                CatalogueImportState::Applying | CatalogueImportState::Undoing => true,
                state => state == CatalogueImportState::Applied && import.applied > 0,
            });
            made.state == CorrectionState::Completed && (made.is_in_place || is_imported)
        })
    }
}

/// Which fixes are accepted.
pub(super) struct Accepted {
    rules: BTreeMap<i32, FixCount>,
    cells: HashMap<(i32, i64), bool>,
}

impl Accepted {
    async fn read(tx: &mut OrgTx, run: ValidationRunId) -> Result<Self, StoreError> {
        let rules = validation::fix_counts(tx, run).await?;
        let cells = validation::chosen_cells(tx, run).await?.into_iter().collect();
        Ok(Self { rules, cells })
    }

    fn count(&self) -> i64 {
        self.rules.values().map(|count| count.accepted).sum()
    }

    fn has(&self, rule: i32, row: i64) -> bool {
        let said = self.cells.get(&(rule, row)).copied();
        said.unwrap_or_else(|| self.rules.get(&rule).is_some_and(|count| count.is_whole))
    }
}

/// The fixes of a check: by rule, and a page of the cells.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault).
pub async fn fixes(
    cx: &OrgCx<View>,
    id: ValidationRunId,
    rule: Option<i32>,
    from: Option<&Cursor>,
) -> Result<Fixes, HubError> {
    let mut tx = cx.begin().await?;
    let run = validation::find_run(&mut tx, id).await?;
    let accepted = Accepted::read(&mut tx, id).await?;
    let filter = FindingFilter { rule, only_fixable: true, ..FindingFilter::default() };
    let found = validation::findings(&mut tx, id, &filter, from).await?;
    let made = validation::corrections(&mut tx, id).await?;
    let mut rules: Vec<_> = validation::rules(&mut tx, id)
        .await?
        .into_iter()
        .filter_map(|rule| {
            let count = *accepted.rules.get(&rule.position)?;
            Some((rule, count))
        })
        .collect();
    rules.sort_by_key(|(rule, count)| (-count.fixable, rule.position));
    let now = packs::rules(&mut tx, &run.packs).await?;
    let apart = set_apart(&now, rules.iter().map(|(rule, _)| rule));
    let outdated = outdated(&mut tx, &run, &now).await?;
    let imports = match run.kind {
        SheetKind::Catalogue => importing::of_run(&mut tx, &run).await?,
        SheetKind::File | SheetKind::GoogleSheet => Vec::new(),
    };
    let products = products::of(&mut tx, run.kind, &found.rows).await?;
    let found = found.map(|finding| {
        let is_accepted = accepted.has(finding.rule, finding.row);
        (finding, is_accepted)
    });
    Ok(Fixes { run, rules, apart, outdated, found, made, imports, products })
}

/// Why the fixes of a check cannot be taken any more: the file that was checked is gone, the rules are others than those `now`, or
/// the sheet is in another file.
async fn outdated(
    tx: &mut OrgTx,
    run: &RunView,
    now: &packs::Rules,
) -> Result<Option<&'static str>, HubError> {
    let Some(file) = &run.file else { return Ok(Some(super::gone(run))) };
    if validation::rules_key(tx, run.id).await? != Some(now.key().cast_signed()) {
        return Ok(Some("rules_changed"));
    }
    let sheet = validation::find_sheet(tx, run.sheet).await?;
    let is_other = sheet.kind == SheetKind::File && !is_in(&sheet, Some(file.id));
    Ok(is_other.then_some("sheet_changed"))
}

/// Which of these rules of a check accepting all leaves alone, by what their fixes are now.
fn set_apart<'a>(now: &packs::Rules, rules: impl Iterator<Item = &'a RunRule>) -> SetApart {
    let mut apart = SetApart::default();
    for rule in rules {
        let key = format!("{}.{}", rule.pack, rule.rule);
        let active = now.set.rules.iter().find(|active| active.key == key);
        let fix = active.and_then(|active| active.rule.fix.as_ref());
        if active.is_none() || fix.is_some_and(Chain::cuts) {
            apart.lossy.insert(rule.position);
        } else if fix.is_some_and(Chain::fills) {
            apart.filling.insert(rule.position);
        }
    }
    apart
}

/// Accepts fixes of a check, or leaves them. Accepting all leaves those alone that can lose something or fill an empty cell: they
/// are accepted by their rule, or one by one.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `check_not_over`, or `correcting` while fixes are
/// being taken.
pub async fn choose_fixes(
    cx: &OrgCx<EditCatalog>,
    id: ValidationRunId,
    choice: &FixChoice<'_>,
    accept: bool,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let run = validation::find_run(&mut tx, id).await?;
    if run.state != ValidationState::Completed {
        return Err(conflict("check_not_over"));
    }
    if validation::corrections(&mut tx, id).await?.iter().any(|made| made.state.is_open()) {
        return Err(conflict("correcting"));
    }
    if *choice == FixChoice::All && accept {
        let rules = validation::rules(&mut tx, id).await?;
        let apart = set_apart(&packs::rules(&mut tx, &run.packs).await?, rules.iter());
        for rule in rules.iter().filter(|rule| rule.fixable > 0 && !apart.has(rule.position)) {
            validation::choose_fixes(&mut tx, id, &FixChoice::Rule(rule.position), true).await?;
        }
    } else {
        validation::choose_fixes(&mut tx, id, choice, accept).await?;
    }
    Ok(tx.commit().await?)
}

/// Has the accepted fixes taken. Pressed while that is going on, it leads to it.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `check_not_over`, `nothing_accepted`, `file_gone` or
/// `copy_gone`, `rules_changed` or `sheet_changed` where the check is not of the rules or of the file that the sheet has now.
pub async fn correct(cx: &OrgCx<EditCatalog>, id: ValidationRunId) -> Result<CorrectionId, HubError> {
    let mut tx = cx.begin().await?;
    let run = validation::find_run(&mut tx, id).await?;
    if run.state != ValidationState::Completed {
        return Err(conflict("check_not_over"));
    }
    if Accepted::read(&mut tx, id).await?.count() == 0 {
        return Err(conflict("nothing_accepted"));
    }
    let now = packs::rules(&mut tx, &run.packs).await?;
    if let Some(why) = outdated(&mut tx, &run, &now).await? {
        return Err(conflict(why));
    }
    let job = NewJob {
        id: JobId::new(),
        connection: None,
        kind: JobKind::Correct,
        lane: JobLane::Past,
        priority: JobPriority::Normal,
        payload: json!({ "run": id }),
    };
    let correction = CorrectionId::new();
    if let Some(open) =
        validation::insert_correction(&mut tx, correction, id, job.id, cx.actor().user()).await?
    {
        return Ok(open);
    }
    store::jobs::create(&mut tx, &job).await?;
    cx.audit(&mut tx, AuditAction::SheetCorrected, ("sheet", Some(run.sheet.0)), json!({ "run": id }))
        .await?;
    tx.commit().await?;
    Ok(correction)
}

/// Whether the rows of a sheet are in this file.
fn is_in(sheet: &SheetView, file: Option<FileId>) -> bool {
    file.is_some() && sheet.file.as_ref().map(|file| file.id) == file
}

/// Asks a correction to stop.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `not_open`.
pub async fn cancel_correction(
    cx: &OrgCx<EditCatalog>,
    id: CorrectionId,
) -> Result<CorrectionView, HubError> {
    let mut tx = cx.begin().await?;
    let made = validation::find_correction(&mut tx, id).await?;
    match store::jobs::request_cancel(&mut tx, made.job).await? {
        None => return Err(conflict("not_open")),
        Some(true) => {
            validation::end_correction(&mut tx, id, validation::CorrectionEnd::Cancelled).await?;
        }
        Some(false) => {}
    }
    tx.commit().await?;
    Ok(made)
}

/// Takes a correction back: the sheet is in the file again that was checked.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `not_undoable` where it changed nothing or was
/// taken back, `sheet_changed` where the sheet is in another file by now, `still_checking`, or `file_gone`.
pub async fn undo_correction(cx: &OrgCx<EditCatalog>, id: CorrectionId) -> Result<CorrectionView, HubError> {
    let mut tx = cx.begin().await?;
    let made = validation::find_correction(&mut tx, id).await?;
    if made.state != CorrectionState::Completed || !made.is_in_place {
        return Err(conflict("not_undoable"));
    }
    let run = validation::find_run(&mut tx, made.run).await?;
    tx.commit().await?;
    let Some(before) = run.file.as_ref().map(|file| file.id) else { return Err(conflict("file_gone")) };
    let format = Format::deserialize(&run.format).map_err(unreadable)?;
    let shape = Looked::again(cx.hub(), cx.org(), before, format).await?;
    let mut tx = cx.begin().await?;
    if validation::open_run(&mut tx, run.sheet).await?.is_some() {
        return Err(conflict("still_checking"));
    }
    let sheet = validation::find_sheet(&mut tx, run.sheet).await?;
    if !is_in(&sheet, made.file.as_ref().map(|(id, _)| *id)) {
        return Err(conflict("sheet_changed"));
    }
    match validation::mark_undone(&mut tx, id, cx.actor().user()).await {
        Err(StoreError::NotFound) => return Err(conflict("not_undoable")),
        done => done?,
    }
    let (mapping, by) = (sheet.mapping.as_ref(), cx.actor().user());
    validation::reshape(&mut tx, run.sheet, Some(before), shape.stored(), mapping, by).await?;
    let what = json!({ "correction": id, "run": made.run });
    cx.audit(&mut tx, AuditAction::SheetCorrectionUndone, ("sheet", Some(run.sheet.0)), what).await?;
    tx.commit().await?;
    Ok(made)
}

/// The file that a correction made: what it is called, and its bytes. What was read from elsewhere is written as spreadsheet
/// programs expect it, and none of its texts is a formula. The history tells of it.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault) where it made none; [`Fault::Conflict`](domain::Fault) `file_gone`.
pub async fn corrected_file(
    cx: &OrgCx<Export>,
    id: CorrectionId,
) -> Result<(String, BoxStream<'static, io::Result<Bytes>>), HubError> {
    let mut tx = cx.begin().await?;
    let made = validation::find_correction(&mut tx, id).await?;
    let run = validation::find_run(&mut tx, made.run).await?;
    tx.commit().await?;
    let (file, name) = made.file.ok_or(domain::Fault::NotFound)?;
    let bytes = if run.kind == SheetKind::File {
        cx.hub().files().read(cx.org(), file).await?.map_err(io::Error::other).boxed()
    } else {
        ReaderStream::new(tokio::fs::File::from_std(rewritten(cx, file, &run).await?)).boxed()
    };
    let what = json!({ "sheet": run.sheet_name, "correction": id, "file": name });
    tell_taken(cx, AuditAction::ExportCorrected, ("sheet", run.sheet.0), what).await?;
    Ok((name, bytes))
}

/// The rows of a correction as a file for people, at its beginning.
async fn rewritten(cx: &OrgCx<Export>, file: FileId, run: &RunView) -> Result<File, HubError> {
    let hub = cx.hub().clone();
    let local = hub.files().local(cx.org(), file).await?;
    let mut format = Format::deserialize(&run.format).map_err(unreadable)?;
    if let Format::Text(text) = &mut format {
        // With what stands above the names of the columns.
        text.header_row = 0;
    }
    let limits = limits(&hub);
    let written = tokio::task::spawn_blocking(move || {
        let table = reading::open(local.path(), &format, limits)
            .map_err(|error| HubError::Internal(format!("the corrected rows cannot be read: {error}")))?;
        let failed = |error: io::Error| HubError::Internal(format!("the scratch folder: {error}"));
        let mut to = tempfile::tempfile_in(hub.files().scratch()).map_err(failed)?;
        for_people(table, &to).and_then(|()| to.rewind()).map_err(failed)?;
        Ok::<_, HubError>(to)
    });
    written.await.map_err(|error| HubError::Internal(error.to_string()))?
}

/// Writes a table as CSV.
fn for_people(table: Table, to: &File) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    to.write_all(BYTE_ORDER_MARK)?;
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    let harmless = |cell: &str| match canonical_decimal(cell) {
        Some(_) => cell.to_owned(),
        None => neutralised(cell).into_owned(),
    };
    let mut failed = None;
    let read = table.batches(&mut |batch, _, _| {
        for record in 0..batch.len() {
            if let Err(error) = csv.write_record(batch.record(record).map(harmless)) {
                failed = Some(error);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    read.map_err(io::Error::other)?;
    match failed {
        Some(error) => Err(error.into()),
        None => csv.flush(),
    }
}

/// Ends a correction whose job had an error of our own.
pub(crate) async fn give_up(tx: &mut OrgTx, job: JobId) -> Result<(), HubError> {
    end(tx, job, validation::CorrectionEnd::Failed("internal")).await
}

/// Ends the correction of a job that was called off before a worker had it.
pub(crate) async fn end_cancelled(tx: &mut OrgTx, job: JobId) -> Result<(), HubError> {
    end(tx, job, validation::CorrectionEnd::Cancelled).await
}

async fn end(tx: &mut OrgTx, job: JobId, end: validation::CorrectionEnd<'_>) -> Result<(), HubError> {
    if let Some(correction) = validation::correction_of_job(tx, job).await? {
        validation::end_correction(tx, correction, end).await?;
    }
    Ok(())
}
