//! From an order as Shopify sends it to the neutral form. All amounts are the shop's own currency
//! (`shopMoney`), never what the buyer was shown.

mod people;
mod shape;

use super::{more_lines::MoreLines, status};
use connector_kit::{
    ConnSettings, RemoteLine, RemoteOrder, RemotePayment, RemoteTotals, SourceOrder, Taken,
    lenient::{Text, Unusable, capped, capped_note},
    payload_digest,
};
use domain::{FailReason, FulfilmentStatus, SkipReason};
use rust_decimal::Decimal;
use shape::{Line, Order, amount};

/// Moves with every note of any app.
const VOLATILE: &[&str] = &["updatedAt"];

/// One node of a list; never fails as a whole. Where the order has more lines than the node, also
/// where they begin.
pub(super) fn take(node: &str, settings: &ConnSettings) -> (SourceOrder, Option<MoreLines>) {
    let digest = payload_digest(node, VOLATILE);
    let unknown = || {
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("?{hex}")
    };
    let mut more = None;
    let (external_id, placed_at, changed_at, taken) = match serde_json::from_str::<Order<'_>>(node) {
        Ok(order) => {
            more = more_lines(&order);
            (
                order.key().unwrap_or_else(unknown),
                order.created_at.known(),
                order.updated_at.known(),
                verdict(&order, settings),
            )
        }
        Err(error) => {
            let unusable = Unusable::new(FailReason::Unreadable, format!("the order: {error}"));
            (unknown(), None, None, failed(unusable))
        }
    };
    let raw = node.as_bytes().into();
    (SourceOrder { external_id, digest, placed_at, changed_at, taken, raw }, more)
}

fn more_lines(order: &Order<'_>) -> Option<MoreLines> {
    let info = &order.line_items.0.page_info.0;
    let (id, cursor) = (order.id.as_str()?, info.end_cursor.as_str()?);
    // A payload that was completed holds more nodes than one page.
    let first_page_only = order.line_items.0.nodes.list.len() <= 100;
    (info.has_next_page.0 && first_page_only)
        .then(|| MoreLines { id: id.to_owned(), cursor: cursor.to_owned() })
}

fn failed(unusable: Unusable) -> Taken {
    Taken::Failed { reason: unusable.reason, detail: unusable.detail }
}

fn verdict(order: &Order<'_>, settings: &ConnSettings) -> Taken {
    if settings.skip_test_orders && order.test.0 {
        return Taken::Skipped(SkipReason::TestOrder);
    }
    match order_of(order) {
        Ok(order) => Taken::Order(Box::new(order)),
        Err(unusable) => failed(unusable),
    }
}

fn order_of(order: &Order<'_>) -> Result<RemoteOrder, Unusable> {
    let id = order.key().ok_or_else(|| Unusable::missing("id"))?;
    let currency = order.currency_code.as_str().ok_or_else(|| Unusable::missing("currencyCode"))?;
    let currency = currency
        .parse()
        .map_err(|_| Unusable::new(FailReason::UnknownCurrency, format!("currencyCode: {currency:?}")))?;
    let placed_at = order.created_at.get("createdAt")?.ok_or_else(|| Unusable::missing("createdAt"))?;
    let cancelled_at = order.cancelled_at.get("cancelledAt")?;
    let total =
        amount(&order.total_price_set, "totalPriceSet")?.ok_or_else(|| Unusable::missing("totalPriceSet"))?;
    let refunded = amount(&order.total_refunded_set, "totalRefundedSet")?.unwrap_or_default();
    let payment = status::payment(order.display_financial_status.as_str());
    let fulfilment = status::fulfilment(order.display_fulfillment_status.as_str());
    if order.line_items.0.nodes.overflow {
        return Err(Unusable::new(FailReason::OutOfRange, "lineItems: more than 5000"));
    }
    // What was sold: pieces that an edit took off are gone from the total, too; pieces that were
    // given back are not, and refunds are told apart.
    let edited_only =
        refunded.is_zero() && cancelled_at.is_none() && fulfilment != FulfilmentStatus::Returned;
    let mut lines = Vec::with_capacity(order.line_items.0.nodes.list.len());
    for sent in &order.line_items.0.nodes.list {
        lines.extend(line(sent, edited_only)?);
    }
    let totals = RemoteTotals {
        goods: lines.iter().map(|line| line.total + line.discount).sum(),
        discount: discount(order)?,
        shipping: amount(&order.total_shipping_price_set, "totalShippingPriceSet")?.unwrap_or_default(),
        fees: Decimal::ZERO,
        tax: amount(&order.total_tax_set, "totalTaxSet")?.unwrap_or_default(),
        tax_included: order.taxes_included.0,
        total,
        refunded,
    };
    let words = [order.display_financial_status.as_str(), order.display_fulfillment_status.as_str()];
    let words: Vec<_> = words.into_iter().flatten().collect();
    Ok(RemoteOrder {
        number: order.name.capped(100).unwrap_or(id),
        status: status::order(cancelled_at.is_some(), order.closed.0, payment, fulfilment),
        payment,
        fulfilment,
        channel_status: capped(&words.join(" "), 100).unwrap_or_default(),
        is_test: order.test.0,
        placed_at,
        updated_at: order.updated_at.get("updatedAt")?.unwrap_or(placed_at),
        paid_at: None,
        cancelled_at,
        currency,
        totals,
        lines,
        buyer: people::buyer(order),
        billing: people::address(&order.billing_address.0),
        shipping: people::address(&order.shipping_address.0),
        shipping_method: order.shipping_line.0.title.capped(200),
        payments: payments(order, total),
        refunds: Vec::new(),
        client_ip: order.client_ip.as_str().and_then(|ip| ip.parse().ok()),
        user_agent: None,
        note: order.note.as_str().and_then(|note| capped_note(note, 5_000)),
        tags: order.tags.list.iter().filter_map(|tag| tag.capped(100)).take(250).collect(),
    })
}

/// Of the goods: the order's discounts less that on the freight, whose amount is already after it.
fn discount(order: &Order<'_>) -> Result<Decimal, Unusable> {
    let all = amount(&order.total_discounts_set, "totalDiscountsSet")?.unwrap_or_default();
    let freight = &order.shipping_line.0;
    let before = amount(&freight.original_price_set, "shippingLine.originalPriceSet")?;
    let after = amount(&freight.discounted_price_set, "shippingLine.discountedPriceSet")?;
    let on_freight = match (before, after) {
        (Some(before), Some(after)) => (before - after).max(Decimal::ZERO),
        _ => Decimal::ZERO,
    };
    Ok((all - on_freight).max(Decimal::ZERO))
}

/// The line, `None` if an edit took all its pieces off.
fn line(line: &Line<'_>, edited_only: bool) -> Result<Option<RemoteLine>, Unusable> {
    let sold = line.quantity.get("lineItems.quantity")?.unwrap_or(Decimal::ONE);
    let current = line.current_quantity.get("lineItems.currentQuantity")?;
    let quantity = if edited_only { current.unwrap_or(sold) } else { sold };
    if quantity.is_zero() && !sold.is_zero() {
        return Ok(None);
    }
    let unit_price = amount(&line.original_unit_price_set, "lineItems.originalUnitPriceSet")?
        .ok_or_else(|| Unusable::missing("lineItems.originalUnitPriceSet"))?;
    let unit_net = amount(
        &line.discounted_unit_price_after_all_discounts_set,
        "lineItems.discountedUnitPriceAfterAllDiscountsSet",
    )?
    .unwrap_or(unit_price);
    let of_all = |unit: Decimal| {
        let absurd = || Unusable::new(FailReason::OutOfRange, "lineItems: quantity times price");
        let product = unit.checked_mul(quantity).ok_or_else(absurd)?;
        if product.abs() > Decimal::from(90_000_000_000_000_i64) { Err(absurd()) } else { Ok(product) }
    };
    let (gross, total) = (of_all(unit_price)?, of_all(unit_net)?);
    let taxes = line
        .tax_lines
        .list
        .iter()
        .map(|tax| Ok(amount(&tax.price_set, "taxLines.priceSet")?.unwrap_or_default()));
    let product_ref = |id: &Text<'_>| id.as_str().and_then(last_segment);
    Ok(Some(RemoteLine {
        external_id: line.id.as_str().and_then(last_segment).unwrap_or_default(),
        sku: line.sku.capped(200),
        product_ref: product_ref(&line.variant.0.legacy_resource_id)
            .or_else(|| product_ref(&line.product.0.id)),
        title: line.title.capped(500).unwrap_or_default(),
        variant: line.variant_title.capped(300),
        quantity,
        unit_price,
        discount: gross - total,
        tax: taxes.sum::<Result<Decimal, Unusable>>()?,
        total,
    }))
}

/// `15` of `gid://shopify/LineItem/15`.
fn last_segment(gid: &str) -> Option<String> {
    capped(gid.rsplit('/').next().unwrap_or(gid), 64)
}

fn payments(order: &Order<'_>, total: Decimal) -> Vec<RemotePayment> {
    let first = order.payment_gateway_names.list.first().and_then(|name| name.capped(100));
    let payment =
        |method| RemotePayment { method, title: None, transaction_id: None, amount: total, paid_at: None };
    first.map(payment).into_iter().collect()
}

#[cfg(test)]
mod tests;
