//! TikTok Shop's Partner Center API, as far as consent, orders, fulfilment, returns and webhooks go: dated
//! versions in each path, signed calls, and an envelope whose `code` says more than the HTTP status.

mod auth;
mod cancelling;
mod documents;
mod fulfilment;
mod grant;
mod orders;
mod packages;
mod render;
mod returns;
mod webhooks;

pub(crate) use fulfilment::handed_over;
pub(crate) use webhooks::order_event;

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::http::Method;
use serde_json::{Value, json};

use crate::consent::Lives;
use crate::http::{Reply, Request};
use crate::shop::{Credentials, Shop, locked};

/// A code for half an hour, an access token for a week, a refresh token for a year.
pub(crate) const LIVES: Lives = Lives { code: 1_800, access: 604_800, refresh: 31_536_000 };

const ORDERS: &str = "seller.order.info";
const RETURNS: &str = "seller.return_refund.basic";
const SHOPS: &str = "seller.authorization.info";
const FULFILMENT: &str = "seller.fulfillment.basic";
const PACKAGES: &str = "seller.fulfillment.package.write";
const LOGISTICS: &str = "seller.logistics";

/// What the app's owner entered in the Partner Center, and what was subscribed to.
#[derive(Default)]
pub(crate) struct Partner {
    redirect: Mutex<Option<String>>,
    /// Addresses by type of event.
    webhooks: Mutex<BTreeMap<String, String>>,
    /// `None` is Brazil.
    region: Mutex<Option<String>>,
}

impl Shop {
    /// TikTok Shop: enters the app's redirect address, which the consent page does not take from its link.
    pub fn redirect_to(&self, uri: &str) {
        *locked(&self.partner.redirect) = Some(uri.to_owned());
    }

    /// TikTok Shop: moves the shop to another market, by its two letters. Goods, buyers and money stay as they are.
    pub fn sell_in(&self, region: &str) {
        *locked(&self.partner.region) = Some(region.to_owned());
    }

    /// TikTok Shop: where events go, by their type.
    pub fn subscriptions(&self) -> BTreeMap<String, String> {
        locked(&self.partner.webhooks).clone()
    }
}

pub(crate) fn handle(shop: &Shop, request: &Request) -> Reply {
    let path = request.path.as_str();
    match (&request.method, path) {
        (&Method::GET, "/open/authorize" | "/oauth/authorize") => return grant::page(shop, request),
        (&Method::GET, "/api/v2/token/get") => return grant::get(shop, request),
        (&Method::GET, "/api/v2/token/refresh") => return grant::refresh(shop, request),
        (&Method::GET, file) if file.starts_with(documents::FILES) => return documents::file(shop, request),
        _ => {}
    }
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let (scope, methods): (&str, &[Method]) = match parts.as_slice() {
        ["fulfillment", "202309", "packages", _, "handover_time_slots"] => (PACKAGES, &[Method::GET]),
        ["fulfillment", "202309", "packages", _, "shipping_documents"] => (FULFILMENT, &[Method::GET]),
        ["fulfillment", "202309", "packages", _, "ship"] | ["fulfillment", "202502", "invoice", "upload"] => {
            (FULFILMENT, &[Method::POST])
        }
        ["logistics", "202309", "delivery_options", _, "shipping_providers"] => (FULFILMENT, &[Method::GET]),
        ["logistics", "202309", "warehouses"]
        | ["logistics", "202309", "warehouses", _, "delivery_options"] => (LOGISTICS, &[Method::GET]),
        ["fulfillment", "202309", "orders", _, "packages"] => (FULFILMENT, &[Method::POST]),
        ["return_refund", "202309", "cancellations"] => (RETURNS, &[Method::POST]),
        _ => match path {
            "/authorization/202309/shops" => (SHOPS, &[Method::GET]),
            "/order/202309/orders/search" => (ORDERS, &[Method::POST]),
            "/order/202309/orders" | "/order/202507/orders" => (ORDERS, &[Method::GET]),
            "/return_refund/202309/returns/search" | "/return_refund/202309/cancellations/search" => {
                (RETURNS, &[Method::POST])
            }
            "/event/202309/webhooks" => (SHOPS, &[Method::GET, Method::PUT, Method::DELETE]),
            _ => return error(404, 36_009_009, "Invalid path. The API path does not exist."),
        },
    };
    if !methods.contains(&request.method) {
        return error(400, 36_009_010, "Invalid method. The HTTP method is not supported by this API.");
    }
    if let Err(refusal) = auth::check(shop, request, scope) {
        return refusal;
    }
    match parts.as_slice() {
        [_, _, "packages", package, "handover_time_slots"] => return fulfilment::slots(shop, package),
        [_, _, "packages", package, "shipping_documents"] => {
            return documents::shipping(shop, request, package);
        }
        [_, _, "packages", package, "ship"] => return fulfilment::ship(shop, request, package),
        [_, _, "orders", order, "packages"] => return fulfilment::mark(shop, request, order),
        [_, _, "delivery_options", option, _] => return fulfilment::providers(option),
        [_, _, "warehouses", warehouse, _] => return fulfilment::options(warehouse),
        [_, _, "warehouses"] => return fulfilment::warehouses(),
        _ => {}
    }
    match path {
        "/fulfillment/202502/invoice/upload" => documents::upload(shop, request),
        "/return_refund/202309/cancellations" => cancelling::cancel(shop, request),
        "/authorization/202309/shops" => shops(shop),
        "/order/202309/orders/search" => orders::search(shop, request),
        "/return_refund/202309/returns/search" => returns::returns(shop, request),
        "/return_refund/202309/cancellations/search" => returns::cancellations(shop, request),
        "/event/202309/webhooks" => webhooks::manage(shop, request),
        _ => orders::some(shop, request),
    }
}

/// The shops that the token opens: one.
fn shops(shop: &Shop) -> Reply {
    let id = account(shop);
    data(&json!({ "shops": [{
        "id": id,
        "name": shop.name(),
        "region": region(shop),
        "seller_type": "LOCAL",
        "cipher": cipher(shop),
        "code": format!("BRLC{}", &id[..8.min(id.len())]),
    }] }))
}

fn region(shop: &Shop) -> String {
    locked(&shop.partner.region).clone().unwrap_or_else(|| "BR".to_owned())
}

fn account(shop: &Shop) -> &str {
    match shop.credentials() {
        Credentials::App { account_id, .. } => account_id,
        _ => "",
    }
}

/// By which calls name the shop.
fn cipher(shop: &Shop) -> String {
    let digits: String = account(shop).chars().rev().take(12).collect();
    format!("ROW_{digits}AAAACeqsLoZ1Yk8mUPHq")
}

fn data(data: &Value) -> Reply {
    let request_id = "202611201005110101890810281E8C70B7";
    Reply::value(200, &json!({ "code": 0, "message": "Success", "request_id": request_id, "data": data }))
}

fn error(status: u16, code: i64, message: &str) -> Reply {
    let request_id = "202611201005110101890810281E8C70B7";
    Reply::value(status, &json!({ "code": code, "message": message, "request_id": request_id }))
}

pub(crate) fn too_many_requests() -> Reply {
    error(429, 36_009_002, "Too many requests. Please slow down and try again later.")
}

pub(crate) fn internal_error(status: u16) -> Reply {
    error(status, 36_009_003, "Internal error. Please try again.")
}
