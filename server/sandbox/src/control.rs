//! `/__control/`: a JSON API for tests in other processes and a page of plain forms for people.

mod page;

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::changes::{NewOrder, Summary};
use crate::error::Error;
use crate::faults::FaultRule;
use crate::server::World;
use crate::shop::Shop;

const LISTED: usize = 50;

/// Paths: `/__control/api/<platform>/<shop>[/orders[/<id>[/<action>]] | /faults | /counters | ...]`; without `api` the
/// page and its forms.
pub(crate) fn handle(world: &World, parts: &Parts, body: &Bytes) -> Response {
    // A page of another origin must not drive the forms of a demo.
    let site = parts.headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if parts.method != Method::GET && site.is_some_and(|site| site != "same-origin" && site != "none") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let rest = parts.uri.path().trim_start_matches("/__control").trim_matches('/');
    let segments: Vec<&str> = rest.split('/').collect();
    match segments[..] {
        [""] => Html(page::render(world)).into_response(),
        ["api"] => answer(Ok(json!(world.shops.iter().map(|shop| about(shop)).collect::<Vec<_>>()))),
        ["api", platform, name, ref path @ ..] => match find(world, platform, name) {
            Some(shop) => answer(api(&shop, &parts.method, path, body)),
            None => StatusCode::NOT_FOUND.into_response(),
        },
        ["form", platform, name] if parts.method == Method::POST => match find(world, platform, name) {
            Some(shop) => match page::submit(&shop, body) {
                Ok(()) => (StatusCode::SEE_OTHER, [(header::LOCATION, "/__control/")]).into_response(),
                Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
            },
            None => StatusCode::NOT_FOUND.into_response(),
        },
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn find(world: &World, platform: &str, name: &str) -> Option<std::sync::Arc<Shop>> {
    world.shop(platform.parse().ok()?, name)
}

fn about(shop: &Shop) -> Value {
    json!({
        "platform": shop.platform(),
        "name": shop.name(),
        "path": shop.prefix,
        "orders": shop.order_count(),
        "credentials": shop.credentials(),
        "faults": shop.faults(),
        "counters": shop.counters(),
        "token_refreshes": shop.token_refreshes(),
    })
}

fn answer(result: Result<Value, Error>) -> Response {
    match result {
        Ok(value) => axum::Json(value).into_response(),
        Err(error) => {
            let status = match error {
                Error::UnknownOrder(_) => StatusCode::NOT_FOUND,
                _ => StatusCode::BAD_REQUEST,
            };
            (status, axum::Json(json!({ "error": error.to_string() }))).into_response()
        }
    }
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Error> {
    let text: &[u8] = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(text).map_err(|error| Error::Invalid(error.to_string()))
}

fn number(text: &str) -> Result<u64, Error> {
    text.parse().map_err(|_| Error::Invalid(format!("`{text}` is no order id")))
}

fn api(shop: &Shop, method: &Method, path: &[&str], body: &Bytes) -> Result<Value, Error> {
    match (method, path) {
        (&Method::GET, []) => Ok(about(shop)),
        (&Method::GET, ["orders"]) => Ok(json!(shop.recent(LISTED))),
        (&Method::POST, ["orders"]) => {
            let id = shop.create(read::<NewOrder>(body)?)?;
            summary(shop, id)
        }
        (&Method::GET, ["orders", id]) => summary(shop, number(id)?),
        (&Method::POST, ["orders", id, action]) => {
            let id = number(id)?;
            act(shop, id, action, body)?;
            summary(shop, id)
        }
        // As if the account's owner had withdrawn the consent, or the tokens' time were over.
        (&Method::DELETE, ["consent"]) => {
            shop.revoke_consent();
            Ok(about(shop))
        }
        (&Method::DELETE, ["tokens"]) => {
            shop.expire_tokens();
            Ok(about(shop))
        }
        (&Method::PUT, ["redirect"]) => {
            let body: Value = read(body)?;
            let uri = body.get("uri").and_then(Value::as_str);
            shop.redirect_to(uri.ok_or_else(|| Error::Invalid("`uri` is missing".into()))?);
            Ok(about(shop))
        }
        (&Method::GET, ["faults"]) => Ok(json!(shop.faults())),
        (&Method::POST, ["faults"]) => {
            shop.fault(read::<FaultRule>(body)?);
            Ok(json!(shop.faults()))
        }
        (&Method::DELETE, ["faults"]) => {
            shop.clear_faults();
            Ok(json!([]))
        }
        (&Method::GET, ["counters"]) => Ok(json!(shop.counters())),
        (&Method::DELETE, ["counters"]) => {
            shop.reset_counters();
            Ok(json!(shop.counters()))
        }
        _ => Err(Error::Invalid("no such control".into())),
    }
}

fn act(shop: &Shop, id: u64, action: &str, body: &Bytes) -> Result<(), Error> {
    match action {
        "change" => shop.change(id, read(body)?),
        "pay" => shop.pay(id),
        "cancel" => shop.cancel(id),
        "touch" => shop.touch(id),
        "lose-event" => shop.lose_event(id, None),
        "refund" => {
            let body: Value = read(body)?;
            let reason = body.get("reason").and_then(Value::as_str).unwrap_or_default();
            shop.refund(id, body.get("amount").and_then(Value::as_i64), reason)
        }
        other => Err(Error::Invalid(format!("unknown action `{other}`"))),
    }
}

fn summary(shop: &Shop, id: u64) -> Result<Value, Error> {
    let order = shop.order(id).ok_or(Error::UnknownOrder(id))?;
    Ok(json!(Summary::from(&order)))
}
