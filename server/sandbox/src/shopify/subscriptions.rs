//! Subscriptions to events by mutation, and the events.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use url::Url;

use crate::draw::Draw;
use crate::event::Event;
use crate::hooks::Hook;
use crate::mac::hmac_sha256;
use crate::order::Order;
use crate::shop::{Credentials, Shop};
use crate::time::{self, SHOP_OFFSET};

use super::execute::Context;
use super::plan::Selected;
use super::{VERSION, grant, order_fields as fields};

/// What a mutation did: the payload of both.
#[derive(Default)]
pub(super) struct Change {
    pub made: Option<Hook>,
    pub deleted: Option<String>,
    pub problem: Option<Problem>,
}

/// A `userErrors` entry.
pub(super) struct Problem {
    pub field: Vec<&'static str>,
    pub message: Cow<'static, str>,
    /// Where the mutation has codes.
    pub code: Option<&'static str>,
}

impl Problem {
    pub(super) fn new(field: &[&'static str], message: impl Into<Cow<'static, str>>) -> Self {
        Self { field: field.to_vec(), message: message.into(), code: None }
    }
}

impl Change {
    fn refused(field: &[&'static str], message: &'static str) -> Self {
        Self { problem: Some(Problem::new(field, message)), ..Self::default() }
    }
}

pub(super) fn gid(hook: &Hook) -> String {
    format!("gid://shopify/WebhookSubscription/{}", 1_000_000_000_000 + hook.id)
}

pub(super) fn create(context: &Context, field: &Selected) -> Change {
    let topic = field.text("topic", context.variables).unwrap_or_default();
    let input = field.argument("webhookSubscription", context.variables);
    let uri = input.and_then(|input| input.get("uri")).and_then(Value::as_str).unwrap_or_default();
    let scope = scope(topic);
    if !scope.is_empty() && !context.allowed(scope) {
        return Change::refused(
            &["topic"],
            "You cannot create a webhook subscription with the specified topic",
        );
    }
    let at = &["webhookSubscription", "callbackUrl"];
    match Url::parse(uri) {
        Err(_) => return Change::refused(at, "Address is invalid"),
        Ok(url) if url.scheme() != "https" => {
            return Change::refused(at, "Address protocol http:// is not supported");
        }
        Ok(_) => {}
    }
    let hooks = &context.shop.hooks;
    if hooks.all().iter().any(|hook| hook.topic == topic && hook.address == uri) {
        return Change::refused(at, "Address for this topic has already been taken");
    }
    let made = hooks.add(Hook {
        id: 0,
        name: String::new(),
        topic: topic.to_owned(),
        address: uri.to_owned(),
        secret: String::new(),
        status: "active".to_owned(),
        created: context.now,
        modified: context.now,
    });
    Change { made: Some(made), ..Change::default() }
}

pub(super) fn delete(context: &Context, field: &Selected) -> Change {
    let id = field.text("id", context.variables).unwrap_or_default();
    let hooks = &context.shop.hooks;
    match hooks.all().into_iter().find(|hook| gid(hook) == id) {
        Some(hook) => {
            hooks.remove(hook.id);
            Change { deleted: Some(id.to_owned()), ..Change::default() }
        }
        None => Change::refused(&["id"], "Webhook subscription does not exist"),
    }
}

/// The scope that a topic needs.
fn scope(topic: &str) -> &'static str {
    match topic {
        _ if topic.starts_with("ORDERS_") || topic.starts_with("REFUNDS_") => "read_orders",
        _ if topic.starts_with("FULFILLMENTS_") => "read_fulfillments",
        _ if topic.starts_with("PRODUCTS_") => "read_products",
        _ if topic.starts_with("CUSTOMERS_") => "read_customers",
        _ => "",
    }
}

/// What is sent of an order, if anybody asked for it; signed with the app's secret.
pub(crate) fn order_event(shop: &Shop, order: &Order) -> Option<Event> {
    shop.hooks.of("ORDERS_UPDATED")?;
    let Credentials::Shopify { client_secret, .. } = shop.credentials() else { return None };
    let body = body(order).to_string().into_bytes();
    // Each change is told once, however often it is sent, and several may fall into one second.
    let change =
        body.iter().fold(order.id, |sum, byte| sum.wrapping_mul(0x0100_0000_01B3) ^ u64::from(*byte));
    let mut draw = Draw::new(change, order.modified as u64);
    let headers = vec![
        ("content-type", "application/json".to_owned()),
        ("x-shopify-topic", "orders/updated".to_owned()),
        ("x-shopify-hmac-sha256", STANDARD.encode(hmac_sha256(client_secret, &body))),
        ("x-shopify-shop-domain", grant::domain(shop)),
        ("x-shopify-api-version", VERSION.to_owned()),
        ("x-shopify-webhook-id", uuid(&mut draw)),
        ("x-shopify-event-id", uuid(&mut draw)),
        ("x-shopify-triggered-at", time::text(order.modified, ".000000000Z")),
    ];
    Some(Event { headers, body })
}

fn uuid(draw: &mut Draw) -> String {
    let hex = draw.hex(32);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// An order in the words of the REST API, which events still have.
fn body(order: &Order) -> Value {
    let moment = |at: i64| time::text(at + SHOP_OFFSET, "-03:00");
    let amount = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    let lines = order.lines.iter().map(|line| {
        json!({
            "id": line.id,
            "admin_graphql_api_id": format!("gid://shopify/LineItem/{}", line.id),
            "sku": line.sku,
            "title": line.name,
            "quantity": line.quantity,
            "price": amount(line.subtotal / line.quantity.max(1)),
        })
    });
    json!({
        "id": order.id,
        "admin_graphql_api_id": format!("gid://shopify/Order/{}", order.id),
        "name": fields::name(order),
        "order_number": fields::number(order),
        "financial_status": fields::financial_status(order).to_lowercase(),
        "fulfillment_status": match fields::fulfillment_status(order) {
            "FULFILLED" => json!("fulfilled"),
            "PARTIALLY_FULFILLED" => json!("partial"),
            _ => Value::Null,
        },
        "currency": "BRL",
        "total_price": amount(order.total()),
        "created_at": moment(order.created),
        "updated_at": moment(order.modified),
        "cancelled_at": order.cancelled.map(moment),
        "browser_ip": order.buyer.ip,
        "email": order.buyer.email,
        "tags": order.tags.join(", "),
        "note": order.note,
        "test": order.test,
        "line_items": lines.collect::<Vec<_>>(),
        "shipping_address": { "name": order.full_name(), "city": order.address.city, "country_code": "BR" },
    })
}
