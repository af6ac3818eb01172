//! The traits. One call is mandatory, `check`; every ability is an accessor, so that what is `Some`
//! is supported and nothing else can claim to be.

use crate::{
    Cancelling, Conn, ConnSettings, ConnectorError, Invoicing, KeyGrant, Labels, OAuth, PlatformSpec,
    Shipping, Spreadsheets, Taken, Webhooks,
};
use chrono::{DateTime, Utc};
use domain::{Capability, UpstreamKind};
use std::{future::Future, pin::Pin};

/// A boxed future, so that the traits stay object-safe.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A platform.
pub trait Connector: Send + Sync + 'static {
    fn spec(&self) -> &'static PlatformSpec;

    /// Looks whether the account can be used, step by step, and reads what the shop says of itself.
    /// Never fails as a whole: a step that fails says why and ends the list.
    fn check<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, CheckReport>;

    fn orders(&self) -> Option<&dyn Orders> {
        None
    }

    /// Consent in place of pasted credentials.
    fn oauth(&self) -> Option<&dyn OAuth> {
        None
    }

    /// Credentials that the shop makes and hands over, in place of pasted ones.
    fn key_grant(&self) -> Option<&dyn KeyGrant> {
        None
    }

    /// Learning of changes at once.
    fn webhooks(&self) -> Option<&dyn Webhooks> {
        None
    }

    /// Cancelling orders.
    fn cancelling(&self) -> Option<&dyn Cancelling> {
        None
    }

    /// Telling of shipments.
    fn shipping(&self) -> Option<&dyn Shipping> {
        None
    }

    /// Handing over fiscal documents.
    fn invoicing(&self) -> Option<&dyn Invoicing> {
        None
    }

    /// Printing labels.
    fn labels(&self) -> Option<&dyn Labels> {
        None
    }

    /// Reading spreadsheets, and writing results into them.
    fn spreadsheets(&self) -> Option<&dyn Spreadsheets> {
        None
    }

    /// What the card lists, read from the accessors.
    fn capabilities(&self) -> Vec<Capability> {
        let able = [
            self.orders().map(|_| Capability::Orders),
            self.webhooks().map(|_| Capability::Webhooks),
            self.cancelling().map(|_| Capability::Cancelling),
            self.shipping().map(|_| Capability::Shipping),
            self.invoicing().map(|_| Capability::Invoices),
            self.labels().map(|_| Capability::Labels),
            self.spreadsheets().map(|_| Capability::Spreadsheets),
        ];
        able.into_iter().flatten().collect()
    }
}

/// Reads orders.
pub trait Orders: Send + Sync {
    /// Reads one page of a slice; one attempt, the caller repeats. Records come in the slice's
    /// order. An order that cannot be read is a [`Taken::Failed`], not an error of the page.
    ///
    /// # Errors
    /// With the advice what to do.
    fn page<'a>(
        &'a self,
        conn: &'a Conn,
        request: &'a OrderPageRequest,
    ) -> BoxFuture<'a, Result<OrderPage, ConnectorError>>;

    /// Reads the orders with these of the channel's keys, [`Orders::page_size`] of them at most, in
    /// any order; one attempt. What the channel does not have (any more) is left out, what lies in
    /// its bin is not.
    ///
    /// # Errors
    /// With the advice what to do.
    fn some<'a>(
        &'a self,
        conn: &'a Conn,
        ids: &'a [String],
    ) -> BoxFuture<'a, Result<Vec<SourceOrder>, ConnectorError>>;

    /// Reads the orders that people know by `number`: a key, or what the channel's own pages and mails write,
    /// as typed but without a leading `#`; one attempt. A text that can be no number of the channel's finds
    /// nothing and is not sent. As it stands: the number is the key.
    ///
    /// # Errors
    /// With the advice what to do.
    fn known_as<'a>(
        &'a self,
        conn: &'a Conn,
        number: &'a str,
    ) -> BoxFuture<'a, Result<Vec<SourceOrder>, ConnectorError>> {
        Box::pin(async move { self.some(conn, &[number.to_owned()]).await })
    }

    /// Makes anew what a payload of a [`SourceOrder`] means that was kept: today's reading of what was sent then.
    /// Nobody is asked. A payload that lacked a part because it could not be read makes an order without it.
    fn remade(&self, raw: &[u8], settings: &ConnSettings) -> Taken;

    /// Records a page at most.
    fn page_size(&self) -> usize;
}

/// What a slice's bounds speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SliceBasis {
    /// When orders were placed: never changes, so a back-fill can rely on it.
    Placed,
    /// When they were last changed.
    Changed,
}

/// Which orders to read: those whose `basis` lies in `[from, until)`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Slice {
    pub basis: SliceBasis,
    pub from: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
    pub newest_first: bool,
}

/// Where in the slice to read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    Start,
    /// The page of this number, counted from 1, where the platform numbers pages.
    Page(u32),
    /// After this opaque cursor.
    After(String),
}

#[derive(Debug, Clone)]
pub struct OrderPageRequest {
    pub slice: Slice,
    pub position: Position,
}

/// What comes after a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    End,
    /// Pages are numbered, `last` is the number of the last one: they can be fetched side by side.
    Numbered {
        last: u32,
    },
    /// One after the other.
    After(String),
}

/// One page of a slice.
#[derive(Debug, Clone)]
pub struct OrderPage {
    pub orders: Vec<SourceOrder>,
    /// Records in the whole slice, where the platform counts them.
    pub total: Option<u64>,
    pub next: Next,
}

/// One record as the source showed it.
#[derive(Debug, Clone)]
pub struct SourceOrder {
    /// The channel's key; where even that cannot be read, `?` and a digest of the payload.
    pub external_id: String,
    /// Of the payload without the members that the platform moves without a change (16 bytes of
    /// SHA-256): equal means unchanged.
    pub digest: [u8; 16],
    /// When the order was placed, if that could be read: the engine cuts its slices by it.
    pub placed_at: Option<DateTime<Utc>>,
    /// When it last changed, by the date that lists are asked by.
    pub changed_at: Option<DateTime<Utc>>,
    /// Of two readings the one with the later version is newer, whether it was listed or read alone. The same as `changed_at`, unless the
    /// platform shows that date in its lists only.
    pub version: Option<DateTime<Utc>>,
    pub taken: Taken,
    /// The payload as sent.
    pub raw: Box<[u8]>,
}

impl SourceOrder {
    /// The record with its [`Taken::OnDemand`] made.
    #[must_use]
    pub fn made(mut self) -> Self {
        while let Taken::OnDemand(make) = self.taken {
            self.taken = make(&self.raw);
        }
        self
    }
}

/// The result of a connection test.
#[derive(Debug, Clone)]
pub struct CheckReport {
    /// In the order in which they were looked at.
    pub items: Vec<CheckItem>,
    /// What the shop says of itself, when it could be reached.
    pub shop: Option<ShopFacts>,
}

impl CheckReport {
    pub fn passed(&self) -> bool {
        !self.items.is_empty()
            && self.items.iter().all(|item| !matches!(item.outcome, CheckOutcome::Failed { .. }))
    }

    /// The first failure.
    pub fn failure(&self) -> Option<(&'static str, &ConnectorError)> {
        self.items.iter().find_map(|item| match &item.outcome {
            CheckOutcome::Failed { problem, error } => Some((*problem, error)),
            _ => None,
        })
    }
}

/// One thing that was looked at. Codes; the page has the texts.
#[derive(Debug, Clone)]
pub struct CheckItem {
    /// `reach`, `platform`, `credentials`, `read_orders`, ...
    pub step: &'static str,
    pub outcome: CheckOutcome,
}

#[derive(Debug, Clone)]
pub enum CheckOutcome {
    Passed,
    /// Works, with a limit that the merchant should know; a code such as `orders_last_60_days`.
    Warning(&'static str),
    /// `problem` is a code with a text that says what to do, such as `not_wordpress`.
    Failed {
        problem: &'static str,
        error: ConnectorError,
    },
}

impl CheckOutcome {
    pub fn kind(&self) -> Option<UpstreamKind> {
        match self {
            Self::Failed { error, .. } => Some(error.kind),
            _ => None,
        }
    }
}

/// What a shop says of itself.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct ShopFacts {
    /// By which the platform knows the account: the same account cannot be connected twice.
    pub account_id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub currency: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    /// Plan or software version ("WooCommerce 11.0.1", "Basic").
    pub edition: Option<String>,
}
