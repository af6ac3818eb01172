//! From what is wrong now to what is kept and told of it.

use super::{detect::detect, ground::Ground, seen::Fate};
use crate::{Hub, HubError, permit::View};
use chrono::{DateTime, Utc};
use domain::{AlertEvent, AlertId, AlertKind, JobId, JobKind, OrgId};
use store::{
    OrgTx,
    alerts::{Found, Open, Told},
};

/// For how long nothing may be seen of an alert before it is over: what comes and goes is one alert.
const CALM_MINUTES: i32 = 5;

/// Looks at one organisation: opens, worsens and closes its alerts, and has people told.
///
/// # Errors
/// [`HubError`]; nothing is kept then, and the next look comes in a minute.
pub async fn look_at(hub: &Hub, org: OrgId, ground: Ground, now: DateTime<Utc>) -> Result<(), HubError> {
    let cx = hub.job_context::<View>(org, JobId::new());
    let mut tx = cx.begin().await?;
    let open = store::alerts::lock_open(&mut tx).await?;
    let seen = detect(hub, &mut tx, ground, now).await?;
    let muted = store::alerts::muted(&mut tx).await?;
    for one in &seen.found {
        match open.iter().find(|known| is_same(known, one)) {
            None => {
                if let Some(id) = store::alerts::open(&mut tx, one).await? {
                    tell(&mut tx, &muted, id, one, (0, one.stage)).await?;
                }
            }
            Some(Open { alert, told_stage, .. }) => {
                let stage = one.stage.max(alert.stage);
                store::alerts::see(&mut tx, alert.id, one, stage).await?;
                if alert.muted_until.is_none_or(|until| until <= now) {
                    tell(&mut tx, &muted, alert.id, one, (*told_stage, stage)).await?;
                }
            }
        }
    }
    let gone = open.iter().filter(|known| !seen.found.iter().any(|one| is_same(known, one)));
    let (mut over, mut settled, mut stay, mut dropped) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for known in gone {
        let fates = match seen.fate(&known.cause, &known.alert) {
            Fate::Over => &mut over,
            Fate::Settled => &mut settled,
            Fate::Stays => &mut stay,
            Fate::Dropped => &mut dropped,
        };
        fates.push(known.alert.id);
    }
    store::alerts::keep_open(&mut tx, &stay).await?;
    store::alerts::close_unseen(&mut tx, &dropped, 0).await?;
    let mut closed = store::alerts::close_unseen(&mut tx, &settled, 0).await?;
    closed.extend(store::alerts::close_unseen(&mut tx, &over, CALM_MINUTES).await?);
    for closed in closed {
        store::alerts::tell_closed(&mut tx, closed).await?;
    }
    Ok(tx.commit().await?)
}

fn is_same(known: &Open, found: &Found) -> bool {
    known.cause == found.cause && known.alert.trouble.kind() == found.trouble.kind()
}

/// Has those told who want to know, once for each stage that an alert reaches.
async fn tell(
    tx: &mut OrgTx,
    muted: &[AlertKind],
    id: AlertId,
    found: &Found,
    (told, stage): (i16, i16),
) -> Result<(), HubError> {
    if stage <= told || muted.contains(&found.trouble.kind()) {
        return Ok(());
    }
    let event = if told == 0 { AlertEvent::Opened } else { AlertEvent::Progressed };
    let severity = found.trouble.severity(stage);
    let recipients = store::alerts::recipients(tx).await?;
    let told: Vec<Told> =
        recipients.into_iter().filter(|(_, level)| level.takes(severity)).map(|(told, _)| told).collect();
    if !told.is_empty() {
        store::alerts::tell(tx, id, (event, stage), &told).await?;
    }
    Ok(store::alerts::note_told(tx, id, stage).await?)
}

/// Ends the alert for failed jobs of a kind, where somebody has just given up the last of them: nothing has to stay calm first.
pub(crate) async fn dead_letter_shrank(tx: &mut OrgTx, kind: JobKind) -> Result<(), HubError> {
    if store::alerts::dead_letters(tx).await?.iter().any(|(left, _)| *left == kind) {
        return Ok(());
    }
    if let Some(closed) = store::alerts::close_cause(tx, AlertKind::DeadLetter, kind.code()).await? {
        store::alerts::tell_closed(tx, closed).await?;
    }
    Ok(())
}
