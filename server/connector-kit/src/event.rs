//! Events that platforms send: where to, how they are checked, and what they are about.

use crate::{AppCredentials, BoxFuture, Conn, ConnectorError};
use chrono::{DateTime, Utc};
use domain::AuthKind;
use reqwest::header::HeaderMap;
use secrecy::SecretString;
use std::collections::BTreeMap;
use url::Url;

/// A platform that tells of changes at once.
pub trait Webhooks: Send + Sync {
    /// Who has an address.
    fn address(&self) -> WebhookAddress;

    /// Whether the platform can be told the address by a call; `None` where a person must enter it.
    fn registration(&self) -> Option<&dyn Registration> {
        None
    }

    /// Whether events can be checked where an account was connected in this way.
    fn works_with(&self, _auth: AuthKind) -> bool {
        true
    }

    /// Asking for what could not be delivered; `None` where the platform keeps nothing of it.
    fn missed(&self) -> Option<&dyn Missed> {
        None
    }

    /// Checks that the platform sent it, on the bytes as they came, and reads what it is about. Pure.
    ///
    /// # Errors
    /// Why it is not taken.
    fn read(&self, inbound: &Inbound<'_>, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem>;

    /// The keys of the orders that an [`About::Resource`] is about, as [`crate::Orders::some`] takes them.
    ///
    /// # Errors
    /// With the advice what to do.
    fn orders_behind<'a>(
        &'a self,
        _conn: &'a Conn,
        _resource: &'a str,
    ) -> BoxFuture<'a, Result<Vec<String>, ConnectorError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

/// Tells the platform where to send events.
pub trait Registration: Send + Sync {
    /// Sees to it that the platform sends every event that is wanted to `address`: makes what is missing,
    /// switches on what the platform switched off, and takes away what of ours points elsewhere. Does
    /// nothing where all is well. Events will be signed with `secret` where the platform signs with one
    /// that is chosen by us.
    ///
    /// # Errors
    /// With the advice what to do.
    fn ensure<'a>(
        &'a self,
        conn: &'a Conn,
        address: &'a Url,
        secret: &'a SecretString,
    ) -> BoxFuture<'a, Result<Registered, ConnectorError>>;

    /// Takes away everything that points to `address`.
    ///
    /// # Errors
    /// With the advice what to do.
    fn remove<'a>(&'a self, conn: &'a Conn, address: &'a Url) -> BoxFuture<'a, Result<(), ConnectorError>>;
}

/// A platform that lists for a while the events that it could not deliver.
pub trait Missed: Send + Sync {
    /// Those of the connection's own account, in any order, each as [`Webhooks::read`] reads one that arrives;
    /// one attempt. Bounded by the connector: asked every hour, it does not have to reach back far. What is about
    /// no order is left out.
    ///
    /// # Errors
    /// With the advice what to do.
    fn list<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, Result<Vec<MissedEvent>, ConnectorError>>;
}

/// An event that its platform could not deliver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedEvent {
    pub event: InboundEvent,
    /// When the platform first tried: what came of the same orders since then makes it superfluous.
    pub sent_at: DateTime<Utc>,
    /// As it would have arrived: nothing of where the platform sent it to, which may be known to nobody else.
    pub body: Vec<u8>,
}

/// What [`Registration::ensure`] had to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Registered {
    /// Subscriptions that were missing.
    pub made: usize,
    /// Subscriptions that were switched off.
    pub mended: usize,
}

/// Who has an address to send events to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookAddress {
    /// Each connection.
    Connection,
    /// The operator's app: events name the account that they are of.
    App,
}

/// What came in.
#[derive(Debug, Clone, Copy)]
pub struct Inbound<'a> {
    pub headers: &'a HeaderMap,
    /// The bytes as they came.
    pub body: &'a [u8],
    pub now: DateTime<Utc>,
}

impl Inbound<'_> {
    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
    }
}

/// What the platform may have signed with.
#[derive(Debug, Clone, Copy, Default)]
pub struct SenderKeys<'a> {
    /// The operator's app.
    pub app: Option<&'a AppCredentials>,
    /// The connection's own, made by us.
    pub secret: Option<&'a SecretString>,
    /// The secret fields of the connection's form, by name; `None` at an app's address.
    pub credentials: Option<&'a BTreeMap<String, SecretString>>,
    /// The account of the connection whose address was called; `None` at an app's address.
    pub account: Option<&'a str>,
}

impl<'a> SenderKeys<'a> {
    /// A secret of the connection's form.
    pub fn credential(&self, name: &str) -> Option<&'a SecretString> {
        self.credentials?.get(name)
    }
}

/// An event that its platform sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboundEvent {
    /// By which the platform knows it, the same for each repetition; `None` where it has no such id that
    /// can be relied on.
    pub id: Option<String>,
    /// The platform's word for the kind of event, at most 80 characters.
    pub topic: String,
    /// The account that it is of, where it says so.
    pub account: Option<String>,
    pub about: About,
}

/// What an event is about. It means "go and look": nothing in it is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The channel's keys of orders, as [`crate::Orders::some`] takes them.
    Orders(Vec<String>),
    /// Something from which the orders must be asked for, see [`Webhooks::orders_behind`].
    Resource(String),
    /// The account withdrew its consent, or removed the app.
    Withdrawn,
    /// The consent ends then.
    ConsentEnds(DateTime<Utc>),
    /// A greeting, or a topic that Orion has no use for.
    Nothing,
}

/// Why an event is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventProblem {
    /// Not signed, or not by the platform.
    BadSignature,
    /// Signed too long ago, or in the future.
    Stale,
    /// Of another account than that of the connection whose address was called, or of another app.
    OtherAccount,
    /// It cannot be read.
    Unreadable,
    /// What it would be checked with is not configured.
    NoKey,
}
