//! The packages of an order: one, except in markets where packages come to be by shipping, each with what was
//! told of it.

use crate::order::{Order, Shipment};

const PACKAGES: u64 = 1_000_000_000_000_000;

/// Markets in which a package is what was told to be shipped; there is none before.
pub(super) fn is_packed_when_shipped(market: &str) -> bool {
    matches!(market, "US" | "GB" | "JP" | "DE" | "ES" | "FR" | "IE" | "IT")
}

/// An order is one package, except where packages come to be by shipping parts of it.
pub(super) fn nth_package(order: &Order, at: usize) -> String {
    format!("{}{:015}", 1_153 + at, order.id % PACKAGES)
}

pub(super) fn order_of_package(package: &str) -> Option<u64> {
    let (first, rest) = package.split_at_checked(4).filter(|(_, rest)| rest.len() == 15)?;
    let rest: u64 = rest.parse().ok().filter(|_| matches!(first.parse(), Ok(1_153..1_200)))?;
    // The digits that all ids begin with.
    Some(577 * PACKAGES + rest)
}

/// The package that a piece is in, and what was told of it; `None` where it is in none yet.
pub(super) fn package_of<'o>(
    order: &'o Order,
    market: &str,
    status: &str,
    piece: &str,
) -> Option<(usize, Option<&'o Shipment>)> {
    if !is_packed_when_shipped(market) {
        return (status != "UNPAID").then_some((0, order.shipments.last()));
    }
    if order.shipments.is_empty() {
        // What went out in the history was told of.
        return (!matches!(status, "UNPAID" | "ON_HOLD" | "AWAITING_SHIPMENT")).then_some((0, None));
    }
    let holds = |shipment: &Shipment| shipment.detail.split(',').any(|id| id == piece);
    let at = order.shipments.iter().position(holds)?;
    Some((at, order.shipments.get(at)))
}

/// In the words of pieces.
pub(super) fn package_status(status: &str) -> &'static str {
    match status {
        "AWAITING_COLLECTION" => "PROCESSING",
        "IN_TRANSIT" => "FULFILLING",
        "DELIVERED" | "COMPLETED" => "COMPLETED",
        "CANCELLED" => "CANCELLED",
        _ => "TO_FULFILL",
    }
}
