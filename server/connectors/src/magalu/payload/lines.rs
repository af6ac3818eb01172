//! The lines of an order: those of all its deliveries.

use super::shape::{Delivery, Item};
use connector_kit::{
    RemoteLine,
    lenient::{Items, Object, Unusable, capped},
    limits,
};
use domain::FailReason;
use rust_decimal::Decimal;

pub(super) struct Line {
    pub line: RemoteLine,
    /// The line's part of the freight.
    pub freight: Decimal,
    /// Which of the deliveries it goes with.
    pub delivery: usize,
}

pub(super) fn of(deliveries: &Items<Object<Delivery<'_>>>) -> Result<Vec<Line>, Unusable> {
    let too_many = |field| Err(Unusable::new(FailReason::OutOfRange, format!("{field}: more than 5000")));
    if deliveries.overflow {
        return too_many("deliveries");
    }
    let mut lines = Vec::new();
    for (of, Object(delivery)) in deliveries.list.iter().enumerate() {
        if delivery.items.overflow {
            return too_many("deliveries.items");
        }
        for (at, Object(item)) in delivery.items.list.iter().enumerate() {
            lines.push(line((of, delivery), item, at + 1)?);
        }
    }
    Ok(lines)
}

/// Sequences begin anew in each delivery, so a line is known by both; by its place where it has none.
fn line((of, delivery): (usize, &Delivery<'_>), item: &Item<'_>, place: usize) -> Result<Line, Unusable> {
    let delivery = delivery.id.as_str().unwrap_or_default();
    let sequence = item.sequencial.capped(64).unwrap_or_else(|| format!("#{place}"));
    let (amounts, info) = (&item.amounts.0, &item.info.0);
    let quantity = item.quantity.get("items.quantity")?.unwrap_or(Decimal::ONE);
    let outer = amounts.normalizer;
    let total = amounts.total.get(outer, "items.amounts.total")?;
    let discount = amounts.discount.get(outer, "items.amounts.discount")?;
    let unit_price = match item.unit_price.get(outer, "items.unit_price")? {
        Some(price) => price,
        None => {
            let subtotal = total.map(|total| total + discount.unwrap_or_default());
            let price = subtotal.and_then(|subtotal| subtotal.checked_div(quantity));
            price.ok_or_else(|| Unusable::missing("items.unit_price"))?
        }
    };
    let subtotal = unit_price * quantity;
    let off = total.map(|total| subtotal - total).filter(|off| *off >= Decimal::ZERO);
    let discount = discount.or(off).unwrap_or_default();
    Ok(Line {
        line: RemoteLine {
            external_id: capped(&format!("{delivery}:{sequence}"), limits::EXTERNAL_ID).unwrap_or_default(),
            sku: info.sku.capped(limits::SKU),
            product_ref: info.id.code(),
            title: info.name.capped(limits::TITLE).unwrap_or_default(),
            variant: None,
            quantity,
            unit_price,
            discount,
            // Only the order tells its taxes.
            tax: Decimal::ZERO,
            // A line's own total may hold its freight or not: what it comes to without is known.
            total: subtotal - discount,
        },
        freight: amounts.freight.get(outer, "items.amounts.freight")?.unwrap_or_default(),
        delivery: of,
    })
}
