//! What an order comes to: its lines and its totals.
//!
//! Shopify tells the money of an order twice. `quantity` and the plain sets say what was sold, returned
//! pieces and those that an edit took off included; `currentQuantity` and the `current…` sets say what
//! stands after edits, returns and refunds. One of the two is booked as a whole:
//! - as sold, where nothing was edited: what was given back is told beside the total, not taken off it.
//!   So is an order that was cancelled or refunded whole, of which nothing stands;
//! - as it stands, where the order was edited: pieces that were taken off were not sold, whether they
//!   had been paid for or not. Money that went back for them is no refund of what stands.
//!
//! If the parts do not come to the total to the cent while those of the other booking do, and both leave
//! the shop the same money, the other one is taken.

use super::{
    last_segment,
    shape::{Line, Order, amount},
};
use connector_kit::{
    RemoteLine, RemoteTotals,
    lenient::{Amount, Unusable},
    limits,
};
use domain::FailReason;
use rust_decimal::Decimal;

pub(super) struct Booking {
    pub lines: Vec<RemoteLine>,
    pub totals: RemoteTotals,
}

#[derive(Clone, Copy)]
enum Pieces {
    Sold,
    Standing,
}

/// The booking of an order, whose currency has so many decimal places. `is_over`: cancelled or
/// refunded whole.
pub(super) fn booking(order: &Order<'_>, places: u32, is_over: bool) -> Result<Booking, Unusable> {
    let sold = sold(order, places)?;
    if is_over || !order.edited.0 && sold.is_proved() {
        return Ok(sold);
    }
    let Some(standing) = standing(order, places)? else { return Ok(sold) };
    let (first, other) = if order.edited.0 { (standing, sold) } else { (sold, standing) };
    let is_other_better = !first.is_proved() && other.is_proved() && first.kept() == other.kept();
    Ok(if is_other_better { other } else { first })
}

impl Booking {
    fn is_proved(&self) -> bool {
        self.totals.sum_of_parts() == self.totals.total
    }

    /// What the shop keeps.
    fn kept(&self) -> Decimal {
        self.totals.total - self.totals.refunded
    }
}

fn sold(order: &Order<'_>, places: u32) -> Result<Booking, Unusable> {
    let total =
        amount(&order.total_price_set, "totalPriceSet")?.ok_or_else(|| Unusable::missing("totalPriceSet"))?;
    let lines = lines(order, Pieces::Sold, places)?;
    let totals = RemoteTotals {
        goods: lines.iter().map(|line| line.total + line.discount).sum(),
        discount: lines.iter().map(|line| line.discount).sum(),
        shipping: amount(&order.total_shipping_price_set, "totalShippingPriceSet")?.unwrap_or_default(),
        fees: Decimal::ZERO,
        tax: amount(&order.total_tax_set, "totalTaxSet")?.unwrap_or_default(),
        tax_included: order.taxes_included.0,
        total,
        refunded: refunded(order)?,
    };
    Ok(Booking { lines, totals })
}

fn standing(order: &Order<'_>, places: u32) -> Result<Option<Booking>, Unusable> {
    let Some(total) = amount(&order.current_total_price_set, "currentTotalPriceSet")? else {
        return Ok(None);
    };
    let mut lines = lines(order, Pieces::Standing, places)?;
    let received = amount(&order.total_received_set, "totalReceivedSet")?.unwrap_or_default();
    let refunded = refunded(order)?;
    // What came in beyond the total that stands was paid for what is gone.
    let overpaid = (received - total).max(Decimal::ZERO);
    let mut totals = RemoteTotals {
        shipping: amount(&order.current_shipping_price_set, "currentShippingPriceSet")?.unwrap_or_default(),
        tax: amount(&order.current_total_tax_set, "currentTotalTaxSet")?.unwrap_or_default(),
        tax_included: order.taxes_included.0,
        total,
        refunded: (refunded - overpaid).max(Decimal::ZERO),
        ..RemoteTotals::default()
    };
    let goods: Decimal = lines.iter().map(|line| line.total + line.discount).sum();
    let net: Decimal = lines.iter().map(|line| line.total).sum();
    let odd = RemoteTotals { goods: net, ..totals.clone() }.sum_of_parts() - total;
    settle_odd_cents(&mut lines, odd, order, places);
    totals.goods = goods;
    totals.discount = lines.iter().map(|line| line.discount).sum();
    Ok(Some(Booking { lines, totals }))
}

/// A discount that had to be shared out between pieces is a cent off at most: the last discounted line
/// takes what all of them are off.
fn settle_odd_cents(lines: &mut [RemoteLine], odd: Decimal, order: &Order<'_>, places: u32) {
    let is_shared = |line: &&Line<'_>| {
        line.current_quantity != line.quantity && line.current_quantity != Amount::Value(Decimal::ZERO)
    };
    let shared = order.line_items.0.nodes.list.iter().filter(is_shared).count();
    let most = Decimal::new(i64::try_from(shared).unwrap_or(i64::MAX), places);
    if let Some(line) = lines.iter_mut().rfind(|line| !line.discount.is_zero())
        && odd.abs() <= most
    {
        line.discount += odd;
        line.total -= odd;
    }
}

fn refunded(order: &Order<'_>) -> Result<Decimal, Unusable> {
    Ok(amount(&order.total_refunded_set, "totalRefundedSet")?.unwrap_or_default())
}

fn lines(order: &Order<'_>, pieces: Pieces, places: u32) -> Result<Vec<RemoteLine>, Unusable> {
    let nodes = &order.line_items.0.nodes;
    if nodes.overflow {
        return Err(Unusable::new(FailReason::OutOfRange, "lineItems: more than 5000"));
    }
    let mut lines = Vec::with_capacity(nodes.list.len());
    for sent in &nodes.list {
        lines.extend(line(sent, pieces, places)?);
    }
    Ok(lines)
}

/// The line, `None` if no piece of it stands.
fn line(line: &Line<'_>, pieces: Pieces, places: u32) -> Result<Option<RemoteLine>, Unusable> {
    let sold = line.quantity.get("lineItems.quantity")?.unwrap_or(Decimal::ONE);
    let quantity = match pieces {
        Pieces::Sold => sold,
        Pieces::Standing => line.current_quantity.get("lineItems.currentQuantity")?.unwrap_or(sold),
    };
    if quantity.is_zero() && !sold.is_zero() {
        return Ok(None);
    }
    let unit_price = amount(&line.original_unit_price_set, "lineItems.originalUnitPriceSet")?
        .ok_or_else(|| Unusable::missing("lineItems.originalUnitPriceSet"))?;
    let absurd = || Unusable::new(FailReason::OutOfRange, "lineItems: quantity times price");
    let gross = unit_price.checked_mul(quantity).ok_or_else(absurd)?;
    if gross.abs() > Decimal::from(90_000_000_000_000_i64) {
        return Err(absurd());
    }
    // Discounts and taxes are told for all pieces that were sold.
    let share = |whole: Decimal| {
        if quantity == sold {
            return Ok(whole);
        }
        let part = whole.checked_mul(quantity).and_then(|product| product.checked_div(sold));
        part.map(|part| part.round_dp(places)).ok_or_else(absurd)
    };
    let mut discount = Decimal::ZERO;
    for allocation in &line.discount_allocations.list {
        discount += amount(&allocation.allocated_amount_set, "discountAllocations.allocatedAmountSet")?
            .unwrap_or_default();
    }
    let mut tax = Decimal::ZERO;
    for sent in &line.tax_lines.list {
        tax += amount(&sent.price_set, "taxLines.priceSet")?.unwrap_or_default();
    }
    let (discount, tax) = (share(discount)?, share(tax)?);
    Ok(Some(RemoteLine {
        external_id: line.id.as_str().and_then(last_segment).unwrap_or_default(),
        sku: line.sku.capped(limits::SKU),
        // Not the product's: all variants that are gone would share one.
        product_ref: line.variant.0.legacy_resource_id.code(),
        title: line.title.capped(limits::TITLE).unwrap_or_default(),
        variant: line.variant_title.capped(limits::VARIANT),
        quantity,
        unit_price,
        discount,
        tax,
        total: gross - discount,
    }))
}

#[cfg(test)]
mod tests;
