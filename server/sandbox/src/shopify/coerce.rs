//! Whether a variable's value is of its type.

use serde_json::Value;
use url::Url;

use super::schema::{self, Schema};

/// What is wrong with a part of a value: where, and why.
pub(super) struct Misfit {
    pub path: Vec<Value>,
    pub explanation: String,
}

/// `kind` is a type as written: `[String!]!`.
pub(super) fn misfits(kind: &str, value: &Value) -> Vec<Misfit> {
    let Ok(schema) = schema::schema() else { return Vec::new() };
    let mut found = Vec::new();
    check(schema, kind, value, &mut Vec::new(), &mut found);
    found
}

fn check(schema: &Schema, kind: &str, value: &Value, path: &mut Vec<Value>, found: &mut Vec<Misfit>) {
    let mut misfit = |path: &[Value], explanation: String| {
        found.push(Misfit { path: path.to_vec(), explanation });
    };
    let nullable = kind.strip_suffix('!').unwrap_or(kind);
    if value.is_null() {
        if nullable != kind {
            misfit(path, "Expected value to not be null".to_owned());
        }
        return;
    }
    if let Some(inner) = nullable.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')) {
        match value.as_array() {
            Some(items) => {
                for (at, item) in items.iter().enumerate() {
                    path.push(at.into());
                    check(schema, inner, item, path, found);
                    path.pop();
                }
            }
            // One value stands for a list of it.
            None => check(schema, inner, value, path, found),
        }
        return;
    }
    if let Some(fields) = schema.inputs.get(nullable) {
        let Some(members) = value.as_object() else {
            return misfit(path, format!("Expected {value} to be a key-value object."));
        };
        for name in members.keys().filter(|name| !fields.iter().any(|(known, _)| known == name)) {
            path.push(name.as_str().into());
            misfit(path, format!("Field is not defined on {nullable}"));
            path.pop();
        }
        for (name, kind) in fields {
            path.push((*name).into());
            check(schema, kind, members.get(*name).unwrap_or(&Value::Null), path, found);
            path.pop();
        }
        return;
    }
    if let Some(choices) = schema.enums.get(nullable) {
        if !value.as_str().is_some_and(|text| choices.contains(&text)) {
            misfit(path, format!("Expected {value} to be one of: {}", choices.join(", ")));
        }
        return;
    }
    let fits = match nullable {
        "String" => value.is_string(),
        "ID" => value.is_string() || value.is_i64(),
        "Int" => value.is_i64(),
        "Boolean" => value.is_boolean(),
        "URL" => value.as_str().is_some_and(|text| Url::parse(text).is_ok()),
        _ => true,
    };
    if !fits {
        misfit(path, format!("Could not coerce value {value} to {nullable}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn seen(kind: &str, value: &Value) -> Vec<String> {
        let text = |misfit: Misfit| format!("{} {}", Value::from(misfit.path), misfit.explanation);
        misfits(kind, value).into_iter().map(text).collect()
    }

    #[test]
    fn scalars_and_choices_are_of_their_type() {
        assert!(seen("Int", &json!(null)).is_empty() && seen("ID!", &json!(7)).is_empty());
        assert_eq!(seen("Int!", &json!(null)), ["[] Expected value to not be null"]);
        assert_eq!(seen("Int", &json!("7")), ["[] Could not coerce value \"7\" to Int"]);
        assert!(seen("OrderCancelReason!", &json!("FRAUD")).is_empty());
        assert_eq!(seen("OrderCancelReason!", &json!("WEATHER")).len(), 1);
    }

    #[test]
    fn input_objects_are_looked_through() {
        let good = json!({ "lineItemsByFulfillmentOrder": [{ "fulfillmentOrderId": "gid" }],
            "trackingInfo": { "url": "https://a.example/b" } });
        assert!(seen("FulfillmentInput!", &good).is_empty());
        let bad = json!({ "lineItemsByFulfillmentOrder": [{ "fulfillmentOrderId": null }],
            "trackingInfo": { "url": "a b" }, "colour": 1 });
        assert_eq!(
            seen("FulfillmentInput!", &bad),
            [
                "[\"colour\"] Field is not defined on FulfillmentInput",
                "[\"lineItemsByFulfillmentOrder\",0,\"fulfillmentOrderId\"] Expected value to not be null",
                "[\"trackingInfo\",\"url\"] Could not coerce value \"a b\" to URL",
            ]
        );
    }
}
