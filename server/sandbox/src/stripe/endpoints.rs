//! `/v1/webhook_endpoints`, `/v1/events` and `/v1/account`.

use serde_json::{Value, json};
use url::Url;

use crate::stripe::call::{Call, copy_texts, metadata};
use crate::stripe::doc::Doc as _;
use crate::stripe::kind::Kind;
use crate::stripe::lists;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;

pub(crate) const CREATE: &str = "api_version connect description enabled_events[] expand[] metadata{*} url";
pub(crate) const UPDATE: &str = "description disabled enabled_events[] expand[] metadata{*} url";
pub(crate) const EVENTS: &str =
    "created?{gt gte lt lte} delivery_success ending_before expand[] limit starting_after type types[]";

/// Most endpoints of an account, and most types in a list.
const MOST: usize = 16;
const MOST_TYPES: usize = 20;

pub(crate) fn create(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let url = address(params.required("url")?)?;
    let events = params.texts("enabled_events");
    if events.is_empty() {
        return Err(Refusal::missing("enabled_events"));
    }
    check_events(&events)?;
    if state.all(Kind::Endpoint).count() >= MOST {
        return Err(Refusal::invalid(format!(
            "You have reached the maximum of {MOST} test webhook endpoints."
        )));
    }
    if let Some(version) = params.text("api_version")
        && !state.options.versions.iter().any(|known| known == version)
    {
        return Err(Refusal::invalid(format!("Invalid API version: {version}")).param("api_version"));
    }
    let secret = format!("whsec_{}", state.letters(32));
    let version = params.text("api_version").map(str::to_owned);
    let id = add(state, &url, events, &secret, version);
    let meta = metadata(params, &json!({}));
    state.edit(Kind::Endpoint, &id, |doc| {
        doc["metadata"] = meta;
        copy_texts(doc, params, &["description"]);
    });
    let mut answer = state.shown(Kind::Endpoint, &id);
    answer["secret"] = json!(secret);
    Ok(answer)
}

/// Makes an endpoint.
pub(crate) fn add(
    state: &mut State,
    url: &str,
    events: Vec<String>,
    secret: &str,
    version: Option<String>,
) -> String {
    let id = state.new_id(Kind::Endpoint);
    let doc = json!({
        "id": id, "object": "webhook_endpoint", "api_version": version, "application": null, "created": state.now,
        "description": null, "enabled_events": events, "livemode": false, "metadata": {}, "status": "enabled", "url": url,
    });
    state.secrets.insert(id.clone(), vec![secret.to_owned()]);
    state.put(Kind::Endpoint, doc);
    id
}

fn address(text: &str) -> Result<String, Refusal> {
    let parsed = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    parsed
        .map(|_| text.to_owned())
        .ok_or_else(|| Refusal::invalid("Invalid URL: ".to_owned() + text).code("url_invalid").param("url"))
}

fn check_events(events: &[String]) -> Result<(), Refusal> {
    for (at, name) in events.iter().enumerate() {
        let is_known = name == "*"
            || (name.contains('.')
                && name.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'_')));
        if !is_known {
            return Err(Refusal::invalid(format!("Invalid enabled_events[{at}]: {name}"))
                .param(format!("enabled_events[{at}]")));
        }
    }
    Ok(())
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Endpoint, call.id(), "id")?;
    Ok(state.shown(Kind::Endpoint, call.id()))
}

pub(crate) fn update(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (id, params) = (call.id(), &call.params);
    let mut doc = state.need(Kind::Endpoint, id, "id")?.clone();
    if let Some(url) = params.text("url") {
        doc["url"] = json!(address(url)?);
    }
    if params.has("enabled_events") {
        let events = params.texts("enabled_events");
        check_events(&events)?;
        doc["enabled_events"] = json!(events);
    }
    if let Some(disabled) = params.truth("disabled")? {
        doc["status"] = json!(if disabled { "disabled" } else { "enabled" });
    }
    copy_texts(&mut doc, params, &["description"]);
    doc["metadata"] = metadata(params, &doc["metadata"]);
    state.put(Kind::Endpoint, doc);
    Ok(state.shown(Kind::Endpoint, id))
}

pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let id = call.id();
    state.need(Kind::Endpoint, id, "id")?;
    state.remove(Kind::Endpoint, id);
    state.secrets.remove(id);
    Ok(json!({ "id": id, "object": "webhook_endpoint", "deleted": true }))
}

pub(crate) fn list_all(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    lists::page(state, &call.params, Kind::Endpoint, "/v1/webhook_endpoints", |_| true)
}

pub(crate) fn event(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Event, call.id(), "id")?;
    Ok(state.shown(Kind::Event, call.id()))
}

pub(crate) fn events(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let (kind, types) = (params.text("type"), params.texts("types"));
    if kind.is_some() && !types.is_empty() {
        let told = "You may only specify one of these parameters: type, types.";
        return Err(Refusal::invalid(told).param("types"));
    }
    if types.len() > MOST_TYPES {
        let told = format!("You may only specify up to {MOST_TYPES} event types.");
        return Err(Refusal::invalid(told).param("types"));
    }
    let delivered = params.truth("delivery_success")?;
    let fits = |wanted: &str, name: &str| match wanted.strip_suffix(".*") {
        Some(start) => name.strip_prefix(start).is_some_and(|rest| rest.starts_with('.')),
        None => wanted == name || wanted == "*",
    };
    lists::page(state, params, Kind::Event, "/v1/events", |doc| {
        let name = doc.text("type");
        kind.is_none_or(|kind| fits(kind, name))
            && (types.is_empty() || types.iter().any(|wanted| fits(wanted, name)))
            && delivered.is_none_or(|wanted| (doc.int("pending_webhooks") == 0) == wanted)
    })
}

pub(crate) fn account(state: &mut State, _: &Call) -> Result<Value, Refusal> {
    let nothing = json!({
        "alternatives": [], "current_deadline": null, "currently_due": [], "disabled_reason": null, "errors": [], "eventually_due": [],
        "past_due": [], "pending_verification": [],
    });
    let id = &state.account;
    Ok(json!({
        "id": id, "object": "account",
        "business_profile": {
            "annual_revenue": null, "estimated_worker_count": null, "mcc": "5734", "minority_owned_business_designation": null, "name": "Orion",
            "product_description": null, "support_address": null, "support_email": null, "support_phone": null, "support_url": null, "url": null,
        },
        "business_type": "company", "capabilities": { "card_payments": "active", "transfers": "active" }, "charges_enabled": true,
        "controller": { "type": "account" }, "country": state.options.country, "created": 1_700_000_000, "default_currency": "usd",
        "details_submitted": true, "email": "billing@example.com",
        "external_accounts": { "object": "list", "data": [], "has_more": false, "url": format!("/v1/accounts/{id}/external_accounts") },
        "future_requirements": nothing, "metadata": {}, "payouts_enabled": true, "requirements": nothing,
        "settings": {
            "bacs_debit_payments": { "display_name": null, "service_user_number": null },
            "branding": { "icon": null, "logo": null, "primary_color": null, "secondary_color": null },
            "card_issuing": { "tos_acceptance": { "date": null, "ip": null } },
            "card_payments": { "decline_on": { "avs_failure": false, "cvc_failure": true }, "statement_descriptor_prefix": null, "statement_descriptor_prefix_kana": null, "statement_descriptor_prefix_kanji": null },
            "dashboard": { "display_name": "Orion", "timezone": "Etc/UTC" }, "invoices": { "default_account_tax_ids": null, "hosted_payment_method_save": "offer" },
            "payments": { "statement_descriptor": "ORION", "statement_descriptor_kana": null, "statement_descriptor_kanji": null },
            "payouts": { "debit_negative_balances": true, "schedule": { "delay_days": 2, "interval": "daily" }, "statement_descriptor": null },
            "sepa_debit_payments": {},
        },
        "tos_acceptance": { "date": null, "ip": null, "user_agent": null }, "type": "standard",
    }))
}
