//! YAML with the place of everything in it.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;

/// A value of YAML and its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub value: Value,
    /// From 1.
    pub line: u64,
    pub column: u64,
    /// Where it stands in the text, in bytes.
    from: u64,
    bytes: u64,
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    Nothing,
    Flag(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// Reads a text; numbers are kept as they are written there.
    pub fn read(text: &str, max_bytes: usize) -> Result<Self, crate::yaml::YamlFault> {
        let mut node = crate::yaml::read::<Raw>(text, max_bytes)?.0;
        node.finish(text);
        Ok(node)
    }

    /// The place of a line.
    pub fn at(line: u64) -> Self {
        Self { value: Value::Nothing, line, column: 1, from: 0, bytes: 0 }
    }

    /// What stands under a key; the node itself where nothing does.
    pub fn under(&self, key: &str) -> &Self {
        match &self.value {
            Value::Map(entries) => {
                let found = entries.iter().find(|(name, _)| name.scalar() == Some(key));
                found.map_or(self, |(_, value)| value)
            }
            _ => self,
        }
    }

    /// What a scalar says.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Number(text) | Value::Text(text) => Some(text),
            Value::Flag(true) => Some("true"),
            Value::Flag(false) => Some("false"),
            Value::Nothing => Some(""),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    pub fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Nothing => serde_json::Value::Null,
            Value::Flag(flag) => (*flag).into(),
            Value::Number(text) => {
                serde_json::from_str(text).unwrap_or_else(|_| serde_json::Value::String(text.clone()))
            }
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(Self::json).collect(),
            Value::Map(entries) => serde_json::Value::Object(
                entries
                    .iter()
                    .map(|(key, value)| (key.scalar().unwrap_or_default().to_owned(), value.json()))
                    .collect(),
            ),
        }
    }

    /// Takes numbers as they stand in the text: `1.50` stays what it is.
    fn finish(&mut self, text: &str) {
        match &mut self.value {
            Value::Number(number) => {
                let (from, to) = (self.from as usize, self.from.saturating_add(self.bytes) as usize);
                if let Some(written) = text.get(from..to).map(str::trim)
                    && written.parse::<rust_decimal::Decimal>().is_ok()
                {
                    *number = written.to_owned();
                }
            }
            Value::List(items) => items.iter_mut().for_each(|item| item.finish(text)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    key.finish(text);
                    value.finish(text);
                }
            }
            Value::Nothing | Value::Flag(_) | Value::Text(_) => {}
        }
    }
}

/// A node while it is read.
struct Raw(Node);

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        let place = spanned.referenced;
        let span = place.span();
        Ok(Self(Node {
            value: spanned.value,
            line: place.line(),
            column: place.column(),
            from: span.byte_offset().unwrap_or_default(),
            bytes: span.byte_len().unwrap_or_default(),
        }))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Raw(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some((Raw(key), Raw(value))) = entries.next_entry()? {
            map.push((key, value));
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_kept() {
        let node =
            Node::read("a: 1\nb:\n  - x\n  - { c: true, d: 1.50, e: 2026-11-23, f: , g: '7' }\n", 1000)
                .unwrap();
        let Value::Map(entries) = &node.value else { panic!("{node:?}") };
        assert_eq!((entries[1].0.line, entries[1].0.column), (2, 1));
        let Value::List(items) = &entries[1].1.value else { panic!("{node:?}") };
        assert_eq!((items[0].line, items[0].column), (3, 5));
        let json = serde_json::json!({ "c": true, "d": 1.50, "e": "2026-11-23", "f": null, "g": "7" });
        assert_eq!(items[1].json(), json);
        let Value::Map(inner) = &items[1].value else { panic!("{node:?}") };
        assert_eq!(inner[1].1.scalar(), Some("1.50"));
    }
}
