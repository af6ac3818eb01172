//! Changes of items with their prorations: credits for unused time, charges for the rest of a period.

use serde_json::{Value, json};

use crate::stripe::cards::Decline;
use crate::stripe::doc::{Doc as _, rows_mut};
use crate::stripe::invoices::{self, NewInvoice};
use crate::stripe::kind::Kind;
use crate::stripe::lines::Line;
use crate::stripe::money;
use crate::stripe::store::State;
use crate::stripe::{calendar, offers, subscribing, subscriptions};

/// An item as it shall be: its id where it is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub id: Option<String>,
    pub price: String,
    pub quantity: Option<i64>,
    pub is_deleted: bool,
}

/// When and how a change is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proration {
    /// With the next invoice.
    Create,
    None,
    /// At once.
    Always,
}

impl Proration {
    pub(crate) const NAMES: &[&str] = &["always_invoice", "create_prorations", "none"];

    pub(crate) fn of(name: Option<&str>) -> Self {
        match name {
            Some("none") => Self::None,
            Some("always_invoice") => Self::Always,
            _ => Self::Create,
        }
    }
}

/// What a change comes to.
pub(crate) struct Change {
    /// All items afterwards.
    pub items: Vec<Value>,
    pub lines: Vec<Line>,
    /// A new period begins, which is invoiced at once.
    pub restarts: bool,
    pub anchor: i64,
}

/// Works out a change without making it.
pub(crate) fn plan(state: &mut State, id: &str, wanted: &[Wanted], at: i64, restart: bool) -> Change {
    let doc = state.doc(Kind::Subscription, id);
    let currency = doc.text("currency").to_owned();
    let is_trial = doc.text("status") == "trialing";
    let old = doc.rows("items").to_vec();
    let interval = |state: &State, price: &str| {
        let recurring = &state.doc(Kind::Price, price)["recurring"];
        (
            recurring.text("interval").to_owned(),
            recurring.int("interval_count"),
            recurring.text("usage_type") == "metered",
        )
    };
    let changes_interval = wanted.iter().any(|one| {
        let before = old.iter().find(|item| one.id.as_deref() == Some(item.id()));
        before.is_some_and(|item| {
            let (was, becomes) = (interval(state, item.text("price")), interval(state, &one.price));
            !one.is_deleted && !was.2 && !becomes.2 && (was.0, was.1) != (becomes.0, becomes.1)
        })
    });
    let restarts = (changes_interval || restart) && !is_trial;
    let anchor = if restarts { at } else { doc.int("billing_cycle_anchor") };
    let mut change = Change { items: Vec::new(), lines: Vec::new(), restarts, anchor };
    for item in &old {
        let one = wanted.iter().find(|one| one.id.as_deref() == Some(item.id()));
        let is_same = one.is_none_or(|one| {
            !one.is_deleted && one.price == item.text("price") && one.quantity == item.maybe_int("quantity")
        });
        let is_metered = item.get("quantity").is_none();
        if is_same && (!restarts || is_metered) {
            change.items.push(item.clone());
            continue;
        }
        if !is_trial && !is_metered {
            change.lines.extend(Some(credit(state, item, &currency, at)).filter(|line| line.amount != 0));
        }
        if one.is_some_and(|one| one.is_deleted) {
            continue;
        }
        let mut next = item.clone();
        if let Some(one) = one {
            next["price"] = json!(one.price);
            match one.quantity {
                Some(quantity) => next["quantity"] = json!(quantity),
                None => {
                    next.as_object_mut().map(|members| members.remove("quantity"));
                }
            }
        }
        place(state, &mut next, &currency, at, is_trial, &mut change);
    }
    for one in wanted.iter().filter(|one| one.id.is_none() && !one.is_deleted) {
        let recurring = state.doc(Kind::Price, &one.price)["recurring"].clone();
        let (interval, count) = (recurring.text("interval"), recurring.int("interval_count"));
        let period = match is_trial {
            true => subscriptions::last_period(&doc),
            false => calendar::period(change.anchor, interval, count, at),
        };
        let mut next = subscribing::item(state, id, &one.price, one.quantity, period);
        place(state, &mut next, &currency, at, is_trial, &mut change);
    }
    change
}

/// Puts a changed or new item into its period, and asks for that.
fn place(state: &State, item: &mut Value, currency: &str, at: i64, is_trial: bool, change: &mut Change) {
    let recurring = state.doc(Kind::Price, item.text("price"))["recurring"].clone();
    let is_metered = recurring.text("usage_type") == "metered";
    if change.restarts {
        let end = calendar::period_end(
            change.anchor,
            recurring.text("interval"),
            recurring.int("interval_count"),
            at,
        );
        item["current_period_start"] = json!(at);
        item["current_period_end"] = json!(end);
        if !is_metered {
            change.lines.push(Line::of_item(state, item, currency, (at, end), false));
        }
    } else if !is_trial && !is_metered {
        let price = state.doc(Kind::Price, item.text("price"));
        let quantity = item.maybe_int("quantity").unwrap_or(1);
        let full = money::price_amount(&price, quantity, currency).unwrap_or_default();
        let (start, end) = (item.int("current_period_start"), item.int("current_period_end"));
        let amount = money::share(full, end - at, end - start);
        if amount != 0 {
            change.lines.push(Line::of_rest(state, item, amount, at, end));
        }
    }
    change.items.push(item.clone());
}

/// What is given back of an item whose period is not over.
pub(crate) fn credit(state: &State, item: &Value, currency: &str, at: i64) -> Line {
    let price = state.doc(Kind::Price, item.text("price"));
    let quantity = item.maybe_int("quantity").unwrap_or(1);
    let full = money::price_amount(&price, quantity, currency).unwrap_or_default();
    let (start, end) = (item.int("current_period_start"), item.int("current_period_end"));
    let is_metered = item.get("quantity").is_none();
    let amount = if is_metered { 0 } else { -money::share(full, (end - at).max(0), end - start) };
    let mut line = Line::of_rest(state, item, amount.min(-1), at, end);
    line.amount = amount;
    line
}

/// Keeps a line for the next invoice, as an invoice item.
pub(crate) fn keep_line(state: &mut State, customer: &str, subscription: &str, line: &Line, currency: &str) {
    let id = state.new_id(Kind::InvoiceItem);
    let price = state.doc(Kind::Price, line.price.as_deref().unwrap_or_default());
    let doc = json!({
        "id": id, "object": "invoiceitem", "amount": line.amount, "currency": currency, "customer": customer, "customer_account": null,
        "date": state.now, "description": line.description, "discountable": false, "discounts": [], "invoice": null, "livemode": false,
        "metadata": {}, "net_amount": line.amount,
        "parent": { "subscription_details": { "subscription": subscription, "subscription_item": line.item }, "type": "subscription_details" },
        "period": { "end": line.end, "start": line.start },
        "pricing": { "price_details": { "price": line.price, "product": price["product"] }, "type": "price_details", "unit_amount_decimal": price["unit_amount_decimal"] },
        "proration": true, "proration_details": { "discount_amounts": [] }, "quantity": line.quantity, "quantity_decimal": line.quantity.map(|of| of.to_string()), "tax_rates": [], "test_clock": null,
    });
    state.add(Kind::InvoiceItem, doc, "invoiceitem.created");
}

/// Lines that wait for the next invoice of a subscription.
pub(crate) fn kept(state: &State, subscription: &str) -> Vec<Line> {
    let waits = |doc: &&Value| {
        doc["invoice"].is_null() && doc["parent"]["subscription_details"].text("subscription") == subscription
    };
    let lines = state.all(Kind::InvoiceItem).filter(waits).map(|doc| Line {
        amount: doc.int("amount"),
        description: doc.text("description").to_owned(),
        price: doc["pricing"]["price_details"].get("price").and_then(Value::as_str).map(str::to_owned),
        quantity: doc.maybe_int("quantity"),
        start: doc["period"].int("start"),
        end: doc["period"].int("end"),
        is_proration: true,
        item: doc["parent"]["subscription_details"]
            .get("subscription_item")
            .and_then(Value::as_str)
            .map(str::to_owned),
        invoice_item: Some(doc.id().to_owned()),
    });
    lines.collect()
}

/// Makes a change, and asks for its money as it is said.
///
/// # Errors
/// Why the invoice that was made at once could not be paid; the change stands.
pub(crate) fn make(state: &mut State, id: &str, change: Change, proration: Proration) -> Result<(), Decline> {
    let before = state.shown(Kind::Subscription, id);
    let doc = state.doc(Kind::Subscription, id);
    let (customer, currency) = (doc.text("customer").to_owned(), doc.text("currency").to_owned());
    let Change { items, mut lines, restarts, anchor } = change;
    state.edit(Kind::Subscription, id, |doc| {
        doc["billing_cycle_anchor"] = json!(anchor);
        if let Some(rows) = rows_mut(doc, "items") {
            *rows = items;
        }
    });
    if proration == Proration::None {
        lines.retain(|line| !line.is_proration);
    }
    let is_invoiced = restarts || (proration == Proration::Always && !lines.is_empty());
    if !is_invoiced {
        for line in &lines {
            keep_line(state, &customer, id, line, &currency);
        }
        state.tell_change(Kind::Subscription, id, "customer.subscription.updated", &before);
        return Ok(());
    }
    let mut all = kept(state, id);
    all.extend(lines);
    let discounts = offers::holding(state, doc.rows("discounts"), state.now);
    let new = NewInvoice {
        customer: &customer,
        subscription: Some(id),
        reason: "subscription_update",
        currency: &currency,
        lines: all,
        period: (state.now, state.now),
        discounts,
        finalizes_at: Some(state.now),
    };
    let invoice = invoices::make(state, &new);
    state.tell_change(Kind::Subscription, id, "customer.subscription.updated", &before);
    invoices::finalize(state, &invoice);
    if state.doc(Kind::Invoice, &invoice).text("status") != "open" {
        return Ok(());
    }
    invoices::pay(state, &invoice, None, false)
}

/// Makes the change that waited for its payment.
pub(crate) fn apply_pending(state: &mut State, id: &str) {
    state.change(Kind::Subscription, id, "customer.subscription.updated", |doc| {
        let pending = doc["pending_update"].take();
        if let Some(rows) = rows_mut(doc, "items") {
            *rows = pending.rows("subscription_items").to_vec();
        }
    });
    state.tell("customer.subscription.pending_update_applied", Kind::Subscription, id);
}
