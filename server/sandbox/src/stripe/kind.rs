//! The kinds of objects.

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Customer,
    Product,
    Price,
    Coupon,
    PromotionCode,
    Discount,
    CheckoutSession,
    PortalSession,
    PortalConfiguration,
    Subscription,
    Schedule,
    Invoice,
    InvoiceItem,
    PaymentMethod,
    PaymentIntent,
    SetupIntent,
    Charge,
    TaxId,
    Event,
    Endpoint,
    Meter,
    /// Lines of invoices and items of subscriptions stand inside these; ids only.
    Line,
    Item,
    CheckoutItem,
    InvoicePayment,
    Request,
}

impl Kind {
    const ALL: &[Self] = &[
        Self::Customer,
        Self::Product,
        Self::Price,
        Self::PromotionCode,
        Self::Discount,
        Self::CheckoutSession,
        Self::PortalSession,
        Self::PortalConfiguration,
        Self::Schedule,
        Self::Subscription,
        Self::Invoice,
        Self::InvoiceItem,
        Self::PaymentMethod,
        Self::PaymentIntent,
        Self::SetupIntent,
        Self::Charge,
        Self::TaxId,
        Self::Event,
        Self::Endpoint,
        Self::Meter,
    ];

    pub(crate) fn prefix(self) -> &'static str {
        self.names().0
    }

    /// How errors call it: `No such customer: 'cus_1'`.
    pub(crate) fn noun(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Customer => ("cus_", "customer"),
            Self::Product => ("prod_", "product"),
            Self::Price => ("price_", "price"),
            Self::Coupon => ("", "coupon"),
            Self::PromotionCode => ("promo_", "promotion code"),
            Self::Discount => ("di_", "discount"),
            Self::CheckoutSession => ("cs_test_", "checkout.session"),
            Self::PortalSession => ("bps_", "billing portal session"),
            Self::PortalConfiguration => ("bpc_", "configuration"),
            Self::Subscription => ("sub_", "subscription"),
            Self::Schedule => ("sub_sched_", "subscription schedule"),
            Self::Invoice => ("in_", "invoice"),
            Self::InvoiceItem => ("ii_", "invoiceitem"),
            Self::PaymentMethod => ("pm_", "PaymentMethod"),
            Self::PaymentIntent => ("pi_", "payment_intent"),
            Self::SetupIntent => ("seti_", "setup_intent"),
            Self::Charge => ("ch_", "charge"),
            Self::TaxId => ("txi_", "tax_id"),
            Self::Event => ("evt_", "event"),
            Self::Endpoint => ("we_", "webhook endpoint"),
            Self::Meter => ("mtr_test_", "billing meter"),
            Self::Line => ("il_", "line item"),
            Self::Item => ("si_", "subscription item"),
            Self::CheckoutItem => ("li_", "line item"),
            Self::InvoicePayment => ("inpay_", "invoice payment"),
            Self::Request => ("req_", "request"),
        }
    }

    pub(crate) fn id_length(self) -> usize {
        match self {
            Self::Customer | Self::Product | Self::Item | Self::Request => 14,
            Self::CheckoutSession => 58,
            Self::Coupon => 8,
            _ => 24,
        }
    }

    /// The kind of an id. Coupons have ids of their maker, and are not found.
    pub(crate) fn of(id: &str) -> Option<Self> {
        let named = Self::ALL.iter().filter(|kind| id.starts_with(kind.prefix()));
        named.max_by_key(|kind| kind.prefix().len()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_no_subscription() {
        assert_eq!(Kind::of("sub_sched_1"), Some(Kind::Schedule));
        assert_eq!(Kind::of("sub_1"), Some(Kind::Subscription));
        assert_eq!(Kind::of("ORION20"), None);
    }
}
