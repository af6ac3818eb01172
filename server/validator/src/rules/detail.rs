//! Why a value breaks a rule, for machines; the words are made of it elsewhere.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer, ser::SerializeMap};

/// Why a value breaks a rule: a code and what belongs to it, as `{"code": "too_long", "max": 60, "length": 71}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    pub code: &'static str,
    pub params: Vec<(&'static str, Param)>,
}

/// A value that belongs to a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Param {
    Count(u64),
    Number(Decimal),
    Text(String),
}

/// Characters of a text that are kept.
const TEXT: usize = 200;

impl Detail {
    pub(crate) fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    /// Which value of a list it is about, from 1.
    pub(crate) fn item(&self) -> Option<usize> {
        self.params.iter().find_map(|(name, param)| match param {
            Param::Count(count) if *name == "item" => usize::try_from(*count).ok(),
            _ => None,
        })
    }

    pub(crate) fn count(mut self, name: &'static str, count: u64) -> Self {
        self.params.push((name, Param::Count(count)));
        self
    }

    pub(crate) fn number(mut self, name: &'static str, number: Decimal) -> Self {
        self.params.push((name, Param::Number(number)));
        self
    }

    pub(crate) fn text(mut self, name: &'static str, text: &str) -> Self {
        self.params.push((name, Param::Text(crate::facts::truncate(text, TEXT).to_owned())));
        self
    }
}

impl Serialize for Detail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.params.len() + 1))?;
        map.serialize_entry("code", self.code)?;
        for (name, param) in &self.params {
            map.serialize_entry(name, param)?;
        }
        map.end()
    }
}
