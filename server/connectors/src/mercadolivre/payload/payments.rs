//! How an order was paid, and what was given back.

use super::{
    lines::rounded,
    shape::{Order, Payment},
};
use chrono::{DateTime, Utc};
use connector_kit::{RemotePayment, RemoteRefund, limits};
use domain::PaymentStatus;
use rust_decimal::Decimal;

/// Whether the money came, also where it went back since.
fn came(payment: &Payment<'_>) -> bool {
    matches!(payment.status.as_str(), Some("approved" | "in_mediation" | "refunded" | "charged_back"))
}

fn all<'a, 'b>(order: &'b Order<'a>) -> impl Iterator<Item = &'b Payment<'a>> {
    order.payments.list.iter().map(|payment| &payment.0)
}

/// What came in; where nothing did, what is waited for.
pub(super) fn payments(order: &Order<'_>, places: u32) -> Vec<RemotePayment> {
    let such = |is: &dyn Fn(&Payment<'_>) -> bool| -> Vec<RemotePayment> {
        all(order).filter(|payment| is(payment)).filter_map(|payment| remote(payment, places)).collect()
    };
    let paid = such(&came);
    if !paid.is_empty() {
        return paid;
    }
    such(&|payment| matches!(payment.status.as_str(), Some("pending" | "authorized" | "in_process")))
}

fn remote(payment: &Payment<'_>, places: u32) -> Option<RemotePayment> {
    let method = payment.payment_method_id.capped(limits::PAYMENT_METHOD);
    Some(RemotePayment {
        method: method.or_else(|| payment.payment_type.capped(limits::PAYMENT_METHOD)).unwrap_or_default(),
        title: payment.payment_type.capped(limits::PAYMENT_TITLE),
        transaction_id: payment.id.capped(limits::TRANSACTION_ID),
        amount: paid_with(payment, places)?,
        paid_at: payment.date_approved.known().filter(|_| came(payment)),
    })
}

fn paid_with(payment: &Payment<'_>, places: u32) -> Option<Decimal> {
    let amount = |amount, field| rounded(amount, field, places).ok().flatten();
    let whole = amount(payment.total_paid_amount, "payments.total_paid_amount");
    whole.or_else(|| amount(payment.transaction_amount, "payments.transaction_amount"))
}

pub(super) fn paid_at(order: &Order<'_>) -> Option<DateTime<Utc>> {
    all(order).filter(|payment| came(payment)).filter_map(|payment| payment.date_approved.known()).max()
}

/// One for each payment that went back, whole or in part. Where all did, they sum up to what the order was: in
/// a pack, a payment also holds its share of a freight that is booked elsewhere.
pub(super) fn refunds(
    order: &Order<'_>,
    status: PaymentStatus,
    total: Decimal,
    places: u32,
) -> Vec<RemoteRefund> {
    let is_whole = status == PaymentStatus::Refunded;
    let mut left = total.max(Decimal::ZERO);
    let mut refunds: Vec<RemoteRefund> = Vec::new();
    for payment in all(order).filter(|payment| came(payment)) {
        let told = rounded(payment.transaction_amount_refunded, "payments.refunded", places);
        let went_back = is_whole || matches!(payment.status.as_str(), Some("refunded" | "charged_back"));
        let amount = if went_back { paid_with(payment, places) } else { told.ok().flatten() };
        let amount = amount.unwrap_or_default().min(left);
        if amount > Decimal::ZERO {
            left -= amount;
            refunds.push(RemoteRefund {
                external_id: payment.id.capped(limits::EXTERNAL_ID).unwrap_or_default(),
                amount,
                reason: payment.status_detail.capped(limits::REFUND_REASON),
            });
        }
    }
    if let (true, Some(last)) = (is_whole, refunds.last_mut()) {
        last.amount += left;
    }
    refunds
}
