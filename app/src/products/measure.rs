//! Weights and lengths as people read them.

use i18n::{Locales, format};
use rust_decimal::Decimal;

/// `1.250 g`
pub(crate) fn grams(locale: Locales, grams: i64) -> String {
    format!("{}\u{a0}g", format::integer(locale, grams))
}

/// `12,5 cm`
pub(crate) fn millimetres(locale: Locales, millimetres: i64) -> String {
    format!("{}\u{a0}cm", format::decimal(locale, Decimal::new(millimetres, 1).normalize()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;

    #[test]
    fn measures_have_their_unit_and_no_more_decimals_than_they_need() {
        let locale = Locales::from(Locale::PtBr);
        assert_eq!(grams(locale, 1_250), "1.250\u{a0}g");
        assert_eq!(millimetres(locale, 125), "12,5\u{a0}cm");
        assert_eq!(millimetres(locale, 300), "30\u{a0}cm");
    }
}
