use super::*;
use domain::PaymentStatus;
use serde_json::{Value, json};

const ORDERS: &str = include_str!("../../../fixtures/__id__/orders.json");

/// The first order of the fixture, with `patch` over its members.
fn patched(patch: Value) -> Value {
    let mut order = serde_json::from_str::<Vec<Value>>(ORDERS).unwrap().remove(0);
    for (name, value) in patch.as_object().unwrap() {
        order[name] = value.clone();
    }
    order
}

fn made(order: &Value) -> RemoteOrder {
    match take(&order.to_string()).made().taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_fixture_adds_up_to_the_cent() {
    for order in serde_json::from_str::<Vec<Value>>(ORDERS).unwrap() {
        let order = made(&order);
        assert_eq!(order.totals.sum_of_parts(), order.totals.total, "{order:?}");
    }
}

#[test]
fn an_order_is_read_whole() {
    let order = made(&patched(json!({})));
    assert_eq!((order.number.as_str(), order.channel_status.as_str()), ("2001", "delivered"));
    let line = &order.lines[0];
    assert_eq!((line.sku.as_deref(), line.product_ref.as_deref()), (Some("CAM-BAS-P"), Some("77")));
    assert_eq!((line.quantity.to_string(), line.total.to_string()), ("2".into(), "99.80".into()));
    assert_eq!(order.buyer.document.as_deref(), Some("529.982.247-25"));
    let address = order.shipping.unwrap();
    assert_eq!((address.city.as_deref(), address.state.as_deref()), (Some("São Paulo"), Some("SP")));
    assert_eq!(order.refunds[0].amount.to_string(), "10.00");
}

#[test]
fn an_order_cancelled_after_payment_shows_both() {
    let patch = json!({ "status": "cancelled", "cancelled_at": "2026-11-22T10:00:00Z", "refunds": null });
    let order = made(&patched(patch));
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Paid));
    assert!(order.paid_at.is_some() && order.cancelled_at.is_some());
}

#[test]
fn what_is_hidden_or_missing_is_left_out_and_the_rest_is_read() {
    let buyer = json!({ "name": "A*** S***", "email": "ana@example.com", "phone": null });
    let order = made(&patched(json!({ "buyer": buyer, "address": [], "changed_at": "" })));
    assert_eq!((order.buyer.name, order.buyer.email.as_deref()), (None, Some("ana@example.com")));
    assert!(order.shipping.is_none() && order.updated_at == order.placed_at);
}

#[test]
fn what_a_sale_cannot_do_without_is_named() {
    for field in ["id", "status", "placed_at", "currency", "total"] {
        match take(&patched(json!({ field: null })).to_string()).made().taken {
            Taken::Failed { reason, detail } => {
                assert_eq!((reason, detail.as_str()), (FailReason::MissingField, field));
            }
            other => panic!("{field}: {other:?}"),
        }
    }
}

#[test]
fn a_change_of_the_time_alone_is_none() {
    let digest = |patch| take(&patched(patch).to_string()).digest;
    assert_eq!(digest(json!({})), digest(json!({ "changed_at": "2026-11-30T10:00:00Z" })));
    assert_ne!(digest(json!({})), digest(json!({ "status": "shipped" })));
}
