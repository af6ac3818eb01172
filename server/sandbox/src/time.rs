//! Seconds since 1970 in UTC, their text form, and what the platforms accept as a date.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// Brazil has kept one offset without daylight saving since 2019.
pub(crate) const SHOP_OFFSET: i64 = -3 * 3600;
pub(crate) const DAY: i64 = 86_400;

pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64)
}

/// `2026-11-20T10:05:11`. Written by hand (days to civil date): a page of orders holds hundreds of them.
pub(crate) fn stamp(seconds: i64) -> [u8; 19] {
    let (days, rest) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let mut out = *b"0000-00-00T00:00:00";
    let mut put = |at: usize, value: i64| {
        out[at] = b'0' + (value / 10 % 10) as u8;
        out[at + 1] = b'0' + (value % 10) as u8;
    };
    put(0, year / 100);
    put(2, year % 100);
    put(5, month);
    put(8, day);
    put(11, rest / 3600);
    put(14, rest / 60 % 60);
    put(17, rest % 60);
    out
}

/// [`stamp`] as text, with `suffix` appended.
pub(crate) fn text(seconds: i64, suffix: &str) -> String {
    format!("{}{suffix}", String::from_utf8_lossy(&stamp(seconds)))
}

/// The value of a `Date` header.
pub(crate) fn http_date(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0)
        .map(|t| t.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
        .unwrap_or_default()
}

/// A date with an explicit zone as an instant; without one, `local_offset` seconds east of UTC are assumed.
/// Date-only values mean midnight. `None` where the text is no date.
pub(crate) fn parse(text: &str, local_offset: i64) -> Option<i64> {
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.timestamp());
    }
    let text = text.replace(' ', "T");
    let local = NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f").ok().or_else(|| {
        NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().and_then(|day| day.and_hms_opt(0, 0, 0))
    })?;
    Some(local.and_utc().timestamp() - local_offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_agree_with_chrono() {
        for seconds in [0, 951_782_399, 951_782_400, 1_763_630_000, 1_795_478_400, 4_102_444_799] {
            let expected =
                DateTime::from_timestamp(seconds, 0).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string();
            assert_eq!(text(seconds, ""), expected);
        }
    }

    #[test]
    fn a_zone_in_the_text_wins_over_the_local_offset() {
        assert_eq!(parse("2026-11-20T07:00:00-03:00", 0), parse("2026-11-20T10:00:00Z", SHOP_OFFSET));
        assert_eq!(parse("2026-11-20T07:00:00", SHOP_OFFSET), parse("2026-11-20T10:00:00", 0));
        assert_eq!(parse("yesterday", 0), None);
    }
}
