//! From a connector's neutral order to the columns that the store writes.

use connector_kit::{PlatformSpec, RemoteAddress, RemoteBuyer, RemoteOrder, SourceOrder, Taken};
use domain::{
    Currency, Document, Environment, FailReason, Money, MoneyError, PlatformCategory, normalize_email,
    normalize_phone, search_text, view::catalog::sku_key,
};
use rust_decimal::Decimal;
use store::import::{Address, Buyer, Content, Entry, Line, OrderContent, Payment, Refund, SourceItem};

/// Where a record was read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    is_sandbox: bool,
    takes_no_commission: bool,
    keeps_people: bool,
}

impl Origin {
    pub fn new(spec: &PlatformSpec, environment: Environment) -> Self {
        Self {
            is_sandbox: environment == Environment::Sandbox,
            takes_no_commission: spec.category == PlatformCategory::Store,
            keeps_people: spec.category == PlatformCategory::Marketplace,
        }
    }
}

/// What the store writes for a record. What was sold in a sandbox is a test, whatever the platform says.
pub(crate) fn item(source: SourceOrder, origin: Origin) -> SourceItem {
    let mut content = made(source.taken, &source.raw);
    if let Content::Order(order) | Content::Withdrawn { order, .. } = &mut content {
        order.is_test |= origin.is_sandbox;
        order.takes_no_commission = origin.takes_no_commission;
        order.keeps_people = origin.keeps_people;
    }
    SourceItem {
        content,
        external_id: source.external_id,
        digest: source.digest,
        version: source.version,
        raw: source.raw,
    }
}

fn made(taken: Taken, payload: &[u8]) -> Content {
    let made = match taken {
        Taken::OnDemand(make) => return made(make(payload), payload),
        Taken::Order(order) => content(*order).map(|order| Content::Order(Box::new(order))),
        Taken::Withdrawn { order, reason } => {
            content(*order).map(|order| Content::Withdrawn { order: Box::new(order), reason })
        }
        Taken::Skipped(reason) => Ok(Content::Skipped(reason)),
        Taken::Failed { reason, detail } => Ok(Content::Failed { reason, detail }),
    };
    made.unwrap_or_else(|error| Content::Failed { reason: FailReason::OutOfRange, detail: error.to_string() })
}

fn content(order: RemoteOrder) -> Result<OrderContent, MoneyError> {
    let minor = |amount: Decimal| Money::new(amount, order.currency).minor();
    let totals = &order.totals;
    let difference = totals.sum_of_parts() - totals.total;
    let lines = order.lines.into_iter().map(|line| {
        Ok(Line {
            sku_key: line.sku.as_deref().and_then(sku_key),
            discount_minor: minor(line.discount)?,
            tax_minor: minor(line.tax)?,
            total_minor: minor(line.total)?,
            external_id: line.external_id,
            sku: line.sku,
            product_ref: line.product_ref,
            title: line.title,
            variant: line.variant,
            quantity: line.quantity,
            unit_price: line.unit_price,
        })
    });
    Ok(OrderContent {
        lines: lines.collect::<Result<_, _>>()?,
        payments: payments(order.payments, order.currency)?,
        refunds: refunds(order.refunds, order.currency)?,
        ledger: ledger(order.ledger, order.currency)?,
        buyer: buyer(order.buyer, order.billing.as_ref().or(order.shipping.as_ref())),
        addresses: addresses(order.billing, order.shipping),
        external_number_key: order.number.trim().trim_start_matches('#').to_lowercase(),
        external_number: order.number,
        purchase: order.purchase,
        status: order.status,
        payment_status: order.payment,
        fulfilment_status: order.fulfilment,
        channel_status: order.channel_status,
        is_test: order.is_test,
        takes_no_commission: false,
        keeps_people: false,
        placed_at: order.placed_at,
        changed_at: order.updated_at,
        paid_at: order.paid_at,
        cancelled_at: order.cancelled_at,
        goods_minor: minor(totals.goods)?,
        discount_minor: minor(totals.discount)?,
        shipping_minor: minor(totals.shipping)?,
        fees_minor: minor(totals.fees)?,
        tax_minor: minor(totals.tax)?,
        tax_included: totals.tax_included,
        total_minor: minor(totals.total)?,
        refunded_minor: minor(totals.refunded)?,
        difference_minor: minor(difference)?,
        currency: order.currency.to_string(),
        shipping_method: order.shipping_method,
        client_ip: order.client_ip,
        user_agent: order.user_agent,
        note: order.note,
        tags: order.tags,
    })
}

fn payments(
    payments: Vec<connector_kit::RemotePayment>,
    currency: Currency,
) -> Result<Vec<Payment>, MoneyError> {
    let payments = payments.into_iter().map(|payment| {
        Ok(Payment {
            amount_minor: Money::new(payment.amount, currency).minor()?,
            method: payment.method,
            title: payment.title,
            transaction_id: payment.transaction_id,
            paid_at: payment.paid_at,
        })
    });
    payments.collect()
}

fn refunds(refunds: Vec<connector_kit::RemoteRefund>, currency: Currency) -> Result<Vec<Refund>, MoneyError> {
    let refunds = refunds.into_iter().map(|refund| {
        Ok(Refund {
            amount_minor: Money::new(refund.amount, currency).minor()?,
            external_id: refund.external_id,
            reason: refund.reason,
        })
    });
    refunds.collect()
}

fn ledger(entries: Vec<connector_kit::RemoteEntry>, currency: Currency) -> Result<Vec<Entry>, MoneyError> {
    let entries = entries.into_iter().map(|entry| {
        Ok(Entry {
            amount_minor: Money::new(entry.amount, currency).minor()?,
            kind: entry.kind,
            label: entry.label,
        })
    });
    entries.collect()
}

fn buyer(buyer: RemoteBuyer, address: Option<&RemoteAddress>) -> Buyer {
    let country = address.and_then(|address| address.country.as_deref()).unwrap_or("BR");
    let phone = buyer.phone.as_deref().or_else(|| address.and_then(|address| address.phone.as_deref()));
    let name = [
        buyer.name.as_deref(),
        buyer.company.as_deref(),
        address.and_then(|address| address.name.as_deref()),
    ]
    .into_iter()
    .flatten()
    .find(|name| !name.trim().is_empty())
    .unwrap_or_default()
    .to_owned();
    Buyer {
        name_key: search_text(&name),
        known_document: buyer
            .document
            .as_deref()
            .and_then(|text| Document::parse(text).ok())
            .map(|d| d.as_str().to_owned()),
        known_email: buyer.email.as_deref().and_then(normalize_email),
        known_phone: phone.and_then(|phone| normalize_phone(phone, country)),
        phone: phone.map(str::to_owned),
        name,
        company: buyer.company,
        email: buyer.email,
        document: buyer.document,
    }
}

fn addresses(billing: Option<RemoteAddress>, shipping: Option<RemoteAddress>) -> Vec<Address> {
    let billing = billing.map(|address| self::address("billing", address));
    let shipping = shipping.map(|address| self::address("shipping", address));
    match (billing, shipping) {
        (Some(billing), Some(shipping)) if same_place(&billing, &shipping) => {
            vec![Address { kind: "both", phone: shipping.phone.or(billing.phone), ..billing }]
        }
        (billing, shipping) => billing.into_iter().chain(shipping).collect(),
    }
}

fn same_place(a: &Address, b: &Address) -> bool {
    let place = |address: &Address| {
        [
            &address.name,
            &address.street,
            &address.number,
            &address.complement,
            &address.district,
            &address.city,
            &address.state,
            &address.postal_code,
            &address.country,
            &address.full_text,
        ]
        .map(Clone::clone)
    };
    place(a) == place(b)
}

fn address(kind: &'static str, address: RemoteAddress) -> Address {
    Address {
        kind,
        name: address.name,
        phone: address.phone,
        street: address.street,
        number: address.number,
        complement: address.complement,
        district: address.district,
        city: address.city,
        state: address.state,
        postal_code: address.postal_code,
        country: address.country,
        full_text: address.full_text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(street: &str) -> RemoteAddress {
        RemoteAddress { street: Some(street.into()), phone: None, ..RemoteAddress::default() }
    }

    #[test]
    fn the_same_address_twice_is_one_row() {
        let kinds = |a, b| addresses(a, b).into_iter().map(|address| address.kind).collect::<Vec<_>>();
        assert_eq!(kinds(Some(place("Rua A")), Some(place("Rua A"))), ["both"]);
        assert_eq!(kinds(Some(place("Rua A")), Some(place("Rua B"))), ["billing", "shipping"]);
        assert_eq!(kinds(None, Some(place("Rua B"))), ["shipping"]);
        let told = |text: &str| RemoteAddress { full_text: Some(text.into()), ..RemoteAddress::default() };
        assert_eq!(kinds(Some(told("Rua A, 1")), Some(told("Rua B, 2"))), ["billing", "shipping"]);
    }

    #[test]
    fn a_buyer_is_known_by_valid_contacts_only() {
        let sent = RemoteBuyer {
            name: Some("  José ".into()),
            email: Some("sem email".into()),
            phone: Some("(11) 99999-0000".into()),
            document: Some("111.444.777-36".into()),
            ..RemoteBuyer::default()
        };
        let buyer = buyer(sent, None);
        assert_eq!(buyer.known_document, None);
        assert_eq!(buyer.known_email, None);
        assert_eq!(buyer.known_phone.as_deref(), Some("+5511999990000"));
        assert_eq!(buyer.document.as_deref(), Some("111.444.777-36"), "what was sent is kept");
        assert_eq!(buyer.name_key, "jose");
    }
}
