//! What was found, and what it says of the alerts that are open.

use super::ground::Work;
use chrono::{DateTime, Utc};
use domain::{
    AlertKind, ConnectionId, ConnectionStatus,
    view::alerts::{Alert, Trouble},
};
use std::collections::HashMap;
use store::alerts::{Found, LastSigns};

/// What was found.
pub(super) struct Seen {
    /// Everything that is wrong, each cause once.
    pub found: Vec<Found>,
    /// What is wrong because of something that was found.
    pub explained: Vec<Found>,
    pub statuses: HashMap<ConnectionId, ConnectionStatus>,
    pub signs: HashMap<ConnectionId, LastSigns>,
    pub work: Work,
}

/// What becomes of an open alert that was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Over,
    /// The same of what does not come and go: nothing has to stay calm first.
    Settled,
    /// Nothing can be said now.
    Stays,
    /// Nobody wants to know any more: its connections were paused or disconnected.
    Dropped,
}

impl Seen {
    pub(super) fn fate(&self, cause: &str, alert: &Alert) -> Fate {
        let kind = alert.trouble.kind();
        if self.explained.iter().any(|one| one.cause == cause && one.trouble.kind() == kind) {
            return Fate::Stays;
        }
        match kind {
            AlertKind::PlanLimit => return Fate::Settled,
            AlertKind::DeadLetter | AlertKind::UsageDiffers => return Fate::Over,
            AlertKind::JobStuck if self.work == Work::Unknown => return Fate::Stays,
            AlertKind::JobStuck => return Fate::Over,
            _ => {}
        }
        let any = |wanted: fn(ConnectionStatus) -> bool| {
            let statuses = alert.connections.iter().filter_map(|id| self.statuses.get(id));
            statuses.copied().any(wanted)
        };
        if !any(|status| !matches!(status, ConnectionStatus::Paused | ConnectionStatus::Disconnected)) {
            return Fate::Dropped;
        }
        let heard = |of: fn(&LastSigns) -> Option<DateTime<Utc>>, since: DateTime<Utc>| {
            let signs = alert.connections.iter().filter_map(|id| self.signs.get(id));
            signs.filter_map(of).any(|at| at > since)
        };
        let is_over = match alert.trouble {
            Trouble::SalesStopped { since, .. } => heard(|signs| signs.sale, since),
            Trouble::EventsStopped { since, .. } => heard(|signs| signs.event, since),
            Trouble::Gap { .. } | Trouble::Unchecked { .. } => {
                any(|status| status == ConnectionStatus::Connected)
            }
            Trouble::ApiDown { .. }
            | Trouble::Slow { .. }
            | Trouble::Limited { .. }
            | Trouble::NearLimit { .. }
            | Trouble::UnusualCalls { .. }
            | Trouble::Subscription { .. } => any(ConnectionStatus::may_sync),
            Trouble::Refused { .. }
            | Trouble::Failing { .. }
            | Trouble::Expiring { .. }
            | Trouble::Scopes { .. }
            | Trouble::JobStuck { .. }
            | Trouble::DeadLetter { .. }
            | Trouble::UsageDiffers { .. }
            | Trouble::PlanLimit(_) => true,
        };
        if is_over { Fate::Over } else { Fate::Stays }
    }
}
