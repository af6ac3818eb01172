//! What WooCommerce's statuses mean: `processing` and `completed` are paid, whatever dates stand there.
//! One that a plugin added stays unknown: it is never taken for cancelled or done, and for paid only if
//! the shop says when.

use domain::{FulfilmentStatus, OrderStatus, PaymentStatus};
use rust_decimal::Decimal;

/// What else the meaning of a status rests on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Money {
    /// Whether the shop says when it was paid.
    pub paid: bool,
    pub cash_on_delivery: bool,
    pub total: Decimal,
    pub refunded: Decimal,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub status: OrderStatus,
    pub payment: PaymentStatus,
    pub fulfilment: FulfilmentStatus,
}

/// Records that are no orders yet.
pub(super) fn is_draft(status: &str) -> bool {
    matches!(status, "checkout-draft" | "auto-draft" | "draft")
}

/// Orders that the merchant threw away.
pub(super) fn is_trashed(status: &str) -> bool {
    status == "trash"
}

pub(super) fn meaning(status: &str, money: Money) -> Meaning {
    use FulfilmentStatus::{Fulfilled, Unfulfilled};
    use OrderStatus::{Cancelled, Completed, Failed, Open};
    use PaymentStatus::{Pending, Refunded, Voided};
    let paid = after_refunds(money);
    let (status, payment, fulfilment) = match status {
        // The date of a payment stays when the status goes back.
        "pending" | "on-hold" => (Open, Pending, Unfulfilled),
        // Cash on delivery is worked on before anyone has paid.
        "processing" if money.cash_on_delivery && !money.paid => (Open, Pending, Unfulfilled),
        "processing" => (Open, paid, Unfulfilled),
        "completed" => (Completed, paid, Fulfilled),
        "cancelled" | "trash" if paid == Refunded => (Cancelled, Refunded, Unfulfilled),
        "cancelled" | "trash" => (Cancelled, Voided, Unfulfilled),
        "refunded" => (Completed, Refunded, FulfilmentStatus::Unknown),
        "failed" => (Failed, Voided, Unfulfilled),
        _ => (
            OrderStatus::Unknown,
            if money.paid { paid } else { PaymentStatus::Unknown },
            FulfilmentStatus::Unknown,
        ),
    };
    Meaning { status, payment, fulfilment }
}

/// What has left, where the shop has order fulfilments: `kept` is what the order keeps of them.
pub(super) fn with_fulfilments(status: FulfilmentStatus, kept: Option<&str>) -> FulfilmentStatus {
    match (status, kept) {
        // It is the status that merchants set in the end, with fulfilments or without.
        (FulfilmentStatus::Fulfilled, _) | (_, Some("fulfilled")) => FulfilmentStatus::Fulfilled,
        (_, Some("partially_fulfilled")) => FulfilmentStatus::Partial,
        _ => status,
    }
}

fn after_refunds(money: Money) -> PaymentStatus {
    if money.refunded.is_zero() {
        PaymentStatus::Paid
    } else if money.refunded < money.total {
        PaymentStatus::PartiallyRefunded
    } else {
        PaymentStatus::Refunded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: &str, paid: bool, cash_on_delivery: bool, refunded: i64) -> (OrderStatus, PaymentStatus) {
        let money =
            Money { paid, cash_on_delivery, total: Decimal::from(100), refunded: Decimal::from(refunded) };
        let meaning = meaning(status, money);
        (meaning.status, meaning.payment)
    }

    #[test]
    fn only_processing_and_completed_count_as_paid() {
        for (status, expected) in [
            ("pending", (OrderStatus::Open, PaymentStatus::Pending)),
            ("on-hold", (OrderStatus::Open, PaymentStatus::Pending)),
            ("processing", (OrderStatus::Open, PaymentStatus::Paid)),
            ("completed", (OrderStatus::Completed, PaymentStatus::Paid)),
            ("cancelled", (OrderStatus::Cancelled, PaymentStatus::Voided)),
            ("refunded", (OrderStatus::Completed, PaymentStatus::Refunded)),
            ("failed", (OrderStatus::Failed, PaymentStatus::Voided)),
            ("trash", (OrderStatus::Cancelled, PaymentStatus::Voided)),
        ] {
            for has_paid_date in [false, true] {
                assert_eq!(read(status, has_paid_date, false, 0), expected, "{status} {has_paid_date}");
            }
        }
    }

    #[test]
    fn cash_on_delivery_is_paid_when_the_shop_says_so() {
        assert_eq!(read("processing", false, true, 0).1, PaymentStatus::Pending);
        assert_eq!(read("processing", true, true, 0).1, PaymentStatus::Paid);
    }

    #[test]
    fn a_plugins_status_stays_unknown() {
        assert_eq!(read("em-separacao", false, false, 0), (OrderStatus::Unknown, PaymentStatus::Unknown));
        assert_eq!(read("em-separacao", true, false, 0), (OrderStatus::Unknown, PaymentStatus::Paid));
    }

    #[test]
    fn fulfilments_tell_what_has_left() {
        use FulfilmentStatus::{Fulfilled, Partial, Unfulfilled, Unknown};
        for (status, kept, expected) in [
            (Unfulfilled, None, Unfulfilled),
            (Unfulfilled, Some("unfulfilled"), Unfulfilled),
            (Unfulfilled, Some("partially_fulfilled"), Partial),
            (Unfulfilled, Some("fulfilled"), Fulfilled),
            (Unknown, Some("em_rota"), Unknown),
            (Fulfilled, Some("partially_fulfilled"), Fulfilled),
        ] {
            assert_eq!(with_fulfilments(status, kept), expected, "{status} {kept:?}");
        }
    }

    #[test]
    fn refunds_are_seen_in_part_and_in_whole() {
        assert_eq!(read("completed", true, false, 40).1, PaymentStatus::PartiallyRefunded);
        assert_eq!(read("completed", true, false, 100).1, PaymentStatus::Refunded);
        assert_eq!(read("cancelled", true, false, 40).1, PaymentStatus::Voided);
        assert_eq!(read("cancelled", true, false, 100).1, PaymentStatus::Refunded);
    }
}
