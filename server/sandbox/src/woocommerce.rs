//! WooCommerce 11 on WordPress: `wc/v3` as far as orders, what is done with them, webhooks and the
//! connection check go.

mod auth;
mod fulfilments;
mod hand_over;
mod locale;
mod notes;
mod oauth;
mod orders;
mod params;
mod render;
mod system;
mod webhooks;
mod writes;

pub use hand_over::HandedKey;
pub(crate) use webhooks::order_event;

use axum::http::Method;
use serde_json::{Value, json};

use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::Shop;

/// `{"code":…,"message":…,"data":{"status":…}}`.
fn error(status: u16, code: &str, message: &str) -> Reply {
    error_with(status, code, message, json!({ "status": status }))
}

fn error_with(status: u16, code: &str, message: &str, data: Value) -> Reply {
    Reply::value(status, &json!({ "code": code, "message": message, "data": data }))
}

fn no_route() -> Reply {
    error(404, "rest_no_route", "No route was found matching the URL and request method.")
}

/// WordPress' answer to a PHP fatal error, with the status to send it under.
pub(crate) fn fatal(status: u16) -> Reply {
    let message = "<p>There has been a critical error on this website.</p>";
    let data = json!({ "status": 500 });
    Reply::value(status, &json!({ "code": "internal_server_error", "message": message, "data": data }))
}

pub(crate) fn handle(shop: &Shop, request: &Request) -> Reply {
    let reply = answer(shop, request);
    if shop.options.localized && reply.status >= 400 { locale::portuguese(reply) } else { reply }
}

fn answer(shop: &Shop, request: &Request) -> Reply {
    let Some(route) = rest_route(shop, request) else {
        return page(shop, request);
    };
    let route = route.trim_end_matches('/');
    if request.struck(&Fault::RestDisabled) {
        return error(401, "rest_cannot_access", "Only authenticated users can access the REST API.");
    }
    if route.is_empty() {
        return system::index(shop, request);
    }
    if request.struck(&Fault::WoocommerceMissing) {
        return no_route();
    }
    let Some(resource) = route.strip_prefix("/wc/v3/") else {
        return no_route();
    };
    if let Err(refusal) = auth::authenticate(shop, request) {
        return refusal;
    }
    let segments: Vec<&str> = resource.split('/').collect();
    let reads = matches!(request.method, Method::GET | Method::HEAD);
    let updates = matches!(request.method, Method::PUT | Method::POST | Method::PATCH);
    match segments[..] {
        ["orders"] if reads => orders::list(shop, request),
        ["orders"] if request.method == Method::OPTIONS => orders::options(shop),
        ["orders", id] if reads => orders::get(shop, request, id),
        ["orders", id] if updates => writes::update(shop, request, id),
        ["orders", id, "refunds"] if reads => orders::refunds(shop, id),
        ["orders", id, "refunds"] if request.method == Method::POST => writes::refund(shop, request, id),
        ["orders", id, "notes"] if reads => notes::list(shop, request, id),
        ["orders", id, "notes"] if request.method == Method::POST => notes::create(shop, request, id),
        ["orders", id, "fulfillments"] if shop.options.fulfilments && reads => fulfilments::list(shop, id),
        ["orders", id, "fulfillments"] if shop.options.fulfilments && request.method == Method::POST => {
            fulfilments::create(shop, request, id)
        }
        ["webhooks"] if reads => webhooks::list(shop, request),
        ["webhooks"] if request.method == Method::POST => webhooks::create(shop, request),
        ["webhooks", id] if reads => webhooks::get(shop, id),
        ["webhooks", id] if updates => webhooks::update(shop, request, id),
        ["webhooks", id] if request.method == Method::DELETE => webhooks::delete(shop, request, id),
        ["system_status"] if reads => system::status(shop, request),
        ["data", "currencies", "current"] if reads => system::currency(),
        _ => no_route(),
    }
}

/// The REST route a request names: by pretty permalink, or by `rest_route` on the home page or `index.php`.
fn rest_route(shop: &Shop, request: &Request) -> Option<String> {
    if matches!(request.path.as_str(), "/" | "/index.php") {
        return request.param("rest_route").map(str::to_owned);
    }
    let rest = request.path.strip_prefix("/wp-json")?;
    let pretty = shop.options.pretty_permalinks && (rest.is_empty() || rest.starts_with('/'));
    pretty.then(|| percent_encoding::percent_decode_str(rest).decode_utf8_lossy().into_owned())
}

fn page(shop: &Shop, request: &Request) -> Reply {
    let step = request.path.strip_prefix("/wc-auth/v1/").filter(|_| shop.options.pretty_permalinks);
    if let Some(step) = step {
        return hand_over::page(shop, request, step);
    }
    if matches!(request.path.as_str(), "/" | "/index.php") {
        let link = format!("<{}/wp-json/>; rel=\"https://api.w.org/\"", request.base);
        return Reply::html(200, "<!DOCTYPE html><title>Loja</title><h1>Loja de demonstração</h1>")
            .with("link", link);
    }
    Reply::html(404, "<!DOCTYPE html><title>Página não encontrada</title><h1>Página não encontrada</h1>")
}
