//! A rule as it is written.

use super::{check::Check, given::Given};
use crate::{Field, transform::Chain};
use chrono::NaiveDate;
pub use domain::Severity;
use serde::Serialize;

/// A text in the languages of Orion; what is missing is shown in another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    #[serde(rename = "pt-BR", skip_serializing_if = "Option::is_none")]
    pub pt_br: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub es: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
}

impl Words {
    /// The text in a language (`pt-BR`, `en`, `es`, `fr`), or in the first that there is.
    pub fn get(&self, language: &str) -> &str {
        let wanted = match language {
            "en" => &self.en,
            "es" => &self.es,
            "fr" => &self.fr,
            _ => &self.pt_br,
        };
        let all = [wanted, &self.pt_br, &self.en, &self.es, &self.fr];
        all.into_iter().flatten().next().map_or("", String::as_str)
    }

    /// Whether no language is missing.
    pub fn is_whole(&self) -> bool {
        [&self.pt_br, &self.en, &self.es, &self.fr].into_iter().all(Option::is_some)
    }
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    pub url: String,
    /// When it was read there.
    pub date: NaiveDate,
}

/// A rule as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Lower case with underscores, at most 60 characters.
    pub id: String,
    pub title: Words,
    /// Why, and what to do.
    pub explanation: Words,
    pub severity: Severity,
    pub source: Option<Source>,
    /// The rule applies where every one of these fields passes its checks; an empty value passes none.
    pub when: Vec<(Field, Vec<Check>)>,
    /// Where the fault is shown.
    pub field: Field,
    /// The first that fails is the fault. An empty value passes all but `required`.
    pub checks: Vec<Check>,
    /// What is safe to do about it.
    pub fix: Option<Chain>,
    pub tests: Vec<RuleTest>,
}

/// One of a rule's own tests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleTest {
    /// One record, or several for checks across records.
    pub rows: Vec<Given>,
    /// Which of them are found, from 1.
    pub finds: Vec<usize>,
    /// What the fix makes of the one that is given.
    pub fixed: Option<Given>,
    /// Lists for look-ups, by name.
    pub lists: Vec<(String, Vec<String>)>,
    /// Where it stands.
    pub line: u64,
}
