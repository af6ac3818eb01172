//! The order both simulators draw from; each platform renders it in its own words.

use std::borrow::Cow;

use serde_json::Value;

pub(crate) type Text = Cow<'static, str>;

/// Money is in cents of BRL, instants are seconds since 1970 in UTC.
#[derive(Clone, Debug)]
pub struct Order {
    /// Position in the shop's book, from 0; the platform's id is derived from it.
    pub slot: u32,
    pub id: u64,
    pub created: i64,
    pub modified: i64,
    pub paid: Option<i64>,
    pub completed: Option<i64>,
    pub cancelled: Option<i64>,
    /// In WooCommerce's words: `processing`, `on-hold`, or any custom slug.
    pub status: Text,
    pub payment: Payment,
    pub transaction: String,
    pub buyer: Buyer,
    pub address: Address,
    pub lines: Vec<Line>,
    pub shipping: Option<Shipping>,
    pub coupon: Option<Coupon>,
    /// A surcharge, or a negative amount such as the discount of a Pix plugin.
    pub fee: Option<Fee>,
    pub refunds: Vec<Refund>,
    /// Whether the merchant ships it, where the platform has carriers of its own.
    pub own_delivery: bool,
    /// Told by the merchant, oldest first.
    pub shipments: Vec<Shipment>,
    /// Handed over by the merchant, oldest first.
    pub invoices: Vec<Invoice>,
    /// The merchant's, in the platform's word.
    pub cancel_reason: Option<Text>,
    pub note: Text,
    pub tags: Vec<Text>,
    /// WooCommerce: what clients keep with it, by key.
    pub meta: Vec<(String, Value)>,
    /// WooCommerce: what was noted about it, oldest first.
    pub remarks: Vec<Remark>,
    pub test: bool,
    /// Merged over the rendered order (RFC 7396): the way to serve odd or broken fields on purpose.
    pub overlay: Option<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    Pix,
    Boleto,
    Card,
    /// Paid at the door: `processing` without a paid date.
    OnDelivery,
}

#[derive(Clone, Debug)]
pub struct Buyer {
    /// 0 for a guest.
    pub customer: u64,
    pub first: Text,
    pub last: Text,
    pub company: Text,
    pub email: String,
    pub phone: String,
    pub document: Document,
    pub ip: String,
}

/// A Brazilian tax number without punctuation.
#[derive(Clone, Debug)]
pub enum Document {
    Cpf(String),
    Cnpj(String),
}

#[derive(Clone, Debug)]
pub struct Address {
    pub street: Text,
    pub number: String,
    pub complement: Text,
    pub district: Text,
    pub city: Text,
    pub state: Text,
    /// With the dash: `01310-100`.
    pub postcode: String,
}

#[derive(Clone, Debug)]
pub struct Line {
    pub id: u64,
    /// `None` for a product that is gone or a custom line.
    pub product: Option<(u64, u64)>,
    pub sku: Option<Text>,
    pub name: Text,
    pub variant: Text,
    pub quantity: i64,
    /// Of the whole line before discount, without tax.
    pub subtotal: i64,
    /// Of the whole line after discount, without tax.
    pub total: i64,
    pub tax: i64,
}

impl Line {
    /// Ids of product and variation on a marketplace, where a line without a product has a listing too: one
    /// for each name.
    pub(crate) fn listing(&self) -> (u64, u64) {
        let name = self.name.bytes().chain(self.variant.bytes());
        let of_name = || name.fold(0_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
        self.product.unwrap_or_else(|| (900_000 + of_name() % 9_973, 0))
    }
}

#[derive(Clone, Debug)]
pub struct Shipping {
    pub title: Text,
    pub total: i64,
}

#[derive(Clone, Debug)]
pub struct Coupon {
    pub code: Text,
    pub discount: i64,
}

#[derive(Clone, Debug)]
pub struct Fee {
    pub name: Text,
    pub total: i64,
}

#[derive(Clone, Debug)]
pub struct Refund {
    pub id: u64,
    pub reason: Text,
    /// Positive.
    pub amount: i64,
    pub created: i64,
}

/// Goods that the merchant told to be on their way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipment {
    pub id: u64,
    pub carrier: String,
    pub tracking: String,
    pub link: String,
    /// Pieces by line id.
    pub lines: Vec<(u64, i64)>,
    /// What else the platform was told, in its own words: how it is handed over, a parcel's key.
    pub detail: String,
    pub at: i64,
}

/// A note about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub id: u64,
    pub text: String,
    /// Whether the buyer reads it, and gets it by mail.
    pub to_buyer: bool,
    pub at: i64,
}

/// A fiscal document that the merchant handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    /// Of 44 signs.
    pub access_key: String,
    /// Which part of the order it is of, where the platform has parts.
    pub place: String,
    /// Whether the platform found it good; it has not looked yet while `None`.
    pub accepted: Option<bool>,
    pub at: i64,
}

/// The id of an order's n-th part. Ids of 18 digits leave no room for three more: there it wraps, and parts of
/// one order still differ.
pub(crate) fn part_id(order: u64, n: u64) -> u64 {
    order.wrapping_mul(1_000).wrapping_add(n)
}

impl Order {
    pub(crate) fn goods(&self) -> i64 {
        self.lines.iter().map(|line| line.total).sum()
    }

    pub(crate) fn tax(&self) -> i64 {
        self.lines.iter().map(|line| line.tax).sum()
    }

    pub(crate) fn discount(&self) -> i64 {
        self.lines.iter().map(|line| line.subtotal - line.total).sum()
    }

    pub(crate) fn freight(&self) -> i64 {
        self.shipping.as_ref().map_or(0, |shipping| shipping.total)
    }

    /// What the buyer was asked to pay: lines, fee, shipping and tax. Refunds do not lower it.
    pub fn total(&self) -> i64 {
        self.goods() + self.fee.as_ref().map_or(0, |fee| fee.total) + self.freight() + self.tax()
    }

    /// The sum of all refunds, positive.
    pub fn refunded(&self) -> i64 {
        self.refunds.iter().map(|refund| refund.amount).sum()
    }

    /// Pieces of a line that no shipment holds.
    pub(crate) fn left_of(&self, line: &Line) -> i64 {
        let of_line = self.shipments.iter().flat_map(|shipment| &shipment.lines);
        line.quantity - of_line.filter(|(id, _)| *id == line.id).map(|(_, quantity)| quantity).sum::<i64>()
    }

    /// Whether goods are left to be shipped.
    pub(crate) fn has_left(&self) -> bool {
        self.lines.iter().any(|line| self.left_of(line) > 0)
    }

    pub(crate) fn is_company(&self) -> bool {
        matches!(self.buyer.document, Document::Cnpj(_))
    }

    pub(crate) fn full_name(&self) -> String {
        format!("{} {}", self.buyer.first, self.buyer.last)
    }

    /// Spreads `discount` over the lines by value; the last line takes the odd cents.
    pub(crate) fn spread_discount(&mut self, discount: i64) {
        let whole: i64 = self.lines.iter().map(|line| line.subtotal).sum();
        let discount = discount.min(whole);
        let mut left = discount;
        let last = self.lines.len().saturating_sub(1);
        for (at, line) in self.lines.iter_mut().enumerate() {
            let share = if at == last { left } else { discount * line.subtotal / whole.max(1) };
            let share = share.min(line.subtotal);
            line.total = line.subtotal - share;
            left -= share;
        }
    }
}

/// RFC 7396: objects merge, `null` removes, everything else replaces.
pub(crate) fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    if let Value::Object(target) = target {
        for (key, value) in patch {
            if value.is_null() {
                target.remove(key);
            } else {
                merge(target.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
    }
}
