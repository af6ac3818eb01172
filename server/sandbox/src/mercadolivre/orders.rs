//! Single orders, their packs and their discounts.

use serde_json::json;

use crate::http::Reply;
use crate::shop::Shop;

use super::money::{amount, discount_of_seller, is_coupon};
use super::{cast, not_found, render};

/// How long after it was placed some order is shown in part, in seconds.
const HALF_READY: i64 = 5;

pub(super) fn one(shop: &Shop, id: &str) -> Reply {
    let Ok(id) = id.parse() else {
        return super::error(400, "invalid_order_id", "the order id must be numeric");
    };
    let book = shop.read();
    let Some(order) = book.find(id) else {
        return not_found("order_not_found");
    };
    let mut value = render::order(shop, &book, &order, false);
    let is_new = shop.now() - order.created < HALF_READY;
    let mut reply = if is_new && cast::draw(&order, 10).percent(25) {
        if let Some(members) = value.as_object_mut() {
            members.remove("shipping");
            members.remove("buyer");
        }
        Reply::value(206, &value).with("x-content-missing", "buyer, shipping")
    } else {
        Reply::value(200, &value)
    };
    reply.orders = 1;
    reply
}

pub(super) fn pack(shop: &Shop, id: &str) -> Reply {
    let book = shop.read();
    let Some(purchase) = cast::of_pack(&book, id) else {
        return not_found("pack_not_found");
    };
    let first = book.order(purchase.start);
    let orders: Vec<_> = purchase.clone().map(|slot| json!({ "id": book.order(slot).id })).collect();
    let is_over = purchase.clone().all(|slot| cast::status(&book.order(slot)) == "cancelled");
    let shipment = first.shipping.is_some().then(|| json!({ "id": cast::shipment_id(purchase.start) }));
    let body = json!({
        "id": cast::pack_id(purchase.start),
        "status": if is_over { "cancelled" } else { "released" },
        "status_detail": null,
        "shipment": shipment,
        "orders": orders,
        "buyer": { "id": render::buyer_id(&first) },
        "date_created": render::date(first.created),
        "last_updated": render::date(first.modified),
    });
    Reply::value(200, &body)
}

pub(super) fn discounts(shop: &Shop, id: &str) -> Reply {
    let book = shop.read();
    let found = id.parse().ok().and_then(|id| book.find(id)).filter(|order| order.discount() > 0);
    let Some(order) = found else { return not_found("discounts_not_found") };
    let line = order.lines.first();
    let item = json!({
        "id": line.map(render::item_id),
        "quantity": line.map(|line| line.quantity),
        "amounts": { "total": amount(order.discount()), "seller": amount(discount_of_seller(&order)) },
    });
    let kind = if is_coupon(&order) { "coupon" } else { "discount" };
    Reply::value(200, &json!({ "details": [{ "type": kind, "items": [item] }] }))
}
