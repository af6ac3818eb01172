//! Lengths of time.

use chrono::TimeDelta;
use domain::Locale;

use crate::Locales;

use super::number::write_integer;
use super::{SPACE, written};

/// The two largest units: `850 ms`, `12 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`. A negative length counts as zero.
pub fn write_duration(out: &mut String, locales: impl Into<Locales>, length: TimeDelta) {
    let locales = locales.into();
    let length = length.max(TimeDelta::zero());
    let day = if locales.words == Locale::Fr { "j" } else { "d" };
    let (first, second) = match length.num_seconds() {
        0 if !length.is_zero() => ((length.num_milliseconds(), "ms"), None),
        seconds @ 0..60 => ((seconds, "s"), None),
        seconds @ 60..3_600 => ((seconds / 60, "min"), Some((seconds % 60, "s"))),
        seconds @ 3_600..86_400 => ((seconds / 3_600, "h"), Some((seconds % 3_600 / 60, "min"))),
        seconds => ((seconds / 86_400, day), Some((seconds % 86_400 / 3_600, "h"))),
    };
    write_part(out, locales, first);
    if let Some(second) = second.filter(|(count, _)| *count > 0) {
        out.push(SPACE);
        write_part(out, locales, second);
    }
}

/// See [`write_duration`].
pub fn duration(locales: impl Into<Locales>, length: TimeDelta) -> String {
    written(|out| write_duration(out, locales, length))
}

fn write_part(out: &mut String, locales: Locales, (count, unit): (i64, &str)) {
    write_integer(out, locales, count);
    out.push(SPACE);
    out.push_str(unit);
}
