//! What was bought: mostly one line, for carts become an order for each product.

use super::shape::{Item, Line, Order};
use connector_kit::{
    RemoteLine,
    lenient::{Amount, Unusable, capped, code},
    limits,
};
use domain::FailReason;
use rust_decimal::{Decimal, RoundingStrategy};

/// The amount as it was meant: `14.290000000000001` is 14.29.
pub(super) fn rounded(amount: Amount<'_>, field: &str, places: u32) -> Result<Option<Decimal>, Unusable> {
    let round =
        |amount: Decimal| amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    Ok(amount.get(field)?.map(round))
}

pub(super) fn lines(order: &Order<'_>, places: u32) -> Result<Vec<RemoteLine>, Unusable> {
    if order.order_items.overflow {
        return Err(Unusable::new(FailReason::OutOfRange, "order_items: more than 5000"));
    }
    order.order_items.list.iter().map(|sent| line(&sent.0, places)).collect()
}

pub(super) fn quantity(line: &Line<'_>) -> Result<Decimal, Unusable> {
    Ok(line.quantity.get("order_items.quantity")?.unwrap_or(Decimal::ONE))
}

fn line(line: &Line<'_>, places: u32) -> Result<RemoteLine, Unusable> {
    let item = &line.item.0;
    let quantity = quantity(line)?;
    let price = rounded(line.unit_price, "order_items.unit_price", places)?
        .ok_or_else(|| Unusable::missing("order_items.unit_price"))?;
    // Before a discount of the listing.
    let full = rounded(line.full_unit_price, "order_items.full_unit_price", places)?;
    let unit_price = full.filter(|full| *full > price).unwrap_or(price);
    let times = |unit: Decimal| {
        let whole = unit.checked_mul(quantity);
        whole
            .filter(|whole| whole.abs() <= Decimal::from(90_000_000_000_000_i64))
            .ok_or_else(|| Unusable::new(FailReason::OutOfRange, "order_items: quantity times price"))
    };
    let total = times(price)?;
    let product_ref = product_ref(item);
    Ok(RemoteLine {
        external_id: product_ref.clone().unwrap_or_default(),
        sku: item.seller_sku.capped(limits::SKU),
        product_ref,
        title: item.title.capped(limits::TITLE).unwrap_or_default(),
        variant: variant(item),
        quantity,
        unit_price,
        discount: times(unit_price)? - total,
        tax: Decimal::ZERO,
        total,
    })
}

/// `MLB3737188005`, with a variation `MLB3737188005:174997747229`.
fn product_ref(item: &Item<'_>) -> Option<String> {
    let id = item.id.as_str()?;
    match item.variation_id.as_str().filter(|id| *id != "0") {
        Some(variation) => code(&format!("{id}:{variation}")),
        None => code(id),
    }
}

fn variant(item: &Item<'_>) -> Option<String> {
    let values: Vec<_> = item
        .variation_attributes
        .list
        .iter()
        .filter_map(|attribute| attribute.0.value_name.as_str())
        .collect();
    capped(&values.join(" / "), limits::VARIANT)
}
