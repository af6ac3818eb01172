//! What a run reads, in which order, and where it goes on after an interruption.

use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{Slice, SliceBasis};
use domain::SyncKind;
use serde::{Deserialize, Serialize};

/// Changes are read again from this long before the last one seen: clocks differ, and the source's
/// stamps have whole seconds.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);

/// The most passes over changes in one run. A shop that changes faster than it can be read is left
/// to the next run.
const PASSES: u32 = 5;

/// Where a run stands: stored with every batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Progress {
    pub stage: Stage,
    /// What is still to be read of this stage; its bound moves as pages are written.
    pub slice: Slice,
    /// Whether the past is read because the connection has no cursor yet.
    pub is_first_import: bool,
    /// The latest change seen on the first page of the run's first stage: the changes to be read
    /// after a back-fill begin before it.
    pub changes_from: Option<DateTime<Utc>>,
    /// The latest change seen on the first page of the latest pass: where the cursor goes when the
    /// run is through.
    pub newest: Option<DateTime<Utc>>,
    /// Whether the end of the run may move the connection's cursor.
    pub moves_cursor: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    /// Everything, or a range, by the day of placing.
    Backfill,
    /// What changed, pass by pass, counted from 1.
    Changes(u32),
}

impl Progress {
    /// The first stage of a run.
    pub fn begin(
        kind: SyncKind,
        range: (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
        changed_until: Option<DateTime<Utc>>,
    ) -> Self {
        let begin = |stage, basis, from, until| Self {
            stage,
            slice: Slice { basis, from, until, newest_first: true },
            is_first_import: kind == SyncKind::Incremental && changed_until.is_none(),
            changes_from: None,
            newest: None,
            moves_cursor: kind != SyncKind::Range,
        };
        match (kind, changed_until) {
            (SyncKind::Range, _) => begin(Stage::Backfill, SliceBasis::Placed, range.0, range.1),
            (SyncKind::Full, _) | (_, None) => begin(Stage::Backfill, SliceBasis::Placed, None, None),
            (_, Some(cursor)) => begin(Stage::Changes(1), SliceBasis::Changed, Some(cursor - OVERLAP), None),
        }
    }

    /// The next stage after this one is through; `None` when the run is.
    ///
    /// `first_page_newest` is the latest change on the stage's first page, `pages` how many pages it
    /// had: one page is a picture of one moment, in which nothing can have moved.
    pub fn next(
        &self,
        first_page_newest: Option<DateTime<Utc>>,
        pages: u32,
        started: DateTime<Utc>,
    ) -> Option<Self> {
        let newest = self.newest.max(first_page_newest);
        let changes = |pass, from| Self {
            stage: Stage::Changes(pass),
            slice: Slice { basis: SliceBasis::Changed, from: Some(from), until: None, newest_first: true },
            newest,
            ..self.clone()
        };
        match self.stage {
            Stage::Backfill if !self.moves_cursor => None,
            Stage::Backfill => {
                // In the source's own clock where it is known: its stamps are compared with each other.
                let from = self.changes_from.map_or(started, |seen| seen.min(started));
                Some(changes(1, from - OVERLAP))
            }
            Stage::Changes(pass) if pages <= 1 || pass >= PASSES || newest == self.newest => None,
            Stage::Changes(pass) => Some(changes(pass + 1, newest.unwrap_or(started) - OVERLAP)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    #[test]
    fn the_first_import_reads_the_past_and_then_what_changed_meanwhile() {
        let mut first = Progress::begin(SyncKind::Incremental, (None, None), None);
        assert_eq!((first.stage, first.slice.basis), (Stage::Backfill, SliceBasis::Placed));
        first.changes_from = Some(at(100));
        let second = first.next(Some(at(100)), 7, at(130)).unwrap();
        assert_eq!(second.stage, Stage::Changes(1));
        assert_eq!(second.slice.from, Some(at(95)), "from what was seen first, not from our own clock");
    }

    #[test]
    fn changes_are_read_until_a_pass_brings_nothing_new() {
        let first = Progress::begin(SyncKind::Incremental, (None, None), Some(at(60)));
        assert_eq!(first.slice.from, Some(at(55)));
        assert_eq!(first.next(Some(at(70)), 1, at(80)), None, "one page is one moment");
        let second = first.next(Some(at(70)), 3, at(80)).unwrap();
        assert_eq!((second.stage, second.slice.from), (Stage::Changes(2), Some(at(65))));
        assert_eq!(second.next(Some(at(70)), 2, at(80)), None);
        assert!(second.next(Some(at(71)), 2, at(80)).is_some());
    }

    #[test]
    fn a_range_leaves_the_cursor_alone() {
        let range = Progress::begin(SyncKind::Range, (Some(at(1)), Some(at(2))), Some(at(60)));
        assert_eq!((range.slice.from, range.slice.until), (Some(at(1)), Some(at(2))));
        assert!(!range.moves_cursor);
        assert_eq!(range.next(Some(at(2)), 9, at(80)), None);
    }

    #[test]
    fn a_shop_that_never_rests_ends_after_some_passes() {
        let mut progress = Progress::begin(SyncKind::Incremental, (None, None), Some(at(0)));
        let mut passes = 1;
        while let Some(next) = progress.next(Some(at(passes)), 9, at(0)) {
            progress = next;
            passes += 1;
        }
        assert_eq!(passes, i64::from(PASSES));
    }
}
