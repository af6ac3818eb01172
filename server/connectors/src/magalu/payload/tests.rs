use super::*;
use domain::{FulfilmentStatus, OrderStatus, PaymentStatus};

const ORDERS: &str = include_str!("../../../fixtures/magalu/orders.json");

fn taken() -> Vec<SourceOrder> {
    let records: Vec<&RawValue> = serde_json::from_str(ORDERS).unwrap();
    records.into_iter().map(|record| take(record).made()).collect()
}

fn order(at: usize) -> RemoteOrder {
    match taken().swap_remove(at).taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn an_order_is_read_to_the_cent_with_the_lines_of_all_its_deliveries() {
    let order = order(0);
    assert_eq!(order.totals.sum_of_parts(), order.totals.total, "{:?}", order.totals);
    assert_eq!((order.totals.goods, order.totals.discount), (amount("229.8"), amount("10")));
    assert_eq!((order.totals.tax, order.totals.tax_included), (amount("22.08"), true));
    let [first, second] = &order.lines[..] else { panic!("{:?}", order.lines) };
    assert_eq!(first.external_id, "0b7a5d1e-31c4-4a52-9d0f-6a1c2e8f4b02:1");
    assert_eq!(
        (first.unit_price, first.discount, first.total),
        (amount("89.9"), amount("10"), amount("169.8"))
    );
    assert_eq!((first.sku.as_deref(), first.product_ref.as_deref()), (Some("RED-CAS-AZ"), Some("hd3g7c1k")));
    assert_eq!(second.external_id, "0b7a5d1e-31c4-4a52-9d0f-6a1c2e8f4b03:1");
    assert_eq!((second.sku.as_deref(), second.total), (None, amount("50")));
}

#[test]
fn a_delivery_that_was_cancelled_was_given_back_or_is_not_in_the_total() {
    let made = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut orders: Vec<serde_json::Value> = serde_json::from_str(ORDERS).unwrap();
        orders[0]["deliveries"][1]["status"] = "cancelled".into();
        change(&mut orders[0]);
        let record = RawValue::from_string(orders[0].to_string()).unwrap();
        match take(&record).made().taken {
            Taken::Order(order) => *order,
            other => panic!("{other:?}"),
        }
    };
    let whole = made(&|_| {});
    let [refund] = &whole.refunds[..] else { panic!("{:?}", whole.refunds) };
    assert_eq!(refund.external_id, "0b7a5d1e-31c4-4a52-9d0f-6a1c2e8f4b03");
    assert_eq!((whole.payment, whole.totals.refunded), (PaymentStatus::PartiallyRefunded, refund.amount));
    assert_eq!(refund.amount, amount("50"));
    assert_eq!((whole.lines.len(), whole.totals.total), (2, amount("243.7")));

    let lowered = made(&|order| order["amounts"]["total"] = 19_370.into());
    assert_eq!((lowered.payment, lowered.lines.len()), (PaymentStatus::Paid, 1));
    assert_eq!(lowered.totals.sum_of_parts(), lowered.totals.total);
    let all = made(&|order| order["deliveries"][0]["status"] = "cancelled".into());
    assert!(all.refunds.is_empty(), "the order itself says what became of it");
}

#[test]
fn the_money_beside_the_total_is_told_with_the_channels_own_words() {
    let entries = |order: &RemoteOrder| -> Vec<(LedgerKind, String, String)> {
        let entry = |one: &RemoteEntry| (one.kind, one.amount.to_string(), one.label.clone().unwrap());
        order.ledger.iter().map(entry).collect()
    };
    let told = |kind, amount: &str, label: &str| (kind, amount.to_owned(), label.to_owned());
    assert_eq!(
        entries(&order(0)),
        [
            told(LedgerKind::Commission, "35.16", "commission"),
            told(LedgerKind::FreightBuyer, "23.9", "freight"),
            told(LedgerKind::DiscountChannel, "4", "shared"),
            told(LedgerKind::DiscountSeller, "6", "discount"),
        ]
    );
    assert_eq!(entries(&order(1))[0], told(LedgerKind::Commission, "14.4", "comission"));
    assert!(order(2).ledger.is_empty());
}

#[test]
fn times_states_payments_and_the_freight_are_read() {
    let order = order(0);
    assert_eq!((order.number.as_str(), order.channel_status.as_str()), ("1399000000000017", "approved"));
    assert_eq!((order.status, order.payment), (OrderStatus::Open, PaymentStatus::Paid));
    assert_eq!(order.fulfilment, FulfilmentStatus::Partial);
    assert_eq!(order.placed_at.to_rfc3339(), "2026-11-20T10:05:02+00:00");
    assert_eq!(order.paid_at.unwrap().to_rfc3339(), "2026-11-20T10:06:38.250+00:00");
    let [payment] = &order.payments[..] else { panic!("{:?}", order.payments) };
    assert_eq!((payment.method.as_str(), payment.amount), ("credit_card", amount("243.7")));
    assert_eq!(payment.paid_at, order.paid_at);
    assert_eq!(order.shipping_method.as_deref(), Some("Magalu Entregas"));
}

#[test]
fn buyer_and_address_are_read_from_where_they_stand() {
    let (first, second) = (order(0), order(1));
    assert_eq!(first.buyer.phone.as_deref(), Some("+5592988887777"));
    assert_eq!(first.buyer.document.as_deref(), Some("11144477735"));
    let place = first.shipping.unwrap();
    assert_eq!((place.state.as_deref(), place.country.as_deref()), (Some("AM"), Some("BR")));
    assert_eq!(place.name.as_deref(), Some("Iara Tupinambá"));
    let place = second.shipping.unwrap();
    assert_eq!((place.city.as_deref(), place.postal_code.as_deref()), (Some("Curitiba"), Some("80010-000")));
}

#[test]
fn what_is_masked_is_missing() {
    let buyer = order(1).buyer;
    assert!(
        buyer.name.is_none() && buyer.email.is_none() && buyer.document.is_none() && buyer.phone.is_none()
    );
}

#[test]
fn an_order_that_was_cancelled_after_its_payment_shows_both() {
    let order = order(1);
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Paid));
    assert!(order.paid_at.is_some());
    assert_eq!(order.totals.sum_of_parts(), order.totals.total, "{:?}", order.totals);
    assert_eq!((order.number.as_str(), order.lines[0].quantity), ("1399000000000018", amount("3")));
    assert!(order.lines[0].external_id.ends_with("4b05:#1"), "{}", order.lines[0].external_id);
    assert_eq!(order.payments.len(), 1, "what has no method is no payment");
}

#[test]
fn parts_that_are_not_there_leave_their_fields_out() {
    let order = order(2);
    assert_eq!((order.status, order.payment), (OrderStatus::Open, PaymentStatus::Pending));
    assert!(order.buyer.name.is_none() && order.shipping.is_none() && order.payments.is_empty());
    assert_eq!(order.totals.sum_of_parts(), order.totals.total);
    assert_eq!((order.lines[0].unit_price, order.lines[0].title.as_str()), (amount("50"), ""));
    assert_eq!(order.updated_at, order.placed_at);
}

#[test]
fn each_bad_record_fails_alone_with_its_reason() {
    let all = taken();
    assert_eq!((order(3).status, order(3).payment), (OrderStatus::Unknown, PaymentStatus::Unknown));
    assert!(order(3).paid_at.is_none());
    for (at, expected, told) in [
        (4, FailReason::MissingField, "amounts.total"),
        (5, FailReason::OutOfRange, "amounts.total: 100 / 0"),
        (6, FailReason::Unreadable, "created_at: \"ontem\""),
        (7, FailReason::Unreadable, "the order: "),
    ] {
        match &all[at].taken {
            Taken::Failed { reason, detail } => {
                assert!(*reason == expected && detail.starts_with(told), "{at}: {reason} {detail}");
            }
            other => panic!("{at}: {other:?}"),
        }
    }
    assert!(all[7].external_id.starts_with('?'));
}

#[test]
fn only_a_change_that_shows_is_a_change() {
    let read = |text: &str| take(serde_json::from_str(text).unwrap());
    let one = read(r#"{"id":"a","status":"new","updated_at":"2026-11-20T10:00:00Z"}"#);
    let moved = read(r#"{"id":"a","status":"new","updated_at":"2026-11-20T11:00:00Z"}"#);
    let changed = read(r#"{"id":"a","status":"approved","updated_at":"2026-11-20T11:00:00Z"}"#);
    assert_eq!(one.digest, moved.digest);
    assert_ne!(one.digest, changed.digest);
    assert_ne!(one.changed_at, moved.changed_at);
}
