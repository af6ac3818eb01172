//! What a channel lists against what is here, by the time of placing.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// How long after its end an hour is left alone: lists of platforms lag behind, and clocks differ.
pub const GRACE: TimeDelta = TimeDelta::minutes(15);

/// Orders placed in some time, counted by the last checks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// What the channel has.
    pub listed: i64,
    /// Of these, what is a sale here, what was left out with a reason, what waits for room in the plan, and what could not be taken.
    pub imported: i64,
    pub left_out: i64,
    pub waiting: i64,
    pub failed: i64,
    /// Sales that the channel no longer shows.
    pub gone: i64,
    /// What the channel counts and does not show; it is not among `listed`.
    pub hidden: i64,
    /// Over all checks: what was missing and was brought, and what was out of date and was corrected.
    pub recovered: i64,
    pub corrected: i64,
}

impl Tally {
    /// Whether every listed order has exactly one outcome.
    pub const fn adds_up(&self) -> bool {
        self.listed == self.imported + self.left_out + self.waiting + self.failed
    }

    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            listed: self.listed + other.listed,
            imported: self.imported + other.imported,
            left_out: self.left_out + other.left_out,
            waiting: self.waiting + other.waiting,
            failed: self.failed + other.failed,
            gone: self.gone + other.gone,
            hidden: self.hidden + other.hidden,
            recovered: self.recovered + other.recovered,
            corrected: self.corrected + other.corrected,
        }
    }
}

/// An hour that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedHour {
    pub hour: DateTime<Utc>,
    pub tally: Tally,
    pub checked_at: DateTime<Utc>,
}

/// A day of the organisation's zone, of which at least one hour was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedDay {
    pub day: NaiveDate,
    pub tally: Tally,
    /// Of the 23 to 25 hours that the day has.
    pub hours: i64,
    /// When the hour was checked whose check is the oldest.
    pub checked_at: DateTime<Utc>,
}

/// Where the checks of a connection stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckState {
    /// The end of the last check that went through.
    pub checked_at: Option<DateTime<Utc>>,
    /// When the next one is due; `None` before the first import was through.
    pub due_at: Option<DateTime<Utc>>,
    /// The class of the problem that kept the last check from going through, and what was seen.
    pub problem: Option<String>,
    pub problem_detail: Option<String>,
    /// Orders that were read in the last 24 hours although no event had told of them, while events come.
    pub missed_events: i64,
    /// Whether a check waits or runs.
    pub is_open: bool,
}
