//! From an order and its parts as the platform sends them to the neutral form. Amounts are binary fractions and
//! are rounded to the currency's places.

mod lines;
mod money;
mod payments;
mod people;
mod shape;
mod states;

use super::{delivery::FULL, status::Facts};
use chrono::{DateTime, Utc};
use connector_kit::{
    ConnSettings, RemoteOrder, SourceOrder, Taken,
    lenient::{Object, Text, Unusable, capped, is_id},
    limits, payload_digest,
};
use domain::{Currency, FailReason, OrderStatus, PaymentStatus, SkipReason};
use shape::{Order, Sent};

/// What the platform moves by itself, or shows in one place and not in another.
const VOLATILE: &[&str] = &["date_last_updated", "last_updated"];

/// What must be known of an order before its parts are read.
#[derive(Debug, Default)]
pub(super) struct Glance {
    pub id: Option<String>,
    pub pack: Option<String>,
    pub shipment: Option<String>,
    pub billing: Option<String>,
    pub has_discount: bool,
    /// Three letters.
    pub site: String,
    pub currency: Option<String>,
    pub placed_at: Option<DateTime<Utc>>,
    pub changed_at: Option<DateTime<Utc>>,
}

impl Glance {
    /// Ids are those that may stand in a path.
    pub(super) fn of(order: &str) -> Self {
        let order = serde_json::from_str::<Object<Order<'_>>>(order).unwrap_or_default().0;
        let id = |text: &Text<'_>| text.as_str().filter(|id| is_id(id)).map(str::to_owned);
        let site = order.context.0.site.as_str();
        let is_site = |site: &&str| site.len() == 3 && site.bytes().all(|sign| sign.is_ascii_uppercase());
        let has_coupon = money::coupon(&order).is_ok_and(|coupon| !coupon.is_zero());
        Self {
            id: id(&order.id),
            pack: id(&order.pack_id),
            shipment: id(&order.shipping.0.id),
            billing: id(&order.buyer.0.billing_info.0.id),
            has_discount: has_coupon || order.has_tag("order_has_discount"),
            site: site.filter(is_site).unwrap_or("MLB").to_owned(),
            currency: order.currency_id.capped(3).filter(|code| code.parse::<Currency>().is_ok()),
            placed_at: order.date_created.known(),
            changed_at: changed_at(&order),
        }
    }
}

/// The date that the list can be asked by; where an order is read alone, the one that it has.
fn changed_at(order: &Order<'_>) -> Option<DateTime<Utc>> {
    order.date_last_updated.known().or_else(|| order.last_updated.known())
}

/// The order's own date, which lists and single orders both have. The other one may be later.
fn version(order: &Order<'_>) -> Option<DateTime<Utc>> {
    order.last_updated.known().or_else(|| order.date_last_updated.known())
}

/// An order and its parts by name, as sent; the order first. Never fails as a whole.
pub(super) fn take(parts: &[(&str, &str)], settings: &ConnSettings) -> SourceOrder {
    let members: Vec<String> = parts.iter().map(|(name, part)| format!("\"{name}\":{part}")).collect();
    let raw = format!("{{{}}}", members.join(","));
    let digest = digest(parts);
    let unknown = || {
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("?{hex}")
    };
    let (external_id, placed_at, [changed_at, version], taken) = match serde_json::from_str::<Sent<'_>>(&raw)
    {
        Ok(sent) => (
            sent.order.0.id.capped(20).unwrap_or_else(unknown),
            sent.order.0.date_created.known(),
            [changed_at(&sent.order.0), version(&sent.order.0)],
            verdict(&sent, settings),
        ),
        Err(error) => {
            let unusable = Unusable::new(FailReason::Unreadable, format!("the order: {error}"));
            (unknown(), None, [None; 2], failed(unusable))
        }
    };
    SourceOrder { external_id, digest, placed_at, changed_at, version, taken, raw: raw.into_bytes().into() }
}

/// What an order with its parts means, put together as [`take`] does.
pub(super) fn make(raw: &[u8], settings: &ConnSettings) -> Taken {
    match serde_json::from_slice::<Sent<'_>>(raw) {
        Ok(sent) => verdict(&sent, settings),
        Err(error) => failed(Unusable::new(FailReason::Unreadable, format!("the order: {error}"))),
    }
}

/// Of all parts, each without what moves in it.
fn digest(parts: &[(&str, &str)]) -> [u8; 16] {
    let hex = |digest: [u8; 16]| digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let members = parts.iter().map(|(name, part)| format!("{name} {}", hex(payload_digest(part, VOLATILE))));
    payload_digest(&members.collect::<Vec<_>>().join(" "), &[])
}

pub(super) fn failed(unusable: Unusable) -> Taken {
    Taken::Failed { reason: unusable.reason, detail: unusable.detail }
}

fn verdict(sent: &Sent<'_>, settings: &ConnSettings) -> Taken {
    if settings.skip_test_orders && sent.order.0.has_tag("test_order") {
        return Taken::Skipped(SkipReason::TestOrder);
    }
    match order_of(sent) {
        Ok(order) => Taken::Order(Box::new(order)),
        Err(unusable) => failed(unusable),
    }
}

fn order_of(sent: &Sent<'_>) -> Result<RemoteOrder, Unusable> {
    let order = &sent.order.0;
    let id = order.id.capped(20).ok_or_else(|| Unusable::missing("id"))?;
    let currency = order.currency_id.as_str().ok_or_else(|| Unusable::missing("currency_id"))?;
    let currency: Currency = currency
        .parse()
        .map_err(|_| Unusable::new(FailReason::UnknownCurrency, format!("currency_id: {currency:?}")))?;
    let placed_at =
        order.date_created.get("date_created")?.ok_or_else(|| Unusable::missing("date_created"))?;
    let facts = facts(sent);
    let (payment, status) = (facts.payment(), facts.order());
    let places = currency.decimals();
    let lines = lines::lines(order, places)?;
    let mut totals = money::totals(sent, &lines, places)?;
    let refunds = payments::refunds(order, payment, totals.total, places);
    totals.refunded = refunds.iter().map(|refund| refund.amount).sum();
    let shipment = sent.shipment();
    let times = [&order.date_last_updated, &order.last_updated, &shipment.last_updated];
    let updated_at = times.into_iter().filter_map(|time| time.known()).max().unwrap_or(placed_at);
    let words = [order.status.as_str(), shipment.status.as_str(), shipment.substatus.as_str()];
    let words: Vec<_> = words.into_iter().flatten().collect();
    let is_settled = payment.counts_as_paid() || payment == PaymentStatus::Refunded;
    let closed_at = order.date_closed.known().filter(|_| is_settled);
    let cancelled_at = order.cancel_detail.0.date.known().unwrap_or(updated_at);
    let pack = order.pack_id.capped(limits::ORDER_NUMBER);
    Ok(RemoteOrder {
        number: pack.clone().unwrap_or(id),
        purchase: pack,
        status,
        payment,
        fulfilment: facts.fulfilment(),
        channel_status: capped(&words.join(" "), limits::CHANNEL_STATUS).unwrap_or_default(),
        is_test: order.has_tag("test_order"),
        placed_at,
        updated_at,
        paid_at: payments::paid_at(order).or(closed_at).filter(|_| payment != PaymentStatus::Unknown),
        cancelled_at: (status == OrderStatus::Cancelled).then_some(cancelled_at),
        currency,
        ledger: money::ledger(sent, &totals, places)?,
        totals,
        lines,
        buyer: people::buyer(sent),
        billing: people::billing(sent),
        shipping: people::shipping(sent),
        shipping_method: shipment
            .lead_time
            .0
            .shipping_method
            .0
            .name
            .capped(limits::SHIPPING_METHOD)
            .or_else(|| shipment.tracking_method.capped(limits::SHIPPING_METHOD)),
        payments: payments::payments(order, places),
        refunds,
        client_ip: None,
        user_agent: None,
        note: None,
        tags: tags(sent),
    })
}

fn facts<'a>(sent: &'a Sent<'_>) -> Facts<'a> {
    let order = &sent.order.0;
    Facts {
        order: order.status.as_str(),
        payments: order.payments.list.iter().filter_map(|payment| payment.0.status.as_str()).collect(),
        tags: order.tags.list.iter().filter_map(Text::as_str).collect(),
        not_done: order.fulfilled.as_str() == Some("false"),
        has_shipment: order.shipping.0.id.as_str().is_some(),
        is_full: sent.shipment().logistic.0.kind.as_str() == Some(FULL),
        shipment: sent.shipment().status.as_str(),
        substatus: sent.shipment().substatus.as_str(),
    }
}

/// The order's tags, and by whom it is sent: Full and Flex are handled in their own ways.
fn tags(sent: &Sent<'_>) -> Vec<String> {
    let logistic = &sent.shipment().logistic.0.kind;
    let tags = sent.order.0.tags.list.iter().chain(std::iter::once(logistic));
    tags.filter_map(|tag| tag.capped(limits::TAG)).take(250).collect()
}

#[cfg(test)]
mod tests;
