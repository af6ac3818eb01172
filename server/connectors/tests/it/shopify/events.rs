//! Events and their subscriptions.

use crate::shops::Running;
use connector_kit::{
    About, AppCredentials, Conn, Connector, ConnectorError, EventProblem, Inbound, InboundEvent, Registered,
    SenderKeys, WebhookAddress, Webhooks,
    header::{HeaderMap, HeaderName},
};
use connectors::Shopify;
use domain::{AuthKind, UpstreamKind};
use sandbox::{Credentials, Event, Fault, FaultRule, NewOrder, Platform, ShopOptions};
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

fn address(text: &str) -> Url {
    format!("https://orion.example/webhooks/shopify/{text}").parse().unwrap()
}

async fn ensure(conn: &Conn, address: &Url) -> Result<Registered, ConnectorError> {
    Shopify.registration().unwrap().ensure(conn, address, &"unused".into()).await
}

fn app(running: &Running) -> AppCredentials {
    let Credentials::Shopify { client_id, client_secret, .. } = running.shop.credentials() else {
        panic!("no app");
    };
    let client_secret = client_secret.as_str().into();
    AppCredentials { client_id: client_id.clone(), client_secret, service_id: None }
}

fn read(event: &Event, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem> {
    let pair = |(name, value): &(&str, String)| -> (HeaderName, _) {
        (name.parse().unwrap(), value.parse().unwrap())
    };
    let headers: HeaderMap = event.headers.iter().map(pair).collect();
    Shopify.read(&Inbound { headers: &headers, body: &event.body, now: chrono::Utc::now() }, keys)
}

#[tokio::test]
async fn what_was_subscribed_to_comes_signed_and_names_the_order() {
    let running = Running::with(Platform::Shopify, 3).await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    assert!(running.shop.order_event(id).is_none(), "nobody asked for it");
    let conn = running.conn(AuthKind::OAuth2);
    assert_eq!(Shopify.address(), WebhookAddress::Connection);
    ensure(&conn, &address("a")).await.unwrap();

    let event = running.shop.order_event(id).unwrap();
    let app = app(&running);
    let keys = SenderKeys { app: Some(&app), account: Some("loja.myshopify.com"), ..SenderKeys::default() };
    let taken = read(&event, &keys).unwrap();
    let About::Orders(ids) = &taken.about else { panic!("{taken:?}") };
    let found = Shopify.orders().unwrap().some(&conn, ids).await.unwrap();
    assert_eq!((found.len(), found[0].external_id.as_str()), (1, id.to_string().as_str()));
    assert_eq!(taken, read(&running.shop.order_event(id).unwrap(), &keys).unwrap(), "the same each time");
    assert!(taken.id.is_some());
    running.shop.cancel(id).unwrap();

    let own = BTreeMap::from([("client_secret".to_owned(), app.client_secret.clone())]);
    let own = SenderKeys { credentials: Some(&own), app: None, ..keys };
    assert_eq!(read(&event, &own).unwrap().topic, "orders/updated");
    let tampered = Event { body: [&event.body[..], b" "].concat(), ..event.clone() };
    assert_eq!(read(&tampered, &keys), Err(EventProblem::BadSignature));
    let foreign = SenderKeys { account: Some("outra.myshopify.com"), ..keys };
    assert_eq!(read(&event, &foreign), Err(EventProblem::OtherAccount));
}

#[tokio::test]
async fn subscriptions_are_made_once_and_taken_away() {
    for auth in [AuthKind::OAuth2, AuthKind::ClientCredentials] {
        let running = Running::with(Platform::Shopify, 1).await;
        let conn = running.conn(auth);
        // Of the eight topics two need a scope that was not granted.
        assert_eq!(ensure(&conn, &address("a")).await.unwrap(), Registered { made: 6, mended: 0 });
        assert_eq!(ensure(&conn, &address("a")).await.unwrap(), Registered::default());
        let topics: BTreeSet<_> = running.shop.hooks().into_iter().map(|hook| hook.topic).collect();
        assert!(topics.contains("ORDERS_UPDATED") && topics.contains("APP_UNINSTALLED"), "{topics:?}");

        let other: Url = "https://elsewhere.example/webhooks/shopify/a".parse().unwrap();
        ensure(&conn, &address("b")).await.unwrap();
        assert_eq!(running.shop.hooks().len(), 12, "another connection to the same shop");
        ensure(&conn, &other).await.unwrap();
        let left = running.shop.hooks();
        assert!(left.iter().all(|hook| hook.address != address("a").as_str()), "it moved: {left:?}");

        Shopify.registration().unwrap().remove(&conn, &other).await.unwrap();
        assert!(running.shop.hooks().iter().all(|hook| hook.address == address("b").as_str()));
    }
}

#[tokio::test]
async fn with_the_scope_for_it_what_is_sent_is_told_too() {
    let mut options = ShopOptions::new(Platform::Shopify, "loja").orders(1);
    options.scopes.push("read_fulfillments".to_owned());
    let running = Running::start(options).await;
    assert_eq!(ensure(&running.conn(AuthKind::OAuth2), &address("a")).await.unwrap().made, 8);
}

#[tokio::test]
async fn what_cannot_be_subscribed_to_is_told() {
    let mut options = ShopOptions::new(Platform::Shopify, "loja").orders(1);
    options.scopes = vec!["read_products".to_owned()];
    let running = Running::start(options).await;
    let error = ensure(&running.conn(AuthKind::OAuth2), &address("a")).await.unwrap_err();
    assert_eq!(error.kind, UpstreamKind::Rejected);
    assert!(error.detail.contains("specified topic"), "{error}");
    let plain: Url = "http://orion.example/webhooks/shopify/a".parse().unwrap();
    let running = Running::with(Platform::Shopify, 1).await;
    let error = ensure(&running.conn(AuthKind::OAuth2), &plain).await.unwrap_err();
    assert!(error.detail.contains("protocol"), "{error}");
}

#[tokio::test]
async fn a_registration_that_breaks_off_is_completed_the_next_time() {
    let running = Running::with(Platform::Shopify, 1).await;
    let conn = running.conn(AuthKind::OAuth2);
    running.shop.fault(FaultRule::times(Fault::ServerError, 1).after(3));
    assert_eq!(ensure(&conn, &address("a")).await.unwrap_err().kind, UpstreamKind::Server);
    assert_eq!(ensure(&conn, &address("a")).await.unwrap().made, 4);
    assert_eq!(running.shop.hooks().len(), 6);
}
