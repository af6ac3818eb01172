//! Mercado Livre's API, as far as orders go: all hosts at one address.

mod cast;
mod feedback;
mod fiscal;
mod grant;
mod labels;
mod missed;
mod money;
mod notices;
mod orders;
mod people;
mod render;
mod search;
mod shipments;

use axum::http::Method;
use serde_json::{Value, json};

use crate::consent::Lives;
use crate::event::Event;
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::order::Order;
use crate::shop::{Credentials, Shop};

pub(crate) use missed::Feeds;

/// A refresh token that is not used ends after six months.
pub(crate) const LIVES: Lives = Lives { code: 600, access: 21_600, refresh: 180 * 86_400 };

const SITE: &str = "MLB";

/// `{"message":…,"error":…,"status":…,"cause":[]}`.
fn error(status: u16, code: &str, message: &str) -> Reply {
    error_as(status, status, code, message)
}

fn error_as(sent: u16, status: u16, code: &str, message: &str) -> Reply {
    Reply::value(sent, &json!({ "message": message, "error": code, "status": status, "cause": [] }))
}

pub(crate) fn too_many_requests() -> Reply {
    error(429, "too_many_requests", "Too many requests")
}

pub(crate) fn internal_error(status: u16) -> Reply {
    error_as(status, 500, "internal_error", "Internal server error")
}

fn forbidden() -> Reply {
    let body = json!({
        "status": 403,
        "error": "access_denied",
        "code": "FORBIDDEN",
        "message": "At least one policy returned UNAUTHORIZED.",
    });
    Reply::value(403, &body)
}

fn not_found(code: &str) -> Reply {
    error(404, code, "Resource not found")
}

pub(crate) fn handle(shop: &Shop, request: &Request) -> Reply {
    let segments: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    match (&request.method, &segments[..]) {
        (&Method::GET, ["authorization"]) => return grant::page(shop, request),
        (&Method::POST, ["oauth", "token"]) => return grant::token(shop, request),
        _ => {}
    }
    if let Err(refusal) = authorised(shop, request) {
        return refusal;
    }
    match (&request.method, &segments[..]) {
        (&Method::POST, ["orders", id, "feedback"]) => feedback::give(shop, request, id),
        (&Method::POST, ["packs", id, "fiscal_documents"]) => fiscal::take(shop, request, id),
        (&Method::POST, ["shipments", id, "seller_notifications"]) => notices::take(shop, request, id),
        (&Method::PUT, ["shipments", id]) => notices::put(shop, id),
        (&Method::GET, segments) => read(shop, request, segments),
        _ => error(405, "method_not_allowed", "Method not allowed"),
    }
}

fn read(shop: &Shop, request: &Request, segments: &[&str]) -> Reply {
    match *segments {
        ["missed_feeds"] => missed::list(shop, request),
        ["users", "me"] => people::me(shop),
        ["orders", "search"] => search::list(shop, request),
        ["orders", "billing-info", SITE, id] => people::billing(shop, id),
        ["orders", id] => orders::one(shop, id),
        ["orders", id, "discounts"] => orders::discounts(shop, id),
        ["orders", id, "feedback"] => feedback::one(shop, id),
        ["packs", id] => orders::pack(shop, id),
        ["packs", id, "fiscal_documents"] => fiscal::list(shop, id),
        ["shipment_labels"] => labels::print(shop, request),
        ["shipments", id] => shipments::one(shop, request, id),
        ["shipments", id, "items"] => shipments::items(shop, id),
        ["shipments", id, "costs"] => shipments::costs(shop, id),
        _ => not_found("not_found"),
    }
}

/// The token counts in the header alone.
fn authorised(shop: &Shop, request: &Request) -> Result<(), Reply> {
    let Some(token) = request.header("authorization").and_then(|value| value.strip_prefix("Bearer ")) else {
        return Err(error(401, "unauthorized", "authorization value not present"));
    };
    if request.struck(&Fault::RevokedKey) || !shop.consents.accepts(token, shop.now()) {
        return Err(error(401, "unauthorized", "invalid access token"));
    }
    let is_read = request.method == Method::GET;
    let may_not_write = || request.struck(&Fault::ReadOnlyKey) || !may(shop, "write");
    if !may(shop, "read") || !is_read && may_not_write() {
        return Err(forbidden());
    }
    Ok(())
}

fn may(shop: &Shop, scope: &str) -> bool {
    shop.options.scopes.iter().any(|granted| granted == scope)
}

/// The account's id, a number of more than 32 bits.
fn user_id(shop: &Shop) -> u64 {
    app(shop).2.parse().unwrap_or_default()
}

/// Id and secret of the app, and the account's id.
fn app(shop: &Shop) -> (&str, &str, &str) {
    match shop.credentials() {
        Credentials::App { client_id, client_secret, account_id, .. } => {
            (client_id, client_secret, account_id)
        }
        _ => ("", "", ""),
    }
}

/// Whether a search made as the seller shows the order.
pub(crate) fn is_listed(order: &Order) -> bool {
    cast::status(order) != "cancelled"
}

/// A pointer to the order, not signed.
pub(crate) fn order_event(shop: &Shop, order: &Order) -> Event {
    Event { headers: Vec::new(), body: notice(shop, order, user_id(shop)).to_string().into_bytes() }
}

fn notice(shop: &Shop, order: &Order, user_id: u64) -> Value {
    let now = crate::time::text(shop.now(), ".000Z");
    let application: Value = app(shop).0.parse::<u64>().unwrap_or_default().into();
    json!({
        "_id": format!("{:024x}", order.modified),
        "resource": format!("/orders/{}", order.id),
        "user_id": user_id,
        "topic": "orders_v2",
        "application_id": application,
        "attempts": 1,
        "sent": now,
        "received": now,
    })
}
