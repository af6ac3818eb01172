//! What a field can resolve to.

use crate::book::Sort;
use crate::hooks::Hook;
use crate::order::{Line, Order, Refund, Shipment, Shipping};

use super::actions::{Sent, Wish};
use super::fulfilment::Part;
use super::jobs::Job;
use super::subscriptions::{Change, Problem};

/// An object of the schema, together with the data it is read from.
#[derive(Clone, Copy)]
pub(super) enum Node<'d> {
    Shop,
    ShopPlan,
    Installation,
    Scope(&'d str),
    /// By its place among the warehouses.
    Location(usize),
    Order(&'d Order),
    Line(&'d Order, &'d Line),
    /// Cents.
    MoneyBag(i64),
    Money(i64),
    Customer(&'d Order),
    Email(&'d str),
    Phone(&'d str),
    LocalizedField(&'d Order),
    Address(&'d Order),
    ShippingLine(&'d Order, &'d Shipping),
    TaxLine(&'d Line),
    Allocation(&'d Line),
    Variant(&'d Line),
    InventoryItem(u64),
    Product(u64),
    FulfillmentOrder(Part<'d>),
    AssignedLocation(usize),
    SupportedAction(&'static str),
    FulfillmentLine(&'d Order, &'d Line),
    /// Told by the merchant, or that of an older order.
    Fulfillment(&'d Order, Option<&'d Shipment>),
    Tracking(&'d Order, Option<&'d Shipment>),
    Cancellation(&'d Order),
    /// The payment, or that of a refund.
    Transaction(&'d Order, Option<&'d Refund>),
    Refund(&'d Refund),
    Subscription(&'d Hook),
    Change(&'d Change),
    Wish(&'d Wish),
    Sent(&'d Sent),
    Job(&'d Job),
    UserError(&'d Problem),
}

pub(super) enum Answer<'d> {
    Null,
    Text(&'d str),
    Owned(String),
    Int(i64),
    Float(f64),
    Bool(bool),
    /// Cents, written as a decimal.
    Amount(i64),
    Instant(i64),
    Texts(Vec<&'d str>),
    Object(Node<'d>),
    List(Vec<Node<'d>>),
    Page(Page<'d>),
}

pub(super) struct Page<'d> {
    pub nodes: Vec<Node<'d>>,
    /// How many nodes lie before this page.
    pub start: usize,
    pub more: bool,
    /// Of a page of orders; nested connections page by position.
    pub sort: Option<Sort>,
}

impl<'d> Answer<'d> {
    pub(super) fn money(cents: i64) -> Self {
        Self::Object(Node::MoneyBag(cents))
    }

    pub(super) fn text_or_null(text: &'d str) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(text) }
    }
}
