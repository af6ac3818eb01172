//! What Magalu's statuses mean. The order's own tells of the money, those of its deliveries of the goods.

use domain::{FulfilmentStatus, OrderStatus, PaymentStatus};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub status: OrderStatus,
    pub payment: PaymentStatus,
    pub fulfilment: FulfilmentStatus,
}

/// `was_approved`: the order says when it was paid. One that was cancelled after that shows both.
pub(super) fn meaning(status: &str, was_approved: bool, deliveries: &[&str]) -> Meaning {
    use OrderStatus::{Cancelled, Completed, Open};
    use PaymentStatus::{Paid, Pending, Voided};
    let (of_order, payment) = match status {
        "new" => (Open, Pending),
        // The later ones are words of deliveries; an order that had them would be past its approval.
        "approved" | "invoiced" | "shipped" => (Open, Paid),
        "finished" | "delivered" => (Completed, Paid),
        "cancelled" => (Cancelled, if was_approved { Paid } else { Voided }),
        _ => (OrderStatus::Unknown, PaymentStatus::Unknown),
    };
    Meaning { status: of_order, payment, fulfilment: fulfilment(deliveries, of_order) }
}

/// Where one is to be held, none of the order's goods should leave unseen. Deliveries that were cancelled do
/// not count while others go on.
fn fulfilment(deliveries: &[&str], order: OrderStatus) -> FulfilmentStatus {
    use FulfilmentStatus::{Fulfilled, OnHold, Partial, Unfulfilled, Unknown};
    let going_on = deliveries.iter().copied().filter(|status| *status != "cancelled");
    let each: Vec<FulfilmentStatus> = going_on.map(of_delivery).collect();
    let is = |wanted: FulfilmentStatus| move |one: &FulfilmentStatus| *one == wanted;
    if each.is_empty() {
        match order {
            OrderStatus::Completed if deliveries.is_empty() => Fulfilled,
            OrderStatus::Unknown => Unknown,
            _ => Unfulfilled,
        }
    } else if each.iter().any(is(OnHold)) {
        OnHold
    } else if each.iter().any(is(Unknown)) {
        Unknown
    } else if each.iter().all(is(Fulfilled)) {
        Fulfilled
    } else if each.iter().any(is(Fulfilled)) {
        Partial
    } else {
        Unfulfilled
    }
}

fn of_delivery(status: &str) -> FulfilmentStatus {
    match status {
        "new" | "approved" | "invoiced" => FulfilmentStatus::Unfulfilled,
        "shipped" | "delivered" => FulfilmentStatus::Fulfilled,
        "frozen" => FulfilmentStatus::OnHold,
        _ => FulfilmentStatus::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_of_an_order_has_its_meaning() {
        use OrderStatus::{Cancelled, Completed, Open, Unknown};
        use PaymentStatus::{Paid, Pending, Voided};
        for (word, approved, status, payment) in [
            ("new", false, Open, Pending),
            ("new", true, Open, Pending),
            ("approved", true, Open, Paid),
            ("approved", false, Open, Paid),
            ("invoiced", true, Open, Paid),
            ("shipped", true, Open, Paid),
            ("delivered", true, Completed, Paid),
            ("finished", true, Completed, Paid),
            ("cancelled", false, Cancelled, Voided),
            ("cancelled", true, Cancelled, Paid),
            ("suspended", true, Unknown, PaymentStatus::Unknown),
            ("", true, Unknown, PaymentStatus::Unknown),
        ] {
            let meaning = meaning(word, approved, &[]);
            assert_eq!((meaning.status, meaning.payment), (status, payment), "{word} {approved}");
        }
    }

    #[test]
    fn deliveries_tell_where_the_goods_are() {
        use FulfilmentStatus::{Fulfilled, OnHold, Partial, Unfulfilled, Unknown};
        for (deliveries, expected) in [
            (&["new"][..], Unfulfilled),
            (&["approved"], Unfulfilled),
            (&["invoiced"], Unfulfilled),
            (&["shipped"], Fulfilled),
            (&["delivered"], Fulfilled),
            (&["cancelled"], Unfulfilled),
            (&["frozen"], OnHold),
            (&["lost"], Unknown),
            (&["shipped", "invoiced"], Partial),
            (&["delivered", "cancelled"], Fulfilled),
            (&["approved", "cancelled"], Unfulfilled),
            (&["delivered", "frozen"], OnHold),
            (&["delivered", "lost"], Unknown),
            (&["lost", "frozen"], OnHold),
            (&[], Unfulfilled),
        ] {
            assert_eq!(meaning("approved", true, deliveries).fulfilment, expected, "{deliveries:?}");
        }
        assert_eq!(meaning("finished", true, &[]).fulfilment, Fulfilled);
        assert_eq!(meaning("finished", true, &["cancelled"]).fulfilment, Unfulfilled);
        assert_eq!(meaning("suspended", true, &[]).fulfilment, Unknown);
    }
}
