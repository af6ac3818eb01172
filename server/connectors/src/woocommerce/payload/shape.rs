//! The members of an order that are read, in the shapes that shops really send.

use connector_kit::lenient::{Amount, Instant, Items, Object, Text};
use serde::Deserialize;
use serde_json::value::RawValue;

/// An order of `wc/v3`. The dates with `_gmt` are UTC; those without are the shop's local time and
/// are not read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Order<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub number: Text<'a>,
    #[serde(borrow)]
    pub status: Text<'a>,
    #[serde(borrow)]
    pub currency: Text<'a>,
    pub date_created_gmt: Instant,
    pub date_modified_gmt: Instant,
    pub date_paid_gmt: Instant,
    #[serde(borrow)]
    pub total: Amount<'a>,
    #[serde(borrow)]
    pub total_tax: Amount<'a>,
    #[serde(borrow)]
    pub shipping_total: Amount<'a>,
    #[serde(borrow)]
    pub discount_total: Amount<'a>,
    #[serde(borrow)]
    pub customer_id: Text<'a>,
    #[serde(borrow)]
    pub customer_ip_address: Text<'a>,
    #[serde(borrow)]
    pub customer_user_agent: Text<'a>,
    #[serde(borrow)]
    pub customer_note: Text<'a>,
    #[serde(borrow)]
    pub billing: Object<Contact<'a>>,
    #[serde(borrow)]
    pub shipping: Object<Contact<'a>>,
    #[serde(borrow)]
    pub payment_method: Text<'a>,
    #[serde(borrow)]
    pub payment_method_title: Text<'a>,
    #[serde(borrow)]
    pub transaction_id: Text<'a>,
    #[serde(borrow)]
    pub meta_data: Items<Object<MetaEntry<'a>>>,
    #[serde(borrow)]
    pub line_items: Items<Line<'a>>,
    #[serde(borrow)]
    pub shipping_lines: Items<ShippingLine<'a>>,
    #[serde(borrow)]
    pub fee_lines: Items<Fee<'a>>,
    #[serde(borrow)]
    pub refunds: Items<Refund<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Line<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub name: Text<'a>,
    #[serde(borrow)]
    pub parent_name: Text<'a>,
    #[serde(borrow)]
    pub product_id: Text<'a>,
    #[serde(borrow)]
    pub variation_id: Text<'a>,
    #[serde(borrow)]
    pub sku: Text<'a>,
    #[serde(borrow)]
    pub quantity: Amount<'a>,
    #[serde(borrow)]
    pub subtotal: Amount<'a>,
    #[serde(borrow)]
    pub total: Amount<'a>,
    #[serde(borrow)]
    pub total_tax: Amount<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ShippingLine<'a> {
    #[serde(borrow)]
    pub method_title: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fee<'a> {
    #[serde(borrow)]
    pub total: Amount<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Refund<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub reason: Text<'a>,
    #[serde(borrow)]
    pub total: Amount<'a>,
}

/// Billing or shipping data, with what the common Brazilian plugin adds.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Contact<'a> {
    #[serde(borrow)]
    pub first_name: Text<'a>,
    #[serde(borrow)]
    pub last_name: Text<'a>,
    #[serde(borrow)]
    pub company: Text<'a>,
    #[serde(borrow)]
    pub address_1: Text<'a>,
    #[serde(borrow)]
    pub address_2: Text<'a>,
    #[serde(borrow)]
    pub number: Text<'a>,
    #[serde(borrow)]
    pub neighborhood: Text<'a>,
    #[serde(borrow)]
    pub city: Text<'a>,
    #[serde(borrow)]
    pub state: Text<'a>,
    #[serde(borrow)]
    pub postcode: Text<'a>,
    #[serde(borrow)]
    pub country: Text<'a>,
    #[serde(borrow)]
    pub email: Text<'a>,
    #[serde(borrow)]
    pub phone: Text<'a>,
    #[serde(borrow)]
    pub cellphone: Text<'a>,
    #[serde(borrow)]
    pub persontype: Text<'a>,
    #[serde(borrow)]
    pub cpf: Text<'a>,
    #[serde(borrow)]
    pub cnpj: Text<'a>,
}

/// A plugin's note; the value is any JSON.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct MetaEntry<'a> {
    #[serde(borrow)]
    pub key: Text<'a>,
    #[serde(borrow)]
    pub value: Option<&'a RawValue>,
}
