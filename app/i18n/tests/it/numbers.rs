//! Known answers computed with ICU 78 (CLDR 48).

use domain::{Currency, Money};
use i18n::{Locale, Locales, Texts, format};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal as IcuDecimal;
use icu_locale_core::LanguageIdentifier;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// No-break spaces as `_` (wide) and `~` (narrow), to be seen.
pub fn seen(text: &str) -> String {
    text.replace('\u{a0}', "_").replace('\u{202f}', "~")
}

fn in_all(format: impl Fn(Locale) -> String) -> [String; 4] {
    Locale::ALL.map(|locale| seen(&format(locale)))
}

fn amount(value: &str, currency: &str) -> Money {
    Money::new(value.parse().unwrap(), currency.parse::<Currency>().unwrap())
}

#[test]
fn money_stands_as_each_language_writes_it() {
    for (value, currency, expected) in [
        ("1234.56", "BRL", ["R$_1.234,56", "R$1,234.56", "1234,56_BRL", "1~234,56_R$"]),
        (
            "12345678.9",
            "BRL",
            ["R$_12.345.678,90", "R$12,345,678.90", "12.345.678,90_BRL", "12~345~678,90_R$"],
        ),
        ("-12345.6", "USD", ["-US$_12.345,60", "-$12,345.60", "-12.345,60_US$", "-12~345,60_$US"]),
        ("1234.5", "EUR", ["€_1.234,50", "€1,234.50", "1234,50_€", "1~234,50_€"]),
        ("1234.5", "GBP", ["£_1.234,50", "£1,234.50", "1234,50_GBP", "1~234,50_£GB"]),
        ("1234.5", "MXN", ["MX$_1.234,50", "MX$1,234.50", "1234,50_MXN", "1~234,50_$MX"]),
        ("-12345.6", "ARS", ["-ARS_12.345,60", "-ARS_12,345.60", "-12.345,60_ARS", "-12~345,60_$AR"]),
        ("1234.5", "CLP", ["CLP_1.235", "CLP_1,235", "1235_CLP", "1~235_$CL"]),
        ("12345.6", "COP", ["COP_12.345,60", "COP_12,345.60", "12.345,60_COP", "12~345,60_$CO"]),
        ("1234", "JPY", ["JP¥_1.234", "¥1,234", "1234_JPY", "1~234_JPY"]),
        ("1234.5", "CAD", ["CA$_1.234,50", "CA$1,234.50", "1234,50_CAD", "1~234,50_$CA"]),
        ("1234.5", "AUD", ["AU$_1.234,50", "A$1,234.50", "1234,50_AUD", "1~234,50_$AU"]),
        ("1234.5", "CNY", ["CN¥_1.234,50", "CN¥1,234.50", "1234,50_CNY", "1~234,50_CNY"]),
        ("1234.5678", "KWD", ["KWD_1.234,568", "KWD_1,234.568", "1234,568_KWD", "1~234,568_KWD"]),
        ("1234.5", "XYZ", ["XYZ_1.234,50", "XYZ_1,234.50", "1234,50_XYZ", "1~234,50_XYZ"]),
        ("0.005", "BRL", ["R$_0,01", "R$0.01", "0,01_BRL", "0,01_R$"]),
        ("-0.004", "BRL", ["R$_0,00", "R$0.00", "0,00_BRL", "0,00_R$"]),
        ("-0.05", "BRL", ["-R$_0,05", "-R$0.05", "-0,05_BRL", "-0,05_R$"]),
    ] {
        assert_eq!(in_all(|l| format::money(l, amount(value, currency))), expected, "{value} {currency}");
    }
}

#[test]
fn the_largest_amounts_are_written_in_full() {
    let largest = Money::new(Decimal::MAX, Currency::BRL);
    assert_eq!(seen(&format::money(Locale::PtBr, largest)), "R$_79.228.162.514.264.337.593.543.950.335,00");
    assert_eq!(format::integer(Locale::En, i64::MIN), "-9,223,372,036,854,775,808");
}

#[test]
fn percentages_round_to_the_places_asked_for() {
    for (ratio, places, expected) in [
        ("0.125", 1, ["12,5%", "12.5%", "12,5_%", "12,5_%"]),
        ("0.125", 0, ["13%", "13%", "13_%", "13_%"]),
        ("-0.0549", 1, ["-5,5%", "-5.5%", "-5,5_%", "-5,5_%"]),
        ("-0.0004", 1, ["0,0%", "0.0%", "0,0_%", "0,0_%"]),
        ("12.345", 1, ["1.234,5%", "1,234.5%", "1234,5_%", "1~234,5_%"]),
    ] {
        let ratio: Decimal = ratio.parse().unwrap();
        assert_eq!(in_all(|l| format::percent(l, ratio, places)), expected, "{ratio}");
    }
}

#[test]
fn sizes_keep_two_or_three_figures() {
    for (count, expected) in [
        (0, ["0_B", "0_B", "0_B", "0~o"]),
        (999, ["999_B", "999_B", "999_B", "999~o"]),
        (1_000, ["1,0_kB", "1.0_kB", "1,0_kB", "1,0~ko"]),
        (1_549, ["1,5_kB", "1.5_kB", "1,5_kB", "1,5~ko"]),
        (9_950, ["10_kB", "10_kB", "10_kB", "10~ko"]),
        (999_499, ["999_kB", "999_kB", "999_kB", "999~ko"]),
        (999_500, ["1,0_MB", "1.0_MB", "1,0_MB", "1,0~Mo"]),
        (23_400_000, ["23_MB", "23_MB", "23_MB", "23~Mo"]),
        (u64::MAX, ["18_EB", "18_EB", "18_EB", "18~Eo"]),
    ] {
        assert_eq!(in_all(|l| format::bytes(l, count)), expected, "{count}");
    }
}

proptest! {
    #[test]
    fn numbers_agree_with_icu(mantissa: i64, scale in 0..12_u32) {
        let value = Decimal::new(mantissa, scale);
        for locale in Locale::ALL {
            let language: LanguageIdentifier = locale.as_tag().parse().unwrap();
            let icu = DecimalFormatter::try_new(language.into(), Default::default()).unwrap();
            let expected = icu.format(&value.to_string().parse::<IcuDecimal>().unwrap()).to_string();
            prop_assert_eq!(format::decimal(locale, value), expected);
            if scale == 0 {
                prop_assert_eq!(format::integer(locale, mantissa), format::decimal(locale, value));
            }
        }
    }
}

#[test]
fn figures_follow_one_language_and_words_another() {
    let mixed = Locales { words: Locale::PtBr, figures: Locale::En };
    assert_eq!(format::integer(mixed, 1_200), "1,200");
    assert_eq!(seen(&format::money(mixed, amount("1234.5", "BRL"))), "R$1,234.50");
    assert_eq!(Texts::new(mixed).palette().found(1_200), "1,200 resultados");
}
