//! How an order was paid, and what was given back.

use super::{
    last_segment,
    shape::{Order, Refund, Transaction, amount},
};
use connector_kit::{RemotePayment, RemoteRefund, limits};
use rust_decimal::Decimal;

/// The money that came in; where none did, what is waited for; where there is no transaction at all,
/// the way to pay that the buyer chose, for the whole `total`.
pub(super) fn payments(order: &Order<'_>, total: Decimal) -> Vec<RemotePayment> {
    let chosen =
        order.payment_gateway_names.list.first().and_then(|name| name.capped(limits::PAYMENT_METHOD));
    let such = |kinds: &[&str], states: &[&str]| -> Vec<&Transaction<'_>> {
        let is = |text: Option<&str>, known: &[&str]| text.is_some_and(|text| known.contains(&text));
        let all = order.transactions.list.iter().map(|transaction| &transaction.0);
        all.filter(|t| is(t.kind.as_str(), kinds) && is(t.status.as_str(), states)).collect()
    };
    let payment = |sent: &Transaction<'_>, is_paid: bool| {
        let amount = amount(&sent.amount_set, "transactions.amountSet").ok().flatten()?;
        Some(RemotePayment {
            method: sent
                .gateway
                .capped(limits::PAYMENT_METHOD)
                .or_else(|| chosen.clone())
                .unwrap_or_default(),
            title: sent.formatted_gateway.capped(limits::PAYMENT_TITLE),
            transaction_id: sent
                .payment_id
                .capped(limits::TRANSACTION_ID)
                .or_else(|| sent.id.as_str().and_then(last_segment)),
            amount,
            paid_at: sent.processed_at.known().filter(|_| is_paid),
        })
    };
    let paid: Vec<_> =
        such(&["SALE", "CAPTURE"], &["SUCCESS"]).into_iter().filter_map(|sent| payment(sent, true)).collect();
    if !paid.is_empty() {
        return paid;
    }
    let waits = such(
        &["SALE", "CAPTURE", "AUTHORIZATION", "EMV_AUTHORIZATION"],
        &["SUCCESS", "PENDING", "AWAITING_RESPONSE"],
    );
    let awaited: Vec<_> = waits.into_iter().filter_map(|sent| payment(sent, false)).collect();
    if !awaited.is_empty() {
        return awaited;
    }
    let whole =
        |method| RemotePayment { method, title: None, transaction_id: None, amount: total, paid_at: None };
    chosen.clone().map(whole).into_iter().collect()
}

/// Refunds that moved money: taking pieces off an unpaid order makes one of nothing, too.
pub(super) fn refunds(order: &Order<'_>) -> Vec<RemoteRefund> {
    let refund = |sent: &Refund<'_>| {
        Some(RemoteRefund {
            external_id: sent.id.as_str().and_then(last_segment)?,
            amount: amount(&sent.total_refunded_set, "refunds.totalRefundedSet")
                .ok()
                .flatten()
                .filter(|amount| *amount > Decimal::ZERO)?,
            reason: sent.note.capped(limits::REFUND_REASON),
        })
    };
    order.refunds.list.iter().filter_map(|sent| refund(&sent.0)).collect()
}
