//! The languages Orion speaks.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::UnknownCode;

/// A language of the product. Serialised as its tag (`"pt-BR"`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Locale {
    #[default]
    #[serde(rename = "pt-BR")]
    PtBr,
    #[serde(rename = "en")]
    En,
    #[serde(rename = "es")]
    Es,
    #[serde(rename = "fr")]
    Fr,
}

impl Locale {
    /// Every language, the default first.
    pub const ALL: [Self; 4] = [Self::PtBr, Self::En, Self::Es, Self::Fr];

    /// The BCP 47 tag, as it stands in `<html lang>` and in the database.
    pub const fn as_tag(self) -> &'static str {
        match self {
            Self::PtBr => "pt-BR",
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
        }
    }

    /// The language's own name, as a person looks for it in a list.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::PtBr => "Português (Brasil)",
            Self::En => "English",
            Self::Es => "Español",
            Self::Fr => "Français",
        }
    }

    /// The best language for an `Accept-Language` header (RFC 9110, section 12.5.4): highest quality first,
    /// then the order of the header. Regions other than ours count for their language (`es-MX` is
    /// [`Locale::Es`]); a header that names none of ours, or cannot be read, gives the default.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0, Self::default());
        for range in accept_language.split(',') {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            if let Some(locale) = Self::of_language(tag.trim()) {
                let quality = quality(parameters);
                if quality > best.0 {
                    best = (quality, locale);
                }
            }
        }
        best.1
    }

    fn of_language(tag: &str) -> Option<Self> {
        let language = tag.split('-').next().unwrap_or(tag);
        Self::ALL.into_iter().find(|locale| locale.as_tag()[..2].eq_ignore_ascii_case(language))
    }
}

/// Thousandths from `q=0.8`; a missing weight is 1, an unreadable one 0.
fn quality(parameters: &str) -> u16 {
    let weight = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim())
    });
    let Some(weight) = weight else { return 1000 };
    match weight.parse::<f32>() {
        // The cast truncates a value that the range check keeps below 1,001.
        Ok(value) if (0.0..=1.0).contains(&value) => (value * 1000.0).round() as u16,
        _ => 0,
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_tag())
    }
}

impl FromStr for Locale {
    type Err = UnknownCode;

    /// Reads a tag as [`Locale::as_tag`] writes it, in any case.
    fn from_str(tag: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.as_tag().eq_ignore_ascii_case(tag))
            .ok_or_else(|| UnknownCode { of: "Locale", code: tag.chars().take(80).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_reads_back() {
        for locale in Locale::ALL {
            assert_eq!(locale.as_tag().parse(), Ok(locale));
            assert_eq!(serde_json::to_string(&locale).unwrap(), format!("\"{locale}\""));
            assert_eq!(serde_json::from_str::<Locale>(&format!("\"{locale}\"")).unwrap(), locale);
        }
        assert_eq!("PT-br".parse(), Ok(Locale::PtBr));
        assert!("de".parse::<Locale>().is_err());
    }

    #[test]
    fn the_header_is_read_by_weight_then_by_order() {
        for (header, expected) in [
            ("", Locale::PtBr),
            ("de-DE,de;q=0.9", Locale::PtBr),
            ("en-US,en;q=0.9,pt;q=0.8", Locale::En),
            ("de, fr;q=0.3, es-MX;q=0.7", Locale::Es),
            ("EN ; q=0.5 , fr ; q=0.5", Locale::En),
            ("en;q=0, fr;q=0.1", Locale::Fr),
            ("en;q=2, fr;q=x, es;q=0.001", Locale::Es),
            ("*;q=0.5", Locale::PtBr),
            ("pt-PT", Locale::PtBr),
            ("english, esperanto", Locale::PtBr),
            (";;,;q=1,-,é", Locale::PtBr),
        ] {
            assert_eq!(Locale::negotiate(header), expected, "{header}");
        }
    }
}
