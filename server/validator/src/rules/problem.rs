//! What is wrong with rules.

use super::expected::Expected;
use crate::yaml::YamlFaultKind;
use serde::Serialize;

/// What is wrong with a rule, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct RuleProblem {
    /// From 1; 0 where it concerns all of the text.
    pub line: u64,
    pub column: u64,
    /// The rule's id, where it has one.
    pub rule: Option<String>,
    /// `rules.2.check.max_length`.
    pub path: String,
    #[serde(flatten)]
    pub kind: RuleProblemKind,
}

/// What is wrong. The words say what to write instead; the codes and their data are for pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum RuleProblemKind {
    #[error("this is no YAML that can be read: {message}")]
    Yaml { kind: YamlFaultKind, message: String },
    #[error("`{key}` is missing here")]
    Missing { key: &'static str },
    #[error("`{key}` is not known here; {}", advice(nearest, allowed))]
    UnknownKey { key: String, nearest: Option<&'static str>, allowed: &'static [&'static str] },
    #[error("write {expected} here")]
    Expected { expected: Expected },
    #[error("{text:?} is none of {}", allowed.join(", "))]
    NoneOf { text: String, allowed: Vec<&'static str> },
    #[error("there is no field {text:?}{}; own fields are written `attribute.name`", meant(nearest))]
    UnknownField { text: String, nearest: Option<String> },
    #[error("the pattern cannot be used: {message}")]
    Pattern { message: String },
    #[error("at most {max} {what} are allowed")]
    TooMany { what: &'static str, max: usize },
    #[error(
        "an id has lower case letters, digits and underscores, a letter first, and 60 characters at most"
    )]
    Id,
    #[error("another rule has the id {id:?} already")]
    DuplicateId { id: String },
    #[error("this field is named twice")]
    Twice,
    #[error("`{key}` looks at other records and stands directly under `check`, once in a rule")]
    AcrossInside { key: &'static str },
    #[error("no value can keep both `{key}` and `{other}`")]
    Contradiction { key: String, other: String },
    #[error("no value can keep this rule and the rule {other:?}")]
    ContradictsRule { other: String },
    #[error("no record can fulfil this, so the rule would never apply")]
    NeverApplies,
    #[error("there is no list {name:?}")]
    UnknownList { name: String },
    #[error("the fix cannot be read: {message}")]
    Fix { message: String },
    #[error("a rule of a pack names its source: `source: {{ url: ..., date: 2026-11-23 }}`")]
    NoSource,
    #[error("a rule of a pack has its title and explanation in pt-BR, en, es and fr")]
    MissingLanguage,
    #[error("a rule has at least one test that finds something and one that does not")]
    NoTests,
    #[error("this test was to find {expected:?} and finds {found:?}")]
    TestFails { expected: Vec<usize>, found: Vec<usize> },
    #[error("the fix makes {found:?} of it")]
    FixDiffers { found: String },
    #[error("the fix cures none of the tests")]
    FixCuresNothing,
    #[error("the fixes of this rule and of {other:?} undo one another")]
    FixesLoop { other: String },
}

fn advice(nearest: &Option<&'static str>, allowed: &[&str]) -> String {
    match nearest {
        Some(nearest) => format!("write `{nearest}`"),
        None => format!("write one of {}", allowed.join(", ")),
    }
}

fn meant(nearest: &Option<String>) -> String {
    nearest.as_ref().map(|nearest| format!(": write `{nearest}`")).unwrap_or_default()
}
