//! The webhooks of a shop and its events. Nothing is delivered, the ping of a new webhook neither.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use url::Url;

use crate::draw::Draw;
use crate::event::Event;
use crate::hooks::Hook;
use crate::http::{Reply, Request};
use crate::mac::hmac_sha256;
use crate::order::Order;
use crate::shop::Shop;
use crate::time::{self, SHOP_OFFSET};

use super::{error, orders, writes};

const RESOURCES: &[&str] = &["order", "product", "customer", "coupon"];
const EVENTS: &[&str] = &["created", "updated", "deleted", "restored"];
const STATUSES: &[&str] = &["active", "paused", "disabled"];

pub(super) fn list(shop: &Shop, request: &Request) -> Reply {
    let number = |name: &str, default: usize| {
        request.param(name).and_then(|text| text.parse().ok()).filter(|number| *number > 0).unwrap_or(default)
    };
    let (page, per_page) = (number("page", 1), number("per_page", 10));
    if per_page > 100 {
        return error(400, "rest_invalid_param", "Invalid parameter(s): per_page");
    }
    let status = request.param("status").filter(|status| *status != "all");
    let mut hooks = shop.hooks.all();
    hooks.retain(|hook| status.is_none_or(|status| hook.status == status));
    hooks.reverse();
    let shown: Vec<_> = hooks.iter().skip((page - 1) * per_page).take(per_page).map(render).collect();
    Reply::value(200, &json!(shown))
        .with("x-wp-total", hooks.len().to_string())
        .with("x-wp-totalpages", hooks.len().div_ceil(per_page).to_string())
}

pub(super) fn get(shop: &Shop, id: &str) -> Reply {
    found(shop, id).map_or_else(|refusal| refusal, |hook| Reply::value(200, &render(&hook)))
}

pub(super) fn create(shop: &Shop, request: &Request) -> Reply {
    let body = match writes::body(request) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let Some(topic) = text("topic").filter(|topic| is_topic(topic)) else {
        let message = "Webhook topic is required and must be valid.";
        return error(400, "woocommerce_rest_webhook_invalid_topic", message);
    };
    let Some(address) = text("delivery_url").filter(|url| is_address(url)) else { return bad_address() };
    let made = shop.hooks.add(Hook {
        id: 0,
        name: text("name").map_or_else(|| "Webhook created".to_owned(), str::to_owned),
        topic: topic.to_owned(),
        address: address.to_owned(),
        // The shop makes up what it is not given, and never tells it.
        secret: text("secret").map_or_else(|| Draw::new(shop.options.seed, 0x5EC7).hex(50), str::to_owned),
        status: text("status").filter(|status| STATUSES.contains(status)).unwrap_or("active").to_owned(),
        created: shop.now(),
        modified: shop.now(),
    });
    Reply::value(201, &render(&made))
}

pub(super) fn update(shop: &Shop, request: &Request, id: &str) -> Reply {
    let (mut hook, body) = match found(shop, id).and_then(|hook| Ok((hook, writes::body(request)?))) {
        Ok(both) => both,
        Err(refusal) => return refusal,
    };
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    if text("delivery_url").is_some_and(|url| !is_address(url)) {
        return bad_address();
    }
    for (name, place) in [
        ("name", &mut hook.name),
        ("delivery_url", &mut hook.address),
        ("secret", &mut hook.secret),
        ("status", &mut hook.status),
    ] {
        if let Some(text) = text(name) {
            text.clone_into(place);
        }
    }
    hook.modified = shop.now();
    shop.hooks.replace(&hook);
    Reply::value(200, &render(&hook))
}

pub(super) fn delete(shop: &Shop, request: &Request, id: &str) -> Reply {
    match found(shop, id) {
        Err(refusal) => refusal,
        Ok(_) if request.param("force") != Some("true") => {
            error(501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.")
        }
        Ok(hook) => {
            shop.hooks.remove(hook.id);
            Reply::value(200, &render(&hook))
        }
    }
}

fn found(shop: &Shop, id: &str) -> Result<Hook, Reply> {
    let hook = id.parse().ok().and_then(|id| shop.hooks.find(id));
    hook.ok_or_else(|| error(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID."))
}

fn is_topic(topic: &str) -> bool {
    let Some((resource, event)) = topic.split_once('.') else { return false };
    RESOURCES.contains(&resource) && EVENTS.contains(&event)
        || resource == "action" && (event.starts_with("woocommerce_") || event.starts_with("wc_"))
}

fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn bad_address() -> Reply {
    let message = "Webhook delivery URL must be a valid URL starting with http:// or https://.";
    error(400, "woocommerce_rest_webhook_invalid_delivery_url", message)
}

fn render(hook: &Hook) -> Value {
    let (resource, event) = hook.topic.split_once('.').unwrap_or((&hook.topic, ""));
    let (local, gmt) = (|at: i64| time::text(at + SHOP_OFFSET, ""), |at: i64| time::text(at, ""));
    json!({
        "id": hook.id,
        "name": hook.name,
        "status": hook.status,
        "topic": hook.topic,
        "resource": resource,
        "event": event,
        "hooks": [],
        "delivery_url": hook.address,
        "date_created": local(hook.created),
        "date_created_gmt": gmt(hook.created),
        "date_modified": local(hook.modified),
        "date_modified_gmt": gmt(hook.modified),
    })
}

/// What is sent of an order, if a webhook was made for it: of one in the bin only its id.
pub(crate) fn order_event(shop: &Shop, order: &Order) -> Option<Event> {
    let (topic, event) = match &*order.status {
        "trash" => ("order.deleted", "deleted"),
        _ => ("order.updated", "updated"),
    };
    let hook = shop.hooks.of(topic)?;
    let home = shop.options.home.clone().unwrap_or_else(|| format!("https://{}.example", shop.name()));
    let body = match event {
        "deleted" => json!({ "id": order.id }).to_string().into_bytes(),
        _ => orders::whole(order, &home),
    };
    // The same for all that leaves in one second.
    let delivery = Draw::new(hook.id, shop.now() as u64).hex(32);
    let headers = vec![
        ("content-type", "application/json".to_owned()),
        ("user-agent", "WooCommerce/11.0.1 Hookshot (WordPress/6.9)".to_owned()),
        ("x-wc-webhook-source", format!("{home}/")),
        ("x-wc-webhook-topic", topic.to_owned()),
        ("x-wc-webhook-resource", "order".to_owned()),
        ("x-wc-webhook-event", event.to_owned()),
        ("x-wc-webhook-signature", STANDARD.encode(hmac_sha256(&hook.secret, &body))),
        ("x-wc-webhook-id", hook.id.to_string()),
        ("x-wc-webhook-delivery-id", delivery),
    ];
    Some(Event { headers, body })
}
