//! What the platform's statuses mean. A word that is not documented stays unknown: never paid, cancelled or
//! done.

use domain::{FulfilmentStatus, OrderStatus, PaymentStatus};
use rust_decimal::Decimal;

/// What else the meaning of a status rests on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Money {
    /// Whether the platform says when it was paid.
    pub has_time: bool,
    pub total: Decimal,
    pub refunded: Decimal,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub status: OrderStatus,
    pub payment: PaymentStatus,
    pub fulfilment: FulfilmentStatus,
}

pub(super) fn meaning(word: &str, money: Money) -> Meaning {
    use FulfilmentStatus::{Fulfilled, Partial, Returned, Unfulfilled};
    use OrderStatus::{Cancelled, Completed, Failed, Open};
    let (status, fulfilment) = match word {
        "awaiting_payment" | "paid" => (Open, Unfulfilled),
        "preparing" => (Open, Partial),
        "shipped" => (Open, Fulfilled),
        "delivered" => (Completed, Fulfilled),
        "returned" => (Completed, Returned),
        "cancelled" => (Cancelled, Unfulfilled),
        "payment_failed" => (Failed, Unfulfilled),
        _ => {
            return Meaning {
                status: OrderStatus::Unknown,
                payment: PaymentStatus::Unknown,
                fulfilment: FulfilmentStatus::Unknown,
            };
        }
    };
    let is_over = matches!(status, Cancelled | Failed);
    Meaning { status, payment: payment(is_over, money), fulfilment }
}

/// Paid is what has a time of payment, also where the order was cancelled after it.
fn payment(is_over: bool, money: Money) -> PaymentStatus {
    if !money.has_time {
        return if is_over { PaymentStatus::Voided } else { PaymentStatus::Pending };
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
    use FulfilmentStatus::{Fulfilled, Partial, Returned, Unfulfilled};
    use OrderStatus::{Cancelled, Completed, Failed, Open};
    use PaymentStatus::{Paid, PartiallyRefunded, Pending, Refunded, Unknown, Voided};

    const MONEY: Money = Money { has_time: false, total: Decimal::ONE_HUNDRED, refunded: Decimal::ZERO };

    #[test]
    fn each_status_has_its_meaning() {
        for (word, status, untimed, timed, fulfilment) in [
            ("awaiting_payment", Open, Pending, Paid, Unfulfilled),
            ("paid", Open, Pending, Paid, Unfulfilled),
            ("preparing", Open, Pending, Paid, Partial),
            ("shipped", Open, Pending, Paid, Fulfilled),
            ("delivered", Completed, Pending, Paid, Fulfilled),
            ("returned", Completed, Pending, Paid, Returned),
            ("cancelled", Cancelled, Voided, Paid, Unfulfilled),
            ("payment_failed", Failed, Voided, Paid, Unfulfilled),
            ("teleported", OrderStatus::Unknown, Unknown, Unknown, FulfilmentStatus::Unknown),
        ] {
            for (has_time, payment) in [(false, untimed), (true, timed)] {
                let read = meaning(word, Money { has_time, ..MONEY });
                assert_eq!(read, Meaning { status, payment, fulfilment }, "{word} {has_time}");
            }
        }
    }

    #[test]
    fn what_was_given_back_is_seen_in_part_and_in_whole() {
        for (refunded, expected) in [(0, Paid), (1, PartiallyRefunded), (100, Refunded)] {
            let money = Money { has_time: true, refunded: Decimal::from(refunded), ..MONEY };
            assert_eq!(meaning("delivered", money).payment, expected);
        }
    }
}
