//! Subscriptions of a shop, one address for each type of event, and the events.

use axum::http::Method;
use serde_json::{Value, json};
use url::{Host, Url};

use crate::draw::Draw;
use crate::event::Event;
use crate::http::{Reply, Request};
use crate::order::Order;
use crate::shop::{Credentials, Shop, locked};

use super::{account, auth, data, error, render};

const TYPES: &[&str] = &[
    "ORDER_STATUS_CHANGE",
    "RECIPIENT_ADDRESS_UPDATE",
    "PACKAGE_UPDATE",
    "PRODUCT_STATUS_CHANGE",
    "SELLER_DEAUTHORIZATION",
    "UPCOMING_AUTHORIZATION_EXPIRATION",
    "CANCELLATION_STATUS_CHANGE",
    "RETURN_STATUS_CHANGE",
    "NEW_CONVERSATION",
    "NEW_MESSAGE",
    "PRODUCT_INFORMATION_CHANGE",
    "PRODUCT_CREATION",
    "PRODUCT_CATEGORY_CHANGE",
    "INVOICE_STATUS_CHANGE",
    "PRODUCT_AUDIT_STATUS_CHANGE",
];

pub(super) fn manage(shop: &Shop, request: &Request) -> Reply {
    let mut webhooks = locked(&shop.partner.webhooks);
    if request.method == Method::GET {
        let times = (shop.now(), shop.now());
        let list = webhooks.iter().map(|(kind, address)| {
            json!({ "event_type": kind, "address": address, "create_time": times.0, "update_time": times.1 })
        });
        return data(&json!({ "webhooks": list.collect::<Vec<_>>(), "total_count": webhooks.len() }));
    }
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let kind = text("event_type");
    if !TYPES.contains(&kind) {
        return error(400, 36_009_004, "Invalid parameter: event_type.");
    }
    if request.method == Method::DELETE {
        webhooks.remove(kind);
        return data(&json!({}));
    }
    let address = text("address");
    if !is_good(address) {
        return error(400, 36_009_004, "Invalid parameter: address.");
    }
    webhooks.insert(kind.to_owned(), address.to_owned());
    data(&json!({}))
}

/// https, a name and no number, no port, at most 255 signs.
fn is_good(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let named = matches!(url.host(), Some(Host::Domain(_)));
    url.scheme() == "https" && named && url.port().is_none() && address.len() <= 255
}

pub(crate) fn order_event(shop: &Shop, order: &Order) -> Event {
    let (client_id, client_secret) = match shop.credentials() {
        Credentials::App { client_id, client_secret, .. } => (client_id.as_str(), client_secret.as_str()),
        _ => ("", ""),
    };
    let status = render::status(order);
    // Each change is told once, however often it is sent.
    let id = Draw::new(order.id, order.modified as u64).below(1_000_000_000_000_000);
    let body = json!({
        "type": 1,
        "tts_notification_id": format!("7327{id:015}"),
        "shop_id": account(shop),
        "timestamp": shop.now(),
        "data": {
            "order_id": order.id.to_string(),
            "order_status": if status == "CANCELLED" { "CANCEL" } else { &status },
            "is_on_hold_order": status == "ON_HOLD",
            "update_time": order.modified,
        },
    });
    let body = body.to_string().into_bytes();
    let signature = auth::hmac(client_secret, &[client_id.as_bytes(), &body]);
    Event { headers: vec![("authorization", signature)], body }
}
