//! Turns of accounts, taken in the database that all processes share.

use crate::Hub;
use connector_kit::{BoxFuture, Turns};
use domain::Environment;
use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use store::{StoreError, connections::ConnectionAccess};

/// How long a pause that another process was asked for may stay unseen where calls need no turns.
const UNSEEN: Duration = Duration::from_secs(1);

/// The turns of one account.
pub(super) struct SharedTurns {
    hub: Hub,
    account: String,
    /// When pauses were last asked for.
    asked: Mutex<Option<Instant>>,
}

impl SharedTurns {
    pub(super) fn new(hub: &Hub, access: &ConnectionAccess) -> Self {
        let environment: Environment = access.environment;
        let account = format!("{}/{environment}/{}", access.platform, access.account_id);
        Self { hub: hub.clone(), account, asked: Mutex::default() }
    }

    /// Whether it is time to ask for pauses again.
    fn is_due(&self) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = asked.is_none_or(|at| at.elapsed() >= UNSEEN);
        if is_due {
            *asked = Some(Instant::now());
        }
        is_due
    }
}

impl Turns for SharedTurns {
    fn take(&self, spacing: Duration) -> BoxFuture<'_, Duration> {
        Box::pin(async move {
            let (db, account) = (self.hub.db(), &self.account);
            let wait = match spacing {
                Duration::ZERO if self.is_due() => store::turns::pause(db, account).await,
                Duration::ZERO => Ok(Duration::ZERO),
                spacing => store::turns::take(db, account, spacing).await,
            };
            wait.inspect_err(unasked).unwrap_or_default()
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
