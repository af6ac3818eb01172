use domain::Locale;

/// The language of words and the one whose way of writing figures, money and dates is followed. On a page the words
/// are the reader's and the figures the organisation's, so that all its people read an amount or a date alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locales {
    pub words: Locale,
    pub figures: Locale,
}

impl From<Locale> for Locales {
    fn from(both: Locale) -> Self {
        Self { words: both, figures: both }
    }
}
