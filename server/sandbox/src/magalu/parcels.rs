//! What of an order goes out together, and where it is.

use crate::draw::Draw;
use crate::order::{Invoice, Line, Order, Shipment};

use super::ids;

/// What the platform calls its own carriers.
pub(super) const OWN_CARRIER: &str = "Magalu Entregas";

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
    let parcel = |(place, lines)| Parcel { place, lines, status: status(order, place, lines) };
    parts.enumerate().map(parcel).collect()
}

/// What its merchant did before anybody looked. One that was just placed has nothing of it: only there it was
/// paid the moment it was placed.
fn has_past(order: &Order) -> bool {
    order.paid.is_some_and(|paid| paid != order.created)
}

/// A parcel may be held, or cancelled while the order goes on.
fn status<'o>(order: &'o Order, place: usize, lines: &[Line]) -> &'o str {
    let roll = Draw::new(order.id, 0x57A7 + place as u64).below(100);
    let has_left = lines.iter().any(|line| order.left_of(line) > 0);
    match &*order.status {
        "pending" | "on-hold" => "new",
        "processing" | "em-separacao" if !has_left => "shipped",
        "processing" if invoices(order, place).any(|invoice| invoice.accepted == Some(true)) => "invoiced",
        "processing" if !has_past(order) => "approved",
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

/// Whether the merchant ships it, and not the platform's own carriers.
pub(super) fn is_sellers(order: &Order) -> bool {
    order.own_delivery || has_past(order) && Draw::new(order.id, 0xCA2).percent(50)
}

/// The documents of a parcel; one of no parcel is of all of them.
pub(super) fn invoices(order: &Order, place: usize) -> impl Iterator<Item = &Invoice> {
    let key = ids::delivery(order.id, place);
    order.invoices.iter().filter(move |invoice| invoice.place.is_empty() || invoice.place == key)
}

/// What was told of a parcel's way, each with the label's id as it was given.
pub(super) fn shipments(order: &Order, place: usize) -> impl Iterator<Item = (&Shipment, &str)> {
    let key = ids::delivery(order.id, place);
    let of_parcel = move |shipment: &'_ Shipment| shipment.detail.starts_with(&key);
    let told = order.shipments.iter().filter(move |shipment| of_parcel(shipment));
    told.map(|shipment| (shipment, shipment.detail.split_once(' ').map_or("", |(_, label)| label)))
}
