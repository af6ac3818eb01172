//! Billing periods.

use chrono::{DateTime, Days, Months, Utc};

/// `count` intervals after `from`. Months end at the latest day they have.
pub(crate) fn after(from: i64, interval: &str, count: i64) -> i64 {
    let Some(start) = DateTime::from_timestamp(from, 0) else { return from };
    let count = count.max(0);
    let months =
        |each: i64| u32::try_from(count * each).ok().and_then(|of| start.checked_add_months(Months::new(of)));
    let days =
        |each: i64| u64::try_from(count * each).ok().and_then(|of| start.checked_add_days(Days::new(of)));
    let end: Option<DateTime<Utc>> = match interval {
        "day" => days(1),
        "week" => days(7),
        "year" => months(12),
        _ => months(1),
    };
    end.map_or(from, |end| end.timestamp())
}

/// The first end of a period of this anchor after a moment: counted from the anchor, so that a subscription of
/// the 31st comes back to the 31st.
pub(crate) fn period_end(anchor: i64, interval: &str, count: i64, moment: i64) -> i64 {
    if anchor > moment {
        return anchor;
    }
    period(anchor, interval, count, moment).1
}

/// The period of an anchor in which a moment lies: its start and end.
pub(crate) fn period(anchor: i64, interval: &str, count: i64, moment: i64) -> (i64, i64) {
    let count = count.max(1);
    let (mut start, mut steps) = (anchor, count);
    loop {
        let end = after(anchor, interval, steps);
        if end > moment || end <= start {
            return (start, end);
        }
        start = end;
        steps += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).unwrap().timestamp()
    }

    #[test]
    fn a_month_from_the_31st_ends_on_its_last_day_and_comes_back() {
        let anchor = at("2026-01-31T10:00:00Z");
        let first = period_end(anchor, "month", 1, anchor);
        assert_eq!(first, at("2026-02-28T10:00:00Z"));
        assert_eq!(period_end(anchor, "month", 1, first), at("2026-03-31T10:00:00Z"));
        assert_eq!(period_end(anchor, "year", 1, anchor), at("2027-01-31T10:00:00Z"));
        assert_eq!(period(anchor, "month", 1, first), (first, at("2026-03-31T10:00:00Z")));
        assert_eq!(period(anchor, "month", 1, first - 1), (anchor, first));
        assert_eq!(period_end(at("2026-02-03T00:00:00Z"), "month", 1, anchor), at("2026-02-03T00:00:00Z"));
    }
}
