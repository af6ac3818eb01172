//! What is to stand where something else does.

use serde::{Serialize, Serializer};
use std::fmt;

/// What is to stand where something else does: a code, for pages, and an example where one helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Something that looks like this.
    Like(&'static str),
    /// `true`, or something that looks like this.
    TrueOr(&'static str),
    /// `true`, or nothing at all.
    TrueOrNothing,
    Flag,
    Text,
    List,
    /// In one language at least.
    Language,
    Number,
    WholeNumber,
    SmallerNumber,
    /// Of 28 digits at most.
    ShorterNumber,
    /// `number` or `integer`.
    NumberKind,
    MinOrMax,
    Check,
    Value,
    Field,
    /// From 1 to the number of the fields.
    CountOfFields,
    /// `ignore_case` stands beside a list of values only.
    NoIgnoreCase,
    /// With letters or digits, 400,000 bytes together at most.
    Words,
    Address,
    Date,
    /// One of `given` and `rows`.
    GivenOrRows,
    /// The rule's field under `fixed`.
    FixedField,
    SmallerRule,
}

impl Expected {
    /// By which words for it are found: `whole_number`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Like(_) => "like",
            Self::TrueOr(_) => "true_or",
            Self::TrueOrNothing => "true_or_nothing",
            Self::Flag => "flag",
            Self::Text => "text",
            Self::List => "list",
            Self::Language => "language",
            Self::Number => "number",
            Self::WholeNumber => "whole_number",
            Self::SmallerNumber => "smaller_number",
            Self::ShorterNumber => "shorter_number",
            Self::NumberKind => "number_kind",
            Self::MinOrMax => "min_or_max",
            Self::Check => "check",
            Self::Value => "value",
            Self::Field => "field",
            Self::CountOfFields => "count_of_fields",
            Self::NoIgnoreCase => "no_ignore_case",
            Self::Words => "words",
            Self::Address => "address",
            Self::Date => "date",
            Self::GivenOrRows => "given_or_rows",
            Self::FixedField => "fixed_field",
            Self::SmallerRule => "smaller_rule",
        }
    }

    /// As it is written in YAML; empty where there is no example.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Like(example) | Self::TrueOr(example) => example,
            Self::List => "[a, b]",
            Self::Number => "1.5",
            Self::WholeNumber => "60",
            Self::Address => "https://example.com/rules",
            Self::Date => "2026-11-23",
            _ => "",
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let example = self.example();
        match self {
            Self::Like(_) => write!(f, "`{example}`"),
            Self::TrueOr(_) => write!(f, "`true` or `{example}`"),
            Self::TrueOrNothing => f.write_str("`true`, or leave the line out"),
            Self::Flag => f.write_str("`true` or `false`"),
            Self::Text => f.write_str("a text"),
            Self::List => write!(f, "a list: `{example}`"),
            Self::Language => f.write_str("the text in at least one language"),
            Self::Number => write!(f, "a number, as `{example}`"),
            Self::WholeNumber => write!(f, "a whole number, as `{example}`"),
            Self::SmallerNumber => f.write_str("a smaller number"),
            Self::ShorterNumber => f.write_str("a number of at most 28 digits"),
            Self::NumberKind => f.write_str("`number` or `integer`"),
            Self::MinOrMax => f.write_str("the least, the most or both"),
            Self::Check => f.write_str("at least one check"),
            Self::Value => f.write_str("at least one value"),
            Self::Field => f.write_str("at least one field"),
            Self::CountOfFields => f.write_str("an `n` from 1 to the number of fields"),
            Self::NoIgnoreCase => f.write_str("`ignore_case` beside `one_of` or `none_of` only"),
            Self::Words => f.write_str("words with letters or digits, 400,000 bytes together at most"),
            Self::Address => write!(f, "an address, as `{example}`"),
            Self::Date => write!(f, "a date, as `{example}`"),
            Self::GivenOrRows => f.write_str("either `given:` or `rows:`"),
            Self::FixedField => f.write_str("the rule's field under `fixed`"),
            Self::SmallerRule => f.write_str("a rule that is smaller"),
        }
    }
}

impl Serialize for Expected {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
