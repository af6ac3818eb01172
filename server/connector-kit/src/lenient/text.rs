//! Texts: numbers count as text, empty as nothing, and every length has an end.

use domain::view::catalog::is_code;
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{borrow::Cow, fmt};

/// A text, borrowed where it holds no escapes. Numbers and truth values become their text; lists,
/// objects, null and what is empty after trimming are nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text<'a>(Option<Cow<'a, str>>);

impl Text<'_> {
    /// Trimmed, never empty.
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_deref().map(str::trim).filter(|text| !text.is_empty())
    }

    /// At most `max` characters, without control characters.
    pub fn capped(&self, max: usize) -> Option<String> {
        capped(self.0.as_deref()?, max)
    }

    /// A product's code, as [`code`].
    pub fn code(&self) -> Option<String> {
        code(self.as_str()?)
    }
}

/// A platform's code of a product, whole or not at all: cut or cleaned, it could be another's. 0 is how
/// platforms say that there is none.
pub fn code(text: &str) -> Option<String> {
    (is_code(text) && text != "0").then(|| text.to_owned())
}

/// Whether it is a positive whole number of 64 bits in plain digits, as most platforms' ids are. Of a longer
/// one some platforms make another number, or none.
pub fn is_id(text: &str) -> bool {
    text.bytes().all(|sign| sign.is_ascii_digit()) && text.parse::<i64>().is_ok_and(|number| number > 0)
}

/// At most `max` characters of a text, without control characters and blanks around it; `None` when
/// nothing remains.
pub fn capped(text: &str, max: usize) -> Option<String> {
    clean(text, max, |sign| sign.is_control())
}

/// Like [`capped`], but line ends stay.
pub fn capped_note(text: &str, max: usize) -> Option<String> {
    clean(text, max, |sign| sign.is_control() && sign != '\n')
}

fn clean(text: &str, max: usize, unwanted: impl Fn(char) -> bool) -> Option<String> {
    let text = text.trim_matches(|sign: char| sign.is_whitespace() || sign.is_control());
    if text.is_empty() {
        return None;
    }
    if text.len() <= max && text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return Some(text.to_owned());
    }
    Some(text.chars().filter(|sign| !unwanted(*sign)).take(max).collect())
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Borrowed(text))))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Owned(text.to_owned()))))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Text<'de>, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Text<'de>, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Text<'de>, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_bool<E: Error>(self, truth: bool) -> Result<Text<'de>, E> {
                self.visit_str(if truth { "true" } else { "false" })
            }

            fn visit_unit<E: Error>(self) -> Result<Text<'de>, E> {
                Ok(Text(None))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Text<'de>, A::Error> {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Text(None))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Text<'de>, A::Error> {
                while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Text(None))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<String> {
        serde_json::from_str::<Text<'_>>(json).unwrap().as_str().map(str::to_owned)
    }

    #[test]
    fn only_digits_are_ids() {
        assert!(is_id("577400000000000001"));
        for other in ["", "1/../2", "abc", "1 2", "-1", "1?x", "0", "9223372036854775808", &"1".repeat(33)] {
            assert!(!is_id(other), "{other}");
        }
    }

    #[test]
    fn anything_readable_as_text_is_text() {
        assert_eq!(read("\" a\\nb \""), Some("a\nb".into()));
        assert_eq!(read("93"), Some("93".into()));
        assert_eq!(read("-1"), Some("-1".into()));
        assert_eq!(read("true"), Some("true".into()));
        for json in ["null", "\"\"", "\"  \"", "[]", "[1]", "{}", "{\"a\":1}"] {
            assert_eq!(read(json), None, "{json}");
        }
    }

    #[test]
    fn texts_are_cut_between_characters_and_cleaned() {
        assert_eq!(capped("ação", 2), Some("aç".into()));
        assert_eq!(capped("a\u{0}b\u{1b}c", 10), Some("abc".into()));
        assert_eq!(capped(" \u{0}\n ", 10), None);
        assert_eq!(capped_note("a\nb\tc", 10), Some("a\nbc".into()));
        assert_eq!(capped(&"x".repeat(10_000_000), 100).unwrap().len(), 100);
    }

    #[test]
    fn a_code_is_told_as_it_is_or_not_at_all() {
        let code = |json: &str| serde_json::from_str::<Text<'_>>(json).unwrap().code();
        assert_eq!(code("93"), Some("93".into()));
        assert_eq!(code("\" MLB1:2 \""), Some("MLB1:2".into()));
        assert_eq!(code(&format!("\"{}\"", "x".repeat(100))).map(|code| code.len()), Some(100));
        let long = format!("\"{}\"", "x".repeat(101));
        for none in ["0", "\"0\"", "\" \"", "null", "\"a\\u0000b\"", "\"a\\nb\"", &long] {
            assert_eq!(code(none), None, "{none}");
        }
    }
}
