//! The states of a sale in words and tones.

use domain::{FulfilmentStatus, LedgerKind, OrderStatus, PaymentStatus, view::orders::CustomerMatch};
use i18n::Orders;
use ui::Tone;

pub(crate) fn order_status(t: Orders, status: OrderStatus) -> (Tone, &'static str) {
    match status {
        OrderStatus::Open => (Tone::Info, t.order_open()),
        OrderStatus::Completed => (Tone::Positive, t.order_completed()),
        OrderStatus::Cancelled => (Tone::Neutral, t.order_cancelled()),
        OrderStatus::Failed => (Tone::Neutral, t.order_failed()),
        OrderStatus::Unknown => (Tone::Warning, t.order_unknown()),
    }
}

pub(crate) fn payment_status(t: Orders, status: PaymentStatus) -> (Tone, &'static str) {
    match status {
        PaymentStatus::Pending => (Tone::Warning, t.payment_pending()),
        PaymentStatus::Authorized => (Tone::Info, t.payment_authorized()),
        PaymentStatus::PartiallyPaid => (Tone::Warning, t.payment_partially_paid()),
        PaymentStatus::Paid => (Tone::Positive, t.payment_paid()),
        PaymentStatus::PartiallyRefunded => (Tone::Info, t.payment_partially_refunded()),
        PaymentStatus::Refunded => (Tone::Neutral, t.payment_refunded()),
        PaymentStatus::Voided => (Tone::Neutral, t.payment_voided()),
        PaymentStatus::Unknown => (Tone::Warning, t.payment_unknown()),
    }
}

pub(crate) fn fulfilment_status(t: Orders, status: FulfilmentStatus) -> (Tone, &'static str) {
    match status {
        FulfilmentStatus::Unfulfilled => (Tone::Warning, t.fulfilment_unfulfilled()),
        FulfilmentStatus::Partial => (Tone::Warning, t.fulfilment_partial()),
        FulfilmentStatus::Fulfilled => (Tone::Positive, t.fulfilment_fulfilled()),
        FulfilmentStatus::NotRequired => (Tone::Neutral, t.fulfilment_not_required()),
        FulfilmentStatus::OnHold => (Tone::Warning, t.fulfilment_on_hold()),
        FulfilmentStatus::Returned => (Tone::Neutral, t.fulfilment_returned()),
        FulfilmentStatus::Unknown => (Tone::Warning, t.fulfilment_unknown()),
    }
}

/// The shipping of a sale as it is shown: nothing waits to be shipped of one that was called off.
pub(crate) fn shown_fulfilment(
    t: Orders,
    status: OrderStatus,
    fulfilment: FulfilmentStatus,
) -> Option<(Tone, &'static str)> {
    let is_called_off = matches!(status, OrderStatus::Cancelled | OrderStatus::Failed);
    let waits = matches!(fulfilment, FulfilmentStatus::Unfulfilled | FulfilmentStatus::OnHold);
    (!(is_called_off && waits)).then(|| fulfilment_status(t, fulfilment))
}

pub(crate) fn known_by(t: Orders, by: CustomerMatch) -> &'static str {
    match by {
        CustomerMatch::Document => t.known_by_document(),
        CustomerMatch::Email => t.known_by_email(),
        CustomerMatch::Phone => t.known_by_phone(),
        CustomerMatch::New => t.known_by_new(),
    }
}

pub(crate) fn ledger_kind(t: Orders, kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Commission => t.ledger_commission(),
        LedgerKind::Fee => t.ledger_fee(),
        LedgerKind::FreightBuyer => t.ledger_freight_buyer(),
        LedgerKind::FreightSeller => t.ledger_freight_seller(),
        LedgerKind::FreightChannel => t.ledger_freight_channel(),
        LedgerKind::DiscountSeller => t.ledger_discount_seller(),
        LedgerKind::DiscountChannel => t.ledger_discount_channel(),
        LedgerKind::Tax => t.ledger_tax(),
    }
}
