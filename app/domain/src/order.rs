//! What state a sale, its money and its goods are in. A channel's word that we do not know stays
//! `Unknown`: it is never taken for paid, cancelled or done.

crate::code_enum! {
    /// The life of a sale.
    pub enum OrderStatus {
        /// Placed and still to be worked on.
        Open = "open",
        /// Done for the merchant.
        Completed = "completed",
        Cancelled = "cancelled",
        /// The channel gave up on it: payment refused or expired.
        Failed = "failed",
        Unknown = "unknown",
    }
}

crate::code_enum! {
    /// Where the buyer's money is.
    pub enum PaymentStatus {
        Pending = "pending",
        /// Reserved on the buyer's card, not captured.
        Authorized = "authorized",
        PartiallyPaid = "partially_paid",
        Paid = "paid",
        PartiallyRefunded = "partially_refunded",
        Refunded = "refunded",
        /// Refused, expired or withdrawn: no money will come.
        Voided = "voided",
        Unknown = "unknown",
    }
}

impl PaymentStatus {
    /// Whether the sale counts as paid: the money came and at least a part of it stayed.
    pub const fn counts_as_paid(self) -> bool {
        matches!(self, Self::Paid | Self::PartiallyRefunded)
    }
}

crate::code_enum! {
    /// Where the goods are.
    pub enum FulfilmentStatus {
        Unfulfilled = "unfulfilled",
        Partial = "partial",
        Fulfilled = "fulfilled",
        /// Nothing to ship: a download, a service.
        NotRequired = "not_required",
        OnHold = "on_hold",
        Returned = "returned",
        Unknown = "unknown",
    }
}
