//! Customers and their tax ids.

use serde_json::{Value, json};

use crate::stripe::call::{Call, address, copy_texts, metadata};
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::lists;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::{payments, subscriptions};

pub(crate) const CREATE: &str = "address{city country line1 line2 postal_code state} balance business_name cash_balance{settings{reconciliation_mode}} description email expand[] individual_name invoice_prefix invoice_settings{custom_fields[]{name value} default_payment_method footer rendering_options{amount_tax_display template}} metadata{*} name next_invoice_sequence payment_method phone preferred_locales[] shipping{address{city country line1 line2 postal_code state} name phone} source tax{ip_address validate_location} tax_exempt tax_id_data[]{type value} test_clock validate";
pub(crate) const UPDATE: &str = "address{city country line1 line2 postal_code state} balance business_name cash_balance{settings{reconciliation_mode}} default_source description email expand[] individual_name invoice_prefix invoice_settings{custom_fields[]{name value} default_payment_method footer rendering_options{amount_tax_display template}} metadata{*} name next_invoice_sequence phone preferred_locales[] shipping{address{city country line1 line2 postal_code state} name phone} source tax{ip_address validate_location} tax_exempt validate";
pub(crate) const LIST: &str =
    "created?{gt gte lt lte} email ending_before expand[] limit starting_after test_clock";

/// Longest texts.
const LONGEST_NAME: usize = 256;
const LONGEST_EMAIL: usize = 512;

pub(crate) fn create(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let method = params.text("payment_method").map(str::to_owned);
    let id = add(state, params)?;
    if let Some(method) = method {
        payments::attach(state, &method, &id)?;
    }
    for tax in params.elements("tax_id_data") {
        add_tax_id(state, &id, tax)?;
    }
    Ok(state.shown(Kind::Customer, &id))
}

/// Makes a customer.
///
/// # Errors
/// Values that no customer can have.
pub(crate) fn add(state: &mut State, params: &Node) -> Result<String, Refusal> {
    let id = state.new_id(Kind::Customer);
    let prefix = state.letters(8).to_uppercase();
    let mut doc = json!({
        "id": id, "object": "customer", "address": null, "balance": 0, "business_name": null, "created": state.now,
        "currency": null, "customer_account": null, "default_source": null, "delinquent": false,
        "description": null, "discount": null, "email": null, "individual_name": null,
        "invoice_prefix": prefix,
        "invoice_settings": { "custom_fields": null, "default_payment_method": null, "footer": null, "rendering_options": null },
        "livemode": false, "metadata": {}, "name": null, "next_invoice_sequence": 1, "phone": null,
        "preferred_locales": [], "shipping": null, "tax_exempt": "none", "test_clock": null,
    });
    fill(state, &mut doc, params)?;
    state.add(Kind::Customer, doc, "customer.created");
    Ok(id)
}

fn fill(state: &State, doc: &mut Value, params: &Node) -> Result<(), Refusal> {
    if let Some(email) = params.text("email")
        && (!email.contains('@') || email.len() > LONGEST_EMAIL)
    {
        return Err(Refusal::invalid(format!("Invalid email address: {email}"))
            .code("email_invalid")
            .param("email"));
    }
    if params.text("name").is_some_and(|name| name.chars().count() > LONGEST_NAME) {
        let told = format!("Invalid string: name; must be at most {LONGEST_NAME} characters");
        return Err(Refusal::invalid(told).param("name"));
    }
    let named =
        ["email", "name", "description", "phone", "business_name", "individual_name", "invoice_prefix"];
    copy_texts(doc, params, &named);
    if let Some(exempt) = params.choice("tax_exempt", &["exempt", "none", "reverse"])? {
        doc["tax_exempt"] = json!(exempt);
    }
    if let Some(balance) = params.whole("balance")? {
        doc["balance"] = json!(balance);
    }
    if let Some(next) = params.whole("next_invoice_sequence")? {
        doc["next_invoice_sequence"] = json!(next);
    }
    if params.has("address") {
        doc["address"] = address(params, "address");
    }
    if let Some(shipping) = params.get("shipping") {
        doc["shipping"] = json!({
            "address": address(shipping, "address"), "name": shipping.text("name"), "phone": shipping.text("phone"),
        });
    }
    if params.has("preferred_locales") {
        doc["preferred_locales"] = json!(params.texts("preferred_locales"));
    }
    if let Some(settings) = params.get("invoice_settings") {
        if let Some(method) = settings.given("default_payment_method") {
            let param = "invoice_settings[default_payment_method]";
            if !method.is_empty() {
                let known = state.need(Kind::PaymentMethod, method, param)?;
                if known.text("customer") != doc.id() {
                    let told = "The customer does not have a payment method with the ID ".to_owned() + method;
                    return Err(Refusal::invalid(
                        told + ". The payment method must be attached to the customer.",
                    )
                    .code("resource_missing")
                    .param(param));
                }
            }
            doc["invoice_settings"]["default_payment_method"] =
                if method.is_empty() { Value::Null } else { json!(method) };
        }
        copy_texts(&mut doc["invoice_settings"], settings, &["footer"]);
    }
    doc["metadata"] = metadata(params, &doc["metadata"]);
    Ok(())
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Customer, call.id(), "id")?;
    Ok(state.shown(Kind::Customer, call.id()))
}

pub(crate) fn update(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let id = call.id();
    let mut doc = state.need(Kind::Customer, id, "id")?.clone();
    if doc.flag("deleted") {
        return Err(Refusal::no_such("customer", id, "id"));
    }
    fill(state, &mut doc, &call.params)?;
    state.change(Kind::Customer, id, "customer.updated", |kept| *kept = doc);
    Ok(state.shown(Kind::Customer, id))
}

/// Deletes a customer; its subscriptions end with it.
pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let id = call.id();
    if state.need(Kind::Customer, id, "id")?.flag("deleted") {
        return Err(Refusal::no_such("customer", id, "id"));
    }
    let live = |doc: &Value| doc.text("customer") == id && !subscriptions::is_over(doc.text("status"));
    for subscription in state.ids(Kind::Subscription, live) {
        subscriptions::cancel_now(state, &subscription, "cancellation_requested");
    }
    for method in state.ids(Kind::PaymentMethod, |doc| doc.text("customer") == id) {
        payments::detach(state, &method);
    }
    let last = state.shown(Kind::Customer, id);
    let gone = json!({ "id": id, "object": "customer", "deleted": true });
    state.put(Kind::Customer, gone.clone());
    state.emit("customer.deleted", last, None);
    Ok(gone)
}

pub(crate) fn list_all(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let email = call.params.text("email");
    lists::page(state, &call.params, Kind::Customer, "/v1/customers", |doc| {
        email.is_none_or(|email| doc.text("email") == email)
    })
}

pub(crate) const TAX_ID: &str = "type value expand[]";

pub(crate) fn create_tax_id(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Customer, call.id(), "id")?;
    let id = add_tax_id(state, call.id(), &call.params)?;
    Ok(state.shown(Kind::TaxId, &id))
}

pub(crate) fn tax_ids(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let id = call.id();
    state.need(Kind::Customer, id, "id")?;
    lists::page(state, &call.params, Kind::TaxId, &format!("/v1/customers/{id}/tax_ids"), |doc| {
        doc.text("customer") == id
    })
}

pub(crate) fn add_tax_id(state: &mut State, customer: &str, params: &Node) -> Result<String, Refusal> {
    let (kind, value) = (params.required("type")?.to_owned(), params.required("value")?.to_owned());
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let (wanted, country) = match kind.as_str() {
        "br_cnpj" => (Some(14), Some("BR")),
        "br_cpf" => (Some(11), Some("BR")),
        "eu_vat" => (None, value.get(..2)),
        "us_ein" => (Some(9), Some("US")),
        "gb_vat" => (None, Some("GB")),
        "es_cif" => (None, Some("ES")),
        _ => {
            return Err(Refusal::invalid(format!("Invalid tax ID type: {kind}"))
                .code("tax_id_invalid")
                .param("type"));
        }
    };
    if wanted.is_some_and(|wanted| wanted != digits) || digits == 0 {
        let told = format!("Invalid value for {kind}.");
        return Err(Refusal::invalid(told).code("tax_id_invalid").param("value"));
    }
    let id = state.new_id(Kind::TaxId);
    let doc = json!({
        "id": id, "object": "tax_id", "country": country, "created": state.now, "customer": customer,
        "customer_account": null, "livemode": false,
        "owner": { "account": null, "application": null, "customer": customer, "customer_account": null, "type": "customer" },
        "type": kind, "value": value,
        "verification": { "status": "pending", "verified_address": null, "verified_name": null },
    });
    state.add(Kind::TaxId, doc, "customer.tax_id.created");
    Ok(id)
}

/// Payment methods of a customer.
pub(crate) fn methods(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let id = call.id();
    state.need(Kind::Customer, id, "id")?;
    let kind = call.params.text("type");
    lists::page(
        state,
        &call.params,
        Kind::PaymentMethod,
        &format!("/v1/customers/{id}/payment_methods"),
        |doc| doc.text("customer") == id && kind.is_none_or(|kind| doc.text("type") == kind),
    )
}
