//! Synchronisation: kinds, states, counts that must add up, and the reasons for what was not taken.

use serde::{Deserialize, Serialize};

crate::code_enum! {
    /// What a run reads.
    pub enum SyncKind {
        /// What changed since the last run.
        Incremental = "incremental",
        /// Everything the channel lists.
        Full = "full",
        /// What was placed in a chosen range of dates.
        Range = "range",
        /// What a webhook pointed at.
        Webhook = "webhook",
        /// What was missing or out of date when the channel's list was compared with what is here.
        Check = "check",
        /// What is kept, mapped again.
        Replay = "replay",
    }
}

impl SyncKind {
    /// Whether a person can stop such a run. What was looked at before, or pointed at, is written whole: it takes moments.
    pub const fn can_be_stopped(self) -> bool {
        !matches!(self, Self::Replay | Self::Webhook)
    }
}

crate::code_enum! {
    pub enum SyncDirection {
        Inbound = "inbound",
        Outbound = "outbound",
    }
}

crate::code_enum! {
    /// Where a run stands.
    pub enum SyncState {
        Waiting = "waiting",
        Running = "running",
        Completed = "completed",
        /// It went to the end, but some records failed or the counts do not match.
        Partial = "partial",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

impl SyncState {
    pub const fn is_over(self) -> bool {
        !matches!(self, Self::Waiting | Self::Running)
    }
}

crate::code_enum! {
    /// How urgent a job is.
    pub enum JobPriority {
        Critical = "critical",
        Normal = "normal",
        Low = "low",
    }
}

crate::code_enum! {
    /// Where an event that a platform sent stands.
    pub enum EventState {
        /// What it points at is still to be read.
        Waiting = "waiting",
        Done = "done",
        Failed = "failed",
        /// It needs nothing done.
        Ignored = "ignored",
        /// It was received before.
        Duplicate = "duplicate",
        /// It is not from the platform, not of this account, or cannot be read.
        Refused = "refused",
    }
}

crate::code_enum! {
    /// What became of a record that a channel showed us.
    pub enum Verdict {
        Imported = "imported",
        Skipped = "skipped",
        Failed = "failed",
    }
}

crate::code_enum! {
    /// Why a record was left out on purpose.
    pub enum SkipReason {
        /// The buyer has not finished: no order yet.
        Draft = "draft",
        /// In the channel's bin.
        Trashed = "trashed",
        /// The settings of the connection leave test orders out.
        TestOrder = "test_order",
        /// What we hold is newer than what was read.
        OlderThanKnown = "older_than_known",
        /// A replay would write something else than it had shown.
        NotAsShown = "not_as_shown",
        /// It arrived beyond what the plan includes, and waits for room.
        PlanLimit = "plan_limit",
    }
}

crate::code_enum! {
    /// Why a record could not be taken.
    pub enum FailReason {
        /// The record is not what the platform documents.
        Unreadable = "unreadable",
        /// A field that a sale cannot do without is missing.
        MissingField = "missing_field",
        /// A value outside what can be stored: an absurd amount, a date before 1970.
        OutOfRange = "out_of_range",
        /// A currency that is no ISO 4217 code.
        UnknownCurrency = "unknown_currency",
        /// The database refused the record.
        Refused = "refused",
    }
}

crate::code_enum! {
    /// How a record is not among the sales: what its verdict says, but that one which waits for the plan is told apart.
    pub enum LeftOut {
        /// It could not be taken.
        Failed = "failed",
        /// It is left out on purpose.
        Skipped = "skipped",
        /// It comes in by itself as soon as the plan has room.
        Waiting = "waiting",
    }
}

impl LeftOut {
    /// By the verdict on a record, and the code of its reason.
    pub fn of(verdict: Verdict, reason: &str) -> Self {
        match verdict {
            Verdict::Failed => Self::Failed,
            Verdict::Skipped | Verdict::Imported if reason == SkipReason::PlanLimit.code() => Self::Waiting,
            Verdict::Skipped | Verdict::Imported => Self::Skipped,
        }
    }

    /// The verdict on such a record.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Failed => Verdict::Failed,
            Self::Skipped | Self::Waiting => Verdict::Skipped,
        }
    }
}

/// The counts of a run. A run is a success only if [`SyncCounts::add_up`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SyncCounts {
    /// Records read from the source: one that is read again as it is counts once where the run wrote or listed it.
    pub read: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub skipped: i64,
    pub failed: i64,
    /// Left out until the plan has room for them.
    pub waiting: i64,
}

impl SyncCounts {
    /// Whether every record read has exactly one outcome.
    pub const fn add_up(&self) -> bool {
        self.read == self.created + self.updated + self.unchanged + self.not_taken()
    }

    /// Records that did not come in, for whichever reason.
    pub const fn not_taken(&self) -> i64 {
        self.skipped + self.failed + self.waiting
    }

    /// Counts a record that did not come in.
    pub fn leave_out(&mut self, kind: LeftOut) {
        *match kind {
            LeftOut::Failed => &mut self.failed,
            LeftOut::Skipped => &mut self.skipped,
            LeftOut::Waiting => &mut self.waiting,
        } += 1;
    }

    pub const fn plus(self, other: Self) -> Self {
        Self {
            read: self.read + other.read,
            created: self.created + other.created,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            skipped: self.skipped + other.skipped,
            failed: self.failed + other.failed,
            waiting: self.waiting + other.waiting,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_the_plan_is_not_skipped() {
        for reason in SkipReason::ALL {
            let waits = *reason == SkipReason::PlanLimit;
            let kind = LeftOut::of(Verdict::Skipped, reason.code());
            assert_eq!(kind, if waits { LeftOut::Waiting } else { LeftOut::Skipped }, "{reason}");
            assert_eq!(kind.verdict(), Verdict::Skipped);
        }
        assert_eq!(LeftOut::of(Verdict::Failed, FailReason::Refused.code()), LeftOut::Failed);
    }

    #[test]
    fn every_record_that_did_not_come_in_is_counted_once() {
        let mut counts = SyncCounts { read: 3, ..SyncCounts::default() };
        for kind in LeftOut::ALL {
            counts.leave_out(*kind);
        }
        assert_eq!((counts.failed, counts.skipped, counts.waiting), (1, 1, 1));
        assert!(counts.add_up() && counts.plus(counts).add_up());
    }
}
