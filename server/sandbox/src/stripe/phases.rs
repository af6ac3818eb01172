//! Phases of schedules.

use serde_json::{Value, json};

use crate::stripe::calendar;
use crate::stripe::call::metadata;
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::plan_change::Proration;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::subscribing;

pub(crate) const SHAPE: &str = "phases[]{add_invoice_items[]{discountable discounts[]{coupon discount promotion_code} metadata{*} period{end{timestamp type} start{timestamp type}} price price_data{currency product tax_behavior unit_amount unit_amount_decimal} quantity tax_rates[]} application_fee_percent automatic_tax{enabled liability{account type}} billing_cycle_anchor billing_thresholds{amount_gte reset_billing_cycle_anchor} collection_method currency default_payment_method default_tax_rates[] description discounts[]{coupon discount promotion_code} duration{interval interval_count} end_date invoice_settings{account_tax_ids[] custom_fields[]{name value} days_until_due description footer issuer{account type}} items[]{billing_thresholds{usage_gte} discounts[]{coupon discount promotion_code} metadata{*} plan price price_data{currency product recurring{interval interval_count} tax_behavior unit_amount unit_amount_decimal} quantity tax_rates[]} metadata{*} on_behalf_of proration_behavior start_date transfer_data{amount_percent destination} trial trial_end}";

/// An item of a phase.
pub(crate) fn item(price: &str, quantity: Option<i64>) -> Value {
    let mut item = json!({ "billing_thresholds": null, "discounts": [], "metadata": {}, "plan": price, "price": price, "tax_rates": [] });
    if let Some(quantity) = quantity {
        item["quantity"] = json!(quantity);
    }
    item
}

/// A phase as it is answered.
pub(crate) fn phase(items: &[Value], start: i64, end: i64, currency: &str, proration: &str) -> Value {
    json!({
        "add_invoice_items": [], "application_fee_percent": null, "billing_cycle_anchor": null, "billing_thresholds": null,
        "collection_method": null, "currency": currency, "default_payment_method": null, "default_tax_rates": [], "description": null,
        "discounts": [], "end_date": end, "invoice_settings": null, "items": items, "metadata": {}, "on_behalf_of": null,
        "proration_behavior": proration, "start_date": start, "transfer_data": null, "trial_end": null,
    })
}

/// The phases of a request, each beginning where the one before it ends.
///
/// # Errors
/// Times that do not fit together, and items that cannot be subscribed to.
pub(crate) fn read(state: &State, doc: &Value, params: &Node) -> Result<Vec<Value>, Refusal> {
    let subscription = state.doc(Kind::Subscription, doc.text("subscription"));
    let currency = subscription.text("currency").to_owned();
    let given = params.elements("phases");
    if given.is_empty() {
        return Err(Refusal::missing("phases"));
    }
    let mut phases: Vec<Value> = Vec::new();
    let mut start = doc["phases"][0].int("start_date");
    for (at, one) in given.iter().enumerate() {
        let path = |name: &str| format!("phases[{at}][{name}]");
        match (at, one.text("start_date"), one.whole("start_date")) {
            (_, None | Some("now"), _) => {}
            (0, _, Ok(Some(given))) if given != start => {
                let told = "You can not modify the start date of the current phase.";
                return Err(Refusal::invalid(told).param(path("start_date")));
            }
            (_, _, Ok(Some(given))) if given != start => {
                let told = "The start date of a phase must be the end date of the phase before it.";
                return Err(Refusal::invalid(told).param(path("start_date")));
            }
            (_, _, outcome) => {
                outcome?;
            }
        }
        let mut items = Vec::new();
        for (row, item) in one.elements("items").into_iter().enumerate() {
            let param = format!("phases[{at}][items][{row}][price]");
            let price =
                item.text("price").or_else(|| item.text("plan")).ok_or_else(|| Refusal::missing(&param))?;
            let (price, quantity) = subscribing::checked(state, price, item.whole("quantity")?, &param)?;
            subscribing::one_currency(state, doc.text("customer"), &currency, &[(price.clone(), quantity)])?;
            items.push(self::item(&price, quantity));
        }
        if items.is_empty() {
            return Err(Refusal::missing(&path("items")));
        }
        let end = phase_end(state, one, &items, start, &path("end_date"))?;
        let proration = one.choice("proration_behavior", Proration::NAMES)?.unwrap_or("create_prorations");
        let mut next = phase(&items, start, end, &currency, proration);
        next["billing_cycle_anchor"] =
            json!(one.choice("billing_cycle_anchor", &["automatic", "phase_start"])?);
        next["metadata"] = metadata(one, &json!({}));
        next["discounts"] = discounts(state, one, at)?;
        if let Some(trial) = one.whole("trial_end")? {
            next["trial_end"] = json!(trial);
        }
        phases.push(next);
        start = end;
    }
    Ok(phases)
}

/// What is taken off in a phase, each by one of three names.
fn discounts(state: &State, one: &Node, at: usize) -> Result<Value, Refusal> {
    let names =
        [("coupon", Kind::Coupon), ("discount", Kind::Discount), ("promotion_code", Kind::PromotionCode)];
    let mut found = Vec::new();
    for (row, given) in one.elements("discounts").into_iter().enumerate() {
        for (name, kind) in names {
            if let Some(id) = given.text(name) {
                state.need(kind, id, &format!("phases[{at}][discounts][{row}][{name}]"))?;
            }
        }
        found.push(json!({
            "coupon": given.text("coupon"), "discount": given.text("discount"), "promotion_code": given.text("promotion_code"),
        }));
    }
    Ok(Value::Array(found))
}

/// By `end_date`, by `duration`, else one period of the phase's price.
fn phase_end(state: &State, one: &Node, items: &[Value], start: i64, param: &str) -> Result<i64, Refusal> {
    if let Some(end) = one.whole("end_date")? {
        if end <= start {
            let told = "The end date of a phase must be after its start date.";
            return Err(Refusal::invalid(told).param(param));
        }
        return Ok(end);
    }
    if let Some(duration) = one.get("duration") {
        let interval = duration.text("interval").unwrap_or("month");
        return Ok(calendar::after(start, interval, duration.whole("interval_count")?.unwrap_or(1)));
    }
    let recurring = state.doc(Kind::Price, items[0].text("price"))["recurring"].clone();
    Ok(calendar::after(start, recurring.text("interval"), recurring.int("interval_count")))
}
