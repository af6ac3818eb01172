//! The members of an order that are read.

use connector_kit::lenient::{Amount, Flag, Instant, Items, Object, Text, Unusable, capped};
use rust_decimal::Decimal;
use serde::Deserialize;

macro_rules! shape {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)* } $({ $($plain:ident: $plain_kind:ty,)* })?) => {
        $(#[$doc])*
        #[derive(Default, Deserialize)]
        #[serde(default, rename_all = "camelCase")]
        pub(super) struct $name<'a> {
            $(#[serde(borrow)] pub $field: $kind,)*
            $($(pub $plain: $plain_kind,)*)?
        }
    };
}

shape! {
    /// A node of `orders`.
    Order {
        id: Text<'a>,
        legacy_resource_id: Text<'a>,
        name: Text<'a>,
        display_financial_status: Text<'a>,
        display_fulfillment_status: Text<'a>,
        currency_code: Text<'a>,
        email: Text<'a>,
        phone: Text<'a>,
        client_ip: Text<'a>,
        tags: Items<Text<'a>>,
        note: Text<'a>,
        payment_gateway_names: Items<Text<'a>>,
        custom_attributes: Items<Object<Attribute<'a>>>,
        total_price_set: Bag<'a>,
        current_total_price_set: Bag<'a>,
        total_shipping_price_set: Bag<'a>,
        current_shipping_price_set: Bag<'a>,
        total_tax_set: Bag<'a>,
        current_total_tax_set: Bag<'a>,
        total_received_set: Bag<'a>,
        total_refunded_set: Bag<'a>,
        transactions: Items<Object<Transaction<'a>>>,
        refunds: Items<Object<Refund<'a>>>,
        customer: Object<Customer<'a>>,
        localized_fields: Object<LocalizedFields<'a>>,
        billing_address: Object<Address<'a>>,
        shipping_address: Object<Address<'a>>,
        shipping_line: Object<ShippingLine<'a>>,
        line_items: Object<Lines<'a>>,
    } {
        created_at: Instant,
        processed_at: Instant,
        updated_at: Instant,
        cancelled_at: Instant,
        closed: Flag,
        edited: Flag,
        test: Flag,
        taxes_included: Flag,
    }
}

impl Order<'_> {
    /// The number of the order's identifier.
    pub(super) fn key(&self) -> Option<String> {
        let id = self.legacy_resource_id.as_str().or_else(|| self.id.as_str()?.rsplit('/').next())?;
        capped(id, 64)
    }
}

/// An amount in the shop's and in the buyer's currency.
pub(super) type Bag<'a> = Object<MoneyBag<'a>>;

/// The amount in the shop's currency.
pub(super) fn amount(bag: &Bag<'_>, field: &str) -> Result<Option<Decimal>, Unusable> {
    bag.0.shop_money.0.amount.get(field)
}

shape! { MoneyBag { shop_money: Object<ShopMoney<'a>>, } }
shape! { ShopMoney { amount: Amount<'a>, } }
shape! { Attribute { key: Text<'a>, value: Text<'a>, } }
shape! {
    Customer {
        id: Text<'a>,
        display_name: Text<'a>,
        default_email_address: Object<EmailAddress<'a>>,
        default_phone_number: Object<PhoneNumber<'a>>,
    }
}
shape! { EmailAddress { email_address: Text<'a>, } }
shape! { PhoneNumber { phone_number: Text<'a>, } }
shape! { LocalizedFields { nodes: Items<Object<Attribute<'a>>>, } }
shape! { ShippingLine { title: Text<'a>, } }
shape! {
    Transaction {
        id: Text<'a>,
        kind: Text<'a>,
        status: Text<'a>,
        gateway: Text<'a>,
        formatted_gateway: Text<'a>,
        payment_id: Text<'a>,
        amount_set: Bag<'a>,
    } {
        processed_at: Instant,
    }
}
shape! { Refund { id: Text<'a>, note: Text<'a>, total_refunded_set: Bag<'a>, } }
shape! { Lines { nodes: Items<Line<'a>>, page_info: Object<LinesEnd<'a>>, } }
shape! { LinesEnd { end_cursor: Text<'a>, } { has_next_page: Flag, } }
shape! { TaxLine { price_set: Bag<'a>, } }
shape! { Allocation { allocated_amount_set: Bag<'a>, } }
shape! { Variant { legacy_resource_id: Text<'a>, } }
shape! {
    Line {
        id: Text<'a>,
        sku: Text<'a>,
        title: Text<'a>,
        variant_title: Text<'a>,
        quantity: Amount<'a>,
        current_quantity: Amount<'a>,
        original_unit_price_set: Bag<'a>,
        discount_allocations: Items<Allocation<'a>>,
        tax_lines: Items<TaxLine<'a>>,
        variant: Object<Variant<'a>>,
    }
}

/// A postal address; street, number and district share the two lines.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Address<'a> {
    #[serde(borrow)]
    pub name: Text<'a>,
    #[serde(borrow)]
    pub company: Text<'a>,
    #[serde(borrow)]
    pub address1: Text<'a>,
    #[serde(borrow)]
    pub address2: Text<'a>,
    #[serde(borrow)]
    pub city: Text<'a>,
    #[serde(borrow, rename = "provinceCode")]
    pub province_code: Text<'a>,
    #[serde(borrow)]
    pub zip: Text<'a>,
    #[serde(borrow, rename = "countryCodeV2")]
    pub country_code: Text<'a>,
    #[serde(borrow)]
    pub phone: Text<'a>,
}
