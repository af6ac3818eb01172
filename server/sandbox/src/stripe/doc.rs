//! Reading and writing the JSON documents that the simulator keeps.

use serde_json::{Map, Value, json};

/// Short ways into a document; what is missing reads as empty, 0 or false.
pub(crate) trait Doc {
    fn text(&self, key: &str) -> &str;
    fn int(&self, key: &str) -> i64;
    fn maybe_int(&self, key: &str) -> Option<i64>;
    fn flag(&self, key: &str) -> bool;
    fn rows(&self, key: &str) -> &[Value];
    fn id(&self) -> &str {
        self.text("id")
    }
}

impl Doc for Value {
    fn text(&self, key: &str) -> &str {
        self.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn int(&self, key: &str) -> i64 {
        self.maybe_int(key).unwrap_or_default()
    }

    fn maybe_int(&self, key: &str) -> Option<i64> {
        self.get(key).and_then(Value::as_i64)
    }

    fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The rows of a list object (`{"object":"list","data":[…]}`) or of a plain array.
    fn rows(&self, key: &str) -> &[Value] {
        let found = self.get(key);
        let found = found.and_then(|inner| inner.get("data")).or(found);
        found.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The rows of a list object inside a document, to be changed.
pub(crate) fn rows_mut<'d>(doc: &'d mut Value, key: &str) -> Option<&'d mut Vec<Value>> {
    doc.get_mut(key)?.get_mut("data")?.as_array_mut()
}

/// A list object.
pub(crate) fn list(url: &str, data: Vec<Value>, has_more: bool) -> Value {
    json!({ "object": "list", "data": data, "has_more": has_more, "url": url })
}

/// What `before` said of the members that `after` says otherwise: `previous_attributes` of an event.
pub(crate) fn previous(before: &Value, after: &Value) -> Map<String, Value> {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return Map::new() };
    let mut changed = Map::new();
    for (key, new) in after {
        let old = before.get(key).unwrap_or(&Value::Null);
        if old == new {
            continue;
        }
        let nested = old.is_object() && new.is_object();
        let told = if nested { Value::Object(previous(old, new)) } else { old.clone() };
        changed.insert(key.clone(), told);
    }
    for (key, old) in before {
        if !after.contains_key(key) {
            changed.insert(key.clone(), old.clone());
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn previous_attributes_hold_what_changed_and_only_that() {
        let before = json!({ "a": 1, "b": { "c": 2, "d": 3 }, "list": [1], "gone": true });
        let after = json!({ "a": 1, "b": { "c": 4, "d": 3 }, "list": [1, 2], "new": 5 });
        let told = Value::Object(previous(&before, &after));
        assert_eq!(told, json!({ "b": { "c": 2 }, "list": [1], "new": null, "gone": true }));
    }

    #[test]
    fn rows_are_found_in_lists_and_in_arrays() {
        let doc = json!({ "items": list("/v1/x", vec![json!(1)], false), "phases": [1, 2] });
        assert_eq!((doc.rows("items").len(), doc.rows("phases").len(), doc.rows("none").len()), (1, 2, 0));
    }
}
