//! Checking tables of products: sheets that people send, what their columns mean, the rules they are held to, and what a
//! check found. Importing is never held up by it.

mod columns;
mod corrections;
mod cost;
mod export;
mod faulty;
mod importing;
mod lists;
mod own_rules;
mod packs;
mod products;
mod reading;
mod results;
mod row_set;
mod schedule;
mod source;
mod steps;
mod templates;
mod trial;
mod work;

pub use columns::{Column, Columns, Wanted, column_names};
pub use corrections::{
    FixChoice, Fixes, SetApart, cancel_correction, choose_fixes, correct, corrected_file, fixes,
    undo_correction,
};
pub use cost::{CheckCost, about_products, check_cost, included};
pub use export::{ExportKind, ExportWords, export};
pub use faulty::{READING, packs_of_others};
pub use importing::{
    Undo, apply_import, cancel_import, catalogue_import, catalogue_imports, import_correction, start_import,
    undo_import,
};
pub use lists::{
    ListUse, RuleListInfo, SentList, add_rule_list, first_entries, remove_rule_list, replace_rule_list,
    rule_list, rule_list_file, rule_list_names, rule_lists,
};
pub use own_rules::{
    edited, own_rule, own_rules, read_own, remove_own_rule, rule_problems, rule_versions, save_own_rule,
    with_fitting_tests,
};
pub use packs::{
    OWN, PackInfo, RuleInfo, WantedRule, choose_rules, is_pack, pack_rules, packs, packs_with_off,
};
pub use products::found_products;
pub use reading::{NOTED_LINES, Sample};
pub use results::write_results;
pub use schedule::{HOURS, set_schedule};
pub use source::{
    FileOffered, Recognised, SheetAccounts, add_catalogue, add_google_sheet, sheet_accounts, sheet_files,
    sheet_tabs,
};
pub use steps::{
    ColumnSteps, StepsFault, StepsTrial, WrittenSteps, example_tests, preview_steps, set_steps, steps,
    steps_versions,
};
pub use templates::{Fitting, Lacking, REHEARSAL_BUDGET, TemplateFile, export_template, lacking, templates};
pub use trial::{TRIAL_BUDGET, TRIAL_SHOWN, Trial, try_rule};
pub use validator::{
    Field,
    packs::text as pack_text,
    rules::{
        Beyond, CheckForm, ConditionForm, Expected, FixForm, Rule, RuleForm, RuleProblem, RuleProblemKind,
        SCHEMA as RULES_SCHEMA, TestForm, Words, WordsForm, read_draft, read_title,
    },
    table::{BookFormat, Delimiter, Encoding, Format, TextFormat},
    templates::{CellProblemKind, Shortfall, ShortfallWords, Shortfalls},
    transform::{Chain, ChainProblem, FailedTest, Outcome, Preview},
};

use crate::{
    Hub, HubError,
    audit::changes,
    auth::OrgCx,
    billing,
    files::FileError,
    permit::{EditCatalog, Export, RunSync, View},
    plans, usage,
};
use bytes::Bytes;
use domain::{
    AuditAction, Fault, FieldError, FieldProblem, FileId, JobId, JobPriority, Meter, OrgId, Quota, SheetId,
    SheetKind, UserId, ValidationRunId,
    view::{
        page::{Cursor, Page},
        validation::{Finding, FindingFilter, RunLine, RunRule, RunView, SheetLine, SheetView},
    },
};
use futures::Stream;
use reading::{Opened, detect, detect_sheet, look, on_thread, told};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{
    OrgTx, StoreError,
    jobs::{JobKind, JobLane, NewJob, StartedJob},
    validation::{self, End, NewFile, NewRun, NewSheet, Shape},
};
use tokio::sync::watch;
use uuid::Uuid;
use validator::{engine::Progress, facts::DecimalMark, table::Limits};

/// Sheets among which one is chosen.
const SHEETS: i64 = 200;
/// More than a sheet has in the time for which checks are kept.
const ALL_RUNS: i64 = 10_000;
/// Sheets among which the columns of a new one are looked for.
const KNOWN: i64 = 200;
/// Characters of a sheet's name.
const NAME: usize = 120;
/// How a check ends that was called off before a worker had it.
const NOT_BEGUN: End<'static> = End::Cancelled { per_rule: &[], is_cut: false };
/// What is wrong with a file that is no sheet, however it is read.
const NO_SHEET: [&str; 6] = ["not_a_table", "web_page", "pdf", "empty", "damaged_book", "locked"];

/// What became of a file that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uploaded {
    pub sheet: SheetId,
    /// Its columns are those of an earlier sheet: what they mean was taken over.
    pub recognised: bool,
    /// Numbers are written in another way than in that sheet, and are read so.
    pub other_numbers: bool,
    /// The same bytes were sent before.
    pub again: bool,
    /// Its rows cannot be read as they are taken to be: the sheet says why.
    pub is_unreadable: bool,
}

impl From<FileError> for HubError {
    fn from(error: FileError) -> Self {
        let what = match error {
            FileError::TooLarge { .. } => "file_too_large",
            FileError::Cut => "file_cut",
            FileError::Gone => "file_gone",
            error @ (FileError::Storage(_) | FileError::Io(_)) => return Self::Internal(error.to_string()),
        };
        Self::Fault(Fault::Conflict { what: what.into() })
    }
}

/// Keeps a file that somebody sends as a sheet, and looks how it is read. The same bytes again lead to the sheet that they
/// are in already.
///
/// # Errors
/// [`Fault::Conflict`] `file_too_large`, `file_cut` where the sending stopped in the middle, or `not_a_table`, `web_page`, `pdf`,
/// `empty`, `damaged_book` or `locked` where it is no sheet however it is read: nothing of it is kept then.
pub async fn upload<E>(
    cx: &OrgCx<EditCatalog>,
    name: &str,
    coming: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<Uploaded, HubError> {
    let kept = Kept::take(cx, name, coming).await?;
    let mut tx = cx.begin().await?;
    if let Some(sheet) = validation::latest_sheet_of(&mut tx, &kept.sha256).await? {
        tx.commit().await?;
        forget(cx.hub(), cx.org(), kept.id).await;
        return Ok(Uploaded {
            sheet,
            recognised: true,
            other_numbers: false,
            again: true,
            is_unreadable: false,
        });
    }
    let known = validation::mappings(&mut tx, KNOWN).await?;
    let (mapping, packs, other_numbers) = match columns::recognise(known, &kept.shape.sample) {
        Some((mapping, packs)) => {
            let (mapping, is_other) = columns::as_written(mapping, &kept.shape.sample, None);
            (Some(mapping), packs, is_other)
        }
        None => (None, packs::usual(), false),
    };
    kept.note(&mut tx, cx).await?;
    let id = SheetId::new();
    let sheet = NewSheet {
        id,
        name: &sheet_name(&kept.name),
        kind: SheetKind::File,
        file: Some(kept.id),
        source: None,
        shape: kept.shape.stored(),
        mapping: mapping.as_ref(),
        packs: &packs,
        created_by: cx.actor().user(),
    };
    validation::insert_sheet(&mut tx, &sheet).await?;
    let what = json!({ "file": kept.name, "bytes": kept.bytes });
    cx.audit(&mut tx, AuditAction::SheetUploaded, ("sheet", Some(id.0)), what).await?;
    tx.commit().await?;
    let is_unreadable = kept.shape.problem.is_some();
    Ok(Uploaded { sheet: id, recognised: mapping.is_some(), other_numbers, again: false, is_unreadable })
}

/// Puts a newer file in the place of the one that a sheet was in. What its columns mean stays where they are the same; numbers
/// are read as the newer file writes them. Returns whether that is another way than before.
///
/// # Errors
/// As [`upload`]; [`Fault::NotFound`]; [`Fault::Conflict`] `not_a_file` for a sheet that comes from elsewhere.
pub async fn replace<E>(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    name: &str,
    coming: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<bool, HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    if sheet.kind != SheetKind::File {
        return Err(conflict("not_a_file"));
    }
    let kept = Kept::take(cx, name, coming).await?;
    let (mapping, other_numbers) = columns::carried(&sheet, &kept.shape.sample).unzip();
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let was = validation::find_sheet(&mut tx, id).await?;
    kept.note(&mut tx, cx).await?;
    validation::reshape(&mut tx, id, Some(kept.id), kept.shape.stored(), mapping.as_ref(), cx.actor().user())
        .await?;
    let about = json!({ "name": was.name, "file": kept.name, "bytes": kept.bytes });
    let mut before = ways(&was.format, was.mapping.as_ref());
    let mut after = ways(kept.shape.stored().format, mapping.as_ref());
    before["file"] = json!(was.file.map(|file| file.name));
    after["file"] = json!(kept.name);
    let what = changes(about.clone(), &before, &after).unwrap_or(about);
    cx.audit(&mut tx, AuditAction::SheetReplaced, ("sheet", Some(id.0)), what).await?;
    tx.commit().await?;
    Ok(other_numbers.unwrap_or_default())
}

/// The sheets, those changed last first: 200 at most.
///
/// # Errors
/// [`HubError`].
pub async fn sheets(cx: &OrgCx<View>) -> Result<Vec<SheetLine>, HubError> {
    Ok(validation::sheets(&mut cx.begin().await?, SHEETS).await?)
}

/// A page of the sheets, those changed last first.
///
/// # Errors
/// [`HubError`].
pub async fn sheets_page(cx: &OrgCx<View>, from: Option<&Cursor>) -> Result<Page<SheetLine>, HubError> {
    Ok(validation::sheets_page(&mut cx.begin().await?, from).await?)
}

/// A sheet, its columns, and the first page of its checks, the latest first.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn sheet(cx: &OrgCx<View>, id: SheetId) -> Result<(SheetView, Columns, Page<RunLine>), HubError> {
    sheet_with_checks(cx, id, None).await
}

/// The same with the checks from a place on.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn sheet_with_checks(
    cx: &OrgCx<View>,
    id: SheetId,
    from: Option<&Cursor>,
) -> Result<(SheetView, Columns, Page<RunLine>), HubError> {
    let mut tx = cx.begin().await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let runs = validation::runs_page(&mut tx, id, from).await?;
    tx.commit().await?;
    let columns = Columns::of(&sheet);
    Ok((sheet, columns, runs))
}

/// Calls a sheet something else.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Invalid`] `name`.
pub async fn rename(cx: &OrgCx<EditCatalog>, id: SheetId, name: &str) -> Result<(), HubError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Fault::field("name", FieldProblem::Required).into());
    }
    if name.chars().count() > NAME {
        return Err(Fault::field("name", FieldProblem::TooLong { max: NAME as u32 }).into());
    }
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let was = validation::find_sheet(&mut tx, id).await?.name;
    validation::rename(&mut tx, id, name).await?;
    let about = json!({ "name": name });
    if let Some(what) = changes(about, &json!({ "name": was }), &json!({ "name": name })) {
        cx.audit(&mut tx, AuditAction::SheetRenamed, ("sheet", Some(id.0)), what).await?;
    }
    Ok(tx.commit().await?)
}

/// Reads the rows of a sheet in another way: `change` says in which. With another decimal mark the steps of columns whose
/// numbers are text read these so.
///
/// # Errors
/// What `change` says; [`Fault::NotFound`]; [`Fault::Conflict`] `not_a_file` for the catalogue, `file_gone`, or as
/// [`sheet_files`] for a sheet of Google Sheets.
pub async fn set_format(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    change: impl FnOnce(&mut Format) -> Result<(), Fault>,
) -> Result<(), HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    let mut format = Format::deserialize(&sheet.format).map_err(unreadable)?;
    let had_comma = format.decimal_comma();
    let mut shape = match (&sheet.file, &sheet.source) {
        (Some(file), _) => {
            change(&mut format)?;
            Looked::again(cx.hub(), cx.org(), file.id, format.clone()).await?
        }
        (None, Some(source)) => {
            change(&mut format)?;
            source::look_again(cx, source, format.clone()).await?
        }
        (None, None) => return Err(conflict("not_a_file")),
    };
    let comma = format.decimal_comma();
    let mark = if comma { DecimalMark::Comma } else { DecimalMark::Point };
    let said = (comma != had_comma).then_some(mark);
    shape.say_decimal(said.or(Sample::of(&sheet.sample).decimal));
    let mapping = sheet.mapping.as_ref().and_then(|mapping| columns::adapted(mapping, &shape.sample));
    let mapping = mapping.map(|mapping| match said {
        Some(mark) => columns::as_said(mapping, &shape.sample, mark),
        None => mapping,
    });
    reshape(cx, id, &shape, mapping.as_ref()).await
}

/// Reads another sheet of the workbook that a sheet is in: which of its rows names the columns is found out anew.
///
/// # Errors
/// [`Fault::NotFound`], also for a sheet that the workbook does not show; [`Fault::Conflict`] `not_a_book`, or `file_gone`.
pub async fn set_sheet_of_book(cx: &OrgCx<EditCatalog>, id: SheetId, name: &str) -> Result<(), HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    let format = Format::deserialize(&sheet.format).map_err(unreadable)?;
    let (Some(file), Format::Book(known)) = (&sheet.file, format) else { return Err(conflict("not_a_book")) };
    // The one that is read may be hidden: it is offered all the same.
    if name != known.sheet && !Sample::of(&sheet.sample).sheets.iter().any(|shown| shown == name) {
        return Err(Fault::NotFound.into());
    }
    let mut shape = Looked::sheet(cx.hub(), cx.org(), file.id, known, name.to_owned()).await?;
    if let Some((code, _)) = shape.problem.as_mut().filter(|(code, _)| code == "empty") {
        *code = "empty_sheet".to_owned();
    }
    let mapping = columns::carried(&sheet, &shape.sample).map(|(mapping, _)| mapping);
    reshape(cx, id, &shape, mapping.as_ref()).await
}

/// Notes that the rows of a sheet are read in another way, and what its columns mean then, as far as it is known.
async fn reshape(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    shape: &Looked,
    mapping: Option<&Value>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let was = validation::find_sheet(&mut tx, id).await?;
    validation::reshape(&mut tx, id, None, shape.stored(), mapping, cx.actor().user()).await?;
    let (about, was) = (json!({ "name": was.name }), ways(&was.format, was.mapping.as_ref()));
    if let Some(what) = changes(about, &was, &ways(shape.stored().format, mapping)) {
        cx.audit(&mut tx, AuditAction::SheetFormat, ("sheet", Some(id.0)), what).await?;
    }
    Ok(tx.commit().await?)
}

/// How the rows of a sheet are read and what its columns mean, as the audit log tells it.
fn ways(format: &Value, mapping: Option<&Value>) -> Value {
    json!({ "format": format, "columns": columns::told(mapping) })
}

/// Says which column is which field, and which packs the sheet is held to. What the columns of the catalogue are is known:
/// of it only the packs are chosen.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Invalid`] with `columns.N` for each column whose field another one has too or is none,
/// `columns` where none is given, and `packs`.
pub async fn set_columns(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    wanted: &[Wanted<'_>],
    packs: &[String],
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let fixed = sheet.mapping.as_ref().filter(|_| sheet.kind == SheetKind::Catalogue);
    let columns = Columns::of(&sheet);
    let mut problems = if fixed.is_some() { Vec::new() } else { columns.problems(wanted) };
    let of_packs = match packs {
        [] => Some(FieldProblem::Required),
        packs => packs.iter().any(|pack| !packs::is_known(pack)).then_some(FieldProblem::Format),
    };
    problems.extend(of_packs.map(|problem| FieldError { field: "packs".into(), problem }));
    if !problems.is_empty() {
        return Err(Fault::Invalid { fields: problems }.into());
    }
    let mapping = fixed.cloned().unwrap_or_else(|| columns.choose(wanted));
    validation::set_mapping(&mut tx, id, &mapping, cx.actor().user()).await?;
    validation::set_packs(&mut tx, id, packs).await?;
    let was = json!({ "columns": columns::told(sheet.mapping.as_ref()), "packs": sheet.packs });
    let is = json!({ "columns": columns::told(Some(&mapping)), "packs": packs });
    if let Some(what) = changes(json!({ "name": sheet.name }), &was, &is) {
        cx.audit(&mut tx, AuditAction::SheetColumns, ("sheet", Some(id.0)), what).await?;
    }
    Ok(tx.commit().await?)
}

/// Removes a sheet with its checks.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `still_checking` or `correcting`.
pub async fn remove(cx: &OrgCx<EditCatalog>, id: SheetId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    if validation::open_run(&mut tx, id).await?.is_some() {
        return Err(conflict("still_checking"));
    }
    let runs = validation::runs(&mut tx, id, ALL_RUNS).await?;
    tx.commit().await?;
    // A transaction for all that they found could hold for minutes.
    for run in runs {
        loop {
            let mut tx = cx.begin().await?;
            let gone = validation::forget_findings(&mut tx, run.id).await?;
            tx.commit().await?;
            if gone == 0 {
                break;
            }
        }
    }
    let mut tx = cx.begin().await?;
    if validation::open_run(&mut tx, id).await?.is_some() {
        return Err(conflict("still_checking"));
    }
    if validation::is_used(&mut tx, id).await? {
        return Err(conflict("correcting"));
    }
    let sheet = validation::find_sheet(&mut tx, id).await?;
    validation::remove_sheet(&mut tx, id).await?;
    cx.audit(&mut tx, AuditAction::SheetRemoved, ("sheet", Some(id.0)), json!({ "name": sheet.name }))
        .await?;
    Ok(tx.commit().await?)
}

/// Writes down that somebody takes a file out, before anything of it is sent: of which sheet or list, and what.
async fn tell_taken(
    cx: &OrgCx<Export>,
    action: AuditAction,
    (kind, id): (&'static str, Uuid),
    what: Value,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    cx.audit(&mut tx, action, (kind, Some(id)), what).await?;
    Ok(tx.commit().await?)
}

/// Has a sheet checked. Pressed while a check is going on, it leads to that one.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `no_columns` until somebody said what the columns mean, or `unreadable` where the
/// rows cannot be read; [`Fault::QuotaExceeded`] where the plan includes no more this month.
pub async fn start(cx: &OrgCx<EditCatalog>, id: SheetId) -> Result<ValidationRunId, HubError> {
    let mut tx = cx.begin().await?;
    let run = start_in(&mut tx, id, cx.actor().user(), false).await?;
    tx.commit().await?;
    Ok(run)
}

/// The same in a transaction of the caller's.
async fn start_in(
    tx: &mut OrgTx,
    id: SheetId,
    requested_by: Option<UserId>,
    is_scheduled: bool,
) -> Result<ValidationRunId, HubError> {
    if let Some(open) = validation::open_run(tx, id).await? {
        return Ok(open);
    }
    let sheet = validation::find_sheet(tx, id).await?;
    if sheet.problem.is_some() {
        return Err(conflict("unreadable"));
    }
    let mapping = match sheet.kind {
        // What its columns are follows from the version that reads them, and not from the one that made the sheet.
        SheetKind::Catalogue => Some(source::catalogue_mapping()),
        _ => sheet.mapping.clone(),
    };
    let Some(mapping) = mapping else { return Err(conflict("no_columns")) };
    if sheet.mapping.as_ref() != Some(&mapping) {
        validation::set_mapping(tx, id, &mapping, None).await?;
    }
    let job = NewJob {
        id: JobId::new(),
        connection: None,
        kind: JobKind::Validate,
        lane: JobLane::Past,
        priority: JobPriority::Normal,
        payload: json!({ "sheet": id }),
    };
    let month = usage::month();
    let Some(reserved) = validation::reserve(tx, &sheet, month).await? else {
        let used = store::usage::used(tx, Meter::Validations, month).await?;
        let holds = store::plans::find(tx, false).await?.effective;
        let paid_in = billing::paid_in(tx).await?;
        return Err(plans::exceeded(&holds, Quota::Validations, (used, 1), paid_in).into());
    };
    store::jobs::create(tx, &job).await?;
    let run = NewRun {
        id: ValidationRunId::new(),
        file: sheet.file.as_ref().map(|file| file.id),
        job: job.id,
        format: &sheet.format,
        mapping: &mapping,
        packs: &sheet.packs,
        bytes: sheet.file.as_ref().map_or(0, |file| file.bytes),
        requested_by,
        is_scheduled,
    };
    validation::insert_run(tx, &run, reserved).await?;
    Ok(run.id)
}

/// Asks a check to stop.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `not_open`.
pub async fn cancel(cx: &OrgCx<EditCatalog>, id: ValidationRunId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let run = validation::find_run(&mut tx, id).await?;
    match store::jobs::request_cancel(&mut tx, run.job).await? {
        None => return Err(conflict("not_open")),
        Some(true) => validation::end(&mut tx, id, &NOT_BEGUN).await?,
        Some(false) => {}
    }
    Ok(tx.commit().await?)
}

/// A check with its rules, those broken most first.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn run_view(cx: &OrgCx<View>, id: ValidationRunId) -> Result<(RunView, Vec<RunRule>), HubError> {
    let mut tx = cx.begin().await?;
    let run = validation::find_run(&mut tx, id).await?;
    let rules = validation::rules(&mut tx, id).await?;
    Ok((run, rules))
}

/// What a check found, in the order of the rows.
///
/// # Errors
/// [`HubError`].
pub async fn findings(
    cx: &OrgCx<View>,
    id: ValidationRunId,
    filter: &FindingFilter,
    from: Option<&Cursor>,
) -> Result<Page<Finding>, HubError> {
    Ok(validation::findings(&mut cx.begin().await?, id, filter, from).await?)
}

/// How many findings a filter lets through.
///
/// # Errors
/// [`HubError`].
pub async fn count_findings(
    cx: &OrgCx<View>,
    id: ValidationRunId,
    filter: &FindingFilter,
) -> Result<i64, HubError> {
    Ok(validation::count_findings(&mut cx.begin().await?, id, filter).await?)
}

/// How many records were counted as checked this month.
///
/// # Errors
/// [`HubError`].
pub async fn used(cx: &OrgCx<View>) -> Result<i64, HubError> {
    Ok(store::usage::used(&mut cx.begin().await?, Meter::Validations, usage::month()).await?)
}

/// Checks the sheet of a job.
pub(crate) async fn run(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    work::run(cx, job, shutdown).await
}

/// Writes what a check found, for a job.
pub(crate) async fn write(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    results::run(cx, job, shutdown).await
}

pub(crate) use results::give_up as give_up_writing;
pub(crate) use schedule::start_due;

/// Takes a file over into the catalogue, or takes that back.
pub(crate) async fn run_import(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    importing::run(cx, job, shutdown).await
}

/// Takes the fixes of a job.
pub(crate) async fn run_correction(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    corrections::run(cx, job, shutdown).await
}

/// Ends a check, a correction or an import whose job had an error of our own.
pub(crate) async fn give_up(tx: &mut OrgTx, job: &StartedJob) -> Result<(), HubError> {
    corrections::give_up(tx, job.id).await?;
    importing::give_up(tx, job.id).await?;
    if let Some(run) = validation::run_of_job(tx, job.id).await? {
        validation::end(tx, run, &End::Failed { problem: "internal", data: &Value::Null }).await?;
    }
    Ok(())
}

/// Ends the check, the correction or the import of a job that was called off before a worker had it.
pub(crate) async fn end_cancelled(tx: &mut OrgTx, job: JobId) -> Result<(), HubError> {
    corrections::end_cancelled(tx, job).await?;
    importing::end_cancelled(tx, job).await?;
    if let Some(run) = validation::run_of_job(tx, job).await? {
        validation::end(tx, run, &NOT_BEGUN).await?;
    }
    Ok(())
}

/// Removes files that nothing needs any more, and forgets old checks.
///
/// # Errors
/// [`HubError`].
pub(crate) async fn clean(hub: &Hub) -> Result<(), HubError> {
    validation::remove_old(hub.db()).await?;
    for (org, file) in validation::take_unused(hub.db()).await? {
        if let Err(error) = hub.files().remove(org, file).await {
            tracing::warn!(%org, %file, %error, "the bytes of a file stay in the storage");
        }
    }
    Ok(())
}

/// Stops what it is the progress of when it goes, as it does with whoever goes away.
#[derive(Default)]
struct Stopping(Progress);

impl Drop for Stopping {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// What a job begins, if that is not over: else the job is ended.
async fn begun<T>(
    mut tx: OrgTx,
    job: &StartedJob,
    begun: Result<T, StoreError>,
) -> Result<Option<(OrgTx, T)>, HubError> {
    match begun {
        Ok(begun) => Ok(Some((tx, begun))),
        Err(StoreError::NotFound) => {
            store::jobs::finish(&mut tx, job, store::jobs::End::Cancelled).await?;
            tx.commit().await?;
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Lets another worker go on with a job: this process is to end.
async fn leave<P>(cx: &OrgCx<P>, job: &StartedJob) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    store::jobs::park(&mut tx, job, "shutdown", None).await?;
    Ok(tx.commit().await?)
}

/// Comes back when this process is to end.
async fn stopped(shutdown: &mut watch::Receiver<bool>) {
    // Nobody can say so any more once the sender is gone: then it is to end, too.
    let _ended = shutdown.wait_for(|stop| *stop).await;
}

/// Of what was stored by this program.
fn unreadable(error: serde_json::Error) -> HubError {
    HubError::Internal(format!("what is stored of a sheet cannot be read: {error}"))
}

/// What a check is told whose rows are not stored any more: they can be sent, or read, again.
fn gone(run: &RunView) -> &'static str {
    if run.kind == SheetKind::File { "file_gone" } else { "copy_gone" }
}

fn conflict(what: &str) -> HubError {
    Fault::Conflict { what: what.into() }.into()
}

/// The name of a file without its end, as far as a sheet's name goes.
fn sheet_name(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim();
    let name: String = stem.chars().take(NAME).collect();
    if name.is_empty() { file.chars().take(NAME).collect() } else { name }
}

/// A file whose bytes are stored, looked at and not noted yet.
struct Kept {
    id: FileId,
    name: String,
    bytes: i64,
    sha256: [u8; 32],
    shape: Looked,
}

/// How a file is read, and what it looks like then.
struct Looked {
    format: Value,
    sample: Sample,
    stored_sample: Value,
    problem: Option<(String, Value)>,
}

impl Looked {
    fn of(Opened { format, sample, problem }: Opened) -> Self {
        let (format, stored_sample) = (json!(format), json!(sample));
        Self { format, stored_sample, sample, problem: problem.as_ref().map(told) }
    }

    /// Notes the mark of fractions that somebody said numbers have.
    fn say_decimal(&mut self, mark: Option<DecimalMark>) {
        self.sample.decimal = mark;
        self.stored_sample = json!(self.sample);
    }

    /// A file that has just come.
    async fn first(hub: &Hub, org: OrgId, file: FileId) -> Result<Self, HubError> {
        let local = hub.files().local(org, file).await?;
        let limits = limits(hub);
        Ok(Self::of(on_thread(move || detect(local.path(), limits)).await?))
    }

    /// A file that is stored, read in another way.
    async fn again(hub: &Hub, org: OrgId, file: FileId, format: Format) -> Result<Self, HubError> {
        let local = hub.files().local(org, file).await?;
        let limits = limits(hub);
        Ok(Self::of(on_thread(move || look(local.path(), format, limits)).await?))
    }

    /// Another sheet of a workbook that is stored, and was read as `known` until now.
    async fn sheet(
        hub: &Hub,
        org: OrgId,
        file: FileId,
        known: BookFormat,
        sheet: String,
    ) -> Result<Self, HubError> {
        let local = hub.files().local(org, file).await?;
        let limits = limits(hub);
        Ok(Self::of(on_thread(move || detect_sheet(local.path(), known, &sheet, limits)).await?))
    }

    fn stored(&self) -> Shape<'_> {
        let problem = self.problem.as_ref().map(|(code, data)| (code.as_str(), data));
        Shape { format: &self.format, sample: &self.stored_sample, problem }
    }
}

impl Kept {
    /// Stores what comes, and looks how it is read.
    async fn take<E>(
        cx: &OrgCx<EditCatalog>,
        name: &str,
        coming: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Self, HubError> {
        let (hub, org, id) = (cx.hub(), cx.org(), FileId::new());
        let stored = hub.files().put(org, id, coming).await?;
        let looked = Looked::first(hub, org, id).await;
        let shape = match looked {
            Ok(shape) => shape,
            Err(error) => {
                forget(hub, org, id).await;
                return Err(error);
            }
        };
        if let Some((code, _)) = shape.problem.as_ref().filter(|(code, _)| NO_SHEET.contains(&&**code)) {
            forget(hub, org, id).await;
            return Err(conflict(code));
        }
        let name = match name.trim() {
            "" => "planilha".to_owned(),
            name => name.chars().filter(|sign| !sign.is_control()).take(255).collect(),
        };
        let bytes = i64::try_from(stored.bytes).unwrap_or(i64::MAX);
        Ok(Self { id, name, bytes, sha256: stored.sha256, shape })
    }

    async fn note(&self, tx: &mut OrgTx, cx: &OrgCx<EditCatalog>) -> Result<(), HubError> {
        let uploaded_by = cx.actor().user();
        let file =
            NewFile { id: self.id, name: &self.name, bytes: self.bytes, sha256: self.sha256, uploaded_by };
        Ok(validation::insert_file(tx, &file).await?)
    }
}

/// Nothing needs these bytes.
async fn forget(hub: &Hub, org: OrgId, file: FileId) {
    if let Err(error) = hub.files().remove(org, file).await {
        tracing::warn!(%file, %error, "the bytes of a file stay in the storage");
    }
}

fn limits(hub: &Hub) -> Limits {
    Limits { bytes: hub.files().most(), ..Limits::default() }
}
