use super::*;
use domain::{OrderStatus, PaymentStatus};
use rust_decimal::Decimal;
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
    assert_eq!(order.totals.discount, amount("10"));
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
fn a_line_whose_variant_was_deleted_has_no_code() {
    let node = ORDERS.replace(
        r#""variant":{"legacyResourceId":"501"}"#,
        r#""variant":null,"product":{"id":"gid://shopify/Product/9"}"#,
    );
    let records: Vec<&RawValue> = serde_json::from_str(&node).unwrap();
    let Taken::Order(order) = take(records[0].get(), &ConnSettings::default()).0.taken else {
        panic!("not an order")
    };
    assert_eq!((order.lines[0].external_id.as_str(), &order.lines[0].product_ref), ("15", &None));
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
}

#[test]
fn a_sale_was_placed_when_it_was_processed_and_lies_in_the_slice_of_its_making() {
    let source = taken(&ConnSettings::default()).swap_remove(1);
    assert_eq!(source.placed_at.unwrap().to_rfc3339(), "2026-11-21T11:00:00+00:00");
    assert_eq!(order(1).placed_at.to_rfc3339(), "2026-11-20T13:05:11+00:00");
    assert_eq!(order(4).placed_at.to_rfc3339(), "2026-11-20T13:05:11+00:00");
}

#[test]
fn payments_and_refunds_are_those_that_moved_money() {
    let (first, second) = (order(0), order(1));
    let paid = &first.payments[0];
    assert_eq!((paid.method.as_str(), paid.title.as_deref()), ("mercado_pago", Some("Mercado Pago")));
    assert_eq!((paid.transaction_id.as_deref(), paid.amount), (Some("c31.1"), amount("114.8")));
    assert_eq!(first.paid_at, paid.paid_at);
    assert_eq!(first.paid_at.unwrap().to_rfc3339(), "2026-11-20T13:07:39+00:00");
    assert!(first.refunds.is_empty(), "taking off an unpaid piece gives nothing back");
    let captured: Vec<_> = second.payments.iter().map(|payment| payment.transaction_id.as_deref()).collect();
    assert_eq!(captured, [Some("34")], "neither the authorisation nor the refund");
    assert_eq!(second.paid_at.unwrap().to_rfc3339(), "2026-11-20T14:00:00+00:00");
    let refund = &second.refunds[0];
    assert_eq!((refund.external_id.as_str(), refund.amount), ("42", amount("5.5")));
    assert_eq!(refund.reason.as_deref(), Some("Arrependimento"));
}

#[test]
fn an_order_that_waits_for_money_says_how_it_is_to_be_paid() {
    let of = |transactions: &str| {
        let node = format!(
            r#"{{"id":"1","createdAt":"2026-11-20T13:05:11Z","currencyCode":"BRL","displayFinancialStatus":"PENDING",
                "paymentGatewayNames":["Boleto"],"totalPriceSet":{{"shopMoney":{{"amount":"7"}}}},"transactions":[{transactions}]}}"#
        );
        match take(&node, &ConnSettings::default()).0.taken {
            Taken::Order(order) => *order,
            other => panic!("{other:?}"),
        }
    };
    let pending = r#"{"id":"a/9","kind":"SALE","status":"PENDING","processedAt":"2026-11-20T13:05:11Z","amountSet":{"shopMoney":{"amount":"7"}}}"#;
    for (transactions, id) in [(pending, Some("9")), ("", None)] {
        let order = of(transactions);
        let [payment] = &order.payments[..] else { panic!("{:?}", order.payments) };
        assert_eq!((payment.method.as_str(), payment.amount), ("Boleto", amount("7")));
        assert_eq!(payment.transaction_id.as_deref(), id);
        assert!(payment.paid_at.is_none() && order.paid_at.is_none());
    }
}

#[test]
fn texts_are_cut_to_the_width_of_their_columns() {
    let long = "x".repeat(600);
    let node = ORDERS
        .replace("São Paulo", &long)
        .replace("\"SP\"", &format!("{long:?}"))
        .replace("CAM-AZ-M", &long)
        .replace("Azul / M", &long);
    let records: Vec<&RawValue> = serde_json::from_str(&node).unwrap();
    let Taken::Order(order) = take(records[0].get(), &ConnSettings::default()).0.taken else {
        panic!("not an order")
    };
    let length = |text: &Option<String>| text.as_ref().unwrap().len();
    let (place, line) = (order.shipping.unwrap(), &order.lines[0]);
    assert_eq!((length(&place.city), length(&place.state)), (limits::CITY, limits::STATE));
    assert_eq!((length(&line.sku), length(&line.variant)), (limits::SKU, limits::VARIANT));
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
