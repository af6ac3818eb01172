//! Takes what rules need out of YAML, and says of everything else what to write instead.

use super::{
    expected::Expected,
    node::{Node, Value},
    problem::{RuleProblem, RuleProblemKind as Kind},
};
use crate::Field;
use rust_decimal::Decimal;
use std::str::FromStr;

/// Problems that are told of one text.
const PROBLEMS: usize = 100;

/// Collects what is wrong while rules are read.
#[derive(Default)]
pub(super) struct Reader {
    pub problems: Vec<RuleProblem>,
    pub rule: Option<String>,
    /// Whether a rule may still be without tests.
    pub is_draft: bool,
    path: Vec<String>,
}

/// The entries of a map; what is taken is looked at, what is left is unknown.
pub(super) struct Entries<'a> {
    pub node: &'a Node,
    left: Vec<&'a (Node, Node)>,
}

impl<'a> Entries<'a> {
    pub fn take(&mut self, key: &str) -> Option<&'a Node> {
        let at = self.left.iter().position(|(known, _)| known.scalar() == Some(key))?;
        Some(&self.left.remove(at).1)
    }
}

impl Reader {
    pub fn tell(&mut self, node: &Node, kind: Kind) {
        if self.problems.len() < PROBLEMS {
            self.problems.push(RuleProblem {
                line: node.line,
                column: node.column,
                rule: self.rule.clone(),
                path: self.path.join("."),
                kind,
            });
        }
    }

    pub fn expected<T>(&mut self, node: &Node, expected: Expected) -> Option<T> {
        self.tell(node, Kind::Expected { expected });
        None
    }

    /// Reads something whose place is called so.
    pub fn inside<T>(&mut self, step: impl ToString, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step.to_string());
        let read = read(self);
        self.path.pop();
        read
    }

    pub fn entries<'a>(&mut self, node: &'a Node, expected: Expected) -> Option<Entries<'a>> {
        match &node.value {
            Value::Map(entries) => Some(Entries { node, left: entries.iter().collect() }),
            _ => self.expected(node, expected),
        }
    }

    /// Says what of a map nobody asked for.
    pub fn finish(&mut self, entries: Entries<'_>, allowed: &'static [&'static str]) {
        for (key, _) in entries.left {
            let text = key.scalar().unwrap_or_default();
            let nearest = nearest(text, allowed);
            let key_text = text.chars().take(80).collect();
            self.tell(key, Kind::UnknownKey { key: key_text, nearest, allowed });
        }
    }

    /// Takes an entry that has to be there.
    pub fn needed<'a>(&mut self, entries: &mut Entries<'a>, key: &'static str) -> Option<&'a Node> {
        let found = entries.take(key);
        if found.is_none() {
            self.tell(entries.node, Kind::Missing { key });
        }
        found
    }

    pub fn list<'a>(&mut self, node: &'a Node, max: usize, what: &'static str) -> Option<&'a [Node]> {
        match &node.value {
            Value::List(items) if items.len() > max => {
                self.tell(node, Kind::TooMany { what, max });
                None
            }
            Value::List(items) => Some(items),
            _ => self.expected(node, Expected::List),
        }
    }

    pub fn text(&mut self, node: &Node, max: usize) -> Option<String> {
        let found = match &node.value {
            Value::Text(text) | Value::Number(text) => Some(text.as_str()),
            Value::Flag(_) => node.scalar(),
            _ => None,
        };
        match found {
            Some(text) if text.chars().count() > max => {
                self.tell(node, Kind::TooMany { what: "characters", max });
                None
            }
            // No database holds one.
            Some(text) if !text.contains('\0') => Some(text.to_owned()),
            _ => self.expected(node, Expected::Text),
        }
    }

    pub fn texts(&mut self, node: &Node, max: usize, what: &'static str) -> Option<Vec<String>> {
        let items = self.list(node, max, what)?;
        items.iter().map(|item| self.text(item, 1_000)).collect()
    }

    pub fn flag(&mut self, node: &Node) -> Option<bool> {
        match node.value {
            Value::Flag(flag) => Some(flag),
            _ => self.expected(node, Expected::Flag),
        }
    }

    pub fn whole(&mut self, node: &Node) -> Option<u32> {
        match &node.value {
            Value::Number(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => match text.parse() {
                Ok(number) => Some(number),
                Err(_) => self.expected(node, Expected::SmallerNumber),
            },
            _ => self.expected(node, Expected::WholeNumber),
        }
    }

    pub fn number(&mut self, node: &Node) -> Option<Decimal> {
        match &node.value {
            Value::Number(text) => match Decimal::from_str(text) {
                Ok(number) => Some(number),
                Err(_) => self.expected(node, Expected::ShorterNumber),
            },
            _ => self.expected(node, Expected::Number),
        }
    }

    pub fn field(&mut self, node: &Node) -> Option<Field> {
        let text = self.text(node, 100)?;
        match text.parse() {
            Ok(field) => Some(field),
            Err(error) => {
                let error: crate::UnknownField = error;
                let nearest = error.nearest.map(|field| field.code().to_owned());
                self.tell(node, Kind::UnknownField { text: error.text, nearest });
                None
            }
        }
    }

    pub fn fields(&mut self, node: &Node) -> Option<Vec<Field>> {
        let items = self.list(node, 50, "fields")?;
        let mut fields = Vec::new();
        for item in items {
            let field = self.field(item)?;
            if fields.contains(&field) {
                self.tell(item, Kind::Twice);
            }
            fields.push(field);
        }
        if fields.is_empty() {
            return self.expected(node, Expected::Field);
        }
        Some(fields)
    }

    pub fn code<T: FromStr + Copy>(
        &mut self,
        node: &Node,
        all: &[T],
        code: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(node, 100)?;
        let found = text.parse().ok();
        if found.is_none() {
            let allowed = all.iter().map(|one| code(*one)).collect();
            self.tell(node, Kind::NoneOf { text, allowed });
        }
        found
    }
}

/// The word that differs by two letters at most.
fn nearest(text: &str, allowed: &'static [&'static str]) -> Option<&'static str> {
    if text.len() > 60 {
        return None;
    }
    let away = |word: &str| crate::field::distance(text, word);
    let best = allowed.iter().copied().min_by_key(|word| away(word))?;
    (away(best) <= 2.min(best.len() / 2)).then_some(best)
}
