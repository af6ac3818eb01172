//! From an order as WooCommerce sends it to the neutral form.

mod people;
mod shape;

use super::status::{self, Money};
use connector_kit::{
    Payload, RemoteLine, RemoteOrder, RemotePayment, RemoteRefund, RemoteTotals, SourceOrder, Taken,
    lenient::{Instant, Text, Unusable, capped, capped_note},
    limits, payload_digest,
};
use domain::{FailReason, SkipReason};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;
use shape::{Line, Order};

/// Merely opening an order in the shop's back office moves these.
const VOLATILE: &[&str] = &["date_modified", "date_modified_gmt"];

/// One record of a list; never fails as a whole.
pub(super) fn take(record: &RawValue) -> SourceOrder {
    let text = record.get();
    let payload = Payload::of(text);
    let digest = payload.digest(VOLATILE);
    let changed_at = member::<Instant>(&payload, "date_modified_gmt").known();
    SourceOrder {
        external_id: member::<Text<'_>>(&payload, "id").capped(64).unwrap_or_else(|| nameless(&digest)),
        digest,
        placed_at: member::<Instant>(&payload, "date_created_gmt").known(),
        changed_at,
        version: changed_at,
        taken: Taken::OnDemand(make),
        raw: text.as_bytes().into(),
    }
}

fn member<'a, T: Deserialize<'a> + Default>(payload: &Payload<'a>, key: &str) -> T {
    payload.get(key).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

pub(super) fn make(payload: &[u8]) -> Taken {
    match serde_json::from_slice::<Order<'_>>(payload) {
        Ok(order) => verdict(&order),
        Err(error) => failed(Unusable::new(FailReason::Unreadable, format!("the order: {error}"))),
    }
}

/// What the shop lists and cannot show whole; `brief` are the members that it can.
pub(super) fn unshown(brief: &RawValue, why: &str) -> SourceOrder {
    SourceOrder { taken: failed(Unusable::new(FailReason::Unreadable, why)), ..take(brief) }
}

/// What the shop lists and cannot show at all, known by its `place` alone.
pub(super) fn unknown(place: &str, why: &str) -> SourceOrder {
    let digest = payload_digest(place, &[]);
    SourceOrder {
        external_id: nameless(&digest),
        digest,
        placed_at: None,
        changed_at: None,
        version: None,
        taken: failed(Unusable::new(FailReason::Unreadable, format!("{place}: {why}"))),
        raw: b"null".as_slice().into(),
    }
}

fn nameless(digest: &[u8]) -> String {
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("?{hex}")
}

fn failed(unusable: Unusable) -> Taken {
    Taken::Failed { reason: unusable.reason, detail: unusable.detail }
}

fn verdict(order: &Order<'_>) -> Taken {
    let status = order.status.as_str().unwrap_or_default();
    if status::is_draft(status) {
        return Taken::Skipped(SkipReason::Draft);
    }
    match order_of(order) {
        Ok(order) if status::is_trashed(status) => {
            Taken::Withdrawn { order: Box::new(order), reason: SkipReason::Trashed }
        }
        Ok(order) => Taken::Order(Box::new(order)),
        Err(_) if status::is_trashed(status) => Taken::Skipped(SkipReason::Trashed),
        Err(unusable) => failed(unusable),
    }
}

fn order_of(order: &Order<'_>) -> Result<RemoteOrder, Unusable> {
    let id = order.id.as_str().ok_or_else(|| Unusable::missing("id"))?;
    let currency = order.currency.as_str().ok_or_else(|| Unusable::missing("currency"))?;
    let currency = currency
        .parse()
        .map_err(|_| Unusable::new(FailReason::UnknownCurrency, format!("currency: {currency:?}")))?;
    let placed_at = order
        .date_created_gmt
        .get("date_created_gmt")?
        .ok_or_else(|| Unusable::missing("date_created_gmt"))?;
    let paid_at = order.date_paid_gmt.get("date_paid_gmt")?;
    let total = order.total.get("total")?.ok_or_else(|| Unusable::missing("total"))?;
    let refunds = refunds(order)?;
    let refunded: Decimal = refunds.iter().map(|refund| refund.amount).sum();
    let status = order.status.as_str().ok_or_else(|| Unusable::missing("status"))?;
    let money = Money {
        paid: paid_at.is_some(),
        cash_on_delivery: order.payment_method.as_str() == Some("cod"),
        total,
        refunded,
    };
    let meaning = status::meaning(status, money);
    if order.line_items.overflow {
        return Err(Unusable::new(FailReason::OutOfRange, "line_items: more than 5000"));
    }
    let lines = order.line_items.list.iter().map(line).collect::<Result<Vec<_>, _>>()?;
    let fees = order.fee_lines.list.iter().map(|fee| fee.total.or_zero("fee_lines.total"));
    let totals = RemoteTotals {
        goods: lines.iter().map(|line| line.total + line.discount).sum(),
        discount: order.discount_total.or_zero("discount_total")?,
        shipping: order.shipping_total.or_zero("shipping_total")?,
        fees: fees.sum::<Result<Decimal, _>>()?,
        tax: order.total_tax.or_zero("total_tax")?,
        // Line values are without tax, however the catalogue was entered.
        tax_included: false,
        total,
        refunded,
    };
    let meta = people::Meta::of(&order.meta_data.list);
    Ok(RemoteOrder {
        number: order
            .number
            .capped(limits::ORDER_NUMBER)
            .unwrap_or_else(|| id.chars().take(limits::ORDER_NUMBER).collect()),
        purchase: None,
        status: meaning.status,
        payment: meaning.payment,
        fulfilment: status::with_fulfilments(meaning.fulfilment, meta.fulfilments.as_deref()),
        channel_status: order.status.capped(limits::CHANNEL_STATUS).unwrap_or_default(),
        is_test: false,
        placed_at,
        updated_at: order.date_modified_gmt.get("date_modified_gmt")?.unwrap_or(placed_at),
        paid_at,
        // The shop keeps no time of cancellation.
        cancelled_at: None,
        currency,
        totals,
        lines,
        buyer: people::buyer(order, &meta),
        billing: people::address(&order.billing.0, None),
        shipping: people::address(&order.shipping.0, Some(&order.billing.0)),
        shipping_method: order
            .shipping_lines
            .list
            .first()
            .and_then(|method| method.method_title.capped(limits::SHIPPING_METHOD)),
        payments: payments(order, total, money),
        refunds,
        ledger: Vec::new(),
        client_ip: order.customer_ip_address.as_str().and_then(|ip| ip.parse().ok()),
        user_agent: order.customer_user_agent.capped(limits::USER_AGENT),
        note: order.customer_note.as_str().and_then(|note| capped_note(note, limits::NOTE)),
        tags: Vec::new(),
    })
}

fn line(line: &Line<'_>) -> Result<RemoteLine, Unusable> {
    let quantity = line.quantity.get("line_items.quantity")?.unwrap_or(Decimal::ONE);
    let total = line.total.get("line_items.total")?;
    let subtotal = line.subtotal.get("line_items.subtotal")?;
    let total = total.or(subtotal).ok_or_else(|| Unusable::missing("line_items.total"))?;
    let subtotal = subtotal.unwrap_or(total);
    // The payload's own price is a binary fraction after discounts: not used.
    let unit_price = subtotal.checked_div(quantity).unwrap_or(subtotal).round_dp(6);
    let (name, parent) = (line.name.as_str(), line.parent_name.as_str());
    let variant = name.zip(parent).and_then(|(name, parent)| name.strip_prefix(parent)?.strip_prefix(" - "));
    let title = if variant.is_some() { parent } else { name.or(parent) };
    Ok(RemoteLine {
        external_id: line.id.capped(64).unwrap_or_default(),
        sku: line.sku.capped(limits::SKU),
        product_ref: line.variation_id.code().or_else(|| line.product_id.code()),
        title: title.and_then(|title| capped(title, limits::TITLE)).unwrap_or_default(),
        variant: variant.and_then(|variant| capped(variant, limits::VARIANT)),
        quantity,
        unit_price,
        discount: subtotal - total,
        tax: line.total_tax.or_zero("line_items.total_tax")?,
        total,
    })
}

fn refunds(order: &Order<'_>) -> Result<Vec<RemoteRefund>, Unusable> {
    let list = order.refunds.list.iter().map(|refund| {
        Ok(RemoteRefund {
            external_id: refund.id.capped(64).unwrap_or_default(),
            amount: refund.total.or_zero("refunds.total")?.abs(),
            reason: refund.reason.capped(limits::REFUND_REASON),
        })
    });
    list.collect()
}

fn payments(order: &Order<'_>, total: Decimal, money: Money) -> Vec<RemotePayment> {
    let Some(method) = order.payment_method.capped(limits::PAYMENT_METHOD) else { return Vec::new() };
    let paid_at = order.date_paid_gmt.known().filter(|_| money.paid);
    vec![RemotePayment {
        method,
        title: order.payment_method_title.capped(limits::PAYMENT_TITLE),
        transaction_id: order.transaction_id.capped(limits::TRANSACTION_ID),
        amount: total,
        paid_at,
    }]
}

#[cfg(test)]
mod tests;
