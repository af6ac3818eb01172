//! Subscriptions: reading, ending, pausing and going on.

use serde_json::{Value, json};

use crate::stripe::call::{Call, copy_texts};
use crate::stripe::doc::{Doc as _, rows_mut};
use crate::stripe::form::Node;
use crate::stripe::invoices::{self, NewInvoice};
use crate::stripe::kind::Kind;
use crate::stripe::lines::Line;
use crate::stripe::lists::{self, Range};
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::{calendar, meters, offers, schedules};

pub(crate) const LIST: &str = "automatic_tax{enabled} collection_method created?{gt gte lt lte} current_period_end?{gt gte lt lte} current_period_start?{gt gte lt lte} customer customer_account ending_before expand[] limit plan price starting_after status test_clock";
pub(crate) const CANCEL: &str =
    "cancellation_details{comment feedback feedback_option} expand[] invoice_now prorate";
pub(crate) const RESUME: &str =
    "billing_cycle_anchor?{type} expand[] payment_behavior proration_behavior proration_date";
pub(crate) const PAUSE: &str =
    "bill_for{outstanding_usage_through{type} unused_time_from{type}} expand[] invoicing_behavior type";

pub(crate) const STATUSES: &[&str] = &[
    "active",
    "past_due",
    "unpaid",
    "canceled",
    "incomplete",
    "incomplete_expired",
    "trialing",
    "paused",
    "all",
    "ended",
];

/// Whether a status is final.
pub(crate) fn is_over(status: &str) -> bool {
    matches!(status, "canceled" | "incomplete_expired")
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Subscription, call.id(), "id")?;
    Ok(state.shown(Kind::Subscription, call.id()))
}

pub(crate) fn list_all(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let status = params.choice("status", STATUSES)?;
    let (customer, price) = (params.text("customer"), params.text("price"));
    if let Some(customer) = customer {
        state.need(Kind::Customer, customer, "customer")?;
    }
    let method = params.text("collection_method");
    let ends = Range::of(params, "current_period_end")?;
    let starts = Range::of(params, "current_period_start")?;
    lists::page(state, params, Kind::Subscription, "/v1/subscriptions", |doc| {
        let own = doc.text("status");
        let fits = match status {
            None => own != "canceled",
            Some("all") => true,
            Some("ended") => is_over(own),
            Some(wanted) => own == wanted,
        };
        let within =
            |range: &Range, name: &str| doc.rows("items").iter().any(|item| range.holds(item.int(name)));
        fits && customer.is_none_or(|customer| doc.text("customer") == customer)
            && method.is_none_or(|method| doc.text("collection_method") == method)
            && price.is_none_or(|price| doc.rows("items").iter().any(|item| item.text("price") == price))
            && within(&ends, "current_period_end")
            && within(&starts, "current_period_start")
    })
}

/// Rows of `/v1/subscription_items`.
pub(crate) fn items(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let id = call.params.required("subscription")?;
    state.need(Kind::Subscription, id, "subscription")?;
    let shown = state.shown(Kind::Subscription, id);
    lists::rows(&call.params, "/v1/subscription_items", shown.rows("items"))
}

pub(crate) fn cancel(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (id, params) = (call.id(), &call.params);
    if is_over(state.need(Kind::Subscription, id, "id")?.text("status")) {
        return Err(Refusal::no_such("subscription", id, "id"));
    }
    if params.truth("prorate")?.unwrap_or_default() {
        credit_rest(state, id);
    }
    if params.truth("invoice_now")?.unwrap_or_default() {
        bill_end(state, id);
    }
    details(state, id, params);
    cancel_now(state, id, "cancellation_requested");
    Ok(state.shown(Kind::Subscription, id))
}

/// What the person who cancels says.
pub(crate) fn details(state: &mut State, id: &str, params: &Node) {
    if let Some(told) = params.get("cancellation_details") {
        state.edit(Kind::Subscription, id, |doc| {
            copy_texts(&mut doc["cancellation_details"], told, &["comment", "feedback"]);
        });
    }
}

fn credit_rest(state: &mut State, id: &str) {
    let doc = state.doc(Kind::Subscription, id);
    let (currency, customer, now) =
        (doc.text("currency").to_owned(), doc.text("customer").to_owned(), state.now);
    for item in doc.rows("items") {
        let credit = crate::stripe::plan_change::credit(state, item, &currency, now);
        if doc.text("status") != "trialing" && credit.amount != 0 {
            crate::stripe::plan_change::keep_line(state, &customer, id, &credit, &currency);
        }
    }
}

/// A last invoice of what was used and what is left to be settled.
fn bill_end(state: &mut State, id: &str) {
    let doc = state.doc(Kind::Subscription, id);
    let currency = doc.text("currency").to_owned();
    let customer = doc.text("customer").to_owned();
    let mut lines = crate::stripe::plan_change::kept(state, id);
    for item in doc.rows("items") {
        if let Some(used) = meters::used_by(state, item, &customer, state.now) {
            lines.push(Line::of_usage(state, item, &currency, used));
        }
    }
    if lines.is_empty() {
        return;
    }
    let period = period_of(&doc);
    let discounts = offers::holding(state, doc.rows("discounts"), state.now);
    let invoice = invoices::make(
        state,
        &NewInvoice {
            customer: &customer,
            subscription: Some(id),
            reason: "subscription_cycle",
            currency: &currency,
            lines,
            period: (period.0, state.now),
            discounts,
            finalizes_at: Some(state.now + invoices::DRAFT_FOR),
        },
    );
    invoices::finalize(state, &invoice);
    if state.doc(Kind::Invoice, &invoice).text("status") == "open" {
        // A failure is told by the invoice's own events.
        let _ = invoices::pay(state, &invoice, None, false);
    }
}

/// Ends a subscription at this moment.
pub(crate) fn cancel_now(state: &mut State, id: &str, reason: &str) {
    let doc = state.doc(Kind::Subscription, id);
    let now = state.now;
    let schedule = doc.text("schedule").to_owned();
    state.edit(Kind::Subscription, id, |doc| {
        let is_begun = doc.text("status") != "incomplete";
        doc["status"] = json!(if is_begun { "canceled" } else { "incomplete_expired" });
        doc["status_details"] = Value::Null;
        doc["ended_at"] = json!(now);
        if doc["canceled_at"].is_null() {
            doc["canceled_at"] = json!(now);
        }
        if doc["cancellation_details"]["reason"].is_null() {
            doc["cancellation_details"]["reason"] = json!(reason);
        }
        doc["pending_update"] = Value::Null;
    });
    if !schedule.is_empty() {
        schedules::close(state, &schedule, "canceled");
    }
    let open = |doc: &Value| invoices::subscription_of(doc) == id && doc.text("status") == "draft";
    for invoice in state.ids(Kind::Invoice, open) {
        state.edit(Kind::Invoice, &invoice, |doc| {
            doc["auto_advance"] = json!(false);
            doc["automatically_finalizes_at"] = Value::Null;
        });
    }
    let failing = |doc: &Value| invoices::subscription_of(doc) == id && doc.text("status") == "open";
    for invoice in state.ids(Kind::Invoice, failing) {
        state.edit(Kind::Invoice, &invoice, |doc| {
            doc["auto_advance"] = json!(false);
            doc["next_payment_attempt"] = Value::Null;
        });
    }
    state.tell("customer.subscription.deleted", Kind::Subscription, id);
}

/// Ends a subscription at the end of a period, with an invoice of what was used.
pub(crate) fn end_period(state: &mut State, id: &str) {
    bill_end(state, id);
    if !is_over(state.doc(Kind::Subscription, id).text("status")) {
        cancel_now(state, id, "cancellation_requested");
    }
}

/// The first period among the items: its start and end.
pub(crate) fn period_of(doc: &Value) -> (i64, i64) {
    let items = doc.rows("items");
    let end = items.iter().map(|item| item.int("current_period_end")).min().unwrap_or_default();
    let start = items
        .iter()
        .filter(|item| item.int("current_period_end") == end)
        .map(|item| item.int("current_period_start"))
        .min()
        .unwrap_or_default();
    (start, end)
}

/// The last period among the items: where intervals differ, the subscription ends with the longest one.
pub(crate) fn last_period(doc: &Value) -> (i64, i64) {
    let periods = doc
        .rows("items")
        .iter()
        .map(|item| (item.int("current_period_end"), item.int("current_period_start")));
    periods.max().map_or((0, 0), |(end, start)| (start, end))
}

pub(crate) fn pause(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let id = call.id();
    let status = state.need(Kind::Subscription, id, "id")?.text("status").to_owned();
    call.params.choice("type", &["subscription"])?.ok_or_else(|| Refusal::missing("type"))?;
    if !matches!(status.as_str(), "active" | "trialing") {
        let told = format!("Subscriptions with status `{status}` cannot be paused.");
        return Err(Refusal::invalid(told));
    }
    hold(state, id, "pause_requested");
    Ok(state.shown(Kind::Subscription, id))
}

/// Pauses a subscription: nothing is asked for until it is resumed.
pub(crate) fn hold(state: &mut State, id: &str, reason: &str) {
    let (before, now) = (state.shown(Kind::Subscription, id), state.now);
    state.edit(Kind::Subscription, id, |doc| {
        doc["status"] = json!("paused");
        doc["status_details"] =
            json!({ "paused": { "subscription": { "type": reason }, "transitioned_at": now, "type": "subscription" } });
    });
    state.tell("customer.subscription.paused", Kind::Subscription, id);
    state.tell_change(Kind::Subscription, id, "customer.subscription.updated", &before);
}

/// Goes on with a paused subscription: a new period begins, and is paid for.
pub(crate) fn resume(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (id, params) = (call.id(), &call.params);
    let doc = state.need(Kind::Subscription, id, "id")?.clone();
    if matches!(params.get("billing_cycle_anchor"), Some(Node::Text(_))) {
        return Err(Refusal::invalid("Invalid object").param("billing_cycle_anchor"));
    }
    if doc.text("status") != "paused" {
        let told = format!("The subscription `{id}` cannot be resumed because it is not paused.");
        return Err(Refusal::invalid(told));
    }
    let keeps_anchor = params.deep(&["billing_cycle_anchor", "type"]) == Some("unchanged");
    restart(state, id, keeps_anchor);
    Ok(state.shown(Kind::Subscription, id))
}

fn restart(state: &mut State, id: &str, keeps_anchor: bool) {
    let before = state.shown(Kind::Subscription, id);
    let now = state.now;
    let is_over = period_of(&state.doc(Kind::Subscription, id)).1 <= now;
    let renews = is_over || !keeps_anchor;
    let doc = state.doc(Kind::Subscription, id);
    let currency = doc.text("currency").to_owned();
    let anchor = if keeps_anchor { doc.int("billing_cycle_anchor") } else { now };
    let mut lines = Vec::new();
    let mut items = doc.rows("items").to_vec();
    for item in items.iter_mut().filter(|_| renews) {
        let recurring = state.doc(Kind::Price, item.text("price"))["recurring"].clone();
        let end =
            calendar::period_end(anchor, recurring.text("interval"), recurring.int("interval_count"), now);
        item["current_period_start"] = json!(now);
        item["current_period_end"] = json!(end);
        if recurring.text("usage_type") != "metered" {
            lines.push(Line::of_item(state, item, &currency, (now, end), false));
        }
    }
    state.edit(Kind::Subscription, id, |doc| {
        doc["status"] = json!("active");
        doc["status_details"] = Value::Null;
        doc["billing_cycle_anchor"] = json!(anchor);
        if let Some(rows) = rows_mut(doc, "items") {
            *rows = items;
        }
    });
    if !lines.is_empty() {
        let period = period_of(&state.doc(Kind::Subscription, id));
        let discounts = offers::holding(state, doc.rows("discounts"), now);
        let customer = doc.text("customer").to_owned();
        let reason = "subscription_update";
        let new = NewInvoice {
            customer: &customer,
            subscription: Some(id),
            reason,
            currency: &currency,
            lines,
            period,
            discounts,
            finalizes_at: Some(now),
        };
        let invoice = invoices::make(state, &new);
        invoices::finalize(state, &invoice);
        if state.doc(Kind::Invoice, &invoice).text("status") == "open" {
            // A failure leaves the subscription past due.
            let _ = invoices::pay(state, &invoice, None, false);
        }
    }
    state.tell("customer.subscription.resumed", Kind::Subscription, id);
    state.tell_change(Kind::Subscription, id, "customer.subscription.updated", &before);
}
