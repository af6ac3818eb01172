//! The steps as they are written and kept.

use super::{Chain, Condition, Unit};
use crate::{
    Field,
    facts::{Case, DecimalMark},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::{collections::BTreeMap, fmt};

/// One step. Written as a word (`trim`) or as a word with what it needs (`truncate: 60`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// No white space at either end.
    Trim,
    /// One space for each run of white space, none at either end.
    CollapseSpaces,
    Case(Case),
    Replace(Replace),
    /// A number as people write it becomes `1234.5`.
    Number(Number),
    /// An amount, with or without its currency, becomes `1234.50`.
    Money(Money),
    /// Decimal places, half away from zero.
    Round(u32),
    Multiply(Decimal),
    Convert(Convert),
    Split(Split),
    /// Fields of the record, in place of the cell.
    Join(Join),
    /// What an empty cell becomes.
    Default(String),
    Lookup(Lookup),
    /// At most so many characters.
    Truncate(usize),
    /// At most so many characters, at the end of a word.
    TruncateAtWord(usize),
    /// `camiseta-azul-m`.
    Slug,
    /// Texts and fields one behind the other, in place of the cell.
    Concatenate(Vec<Part>),
    Date(Date),
    StripHtml(StripHtml),
    DigitsOnly,
    /// The text without accents.
    RemoveAccents,
    /// Steps that depend on the cell or the record.
    When(Box<When>),
}

/// The same with what every word needs; [`Step`] also knows the words that stand alone.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Worded {
    Case(Case),
    Replace(Replace),
    Number(Number),
    Money(Money),
    Round(u32),
    Multiply(Decimal),
    Convert(Convert),
    Split(Split),
    Join(Join),
    Default(Scalar),
    Lookup(Lookup),
    Truncate(usize),
    TruncateAtWord(usize),
    Concatenate(Vec<Part>),
    Date(Date),
    StripHtml(StripHtml),
    When(Box<When>),
}

impl From<Worded> for Step {
    fn from(worded: Worded) -> Self {
        match worded {
            Worded::Case(case) => Self::Case(case),
            Worded::Replace(replace) => Self::Replace(replace),
            Worded::Number(number) => Self::Number(number),
            Worded::Money(money) => Self::Money(money),
            Worded::Round(places) => Self::Round(places),
            Worded::Multiply(factor) => Self::Multiply(factor),
            Worded::Convert(convert) => Self::Convert(convert),
            Worded::Split(split) => Self::Split(split),
            Worded::Join(join) => Self::Join(join),
            Worded::Default(value) => Self::Default(value.0),
            Worded::Lookup(lookup) => Self::Lookup(lookup),
            Worded::Truncate(characters) => Self::Truncate(characters),
            Worded::TruncateAtWord(characters) => Self::TruncateAtWord(characters),
            Worded::Concatenate(parts) => Self::Concatenate(parts),
            Worded::Date(date) => Self::Date(date),
            Worded::StripHtml(strip) => Self::StripHtml(strip),
            Worded::When(when) => Self::When(when),
        }
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StepVisitor)
    }
}

struct StepVisitor;

impl<'de> de::Visitor<'de> for StepVisitor {
    type Value = Step;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a step such as `trim` or `truncate: 60`")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Step, E> {
        Ok(match word {
            "trim" => Step::Trim,
            "collapse_spaces" => Step::CollapseSpaces,
            "slug" => Step::Slug,
            "digits_only" => Step::DigitsOnly,
            "remove_accents" => Step::RemoveAccents,
            "number" => Step::Number(Number::default()),
            "money" => Step::Money(Money::default()),
            "strip_html" => Step::StripHtml(StripHtml::default()),
            _ => return Err(E::invalid_value(de::Unexpected::Str(word), &self)),
        })
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Step, A::Error> {
        Worded::deserialize(de::value::MapAccessDeserializer::new(map)).map(Step::from)
    }
}

/// A value that YAML may read as a number or truth, as it was written.
pub(super) struct Scalar(pub(super) String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Scalar;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or number")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Scalar, E> {
                Ok(Scalar(truth.to_string()))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

fn scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Scalar::deserialize(deserializer).map(|scalar| scalar.0)
}

fn is_false(truth: &bool) -> bool {
    !truth
}

/// Every place where the text or pattern stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replace {
    /// Exactly one of text and pattern.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A regular expression; `with` may name its groups (`$1`, `${name}`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    #[serde(default, deserialize_with = "scalar")]
    pub with: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub ignore_case: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    #[serde(default)]
    pub decimal: DecimalMark,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    #[serde(default)]
    pub decimal: DecimalMark,
    /// The cell holds whole cents: `1990` is `19.90`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub cents: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Convert {
    /// Without it every cell has to say its own unit (`500 g`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Unit>,
    pub to: Unit,
    /// How the cell's number is written.
    #[serde(default = "point")]
    pub decimal: DecimalMark,
}

const fn point() -> DecimalMark {
    DecimalMark::Point
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    pub by: String,
    /// The part from 1; from the end if negative. A cell without that part becomes empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<i32>,
    /// Every part: a list of Orion, trimmed and without empty parts.
    #[serde(default, skip_serializing_if = "is_false")]
    pub all: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    pub fields: Vec<Field>,
    #[serde(default)]
    pub with: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub skip_empty: bool,
}

/// What stands in a table, and what it becomes.
pub type TableEntries = BTreeMap<String, String>;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    #[serde(deserialize_with = "entries")]
    pub table: TableEntries,
    #[serde(default)]
    pub otherwise: Otherwise,
    /// Case, accents and punctuation make no difference.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ignore_case: bool,
}

fn entries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TableEntries, D::Error> {
    struct Visitor;
    impl<'de> de::Visitor<'de> for Visitor {
        type Value = TableEntries;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a table such as `{M: Medium, L: Large}`")
        }
        fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<TableEntries, A::Error> {
            let mut table = TableEntries::new();
            while let Some((key, value)) = map.next_entry::<Key, Scalar>()? {
                table.insert(key.0, value.0);
            }
            Ok(table)
        }
    }
    /// Keys of JSON are always text, those of YAML may be numbers.
    struct Key(String);
    impl<'de> Deserialize<'de> for Key {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            String::deserialize(deserializer).map(Self)
        }
    }
    deserializer.deserialize_map(Visitor)
}

/// What becomes of a cell that is not in the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    #[default]
    Keep,
    Empty,
    Value(String),
}

impl<'de> Deserialize<'de> for Otherwise {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Otherwise;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`keep`, `empty` or `{value: ...}`")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<Otherwise, E> {
                match word {
                    "keep" => Ok(Otherwise::Keep),
                    "empty" => Ok(Otherwise::Empty),
                    _ => Err(E::invalid_value(de::Unexpected::Str(word), &self)),
                }
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Otherwise, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Value {
                    value: Scalar,
                }
                Value::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(|value| Otherwise::Value(value.value.0))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A part of a text: a field, or a text in which `{brand}` stands for a field and `{value}` for the cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Part {
    Field { field: Field },
    Text(String),
}

impl Part {
    /// The fields that it takes.
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Self::Field { field } => vec![field.clone()],
            Self::Text(text) => super::template::fields(text),
        }
    }

    /// Whether it takes the cell itself.
    pub(super) fn has_cell(&self) -> bool {
        matches!(self, Self::Text(text) if super::template::has_cell(text))
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Date {
    /// Tried in turn: `dd/mm/yyyy`, `yyyy-mm-dd hh:mm:ss`, `excel` for a sheet's number of days.
    pub from: Vec<String>,
    #[serde(default = "iso")]
    pub to: String,
}

fn iso() -> String {
    "yyyy-mm-dd".to_owned()
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StripHtml {
    /// Tags that stay, without their attributes.
    #[serde(default)]
    pub keep: Vec<String>,
}

/// Steps for the cells of which the conditions hold, and for the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The field that is looked at; the cell itself if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    #[serde(default)]
    pub is: Condition,
    #[serde(default)]
    pub then: Chain,
    #[serde(default, skip_serializing_if = "Chain::is_empty")]
    pub otherwise: Chain,
}
