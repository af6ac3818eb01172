use super::*;
use domain::{OrderStatus, PaymentStatus};
use serde_json::value::RawValue;

const ORDERS: &str = include_str!("../../../fixtures/shopify/orders.json");

fn taken(settings: &ConnSettings) -> Vec<SourceOrder> {
    let records: Vec<&RawValue> = serde_json::from_str(ORDERS).unwrap();
    records.into_iter().map(|record| take(record.get(), settings).0).collect()
}

fn order(at: usize) -> RemoteOrder {
    match taken(&ConnSettings::default()).swap_remove(at).taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn an_order_is_read_to_the_cent() {
    let order = order(0);
    assert_eq!(order.totals.sum_of_parts(), order.totals.total, "{:?}", order.totals);
    assert_eq!(order.totals.discount, amount("10"), "the discount on the freight is not counted twice");
    assert_eq!(order.lines.len(), 1, "a line that an edit took off is gone");
    let line = &order.lines[0];
    assert_eq!((line.external_id.as_str(), line.product_ref.as_deref()), ("15", Some("501")));
    assert_eq!((line.unit_price, line.discount, line.total), (amount("54.9"), amount("10"), amount("99.8")));
    assert_eq!(line.tax, amount("3.2"));
    assert_eq!((order.status, order.payment), (OrderStatus::Open, PaymentStatus::Paid));
    assert_eq!((order.tags.len(), order.note.as_deref()), (2, Some("Embrulhar")));
    assert_eq!(order.client_ip, Some("203.0.113.9".parse().unwrap()));
}

#[test]
fn the_buyer_is_read_from_where_it_is_known() {
    let (first, second) = (order(0), order(1));
    assert_eq!(first.buyer.document.as_deref(), Some("11144477735"));
    assert_eq!(first.buyer.external_id.as_deref(), Some("77"));
    assert_eq!(second.buyer.document.as_deref(), Some("111.444.777-35"));
    assert!(second.buyer.name.is_none() && second.shipping.is_none());
}

#[test]
fn a_cancelled_and_refunded_order_keeps_what_was_sold() {
    let order = order(1);
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::PartiallyRefunded));
    assert_eq!(order.lines[0].quantity, Decimal::ONE);
    assert_eq!(order.totals.sum_of_parts(), order.totals.total);
    assert_eq!(order.totals.refunded, amount("5.5"));
    assert!(order.is_test);
    assert_eq!(order.placed_at.to_rfc3339(), "2026-11-20T13:05:11+00:00");
}

#[test]
fn test_orders_are_left_out_where_the_settings_say_so() {
    let settings = ConnSettings { skip_test_orders: true };
    assert!(matches!(taken(&settings)[1].taken, Taken::Skipped(SkipReason::TestOrder)));
}

#[test]
fn each_bad_record_fails_alone_with_its_reason() {
    let all = taken(&ConnSettings::default());
    assert!(
        matches!(&all[2].taken, Taken::Failed { reason: FailReason::MissingField, detail } if detail == "totalPriceSet")
    );
    assert!(matches!(all[3].taken, Taken::Failed { reason: FailReason::OutOfRange, .. }));
    assert_eq!(order(4).status, OrderStatus::Unknown);
    assert!(matches!(all[5].taken, Taken::Failed { reason: FailReason::Unreadable, .. }));
    assert!(all[5].external_id.starts_with('?'));
}

#[test]
fn the_rest_of_a_long_order_is_asked_for_once() {
    let node = r#"{"id":"gid://shopify/Order/1","lineItems":{"nodes":[],"pageInfo":{"hasNextPage":true,"endCursor":"c"}}}"#;
    let more = take(node, &ConnSettings::default()).1.unwrap();
    assert_eq!((more.id.as_str(), more.cursor.as_str()), ("gid://shopify/Order/1", "c"));
}
