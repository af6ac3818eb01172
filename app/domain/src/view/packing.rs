//! What is taken from the shelves for several sales, and what goes into the parcel of each.

use super::orders::OrderAddress;
use crate::{FulfilmentStatus, OrderId, OrderStatus, PaymentStatus};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A sale as it is packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleToPack {
    pub id: OrderId,
    /// Orion's own number of the sale.
    pub number: i64,
    /// The channel's number, as the channel writes it.
    pub external_number: String,
    /// The name of the connection, and the id of its platform.
    pub channel: String,
    pub platform: String,
    pub status: OrderStatus,
    pub payment: PaymentStatus,
    pub fulfilment: FulfilmentStatus,
    pub placed_at: DateTime<Utc>,
    pub is_test: bool,
    pub buyer_name: String,
    pub shipping_method: Option<String>,
    pub note: Option<String>,
    /// Where it goes; `None` where the channel told no address for that.
    pub address: Option<OrderAddress>,
    pub lines: Vec<LineToPack>,
}

impl SaleToPack {
    /// Whether nothing of it may be sent: it is off, or whoever bought got all of the money back or never gave it.
    pub const fn is_called_off(&self) -> bool {
        matches!(self.status, OrderStatus::Cancelled | OrderStatus::Failed)
            || matches!(self.payment, PaymentStatus::Voided | PaymentStatus::Refunded)
    }

    /// Whether money is still to come before it should be sent.
    pub const fn awaits_payment(&self) -> bool {
        self.payment.awaits_money()
    }
}

/// A line of a sale as it is packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineToPack {
    pub sku: Option<String>,
    pub title: String,
    pub variant: Option<String>,
    pub quantity: Decimal,
}

/// What is taken from one place on the shelves, for all sales together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// The first line's that names it; likewise for the names of others.
    pub line: LineToPack,
    /// In how many sales it is.
    pub sales: usize,
}

/// By what lines are known to be the same thing. Those with a SKU come first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Shelf {
    Sku(String),
    Name(String, Option<String>),
}

impl Shelf {
    fn of(line: &LineToPack) -> Self {
        // As people type them, however long: `sku_key` knows none that is longer than a product's.
        let sku = line.sku.as_deref().map(|sku| sku.trim().to_lowercase()).filter(|sku| !sku.is_empty());
        sku.map_or_else(|| Self::Name(line.title.trim().to_owned(), line.variant.clone()), Self::Sku)
    }
}

/// Everything that these sales need, by SKU and then by name; the same SKU is added up over all sales.
pub fn picks(sales: &[SaleToPack]) -> Vec<Pick> {
    // With the place of the last sale that it was in: two lines of one sale are one sale.
    let mut found = BTreeMap::<Shelf, (Pick, usize)>::new();
    for (place, sale) in sales.iter().enumerate() {
        for line in &sale.lines {
            found
                .entry(Shelf::of(line))
                .and_modify(|(pick, last)| {
                    pick.line.quantity = pick.line.quantity.saturating_add(line.quantity);
                    pick.sales += usize::from(*last != place);
                    *last = place;
                })
                .or_insert_with(|| (Pick { line: line.clone(), sales: 1 }, place));
        }
    }
    found.into_values().map(|(pick, _)| pick).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(sku: Option<&str>, title: &str, quantity: i64) -> LineToPack {
        LineToPack {
            sku: sku.map(str::to_owned),
            title: title.to_owned(),
            variant: None,
            quantity: quantity.into(),
        }
    }

    fn sale(status: OrderStatus, lines: Vec<LineToPack>) -> SaleToPack {
        SaleToPack {
            id: OrderId::new(),
            number: 1,
            external_number: "1".into(),
            channel: "Loja".into(),
            platform: "woocommerce".into(),
            status,
            payment: PaymentStatus::Paid,
            fulfilment: FulfilmentStatus::Unfulfilled,
            placed_at: DateTime::UNIX_EPOCH,
            is_test: false,
            buyer_name: "Ana".into(),
            shipping_method: None,
            note: None,
            address: None,
            lines,
        }
    }

    /// SKU, name, pieces and sales of what is taken.
    fn told(sales: &[SaleToPack]) -> Vec<(Option<String>, String, String, usize)> {
        let told = |pick: Pick| (pick.line.sku, pick.line.title, pick.line.quantity.to_string(), pick.sales);
        picks(sales).into_iter().map(told).collect()
    }

    #[test]
    fn the_same_sku_is_added_up_over_sales_and_the_others_stay_apart_by_name() {
        let sales = [
            vec![
                line(Some("CAM-M"), "Camiseta", 2),
                line(None, "Brinde", 1),
                line(Some("cam-m "), "Camiseta", 1),
            ],
            vec![line(None, "Cartão", 1), line(Some("BON-U"), "Boné", 1), line(None, "Brinde", 3)],
            vec![line(Some(" "), "Cartão", 1), line(Some("CAM-M"), "Camiseta M", 1)],
        ];
        let sales = sales.map(|lines| sale(OrderStatus::Open, lines));
        let row = |sku: Option<&str>, title: &str, pieces: &str, sales| {
            (sku.map(str::to_owned), title.to_owned(), pieces.to_owned(), sales)
        };
        assert_eq!(
            told(&sales),
            [
                row(Some("BON-U"), "Boné", "1", 1),
                row(Some("CAM-M"), "Camiseta", "4", 2),
                row(None, "Brinde", "4", 2),
                row(None, "Cartão", "2", 2),
            ]
        );
    }

    #[test]
    fn variants_without_a_sku_are_two_things() {
        let of = |variant: &str| LineToPack { variant: Some(variant.into()), ..line(None, "Camiseta", 1) };
        assert_eq!(picks(&[sale(OrderStatus::Open, vec![of("P"), of("M"), of("P")])]).len(), 2);
    }

    #[test]
    fn what_was_called_off_is_known_by_its_state() {
        let off = |status| sale(status, Vec::new()).is_called_off();
        assert!(off(OrderStatus::Cancelled) && off(OrderStatus::Failed));
        assert!(!off(OrderStatus::Open) && !off(OrderStatus::Completed) && !off(OrderStatus::Unknown));
        let unpaid = |payment| SaleToPack { payment, ..sale(OrderStatus::Open, Vec::new()) }.is_called_off();
        assert!(unpaid(PaymentStatus::Voided) && unpaid(PaymentStatus::Refunded));
        assert!(!unpaid(PaymentStatus::Pending) && !unpaid(PaymentStatus::PartiallyRefunded));
    }

    #[test]
    fn what_is_not_paid_in_full_awaits_its_payment() {
        let awaits = |payment| SaleToPack { payment, ..sale(OrderStatus::Open, Vec::new()) }.awaits_payment();
        assert!(awaits(PaymentStatus::Pending) && awaits(PaymentStatus::PartiallyPaid));
        assert!(awaits(PaymentStatus::Authorized) && !awaits(PaymentStatus::Paid));
    }
}
