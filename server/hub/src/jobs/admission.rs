//! Handing to the engine what no transaction tells of: jobs that become due as time passes, and, should one
//! be forgotten or lost all the same, that one.

use super::told;
use crate::{Hub, HubError, permit::RunSync};
use chrono::{DateTime, Utc};
use domain::{JobId, OrgId};
use std::time::Duration;
use store::jobs::admission;
use tokio::{sync::watch, time::MissedTickBehavior};

/// How often jobs are looked for that have become due.
const EVERY: Duration = Duration::from_secs(1);
/// Of so many looks one is at everything that waits: a job whose row was being written while there was room for it
/// is found then.
const WHOLE: u32 = 5;

/// Looks until `shutdown` turns true.
pub(super) async fn keep_looking(hub: &Hub, mut shutdown: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(EVERY);
    // What was missed while the database was away is found by one look.
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut since, mut looks) = (None, 0_u32);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = shutdown.wait_for(|stop| *stop) => return,
        }
        looks = looks.wrapping_add(1);
        match look(hub, since.filter(|_| !looks.is_multiple_of(WHOLE))).await {
            Ok(looked) => since = Some(looked),
            Err(error) => told("jobs that are due could not be looked for", Err(error)),
        }
    }
}

/// Hands over what became due after `since`, and tells when it looked.
async fn look(hub: &Hub, since: Option<DateTime<Utc>>) -> Result<DateTime<Utc>, HubError> {
    let (orgs, now) = admission::due(hub.db(), since).await?;
    for org in orgs {
        // One company's trouble is not the others'.
        told("jobs that are due could not be handed over", admit(hub, org).await);
    }
    Ok(now)
}

async fn admit(hub: &Hub, org: OrgId) -> Result<(), HubError> {
    let mut tx = hub.job_context::<RunSync>(org, JobId::new()).begin().await?;
    admission::admit(&mut tx).await?;
    Ok(tx.commit().await?)
}

/// Looks at everything that waits, and at what the engine should have.
pub(super) async fn sweep(hub: &Hub) -> Result<(), HubError> {
    for (org, job) in admission::lost(hub.db()).await? {
        tracing::warn!(%org, %job, "a job was lost on its way and is handed over again");
        let mut tx = hub.job_context::<RunSync>(org, job).begin().await?;
        admission::hand_over_again(&mut tx, job).await?;
        tx.commit().await?;
    }
    look(hub, None).await.map(|_| ())
}
