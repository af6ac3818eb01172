//! How a slice is cut. The list is sorted by when orders were first paid, whatever it is asked for, and dates
//! count in whole hours. So a slice is read window after window in its own order; each is made narrow enough
//! for one page, which is then sorted here. An hour that holds more than a page is read whole for each page of
//! it, so that its pages are in order, too.

use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{Slice, SliceBasis};
use serde::{Deserialize, Serialize};
use std::ops::Range;

pub(super) const PAGE: u32 = 50;
const HOUR: i64 = 3_600;

/// The platform shows twelve months; a month more does no harm.
const HISTORY: TimeDelta = TimeDelta::days(400);
/// The platform's clock may be ahead of ours.
const AHEAD: TimeDelta = TimeDelta::hours(26);

/// The hours ahead, and a day.
const FIRST_WIDTH: i64 = 50;
const WIDEST: i64 = 366 * 24;

/// Where in a slice to read on; hours are counted since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// Up to which hour the slice was read, in its own order.
    edge: i64,
    /// Of the next window, in hours.
    width: i64,
    /// The last order that was given of an hour with more than a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Rank>,
}

/// An order's place in its slice: its moment in milliseconds, turned round where the newest come first, and
/// what tells it from others of the same moment.
pub(super) type Rank = (i64, String);

/// Whole hours, the last one not included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window(Range<i64>);

impl Window {
    /// The bounds, as seconds since 1970.
    pub(super) fn bounds(&self) -> (i64, i64) {
        (self.0.start * HOUR, self.0.end * HOUR)
    }

    fn width(&self) -> i64 {
        self.0.end - self.0.start
    }

    /// Whether a moment lies in it. The platform's own word for it may be another.
    pub(super) fn holds(&self, at: DateTime<Utc>) -> bool {
        (self.0.start * HOUR..=self.0.end * HOUR).contains(&at.timestamp())
    }
}

/// The hours that a slice touches.
pub(super) fn hours(slice: &Slice, now: DateTime<Utc>) -> Range<i64> {
    let oldest = now - HISTORY;
    let from = slice.from.map_or(oldest, |from| from.max(oldest)).timestamp().div_euclid(HOUR);
    let until = slice.until.unwrap_or(now + AHEAD).timestamp();
    from..until.div_euclid(HOUR) + i64::from(until.rem_euclid(HOUR) > 0)
}

impl Place {
    pub(super) fn start(hours: &Range<i64>, newest_first: bool) -> Self {
        let edge = if newest_first { hours.end } else { hours.start };
        Self { edge, width: FIRST_WIDTH, after: None }
    }

    /// What to read here; `None` where nothing is left.
    pub(super) fn window(&self, hours: &Range<i64>, newest_first: bool) -> Option<Window> {
        let width = self.width.clamp(1, WIDEST);
        let window = if newest_first {
            (self.edge - width).max(hours.start)..self.edge.min(hours.end)
        } else {
            self.edge.max(hours.start)..(self.edge + width).min(hours.end)
        };
        (!window.is_empty()).then_some(Window(window))
    }

    /// A narrower window in place of one that holds more than a page; `None` where it need not, or cannot be.
    pub(super) fn narrowed(&self, window: &Window, total: u32) -> Option<Self> {
        let width = window.width();
        let fitting = width * i64::from(PAGE / 2) / i64::from(total.max(1));
        (total > PAGE && width > 1).then(|| Self { width: fitting.clamp(1, width - 1), ..self.clone() })
    }

    /// Within the hour, after an order.
    pub(super) fn after(&self, rank: Rank) -> Self {
        Self { width: 1, after: Some(rank), ..self.clone() }
    }

    /// Behind a window that held `total` orders.
    pub(super) fn behind(window: &Window, total: u32, newest_first: bool) -> Self {
        let edge = if newest_first { window.0.start } else { window.0.end };
        let wider = (PAGE / 2).checked_div(total).map_or(8, |times| i64::from(times.clamp(1, 4)));
        Self { edge, width: (window.width() * wider).min(WIDEST), after: None }
    }
}

/// Whether an order was shown only because dates count in hours: it lies in the same hour as a bound, beyond
/// it by more than a second.
pub(super) fn is_beyond(slice: &Slice, at: Option<DateTime<Utc>>) -> bool {
    let Some(at) = at else { return false };
    let second = TimeDelta::seconds(1);
    let is_hour_of =
        |bound: DateTime<Utc>| at.timestamp().div_euclid(HOUR) == bound.timestamp().div_euclid(HOUR);
    slice.from.is_some_and(|from| at < from - second && is_hour_of(from))
        || slice.until.is_some_and(|until| at > until + second && is_hour_of(until))
}

/// How the platform names the date of a slice.
pub(super) fn field(basis: SliceBasis) -> &'static str {
    match basis {
        SliceBasis::Placed => "order.date_created",
        SliceBasis::Changed => "order.date_last_updated",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn slice() -> Slice {
        Slice {
            basis: SliceBasis::Changed,
            from: Some(at("2026-11-20T10:20:00Z")),
            until: Some(at("2026-11-20T12:00:01Z")),
            newest_first: false,
        }
    }

    #[test]
    fn bounds_are_widened_to_hours_and_open_ones_to_what_is_shown() {
        let now = at("2026-11-21T00:00:00Z");
        let ten = at("2026-11-20T10:00:00Z").timestamp() / HOUR;
        assert_eq!(hours(&slice(), now), ten..ten + 3);
        let open = hours(&Slice { from: None, until: None, ..slice() }, now);
        assert_eq!(open.end - open.start, 400 * 24 + 26);
        let old = Slice { from: Some(at("2001-01-01T00:00:00Z")), ..slice() };
        assert_eq!(hours(&old, now).start, open.start, "nothing is shown of before");
    }

    #[test]
    fn only_what_rounding_brought_is_left_out() {
        let is = |text| is_beyond(&slice(), Some(at(text)));
        assert!(is("2026-11-20T10:19:58Z") && is("2026-11-20T12:00:03Z"));
        assert!(!is("2026-11-20T10:20:00Z") && !is("2026-11-20T12:00:01Z"));
        assert!(!is("2026-11-20T09:59:00Z"), "not of these hours: the platform means something by it");
        assert!(!is_beyond(&slice(), None));
    }

    #[test]
    fn windows_lead_through_the_slice_in_its_order_and_meet() {
        for newest_first in [false, true] {
            let hours = 100..500;
            let (mut place, mut seen) = (Place::start(&hours, newest_first), Vec::new());
            while let Some(window) = place.window(&hours, newest_first) {
                // Ten orders an hour.
                let total = u32::try_from(window.width()).unwrap() * 10;
                place = place.narrowed(&window, total).unwrap_or_else(|| {
                    assert!(total <= PAGE);
                    seen.push(window.0.clone());
                    Place::behind(&window, total, newest_first)
                });
            }
            if newest_first {
                seen.reverse();
            }
            assert_eq!((seen[0].start, seen[seen.len() - 1].end), (100, 500));
            assert!(seen.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
    }

    #[test]
    fn an_hour_cannot_be_narrowed() {
        let hours = 7..8;
        let place = Place::start(&hours, true);
        let window = place.window(&hours, true).unwrap();
        assert_eq!((place.narrowed(&window, 51), place.narrowed(&window, 0)), (None, None));
        let inside = place.after((5, "1".into()));
        assert_eq!(inside.window(&hours, true), Some(window));
    }

    #[test]
    fn empty_time_is_passed_quickly() {
        let hours = 0..9_000;
        let (mut place, mut asked) = (Place::start(&hours, false), 0);
        while let Some(window) = place.window(&hours, false) {
            asked += 1;
            place = Place::behind(&window, 0, false);
        }
        assert!(asked <= 5, "{asked}");
    }
}
