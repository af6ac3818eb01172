//! Background work as its page shows it.

use crate::{ActionId, ConnectionId, JobId, JobKind, JobPriority, JobStanding, OrderId, PlanId, SyncRunId};
use chrono::{DateTime, Utc};

/// A job that is not done.
#[derive(Debug, Clone)]
pub struct JobView {
    pub id: JobId,
    pub kind: JobKind,
    pub priority: JobPriority,
    pub standing: JobStanding,
    pub connection: Option<JobConnection>,
    /// How often it was started.
    pub starts: i32,
    pub created_at: DateTime<Utc>,
    /// Not before.
    pub run_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub cancel_requested: bool,
    /// The class of what went wrong last, where the thing it works on knows it.
    pub problem: Option<String>,
    /// What was seen then, in English.
    pub detail: Option<String>,
    /// The run of a synchronisation.
    pub run: Option<SyncRunId>,
    /// The bulk action that it looks up.
    pub plan: Option<PlanId>,
    /// What a channel is asked to do, and with which order.
    pub action: Option<ActionId>,
    pub order: Option<OrderId>,
    /// Whether what became of the action is known: there is nothing left to look for.
    pub is_action_over: bool,
}

impl JobView {
    /// Whether a job that failed can be asked for again.
    pub const fn can_be_redriven(&self) -> bool {
        self.kind.can_be_redriven() && !self.is_action_over
    }
}

/// Whose a job is.
#[derive(Debug, Clone)]
pub struct JobConnection {
    pub id: ConnectionId,
    pub name: String,
    pub platform: String,
}

/// How many jobs of a kind and a priority stand somewhere.
#[derive(Debug, Clone)]
pub struct JobCount {
    pub kind: JobKind,
    pub priority: JobPriority,
    pub standing: JobStanding,
    pub count: i64,
    /// When the oldest of them was asked for.
    pub oldest: DateTime<Utc>,
}

/// A kind that somebody has paused.
#[derive(Debug, Clone)]
pub struct PauseView {
    pub kind: JobKind,
    pub at: DateTime<Utc>,
    /// Unknown where the person is gone.
    pub by: Option<String>,
}

/// All that is not done, and what is paused.
#[derive(Debug, Clone)]
pub struct QueueView {
    pub counts: Vec<JobCount>,
    pub pauses: Vec<PauseView>,
}

impl QueueView {
    /// How many jobs stand somewhere; `None` counts all kinds or priorities.
    pub fn count(&self, standing: JobStanding, kind: Option<JobKind>, priority: Option<JobPriority>) -> i64 {
        let of = self.counts.iter().filter(|of| {
            of.standing == standing
                && kind.is_none_or(|kind| of.kind == kind)
                && priority.is_none_or(|priority| of.priority == priority)
        });
        of.map(|of| of.count).sum()
    }

    /// When the oldest open job of a kind was asked for.
    pub fn oldest(&self, kind: JobKind) -> Option<DateTime<Utc>> {
        let of = self.counts.iter().filter(|of| of.kind == kind && of.standing.is_open());
        of.map(|of| of.oldest).min()
    }

    pub fn pause(&self, kind: JobKind) -> Option<&PauseView> {
        self.pauses.iter().find(|pause| pause.kind == kind)
    }
}
