//! The states of a sale in words and tones.

use domain::{
    FulfilmentStatus, LedgerKind, OrderStatus, PaymentStatus,
    view::orders::{CustomerMatch, FulfilmentFilter},
};
use i18n::{ChannelWords, Orders};
use ui::Tone;

pub(crate) fn order_status(t: Orders, status: OrderStatus) -> (Tone, &'static str) {
    match status {
        OrderStatus::Open => (Tone::Info, t.order_open()),
        OrderStatus::Completed => (Tone::Positive, t.order_completed()),
        OrderStatus::Cancelled => (Tone::Neutral, t.order_cancelled()),
        OrderStatus::Failed => (Tone::Neutral, t.order_failed()),
        OrderStatus::Unknown => (Tone::Warning, t.order_unknown()),
    }
}

pub(crate) fn payment_status(t: Orders, status: PaymentStatus) -> (Tone, &'static str) {
    match status {
        PaymentStatus::Pending => (Tone::Warning, t.payment_pending()),
        PaymentStatus::Authorized => (Tone::Info, t.payment_authorized()),
        PaymentStatus::PartiallyPaid => (Tone::Warning, t.payment_partially_paid()),
        PaymentStatus::Paid => (Tone::Positive, t.payment_paid()),
        PaymentStatus::PartiallyRefunded => (Tone::Info, t.payment_partially_refunded()),
        PaymentStatus::Refunded => (Tone::Neutral, t.payment_refunded()),
        PaymentStatus::Voided => (Tone::Neutral, t.payment_voided()),
        PaymentStatus::Unknown => (Tone::Warning, t.payment_unknown()),
    }
}

pub(crate) fn fulfilment_status(t: Orders, status: FulfilmentStatus) -> (Tone, &'static str) {
    match status {
        FulfilmentStatus::Unfulfilled => (Tone::Warning, t.fulfilment_unfulfilled()),
        FulfilmentStatus::Partial => (Tone::Warning, t.fulfilment_partial()),
        FulfilmentStatus::Fulfilled => (Tone::Positive, t.fulfilment_fulfilled()),
        FulfilmentStatus::NotRequired => (Tone::Neutral, t.fulfilment_not_required()),
        FulfilmentStatus::ByChannel => (Tone::Info, t.fulfilment_by_channel()),
        FulfilmentStatus::OnHold => (Tone::Warning, t.fulfilment_on_hold()),
        FulfilmentStatus::Returned => (Tone::Neutral, t.fulfilment_returned()),
        FulfilmentStatus::Unknown => (Tone::Warning, t.fulfilment_unknown()),
    }
}

pub(crate) fn fulfilment_filter(t: Orders, filter: FulfilmentFilter) -> &'static str {
    match filter {
        FulfilmentFilter::ToShip => t.fulfilment_to_ship(),
        FulfilmentFilter::Of(status) => fulfilment_status(t, status).1,
    }
}

/// The shipping of a sale as it is shown; nothing where it has none.
pub(crate) fn shown_fulfilment(
    t: Orders,
    status: OrderStatus,
    fulfilment: FulfilmentStatus,
) -> Option<(Tone, &'static str)> {
    fulfilment.is_of(status).then(|| fulfilment_status(t, fulfilment))
}

pub(crate) fn known_by(t: Orders, by: CustomerMatch) -> &'static str {
    match by {
        CustomerMatch::Document => t.known_by_document(),
        CustomerMatch::Email => t.known_by_email(),
        CustomerMatch::Phone => t.known_by_phone(),
        CustomerMatch::New => t.known_by_new(),
    }
}

/// What a channel's own status means, as far as its words are known: several stand beside each other. None if none of them is.
pub(crate) fn channel_status(t: ChannelWords, platform: &str, status: &str) -> Option<String> {
    let word = |word: &str| t.status(&format!("{platform}_{}", word.to_ascii_lowercase().replace('-', "_")));
    let mut told: Vec<_> = status.split(' ').map(word).filter(|told| !told.is_empty()).collect();
    told.dedup();
    (!told.is_empty()).then(|| told.join(", "))
}

/// What a channel's name of an entry adds to the kind that it is of; nothing where it says the same.
pub(crate) fn ledger_label(t: Orders, label: &str) -> Option<String> {
    const SAYS_NO_MORE: [&str; 10] = [
        "freight",
        "discount",
        "shared",
        "seller_discount",
        "platform_discount",
        "shipping_fee",
        "shipping_fee_seller_discount",
        "shipping_fee_platform_discount",
        "tax",
        "commission",
    ];
    if SAYS_NO_MORE.contains(&label) {
        return None;
    }
    let told = t.ledger_label(label);
    Some(if told.is_empty() { label.to_owned() } else { told })
}

/// How it was paid: the channel's own words where it has some, else what its codes mean, and the code that says more.
pub(crate) fn payment_way(t: Orders, method: &str, title: Option<&str>) -> (String, Option<String>) {
    let is_code = |text: &str| {
        text.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "_-".contains(sign))
    };
    if let Some(title) = title.filter(|title| !title.is_empty() && !is_code(title)) {
        return (title.to_owned(), None);
    }
    let method_told = t.payment_way(&method.replace('-', "_"));
    if !method_told.is_empty() {
        return (method_told, None);
    }
    // A brand of cards stands behind the kind of payment that it is.
    let told = title.map(|title| t.payment_way(&title.replace('-', "_"))).filter(|told| !told.is_empty());
    match told {
        Some(told) => (told, Some(method.to_owned()).filter(|method| !method.is_empty())),
        None if !is_code(method) => (method.to_owned(), None),
        // People write in small letters too, so a title is not left out.
        None => {
            let code = title.filter(|title| !title.is_empty()).unwrap_or(method);
            (t.payment_way_unknown().to_owned(), Some(code.to_owned()).filter(|code| !code.is_empty()))
        }
    }
}

pub(crate) fn ledger_kind(t: Orders, kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Commission => t.ledger_commission(),
        LedgerKind::Fee => t.ledger_fee(),
        LedgerKind::FreightBuyer => t.ledger_freight_buyer(),
        LedgerKind::FreightSeller => t.ledger_freight_seller(),
        LedgerKind::FreightChannel => t.ledger_freight_channel(),
        LedgerKind::DiscountSeller => t.ledger_discount_seller(),
        LedgerKind::DiscountChannel => t.ledger_discount_channel(),
        LedgerKind::Tax => t.ledger_tax(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use i18n::Texts;

    #[test]
    fn ways_to_pay_are_told_in_words() {
        let t = Texts::new(domain::Locale::PtBr);
        let way = |method, title| payment_way(t.orders(), method, title);
        assert_eq!(way("pix", Some("bank_transfer")), ("Pix".to_owned(), None));
        assert_eq!(
            way("master", Some("credit_card")),
            ("Cartão de crédito".to_owned(), Some("master".to_owned()))
        );
        assert_eq!(way("woo-x", Some("Pagar.me")), ("Pagar.me".to_owned(), None));
        assert_eq!(way("new_way", None), ("Outra forma".to_owned(), Some("new_way".to_owned())));
        assert_eq!(way("Shopify Payments", None), ("Shopify Payments".to_owned(), None));
    }

    #[test]
    fn the_status_of_a_channel_is_told_as_far_as_it_is_known() {
        let t = Texts::new(domain::Locale::PtBr).channel_words();
        let told = |platform, status| channel_status(t, platform, status);
        assert_eq!(told("woocommerce", "on-hold").as_deref(), Some("Aguardando"));
        assert_eq!(told("shopify", "PAID UNFULFILLED").as_deref(), Some("Pago, Não processado"));
        assert_eq!(
            told("mercadolivre", "paid ready_to_ship new_one").as_deref(),
            Some("Pago, Pronto para envio")
        );
        assert_eq!((told("woocommerce", "em-separacao"), told("woocommerce", "")), (None, None));
    }

    #[test]
    fn entries_are_named_only_where_that_says_more() {
        let t = Texts::new(domain::Locale::PtBr);
        assert_eq!(ledger_label(t.orders(), "freight"), None);
        assert_eq!(ledger_label(t.orders(), "gold_pro").as_deref(), Some("Anúncio Premium"));
        assert_eq!(ledger_label(t.orders(), "new_fee").as_deref(), Some("new_fee"));
    }
}
