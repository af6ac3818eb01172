//! Numbers, money, dates and sizes as each language writes them. Given [`Locales`](crate::Locales), the figures follow
//! one language and the words among them ("5 minutes ago") the other.
//!
//! Separators, patterns and currency symbols follow CLDR 48. Each `write_x` appends to a string and allocates
//! nothing of its own; `x` returns a new string. Spaces inside a value are no-break spaces (U+00A0, or U+202F where
//! CLDR wants the narrow one), so that a value is never cut at the end of a line.

mod date;
mod duration;
mod money;
mod number;
mod size;

pub use date::{
    date, date_time, day, exact, month, relative, short_day, time, write_date, write_date_time, write_day,
    write_exact, write_month, write_relative, write_short_day, write_time,
};
pub use duration::{duration, write_duration};
pub use money::{money, unit_price, write_money};
pub use number::{decimal, integer, percent, write_decimal, write_integer, write_percent};
pub use size::{bytes, write_bytes};

/// No-break space.
const SPACE: char = '\u{a0}';
/// Narrow no-break space.
const NARROW_SPACE: char = '\u{202f}';

/// Room for nearly every value, so that one allocation is enough.
fn written(write: impl FnOnce(&mut String)) -> String {
    let mut out = String::with_capacity(24);
    write(&mut out);
    out
}

/// `7` as `07`.
fn push_two_digits(out: &mut String, value: u32) {
    out.push(digit(value / 10 % 10));
    out.push(digit(value % 10));
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}
