//! Orders that arrived beyond what the plan includes become sales as soon as there is room: those that have waited longest first.

use super::ask;
use crate::{Hub, HubError, permit::RunSync};
use domain::{JobId, OrgId, ReplayId, ReplayScope};
use store::replays::{self, NewReplay};
use uuid::Uuid;

/// Orders of one connection that are let in at once.
const MOST: i64 = 10_000;

/// Lets orders in, wherever some wait and there is room. Done every half minute.
///
/// # Errors
/// [`HubError`] when it cannot be asked where that is.
pub(crate) async fn release_parked(hub: &Hub) -> Result<(), HubError> {
    for org in replays::with_parked(hub.db(), crate::usage::month()).await? {
        // One company's trouble is not the others'.
        if let Err(error) = release_one(hub, org).await {
            let error = &error as &dyn std::error::Error;
            tracing::error!(%org, error, "orders that wait could not be let in");
        }
    }
    Ok(())
}

async fn release_one(hub: &Hub, org: OrgId) -> Result<(), HubError> {
    let cx = hub.job_context::<RunSync>(org, JobId::new());
    let mut tx = cx.begin().await?;
    for (connection, keys) in replays::oldest_parked(&mut tx, crate::usage::month(), MOST).await? {
        let new = NewReplay {
            id: ReplayId::new(),
            connection,
            scope: ReplayScope::Parked,
            scope_id: None,
            key: None,
            range: None,
            selection: None,
            press: Uuid::now_v7(),
            requested_by: None,
        };
        replays::insert(&mut tx, &new).await?;
        replays::pick(&mut tx, new.id, &keys).await?;
        ask(&mut tx, new.id, connection).await?;
        tracing::info!(%org, %connection, orders = keys.len(), "orders that waited for room are let in");
    }
    Ok(tx.commit().await?)
}
