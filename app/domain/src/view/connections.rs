//! Connections and what their cards show.

use crate::{
    AuthKind, Badge, ConnectionId, ConnectionStatus, Environment, JobKind, SyncCounts, SyncDirection,
    SyncKind, SyncRunId, SyncState,
};
use chrono::{DateTime, NaiveTime, Utc};
use std::collections::BTreeMap;

/// A connection as its card and its page show it: no secret in it.
#[derive(Debug, Clone)]
pub struct ConnectionView {
    pub id: ConnectionId,
    pub platform: String,
    pub environment: Environment,
    pub name: String,
    pub auth: AuthKind,
    pub status: ConnectionStatus,
    /// The class of the platform's problem, and what was seen.
    pub problem: Option<String>,
    pub problem_detail: Option<String>,
    pub problem_since: Option<DateTime<Utc>>,
    /// Form fields that are no secrets, by name.
    pub config: BTreeMap<String, String>,
    /// For each secret field its last signs ("4f2a"), enough to tell two keys apart.
    pub secret_hints: BTreeMap<String, String>,
    pub settings: ConnectionSettings,
    /// A store of the simulator of demo mode.
    pub is_demo: bool,
    pub account_id: String,
    pub shop_name: Option<String>,
    pub shop_email: Option<String>,
    pub shop_currency: Option<String>,
    pub shop_time_zone: Option<String>,
    pub shop_edition: Option<String>,
    pub orders_count: i64,
    /// Orders that wait until the plan has room.
    pub waiting_count: i64,
    pub last_sync_at: Option<DateTime<Utc>>,
    pub last_success_at: Option<DateTime<Utc>>,
    pub last_error_at: Option<DateTime<Utc>>,
    pub connected_at: DateTime<Utc>,
    pub connected_by: Option<String>,
    /// When its account's owner must consent again.
    pub consent_ends_at: Option<DateTime<Utc>>,
    /// What the consent granted, where the platform says so.
    pub granted_scopes: Option<Vec<String>>,
    /// When the last run that read every change began.
    pub complete_until: Option<DateTime<Utc>>,
    /// The run that waits or runs now.
    pub open_run: Option<SyncRunId>,
}

impl ConnectionView {
    pub fn badge(&self) -> Badge {
        Badge::of(self.status, self.open_run.is_some(), self.problem.is_some())
    }
}

/// How a connection is synchronised.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ConnectionSettings {
    /// Leave the channel's test orders out.
    pub skip_test_orders: bool,
    /// Minutes between automatic runs; `None` for by hand only. 5 to 1,440.
    pub every_minutes: Option<u32>,
    /// Between which times of the organisation's clocks nothing runs by itself, over midnight too; both or
    /// neither. A time that the clocks leave out does not come that night; one that comes twice counts both times.
    pub quiet_from: Option<NaiveTime>,
    pub quiet_until: Option<NaiveTime>,
}

impl Default for ConnectionSettings {
    fn default() -> Self {
        Self { skip_test_orders: false, every_minutes: Some(15), quiet_from: None, quiet_until: None }
    }
}

/// A run as lists and its page show it.
#[derive(Debug, Clone)]
pub struct SyncRunView {
    pub id: SyncRunId,
    pub connection: ConnectionId,
    pub connection_name: String,
    pub platform: String,
    pub kind: SyncKind,
    pub direction: SyncDirection,
    pub state: SyncState,
    pub range_from: Option<DateTime<Utc>>,
    pub range_until: Option<DateTime<Utc>>,
    /// What the source says it lists, if it says so.
    pub expected: Option<i64>,
    pub counts: SyncCounts,
    pub problem: Option<String>,
    pub problem_detail: Option<String>,
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub cancel_requested: bool,
    /// The kind of the job that made it, as long as that is kept.
    pub job: Option<JobKind>,
    /// Before when it does not start, while it waits.
    pub next_try: Option<DateTime<Utc>>,
}

impl SyncRunView {
    /// Seconds left at the pace so far; `None` before a pace can be told.
    pub fn seconds_left(&self, now: DateTime<Utc>) -> Option<i64> {
        let (started, expected) = (self.started_at?, self.expected?);
        let elapsed = (now - started).num_seconds();
        if self.state != SyncState::Running || self.counts.read == 0 || elapsed < 2 {
            return None;
        }
        let left = (expected - self.counts.read).max(0);
        Some(left.saturating_mul(elapsed) / self.counts.read)
    }
}

/// A record that a run did not take.
#[derive(Debug, Clone)]
pub struct SyncIssueView {
    pub external_id: String,
    /// `skipped` or `failed`.
    pub verdict: String,
    /// A code of [`crate::SkipReason`] or [`crate::FailReason`].
    pub reason: String,
    pub detail: String,
    pub at: DateTime<Utc>,
}
