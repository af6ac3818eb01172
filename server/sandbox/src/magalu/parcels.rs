//! What of an order goes out together, and where it is.

use crate::draw::Draw;
use crate::order::{Line, Order};

pub(super) struct Parcel<'o> {
    /// Counted from 0.
    pub place: usize,
    pub lines: &'o [Line],
    pub status: &'o str,
}

/// One order in four with several lines is sent in two parcels.
pub(super) fn of(order: &Order) -> Vec<Parcel<'_>> {
    let splits = order.lines.len() > 1 && Draw::new(order.id, 0x9A).percent(25);
    let (first, second) =
        order.lines.split_at(if splits { order.lines.len() / 2 } else { order.lines.len() });
    let parts = [first, second].into_iter().filter(|lines| !lines.is_empty());
    let parcel = |(place, lines)| Parcel { place, lines, status: status(order, place) };
    parts.enumerate().map(parcel).collect()
}

/// A parcel may be held, or cancelled while the order goes on.
fn status(order: &Order, place: usize) -> &str {
    let roll = Draw::new(order.id, 0x57A7 + place as u64).below(100);
    match &*order.status {
        "pending" | "on-hold" => "new",
        "processing" => match roll {
            0..5 => "frozen",
            5..45 => "invoiced",
            45..60 if place > 0 => "shipped",
            _ => "approved",
        },
        "em-separacao" => "invoiced",
        "enviado" => "shipped",
        "completed" if place > 0 && roll < 30 => "cancelled",
        "completed" => "delivered",
        "cancelled" | "failed" | "refunded" | "trash" => "cancelled",
        other => other,
    }
}
