//! Subscription schedules: what a subscription becomes at the end of a period.

use serde_json::{Value, json};

use crate::stripe::call::{Call, as_json, metadata};
use crate::stripe::doc::{Doc as _, rows_mut};
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::lists;
use crate::stripe::plan_change::{self, Proration};
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::{calendar, offers, phases, subscribing, subscriptions};

const SETTINGS: &str = "default_settings{application_fee_percent automatic_tax{enabled liability{account type}} billing_cycle_anchor billing_thresholds{amount_gte reset_billing_cycle_anchor} collection_method default_payment_method description invoice_settings{account_tax_ids[] custom_fields[]{name value} days_until_due description footer issuer{account type}} on_behalf_of transfer_data{amount_percent destination}} end_behavior expand[] metadata{*} pause_schedules[]{key pause{pause_at{timestamp type} settings{bill_for{*} type}} resume{resume_at{duration{interval interval_count} timestamp type} settings{*}}}";
pub(crate) const RELEASE: &str = "expand[] preserve_cancel_date";
pub(crate) const CANCEL: &str = "expand[] invoice_now prorate";
pub(crate) const LIST: &str = "canceled_at?{gt gte lt lte} completed_at?{gt gte lt lte} created?{gt gte lt lte} customer customer_account ending_before expand[] limit released_at?{gt gte lt lte} scheduled starting_after";

pub(crate) fn create_shape() -> String {
    format!(
        "{} {SETTINGS} billing_mode{{flexible{{proration_discounts}} type}} customer customer_account from_subscription start_date",
        phases::SHAPE
    )
}

pub(crate) fn update_shape() -> String {
    format!("{} {SETTINGS} proration_behavior", phases::SHAPE)
}

/// Makes a schedule of a subscription, whose phase is the period that runs.
pub(crate) fn create(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let Some(subscription) = params.text("from_subscription").map(str::to_owned) else {
        let told =
            "This simulator makes schedules of subscriptions only: please provide `from_subscription`.";
        return Err(Refusal::invalid(told).code("parameter_missing").param("from_subscription"));
    };
    if params.has("phases")
        || params.has("end_behavior")
        || params.has("start_date")
        || params.has("customer")
    {
        let told = "You cannot set other parameters if `from_subscription` is set.";
        return Err(Refusal::invalid(told).param("from_subscription"));
    }
    let doc = state.need(Kind::Subscription, &subscription, "from_subscription")?.clone();
    if subscriptions::is_over(doc.text("status")) {
        let told = "You cannot migrate a subscription that is canceled to a subscription schedule.";
        return Err(Refusal::invalid(told).param("from_subscription"));
    }
    if !doc["schedule"].is_null() {
        let told = format!(
            "You cannot migrate a subscription that is already attached to a schedule: {}",
            doc.text("schedule")
        );
        return Err(Refusal::invalid(told).param("from_subscription"));
    }
    let id = add(state, &subscription);
    let meta = metadata(params, &json!({}));
    state.edit(Kind::Schedule, &id, |doc| doc["metadata"] = meta);
    Ok(state.shown(Kind::Schedule, &id))
}

/// A schedule of a subscription as it stands.
pub(crate) fn add(state: &mut State, subscription: &str) -> String {
    let doc = state.doc(Kind::Subscription, subscription);
    let id = state.new_id(Kind::Schedule);
    let (start, end) = subscriptions::last_period(&doc);
    let items: Vec<Value> = doc
        .rows("items")
        .iter()
        .map(|item| phases::item(item.text("price"), item.maybe_int("quantity")))
        .collect();
    let mut first = phases::phase(&items, start, end, doc.text("currency"), "create_prorations");
    first["trial_end"] = doc["trial_end"].clone();
    let discount = |id: &Value| json!({ "coupon": null, "discount": id, "promotion_code": null });
    first["discounts"] = doc.rows("discounts").iter().map(discount).collect();
    let schedule = json!({
        "id": id, "object": "subscription_schedule", "application": null, "billing_mode": doc["billing_mode"], "canceled_at": null,
        "completed_at": null, "created": state.now, "current_phase": { "end_date": end, "start_date": start },
        "customer": doc["customer"], "customer_account": null,
        "default_settings": {
            "application_fee_percent": null, "automatic_tax": { "disabled_reason": null, "enabled": doc["automatic_tax"]["enabled"], "liability": null },
            "billing_cycle_anchor": "automatic", "billing_thresholds": null, "collection_method": doc["collection_method"],
            "default_payment_method": doc["default_payment_method"], "default_source": null, "description": null,
            "invoice_settings": { "account_tax_ids": null, "custom_fields": null, "days_until_due": null, "description": null, "footer": null, "issuer": { "type": "self" } },
            "on_behalf_of": null, "transfer_data": null,
        },
        "end_behavior": "release", "livemode": false, "metadata": {}, "pause_schedules": [], "phases": [first], "released_at": null,
        "released_subscription": null, "renewal_interval": null, "status": "active", "subscription": subscription, "test_clock": null,
    });
    state.edit(Kind::Subscription, subscription, |doc| doc["schedule"] = json!(id));
    state.add(Kind::Schedule, schedule, "subscription_schedule.created");
    id
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Schedule, call.id(), "id")?;
    Ok(state.shown(Kind::Schedule, call.id()))
}

pub(crate) fn list_all(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let customer = call.params.text("customer");
    lists::page(state, &call.params, Kind::Schedule, "/v1/subscription_schedules", |doc| {
        customer.is_none_or(|customer| doc.text("customer") == customer)
    })
}

fn live(state: &State, call: &Call) -> Result<Value, Refusal> {
    let doc = state.need(Kind::Schedule, call.id(), "id")?.clone();
    if !matches!(doc.text("status"), "active" | "not_started") {
        let told = format!(
            "You cannot update a subscription schedule that is currently in the `{}` status. It must be in `not_started` or `active`.",
            doc.text("status")
        );
        return Err(Refusal::invalid(told));
    }
    Ok(doc)
}

pub(crate) fn update(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (id, params) = (call.id(), &call.params);
    let mut doc = live(state, call)?;
    if let Some(behavior) = params.choice("end_behavior", &["cancel", "none", "release", "renew"])? {
        doc["end_behavior"] = json!(behavior);
    }
    if let Some(settings) = params.get("default_settings") {
        for (name, value) in settings.members().iter().filter(|(_, value)| matches!(value, Node::Text(_))) {
            doc["default_settings"][name.as_str()] = as_json(value);
        }
    }
    if params.has("phases") {
        doc["phases"] = Value::Array(phases::read(state, &doc, params)?);
    }
    doc["metadata"] = metadata(params, &doc["metadata"]);
    let now = state.now;
    let current = doc
        .rows("phases")
        .iter()
        .find(|phase| phase.int("end_date") > now && phase.int("start_date") <= now)
        .cloned();
    if let Some(current) = &current {
        doc["current_phase"] =
            json!({ "end_date": current["end_date"], "start_date": current["start_date"] });
    }
    state.change(Kind::Schedule, id, "subscription_schedule.updated", |kept| *kept = doc);
    if let Some(current) = current {
        let proration = Proration::of(params.choice("proration_behavior", Proration::NAMES)?);
        apply(state, id, &current, proration);
    }
    Ok(state.shown(Kind::Schedule, id))
}

/// Brings a subscription to the items of a phase.
fn apply(state: &mut State, schedule: &str, phase: &Value, proration: Proration) {
    let id = state.doc(Kind::Schedule, schedule).text("subscription").to_owned();
    take_off(state, &id, phase);
    let doc = state.doc(Kind::Subscription, &id);
    let own = doc.rows("items");
    let wanted_items = phase.rows("items");
    let mut wanted: Vec<plan_change::Wanted> = Vec::new();
    let mut free: Vec<&Value> =
        own.iter().filter(|item| !wanted_items.iter().any(|one| one["price"] == item["price"])).collect();
    for one in wanted_items {
        let same = own.iter().find(|item| item["price"] == one["price"]);
        let is_metered = one.get("quantity").is_none();
        // A price takes the place of another one of its sort, and keeps the item.
        let place = same.or_else(|| {
            let at = free.iter().position(|item| item.get("quantity").is_none() == is_metered)?;
            Some(free.remove(at))
        });
        wanted.push(plan_change::Wanted {
            id: place.map(|item| item.id().to_owned()),
            price: one.text("price").to_owned(),
            quantity: one.maybe_int("quantity"),
            is_deleted: false,
        });
    }
    for item in free {
        wanted.push(plan_change::Wanted {
            id: Some(item.id().to_owned()),
            price: item.text("price").to_owned(),
            quantity: None,
            is_deleted: true,
        });
    }
    let changes = wanted.iter().any(|one| {
        let item = own.iter().find(|item| one.id.as_deref() == Some(item.id()));
        item.is_none_or(|item| {
            one.is_deleted || item.text("price") != one.price || item.maybe_int("quantity") != one.quantity
        })
    });
    if !changes {
        return;
    }
    let now = state.now;
    if subscriptions::period_of(&doc).1 <= now {
        replace_at_end(state, &id, &wanted, phase.text("billing_cycle_anchor") == "phase_start");
        return;
    }
    let change = plan_change::plan(state, &id, &wanted, now, false);
    // A failure leaves the subscription past due.
    let _ = plan_change::make(state, &id, change, proration);
}

/// A phase says what is taken off: nothing where it does not say it again.
fn take_off(state: &mut State, subscription: &str, phase: &Value) {
    let doc = state.doc(Kind::Subscription, subscription);
    let mut discounts = Vec::new();
    for one in phase.rows("discounts") {
        if !one["discount"].is_null() {
            // One that was for once, and was used, is gone.
            discounts.extend(doc.rows("discounts").iter().find(|known| **known == one["discount"]).cloned());
            continue;
        }
        let code = Some(one.text("promotion_code")).filter(|code| !code.is_empty());
        let coupon = match code {
            Some(code) => state.doc(Kind::PromotionCode, code)["promotion"].text("coupon").to_owned(),
            None => one.text("coupon").to_owned(),
        };
        discounts.push(json!(offers::redeem(state, &coupon, code, doc.text("customer"), subscription)));
    }
    state.change(Kind::Subscription, subscription, "customer.subscription.updated", |doc| {
        doc["discounts"] = json!(discounts);
    });
}

/// At the end of a period nothing is left to be given back: the renewal that follows takes the new items. Periods are counted `anew`
/// only where the phase says so, whatever their length.
fn replace_at_end(state: &mut State, id: &str, wanted: &[plan_change::Wanted], anew: bool) {
    let end = subscriptions::period_of(&state.doc(Kind::Subscription, id));
    let mut items = Vec::new();
    for one in wanted.iter().filter(|one| !one.is_deleted) {
        let old = state.doc(Kind::Subscription, id);
        let kept = old.rows("items").iter().find(|item| one.id.as_deref() == Some(item.id())).cloned();
        let mut item = kept.unwrap_or_else(|| subscribing::item(state, id, &one.price, one.quantity, end));
        item["price"] = json!(one.price);
        if let Some(quantity) = one.quantity {
            item["quantity"] = json!(quantity);
        }
        items.push(item);
    }
    state.change(Kind::Subscription, id, "customer.subscription.updated", |doc| {
        if anew {
            doc["billing_cycle_anchor"] = json!(end.1);
        }
        if let Some(rows) = rows_mut(doc, "items") {
            *rows = items;
        }
    });
}

/// The phase that runs is over: the next one begins, or the schedule ends.
pub(crate) fn turn(state: &mut State, id: &str) {
    let doc = state.doc(Kind::Schedule, id);
    let over = doc["current_phase"].int("end_date");
    let next = doc.rows("phases").iter().find(|phase| phase.int("start_date") == over).cloned();
    if let Some(next) = next {
        state.change(Kind::Schedule, id, "subscription_schedule.updated", |doc| {
            doc["current_phase"] = json!({ "end_date": next["end_date"], "start_date": next["start_date"] });
        });
        let proration = Proration::of(Some(next.text("proration_behavior")));
        apply(state, id, &next, proration);
        return;
    }
    if doc.text("end_behavior") == "cancel" {
        close(state, id, "completed");
        subscriptions::end_period(state, doc.text("subscription"));
    } else {
        close(state, id, "released");
    }
}

/// A schedule ends, and its subscription goes on alone where it is not over.
pub(crate) fn close(state: &mut State, id: &str, status: &str) {
    let now = state.now;
    let doc = state.doc(Kind::Schedule, id);
    if !matches!(doc.text("status"), "active" | "not_started") {
        return;
    }
    let subscription = doc.text("subscription").to_owned();
    state.edit(Kind::Schedule, id, |doc| {
        doc["status"] = json!(status);
        doc["current_phase"] = Value::Null;
        match status {
            "released" => {
                doc["released_at"] = json!(now);
                doc["released_subscription"] = doc["subscription"].take();
            }
            "canceled" => doc["canceled_at"] = json!(now),
            _ => doc["completed_at"] = json!(now),
        }
    });
    state.tell(&format!("subscription_schedule.{status}"), Kind::Schedule, id);
    state.change(Kind::Subscription, &subscription, "customer.subscription.updated", |doc| {
        doc["schedule"] = Value::Null;
    });
}

pub(crate) fn release(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    live(state, call)?;
    close(state, call.id(), "released");
    Ok(state.shown(Kind::Schedule, call.id()))
}

/// Cancels a schedule and, at once, its subscription.
pub(crate) fn cancel(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let doc = live(state, call)?;
    close(state, call.id(), "canceled");
    subscriptions::cancel_now(state, doc.text("subscription"), "cancellation_requested");
    Ok(state.shown(Kind::Schedule, call.id()))
}

/// Adds a phase of one period to a schedule: what the portal does with a change that waits.
pub(crate) fn plan_next(state: &mut State, id: &str, wanted: &plan_change::Wanted) {
    let doc = state.doc(Kind::Schedule, id);
    let subscription = state.doc(Kind::Subscription, doc.text("subscription"));
    let start = doc["current_phase"].int("end_date");
    let items: Vec<Value> = subscription
        .rows("items")
        .iter()
        .map(|item| match wanted.id.as_deref() == Some(item.id()) {
            true => phases::item(&wanted.price, wanted.quantity),
            false => phases::item(item.text("price"), item.maybe_int("quantity")),
        })
        .collect();
    let recurring = state.doc(Kind::Price, &wanted.price)["recurring"].clone();
    let end = calendar::after(start, recurring.text("interval"), recurring.int("interval_count"));
    let mut next = phases::phase(&items, start, end, subscription.text("currency"), "none");
    if let Some(last) = doc.rows("phases").last() {
        next["discounts"] = last["discounts"].clone();
    }
    state.change(Kind::Schedule, id, "subscription_schedule.updated", |doc| {
        if let Some(phases) = doc["phases"].as_array_mut() {
            phases.push(next);
        }
    });
}
