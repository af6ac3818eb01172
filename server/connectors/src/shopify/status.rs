//! What Shopify's statuses mean. Money, goods and cancellation are told apart from one another.

use domain::{FulfilmentStatus, OrderStatus, PaymentStatus};

pub(super) fn payment(word: Option<&str>) -> PaymentStatus {
    match word {
        Some("AUTHORIZED") => PaymentStatus::Authorized,
        Some("PAID") => PaymentStatus::Paid,
        Some("PARTIALLY_PAID") => PaymentStatus::PartiallyPaid,
        Some("PARTIALLY_REFUNDED") => PaymentStatus::PartiallyRefunded,
        Some("PENDING") => PaymentStatus::Pending,
        Some("REFUNDED") => PaymentStatus::Refunded,
        Some("EXPIRED" | "VOIDED") => PaymentStatus::Voided,
        _ => PaymentStatus::Unknown,
    }
}

pub(super) fn fulfilment(word: Option<&str>) -> FulfilmentStatus {
    match word {
        Some("FULFILLED") => FulfilmentStatus::Fulfilled,
        Some("FULFILLMENT_NOT_REQUIRED") => FulfilmentStatus::NotRequired,
        Some("PARTIALLY_FULFILLED") => FulfilmentStatus::Partial,
        Some("ON_HOLD") => FulfilmentStatus::OnHold,
        Some("RESTOCKED") => FulfilmentStatus::Returned,
        Some(
            "IN_PROGRESS" | "OPEN" | "PENDING_FULFILLMENT" | "REQUEST_DECLINED" | "SCHEDULED" | "UNFULFILLED",
        ) => FulfilmentStatus::Unfulfilled,
        _ => FulfilmentStatus::Unknown,
    }
}

/// Whether a fulfilment with this status came to nothing.
pub(super) fn is_void(word: Option<&str>) -> bool {
    matches!(word, Some("CANCELLED" | "ERROR" | "FAILURE"))
}

/// The life of the order. Shopify has no word for it: it follows from the money, the goods, and
/// whether someone cancelled or closed it.
pub(super) fn order(
    cancelled: bool,
    closed: bool,
    payment: PaymentStatus,
    goods: FulfilmentStatus,
) -> OrderStatus {
    use FulfilmentStatus::{Fulfilled, NotRequired};
    let settled = payment.counts_as_paid() || payment == PaymentStatus::Refunded;
    if cancelled {
        OrderStatus::Cancelled
    } else if payment == PaymentStatus::Voided {
        OrderStatus::Failed
    } else if closed || settled && matches!(goods, Fulfilled | NotRequired) {
        OrderStatus::Completed
    } else if payment == PaymentStatus::Unknown || goods == FulfilmentStatus::Unknown {
        OrderStatus::Unknown
    } else {
        OrderStatus::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paid_and_partly_refunded_count_as_paid() {
        let words = ["AUTHORIZED", "EXPIRED", "PARTIALLY_PAID", "PENDING", "REFUNDED", "VOIDED", "NEW_WORD"];
        assert!(words.iter().all(|word| !payment(Some(word)).counts_as_paid()));
        assert!(
            payment(Some("PAID")).counts_as_paid() && payment(Some("PARTIALLY_REFUNDED")).counts_as_paid()
        );
        assert_eq!(payment(None), PaymentStatus::Unknown);
    }

    #[test]
    fn a_fulfilment_stands_unless_it_failed_or_was_taken_back() {
        assert!(["CANCELLED", "ERROR", "FAILURE"].iter().all(|word| is_void(Some(word))));
        assert!(!["OPEN", "PENDING", "SUCCESS", "NEW_WORD"].iter().any(|word| is_void(Some(word))));
        assert!(!is_void(None));
    }

    #[test]
    fn cancellation_does_not_depend_on_the_money() {
        let state =
            |cancelled, money, goods| order(cancelled, false, payment(Some(money)), fulfilment(Some(goods)));
        assert_eq!(state(true, "PAID", "UNFULFILLED"), OrderStatus::Cancelled);
        assert_eq!(state(false, "PAID", "UNFULFILLED"), OrderStatus::Open);
        assert_eq!(state(false, "PAID", "FULFILLED"), OrderStatus::Completed);
        assert_eq!(state(false, "PENDING", "FULFILLED"), OrderStatus::Open);
        assert_eq!(state(false, "EXPIRED", "UNFULFILLED"), OrderStatus::Failed);
        assert_eq!(state(false, "PAID", "TELEPORTED"), OrderStatus::Unknown);
    }
}
