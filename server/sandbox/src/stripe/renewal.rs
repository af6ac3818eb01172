//! What happens to subscriptions as time passes: renewals, ends of trials, notices ahead.

use serde_json::{Value, json};

use crate::stripe::doc::{Doc as _, rows_mut};
use crate::stripe::invoices::{self, DRAFT_FOR, NewInvoice};
use crate::stripe::kind::Kind;
use crate::stripe::lines::Line;
use crate::stripe::store::State;
use crate::stripe::{calendar, meters, offers, payments, plan_change, subscriptions, updating};

/// A period is over: the next one begins with its invoice, or the subscription ends.
pub(crate) fn turn(state: &mut State, id: &str) {
    let doc = state.doc(Kind::Subscription, id);
    let now = state.now;
    let was_trial = doc.text("status") == "trialing";
    let ends = doc.maybe_int("cancel_at").is_some_and(|at| at <= now);
    if ends {
        subscriptions::end_period(state, id);
        return;
    }
    let customer = doc.text("customer").to_owned();
    if was_trial && payments::method_for(state, &customer, id).is_none() {
        match doc["trial_settings"]["end_behavior"].text("missing_payment_method") {
            "cancel" => {
                subscriptions::cancel_now(state, id, "cancellation_requested");
                return;
            }
            "pause" => {
                subscriptions::hold(state, id, "trial_end_without_payment_method");
                return;
            }
            _ => {}
        }
    }
    begin_period(state, id, was_trial);
}

/// A trial ends before its time.
pub(crate) fn end_trial_now(state: &mut State, id: &str) {
    let now = state.now;
    state.edit(Kind::Subscription, id, |doc| {
        doc["trial_end"] = json!(now);
        doc["billing_cycle_anchor"] = json!(now);
        for item in rows_mut(doc, "items").into_iter().flatten() {
            item["current_period_end"] = json!(now);
        }
    });
    turn(state, id);
    let latest = state.doc(Kind::Subscription, id).text("latest_invoice").to_owned();
    collect(state, &latest);
}

/// Lines of a period that begins, and the items in it.
pub(crate) fn next_period(state: &State, doc: &Value, now: i64) -> (Vec<Line>, Vec<Value>) {
    let (customer, currency) = (doc.text("customer"), doc.text("currency"));
    let anchor = doc.int("billing_cycle_anchor");
    let mut lines = Vec::new();
    let mut items = doc.rows("items").to_vec();
    for item in items.iter_mut().filter(|item| item.int("current_period_end") <= now) {
        let end = item.int("current_period_end");
        let recurring = state.doc(Kind::Price, item.text("price"))["recurring"].clone();
        if let Some(used) = meters::used_by(state, item, customer, end) {
            lines.push(Line::of_usage(state, item, currency, used));
        }
        let next =
            calendar::period_end(anchor, recurring.text("interval"), recurring.int("interval_count"), end);
        item["current_period_start"] = json!(end);
        item["current_period_end"] = json!(next);
        if recurring.text("usage_type") != "metered" {
            lines.push(Line::of_item(state, item, currency, (end, next), false));
        }
    }
    (lines, items)
}

fn begin_period(state: &mut State, id: &str, was_trial: bool) {
    let before = state.shown(Kind::Subscription, id);
    let doc = state.doc(Kind::Subscription, id);
    let (customer, currency, now) =
        (doc.text("customer").to_owned(), doc.text("currency").to_owned(), state.now);
    let over = subscriptions::period_of(&doc);
    let mut lines = plan_change::kept(state, id);
    let (own, items) = next_period(state, &doc, now);
    lines.extend(own);
    let is_unpaid = doc.text("status") == "unpaid";
    let paused = doc["pause_collection"].text("behavior").to_owned();
    let discounts = offers::holding(state, doc.rows("discounts"), now);
    let stays_draft = is_unpaid || paused == "keep_as_draft";
    state.edit(Kind::Subscription, id, |doc| {
        if let Some(rows) = rows_mut(doc, "items") {
            *rows = items;
        }
        if was_trial {
            doc["status"] = json!("active");
        }
        let ended: Vec<Value> = discounts.iter().map(|(id, _)| json!(id)).collect();
        doc["discounts"] = json!(ended);
    });
    let new = NewInvoice {
        customer: &customer,
        subscription: Some(id),
        reason: "subscription_cycle",
        currency: &currency,
        lines,
        period: over,
        discounts,
        finalizes_at: (!stays_draft).then_some(now + DRAFT_FOR),
    };
    let invoice = invoices::make(state, &new);
    state.tell_change(Kind::Subscription, id, "customer.subscription.updated", &before);
    match paused.as_str() {
        "void" => {
            invoices::finalize(state, &invoice);
            invoices::void(state, &invoice);
        }
        "mark_uncollectible" => {
            invoices::finalize(state, &invoice);
            invoices::write_off(state, &invoice);
        }
        _ => {}
    }
}

/// A draft becomes open, and is charged where that is done by itself.
pub(crate) fn collect(state: &mut State, invoice: &str) {
    invoices::finalize(state, invoice);
    let doc = state.doc(Kind::Invoice, invoice);
    if doc.text("status") == "open" && doc.text("collection_method") == "charge_automatically" {
        // A failure is written down with the invoice.
        let _ = invoices::pay(state, invoice, None, false);
    }
}

/// A notice ahead of a renewal; its invoice has no id yet.
pub(crate) fn announce(state: &mut State, id: &str) {
    let mut preview = upcoming(state, id);
    if let Some(members) = preview.as_object_mut() {
        members.remove("id");
    }
    state.emit("invoice.upcoming", preview, None);
}

/// The next invoice of a subscription as it would be.
pub(crate) fn upcoming(state: &mut State, id: &str) -> Value {
    let doc = state.doc(Kind::Subscription, id);
    let period = subscriptions::period_of(&doc);
    let mut lines = plan_change::kept(state, id);
    lines.extend(next_period(state, &doc, period.1).0);
    let mut invoice = updating::waiting_invoice(state, id, lines, period, "upcoming");
    invoice["next_payment_attempt"] = json!(period.1 + DRAFT_FOR);
    invoice
}
