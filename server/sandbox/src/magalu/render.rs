//! An order as the API shows it. Amounts are integers with a `normalizer` somewhere beside them, and the same
//! member comes in several shapes.

use serde_json::{Value, json};

use crate::draw::Draw;
use crate::order::{Line, Order, Payment, Shipment, merge};
use crate::time::{self, SHOP_OFFSET};

use super::parcels::{self, Parcel};
use super::{ids, people, writes};

/// Seconds from the purchase to the order.
pub(super) const PURCHASED_BEFORE: i64 = 9;

/// The order's own status; a word that the shops do not share stays as it is.
pub(super) fn status(order: &Order) -> &str {
    match &*order.status {
        "pending" | "on-hold" => "new",
        "processing" | "em-separacao" | "enviado" => "approved",
        "completed" => "finished",
        "cancelled" | "failed" | "refunded" | "trash" => "cancelled",
        other => other,
    }
}

/// When it was paid; on this platform nobody pays at the door.
fn approved(order: &Order) -> Option<i64> {
    match status(order) {
        "approved" | "finished" => Some(order.paid.unwrap_or(order.created)),
        "cancelled" => order.paid,
        _ => None,
    }
}

pub(super) fn order(order: &Order) -> Value {
    let mut draw = Draw::new(order.id, 0x0DE2);
    let style = draw.below(3);
    let date = |at: i64| match style {
        0 => time::text(at, "Z"),
        1 => time::text(at, ".000Z"),
        _ => time::text(at + SHOP_OFFSET, "-03:00"),
    };
    let code = if draw.percent(20) { json!(order.id) } else { json!(order.id.to_string()) };
    let deliveries: Vec<Value> = parcels::of(order).iter().map(|parcel| delivery(order, parcel)).collect();
    let mut shown = json!({
        "id": ids::order(order.id),
        "code": code,
        "status": status(order),
        "created_at": date(order.created),
        "purchased_at": date(order.created - PURCHASED_BEFORE),
        "approved_at": approved(order).map(date),
        "updated_at": date(order.modified),
        "channel": {
            "id": ids::CHANNEL,
            "marketplace": { "document": "47960950000121" },
            "extras": { "alias": "magazineluiza" },
        },
        "customer": people::customer(order, approved(order).is_some()),
        "amounts": amounts(order),
        "payments": payments(order),
        "deliveries": deliveries,
    });
    if let Some(overlay) = &order.overlay {
        merge(&mut shown, overlay);
    }
    shown
}

/// What the lines come to before discounts.
fn goods(order: &Order) -> i64 {
    order.lines.iter().map(|line| line.subtotal).sum()
}

/// Taxes lie inside the prices.
fn total(order: &Order) -> i64 {
    goods(order) - order.discount() + order.freight()
}

/// A bare integer, or an object.
fn money(cents: i64, nested: bool) -> Value {
    if nested { json!({ "total": cents, "currency": "BRL", "normalizer": 100 }) } else { json!(cents) }
}

fn amounts(order: &Order) -> Value {
    let mut draw = Draw::new(order.id, 0xA0);
    let nested = draw.percent(70);
    let mut discount = money(order.discount(), nested);
    if nested && order.discount() > 0 && draw.percent(50) {
        // What the channel bears of it.
        discount["shared"] = json!(order.discount() * 40 / 100);
    }
    let taxes = match order.tax() {
        0 => Vec::new(),
        tax => vec![json!({ "type": "icms", "total": tax, "normalizer": 100 })],
    };
    let mut amounts = json!({
        "currency": "BRL",
        "total": total(order),
        "freight": money(order.freight(), nested),
        "discount": discount,
        "taxes": taxes,
    });
    if draw.percent(80) {
        amounts["normalizer"] = json!(100);
    }
    let commission = money((goods(order) - order.discount()) * 16 / 100, draw.percent(60));
    match draw.below(10) {
        0 => {}
        1..5 => amounts["comission"] = commission,
        _ => amounts["commission"] = commission,
    }
    amounts
}

fn payments(order: &Order) -> Value {
    let mut draw = Draw::new(order.id, 0x9A7);
    let (method, description, most) = match order.payment {
        Payment::Pix => ("pix", "Pix", 1),
        Payment::Boleto => ("bank_slip", "Boleto bancário", 1),
        Payment::Card | Payment::OnDelivery => ("credit_card", "Cartão de crédito", 10),
    };
    let finer = if draw.percent(10) { 100 } else { 1 };
    json!([{
        "method": method,
        "description": description,
        "installments": draw.between(1, most),
        "currency": "BRL",
        "amount": total(order) * finer,
        "normalizer": 100 * finer,
    }])
}

pub(super) fn delivery(order: &Order, parcel: &Parcel<'_>) -> Value {
    let before =
        parcel.lines.first().and_then(|first| order.lines.iter().position(|line| line.id == first.id));
    let is_first = before == Some(0);
    let items: Vec<Value> = parcel
        .lines
        .iter()
        .enumerate()
        // The sequence begins anew in each delivery; the freight stands on the order's first line.
        .map(|(at, line)| item(line, at + 1, if is_first && at == 0 { order.freight() } else { 0 }))
        .collect();
    let mut shown = json!({
        "id": ids::delivery(order.id, parcel.place),
        "code": format!("{}-{}", order.id, parcel.place + 1),
        "status": parcel.status,
        "seller": { "id": "loja", "name": "Loja" },
        "items": items,
        "shipping": shipping(order, parcel),
    });
    // Its documents have a list of their own; for some they stand here, too.
    let invoices: Vec<Value> = parcels::invoices(order, parcel.place).map(writes::invoice).collect();
    if !invoices.is_empty() && Draw::new(order.id, 0x1F0).percent(50) {
        shown["invoices"] = json!(invoices);
    }
    shown
}

/// Who carries it and where to, and what is known of its way.
fn shipping(order: &Order, parcel: &Parcel<'_>) -> Value {
    let (recipient, address) = people::place(order);
    let on_way = matches!(parcel.status, "shipped" | "delivered");
    let told: Vec<_> = parcels::shipments(order, parcel.place).collect();
    let provider = match parcels::is_sellers(order) {
        true => order.shipping.as_ref().map(|shipping| shipping.title.to_string()),
        false => Some(parcels::OWN_CARRIER.to_owned()),
    };
    let link = match told.first() {
        Some((shipment, _)) => Some(shipment.link.clone()).filter(|link| !link.is_empty()),
        None => on_way.then(|| format!("https://rastreio.example/{}", order.id)),
    };
    let left = told.first().map(|(shipment, _)| shipment.at).or(on_way.then_some(order.modified));
    let mut shipping = json!({
        "recipient": recipient,
        "provider": provider.map(|name| json!({ "id": "1", "name": name })),
        "deadline": { "precision": "days", "value": 7 },
        "tracking_url": link,
        "shipped_at": left.map(|at| time::text(at, "Z")),
        "delivered_at": order.completed.filter(|_| parcel.status == "delivered").map(|at| time::text(at, "Z")),
    });
    if let Some((first, _)) = told.first() {
        let label = |(shipment, id): &(&Shipment, &str)| json!({ "id": id, "value": shipment.tracking });
        shipping["carrier"] = json!({ "name": first.carrier });
        shipping["labels"] = told.iter().map(label).collect();
    }
    if let Some(address) = address {
        shipping["address"] = address;
    }
    shipping
}

fn item(line: &Line, sequence: usize, freight: i64) -> Value {
    let mut draw = Draw::new(line.id, 0x17E);
    let price = line.subtotal / line.quantity.max(1);
    let unit_price = match draw.below(10) {
        0 => json!({ "value": price * 100, "normalizer": 10_000 }),
        1 => json!({ "value": price }),
        _ => json!({ "value": price, "currency": "BRL", "normalizer": 100 }),
    };
    let mut amounts = json!({ "total": line.total, "freight": money(freight, draw.percent(50)) });
    if line.total != line.subtotal || draw.percent(30) {
        amounts["discount"] = money(line.subtotal - line.total, draw.percent(50));
    }
    let name = match line.variant.as_ref() {
        "" => line.name.to_string(),
        variant => format!("{} - {variant}", line.name),
    };
    json!({
        "sequencial": sequence,
        "quantity": line.quantity,
        "unit_price": unit_price,
        "amounts": amounts,
        "info": { "sku": line.sku, "id": line.product.map(|(product, variant)| format!("{product}{variant:05}")), "name": name },
    })
}
