//! Order fulfilments, a feature of the core that a shop has to switch on. What they hold is not compared
//! with the order: the shop takes more pieces than were bought, and pieces of other orders.

use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::order::{Order, Shipment, part_id};
use crate::shop::Shop;
use crate::time::{self, SHOP_OFFSET};

use super::params::missing;
use super::{error, writes};

fn unknown_order() -> Reply {
    error(404, "woocommerce_rest_order_invalid_id", "Invalid order ID.")
}

/// The store's exceptions have no code but 0.
fn refused(message: &str) -> Reply {
    Reply::value(400, &json!({ "code": 0, "message": message, "data": { "status": 400 } }))
}

pub(super) fn list(shop: &Shop, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return super::no_route() };
    let Some(order) = shop.order(id) else { return unknown_order() };
    let all: Vec<_> = order.shipments.iter().map(|shipment| render(id, shipment)).collect();
    Reply::value(200, &wrapped(shop, "fulfillments", json!(all)))
}

/// The first releases put what they answer into an object.
fn wrapped(shop: &Shop, name: &str, answer: Value) -> Value {
    if shop.options.wrapped_fulfilments { json!({ name: answer }) } else { answer }
}

pub(super) fn create(shop: &Shop, request: &Request, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return super::no_route() };
    let body = match writes::body(request) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    let Some(sent) = body.get("meta_data") else { return missing("meta_data") };
    let Some(sent) = sent.as_array() else {
        return error(400, "rest_invalid_param", "Invalid parameter(s): meta_data");
    };
    let Some(order) = shop.order(id) else { return unknown_order() };
    // An entry without an id, `0` for a new one, is dropped without a word.
    let is_kept = |entry: &&Value| {
        ["id", "key", "value"].iter().all(|name| entry.get(name).is_some_and(|value| !value.is_null()))
    };
    let kept: Vec<Value> = sent.iter().filter(is_kept).cloned().collect();
    let lines = match items(&kept) {
        Ok(lines) => lines,
        Err(message) => return refused(message),
    };
    let text = |key: &str| value(&kept, key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let carrier = match text("_shipment_provider") {
        other if other == "other" => text("_provider_name"),
        known => known,
    };
    let is_fulfilled = body["status"] == "fulfilled";
    let is_told = body["notify_customer"] == true
        || request.param("notify_customer").is_some_and(|told| matches!(told, "1" | "true"));
    let shipment = Shipment {
        id: part_id(id, 500 + order.shipments.len() as u64 + 1),
        carrier,
        tracking: text("_tracking_number"),
        link: text("_tracking_url"),
        lines,
        detail: json!({
            "status": if is_fulfilled { "fulfilled" } else { "unfulfilled" },
            "meta_data": kept,
            "notified": is_fulfilled && is_told,
        })
        .to_string(),
        at: shop.now(),
    };
    let rendered = render(id, &shipment);
    let added = shop.edit(id, true, |order| {
        order.shipments.push(shipment);
        Ok(())
    });
    if added.is_err() { unknown_order() } else { Reply::value(201, &wrapped(shop, "fulfillment", rendered)) }
}

fn value<'v>(meta: &'v [Value], key: &str) -> Option<&'v Value> {
    meta.iter().find(|entry| entry["key"] == key).map(|entry| &entry["value"])
}

/// Pieces by line, checked as the data store checks them.
fn items(meta: &[Value]) -> Result<Vec<(u64, i64)>, &'static str> {
    let empty = "The fulfillment should contain at least one item.";
    let items = match value(meta, "_items") {
        None => return Err(empty),
        Some(Value::Array(items)) if items.is_empty() => return Err(empty),
        Some(Value::Array(items)) => items,
        Some(_) => return Err("The fulfillment items should be an array."),
    };
    let item = |item: &Value| {
        let line = item["item_id"].as_u64().filter(|id| *id > 0)?;
        let quantity = item["qty"].as_f64().filter(|quantity| *quantity > 0.0)?;
        Some((line, quantity.ceil() as i64))
    };
    items.iter().map(item).collect::<Option<_>>().ok_or("Invalid item.")
}

fn detail(shipment: &Shipment) -> Value {
    serde_json::from_str(&shipment.detail).unwrap_or_default()
}

fn render(order: u64, shipment: &Shipment) -> Value {
    let detail = detail(shipment);
    let at = time::text(shipment.at + SHOP_OFFSET, "").replace('T', " ");
    let is_fulfilled = detail["status"] == "fulfilled";
    let mut meta: Vec<Value> = detail["meta_data"].as_array().cloned().unwrap_or_default();
    if is_fulfilled {
        meta.push(json!({ "key": "_date_fulfilled", "value": at }));
    }
    for (number, entry) in meta.iter_mut().enumerate() {
        entry["id"] = json!(part_id(shipment.id, number as u64 + 1));
    }
    json!({
        "id": shipment.id,
        "entity_type": "WC_Order",
        "entity_id": order.to_string(),
        "status": detail["status"],
        "is_fulfilled": is_fulfilled,
        "date_updated": at,
        "date_deleted": null,
        "meta_data": meta,
    })
}

/// What the order keeps of its fulfilments, under `_fulfillment_status`.
pub(super) fn status(order: &Order) -> Option<&'static str> {
    let fulfilled =
        order.shipments.iter().filter(|shipment| detail(shipment)["status"] == "fulfilled").count();
    match (order.shipments.len(), fulfilled) {
        (0, _) => None,
        (all, fulfilled) if all == fulfilled && !order.has_left() => Some("fulfilled"),
        (_, 0) => Some("unfulfilled"),
        _ => Some("partially_fulfilled"),
    }
}
