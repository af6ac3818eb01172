//! Checking tables of products: sheets that people send, what their columns mean, the rules they are held to, and what a
//! check found. Importing is never held up by it.

mod checks;
mod columns;
mod corrections;
mod cost;
mod export;
mod faulty;
mod importing;
mod kept;
mod lists;
mod own_rules;
mod packs;
mod products;
mod reading;
mod results;
mod row_set;
mod schedule;
mod sheets;
mod source;
mod steps;
mod templates;
mod trial;
mod work;

pub use checks::{cancel, count_findings, findings, found_by_field, run_view, start, used};
pub use columns::{Column, Columns, Wanted, column_names};
pub use corrections::{
    FixChoice, Fixes, SetApart, cancel_correction, choose_fixes, correct, corrected_file, fixes,
    undo_correction,
};
pub use cost::{CheckCost, check_cost, included};
pub use export::{ExportKind, ExportWords, export};
pub use faulty::{READING, packs_of_others};
pub use importing::{
    Undo, apply_import, cancel_import, catalogue_import, catalogue_imports, import_correction, start_import,
    undo_import,
};
pub use kept::{Uploaded, replace, upload};
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
pub use sheets::{
    remove, rename, set_columns, set_format, set_sheet_of_book, sheet, sheet_with_checks, sheets, sheets_page,
};
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
    transform::{Chain, ChainProblem, FailedTest, Outcome, Preview, PreviewProblem},
};

pub(crate) use kept::clean;
pub(crate) use results::give_up as give_up_writing;
pub(crate) use schedule::start_due;

use crate::{
    Hub, HubError,
    auth::OrgCx,
    permit::{Export, RunSync},
};
use domain::{AuditAction, Fault, JobId, SheetKind, view::validation::RunView};
use kept::{Looked, forget};
use serde_json::Value;
use store::{
    OrgTx, StoreError,
    jobs::StartedJob,
    validation::{self, End},
};
use tokio::sync::watch;
use uuid::Uuid;
use validator::{engine::Progress, table::Limits};

/// Sheets among which the columns of a new one are looked for.
const KNOWN: i64 = 200;
/// Characters of a sheet's name.
const NAME: usize = 120;
/// How a check ends that was called off before a worker had it.
const NOT_BEGUN: End<'static> = End::Cancelled { per_rule: &[], is_cut: false };

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

fn limits(hub: &Hub) -> Limits {
    Limits { bytes: hub.files().most(), ..Limits::default() }
}
