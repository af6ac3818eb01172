//! Whether everything that a channel lists is here.

use crate::{
    Hub, HubError,
    auth::OrgCx,
    integrations::must_bring_orders,
    permit::{RunSync, View},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AuditAction, ConnectionId, JobId, LeftOut, OrgId,
    view::{
        completeness::{CheckState, CheckedDay, CheckedHour},
        not_imported::{NotImported, NotImportedFilter, ReasonCount},
    },
};
use serde_json::json;
use store::jobs::JobKind;

pub use store::completeness::Month;

/// Checks started in one round.
const A_ROUND: i64 = 100;

/// The days of a month of which something was checked, the newest first, and where the checks stand.
///
/// # Errors
/// [`domain::Fault::NotFound`] for a connection of somebody else.
pub async fn month(
    cx: &OrgCx<View>,
    connection: ConnectionId,
    month: Month,
) -> Result<(Vec<CheckedDay>, CheckState), HubError> {
    let mut tx = cx.begin().await?;
    let days = store::completeness::days(&mut tx, connection, month).await?;
    Ok((days, store::completeness::state(&mut tx, connection).await?))
}

/// Orders that a report names one by one, at most.
const MOST_NAMED: i64 = 100;

/// A month as a report holds it.
#[derive(Debug)]
pub struct MonthReport {
    /// As in [`month`].
    pub days: Vec<CheckedDay>,
    pub state: CheckState,
    /// What could not be imported, of whatever month, the latest first: the first hundred.
    pub missing: Vec<NotImported>,
    /// All orders that are not among the sales, by reason.
    pub reasons: Vec<ReasonCount>,
}

/// A month with what is missing of the connection now, and why.
///
/// # Errors
/// [`HubError`].
pub async fn report(
    cx: &OrgCx<View>,
    connection: ConnectionId,
    month: Month,
) -> Result<MonthReport, HubError> {
    let mut tx = cx.begin().await?;
    let failed = NotImportedFilter { kind: LeftOut::Failed, connection: Some(connection), reason: None };
    Ok(MonthReport {
        days: store::completeness::days(&mut tx, connection, month).await?,
        state: store::completeness::state(&mut tx, connection).await?,
        missing: store::not_imported::list(&mut tx, &failed, None, MOST_NAMED).await?,
        reasons: store::not_imported::counts(&mut tx, Some(connection)).await?,
    })
}

/// The hours that were checked between two moments, the newest first.
///
/// # Errors
/// [`HubError`].
pub async fn hours(
    cx: &OrgCx<View>,
    connection: ConnectionId,
    time: (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<CheckedHour>, HubError> {
    Ok(store::completeness::hours(&mut cx.begin().await?, connection, time).await?)
}

/// Where the checks of a connection stand.
///
/// # Errors
/// [`HubError`].
pub async fn state(cx: &OrgCx<View>, connection: ConnectionId) -> Result<CheckState, HubError> {
    Ok(store::completeness::state(&mut cx.begin().await?, connection).await?)
}

/// Has what was placed since `from` checked now, however lately it was; no further back than is checked at all.
///
/// # Errors
/// [`domain::Fault::NotFound`]; [`domain::Fault::Conflict`] `not_connected` when the connection is paused,
/// disconnected or must be re-authorised, `no_orders` where it brings none.
pub async fn check_again(
    cx: &OrgCx<RunSync>,
    connection: ConnectionId,
    from: DateTime<Utc>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    must_bring_orders(&mut tx, connection).await?;
    let from = from.max(Utc::now() - TimeDelta::days(cx.hub().config().check_days.into()));
    store::completeness::ask_again(&mut tx, connection, from).await?;
    store::jobs::create_once(&mut tx, connection, JobKind::CheckCompleteness, None).await?;
    cx.audit(
        &mut tx,
        AuditAction::CompletenessAsked,
        ("connection", Some(connection.0)),
        json!({ "from": from }),
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Starts the checks that are due.
pub(crate) async fn start_due(hub: &Hub) -> Result<(), HubError> {
    for (org, connection) in store::completeness::due(hub.db(), A_ROUND).await? {
        // One company's trouble is not the others'.
        if let Err(error) = start_one(hub, org, connection).await {
            tracing::error!(
                %org, %connection, error = &error as &dyn std::error::Error,
                "a check that is due could not be started"
            );
        }
    }
    Ok(())
}

async fn start_one(hub: &Hub, org: OrgId, connection: ConnectionId) -> Result<(), HubError> {
    let mut tx = hub.job_context::<RunSync>(org, JobId::new()).begin().await?;
    store::jobs::create_once(&mut tx, connection, JobKind::CheckCompleteness, None).await?;
    Ok(tx.commit().await?)
}
