//! From an order as WooCommerce sends it to the neutral form.

mod people;
mod shape;

use super::status::{self, Money};
use connector_kit::{
    RemoteLine, RemoteOrder, RemotePayment, RemoteRefund, RemoteTotals, SourceOrder, Taken,
    lenient::{Text, Unusable, capped_note},
    payload_digest,
};
use domain::FailReason;
use rust_decimal::Decimal;
use serde_json::value::RawValue;
use shape::{Line, Order};

/// Merely opening an order in the shop's back office moves these.
const VOLATILE: &[&str] = &["date_modified", "date_modified_gmt"];

/// One record of a list; never fails as a whole.
pub(super) fn take(record: &RawValue) -> SourceOrder {
    let text = record.get();
    let digest = payload_digest(text, VOLATILE);
    let unknown = || {
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("?{hex}")
    };
    let (external_id, placed_at, changed_at, taken) = match serde_json::from_str::<Order<'_>>(text) {
        Ok(order) => (
            order.id.capped(64).unwrap_or_else(unknown),
            order.date_created_gmt.known(),
            order.date_modified_gmt.known(),
            verdict(&order),
        ),
        Err(error) => {
            let detail = Unusable::new(FailReason::Unreadable, format!("the order: {error}"));
            (unknown(), None, None, failed(detail))
        }
    };
    SourceOrder { external_id, digest, placed_at, changed_at, taken, raw: text.as_bytes().into() }
}

fn failed(unusable: Unusable) -> Taken {
    Taken::Failed { reason: unusable.reason, detail: unusable.detail }
}

fn verdict(order: &Order<'_>) -> Taken {
    if let Some(reason) = order.status.as_str().and_then(status::skipped) {
        return Taken::Skipped(reason);
    }
    match order_of(order) {
        Ok(order) => Taken::Order(Box::new(order)),
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
        number: order.number.capped(100).unwrap_or_else(|| id.chars().take(100).collect()),
        status: meaning.status,
        payment: meaning.payment,
        fulfilment: meaning.fulfilment,
        channel_status: order.status.capped(100).unwrap_or_default(),
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
        shipping_method: order.shipping_lines.list.first().and_then(|method| method.method_title.capped(200)),
        payments: payments(order, total, money),
        refunds,
        client_ip: order.customer_ip_address.as_str().and_then(|ip| ip.parse().ok()),
        user_agent: order.customer_user_agent.capped(500),
        note: order.customer_note.as_str().and_then(|note| capped_note(note, 5_000)),
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
    let product = |id: &Text<'_>| id.as_str().filter(|id| *id != "0").and_then(|_| id.capped(64));
    let name = line.name.capped(500);
    let parent = line.parent_name.capped(500);
    let (title, variant) = match (&name, &parent) {
        (Some(name), Some(parent)) => {
            let variant = name.strip_prefix(parent.as_str()).and_then(|rest| rest.strip_prefix(" - "));
            (variant.map_or(name, |_| parent).clone(), variant.map(str::to_owned))
        }
        _ => (name.or(parent).unwrap_or_default(), None),
    };
    Ok(RemoteLine {
        external_id: line.id.capped(64).unwrap_or_default(),
        sku: line.sku.capped(200),
        product_ref: product(&line.variation_id).or_else(|| product(&line.product_id)),
        title,
        variant,
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
            reason: refund.reason.capped(500),
        })
    });
    list.collect()
}

fn payments(order: &Order<'_>, total: Decimal, money: Money) -> Vec<RemotePayment> {
    let Some(method) = order.payment_method.capped(100) else { return Vec::new() };
    let paid_at = order.date_paid_gmt.known().filter(|_| money.paid);
    vec![RemotePayment {
        method,
        title: order.payment_method_title.capped(200),
        transaction_id: order.transaction_id.capped(200),
        amount: total,
        paid_at,
    }]
}

#[cfg(test)]
mod tests;
