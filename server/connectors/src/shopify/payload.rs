//! From an order as Shopify sends it to the neutral form. All amounts are the shop's own currency
//! (`shopMoney`), never what the buyer was shown.

mod booking;
mod payments;
mod people;
mod shape;

use super::{more_lines::MoreLines, status};
use booking::Booking;
use connector_kit::{
    ConnSettings, RemoteOrder, SourceOrder, Taken,
    lenient::{Unusable, capped, capped_note},
    limits, payload_digest,
};
use domain::{Currency, FailReason, PaymentStatus, SkipReason};
use shape::Order;

/// Moves with every note of any app.
const VOLATILE: &[&str] = &["updatedAt"];

/// One node of a list; never fails as a whole. Where the order has more lines than the node, also
/// where they begin.
pub(super) fn take(node: &str, settings: &ConnSettings) -> (SourceOrder, Option<MoreLines>) {
    let digest = payload_digest(node, VOLATILE);
    let unknown = || {
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("?{hex}")
    };
    let mut more = None;
    let (external_id, placed_at, changed_at, taken) = match serde_json::from_str::<Order<'_>>(node) {
        Ok(order) => {
            more = more_lines(&order);
            (
                order.key().unwrap_or_else(unknown),
                order.created_at.known(),
                order.updated_at.known(),
                verdict(&order, settings),
            )
        }
        Err(error) => {
            let unusable = Unusable::new(FailReason::Unreadable, format!("the order: {error}"));
            (unknown(), None, None, failed(unusable))
        }
    };
    let raw = node.as_bytes().into();
    (SourceOrder { external_id, digest, placed_at, changed_at, version: changed_at, taken, raw }, more)
}

/// What a whole order means, whose further lines were put into it.
pub(super) fn make(raw: &[u8], settings: &ConnSettings) -> Taken {
    match serde_json::from_slice::<Order<'_>>(raw) {
        Ok(order) => verdict(&order, settings),
        Err(error) => failed(Unusable::new(FailReason::Unreadable, format!("the order: {error}"))),
    }
}

fn more_lines(order: &Order<'_>) -> Option<MoreLines> {
    let info = &order.line_items.0.page_info.0;
    let (id, cursor) = (order.id.as_str()?, info.end_cursor.as_str()?);
    // A payload that was completed holds more nodes than one page.
    let first_page_only = order.line_items.0.nodes.list.len() <= 100;
    (info.has_next_page.0 && first_page_only)
        .then(|| MoreLines { id: id.to_owned(), cursor: cursor.to_owned() })
}

pub(super) fn failed(unusable: Unusable) -> Taken {
    Taken::Failed { reason: unusable.reason, detail: unusable.detail }
}

fn verdict(order: &Order<'_>, settings: &ConnSettings) -> Taken {
    if settings.skip_test_orders && order.test.0 {
        return Taken::Skipped(SkipReason::TestOrder);
    }
    match order_of(order) {
        Ok(order) => Taken::Order(Box::new(order)),
        Err(unusable) => failed(unusable),
    }
}

fn order_of(order: &Order<'_>) -> Result<RemoteOrder, Unusable> {
    let id = order.key().ok_or_else(|| Unusable::missing("id"))?;
    let currency = order.currency_code.as_str().ok_or_else(|| Unusable::missing("currencyCode"))?;
    let currency: Currency = currency
        .parse()
        .map_err(|_| Unusable::new(FailReason::UnknownCurrency, format!("currencyCode: {currency:?}")))?;
    let created_at = order.created_at.get("createdAt")?.ok_or_else(|| Unusable::missing("createdAt"))?;
    let cancelled_at = order.cancelled_at.get("cancelledAt")?;
    let payment = status::payment(order.display_financial_status.as_str());
    let fulfilment = status::fulfilment(order.display_fulfillment_status.as_str());
    let is_over = cancelled_at.is_some() || payment == PaymentStatus::Refunded;
    let Booking { lines, totals } = booking::booking(order, currency.decimals(), is_over)?;
    let payments = payments::payments(order, totals.total);
    let is_settled = payment.counts_as_paid() || payment == PaymentStatus::Refunded;
    let words = [order.display_financial_status.as_str(), order.display_fulfillment_status.as_str()];
    let words: Vec<_> = words.into_iter().flatten().collect();
    Ok(RemoteOrder {
        number: order.name.capped(limits::ORDER_NUMBER).unwrap_or(id),
        purchase: None,
        status: status::order(cancelled_at.is_some(), order.closed.0, payment, fulfilment),
        payment,
        fulfilment,
        channel_status: capped(&words.join(" "), limits::CHANNEL_STATUS).unwrap_or_default(),
        is_test: order.test.0,
        // An order that was brought over from another system was made here long after it was placed.
        placed_at: order.processed_at.get("processedAt")?.unwrap_or(created_at),
        updated_at: order.updated_at.get("updatedAt")?.unwrap_or(created_at),
        paid_at: payments.iter().filter_map(|payment| payment.paid_at).max().filter(|_| is_settled),
        cancelled_at,
        currency,
        totals,
        lines,
        buyer: people::buyer(order),
        billing: people::address(&order.billing_address.0),
        shipping: people::address(&order.shipping_address.0),
        shipping_method: order.shipping_line.0.title.capped(limits::SHIPPING_METHOD),
        payments,
        refunds: payments::refunds(order),
        ledger: Vec::new(),
        client_ip: order.client_ip.as_str().and_then(|ip| ip.parse().ok()),
        user_agent: None,
        note: order.note.as_str().and_then(|note| capped_note(note, limits::NOTE)),
        tags: order.tags.list.iter().filter_map(|tag| tag.capped(limits::TAG)).take(250).collect(),
    })
}

/// `15` of `gid://shopify/LineItem/15`.
fn last_segment(gid: &str) -> Option<String> {
    capped(gid.rsplit('/').next().unwrap_or(gid), 64)
}

#[cfg(test)]
mod tests;
