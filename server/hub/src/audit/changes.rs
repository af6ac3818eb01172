//! What somebody changed, as the audit log keeps it.

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Characters of a text that are kept; of a longer one they begin shortly before the place that was changed.
const TEXT: usize = 500;
/// Characters before that place.
const LEAD: usize = 40;

/// `about`, with what differs between two states as `from` and `to`: of objects the fields that differ alone, and `null` for what one
/// of the states does not have. `None` where nothing differs.
pub(crate) fn changes(about: Value, from: &Value, to: &Value) -> Option<Value> {
    let (from, to) = differing(from, to)?;
    let mut data = match about {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    data.insert("from".to_owned(), from);
    data.insert("to".to_owned(), to);
    Some(Value::Object(data))
}

fn differing(from: &Value, to: &Value) -> Option<(Value, Value)> {
    if from == to {
        return None;
    }
    let none = Map::new();
    let (before, after) = match (from, to) {
        (Value::Object(before), Value::Object(after)) => (before, after),
        (Value::Object(before), Value::Null) => (before, &none),
        (Value::Null, Value::Object(after)) => (&none, after),
        (Value::String(before), Value::String(after)) => {
            let (before, after) = cut(before, after);
            return Some((before.into(), after.into()));
        }
        _ => return Some((alone(from), alone(to))),
    };
    let (mut was, mut is) = (Map::new(), Map::new());
    for key in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let [before, after] = [before, after].map(|fields| fields.get(key).unwrap_or(&Value::Null));
        if let Some((before, after)) = differing(before, after) {
            was.insert(key.clone(), before);
            is.insert(key.clone(), after);
        }
    }
    // Fields that one state does not have and the other has as `null` differ for nobody.
    (!was.is_empty()).then_some((was.into(), is.into()))
}

/// A value that stands against one of another kind.
fn alone(value: &Value) -> Value {
    match value {
        Value::String(text) => part(text, 0).into(),
        value => value.clone(),
    }
}

/// Two texts, long ones from shortly before the place where they begin to differ.
fn cut(from: &str, to: &str) -> (String, String) {
    let is_long = [from, to].iter().any(|text| text.chars().nth(TEXT).is_some());
    let alike = from.chars().zip(to.chars()).take_while(|(before, after)| before == after).count();
    let start = if is_long { alike.saturating_sub(LEAD) } else { 0 };
    (part(from, start), part(to, start))
}

/// At most [`TEXT`] characters from a place on; what is left out on either side is an ellipsis.
fn part(text: &str, start: usize) -> String {
    let mut rest = text.chars().skip(start);
    let mut kept = if start > 0 { "…".to_owned() } else { String::new() };
    kept.extend(rest.by_ref().take(TEXT));
    if rest.next().is_some() {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_kept() {
        let from = json!({ "name": "Vaso", "price": 10, "limits": { "orders": 5, "members": 2 } });
        let to = json!({ "name": "Vaso", "price": null, "limits": { "orders": 7, "members": 2 } });
        let told = changes(json!({ "sku": "A-1" }), &from, &to);
        let expected = json!({
            "sku": "A-1",
            "from": { "price": 10, "limits": { "orders": 5 } },
            "to": { "price": null, "limits": { "orders": 7 } },
        });
        assert_eq!(told, Some(expected));
        assert_eq!(changes(json!({}), &to, &to), None);
        assert_eq!(changes(json!({}), &json!({ "until": null }), &json!({})), None);
        let made = changes(Value::Null, &Value::Null, &json!({ "on": true, "note": null }));
        assert_eq!(made, Some(json!({ "from": { "on": null }, "to": { "on": true } })));
    }

    #[test]
    fn a_long_text_is_cut_around_what_was_changed() {
        let same = "ç".repeat(600);
        let (from, to) = (format!("{same}before"), format!("{same}after"));
        let told = changes(json!({}), &json!(from), &json!(to)).unwrap();
        let lead = "ç".repeat(LEAD);
        assert_eq!(told, json!({ "from": format!("…{lead}before"), "to": format!("…{lead}after") }));
        let told = changes(json!({}), &Value::Null, &json!({ "yaml": "x".repeat(20_000) })).unwrap();
        assert_eq!(told["to"]["yaml"].as_str().unwrap().chars().count(), TEXT + 1);
        let told = changes(json!({}), &json!(""), &json!("short")).unwrap();
        assert_eq!(told, json!({ "from": "", "to": "short" }));
    }
}
