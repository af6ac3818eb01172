//! Numbers in text: as a table of Orion holds them, and as people in several countries write them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What separates whole and fraction in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DecimalMark {
    #[serde(rename = ",")]
    Comma,
    #[serde(rename = ".")]
    Point,
    /// Found from the text itself; what can be read in two ways is refused.
    #[default]
    #[serde(rename = "auto")]
    Auto,
}

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    NotANumber,
    /// `1.234` may be a thousand and something or one and something.
    Ambiguous,
    /// `7,89E+12`: a spreadsheet has left digits out.
    Exponent,
    /// More than 28 digits.
    TooLong,
}

impl NumberFault {
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotANumber => "not_a_number",
            Self::Ambiguous => "ambiguous_number",
            Self::Exponent => "exponent",
            Self::TooLong => "number_too_long",
        }
    }
}

/// Digits that fit an `i64` whatever they are.
const FAST_DIGITS: usize = 18;
const MAX_DIGITS: usize = 28;

/// Reads a number as canonical cells hold it: an optional sign, digits, and a point with digits behind it if it has a
/// fraction. Exact; up to eighteen digits are read without any detour.
pub fn canonical_decimal(text: &str) -> Option<Decimal> {
    let bytes = text.as_bytes();
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, bytes),
    };
    if digits.len() > FAST_DIGITS {
        return slow(text, digits);
    }
    let (mut value, mut scale, mut count) = (0i64, None, 0usize);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                count += 1;
                if let Some(scale) = &mut scale {
                    *scale += 1;
                }
            }
            b'.' if scale.is_none() && count > 0 => scale = Some(0u32),
            _ => return None,
        }
    }
    if count == 0 || scale == Some(0) {
        return None;
    }
    Some(Decimal::new(if negative { -value } else { value }, scale.unwrap_or(0)))
}

#[cold]
fn slow(text: &str, digits: &[u8]) -> Option<Decimal> {
    let points = digits.iter().filter(|byte| **byte == b'.').count();
    let plain = digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    let ends =
        digits.first().is_some_and(u8::is_ascii_digit) && digits.last().is_some_and(u8::is_ascii_digit);
    if !plain || !ends || points > 1 || digits.len() > 64 {
        return None;
    }
    Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text)).ok()
}

/// A canonical number without the zeros at its end that stand behind so many decimals: `12.500` becomes `12.50` for two and `12.5`
/// for none.
pub fn without_zeros(number: &str, decimals: usize) -> &str {
    if !number.ends_with('0') {
        return number;
    }
    match number.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => {
            match fraction.trim_end_matches('0').len().max(decimals.min(fraction.len())) {
                0 => whole,
                kept => &number[..whole.len() + 1 + kept],
            }
        }
        _ => number,
    }
}

/// Reads a number as people write it, with marks between thousands (`.`, `,`, a space, an apostrophe), into its
/// canonical text.
///
/// # Errors
/// [`NumberFault`].
pub fn decimal(text: &str, mark: DecimalMark) -> Result<String, NumberFault> {
    read(text.trim(), mark, false)
}

/// Reads an amount: as [`decimal`], and without a currency's sign or code at either end (`R$ 1.234,50`, `12.00 USD`).
/// A single mark with three digits behind it separates thousands, since money has no three decimals.
///
/// # Errors
/// [`NumberFault`].
pub fn money(text: &str, mark: DecimalMark) -> Result<String, NumberFault> {
    let text = text.trim();
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let Some(rest) = inside.or_else(|| text.strip_prefix(['-', '\u{2212}'])) else {
        return read(without_currency(text), mark, true);
    };
    let bare = without_currency(rest.trim());
    if bare.starts_with(['-', '+', '(', '\u{2212}']) {
        return Err(NumberFault::NotANumber);
    }
    read(&format!("-{bare}"), mark, true)
}

fn without_currency(text: &str) -> &str {
    let is_currency = |text: &str| {
        let text = text.trim();
        let code = |text: &str| text.len() == 3 && text.bytes().all(|c| c.is_ascii_uppercase());
        let letters =
            text.trim_end_matches(['$', '€', '£', '¥', '₩', '₹', '₺', '₱', '฿', '₫', '₽', '₴', '₪', '.']);
        let signed = letters.len() < text.len() && letters.len() <= 3;
        signed && letters.bytes().all(|c| c.is_ascii_uppercase())
            || code(text)
            || matches!(text, "Rp" | "kr" | "zł" | "Kč" | "S/")
    };
    let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '(' | '\u{2212}');
    let start = text.find(number).unwrap_or(0);
    if start > 0 && start <= 12 && is_currency(&text[..start]) {
        return text[start..].trim();
    }
    let end = text.rfind(|c: char| c.is_ascii_digit() || c == ')').map_or(text.len(), |at| at + 1);
    if text.len() - end > 0 && text.len() - end <= 12 && is_currency(&text[end..]) {
        return text[..end].trim();
    }
    text
}

fn read(text: &str, mark: DecimalMark, thousands: bool) -> Result<String, NumberFault> {
    let (mut negative, mut rest) = (false, text);
    if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        (negative, rest) = (true, inner.trim());
    } else if let Some(inner) = text.strip_prefix(['-', '\u{2212}']) {
        (negative, rest) = (true, inner.trim_start());
    } else if let Some(inner) = text.strip_prefix('+') {
        rest = inner.trim_start();
    }
    if rest.len() > 64 {
        return Err(NumberFault::TooLong);
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(['e', 'E']) {
        let exponent =
            rest.chars().all(|c| c.is_ascii_digit() || matches!(c, 'e' | 'E' | '+' | '-' | ',' | '.'));
        return Err(if exponent { NumberFault::Exponent } else { NumberFault::NotANumber });
    }
    let (whole, fraction) = parts(rest, mark, thousands)?;
    let whole: String = ungrouped(whole, fraction.map(|(mark, _)| mark))?;
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.map_or("", |(_, digits)| digits);
    if !fraction.bytes().all(|c| c.is_ascii_digit()) {
        return Err(NumberFault::NotANumber);
    }
    if whole.len() + fraction.len() > MAX_DIGITS {
        return Err(NumberFault::TooLong);
    }
    let zero = whole.is_empty() && fraction.bytes().all(|c| c == b'0');
    let sign = if negative && !zero { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    Ok(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

type Parts<'a> = (&'a str, Option<(char, &'a str)>);

/// The text before and after the mark of the fraction, with that mark.
fn parts(text: &str, mark: DecimalMark, thousands: bool) -> Result<Parts<'_>, NumberFault> {
    let split = |mark: char| match text.rsplit_once(mark) {
        Some((whole, fraction)) => (whole, Some((mark, fraction))),
        None => (text, None),
    };
    let found = match mark {
        DecimalMark::Comma => split(','),
        DecimalMark::Point => split('.'),
        DecimalMark::Auto => match (text.rfind(','), text.rfind('.')) {
            (None, None) => (text, None),
            (Some(comma), Some(point)) => split(if comma > point { ',' } else { '.' }),
            (Some(_), None) => alone(text, ',', thousands)?,
            (None, Some(_)) => alone(text, '.', thousands)?,
        },
    };
    // A mark needs digits behind it; `.5` is read, `5.` is not.
    match found {
        (_, Some((_, ""))) => Err(NumberFault::NotANumber),
        found => Ok(found),
    }
}

/// A text with one kind of mark: several of them separate thousands, one separates a fraction unless three digits
/// stand behind it and one to three in front, which may be either.
fn alone(text: &str, mark: char, thousands: bool) -> Result<Parts<'_>, NumberFault> {
    let Some((whole, fraction)) = text.split_once(mark) else { return Ok((text, None)) };
    if fraction.contains(mark) {
        return Ok((text, None));
    }
    let front = whole.trim_start_matches('0');
    let either =
        fraction.len() == 3 && (1..=3).contains(&front.len()) && front.bytes().all(|c| c.is_ascii_digit());
    match (either, thousands) {
        (true, true) => Ok((text, None)),
        (true, false) => Err(NumberFault::Ambiguous),
        (false, _) => Ok((whole, Some((mark, fraction)))),
    }
}

/// Digits without the marks between thousands, which have to stand every three digits and be all the same.
fn ungrouped(text: &str, fraction_mark: Option<char>) -> Result<String, NumberFault> {
    if text.bytes().all(|c| c.is_ascii_digit()) {
        // Nothing in front is allowed only where something stands behind.
        return if text.is_empty() && fraction_mark.is_none() {
            Err(NumberFault::NotANumber)
        } else {
            Ok(text.to_owned())
        };
    }
    let is_mark = |c: char| matches!(c, '.' | ',' | ' ' | '\'' | '\u{a0}' | '\u{202f}' | '\u{2019}');
    let mark =
        text.chars().find(|c| is_mark(*c) && Some(*c) != fraction_mark).ok_or(NumberFault::NotANumber)?;
    let mut digits = String::with_capacity(text.len());
    for (at, group) in text.split(mark).enumerate() {
        let good = if at == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
        if !good || !group.bytes().all(|c| c.is_ascii_digit()) {
            return Err(NumberFault::NotANumber);
        }
        digits.push_str(group);
    }
    Ok(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::str::FromStr;

    #[test]
    fn zeros_are_left_out_where_they_say_nothing() {
        for (number, two, none) in [
            ("12.500", "12.50", "12.5"),
            ("12.50", "12.50", "12.5"),
            ("12.5", "12.5", "12.5"),
            ("1.000", "1.00", "1"),
            ("-0.10", "-0.10", "-0.1"),
            ("10.0", "10.0", "10"),
            ("100", "100", "100"),
            ("12.505", "12.505", "12.505"),
            ("é.x0", "é.x0", "é.x0"),
            ("", "", ""),
        ] {
            assert_eq!((without_zeros(number, 2), without_zeros(number, 0)), (two, none), "{number}");
        }
    }

    #[test]
    fn canonical_numbers_are_read_exactly() {
        for (text, value) in [
            ("0", "0"),
            ("12", "12"),
            ("-12.50", "-12.50"),
            ("+0.1", "0.1"),
            ("999999999999999999", "999999999999999999"),
            ("123456789012345678.90", "123456789012345678.90"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
        ] {
            let found = canonical_decimal(text).unwrap();
            assert_eq!(found.to_string(), value, "{text}");
        }
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1,5",
            "1.2.3",
            " 1",
            "1 ",
            "1e5",
            "٣",
            "NaN",
            "0x10",
            "--1",
            "1234567890123456789.",
            "99999999999999999999999999999999",
        ] {
            assert_eq!(canonical_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_people_are_read() {
        for (text, mark, value) in [
            ("1.234,56", DecimalMark::Comma, "1234.56"),
            ("1234,5", DecimalMark::Comma, "1234.5"),
            ("1.234", DecimalMark::Comma, "1234"),
            ("1,234", DecimalMark::Comma, "1.234"),
            ("1,234.50", DecimalMark::Point, "1234.50"),
            ("1,234", DecimalMark::Point, "1234"),
            ("1.234", DecimalMark::Point, "1.234"),
            (" 1 234,5 ", DecimalMark::Comma, "1234.5"),
            ("1\u{202f}234\u{202f}567,5", DecimalMark::Auto, "1234567.5"),
            ("1'234.50", DecimalMark::Auto, "1234.50"),
            ("1.234.567", DecimalMark::Auto, "1234567"),
            ("1.234,5", DecimalMark::Auto, "1234.5"),
            ("1,234.5", DecimalMark::Auto, "1234.5"),
            ("12,5", DecimalMark::Auto, "12.5"),
            ("1234.567", DecimalMark::Auto, "1234.567"),
            ("0,125", DecimalMark::Auto, "0.125"),
            ("-007,10", DecimalMark::Auto, "-7.10"),
            ("(12,50)", DecimalMark::Auto, "-12.50"),
            ("\u{2212}3", DecimalMark::Auto, "-3"),
            ("-0", DecimalMark::Auto, "0"),
            (",5", DecimalMark::Auto, "0.5"),
        ] {
            assert_eq!(decimal(text, mark).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_two_is_refused() {
        for (text, fault) in [
            ("1.234", NumberFault::Ambiguous),
            ("12,345", NumberFault::Ambiguous),
            ("", NumberFault::NotANumber),
            ("-", NumberFault::NotANumber),
            ("abc", NumberFault::NotANumber),
            ("1,2,3", NumberFault::NotANumber),
            ("12.34.567", NumberFault::NotANumber),
            ("1.234,567,8", NumberFault::NotANumber),
            ("5.", NumberFault::NotANumber),
            ("R$ 5", NumberFault::NotANumber),
            ("7,89E+12", NumberFault::Exponent),
            ("1e5", NumberFault::Exponent),
        ] {
            assert_eq!(decimal(text, DecimalMark::Auto), Err(fault), "{text}");
        }
        assert_eq!(decimal(&"9".repeat(29), DecimalMark::Auto), Err(NumberFault::TooLong));
        assert_eq!(decimal(&"9".repeat(100_000), DecimalMark::Auto), Err(NumberFault::TooLong));
    }

    #[test]
    fn amounts_are_read_with_their_currency() {
        for (text, value) in [
            ("R$ 1.234,50", "1234.50"),
            ("R$1.234", "1234"),
            ("US$ 12.00", "12.00"),
            ("12.00 USD", "12.00"),
            ("BRL 99,90", "99.90"),
            ("19,90 €", "19.90"),
            ("-R$ 5,00", "-5.00"),
            ("R$ -5,00", "-5.00"),
            ("(R$ 5,00)", "-5.00"),
            ("(5,00)", "-5.00"),
            ("Rp 15.000", "15000"),
            ("$ 1,234.5", "1234.5"),
        ] {
            assert_eq!(money(text, DecimalMark::Auto).as_deref(), Ok(value), "{text}");
        }
        for text in ["R$", "abc 5", "5 reais", "--5", "-R$ -5", "R$ 5 R$"] {
            assert_eq!(money(text, DecimalMark::Auto), Err(NumberFault::NotANumber), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_way_agrees_with_the_exact_one(text in "-?[0-9]{1,22}(\\.[0-9]{1,5})?") {
            prop_assert_eq!(canonical_decimal(&text), Decimal::from_str(&text).ok());
        }

        #[test]
        fn what_was_read_is_read_again_as_it_is(text in "\\PC{0,12}|[-0-9., ]{1,12}|(R\\$ ?)?-?[0-9.]{1,8}(,[0-9]{1,4})?") {
            if let Ok(once) = decimal(&text, DecimalMark::Auto) {
                prop_assert!(canonical_decimal(&once).is_some(), "{}", once);
                prop_assert_eq!(decimal(&once, DecimalMark::Auto), Ok(once));
            }
            if let Ok(once) = money(&text, DecimalMark::Auto) {
                prop_assert!(canonical_decimal(&once).is_some(), "{}", once);
                prop_assert_eq!(money(&once, DecimalMark::Auto), Ok(once));
            }
        }
    }
}
