//! What today's mapping would make of what is kept.

use super::orders::Change;
use crate::{ConnectionId, OrderId, ReplayId, ReplayScope, ReplayState, ReplayVerdict, SyncRunId};
use chrono::{DateTime, Utc};
use uuid::Uuid;

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
    /// Of the sales of a filter: how their list names it.
    pub address: Option<String>,
    /// The selection whose sales of other connections have replays of their own.
    pub selection: Option<Uuid>,
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

/// The sales of a filter: a replay for each connection that had some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplaySelection {
    pub id: Uuid,
    /// How the list of sales names the filter.
    pub address: String,
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
    /// By the names of the connections; never empty.
    pub parts: Vec<ReplayPart>,
}

/// The replay of one connection's sales of a selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayPart {
    pub id: ReplayId,
    pub connection_name: String,
    /// The id of the platform.
    pub platform: String,
    pub state: ReplayState,
    pub counts: ReplayCounts,
}

impl ReplayPart {
    /// Whether it waits for somebody to have it written.
    pub const fn can_be_applied(&self) -> bool {
        matches!(self.state, ReplayState::Ready) && self.counts.changed > 0
    }

    /// Whether it is written, or can be.
    pub const fn is_or_can_be_applied(&self) -> bool {
        self.can_be_applied() || matches!(self.state, ReplayState::Applying | ReplayState::Applied)
    }
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
