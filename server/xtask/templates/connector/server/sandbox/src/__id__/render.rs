//! An order as the platform shows it: money as text, times in UTC.

use serde_json::{Value, json};

use crate::generate::punctuated;
use crate::order::{Line, Order, Payment, Refund, merge};
use crate::time;

fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn status(order: &Order) -> &str {
    match &*order.status {
        "pending" | "on-hold" => "awaiting_payment",
        "processing" => "paid",
        "em-separacao" => "preparing",
        "enviado" => "shipped",
        "completed" => "delivered",
        "refunded" => "returned",
        "failed" => "payment_failed",
        other => other,
    }
}

fn line(line: &Line) -> Value {
    json!({
        "id": line.id.to_string(),
        "product_id": line.product.map(|(product, variation)| format!("{product}-{variation}")),
        "sku": line.sku,
        "title": line.name,
        "variant": line.variant,
        "quantity": line.quantity,
        "unit_price": money(line.subtotal / line.quantity.max(1)),
        "discount": money(line.subtotal - line.total),
        "tax": money(line.tax),
    })
}

fn refund(refund: &Refund) -> Value {
    json!({ "id": refund.id.to_string(), "amount": money(refund.amount), "reason": refund.reason })
}

pub(super) fn order(order: &Order) -> Value {
    let stamp = |seconds: i64| time::text(seconds, "Z");
    let (buyer, address) = (&order.buyer, &order.address);
    let mut value = json!({
        "id": order.id.to_string(),
        "number": order.id.to_string(),
        "status": status(order),
        "placed_at": stamp(order.created),
        "changed_at": stamp(order.modified),
        "paid_at": order.paid.map(stamp),
        "cancelled_at": order.cancelled.map(stamp),
        "currency": "BRL",
        "total": money(order.total()),
        "shipping": money(order.freight()),
        "tax": money(order.tax()),
        "shipping_method": order.shipping.as_ref().map(|shipping| &shipping.title),
        "payment_method": match order.payment {
            Payment::Pix => "pix",
            Payment::Boleto => "boleto",
            Payment::Card => "card",
            Payment::OnDelivery => "on_delivery",
        },
        "lines": order.lines.iter().map(line).collect::<Vec<_>>(),
        "refunds": order.refunds.iter().map(refund).collect::<Vec<_>>(),
        "buyer": {
            "id": (buyer.customer > 0).then(|| buyer.customer.to_string()),
            "name": order.full_name(),
            "email": buyer.email,
            "phone": buyer.phone,
            "document": punctuated(&buyer.document),
        },
        "address": {
            "street": address.street,
            "number": address.number,
            "complement": address.complement,
            "district": address.district,
            "city": address.city,
            "state": address.state,
            "postal_code": address.postcode,
            "country": "BR",
        },
    });
    if let Some(overlay) = &order.overlay {
        merge(&mut value, overlay);
    }
    value
}
