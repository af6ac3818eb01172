//! Where in a slice to read: windows of time one after the other, and a place inside of them.
//!
//! Lists are paged by offset while their rows move, so a row that changes lets those behind it slip over the
//! edge of a page. Where rows come in order, the window is therefore cut anew at the last one read, and no
//! offset is needed. Where they do not (sorting by the time of a change is not documented), or where too many
//! share a moment, pages overlap.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use connector_kit::{Advice, ConnectorError, Next, Position, Slice};
use domain::UpstreamKind;
use serde::{Deserialize, Serialize};

/// The most that the API gives.
pub(super) const PAGE_SIZE: usize = 100;
/// Integrators ask for 15 days at most.
const WINDOW: TimeDelta = TimeDelta::days(14);
/// What a slice without an end reaches beyond the present: clocks differ.
const AHEAD: TimeDelta = TimeDelta::minutes(10);
/// Bounds are wider by this on both sides: a time may be shown without its fraction.
const WIDER: TimeDelta = TimeDelta::seconds(1);
/// Rows that pages by offset have in common.
const OVERLAP: usize = 20;
/// Records that are remembered as given at most; one that is forgotten comes twice.
const REMEMBERED: usize = 300;

/// Nobody but the company itself sold there before 2016.
fn beginning() -> DateTime<Utc> {
    DateTime::from_timestamp(1_451_606_400, 0).unwrap_or_default()
}

/// What [`Position::After`] holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Place {
    /// Everything on the near side of it was read.
    pub edge: DateTime<Utc>,
    /// The far bound of the slice.
    end: DateTime<Utc>,
    pub offset: usize,
    /// Digests of the records near the edge that were given already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    given: Vec<String>,
}

/// A record of a page, as far as its place is concerned.
pub(super) struct Row {
    pub at: Option<DateTime<Utc>>,
    pub digest: [u8; 16],
}

/// The bounds of a query, as the API reads dates.
#[derive(Debug, PartialEq)]
pub(super) struct Window {
    pub low: String,
    pub high: String,
}

impl Place {
    pub(super) fn of(position: &Position, slice: &Slice, now: DateTime<Utc>) -> Result<Self, ConnectorError> {
        let refuse = || {
            ConnectorError::new(
                UpstreamKind::Rejected,
                Advice::Never,
                "not a position that Magalu's lists have",
            )
        };
        let low = slice.from.unwrap_or_else(beginning);
        let high = slice.until.unwrap_or(now + AHEAD).max(low);
        let (edge, end) = if slice.newest_first { (high, low) } else { (low, high) };
        match position {
            Position::Start => Ok(Self { edge, end, offset: 0, given: Vec::new() }),
            Position::After(text) => serde_json::from_str(text).map_err(|_| refuse()),
            Position::Page(_) => Err(refuse()),
        }
    }

    fn is_newest_first(&self) -> bool {
        self.end < self.edge
    }

    /// Where the window ends that is read now.
    fn far(&self) -> DateTime<Utc> {
        if self.is_newest_first() {
            self.end.max(self.edge - WINDOW)
        } else {
            self.end.min(self.edge + WINDOW)
        }
    }

    pub(super) fn window(&self) -> Window {
        let (low, high) = (self.edge.min(self.far()) - WIDER, self.edge.max(self.far()) + WIDER);
        let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Millis, true);
        Window { low: text(low), high: text(high) }
    }

    pub(super) fn was_given(&self, digest: &[u8; 16]) -> bool {
        let digest = hex(digest);
        self.given.contains(&digest)
    }

    /// What comes after a page; `is_last`: the window has no more rows.
    pub(super) fn after(&self, rows: &[Row], size: usize, is_last: bool) -> Option<Self> {
        let last = self.last_in_order(rows);
        let (edge, offset) = match last {
            _ if is_last && self.far() == self.end => return None,
            _ if is_last => (self.far(), 0),
            Some(last) if self.is_beyond(last) => (last, 0),
            _ => (self.edge, self.offset + size.saturating_sub(OVERLAP).max(1)),
        };
        let is_near = |row: &&Row| row.at.is_none_or(|at| (at - edge).abs() <= WIDER * 2);
        let near = rows.iter().filter(is_near).map(|row| hex(&row.digest));
        let known = self.given.iter().filter(|_| edge == self.edge).cloned();
        let mut given: Vec<String> = near.chain(known).collect();
        given.sort_unstable();
        given.dedup();
        given.truncate(REMEMBERED);
        Some(Self { edge, end: self.end, offset, given })
    }

    /// The time of the last row, if all come in the order that was asked for.
    fn last_in_order(&self, rows: &[Row]) -> Option<DateTime<Utc>> {
        let times: Vec<DateTime<Utc>> = rows.iter().filter_map(|row| row.at).collect();
        let in_order = times.windows(2).all(|pair| match self.is_newest_first() {
            true => pair[0] >= pair[1],
            false => pair[0] <= pair[1],
        });
        times.last().copied().filter(|_| in_order)
    }

    /// Whether a time lies farther in the slice than the edge, and not beyond its end.
    fn is_beyond(&self, at: DateTime<Utc>) -> bool {
        match self.is_newest_first() {
            true => at < self.edge && at > self.end,
            false => at > self.edge && at < self.end,
        }
    }

    pub(super) fn next(self) -> Result<Next, ConnectorError> {
        serde_json::to_string(&self)
            .map(Next::After)
            .map_err(|error| ConnectorError::new(UpstreamKind::Protocol, Advice::Never, error.to_string()))
    }
}

fn hex(digest: &[u8; 16]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
