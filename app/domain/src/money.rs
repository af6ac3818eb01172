//! Amounts of money: decimals with a currency, never binary fractions.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The codes of ISO 4217 that are money in use.
const IN_USE: &str = "\
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS \
    GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW \
    KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD \
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD \
    SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED \
    VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// A code in the form of ISO 4217: three letters, upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    pub const BRL: Self = Self(*b"BRL");
    pub const USD: Self = Self(*b"USD");
    pub const EUR: Self = Self(*b"EUR");

    pub fn code(&self) -> &str {
        // Only ASCII letters are ever stored.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether it is money in use, by ISO 4217. Shops also sell for points and the like.
    pub fn is_in_use(&self) -> bool {
        Self::in_use().any(|code| code == self.code())
    }

    /// The codes of all money in use, by the alphabet.
    pub fn in_use() -> impl Iterator<Item = &'static str> {
        IN_USE.split(' ')
    }

    /// How many decimal places the smallest unit has (ISO 4217): 2 for most.
    pub fn decimals(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;
    fn from_str(code: &str) -> Result<Self, MoneyError> {
        let mut letters = [0; 3];
        let code = code.trim();
        if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(MoneyError::Currency);
        }
        letters.copy_from_slice(code.to_ascii_uppercase().as_bytes());
        Ok(Self(letters))
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;
    fn try_from(code: String) -> Result<Self, MoneyError> {
        code.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

/// Why an amount is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("not an ISO 4217 currency code")]
    Currency,
    #[error("not an amount")]
    Amount,
    #[error("the amount is too large")]
    OutOfRange,
    #[error("amounts of different currencies")]
    CurrencyMismatch,
}

/// An amount in a currency.
///
/// Stored as minor units (`bigint`), so an amount fits if its minor units do: nine quintillion
/// centavos.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub amount: Decimal,
    pub currency: Currency,
}

impl Money {
    pub const fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency }
    }

    pub fn zero(currency: Currency) -> Self {
        Self { amount: Decimal::ZERO, currency }
    }

    /// The amount whose smallest units are `minor`: `12345` BRL is 123.45.
    pub fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { amount: Decimal::new(minor, currency.decimals()), currency }
    }

    /// The amount in smallest units, rounded half away from zero where the channel sent more places.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] above `i64`.
    pub fn minor(&self) -> Result<i64, MoneyError> {
        let scale = Decimal::from(10_i64.pow(self.currency.decimals()));
        let minor = self.amount.checked_mul(scale).ok_or(MoneyError::OutOfRange)?;
        let rounded = minor.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        i64::try_from(rounded).map_err(|_| MoneyError::OutOfRange)
    }

    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        let amount = self.amount.checked_add(other.amount).ok_or(MoneyError::OutOfRange)?;
        Ok(Self { amount, currency: self.currency })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn money_in_use_is_told_from_what_looks_like_it() {
        let in_use = |code: &str| code.parse::<Currency>().unwrap().is_in_use();
        assert!(["BRL", "usd", "AED", "ZWG"].into_iter().all(in_use));
        assert!(!["XXZ", "XXX", "BRR"].into_iter().any(in_use));
    }

    #[test]
    fn minor_units_follow_the_currency() {
        let amount = Decimal::new(1999, 2);
        assert_eq!(Money::new(amount, Currency::BRL).minor(), Ok(1999));
        assert_eq!(Money::new(amount, "CLP".parse().unwrap()).minor(), Ok(20));
        assert_eq!(Money::new(amount, "KWD".parse().unwrap()).minor(), Ok(19_990));
    }

    #[test]
    fn an_absurd_amount_is_refused() {
        assert_eq!(Money::new(Decimal::MAX, Currency::BRL).minor(), Err(MoneyError::OutOfRange));
    }

    #[test]
    fn a_currency_is_three_letters() {
        assert_eq!("brl".parse(), Ok(Currency::BRL));
        for text in ["", "R$", "BRLX", "B1L", "ÀÉ"] {
            assert_eq!(text.parse::<Currency>(), Err(MoneyError::Currency), "{text}");
        }
    }

    proptest! {
        #[test]
        fn minor_units_survive_the_way_there_and_back(minor in any::<i64>()) {
            for currency in [Currency::BRL, "JPY".parse().unwrap(), "KWD".parse().unwrap()] {
                prop_assert_eq!(Money::from_minor(minor, currency).minor(), Ok(minor));
            }
        }
    }
}
