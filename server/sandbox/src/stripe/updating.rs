//! `POST /v1/subscriptions/{id}`.

use serde_json::{Value, json};

use crate::stripe::call::{Call, copy_texts, metadata};
use crate::stripe::cards::Decline;
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::invoices::{self, NewInvoice};
use crate::stripe::kind::Kind;
use crate::stripe::plan_change::{self, Proration, Wanted};
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::{offers, subscribing, subscriptions};

pub(crate) const UPDATE: &str = "add_invoice_items[]{discountable discounts[]{coupon discount promotion_code} metadata{*} period{end{timestamp type} start{timestamp type}} price price_data{currency product tax_behavior unit_amount unit_amount_decimal} quantity tax_rates[]} application_fee_percent automatic_tax{enabled liability{account type}} billing_cycle_anchor?{type} billing_schedules[]{applies_to[]{price type} bill_until{duration{interval interval_count} timestamp type} key} billing_thresholds{amount_gte reset_billing_cycle_anchor} cancel_at cancel_at_period_end cancellation_details{comment feedback feedback_option} collection_method days_until_due default_payment_method default_source default_tax_rates[] description discounts[]{coupon discount promotion_code} expand[] invoice_settings{account_tax_ids[] custom_fields[]{name value} description footer issuer{account type}} items[]{billing_thresholds{usage_gte} clear_usage current_trial{trial_offer} deleted discounts[]{coupon discount promotion_code} id metadata{*} plan price price_data{currency product recurring{interval interval_count} tax_behavior unit_amount unit_amount_decimal} quantity tax_rates[]} metadata{*} off_session on_behalf_of pause_collection{behavior resumes_at} payment_behavior payment_settings{payment_method_options{*} payment_method_types[] save_default_payment_method} pending_invoice_item_interval{interval interval_count} proration_behavior proration_date transfer_data{amount_percent destination} trial_end trial_from_plan trial_settings{end_behavior{billing_cycle_anchor missing_payment_method}}";

/// How long a change waits for its payment.
const PENDING_FOR: i64 = 23 * 3_600;
const BEHAVIORS: &[&str] =
    &["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"];

pub(crate) fn update(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (id, params) = (call.id(), &call.params);
    let doc = state.need(Kind::Subscription, id, "id")?.clone();
    let status = doc.text("status");
    let only_words = params
        .members()
        .iter()
        .all(|(name, _)| matches!(name.as_str(), "metadata" | "cancellation_details" | "expand"));
    if subscriptions::is_over(status) && !only_words {
        let told = "A canceled subscription can only update its cancellation_details and metadata.";
        return Err(Refusal::invalid(told));
    }
    let proration = Proration::of(params.choice("proration_behavior", Proration::NAMES)?);
    let behavior = params.choice("payment_behavior", BEHAVIORS)?.unwrap_or("allow_incomplete").to_owned();
    let restart = restarts(params)?;
    let wanted = wanted(state, &doc, params)?;
    if params.has("cancel_at") && params.has("cancel_at_period_end") {
        let told = "You may only specify one of these parameters: cancel_at, cancel_at_period_end.";
        return Err(Refusal::invalid(told).param("cancel_at"));
    }
    if !doc["schedule"].is_null() && (!wanted.is_empty() || params.has("cancel_at_period_end")) {
        let told = format!(
            "The subscription is managed by the subscription schedule `{}`, and updating it directly is not allowed. Please update the schedule instead.",
            doc.text("schedule")
        );
        return Err(Refusal::invalid(told));
    }
    plain(state, id, params)?;
    subscriptions::details(state, id, params);
    ends(state, id, params)?;
    trial(state, id, params)?;
    if wanted.is_empty() && !restart {
        return Ok(state.shown(Kind::Subscription, id));
    }
    let at = params.whole("proration_date")?.unwrap_or(state.now);
    let period = (subscriptions::period_of(&doc).0, subscriptions::last_period(&doc).1);
    if !(period.0..=period.1).contains(&at) {
        let told = "Invalid proration_date: must be within the current period of the subscription.";
        return Err(Refusal::invalid(told).param("proration_date"));
    }
    let change = plan_change::plan(state, id, &wanted, at, restart);
    match behavior.as_str() {
        "error_if_incomplete" | "pending_if_incomplete" => careful(state, id, change, proration, &behavior)?,
        // A failure makes the subscription past due, which is told by events.
        _ => drop(plan_change::make(state, id, change, proration)),
    }
    Ok(state.shown(Kind::Subscription, id))
}

/// Changes that only stand if they are paid for.
pub(crate) fn careful(
    state: &mut State,
    id: &str,
    change: plan_change::Change,
    proration: Proration,
    behavior: &str,
) -> Result<(), Refusal> {
    let before = state.doc(Kind::Subscription, id);
    let was_delinquent = state.doc(Kind::Customer, before.text("customer"))["delinquent"].clone();
    let items = change.items.clone();
    let Err(decline) = plan_change::make(state, id, change, proration) else { return Ok(()) };
    let invoice = state.doc(Kind::Subscription, id).text("latest_invoice").to_owned();
    undo(state, id, &before);
    state.edit(Kind::Customer, before.text("customer"), |doc| doc["delinquent"] = was_delinquent);
    if behavior == "error_if_incomplete" {
        invoices::void(state, &invoice);
        // What waited for the next invoice waits again.
        for item in state.ids(Kind::InvoiceItem, |doc| doc.text("invoice") == invoice) {
            state.edit(Kind::InvoiceItem, &item, |doc| doc["invoice"] = Value::Null);
        }
        return Err(with_intent(state, &decline, &invoice));
    }
    let expires = state.now + PENDING_FOR;
    state.edit(Kind::Invoice, &invoice, |doc| doc["next_payment_attempt"] = Value::Null);
    state.change(Kind::Subscription, id, "customer.subscription.updated", |doc| {
        doc["latest_invoice"] = json!(invoice);
        doc["pending_update"] = json!({
            "billing_cycle_anchor": null, "discount": null, "discounts": null, "expires_at": expires, "metadata": null,
            "subscription_items": items, "trial_end": null, "trial_from_plan": null,
        });
    });
    Ok(())
}

fn undo(state: &mut State, id: &str, before: &Value) {
    state.change(Kind::Subscription, id, "customer.subscription.updated", |doc| *doc = before.clone());
}

fn with_intent(state: &State, decline: &Decline, invoice: &str) -> Refusal {
    let doc = state.doc(Kind::Invoice, invoice);
    let intent = doc["payments"]["data"][0]["payment"].text("payment_intent").to_owned();
    decline.refusal().with("payment_intent", state.shown(Kind::PaymentIntent, &intent))
}

/// `billing_cycle_anchor` is an object since endive.
fn restarts(params: &Node) -> Result<bool, Refusal> {
    match params.get("billing_cycle_anchor") {
        Some(Node::Text(_)) => Err(Refusal::invalid("Invalid object").param("billing_cycle_anchor")),
        Some(inside) => Ok(inside.choice("type", &["now", "unchanged"])? == Some("now")),
        None => Ok(false),
    }
}

/// Items that a request names.
///
/// # Errors
/// Unknown ids and prices, and what would leave no item.
pub(crate) fn wanted(state: &State, doc: &Value, params: &Node) -> Result<Vec<Wanted>, Refusal> {
    let own = doc.rows("items");
    let mut found = Vec::new();
    for (at, row) in params.elements("items").into_iter().enumerate() {
        let id = row.text("id");
        let kept = own.iter().find(|item| Some(item.id()) == id);
        if let (Some(id), None) = (id, kept) {
            return Err(Refusal::no_such("subscription item", id, &format!("items[{at}][id]")));
        }
        let param = format!("items[{at}][price]");
        let is_deleted = row.truth("deleted")?.unwrap_or_default();
        let old_price = kept.map(|item| item.text("price"));
        let price = row
            .text("price")
            .or_else(|| row.text("plan"))
            .or(old_price)
            .ok_or_else(|| Refusal::missing(&param))?;
        let given = row.whole("quantity")?;
        let quantity = given.or_else(|| kept.and_then(|item| item.maybe_int("quantity")));
        let is_new_price = old_price != Some(price);
        let (price, quantity) = if is_new_price {
            let is_metered = state.doc(Kind::Price, price)["recurring"].text("usage_type") == "metered";
            subscribing::checked(state, price, if is_metered { given } else { quantity }, &param)?
        } else {
            (price.to_owned(), quantity)
        };
        let twice = kept.is_none() && own.iter().any(|item| item.text("price") == price);
        if twice {
            let told = format!("Cannot add multiple subscription items with the same plan: {price}");
            return Err(Refusal::invalid(told).param(param));
        }
        found.push(Wanted { id: id.map(str::to_owned), price, quantity, is_deleted });
    }
    let deleted = found.iter().filter(|one| one.is_deleted).count();
    let added = found.iter().filter(|one| one.id.is_none()).count();
    if deleted == own.len() && added == 0 && deleted > 0 {
        let told =
            "A subscription must have at least one active plan. To end a subscription please cancel it.";
        return Err(Refusal::invalid(told));
    }
    let prices: Vec<_> = found.iter().map(|one| (one.price.clone(), one.quantity)).collect();
    subscribing::one_currency(state, doc.text("customer"), doc.text("currency"), &prices)?;
    Ok(found)
}

/// What changes nothing of items and times.
fn plain(state: &mut State, id: &str, params: &Node) -> Result<(), Refusal> {
    let mut doc = state.doc(Kind::Subscription, id);
    let customer = doc.text("customer").to_owned();
    if let Some(method) = params.text("default_payment_method") {
        let known = state.need(Kind::PaymentMethod, method, "default_payment_method")?;
        if known.text("customer") != customer {
            let told = format!("The customer does not have a payment method with the ID {method}.");
            return Err(Refusal::invalid(told).code("resource_missing").param("default_payment_method"));
        }
    }
    copy_texts(&mut doc, params, &["default_payment_method", "description"]);
    if let Some(days) = params.whole("days_until_due")? {
        doc["days_until_due"] = json!(days);
    }
    if let Some(method) = params.choice("collection_method", &["charge_automatically", "send_invoice"])? {
        doc["collection_method"] = json!(method);
    }
    if let Some(enabled) = params.deep(&["automatic_tax", "enabled"]) {
        doc["automatic_tax"]["enabled"] = json!(enabled == "true");
    }
    if let Some(words) = params.deep(&["trial_settings", "end_behavior", "missing_payment_method"]) {
        doc["trial_settings"]["end_behavior"]["missing_payment_method"] = json!(words);
    }
    if let Some(save) = params.deep(&["payment_settings", "save_default_payment_method"]) {
        doc["payment_settings"]["save_default_payment_method"] = json!(save);
    }
    match params.get("pause_collection") {
        Some(Node::Text(_)) => doc["pause_collection"] = Value::Null,
        Some(inside) => {
            let allowed = ["keep_as_draft", "mark_uncollectible", "void"];
            let behavior = inside
                .choice("behavior", &allowed)?
                .ok_or_else(|| Refusal::missing("pause_collection[behavior]"))?;
            doc["pause_collection"] =
                json!({ "behavior": behavior, "resumes_at": inside.whole("resumes_at")? });
        }
        None => {}
    }
    doc["metadata"] = metadata(params, &doc["metadata"]);
    let discount = offers::named(state, params)?;
    if params.given("discounts") == Some("") {
        doc["discounts"] = json!([]);
    }
    if let Some((coupon, code)) = discount {
        let discount = offers::redeem(state, &coupon, code.as_deref(), &customer, id);
        doc["discounts"] = json!([discount]);
    }
    state.change(Kind::Subscription, id, "customer.subscription.updated", |kept| *kept = doc);
    Ok(())
}

/// `cancel_at_period_end` and `cancel_at`.
fn ends(state: &mut State, id: &str, params: &Node) -> Result<(), Refusal> {
    let (now, doc) = (state.now, state.doc(Kind::Subscription, id));
    let (soonest, end) = (subscriptions::period_of(&doc).1, subscriptions::last_period(&doc).1);
    let at_end = params.truth("cancel_at_period_end")?;
    let at = match params.given("cancel_at") {
        Some("") => Some(None),
        Some("min_period_end") => Some(Some(soonest)),
        Some("max_period_end") => Some(Some(end)),
        Some(_) => Some(params.whole("cancel_at")?),
        None => None,
    };
    if at.flatten().is_some_and(|at| at <= now) {
        let told = "Invalid timestamp: must be an integer Unix timestamp in the future.";
        return Err(Refusal::invalid(told).param("cancel_at"));
    }
    let (cancel_at, is_at_end) = match (at_end, at) {
        (Some(true), _) => (Some(end), true),
        // What `cancel_at` has set is unset by it alone.
        (Some(false), _) if !doc.flag("cancel_at_period_end") => return Ok(()),
        (Some(false), _) => (None, false),
        (None, Some(at)) => (at, false),
        (None, None) => return Ok(()),
    };
    schedule_end(state, id, cancel_at, is_at_end);
    Ok(())
}

/// Writes down when a subscription ends; `None` takes that back.
pub(crate) fn schedule_end(state: &mut State, id: &str, cancel_at: Option<i64>, is_at_end: bool) {
    let now = state.now;
    state.change(Kind::Subscription, id, "customer.subscription.updated", |doc| {
        doc["cancel_at"] = json!(cancel_at);
        doc["cancel_at_period_end"] = json!(is_at_end);
        doc["canceled_at"] = json!(cancel_at.map(|_| now));
        doc["cancellation_details"]["reason"] = json!(cancel_at.map(|_| "cancellation_requested"));
    });
}

/// `trial_end` of a request: another end, or `now`.
fn trial(state: &mut State, id: &str, params: &Node) -> Result<(), Refusal> {
    if params.text("trial_end") == Some("now") {
        if state.doc(Kind::Subscription, id).text("status") == "trialing" {
            crate::stripe::renewal::end_trial_now(state, id);
        }
        return Ok(());
    }
    let Some(end) = subscribing::trial_end(state.now, params)?.filter(|_| params.has("trial_end")) else {
        return Ok(());
    };
    let now = state.now;
    state.change(Kind::Subscription, id, "customer.subscription.updated", |doc| {
        doc["status"] = json!("trialing");
        doc["trial_end"] = json!(end);
        if doc["trial_start"].is_null() {
            doc["trial_start"] = json!(now);
        }
        doc["billing_cycle_anchor"] = json!(end);
        for item in crate::stripe::doc::rows_mut(doc, "items").into_iter().flatten() {
            item["current_period_end"] = json!(end);
        }
    });
    Ok(())
}

/// An invoice of what waits, as `create_preview` shows it.
pub(crate) fn waiting_invoice(
    state: &mut State,
    id: &str,
    lines: Vec<crate::stripe::lines::Line>,
    period: (i64, i64),
    reason: &str,
) -> Value {
    let doc = state.doc(Kind::Subscription, id);
    let (customer, currency) = (doc.text("customer").to_owned(), doc.text("currency").to_owned());
    let discounts = offers::holding(state, doc.rows("discounts"), period.1);
    let new = NewInvoice {
        customer: &customer,
        subscription: Some(id),
        reason,
        currency: &currency,
        lines,
        period,
        discounts,
        finalizes_at: None,
    };
    let mut invoice = invoices::draw(state, &new, true);
    for line in crate::stripe::doc::rows_mut(&mut invoice, "lines").into_iter().flatten() {
        line["id"] = json!(format!("il_tmp_{}", line.id().trim_start_matches("il_")));
    }
    invoice
}
