//! Plain numbers and percentages.

use domain::Locale;

use crate::Locales;
use rust_decimal::Decimal;

use super::{NARROW_SPACE, SPACE, digit, written};

/// Separators of a language. CLDR sets four-digit numbers without grouping in Spanish.
struct Separators {
    decimal: char,
    group: char,
    grouped_from_digits: usize,
}

const fn separators(locale: Locale) -> Separators {
    match locale {
        Locale::PtBr => Separators { decimal: ',', group: '.', grouped_from_digits: 4 },
        Locale::En => Separators { decimal: '.', group: ',', grouped_from_digits: 4 },
        Locale::Es => Separators { decimal: ',', group: '.', grouped_from_digits: 5 },
        Locale::Fr => Separators { decimal: ',', group: NARROW_SPACE, grouped_from_digits: 4 },
    }
}

/// `1.234` in Portuguese.
pub fn write_integer(out: &mut String, locales: impl Into<Locales>, value: i64) {
    let locale = locales.into().figures;
    if value < 0 {
        out.push('-');
    }
    write_scaled(out, locale, value.unsigned_abs().into(), 0);
}

/// See [`write_integer`].
pub fn integer(locales: impl Into<Locales>, value: i64) -> String {
    written(|out| write_integer(out, locales, value))
}

/// `1.234,50` in Portuguese: as many decimal places as the value carries.
pub fn write_decimal(out: &mut String, locales: impl Into<Locales>, value: Decimal) {
    let locale = locales.into().figures;
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    write_scaled(out, locale, value.mantissa().unsigned_abs(), value.scale());
}

/// See [`write_decimal`].
pub fn decimal(locales: impl Into<Locales>, value: Decimal) -> String {
    written(|out| write_decimal(out, locales, value))
}

/// `12,5%` in Portuguese for the ratio 0.125 and one place. Rounds half away from zero.
pub fn write_percent(out: &mut String, locales: impl Into<Locales>, ratio: Decimal, places: u32) {
    let locale = locales.into().figures;
    let hundredfold = rescaled(ratio, places.saturating_add(2));
    if ratio.is_sign_negative() && hundredfold != 0 {
        out.push('-');
    }
    write_scaled(out, locale, hundredfold, places);
    if matches!(locale, Locale::Es | Locale::Fr) {
        out.push(SPACE);
    }
    out.push('%');
}

/// See [`write_percent`].
pub fn percent(locales: impl Into<Locales>, ratio: Decimal, places: u32) -> String {
    written(|out| write_percent(out, locales, ratio, places))
}

/// The size of `value` in units of `10^-places`, rounded half away from zero; the sign is dropped.
pub(super) fn rescaled(value: Decimal, places: u32) -> u128 {
    let mantissa = value.mantissa().unsigned_abs();
    let scale = value.scale();
    if scale <= places {
        mantissa.saturating_mul(10_u128.saturating_pow(places - scale))
    } else {
        // A decimal has at most 28 places, so the divisor fits.
        let divisor = 10_u128.pow(scale - places);
        (mantissa + divisor / 2) / divisor
    }
}

/// Writes `value * 10^-places` with grouping.
pub(super) fn write_scaled(out: &mut String, locale: Locale, value: u128, places: u32) {
    let Separators { decimal, group, grouped_from_digits } = separators(locale);
    let places = places as usize;
    let mut digits = ['0'; 64];
    // At least one digit stands before the decimal separator.
    let length = fill_digits(&mut digits, value).max(places + 1).min(digits.len());
    let whole = length - places.min(length - 1);
    let grouped = whole >= grouped_from_digits;
    for (index, digit) in digits[..length].iter().rev().enumerate() {
        if index == whole {
            out.push(decimal);
        } else if grouped && index > 0 && index < whole && (whole - index).is_multiple_of(3) {
            out.push(group);
        }
        out.push(*digit);
    }
}

/// The digits of `value`, lowest first, and their count (none for zero).
fn fill_digits(digits: &mut [char; 64], value: u128) -> usize {
    // Division of 128 bits is slow; nearly every value fits in 64.
    let mut length = 0;
    let mut high = value;
    while high > u128::from(u64::MAX) {
        digits[length] = digit((high % 10) as u32);
        high /= 10;
        length += 1;
    }
    let mut low = high as u64;
    while low > 0 {
        digits[length] = digit((low % 10) as u32);
        low /= 10;
        length += 1;
    }
    length
}
