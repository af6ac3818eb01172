//! Two values of a field as they are shown beside each other: of what has parts only those that differ, of what is long
//! what surrounds the first difference.

use serde_json::Value;
use std::{collections::BTreeSet, iter::zip};

/// Characters of a side that are kept.
const LONGEST: usize = 2_000;
/// Characters of one part.
const PART: usize = 300;
/// Characters before the first difference, where a value begins later.
const LEAD: usize = 40;
/// In the place of what is left out.
const CUT: &str = "…";

/// Both sides; `None` for a side that has nothing of the difference. What has parts is told part by part: `2.title: …`
/// is the title of the second element.
pub(super) fn told(from: &Value, to: &Value) -> (Option<String>, Option<String>) {
    if !has_parts(from) && !has_parts(to) {
        return around(plain(from), plain(to), LONGEST);
    }
    let mut sides = Sides::default();
    sides.walk("", Some(from), Some(to));
    (joined(&sides.from), joined(&sides.to))
}

#[derive(Default)]
struct Sides {
    from: Vec<String>,
    to: Vec<String>,
}

impl Sides {
    fn walk(&mut self, path: &str, from: Option<&Value>, to: Option<&Value>) {
        if from == to {
            return;
        }
        if from.is_some_and(has_parts) || to.is_some_and(has_parts) {
            for name in names(from).union(&names(to)) {
                let below = if path.is_empty() { name.shown() } else { format!("{path}.{}", name.shown()) };
                self.walk(&below, from.and_then(|of| name.of(of)), to.and_then(|of| name.of(of)));
            }
            let only = |side: Option<&Value>| side.filter(|value| !has_parts(value)).and_then(plain);
            self.push(path, (only(from), only(to)));
            return;
        }
        let (from, to) = around(from.and_then(plain), to.and_then(plain), PART);
        self.push(path, (from, to));
    }

    fn push(&mut self, path: &str, (from, to): (Option<String>, Option<String>)) {
        let named = |value: String| if path.is_empty() { value } else { format!("{path}: {value}") };
        self.from.extend(from.map(named));
        self.to.extend(to.map(named));
    }
}

/// What a part is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Place(usize),
    Member(String),
}

impl Name {
    /// People count from one.
    fn shown(&self) -> String {
        match self {
            Self::Place(at) => (at + 1).to_string(),
            Self::Member(name) => name.clone(),
        }
    }

    fn of<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        match (self, value) {
            (Self::Place(at), Value::Array(parts)) => parts.get(*at),
            (Self::Member(name), Value::Object(parts)) => parts.get(name),
            _ => None,
        }
    }
}

fn names(value: Option<&Value>) -> BTreeSet<Name> {
    match value {
        Some(Value::Array(parts)) => (0..parts.len()).map(Name::Place).collect(),
        Some(Value::Object(parts)) => parts.keys().cloned().map(Name::Member).collect(),
        _ => BTreeSet::new(),
    }
}

const fn has_parts(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Both from a little before their first difference on, at most so many characters of each.
fn around(from: Option<String>, to: Option<String>, most: usize) -> (Option<String>, Option<String>) {
    let is_long = |side: &Option<String>| side.as_ref().is_some_and(|side| side.chars().nth(most).is_some());
    if !is_long(&from) && !is_long(&to) {
        return (from, to);
    }
    let same = match (&from, &to) {
        (Some(from), Some(to)) => zip(from.chars(), to.chars()).take_while(|(from, to)| from == to).count(),
        _ => 0,
    };
    let start = same.saturating_sub(LEAD);
    let cut = |side: String| {
        let before = if start == 0 { "" } else { CUT };
        let shown: String = side.chars().skip(start).take(most).collect();
        let after = if side.chars().nth(start + most).is_none() { "" } else { CUT };
        format!("{before}{shown}{after}")
    };
    (from.map(cut), to.map(cut))
}

fn joined(parts: &[String]) -> Option<String> {
    let text = parts.join("\n");
    let cut = text.char_indices().nth(LONGEST).map(|(end, _)| format!("{}{CUT}", &text[..end]));
    (!parts.is_empty()).then(|| cut.unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn both(from: &str, to: &str) -> (Option<String>, Option<String>) {
        (Some(from.to_owned()), Some(to.to_owned()))
    }

    #[test]
    fn of_many_parts_those_that_differ_are_told() {
        let lines = |quantity: i64| -> Value {
            let line = |at| json!({"position": at, "title": "Caneca ".repeat(30), "quantity": 1});
            let mut lines: Vec<_> = (0..40).map(line).collect();
            lines[33]["quantity"] = quantity.into();
            lines.into()
        };
        assert!(lines(1).to_string().len() > 3 * LONGEST);
        assert_eq!(told(&lines(1), &lines(2)), both("34.quantity: 1", "34.quantity: 2"));
        let (from, to) = (json!([{"a": {"b": [1, 2]}}]), json!([{"a": {"b": [1, 3]}, "c": null}]));
        assert_eq!(told(&from, &to), both("1.a.b.2: 2", "1.a.b.2: 3"));
    }

    #[test]
    fn what_one_side_alone_has_is_told_whole() {
        let line = json!({"sku": "A", "quantity": 2});
        let all = Some("1.quantity: 2\n1.sku: A".to_owned());
        assert_eq!(told(&Value::Null, &json!([line])), (None, all.clone()));
        assert_eq!(told(&json!([line]), &Value::Null), (all, None));
        let more = Some("2.quantity: 2\n2.sku: A".to_owned());
        assert_eq!(told(&json!([1]), &json!([1, line])), (None, more));
        let ten: Vec<_> = (1..=11).collect();
        let shown = told(&Value::Null, &json!(ten)).1.unwrap();
        assert!(shown.ends_with("10: 10\n11: 11"), "counted, not spelled: {shown}");
    }

    #[test]
    fn of_long_values_the_first_difference_is_told() {
        let note = |end: &str| Value::from(format!("{}{end}", "é".repeat(5_000)));
        let (from, to) = told(&note("antes"), &note("depois"));
        let lead = "é".repeat(LEAD);
        assert_eq!((from, to), both(&format!("…{lead}antes"), &format!("…{lead}depois")));
        let (from, to) = told(&json!([{"t": note("1")}]), &json!([{"t": note("2")}]));
        assert_eq!((from, to), both(&format!("1.t: …{lead}1"), &format!("1.t: …{lead}2")));
        let shown = told(&Value::Null, &note("")).1.unwrap();
        assert_eq!(shown.chars().count(), LONGEST + 1, "cut at its end");
        let many: Vec<_> = (0..LONGEST).collect();
        assert_eq!(told(&json!(many), &Value::Null).0.unwrap().chars().count(), LONGEST + 1);
    }

    #[test]
    fn short_values_are_told_as_they_are() {
        assert_eq!(told(&json!(5), &json!("x")), both("5", "x"));
        assert_eq!(told(&Value::Null, &json!(true)), (None, Some("true".to_owned())));
        assert_eq!(told(&json!([1]), &json!("x")), both("1: 1", "x"));
    }
}
