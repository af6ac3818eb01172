//! Amounts of money.

use domain::{Currency, Locale, Money};

use crate::Locales;

use super::number::{rescaled, write_scaled};
use super::{SPACE, written};

/// `R$ 1.234,56` in Portuguese, `R$1,234.56` in English, `1 234,56 R$` in French, with the currency's number of
/// decimal places (half away from zero where the amount has more) and a minus in front of everything.
pub fn write_money(out: &mut String, locales: impl Into<Locales>, money: Money) {
    write_places(out, locales.into().figures, money, money.currency.decimals());
}

/// What one of many costs: as [`write_money`], with as many decimal places as the amount has, and no fewer than its currency.
pub fn unit_price(locales: impl Into<Locales>, money: Money) -> String {
    let places = money.amount.normalize().scale().max(money.currency.decimals());
    written(|out| write_places(out, locales.into().figures, money, places))
}

fn write_places(out: &mut String, locale: Locale, money: Money, places: u32) {
    let value = rescaled(money.amount, places);
    if money.amount.is_sign_negative() && value != 0 {
        out.push('-');
    }
    let code = money.currency;
    let symbol = symbol(locale, &code);
    match locale {
        Locale::PtBr | Locale::En => {
            out.push_str(symbol);
            // In English a symbol touches the figure and a code does not.
            if locale == Locale::PtBr || symbol.ends_with(|last: char| last.is_ascii_alphabetic()) {
                out.push(SPACE);
            }
            write_scaled(out, locale, value, places);
        }
        Locale::Es | Locale::Fr => {
            write_scaled(out, locale, value, places);
            out.push(SPACE);
            out.push_str(symbol);
        }
    }
}

/// See [`write_money`].
pub fn money(locales: impl Into<Locales>, money: Money) -> String {
    written(|out| write_money(out, locales, money))
}

/// The symbol of CLDR, else the code.
fn symbol(locale: Locale, currency: &Currency) -> &str {
    let code = currency.code();
    match (locale, code) {
        (_, "EUR") => "€",
        (Locale::Es, "USD") => "US$",
        (Locale::Es, _) => code,
        (_, "BRL") => "R$",
        (_, "INR") => "₹",
        (_, "KRW") => "₩",
        (Locale::PtBr, "USD") => "US$",
        (Locale::En, "USD") => "$",
        (Locale::Fr, "USD") => "$US",
        (Locale::Fr, "GBP") => "£GB",
        (_, "GBP") => "£",
        (Locale::PtBr, "JPY") => "JP¥",
        (Locale::En, "JPY") => "¥",
        (Locale::Fr, "MXN") => "$MX",
        (_, "MXN") => "MX$",
        (Locale::Fr, "CAD") => "$CA",
        (_, "CAD") => "CA$",
        (Locale::Fr, "AUD") => "$AU",
        (Locale::En, "AUD") => "A$",
        (Locale::PtBr, "AUD") => "AU$",
        (Locale::PtBr | Locale::En, "CNY") => "CN¥",
        (Locale::Fr, "ARS") => "$AR",
        (Locale::Fr, "CLP") => "$CL",
        (Locale::Fr, "COP") => "$CO",
        (Locale::Fr, "UYU") => "$UY",
        _ => code,
    }
}
