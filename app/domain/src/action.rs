//! What is sent back to a channel about an order, how that stands, and why it may not be possible.

crate::code_enum! {
    /// What a channel is asked to do with an order.
    pub enum ActionKind {
        Cancel = "cancel",
        /// Tell that goods are on their way.
        Ship = "ship",
        /// Hand over the fiscal document of the sale.
        Invoice = "invoice",
    }
}

crate::code_enum! {
    /// How an action stands.
    pub enum ActionState {
        /// Waits for its turn, or for the channel to answer again.
        Asked = "asked",
        /// Was begun: what became of it is looked up before it is tried again.
        Sending = "sending",
        /// The channel took it, and does not show it yet.
        Sent = "sent",
        /// The channel shows it.
        Confirmed = "confirmed",
        Refused = "refused",
        /// Taken back before it was begun.
        Withdrawn = "withdrawn",
        /// It was begun, and nobody looks any more what became of it.
        Unknown = "unknown",
    }
}

impl ActionState {
    /// Whether nothing more happens to it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Confirmed | Self::Refused | Self::Withdrawn | Self::Unknown)
    }
}

crate::code_enum! {
    /// Why something cannot be done with an order at its channel.
    pub enum Obstacle {
        NotPaid = "not_paid",
        Cancelled = "cancelled",
        /// Goods have left already.
        Shipped = "shipped",
        /// The channel holds the order back: it must not be shipped yet.
        OnHold = "on_hold",
        /// The channel wants the fiscal document first.
        InvoiceFirst = "invoice_first",
        /// The channel ships it itself, or through its own carriers.
        ByChannel = "by_channel",
        /// There is no shipment: buyer and merchant agree on the delivery, or nothing is to be shipped.
        NoShipment = "no_shipment",
        /// The time in which it could be done is over.
        TooLate = "too_late",
        /// The channel has to do something first.
        TooEarly = "too_early",
        /// The channel has the order no more.
        NotFound = "not_found",
        /// The buyer and the channel have an open dispute or return about it.
        InDispute = "in_dispute",
        /// Only in the channel's own pages.
        ByHand = "by_hand",
        /// The order stands in a state that Orion does not know.
        UnknownState = "unknown_state",
    }
}

crate::code_enum! {
    /// Why an order is cancelled; each channel has its own choice of them.
    pub enum CancelReason {
        BuyerRequest = "buyer_request",
        OutOfStock = "out_of_stock",
        WrongPrice = "wrong_price",
        /// The address cannot be delivered to.
        Undeliverable = "undeliverable",
        /// The buyer did not pay in time.
        Unpaid = "unpaid",
        PaymentDeclined = "payment_declined",
        Fraud = "fraud",
        StaffError = "staff_error",
        /// The merchant does not want the sale any more.
        SellerRegrets = "seller_regrets",
        /// The product is not sold any more.
        ProductUnavailable = "product_unavailable",
        Other = "other",
    }
}

crate::code_enum! {
    /// Who gives the buyer's money back when an order is cancelled.
    pub enum MoneyBack {
        /// The channel.
        Channel = "channel",
        /// The merchant, where the payment was taken.
        Merchant = "merchant",
        /// Nothing was paid.
        Nobody = "nobody",
    }
}

crate::code_enum! {
    /// What a label is printed from.
    pub enum LabelFormat {
        Pdf = "pdf",
        /// For label printers (ZPL II).
        Zpl = "zpl",
    }
}

crate::code_enum! {
    /// How a bulk action stands.
    pub enum PlanState {
        /// Each order is looked at.
        Looking = "looking",
        /// Nothing was done yet, and what would be is known.
        Ready = "ready",
        Applied = "applied",
    }
}

crate::code_enum! {
    /// What would become of one order of a bulk action.
    pub enum PlanVerdict {
        /// Not looked at yet.
        Waiting = "waiting",
        Ready = "ready",
        Refused = "refused",
        /// The channel could not be asked.
        Unknown = "unknown",
    }
}
