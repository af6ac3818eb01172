//! Adding up what was sold of products, where sales changed.

use crate::{Hub, HubError, permit::View};
use domain::JobId;
use std::time::Duration;
use tokio::{sync::watch, time::MissedTickBehavior};

const EVERY: Duration = Duration::from_secs(15);

/// Adds up what is marked until `shutdown` turns true; a statement that runs then is called off.
pub async fn keep_added_up(hub: &Hub, mut shutdown: watch::Receiver<bool>) {
    let adding = async {
        let mut tick = tokio::time::interval(EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            if let Err(error) = add_up(hub).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "products could not be added up");
            }
        }
    };
    tokio::select! {
        () = adding => {}
        _ = shutdown.wait_for(|stop| *stop) => {}
    }
}

/// Adds up all that is marked, about a month of one organisation after the other.
///
/// # Errors
/// When the database cannot be asked.
pub async fn add_up(hub: &Hub) -> Result<(), HubError> {
    for org in store::analytics::marked(hub.db()).await? {
        let cx = hub.job_context::<View>(org, JobId::new());
        while store::analytics::add_up(cx.begin().await?).await? {}
    }
    Ok(())
}
