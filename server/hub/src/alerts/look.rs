//! From what is wrong now to what is kept and told of it.

use super::detect::detect;
use crate::{Hub, HubError, permit::View};
use chrono::{DateTime, Utc};
use domain::{AlertEvent, AlertId, AlertKind, AlertSeverity, JobId, OrgId, view::alerts::Alert};
use store::{
    OrgTx,
    alerts::{Found, Told},
};

/// For how long nothing may be seen of an alert before it is over: what comes and goes is one alert.
const CALM_MINUTES: i32 = 5;

/// Looks at one organisation: opens, worsens and closes its alerts, and has people told.
///
/// # Errors
/// [`HubError`]; nothing is kept then, and the next look comes in a minute.
pub async fn look_at(hub: &Hub, org: OrgId, now: DateTime<Utc>) -> Result<(), HubError> {
    let cx = hub.job_context::<View>(org, JobId::new());
    let mut tx = cx.begin().await?;
    let open = store::alerts::lock_open(&mut tx).await?;
    let found = detect(hub, &mut tx, now).await?;
    let muted = store::alerts::muted(&mut tx).await?;
    for one in &found {
        let known = open.iter().find(|(cause, alert)| is_same(cause, alert, one));
        match known {
            None => {
                if let Some(id) = store::alerts::open(&mut tx, one).await? {
                    tell(&mut tx, &muted, id, one, AlertEvent::Opened).await?;
                }
            }
            Some((_, alert)) => {
                let stage = one.stage.max(alert.stage);
                store::alerts::see(&mut tx, alert.id, one, stage).await?;
                let is_muted = alert.muted_until.is_some_and(|until| until > now);
                if stage > alert.stage && !is_muted {
                    tell(&mut tx, &muted, alert.id, one, AlertEvent::Progressed).await?;
                }
            }
        }
    }
    let is_gone = |(cause, alert): &&(String, Alert)| !found.iter().any(|one| is_same(cause, alert, one));
    let gone: Vec<_> = open.iter().filter(is_gone).map(|(_, alert)| alert.id).collect();
    for closed in store::alerts::close_unseen(&mut tx, &gone, CALM_MINUTES).await? {
        store::alerts::tell_closed(&mut tx, closed).await?;
    }
    Ok(tx.commit().await?)
}

fn is_same(cause: &str, alert: &Alert, found: &Found) -> bool {
    cause == found.cause && alert.trouble.kind() == found.trouble.kind()
}

async fn tell(
    tx: &mut OrgTx,
    muted: &[AlertKind],
    id: AlertId,
    found: &Found,
    event: AlertEvent,
) -> Result<(), HubError> {
    if muted.contains(&found.trouble.kind()) {
        return Ok(());
    }
    let severity: AlertSeverity = found.trouble.severity(found.stage);
    let recipients = store::alerts::recipients(tx).await?;
    let told: Vec<Told> =
        recipients.into_iter().filter(|(_, level)| level.takes(severity)).map(|(told, _)| told).collect();
    if told.is_empty() {
        return Ok(());
    }
    Ok(store::alerts::tell(tx, id, (event, found.stage), &told).await?)
}
