//! Payment methods, and the intents and charges by which invoices are paid.

use serde_json::{Value, json};

use crate::stripe::call::Call;
use crate::stripe::cards::{CARDS, Card, Decline, by_number};
use crate::stripe::doc::Doc as _;
use crate::stripe::kind::Kind;
use crate::stripe::lists;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;

pub(crate) const METHOD_LIST: &str =
    "allow_redisplay customer customer_account ending_before expand[] limit starting_after type";
pub(crate) const CUSTOMER_METHODS: &str = "allow_redisplay ending_before expand[] limit starting_after type";

/// Makes a payment method of a test card.
pub(crate) fn add_method(state: &mut State, card: &Card, email: Option<&str>, name: Option<&str>) -> String {
    let id = state.new_id(Kind::PaymentMethod);
    let country = if card.method == "pm_card_br" { "BR" } else { "US" };
    let supports = card.asks();
    let doc = json!({
        "id": id, "object": "payment_method", "allow_redisplay": "always",
        "billing_details": {
            "address": { "city": null, "country": country, "line1": null, "line2": null, "postal_code": null, "state": null },
            "email": email, "name": name, "phone": null,
        },
        "card": {
            "brand": card.brand, "checks": { "address_line1_check": null, "address_postal_code_check": null, "cvc_check": "pass" },
            "country": country, "display_brand": card.brand, "exp_month": 12, "exp_year": 2034,
            "fingerprint": state.letters(16), "funding": "credit", "generated_from": null, "last4": card.last4(),
            "networks": { "available": [card.brand], "preferred": null }, "regulated_status": "unregulated",
            "three_d_secure_usage": { "supported": supports }, "wallet": null,
        },
        "created": state.now, "customer": null, "customer_account": null, "livemode": false, "metadata": {}, "type": "card",
    });
    state.cards.insert(id.clone(), card.number.to_owned());
    state.put(Kind::PaymentMethod, doc);
    id
}

/// Attaches a payment method, or one of a test card's own id.
///
/// # Errors
/// An unknown one, one of somebody else, or a card that is declined.
pub(crate) fn attach(state: &mut State, method: &str, customer: &str) -> Result<String, Refusal> {
    let id = match CARDS.iter().find(|card| card.method == method) {
        Some(card) => add_method(state, card, None, None),
        None => method.to_owned(),
    };
    let doc = state.need(Kind::PaymentMethod, &id, "id")?;
    if !doc["customer"].is_null() && doc.text("customer") != customer {
        let told = "The payment method you provided has already been attached to a customer.";
        return Err(Refusal::invalid(told).code("payment_method_unexpected_state"));
    }
    if let Some(card) = card_of(state, &id) {
        card.keep().map_err(|decline| decline.refusal())?;
    }
    state.edit(Kind::PaymentMethod, &id, |doc| doc["customer"] = json!(customer));
    state.tell("payment_method.attached", Kind::PaymentMethod, &id);
    Ok(id)
}

pub(crate) fn detach(state: &mut State, method: &str) {
    let customer = state.doc(Kind::PaymentMethod, method).text("customer").to_owned();
    state.change(Kind::PaymentMethod, method, "payment_method.detached", |doc| doc["customer"] = Value::Null);
    let is_default =
        state.doc(Kind::Customer, &customer)["invoice_settings"].text("default_payment_method") == method;
    if is_default {
        state.change(Kind::Customer, &customer, "customer.updated", |doc| {
            doc["invoice_settings"]["default_payment_method"] = Value::Null;
        });
    }
    for subscription in state.ids(Kind::Subscription, |doc| doc.text("default_payment_method") == method) {
        state.change(Kind::Subscription, &subscription, "customer.subscription.updated", |doc| {
            doc["default_payment_method"] = Value::Null;
        });
    }
}

pub(crate) fn card_of(state: &State, method: &str) -> Option<&'static Card> {
    by_number(state.cards.get(method)?)
}

pub(crate) const ATTACH: &str = "customer customer_account expand[]";

pub(crate) fn attach_call(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let customer = call.params.required("customer")?;
    state.need(Kind::Customer, customer, "customer")?;
    let id = attach(state, call.id(), customer)?;
    Ok(state.shown(Kind::PaymentMethod, &id))
}

pub(crate) fn detach_call(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    if state.need(Kind::PaymentMethod, call.id(), "id")?["customer"].is_null() {
        let told =
            "The payment method you provided is not attached to a customer so detachment is impossible.";
        return Err(Refusal::invalid(told));
    }
    detach(state, call.id());
    Ok(state.shown(Kind::PaymentMethod, call.id()))
}

pub(crate) fn get_method(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::PaymentMethod, call.id(), "id")?;
    Ok(state.shown(Kind::PaymentMethod, call.id()))
}

pub(crate) fn list_methods(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (customer, kind) = (call.params.text("customer"), call.params.text("type"));
    lists::page(state, &call.params, Kind::PaymentMethod, "/v1/payment_methods", |doc| {
        customer.is_some_and(|customer| doc.text("customer") == customer)
            && kind.is_none_or(|kind| doc.text("type") == kind)
    })
}

pub(crate) fn get_intent(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::PaymentIntent, call.id(), "id")?;
    Ok(state.shown(Kind::PaymentIntent, call.id()))
}

pub(crate) fn get_charge(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Charge, call.id(), "id")?;
    Ok(state.shown(Kind::Charge, call.id()))
}

/// The method with which an invoice of a customer is paid: the subscription's, else the customer's.
pub(crate) fn method_for(state: &State, customer: &str, subscription: &str) -> Option<String> {
    let of = state.doc(Kind::Subscription, subscription);
    let own = of.text("default_payment_method");
    let customers = state.doc(Kind::Customer, customer);
    let default = customers["invoice_settings"].text("default_payment_method");
    [own, default].into_iter().find(|id| !id.is_empty()).map(str::to_owned)
}

/// A payment intent for an amount.
pub(crate) fn intend(state: &mut State, customer: &str, amount: i64, currency: &str, about: &str) -> String {
    let id = state.new_id(Kind::PaymentIntent);
    let secret = state.letters(25);
    let doc = json!({
        "id": id, "object": "payment_intent", "amount": amount, "amount_capturable": 0, "amount_details": { "tip": {} },
        "amount_received": 0, "application": null, "application_fee_amount": null, "automatic_payment_methods": null,
        "canceled_at": null, "cancellation_reason": null, "capture_method": "automatic",
        "client_secret": format!("{id}_secret_{secret}"), "confirmation_method": "automatic", "created": state.now,
        "currency": currency, "customer": customer, "customer_account": null, "description": about,
        "excluded_payment_method_types": null, "last_payment_error": null, "latest_charge": null, "livemode": false,
        "metadata": {}, "next_action": null, "on_behalf_of": null, "payment_method": null,
        "payment_method_configuration_details": null, "payment_method_options": { "card": { "request_three_d_secure": "automatic" } },
        "payment_method_types": ["card"], "processing": null, "receipt_email": null, "review": null,
        "setup_future_usage": "off_session", "shipping": null, "source": null, "statement_descriptor": null,
        "statement_descriptor_suffix": null, "status": "requires_payment_method", "transfer_data": null,
        "transfer_group": null,
    });
    state.add(Kind::PaymentIntent, doc, "payment_intent.created");
    id
}

/// Tries to charge the amount of an intent to a method.
///
/// # Errors
/// Why it was declined.
pub(crate) fn confirm(
    state: &mut State,
    intent: &str,
    method: &str,
    is_on_session: bool,
) -> Result<(), Decline> {
    let doc = state.doc(Kind::PaymentIntent, intent);
    let customer = doc.text("customer").to_owned();
    let planned = state.declines.get_mut(&customer).and_then(std::collections::VecDeque::pop_front);
    let is_authenticated = state.authenticated.contains(method);
    let outcome = match (planned, card_of(state, method)) {
        (Some(code), _) => Err(Decline::of(&code)),
        (None, Some(card)) => card.charge(is_authenticated, is_on_session),
        (None, None) => Err(Decline::of("card_declined")),
    };
    let charge = (!outcome.as_ref().is_err_and(|decline| decline.wants_action && is_on_session))
        .then(|| add_charge(state, &doc, method, outcome.as_ref().err()));
    let error = outcome.as_ref().err().map(|decline| {
        let mut error = decline.refusal().body();
        error["charge"] = json!(charge);
        error["payment_method"] = state.shown(Kind::PaymentMethod, method);
        error
    });
    let next = json!({ "type": "use_stripe_sdk", "use_stripe_sdk": { "type": "three_d_secure_redirect" } });
    state.edit(Kind::PaymentIntent, intent, |doc| {
        doc["latest_charge"] = json!(charge);
        doc["last_payment_error"] = error.unwrap_or_default();
        doc["next_action"] = Value::Null;
        match &outcome {
            Ok(()) => {
                doc["status"] = json!("succeeded");
                doc["amount_received"] = doc["amount"].clone();
                doc["payment_method"] = json!(method);
            }
            Err(decline) if decline.wants_action => {
                doc["status"] = json!("requires_action");
                doc["next_action"] = next;
                doc["payment_method"] = json!(method);
            }
            Err(_) => doc["status"] = json!("requires_payment_method"),
        }
    });
    let event = match &outcome {
        Ok(()) => "payment_intent.succeeded",
        Err(decline) if decline.wants_action => "payment_intent.requires_action",
        Err(_) => "payment_intent.payment_failed",
    };
    state.tell(event, Kind::PaymentIntent, intent);
    outcome
}

fn add_charge(state: &mut State, intent: &Value, method: &str, decline: Option<&Decline>) -> String {
    let id = state.new_id(Kind::Charge);
    let paid = decline.is_none();
    let amount = intent.int("amount");
    let method_doc = state.doc(Kind::PaymentMethod, method);
    let card = &method_doc["card"];
    let outcome = match decline {
        None => json!({
            "advice_code": null, "network_advice_code": null, "network_decline_code": null, "network_status": "approved_by_network",
            "reason": null, "risk_level": "normal", "risk_score": 12, "seller_message": "Payment complete.", "type": "authorized",
        }),
        Some(decline) => json!({
            "advice_code": "try_again_later", "network_advice_code": null, "network_decline_code": "01",
            "network_status": "declined_by_network", "reason": decline.decline_code, "risk_level": "normal", "risk_score": 12,
            "seller_message": "The bank did not return any further details with this decline.", "type": "issuer_declined",
        }),
    };
    let doc = json!({
        "id": id, "object": "charge", "amount": amount, "amount_captured": if paid { amount } else { 0 }, "amount_refunded": 0,
        "application": null, "application_fee": null, "application_fee_amount": null, "balance_transaction": null,
        "billing_details": method_doc["billing_details"], "calculated_statement_descriptor": "ORION", "captured": paid,
        "created": state.now, "currency": intent["currency"], "customer": intent["customer"], "description": intent["description"],
        "disputed": false, "failure_balance_transaction": null, "failure_code": decline.map(|of| of.code.as_str()),
        "failure_message": decline.map(|of| of.message), "fraud_details": {}, "livemode": false, "metadata": {},
        "on_behalf_of": null, "outcome": outcome, "paid": paid, "payment_intent": intent["id"], "payment_method": method,
        "payment_method_details": { "card": {
            "amount_authorized": amount, "authorization_code": null, "brand": card["brand"], "checks": card["checks"],
            "country": card["country"], "exp_month": 12, "exp_year": 2034, "extended_authorization": { "status": "disabled" },
            "fingerprint": card["fingerprint"], "funding": "credit", "incremental_authorization": { "status": "unavailable" },
            "installments": null, "last4": card["last4"], "mandate": null, "multicapture": { "status": "unavailable" },
            "network": card["brand"], "network_token": { "used": false }, "overcapture": { "maximum_amount_capturable": amount, "status": "unavailable" },
            "regulated_status": "unregulated", "three_d_secure": null, "wallet": null,
        }, "type": "card" },
        "radar_options": {}, "receipt_email": null, "receipt_number": null,
        "receipt_url": null, "refunded": false, "review": null, "shipping": null,
        "source": null, "source_transfer": null, "statement_descriptor": null, "statement_descriptor_suffix": null,
        "status": if paid { "succeeded" } else { "failed" }, "transfer_data": null, "transfer_group": null,
    });
    state.add(Kind::Charge, doc, if paid { "charge.succeeded" } else { "charge.failed" });
    id
}
