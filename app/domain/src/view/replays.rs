//! What today's mapping would make of what is kept.

use super::orders::Change;
use crate::{ConnectionId, OrderId, ReplayId, ReplayScope, ReplayState, ReplayVerdict, SyncRunId};
use chrono::{DateTime, Utc};

/// A replay with the first of what would change.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplayView {
    pub id: ReplayId,
    pub connection: ConnectionId,
    pub connection_name: String,
    /// The id of the platform.
    pub platform: String,
    pub scope: ReplayScope,
    /// Of what was placed in a range: from the first moment to the one after the last.
    pub range: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub state: ReplayState,
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub applied_at: Option<DateTime<Utc>>,
    /// The run that wrote it, once there is one.
    pub run: Option<SyncRunId>,
    pub counts: ReplayCounts,
    /// At most a hundred, those that would change first.
    pub items: Vec<ReplayItem>,
}

/// A replay in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayLine {
    pub id: ReplayId,
    pub scope: ReplayScope,
    /// As in [`ReplayView::range`].
    pub range: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub state: ReplayState,
    pub created_at: DateTime<Utc>,
}

/// Records, by what would become or became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReplayCounts {
    pub looked: i64,
    pub changed: i64,
    pub unreadable: i64,
    /// Their payload lacks parts that could not be read: only the channel has them.
    pub incomplete: i64,
    /// Their payload is kept no longer.
    pub gone: i64,
    pub applied: i64,
    /// Left alone: they had changed since they were looked at, would become something else than was shown, or could not
    /// be made again.
    pub moved: i64,
}

impl ReplayCounts {
    /// Records that are as today's mapping makes them.
    pub const fn same(&self) -> i64 {
        self.looked - self.changed - self.unreadable - self.incomplete - self.gone
    }
}

/// A record that is not as today's mapping makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplayItem {
    /// The channel's key.
    pub external_id: String,
    /// The sale that it is, with its number; none where it would become one.
    pub sale: Option<(OrderId, i64)>,
    pub verdict: ReplayVerdict,
    pub changes: Vec<Change>,
    /// Why it cannot be read: a code of [`crate::FailReason`].
    pub reason: Option<String>,
    pub detail: Option<String>,
}
