//! Subscriptions, as Stripe tells of them.

crate::code_enum! {
    /// The states of a subscription that are known; Stripe may add others.
    pub enum SubscriptionStatus {
        /// The first payment is missing.
        Incomplete = "incomplete",
        /// It was missing for 23 hours: over.
        IncompleteExpired = "incomplete_expired",
        Trialing = "trialing",
        Active = "active",
        /// A payment failed and is tried again.
        PastDue = "past_due",
        /// Over.
        Canceled = "canceled",
        /// A payment failed as often as it is tried.
        Unpaid = "unpaid",
        /// The trial ended without a card, or somebody paused it at Stripe.
        Paused = "paused",
    }
}

impl SubscriptionStatus {
    /// Whether there is nothing more to come of it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::IncompleteExpired | Self::Canceled)
    }

    /// Whether it is paid for, or tried.
    pub const fn is_in_order(self) -> bool {
        matches!(self, Self::Trialing | Self::Active)
    }

    /// Whether it goes on although a payment is missing: paying its newest invoice puts it in order.
    pub const fn is_owed(self) -> bool {
        matches!(self, Self::PastDue | Self::Unpaid)
    }

    /// Whether a second one beside it would be one too many.
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::IncompleteExpired | Self::Canceled | Self::Incomplete)
    }
}

crate::code_enum! {
    /// What every page of a company says about its plan.
    pub enum BillingNotice {
        /// A payment failed; the plan holds until a day.
        PaymentFailed = "payment_failed",
        /// It holds no longer, because of that; it does again once the payment comes.
        PlanLost = "plan_lost",
        /// The subscription ended because of that: only another one brings the plan back.
        PlanEnded = "plan_ended",
        /// The subscription is paused: resumed it gives the plan again.
        Paused = "paused",
    }
}
