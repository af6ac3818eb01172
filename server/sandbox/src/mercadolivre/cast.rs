//! What the platform makes of an order of the book: ids, states and who pays for what, drawn from the order.

use std::ops::Range;

use crate::book::Book;
use crate::draw::Draw;
use crate::order::Order;

const PACKS: u64 = 2_000_007_000_000_000;
const SHIPMENTS: u64 = 44_000_000_000;
const BILLINGS: u64 = 677_000_000_000_000_000;

/// A draw of its own for each thing that is drawn of an order.
pub(super) fn draw(order: &Order, what: u64) -> Draw {
    Draw::new(order.id, what)
}

pub(super) fn pack_id(first: u32) -> u64 {
    PACKS + u64::from(first)
}

pub(super) fn shipment_id(first: u32) -> u64 {
    SHIPMENTS + u64::from(first)
}

pub(super) fn billing_id(first: u32) -> u64 {
    BILLINGS + u64::from(first)
}

/// The orders of the pack, shipment or buyer's data with this id.
fn behind(book: &Book, id: &str, base: u64) -> Option<Range<u32>> {
    let slot = u32::try_from(id.parse::<u64>().ok()?.checked_sub(base)?).ok()?;
    let purchase = book.purchase(slot);
    (purchase.start == slot && (slot as usize) < book.len()).then_some(purchase)
}

pub(super) fn of_pack(book: &Book, id: &str) -> Option<Range<u32>> {
    behind(book, id, PACKS).filter(|purchase| has_pack(&book.order(purchase.start), purchase))
}

pub(super) fn of_shipment(book: &Book, id: &str) -> Option<Range<u32>> {
    behind(book, id, SHIPMENTS).filter(|purchase| book.order(purchase.start).shipping.is_some())
}

pub(super) fn of_billing(book: &Book, id: &str) -> Option<Range<u32>> {
    behind(book, id, BILLINGS)
}

/// Carts are packs, and so are some orders that came alone.
pub(super) fn has_pack(first: &Order, purchase: &Range<u32>) -> bool {
    purchase.len() > 1 || draw(first, 1).percent(30)
}

/// What became of money that was given back whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Undone {
    Cancelled,
    /// The seller said that the sale was not done: the order reads as if it waited for its payment.
    ByFeedback,
    /// Paid back from the seller's account: the order stays paid and gets a tag.
    FromAccount,
}

pub(super) fn undone(order: &Order) -> Option<Undone> {
    (order.status == "refunded").then(|| match draw(order, 2).below(10) {
        0..2 => Undone::ByFeedback,
        2 => Undone::FromAccount,
        _ => Undone::Cancelled,
    })
}

/// The order's status; a word that the shared orders do not know stays as it is.
pub(super) fn status(order: &Order) -> &str {
    match (&*order.status, undone(order)) {
        (_, Some(Undone::ByFeedback)) => "confirmed",
        (_, Some(Undone::FromAccount)) => "paid",
        ("cancelled" | "failed" | "refunded", _) => "cancelled",
        ("pending", _) => ["confirmed", "payment_required"][draw(order, 3).below(2) as usize],
        ("on-hold", _) => "payment_in_process",
        ("processing" | "em-separacao" | "enviado" | "completed", _) => match order.paid {
            None => "payment_in_process",
            Some(_) if order.refunds.is_empty() => "paid",
            Some(_) => "partially_refunded",
        },
        (other, _) => other,
    }
}

/// Status and substatus of the shipment.
pub(super) fn shipment_status(first: &Order) -> (&'static str, Option<&'static str>) {
    match &*first.status {
        "pending" | "on-hold" => ("pending", None),
        "processing" if first.paid.is_none() => ("pending", None),
        "processing" => ("ready_to_ship", Some("invoice_pending")),
        "em-separacao" => ("handling", None),
        "enviado" => ("shipped", Some("out_for_delivery")),
        "completed" => ("delivered", None),
        "refunded" if draw(first, 4).percent(40) => ("not_delivered", Some("returned")),
        _ => ("cancelled", None),
    }
}

pub(super) fn logistic(first: &Order) -> &'static str {
    let known = ["drop_off", "xd_drop_off", "cross_docking", "self_service", "fulfillment"];
    known[draw(first, 5).below(5) as usize]
}
