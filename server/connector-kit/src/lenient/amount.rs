//! Amounts and quantities as decimals, from their text: never through a binary fraction.

use super::Unusable;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// The largest amount either way: its minor units fit a `bigint` in every currency.
const LIMIT: Decimal =
    Decimal::from_parts(90_000_000_000_000_u64 as u32, (90_000_000_000_000_u64 >> 32) as u32, 0, false, 0);

/// A decimal sent as a number or as text. Absent, null and empty are [`Amount::Missing`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Amount<'a> {
    #[default]
    Missing,
    Value(Decimal),
    /// Looks like no number; holds what was sent.
    Unreadable(&'a str),
    /// A number beyond ±90 trillion; holds what was sent.
    TooLarge(&'a str),
}

impl<'a> Amount<'a> {
    fn of(raw: &'a str) -> Self {
        let text = raw.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(raw).trim_ascii();
        if text.is_empty() || text == "null" {
            return Self::Missing;
        }
        match text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text)) {
            Ok(value) if value.abs() <= LIMIT => Self::Value(value),
            Ok(_) => Self::TooLarge(text),
            Err(_) if is_number(text) => Self::TooLarge(text),
            Err(_) => Self::Unreadable(text),
        }
    }

    /// The value, `None` if it is missing.
    ///
    /// # Errors
    /// [`Unusable`], naming `field`.
    pub fn get(self, field: &str) -> Result<Option<Decimal>, Unusable> {
        match self {
            Self::Missing => Ok(None),
            Self::Value(value) => Ok(Some(value)),
            Self::Unreadable(seen) => Err(Unusable::unreadable(field, seen)),
            Self::TooLarge(seen) => Err(Unusable::out_of_range(field, seen)),
        }
    }

    /// The value of a field that may be left out, where leaving it out means zero.
    ///
    /// # Errors
    /// [`Unusable`], naming `field`.
    pub fn or_zero(self, field: &str) -> Result<Decimal, Unusable> {
        Ok(self.get(field)?.unwrap_or_default())
    }
}

/// Digits with at most a sign, a point and an exponent: a number, only too long for a decimal.
fn is_number(text: &str) -> bool {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let unsigned = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = |text: &str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
    !bare(whole).is_empty() && unsigned(&bare(whole)) && unsigned(fraction) && unsigned(&bare(exponent))
}

impl<'de: 'a, 'a> Deserialize<'de> for Amount<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::of(<&RawValue>::deserialize(deserializer)?.get()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::FailReason;

    fn read(json: &str) -> Amount<'_> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn text_and_numbers_give_the_same_decimal() {
        let expected = Amount::Value(Decimal::new(1010, 2));
        for json in ["\"10.10\"", "10.10", "\" 10.10 \"", "1.01e1", "\"1.01E1\""] {
            assert_eq!(read(json), expected, "{json}");
        }
        assert_eq!(read("84.9").get("x").unwrap().unwrap().to_string(), "84.9");
        assert_eq!(read("\"-10.00\""), Amount::Value(Decimal::new(-1000, 2)));
    }

    #[test]
    fn empty_is_missing_and_never_zero() {
        for json in ["null", "\"\"", "\"  \""] {
            assert_eq!(read(json), Amount::Missing, "{json}");
        }
    }

    #[test]
    fn nonsense_and_absurd_amounts_are_told_apart() {
        for json in ["\"R$ 10\"", "[]", "{}", "true", "\"10,00\"", "\"1\\u0030\""] {
            assert_eq!(read(json).get("total").unwrap_err().reason, FailReason::Unreadable, "{json}");
        }
        for json in ["90000000000000.01", "\"-1e20\"", "1e400", "\"99999999999999999999999999999999999999\""]
        {
            assert_eq!(read(json).get("total").unwrap_err().reason, FailReason::OutOfRange, "{json}");
        }
        assert!(read("90000000000000").get("total").is_ok());
    }
}
