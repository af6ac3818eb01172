//! Adding up what was sold of products, and what customers bought, where sales changed.

use crate::{Hub, HubError, customers, permit::View};
use domain::{JobId, OrgId};
use std::time::Duration;
use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior},
};

const EVERY: Duration = Duration::from_secs(15);
/// Months of one organisation that a round adds up, before it turns to the next one.
const PASSES: usize = 24;

/// Adds up what is marked until `shutdown` turns true; a statement that runs then is called off.
pub async fn keep_added_up(hub: &Hub, mut shutdown: watch::Receiver<bool>) {
    let adding = async {
        // Not at once: a start has imports to go on with. What is behind is read from the sales, or caught up where it is listed.
        let mut tick = tokio::time::interval_at(Instant::now() + EVERY, EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            if let Err(error) = add_up(hub).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "products could not be added up");
            }
            if let Err(error) = customers::add_up(hub).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "customers could not be added up");
            }
        }
    };
    tokio::select! {
        () = adding => {}
        _ = shutdown.wait_for(|stop| *stop) => {}
    }
}

/// Adds up the products of one organisation after the other, as far as they are marked, about two years of each; what is left is for the
/// next round. Where one cannot be added up, the others are.
///
/// # Errors
/// When the database cannot be asked what is marked.
pub async fn add_up(hub: &Hub) -> Result<(), HubError> {
    for org in store::analytics::marked(hub.db()).await? {
        if let Err(error) = add_up_of(hub, org).await {
            tracing::warn!(%org, error = &error as &dyn std::error::Error, "products of a company could not be added up");
        }
    }
    Ok(())
}

/// Adds up what is marked of one organisation, about a month at a time.
async fn add_up_of(hub: &Hub, org: OrgId) -> Result<(), HubError> {
    let cx = hub.job_context::<View>(org, JobId::new());
    for _ in 0..PASSES {
        let may_be_more = store::analytics::add_up(cx.begin().await?).await?;
        if !may_be_more {
            break;
        }
    }
    Ok(())
}
