//! The JSON of an order. Ids are numbers, amounts binary fractions, dates those of an hour west of Brasília.

use serde_json::{Value, json};

use crate::book::Book;
use crate::order::{Line, Order, Payment, merge};
use crate::shop::Shop;
use crate::time;

use super::cast::{self, Undone};
use super::money::{amount, coupon, goods, is_coupon, rough, sale_fee, unit_prices};
use super::{SITE, user_id};

/// `2026-11-20T09:34:59.000-04:00`.
pub(super) fn date(seconds: i64) -> String {
    time::text(seconds - 4 * 3_600, ".000-04:00")
}

pub(super) fn buyer_id(order: &Order) -> u64 {
    let known = order.buyer.customer;
    2_200_000_000 + if known > 0 { known } else { 10_000_000 + u64::from(order.slot) }
}

/// `MLB` and the number of the listing.
pub(super) fn item_id(line: &Line) -> String {
    format!("{SITE}{}", 3_700_000_000 + line.listing().0)
}

/// The order as it is shown, with what was put over it. Lists have a date of change more, which is not always
/// the same as the other one.
pub(super) fn order(shop: &Shop, book: &Book, order: &Order, is_listed: bool) -> Value {
    let purchase = book.purchase(order.slot);
    let first = book.order(purchase.start);
    let undone = cast::undone(order);
    let was_paid = order.paid.is_some();
    let lines: Vec<Value> = order.lines.iter().map(|line| item(order, line)).collect();
    let cancelled = (cast::status(order) == "cancelled").then(|| {
        json!({
            "group": "buyer", "code": "buyer_cancel_express", "requested_by": "buyer",
            "date": date(order.cancelled.unwrap_or(order.modified)),
        })
    });
    let mut value = json!({
        "id": order.id,
        "pack_id": cast::has_pack(&first, &purchase).then(|| cast::pack_id(purchase.start)),
        "date_created": date(order.created),
        "date_closed": order.paid.map(date),
        "last_updated": date(order.modified + 2 * i64::from(order.slot.is_multiple_of(3))),
        "expiration_date": order.paid.map(|paid| date(paid + 28 * time::DAY)),
        "status": cast::status(order),
        "status_detail": null,
        "cancel_detail": cancelled,
        "currency_id": "BRL",
        "total_amount": rough(goods(order)),
        "paid_amount": amount(if was_paid { order.total() } else { 0 }),
        "shipping_cost": null,
        "coupon": {
            "id": order.coupon.as_ref().filter(|_| is_coupon(order)).map(|coupon| &*coupon.code),
            "amount": amount(coupon(order)),
        },
        "taxes": match order.tax() {
            0 => json!({ "amount": null, "currency_id": null, "id": null }),
            tax => json!({ "amount": amount(tax), "currency_id": "BRL", "id": null }),
        },
        "tags": tags(order, &first, purchase.len()),
        "fulfilled": match undone {
            Some(Undone::ByFeedback) => Value::Bool(false),
            _ if order.completed.is_some() => Value::Bool(true),
            _ => Value::Null,
        },
        "feedback": { "buyer": null, "seller": null },
        "mediations": [],
        "order_items": lines,
        "payments": [payment(order)],
        "shipping": { "id": first.shipping.as_ref().map(|_| cast::shipment_id(purchase.start)) },
        "buyer": {
            "id": buyer_id(&first),
            "nickname": format!("COMPRADOR{}", buyer_id(&first)),
            "billing_info": { "id": cast::billing_id(purchase.start).to_string() },
        },
        "seller": { "id": user_id(shop) },
        "context": { "channel": "marketplace", "site": SITE, "flows": [] },
    });
    if let (true, Some(members)) = (is_listed, value.as_object_mut()) {
        members.insert("date_last_updated".to_owned(), date(order.modified).into());
    }
    if let Some(overlay) = &order.overlay {
        merge(&mut value, overlay);
    }
    value
}

fn tags(order: &Order, first: &Order, orders: usize) -> Vec<&'static str> {
    let mut tags = Vec::new();
    let mut tag = |is: bool, word| tags.extend(is.then_some(word));
    let is_kept = matches!(cast::status(order), "paid" | "partially_refunded");
    tag(orders > 1, "pack_order");
    tag(is_kept, "paid");
    tag(!is_kept, "not_paid");
    tag(first.shipping.is_none(), "no_shipping");
    tag(order.completed.is_some(), "delivered");
    tag(order.completed.is_none(), "not_delivered");
    tag(order.discount() > 0, "order_has_discount");
    tag(cast::undone(order) == Some(Undone::FromAccount), "unfulfilled");
    tag(order.test, "test_order");
    tags
}

fn item(order: &Order, line: &Line) -> Value {
    let (full, unit) = unit_prices(order, line);
    let variation = Some(line.listing().1).filter(|id| *id > 0);
    let attribute =
        json!({ "id": "COLOR", "name": "Variação", "value_id": null, "value_name": line.variant });
    json!({
        "item": {
            "id": item_id(line),
            "title": line.name,
            "category_id": "MLB1000",
            "variation_id": variation.map(|id| 174_997_000_000 + id),
            "variation_attributes": if line.variant.is_empty() { json!([]) } else { json!([attribute]) },
            "seller_sku": line.sku,
            "seller_custom_field": null,
            "user_product_id": format!("MLBU{}", 1_458_000_000 + line.id % 1_000_003),
            "condition": "new",
        },
        "quantity": line.quantity,
        "requested_quantity": { "value": line.quantity, "measure": "unit" },
        "unit_price": rough(unit),
        "full_unit_price": amount(full),
        "gross_price": amount(full),
        "sale_fee": rough(sale_fee(order, line)),
        "currency_id": "BRL",
        "listing_type_id": if cast::draw(order, 8).below(2) == 0 { "gold_special" } else { "gold_pro" },
    })
}

fn payment(order: &Order) -> Value {
    let (method, kind) = match order.payment {
        Payment::Pix => ("pix", "bank_transfer"),
        Payment::Boleto => ("bolbradesco", "ticket"),
        Payment::Card => ("master", "credit_card"),
        Payment::OnDelivery => ("account_money", "account_money"),
    };
    let status = match (&*order.status, order.paid) {
        ("failed", _) => ("rejected", "cc_rejected_other_reason"),
        ("cancelled", None) => ("cancelled", "expired"),
        ("cancelled", Some(_)) => ("refunded", "refunded"),
        ("refunded", _) if cast::undone(order) != Some(Undone::FromAccount) => ("refunded", "refunded"),
        (_, None) => ("pending", "pending_waiting_transfer"),
        _ => ("approved", "accredited"),
    };
    let fees: i64 = order.lines.iter().map(|line| sale_fee(order, line) * line.quantity).sum();
    let refunded = match status.0 {
        "refunded" => order.total(),
        _ if cast::undone(order).is_some() => 0,
        _ => order.refunded(),
    };
    json!({
        "id": 91_000_000_000 + u64::from(order.slot),
        "order_id": order.id,
        "status": status.0,
        "status_detail": status.1,
        "payment_type": kind,
        "payment_method_id": method,
        "installments": if order.payment == Payment::Card { order.slot % 10 + 1 } else { 1 },
        "currency_id": "BRL",
        "transaction_amount": amount(goods(order)),
        "transaction_amount_refunded": amount(refunded),
        "total_paid_amount": amount(order.total()),
        "shipping_cost": amount(order.freight()),
        "coupon_amount": amount(coupon(order)),
        "taxes_amount": amount(order.tax()),
        "marketplace_fee": amount(fees),
        "date_created": date(order.created),
        "date_approved": order.paid.map(date),
        "date_last_modified": date(order.modified),
    })
}
