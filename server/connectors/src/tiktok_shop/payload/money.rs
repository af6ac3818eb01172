//! What an order comes to, and who pays for what.

use super::shape::{Order, Payment};
use connector_kit::{
    RemoteEntry, RemoteLine, RemoteTotals,
    lenient::{Amount, Unusable},
};
use domain::LedgerKind;
use rust_decimal::Decimal;

/// The totals, without what was given back.
///
/// Documented is `total_amount = sub_total + shipping_fee + taxes + retail_delivery_fee`. Other fees were seen
/// in some markets, and taxes that lie inside the prices: of these readings the first that comes to the total
/// is taken.
pub(super) fn totals(order: &Order<'_>, lines: &[RemoteLine]) -> Result<RemoteTotals, Unusable> {
    let sent = &order.payment.0;
    let total = sent
        .total_amount
        .get("payment.total_amount")?
        .ok_or_else(|| Unusable::missing("payment.total_amount"))?;
    let goods = sent
        .original_total_product_price
        .get("payment.original_total_product_price")?
        .unwrap_or_else(|| lines.iter().map(|line| line.total + line.discount).sum());
    let sub_total = match sent.sub_total.get("payment.sub_total")? {
        Some(sub_total) => sub_total,
        None => {
            goods
                - sent.seller_discount.or_zero("payment.seller_discount")?
                - sent.platform_discount.or_zero("payment.platform_discount")?
        }
    };
    let goods = goods.max(sub_total);
    let tax = tax(sent)?;
    let every_fee = fees(sent)?.into_iter().map(|(_, amount)| amount).sum();
    let documented_fee = sent.retail_delivery_fee.or_zero("payment.retail_delivery_fee")?;
    let reading = |fees, tax_included| RemoteTotals {
        goods,
        discount: goods - sub_total,
        fees,
        tax,
        tax_included,
        total,
        ..RemoteTotals::default()
    };
    let shipping = sent.shipping_fee.or_zero("payment.shipping_fee")?;
    let readings = [(every_fee, false), (every_fee, true), (documented_fee, false), (documented_fee, true)]
        .map(|(fees, tax_included)| RemoteTotals { shipping, ..reading(fees, tax_included) });
    let proved = readings.iter().find(|reading| reading.sum_of_parts() == total);
    Ok(proved.unwrap_or(&readings[0]).clone())
}

fn tax(sent: &Payment<'_>) -> Result<Decimal, Unusable> {
    let told = sent.tax.or_zero("payment.tax")?;
    if !told.is_zero() {
        return Ok(told);
    }
    Ok(sent.product_tax.or_zero("payment.product_tax")?
        + sent.shipping_fee_tax.or_zero("payment.shipping_fee_tax")?
        + sent.item_insurance_tax.or_zero("payment.item_insurance_tax")?)
}

/// The one fee that the total is documented to hold.
const DOCUMENTED_FEE: &str = "retail_delivery_fee";

/// What the buyer pays besides goods and freight, by its name.
fn fees(sent: &Payment<'_>) -> Result<Vec<(&'static str, Decimal)>, Unusable> {
    let named = [
        (DOCUMENTED_FEE, sent.retail_delivery_fee),
        ("buyer_service_fee", sent.buyer_service_fee),
        ("handling_fee", sent.handling_fee),
        ("shipping_insurance_fee", sent.shipping_insurance_fee),
        ("item_insurance_fee", sent.item_insurance_fee),
        ("small_order_fee", sent.small_order_fee),
    ];
    let read = |(name, amount): (&'static str, Amount<'_>)| Ok((name, amount.or_zero(name)?));
    named.into_iter().map(read).collect()
}

/// Discounts and freight by who pays for them, and what the buyer pays that stays with the platform. The
/// platform's commission is no part of an order: statements tell it.
pub(super) fn ledger(order: &Order<'_>, totals: &RemoteTotals) -> Result<Vec<RemoteEntry>, Unusable> {
    use LedgerKind::{
        DiscountChannel, DiscountSeller, Fee, FreightBuyer, FreightChannel, FreightSeller, Tax,
    };
    let sent = &order.payment.0;
    let named = [
        (DiscountSeller, "seller_discount", sent.seller_discount),
        (DiscountChannel, "platform_discount", sent.platform_discount),
        (FreightBuyer, "shipping_fee", sent.shipping_fee),
        (FreightSeller, "shipping_fee_seller_discount", sent.shipping_fee_seller_discount),
        // The seller gives it; what the platform pays back of it, it says later.
        (FreightSeller, "shipping_fee_cofunded_discount", sent.shipping_fee_cofunded_discount),
        (FreightChannel, "shipping_fee_platform_discount", sent.shipping_fee_platform_discount),
    ];
    let mut entries = Vec::new();
    let mut note = |kind, label: &str, amount: Decimal| {
        entries.extend((!amount.is_zero()).then(|| RemoteEntry {
            kind,
            amount,
            label: Some(label.to_owned()),
        }));
    };
    for (kind, name, amount) in named {
        note(kind, name, amount.or_zero(name)?);
    }
    let fees = fees(sent)?;
    let are_all_in = totals.fees == fees.iter().map(|(_, amount)| *amount).sum();
    // Those that are not in the total are none of the merchant's business.
    for (name, amount) in fees {
        if are_all_in || name == DOCUMENTED_FEE && !totals.fees.is_zero() {
            note(Fee, name, amount);
        }
    }
    if !totals.tax_included {
        note(Tax, "tax", totals.tax);
    }
    Ok(entries)
}
