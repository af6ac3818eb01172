//! Reading a slice to its end, losing no order that moves while it is read.
//!
//! Slices are read newest first. A record that is added or changed meanwhile moves to the front, so
//! what lies behind shifts backwards: it is at worst seen twice. A record that leaves the list (moved
//! to the bin) shifts the rest forwards, over the page boundary that was just read; the source's
//! total falls with it. Whenever a total falls, and after every hundred pages (deep offsets are slow),
//! reading starts anew from the last place of which all is known. A source may also count records that
//! it never shows: then reading again shows the same rows and the same total.

use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{
    Conn, ConnectorError, Next, OrderPage, OrderPageRequest, Orders, Position, RetryPolicy, Slice,
    SliceBasis, SourceOrder, SystemClock,
};
use domain::Operation;
use futures::{StreamExt, stream};
use std::{
    collections::{HashSet, VecDeque},
    hash::{DefaultHasher, Hash, Hasher},
};
use tokio::sync::mpsc;

/// Numbered pages read before the slice is cut anew.
const PAGES_A_SEGMENT: u32 = 100;
/// Records remembered to tell those that are seen twice.
const REMEMBERED: usize = 4_000;
/// How often a segment whose rows do not come to the total is read again.
const REREADS: u32 = 3;

/// Something read, in the order of the slice.
pub(super) enum Read {
    Page(PageRead),
    /// The slice is through; `complete` unless the source listed more than it gave. `hidden` are
    /// records that it counts and does not show.
    End {
        complete: bool,
        hidden: u64,
    },
    Failed(ConnectorError),
}

pub(super) struct PageRead {
    /// Records not seen before in this slice.
    pub orders: Vec<SourceOrder>,
    /// Where reading goes on once these are written.
    pub rest: Slice,
    /// Records of the whole slice that are still to come, if the source counts.
    pub remaining: Option<i64>,
    /// Whether this is the first page of the whole slice.
    pub is_first: bool,
    /// The latest change among the page's records.
    pub newest_change: Option<DateTime<Utc>>,
}

pub(super) struct Reader<'a> {
    pub conn: &'a Conn,
    pub orders: &'a dyn Orders,
    pub retry: RetryPolicy,
    pub out: mpsc::Sender<Read>,
}

/// How a segment ended.
enum SegmentEnd {
    /// The slice has no more.
    SliceEnd,
    /// Go on from the moved bound.
    Cut,
    /// A record left the list: read again from the bound.
    Shifted,
    /// All pages gave less than the total.
    Short(Shown),
    /// Nobody listens any more.
    Stopped,
}

/// What a segment showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    /// The highest total told so far.
    total: u64,
    /// Rows given, those seen before included.
    rows: u64,
    /// Of the rows, whatever their order.
    print: u64,
}

struct Segment<'s> {
    slice: &'s mut Slice,
    seen: &'s mut Seen,
    is_first: bool,
    total: Option<u64>,
    rows: u64,
    print: u64,
}

impl Reader<'_> {
    /// Reads the slice and sends what it finds; ends with [`Read::End`] or [`Read::Failed`].
    pub async fn read(&self, mut slice: Slice) {
        let mut seen = Seen::default();
        let mut is_first = true;
        let mut rereads = 0;
        let mut short = None;
        loop {
            let bound = slice.until;
            let mut segment =
                Segment { slice: &mut slice, seen: &mut seen, is_first, total: None, rows: 0, print: 0 };
            let end = self.segment(&mut segment).await;
            is_first = false;
            match end {
                Err(error) => return self.send(Read::Failed(error)).await,
                Ok(SegmentEnd::Stopped) => return,
                Ok(SegmentEnd::Cut) => rereads = 0,
                Ok(SegmentEnd::Short(shown)) if short == Some((bound, shown)) => {
                    let hidden = shown.total - shown.rows;
                    return self.send(Read::End { complete: true, hidden }).await;
                }
                Ok(end @ (SegmentEnd::Shifted | SegmentEnd::Short(_)))
                    if rereads < REREADS || slice.until != bound =>
                {
                    if let SegmentEnd::Short(shown) = end {
                        short = Some((bound, shown));
                    }
                    rereads = if slice.until == bound { rereads + 1 } else { 0 };
                    tracing::debug!(
                        "a record left the list while it was read; reading on from the last sure place"
                    );
                }
                Ok(SegmentEnd::Shifted | SegmentEnd::Short(_)) => {
                    return self.send(Read::End { complete: false, hidden: 0 }).await;
                }
                Ok(SegmentEnd::SliceEnd) => {
                    return self.send(Read::End { complete: true, hidden: 0 }).await;
                }
            }
        }
    }

    async fn segment(&self, segment: &mut Segment<'_>) -> Result<SegmentEnd, ConnectorError> {
        let first = self.page(segment.slice, Position::Start).await?;
        match first.next.clone() {
            Next::End => {
                self.give(segment, first).await.map_or(Ok(SegmentEnd::Stopped), |_| Ok(segment.end()))
            }
            Next::After(cursor) => self.by_cursor(segment, first, cursor).await,
            Next::Numbered { last } => self.by_number(segment, first, last).await,
        }
    }

    /// One page after the other: cursors point at values, so rows cannot shift over a boundary.
    async fn by_cursor(
        &self,
        segment: &mut Segment<'_>,
        first: OrderPage,
        cursor: String,
    ) -> Result<SegmentEnd, ConnectorError> {
        // The bound as it was asked for: cursors belong to it.
        let asked = segment.slice.clone();
        if self.give(segment, first).await.is_none() {
            return Ok(SegmentEnd::Stopped);
        }
        let mut after = cursor;
        for _ in 1..PAGES_A_SEGMENT {
            let page = self.page(&asked, Position::After(after)).await?;
            let next = page.next.clone();
            if self.give(segment, page).await.is_none() {
                return Ok(SegmentEnd::Stopped);
            }
            match next {
                Next::After(cursor) => after = cursor,
                Next::End | Next::Numbered { .. } => return Ok(SegmentEnd::SliceEnd),
            }
        }
        if segment.slice.until != asked.until {
            return Ok(SegmentEnd::Cut);
        }
        // A hundred pages of one second: go on by the cursor.
        loop {
            let page = self.page(&asked, Position::After(after)).await?;
            let next = page.next.clone();
            if self.give(segment, page).await.is_none() {
                return Ok(SegmentEnd::Stopped);
            }
            match next {
                Next::After(cursor) => after = cursor,
                Next::End | Next::Numbered { .. } => return Ok(SegmentEnd::SliceEnd),
            }
        }
    }

    /// Numbered pages, several in flight, given in order.
    async fn by_number(
        &self,
        segment: &mut Segment<'_>,
        first: OrderPage,
        last: u32,
    ) -> Result<SegmentEnd, ConnectorError> {
        let asked = segment.slice.clone();
        if self.give(segment, first).await.is_none() {
            return Ok(SegmentEnd::Stopped);
        }
        let (mut from, mut last) = (2, last);
        while from <= last {
            let until = last.min(from + PAGES_A_SEGMENT - 2);
            let mut pages = stream::iter(from..=until)
                .map(|number| self.page(&asked, Position::Page(number)))
                .buffered(self.conn.spec().rate.in_flight.max(1));
            while let Some(page) = pages.next().await {
                let page = page?;
                if page.total < segment.total {
                    return Ok(SegmentEnd::Shifted);
                }
                // Rows were added meanwhile: the end moved on.
                if let Next::Numbered { last: now } = page.next {
                    last = last.max(now);
                }
                if self.give(segment, page).await.is_none() {
                    return Ok(SegmentEnd::Stopped);
                }
            }
            drop(pages);
            from = until + 1;
            if from <= last && segment.slice.until != asked.until {
                return Ok(SegmentEnd::Cut);
            }
        }
        Ok(segment.end())
    }

    async fn page(&self, slice: &Slice, position: Position) -> Result<OrderPage, ConnectorError> {
        let request = OrderPageRequest { slice: slice.clone(), position };
        let attempt = || self.conn.measured(Operation::OrdersPage, self.orders.page(self.conn, &request));
        connector_kit::retry(self.retry, &SystemClock, attempt).await
    }

    /// Sends a page's new records and moves the bound. `None` when nobody listens any more.
    async fn give(&self, segment: &mut Segment<'_>, page: OrderPage) -> Option<()> {
        segment.rows += page.orders.len() as u64;
        segment.total = segment.total.max(page.total);
        segment.print = page.orders.iter().map(print).fold(segment.print, u64::wrapping_add);
        if let Some(bound) = page.orders.iter().filter_map(|order| stamp(order, segment.slice.basis)).min() {
            // The bound is exclusive and stamps are cut to seconds: keep the whole second.
            let bound = bound + TimeDelta::seconds(1);
            segment.slice.until = Some(segment.slice.until.map_or(bound, |until| until.min(bound)));
        }
        let newest_change = page.orders.iter().filter_map(|order| order.changed_at).max();
        let orders: Vec<SourceOrder> =
            page.orders.into_iter().filter(|order| segment.seen.is_new(order)).collect();
        let remaining =
            segment.total.map(|total| i64::try_from(total.saturating_sub(segment.rows)).unwrap_or(i64::MAX));
        let read = PageRead {
            orders,
            rest: segment.slice.clone(),
            remaining,
            is_first: std::mem::take(&mut segment.is_first),
            newest_change,
        };
        self.out.send(Read::Page(read)).await.ok()
    }

    async fn send(&self, read: Read) {
        // Nobody listens when the run was stopped: there is nothing left to tell.
        self.out.send(read).await.ok();
    }
}

impl Segment<'_> {
    /// All pages were read: is all there that the source counted?
    fn end(&self) -> SegmentEnd {
        match self.total {
            Some(total) if self.rows < total => {
                SegmentEnd::Short(Shown { total, rows: self.rows, print: self.print })
            }
            _ => SegmentEnd::SliceEnd,
        }
    }
}

fn stamp(order: &SourceOrder, basis: SliceBasis) -> Option<DateTime<Utc>> {
    match basis {
        SliceBasis::Placed => order.placed_at,
        SliceBasis::Changed => order.changed_at,
    }
}

/// Of a record as it is.
pub(super) fn print(order: &SourceOrder) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&order.external_id, order.digest).hash(&mut hasher);
    hasher.finish()
}

/// The records seen lately, by key and version: a new version of a known record is news.
#[derive(Default)]
struct Seen {
    known: HashSet<(String, [u8; 16])>,
    order: VecDeque<(String, [u8; 16])>,
}

impl Seen {
    fn is_new(&mut self, order: &SourceOrder) -> bool {
        let key = (order.external_id.clone(), order.digest);
        if !self.known.insert(key.clone()) {
            return false;
        }
        self.order.push_back(key);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}
