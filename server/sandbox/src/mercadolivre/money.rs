//! Amounts as the platform writes them, and who pays for discounts and freight. Cents inside.

use serde_json::{Number, Value};

use crate::order::{Line, Order};

use super::cast;

/// Cents as the number that they should be.
pub(super) fn amount(cents: i64) -> Value {
    number(cents as f64 / 100.0)
}

/// Cents as they come out of binary fractions: `14.290000000000001`.
pub(super) fn rough(cents: i64) -> Value {
    number(cents as f64 * 0.01)
}

fn number(value: f64) -> Value {
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// A discount lowers the price, or is a coupon that leaves the price as it is.
pub(super) fn is_coupon(order: &Order) -> bool {
    let divides = |line: &Line| line.total % line.quantity == 0;
    order.discount() > 0 && (cast::draw(order, 6).percent(50) || !order.lines.iter().all(divides))
}

pub(super) fn coupon(order: &Order) -> i64 {
    if is_coupon(order) { order.discount() } else { 0 }
}

/// What the seller bears of the discount; the platform bears the rest.
pub(super) fn discount_of_seller(order: &Order) -> i64 {
    order.discount() * [100, 60, 0][cast::draw(order, 7).below(3) as usize] / 100
}

/// Of one piece, before and after a discount that lowers it.
pub(super) fn unit_prices(order: &Order, line: &Line) -> (i64, i64) {
    let full = line.subtotal / line.quantity;
    (full, if is_coupon(order) { full } else { line.total / line.quantity })
}

/// The goods, at the lowered price, without freight and tax.
pub(super) fn goods(order: &Order) -> i64 {
    order.goods() + coupon(order)
}

/// Commission for one piece.
pub(super) fn sale_fee(order: &Order, line: &Line) -> i64 {
    unit_prices(order, line).1 * [115, 165][cast::draw(order, 8).below(2) as usize] / 1_000
}

/// What the seller pays for the shipment: most of it where the buyer pays nothing.
pub(super) fn freight_of_seller(first: &Order) -> i64 {
    let mut draw = cast::draw(first, 9);
    if first.freight() == 0 { draw.between(1_590, 4_490) } else { draw.between(0, 1) * 599 }
}
