//! What TikTok's statuses mean. Paid is what has a time of payment; else what stands where only paid orders
//! come to. A word that is not documented stays unknown.

use domain::{FulfilmentStatus, OrderStatus, PaymentStatus};
use rust_decimal::Decimal;

/// What else the meaning of a status rests on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Money {
    /// Whether the platform says when it was paid.
    pub has_time: bool,
    pub cash_on_delivery: bool,
    /// Sent by the merchant: what is arranged has left them.
    pub sent_by_merchant: bool,
    /// The goods lie in a warehouse of the platform's, which sends them.
    pub of_warehouse: bool,
    /// Charged only when it is about to be sent.
    pub pre_order: bool,
    pub total: Decimal,
    pub refunded: Decimal,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub status: OrderStatus,
    pub payment: PaymentStatus,
    pub fulfilment: FulfilmentStatus,
}

/// Events spell it another way than orders.
pub(super) fn is_cancelled(word: &str) -> bool {
    matches!(word, "CANCELLED" | "CANCEL")
}

/// Whether the goods are, or may be, with the buyer.
pub(super) fn is_sent(word: &str) -> bool {
    matches!(word, "PARTIALLY_SHIPPING" | "IN_TRANSIT" | "DELIVERED" | "COMPLETED")
}

/// Whether the goods lie in a warehouse of the platform's, by who is said to take care of them.
pub(super) fn is_of_warehouse(by: Option<&str>) -> bool {
    matches!(by, Some("FULFILLMENT_BY_TIKTOK" | "FULFILLMENT_BY_DILAYANI_TOKOPEDIA"))
}

pub(super) fn meaning(word: &str, money: Money) -> Meaning {
    use FulfilmentStatus::{ByChannel, Fulfilled, OnHold, Partial, Unfulfilled};
    use OrderStatus::{Cancelled, Completed, Open};
    let (status, fulfilment) = match word {
        "UNPAID" | "AWAITING_SHIPMENT" | "AWAITING_COLLECTION" | "PARTIALLY_SHIPPING"
            if money.of_warehouse =>
        {
            (Open, ByChannel)
        }
        "AWAITING_COLLECTION" if money.sent_by_merchant => (Open, Fulfilled),
        "UNPAID" | "AWAITING_SHIPMENT" | "AWAITING_COLLECTION" => (Open, Unfulfilled),
        // The buyer may still change their mind.
        "ON_HOLD" => (Open, OnHold),
        "PARTIALLY_SHIPPING" => (Open, Partial),
        "IN_TRANSIT" => (Open, Fulfilled),
        "DELIVERED" | "COMPLETED" => (Completed, Fulfilled),
        "CANCELLED" | "CANCEL" => (Cancelled, Unfulfilled),
        _ => {
            return Meaning {
                status: OrderStatus::Unknown,
                payment: PaymentStatus::Unknown,
                fulfilment: FulfilmentStatus::Unknown,
            };
        }
    };
    Meaning { status, payment: payment(word, money), fulfilment }
}

fn payment(word: &str, money: Money) -> PaymentStatus {
    let is_over = matches!(word, "DELIVERED" | "COMPLETED");
    let is_paid = match word {
        // The courier brings the money: a time before that is no payment.
        _ if money.cash_on_delivery => is_over,
        _ if money.has_time => true,
        "UNPAID" => false,
        "ON_HOLD" => !money.pre_order,
        _ => !is_cancelled(word),
    };
    if !is_paid {
        return if is_cancelled(word) { PaymentStatus::Voided } else { PaymentStatus::Pending };
    }
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
    use FulfilmentStatus::{Fulfilled, OnHold, Partial, Unfulfilled};
    use OrderStatus::{Cancelled, Completed, Open};
    use PaymentStatus::{Paid, PartiallyRefunded, Pending, Refunded, Unknown, Voided};

    const MONEY: Money = Money {
        has_time: false,
        cash_on_delivery: false,
        sent_by_merchant: false,
        of_warehouse: false,
        pre_order: false,
        total: Decimal::ONE_HUNDRED,
        refunded: Decimal::ZERO,
    };

    #[test]
    fn each_status_has_its_meaning() {
        for (word, status, untimed, timed, fulfilment) in [
            ("UNPAID", Open, Pending, Paid, Unfulfilled),
            ("ON_HOLD", Open, Paid, Paid, OnHold),
            ("AWAITING_SHIPMENT", Open, Paid, Paid, Unfulfilled),
            ("PARTIALLY_SHIPPING", Open, Paid, Paid, Partial),
            ("AWAITING_COLLECTION", Open, Paid, Paid, Unfulfilled),
            ("IN_TRANSIT", Open, Paid, Paid, Fulfilled),
            ("DELIVERED", Completed, Paid, Paid, Fulfilled),
            ("COMPLETED", Completed, Paid, Paid, Fulfilled),
            ("CANCELLED", Cancelled, Voided, Paid, Unfulfilled),
            ("CANCEL", Cancelled, Voided, Paid, Unfulfilled),
            ("TELEPORTED", OrderStatus::Unknown, Unknown, Unknown, FulfilmentStatus::Unknown),
        ] {
            for (has_time, payment) in [(false, untimed), (true, timed)] {
                let read = meaning(word, Money { has_time, ..MONEY });
                assert_eq!(read, Meaning { status, payment, fulfilment }, "{word} {has_time}");
            }
        }
    }

    #[test]
    fn what_the_merchant_sends_has_left_once_it_is_arranged() {
        let money = Money { sent_by_merchant: true, ..MONEY };
        assert_eq!(meaning("AWAITING_COLLECTION", money).fulfilment, Fulfilled);
        assert_eq!(meaning("AWAITING_SHIPMENT", money).fulfilment, Unfulfilled);
    }

    #[test]
    fn what_lies_in_the_platforms_warehouse_is_sent_by_it() {
        let money = Money { of_warehouse: true, ..MONEY };
        for word in ["UNPAID", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION"] {
            assert_eq!(meaning(word, money).fulfilment, FulfilmentStatus::ByChannel, "{word}");
        }
        assert_eq!(meaning("IN_TRANSIT", money).fulfilment, Fulfilled);
        assert_eq!(meaning("CANCELLED", money).fulfilment, Unfulfilled);
        assert!(is_of_warehouse(Some("FULFILLMENT_BY_TIKTOK")));
        assert!(!is_of_warehouse(Some("FULFILLMENT_BY_SELLER")) && !is_of_warehouse(None));
    }

    #[test]
    fn cash_on_delivery_is_paid_when_it_was_delivered() {
        for (word, expected) in [
            ("AWAITING_SHIPMENT", Pending),
            ("IN_TRANSIT", Pending),
            ("DELIVERED", Paid),
            ("CANCELLED", Voided),
        ] {
            let money = Money { cash_on_delivery: true, has_time: true, ..MONEY };
            assert_eq!(meaning(word, money).payment, expected, "{word}");
        }
    }

    #[test]
    fn a_pre_order_on_hold_waits_for_its_money() {
        assert_eq!(meaning("ON_HOLD", Money { pre_order: true, ..MONEY }).payment, Pending);
        assert_eq!(meaning("ON_HOLD", Money { pre_order: true, has_time: true, ..MONEY }).payment, Paid);
    }

    #[test]
    fn what_was_given_back_is_seen_in_part_and_in_whole() {
        let of = |word, refunded: i64| {
            meaning(word, Money { has_time: true, refunded: Decimal::from(refunded), ..MONEY }).payment
        };
        assert_eq!((of("COMPLETED", 40), of("COMPLETED", 100)), (PartiallyRefunded, Refunded));
        assert_eq!(of("CANCELLED", 100), Refunded);
    }
}
