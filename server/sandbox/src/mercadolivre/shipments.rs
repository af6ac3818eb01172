//! Shipments: one for all orders of a pack.

use serde_json::json;

use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::money::{amount, freight_of_seller};
use super::{cast, not_found, people, render, user_id};

/// With the header `x-format-new: true`; without it, the old form, of which little is shown here.
pub(super) fn one(shop: &Shop, request: &Request, id: &str) -> Reply {
    let book = shop.read();
    let Some(purchase) = cast::of_shipment(&book, id) else {
        return not_found("shipment_not_found");
    };
    let first = book.order(purchase.start);
    let (status, substatus) = cast::shipment_status(&book, &purchase, shop.now());
    let is_own = first.own_delivery;
    let mode = if is_own { "me1" } else { "me2" };
    let told = purchase.clone().find_map(|slot| book.order(slot).shipments.last().cloned());
    let id = cast::shipment_id(purchase.start);
    if request.header("x-format-new") != Some("true") {
        let old = json!({
            "id": id, "mode": mode, "status": status, "substatus": substatus, "order_id": first.id,
        });
        return Reply::value(200, &old);
    }
    let name = first.shipping.as_ref().map(|shipping| &*shipping.title);
    let tracking = if is_own {
        told.map(|told| told.tracking).filter(|number| !number.is_empty())
    } else {
        first.paid.map(|_| format!("ME{id}BR"))
    };
    let body = json!({
        "id": id,
        "external_reference": null,
        "status": status,
        "substatus": substatus,
        "date_created": render::date(first.created),
        "last_updated": render::date(first.modified),
        "tracking_number": tracking,
        "tracking_method": if is_own { None } else { Some("MEL Distribution") },
        "logistic": { "mode": mode, "type": cast::logistic(&first), "direction": "forward" },
        "lead_time": {
            "cost": amount(first.freight()),
            "list_cost": amount(first.freight() + freight_of_seller(&first)),
            "currency_id": "BRL",
            "shipping_method": { "id": 182, "type": "standard", "name": name },
        },
        "destination": people::destination(&first),
        "origin": { "sender_id": user_id(shop) },
        "tags": [],
    });
    Reply::value(200, &body)
}

/// The things in it, each with the order that it was sold by. The new form tells orders nowhere else.
pub(super) fn items(shop: &Shop, id: &str) -> Reply {
    let book = shop.read();
    let Some(purchase) = cast::of_shipment(&book, id) else {
        return not_found("shipment_not_found");
    };
    let things = purchase.flat_map(|slot| {
        let order = book.order(slot);
        let thing = |line: &crate::order::Line| {
            json!({ "order_id": order.id, "description": &*line.name, "quantity": line.quantity })
        };
        order.lines.iter().map(thing).collect::<Vec<_>>()
    });
    Reply::value(200, &serde_json::Value::Array(things.collect()))
}

pub(super) fn costs(shop: &Shop, id: &str) -> Reply {
    let book = shop.read();
    let Some(purchase) = cast::of_shipment(&book, id) else {
        return not_found("shipment_not_found");
    };
    let first = book.order(purchase.start);
    let (buyer, seller) = (first.freight(), freight_of_seller(&first));
    let body = json!({
        "gross_amount": amount(buyer + seller),
        "receiver": {
            "user_id": render::buyer_id(&first), "cost": amount(buyer), "save": 0, "discounts": [],
            "cost_details": [], "compensation": 0,
        },
        "senders": [{
            "user_id": user_id(shop), "cost": amount(seller), "save": 0, "discounts": [],
            "charges": { "charge_flex": 0 }, "compensation": 0,
        }],
    });
    Reply::value(200, &body)
}
