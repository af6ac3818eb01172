//! Documents as answers show them: what is embedded, what only comes when it is expanded, and `expand[]`.

use serde_json::{Value, json};

use crate::stripe::doc::{Doc as _, list, rows_mut};
use crate::stripe::kind::Kind;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;

/// Deepest path of `expand[]`.
const LEVELS: usize = 4;

/// Members that come only when they are asked for.
fn hidden(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Price => &["tiers", "currency_options"],
        Kind::Coupon => &["applies_to", "currency_options"],
        Kind::CheckoutSession => &["line_items"],
        Kind::Invoice => &["payments", "confirmation_secret"],
        _ => &[],
    }
}

impl State {
    /// A document as it is answered without `expand[]`; `null` where there is none.
    pub(crate) fn shown(&self, kind: Kind, id: &str) -> Value {
        let Some(doc) = self.get(kind, id) else { return Value::Null };
        self.present(kind, doc.clone())
    }

    pub(crate) fn present(&self, kind: Kind, mut doc: Value) -> Value {
        if let Some(members) = doc.as_object_mut() {
            members.retain(|name, _| !hidden(kind).contains(&name.as_str()));
        }
        match kind {
            Kind::Subscription => self.embed_prices(&mut doc, "items"),
            Kind::PromotionCode => {
                let coupon = doc["promotion"].text("coupon").to_owned();
                let valid = self.doc(Kind::Coupon, &coupon).flag("valid");
                doc["active"] = json!(doc.flag("active") && valid);
            }
            _ => {}
        }
        doc
    }

    /// Items name their prices; answers hold them whole, with the plan of old.
    pub(crate) fn embed_prices(&self, doc: &mut Value, key: &str) {
        for row in rows_mut(doc, key).into_iter().flatten() {
            let price = self.shown(Kind::Price, row.text("price"));
            if key == "items" {
                row["plan"] = plan(&price);
            }
            row["price"] = price;
        }
    }

    /// Applies `expand[]` to an answer.
    ///
    /// # Errors
    /// Where a path names nothing that can be expanded, or goes too deep.
    pub(crate) fn expand(&self, answer: &mut Value, paths: &[String]) -> Result<(), Refusal> {
        for path in paths {
            let segments: Vec<&str> = path.split('.').collect();
            if segments.len() > LEVELS {
                let told =
                    format!("You cannot expand more than {LEVELS} levels of a property. Property: {path}");
                return Err(Refusal::invalid(told).param("expand"));
            }
            self.walk(answer, &segments, path)?;
        }
        Ok(())
    }

    fn walk(&self, at: &mut Value, segments: &[&str], path: &str) -> Result<(), Refusal> {
        let Some((first, rest)) = segments.split_first() else { return Ok(()) };
        if at.get(*first).is_none() {
            let included = self.included(at, first).ok_or_else(|| cannot(path))?;
            at[*first] = included;
        }
        let inner = &mut at[*first];
        self.open(inner, first, path, rest.is_empty())?;
        match inner {
            Value::Array(rows) => rows.iter_mut().try_for_each(|row| self.walk(row, rest, path)),
            Value::Object(_) => self.walk(inner, rest, path),
            _ => Ok(()),
        }
    }

    /// Puts a document in the place of its id.
    fn open(&self, inner: &mut Value, name: &str, path: &str, is_last: bool) -> Result<(), Refusal> {
        match inner {
            Value::String(id) => {
                let kind = if name == "coupon" { Some(Kind::Coupon) } else { Kind::of(id) };
                let found = kind.map(|kind| self.shown(kind, id)).filter(|doc| !doc.is_null());
                *inner = found.ok_or_else(|| cannot(path))?;
                Ok(())
            }
            Value::Array(rows) => rows
                .iter_mut()
                .filter(|row| row.is_string())
                .try_for_each(|row| self.open(row, name, path, true)),
            Value::Number(_) | Value::Bool(_) if is_last => Err(cannot(path)),
            _ => Ok(()),
        }
    }

    /// Members that are left out unless they are expanded.
    fn included(&self, at: &Value, name: &str) -> Option<Value> {
        let id = at.id();
        match (at.text("object"), name) {
            ("customer", "subscriptions") => {
                let live = |doc: &Value| {
                    doc.text("customer") == id
                        && !matches!(doc.text("status"), "canceled" | "incomplete_expired" | "incomplete")
                };
                let ids = self.ids(Kind::Subscription, live);
                let shown = ids.iter().rev().map(|id| self.shown(Kind::Subscription, id)).collect();
                Some(list(&format!("/v1/customers/{id}/subscriptions"), shown, false))
            }
            ("customer", "tax_ids") => {
                let ids = self.ids(Kind::TaxId, |doc| doc.text("customer") == id);
                let shown = ids.iter().rev().map(|id| self.shown(Kind::TaxId, id)).collect();
                Some(list(&format!("/v1/customers/{id}/tax_ids"), shown, false))
            }
            ("customer", "sources") => Some(list(&format!("/v1/customers/{id}/sources"), Vec::new(), false)),
            ("price", _) => self.member(Kind::Price, id, name),
            ("coupon", _) => self.member(Kind::Coupon, id, name),
            ("invoice", _) => self.member(Kind::Invoice, id, name),
            ("checkout.session", "line_items") => {
                let mut doc = self.doc(Kind::CheckoutSession, id);
                self.embed_prices(&mut doc, "line_items");
                doc.get("line_items").cloned()
            }
            _ => None,
        }
    }

    fn member(&self, kind: Kind, id: &str, name: &str) -> Option<Value> {
        let is_hidden = hidden(kind).contains(&name);
        is_hidden.then(|| self.doc(kind, id).get(name).cloned().unwrap_or_default())
    }
}

fn cannot(path: &str) -> Refusal {
    Refusal::invalid(format!("This property cannot be expanded ({path}).")).param("expand")
}

/// A recurring price in the words of plans.
fn plan(price: &Value) -> Value {
    let recurring = &price["recurring"];
    json!({
        "id": price["id"], "object": "plan", "active": price["active"], "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"], "billing_scheme": price["billing_scheme"],
        "created": price["created"], "currency": price["currency"], "interval": recurring["interval"],
        "interval_count": recurring["interval_count"], "livemode": false, "metadata": price["metadata"],
        "meter": recurring["meter"], "nickname": price["nickname"], "product": price["product"],
        "tiers_mode": price["tiers_mode"], "transform_usage": null, "trial_period_days": recurring["trial_period_days"],
        "usage_type": recurring["usage_type"],
    })
}
