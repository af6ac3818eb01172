//! From an order as Magalu sends it to the neutral form.

mod lines;
mod money;
mod people;
mod shape;

use super::status;
use connector_kit::{
    Payload, RemoteEntry, RemoteOrder, RemotePayment, RemoteRefund, RemoteTotals, SourceOrder, Taken,
    lenient::{Instant, Text, Unusable},
    limits,
};
use domain::{FailReason, LedgerKind, OrderStatus, PaymentStatus};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;
use shape::{Amounts, Delivery, Order};

/// It moves with everything that is done to an order, seen here or not.
const VOLATILE: &[&str] = &["updated_at"];

/// One record of a list; never fails as a whole.
pub(super) fn take(record: &RawValue) -> SourceOrder {
    let text = record.get();
    let payload = Payload::of(text);
    let digest = payload.digest(VOLATILE);
    let date = |key| member::<Instant>(&payload, key).known();
    SourceOrder {
        external_id: member::<Text<'_>>(&payload, "id").capped(64).unwrap_or_else(|| nameless(&digest)),
        digest,
        placed_at: date("purchased_at").or_else(|| date("created_at")),
        changed_at: date("updated_at"),
        version: date("updated_at"),
        taken: Taken::OnDemand(make),
        raw: text.as_bytes().into(),
    }
}

fn member<'a, T: Deserialize<'a> + Default>(payload: &Payload<'a>, key: &str) -> T {
    payload.get(key).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

fn nameless(digest: &[u8]) -> String {
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("?{hex}")
}

pub(super) fn make(payload: &[u8]) -> Taken {
    let order = serde_json::from_slice::<Order<'_>>(payload)
        .map_err(|error| Unusable::new(FailReason::Unreadable, format!("the order: {error}")));
    match order.and_then(|order| order_of(&order)) {
        Ok(order) => Taken::Order(Box::new(order)),
        Err(unusable) => Taken::Failed { reason: unusable.reason, detail: unusable.detail },
    }
}

fn order_of(order: &Order<'_>) -> Result<RemoteOrder, Unusable> {
    let id = order.id.capped(limits::EXTERNAL_ID).ok_or_else(|| Unusable::missing("id"))?;
    let amounts = &order.amounts.0;
    let currency = amounts.currency.as_str().ok_or_else(|| Unusable::missing("amounts.currency"))?;
    let currency = currency
        .parse()
        .map_err(|_| Unusable::new(FailReason::UnknownCurrency, format!("amounts.currency: {currency:?}")))?;
    let placed_at = match order.purchased_at.get("purchased_at")? {
        Some(at) => at,
        None => order.created_at.get("created_at")?.ok_or_else(|| Unusable::missing("purchased_at"))?,
    };
    let status = order.status.as_str().ok_or_else(|| Unusable::missing("status"))?;
    let approved_at = order.approved_at.get("approved_at")?;
    let deliveries: Vec<&Delivery<'_>> = order.deliveries.list.iter().map(|delivery| &delivery.0).collect();
    let words: Vec<&str> = deliveries.iter().map(|one| one.status.as_str().unwrap_or_default()).collect();
    let meaning = status::meaning(status, approved_at.is_some(), &words);
    let paid_at = approved_at.filter(|_| meaning.payment == PaymentStatus::Paid);
    let mut lines = lines::of(&order.deliveries)?;
    let mut totals = totals(amounts, &lines)?;
    let mut refunds = Vec::new();
    if meaning.payment == PaymentStatus::Paid && meaning.status != OrderStatus::Cancelled {
        let goes_on = |line: &lines::Line| words.get(line.delivery) != Some(&"cancelled");
        if totals.sum_of_parts() == totals.total {
            refunds = given_back(&deliveries, &lines, goes_on);
            totals.refunded = refunds.iter().map(|refund| refund.amount).sum::<Decimal>().min(totals.total);
        } else if lines.iter().any(goes_on) {
            // The totals may be those of what goes on.
            let left = self::totals(amounts, lines.iter().filter(|line| goes_on(line)))?;
            if left.sum_of_parts() == left.total {
                lines.retain(goes_on);
                totals = left;
            }
        }
    }
    let payment = if refunds.is_empty() { meaning.payment } else { PaymentStatus::PartiallyRefunded };
    let going_on = deliveries.iter().zip(&words).find(|(_, word)| **word != "cancelled");
    let shown = going_on.map(|(delivery, _)| *delivery).or(deliveries.first().copied());
    Ok(RemoteOrder {
        number: order
            .code
            .capped(limits::ORDER_NUMBER)
            .unwrap_or_else(|| id.chars().take(limits::ORDER_NUMBER).collect()),
        // The order is the purchase; what it is split into are its deliveries.
        purchase: None,
        status: meaning.status,
        payment,
        fulfilment: meaning.fulfilment,
        channel_status: order.status.capped(limits::CHANNEL_STATUS).unwrap_or_default(),
        is_test: false,
        placed_at,
        updated_at: order.updated_at.get("updated_at")?.unwrap_or(placed_at),
        paid_at,
        // The order does not tell when it was cancelled.
        cancelled_at: None,
        currency,
        ledger: ledger(amounts, totals.shipping)?,
        totals,
        lines: lines.into_iter().map(|line| line.line).collect(),
        buyer: people::buyer(&order.customer.0),
        billing: None,
        shipping: deliveries.iter().find_map(|delivery| people::address(&delivery.shipping.0)),
        shipping_method: shown.and_then(|one| one.shipping.0.provider.0.name.capped(limits::SHIPPING_METHOD)),
        payments: payments(order, paid_at)?,
        refunds,
        client_ip: None,
        user_agent: None,
        note: None,
        tags: Vec::new(),
    })
}

/// What the buyer has back of a paid order that goes on, some of whose deliveries were cancelled: these are still in its total. Nothing
/// where none goes on: then the order itself is over.
fn given_back(
    deliveries: &[&Delivery<'_>],
    lines: &[lines::Line],
    goes_on: impl Fn(&lines::Line) -> bool,
) -> Vec<RemoteRefund> {
    if !lines.iter().any(&goes_on) {
        return Vec::new();
    }
    let of = |(at, delivery): (usize, &&Delivery<'_>)| {
        let gone = lines.iter().filter(|line| line.delivery == at && !goes_on(line));
        let amount: Decimal = gone.map(|line| line.line.total + line.freight).sum();
        (amount > Decimal::ZERO).then(|| RemoteRefund {
            external_id: delivery.id.capped(limits::EXTERNAL_ID).unwrap_or_else(|| format!("#{}", at + 1)),
            amount,
            reason: None,
        })
    };
    deliveries.iter().enumerate().filter_map(of).collect()
}

/// Taxes lie inside the prices: the total is goods without discounts, and freight.
fn totals<'l>(
    amounts: &Amounts<'_>,
    lines: impl IntoIterator<Item = &'l lines::Line> + Clone,
) -> Result<RemoteTotals, Unusable> {
    let outer = amounts.normalizer;
    let sum = |part: fn(&lines::Line) -> Decimal| lines.clone().into_iter().map(part).sum();
    let taxes = amounts.taxes.list.iter().map(|tax| Ok(tax.get(outer, "amounts.taxes")?.unwrap_or_default()));
    Ok(RemoteTotals {
        goods: sum(|line| line.line.unit_price * line.line.quantity),
        discount: amounts
            .discount
            .get(outer, "amounts.discount")?
            .unwrap_or_else(|| sum(|line| line.line.discount)),
        shipping: amounts.freight.get(outer, "amounts.freight")?.unwrap_or_else(|| sum(|line| line.freight)),
        fees: Decimal::ZERO,
        tax: taxes.sum::<Result<Decimal, Unusable>>()?,
        tax_included: true,
        total: amounts
            .total
            .get(outer, "amounts.total")?
            .ok_or_else(|| Unusable::missing("amounts.total"))?,
        refunded: Decimal::ZERO,
    })
}

/// What the channel keeps, what the buyer paid for freight, and who bears a discount of which a part is said
/// to be `shared`. What cannot be read of it is left out: no total rests on it.
fn ledger(amounts: &Amounts<'_>, freight: Decimal) -> Result<Vec<RemoteEntry>, Unusable> {
    let outer = amounts.normalizer;
    let read = |money: &money::Money<'_>| money.get(outer, "").ok().flatten();
    let of_channel = amounts.discount.shared().and_then(|shared| read(&shared));
    let of_seller = read(&amounts.discount).zip(of_channel).map(|(whole, shared)| whole - shared);
    let commission = read(&amounts.commission)
        .map(|amount| (amount, "commission"))
        .or_else(|| read(&amounts.comission).map(|amount| (amount, "comission")));
    let entries = [
        (LedgerKind::Commission, commission),
        (LedgerKind::FreightBuyer, Some((freight, "freight"))),
        (LedgerKind::DiscountChannel, of_channel.map(|amount| (amount, "shared"))),
        (LedgerKind::DiscountSeller, of_seller.map(|amount| (amount, "discount"))),
    ];
    let entry = |(kind, told): (LedgerKind, Option<(Decimal, &str)>)| {
        let (amount, label) = told.filter(|(amount, _)| *amount > Decimal::ZERO)?;
        Some(RemoteEntry { kind, amount, label: Some(label.to_owned()) })
    };
    Ok(entries.into_iter().filter_map(entry).collect())
}

fn payments(
    order: &Order<'_>,
    paid_at: Option<chrono::DateTime<chrono::Utc>>,
) -> Result<Vec<RemotePayment>, Unusable> {
    let payment = |sent: &shape::Payment<'_>| {
        let Some(method) = sent.method.capped(limits::PAYMENT_METHOD) else { return Ok(None) };
        let amount = sent.amount.get(sent.normalizer, "payments.amount")?;
        Ok(amount.map(|amount| RemotePayment {
            method,
            title: sent.description.capped(limits::PAYMENT_TITLE),
            transaction_id: None,
            amount,
            paid_at,
        }))
    };
    order.payments.list.iter().filter_map(|sent| payment(&sent.0).transpose()).collect()
}

#[cfg(test)]
mod tests;
