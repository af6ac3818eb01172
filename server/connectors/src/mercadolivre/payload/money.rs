//! What the buyer owes, and the ledger. The order's own amount is that of the goods at their lowered price;
//! taxes and freight come on top, and a coupon, whoever pays for it, comes off. Freight is the shipment's: of
//! the orders of a pack, the one with the lowest id bears it whole, and the others bear none.

use super::{
    lines::{quantity, rounded},
    shape::{Order, Sent},
};
use connector_kit::{
    RemoteEntry, RemoteLine, RemoteTotals,
    lenient::{Text, Unusable},
};
use domain::LedgerKind;
use rust_decimal::Decimal;

pub(super) fn totals(sent: &Sent<'_>, lines: &[RemoteLine], places: u32) -> Result<RemoteTotals, Unusable> {
    let order = &sent.order.0;
    let amount = rounded(order.total_amount, "total_amount", places)?
        .ok_or_else(|| Unusable::missing("total_amount"))?;
    let sold: Decimal = lines.iter().map(|line| line.total).sum();
    let lowered: Decimal = lines.iter().map(|line| line.discount).sum();
    let coupon = coupon(order)?.round_dp(places);
    let tax = rounded(order.taxes.0.amount, "taxes.amount", places)?.unwrap_or_default();
    let shipping = if bears_freight(sent) { freight_of_buyer(sent, places)? } else { Decimal::ZERO };
    Ok(RemoteTotals {
        goods: sold + lowered,
        discount: lowered + coupon,
        shipping,
        // The order's amount is law, should its lines say anything else.
        fees: amount - sold,
        tax,
        tax_included: false,
        total: amount + tax + shipping - coupon,
        refunded: Decimal::ZERO,
    })
}

/// Not rounded. Some orders tell it with their payments only.
pub(super) fn coupon(order: &Order<'_>) -> Result<Decimal, Unusable> {
    let of_order = order.coupon.0.amount.or_zero("coupon.amount")?;
    if !of_order.is_zero() {
        return Ok(of_order);
    }
    let mut sum = Decimal::ZERO;
    for payment in &order.payments.list {
        if !matches!(payment.0.status.as_str(), Some("rejected" | "cancelled")) {
            sum += payment.0.coupon_amount.or_zero("payments.coupon_amount")?;
        }
    }
    Ok(sum)
}

/// Whether the freight is booked on this order. Where the pack could not be read, on none of them: it is once
/// it can.
fn bears_freight(sent: &Sent<'_>) -> bool {
    let number = |id: &Text<'_>| id.as_str().and_then(|id| id.parse::<u64>().ok());
    match &sent.pack {
        Some(pack) => {
            let first = pack.0.orders.list.iter().filter_map(|order| number(&order.0.id)).min();
            first.is_none_or(|first| number(&sent.order.0.id) == Some(first))
        }
        None => sent.order.0.pack_id.as_str().is_none(),
    }
}

fn freight_of_buyer(sent: &Sent<'_>, places: u32) -> Result<Decimal, Unusable> {
    let costs = sent.costs.as_ref().map(|costs| costs.0.receiver.0.cost).unwrap_or_default();
    let told = rounded(costs, "costs.receiver.cost", places)?;
    let cost = sent.shipment().lead_time.0.cost;
    Ok(told
        .map_or_else(|| rounded(cost, "shipment.lead_time.cost", places), |told| Ok(Some(told)))?
        .unwrap_or_default())
}

fn freight_of_seller(sent: &Sent<'_>, places: u32) -> Result<Decimal, Unusable> {
    let mut sum = Decimal::ZERO;
    let seller = sent.order.0.seller.0.id.as_str();
    for sender in sent.costs.iter().flat_map(|costs| &costs.0.senders.list) {
        // A parcel may hold what several sold, each of whom pays a part.
        if sender.0.user_id.as_str().zip(seller).is_some_and(|(user, seller)| user != seller) {
            continue;
        }
        sum += rounded(sender.0.cost, "costs.senders.cost", places)?.unwrap_or_default();
    }
    Ok(sum)
}

pub(super) fn ledger(
    sent: &Sent<'_>,
    totals: &RemoteTotals,
    places: u32,
) -> Result<Vec<RemoteEntry>, Unusable> {
    let order = &sent.order.0;
    let mut ledger = Vec::new();
    let mut book = |kind, amount: Decimal, label: &Text<'_>| {
        ledger.extend((!amount.is_zero()).then(|| RemoteEntry { kind, amount, label: label.capped(100) }));
    };
    for line in &order.order_items.list {
        let fee = rounded(line.0.sale_fee, "order_items.sale_fee", places)?.unwrap_or_default();
        // Absurd quantities have failed the order before.
        let whole = fee.checked_mul(quantity(&line.0)?).unwrap_or_default();
        book(LedgerKind::Commission, whole, &line.0.listing_type_id);
    }
    book(LedgerKind::FreightBuyer, totals.shipping, &Text::default());
    if bears_freight(sent) {
        let logistic = &sent.shipment().logistic.0.kind;
        book(LedgerKind::FreightSeller, freight_of_seller(sent, places)?, logistic);
    }
    for discount in &sent.discounts.0.details.list {
        let (mut whole, mut own) = (Decimal::ZERO, Decimal::ZERO);
        for item in &discount.0.items.list {
            let amounts = &item.0.amounts.0;
            whole += rounded(amounts.total, "discounts.total", places)?.unwrap_or_default();
            own += rounded(amounts.seller, "discounts.seller", places)?.unwrap_or_default();
        }
        book(LedgerKind::DiscountSeller, own, &discount.0.kind);
        book(LedgerKind::DiscountChannel, whole - own, &discount.0.kind);
    }
    Ok(ledger)
}
