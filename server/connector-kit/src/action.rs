//! What is sent back to a channel about one order: that it is cancelled, that goods are on their way,
//! which fiscal document it has; and the labels that the channel prints.
//!
//! Each ability has a look and an act. A look is one or a few reading calls and says what the channel
//! lets be done *now*; who acts looks first, and looks again before an act is repeated whose answer was
//! lost. An act is one attempt of one change. The channel's own refusal is an error with
//! [`Advice::Never`](crate::Advice::Never) and the channel's words.

use crate::{BoxFuture, Conn, ConnectorError, FiscalDocument};
use chrono::{DateTime, Utc};
use domain::{CancelReason, LabelFormat, MoneyBack, Obstacle};
use uuid::Uuid;

/// How something stands at the channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing<T> {
    /// It can be done, in this way.
    Open(T),
    /// The channel was asked and has not finished.
    Underway,
    Done,
    Closed(Obstacle),
}

impl<T> Standing<T> {
    pub const fn is_done(&self) -> bool {
        matches!(self, Self::Done)
    }
}

/// Cancels orders.
pub trait Cancelling: Send + Sync {
    /// Whether the order with this key of the channel's can be cancelled.
    ///
    /// # Errors
    /// With the advice what to do. An order that the channel does not have is [`Obstacle::NotFound`].
    fn look<'a>(
        &'a self,
        conn: &'a Conn,
        order: &'a str,
    ) -> BoxFuture<'a, Result<Standing<CancelChoices>, ConnectorError>>;

    /// Asks the channel to cancel the order.
    ///
    /// # Errors
    /// With the advice what to do.
    fn cancel<'a>(&'a self, conn: &'a Conn, ask: &'a CancelAsk) -> BoxFuture<'a, Result<(), ConnectorError>>;
}

/// How an order can be cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelChoices {
    /// In the order in which they are offered; empty where the channel asks for none.
    pub reasons: Vec<CancelReason>,
    pub money: MoneyBack,
    /// The most characters of a message, and who reads it; `None` where none can be sent.
    pub message: Option<Message>,
    /// Whether the channel counts it against the merchant's reputation.
    pub hurts_reputation: bool,
}

/// A text that goes with an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    pub max_length: usize,
    /// Whether the buyer reads it, or the merchant's own staff.
    pub to_buyer: bool,
}

/// An order to be cancelled.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CancelAsk {
    /// The channel's key.
    pub order: String,
    /// One of those offered.
    pub reason: Option<CancelReason>,
    pub message: Option<String>,
    /// The same in each attempt.
    pub key: Uuid,
}

/// Tells of shipments.
pub trait Shipping: Send + Sync {
    /// What of the order can be shipped, and what was.
    ///
    /// # Errors
    /// With the advice what to do. An order that the channel does not have is one closed parcel.
    fn look<'a>(
        &'a self,
        conn: &'a Conn,
        order: &'a str,
    ) -> BoxFuture<'a, Result<ShippingView, ConnectorError>>;

    /// Tells the channel that a parcel was shipped, or how it is handed over.
    ///
    /// # Errors
    /// With the advice what to do.
    fn ship<'a>(&'a self, conn: &'a Conn, ask: &'a ShipAsk) -> BoxFuture<'a, Result<(), ConnectorError>>;
}

/// The goods of an order on their way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShippingView {
    /// Never empty: an order of which nothing can be shipped is one closed parcel.
    pub parcels: Vec<Parcel>,
    /// What was shipped, oldest first.
    pub shipments: Vec<Shipment>,
}

impl ShippingView {
    /// Nothing can be shipped.
    pub fn closed(obstacle: Obstacle) -> Self {
        let parcel = Parcel { key: String::new(), standing: Standing::Closed(obstacle), lines: Vec::new() };
        Self { parcels: vec![parcel], shipments: Vec::new() }
    }
}

/// What the channel ships as one: a delivery, a package, the goods of one warehouse, or all of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// By which the channel knows it, stable while it can be shipped.
    pub key: String,
    pub standing: Standing<ShipChoices>,
    /// What of it is still to be shipped.
    pub lines: Vec<ParcelLine>,
}

/// Goods in a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelLine {
    /// By which [`ShipAsk::lines`] names it.
    pub key: String,
    pub title: String,
    pub sku: Option<String>,
    /// Pieces, at least 1.
    pub quantity: u32,
}

/// How a parcel can be shipped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShipChoices {
    /// Whether a part of its lines can be shipped alone.
    pub by_lines: bool,
    /// Whether a tracking number is taken.
    pub tracking: Wanted,
    /// Whether a tracking link is taken.
    pub link: Wanted,
    pub carrier: CarrierChoice,
    /// The ways to hand it over, where the channel asks for one.
    pub handovers: Vec<Handover>,
    /// Whether the channel asks if the buyer shall be told.
    pub notifies: bool,
}

/// Whether a channel takes a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wanted {
    #[default]
    Never,
    Optional,
    Required,
}

/// How the carrier is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CarrierChoice {
    #[default]
    Unasked,
    /// By any name.
    Named(Wanted),
    /// As one of these.
    OneOf(Vec<Carrier>),
}

/// A carrier that a channel knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier {
    pub key: String,
    pub name: String,
}

/// A way to hand a parcel over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    pub key: String,
    pub how: HandoverHow,
}

/// Whether it is fetched, or brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandoverHow {
    DropOff,
    Pickup { from: DateTime<Utc>, until: DateTime<Utc> },
}

/// Goods that were shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipment {
    /// By which the channel knows it.
    pub key: String,
    /// [`Parcel::key`] of what it holds, where the channel tells; a parcel of which some is left keeps its
    /// key.
    pub parcel: Option<String>,
    pub carrier: Option<String>,
    pub tracking: Option<String>,
    pub link: Option<String>,
}

/// A parcel that was shipped.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ShipAsk {
    /// The channel's key of the order.
    pub order: String,
    /// [`Parcel::key`].
    pub parcel: String,
    /// Which of its lines; empty for all that is left.
    pub lines: Vec<ShipLine>,
    /// The name, or the [`Carrier::key`] where the channel gives a choice.
    pub carrier: Option<String>,
    pub tracking: Option<String>,
    /// An https or http address.
    pub link: Option<String>,
    /// [`Handover::key`].
    pub handover: Option<String>,
    /// Whether the channel shall tell the buyer.
    pub notify: bool,
    /// The same in each attempt.
    pub key: Uuid,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ShipLine {
    /// [`ParcelLine::key`].
    pub key: String,
    pub quantity: u32,
}

/// Takes fiscal documents (in Brazil: the NF-e).
pub trait Invoicing: Send + Sync {
    /// Where the order's documents belong, and which are there.
    ///
    /// # Errors
    /// With the advice what to do. An order that the channel does not have is one closed place.
    fn look<'a>(
        &'a self,
        conn: &'a Conn,
        order: &'a str,
    ) -> BoxFuture<'a, Result<Vec<InvoicePlace>, ConnectorError>>;

    /// Hands a document over. That the channel takes it does not say that it finds it good.
    ///
    /// # Errors
    /// With the advice what to do.
    fn hand_over<'a>(
        &'a self,
        conn: &'a Conn,
        ask: &'a InvoiceAsk,
    ) -> BoxFuture<'a, Result<(), ConnectorError>>;
}

/// Something that has a fiscal document: the purchase, a delivery, a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoicePlace {
    pub key: String,
    pub standing: Standing<()>,
    /// The access key of the document that is there, if the channel tells.
    pub access_key: Option<String>,
    /// Why the channel did not find the last one good, in its words.
    pub problem: Option<String>,
}

/// A document to be handed over.
#[derive(Debug, Clone)]
pub struct InvoiceAsk {
    /// The channel's key of the order.
    pub order: String,
    /// [`InvoicePlace::key`].
    pub place: String,
    pub document: FiscalDocument,
    /// The same in each attempt.
    pub key: Uuid,
}

/// Prints labels.
pub trait Labels: Send + Sync {
    /// What it can print, the usual one first.
    fn formats(&self) -> &'static [LabelFormat];

    /// Which parcels have a label to be printed.
    ///
    /// # Errors
    /// With the advice what to do. An order that the channel does not have is one closed place.
    fn look<'a>(
        &'a self,
        conn: &'a Conn,
        order: &'a str,
    ) -> BoxFuture<'a, Result<Vec<LabelPlace>, ConnectorError>>;

    /// The label of a parcel, at most 10 MB.
    ///
    /// # Errors
    /// With the advice what to do.
    fn fetch<'a>(
        &'a self,
        conn: &'a Conn,
        order: &'a str,
        place: &'a str,
        format: LabelFormat,
    ) -> BoxFuture<'a, Result<Vec<u8>, ConnectorError>>;
}

/// A parcel and its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelPlace {
    pub key: String,
    /// What is against printing it; `None` where it can be printed.
    pub obstacle: Option<Obstacle>,
    pub tracking: Option<String>,
}
