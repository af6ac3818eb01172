//! Tells Shopify where to send a shop's events: one subscription for each topic. They are signed with the
//! app's client secret.

use super::{answer, session};
use connector_kit::{Advice, Conn, ConnectorError, Registered};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

const LIST: &str = include_str!("operations/webhooks.graphql");
const CREATE: &str = include_str!("operations/webhook_create.graphql");
const DELETE: &str = include_str!("operations/webhook_delete.graphql");

/// What Orion wants to know of.
const WANTED: &[&str] = &[
    "ORDERS_CREATE",
    "ORDERS_UPDATED",
    "ORDERS_CANCELLED",
    "ORDERS_PAID",
    "REFUNDS_CREATE",
    "APP_UNINSTALLED",
];

/// What it would like to know of: they need the scope `read_fulfillments`, and an order that is sent is
/// updated, too.
const WELCOME: &[&str] = &["FULFILLMENTS_CREATE", "FULFILLMENTS_UPDATE"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    webhook_subscriptions: Nodes,
}

#[derive(Deserialize)]
struct Nodes {
    nodes: Vec<Subscription>,
}

#[derive(Deserialize)]
struct Subscription {
    id: String,
    topic: String,
    uri: String,
}

#[derive(Deserialize)]
struct Changed {
    done: Done,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Done {
    user_errors: Vec<UserError>,
}

#[derive(Deserialize)]
struct UserError {
    #[serde(default)]
    message: String,
}

/// An address with the same path on another origin is ours from before a move: the path holds what nobody
/// can guess. Those of other paths may be of another connection to the same shop.
pub(super) async fn ensure(conn: &Conn, address: &Url) -> Result<Registered, ConnectorError> {
    let known = known(conn).await?;
    for old in known.iter().filter(|known| is_from_before(&known.uri, address)) {
        delete(conn, &old.id).await?;
    }
    let mut registered = Registered::default();
    let is_known =
        |topic: &str| known.iter().any(|known| known.topic == topic && known.uri == address.as_str());
    for topic in WANTED.iter().filter(|topic| !is_known(topic)) {
        create(conn, topic, address).await?;
        registered.made += 1;
    }
    for topic in WELCOME.iter().filter(|topic| !is_known(topic)) {
        match create(conn, topic, address).await {
            Ok(()) => registered.made += 1,
            Err(error) if matches!(error.kind, UpstreamKind::Rejected | UpstreamKind::Permission) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(registered)
}

pub(super) async fn remove(conn: &Conn, address: &Url) -> Result<(), ConnectorError> {
    for known in known(conn).await?.iter().filter(|known| known.uri == address.as_str()) {
        delete(conn, &known.id).await?;
    }
    Ok(())
}

fn is_from_before(uri: &str, address: &Url) -> bool {
    Url::parse(uri).is_ok_and(|uri| uri.path() == address.path() && uri.origin() != address.origin())
}

async fn known(conn: &Conn) -> Result<Vec<Subscription>, ConnectorError> {
    let listed: Listed = answered(conn, LIST, json!({})).await?;
    Ok(listed.webhook_subscriptions.nodes)
}

async fn create(conn: &Conn, topic: &str, address: &Url) -> Result<(), ConnectorError> {
    let subscription = json!({ "uri": address.as_str(), "format": "JSON" });
    change(conn, CREATE, json!({ "topic": topic, "subscription": subscription })).await
}

async fn delete(conn: &Conn, id: &str) -> Result<(), ConnectorError> {
    change(conn, DELETE, json!({ "id": id })).await
}

async fn change(conn: &Conn, mutation: &str, variables: Value) -> Result<(), ConnectorError> {
    let Changed { done } = answered(conn, mutation, variables).await?;
    match done.user_errors.first() {
        None => Ok(()),
        Some(error) => Err(ConnectorError::new(UpstreamKind::Rejected, Advice::Never, &*error.message)),
    }
}

async fn answered<T: serde::de::DeserializeOwned>(
    conn: &Conn,
    operation: &str,
    variables: Value,
) -> Result<T, ConnectorError> {
    let reply = session::query(conn, operation, variables, None).await?;
    let (data, _) = answer::data(conn, &reply)?;
    serde_json::from_str(data.get()).map_err(|error| {
        let detail = format!("the answer about subscriptions cannot be read: {error}");
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_address_of_before_a_move_is_taken_away() {
        let address: Url = "https://orion.example/webhooks/shopify/t0k3n".parse().unwrap();
        assert!(is_from_before("https://old.example/webhooks/shopify/t0k3n", &address));
        for other in [
            "https://orion.example/webhooks/shopify/t0k3n",
            "https://orion.example/webhooks/shopify/another",
            "https://old.example/webhooks/shopify/another",
            "arn:aws:events:us-east-1::event-source/x",
            "pubsub://project:topic",
        ] {
            assert!(!is_from_before(other, &address), "{other}");
        }
    }
}
