//! What a conditional step asks of a value.

use super::ChainProblemKind;
use crate::{
    Field, Record,
    facts::{canonical_decimal, gtin, has_characters},
};
use regex::Regex;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Everything that is given has to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Whether there is anything but white space.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_of: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub none_of: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contains: Option<String>,
    /// Holds for `one_of`, `none_of` and `contains`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ignore_case: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matches: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_matches: Option<String>,
    /// What is no number is neither above nor below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<Decimal>,
    /// Whether it is above the number that another field has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above_field: Option<Field>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// Whether it is a trade number with a right digit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<bool>,
}

impl Condition {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self { ignore_case: self.ignore_case, ..Self::default() }
    }

    /// What can never hold.
    pub(super) fn problem(&self) -> Option<ChainProblemKind> {
        let crossed = |low: Option<Decimal>, high: Option<Decimal>| matches!((low, high), (Some(low), Some(high)) if low > high);
        let never = crossed(self.at_least, self.at_most)
            || crossed(self.above, self.below)
            || matches!((self.min_length, self.max_length), (Some(min), Some(max)) if min > max)
            || self.one_of.as_ref().is_some_and(Vec::is_empty);
        never.then_some(ChainProblemKind::NeverHolds)
    }
}

/// A condition with its patterns made ready.
#[derive(Debug, Clone)]
pub(super) struct Ready {
    pub(super) condition: Condition,
    pub(super) matches: Option<Regex>,
    pub(super) not_matches: Option<Regex>,
}

impl Ready {
    pub(super) fn holds(&self, value: &str, record: &dyn Record) -> bool {
        let asked = &self.condition;
        let same = |one: &String| {
            if asked.ignore_case { one.to_lowercase() == value.to_lowercase() } else { one == value }
        };
        let contains = |part: &String| {
            if asked.ignore_case {
                value.to_lowercase().contains(&part.to_lowercase())
            } else {
                value.contains(part.as_str())
            }
        };
        asked.required.is_none_or(|required| required != value.trim().is_empty())
            && asked.one_of.as_ref().is_none_or(|list| list.iter().any(same))
            && asked.none_of.as_ref().is_none_or(|list| !list.iter().any(same))
            && asked.contains.as_ref().is_none_or(contains)
            && self.matches.as_ref().is_none_or(|pattern| pattern.is_match(value))
            && self.not_matches.as_ref().is_none_or(|pattern| !pattern.is_match(value))
            && self.number_holds(value)
            && asked.above_field.as_ref().is_none_or(|field| is_above(value, record.get(field)))
            && asked.min_length.is_none_or(|min| min == 0 || has_characters(value, min - 1))
            && asked.max_length.is_none_or(|max| !has_characters(value, max))
            && asked.gtin.is_none_or(|right| right == gtin(value).is_ok())
    }

    fn number_holds(&self, value: &str) -> bool {
        let asked = &self.condition;
        if asked.above.is_none()
            && asked.below.is_none()
            && asked.at_least.is_none()
            && asked.at_most.is_none()
        {
            return true;
        }
        let Some(number) = canonical_decimal(value) else { return false };
        asked.above.is_none_or(|above| number > above)
            && asked.below.is_none_or(|below| number < below)
            && asked.at_least.is_none_or(|least| number >= least)
            && asked.at_most.is_none_or(|most| number <= most)
    }
}

/// What is no number is neither above nor below another one.
fn is_above(value: &str, other: Option<&str>) -> bool {
    let other = other.and_then(|other| canonical_decimal(other.trim()));
    canonical_decimal(value.trim()).zip(other).is_some_and(|(value, other)| value > other)
}
