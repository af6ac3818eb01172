//! What payments and failures of invoices make of a subscription.

use serde_json::{Value, json};

use crate::stripe::doc::Doc as _;
use crate::stripe::invoices;
use crate::stripe::kind::Kind;
use crate::stripe::options::AfterRetries;
use crate::stripe::plan_change;
use crate::stripe::store::State;
use crate::stripe::subscriptions;

/// An invoice was paid: its subscription is in order again, unless it is over.
pub(crate) fn paid(state: &mut State, invoice: &str) {
    let doc = state.doc(Kind::Invoice, invoice);
    let (id, customer) = (invoices::subscription_of(&doc), doc.text("customer").to_owned());
    let owes = |doc: &Value| {
        doc.text("customer") == customer && doc.text("status") == "open" && doc.flag("attempted")
    };
    if !state.all(Kind::Invoice).any(owes) {
        state.change(Kind::Customer, &customer, "customer.updated", |doc| doc["delinquent"] = json!(false));
    }
    let subscription = state.doc(Kind::Subscription, &id);
    let is_latest = subscription.text("latest_invoice") == invoice;
    if is_latest && matches!(subscription.text("status"), "incomplete" | "past_due" | "unpaid") {
        state.change(Kind::Subscription, &id, "customer.subscription.updated", |doc| {
            doc["status"] = json!("active");
        });
    }
    if !subscription["pending_update"].is_null() && is_latest {
        plan_change::apply_pending(state, &id);
    }
    spend_once(state, &id, &doc);
}

/// A coupon for one invoice is used up by the first one with an amount.
fn spend_once(state: &mut State, subscription: &str, invoice: &Value) {
    if invoice.int("subtotal") <= 0 {
        return;
    }
    let used = invoice.rows("discounts").to_vec();
    let is_once = |id: &Value| {
        let discount = state.doc(Kind::Discount, id.as_str().unwrap_or_default());
        state.doc(Kind::Coupon, discount["source"].text("coupon")).text("duration") == "once"
    };
    let spent: Vec<Value> = used.into_iter().filter(is_once).collect();
    if spent.is_empty() {
        return;
    }
    state.change(Kind::Subscription, subscription, "customer.subscription.updated", |doc| {
        if let Some(kept) = doc["discounts"].as_array_mut() {
            kept.retain(|id| !spent.contains(id));
        }
    });
}

/// A charge failed; `was_last` tells that no other one follows by itself.
pub(crate) fn failed(state: &mut State, invoice: &str, was_last: bool) {
    let id = invoices::subscription_of(&state.doc(Kind::Invoice, invoice));
    let status = state.doc(Kind::Subscription, &id).text("status").to_owned();
    if status.is_empty() || subscriptions::is_over(&status) || status == "incomplete" {
        return;
    }
    let becomes = match (was_last, state.options.after_retries) {
        (true, AfterRetries::Cancel) => {
            subscriptions::cancel_now(state, &id, "payment_failed");
            return;
        }
        (true, AfterRetries::Unpaid) => "unpaid",
        _ if status == "unpaid" => "unpaid",
        _ => "past_due",
    };
    state.change(Kind::Subscription, &id, "customer.subscription.updated", |doc| {
        doc["status"] = json!(becomes);
    });
}
