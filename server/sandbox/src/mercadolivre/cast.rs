//! What the platform makes of an order of the book: ids, states and who pays for what, drawn from the order.

use std::ops::Range;

use crate::book::Book;
use crate::draw::Draw;
use crate::order::{Invoice, Order};

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
    if order.cancel_reason.is_some() {
        return Some(Undone::ByFeedback);
    }
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

/// How long the platform looks at a fiscal document, in seconds.
const JUDGING: i64 = 10;

fn is_invoiced(book: &Book, purchase: &Range<u32>, now: i64) -> bool {
    let is_good = |invoice: &Invoice| invoice.accepted.unwrap_or(invoice.at + JUDGING <= now);
    purchase.clone().any(|slot| book.order(slot).invoices.iter().any(is_good))
}

/// Status and substatus of the shipment. It goes on while an order of the pack is left.
pub(super) fn shipment_status(book: &Book, purchase: &Range<u32>, now: i64) -> (String, Option<String>) {
    let mut orders = purchase.clone().map(|slot| book.order(slot));
    let lead = orders.find(|order| order.cancel_reason.is_none());
    let lead = lead.unwrap_or_else(|| book.order(purchase.start));
    if let (Some(told), "paid" | "partially_refunded") = (lead.shipments.last(), status(&lead)) {
        let (status, substatus) = told.detail.split_once(' ').unwrap_or((&told.detail, "null"));
        return (status.to_owned(), Some(substatus.to_owned()).filter(|word| word != "null"));
    }
    let (status, substatus) = match &*lead.status {
        _ if lead.cancel_reason.is_some() => ("cancelled", None),
        "pending" | "on-hold" => ("pending", None),
        "processing" if lead.paid.is_none() || lead.own_delivery => ("pending", None),
        "processing" if is_invoiced(book, purchase, now) => ("ready_to_ship", Some("ready_to_print")),
        "processing" => ("ready_to_ship", Some("invoice_pending")),
        "em-separacao" => ("handling", None),
        "enviado" => ("shipped", Some("out_for_delivery")),
        "completed" => ("delivered", None),
        "refunded" if draw(&lead, 4).percent(40) => ("not_delivered", Some("returned")),
        _ => ("cancelled", None),
    };
    (status.to_owned(), substatus.map(str::to_owned))
}

/// What the seller takes care of himself has one kind only.
pub(super) fn logistic(first: &Order) -> &'static str {
    if first.own_delivery {
        return "default";
    }
    let known = ["drop_off", "xd_drop_off", "cross_docking", "self_service", "fulfillment"];
    known[draw(first, 5).below(5) as usize]
}
