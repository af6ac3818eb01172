//! Removing what is over or older than it is kept, and measuring what takes space: beside the work that cannot wait.

use super::told;
use crate::{Hub, HubError, storage, validation};
use std::time::Duration;
use tokio::{sync::watch, time::Instant};

/// From the start to the first round. People and jobs that waited for the start come first: to measure tables reads all
/// of them, and nothing here is late by a minute. Places for new rows are made before anything is served.
const FIRST: Duration = Duration::from_secs(60);
const A_ROUND: Duration = Duration::from_secs(30);
/// Rounds from one cleaning to the next: an hour.
const CLEANING: u64 = 120;
/// Rounds from one search for orphans to the next: a day. The first one waits an hour.
const ORPHANS: u64 = 24 * CLEANING;

/// Cleans and measures until `shutdown` turns true; a statement that runs then is called off.
pub(super) async fn keep_clean(hub: &Hub, mut shutdown: watch::Receiver<bool>) {
    tokio::select! {
        () = go_on(hub) => {}
        _ = shutdown.wait_for(|stop| *stop) => {}
    }
}

async fn go_on(hub: &Hub) {
    let mut tick = tokio::time::interval_at(Instant::now() + FIRST, A_ROUND);
    let mut rounds: u64 = 0;
    loop {
        tick.tick().await;
        if rounds.is_multiple_of(CLEANING) {
            told("not everything was cleaned", clean(hub).await);
        }
        told("tables could not be measured", storage::measure(hub).await);
        if rounds % ORPHANS == CLEANING {
            told("orphans could not be looked for", look_for_orphans(hub).await);
            told("usage could not be compared", crate::usage::compare(hub).await.map(|_| ()));
        }
        rounds += 1;
    }
}

/// Removes what is over or older than it is kept; done every hour. What cannot be removed holds up nothing else.
///
/// # Errors
/// The first [`HubError`] that was met.
pub async fn clean(hub: &Hub) -> Result<(), HubError> {
    let db = hub.db();
    let mut all = Ok(());
    let mut note = |done: Result<(), HubError>| {
        if let Err(error) = done {
            tracing::warn!(error = &error as &dyn std::error::Error, "something could not be cleaned");
            if all.is_ok() {
                all = Err(error);
            }
        }
    };
    let partitions = store::migrate::maintain_partitions(db, hub.config().keep.partitions());
    note(partitions.await.map_err(HubError::from));
    note(forget_payloads(hub).await);
    note(store::sessions::prune(db).await.map(|_| ()).map_err(HubError::from));
    note(store::account_mails::prune(db).await.map_err(HubError::from));
    note(store::email_changes::prune(db).await.map_err(HubError::from));
    note(store::billing::prune(db).await.map_err(HubError::from));
    note(store::passkeys::prune(db).await.map_err(HubError::from));
    note(store::connections::consent::prune(db).await.map_err(HubError::from));
    note(store::throttle::prune(db).await.map(|_| ()).map_err(HubError::from));
    note(store::webhooks::prune_ids(db).await.map_err(HubError::from));
    note(store::actions::prune_plans(db).await.map_err(HubError::from));
    note(store::replays::prune(db).await.map_err(HubError::from));
    note(store::jobs::prune(db).await.map_err(HubError::from));
    note(store::completeness::prune(db, hub.config().check_days).await.map_err(HubError::from));
    note(store::health::prune_event_hours(db).await.map_err(HubError::from));
    note(store::call_stats::prune(db).await.map_err(HubError::from));
    note(store::alerts::prune(db).await.map_err(HubError::from));
    note(store::turns::prune(db).await.map_err(HubError::from));
    note(store::heartbeats::prune(db).await.map_err(HubError::from));
    note(hub.config().mailer.prune().await.map_err(|error| HubError::Internal(error.to_string())));
    note(validation::clean(hub).await);
    note(storage::clean(hub).await);
    all
}

async fn look_for_orphans(hub: &Hub) -> Result<(), HubError> {
    for orphans in store::integrity::orphans(hub.db(), 1).await? {
        tracing::error!(
            reference = orphans.reference,
            rows = orphans.rows,
            "rows point at something that is not there"
        );
    }
    Ok(())
}

/// What nobody waits for in days of payloads that are kept longer for what somebody waits for.
async fn forget_payloads(hub: &Hub) -> Result<(), HubError> {
    while store::migrate::forget_payloads(hub.db(), hub.config().keep.partitions()).await? > 0 {}
    Ok(())
}
