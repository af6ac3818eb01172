//! What a run reads, in which order, and where it goes on after an interruption.

use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{Slice, SliceBasis};
use domain::{SyncKind, SyncRunId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Changes are read again from this long before the last one seen: clocks differ, and the source's
/// stamps have whole seconds.
pub(super) const OVERLAP: TimeDelta = TimeDelta::minutes(5);

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
    /// Up to here every change has been read, except of what the back-fill still reads: at first the
    /// latest change on its first page. The changes read in between and after it begin before this.
    pub changes_from: Option<DateTime<Utc>>,
    /// The latest change seen on the first page of the latest pass: where the cursor goes when the
    /// run is through.
    pub newest: Option<DateTime<Utc>>,
    /// Whether the end of the run may move the connection's cursor.
    pub moves_cursor: bool,
    /// Runs whose failed records are read again before anything else, the last one first.
    #[serde(default)]
    pub again: Vec<Again>,
}

/// The failed records of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Again {
    pub run: SyncRunId,
    /// The last record that was read again, in the order of keys.
    pub after: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    /// Everything, or a range, by the day of placing.
    Backfill,
    /// What changed since the back-fill began, so that it need not end before new orders come in.
    News {
        /// What is still to be read of the back-fill.
        backfill: Slice,
    },
    /// What changed, pass by pass, counted from 1.
    Changes(u32),
}

/// What a stage has shown.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Seen {
    /// One page is a picture of one moment, in which nothing can have moved.
    pub pages: u32,
    /// The latest change on the first page.
    pub newest: Option<DateTime<Utc>>,
    /// Whether the source gave all that it listed.
    pub complete: bool,
}

/// A stored place; `None` if this version cannot read it: then reading begins anew.
pub(super) fn readable(place: Value) -> Option<Progress> {
    serde_json::from_value(place)
        .inspect_err(|error| tracing::warn!(%error, "the place of a run cannot be read"))
        .ok()
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
            // A range says nothing of what changed, so news are read from where the last run stopped.
            changes_from: changed_until.filter(|_| kind == SyncKind::Range),
            newest: None,
            moves_cursor: kind != SyncKind::Range,
            again: Vec::new(),
        };
        match (kind, changed_until) {
            (SyncKind::Range, _) => begin(Stage::Backfill, SliceBasis::Placed, range.0, range.1),
            (SyncKind::Full, _) | (_, None) => begin(Stage::Backfill, SliceBasis::Placed, None, None),
            (_, Some(cursor)) => begin(Stage::Changes(1), SliceBasis::Changed, Some(cursor - OVERLAP), None),
        }
    }

    /// Turns from a back-fill to what changed meanwhile; `None` where that cannot be told.
    pub fn aside(&self) -> Option<Self> {
        let from = self.changes_from.filter(|_| self.stage == Stage::Backfill)?;
        Some(Self {
            stage: Stage::News { backfill: self.slice.clone() },
            slice: changed_since(from - OVERLAP),
            ..self.clone()
        })
    }

    /// The next stage after this one is through; `None` when the run is.
    pub fn next(&self, seen: Seen, started: DateTime<Utc>) -> Option<Self> {
        let newest = self.newest.max(seen.newest);
        let changes = |pass, from| Self {
            stage: Stage::Changes(pass),
            slice: changed_since(from),
            newest,
            ..self.clone()
        };
        match &self.stage {
            Stage::News { backfill } => Some(Self {
                stage: Stage::Backfill,
                slice: backfill.clone(),
                changes_from: self.changes_from.max(seen.newest.filter(|_| seen.complete)),
                ..self.clone()
            }),
            Stage::Backfill if !self.moves_cursor => None,
            Stage::Backfill => {
                // In the source's own clock where it is known: its stamps are compared with each other.
                let from = self.changes_from.map_or(started, |seen| seen.min(started));
                Some(changes(1, from - OVERLAP))
            }
            Stage::Changes(pass) if seen.pages <= 1 || *pass >= PASSES || newest == self.newest => None,
            Stage::Changes(pass) => Some(changes(pass + 1, newest.unwrap_or(started) - OVERLAP)),
        }
    }
}

fn changed_since(from: DateTime<Utc>) -> Slice {
    Slice { basis: SliceBasis::Changed, from: Some(from), until: None, newest_first: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(newest: DateTime<Utc>, pages: u32) -> Seen {
        Seen { newest: Some(newest), pages, complete: true }
    }

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    #[test]
    fn the_first_import_reads_the_past_and_then_what_changed_meanwhile() {
        let mut first = Progress::begin(SyncKind::Incremental, (None, None), None);
        assert_eq!((&first.stage, first.slice.basis), (&Stage::Backfill, SliceBasis::Placed));
        first.changes_from = Some(at(100));
        let second = first.next(seen(at(100), 7), at(130)).unwrap();
        assert_eq!(second.stage, Stage::Changes(1));
        assert_eq!(second.slice.from, Some(at(95)), "from what was seen first, not from our own clock");
    }

    #[test]
    fn changes_are_read_until_a_pass_brings_nothing_new() {
        let first = Progress::begin(SyncKind::Incremental, (None, None), Some(at(60)));
        assert_eq!(first.slice.from, Some(at(55)));
        assert_eq!(first.next(seen(at(70), 1), at(80)), None, "one page is one moment");
        let second = first.next(seen(at(70), 3), at(80)).unwrap();
        assert_eq!((&second.stage, second.slice.from), (&Stage::Changes(2), Some(at(65))));
        assert_eq!(second.next(seen(at(70), 2), at(80)), None);
        assert!(second.next(seen(at(71), 2), at(80)).is_some());
    }

    #[test]
    fn news_are_read_in_between_and_the_back_fill_goes_on_where_it_was() {
        let mut first = Progress::begin(SyncKind::Incremental, (None, None), None);
        assert_eq!(first.aside(), None, "nothing is known of the source's clock yet");
        first.changes_from = Some(at(100));
        first.slice.until = Some(at(40));
        let news = first.aside().unwrap();
        assert_eq!((news.slice.basis, news.slice.from), (SliceBasis::Changed, Some(at(95))));
        assert_eq!(news.aside(), None, "once at a time");
        let stored = readable(serde_json::to_value(&news).unwrap());
        let back = stored.unwrap().next(seen(at(130), 2), at(99)).unwrap();
        assert_eq!((&back.stage, &back.slice), (&Stage::Backfill, &first.slice));
        assert_eq!(back.changes_from, Some(at(130)), "what was read is not read again");
        let unsure = news.next(Seen { complete: false, ..seen(at(130), 2) }, at(99)).unwrap();
        assert_eq!(unsure.changes_from, Some(at(100)));
        assert_eq!(back.next(seen(at(20), 9), at(99)).unwrap().slice.from, Some(at(94)));
    }

    #[test]
    fn a_place_that_cannot_be_read_is_none() {
        assert_eq!(readable(serde_json::json!({ "stage": "elsewhere" })), None);
    }

    #[test]
    fn a_range_leaves_the_cursor_alone() {
        let range = Progress::begin(SyncKind::Range, (Some(at(1)), Some(at(2))), Some(at(60)));
        assert_eq!((range.slice.from, range.slice.until), (Some(at(1)), Some(at(2))));
        assert!(!range.moves_cursor);
        assert_eq!(range.next(seen(at(2), 9), at(80)), None);
    }

    #[test]
    fn a_shop_that_never_rests_ends_after_some_passes() {
        let mut progress = Progress::begin(SyncKind::Incremental, (None, None), Some(at(0)));
        let mut passes = 1;
        while let Some(next) = progress.next(seen(at(passes), 9), at(0)) {
            progress = next;
            passes += 1;
        }
        assert_eq!(passes, i64::from(PASSES));
    }
}
