//! Products and prices.

use serde_json::{Map, Value, json};

use crate::stripe::call::{Call, copy_texts, copy_truths, metadata};
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::lists;
use crate::stripe::money;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;

pub(crate) const PRODUCT_CREATE: &str = "active default_price_data{currency currency_options{*} custom_unit_amount{enabled maximum minimum preset} metadata{*} recurring{interval interval_count} tax_behavior unit_amount unit_amount_decimal} description expand[] id images[] marketing_features[]{name} metadata{*} name package_dimensions{height length weight width} shippable statement_descriptor tax_code tax_details{performance_location tax_code} type unit_label url";
pub(crate) const PRODUCT_UPDATE: &str = "active default_price description expand[] images[] marketing_features[]{name} metadata{*} name package_dimensions{height length weight width} shippable statement_descriptor tax_code tax_details{performance_location tax_code} unit_label url";
pub(crate) const PRODUCT_LIST: &str =
    "active created?{gt gte lt lte} ending_before expand[] ids[] limit shippable starting_after type url";
pub(crate) const PRICE_CREATE: &str = "active billing_scheme currency currency_options{*} custom_unit_amount{enabled maximum minimum preset} expand[] lookup_key metadata{*} nickname product product_data{active id metadata{*} name statement_descriptor tax_code tax_details{performance_location tax_code} unit_label} recurring{interval interval_count meter trial_period_days usage_type} tax_behavior tiers[]{flat_amount flat_amount_decimal unit_amount unit_amount_decimal up_to} tiers_mode transfer_lookup_key transform_quantity{divide_by round} unit_amount unit_amount_decimal";
pub(crate) const PRICE_UPDATE: &str =
    "active currency_options{*} expand[] lookup_key metadata{*} nickname tax_behavior transfer_lookup_key";
pub(crate) const PRICE_LIST: &str = "active created?{gt gte lt lte} currency ending_before expand[] limit lookup_keys[] product recurring{interval meter usage_type} starting_after type";

/// Most lookup keys that one list asks for.
const LOOKUP_KEYS: usize = 10;

pub(crate) fn create_product(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    params.required("name")?;
    let id = params.text("id").map_or_else(|| state.new_id(Kind::Product), str::to_owned);
    if state.get(Kind::Product, &id).is_some() {
        let told = format!("Product already exists: {id}");
        return Err(Refusal::invalid(told).code("resource_already_exists").param("id"));
    }
    let mut doc = json!({
        "id": id, "object": "product", "active": true, "created": state.now, "default_price": null,
        "description": null, "images": [], "livemode": false, "marketing_features": [], "metadata": {},
        "name": null, "package_dimensions": null, "shippable": null, "statement_descriptor": null,
        "tax_code": null, "tax_details": null, "type": "service", "unit_label": null, "updated": state.now, "url": null,
    });
    fill_product(state, &mut doc, params)?;
    state.add(Kind::Product, doc, "product.created");
    if let Some(data) = params.get("default_price_data") {
        let price = add_price(state, data, &id)?;
        state.edit(Kind::Product, &id, |doc| doc["default_price"] = json!(price));
    }
    Ok(state.shown(Kind::Product, &id))
}

fn fill_product(state: &State, doc: &mut Value, params: &Node) -> Result<(), Refusal> {
    copy_texts(
        doc,
        params,
        &["name", "description", "statement_descriptor", "tax_code", "unit_label", "url"],
    );
    copy_truths(doc, params, &["active", "shippable"])?;
    if let Some(price) = params.text("default_price") {
        state.need(Kind::Price, price, "default_price")?;
        doc["default_price"] = json!(price);
    }
    if params.has("images") {
        doc["images"] = json!(params.texts("images"));
    }
    if params.has("marketing_features") {
        let features = params.elements("marketing_features");
        doc["marketing_features"] = features.iter().map(|one| json!({ "name": one.text("name") })).collect();
    }
    doc["metadata"] = metadata(params, &doc["metadata"]);
    doc["updated"] = json!(state.now);
    Ok(())
}

pub(crate) fn get_product(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Product, call.id(), "id")?;
    Ok(state.shown(Kind::Product, call.id()))
}

pub(crate) fn update_product(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let mut doc = state.need(Kind::Product, call.id(), "id")?.clone();
    fill_product(state, &mut doc, &call.params)?;
    state.change(Kind::Product, call.id(), "product.updated", |kept| *kept = doc);
    Ok(state.shown(Kind::Product, call.id()))
}

pub(crate) fn list_products(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (active, ids) = (call.params.truth("active")?, call.params.texts("ids"));
    lists::page(state, &call.params, Kind::Product, "/v1/products", |doc| {
        active.is_none_or(|active| doc.flag("active") == active)
            && (ids.is_empty() || ids.iter().any(|id| id == doc.id()))
    })
}

pub(crate) fn create_price(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let product = match (params.text("product"), params.get("product_data")) {
        (Some(product), None) => {
            state.need(Kind::Product, product, "product")?;
            product.to_owned()
        }
        (None, Some(data)) => {
            let made = create_product(state, &Call { ids: Vec::new(), params: data.clone() })?;
            made.id().to_owned()
        }
        (None, None) => return Err(Refusal::missing("product")),
        _ => {
            let told = "You may only specify one of these parameters: product, product_data.";
            return Err(Refusal::invalid(told).param("product_data"));
        }
    };
    let id = add_price(state, params, &product)?;
    Ok(state.shown(Kind::Price, &id))
}

fn add_price(state: &mut State, params: &Node, product: &str) -> Result<String, Refusal> {
    let currency = params.required("currency")?.to_lowercase();
    if currency.len() != 3 {
        return Err(Refusal::invalid(format!("Invalid currency: {currency}")).param("currency"));
    }
    let scheme = params.choice("billing_scheme", &["per_unit", "tiered"])?.unwrap_or("per_unit");
    let mut doc = json!({
        "id": state.new_id(Kind::Price), "object": "price", "active": true, "billing_scheme": scheme,
        "created": state.now, "currency": currency, "custom_unit_amount": null, "livemode": false,
        "lookup_key": null, "metadata": metadata(params, &Value::Null), "nickname": params.text("nickname"), "product": product,
        "recurring": recurring(state, params)?, "tax_behavior": params.text("tax_behavior").unwrap_or("unspecified"),
        "tiers_mode": null, "transform_quantity": null, "type": "one_time",
        "unit_amount": null, "unit_amount_decimal": null, "currency_options": {},
    });
    if !doc["recurring"].is_null() {
        doc["type"] = json!("recurring");
    }
    if scheme == "tiered" {
        doc["tiers_mode"] = json!(
            params
                .choice("tiers_mode", &["graduated", "volume"])?
                .ok_or_else(|| Refusal::missing("tiers_mode"))?
        );
    }
    amounts(&mut doc, params, scheme)?;
    options(&mut doc, params, scheme)?;
    copy_truths(&mut doc, params, &["active"])?;
    let id = doc.id().to_owned();
    let key = params.text("lookup_key").map(str::to_owned);
    if let Some(key) = &key {
        free_key(state, key, &id, params.truth("transfer_lookup_key")?.unwrap_or_default())?;
        doc["lookup_key"] = json!(key);
    }
    state.add(Kind::Price, doc, "price.created");
    Ok(id)
}

fn recurring(state: &State, params: &Node) -> Result<Value, Refusal> {
    let Some(inside) = params.get("recurring") else { return Ok(Value::Null) };
    let interval = inside
        .choice("interval", &["day", "month", "week", "year"])?
        .ok_or_else(|| Refusal::missing("recurring[interval]"))?;
    let usage = inside.choice("usage_type", &["licensed", "metered"])?.unwrap_or("licensed");
    let meter = inside.text("meter");
    match (usage, meter) {
        ("metered", None) => {
            let told = "Metered prices need a meter: please provide `recurring[meter]`.";
            return Err(Refusal::invalid(told).code("parameter_missing").param("recurring[meter]"));
        }
        ("licensed", Some(_)) => {
            let told = "You can only specify a meter for prices with `recurring[usage_type]=metered`.";
            return Err(Refusal::invalid(told).param("recurring[meter]"));
        }
        (_, Some(meter)) => {
            state.need(Kind::Meter, meter, "recurring[meter]")?;
        }
        _ => {}
    }
    Ok(json!({
        "interval": interval, "interval_count": inside.whole("interval_count")?.unwrap_or(1), "meter": meter,
        "trial_period_days": inside.whole("trial_period_days")?, "usage_type": usage,
    }))
}

/// Amounts of a price, or of one of its other currencies.
fn amounts(doc: &mut Value, params: &Node, scheme: &str) -> Result<(), Refusal> {
    if scheme == "tiered" {
        let mut tiers = Vec::new();
        for tier in params.elements("tiers") {
            let up_to = match tier.text("up_to") {
                Some("inf") => Value::Null,
                Some(_) => json!(tier.whole("up_to")?),
                None => return Err(Refusal::missing("tiers[0][up_to]")),
            };
            tiers.push(json!({
                "flat_amount": tier.whole("flat_amount")?, "flat_amount_decimal": text_of(tier, "flat_amount"),
                "unit_amount": tier.whole("unit_amount")?, "unit_amount_decimal": text_of(tier, "unit_amount"),
                "up_to": up_to,
            }));
        }
        if tiers.last().is_none_or(|last| !last["up_to"].is_null()) {
            let told = "The last tier must have `up_to` set to `inf`.";
            return Err(Refusal::invalid(told).param("tiers"));
        }
        doc["tiers"] = Value::Array(tiers);
        return Ok(());
    }
    let exact = text_of(params, "unit_amount").ok_or_else(|| {
        let told = "Missing required param: unit_amount or unit_amount_decimal.";
        Refusal::invalid(told).code("parameter_missing").param("unit_amount")
    })?;
    if money::millionths(&exact).is_none() {
        return Err(Refusal::invalid(format!("Invalid decimal: {exact}")).param("unit_amount_decimal"));
    }
    doc["unit_amount"] = json!(exact.parse::<i64>().ok());
    doc["unit_amount_decimal"] = json!(exact);
    Ok(())
}

fn text_of(params: &Node, name: &str) -> Option<String> {
    params.text(name).or_else(|| params.text(&format!("{name}_decimal"))).map(str::to_owned)
}

fn options(doc: &mut Value, params: &Node, scheme: &str) -> Result<(), Refusal> {
    let mut kept: Map<String, Value> = doc["currency_options"].as_object().cloned().unwrap_or_default();
    for (currency, inside) in params.get("currency_options").map(Node::members).unwrap_or_default() {
        let mut option = json!({ "custom_unit_amount": null, "tax_behavior": "unspecified", "unit_amount": null, "unit_amount_decimal": null });
        amounts(&mut option, inside, scheme)?;
        kept.insert(currency.to_lowercase(), option);
    }
    let mut own = json!({
        "custom_unit_amount": null, "tax_behavior": doc["tax_behavior"], "unit_amount": doc["unit_amount"],
        "unit_amount_decimal": doc["unit_amount_decimal"],
    });
    if let Some(tiers) = doc.get("tiers") {
        own["tiers"] = tiers.clone();
    }
    kept.insert(doc.text("currency").to_owned(), own);
    doc["currency_options"] = Value::Object(kept);
    Ok(())
}

/// A lookup key is of one price; another one has to give it away.
fn free_key(state: &mut State, key: &str, id: &str, may_transfer: bool) -> Result<(), Refusal> {
    let holders = state.ids(Kind::Price, |doc| doc.text("lookup_key") == key && doc.id() != id);
    for holder in holders {
        if !may_transfer {
            let told = format!("A price (`{holder}`) already uses that lookup key.");
            return Err(Refusal::invalid(told).param("lookup_key"));
        }
        state.change(Kind::Price, &holder, "price.updated", |doc| doc["lookup_key"] = Value::Null);
    }
    Ok(())
}

pub(crate) fn get_price(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Price, call.id(), "id")?;
    Ok(state.shown(Kind::Price, call.id()))
}

pub(crate) fn update_price(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (id, params) = (call.id(), &call.params);
    let mut doc = state.need(Kind::Price, id, "id")?.clone();
    if let Some(key) = params.text("lookup_key") {
        free_key(state, key, id, params.truth("transfer_lookup_key")?.unwrap_or_default())?;
    }
    copy_texts(&mut doc, params, &["lookup_key", "nickname", "tax_behavior"]);
    copy_truths(&mut doc, params, &["active"])?;
    let scheme = doc.text("billing_scheme").to_owned();
    options(&mut doc, params, &scheme)?;
    doc["metadata"] = metadata(params, &doc["metadata"]);
    state.change(Kind::Price, id, "price.updated", |kept| *kept = doc);
    Ok(state.shown(Kind::Price, id))
}

pub(crate) fn list_prices(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let (active, keys) = (params.truth("active")?, params.texts("lookup_keys"));
    if keys.len() > LOOKUP_KEYS {
        let told = format!("You may only specify up to {LOOKUP_KEYS} lookup keys.");
        return Err(Refusal::invalid(told).param("lookup_keys"));
    }
    let (product, currency, kind) = (params.text("product"), params.text("currency"), params.text("type"));
    lists::page(state, params, Kind::Price, "/v1/prices", |doc| {
        active.is_none_or(|active| doc.flag("active") == active)
            && (keys.is_empty() || keys.iter().any(|key| key == doc.text("lookup_key")))
            && product.is_none_or(|product| doc.text("product") == product)
            && currency.is_none_or(|currency| doc.text("currency") == currency)
            && kind.is_none_or(|kind| doc.text("type") == kind)
            && ["interval", "meter", "usage_type"].iter().all(|name| {
                params.deep(&["recurring", name]).is_none_or(|wanted| doc["recurring"].text(name) == wanted)
            })
    })
}
