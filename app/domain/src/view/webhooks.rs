//! Events that platforms sent, and where they are sent to.

use crate::{ConnectionId, OrderId};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// An event as a list shows it.
#[derive(Debug, Clone)]
pub struct WebhookEventView {
    pub id: Uuid,
    pub connection: ConnectionId,
    pub received_at: DateTime<Utc>,
    /// The platform's word for the kind of event.
    pub topic: String,
    pub state: crate::EventState,
    /// Why it was refused or failed: a code, and what was seen.
    pub reason: Option<String>,
    pub detail: Option<String>,
    /// Keys of orders, or the resource that it points at.
    pub subjects: Vec<String>,
    pub attempts: i32,
    /// When it is looked at next, where it waits.
    pub due_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
    /// Whether the platform could not deliver it, and told of it when it was asked.
    pub is_recovered: bool,
}

/// All of an event.
#[derive(Debug, Clone)]
pub struct WebhookEventDetail {
    pub event: WebhookEventView,
    pub event_id: Option<String>,
    pub client_ip: Option<String>,
    /// In the order of their names.
    pub headers: Vec<(String, String)>,
    /// As text; what is no UTF-8 is replaced.
    pub body: String,
    /// Sales that were made of the orders that it is about: the order's key, the sale and its number.
    pub sales: Vec<(String, OrderId, i64)>,
}

/// A place in the list of events.
pub type EventPlace = (DateTime<Utc>, Uuid);

/// Where a platform sends the events of a connection.
#[derive(Debug, Clone)]
pub struct WebhookAddressView {
    /// The last part of the address.
    pub token: String,
    pub registered_at: Option<DateTime<Utc>>,
    pub problem: Option<String>,
    pub problem_detail: Option<String>,
}

/// The last look for events that the platform could not deliver.
#[derive(Debug, Clone)]
pub struct MissedLookView {
    pub at: Option<DateTime<Utc>>,
    /// Why the platform could not be asked: a code.
    pub problem: Option<String>,
}
