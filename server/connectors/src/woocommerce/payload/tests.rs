use super::*;
use domain::{OrderStatus, PaymentStatus, SkipReason};

const ORDERS: &str = include_str!("../../../fixtures/woocommerce/orders.json");

fn taken() -> Vec<SourceOrder> {
    let records: Vec<&RawValue> = serde_json::from_str(ORDERS).unwrap();
    records.into_iter().map(|record| take(record).made()).collect()
}

fn order(id: &str) -> RemoteOrder {
    let found = taken().into_iter().find(|order| order.external_id == id).unwrap();
    match found.taken {
        Taken::Order(order) => *order,
        other => panic!("{id}: {other:?}"),
    }
}

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn an_order_is_read_to_the_cent() {
    let order = order("727");
    assert_eq!(order.totals.sum_of_parts(), order.totals.total);
    assert_eq!(order.totals.fees, amount("-5.00"));
    assert_eq!((order.status, order.payment), (OrderStatus::Open, PaymentStatus::Paid));
    let line = &order.lines[0];
    assert_eq!((line.sku.as_deref(), line.product_ref.as_deref()), (Some("CAM-M"), Some("94")));
    assert_eq!((line.title.as_str(), line.variant.as_deref()), ("Camiseta", Some("M")));
    assert_eq!((line.unit_price, line.discount, line.total), (amount("89.9"), amount("10"), amount("169.8")));
    assert_eq!(order.placed_at.to_rfc3339(), "2026-11-20T10:05:11+00:00");
    assert_eq!(order.note.as_deref(), Some("Portão azul\nTocar duas vezes"));
}

#[test]
fn brazilian_fields_tell_person_mobile_and_street_number() {
    let order = order("727");
    assert_eq!(order.buyer.document.as_deref(), Some("123.456.789-09"));
    assert_eq!(order.buyer.phone.as_deref(), Some("(11) 99999-0000"));
    assert_eq!(order.buyer.external_id, None);
    let shipping = order.shipping.unwrap();
    assert_eq!((shipping.number.as_deref(), shipping.district.as_deref()), (Some("100"), Some("Centro")));
}

#[test]
fn numbers_as_text_empty_lists_and_plugin_fields_are_understood() {
    let order = order("728");
    assert_eq!((order.number.as_str(), order.currency.code()), ("1728", "BRL"));
    assert_eq!(order.totals.total, amount("30.50"));
    assert_eq!(order.lines[0].quantity, amount("3"));
    assert_eq!(order.lines[0].product_ref.as_deref(), Some("7"));
    assert_eq!(order.payment, PaymentStatus::PartiallyRefunded);
    assert_eq!(order.refunds[0].amount, amount("10"));
    assert_eq!(order.buyer.document.as_deref(), Some("11222333000181"));
    assert!(order.billing.is_none());
}

#[test]
fn a_plugins_status_stays_unknown_and_unpaid() {
    let order = order("729");
    assert_eq!((order.status, order.payment), (OrderStatus::Unknown, PaymentStatus::Unknown));
    assert_eq!(order.channel_status, "em-separacao");
    assert_eq!(order.updated_at, order.placed_at);
}

#[test]
fn each_bad_record_fails_alone_with_its_reason() {
    let verdict = |id: &str| taken().into_iter().find(|order| order.external_id == id).unwrap().taken;
    assert!(matches!(verdict("730"), Taken::Skipped(SkipReason::Trashed)));
    assert!(matches!(verdict("731"), Taken::Skipped(SkipReason::Draft)));
    for (id, expected) in [
        ("732", FailReason::MissingField),
        ("733", FailReason::UnknownCurrency),
        ("734", FailReason::OutOfRange),
        ("735", FailReason::OutOfRange),
    ] {
        assert!(matches!(verdict(id), Taken::Failed { reason, .. } if reason == expected), "{id}");
    }
    let nameless: Vec<_> = taken().into_iter().filter(|order| order.external_id.starts_with('?')).collect();
    assert_eq!(nameless.len(), 2);
    assert_ne!(nameless[0].external_id, nameless[1].external_id);
    assert!(nameless.iter().all(|order| matches!(order.taken, Taken::Failed { .. })));
}

#[test]
fn opening_an_order_in_the_back_office_leaves_its_digest() {
    let digest = |text: &str| take(serde_json::from_str(text).unwrap()).digest;
    let one = digest(r#"{"id":1,"date_modified_gmt":"2026-11-20T10:00:00","total":"1.00"}"#);
    assert_eq!(one, digest(r#"{"id":1,"date_modified_gmt":"2026-11-20T11:00:00","total":"1.00"}"#));
    assert_ne!(one, digest(r#"{"id":1,"date_modified_gmt":"2026-11-20T10:00:00","total":"2.00"}"#));
}

#[test]
fn hostile_texts_are_cut_and_cleaned() {
    let name = "x\\u0000".repeat(100_000);
    let text = format!(
        r#"{{"id":1,"number":"{name}","status":"processing","currency":"BRL","total":"1","date_created_gmt":"2026-11-20T10:00:00",
            "billing":{{"first_name":"{name}"}},"customer_note":"{name}"}}"#
    );
    let Taken::Order(order) = take(serde_json::from_str(&text).unwrap()).made().taken else {
        panic!("it is an order")
    };
    assert_eq!(order.number, "x".repeat(100));
    assert_eq!(order.buyer.name.unwrap().len(), 300);
    assert_eq!(order.note.unwrap().len(), 5_000);
}

#[test]
fn every_text_is_cut_to_its_column() {
    let long = "ã".repeat(1_000);
    let text = format!(
        r#"{{"id":1,"status":"processing","currency":"BRL","total":"1","date_created_gmt":"2026-11-20T10:00:00",
            "shipping":{{"address_1":"{long}","city":"{long}","state":"{long}"}},
            "line_items":[{{"name":"Camiseta - {long}","parent_name":"Camiseta","sku":"{long}","total":"1"}}]}}"#
    );
    let Taken::Order(order) = take(serde_json::from_str(&text).unwrap()).made().taken else {
        panic!("it is an order")
    };
    let length = |text: &Option<String>| text.as_ref().unwrap().chars().count();
    let (address, line) = (order.shipping.unwrap(), &order.lines[0]);
    assert_eq!((length(&address.street), length(&address.city), length(&address.state)), (300, 120, 60));
    assert_eq!((length(&line.sku), length(&line.variant), line.title.as_str()), (255, 255, "Camiseta"));
}

#[test]
fn an_order_in_the_bin_is_taken_back() {
    let taken = taken().into_iter().find(|order| order.external_id == "737").unwrap().taken;
    let Taken::Withdrawn { order, reason: SkipReason::Trashed } = taken else { panic!("{taken:?}") };
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Voided));
    assert_eq!(order.channel_status, "trash");
}

#[test]
fn five_thousand_and_one_lines_are_refused() {
    let lines = vec![r#"{"total":"0","quantity":1}"#; 5_001].join(",");
    let text = format!(
        r#"{{"id":1,"status":"processing","currency":"BRL","total":"1","date_created_gmt":"2026-11-20T10:00:00","line_items":[{lines}]}}"#
    );
    let taken = take(serde_json::from_str(&text).unwrap()).made().taken;
    assert!(matches!(taken, Taken::Failed { reason: FailReason::OutOfRange, .. }));
}
