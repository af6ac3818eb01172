//! Magalu, the marketplace of Magazine Luiza: the Open API for sellers under `/seller/v1`, and ID Magalu with
//! its consent page and token endpoint. All hosts of the platform answer at the shop's one address.

mod auth;
mod body;
mod ids;
mod late;
mod listing;
mod orders;
mod parcels;
mod people;
mod render;
mod writes;

pub(crate) use late::Late;

use axum::http::Method;
use serde_json::{Value, json};

use crate::consent::Lives;
use crate::draw::Draw;
use crate::event::Event;
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::order::Order;
use crate::shop::{Credentials, Shop};

/// How long refresh tokens live is not published.
pub(crate) const LIVES: Lives = Lives { code: 600, access: 7_200, refresh: 15_552_000 };

pub(crate) fn handle(shop: &Shop, request: &Request) -> Reply {
    let id = Draw::new(shop.options.seed, shop.counters().requests).hex(32);
    answer(shop, request).with("x-request-id", id)
}

fn answer(shop: &Shop, request: &Request) -> Reply {
    let reads = request.method == Method::GET;
    match request.path.as_str() {
        "/login" if reads => auth::login(shop, request),
        "/oauth/token" if request.method == Method::POST => auth::token(shop, request),
        path => match path.strip_prefix("/seller/v1/") {
            Some(resource) => seller(shop, request, resource),
            None => detail(404, "Not Found"),
        },
    }
}

fn seller(shop: &Shop, request: &Request, resource: &str) -> Reply {
    let claims = match auth::authenticate(shop, request) {
        Ok(claims) => claims,
        Err(refusal) => return refusal,
    };
    let segments: Vec<&str> = resource.split('/').collect();
    let reads = request.method == Method::GET;
    let scope = match segments[0] {
        "orders" => auth::READ_ORDERS,
        "deliveries" if reads => auth::READ_DELIVERIES,
        "deliveries" => auth::WRITE_DELIVERIES,
        _ => "",
    };
    if !claims.allows(scope) || !reads && request.struck(&Fault::ReadOnlyKey) {
        return message(403, "You do not have permission to access this resource");
    }
    match (request.method.as_str(), &segments[..]) {
        ("GET", ["portfolios", "me"]) => Reply::value(200, &me(shop)),
        ("GET", ["orders"]) => orders::list(shop, request),
        ("GET", ["orders", id]) => orders::get(shop, id),
        ("GET", ["deliveries"]) => orders::deliveries(shop, request),
        ("GET", ["deliveries", id]) => orders::delivery(shop, id),
        ("GET", ["deliveries", id, "invoices"]) => writes::invoices(shop, request, id),
        ("POST", ["deliveries", id, "shippings"]) => writes::ship(shop, request, id),
        ("POST", ["deliveries", id, "invoices"]) => writes::add_invoice(shop, request, id),
        ("POST" | "PUT", ["deliveries", id, "invoices", key]) => {
            writes::correct_invoice(shop, request, id, key)
        }
        (_, ["orders" | "deliveries", ..]) if !reads => detail(405, "Method Not Allowed"),
        _ => detail(404, "Not Found"),
    }
}

/// Who the token acts for.
fn me(shop: &Shop) -> Value {
    json!({
        "tenant": { "id": tenant(shop) },
        "channel": { "id": ids::CHANNEL, "name": "Magazine Luiza" },
        "seller": { "id": shop.name(), "name": format!("Loja {}", shop.name()) },
    })
}

/// The organisation whose account it is.
fn tenant(shop: &Shop) -> &str {
    match shop.credentials() {
        Credentials::App { account_id, .. } => account_id,
        _ => "",
    }
}

fn message(status: u16, text: &str) -> Reply {
    Reply::value(status, &json!({ "message": text }))
}

fn detail(status: u16, text: &str) -> Reply {
    Reply::value(status, &json!({ "detail": text }))
}

/// A parameter that cannot be used.
fn invalid(parameter: &str, text: &str) -> Reply {
    Reply::value(
        422,
        &json!({ "detail": [{ "msg": text, "loc": ["query", parameter], "type": "value_error" }] }),
    )
}

pub(crate) fn too_many_requests() -> Reply {
    message(429, "Too many requests")
}

pub(crate) fn internal_error(status: u16) -> Reply {
    message(status, "Internal server error").with("x-request-id", "7f3a0c55d1e24b6f")
}

/// The platform's key of an order.
pub(crate) fn order_key(id: u64) -> String {
    ids::order(id)
}

/// Thin, and signed by nobody. What moved with the goods is told of the delivery.
pub(crate) fn order_event(shop: &Shop, order: &Order) -> Event {
    let first = parcels::of(order).into_iter().next();
    let (topic, resource, id, status) = match first {
        Some(parcel) if matches!(parcel.status, "shipped" | "delivered" | "invoiced") => {
            ("delivery.status", "deliveries", ids::delivery(order.id, 0), parcel.status)
        }
        _ => ("order.status", "orders", ids::order(order.id), render::status(order)),
    };
    let body = json!({
        "data": {
            "status": status,
            "params": { "id": id },
            "resource": format!("https://api.magalu.com/seller/v1/{resource}/{id}"),
        },
        "tenant_id": tenant(shop),
        "topic": topic,
    });
    Event { headers: Vec::new(), body: body.to_string().into_bytes() }
}
