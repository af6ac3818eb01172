//! Tells a shop where to send its events: one webhook for each topic. The key must be allowed to write.

use super::{answer, transport};
use connector_kit::{
    Advice, Conn, ConnectorError, Method, Registered,
    lenient::{Items, Object, Text},
};
use domain::UpstreamKind;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use url::Url;

const ROUTE: &str = "/wc/v3/webhooks";

/// What Orion wants to know of.
const WANTED: &[&str] = &["order.created", "order.updated", "order.deleted", "order.restored"];

/// How the names of ours begin, which the merchant sees.
const NAME: &str = "Orion ";

const PER_PAGE: usize = 100;
/// Where a shop with a broken list is not read for ever.
const PAGES: usize = 20;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Webhook<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    topic: Text<'a>,
    #[serde(borrow)]
    delivery_url: Text<'a>,
}

struct Known {
    id: u64,
    name: String,
    is_active: bool,
    topic: String,
    delivery_url: Option<Url>,
}

/// A webhook of our name with the same path on another origin is from before a move: the path holds what
/// nobody can guess. Those of other paths may be of another connection to the same shop.
pub(super) async fn ensure(
    conn: &Conn,
    address: &Url,
    secret: &SecretString,
) -> Result<Registered, ConnectorError> {
    let (here, elsewhere): (Vec<Known>, Vec<Known>) =
        known(conn).await?.into_iter().partition(|known| known.delivery_url.as_ref() == Some(address));
    for old in elsewhere.iter().filter(|known| known.is_from_before(address)) {
        delete(conn, old.id).await?;
    }
    let mut registered = Registered::default();
    for topic in WANTED {
        match here.iter().find(|known| known.topic == *topic) {
            Some(known) if known.is_active => {}
            Some(known) => {
                let body = json!({ "status": "active", "secret": secret.expose_secret() });
                let route = format!("{ROUTE}/{}", known.id);
                transport::write(conn, &Method::PUT, &route, &[], Some(&body.to_string())).await?;
                registered.mended += 1;
            }
            None => {
                let body = json!({
                    "name": format!("{NAME}{topic}"),
                    "topic": topic,
                    "delivery_url": address.as_str(),
                    "secret": secret.expose_secret(),
                    "status": "active",
                });
                transport::write(conn, &Method::POST, ROUTE, &[], Some(&body.to_string())).await?;
                registered.made += 1;
            }
        }
    }
    Ok(registered)
}

pub(super) async fn remove(conn: &Conn, address: &Url) -> Result<(), ConnectorError> {
    for known in known(conn).await?.iter().filter(|known| known.delivery_url.as_ref() == Some(address)) {
        delete(conn, known.id).await?;
    }
    Ok(())
}

impl Known {
    fn of(sent: &Webhook<'_>) -> Option<Self> {
        Some(Self {
            id: sent.id.as_str()?.parse().ok()?,
            name: sent.name.as_str().unwrap_or_default().to_owned(),
            is_active: sent.status.as_str() == Some("active"),
            topic: sent.topic.as_str()?.to_owned(),
            delivery_url: sent.delivery_url.as_str().and_then(|url| url.parse().ok()),
        })
    }

    fn is_from_before(&self, address: &Url) -> bool {
        let moved = |url: &Url| url.path() == address.path() && url.origin() != address.origin();
        self.name.starts_with(NAME) && self.delivery_url.as_ref().is_some_and(moved)
    }
}

async fn known(conn: &Conn) -> Result<Vec<Known>, ConnectorError> {
    let mut all = Vec::new();
    for page in 1..=PAGES {
        let query = [("per_page", PER_PAGE), ("page", page)];
        let query = query.map(|(name, value)| (name.to_owned(), value.to_string()));
        let reply = transport::read(conn, ROUTE, &query).await?;
        let listed: Items<Object<Webhook<'_>>> = serde_json::from_slice(answer::json(&reply, conn.now())?)
            .map_err(|error| {
                let detail = format!("the list of webhooks cannot be read: {error}");
                ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
            })?;
        all.extend(listed.list.iter().filter_map(|Object(sent)| Known::of(sent)));
        if listed.list.len() < PER_PAGE {
            break;
        }
    }
    Ok(all)
}

async fn delete(conn: &Conn, id: u64) -> Result<(), ConnectorError> {
    let query = [("force".to_owned(), "true".to_owned())];
    transport::write(conn, &Method::DELETE, &format!("{ROUTE}/{id}"), &query, None).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_webhook_of_before_a_move_is_taken_away() {
        let address: Url = "https://orion.example/webhooks/woocommerce/t0k3n".parse().unwrap();
        let is_from_before = |name: &str, url: &str| {
            let text =
                format!(r#"{{"id":1,"name":"{name}","topic":"order.updated","delivery_url":"{url}"}}"#);
            Known::of(&serde_json::from_str(&text).unwrap()).unwrap().is_from_before(&address)
        };
        let old = "https://old.example/webhooks/woocommerce/t0k3n";
        assert!(is_from_before("Orion order.updated", old));
        assert!(!is_from_before("ERP", old));
        for url in [
            "https://orion.example/webhooks/woocommerce/t0k3n",
            "https://old.example/webhooks/woocommerce/another",
            "not an address",
        ] {
            assert!(!is_from_before("Orion order.updated", url), "{url}");
        }
    }
}
