//! Checks that begin by themselves.

use super::{checks::start_in, conflict};
use crate::{
    Hub, HubError,
    audit::changes,
    auth::OrgCx,
    permit::{EditCatalog, RunSync},
};
use domain::{
    AuditAction, Fault, FieldProblem, JobId, OrgId, SheetId, SheetKind, view::validation::CheckSchedule,
};
use serde_json::{Value, json};
use std::ops::RangeInclusive;
use store::validation;

/// Hours between two checks.
pub const HOURS: RangeInclusive<u8> = 1..=168;
/// Checks that are started at a time.
const AT_ONCE: i64 = 100;

/// Says when a sheet is checked by itself, and whether each check is written into the spreadsheet.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Invalid`] `hours`; [`Fault::Conflict`] `is_a_file` for a sheet in a file, which is the same
/// each time, or `not_a_sheet` where there is no spreadsheet to write into.
pub async fn set_schedule(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    schedule: CheckSchedule,
    writes_results: bool,
) -> Result<(), HubError> {
    if matches!(schedule, CheckSchedule::EveryHours(hours) if !HOURS.contains(&hours)) {
        return Err(Fault::field("hours", FieldProblem::OutOfRange).into());
    }
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    match sheet.kind {
        SheetKind::File => return Err(conflict("is_a_file")),
        SheetKind::Catalogue if writes_results => return Err(conflict("not_a_sheet")),
        SheetKind::Catalogue | SheetKind::GoogleSheet => {}
    }
    // What stays as it is goes on from where it was counted.
    if sheet.schedule != schedule {
        validation::set_schedule(&mut tx, id, schedule).await?;
    }
    validation::set_writes_results(&mut tx, id, writes_results).await?;
    let (was, is) = (told(sheet.schedule, sheet.writes_results), told(schedule, writes_results));
    if let Some(what) = changes(json!({ "name": sheet.name }), &was, &is) {
        cx.audit(&mut tx, AuditAction::SheetSchedule, ("sheet", Some(id.0)), what).await?;
    }
    Ok(tx.commit().await?)
}

/// When a sheet is checked by itself, as the audit log tells it.
fn told(schedule: CheckSchedule, writes_results: bool) -> Value {
    let (hours, daily_at) = match schedule {
        CheckSchedule::Off => (None, None),
        CheckSchedule::EveryHours(hours) => (Some(hours), None),
        CheckSchedule::DailyAt(time) => (None, Some(time.format("%H:%M").to_string())),
    };
    json!({ "hours": hours, "daily_at": daily_at, "writes_results": writes_results })
}

/// Starts the checks that are due, over all organisations. Several processes may do so at once.
///
/// # Errors
/// When it cannot be asked which are.
pub(crate) async fn start_due(hub: &Hub) -> Result<(), HubError> {
    for (org, sheet) in validation::due(hub.db(), AT_ONCE).await? {
        match start_one(hub, org, sheet).await {
            // Somebody else started, changed or removed it in this moment.
            Ok(()) | Err(HubError::Fault(Fault::Conflict { .. } | Fault::NotFound)) => {}
            // One company's trouble is not the others'.
            Err(error) => tracing::error!(
                %org, %sheet, error = &error as &dyn std::error::Error,
                "a check that is due could not be started"
            ),
        }
    }
    Ok(())
}

async fn start_one(hub: &Hub, org: OrgId, sheet: SheetId) -> Result<(), HubError> {
    let mut tx = hub.job_context::<RunSync>(org, JobId::new()).begin().await?;
    if !validation::take_due(&mut tx, sheet).await? {
        return Ok(());
    }
    match start_in(&mut tx, sheet, None, true).await {
        Ok(_) => Ok(tx.commit().await?),
        Err(HubError::Fault(Fault::QuotaExceeded(over))) => {
            // Its turn is over all the same: the next one may find more left.
            drop(tx);
            let mut tx = hub.job_context::<RunSync>(org, JobId::new()).begin().await?;
            validation::take_due(&mut tx, sheet).await?;
            tx.commit().await?;
            tracing::info!(%org, %sheet, limit = over.limit, "a check that is due is left out: the plan includes no more");
            Ok(())
        }
        Err(error) => Err(error),
    }
}
