//! What stands of orders before and after they are written: what would change is what differs.

use super::{batch::Batch, rows};
use crate::{OrgTx, StoreError};
use domain::{OrderId, view::orders::Change};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Characters of a value that are kept.
const LONGEST: usize = 500;

/// What stands of one record.
pub(super) struct Standing {
    pub order: Option<OrderId>,
    facts: Map<String, Value>,
}

impl Standing {
    /// What differs in another one, field by field, values as they are stored.
    pub fn changes(&self, after: &Self) -> Vec<Change> {
        let fields = self.facts.keys().chain(after.facts.keys().filter(|key| !self.facts.contains_key(*key)));
        let changed = fields.filter(|field| self.facts.get(*field) != after.facts.get(*field));
        changed
            .map(|field| Change {
                field: field.clone(),
                from: self.facts.get(field).and_then(text),
                to: after.facts.get(field).and_then(text),
            })
            .collect()
    }
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(text.chars().take(LONGEST).collect())
}

/// What stands of these records, by their keys.
pub(super) async fn take(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    keys: &[&str],
) -> Result<HashMap<String, Standing>, StoreError> {
    rows::standing(tx, batch.connection, keys).await.map(|rows| {
        rows.into_iter()
            .map(|(key, order, facts)| {
                let facts = match facts {
                    Value::Object(facts) => facts,
                    _ => Map::new(),
                };
                (key, Standing { order, facts })
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_a_change() {
        let standing = |facts: Value| Standing { order: None, facts: facts.as_object().unwrap().clone() };
        let before = standing(json!({"status": "open", "note": null, "total_minor": 5, "lines": [1]}));
        let after = standing(json!({"status": "open", "note": "x", "total_minor": 6, "lines": [1]}));
        let change = |field: &str, from: Option<&str>, to: Option<&str>| Change {
            field: field.into(),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        };
        let changes = before.changes(&after);
        assert_eq!(changes, [change("note", None, Some("x")), change("total_minor", Some("5"), Some("6"))]);
        assert_eq!(before.changes(&before), []);
        let none = standing(json!({}));
        assert_eq!(none.changes(&standing(json!({"note": null}))), [change("note", None, None)]);
    }
}
