//! The first hour: a new company names itself, says where it is, connects a channel, reads it, and invites people. How far it
//! is follows from what it has; only what that does not tell is kept.

use crate::{
    HubError,
    accounts::{CompanySettings, save_company_in},
    auth::OrgCx,
    permit::ManageOrganisation,
};
use domain::view::first_hour::{FirstHour, FirstStep, StepChoice};

/// Where the steps are.
pub const FIRST_HOUR_PATH: &str = "/admin/comecar";

/// How far the company is.
///
/// # Errors
/// When the database cannot be asked.
pub async fn find(cx: &OrgCx<ManageOrganisation>) -> Result<FirstHour, HubError> {
    Ok(store::first_hour::find(&mut cx.begin().await?).await?)
}

/// Changes the settings of the company, whose zone and currency are right from now on.
///
/// # Errors
/// As [`crate::accounts::save_company`].
pub async fn save_region(cx: &OrgCx<ManageOrganisation>, settings: &CompanySettings) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    save_company_in(cx, &mut tx, settings, None).await?;
    store::first_hour::choose(&mut tx, &[FirstStep::Region], StepChoice::Done).await?;
    Ok(tx.commit().await?)
}

/// Goes past a step, or puts all away that are open. Steps that are not open stay as they are. Tells which it was.
///
/// # Errors
/// When the database cannot be asked.
pub async fn skip(
    cx: &OrgCx<ManageOrganisation>,
    step: Option<FirstStep>,
) -> Result<Vec<FirstStep>, HubError> {
    let mut tx = cx.begin().await?;
    let hour = store::first_hour::find(&mut tx).await?;
    let steps: Vec<_> = hour.open().filter(|open| step.is_none_or(|step| step == *open)).collect();
    let choice = if step.is_some() { StepChoice::Skipped } else { StepChoice::Hidden };
    store::first_hour::choose(&mut tx, &steps, choice).await?;
    tx.commit().await?;
    Ok(steps)
}

/// Opens those of some steps again that are put away; what was done or skipped meanwhile stays so. Tells whether any was.
///
/// # Errors
/// When the database cannot be asked.
pub async fn bring_back(cx: &OrgCx<ManageOrganisation>, steps: &[FirstStep]) -> Result<bool, HubError> {
    let mut tx = cx.begin().await?;
    let is_new = store::first_hour::bring_back(&mut tx, steps).await?;
    tx.commit().await?;
    Ok(is_new)
}
