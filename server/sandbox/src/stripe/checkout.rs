//! `/v1/checkout/sessions`.

use serde_json::{Value, json};
use url::Url;

use crate::stripe::call::{Call, metadata};
use crate::stripe::doc::{Doc as _, list};
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::lines::product_name;
use crate::stripe::lists;
use crate::stripe::money;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::{offers, subscribing};
use crate::time::DAY;

pub(crate) const CREATE: &str = "adaptive_pricing{enabled} after_expiration{recovery{allow_promotion_codes enabled}} allow_promotion_codes allowed_payment_method_types[] automatic_tax{enabled liability{account type}} billing_address_collection branding_settings{background_color border_style button_color display_name font_family icon{file type url} logo{file type url}} cancel_url client_reference_id consent_collection{payment_method_reuse_agreement{position} promotions terms_of_service} currency custom_fields[]{dropdown{default_value options[]{label value}} key label{custom type} numeric{default_value maximum_length minimum_length} optional text{default_value maximum_length minimum_length} type} custom_text{after_submit{message} shipping_address{message} submit{message} terms_of_service_acceptance{message}} customer customer_account customer_creation customer_email customer_update{address name shipping} discounts[]{coupon promotion_code} excluded_payment_method_types[] expand[] expires_at integration_identifier invoice_creation{enabled invoice_data{account_tax_ids[] custom_fields[]{name value} description footer issuer{account type} metadata{*} rendering_options{amount_tax_display template}}} line_items[]{adjustable_quantity{enabled maximum minimum} dynamic_tax_rates[] metadata{*} price price_data{currency product product_data{description images[] metadata{*} name tax_code tax_details{performance_location tax_code} unit_label} recurring{interval interval_count} tax_behavior unit_amount unit_amount_decimal} quantity tax_rates[]} locale managed_payments{enabled} metadata{*} mode name_collection{business{enabled optional} individual{enabled optional}} optional_items[]{adjustable_quantity{enabled maximum minimum} price quantity} origin_context payment_intent_data{*} payment_method_collection payment_method_configuration payment_method_data{allow_redisplay} payment_method_options{*} permissions{update_shipping_details} phone_number_collection{enabled} redirect_on_completion return_url saved_payment_method_options{allow_redisplay_filters[] payment_method_remove payment_method_save} setup_intent_data{description metadata{*} on_behalf_of} shipping_address_collection{allowed_countries[]} shipping_options[]{*} submit_type subscription_data{application_fee_percent billing_cycle_anchor billing_cycle_anchor_config{day_of_month hour minute month second} billing_mode{flexible{proration_discounts} type} default_tax_rates[] description invoice_settings{issuer{account type}} metadata{*} on_behalf_of pending_invoice_item_interval{interval interval_count} proration_behavior transfer_data{amount_percent destination} trial_end trial_period_days trial_settings{end_behavior{billing_cycle_anchor missing_payment_method}}} success_url tax_id_collection{enabled required} ui_mode wallet_options{link{display}}";
pub(crate) const UPDATE: &str =
    "collected_information{shipping_details{*}} expand[] line_items[]{*} metadata{*} shipping_options[]{*}";
pub(crate) const LIST: &str = "created?{gt gte lt lte} customer customer_account customer_details{email} ending_before expand[] limit payment_intent payment_link starting_after status subscription";

/// How far ahead a session may expire, in seconds.
const EXPIRY: (i64, i64) = (30 * 60, DAY);
/// Most items of one session.
const MOST_ITEMS: usize = 20;
const LONGEST_REFERENCE: usize = 200;
/// Where the success address takes the session's id.
pub(crate) const PLACEHOLDER: &str = "{CHECKOUT_SESSION_ID}";
const LOCALES: &[&str] = &[
    "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA",
    "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru",
    "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
];

pub(crate) fn create(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    match params.choice("mode", &["payment", "setup", "subscription"])? {
        Some("subscription") => {}
        Some(_) => {
            return Err(
                Refusal::invalid("This simulator has checkout in `subscription` mode only.").param("mode")
            );
        }
        None => return Err(Refusal::missing("mode")),
    }
    if params
        .choice("ui_mode", &["elements", "embedded_page", "form", "hosted_page"])?
        .is_some_and(|mode| mode != "hosted_page")
    {
        return Err(Refusal::invalid("This simulator has the `hosted_page` only.").param("ui_mode"));
    }
    address(params, "success_url", true)?;
    address(params, "cancel_url", false)?;
    let customer = customer(state, params)?;
    let expires = expires_at(state.now, params)?;
    let (items, currency) = items(state, params)?;
    let subtotal: i64 = items.iter().map(|item| item.int("amount_subtotal")).sum();
    let none = Node::default();
    let data = params.get("subscription_data").unwrap_or(&none);
    let trial_end = subscribing::trial_end(state.now, data)?;
    if trial_end.is_some_and(|end| end < state.now + 2 * DAY) && data.has("trial_end") {
        let told = "The `trial_end` date has to be at least 2 days in the future.";
        return Err(Refusal::invalid(told).param("subscription_data[trial_end]"));
    }
    let allows_codes = params.truth("allow_promotion_codes")?;
    let discount = offers::named(state, params)?;
    if allows_codes.is_some() && params.has("discounts") {
        let told = "You may only specify one of these parameters: allow_promotion_codes, discounts.";
        return Err(Refusal::invalid(told).param("discounts"));
    }
    let needs = [
        (
            "tax_id_collection",
            "name",
            "Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.",
        ),
        (
            "automatic_tax",
            "address",
            "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer.",
        ),
    ];
    for (of, what, told) in needs {
        let is_on = params.deep(&[of, "enabled"]) == Some("true");
        let is_saved = params.deep(&["customer_update", what]) == Some("auto");
        let known = customer
            .as_deref()
            .is_some_and(|id| what == "address" && !state.doc(Kind::Customer, id)["address"].is_null());
        if is_on && customer.is_some() && !is_saved && !known {
            return Err(Refusal::invalid(told).param(format!("customer_update[{what}]")));
        }
    }
    let reference = params.text("client_reference_id");
    if reference.is_some_and(|text| text.len() > LONGEST_REFERENCE) {
        let told =
            format!("Invalid string: client_reference_id; must be at most {LONGEST_REFERENCE} characters");
        return Err(Refusal::invalid(told).param("client_reference_id"));
    }
    let collection =
        params.choice("payment_method_collection", &["always", "if_required"])?.unwrap_or("always");
    let locale = params.choice("locale", LOCALES)?;
    let id = state.new_id(Kind::CheckoutSession);
    let email = params.text("customer_email").map(str::to_owned).or_else(|| {
        customer
            .as_deref()
            .and_then(|id| state.doc(Kind::Customer, id).get("email")?.as_str().map(str::to_owned))
    });
    let is_taxed = params.deep(&["automatic_tax", "enabled"]) == Some("true");
    let details = email.map(|email| json!({
        "address": null, "business_name": null, "email": email, "individual_name": null, "name": null, "phone": null, "tax_exempt": "none", "tax_ids": null,
    }));
    let off = discount.as_ref().map_or(0, |(coupon, _)| {
        money::discount(
            &state.doc(Kind::Coupon, coupon),
            if trial_end.is_some() { 0 } else { subtotal },
            &currency,
        )
    });
    let due = if trial_end.is_some() { 0 } else { subtotal };
    let doc = json!({
        "id": id, "object": "checkout.session", "adaptive_pricing": { "enabled": false }, "after_expiration": null,
        "allow_promotion_codes": allows_codes, "allowed_payment_method_types": null, "amount_subtotal": due, "amount_total": due - off,
        "automatic_tax": { "enabled": is_taxed, "liability": is_taxed.then(|| json!({ "type": "self" })), "provider": is_taxed.then_some("stripe"), "status": is_taxed.then_some("requires_location_inputs") },
        "billing_address_collection": params.choice("billing_address_collection", &["auto", "required"])?, "branding_settings": null,
        "cancel_url": params.text("cancel_url"), "client_reference_id": reference, "client_secret": null, "collected_information": null,
        "consent": null, "consent_collection": null, "created": state.now, "currency": currency, "currency_conversion": null, "custom_fields": [],
        "custom_text": { "after_submit": null, "shipping_address": null, "submit": null, "terms_of_service_acceptance": null },
        "customer": customer, "customer_account": null, "customer_creation": if customer.is_some() { Value::Null } else { json!("always") },
        "customer_details": details, "customer_email": params.text("customer_email"),
        "discounts": discount.iter().map(|(coupon, code)| json!({ "coupon": code.is_none().then_some(coupon), "promotion_code": code })).collect::<Vec<_>>(),
        "excluded_payment_method_types": null, "expires_at": expires, "integration_identifier": null, "invoice": null, "invoice_creation": null,
        "line_items": list(&format!("/v1/checkout/sessions/{id}/line_items"), items, false), "livemode": false, "locale": locale,
        "managed_payments": { "enabled": false }, "metadata": metadata(params, &Value::Null), "mode": "subscription", "name_collection": null, "optional_items": [],
        "origin_context": null, "payment_intent": null, "payment_link": null, "payment_method_collection": collection,
        "payment_method_configuration_details": null, "payment_method_options": { "card": { "request_three_d_secure": "automatic" } },
        "payment_method_types": ["card"], "payment_status": "unpaid", "permissions": null, "phone_number_collection": { "enabled": false },
        "presentment_details": null, "recovered_from": null, "redirect_on_completion": null, "return_url": null,
        "saved_payment_method_options": { "allow_redisplay_filters": ["always"], "payment_method_remove": "disabled", "payment_method_save": null },
        "setup_intent": null, "shipping_address_collection": null, "shipping_cost": null, "shipping_options": [], "status": "open",
        "submit_type": null, "subscription": null, "success_url": params.text("success_url"),
        "tax_id_collection": { "enabled": params.deep(&["tax_id_collection", "enabled"]) == Some("true"), "required": params.deep(&["tax_id_collection", "required"]).unwrap_or("never") },
        "total_details": { "amount_discount": off, "amount_shipping": 0, "amount_tax": 0 }, "ui_mode": "hosted_page",
        "url": format!("{}/c/pay/{id}", state.base), "wallet_options": null,
    });
    state.put(Kind::CheckoutSession, doc);
    let plan = json!({
        "metadata": metadata(data, &Value::Null), "trial_end": trial_end, "trial_days": data.whole("trial_period_days")?,
        "missing": data.deep(&["trial_settings", "end_behavior", "missing_payment_method"]).unwrap_or("create_invoice"),
        "description": data.text("description"), "saves_name": params.deep(&["customer_update", "name"]) == Some("auto"),
        "saves_address": params.deep(&["customer_update", "address"]) == Some("auto"),
    });
    state.plans.insert(id.clone(), plan);
    Ok(state.shown(Kind::CheckoutSession, &id))
}

fn address(params: &Node, name: &str, is_required: bool) -> Result<(), Refusal> {
    let Some(text) = params.text(name) else {
        return if is_required { Err(Refusal::missing(name)) } else { Ok(()) };
    };
    let parsed = Url::parse(&text.replace(PLACEHOLDER, "id")).ok();
    if parsed.is_some_and(|url| matches!(url.scheme(), "http" | "https")) {
        return Ok(());
    }
    let told = "Not a valid URL: it must include an explicit scheme (such as `https`).";
    Err(Refusal::invalid(told).code("url_invalid").param(name))
}

fn customer(state: &State, params: &Node) -> Result<Option<String>, Refusal> {
    let customer = params.text("customer");
    if customer.is_some() && params.text("customer_email").is_some() {
        let told = "You may only specify one of these parameters: customer, customer_email.";
        return Err(Refusal::invalid(told).param("customer"));
    }
    if customer.is_none() && params.has("customer_update") {
        let told = "`customer_update` can only be used with `customer`.";
        return Err(Refusal::invalid(told).param("customer_update"));
    }
    if let Some(id) = customer {
        state.need(Kind::Customer, id, "customer")?;
    }
    Ok(customer.map(str::to_owned))
}

fn expires_at(now: i64, params: &Node) -> Result<i64, Refusal> {
    let Some(at) = params.whole("expires_at")? else { return Ok(now + EXPIRY.1) };
    // A little leeway: the clocks of both sides differ.
    if at < now + EXPIRY.0 - 60 {
        let told = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.";
        return Err(Refusal::invalid(told).param("expires_at"));
    }
    if at > now + EXPIRY.1 + 60 {
        let told = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.";
        return Err(Refusal::invalid(told).param("expires_at"));
    }
    Ok(at)
}

/// Items as they are kept, and their currency.
fn items(state: &mut State, params: &Node) -> Result<(Vec<Value>, String), Refusal> {
    let given = params.elements("line_items");
    if given.is_empty() {
        return Err(Refusal::missing("line_items"));
    }
    if given.len() > MOST_ITEMS {
        let told = format!("You can pass at most {MOST_ITEMS} recurring line items.");
        return Err(Refusal::invalid(told).param("line_items"));
    }
    let mut chosen = Vec::new();
    for (at, item) in given.iter().enumerate() {
        let param = format!("line_items[{at}][price]");
        let price = item.text("price").ok_or_else(|| Refusal::missing(&param))?;
        let checked = subscribing::checked(state, price, item.whole("quantity")?, &param)?;
        let is_licensed = checked.1.is_some();
        if is_licensed && item.text("quantity").is_none() {
            return Err(Refusal::missing(&format!("line_items[{at}][quantity]")));
        }
        chosen.push(checked);
    }
    let first = state.doc(Kind::Price, &chosen[0].0).text("currency").to_owned();
    let currency = params.text("currency").map_or(first, str::to_lowercase);
    subscribing::one_currency(state, params.text("customer").unwrap_or_default(), &currency, &chosen)?;
    let mut items = Vec::new();
    for (price, quantity) in chosen {
        let doc = state.doc(Kind::Price, &price);
        let amount = quantity.and_then(|of| money::price_amount(&doc, of, &currency)).unwrap_or_default();
        items.push(json!({
            "id": state.new_id(Kind::CheckoutItem), "object": "item", "adjustable_quantity": null, "amount_discount": 0, "amount_subtotal": amount,
            "amount_tax": 0, "amount_total": amount, "currency": currency, "description": product_name(state, &doc), "metadata": {},
            "price": price, "quantity": quantity,
        }));
    }
    Ok((items, currency))
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::CheckoutSession, call.id(), "id")?;
    Ok(state.shown(Kind::CheckoutSession, call.id()))
}

pub(crate) fn update(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let doc = state.need(Kind::CheckoutSession, call.id(), "id")?;
    let meta = metadata(&call.params, &doc["metadata"]);
    state.edit(Kind::CheckoutSession, call.id(), |doc| doc["metadata"] = meta);
    Ok(state.shown(Kind::CheckoutSession, call.id()))
}

pub(crate) fn list_all(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let status = params.choice("status", &["complete", "expired", "open"])?;
    let (customer, subscription) = (params.text("customer"), params.text("subscription"));
    let email = params.deep(&["customer_details", "email"]);
    lists::page(state, params, Kind::CheckoutSession, "/v1/checkout/sessions", |doc| {
        status.is_none_or(|status| doc.text("status") == status)
            && customer.is_none_or(|customer| doc.text("customer") == customer)
            && subscription.is_none_or(|subscription| doc.text("subscription") == subscription)
            && email.is_none_or(|email| doc["customer_details"].text("email") == email)
    })
}

pub(crate) fn line_items(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let mut doc = state.need(Kind::CheckoutSession, call.id(), "id")?.clone();
    state.embed_prices(&mut doc, "line_items");
    lists::rows(
        &call.params,
        &format!("/v1/checkout/sessions/{}/line_items", call.id()),
        doc.rows("line_items"),
    )
}

pub(crate) fn expire(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let id = call.id();
    let status = state.need(Kind::CheckoutSession, id, "id")?.text("status").to_owned();
    if status != "open" {
        let told = format!(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {status}."
        );
        return Err(Refusal::invalid(told));
    }
    end(state, id);
    Ok(state.shown(Kind::CheckoutSession, id))
}

/// A session is over without a purchase.
pub(crate) fn end(state: &mut State, id: &str) {
    state.edit(Kind::CheckoutSession, id, |doc| {
        doc["status"] = json!("expired");
        doc["url"] = Value::Null;
    });
    state.tell("checkout.session.expired", Kind::CheckoutSession, id);
}
