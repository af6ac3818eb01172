//! What a seller sends, field by field.

use chrono::DateTime;
use serde_json::{Value, json};

use crate::http::{Reply, Request};

use super::{ids, message};

pub(super) struct Body(Value);

impl Body {
    /// The object that was sent, to the one sales channel.
    pub(super) fn read(request: &Request) -> Result<Self, Reply> {
        let is_json = request.header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
        if !is_json {
            return Err(message(415, "Unsupported media type"));
        }
        let body = serde_json::from_slice(&request.body).map_err(|_| invalid(&[], "invalid JSON"))?;
        let body = Self(body);
        if body.text(&["channel", "id"])? != ids::CHANNEL {
            return Err(invalid(&["channel", "id"], "unknown channel"));
        }
        Ok(body)
    }

    pub(super) fn value(&self, path: &[&str]) -> &Value {
        path.iter().fold(&self.0, |value, name| &value[*name])
    }

    /// A text that has to be there.
    pub(super) fn text(&self, path: &[&str]) -> Result<&str, Reply> {
        let text = self.value(path).as_str().filter(|text| !text.trim().is_empty());
        text.ok_or_else(|| invalid(path, "field required"))
    }

    pub(super) fn date(&self, path: &[&str]) -> Result<&str, Reply> {
        let text = self.text(path)?;
        match DateTime::parse_from_rfc3339(text) {
            Ok(_) => Ok(text),
            Err(_) => Err(invalid(path, "invalid datetime format")),
        }
    }

    /// An amount in BRL; a text is none.
    pub(super) fn amount(&self, path: &[&str]) -> Result<f64, Reply> {
        let amount = self.value(path).as_f64().filter(|amount| *amount > 0.0);
        amount.ok_or_else(|| invalid(path, "value is not a valid decimal"))
    }

    /// An address, if there is one.
    pub(super) fn link(&self, path: &[&str]) -> Result<Option<&str>, Reply> {
        if self.value(path).is_null() {
            return Ok(None);
        }
        let link = self.text(path)?;
        let is_web = link.starts_with("https://") || link.starts_with("http://");
        if is_web { Ok(Some(link)) } else { Err(invalid(path, "invalid or missing URL scheme")) }
    }
}

/// A field that cannot be used.
pub(super) fn invalid(path: &[&str], text: &str) -> Reply {
    let place: Vec<&str> = ["body"].into_iter().chain(path.iter().copied()).collect();
    Reply::value(422, &json!({ "detail": [{ "msg": text, "loc": place, "type": "value_error" }] }))
}
