//! `/v1/invoices`.

use serde_json::{Value, json};

use crate::stripe::call::Call;
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::invoices::{self, subscription_of};
use crate::stripe::kind::Kind;
use crate::stripe::lines::Line;
use crate::stripe::lists::{self, Range};
use crate::stripe::plan_change::{self, Proration};
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::{calendar, renewal, subscribing, subscriptions, updating};

pub(crate) const LIST: &str = "collection_method created?{gt gte lt lte} customer customer_account due_date?{gt gte lt lte} ending_before expand[] limit starting_after status subscription";
pub(crate) const PAY: &str = "expand[] forgive mandate off_session paid_out_of_band payment_method source";
pub(crate) const FINALIZE: &str = "auto_advance expand[]";
pub(crate) const PREVIEW: &str = "automatic_tax{enabled liability{account type}} currency customer customer_account customer_details{address{city country line1 line2 postal_code state} shipping{address{city country line1 line2 postal_code state} name phone} tax{ip_address} tax_exempt tax_ids[]{type value}} discounts[]{coupon discount promotion_code} expand[] invoice_items[]{amount currency description discountable discounts[]{coupon discount promotion_code} invoiceitem metadata{*} period{end start} price price_data{currency product tax_behavior unit_amount unit_amount_decimal} quantity quantity_decimal tax_behavior tax_code tax_rates[] unit_amount unit_amount_decimal} issuer{account type} on_behalf_of preview_mode schedule schedule_details{billing_mode{flexible{proration_discounts} type} end_behavior phases[]{*} proration_behavior} subscription subscription_details{billing_cycle_anchor{timestamp type} billing_mode{flexible{proration_discounts} type} billing_schedules[]{*} cancel_at cancel_at_period_end cancel_now default_tax_rates[] items[]{billing_thresholds{usage_gte} clear_usage current_trial{trial_offer} deleted discounts[]{coupon discount promotion_code} id metadata{*} plan price price_data{currency product recurring{interval interval_count} tax_behavior unit_amount unit_amount_decimal} quantity tax_rates[]} metadata{*} pause{bill_for{unused_time_from{type}} invoicing_behavior type} proration_behavior proration_date resume_at start_date trial_end}";

const STATUSES: &[&str] = &["draft", "open", "paid", "uncollectible", "void"];

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Invoice, call.id(), "id")?;
    Ok(state.shown(Kind::Invoice, call.id()))
}

pub(crate) fn lines(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let doc = state.need(Kind::Invoice, call.id(), "id")?;
    lists::rows(&call.params, &format!("/v1/invoices/{}/lines", call.id()), doc.rows("lines"))
}

pub(crate) fn list_all(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let status = params.choice("status", STATUSES)?;
    let (customer, subscription) = (params.text("customer"), params.text("subscription"));
    if let Some(customer) = customer {
        state.need(Kind::Customer, customer, "customer")?;
    }
    let due = Range::of(params, "due_date")?;
    let asks_due = params.has("due_date");
    lists::page(state, params, Kind::Invoice, "/v1/invoices", |doc| {
        status.is_none_or(|status| doc.text("status") == status)
            && customer.is_none_or(|customer| doc.text("customer") == customer)
            && subscription.is_none_or(|subscription| subscription_of(doc) == subscription)
            && (!asks_due || doc.maybe_int("due_date").is_some_and(|at| due.holds(at)))
    })
}

fn in_status(state: &State, id: &str, allowed: &[&str]) -> Result<(), Refusal> {
    let status = state.need(Kind::Invoice, id, "id")?.text("status");
    if allowed.contains(&status) {
        return Ok(());
    }
    match status {
        "paid" => Err(Refusal::invalid("Invoice is already paid")),
        other => {
            let told = format!("This invoice is {other}: it must be {} for this.", allowed.join(" or "));
            Err(Refusal::invalid(told).code("invoice_not_editable"))
        }
    }
}

pub(crate) fn pay(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (id, params) = (call.id(), &call.params);
    in_status(state, id, &["draft", "open", "uncollectible"])?;
    let method = params.text("payment_method").map(str::to_owned);
    if let Some(method) = &method {
        state.need(Kind::PaymentMethod, method, "payment_method")?;
    }
    invoices::finalize(state, id);
    if state.doc(Kind::Invoice, id).text("status") == "paid" {
        return Ok(state.shown(Kind::Invoice, id));
    }
    if params.truth("paid_out_of_band")?.unwrap_or_default() {
        invoices::mark_paid(state, id, true);
        return Ok(state.shown(Kind::Invoice, id));
    }
    let is_on_session = params.truth("off_session")? == Some(false);
    match invoices::pay(state, id, method.as_deref(), is_on_session) {
        Ok(()) => Ok(state.shown(Kind::Invoice, id)),
        Err(decline) => {
            let intent = state.doc(Kind::Invoice, id)["payments"]["data"][0]["payment"]
                .text("payment_intent")
                .to_owned();
            Err(decline.refusal().with("payment_intent", state.shown(Kind::PaymentIntent, &intent)))
        }
    }
}

pub(crate) fn finalize(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    in_status(state, call.id(), &["draft"])?;
    invoices::finalize(state, call.id());
    Ok(state.shown(Kind::Invoice, call.id()))
}

pub(crate) fn void(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    in_status(state, call.id(), &["open", "uncollectible"])?;
    invoices::void(state, call.id());
    Ok(state.shown(Kind::Invoice, call.id()))
}

pub(crate) fn write_off(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    in_status(state, call.id(), &["open"])?;
    invoices::write_off(state, call.id());
    Ok(state.shown(Kind::Invoice, call.id()))
}

/// The next invoice of a subscription, with changes that are not made.
pub(crate) fn preview(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let none = Node::default();
    let details = params.get("subscription_details").unwrap_or(&none);
    let Some(id) = params.text("subscription").map(str::to_owned) else {
        return preview_new(state, params, details);
    };
    let doc = state.need(Kind::Subscription, &id, "subscription")?.clone();
    if subscriptions::is_over(doc.text("status")) {
        return Err(Refusal::new(
            404,
            "invalid_request_error",
            "No upcoming invoices for customer: ".to_owned() + doc.text("customer"),
        )
        .code("invoice_upcoming_none"));
    }
    let wanted = updating::wanted(state, &doc, details)?;
    let ends = doc.flag("cancel_at_period_end") || !doc["cancel_at"].is_null();
    if wanted.is_empty() {
        if ends && plan_change::kept(state, &id).is_empty() {
            let told = format!("No upcoming invoices for customer: {}", doc.text("customer"));
            return Err(Refusal::new(404, "invalid_request_error", told).code("invoice_upcoming_none"));
        }
        return Ok(renewal::upcoming(state, &id));
    }
    let proration = Proration::of(details.choice("proration_behavior", Proration::NAMES)?);
    let at = details.whole("proration_date")?;
    if at.is_some() && proration == Proration::None {
        let told = "You cannot set `subscription_details[proration_date]` when `subscription_details[proration_behavior]` is `none`.";
        return Err(Refusal::invalid(told).param("subscription_details[proration_date]"));
    }
    let at = at.unwrap_or(state.now);
    let change = plan_change::plan(
        state,
        &id,
        &wanted,
        at,
        details.deep(&["billing_cycle_anchor", "type"]) == Some("now"),
    );
    let mut lines = plan_change::kept(state, &id);
    let own = change.lines.into_iter().filter(|line| proration != Proration::None || !line.is_proration);
    let restarts = change.restarts;
    lines.extend(own);
    let mut period = (state.now, state.now);
    if !restarts && proration != Proration::Always {
        let mut after = doc.clone();
        after["items"]["data"] = Value::Array(change.items);
        period = subscriptions::period_of(&after);
        lines.extend(renewal::next_period(state, &after, period.1).0);
    }
    let reason = if restarts || proration == Proration::Always { "subscription_update" } else { "upcoming" };
    let mut invoice = updating::waiting_invoice(state, &id, lines, period, reason);
    invoice["parent"]["subscription_details"]["subscription_proration_date"] = json!(at);
    Ok(invoice)
}

/// The first invoice of a subscription that is not made.
fn preview_new(state: &mut State, params: &Node, details: &Node) -> Result<Value, Refusal> {
    let customer = params.required("customer")?.to_owned();
    state.need(Kind::Customer, &customer, "customer")?;
    let rows = details.elements("items");
    if rows.is_empty() {
        let told = format!("No upcoming invoices for customer: {customer}");
        return Err(Refusal::new(404, "invalid_request_error", told).code("invoice_upcoming_none"));
    }
    let mut lines = Vec::new();
    let mut currency = params.text("currency").map(str::to_lowercase);
    let now = state.now;
    for (at, row) in rows.iter().enumerate() {
        let param = format!("subscription_details[items][{at}][price]");
        let price = row.text("price").ok_or_else(|| Refusal::missing(&param))?;
        let (price, quantity) = subscribing::checked(state, price, row.whole("quantity")?, &param)?;
        let doc = state.doc(Kind::Price, &price);
        let in_currency = currency.get_or_insert_with(|| doc.text("currency").to_owned()).clone();
        let recurring = &doc["recurring"];
        let end = calendar::after(now, recurring.text("interval"), recurring.int("interval_count"));
        if quantity.is_some() {
            let item = json!({ "id": "si_preview", "price": price, "quantity": quantity });
            lines.push(Line::of_item(state, &item, &in_currency, (now, end), false));
        }
    }
    let new = invoices::NewInvoice {
        customer: &customer,
        subscription: None,
        reason: "upcoming",
        currency: currency.as_deref().unwrap_or("usd"),
        lines,
        period: (now, now),
        discounts: Vec::new(),
        finalizes_at: None,
    };
    Ok(invoices::draw(state, &new, true))
}
