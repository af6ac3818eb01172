//! What WordPress says of itself to everyone: the index of its API.

use super::{
    address::{self, Routing},
    answer, transport,
};
use connector_kit::{
    Conn, ConnectorError, Reply,
    lenient::{Items, Text},
};
use serde::Deserialize;
use url::Url;

const FIELDS: &str = "name,home,timezone_string,namespaces";

#[derive(Debug, Default)]
pub(super) struct Index {
    pub name: Option<String>,
    /// The address under which the shop knows itself.
    pub home: Option<String>,
    pub time_zone: Option<String>,
    pub has_woocommerce: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Sent<'a> {
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow)]
    home: Text<'a>,
    #[serde(borrow)]
    timezone_string: Text<'a>,
    /// An object where a plugin took some away.
    #[serde(borrow)]
    namespaces: Option<Items<Text<'a>>>,
}

impl Index {
    /// `None` for anything but an index.
    pub(super) fn of(reply: &Reply, conn: &Conn) -> Option<Self> {
        let body = answer::json(reply, conn.now()).ok()?;
        let sent: Sent<'_> = serde_json::from_slice(body).ok()?;
        let namespaces = sent.namespaces?;
        Some(Self {
            name: sent.name.capped(200),
            home: sent.home.capped(300),
            time_zone: sent.timezone_string.capped(200),
            has_woocommerce: namespaces.list.iter().any(|name| name.as_str() == Some("wc/v3")),
        })
    }
}

/// Asks for the index, without a key.
pub(super) async fn ask(conn: &Conn, store: &Url, routing: Routing) -> Result<Reply, ConnectorError> {
    let fields = [("_fields".to_owned(), FIELDS.to_owned())];
    conn.send(transport::anonymous(store, routing, "/", &fields)).await
}

/// The shop's own address, if it tells one.
pub(super) async fn home(conn: &Conn, store: &Url, routing: Routing) -> Option<Url> {
    let index = Index::of(&ask(conn, store, routing).await.ok()?, conn)?;
    address::normalized(&index.home?).ok()
}
