//! Checks of sheets: started, called off, and shown with what they found.

use super::{NOT_BEGUN, conflict, source};
use crate::{
    HubError,
    auth::OrgCx,
    billing,
    permit::{EditCatalog, View},
    plans, usage,
};
use domain::{
    JobId, JobPriority, Meter, Quota, SheetId, SheetKind, UserId, ValidationRunId,
    view::{
        page::{Cursor, Page},
        validation::{FieldCount, Finding, FindingFilter, RunRule, RunView},
    },
};
use serde_json::json;
use store::{
    OrgTx,
    jobs::{JobKind, JobLane, NewJob},
    validation::{self, NewRun},
};

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
pub(super) async fn start_in(
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
        let standing = store::usage::standing(tx, Meter::Validations, month).await?;
        let holds = store::plans::find(tx, false).await?.effective;
        // What checks that go on hold is taken, too.
        let used = standing.used.saturating_add(standing.held);
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

/// How much a check found in each field, the most first; nothing before it is over.
///
/// # Errors
/// [`HubError`].
pub async fn found_by_field(cx: &OrgCx<View>, id: ValidationRunId) -> Result<Vec<FieldCount>, HubError> {
    Ok(validation::found_by_field(&mut cx.begin().await?, id).await?)
}

/// How many records were counted as checked this month.
///
/// # Errors
/// [`HubError`].
pub async fn used(cx: &OrgCx<View>) -> Result<i64, HubError> {
    Ok(store::usage::used(&mut cx.begin().await?, Meter::Validations, usage::month()).await?)
}
