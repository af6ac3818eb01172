//! Tells TikTok where to send a shop's events: one address for each type of event.

use super::{
    answer,
    session::{self, Ask},
};
use connector_kit::{
    Advice, Conn, ConnectorError, Method, Registered,
    lenient::{Items, Object, Text},
};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};
use std::collections::BTreeMap;
use url::Url;

const PATH: &str = "/event/202309/webhooks";

/// What Orion wants to know of.
const WANTED: &[&str] = &[
    "ORDER_STATUS_CHANGE",
    "RECIPIENT_ADDRESS_UPDATE",
    "PACKAGE_UPDATE",
    "CANCELLATION_STATUS_CHANGE",
    "RETURN_STATUS_CHANGE",
    "SELLER_DEAUTHORIZATION",
    "UPCOMING_AUTHORIZATION_EXPIRATION",
];

/// In Brazil alone, where fiscal documents are handed over. Shops do without it where it is refused.
const OF_DOCUMENTS: &str = "INVOICE_STATUS_CHANGE";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data<'a> {
    #[serde(borrow)]
    webhooks: Items<Object<Webhook<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Webhook<'a> {
    #[serde(borrow)]
    event_type: Text<'a>,
    #[serde(borrow)]
    address: Text<'a>,
}

pub(super) async fn ensure(conn: &Conn, address: &Url) -> Result<Registered, ConnectorError> {
    let known = known(conn).await?;
    let mut registered = Registered::default();
    let has_documents = conn.config("region") == Some("BR");
    for kind in WANTED.iter().copied().chain(has_documents.then_some(OF_DOCUMENTS)) {
        if known.get(kind).is_some_and(|known| known == address.as_str()) {
            continue;
        }
        // Replaces an address that was there.
        let body = json!({ "event_type": kind, "address": address.as_str() });
        match change(conn, Method::PUT, &body).await {
            Ok(()) => registered.made += 1,
            Err(error) if kind == OF_DOCUMENTS && is_refused(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(registered)
}

pub(super) async fn remove(conn: &Conn, address: &Url) -> Result<(), ConnectorError> {
    for (kind, known) in known(conn).await? {
        if known == address.as_str() {
            change(conn, Method::DELETE, &json!({ "event_type": kind })).await?;
        }
    }
    Ok(())
}

fn is_refused(error: &ConnectorError) -> bool {
    error.advice == Advice::Never || error.kind == UpstreamKind::Permission
}

/// The addresses by type of event.
async fn known(conn: &Conn) -> Result<BTreeMap<String, String>, ConnectorError> {
    let reply = session::send(conn, &Ask::get(PATH)).await?;
    let data: Data<'_> = answer::data(conn, &reply)?;
    let pair = |Object(sent): &Object<Webhook<'_>>| {
        Some((sent.event_type.as_str()?.to_owned(), sent.address.as_str()?.to_owned()))
    };
    Ok(data.webhooks.list.iter().filter_map(pair).collect())
}

async fn change(conn: &Conn, method: Method, body: &Value) -> Result<(), ConnectorError> {
    let reply = session::send(conn, &Ask::with_body(method, PATH, body)).await?;
    answer::data::<&RawValue>(conn, &reply).map(drop)
}
