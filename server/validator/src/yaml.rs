//! YAML of strangers: without aliases and merges, of a bounded size, depth and number of nodes.

use serde::{
    Serialize,
    de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor},
};
use serde_saphyr::{Error, MergeKeyPolicy, Options, Spanned, budget, budget::BudgetBreach, options};
use std::fmt;

domain::code_enum! {
    /// What kind of fault a text has.
    pub enum YamlFaultKind {
        /// Anchors, aliases and merge keys.
        Alias = "alias",
        /// Too long, too deep, or too many parts.
        TooLarge = "too_large",
        /// A key that is given twice.
        SameKey = "same_key",
        /// It can be read, and means nothing here: a word or value that is not known.
        Value = "value",
        /// It is no YAML.
        Syntax = "syntax",
    }
}

/// Why a text could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct YamlFault {
    /// From 1; 0 if the place is not known.
    pub line: u64,
    /// From 1; 0 if the place is not known.
    pub column: u64,
    pub kind: YamlFaultKind,
    /// The reader's own words, in English.
    pub message: String,
}

/// Reads a text of at most so many bytes.
///
/// # Errors
/// [`YamlFault`]: also for aliases, merge keys, a key given twice, what is deeper than 48 levels, and texts that hold a NUL.
pub(crate) fn read<T: DeserializeOwned>(text: &str, max_bytes: usize) -> Result<T, YamlFault> {
    if text.len() > max_bytes {
        let message = format!("more than {max_bytes} bytes");
        return Err(YamlFault { line: 0, column: 0, kind: YamlFaultKind::TooLarge, message });
    }
    // No database holds a NUL. There is none without an escape or a tag; which of them say one depends on the quotes around them.
    if text.contains(['\\', '!', '\0'])
        && let Nul(Some((line, column))) =
            serde_saphyr::from_str_with_options(text, hostile()).map_err(|error| fault(&error))?
    {
        let message = "a NUL cannot be kept".to_owned();
        return Err(YamlFault { line, column, kind: YamlFaultKind::Value, message });
    }
    serde_saphyr::from_str_with_options(text, hostile()).map_err(|error| fault(&error))
}

fn fault(error: &Error) -> YamlFault {
    let place = error.location();
    let error = error.without_snippet();
    let message = error.to_string();
    YamlFault {
        kind: kind(error),
        line: place.map_or(0, |place| place.line()),
        column: place.map_or(0, |place| place.column()),
        message: message.chars().take(300).collect(),
    }
}

/// The line and column of the first text of a document that holds a NUL, if one does.
struct Nul(Option<(u64, u64)>);

impl<'de> Deserialize<'de> for Nul {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, referenced, .. } = Spanned::<Holds>::deserialize(deserializer)?;
        Ok(match value {
            Holds::Nul => Self(Some((referenced.line(), referenced.column()))),
            Holds::Parts(found) => found,
        })
    }
}

/// What a node holds: a NUL itself, or what its parts do.
enum Holds {
    Nul,
    Parts(Nul),
}

impl<'de> Deserialize<'de> for Holds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(HoldsVisitor)
    }
}

struct HoldsVisitor;

/// A node that is no text and has no parts.
const NOTHING: Holds = Holds::Parts(Nul(None));

impl<'de> Visitor<'de> for HoldsVisitor {
    type Value = Holds;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Holds, E> {
        Ok(NOTHING)
    }

    fn visit_none<E>(self) -> Result<Holds, E> {
        Ok(NOTHING)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Holds, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Holds, E> {
        Ok(NOTHING)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Holds, E> {
        Ok(NOTHING)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Holds, E> {
        Ok(NOTHING)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Holds, E> {
        Ok(NOTHING)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Holds, E> {
        Ok(NOTHING)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Holds, E> {
        Ok(NOTHING)
    }

    fn visit_str<E>(self, text: &str) -> Result<Holds, E> {
        Ok(if text.contains('\0') { Holds::Nul } else { NOTHING })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Holds, A::Error> {
        let mut first = None;
        while let Some(Nul(found)) = items.next_element()? {
            first = first.or(found);
        }
        Ok(Holds::Parts(Nul(first)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Holds, A::Error> {
        let mut first = None;
        while let Some((Nul(key), Nul(value))) = entries.next_entry()? {
            first = first.or(key).or(value);
        }
        Ok(Holds::Parts(Nul(first)))
    }
}

fn kind(error: &Error) -> YamlFaultKind {
    match error {
        Error::Budget { breach, .. } => match breach {
            BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. } | BudgetBreach::MergeKeys { .. } => {
                YamlFaultKind::Alias
            }
            _ => YamlFaultKind::TooLarge,
        },
        Error::MergeKeyNotAllowed { .. } | Error::UnknownAnchor { .. } => YamlFaultKind::Alias,
        Error::DuplicateMappingKey { .. } => YamlFaultKind::SameKey,
        Error::Message { .. }
        | Error::InvalidScalar { .. }
        | Error::SerdeInvalidType { .. }
        | Error::SerdeInvalidValue { .. }
        | Error::SerdeInvalidLength { .. }
        | Error::SerdeUnknownVariant { .. }
        | Error::SerdeUnknownField { .. }
        | Error::SerdeMissingField { .. } => YamlFaultKind::Value,
        _ => YamlFaultKind::Syntax,
    }
}

/// Writes what can be read again.
pub(crate) fn write(value: &impl Serialize) -> String {
    serde_saphyr::to_string(value).unwrap_or_default()
}

fn hostile() -> Options {
    options! {
        budget: budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_depth: 48,
            max_documents: 1,
            max_merge_keys: 0,
            max_nodes: 200_000,
            max_events: 600_000,
        },
        merge_keys: MergeKeyPolicy::Error,
        with_snippet: false,
        leading_zero_numbers_as_strings: true,
        legacy_octal_numbers: false,
        strict_booleans: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<serde_json::Value, YamlFault> {
        read(text, 1 << 20)
    }

    #[test]
    fn plain_yaml_is_read() {
        let found = value("a: [1, x]\nb: { c: \"01\" }\n").unwrap();
        assert_eq!(found, serde_json::json!({ "a": [1, "x"], "b": { "c": "01" } }));
    }

    #[test]
    fn bombs_are_refused() {
        assert!(value("a: &x [1]\nb: *x\n").is_err());
        assert!(value("a: &x 1\n").is_err());
        assert!(value("base: { a: 1 }\nb: { <<: { a: 2 } }\n").is_err());
        assert!(value(&format!("{}{}", "[".repeat(60), "]".repeat(60))).is_err());
        assert!(value(&"[".repeat(500_000)).is_err());
        assert!(value(&format!("[{}]", "1,".repeat(300_000))).is_err());
        assert!(value("a: 1\na: 2\n").is_err());
        assert!(value("a: 1\n---\nb: 2\n").is_err());
        assert_eq!(read::<serde_json::Value>("abc", 2).unwrap_err().line, 0);
    }

    #[test]
    fn kinds_of_faults_are_told_apart() {
        for (text, kind) in [
            ("a: &x [1]\nb: *x\n", YamlFaultKind::Alias),
            ("a: &x 1\n", YamlFaultKind::Alias),
            ("a: 1\na: 2\n", YamlFaultKind::SameKey),
            ("a: b: c\n", YamlFaultKind::Syntax),
        ] {
            assert_eq!(value(text).unwrap_err().kind, kind, "{text}");
        }
        let steps = |text: &str| crate::transform::Chain::from_yaml(text).unwrap_err().kind;
        assert_eq!(steps("- multiply: banana"), YamlFaultKind::Value);
        assert_eq!(steps("- nothing_known"), YamlFaultKind::Value);
    }

    #[test]
    fn a_nul_is_refused_where_it_is_said_and_not_where_a_pattern_spells_one() {
        for text in [
            "a: 1\nb: \"x\\0\"\n",
            "a: 1\nb: \"x\\x00\"\n",
            "a: 1\nb: [\"\\u0000\"]\n",
            "a: 1\nb: { \"\\U00000000\": 1 }\n",
        ] {
            let fault = value(text).unwrap_err();
            assert_eq!((fault.kind, fault.line), (YamlFaultKind::Value, 2), "{text}: {fault}");
            assert_eq!(fault.message, "a NUL cannot be kept");
        }
        for (text, pattern) in
            [("a: '[\\x00-\\x1f]'\n", "[\\x00-\\x1f]"), ("a: \\0\n", "\\0"), ("a: \"\\\\0\"\n", "\\0")]
        {
            assert_eq!(value(text).unwrap()["a"], pattern, "{text}");
        }
        assert!(
            crate::transform::Chain::from_yaml("[{ replace: { pattern: '[\\x00-\\x1f]', with: '' } }]")
                .is_ok()
        );
    }

    #[test]
    fn the_place_is_told() {
        let fault = read::<std::collections::BTreeMap<String, u32>>("a: 1\nb: x\n", 100).unwrap_err();
        assert_eq!((fault.line, fault.column), (2, 4), "{fault}");
    }
}
