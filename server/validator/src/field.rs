//! The fields that a record can have, and what has fields.

use crate::transform::StepProblem;
use domain::ProductField;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// What free attributes begin with when they are written.
const ATTRIBUTE: &str = "attribute.";

/// The most characters of an attribute's name.
pub const ATTRIBUTE_MAX_LENGTH: usize = 60;

/// A canonical field of a product record, or a free attribute of it, written `attribute.voltage`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Product(ProductField),
    /// Lower case letters, digits and underscores, a letter first; at most [`ATTRIBUTE_MAX_LENGTH`].
    Attribute(String),
}

/// One record of a table, by canonical field.
pub trait Record {
    /// The value as it stands; `None` where the table has no such field.
    fn get(&self, field: &Field) -> Option<&str>;

    /// Whether the field's cell is a number of a spreadsheet's own, not a text that may look like one.
    fn is_own_number(&self, _field: &Field) -> bool {
        false
    }

    /// Why the steps of the field's column could not read its cell, which has no value therefore.
    fn unread(&self, _field: &Field) -> Option<&StepProblem> {
        None
    }
}

/// A text that names no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no field")]
pub struct UnknownField {
    /// At most 80 characters of the text.
    pub text: String,
    /// The field that was probably meant.
    pub nearest: Option<ProductField>,
}

impl Field {
    /// An attribute by its name, if the name is one.
    pub fn attribute(name: &str) -> Option<Self> {
        let allowed = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
        let good = name.len() <= ATTRIBUTE_MAX_LENGTH
            && name.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
            && name.bytes().all(allowed);
        good.then(|| Self::Attribute(name.to_owned()))
    }
}

impl From<ProductField> for Field {
    fn from(field: ProductField) -> Self {
        Self::Product(field)
    }
}

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, UnknownField> {
        let found = match text.strip_prefix(ATTRIBUTE) {
            Some(name) => Self::attribute(name),
            None => text.parse().ok().map(Self::Product),
        };
        found.ok_or_else(|| UnknownField { text: text.chars().take(80).collect(), nearest: nearest(text) })
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Product(field) => field.fmt(f),
            Self::Attribute(name) => write!(f, "{ATTRIBUTE}{name}"),
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The product field that differs from the text by two letters at most, the first among equals.
fn nearest(text: &str) -> Option<ProductField> {
    if text.len() > 40 {
        return None;
    }
    let text = text.to_lowercase();
    let mut found: Option<(usize, ProductField)> = None;
    for field in ProductField::ALL {
        let away = distance(&text, field.code());
        if away <= 2 && away * 2 <= field.code().len() && found.is_none_or(|(best, _)| away < best) {
            found = Some((away, *field));
        }
    }
    found.map(|(_, field)| field)
}

/// How many letters have to be changed, added or left out to make one text of the other.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_they_are_written() {
        for text in ["sku", "compare_at_price", "attribute.voltage", "attribute.a_1"] {
            assert_eq!(text.parse::<Field>().unwrap().to_string(), text);
        }
        for field in ProductField::ALL {
            assert_eq!(field.code().parse(), Ok(Field::Product(*field)));
        }
        let json = serde_json::to_string(&Field::Attribute("voltage".into())).unwrap();
        assert_eq!(json, "\"attribute.voltage\"");
        assert_eq!(serde_json::from_str::<Field>(&json).unwrap(), Field::Attribute("voltage".into()));
    }

    #[test]
    fn what_names_no_field_is_refused_with_the_one_that_was_meant() {
        let long = format!("attribute.{}", "a".repeat(61));
        for text in ["", "Sku", "attribute.", "attribute.Voltage", "attribute.1a", "attribute.a b", &long] {
            assert!(text.parse::<Field>().is_err(), "{text}");
        }
        assert_eq!("Sku".parse::<Field>().unwrap_err().nearest, Some(ProductField::Sku));
        assert_eq!("titel".parse::<Field>().unwrap_err().nearest, Some(ProductField::Title));
        assert_eq!("sale_prise".parse::<Field>().unwrap_err().nearest, Some(ProductField::SalePrice));
        assert_eq!("voltage".parse::<Field>().unwrap_err().nearest, None);
    }

    #[test]
    fn distance_counts_letters() {
        assert_eq!(
            [("", "abc"), ("abc", "abc"), ("kitten", "sitting")].map(|(a, b)| distance(a, b)),
            [3, 0, 3]
        );
    }
}
