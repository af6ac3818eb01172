//! What takes space of an organisation, and for how long it is kept.

use crate::{RetainedKind, StorageKind};
use chrono::{DateTime, NaiveDate, Utc};

/// Days that a form offers, those of the installation besides.
pub const OFFERED_DAYS: [i32; 9] = [7, 14, 30, 60, 90, 180, 365, 730, 1095];

/// One kind, as it was last measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageUse {
    pub kind: StorageKind,
    /// What people count of it: sales, and not their lines.
    pub items: i64,
    /// On the disk, with indexes; this organisation's share.
    pub bytes: i64,
    /// `None` where that is not looked up.
    pub oldest: Option<NaiveDate>,
    pub kept: Kept,
}

/// For how long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Always,
    Days(i32),
}

/// A kind of which the company says how long it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionChoice {
    pub kind: RetainedKind,
    /// For so many days now.
    pub days: i32,
    /// As long as the installation keeps it: the most.
    pub most: i32,
}

impl RetentionChoice {
    /// The fewest days.
    pub fn least(&self) -> i32 {
        self.kind.least().min(self.most)
    }

    /// What a form offers, from the least to the most, and what is chosen now.
    pub fn offered(&self) -> Vec<i32> {
        let mut days: Vec<_> = OFFERED_DAYS.into_iter().chain([self.least(), self.most, self.days]).collect();
        days.retain(|days| (self.least()..=self.most).contains(days));
        days.sort_unstable();
        days.dedup();
        days
    }
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageView {
    /// `None` while nothing was measured since the organisation was made.
    pub measured_at: Option<DateTime<Utc>>,
    /// What takes most comes first.
    pub uses: Vec<StorageUse>,
    pub choices: Vec<RetentionChoice>,
}

impl StorageView {
    pub fn bytes(&self) -> i64 {
        self.uses.iter().map(|of| of.bytes).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_lies_within_what_the_installation_keeps() {
        let offered = |days, most| RetentionChoice { kind: RetainedKind::Payloads, days, most }.offered();
        assert_eq!(offered(90, 90), [7, 14, 30, 60, 90]);
        assert_eq!(offered(45, 100), [7, 14, 30, 45, 60, 90, 100]);
        assert_eq!(offered(3, 3), [3]);
        let runs = RetentionChoice { kind: RetainedKind::Runs, days: 365, most: 365 };
        assert_eq!(runs.offered(), [31, 60, 90, 180, 365]);
    }
}
