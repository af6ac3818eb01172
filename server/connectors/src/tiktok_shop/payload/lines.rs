//! The lines of an order. TikTok sends one line item for each piece: equal ones become one line.

use super::{
    shape::{LineItem, Order},
    status,
};
use connector_kit::{
    RemoteLine,
    lenient::{Object, Unusable},
    limits,
};
use domain::FailReason;
use rust_decimal::Decimal;

/// Pieces of one SKU at one price.
struct Group<'o> {
    first: &'o LineItem<'o>,
    id: String,
    original: Decimal,
    sale: Decimal,
    tax: Decimal,
    quantity: Decimal,
}

/// Without pieces that were cancelled, where these are out of the totals.
pub(super) fn lines(order: &Order<'_>, is_lowered: bool) -> Result<Vec<RemoteLine>, Unusable> {
    if order.line_items.overflow {
        return Err(Unusable::new(FailReason::OutOfRange, "line_items: more than 5000"));
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    for Object(item) in &order.line_items.list {
        if is_lowered && is_cancelled(item) {
            continue;
        }
        let (original, sale) = prices(item)?;
        let mut tax = Decimal::ZERO;
        for Object(sent) in &item.item_tax.list {
            tax += sent.tax_amount.or_zero("line_items.item_tax.tax_amount")?;
        }
        let id = item.id.capped(limits::EXTERNAL_ID).unwrap_or_default();
        let known = groups
            .iter_mut()
            .find(|group| (group.original, group.sale) == (original, sale) && is_same(group.first, item));
        match known {
            Some(group) => {
                group.quantity += Decimal::ONE;
                group.tax += tax;
                // The line goes by its smallest id, in whatever order the pieces come.
                if (id.len(), &id) < (group.id.len(), &group.id) {
                    group.id = id;
                }
            }
            None => groups.push(Group { first: item, id, original, sale, tax, quantity: Decimal::ONE }),
        }
    }
    Ok(groups.into_iter().map(line).collect())
}

/// Whether TikTok has taken pieces that were cancelled out of the totals of an order that goes on: then they were not sold, and what was
/// given back for them is not in the total.
pub(super) fn is_lowered(order: &Order<'_>) -> Result<bool, Unusable> {
    let told = order.payment.0.original_total_product_price.get("payment.original_total_product_price")?;
    let (mut all, mut live) = (Decimal::ZERO, Decimal::ZERO);
    for Object(item) in &order.line_items.list {
        let (original, _) = prices(item)?;
        all += original;
        live += if is_cancelled(item) { Decimal::ZERO } else { original };
    }
    Ok(live != all && !live.is_zero() && told == Some(live))
}

fn is_cancelled(item: &LineItem<'_>) -> bool {
    item.display_status.as_str().is_some_and(status::is_cancelled)
}

fn is_same(one: &LineItem<'_>, other: &LineItem<'_>) -> bool {
    one.is_gift == other.is_gift
        && one.sku_id.as_str() == other.sku_id.as_str()
        && one.product_id.as_str() == other.product_id.as_str()
        && one.seller_sku.as_str() == other.seller_sku.as_str()
}

/// Before and after discounts, of one piece.
fn prices(item: &LineItem<'_>) -> Result<(Decimal, Decimal), Unusable> {
    let original = item.original_price.get("line_items.original_price")?;
    let sale = item.sale_price.get("line_items.sale_price")?;
    let discount = item.seller_discount.or_zero("line_items.seller_discount")?
        + item.platform_discount.or_zero("line_items.platform_discount")?;
    match (original, sale) {
        (Some(original), Some(sale)) => Ok((original.max(sale), sale)),
        (Some(original), None) => Ok((original, original - discount)),
        (None, Some(sale)) => Ok((sale + discount, sale)),
        (None, None) => Err(Unusable::missing("line_items.sale_price")),
    }
}

fn line(group: Group<'_>) -> RemoteLine {
    let Group { first: item, id, original, sale, tax, quantity } = group;
    RemoteLine {
        external_id: id,
        sku: item.seller_sku.capped(limits::SKU),
        // Not the product's: its variations would share one.
        product_ref: item.sku_id.code(),
        title: item.product_name.capped(limits::TITLE).unwrap_or_default(),
        // The word for a product without variants.
        variant: item.sku_name.capped(limits::VARIANT).filter(|name| !name.eq_ignore_ascii_case("default")),
        quantity,
        unit_price: original,
        discount: (original - sale) * quantity,
        tax,
        total: sale * quantity,
    }
}
