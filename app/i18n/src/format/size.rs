//! Sizes of files and payloads.

use domain::Locale;

use crate::Locales;

use super::number::write_scaled;
use super::{NARROW_SPACE, SPACE, written};

/// `512 B`, `1,5 kB`, `23 MB`: decimal units (1 kB is 1,000 B), one decimal place below ten. French counts octets.
pub fn write_bytes(out: &mut String, locales: impl Into<Locales>, count: u64) {
    let locales = locales.into();
    const PREFIXES: [&str; 6] = ["k", "M", "G", "T", "P", "E"];
    let locale = locales.figures;
    let (unit, space) = if locales.words == Locale::Fr { ('o', NARROW_SPACE) } else { ('B', SPACE) };
    if count < 1_000 {
        write_scaled(out, locale, count.into(), 0);
        out.push(space);
        out.push(unit);
        return;
    }
    let mut scale: u64 = 1_000;
    let mut prefixes = PREFIXES.into_iter();
    let mut prefix = prefixes.next().unwrap_or_default();
    // What would be shown as 1,000 belongs to the next unit.
    while count / scale >= 1_000 || rounded(count, scale) >= 1_000 {
        let Some(next) = prefixes.next() else { break };
        prefix = next;
        scale *= 1_000;
    }
    let tenths = rounded(count, scale / 10);
    if tenths < 100 {
        write_scaled(out, locale, tenths.into(), 1);
    } else {
        write_scaled(out, locale, rounded(count, scale).into(), 0);
    }
    out.push(space);
    out.push_str(prefix);
    out.push(unit);
}

/// See [`write_bytes`].
pub fn bytes(locales: impl Into<Locales>, count: u64) -> String {
    written(|out| write_bytes(out, locales, count))
}

/// Half up.
const fn rounded(count: u64, unit: u64) -> u64 {
    count / unit + (count % unit >= unit.div_ceil(2)) as u64
}
