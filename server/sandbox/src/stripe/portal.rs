//! `/v1/billing_portal`: configurations and sessions.

use serde_json::{Value, json};

use crate::stripe::call::{Call, copy_texts, copy_truths, metadata};
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::lists;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;

const FEATURES: &str = "business_profile{headline privacy_policy_url terms_of_service_url} default_return_url expand[] features{customer_update{allowed_updates[] enabled} invoice_history{enabled} payment_method_update{enabled payment_method_configuration} subscription_cancel{cancellation_reason{enabled options[]} enabled mode proration_behavior} subscription_update{billing_cycle_anchor default_allowed_updates[] enabled products[]{adjustable_quantity{enabled maximum minimum} prices[] product} proration_behavior schedule_at_period_end{conditions[]{type}} trial_update_behavior}} login_page{enabled} metadata{*} name";
pub(crate) const LIST: &str = "active ending_before expand[] is_default limit starting_after";
pub(crate) const SESSION: &str = "configuration customer customer_account expand[] flow_data{after_completion{hosted_confirmation{custom_message} redirect{return_url} type} customer_update subscription_cancel{retention{coupon_offer{coupon} type} subscription} subscription_update{subscription} subscription_update_confirm{discounts[]{coupon promotion_code} items[]{id price quantity} subscription} type} locale on_behalf_of return_url";

/// How long a session's address works.
pub(crate) const LIVES: i64 = 3_600;

pub(crate) fn create_shape() -> String {
    FEATURES.to_owned()
}

pub(crate) fn update_shape() -> String {
    format!("active {FEATURES}")
}

pub(crate) fn create(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    if params.get("features").is_none_or(|features| features.members().is_empty()) {
        return Err(Refusal::missing("features"));
    }
    let id = state.new_id(Kind::PortalConfiguration);
    let mut doc = blank(&id, state.now, false);
    fill(state, &mut doc, params)?;
    state.add(Kind::PortalConfiguration, doc, "billing_portal.configuration.created");
    Ok(state.shown(Kind::PortalConfiguration, &id))
}

fn blank(id: &str, now: i64, is_default: bool) -> Value {
    json!({
        "id": id, "object": "billing_portal.configuration", "active": true, "application": null,
        "business_profile": { "headline": null, "privacy_policy_url": null, "terms_of_service_url": null }, "created": now,
        "default_return_url": null,
        "features": {
            "customer_update": { "allowed_updates": [], "enabled": false }, "invoice_history": { "enabled": false },
            "payment_method_update": { "enabled": false, "payment_method_configuration": null },
            "subscription_cancel": { "cancellation_reason": { "enabled": false, "options": [] }, "enabled": false, "mode": "at_period_end", "proration_behavior": "none" },
            "subscription_update": {
                "billing_cycle_anchor": null, "default_allowed_updates": [], "enabled": false, "products": [], "proration_behavior": "none",
                "schedule_at_period_end": { "conditions": [] }, "trial_update_behavior": "end_trial",
            },
        },
        "is_default": is_default, "livemode": false, "login_page": { "enabled": false, "url": null }, "metadata": {}, "name": null, "updated": now,
    })
}

/// What somebody saves on the dashboard: everything is on, and each price of a product with several can be chosen.
pub(crate) fn save_settings(state: &mut State) {
    if state.portal_default.is_some() {
        return;
    }
    let id = state.new_id(Kind::PortalConfiguration);
    let mut doc = blank(&id, state.now, true);
    let features = &mut doc["features"];
    for name in [
        "customer_update",
        "invoice_history",
        "payment_method_update",
        "subscription_cancel",
        "subscription_update",
    ] {
        features[name]["enabled"] = json!(true);
    }
    features["customer_update"]["allowed_updates"] = json!(["email", "tax_id"]);
    features["subscription_update"]["default_allowed_updates"] = json!(["price"]);
    features["subscription_update"]["proration_behavior"] = json!("always_invoice");
    features["subscription_update"]["schedule_at_period_end"]["conditions"] =
        json!([{ "type": "decreasing_item_amount" }, { "type": "shortening_interval" }]);
    let prices: Vec<(String, String)> = state
        .all(Kind::Price)
        .filter(|doc| doc.flag("active") && doc["recurring"].text("usage_type") == "licensed")
        .map(|doc| (doc.text("product").to_owned(), doc.id().to_owned()))
        .collect();
    let mut products: Vec<Value> = Vec::new();
    for (product, price) in prices {
        match products.iter_mut().find(|known| known.text("product") == product) {
            Some(known) => known["prices"].as_array_mut().into_iter().for_each(|list| list.push(json!(price))),
            None => products.push(json!({
                "adjustable_quantity": { "enabled": false, "maximum": null, "minimum": 1 }, "prices": [price], "product": product,
            })),
        }
    }
    features["subscription_update"]["products"] = Value::Array(products);
    state.put(Kind::PortalConfiguration, doc);
    state.portal_default = Some(id);
}

fn fill(state: &State, doc: &mut Value, params: &Node) -> Result<(), Refusal> {
    copy_texts(doc, params, &["default_return_url", "name"]);
    copy_truths(doc, params, &["active"])?;
    if let Some(profile) = params.get("business_profile") {
        copy_texts(
            &mut doc["business_profile"],
            profile,
            &["headline", "privacy_policy_url", "terms_of_service_url"],
        );
    }
    if let Some(login) = params.get("login_page") {
        copy_truths(&mut doc["login_page"], login, &["enabled"])?;
    }
    for (name, feature) in params.get("features").map(Node::members).unwrap_or_default() {
        copy_truths(&mut doc["features"][name.as_str()], feature, &["enabled"])?;
        match name.as_str() {
            "customer_update" if feature.has("allowed_updates") => {
                doc["features"][name.as_str()]["allowed_updates"] = json!(feature.texts("allowed_updates"));
            }
            "subscription_cancel" => cancel_feature(&mut doc["features"][name.as_str()], feature)?,
            "subscription_update" => update_feature(state, &mut doc["features"][name.as_str()], feature)?,
            _ => {}
        }
    }
    doc["metadata"] = metadata(params, &doc["metadata"]);
    doc["updated"] = json!(state.now);
    Ok(())
}

fn cancel_feature(doc: &mut Value, feature: &Node) -> Result<(), Refusal> {
    if let Some(mode) = feature.choice("mode", &["at_period_end", "immediately"])? {
        doc["mode"] = json!(mode);
    }
    if let Some(behavior) =
        feature.choice("proration_behavior", &["always_invoice", "create_prorations", "none"])?
    {
        doc["proration_behavior"] = json!(behavior);
    }
    if let Some(reason) = feature.get("cancellation_reason") {
        copy_truths(&mut doc["cancellation_reason"], reason, &["enabled"])?;
        doc["cancellation_reason"]["options"] = json!(reason.texts("options"));
    }
    Ok(())
}

fn update_feature(state: &State, doc: &mut Value, feature: &Node) -> Result<(), Refusal> {
    if let Some(behavior) =
        feature.choice("proration_behavior", &["always_invoice", "create_prorations", "none"])?
    {
        doc["proration_behavior"] = json!(behavior);
    }
    if feature.has("default_allowed_updates") {
        doc["default_allowed_updates"] = json!(feature.texts("default_allowed_updates"));
    }
    if let Some(conditions) = feature.get("schedule_at_period_end") {
        let kinds =
            conditions.elements("conditions").into_iter().map(|one| json!({ "type": one.text("type") }));
        doc["schedule_at_period_end"]["conditions"] = kinds.collect();
    }
    if !feature.has("products") {
        return Ok(());
    }
    let mut products = Vec::new();
    for (at, one) in feature.elements("products").into_iter().enumerate() {
        let path = |name: &str| format!("features[subscription_update][products][{at}][{name}]");
        let product = one.text("product").ok_or_else(|| Refusal::missing(&path("product")))?;
        state.need(Kind::Product, product, &path("product"))?;
        let prices = one.texts("prices");
        for price in &prices {
            let doc = state.need(Kind::Price, price, &path("prices"))?;
            if doc.text("product") != product {
                let told = format!("The price `{price}` does not belong to the product `{product}`.");
                return Err(Refusal::invalid(told).param(path("prices")));
            }
        }
        // The portal tells a product's prices apart by their intervals only.
        let interval = |price: &String| {
            let recurring = &state.doc(Kind::Price, price)["recurring"];
            (recurring.text("interval").to_owned(), recurring.int("interval_count"))
        };
        let mut intervals: Vec<_> = prices.iter().map(interval).collect();
        intervals.sort();
        if intervals.windows(2).any(|pair| pair[0] == pair[1]) {
            let told = "Each price of a product needs a unique billing interval.";
            return Err(Refusal::invalid(told).param(path("prices")));
        }
        products.push(json!({
            "adjustable_quantity": { "enabled": one.deep(&["adjustable_quantity", "enabled"]) == Some("true"), "maximum": null, "minimum": 1 },
            "prices": prices, "product": product,
        }));
    }
    doc["products"] = Value::Array(products);
    Ok(())
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::PortalConfiguration, call.id(), "id")?;
    Ok(state.shown(Kind::PortalConfiguration, call.id()))
}

pub(crate) fn update(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let mut doc = state.need(Kind::PortalConfiguration, call.id(), "id")?.clone();
    fill(state, &mut doc, &call.params)?;
    state.change(Kind::PortalConfiguration, call.id(), "billing_portal.configuration.updated", |kept| {
        *kept = doc
    });
    Ok(state.shown(Kind::PortalConfiguration, call.id()))
}

pub(crate) fn list_all(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (active, is_default) = (call.params.truth("active")?, call.params.truth("is_default")?);
    lists::page(state, &call.params, Kind::PortalConfiguration, "/v1/billing_portal/configurations", |doc| {
        active.is_none_or(|active| doc.flag("active") == active)
            && is_default.is_none_or(|is_default| doc.flag("is_default") == is_default)
    })
}

pub(crate) fn create_session(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let customer = params.required("customer")?.to_owned();
    state.need(Kind::Customer, &customer, "customer")?;
    let configuration = match params.text("configuration") {
        Some(id) => {
            if !state.need(Kind::PortalConfiguration, id, "configuration")?.flag("active") {
                let told = "You cannot create a portal session with an inactive configuration.";
                return Err(Refusal::invalid(told).param("configuration"));
            }
            id.to_owned()
        }
        None => state.portal_default.clone().ok_or_else(|| {
            let told = "No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in test mode at https://dashboard.stripe.com/test/settings/billing/portal.";
            Refusal::invalid(told).param("configuration")
        })?,
    };
    let flow = flow(state, params, &customer, &configuration)?;
    let id = state.new_id(Kind::PortalSession);
    let secret = state.letters(40);
    let default_return = state.doc(Kind::PortalConfiguration, &configuration)["default_return_url"].clone();
    let doc = json!({
        "id": id, "object": "billing_portal.session", "configuration": configuration, "created": state.now, "customer": customer,
        "customer_account": null, "flow": flow, "livemode": false, "locale": params.text("locale"), "on_behalf_of": null,
        "return_url": params.text("return_url").map_or(default_return, |url| json!(url)), "url": format!("{}/p/session/{secret}", state.base),
    });
    state.add(Kind::PortalSession, doc, "billing_portal.session.created");
    Ok(state.shown(Kind::PortalSession, &id))
}

/// Where a session begins.
fn flow(state: &State, params: &Node, customer: &str, configuration: &str) -> Result<Value, Refusal> {
    let Some(data) = params.get("flow_data") else { return Ok(Value::Null) };
    let kinds = [
        "customer_update",
        "payment_method_update",
        "subscription_cancel",
        "subscription_update",
        "subscription_update_confirm",
    ];
    let kind = data.choice("type", &kinds)?.ok_or_else(|| Refusal::missing("flow_data[type]"))?;
    let features = state.doc(Kind::PortalConfiguration, configuration)["features"].clone();
    let feature = kind.trim_end_matches("_confirm");
    if !features[feature].flag("enabled") {
        let told = format!(
            "This flow cannot be used because the feature `{feature}` is disabled in the portal configuration."
        );
        return Err(Refusal::invalid(told).param("flow_data[type]"));
    }
    let mut own = Value::Null;
    if let Some(inside) = data.get(kind).filter(|_| kind.starts_with("subscription")) {
        let path = format!("flow_data[{kind}][subscription]");
        let id = inside.text("subscription").ok_or_else(|| Refusal::missing(&path))?;
        let doc = state.need(Kind::Subscription, id, &path)?;
        if doc.text("customer") != customer {
            return Err(Refusal::no_such("subscription", id, &path));
        }
        if kind == "subscription_cancel" && !doc["cancel_at"].is_null() {
            let told = "This subscription cannot be canceled because it is already set to cancel.";
            return Err(Refusal::invalid(told).param(path));
        }
        own = json!({ "subscription": id });
        if kind == "subscription_update_confirm" {
            let items: Vec<Value> = inside
                .elements("items")
                .into_iter()
                .map(|item| json!({ "id": item.text("id"), "price": item.text("price"), "quantity": item.text("quantity").and_then(|text| text.parse::<i64>().ok()) }))
                .collect();
            if items.is_empty() {
                return Err(Refusal::missing("flow_data[subscription_update_confirm][items]"));
            }
            own["items"] = Value::Array(items);
            own["discounts"] = Value::Null;
        }
        if kind == "subscription_cancel" {
            own["retention"] = Value::Null;
        }
    } else if kind.starts_with("subscription") {
        return Err(Refusal::missing(&format!("flow_data[{kind}]")));
    }
    let after = data.get("after_completion");
    let after_kind = after.and_then(|node| node.text("type")).unwrap_or("portal_homepage");
    let redirect = after.and_then(|node| node.deep(&["redirect", "return_url"]));
    let message = after.and_then(|node| node.deep(&["hosted_confirmation", "custom_message"]));
    let of = |name: &str| if kind == name { own.clone() } else { Value::Null };
    Ok(json!({
        "after_completion": {
            "hosted_confirmation": (after_kind == "hosted_confirmation").then(|| json!({ "custom_message": message })),
            "redirect": (after_kind == "redirect").then(|| json!({ "return_url": redirect })), "type": after_kind,
        },
        "customer_update": null, "subscription_cancel": of("subscription_cancel"), "subscription_update": of("subscription_update"),
        "subscription_update_confirm": of("subscription_update_confirm"), "type": kind,
    }))
}
