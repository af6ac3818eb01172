//! What a buyer does on a checkout page.

use std::collections::VecDeque;

use serde_json::{Value, json};

use crate::stripe::cards::{Card, Decline, by_number};
use crate::stripe::customers;
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::money;
use crate::stripe::store::State;
use crate::stripe::subscribing::{self, NewSubscription};
use crate::stripe::{offers, payments};
use crate::time::DAY;

/// What was typed into the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entered {
    pub email: String,
    pub name: String,
    pub card: String,
    pub country: String,
    pub tax_id: String,
    pub tax_id_type: String,
}

/// What becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The session is complete: on to this address.
    Done(String),
    /// The cardholder has to authenticate first.
    Asks,
    /// The page is shown again with this problem.
    Refused(Problem),
    /// The session was completed or has expired before.
    Over,
}

/// Why a page is shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    Email,
    CardNumber,
    Card(Decline),
    Code,
    TaxId,
    /// The cardholder failed or gave up.
    Authentication,
}

/// The code that was typed holds for the session from now on.
pub(crate) fn apply_code(state: &mut State, id: &str, code: &str) -> Result<(), Problem> {
    let doc = state.doc(Kind::CheckoutSession, id);
    let amount: i64 = doc.rows("line_items").iter().map(|item| item.int("amount_subtotal")).sum();
    let promotion = doc
        .flag("allow_promotion_codes")
        .then(|| offers::usable_code(state, code, doc.text("customer"), amount));
    let promotion = promotion.flatten().ok_or(Problem::Code)?;
    let coupon_id = state.doc(Kind::PromotionCode, &promotion)["promotion"].text("coupon").to_owned();
    let coupon = state.doc(Kind::Coupon, &coupon_id);
    let currency = doc.text("currency").to_owned();
    state.edit(Kind::CheckoutSession, id, |doc| {
        let due = doc.int("amount_subtotal");
        let off = money::discount(&coupon, due, &currency);
        doc["discounts"] = json!([{ "coupon": null, "promotion_code": promotion }]);
        doc["amount_total"] = json!(due - off);
        doc["total_details"]["amount_discount"] = json!(off);
    });
    Ok(())
}

/// No code holds any more.
pub(crate) fn drop_code(state: &mut State, id: &str) {
    state.edit(Kind::CheckoutSession, id, |doc| {
        if doc.flag("allow_promotion_codes") {
            doc["discounts"] = json!([]);
            doc["amount_total"] = doc["amount_subtotal"].clone();
            doc["total_details"]["amount_discount"] = json!(0);
        }
    });
}

/// Whether the page asks for a card.
pub(crate) fn wants_card(session: &Value) -> bool {
    session.text("payment_method_collection") != "if_required" || session.int("amount_total") > 0
}

/// The buyer sends the page.
pub(crate) fn submit(state: &mut State, id: &str, entered: &Entered, has_authenticated: bool) -> Outcome {
    let session = state.doc(Kind::CheckoutSession, id);
    let buyer = state.doc(Kind::Customer, session.text("customer"));
    if session.text("status") != "open" || buyer.flag("deleted") {
        return Outcome::Over;
    }
    if session["customer"].is_null() && !entered.email.contains('@') {
        return Outcome::Refused(Problem::Email);
    }
    let wants_tax_id = session["tax_id_collection"].flag("enabled");
    let must_tax_id = session["tax_id_collection"].text("required") == "if_supported";
    if wants_tax_id && must_tax_id && entered.tax_id.is_empty() {
        return Outcome::Refused(Problem::TaxId);
    }
    let card = by_number(&entered.card);
    if wants_card(&session) {
        match card {
            None => return Outcome::Refused(Problem::CardNumber),
            Some(card) => {
                if let Err(decline) = card.keep() {
                    return Outcome::Refused(Problem::Card(decline));
                }
                if card.asks() && !has_authenticated {
                    state.waiting.insert(id.to_owned(), entered.clone());
                    return Outcome::Asks;
                }
                if session.int("amount_total") > 0 {
                    let planned =
                        state.declines.get_mut(session.text("customer")).and_then(VecDeque::pop_front);
                    let outcome =
                        planned.map_or_else(|| card.charge(true, true), |code| Err(Decline::of(&code)));
                    if let Err(decline) = outcome {
                        return Outcome::Refused(Problem::Card(decline));
                    }
                }
            }
        }
    }
    let had_customer = session["customer"].as_str().map(str::to_owned);
    let customer = match had_customer.clone().map(Ok).unwrap_or_else(|| new_customer(state, entered)) {
        Ok(customer) => customer,
        Err(problem) => return Outcome::Refused(problem),
    };
    if let Err(problem) = keep_details(state, id, &customer, entered, wants_tax_id) {
        if had_customer.is_none() {
            state.remove(Kind::Customer, &customer);
        }
        return Outcome::Refused(problem);
    }
    complete(state, id, &customer, entered, card.filter(|_| wants_card(&session)))
}

fn new_customer(state: &mut State, entered: &Entered) -> Result<String, Problem> {
    let pairs = [("email", &entered.email), ("name", &entered.name)];
    let members =
        pairs.iter().map(|(name, text)| ((*name).to_owned(), Node::Text((*text).clone()))).collect();
    customers::add(state, &Node::Members(members)).map_err(|_| Problem::Email)
}

/// Tax id, name and country, as far as the session says that they are kept.
fn keep_details(
    state: &mut State,
    id: &str,
    customer: &str,
    entered: &Entered,
    wants_tax_id: bool,
) -> Result<(), Problem> {
    if wants_tax_id && !entered.tax_id.is_empty() {
        let pairs = [("type", &entered.tax_id_type), ("value", &entered.tax_id)];
        let members =
            pairs.iter().map(|(name, text)| ((*name).to_owned(), Node::Text((*text).clone()))).collect();
        customers::add_tax_id(state, customer, &Node::Members(members)).map_err(|_| Problem::TaxId)?;
    }
    let plan = state.plans.get(id).cloned().unwrap_or_default();
    let session = state.doc(Kind::CheckoutSession, id);
    let is_new = session["customer"].is_null();
    let country = if entered.country.is_empty() { "US" } else { &entered.country };
    let (name, saves_name) = (entered.name.clone(), plan.flag("saves_name"));
    let saves_address = is_new || plan.flag("saves_address");
    state.change(Kind::Customer, customer, "customer.updated", |doc| {
        if saves_name && !name.is_empty() {
            doc["name"] = json!(name);
        }
        if saves_address && doc["address"].is_null() {
            doc["address"] = json!({ "city": null, "country": country, "line1": null, "line2": null, "postal_code": null, "state": null });
        }
    });
    Ok(())
}

fn complete(
    state: &mut State,
    id: &str,
    customer: &str,
    entered: &Entered,
    card: Option<&'static Card>,
) -> Outcome {
    let session = state.doc(Kind::CheckoutSession, id);
    let plan = state.plans.get(id).cloned().unwrap_or_default();
    let method = card.map(|card| {
        let known = state.doc(Kind::Customer, customer).text("email").to_owned();
        let email = if entered.email.is_empty() { known } else { entered.email.clone() };
        let method = payments::add_method(state, card, Some(&email), Some(&entered.name));
        state.edit(Kind::PaymentMethod, &method, |doc| doc["customer"] = json!(customer));
        if card.asks() {
            state.authenticated.insert(method.clone());
        }
        method
    });
    let items = session
        .rows("line_items")
        .iter()
        .map(|item| (item.text("price").to_owned(), item.maybe_int("quantity")))
        .collect();
    let discount = session.rows("discounts").first().map(|one| {
        let code = one.get("promotion_code").and_then(Value::as_str).map(str::to_owned);
        let of_code = code
            .as_deref()
            .map(|code| state.doc(Kind::PromotionCode, code)["promotion"].text("coupon").to_owned());
        (of_code.unwrap_or_else(|| one.text("coupon").to_owned()), code)
    });
    let trial_end = plan
        .maybe_int("trial_days")
        .map(|days| state.now + days * DAY)
        .or_else(|| plan.maybe_int("trial_end"));
    let before = state.now;
    let new = NewSubscription {
        customer: customer.to_owned(),
        items,
        currency: session.text("currency").to_owned(),
        trial_end: trial_end.filter(|end| *end > before),
        metadata: plan["metadata"].clone(),
        method: method.clone(),
        discount,
        missing_method: plan.text("missing").to_owned(),
        is_taxed: session["automatic_tax"].flag("enabled"),
        is_on_session: true,
        payment_behavior: "allow_incomplete".to_owned(),
        description: plan.get("description").and_then(Value::as_str).map(str::to_owned),
        days_until_due: None,
    };
    let (subscription, decline) = subscribing::begin(state, &new);
    if let Some(decline) = decline {
        state.remove(Kind::Subscription, &subscription);
        return Outcome::Refused(Problem::Card(decline));
    }
    if let Some(method) = &method {
        state.tell("payment_method.attached", Kind::PaymentMethod, method);
        state.edit(Kind::Subscription, &subscription, |doc| doc["default_payment_method"] = json!(method));
    }
    finish(state, id, customer, &subscription, entered);
    let done = state.doc(Kind::CheckoutSession, id);
    Outcome::Done(done.text("success_url").replace(crate::stripe::checkout::PLACEHOLDER, id))
}

fn finish(state: &mut State, id: &str, customer: &str, subscription: &str, entered: &Entered) {
    let customer_doc = state.doc(Kind::Customer, customer);
    let invoice = state.doc(Kind::Subscription, subscription)["latest_invoice"].clone();
    let tax_ids: Vec<Value> = state
        .all(Kind::TaxId)
        .filter(|doc| doc.text("customer") == customer)
        .map(|doc| json!({ "type": doc["type"], "value": doc["value"] }))
        .collect();
    state.edit(Kind::CheckoutSession, id, |doc| {
        let is_free = doc.int("amount_total") == 0;
        doc["status"] = json!("complete");
        doc["payment_status"] = json!(if is_free { "no_payment_required" } else { "paid" });
        doc["customer"] = json!(customer);
        doc["subscription"] = json!(subscription);
        doc["invoice"] = invoice;
        doc["url"] = Value::Null;
        doc["customer_details"] = json!({
            "address": customer_doc["address"], "business_name": null,
            "email": if entered.email.is_empty() { customer_doc["email"].clone() } else { json!(entered.email) },
            "individual_name": null, "name": entered.name, "phone": null, "tax_exempt": "none", "tax_ids": tax_ids,
        });
        if doc["automatic_tax"].flag("enabled") {
            doc["automatic_tax"]["status"] = json!("complete");
        }
    });
    state.tell("checkout.session.completed", Kind::CheckoutSession, id);
}
