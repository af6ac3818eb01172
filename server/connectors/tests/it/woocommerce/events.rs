//! Events and their webhooks.

use crate::shops::Running;
use connector_kit::{
    About, Conn, Connector, ConnectorError, EventProblem, Inbound, InboundEvent, Method, Registered,
    SenderKeys, WebhookAddress, Webhooks,
    header::{HeaderMap, HeaderName},
};
use connectors::Woocommerce;
use domain::{AuthKind, UpstreamKind};
use sandbox::{Event, Fault, FaultRule, NewOrder, OrderChange, Platform, ShopOptions};
use secrecy::SecretString;
use url::Url;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn address(text: &str) -> Url {
    format!("https://orion.example/webhooks/woocommerce/{text}").parse().unwrap()
}

async fn ensure(conn: &Conn, address: &Url) -> Result<Registered, ConnectorError> {
    Woocommerce.registration().unwrap().ensure(conn, address, &SECRET.into()).await
}

fn read(event: &Event, secret: &str) -> Result<InboundEvent, EventProblem> {
    let pair = |(name, value): &(&str, String)| -> (HeaderName, _) {
        (name.parse().unwrap(), value.parse().unwrap())
    };
    let headers: HeaderMap = event.headers.iter().map(pair).collect();
    let secret = SecretString::from(secret);
    let keys = SenderKeys { secret: Some(&secret), account: Some("loja.example"), ..SenderKeys::default() };
    Woocommerce.read(&Inbound { headers: &headers, body: &event.body, now: chrono::Utc::now() }, &keys)
}

/// What the merchant does to a webhook in the shop.
async fn change(running: &Running, id: u64, body: &str) {
    let conn = running.conn(AuthKind::KeyPair);
    let (key, secret) = (conn.secret("consumer_key").unwrap(), conn.secret("consumer_secret").unwrap());
    let url =
        format!("{}/wp-json/wc/v3/webhooks/{id}?consumer_key={key}&consumer_secret={secret}", running.base());
    let mut call = connector_kit::Call::post_json(url.parse().unwrap(), body.into());
    call.method = Method::PUT;
    assert_eq!(conn.send(call).await.unwrap().status, 200);
}

#[tokio::test]
async fn what_was_asked_for_comes_signed_and_names_the_order() {
    let running = Running::with(Platform::Woocommerce, 3).await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    assert!(running.shop.order_event(id).is_none(), "nobody asked for it");
    let conn = running.conn(AuthKind::KeyPair);
    assert_eq!(Woocommerce.address(), WebhookAddress::Connection);
    ensure(&conn, &address("a")).await.unwrap();
    let event = running.shop.order_event(id).unwrap();
    let taken = read(&event, SECRET).unwrap();
    assert_eq!((taken.topic.as_str(), &taken.id, &taken.account), ("order.updated", &None, &None));
    assert_eq!(taken.about, About::Orders(vec![id.to_string()]));
    assert_eq!(read(&event, "another"), Err(EventProblem::BadSignature));
    let tampered = Event { body: [&event.body[..], b" "].concat(), ..event };
    assert_eq!(read(&tampered, SECRET), Err(EventProblem::BadSignature));

    let trash = OrderChange { status: Some("trash".into()), ..OrderChange::default() };
    running.shop.change(id, trash).unwrap();
    let taken = read(&running.shop.order_event(id).unwrap(), SECRET).unwrap();
    assert_eq!(taken.topic, "order.deleted");
    let About::Orders(ids) = taken.about else { panic!("{taken:?}") };
    assert_eq!(Woocommerce.orders().unwrap().some(&conn, &ids).await.unwrap().len(), 1, "it is in the bin");
}

#[tokio::test]
async fn webhooks_are_made_once_mended_and_taken_away() {
    let running = Running::with(Platform::Woocommerce, 1).await;
    let conn = running.conn(AuthKind::KeyPair);
    assert_eq!(ensure(&conn, &address("a")).await.unwrap(), Registered { made: 4, mended: 0 });
    assert_eq!(ensure(&conn, &address("a")).await.unwrap(), Registered::default());
    let hooks = running.shop.hooks();
    assert!(hooks.iter().all(|hook| hook.secret == SECRET && hook.name == format!("Orion {}", hook.topic)));

    change(&running, hooks[0].id, r#"{"status":"disabled"}"#).await;
    change(&running, hooks[1].id, r#"{"status":"paused","secret":"forgotten"}"#).await;
    assert_eq!(ensure(&conn, &address("a")).await.unwrap(), Registered { made: 0, mended: 2 });
    assert!(running.shop.hooks().iter().all(|hook| hook.status == "active" && hook.secret == SECRET));

    let moved: Url = "https://new.example/webhooks/woocommerce/a".parse().unwrap();
    ensure(&conn, &address("b")).await.unwrap();
    assert_eq!(ensure(&conn, &moved).await.unwrap().made, 4);
    let left = running.shop.hooks();
    assert_eq!(left.len(), 8, "another connection's stay: {left:?}");
    assert!(left.iter().all(|hook| hook.address != address("a").as_str()));
    Woocommerce.registration().unwrap().remove(&conn, &moved).await.unwrap();
    assert!(running.shop.hooks().iter().all(|hook| hook.address == address("b").as_str()));
}

#[tokio::test]
async fn a_long_list_of_webhooks_is_read_to_its_end() {
    let running = Running::with(Platform::Woocommerce, 1).await;
    let conn = running.conn(AuthKind::KeyPair);
    ensure(&conn, &address("a")).await.unwrap();
    for other in 0..30 {
        ensure(&conn, &address(&other.to_string())).await.unwrap();
    }
    assert_eq!(running.shop.hooks().len(), 124);
    assert_eq!(ensure(&conn, &address("a")).await.unwrap(), Registered::default());
}

#[tokio::test]
async fn over_plain_http_the_calls_are_signed_and_their_bodies_are_not() {
    let options = ShopOptions { tls: false, ..ShopOptions::new(Platform::Woocommerce, "loja") };
    let running = Running::start(options.orders(1)).await;
    let conn = running.conn(AuthKind::KeyPair);
    assert_eq!(ensure(&conn, &address("a")).await.unwrap().made, 4);
    Woocommerce.registration().unwrap().remove(&conn, &address("a")).await.unwrap();
    assert!(running.shop.hooks().is_empty());
}

#[tokio::test]
async fn without_rewritten_addresses_the_other_form_is_used() {
    let options = ShopOptions { pretty_permalinks: false, ..ShopOptions::new(Platform::Woocommerce, "loja") };
    let running = Running::start(options.orders(1)).await;
    assert_eq!(ensure(&running.conn(AuthKind::KeyPair), &address("a")).await.unwrap().made, 4);
    assert_eq!(running.shop.hooks().len(), 4);
}

#[tokio::test]
async fn a_key_that_may_only_read_is_told_from_one_that_is_wrong() {
    let running = Running::with(Platform::Woocommerce, 1).await;
    let conn = running.conn(AuthKind::KeyPair);
    running.shop.fault(FaultRule::always(Fault::ReadOnlyKey));
    let error = ensure(&conn, &address("a")).await.unwrap_err();
    assert_eq!((error.kind, error.status), (UpstreamKind::Permission, Some(401)));
    assert!(error.detail.contains("may only read"), "{error}");
    running.shop.clear_faults();
    running.shop.fault(FaultRule::always(Fault::RevokedKey));
    assert_eq!(ensure(&conn, &address("a")).await.unwrap_err().kind, UpstreamKind::Auth);
}

#[tokio::test]
async fn a_registration_that_breaks_off_is_completed_the_next_time() {
    let running = Running::with(Platform::Woocommerce, 1).await;
    let conn = running.conn(AuthKind::KeyPair);
    running.shop.fault(FaultRule::times(Fault::ServerError, 1).after(2));
    assert_eq!(ensure(&conn, &address("a")).await.unwrap_err().kind, UpstreamKind::Server);
    assert_eq!(ensure(&conn, &address("a")).await.unwrap().made, 3);
    assert_eq!(running.shop.hooks().len(), 4);
}
