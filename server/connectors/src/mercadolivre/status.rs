//! What the platform's words mean. Money, goods and the life of the order are told apart from one another.

use domain::{FulfilmentStatus, OrderStatus, PaymentStatus};

/// All that bears on the statuses of an order.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts<'a> {
    pub order: Option<&'a str>,
    pub payments: Vec<&'a str>,
    pub tags: Vec<&'a str>,
    /// The seller declared the sale as not done.
    pub not_done: bool,
    pub has_shipment: bool,
    /// The goods lie in the platform's own warehouse, which sends them.
    pub is_full: bool,
    /// `None` also where the shipment could not be read.
    pub shipment: Option<&'a str>,
    /// Of the shipment.
    pub substatus: Option<&'a str>,
}

/// Whether goods that are ready to ship have left the merchant: the carrier has them, and the platform says so in the substatus alone.
pub(super) fn has_left(shipment: Option<&str>, substatus: Option<&str>) -> bool {
    const WITH_CARRIER: [&str; 5] =
        ["picked_up", "dropped_off", "in_hub", "in_transit", "authorized_by_carrier"];
    shipment == Some("ready_to_ship") && substatus.is_some_and(|word| WITH_CARRIER.contains(&word))
}

impl Facts<'_> {
    fn has_tag(&self, word: &str) -> bool {
        self.tags.contains(&word)
    }

    /// All money that came went back.
    fn came_back(&self) -> bool {
        let any = |words: &[&str]| self.payments.iter().any(|word| words.contains(word));
        any(&["refunded", "charged_back"]) && !any(&["approved", "authorized", "in_mediation", "in_process"])
    }

    /// Money may still come: after a payment that went back, the buyer tries another.
    fn awaits(&self) -> bool {
        self.payments.contains(&"pending")
    }

    /// The sale was declared as not done: the platform then shows the order as if it waited for its payment,
    /// or leaves it paid where the seller gave the money back.
    pub(super) fn is_undone(&self) -> bool {
        match self.order {
            Some("confirmed") => self.not_done || self.came_back() && !self.awaits(),
            Some("paid") => self.has_tag("unfulfilled") || self.came_back() && !self.awaits(),
            _ => false,
        }
    }

    pub(super) fn payment(&self) -> PaymentStatus {
        let is_kept = self.payments.iter().any(|word| matches!(*word, "approved" | "in_mediation"));
        match self.order {
            _ if self.is_undone() && (self.came_back() || is_kept) => PaymentStatus::Refunded,
            _ if self.is_undone() => PaymentStatus::Voided,
            Some("confirmed" | "payment_required" | "payment_in_process") => PaymentStatus::Pending,
            Some("partially_paid") => PaymentStatus::PartiallyPaid,
            Some("paid") => PaymentStatus::Paid,
            Some("partially_refunded") => PaymentStatus::PartiallyRefunded,
            // Of a sale that is being cancelled the money is still on its way back.
            Some("cancelled" | "pending_cancel" | "invalid") if self.came_back() => PaymentStatus::Refunded,
            Some("cancelled" | "pending_cancel" | "invalid") if is_kept => PaymentStatus::Paid,
            Some("cancelled" | "pending_cancel" | "invalid") => PaymentStatus::Voided,
            _ => PaymentStatus::Unknown,
        }
    }

    pub(super) fn fulfilment(&self) -> FulfilmentStatus {
        match self.shipment {
            _ if has_left(self.shipment, self.substatus) => FulfilmentStatus::Fulfilled,
            Some("to_be_agreed" | "pending" | "handling" | "ready_to_ship" | "cancelled") => {
                if self.is_full {
                    FulfilmentStatus::ByChannel
                } else {
                    FulfilmentStatus::Unfulfilled
                }
            }
            Some("shipped" | "delivered") => FulfilmentStatus::Fulfilled,
            Some("not_delivered") => FulfilmentStatus::Returned,
            // Handed over as the two agreed.
            None if self.has_tag("delivered") => FulfilmentStatus::Fulfilled,
            None if !self.has_shipment => FulfilmentStatus::Unfulfilled,
            _ => FulfilmentStatus::Unknown,
        }
    }

    pub(super) fn order(&self) -> OrderStatus {
        let is_delivered =
            self.shipment == Some("delivered") || self.shipment.is_none() && self.has_tag("delivered");
        match self.order {
            _ if self.is_undone() => OrderStatus::Cancelled,
            Some("cancelled" | "pending_cancel") => OrderStatus::Cancelled,
            Some("invalid") => OrderStatus::Failed,
            Some("paid" | "partially_refunded") if is_delivered => OrderStatus::Completed,
            Some(
                "confirmed" | "payment_required" | "payment_in_process" | "partially_paid" | "paid"
                | "partially_refunded",
            ) => OrderStatus::Open,
            _ => OrderStatus::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::FulfilmentStatus as Goods;
    use domain::OrderStatus as Life;
    use domain::PaymentStatus as Money;

    fn facts<'a>(order: &'a str, payments: &[&'a str]) -> Facts<'a> {
        Facts { order: Some(order), payments: payments.to_vec(), ..Facts::default() }
    }

    #[test]
    fn goods_that_the_carrier_has_are_on_their_way() {
        for (substatus, goods) in [
            (Some("picked_up"), Goods::Fulfilled),
            (Some("in_hub"), Goods::Fulfilled),
            (Some("ready_to_print"), Goods::Unfulfilled),
            (None, Goods::Unfulfilled),
        ] {
            let shipment = Some("ready_to_ship");
            let facts = Facts { has_shipment: true, shipment, substatus, ..facts("paid", &["approved"]) };
            assert_eq!(facts.fulfilment(), goods, "{substatus:?}");
        }
    }

    #[test]
    fn each_status_of_an_order_has_its_meaning() {
        for (word, payments, life, money) in [
            ("confirmed", &["pending"][..], Life::Open, Money::Pending),
            ("confirmed", &["rejected"], Life::Open, Money::Pending),
            ("payment_required", &[], Life::Open, Money::Pending),
            ("payment_in_process", &["in_process"], Life::Open, Money::Pending),
            ("partially_paid", &["approved", "pending"], Life::Open, Money::PartiallyPaid),
            ("paid", &["approved"], Life::Open, Money::Paid),
            ("paid", &["rejected", "approved"], Life::Open, Money::Paid),
            ("paid", &["in_mediation"], Life::Open, Money::Paid),
            ("partially_refunded", &["approved"], Life::Open, Money::PartiallyRefunded),
            ("pending_cancel", &["approved"], Life::Cancelled, Money::Paid),
            ("pending_cancel", &["refunded"], Life::Cancelled, Money::Refunded),
            ("cancelled", &["rejected"], Life::Cancelled, Money::Voided),
            ("cancelled", &["refunded"], Life::Cancelled, Money::Refunded),
            ("cancelled", &["charged_back"], Life::Cancelled, Money::Refunded),
            ("cancelled", &["approved"], Life::Cancelled, Money::Paid),
            ("invalid", &[], Life::Failed, Money::Voided),
            ("teleported", &["approved"], Life::Unknown, Money::Unknown),
        ] {
            let facts = facts(word, payments);
            assert_eq!((facts.order(), facts.payment()), (life, money), "{word} {payments:?}");
        }
        assert_eq!(Facts::default().order(), Life::Unknown);
    }

    #[test]
    fn a_sale_that_was_not_done_is_cancelled_whatever_it_is_called() {
        let by_feedback = facts("confirmed", &["refunded"]);
        assert_eq!((by_feedback.order(), by_feedback.payment()), (Life::Cancelled, Money::Refunded));
        let never_paid = Facts { not_done: true, ..facts("confirmed", &["cancelled"]) };
        assert_eq!((never_paid.order(), never_paid.payment()), (Life::Cancelled, Money::Voided));
        let tried_again = facts("confirmed", &["refunded", "pending"]);
        assert_eq!((tried_again.order(), tried_again.payment()), (Life::Open, Money::Pending));
        let said_so = Facts { not_done: true, ..tried_again };
        assert_eq!((said_so.order(), said_so.payment()), (Life::Cancelled, Money::Refunded));
        let over = facts("cancelled", &["refunded", "pending"]);
        assert_eq!((over.order(), over.payment()), (Life::Cancelled, Money::Refunded));
        let from_account = Facts { tags: vec!["unfulfilled"], ..facts("paid", &["approved"]) };
        assert_eq!((from_account.order(), from_account.payment()), (Life::Cancelled, Money::Refunded));
    }

    #[test]
    fn each_status_of_a_shipment_says_where_the_goods_are() {
        for (word, goods) in [
            ("to_be_agreed", Goods::Unfulfilled),
            ("pending", Goods::Unfulfilled),
            ("handling", Goods::Unfulfilled),
            ("ready_to_ship", Goods::Unfulfilled),
            ("cancelled", Goods::Unfulfilled),
            ("shipped", Goods::Fulfilled),
            ("delivered", Goods::Fulfilled),
            ("not_delivered", Goods::Returned),
            ("closed", Goods::Unknown),
            ("beamed", Goods::Unknown),
        ] {
            let facts = Facts { has_shipment: true, shipment: Some(word), ..facts("paid", &["approved"]) };
            assert_eq!(facts.fulfilment(), goods, "{word}");
            let is_done = facts.order() == Life::Completed;
            assert_eq!(is_done, word == "delivered", "{word}");
        }
    }

    #[test]
    fn what_lies_in_the_platforms_warehouse_is_sent_by_it() {
        for (word, goods) in [
            ("pending", Goods::ByChannel),
            ("ready_to_ship", Goods::ByChannel),
            ("shipped", Goods::Fulfilled),
            ("not_delivered", Goods::Returned),
            ("beamed", Goods::Unknown),
        ] {
            let facts = Facts {
                has_shipment: true,
                is_full: true,
                shipment: Some(word),
                ..facts("paid", &["approved"])
            };
            assert_eq!(facts.fulfilment(), goods, "{word}");
        }
    }

    #[test]
    fn without_a_shipment_the_tags_tell() {
        let mut facts = facts("paid", &["approved"]);
        assert_eq!(facts.fulfilment(), Goods::Unfulfilled);
        facts.has_shipment = true;
        assert_eq!(facts.fulfilment(), Goods::Unknown, "it could not be read");
        facts.tags = vec!["delivered"];
        assert_eq!((facts.fulfilment(), facts.order()), (Goods::Fulfilled, Life::Completed));
    }
}
