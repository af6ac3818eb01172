//! Amounts and counts as people type them.

use crate::{Currency, FieldProblem, Locale, Money};
use rust_decimal::Decimal;

/// No price of one piece reaches this: a typing error is more likely.
const LARGEST_MINOR: i64 = 100_000_000_000_000;

/// What a product weighs at most, and how long its sides are.
pub const LARGEST_GRAMS: i64 = 100_000_000;
pub const LARGEST_MILLIMETRES: i64 = 1_000_000;

/// Reads a price as typed, in minor units: `1.234,56`, `1234.56`, `R$ 10`.
///
/// The last of two kinds of separators is the decimal one. A single kind is read the way of
/// `locale`, unless it can only be meant the other way: `12.5` is twelve and a half in Portuguese
/// too, because a group has three digits.
///
/// # Errors
/// [`FieldProblem::Format`] for what is no amount or has more places than the currency,
/// [`FieldProblem::OutOfRange`] below zero and from a thousand billion on.
pub fn parse_price(text: &str, locale: Locale, currency: Currency) -> Result<i64, FieldProblem> {
    let plain = canonical(text, locale, currency).ok_or(FieldProblem::Format)?;
    let amount: Decimal = plain.parse().map_err(|_| FieldProblem::Format)?;
    if amount.normalize().scale() > currency.decimals() {
        return Err(FieldProblem::Format);
    }
    let minor = Money::new(amount, currency).minor().map_err(|_| FieldProblem::OutOfRange)?;
    if (0..=LARGEST_MINOR).contains(&minor) { Ok(minor) } else { Err(FieldProblem::OutOfRange) }
}

/// An amount for an input field: no grouping, the decimal sign of `locale`.
pub fn price_input(minor: i64, locale: Locale, currency: Currency) -> String {
    let text = Money::from_minor(minor, currency).amount.to_string();
    if decimal_sign(locale) == ',' { text.replace('.', ",") } else { text }
}

/// Reads a count of pieces as typed; grouping signs are taken if they stand where they belong.
///
/// # Errors
/// [`FieldProblem::Format`], [`FieldProblem::OutOfRange`] beyond a billion.
pub fn parse_count(text: &str) -> Result<i64, FieldProblem> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let digits: String = digits.chars().filter(|sign| !sign.is_whitespace()).collect();
    let whole = ungrouped(&digits, '.').or_else(|| ungrouped(&digits, ',')).ok_or(FieldProblem::Format)?;
    if whole.len() > 10 {
        return Err(FieldProblem::OutOfRange);
    }
    let count: i64 = whole.parse().map_err(|_| FieldProblem::Format)?;
    if count > 1_000_000_000 {
        return Err(FieldProblem::OutOfRange);
    }
    Ok(if negative { -count } else { count })
}

/// Reads a weight as typed, in whole grams: `1250`, `1.250 g`.
///
/// # Errors
/// [`FieldProblem::Format`]; [`FieldProblem::OutOfRange`] for none, and beyond 100 tonnes.
pub fn parse_grams(text: &str) -> Result<i64, FieldProblem> {
    let text = text.trim();
    within(parse_count(text.strip_suffix('g').unwrap_or(text))?, LARGEST_GRAMS)
}

/// Reads a length in centimetres as typed, in whole millimetres: `12,5`, `12.5 cm`, `30`.
///
/// # Errors
/// [`FieldProblem::Format`] for what is no number or has more than one decimal; [`FieldProblem::OutOfRange`] for none, and beyond
/// a kilometre.
pub fn parse_centimetres(text: &str, locale: Locale) -> Result<i64, FieldProblem> {
    let signs = signs(text).ok_or(FieldProblem::Format)?;
    let plain = plain(signs.strip_suffix("cm").unwrap_or(&signs), locale).ok_or(FieldProblem::Format)?;
    let length: Decimal = plain.parse().map_err(|_| FieldProblem::Format)?;
    let length = length.normalize();
    if length.scale() > 1 {
        return Err(FieldProblem::Format);
    }
    let millimetres = i64::try_from(length * Decimal::TEN).map_err(|_| FieldProblem::OutOfRange)?;
    within(millimetres, LARGEST_MILLIMETRES)
}

/// A length for an input field, in centimetres with the decimal sign of `locale`.
pub fn centimetres_input(millimetres: i64, locale: Locale) -> String {
    let text = Decimal::new(millimetres, 1).normalize().to_string();
    if decimal_sign(locale) == ',' { text.replace('.', ",") } else { text }
}

fn within(value: i64, largest: i64) -> Result<i64, FieldProblem> {
    if (1..=largest).contains(&value) { Ok(value) } else { Err(FieldProblem::OutOfRange) }
}

const fn decimal_sign(locale: Locale) -> char {
    match locale {
        Locale::En => '.',
        Locale::PtBr | Locale::Es | Locale::Fr => ',',
    }
}

/// The amount with a dot and without grouping; `None` if it is no amount.
fn canonical(text: &str, locale: Locale, currency: Currency) -> Option<String> {
    let signs = signs(text)?;
    let signs = ["R$", "US$", "$", "€", currency.code()]
        .iter()
        .find_map(|symbol| signs.strip_prefix(symbol).or_else(|| signs.strip_suffix(symbol)))
        .unwrap_or(&signs);
    plain(signs, locale)
}

/// A text without its spaces; `None` if it is too long for a number.
fn signs(text: &str) -> Option<String> {
    (text.len() <= 60).then(|| text.chars().filter(|sign| !sign.is_whitespace()).collect())
}

/// A number with a dot and without grouping; `None` if it is none.
fn plain(signs: &str, locale: Locale) -> Option<String> {
    let (minus, body) = match signs.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", signs),
    };
    let decimal = match (body.rfind('.'), body.rfind(',')) {
        (None, None) => None,
        (Some(dot), Some(comma)) => Some(dot.max(comma)),
        (Some(at), None) | (None, Some(at)) => {
            let sign = if body[at..].starts_with('.') { '.' } else { ',' };
            let groups = sign != decimal_sign(locale) && ungrouped(body, sign).is_some();
            (!groups).then_some(at)
        }
    };
    let (whole, fraction) = decimal.map_or((body, ""), |at| (&body[..at], &body[at + 1..]));
    let group_sign = match decimal.map(|at| body.as_bytes()[at]) {
        Some(b'.') => ',',
        Some(_) => '.',
        None if body.contains('.') => '.',
        None => ',',
    };
    let whole =
        if whole.is_empty() && !fraction.is_empty() { "0".to_owned() } else { ungrouped(whole, group_sign)? };
    let digits_only = fraction.bytes().all(|byte| byte.is_ascii_digit());
    (digits_only && whole.len() <= 18).then(|| {
        if fraction.is_empty() { format!("{minus}{whole}") } else { format!("{minus}{whole}.{fraction}") }
    })
}

/// Digits without their grouping signs; `None` if there is none or a group has not three digits.
fn ungrouped(text: &str, group_sign: char) -> Option<String> {
    let mut groups = text.split(group_sign);
    let first = groups.next()?;
    let mut out = first.to_owned();
    let mut grouped = false;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        grouped = true;
        out.push_str(group);
    }
    let fits = !first.is_empty() && (!grouped || first.len() <= 3);
    (fits && out.bytes().all(|byte| byte.is_ascii_digit())).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_both_ways_of_writing() {
        for (text, minor) in [
            ("1.234,56", 123_456),
            ("1234.56", 123_456),
            ("1,234.56", 123_456),
            ("R$ 1.234,56", 123_456),
            ("12.5", 1250),
            ("1.234", 123_400),
            ("1.234.567", 123_456_700),
            (",5", 50),
            ("10,", 1000),
            ("0", 0),
        ] {
            assert_eq!(parse_price(text, Locale::PtBr, Currency::BRL), Ok(minor), "{text}");
        }
        assert_eq!(parse_price("1,234", Locale::En, Currency::USD), Ok(123_400));
        assert_eq!(parse_price("1 234,5", Locale::Fr, Currency::EUR), Ok(123_450));
        assert_eq!(parse_price("1500", Locale::Es, "CLP".parse().unwrap()), Ok(1500));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "abc", "1.23.4", "1,2,3", "1,234,5.6", "--1", "1,999", "1e5", "½", "1.234"] {
            let locale = if text == "1.234" { Locale::En } else { Locale::PtBr };
            assert_eq!(parse_price(text, locale, Currency::BRL), Err(FieldProblem::Format), "{text}");
        }
        for text in ["-1", "999999999999999"] {
            assert_eq!(
                parse_price(text, Locale::PtBr, Currency::BRL),
                Err(FieldProblem::OutOfRange),
                "{text}"
            );
        }
        assert_eq!(
            parse_price(&"9".repeat(10_000_000), Locale::PtBr, Currency::BRL),
            Err(FieldProblem::Format)
        );
    }

    #[test]
    fn a_price_that_was_shown_in_a_field_is_read_back() {
        for locale in Locale::ALL {
            for minor in [0, 5, 1250, 123_456_789] {
                let shown = price_input(minor, locale, Currency::BRL);
                assert_eq!(parse_price(&shown, locale, Currency::BRL), Ok(minor), "{shown}");
            }
        }
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(parse_count(" 1.200 "), Ok(1200));
        assert_eq!(parse_count("-3"), Ok(-3));
        for text in ["", "1.5", "1,25", "x", "12 a"] {
            assert_eq!(parse_count(text), Err(FieldProblem::Format), "{text}");
        }
        assert_eq!(parse_count("9999999999"), Err(FieldProblem::OutOfRange));
    }

    #[test]
    fn weights_are_whole_grams_and_sides_have_a_decimal() {
        for (text, grams) in
            [("250", 250), (" 1.250 g", 1_250), ("1,250", 1_250), ("100000000", LARGEST_GRAMS)]
        {
            assert_eq!(parse_grams(text), Ok(grams), "{text}");
        }
        for text in ["", "0,25", "1 kg", "g"] {
            assert_eq!(parse_grams(text), Err(FieldProblem::Format), "{text}");
        }
        for text in ["0", "-1", "100000001"] {
            assert_eq!(parse_grams(text), Err(FieldProblem::OutOfRange), "{text}");
        }
        for (text, millimetres) in [("12,5", 125), ("12.5 cm", 125), ("30", 300), ("1,0", 10)] {
            assert_eq!(parse_centimetres(text, Locale::PtBr), Ok(millimetres), "{text}");
        }
        assert_eq!(parse_centimetres("12,25", Locale::PtBr), Err(FieldProblem::Format));
        assert_eq!(parse_centimetres("R$ 3", Locale::PtBr), Err(FieldProblem::Format));
        for text in ["0", "-2", "100001", "999999999999999999"] {
            assert_eq!(parse_centimetres(text, Locale::PtBr), Err(FieldProblem::OutOfRange), "{text}");
        }
        for locale in Locale::ALL {
            for millimetres in [5, 120, 125, 12_345, LARGEST_MILLIMETRES] {
                let shown = centimetres_input(millimetres, locale);
                assert_eq!(parse_centimetres(&shown, locale), Ok(millimetres), "{shown}");
            }
        }
    }
}
