//! What a seller tells of a shipment that he takes care of himself.

use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::order::{Order, Shipment, part_id};
use crate::shop::Shop;
use crate::time;

use super::{cast, error, not_found};

/// Of this site.
const SERVICE: u64 = 11;

const KNOWN: [(&str, &str); 8] = [
    ("shipped", "null"),
    ("shipped", "out_for_delivery"),
    ("shipped", "receiver_absent"),
    ("shipped", "dangerous_area"),
    ("shipped", "bad_address"),
    ("shipped", "unauthorized_receiver"),
    ("not_delivered", "returning_to_sender"),
    ("delivered", "null"),
];

/// A notice, read.
struct Notice<'n> {
    status: &'static str,
    substatus: &'static str,
    tracking: Option<&'n str>,
    link: Option<&'n str>,
}

pub(super) fn take(shop: &Shop, request: &Request, id: &str) -> Reply {
    let orders: Vec<Order> = {
        let book = shop.read();
        let Some(purchase) = cast::of_shipment(&book, id) else {
            return not_found("shipment_not_found");
        };
        purchase.map(|slot| book.order(slot).into_owned()).collect()
    };
    if let Some(why) = refused(&orders) {
        return bad(why);
    }
    let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
        return bad("the body is no JSON");
    };
    let notice = match read(&body) {
        Ok(notice) => notice,
        Err(why) => return bad(why),
    };
    let now = shop.now();
    for order in orders.iter().filter(|order| cast::undone(order).is_none()) {
        // It was just read, so it exists.
        let _ = shop.edit(order.id, true, |order| {
            note(order, &notice, now);
            Ok(())
        });
    }
    Reply::value(200, &json!({ "status": notice.status, "substatus": notice.substatus }))
}

/// Shipments at the seller's own prices are none of those here.
pub(super) fn put(shop: &Shop, id: &str) -> Reply {
    match cast::of_shipment(&shop.read(), id) {
        Some(_) => bad("the shipment is not custom"),
        None => not_found("shipment_not_found"),
    }
}

fn refused(orders: &[Order]) -> Option<&'static str> {
    let is_own = orders.first().is_some_and(|first| first.own_delivery);
    let is_paid = orders.iter().any(|order| matches!(cast::status(order), "paid" | "partially_refunded"));
    let last = orders.iter().find_map(|order| order.shipments.last());
    let is_over = last.is_some_and(|told| !told.detail.starts_with("shipped"));
    if !is_own {
        return Some("the shipment is not me1");
    }
    if !is_paid {
        return Some("the order is not paid");
    }
    (is_over || orders.iter().any(|order| order.completed.is_some())).then_some("the shipment is closed")
}

fn read(body: &Value) -> Result<Notice<'_>, &'static str> {
    let text = |name: &str| match &body[name] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.as_str())),
        _ => Err("a text is expected"),
    };
    let sent = (body["status"].as_str().unwrap_or_default(), body["substatus"].as_str().unwrap_or_default());
    let (status, substatus) =
        KNOWN.into_iter().find(|known| *known == sent).ok_or("status and substatus do not fit")?;
    let payload = &body["payload"];
    payload["comment"].as_str().filter(|text| !text.is_empty()).ok_or("payload.comment is required")?;
    let date = payload["date"].as_str().and_then(|text| time::parse(text, 0));
    date.ok_or("payload.date is no date")?;
    match &payload["service_id"] {
        Value::Null if status != "shipped" => {}
        service if service.as_u64() == Some(SERVICE) => {}
        _ => return Err("payload.service_id is not valid"),
    }
    let link = text("tracking_url")?;
    if link.is_some_and(|link| url::Url::parse(link).is_err()) {
        return Err("tracking_url is no address");
    }
    Ok(Notice { status, substatus, tracking: text("tracking_number")?, link })
}

/// A later notice moves the same shipment on.
fn note(order: &mut Order, notice: &Notice<'_>, at: i64) {
    let lines = order.lines.iter().map(|line| (line.id, line.quantity)).collect();
    let before = order.shipments.pop().unwrap_or_else(|| Shipment {
        id: part_id(order.id, 800),
        carrier: String::new(),
        tracking: String::new(),
        link: String::new(),
        lines,
        detail: String::new(),
        at,
    });
    let kept = |told: Option<&str>, before: String| told.map_or(before, str::to_owned);
    order.shipments.push(Shipment {
        tracking: kept(notice.tracking, before.tracking),
        link: kept(notice.link, before.link),
        detail: format!("{} {}", notice.status, notice.substatus),
        ..before
    });
}

fn bad(why: &str) -> Reply {
    error(400, "bad_request", why)
}
