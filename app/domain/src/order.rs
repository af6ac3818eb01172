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

impl OrderStatus {
    /// The states of a sale that was called off.
    pub const CALLED_OFF: [Self; 2] = [Self::Cancelled, Self::Failed];
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

    /// Whether money of the buyer is still to come.
    pub const fn awaits_money(self) -> bool {
        matches!(self, Self::Pending | Self::Authorized | Self::PartiallyPaid)
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
        /// In a warehouse of the channel, which ships them by itself and has not yet.
        ByChannel = "by_channel",
        OnHold = "on_hold",
        Returned = "returned",
        Unknown = "unknown",
    }
}

impl FulfilmentStatus {
    /// Whether nothing has been shipped yet of what somebody, the channel too, ships.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Unfulfilled | Self::OnHold | Self::ByChannel)
    }

    /// Whether a sale in this state has it: nothing waits to be shipped, by whomever, of one that was called off.
    pub fn is_of(self, status: OrderStatus) -> bool {
        !(self.waits() && OrderStatus::CALLED_OFF.contains(&status))
    }
}

crate::code_enum! {
    /// What a line of an order's ledger is.
    pub enum LedgerKind {
        /// What the channel keeps for the sale.
        Commission = "commission",
        /// What the channel or the payment keeps besides.
        Fee = "fee",
        /// Freight that the buyer paid.
        FreightBuyer = "freight_buyer",
        /// Freight that the merchant pays.
        FreightSeller = "freight_seller",
        /// Freight that the channel pays.
        FreightChannel = "freight_channel",
        /// A discount at the merchant's cost.
        DiscountSeller = "discount_seller",
        /// A discount that the channel pays for.
        DiscountChannel = "discount_channel",
        /// Tax that is withheld.
        Tax = "tax",
    }
}

impl LedgerKind {
    /// What it does to what the merchant keeps of the total, which is what the buyer owes: `-1` is taken
    /// off, `1` is added, `0` tells only.
    pub const fn sign(self) -> i64 {
        match self {
            Self::Commission | Self::Fee | Self::FreightSeller | Self::Tax => -1,
            // The buyer does not owe it; the channel pays it in the buyer's place.
            Self::DiscountChannel => 1,
            // In the total already, or paid to the carrier past the merchant.
            Self::DiscountSeller | Self::FreightBuyer | Self::FreightChannel => 0,
        }
    }
}
