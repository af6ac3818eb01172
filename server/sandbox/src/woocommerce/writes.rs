//! Changing orders, as far as a connector needs it.

use serde_json::Value;

use crate::changes::OrderChange;
use crate::http::{Reply, Request};
use crate::json::Json;
use crate::shop::Shop;

use super::orders::{invalid_id, single};
use super::{error, notes, params, render};

pub(super) fn body(request: &Request) -> Result<Value, Reply> {
    if request.body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(&request.body)
        .map_err(|_| error(400, "rest_invalid_json", "Invalid JSON body passed."))
}

/// `status`, `customer_note` and `meta_data`; a missing order is 400 here, unlike on reading. Any status may
/// follow any other.
pub(super) fn update(shop: &Shop, request: &Request, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return super::no_route() };
    let body = match body(request) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    if let Some(status) = text("status")
        && let Err(refusal) = params::settable(&status, shop.read().statuses())
    {
        return refusal;
    }
    let before = shop.order(id).map(|order| order.status);
    let change =
        OrderChange { status: text("status"), note: text("customer_note"), ..OrderChange::default() };
    if shop.change(id, change).is_err() {
        return invalid_id(400);
    }
    let (now, meta) = (shop.now(), entries(&body));
    let kept = shop.edit(id, false, |order| {
        if let Some(before) = before.filter(|before| *before != order.status) {
            let text = format!("Order status changed from {before} to {}.", order.status);
            notes::add(order, text, false, now);
        }
        for (key, value) in meta {
            order.meta.retain(|(known, _)| *known != key);
            order.meta.push((key, value));
        }
        Ok(())
    });
    if kept.is_err() {
        return invalid_id(400);
    }
    shop.order(id).map_or_else(|| invalid_id(400), |order| single(200, &order, request))
}

/// What the body wants to be kept with the order.
fn entries(body: &Value) -> Vec<(String, Value)> {
    let entries = body.get("meta_data").and_then(Value::as_array).into_iter().flatten();
    let entry = |entry: &Value| Some((entry.get("key")?.as_str()?.to_owned(), entry.get("value")?.clone()));
    entries.filter_map(entry).collect()
}

pub(super) fn refund(shop: &Shop, request: &Request, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return super::no_route() };
    let body = match body(request) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    if shop.order(id).is_none() {
        return error(404, "woocommerce_rest_invalid_order", "Invalid order ID.");
    }
    let invalid = || {
        error(
            400,
            "woocommerce_rest_invalid_order_refund",
            "Order refund cannot be created with given parameters",
        )
    };
    let amount = body.get("amount").and_then(Value::as_str).and_then(cents);
    let Some(amount) = amount else { return invalid() };
    let reason = body.get("reason").and_then(Value::as_str).unwrap_or_default();
    if shop.refund(id, Some(amount), reason).is_err() {
        return invalid();
    }
    let Some(refund) = shop.order(id).and_then(|order| order.refunds.last().cloned()) else {
        return invalid();
    };
    let mut json = Json::php();
    render::refund(&mut json, &refund);
    Reply::json(201, json.into_bytes())
}

/// `"10"`, `"10.5"` and `"10.50"` in cents.
fn cents(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 2 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fraction)
}

#[cfg(test)]
mod tests {
    use super::cents;

    #[test]
    fn amounts_are_read_as_cents() {
        assert_eq!(cents("10"), Some(1000));
        assert_eq!(cents("10.5"), Some(1050));
        assert_eq!(cents("10.555"), None);
        assert_eq!(cents("dez"), None);
    }
}
