//! Between reading and writing: pages become batches, and records become what the store writes, unless
//! they are known as they are.

use super::{
    convert::{self, Origin},
    plan::{OVERLAP, Seen},
    reader::{PageRead, Read, print},
};
use crate::{HubError, auth::OrgCx, permit::RunSync};
use chrono::{DateTime, Utc};
use connector_kit::{ConnectorError, Slice, SliceBasis, SourceOrder};
use domain::{ConnectionId, SyncRunId};
use std::time::Duration;
use store::import::{self, Held, SourceItem};
use tokio::{
    sync::mpsc,
    time::{Instant, timeout_at},
};

/// After so many records a batch takes no other page. Measured, 400 are no faster; what is under way is memory.
const BATCH: usize = 300;
/// Records made ready without a pause: the answers of the database are waited for by the same task.
const AT_ONCE: usize = 50;
/// For how long records that are known as they are wait for others: the place of the run is all there is to write of
/// them. An interrupted run reads as much again.
const KNOWN_WAIT: Duration = Duration::from_millis(500);

/// Makes batches ready for one stage of a run.
pub(super) struct Preparer<'a> {
    pub cx: &'a OrgCx<RunSync>,
    pub connection: ConnectionId,
    pub run: SyncRunId,
    pub origin: Origin,
    /// Whether nothing can be known yet.
    pub is_first: bool,
    /// Whether events should have told of what is read.
    pub should_be_told: bool,
    /// As far as it is known, from when on changes are read behind this stage, with [`OVERLAP`] before.
    pub changes_from: Option<DateTime<Utc>>,
    pub started: DateTime<Utc>,
}

/// What comes out for the writer.
pub(super) enum Step {
    Batch(Prepared),
    /// As [`Read::End`].
    End {
        complete: bool,
        hidden: u64,
    },
    Failed(ConnectorError),
    /// Our own database could not be asked.
    Error(HubError),
}

/// Records ready to be written together.
pub(super) struct Prepared {
    pub items: Vec<SourceItem>,
    /// How many more were read and are known as they are.
    pub unchanged: i64,
    /// Prints of those known as they are that the run may have read before, or may read again: changes are read from a little
    /// before the last one seen.
    pub again: Vec<u64>,
    /// Where reading goes on once these are written.
    pub rest: Slice,
    /// Records of the slice that are still to come, if the source counts.
    pub remaining: Option<i64>,
    /// What the stage has shown, these included.
    pub seen: Seen,
    /// Whether events should have told of them.
    pub should_be_told: bool,
}

impl Prepared {
    /// The same behind what was read before it, of which nothing is to be written.
    fn behind(mut self, known: Self) -> Self {
        self.again.extend(known.again);
        Self { unchanged: self.unchanged.saturating_add(known.unchanged), ..self }
    }

    /// Records that were read for it, those that may come again not among them.
    pub fn read(&self) -> i64 {
        i64::try_from(self.items.len()).unwrap_or(i64::MAX).saturating_add(self.unchanged)
    }
}

/// Pages to be written together.
pub(super) struct Gathered {
    orders: Vec<SourceOrder>,
    rest: Slice,
    remaining: Option<i64>,
    seen: Seen,
}

impl Gathered {
    /// Records that stand outside of `rest`, which is still to be read.
    pub fn of(orders: Vec<SourceOrder>, rest: Slice) -> Self {
        Self { orders, rest, remaining: None, seen: Seen::default() }
    }

    fn add(&mut self, page: PageRead) {
        self.seen.pages += 1;
        if page.is_first {
            self.seen.newest = page.newest_change;
        }
        self.orders.extend(page.orders);
        self.rest = page.rest;
        self.remaining = page.remaining;
    }
}

impl Preparer<'_> {
    /// Turns pages into batches until there are no more, or nobody takes them.
    pub async fn run(self, pages: mpsc::Receiver<Read>, out: mpsc::Sender<Step>) {
        let mut pages = Pages { pages, left: None };
        let mut seen = Seen::default();
        // What is known as it is, and until when it waits.
        let mut known: Option<(Prepared, Instant)> = None;
        loop {
            let read = match &known {
                Some((_, until)) => timeout_at(*until, pages.next()).await.ok(),
                None => Some(pages.next().await),
            };
            let mut waited = known.take();
            let step = match read {
                // Nothing came meanwhile.
                None => None,
                Some(None) => return,
                Some(Some(Read::Page(first))) => {
                    // Nothing is made ready beside what waits already.
                    if out.reserve().await.is_err() {
                        return;
                    }
                    let gathered = pages.gather(first, seen);
                    seen = gathered.seen;
                    match self.prepare(gathered).await {
                        Ok(batch) => {
                            let (batch, until) = match waited.take() {
                                Some((known, until)) => (batch.behind(known), until),
                                None => (batch, Instant::now() + KNOWN_WAIT),
                            };
                            if batch.items.is_empty() && Instant::now() < until {
                                known = Some((batch, until));
                                continue;
                            }
                            Some(Step::Batch(batch))
                        }
                        Err(error) => Some(Step::Error(error)),
                    }
                }
                Some(Some(Read::End { complete, hidden })) => Some(Step::End { complete, hidden }),
                Some(Some(Read::Failed(error))) => Some(Step::Failed(error)),
            };
            let waited = waited.map(|(batch, _)| Step::Batch(batch));
            for step in waited.into_iter().chain(step) {
                if out.send(step).await.is_err() {
                    return;
                }
            }
        }
    }

    /// Makes one batch ready.
    ///
    /// # Errors
    /// When our database cannot be asked what is known.
    pub async fn prepare(&self, gathered: Gathered) -> Result<Prepared, HubError> {
        let Gathered { orders, rest, remaining, seen } = gathered;
        let known = if self.is_first {
            vec![Held::Not; orders.len()]
        } else {
            let records: Vec<_> =
                orders.iter().map(|order| (order.external_id.as_str(), order.digest)).collect();
            import::held(&mut self.cx.begin().await?, self.connection, self.run, &records).await?
        };
        let since = match rest.basis {
            SliceBasis::Changed => rest.from,
            SliceBasis::Placed => {
                let from = self.changes_from.or(seen.newest).map_or(self.started, |at| at.min(self.started));
                Some(from - OVERLAP)
            }
        };
        let may_come_again = |order: &SourceOrder| order.changed_at >= since && order.changed_at.is_some();
        let mut items = Vec::with_capacity(known.iter().filter(|held| **held == Held::Not).count());
        let (mut unchanged, mut again) = (0, Vec::new());
        for (order, held) in orders.into_iter().zip(known) {
            match held {
                Held::Not => {
                    items.push(convert::item(order, self.origin));
                    if items.len() % AT_ONCE == 0 {
                        tokio::task::yield_now().await;
                    }
                }
                Held::Unchanged if may_come_again(&order) => again.push(print(&order)),
                Held::Unchanged => unchanged += 1,
                Held::FromThisRun => {}
            }
        }
        let should_be_told = self.should_be_told;
        Ok(Prepared { items, unchanged, again, rest, remaining, seen, should_be_told })
    }
}

/// What was read, in order.
struct Pages {
    pages: mpsc::Receiver<Read>,
    /// Taken already, and not used yet.
    left: Option<Read>,
}

impl Pages {
    /// `None` when there is no more. Nothing is lost where nobody waits for it to the end.
    async fn next(&mut self) -> Option<Read> {
        match self.left.take() {
            Some(read) => Some(read),
            None => self.pages.recv().await,
        }
    }

    /// A page, and more pages that wait already: they go into the same transaction.
    fn gather(&mut self, first: PageRead, seen: Seen) -> Gathered {
        let mut gathered = Gathered { seen, ..Gathered::of(Vec::new(), first.rest.clone()) };
        gathered.add(first);
        while gathered.orders.len() < BATCH {
            match self.pages.try_recv() {
                Ok(Read::Page(page)) => gathered.add(page),
                Ok(other) => {
                    self.left = Some(other);
                    break;
                }
                Err(_) => break,
            }
        }
        gathered
    }
}
