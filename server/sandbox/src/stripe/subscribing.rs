//! How a subscription begins: by a checkout page or by the API.

use serde_json::{Value, json};

use crate::stripe::call::{Call, metadata};
use crate::stripe::cards::Decline;
use crate::stripe::doc::{Doc as _, list};
use crate::stripe::form::Node;
use crate::stripe::invoices::{self, NewInvoice};
use crate::stripe::kind::Kind;
use crate::stripe::lines::Line;
use crate::stripe::money;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::{calendar, offers, payments, subscriptions};
use crate::time::DAY;

pub(crate) const CREATE: &str = "add_invoice_items[]{discountable discounts[]{coupon discount promotion_code} metadata{*} period{end{timestamp type} start{timestamp type}} price price_data{currency product tax_behavior unit_amount unit_amount_decimal} quantity tax_rates[]} application_fee_percent automatic_tax{enabled liability{account type}} backdate_start_date billing_cycle_anchor billing_cycle_anchor_config{day_of_month hour minute month second} billing_mode{flexible{proration_discounts} type} billing_schedules[]{applies_to[]{price type} bill_until{duration{interval interval_count} timestamp type} key} billing_thresholds{amount_gte reset_billing_cycle_anchor} cancel_at cancel_at_period_end collection_method currency customer customer_account days_until_due default_payment_method default_source default_tax_rates[] description discounts[]{coupon discount promotion_code} expand[] invoice_settings{account_tax_ids[] custom_fields[]{name value} description footer issuer{account type}} items[]{billing_thresholds{usage_gte} current_trial{trial_offer} discounts[]{coupon discount promotion_code} metadata{*} plan price price_data{currency product recurring{interval interval_count} tax_behavior unit_amount unit_amount_decimal} quantity tax_rates[]} metadata{*} off_session on_behalf_of payment_behavior payment_settings{payment_method_options{*} payment_method_types[] save_default_payment_method} pending_invoice_item_interval{interval interval_count} proration_behavior transfer_data{amount_percent destination} trial_end trial_from_plan trial_period_days trial_settings{end_behavior{billing_cycle_anchor missing_payment_method}}";

/// What a subscription begins with.
pub(crate) struct NewSubscription {
    pub customer: String,
    /// Prices with their quantities; metered ones have none.
    pub items: Vec<(String, Option<i64>)>,
    pub currency: String,
    pub trial_end: Option<i64>,
    pub metadata: Value,
    pub method: Option<String>,
    /// Coupon and promotion code.
    pub discount: Option<(String, Option<String>)>,
    /// What becomes of it when a trial ends without a payment method.
    pub missing_method: String,
    pub is_taxed: bool,
    /// The buyer is there to pay.
    pub is_on_session: bool,
    /// `default_incomplete`, `allow_incomplete`, …
    pub payment_behavior: String,
    pub description: Option<String>,
    pub days_until_due: Option<i64>,
}

pub(crate) fn create(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let customer = params.required("customer")?.to_owned();
    if state.need(Kind::Customer, &customer, "customer")?.flag("deleted") {
        return Err(Refusal::no_such("customer", &customer, "customer"));
    }
    let rows = params.elements("items");
    if rows.is_empty() {
        return Err(Refusal::missing("items"));
    }
    let mut items = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let param = format!("items[{at}][price]");
        let price = row.text("price").or_else(|| row.text("plan")).ok_or_else(|| Refusal::missing(&param))?;
        items.push(checked(state, price, row.whole("quantity")?, &param)?);
    }
    let first = state.doc(Kind::Price, &items[0].0).text("currency").to_owned();
    let currency = params.text("currency").map_or(first, str::to_lowercase);
    one_currency(state, &customer, &currency, &items)?;
    let method = params.text("default_payment_method").map(str::to_owned);
    if let Some(method) = &method {
        state.need(Kind::PaymentMethod, method, "default_payment_method")?;
    }
    let behaviors =
        ["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"];
    let is_sent = params.choice("collection_method", &["charge_automatically", "send_invoice"])?
        == Some("send_invoice");
    let days = params.whole("days_until_due")?;
    if is_sent && days.is_none() {
        return Err(Refusal::missing("days_until_due"));
    }
    let new = NewSubscription {
        trial_end: trial_end(state.now, params)?,
        metadata: metadata(params, &Value::Null),
        discount: offers::named(state, params)?,
        missing_method: params
            .deep(&["trial_settings", "end_behavior", "missing_payment_method"])
            .unwrap_or("create_invoice")
            .to_owned(),
        is_taxed: params.deep(&["automatic_tax", "enabled"]) == Some("true"),
        is_on_session: false,
        payment_behavior: params
            .choice("payment_behavior", &behaviors)?
            .unwrap_or("allow_incomplete")
            .to_owned(),
        description: params.text("description").map(str::to_owned),
        days_until_due: days.filter(|_| is_sent),
        customer,
        items,
        currency,
        method,
    };
    let trials = new.trial_end.is_some();
    let has_method = new.method.is_some() || payments::method_for(state, &new.customer, "").is_some();
    if !has_method && !trials && !is_sent && new.payment_behavior != "default_incomplete" {
        let told = "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#missing-payment-method-error.";
        return Err(Refusal::invalid(told).code("resource_missing"));
    }
    let is_strict = new.payment_behavior == "error_if_incomplete";
    let (id, decline) = begin(state, &new);
    if let Some(decline) = decline.filter(|_| is_strict) {
        state.remove(Kind::Subscription, &id);
        return Err(decline.refusal());
    }
    if let Some(cancel_at) = params.whole("cancel_at")? {
        state.edit(Kind::Subscription, &id, |doc| doc["cancel_at"] = json!(cancel_at));
    }
    Ok(state.shown(Kind::Subscription, &id))
}

/// A price that can be subscribed to.
///
/// # Errors
/// One that is missing, archived, not recurring, or metered with a quantity.
pub(crate) fn checked(
    state: &State,
    price: &str,
    quantity: Option<i64>,
    param: &str,
) -> Result<(String, Option<i64>), Refusal> {
    let doc = state.need(Kind::Price, price, param)?;
    if !doc.flag("active") {
        let told = "The price specified is inactive. This field only accepts active prices.";
        return Err(Refusal::invalid(told).param(param));
    }
    if doc.text("type") != "recurring" {
        let told = "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.";
        return Err(Refusal::invalid(told).param(param));
    }
    let is_metered = doc["recurring"].text("usage_type") == "metered";
    if is_metered && quantity.is_some() {
        let told = "Quantity should not be specified where usage_type is `metered`. Remove quantity from the request.";
        return Err(Refusal::invalid(told).param(param.replace("[price]", "[quantity]")));
    }
    if quantity.is_some_and(|quantity| quantity < 0) {
        let told = "This value must be greater than or equal to 0.";
        return Err(Refusal::invalid(told).param(param.replace("[price]", "[quantity]")));
    }
    Ok((price.to_owned(), if is_metered { None } else { quantity.or(Some(1)) }))
}

/// A customer pays in one currency at a time, and each price has to have an amount in it.
///
/// # Errors
/// Where either is not so.
pub(crate) fn one_currency(
    state: &State,
    customer: &str,
    currency: &str,
    items: &[(String, Option<i64>)],
) -> Result<(), Refusal> {
    for (price, _) in items {
        let doc = state.doc(Kind::Price, price);
        if money::price_amount(&doc, 1, currency).is_none() {
            let told = format!(
                "The price specified only supports `{}`. This doesn't match the expected currency: `{currency}`.",
                doc.text("currency")
            );
            return Err(Refusal::invalid(told).param("currency"));
        }
    }
    let other = |doc: &&Value| {
        doc.text("customer") == customer
            && !subscriptions::is_over(doc.text("status"))
            && doc.text("currency") != currency
    };
    if let Some(other) = state.all(Kind::Subscription).find(other) {
        let told = format!(
            "You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, quote, or invoice item with currency {}",
            other.text("currency")
        );
        return Err(Refusal::invalid(told).param("currency"));
    }
    Ok(())
}

/// When a trial ends that is asked for by `trial_end` or `trial_period_days`.
///
/// # Errors
/// Times that lie behind or too far ahead.
pub(crate) fn trial_end(now: i64, params: &Node) -> Result<Option<i64>, Refusal> {
    if let Some(days) = params.whole("trial_period_days")? {
        if !(1..=730).contains(&days) {
            let told = "Invalid trial_period_days: must be between 1 and 730.";
            return Err(Refusal::invalid(told).param("trial_period_days"));
        }
        return Ok(Some(now + days * DAY));
    }
    if params.text("trial_end") == Some("now") {
        return Ok(None);
    }
    let end = params.whole("trial_end")?;
    if end.is_some_and(|end| end <= now) {
        let told = "Invalid timestamp: must be an integer Unix timestamp in the future.";
        return Err(Refusal::invalid(told).param("trial_end"));
    }
    Ok(end)
}

/// Makes a subscription with its first invoice, and tries to charge that.
pub(crate) fn begin(state: &mut State, new: &NewSubscription) -> (String, Option<Decline>) {
    let now = state.now;
    let id = state.new_id(Kind::Subscription);
    let anchor = new.trial_end.unwrap_or(now);
    let items = items(state, new, &id, anchor);
    let is_sent = new.days_until_due.is_some();
    let status = match (new.trial_end, is_sent) {
        (Some(_), _) => "trialing",
        (None, true) => "active",
        (None, false) => "incomplete",
    };
    let doc = json!({
        "id": id, "object": "subscription", "application": null, "application_fee_percent": null,
        "automatic_tax": { "disabled_reason": null, "enabled": new.is_taxed, "liability": new.is_taxed.then(|| json!({ "type": "self" })) },
        "billing_cycle_anchor": anchor, "billing_cycle_anchor_config": null,
        "billing_mode": { "flexible": { "proration_discounts": "included" }, "type": "flexible", "updated_at": now },
        "billing_schedules": [], "billing_thresholds": null, "cancel_at": null, "cancel_at_period_end": false, "canceled_at": null,
        "cancellation_details": { "comment": null, "feedback": null, "feedback_option": null, "reason": null },
        "collection_method": if is_sent { "send_invoice" } else { "charge_automatically" }, "created": now,
        "currency": new.currency, "customer": new.customer, "customer_account": null, "days_until_due": new.days_until_due,
        "default_payment_method": new.method, "default_source": null, "default_tax_rates": [], "description": new.description,
        "discounts": [], "ended_at": null, "invoice_settings": { "account_tax_ids": null, "custom_fields": null, "description": null, "footer": null, "issuer": { "type": "self" } },
        "items": list(&format!("/v1/subscription_items?subscription={id}"), items, false), "latest_invoice": null, "livemode": false,
        "managed_payments": { "enabled": false }, "metadata": new.metadata, "next_pending_invoice_item_invoice": null, "on_behalf_of": null,
        "pause_collection": null, "payment_settings": { "payment_method_options": null, "payment_method_types": null, "save_default_payment_method": "off" },
        "pending_invoice_item_interval": null, "pending_setup_intent": null, "pending_update": null, "schedule": null, "start_date": now,
        "status": status, "status_details": null, "test_clock": null, "transfer_data": null, "trial_end": new.trial_end,
        "trial_settings": { "end_behavior": { "missing_payment_method": new.missing_method } },
        "trial_start": new.trial_end.map(|_| now),
    });
    state.put(Kind::Subscription, doc);
    if let Some((coupon, code)) = &new.discount {
        let discount = offers::redeem(state, coupon, code.as_deref(), &new.customer, &id);
        state.edit(Kind::Subscription, &id, |doc| doc["discounts"] = json!([discount]));
    }
    state.tell("customer.subscription.created", Kind::Subscription, &id);
    let decline = first_invoice(state, new, &id);
    (id, decline)
}

fn items(state: &mut State, new: &NewSubscription, id: &str, anchor: i64) -> Vec<Value> {
    let now = state.now;
    let mut items = Vec::new();
    for (price, quantity) in &new.items {
        let recurring = state.doc(Kind::Price, price)["recurring"].clone();
        let end = new.trial_end.unwrap_or_else(|| {
            calendar::period_end(anchor, recurring.text("interval"), recurring.int("interval_count"), now)
        });
        items.push(item(state, id, price, *quantity, (now, end)));
    }
    items
}

/// An item of a subscription.
pub(crate) fn item(
    state: &mut State,
    subscription: &str,
    price: &str,
    quantity: Option<i64>,
    period: (i64, i64),
) -> Value {
    let mut doc = json!({
        "id": state.new_id(Kind::Item), "object": "subscription_item", "billed_until": null, "billing_thresholds": null,
        "created": state.now, "current_period_end": period.1, "current_period_start": period.0, "current_trial": null, "discounts": [],
        "metadata": {}, "plan": null, "price": price, "subscription": subscription, "tax_rates": [],
    });
    if let Some(quantity) = quantity {
        doc["quantity"] = json!(quantity);
    }
    doc
}

fn first_invoice(state: &mut State, new: &NewSubscription, id: &str) -> Option<Decline> {
    let doc = state.doc(Kind::Subscription, id);
    let is_trial = new.trial_end.is_some();
    let is_metered = |item: &&Value| item.get("quantity").is_none();
    let lines: Vec<Line> = doc
        .rows("items")
        .iter()
        .filter(|item| !is_metered(item))
        .map(|item| {
            let period = (item.int("current_period_start"), item.int("current_period_end"));
            Line::of_item(state, item, &new.currency, period, is_trial)
        })
        .collect();
    let discounts = offers::holding(state, doc.rows("discounts"), state.now);
    let invoice = invoices::make(
        state,
        &NewInvoice {
            customer: &new.customer,
            subscription: Some(id),
            reason: "subscription_create",
            currency: &new.currency,
            lines,
            period: (state.now, state.now),
            discounts,
            finalizes_at: Some(state.now),
        },
    );
    invoices::finalize(state, &invoice);
    let is_open = state.doc(Kind::Invoice, &invoice).text("status") == "open";
    if !is_open || new.payment_behavior == "default_incomplete" || new.days_until_due.is_some() {
        return None;
    }
    invoices::pay(state, &invoice, new.method.as_deref(), new.is_on_session).err()
}
