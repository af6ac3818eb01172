//! Turns of accounts, taken in the database that all processes share.

use crate::Hub;
use connector_kit::{BoxFuture, Turns};
use domain::Environment;
use std::time::Duration;
use store::{StoreError, connections::ConnectionAccess};

/// The turns of one account.
pub(super) struct SharedTurns {
    hub: Hub,
    account: String,
}

impl SharedTurns {
    pub(super) fn new(hub: &Hub, access: &ConnectionAccess) -> Self {
        let environment: Environment = access.environment;
        let account = format!("{}/{environment}/{}", access.platform, access.account_id);
        Self { hub: hub.clone(), account }
    }
}

impl Turns for SharedTurns {
    fn take(&self, spacing: Duration) -> BoxFuture<'_, Duration> {
        Box::pin(async move {
            let taken = store::turns::take(self.hub.db(), &self.account, spacing).await;
            taken.inspect_err(unasked).unwrap_or_default()
        })
    }

    fn hold(&self, pause: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let held = store::turns::hold(self.hub.db(), &self.account, pause).await;
            held.inspect_err(unasked).unwrap_or_default();
        })
    }
}

fn unasked(error: &StoreError) {
    tracing::warn!(error = error as &dyn std::error::Error, "turns hold for this process only");
}
