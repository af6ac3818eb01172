//! The first hour: a new company names itself, says where it is, connects a channel, reads it, and invites people. How far it
//! is follows from what it has; only what that does not tell is kept.

use crate::{
    HubError,
    accounts::{CompanySettings, save_company_in},
    audit::changes,
    auth::OrgCx,
    permit::ManageOrganisation,
};
use chrono_tz::Tz;
use domain::{
    AuditAction, ConnectionId, Currency,
    view::first_hour::{FirstHour, FirstStep, StepChoice},
};
use serde_json::json;
use store::{OrgTx, connections::Shop};

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

/// Gives a company in which nobody chose them the currency and the time zone of its first shop. Returns what it took.
pub(crate) async fn take_region<P>(
    cx: &OrgCx<P>,
    tx: &mut OrgTx,
    id: ConnectionId,
    shop: &Shop,
) -> Result<Vec<String>, HubError> {
    let currency = shop.currency.as_deref().and_then(|code| code.parse::<Currency>().ok());
    let currency = currency.filter(Currency::is_in_use);
    let zone = shop.time_zone.as_deref().and_then(|name| name.parse::<Tz>().ok());
    // Many a shop stands at UTC only because nobody ever set it.
    let zone = zone.map(|zone| zone.name()).filter(|name| name.contains('/') && !name.starts_with("Etc/"));
    let taken = store::first_hour::take_region(tx, id, currency.as_ref().map(Currency::code), zone).await?;
    let Some((was, is)) = taken else { return Ok(Vec::new()) };
    let told = |of: &store::first_hour::Region| json!({ "currency": of.currency, "time_zone": of.time_zone });
    if let Some(data) = changes(json!({}), &told(&was), &told(&is)) {
        let subject = ("organisation", Some(cx.org().0));
        cx.audit(tx, AuditAction::OrganisationChanged, subject, data).await?;
    }
    let currency = (is.currency != was.currency).then_some(is.currency);
    let zone = (is.time_zone != was.time_zone).then_some(is.time_zone);
    Ok(currency.into_iter().chain(zone).collect())
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
