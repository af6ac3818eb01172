//! The shops that a consent opens.

use super::{
    answer,
    session::{self, Ask},
};
use connector_kit::{
    Conn, ConnectorError, GrantedAccount, Reply,
    lenient::{Items, Object, Text},
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shop {
    pub id: String,
    pub name: Option<String>,
    pub region: Option<String>,
    pub cipher: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data<'a> {
    #[serde(borrow)]
    shops: Items<Object<Sent<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Sent<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow)]
    region: Text<'a>,
    #[serde(borrow)]
    cipher: Text<'a>,
}

fn ask() -> Ask {
    Ask::get("/authorization/202309/shops").of_app()
}

/// Those of the connection's consent.
pub(super) async fn of_connection(conn: &Conn) -> Result<Vec<Shop>, ConnectorError> {
    read(conn, &session::send(conn, &ask()).await?)
}

fn read(conn: &Conn, reply: &Reply) -> Result<Vec<Shop>, ConnectorError> {
    let data: Data<'_> = answer::data(conn, reply)?;
    let shop = |Object(sent): &Object<Sent<'_>>| {
        Some(Shop {
            id: sent.id.capped(64)?,
            name: sent.name.capped(200),
            region: sent.region.capped(8),
            cipher: sent.cipher.capped(200),
        })
    };
    Ok(data.shops.list.iter().filter_map(shop).collect())
}

/// The account of a shop; `None` without the cipher by which it is called.
pub(super) fn granted(shop: Shop) -> Option<GrantedAccount> {
    let mut config = BTreeMap::from([("shop_cipher".to_owned(), shop.cipher?)]);
    config.extend(shop.region.map(|region| ("region".to_owned(), region)));
    Some(GrantedAccount { id: shop.id, name: shop.name, config })
}
