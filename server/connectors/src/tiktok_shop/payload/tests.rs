use super::*;
use crate::tiktok_shop::given_back::Told;
use domain::{FulfilmentStatus, LedgerKind, OrderStatus, PaymentStatus};
use serde_json::{Value, json};

const ORDERS: &str = include_str!("../../../fixtures/tiktok_shop/orders.json");

fn fixtures() -> Vec<Value> {
    serde_json::from_str(ORDERS).unwrap()
}

fn made(order: &Value, given_back: &GivenBack) -> RemoteOrder {
    match take(&order.to_string(), given_back).made().taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

/// The first order, with `patch` over its members.
fn patched(patch: Value) -> RemoteOrder {
    let mut order = fixtures().remove(0);
    for (name, value) in patch.as_object().unwrap() {
        order[name] = value.clone();
    }
    made(&order, &GivenBack::new())
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn every_fixture_adds_up_to_the_cent() {
    for order in fixtures() {
        let order = made(&order, &GivenBack::new());
        assert_eq!(order.totals.sum_of_parts(), order.totals.total, "{order:?}");
    }
}

#[test]
fn equal_pieces_become_one_line_by_its_smallest_id() {
    let order = patched(json!({}));
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|line| (line.external_id.as_str(), line.quantity, line.unit_price, line.discount, line.total))
        .collect();
    let expected = [
        ("577400000000000011", dec("2"), dec("50.00"), dec("10.00"), dec("90.00")),
        ("577400000000000013", dec("1"), dec("50.00"), dec("5.01"), dec("44.99")),
        ("577400000000000014", dec("1"), dec("0"), dec("0"), dec("0")),
    ];
    assert_eq!(lines, expected);
    let first = &order.lines[0];
    assert_eq!((first.sku.as_deref(), first.variant.as_deref()), (Some("TOTE-BLK"), Some("Preto")));
    assert_eq!(first.product_ref.as_deref(), Some("1729582718312380999"));
    assert_eq!(order.lines[2].variant, None, "the word for none is none");
}

#[test]
fn what_tiktok_sends_from_its_warehouse_is_nothing_for_the_seller_to_ship() {
    assert_eq!(patched(json!({})).fulfilment, FulfilmentStatus::Unfulfilled);
    let by_tiktok = patched(json!({ "fulfillment_type": "FULFILLMENT_BY_TIKTOK" }));
    assert_eq!((by_tiktok.status, by_tiktok.fulfilment), (OrderStatus::Open, FulfilmentStatus::ByChannel));
}

#[test]
fn the_code_is_the_skus_alone() {
    let mut items = fixtures()[0]["line_items"].clone();
    for item in items.as_array_mut().unwrap() {
        item["sku_id"] = "0".into();
    }
    let order = patched(json!({ "line_items": items }));
    assert!(order.lines.iter().all(|line| line.product_ref.is_none()), "{:?}", order.lines);
}

#[test]
fn the_ledger_says_who_pays_for_discounts_and_freight() {
    let order = patched(json!({}));
    let sum = |kind| -> Decimal {
        order.ledger.iter().filter(|entry| entry.kind == kind).map(|entry| entry.amount).sum()
    };
    assert_eq!(sum(LedgerKind::DiscountSeller), dec("10.00"));
    assert_eq!(sum(LedgerKind::DiscountChannel), dec("5.01"));
    assert_eq!(sum(LedgerKind::FreightBuyer), dec("4.90"));
    assert_eq!(sum(LedgerKind::FreightChannel), dec("2.00"));
    assert_eq!(sum(LedgerKind::FreightSeller), dec("1.00"));
    assert_eq!(sum(LedgerKind::Fee), dec("3.49"));
    assert_eq!(order.totals.discount, dec("15.01"));
}

#[test]
fn what_is_hidden_is_missing_and_the_rest_is_read() {
    let hidden = patched(json!({}));
    let address = hidden.shipping.unwrap();
    assert_eq!((address.name, address.phone, address.street, address.full_text), (None, None, None, None));
    assert_eq!((address.city.as_deref(), address.state.as_deref()), (Some("São Paulo"), Some("SP")));
    assert_eq!(address.postal_code.as_deref(), Some("04538-132"));
    assert_eq!((hidden.buyer.name.as_deref(), hidden.buyer.phone), (Some("Ana Souza"), None));
    assert_eq!(hidden.buyer.document.as_deref(), Some("529.982.247-25"));

    let shown = made(&fixtures()[1], &GivenBack::new());
    let address = shown.shipping.unwrap();
    assert_eq!(address.street.as_deref(), Some("Avenida Presidente Juscelino Kubitschek"));
    assert_eq!((address.number.as_deref(), address.complement.as_deref()), (Some("1200"), Some("ap 12")));
    assert_eq!(address.district.as_deref(), Some("Vila Olímpia"));
    assert_eq!(address.phone.as_deref(), Some("(+55)11987654321"));
}

#[test]
fn an_order_without_an_address_or_times_is_whole() {
    let order =
        patched(json!({ "recipient_address": null, "paid_time": 0, "status": "UNPAID", "update_time": "" }));
    assert!(order.shipping.is_none() && order.paid_at.is_none());
    assert_eq!((order.payment, order.updated_at), (PaymentStatus::Pending, order.placed_at));
}

#[test]
fn numbers_may_come_as_text() {
    let order = patched(json!({ "create_time": "1795400000", "paid_time": "1795400120" }));
    assert_eq!(order.placed_at.timestamp(), 1_795_400_000);
    assert_eq!(order.paid_at.map(|at| at.timestamp()), Some(1_795_400_120));
}

#[test]
fn an_order_cancelled_after_payment_shows_both() {
    let sent = json!({ "status": "CANCELLED", "cancel_time": 1_795_500_000 });
    let order = patched(sent.clone());
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Paid));
    assert!(order.paid_at.is_some() && order.cancelled_at.is_some());
    assert_eq!(order.fulfilment, FulfilmentStatus::Unfulfilled);

    let mut order = fixtures().remove(0);
    order["status"] = "CANCELLED".into();
    let refund = |status: &str, amount: &str| {
        let record = json!({ "cancel_id": "42", "cancel_status": status, "refund_amount": { "refund_total": amount } });
        let told = Told { cancellations: vec![record.to_string()], ..Told::default() };
        GivenBack::from([("577400000000000001".to_owned(), told)])
    };
    let cancelled = made(&order, &refund("CANCELLATION_REQUEST_COMPLETE", "143.38"));
    assert_eq!((cancelled.payment, cancelled.totals.refunded), (PaymentStatus::Refunded, dec("143.38")));
    let asked = made(&order, &refund("CANCELLATION_REQUEST_PENDING", "143.38"));
    assert_eq!((asked.payment, asked.refunds.len()), (PaymentStatus::Paid, 0));
}

#[test]
fn a_piece_that_was_cancelled_was_given_back_or_never_sold() {
    let mut order = fixtures().remove(0);
    order["line_items"][0]["display_status"] = "CANCELLED".into();
    let record = json!({
        "cancel_id": "42", "cancel_status": "CANCELLATION_REQUEST_COMPLETE", "refund_amount": { "refund_total": "45.00" },
    });
    let told = Told { cancellations: vec![record.to_string()], ..Told::default() };
    let given_back = GivenBack::from([("577400000000000001".to_owned(), told)]);
    let pieces = |order: &RemoteOrder| order.lines.iter().map(|line| line.quantity).sum::<Decimal>();
    let sold = made(&order, &given_back);
    assert_eq!((sold.payment, sold.totals.refunded), (PaymentStatus::PartiallyRefunded, dec("45.00")));
    assert_eq!((pieces(&sold), sold.totals.total), (dec("4"), dec("143.38")));

    // The same where the totals are those of what goes on.
    for (name, amount) in [
        ("original_total_product_price", "100.00"),
        ("sub_total", "89.99"),
        ("seller_discount", "5.00"),
        ("total_amount", "98.38"),
    ] {
        order["payment"][name] = amount.into();
    }
    let left = made(&order, &given_back);
    assert_eq!(
        (left.payment, left.totals.refunded, left.refunds.len()),
        (PaymentStatus::Paid, Decimal::ZERO, 0)
    );
    assert_eq!((pieces(&left), left.totals.sum_of_parts()), (dec("3"), dec("98.38")));
}

#[test]
fn what_was_given_back_is_news_and_part_of_the_record() {
    let order = fixtures().remove(0).to_string();
    let told = Told {
        returns: vec![
            r#"{"return_id":"40","order_id":"577400000000000001","return_status":"RETURN_OR_REFUND_REQUEST_COMPLETE","return_reason_text":"Arrependimento","refund_amount":{"refund_total":"45.00"}}"#.to_owned(),
            r#"{"return_id":"41","return_status":"REFUND_OR_RETURN_REQUEST_REJECT","refund_amount":{"refund_total":"9.00"}}"#.to_owned(),
        ],
        ..Told::default()
    };
    let given_back = GivenBack::from([("577400000000000001".to_owned(), told)]);
    let (before, after) = (take(&order, &GivenBack::new()), take(&order, &given_back));
    assert_ne!(before.digest, after.digest);
    assert!(std::str::from_utf8(&after.raw).unwrap().contains(r#""returns":[{"return_id":"40""#));
    let Taken::Order(order) = after.made().taken else { panic!("not made") };
    assert_eq!((order.totals.refunded, order.refunds.len()), (dec("45.00"), 1));
    assert_eq!(order.refunds[0].reason.as_deref(), Some("Arrependimento"));
}

#[test]
fn taxes_inside_the_prices_and_fees_outside_the_total_are_told_apart() {
    let payment = |patch: Value| {
        let mut payment = json!({ "currency": "BRL", "sub_total": "90.00", "shipping_fee": "10.00",
            "original_total_product_price": "100.00", "total_amount": "100.00" });
        for (name, value) in patch.as_object().unwrap() {
            payment[name] = value.clone();
        }
        patched(json!({ "payment": payment })).totals
    };
    let included = payment(json!({ "tax": "8.00" }));
    assert!(included.tax_included && included.sum_of_parts() == included.total);
    let added =
        payment(json!({ "product_tax": "7.00", "shipping_fee_tax": "1.00", "total_amount": "108.00" }));
    assert!(!added.tax_included && added.tax == dec("8.00") && added.sum_of_parts() == added.total);
    let aside = payment(json!({ "item_insurance_fee": "5.00" }));
    assert_eq!((aside.fees, aside.sum_of_parts()), (dec("0"), aside.total));
    let inside = payment(json!({ "buyer_service_fee": "5.00", "total_amount": "105.00" }));
    assert_eq!((inside.fees, inside.sum_of_parts()), (dec("5.00"), inside.total));
}

#[test]
fn only_what_a_sale_needs_fails_the_order() {
    let failed = |patch: &str, value: Value| {
        let mut order = fixtures().remove(0);
        order[patch] = value;
        match take(&order.to_string(), &GivenBack::new()).made().taken {
            Taken::Failed { detail, .. } => detail,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(failed("id", Value::Null), "id");
    assert_eq!(failed("create_time", Value::Null), "create_time");
    assert_eq!(failed("create_time", json!("soon")), "create_time: \"soon\"");
    assert_eq!(failed("payment", json!({ "currency": "BRL" })), "payment.total_amount");
    assert_eq!(
        failed("payment", json!({ "currency": "XXX1", "total_amount": "1" })),
        "payment.currency: \"XXX1\""
    );
    let odd =
        patched(json!({ "user_id": [], "buyer_email": {}, "recipient_address": "?", "cancel_time": "x" }));
    assert_eq!((odd.buyer.external_id, odd.buyer.email), (None, None));
}
