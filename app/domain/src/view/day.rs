//! Days in an organisation's time zone. A local midnight may not exist (clocks jump over it) or exist
//! twice (they are set back over it).

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// The instant at which `day` begins in `zone`: the first one of it that exists, the earlier one
/// where it comes twice.
///
/// A zone that left the whole day out (Apia, 30 December 2011) begins it with the next day.
pub fn start_of_day(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    // Clocks jump by at most a day; all jumps are whole quarters of an hour.
    for quarters in 0..=24 * 4 {
        let local = midnight + TimeDelta::minutes(15 * quarters);
        if let Some(instant) = zone.from_local_datetime(&local).earliest() {
            return instant.to_utc();
        }
    }
    midnight.and_utc()
}

/// The instant at which `day` is over in `zone`: where the next one begins.
pub fn end_of_day(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    start_of_day(day.checked_add_days(Days::new(1)).unwrap_or(day), zone)
}

/// The day of an instant in `zone`.
pub fn day_of(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The instant at which the hour of UTC begins in which an instant lies.
pub fn hour_of(at: DateTime<Utc>) -> DateTime<Utc> {
    let over = TimeDelta::minutes(at.minute().into()) + TimeDelta::seconds(at.second().into());
    at - over - TimeDelta::nanoseconds(at.nanosecond().into())
}

/// Reads `YYYY-MM-DD`, as a date field sends it, between 1970 and 2999.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let day: NaiveDate = text.trim().parse().ok()?;
    let range = NaiveDate::from_ymd_opt(1970, 1, 1)?..=NaiveDate::from_ymd_opt(2999, 12, 31)?;
    range.contains(&day).then_some(day)
}

/// The zone of a name; UTC for a name that this version does not know.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(day: &str, zone: &str) -> String {
        start_of_day(day.parse().unwrap(), zone.parse().unwrap()).to_rfc3339()
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        assert_eq!(start("2026-11-23", "America/Sao_Paulo"), "2026-11-23T03:00:00+00:00");
        assert_eq!(start("2026-11-23", "Asia/Kolkata"), "2026-11-22T18:30:00+00:00");
    }

    #[test]
    fn a_midnight_that_summer_time_leaves_out_is_one_o_clock() {
        // From 23:59:59 to 01:00:00.
        assert_eq!(start("2018-11-04", "America/Sao_Paulo"), "2018-11-04T03:00:00+00:00");
        assert_eq!(start("2011-12-30", "Pacific/Apia"), "2011-12-30T10:00:00+00:00");
    }

    #[test]
    fn a_midnight_that_comes_twice_is_the_earlier_one() {
        // Cuba sets the clock back from 01:00 to 00:00.
        assert_eq!(start("2026-11-01", "America/Havana"), "2026-11-01T04:00:00+00:00");
    }

    #[test]
    fn days_join_without_gap_or_overlap() {
        for name in ["America/Sao_Paulo", "America/Havana", "Europe/Lisbon", "Pacific/Apia", "Asia/Beirut"] {
            let zone: Tz = name.parse().unwrap();
            let mut day = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap();
            for _ in 0..800 {
                let next = day.succ_opt().unwrap();
                assert_eq!(end_of_day(day, zone), start_of_day(next, zone), "{name} {day}");
                assert_eq!(day_of(start_of_day(day, zone), zone), day, "{name} {day}");
                let last = end_of_day(day, zone) - TimeDelta::microseconds(1);
                assert_eq!(day_of(last, zone), day, "{name} {day}");
                day = next;
            }
        }
    }

    #[test]
    fn only_days_of_our_time_are_read() {
        assert!(parse_day("2026-02-28").is_some());
        for text in ["", "2026-02-30", "28/02/2026", "0001-01-01", "9999-12-31", "2026-02-28T10:00"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
