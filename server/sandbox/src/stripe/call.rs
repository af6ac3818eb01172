//! A request to one endpoint, and what endpoints share in reading it.

use serde_json::{Map, Value, json};

use crate::stripe::form::Node;
use crate::stripe::refusal::Refusal;

/// What an endpoint gets.
pub(crate) struct Call {
    /// Ids of the path.
    pub ids: Vec<String>,
    pub params: Node,
}

impl Call {
    pub(crate) fn id(&self) -> &str {
        self.ids.first().map(String::as_str).unwrap_or_default()
    }
}

/// `metadata` of a request over what is there: an empty text takes a key away, an empty `metadata` all.
pub(crate) fn metadata(params: &Node, before: &Value) -> Value {
    let mut kept: Map<String, Value> = before.as_object().cloned().unwrap_or_default();
    match params.get("metadata") {
        Some(Node::Text(_)) => kept.clear(),
        Some(Node::Members(members)) => {
            for (name, value) in members {
                match value {
                    Node::Text(text) if !text.is_empty() => kept.insert(name.clone(), json!(text)),
                    _ => kept.remove(name),
                };
            }
        }
        None => {}
    }
    Value::Object(kept)
}

/// Copies texts: an empty one becomes `null`.
pub(crate) fn copy_texts(doc: &mut Value, params: &Node, names: &[&str]) {
    for name in names {
        if let Some(text) = params.given(name) {
            doc[*name] = if text.is_empty() { Value::Null } else { json!(text) };
        }
    }
}

/// Copies truths.
///
/// # Errors
/// Other words.
pub(crate) fn copy_truths(doc: &mut Value, params: &Node, names: &[&str]) -> Result<(), Refusal> {
    for name in names {
        if let Some(truth) = params.truth(name)? {
            doc[*name] = json!(truth);
        }
    }
    Ok(())
}

/// An object of texts, with `null` for those that are missing; `null` where there is no object.
pub(crate) fn object_of(params: &Node, name: &str, members: &[&str]) -> Value {
    let Some(inside) = params.get(name).filter(|node| matches!(node, Node::Members(_))) else {
        return Value::Null;
    };
    let mut object = Map::new();
    for member in members {
        object.insert((*member).to_owned(), inside.text(member).map_or(Value::Null, |text| json!(text)));
    }
    Value::Object(object)
}

/// An address as it is answered.
pub(crate) fn address(params: &Node, name: &str) -> Value {
    object_of(params, name, &["city", "country", "line1", "line2", "postal_code", "state"])
}

/// Any parameter as JSON: numbered members become arrays.
pub(crate) fn as_json(node: &Node) -> Value {
    match node {
        Node::Text(text) => json!(text),
        Node::Members(members) if members.iter().all(|(at, _)| at.parse::<usize>().is_ok()) => {
            members.iter().map(|(_, inside)| as_json(inside)).collect()
        }
        Node::Members(members) => {
            members.iter().map(|(name, inside)| (name.clone(), as_json(inside))).collect::<Map<_, _>>().into()
        }
    }
}
