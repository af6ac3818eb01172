//! From an order as the platform sends it to the neutral form.

mod shape;

use super::status::{self, Money};
use connector_kit::{
    Payload, RemoteAddress, RemoteBuyer, RemoteLine, RemoteOrder, RemotePayment, RemoteRefund, RemoteTotals,
    SourceOrder, Taken,
    lenient::{Instant, Object, Text, Unusable, capped},
    limits, payload_digest,
};
use domain::{Currency, FailReason, OrderStatus};
use rust_decimal::Decimal;
use serde::Deserialize;
use shape::{Address, Buyer, Line, Order};

/// What the platform moves without a change of the order. The status is told by itself.
const VOLATILE: &[&str] = &["changed_at"];

/// One record of a list; never fails as a whole.
pub(super) fn take(order: &str) -> SourceOrder {
    let payload = Payload::of(order);
    let digest = payload_digest(order, VOLATILE);
    let unnamed = || format!("?{}", digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let changed_at = member::<Instant>(&payload, "changed_at").known();
    SourceOrder {
        external_id: member::<Text<'_>>(&payload, "id").capped(limits::EXTERNAL_ID).unwrap_or_else(unnamed),
        digest,
        placed_at: member::<Instant>(&payload, "placed_at").known(),
        changed_at,
        version: changed_at,
        taken: Taken::OnDemand(make),
        raw: order.as_bytes().into(),
    }
}

fn member<'a, T: Deserialize<'a> + Default>(payload: &Payload<'a>, key: &str) -> T {
    payload.get(key).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

pub(super) fn make(raw: &[u8]) -> Taken {
    let order = match serde_json::from_slice::<Object<Order<'_>>>(raw) {
        Ok(Object(order)) => order_of(&order),
        Err(error) => Err(Unusable::new(FailReason::Unreadable, format!("the order: {error}"))),
    };
    match order {
        Ok(order) => Taken::Order(Box::new(order)),
        Err(Unusable { reason, detail }) => Taken::Failed { reason, detail },
    }
}

fn order_of(order: &Order<'_>) -> Result<RemoteOrder, Unusable> {
    let id = order.id.capped(limits::ORDER_NUMBER).ok_or_else(|| Unusable::missing("id"))?;
    let word = order.status.as_str().ok_or_else(|| Unusable::missing("status"))?;
    let placed_at = order.placed_at.get("placed_at")?.ok_or_else(|| Unusable::missing("placed_at"))?;
    let paid_at = order.paid_at.get("paid_at")?;
    let lines = lines(order)?;
    let refunds = refunds(order)?;
    let totals = totals(order, &lines, &refunds)?;
    let money = Money { has_time: paid_at.is_some(), total: totals.total, refunded: totals.refunded };
    let meaning = status::meaning(word, money);
    let payment = order.payment_method.capped(limits::PAYMENT_METHOD).map(|method| RemotePayment {
        method,
        title: None,
        transaction_id: None,
        amount: totals.total,
        paid_at,
    });
    Ok(RemoteOrder {
        number: order.number.capped(limits::ORDER_NUMBER).unwrap_or(id),
        purchase: None,
        is_test: false,
        placed_at,
        updated_at: order.changed_at.get("changed_at")?.unwrap_or(placed_at),
        paid_at,
        cancelled_at: order.cancelled_at.known().filter(|_| meaning.status == OrderStatus::Cancelled),
        status: meaning.status,
        payment: meaning.payment,
        fulfilment: meaning.fulfilment,
        channel_status: capped(word, limits::CHANNEL_STATUS).unwrap_or_default(),
        currency: currency(order)?,
        totals,
        lines,
        buyer: buyer(&order.buyer.0),
        billing: None,
        shipping: address(&order.address.0, &order.buyer.0),
        shipping_method: order.shipping_method.capped(limits::SHIPPING_METHOD),
        payments: payment.into_iter().collect(),
        refunds,
        ledger: Vec::new(),
        client_ip: None,
        user_agent: None,
        note: None,
        tags: Vec::new(),
    })
}

fn currency(order: &Order<'_>) -> Result<Currency, Unusable> {
    let code = order.currency.as_str().ok_or_else(|| Unusable::missing("currency"))?;
    code.parse().map_err(|_| Unusable::new(FailReason::UnknownCurrency, format!("currency: {code:?}")))
}

fn totals(
    order: &Order<'_>,
    lines: &[RemoteLine],
    refunds: &[RemoteRefund],
) -> Result<RemoteTotals, Unusable> {
    Ok(RemoteTotals {
        goods: lines.iter().map(|line| line.total + line.discount).sum(),
        discount: lines.iter().map(|line| line.discount).sum(),
        shipping: order.shipping.or_zero("shipping")?,
        fees: Decimal::ZERO,
        tax: order.tax.or_zero("tax")?,
        tax_included: false,
        total: order.total.get("total")?.ok_or_else(|| Unusable::missing("total"))?,
        refunded: refunds.iter().map(|refund| refund.amount).sum(),
    })
}

fn lines(order: &Order<'_>) -> Result<Vec<RemoteLine>, Unusable> {
    if order.lines.overflow {
        return Err(Unusable::new(FailReason::OutOfRange, "lines: more than 5000"));
    }
    order.lines.list.iter().map(|Object(sent)| line(sent)).collect()
}

fn line(sent: &Line<'_>) -> Result<RemoteLine, Unusable> {
    let quantity = sent.quantity.get("lines.quantity")?.ok_or_else(|| Unusable::missing("lines.quantity"))?;
    let unit_price =
        sent.unit_price.get("lines.unit_price")?.ok_or_else(|| Unusable::missing("lines.unit_price"))?;
    let discount = sent.discount.or_zero("lines.discount")?;
    Ok(RemoteLine {
        external_id: sent.id.capped(limits::EXTERNAL_ID).unwrap_or_default(),
        sku: sent.sku.capped(limits::SKU),
        product_ref: sent.product_id.code(),
        title: sent.title.capped(limits::TITLE).unwrap_or_default(),
        variant: sent.variant.capped(limits::VARIANT),
        quantity,
        unit_price,
        discount,
        tax: sent.tax.or_zero("lines.tax")?,
        total: unit_price * quantity - discount,
    })
}

/// Money that is with the buyer again.
fn refunds(order: &Order<'_>) -> Result<Vec<RemoteRefund>, Unusable> {
    let mut refunds = Vec::new();
    for Object(sent) in &order.refunds.list {
        let amount = sent.amount.or_zero("refunds.amount")?;
        if amount > Decimal::ZERO {
            refunds.push(RemoteRefund {
                external_id: sent.id.capped(limits::EXTERNAL_ID).unwrap_or_default(),
                amount,
                reason: sent.reason.capped(limits::REFUND_REASON),
            });
        }
    }
    Ok(refunds)
}

/// A text that is not hidden behind stars.
fn shown(text: &Text<'_>, limit: usize) -> Option<String> {
    text.capped(limit).filter(|text| !text.contains('*'))
}

fn buyer(sent: &Buyer<'_>) -> RemoteBuyer {
    RemoteBuyer {
        external_id: sent.id.capped(limits::EXTERNAL_ID),
        name: shown(&sent.name, limits::PERSON_NAME),
        company: None,
        email: shown(&sent.email, limits::EMAIL),
        phone: shown(&sent.phone, limits::PHONE),
        document: shown(&sent.document, limits::DOCUMENT),
    }
}

/// The address, `None` where nothing of it is told.
fn address(sent: &Address<'_>, buyer: &Buyer<'_>) -> Option<RemoteAddress> {
    let address = RemoteAddress {
        name: shown(&buyer.name, limits::PERSON_NAME),
        phone: shown(&buyer.phone, limits::PHONE),
        street: shown(&sent.street, limits::STREET),
        number: shown(&sent.number, limits::STREET_NUMBER),
        complement: shown(&sent.complement, limits::COMPLEMENT),
        district: shown(&sent.district, limits::DISTRICT),
        city: shown(&sent.city, limits::CITY),
        state: shown(&sent.state, limits::STATE),
        postal_code: shown(&sent.postal_code, limits::POSTAL_CODE),
        country: sent.country.capped(limits::COUNTRY).map(|code| code.to_ascii_uppercase()),
        full_text: None,
    };
    let is_filled = [&address.street, &address.city, &address.postal_code].iter().any(|part| part.is_some());
    is_filled.then_some(address)
}

#[cfg(test)]
mod tests;
