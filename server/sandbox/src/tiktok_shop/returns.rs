//! Money given back: for goods that were returned or are kept, and for orders that were cancelled after
//! payment.

use serde_json::{Value, json};

use crate::book::{Filter, Sort};
use crate::draw::Draw;
use crate::http::{Reply, Request};
use crate::order::Order;
use crate::shop::Shop;

use super::{cancelling, data, error, orders, render};

pub(super) fn returns(shop: &Shop, request: &Request) -> Reply {
    list(shop, request, 10, "return_orders", &|order| {
        let refunds = if render::is_cancelled(order) { &[][..] } else { &order.refunds[..] };
        let found = refunds.iter().map(|refund| {
            json!({
                "return_id": format!("40{:017}", refund.id % 100_000_000_000_000_000),
                "order_id": order.id.to_string(),
                "return_type": "REFUND",
                "return_status": "RETURN_OR_REFUND_REQUEST_COMPLETE",
                "return_reason_text": refund.reason,
                "refund_amount": { "currency": "BRL", "refund_total": render::money(refund.amount) },
                "create_time": refund.created,
                "update_time": refund.created,
            })
        });
        let mut found: Vec<Value> = found.collect();
        if !found.is_empty() && Draw::new(order.id, 0x4E7).percent(30) {
            // An earlier attempt, which was turned down.
            let mut refused = found[0].clone();
            refused["return_id"] = json!(format!("41{:017}", order.id % 100_000_000_000_000_000));
            refused["return_status"] = json!("REFUND_OR_RETURN_REQUEST_REJECT");
            found.push(refused);
        }
        found
    })
}

pub(super) fn cancellations(shop: &Shop, request: &Request) -> Reply {
    list(shop, request, 1, "cancellations", &|order| {
        if !render::is_cancelled(order) || order.paid.is_none() {
            return Vec::new();
        }
        vec![json!({
            "cancel_id": cancel_id(order),
            "order_id": order.id.to_string(),
            "cancel_type": if order.cancel_reason.is_some() { "CANCEL" } else { "BUYER_CANCEL" },
            "role": if order.cancel_reason.is_some() { "SELLER" } else { "BUYER" },
            "cancel_status": "CANCELLATION_REQUEST_COMPLETE",
            "cancel_reason_text": order.cancel_reason.as_deref().map_or("Não preciso mais", cancelling::words),
            "refund_amount": { "currency": "BRL", "refund_total": render::money(render::total(order)) },
            "update_time": order.modified,
        })]
    })
}

pub(super) fn cancel_id(order: &Order) -> String {
    format!("42{:017}", order.id % 100_000_000_000_000_000)
}

fn list(
    shop: &Shop,
    request: &Request,
    least: usize,
    member: &str,
    records: &dyn Fn(&Order) -> Vec<Value>,
) -> Reply {
    let body: Option<Value> = serde_json::from_slice(&request.body).ok().filter(Value::is_object);
    let (Some(size), Some(body)) = (orders::page_size(request, least, 50), body) else {
        return error(400, 25_001_001, "An invalid request parameter was passed.");
    };
    let from = request.param("page_token").and_then(|token| token.parse().ok()).unwrap_or(0_usize);
    let ids = body.get("order_ids").and_then(Value::as_array);
    let ids = ids.map(|ids| ids.iter().filter_map(|id| id.as_str()?.parse::<u64>().ok()).collect());
    let book = shop.read();
    let filter = Filter { include: ids, ..Filter::default() };
    let (_, slots) = book.page(&filter, Sort::Modified, true, 0, usize::MAX);
    let all: Vec<Value> = slots.into_iter().flat_map(|slot| records(&book.order(slot))).collect();
    let end = (from + size).min(all.len());
    let next = if end < all.len() { end.to_string() } else { String::new() };
    let total = all.len();
    let page: Vec<Value> = all.into_iter().skip(from).take(size).collect();
    data(&json!({ member: page, "next_page_token": next, "total_count": total }))
}
