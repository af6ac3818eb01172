use super::*;
use domain::{FulfilmentStatus, LedgerKind};
use rust_decimal::Decimal;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

const ORDERS: &str = include_str!("../../../fixtures/mercadolivre/orders.json");

fn taken(at: usize, change: impl Fn(&str, &str) -> Option<String>) -> SourceOrder {
    let records: Vec<BTreeMap<String, &RawValue>> = serde_json::from_str(ORDERS).unwrap();
    let parts: Vec<(String, String)> = records[at]
        .iter()
        .filter_map(|(name, part)| Some((name.clone(), change(name, part.get())?)))
        .collect();
    let parts: Vec<_> = parts.iter().map(|(name, part)| (name.as_str(), part.as_str())).collect();
    take(&parts, &ConnSettings::default())
}

fn same(_: &str, part: &str) -> Option<String> {
    Some(part.to_owned())
}

fn order(at: usize) -> RemoteOrder {
    of(taken(at, same))
}

fn of(taken: SourceOrder) -> RemoteOrder {
    match taken.taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_code_that_is_too_long_is_none() {
    let long = |name: &str, part: &str| same(name, &part.replace("174997747229", &"9".repeat(100)));
    let order = of(taken(0, long));
    assert_eq!(order.lines[0].product_ref, None);
}

#[test]
fn the_version_is_of_the_date_that_is_shown_everywhere() {
    let listed =
        |name: &str, part: &str| same(name, &part.replace("2026-11-20T13:37:18", "2027-01-01T00:00:00"));
    let (alone, listed) = (taken(0, same), taken(0, listed));
    assert_eq!(alone.version, listed.version);
    assert!(listed.changed_at > listed.version && listed.version.is_some());
}

#[test]
fn a_seller_pays_only_the_own_part_of_a_shared_parcel() {
    let freight = |user: &str| {
        let senders = format!(r#""senders":[{{"user_id":{user},"cost":4.5}},{{"cost":3}}]"#);
        let change = |name: &str, part: &str| match name {
            "costs" => Some(format!(r#"{{"receiver":{{"cost":19.9}},{senders}}}"#)),
            _ => same(name, part),
        };
        let paid = of(taken(0, change)).ledger;
        paid.iter()
            .filter(|entry| entry.kind == LedgerKind::FreightSeller)
            .map(|entry| entry.amount)
            .sum::<Decimal>()
    };
    // Whose part is not told is taken for the seller's.
    assert_eq!((freight("779432305"), freight("1")), (amount("7.5"), amount("3")));
}

#[test]
fn an_order_is_read_to_the_cent() {
    let order = order(0);
    let totals = &order.totals;
    assert_eq!(totals.sum_of_parts(), totals.total, "{totals:?}");
    assert_eq!((totals.goods, totals.discount), (amount("144.74"), amount("28.82")));
    assert_eq!((totals.shipping, totals.total), (amount("19.9"), amount("135.82")));
    assert_eq!(totals.fees, Decimal::ZERO);
    let [line] = &order.lines[..] else { panic!("{:?}", order.lines) };
    assert_eq!(
        (line.unit_price, line.discount, line.total),
        (amount("72.37"), amount("18.82"), amount("125.92"))
    );
    assert_eq!(line.product_ref.as_deref(), Some("MLB3737188005:174997747229"));
    assert_eq!((line.sku.as_deref(), line.variant.as_deref()), (Some("NIV-15-500"), Some("Preto / 500")));
    assert_eq!(order.payments[0].amount, totals.total);
    assert_eq!((order.status, order.payment), (OrderStatus::Open, PaymentStatus::Paid));
    assert_eq!(order.channel_status, "paid ready_to_ship invoice_pending");
    assert_eq!(order.number, "2000007551234567");
    assert_eq!(order.purchase.as_deref(), Some("2000007551234567"));
    assert_eq!(order.paid_at.unwrap().to_rfc3339(), "2026-11-20T13:35:42+00:00");
    assert_eq!(order.updated_at.to_rfc3339(), "2026-11-20T13:40:00+00:00", "the shipment moved last");
    assert!(order.tags.iter().any(|tag| tag == "self_service"));
}

#[test]
fn what_the_platform_sends_from_its_warehouse_is_nothing_for_the_seller_to_ship() {
    assert_eq!(order(0).fulfilment, FulfilmentStatus::Unfulfilled, "Flex is sent by the seller");
    let full = of(taken(0, |name, part| same(name, &part.replace("self_service", "fulfillment"))));
    assert_eq!((full.status, full.fulfilment), (OrderStatus::Open, FulfilmentStatus::ByChannel));
    assert!(full.tags.iter().any(|tag| tag == "fulfillment"));
}

#[test]
fn the_ledger_says_who_pays_what() {
    let entries: Vec<_> =
        order(0).ledger.into_iter().map(|entry| (entry.kind, entry.amount.normalize().to_string())).collect();
    let expected = [
        (LedgerKind::Commission, "22.14"),
        (LedgerKind::FreightBuyer, "19.9"),
        (LedgerKind::FreightSeller, "20.95"),
        (LedgerKind::DiscountSeller, "4"),
        (LedgerKind::DiscountChannel, "6"),
        (LedgerKind::DiscountSeller, "18.82"),
    ];
    assert_eq!(entries, expected.map(|(kind, amount)| (kind, amount.to_owned())));
}

#[test]
fn of_a_pack_the_order_with_the_lowest_id_bears_the_freight() {
    let other = order(1);
    assert_eq!((other.totals.shipping, other.totals.total), (Decimal::ZERO, amount("41.5")));
    assert_eq!(other.totals.sum_of_parts(), other.totals.total);
    assert!(other.ledger.iter().all(|entry| entry.kind == LedgerKind::Commission), "{:?}", other.ledger);
    let unread = of(taken(0, |name, part| (name != "pack").then(|| part.to_owned())));
    assert_eq!(unread.totals.shipping, Decimal::ZERO, "nobody knows yet whose it is");
}

#[test]
fn the_buyer_comes_from_what_invoices_need_and_masks_are_missing() {
    let order = order(0);
    let buyer = &order.buyer;
    assert_eq!(buyer.external_id.as_deref(), Some("2212631646"));
    assert_eq!(buyer.name.as_deref(), Some("Oficina Roda Viva Ltda"));
    assert_eq!(
        (buyer.name.clone(), buyer.document.as_deref()),
        (buyer.company.clone(), Some("12345678000195"))
    );
    assert_eq!(buyer.phone, None);
    let shipping = order.shipping.unwrap();
    assert_eq!((shipping.state.as_deref(), shipping.number.as_deref()), (Some("SP"), Some("12")));
    assert_eq!(shipping.full_text.as_deref(), Some("Rua das Flores 12"));
    let billing = order.billing.unwrap();
    assert_eq!((billing.state.as_deref(), billing.country.as_deref()), (Some("GO"), Some("BR")));
}

#[test]
fn parts_that_are_not_there_leave_their_fields_out() {
    let order = of(taken(0, |name, part| (name == "order").then(|| part.to_owned())));
    assert_eq!(order.totals.sum_of_parts(), order.totals.total);
    assert_eq!(order.fulfilment, FulfilmentStatus::Unknown);
    assert!(order.shipping.is_none() && order.billing.is_none() && order.buyer.document.is_none());
    // 206: parts of the order itself are missing.
    let half = of(taken(0, |name, part| {
        let without = |part: &str, member: &str| part.replace(&format!("\"{member}\""), "\"x\"");
        (name == "order").then(|| without(&without(part, "shipping"), "buyer"))
    }));
    assert_eq!((half.buyer.external_id, half.payment), (None, PaymentStatus::Paid));
    let nulls =
        of(taken(0, |name, part| Some(if name == "order" { part.to_owned() } else { "null".to_owned() })));
    assert!(nulls.shipping.is_none() && nulls.buyer.document.is_none());
}

#[test]
fn an_order_cancelled_after_payment_shows_both() {
    let order = order(2);
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Refunded));
    assert_eq!((order.totals.total, order.totals.refunded), (amount("119.9"), amount("119.9")));
    assert_eq!(order.refunds.len(), 2);
    assert_eq!(order.cancelled_at.unwrap().to_rfc3339(), "2026-11-22T13:37:00+00:00");
    assert!(order.paid_at.is_some() && order.is_test);
    assert_eq!((order.number.as_str(), order.purchase), ("2000010733434070", None));
    assert_eq!(order.buyer.name.as_deref(), Some("Ana Souza"));
}

#[test]
fn a_date_that_moves_by_itself_is_no_change_and_a_part_that_changed_is_one() {
    let digest = |change: &dyn Fn(&str, &str) -> Option<String>| taken(0, change).digest;
    let first = digest(&same);
    let moved =
        |_: &str, part: &str| Some(part.replace("09:37:20", "09:59:59").replace("09:40:00", "09:41:00"));
    assert_eq!(first, digest(&moved));
    assert_ne!(first, digest(&|_, part| Some(part.replace("invoice_pending", "ready_to_print"))));
    assert_ne!(first, digest(&|name, part| (name != "billing").then(|| part.to_owned())));
}

#[test]
fn what_an_order_cannot_do_without_fails_it() {
    for (from, to, field) in [
        ("\"total_amount\": 125.92000000000002", "\"total_amount\": null", "total_amount"),
        ("\"currency_id\": \"BRL\", \"total", "\"currency_id\": \"reais\", \"total", "currency_id"),
        ("2026-11-20T09:34:59.000-04:00", "1926-11-20T09:34:59.000-04:00", "date_created"),
        ("\"unit_price\": 62.96000000000001", "\"unit_price\": \"caro\"", "unit_price"),
        ("\"quantity\": 2, \"unit", "\"quantity\": 80000000000000, \"unit", "quantity"),
    ] {
        let taken = taken(0, |_, part| Some(part.replace(from, to)));
        assert_eq!(taken.external_id, "2000010733434062");
        assert!(
            matches!(&taken.taken, Taken::Failed { detail, .. } if detail.contains(field)),
            "{:?}",
            taken.taken
        );
    }
}

#[test]
fn test_orders_are_left_out_where_the_merchant_wants_so() {
    let settings = ConnSettings { skip_test_orders: true };
    let order = r#"{"id":1,"tags":["test_order"]}"#;
    assert!(matches!(take(&[("order", order)], &settings).taken, Taken::Skipped(SkipReason::TestOrder)));
}
