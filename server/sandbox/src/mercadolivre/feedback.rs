//! What a seller says of a sale, once: by saying that it was not done, he cancels it.

use serde_json::{Value, json};

use crate::error::Error;
use crate::http::{Reply, Request};
use crate::order::{Order, Refund, part_id};
use crate::shop::Shop;
use crate::time::DAY;

use super::{cast, error, not_found, render, user_id};

const FEEDBACKS: u64 = 5_040_000_000_000;
/// In characters, and not reached.
const MESSAGE: usize = 160;
/// From the payment on.
const EXPIRY: i64 = 28 * DAY;

/// Those of sellers.
const REASONS: [&str; 25] = [
    "OUT_OF_STOCK",
    "BUYER_NOT_ENOUGH_MONEY",
    "BUYER_REGRETS",
    "SELLER_REGRETS",
    "BUYER_DID_NOT_ANSWER",
    "THEY_NOT_HONORING_POLICIES",
    "OTHER_MY_RESPONSIBILITY",
    "OTHER_THEIR_RESPONSIBILITY",
    "DUBIOUS_BUYER",
    "HIGH_ML_COMISSION",
    "HIGH_TAXES",
    "SELLER_HOLIDAY",
    "UNFRIENDLY_SHIPMENT_POLICY",
    "UNAVAILABLE_PRODUCT",
    "SELLER_ADDRESS_WITHDRAWAL",
    "WRONG_RECEIVER_ADDRESS",
    "HIGH_SHIPMENT_COST",
    "WRONG_SHIPMENT_COST",
    "UNPRINTED_LABEL",
    "UNWITHDRAWN_PRODUCT_BY_DELIVER_COMPANY",
    "DENIED_PACKAGE",
    "UNABLE_TO_READ_LABEL",
    "MANUFACTURING_PRODUCT_NOT_FINISHED",
    "SHIPMENT_PROBLEM_OTHER",
    "DELIVERY_COMPANY_PROBLEM_OTHER",
];

/// The seller's feedback and the buyer's, of whom none is simulated.
pub(super) fn one(shop: &Shop, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return invalid_id() };
    match shop.read().find(id) {
        Some(order) => Reply::value(200, &json!({ "sale": of_seller(shop, &order), "purchase": null })),
        None => not_found("order_not_found"),
    }
}

fn of_seller(shop: &Shop, order: &Order) -> Value {
    let Some(reason) = &order.cancel_reason else { return Value::Null };
    json!({
        "id": FEEDBACKS + u64::from(order.slot),
        "role": "seller",
        "order_id": order.id,
        "fulfilled": false,
        "rating": "neutral",
        "reason": reason,
        "restock_item": false,
        "date_created": order.cancelled.map(render::date),
        "from": { "id": user_id(shop) },
        "to": { "id": render::buyer_id(order) },
        "reply": null,
        "status": "active",
    })
}

pub(super) fn give(shop: &Shop, request: &Request, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return invalid_id() };
    let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
        return bad("the body is no JSON");
    };
    if shop.read().find(id).is_none() {
        return not_found("order_not_found");
    }
    let reason = match reason(&body) {
        Ok(reason) => reason,
        Err(why) => return bad(why),
    };
    let (now, mut refusal) = (shop.now(), None);
    let change = shop.edit(id, true, |order| match refused(order, now) {
        Some(reply) => {
            refusal = Some(reply);
            Err(Error::Invalid("refused".into()))
        }
        None => {
            undo(order, reason, now);
            Ok(())
        }
    });
    match (change, refusal, shop.read().find(id)) {
        (Ok(()), _, Some(order)) => Reply::value(201, &of_seller(shop, &order)),
        (_, Some(reply), _) => reply,
        _ => not_found("order_not_found"),
    }
}

/// That a sale was done is not simulated.
fn reason(body: &Value) -> Result<&'static str, &'static str> {
    if body["fulfilled"].as_bool().ok_or("fulfilled is required")? {
        return Err("only sales that were not done are simulated");
    }
    let message = body["message"].as_str().filter(|text| !text.trim().is_empty());
    if message.ok_or("message is required")?.chars().count() >= MESSAGE {
        return Err("message must have less than 160 characters");
    }
    if !matches!(body["restock_item"], Value::Null | Value::Bool(_)) {
        return Err("restock_item must be true or false");
    }
    let reason = body["reason"].as_str().ok_or("reason is required")?;
    REASONS.into_iter().find(|known| *known == reason).ok_or("reason is not valid")
}

fn refused(order: &Order, now: i64) -> Option<Reply> {
    if order.cancel_reason.is_some() {
        return Some(bad("feedback was already given"));
    }
    if cast::undone(order).is_some() || cast::status(order) == "cancelled" {
        return Some(bad("the order is cancelled"));
    }
    order.paid.is_some_and(|paid| paid + EXPIRY <= now).then(|| {
        let why = "You can't submit a not fulfilled feedback after order has expired.";
        error(400, "not_fulfilled_feedback_in_order_expired", why)
    })
}

/// What was paid goes back.
fn undo(order: &mut Order, reason: &'static str, now: i64) {
    order.cancelled = Some(now);
    order.cancel_reason = Some(reason.into());
    if order.paid.is_none() {
        order.status = "cancelled".into();
        return;
    }
    let amount = order.total() - order.refunded();
    if amount > 0 {
        let id = part_id(order.id, 900 + order.refunds.len() as u64);
        order.refunds.push(Refund { id, reason: "".into(), amount, created: now });
    }
    order.status = "refunded".into();
}

fn invalid_id() -> Reply {
    error(400, "invalid_order_id", "the order id must be numeric")
}

fn bad(why: &str) -> Reply {
    error(400, "bad_request", why)
}
