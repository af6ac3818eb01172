//! Money: an integer, and somewhere near it by how much it is to be divided.

use connector_kit::lenient::{Amount, Unusable};
use domain::FailReason;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A bare number, or an object that holds it as `total`, `value` or `amount`, mostly with a normalizer of its
/// own.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Money<'a> {
    number: Amount<'a>,
    normalizer: Amount<'a>,
    shared: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Parts<'a> {
    #[serde(borrow)]
    total: Amount<'a>,
    #[serde(borrow)]
    value: Amount<'a>,
    #[serde(borrow)]
    amount: Amount<'a>,
    #[serde(borrow)]
    normalizer: Amount<'a>,
    #[serde(borrow)]
    shared: Option<&'a RawValue>,
}

impl<'a> Money<'a> {
    /// The amount, `None` where there is none. `outer` is the normalizer that stands beside it, and counts
    /// where it has no own; where there is neither, it is in hundredths.
    ///
    /// # Errors
    /// [`Unusable`], naming `field`.
    pub(super) fn get(&self, outer: Amount<'_>, field: &str) -> Result<Option<Decimal>, Unusable> {
        let Some(number) = self.number.get(field)? else { return Ok(None) };
        let own = self.normalizer.get("normalizer")?;
        let normalizer = own.or(outer.get("normalizer")?).unwrap_or(Decimal::ONE_HUNDRED);
        let amount = if normalizer > Decimal::ZERO { number.checked_div(normalizer) } else { None };
        let refuse = || Unusable::new(FailReason::OutOfRange, format!("{field}: {number} / {normalizer}"));
        amount.map(|amount| Some(amount.normalize())).ok_or_else(refuse)
    }

    /// The part of a discount that is told apart.
    pub(super) fn shared(&self) -> Option<Money<'a>> {
        let shared: Money<'a> = serde_json::from_str(self.shared?.get()).ok()?;
        Some(Money { normalizer: shared.normalizer_or(self.normalizer), ..shared })
    }

    fn normalizer_or(&self, outer: Amount<'a>) -> Amount<'a> {
        if self.normalizer == Amount::Missing { outer } else { self.normalizer }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Money<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&'de RawValue>::deserialize(deserializer)?.get();
        let read = |text: &'de str| -> serde_json::Result<Self> {
            if !text.starts_with('{') {
                return Ok(Self { number: serde_json::from_str(text)?, ..Self::default() });
            }
            let parts: Parts<'de> = serde_json::from_str(text)?;
            let number = [parts.total, parts.value, parts.amount];
            let number = number.into_iter().find(|number| *number != Amount::Missing).unwrap_or_default();
            Ok(Self { number, normalizer: parts.normalizer, shared: parts.shared })
        };
        read(text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(json: &str, outer: &str) -> Result<Option<String>, FailReason> {
        let money: Money<'_> = serde_json::from_str(json).unwrap();
        let outer: Amount<'_> = serde_json::from_str(outer).unwrap();
        money.get(outer, "x").map(|amount| amount.map(|amount| amount.to_string())).map_err(|why| why.reason)
    }

    #[test]
    fn every_shape_of_the_same_money_is_read() {
        for (json, outer) in [
            ("18480", "null"),
            ("\"18480\"", "100"),
            ("184800", "1000"),
            (r#"{"total":18480}"#, "100"),
            (r#"{"value":1848000,"normalizer":10000}"#, "100"),
            (r#"{"amount":"18480","normalizer":null}"#, "null"),
            (r#"{"total":null,"value":18480,"currency":"BRL"}"#, "null"),
        ] {
            assert_eq!(amount(json, outer), Ok(Some("184.8".into())), "{json} {outer}");
        }
        assert_eq!(amount("7", "1"), Ok(Some("7".into())));
        for json in ["null", "\"\"", "{}", r#"{"total":null}"#] {
            assert_eq!(amount(json, "100"), Ok(None), "{json}");
        }
    }

    #[test]
    fn a_normalizer_that_is_none_is_not_guessed() {
        for (json, outer) in [("100", "0"), ("100", "-100"), (r#"{"total":1,"normalizer":0}"#, "100")] {
            assert_eq!(amount(json, outer), Err(FailReason::OutOfRange), "{json} {outer}");
        }
        assert_eq!(amount("100", "\"cents\""), Err(FailReason::Unreadable));
        assert_eq!(amount("[]", "100"), Err(FailReason::Unreadable));
    }

    #[test]
    fn a_shared_part_has_the_normalizer_of_the_whole_unless_its_own() {
        for (json, expected) in [
            (r#"{"total":10000,"normalizer":1000,"shared":4000}"#, Some("4")),
            (r#"{"total":1000,"shared":{"total":400,"normalizer":100}}"#, Some("4")),
            (r#"{"total":1000}"#, None),
            ("1000", None),
        ] {
            let money: Money<'_> = serde_json::from_str(json).unwrap();
            let shared = money.shared().and_then(|shared| shared.get(Amount::Missing, "x").unwrap());
            assert_eq!(shared.map(|amount| amount.to_string()).as_deref(), expected, "{json}");
        }
    }
}
