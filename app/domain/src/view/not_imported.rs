//! Records that channels list and that are not among the sales, each with its reason.

use crate::{ConnectionId, LeftOut, OrderId, SyncRunId, Verdict};
use chrono::{DateTime, Utc};

/// A record that was left out or could not be taken, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotImported {
    pub connection: ConnectionId,
    pub connection_name: String,
    pub platform: String,
    pub external_id: String,
    /// The sale of an earlier version of the record, if there is one, and its number at the channel.
    pub sale: Option<(OrderId, String)>,
    pub verdict: Verdict,
    /// A code of [`crate::SkipReason`] or [`crate::FailReason`].
    pub reason: String,
    /// What the connector or the database said, in English.
    pub detail: String,
    pub first_seen_at: DateTime<Utc>,
    /// When the verdict was reached.
    pub judged_at: DateTime<Utc>,
    /// The run that reached it.
    pub run: SyncRunId,
}

/// How many records stand in the list for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonCount {
    pub verdict: Verdict,
    pub reason: String,
    pub count: i64,
}

/// Which records a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotImportedFilter {
    pub kind: LeftOut,
    pub connection: Option<ConnectionId>,
    pub reason: Option<String>,
}

/// A place in the list, the latest verdict first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotImportedPlace {
    pub judged_at: DateTime<Utc>,
    pub connection: ConnectionId,
    pub external_id: String,
}
