//! What is noted about an order: by people, by clients and by the shop itself.

use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::order::{Order, Remark, part_id};
use crate::shop::Shop;
use crate::time::{self, SHOP_OFFSET};

use super::orders::invalid_id;
use super::params::missing;
use super::{error, writes};

/// The newest first.
pub(super) fn list(shop: &Shop, request: &Request, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return super::no_route() };
    let Some(order) = shop.order(id) else { return invalid_id(404) };
    let wanted = |remark: &&Remark| match request.param("type") {
        Some("customer") => remark.to_buyer,
        Some("internal") => !remark.to_buyer,
        _ => true,
    };
    let all: Vec<_> = order.remarks.iter().rev().filter(wanted).map(render).collect();
    Reply::value(200, &json!(all))
}

pub(super) fn create(shop: &Shop, request: &Request, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return super::no_route() };
    let body = match writes::body(request) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    let Some(note) = body.get("note") else { return missing("note") };
    let Some(note) = note.as_str() else {
        return error(400, "rest_invalid_param", "Invalid parameter(s): note");
    };
    let now = shop.now();
    let mut made = None;
    // A note leaves the order's own time of change as it is.
    let added = shop.edit(id, false, |order| {
        add(order, note.to_owned(), body["customer_note"] == true, now);
        made = order.remarks.last().map(render);
        Ok(())
    });
    match made.filter(|_| added.is_ok()) {
        Some(made) => Reply::value(201, &made),
        None => error(404, "woocommerce_rest_order_invalid_id", "Invalid order ID."),
    }
}

pub(super) fn add(order: &mut Order, text: String, to_buyer: bool, at: i64) {
    let id = part_id(order.id, 300 + order.remarks.len() as u64 + 1);
    order.remarks.push(Remark { id, text, to_buyer, at });
}

fn render(remark: &Remark) -> Value {
    json!({
        "id": remark.id,
        "author": "system",
        "date_created": time::text(remark.at + SHOP_OFFSET, ""),
        "date_created_gmt": time::text(remark.at, ""),
        "note": remark.text,
        "customer_note": remark.to_buyer,
    })
}
