//! An order as it is sent. Everything may be missing, and numbers may come as text.

use connector_kit::lenient::{Amount, Instant, Items, Object, Text};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Order<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub number: Text<'a>,
    #[serde(borrow)]
    pub status: Text<'a>,
    pub placed_at: Instant,
    pub changed_at: Instant,
    pub paid_at: Instant,
    pub cancelled_at: Instant,
    #[serde(borrow)]
    pub currency: Text<'a>,
    #[serde(borrow)]
    pub total: Amount<'a>,
    #[serde(borrow)]
    pub shipping: Amount<'a>,
    #[serde(borrow)]
    pub tax: Amount<'a>,
    #[serde(borrow)]
    pub shipping_method: Text<'a>,
    #[serde(borrow)]
    pub payment_method: Text<'a>,
    #[serde(borrow)]
    pub lines: Items<Object<Line<'a>>>,
    #[serde(borrow)]
    pub refunds: Items<Object<Refund<'a>>>,
    #[serde(borrow)]
    pub buyer: Object<Buyer<'a>>,
    #[serde(borrow)]
    pub address: Object<Address<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Line<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub product_id: Text<'a>,
    #[serde(borrow)]
    pub sku: Text<'a>,
    #[serde(borrow)]
    pub title: Text<'a>,
    #[serde(borrow)]
    pub variant: Text<'a>,
    #[serde(borrow)]
    pub quantity: Amount<'a>,
    /// Of one piece, before discounts.
    #[serde(borrow)]
    pub unit_price: Amount<'a>,
    /// Of the whole line.
    #[serde(borrow)]
    pub discount: Amount<'a>,
    #[serde(borrow)]
    pub tax: Amount<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Refund<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub amount: Amount<'a>,
    #[serde(borrow)]
    pub reason: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Buyer<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub name: Text<'a>,
    #[serde(borrow)]
    pub email: Text<'a>,
    #[serde(borrow)]
    pub phone: Text<'a>,
    #[serde(borrow)]
    pub document: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Address<'a> {
    #[serde(borrow)]
    pub street: Text<'a>,
    #[serde(borrow)]
    pub number: Text<'a>,
    #[serde(borrow)]
    pub complement: Text<'a>,
    #[serde(borrow)]
    pub district: Text<'a>,
    #[serde(borrow)]
    pub city: Text<'a>,
    #[serde(borrow)]
    pub state: Text<'a>,
    #[serde(borrow)]
    pub postal_code: Text<'a>,
    #[serde(borrow)]
    pub country: Text<'a>,
}
