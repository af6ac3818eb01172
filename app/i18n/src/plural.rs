//! Plural categories of CLDR.

use domain::Locale;
use icu_locale_core::{LanguageIdentifier, langid};
use icu_plurals::{PluralCategory, PluralRules};

/// Brazilian Portuguese has the rules of `pt`; only `pt-PT` differs.
const fn language(locale: Locale) -> LanguageIdentifier {
    match locale {
        Locale::PtBr => langid!("pt"),
        Locale::En => langid!("en"),
        Locale::Es => langid!("es"),
        Locale::Fr => langid!("fr"),
    }
}

thread_local! {
    // Per thread: the rules hold their data by `Rc`. In the order of `Locale::ALL`, which is that of the variants.
    static RULES: [Option<PluralRules>; 4] =
        Locale::ALL.map(|locale| PluralRules::try_new_cardinal(language(locale).into()).ok());
}

/// The category of a whole number: `one` for 0 and 1 in Portuguese and French, for 1 in English and Spanish.
pub(crate) fn plural_category(locale: Locale, n: i64) -> PluralCategory {
    RULES.with(|rules| {
        rules[locale as usize].as_ref().map_or(PluralCategory::Other, |rules| rules.category_for(n))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_those_of_cldr() {
        use PluralCategory::{Many, One, Other};
        for (locale, expected) in [
            (Locale::PtBr, [One, One, Other, Many]),
            (Locale::En, [Other, One, Other, Other]),
            (Locale::Es, [Other, One, Other, Many]),
            (Locale::Fr, [One, One, Other, Many]),
        ] {
            assert_eq!([0, 1, 2, 1_000_000].map(|n| plural_category(locale, n)), expected, "{locale}");
        }
    }
}
