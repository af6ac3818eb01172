//! `/__control/`: a JSON API for tests in other processes and a page of plain forms for people.

mod page;

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::error::Error;
use crate::faults::FaultRule;
use crate::stripe::clock;
use crate::stripe::deliveries::DeliveryFault;
use crate::stripe::doc::Doc as _;
use crate::stripe::endpoints;
use crate::stripe::form;
use crate::stripe::kind::Kind;
use crate::stripe::options::AfterRetries;
use crate::stripe::portal;
use crate::stripe::store::State;
use crate::stripe::world::World;

/// Marks the endpoint that is set by option or by hand.
const OWN: &str = "sandbox";

pub(crate) async fn handle(world: &World, parts: &Parts, body: &Bytes) -> Response {
    if !world.state().options.control {
        return StatusCode::NOT_FOUND.into_response();
    }
    // A page of another origin must not drive a demo.
    let site = parts.headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if parts.method != Method::GET && site.is_some_and(|site| site != "same-origin" && site != "none") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let path = parts.uri.path().trim_start_matches("/__control").trim_matches('/');
    match path {
        "" => return Html(page::render(world)).into_response(),
        "form" => return submitted(world, body),
        _ => {}
    }
    let Some(path) = path.strip_prefix("api") else { return StatusCode::NOT_FOUND.into_response() };
    let path = path.trim_matches('/');
    let segments: Vec<&str> = path.split('/').collect();
    let body: Value = match if body.is_empty() { Ok(json!({})) } else { serde_json::from_slice(body) } {
        Ok(body) => body,
        Err(error) => return refused(&error.to_string()),
    };
    let answer = api(world, &parts.method, &segments, &body);
    world.wake.notify_one();
    if body.flag("settle") || segments.first() == Some(&"clock") {
        settle(world).await;
    }
    match answer {
        Ok(answer) => axum::Json(answer).into_response(),
        Err(error) => refused(&error.to_string()),
    }
}

fn submitted(world: &World, body: &Bytes) -> Response {
    let done = form::parse(body)
        .map_err(|refusal| Error::Invalid(refusal.message))
        .and_then(|form| page::submit(world, &form));
    world.wake.notify_one();
    match done {
        Ok(()) => (StatusCode::SEE_OTHER, [(header::LOCATION, "/__control/")]).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}

fn refused(told: &str) -> Response {
    (StatusCode::BAD_REQUEST, axum::Json(json!({ "error": told }))).into_response()
}

async fn settle(world: &World) {
    for _ in 0..2_000 {
        let is_idle = {
            let state = world.state();
            state.deliveries.is_idle(state.now)
        };
        if is_idle {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

fn api(world: &World, method: &Method, path: &[&str], body: &Value) -> Result<Value, Error> {
    let invalid = |error: serde_json::Error| Error::Invalid(error.to_string());
    let text = |name: &str| {
        Some(body.text(name))
            .filter(|text| !text.is_empty())
            .ok_or_else(|| Error::Invalid(format!("`{name}` is missing")))
    };
    match (method, path) {
        (&Method::GET, [""]) => Ok(about(world)),
        (&Method::POST, ["clock"]) => {
            let seconds = body.int("seconds") + body.int("days") * crate::time::DAY;
            if seconds < 0 {
                return Err(Error::Invalid("the clock goes on only".into()));
            }
            world.advance(seconds);
            Ok(about(world))
        }
        (&Method::GET, ["events"]) => Ok(world.state().all(Kind::Event).cloned().collect()),
        (&Method::POST, ["events", id, "resend"]) => {
            resend(&mut world.state(), id);
            Ok(json!({ "resent": id }))
        }
        (&Method::GET, ["requests"]) => Ok(json!(world.state().seen)),
        (&Method::DELETE, ["requests"]) => {
            world.state().seen.clear();
            Ok(json!([]))
        }
        (&Method::GET, ["objects", id]) => {
            let found = Kind::of(id).map(|kind| world.state().shown(kind, id));
            found
                .filter(|doc| !doc.is_null())
                .ok_or_else(|| Error::Invalid(format!("no object with id {id}")))
        }
        (&Method::GET, ["deliveries"]) => Ok(json!(world.state().deliveries.log)),
        (&Method::POST, ["deliveries", "retry"]) => {
            let mut state = world.state();
            let now = state.now;
            state.deliveries.hurry(now);
            Ok(json!({}))
        }
        (&Method::POST, ["deliveries", "faults"]) => {
            let fault: DeliveryFault = serde_json::from_value(body.clone()).map_err(invalid)?;
            let times = body.get("times").and_then(Value::as_u64);
            world.state().deliveries.fault(fault, times);
            Ok(json!({}))
        }
        (&Method::DELETE, ["deliveries", "faults"]) => {
            world.state().deliveries.clear_faults();
            Ok(json!({}))
        }
        (&Method::GET, ["faults"]) => Ok(json!(world.faults.rules())),
        (&Method::POST, ["faults"]) => {
            world.faults.add(serde_json::from_value::<FaultRule>(body.clone()).map_err(invalid)?);
            Ok(json!(world.faults.rules()))
        }
        (&Method::DELETE, ["faults"]) => {
            world.faults.clear();
            Ok(json!([]))
        }
        (&Method::PUT, ["webhook"]) => {
            let endpoint = set_webhook(&mut world.state(), text("url")?, text("secret")?);
            Ok(json!({ "endpoint": endpoint }))
        }
        (&Method::POST, ["customers", id, "fail-next-payment"]) => {
            let code = body.get("code").and_then(Value::as_str).unwrap_or("card_declined");
            world.state().declines.entry((*id).to_owned()).or_default().push_back(code.to_owned());
            Ok(json!({}))
        }
        (&Method::PUT, ["after-retries"]) => {
            let becomes: AfterRetries = serde_json::from_value(body["becomes"].clone()).map_err(invalid)?;
            world.state().options.after_retries = becomes;
            Ok(about(world))
        }
        (&Method::POST, ["portal", "save-settings"]) => {
            portal::save_settings(&mut world.state());
            Ok(about(world))
        }
        _ => Err(Error::Invalid("no such control".into())),
    }
}

fn about(world: &World) -> Value {
    let state = world.state();
    let key = state.options.keys.first().map(|key| key.key.as_str());
    let prices: serde_json::Map<String, Value> = state
        .all(Kind::Price)
        .filter(|doc| !doc["lookup_key"].is_null())
        .map(|doc| (doc.text("lookup_key").to_owned(), doc["id"].clone()))
        .collect();
    json!({
        "platform": "stripe", "now": state.now, "next_due": clock::next_due(&state), "secret_key": key, "account": state.account,
        "api_version": state.options.api_version, "after_retries": state.options.after_retries, "prices": prices,
        "customers": state.all(Kind::Customer).count(), "subscriptions": state.all(Kind::Subscription).count(),
        "faults": world.faults.rules(), "requests": state.seen.len(),
    })
}

pub(crate) fn set_webhook(state: &mut State, url: &str, secret: &str) -> String {
    for id in state.ids(Kind::Endpoint, |doc| doc.text("description") == OWN) {
        state.remove(Kind::Endpoint, &id);
        state.secrets.remove(&id);
    }
    let version = state.options.api_version.clone();
    let id = endpoints::add(state, url, vec!["*".to_owned()], secret, Some(version));
    state.edit(Kind::Endpoint, &id, |doc| doc["description"] = json!(OWN));
    id
}

pub(crate) fn roll_secret(state: &mut State, endpoint: &str, secret: Option<&str>) {
    if let Some(secrets) = state.secrets.get_mut(endpoint) {
        match secret {
            Some(secret) => secrets.insert(0, secret.to_owned()),
            None => secrets.truncate(1),
        }
    }
}

pub(crate) fn resend(state: &mut State, event: &str) {
    let now = state.now;
    for endpoint in state.ids(Kind::Endpoint, |doc| doc.text("status") == "enabled") {
        state.deliveries.resend(event, &endpoint, now);
    }
}
