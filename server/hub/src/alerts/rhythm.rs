//! How often a shop sells, by the hour of the week.

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};

/// How far back is looked.
pub(super) const DAYS: i64 = 28;
/// Sales below which there is no rhythm.
const LEAST_SALES: i64 = 20;
/// Days of history below which there is none.
const LEAST_DAYS: i64 = 7;
const HOURS: usize = 7 * 24;

/// What a shop sells in each hour of the week, and its longest silence.
#[derive(Debug)]
pub(super) struct Rhythm {
    a_week: [f64; HOURS],
    /// Between two hours with sales.
    longest: TimeDelta,
}

impl Rhythm {
    /// Of the sales of hours, the oldest first; hours without sales may be left out. `None` where too little is known.
    pub(super) fn of(sales: &[(DateTime<Utc>, i64)], now: DateTime<Utc>) -> Option<Self> {
        let sold: Vec<_> = sales.iter().filter(|(_, sales)| *sales > 0).collect();
        let (first, all) = (sold.first()?.0, sold.iter().map(|(_, sales)| sales).sum::<i64>());
        let known = (now - first).min(TimeDelta::days(DAYS));
        if all < LEAST_SALES || known < TimeDelta::days(LEAST_DAYS) {
            return None;
        }
        let weeks = known.num_hours() as f64 / HOURS as f64;
        let mut a_week = [0.0; HOURS];
        for (hour, sales) in &sold {
            a_week[slot(*hour)] += *sales as f64 / weeks;
        }
        let gaps = sold.windows(2).map(|pair| pair[1].0 - pair[0].0 - TimeDelta::hours(1));
        Some(Self { a_week, longest: gaps.max().unwrap_or_default() })
    }

    /// How many sales the time between two moments would have brought, two weeks of it at most.
    pub(super) fn expected(&self, since: DateTime<Utc>, until: DateTime<Utc>) -> f64 {
        let mut at = since.max(until - TimeDelta::days(14));
        let mut sum = 0.0;
        while at < until {
            let next = (domain::view::day::hour_of(at) + TimeDelta::hours(1)).min(until);
            sum += self.a_week[slot(at)] * (next - at).num_seconds() as f64 / 3600.0;
            at = next;
        }
        sum
    }

    /// Whether a silence is longer than any that was.
    pub(super) fn is_beyond(&self, silence: TimeDelta) -> bool {
        silence > self.longest + TimeDelta::hours(1)
    }
}

fn slot(at: DateTime<Utc>) -> usize {
    (at.weekday().num_days_from_monday() * 24 + at.hour()) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// Six sales an hour from 12 to 20 o'clock, Monday to Friday.
    fn shop_of_workdays(now: DateTime<Utc>) -> Vec<(DateTime<Utc>, i64)> {
        let hours =
            (0..DAYS * 24).rev().map(|back| domain::view::day::hour_of(now) - TimeDelta::hours(back + 1));
        hours
            .filter(|hour| hour.weekday().num_days_from_monday() < 5 && (12..20).contains(&hour.hour()))
            .map(|hour| (hour, 6))
            .collect()
    }

    #[test]
    fn nights_and_weekends_are_part_of_the_rhythm() {
        // A Monday.
        let now = at("2026-11-23T12:00:00Z");
        let rhythm = Rhythm::of(&shop_of_workdays(now), now).unwrap();
        let weekend = (at("2026-11-20T20:00:00Z"), now);
        assert!(rhythm.expected(weekend.0, weekend.1) < 0.01);
        assert!(!rhythm.is_beyond(weekend.1 - weekend.0));
        let afternoon = rhythm.expected(at("2026-11-23T12:00:00Z"), at("2026-11-23T15:30:00Z"));
        assert!((20.0..22.0).contains(&afternoon), "{afternoon}");
    }

    #[test]
    fn without_a_week_or_sales_there_is_no_rhythm() {
        let now = at("2026-11-23T12:00:00Z");
        let sales = shop_of_workdays(now);
        assert!(Rhythm::of(&[], now).is_none());
        assert!(Rhythm::of(&sales[sales.len() - 10..], now).is_none(), "less than a week");
        assert!(Rhythm::of(&[(now - TimeDelta::days(20), 5), (now - TimeDelta::days(1), 5)], now).is_none());
    }

    #[test]
    fn a_silence_is_judged_by_the_longest_one_before() {
        let now = at("2026-11-23T12:00:00Z");
        let rhythm = Rhythm::of(&shop_of_workdays(now), now).unwrap();
        // From Friday 20 o'clock to Monday 12 o'clock.
        assert!(!rhythm.is_beyond(TimeDelta::hours(64)));
        assert!(rhythm.is_beyond(TimeDelta::hours(66)));
    }
}
