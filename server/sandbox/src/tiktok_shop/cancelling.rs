//! The merchant cancels. Each reason belongs to a state of the order; those of Brazil are taken.

use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::{data, error, render, returns};

const UNPAID: &[&str] = &[
    "seller_cancel_unpaid_reason_out_of_stock",
    "seller_cancel_unpaid_reason_wrong_price",
    "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed",
    "seller_cancel_unpaid_reason_buyer_requested_cancellation",
];
const PAID: &[&str] = &[
    "seller_cancel_reason_out_of_stock",
    "seller_cancel_paid_reason_buyer_requested_cancellation",
    "seller_cancel_paid_reason_address_not_deliver",
];

/// What is shown of a reason.
pub(super) fn words(reason: &str) -> &str {
    match reason {
        "seller_cancel_unpaid_reason_out_of_stock" | "seller_cancel_reason_out_of_stock" => "Sem estoque",
        "seller_cancel_unpaid_reason_wrong_price" => "Erro de preço",
        "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed" => "O cliente não pagou a tempo",
        "seller_cancel_paid_reason_address_not_deliver" => "Não é possível entregar no endereço do cliente",
        _ => "O cliente solicitou o cancelamento",
    }
}

pub(super) fn cancel(shop: &Shop, request: &Request) -> Reply {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let (Some(id), Some(reason)) = (body["order_id"].as_str(), body["cancel_reason"].as_str()) else {
        return error(
            200,
            25_001_001,
            "An invalid request parameter was passed. Please check that you have the correct parameter type(s) and format.",
        );
    };
    let Some(order) = id.parse().ok().and_then(|id| shop.order(id)) else {
        return error(200, 25_020_005, "No permission to process this order");
    };
    let taken = match render::status(&order).as_str() {
        "UNPAID" => UNPAID,
        "ON_HOLD" | "AWAITING_SHIPMENT" => PAID,
        "CANCELLED" | "COMPLETED" => {
            return error(
                200,
                25_001_051,
                "Not allowed to return or cancel since order is completed or cancelled",
            );
        }
        _ => {
            return error(
                200,
                25_001_045,
                "The order has already been shipped and we are unable to cancel shipment with the courier.",
            );
        }
    };
    if !reason.starts_with("seller_cancel_") {
        return error(
            200,
            25_001_014,
            "Unknown return reason. Please ensure you are passing a valid return reason.",
        );
    }
    if !taken.contains(&reason) {
        return error(200, 25_001_021, "Reason not match order status");
    }
    let now = shop.now();
    let cancelled = shop.edit(order.id, true, |order| {
        order.status = "cancelled".into();
        order.cancelled = Some(now);
        order.cancel_reason = Some(reason.to_owned().into());
        Ok(())
    });
    if cancelled.is_err() {
        return error(200, 25_020_005, "No permission to process this order");
    }
    data(&json!({ "cancel_id": returns::cancel_id(&order), "cancel_status": "CANCELLATION_REQUEST_SUCCESS" }))
}
