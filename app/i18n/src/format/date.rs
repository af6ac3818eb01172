//! Days, times and instants. Instants are UTC and shown in the given zone.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Offset, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use domain::Locale;

use crate::Locales;

use super::number::write_integer;
use super::{NARROW_SPACE, SPACE, digit, push_two_digits, written};

const ENGLISH_MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const PORTUGUESE_MONTHS: [&str; 12] =
    ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"];
const SPANISH_MONTHS: [&str; 12] =
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"];
const FRENCH_MONTHS: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

/// `05/03/2026`; in English `Mar 5, 2026`, because figures alone are read in two orders there.
pub fn write_day(out: &mut String, locales: impl Into<Locales>, day: NaiveDate) {
    let locale = locales.into().figures;
    if locale == Locale::En {
        write_short_day(out, locale, day);
        out.push(',');
        out.push(SPACE);
        write_year(out, day.year());
        return;
    }
    write_short_day(out, locale, day);
    out.push('/');
    write_year(out, day.year());
}

/// See [`write_day`].
pub fn day(locales: impl Into<Locales>, day: NaiveDate) -> String {
    written(|out| write_day(out, locales, day))
}

/// `05/03`; in English `Mar 5`. For axes and lists whose year is known.
pub fn write_short_day(out: &mut String, locales: impl Into<Locales>, day: NaiveDate) {
    let locale = locales.into().figures;
    if locale == Locale::En {
        out.push_str(ENGLISH_MONTHS[day.month0() as usize]);
        out.push(SPACE);
        write_small(out, day.day());
    } else {
        push_two_digits(out, day.day());
        out.push('/');
        push_two_digits(out, day.month());
    }
}

/// See [`write_short_day`].
pub fn short_day(locales: impl Into<Locales>, day: NaiveDate) -> String {
    written(|out| write_short_day(out, locales, day))
}

/// The month of a day, which is a word: `jul/2022`, in English `Jul 2022`, in French `juil. 2022`. For axes.
pub fn write_month(out: &mut String, locales: impl Into<Locales>, day: NaiveDate) {
    let locale = locales.into().words;
    let (months, glue) = match locale {
        Locale::PtBr => (&PORTUGUESE_MONTHS, '/'),
        Locale::En => (&ENGLISH_MONTHS, SPACE),
        Locale::Es => (&SPANISH_MONTHS, SPACE),
        Locale::Fr => (&FRENCH_MONTHS, SPACE),
    };
    out.push_str(months[day.month0() as usize]);
    out.push(glue);
    write_year(out, day.year());
}

/// See [`write_month`].
pub fn month(locales: impl Into<Locales>, day: NaiveDate) -> String {
    written(|out| write_month(out, locales, day))
}

/// The day of an instant, as [`write_day`].
pub fn write_date(out: &mut String, locales: impl Into<Locales>, at: DateTime<Utc>, zone: Tz) {
    let locale = locales.into().figures;
    write_day(out, locale, at.with_timezone(&zone).date_naive());
}

/// See [`write_date`].
pub fn date(locales: impl Into<Locales>, at: DateTime<Utc>, zone: Tz) -> String {
    written(|out| write_date(out, locales, at, zone))
}

/// `14:05`; in English `2:05 PM`.
pub fn write_time(out: &mut String, locales: impl Into<Locales>, at: DateTime<Utc>, zone: Tz) {
    let locale = locales.into().figures;
    write_clock(out, locale, at.with_timezone(&zone).time(), false);
}

/// See [`write_time`].
pub fn time(locales: impl Into<Locales>, at: DateTime<Utc>, zone: Tz) -> String {
    written(|out| write_time(out, locales, at, zone))
}

/// `05/03/2026, 14:05`. The space between day and time is the one place where a line may end.
pub fn write_date_time(out: &mut String, locales: impl Into<Locales>, at: DateTime<Utc>, zone: Tz) {
    let locale = locales.into().figures;
    let local = at.with_timezone(&zone);
    write_day(out, locale, local.date_naive());
    out.push_str(day_time_glue(locale));
    write_clock(out, locale, local.time(), false);
}

/// See [`write_date_time`].
pub fn date_time(locales: impl Into<Locales>, at: DateTime<Utc>, zone: Tz) -> String {
    written(|out| write_date_time(out, locales, at, zone))
}

/// `05/03/2026, 14:05:09 UTC-3`: to the second with the zone's offset at that instant, so that the hour that
/// happens twice when summer time ends is told apart.
pub fn write_exact(out: &mut String, locales: impl Into<Locales>, at: DateTime<Utc>, zone: Tz) {
    let locale = locales.into().figures;
    let local = at.with_timezone(&zone);
    write_day(out, locale, local.date_naive());
    out.push_str(day_time_glue(locale));
    write_clock(out, locale, local.time(), true);
    out.push(SPACE);
    write_offset(out, local.offset().fix().local_minus_utc());
}

/// See [`write_exact`].
pub fn exact(locales: impl Into<Locales>, at: DateTime<Utc>, zone: Tz) -> String {
    written(|out| write_exact(out, locales, at, zone))
}

/// `há 5 min`, `há 3 h`, `em 5 min`; within a minute of `now` the word for now, from a day on [`write_date_time`].
/// Counts whole minutes and hours that have passed.
pub fn write_relative(
    out: &mut String,
    locales: impl Into<Locales>,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
    zone: Tz,
) {
    let locales = locales.into();
    let distance = now.signed_duration_since(at);
    let size = distance.abs();
    if size >= TimeDelta::days(1) {
        write_date_time(out, locales, at, zone);
        return;
    }
    let words = words(locales.words);
    if size < TimeDelta::minutes(1) {
        out.push_str(words.now);
        return;
    }
    let (before, after) = if distance > TimeDelta::zero() { words.past } else { words.future };
    let hours = size.num_hours();
    let (count, unit) = if hours > 0 { (hours, "h") } else { (size.num_minutes(), "min") };
    out.push_str(before);
    write_integer(out, locales, count);
    out.push(SPACE);
    out.push_str(unit);
    out.push_str(after);
}

/// See [`write_relative`].
pub fn relative(locales: impl Into<Locales>, at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    written(|out| write_relative(out, locales, at, now, zone))
}

struct Words {
    now: &'static str,
    /// What stands before and after the figure.
    past: (&'static str, &'static str),
    future: (&'static str, &'static str),
}

const fn words(locale: Locale) -> Words {
    match locale {
        Locale::PtBr => Words { now: "agora", past: ("há\u{a0}", ""), future: ("em\u{a0}", "") },
        Locale::En => Words { now: "just\u{a0}now", past: ("", "\u{a0}ago"), future: ("in\u{a0}", "") },
        Locale::Es => Words { now: "ahora", past: ("hace\u{a0}", ""), future: ("dentro\u{a0}de\u{a0}", "") },
        Locale::Fr => Words {
            now: "à\u{a0}l’instant",
            past: ("il\u{a0}y\u{a0}a\u{a0}", ""),
            future: ("dans\u{a0}", ""),
        },
    }
}

const fn day_time_glue(locale: Locale) -> &'static str {
    match locale {
        Locale::PtBr | Locale::En | Locale::Es => ", ",
        Locale::Fr => " ",
    }
}

fn write_clock(out: &mut String, locale: Locale, time: NaiveTime, seconds: bool) {
    let (afternoon, hour) = time.hour12();
    if locale == Locale::En {
        write_small(out, hour);
    } else {
        push_two_digits(out, time.hour());
    }
    out.push(':');
    push_two_digits(out, time.minute());
    if seconds {
        out.push(':');
        push_two_digits(out, time.second());
    }
    if locale == Locale::En {
        out.push(NARROW_SPACE);
        out.push_str(if afternoon { "PM" } else { "AM" });
    }
}

/// `UTC`, `UTC-3`, `UTC+5:30`.
fn write_offset(out: &mut String, seconds: i32) {
    out.push_str("UTC");
    if seconds == 0 {
        return;
    }
    out.push(if seconds < 0 { '-' } else { '+' });
    let minutes = seconds.unsigned_abs() / 60;
    write_small(out, minutes / 60);
    if !minutes.is_multiple_of(60) {
        out.push(':');
        push_two_digits(out, minutes % 60);
    }
}

/// Four figures; years outside 0 to 9999 as they are.
fn write_year(out: &mut String, year: i32) {
    match u32::try_from(year) {
        Ok(year @ 0..=9999) => {
            push_two_digits(out, year / 100);
            push_two_digits(out, year % 100);
        }
        _ => out.push_str(&year.to_string()),
    }
}

/// One or two figures.
fn write_small(out: &mut String, value: u32) {
    if value >= 10 {
        out.push(digit(value / 10 % 10));
    }
    out.push(digit(value % 10));
}
