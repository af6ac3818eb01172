//! What is done with orders, beyond what every platform has.

mod half_done;

use crate::shops::Running;
use connector_kit::{
    Advice, CancelAsk, CancelChoices, Conn, Connector, ConnectorError, ManualClock, RemoteOrder, ShipAsk,
    ShipChoices, ShipLine, ShippingView, Standing, Taken,
};
use connectors::Woocommerce;
use domain::{AuthKind, FulfilmentStatus, MoneyBack, Obstacle, OrderStatus, UpstreamKind};
use sandbox::{Fault, FaultRule, NewLine, NewOrder, Order, OrderChange, Platform, ShopOptions};
use std::time::Duration;
use uuid::Uuid;

const TRACKING: &str = "AA123456789BR";
const LINK: &str = "https://rastreio.example/?a=1&o=AA123456789BR";

async fn shop(fulfilments: bool) -> Running {
    let options = ShopOptions::new(Platform::Woocommerce, "loja").orders(3);
    Running::start(ShopOptions { fulfilments, ..options }).await
}

fn conn(running: &Running) -> Conn {
    running.conn(AuthKind::KeyPair)
}

/// Two pieces of one line and one of another.
fn order(running: &Running) -> String {
    let line = |name: &str, quantity| NewLine { sku: None, name: name.into(), quantity, price: 5_000 };
    let lines = vec![line("Camiseta", 2), line("Boné", 1)];
    running.shop.create(NewOrder { lines, ..NewOrder::default() }).unwrap().to_string()
}

fn of(running: &Running, key: &str) -> Order {
    running.shop.order(key.parse().unwrap()).unwrap()
}

fn set(running: &Running, key: &str, change: OrderChange) {
    running.shop.change(key.parse().unwrap(), change).unwrap();
}

fn status(status: &str) -> OrderChange {
    OrderChange { status: Some(status.into()), ..OrderChange::default() }
}

async fn cancelling(conn: &Conn, key: &str) -> Standing<CancelChoices> {
    Woocommerce.cancelling().unwrap().look(conn, key).await.unwrap()
}

async fn cancel(conn: &Conn, key: &str) -> Result<(), ConnectorError> {
    let ask = CancelAsk { order: key.into(), reason: None, message: None, key: Uuid::now_v7() };
    Woocommerce.cancelling().unwrap().cancel(conn, &ask).await
}

async fn look(conn: &Conn, key: &str) -> ShippingView {
    Woocommerce.shipping().unwrap().look(conn, key).await.unwrap()
}

async fn ship(conn: &Conn, ask: &ShipAsk) -> Result<(), ConnectorError> {
    Woocommerce.shipping().unwrap().ship(conn, ask).await
}

fn choices(view: &ShippingView) -> &ShipChoices {
    match &view.parcels[0].standing {
        Standing::Open(choices) => choices,
        other => panic!("{other:?}"),
    }
}

fn ask(key: &str) -> ShipAsk {
    ShipAsk {
        order: key.into(),
        parcel: key.into(),
        lines: Vec::new(),
        carrier: Some("Correios".into()),
        tracking: Some(TRACKING.into()),
        link: Some(LINK.into()),
        handover: None,
        notify: true,
        key: Uuid::now_v7(),
    }
}

async fn read(conn: &Conn, key: &str) -> RemoteOrder {
    let mut orders = Woocommerce.orders().unwrap().some(conn, &[key.to_owned()]).await.unwrap();
    match orders.remove(0).made().taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

/// The requests to these paths, from the n-th on.
fn on(fault: Fault, path: &str, skip: u64) -> FaultRule {
    FaultRule { path: Some(path.to_owned()), ..FaultRule::times(fault, 1).after(skip) }
}

#[tokio::test]
async fn what_can_be_cancelled_and_who_gives_the_money_back() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    let open = |money| {
        Standing::Open(CancelChoices { reasons: Vec::new(), money, message: None, hurts_reputation: false })
    };
    for (status, expected) in [
        ("processing", open(MoneyBack::Merchant)),
        ("completed", Standing::Closed(Obstacle::Shipped)),
        ("refunded", Standing::Closed(Obstacle::TooLate)),
        ("trash", Standing::Closed(Obstacle::Cancelled)),
        ("em-separacao", Standing::Closed(Obstacle::UnknownState)),
        ("cancelled", Standing::Done),
    ] {
        set(&running, &key, self::status(status));
        assert_eq!(cancelling(&conn, &key).await, expected, "{status}");
    }
    for status in ["pending", "on-hold", "failed"] {
        let new = NewOrder { status: Some(status.into()), ..NewOrder::default() };
        let key = running.shop.create(new).unwrap().to_string();
        assert_eq!(cancelling(&conn, &key).await, open(MoneyBack::Nobody), "{status}");
    }
    let cash = serde_json::json!({ "payment_method": "cod", "date_paid_gmt": null });
    let new = NewOrder { overlay: Some(cash), ..NewOrder::default() };
    let key = running.shop.create(new).unwrap().to_string();
    assert_eq!(cancelling(&conn, &key).await, open(MoneyBack::Nobody), "cash on delivery");
    for key in ["", "0", "abc", "7/refunds", "999999999999999999999"] {
        assert_eq!(cancelling(&conn, key).await, Standing::Closed(Obstacle::NotFound), "{key}");
    }
}

#[tokio::test]
async fn a_cancelled_order_is_read_as_one_and_not_cancelled_twice() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    cancel(&conn, &key).await.unwrap();
    assert_eq!(of(&running, &key).status, "cancelled");
    assert_eq!(read(&conn, &key).await.status, OrderStatus::Cancelled);
    running.shop.reset_counters();
    cancel(&conn, &key).await.unwrap();
    assert_eq!(running.shop.counters().requests, 1, "it is only looked at");

    set(&running, &key, status("completed"));
    let error = cancel(&conn, &key).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never), "{error}");
    assert_eq!(of(&running, &key).status, "completed");
}

#[tokio::test]
async fn an_answer_that_shows_no_status_is_not_taken_for_a_cancelled_order() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    // The call that changes it is the second to this path.
    running.shop.fault(on(Fault::HtmlPage { status: 200 }, &key, 1));
    let error = cancel(&conn, &key).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::NotThePlatform, Advice::Retry), "{error}");
    assert_eq!(running.shop.counters().requests, 2, "it is not sent a second time in another form");
    let overlay = Some(serde_json::json!({ "status": 5 }));
    set(&running, &key, OrderChange { overlay, ..OrderChange::default() });
    assert_eq!(cancelling(&conn, &key).await, Standing::Closed(Obstacle::UnknownState));
}

#[tokio::test]
async fn a_key_that_may_only_read_is_not_a_dead_one() {
    for (fulfilments, localized) in [(true, false), (false, true)] {
        let options = ShopOptions::new(Platform::Woocommerce, "loja").orders(3);
        let running = Running::start(ShopOptions { fulfilments, localized, ..options }).await;
        let conn = conn(&running);
        let key = order(&running);
        running.shop.fault(FaultRule::always(Fault::ReadOnlyKey));
        for error in [cancel(&conn, &key).await.unwrap_err(), ship(&conn, &ask(&key)).await.unwrap_err()] {
            assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never), "{error}");
            assert!(error.detail.contains("may only read"), "{error}");
        }
        let order = of(&running, &key);
        assert!(order.status == "processing" && order.shipments.is_empty() && order.remarks.is_empty());
    }
}

#[tokio::test]
async fn a_key_that_is_revoked_before_it_writes_is_a_dead_one() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    running.shop.fault(FaultRule::always(Fault::RevokedKey).after(1));
    let error = cancel(&conn, &key).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise), "{error}");
}

#[tokio::test]
async fn an_order_is_shipped_in_parts_and_is_completed_with_the_last_one() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    let view = look(&conn, &key).await;
    assert!(choices(&view).by_lines && choices(&view).notifies);
    let lines: Vec<_> =
        view.parcels[0].lines.iter().map(|line| (line.title.as_str(), line.quantity)).collect();
    assert_eq!(lines, [("Camiseta", 2), ("Boné", 1)]);

    let lines = view.parcels[0].lines.iter().map(|line| ShipLine { key: line.key.clone(), quantity: 1 });
    let first = ShipAsk { lines: lines.collect(), ..ask(&key) };
    ship(&conn, &first).await.unwrap();
    let order = of(&running, &key);
    assert_eq!(order.status, "processing");
    let sent: serde_json::Value = serde_json::from_str(&order.shipments[0].detail).unwrap();
    assert_eq!(sent["notified"], true);
    assert!(sent["meta_data"].as_array().unwrap().iter().all(|entry| entry["id"] == 0), "{sent}");
    let partly = read(&conn, &key).await;
    assert_eq!((partly.status, partly.fulfilment), (OrderStatus::Open, FulfilmentStatus::Partial));
    assert_eq!(cancelling(&conn, &key).await, Standing::Closed(Obstacle::Shipped), "a part has left");

    let too_much = ShipAsk {
        lines: vec![ShipLine { key: first.lines[0].key.clone(), quantity: 2 }],
        key: Uuid::now_v7(),
        ..first.clone()
    };
    let error = ship(&conn, &too_much).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never), "{error}");

    let rest = ShipAsk { tracking: None, link: None, carrier: None, notify: false, ..ask(&key) };
    ship(&conn, &rest).await.unwrap();
    let order = of(&running, &key);
    assert_eq!(order.status, "completed");
    assert!(order.shipments[1].detail.contains(r#""notified":false"#));
    let view = look(&conn, &key).await;
    assert!(view.parcels[0].standing.is_done());
    let shipments: Vec<_> = view
        .shipments
        .iter()
        .map(|shipment| (shipment.carrier.as_deref(), shipment.tracking.as_deref(), shipment.link.as_deref()))
        .collect();
    assert_eq!(shipments, [(Some("Correios"), Some(TRACKING), Some(LINK)), (None, None, None)]);
    assert_eq!(read(&conn, &key).await.fulfilment, FulfilmentStatus::Fulfilled);
}

#[tokio::test]
async fn a_shipment_is_not_told_twice_where_its_answer_was_lost() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    let ask = ask(&key);
    running.shop.fault(on(Fault::CutBody, "fulfillments", 1));
    ship(&conn, &ask).await.unwrap();
    let view = look(&conn, &key).await;
    assert!(view.parcels[0].standing.is_done() && view.shipments.len() == 1, "{view:?}");
    ship(&conn, &ask).await.unwrap();
    let order = of(&running, &key);
    assert_eq!((order.shipments.len(), &*order.status), (1, "completed"), "the rest of it is done at once");

    // Nor where it cannot be looked for.
    let key = self::order(&running);
    let ask = self::ask(&key);
    for skip in [1, 2] {
        running.shop.fault(on(Fault::CutBody, "fulfillments", skip));
    }
    let lost = ship(&conn, &ask).await.unwrap_err();
    assert_eq!(lost.advice, Advice::Retry, "{lost}");
    assert_eq!(of(&running, &key).status, "processing");
    ship(&conn, &ask).await.unwrap();
    let order = of(&running, &key);
    assert_eq!((order.shipments.len(), &*order.status), (1, "completed"));
}

#[tokio::test]
async fn a_shop_without_fulfilments_gets_a_note_and_the_status() {
    let running = shop(false).await;
    let conn = conn(&running);
    let key = order(&running);
    let view = look(&conn, &key).await;
    assert!(!choices(&view).by_lines && !choices(&view).notifies && view.parcels[0].lines.len() == 2);
    let part = ShipLine { key: view.parcels[0].lines[0].key.clone(), quantity: 1 };
    let error = ship(&conn, &ShipAsk { lines: vec![part], ..ask(&key) }).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never), "{error}");

    ship(&conn, &ShipAsk { notify: false, ..ask(&key) }).await.unwrap();
    let order = of(&running, &key);
    let notes: Vec<_> = order.remarks.iter().map(|note| (note.text.as_str(), note.to_buyer)).collect();
    let ours = format!("Correios {TRACKING} {LINK}");
    assert_eq!(notes, [(&*ours, true), ("Order status changed from processing to completed.", false)]);
    let view = look(&conn, &key).await;
    assert!(view.parcels[0].standing.is_done());
    assert_eq!(view.shipments[0].tracking.as_deref(), Some(TRACKING));
    let shipped = read(&conn, &key).await;
    assert_eq!((shipped.status, shipped.fulfilment), (OrderStatus::Completed, FulfilmentStatus::Fulfilled));
    // That the feature is off is no reason to take the shop for one without pretty addresses.
    running.shop.reset_counters();
    look(&conn, &key).await;
    assert_eq!(running.shop.counters().requests, 2);
}

#[tokio::test]
async fn the_buyer_is_not_written_to_twice_where_an_answer_was_lost() {
    for (path, skip) in [("notes", 1), ("/orders/", 4)] {
        let running = shop(false).await;
        let conn = conn(&running);
        let key = order(&running);
        let ask = ask(&key);
        running.shop.fault(on(Fault::CutBody, path, skip));
        let lost = ship(&conn, &ask).await.unwrap_err();
        assert_eq!(lost.advice, Advice::Retry, "{path}: {lost}");
        let is_done = look(&conn, &key).await.parcels[0].standing.is_done();
        assert_eq!(is_done, path != "notes", "the note alone does not end it");
        ship(&conn, &ask).await.unwrap();
        let order = of(&running, &key);
        assert_eq!(order.remarks.iter().filter(|note| note.to_buyer).count(), 1, "{path}");
        assert_eq!(order.status, "completed");
        assert_eq!(look(&conn, &key).await.shipments.len(), 1);
    }
}

#[tokio::test]
async fn a_shipment_of_which_nothing_is_known_is_only_the_status() {
    let running = shop(false).await;
    let conn = conn(&running);
    let key = order(&running);
    let bare = ShipAsk { carrier: None, tracking: None, link: None, notify: false, ..ask(&key) };
    ship(&conn, &bare).await.unwrap();
    let order = of(&running, &key);
    assert!(order.status == "completed" && order.remarks.iter().all(|note| !note.to_buyer));
    assert_eq!(look(&conn, &key).await.shipments.len(), 1);
}

#[tokio::test]
async fn what_is_not_to_be_shipped_says_why() {
    for fulfilments in [true, false] {
        let running = shop(fulfilments).await;
        let conn = conn(&running);
        let key = order(&running);
        for (status, obstacle) in [
            ("on-hold", Obstacle::OnHold),
            ("refunded", Obstacle::TooLate),
            ("trash", Obstacle::Cancelled),
            ("em-separacao", Obstacle::UnknownState),
        ] {
            set(&running, &key, self::status(status));
            let view = look(&conn, &key).await;
            assert_eq!(view.parcels[0].standing, Standing::Closed(obstacle), "{status}");
            let error = ship(&conn, &ask(&key)).await.unwrap_err();
            assert_eq!(
                (error.kind, error.advice),
                (UpstreamKind::Rejected, Advice::Never),
                "{status}: {error}"
            );
        }
        let order = of(&running, &key);
        assert!(order.shipments.is_empty() && order.remarks.is_empty());
        for key in ["", "x", "0", "1e9", "-3"] {
            assert_eq!(look(&conn, key).await, ShippingView::closed(Obstacle::NotFound), "{key}");
        }
    }
}

#[tokio::test]
async fn over_plain_http_and_without_pretty_addresses_it_works_too() {
    let options = ShopOptions::new(Platform::Woocommerce, "loja").orders(3);
    let options = ShopOptions { tls: false, pretty_permalinks: false, ..options };
    for fulfilments in [true, false] {
        let running = Running::start(ShopOptions { fulfilments, ..options.clone() }).await;
        let mut parts = running.parts(AuthKind::KeyPair);
        parts.clock = std::sync::Arc::new(ManualClock::at(chrono::Utc::now()));
        let conn = Conn::new(parts);
        let (shipped, cancelled) = (order(&running), order(&running));
        ship(&conn, &ask(&shipped)).await.unwrap();
        cancel(&conn, &cancelled).await.unwrap();
        assert_eq!(of(&running, &shipped).status, "completed");
        assert_eq!(of(&running, &cancelled).status, "cancelled");
    }
}

#[tokio::test]
async fn money_given_back_takes_no_goods_away() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    running.shop.refund(key.parse().unwrap(), Some(500), "Atraso").unwrap();
    let view = look(&conn, &key).await;
    assert_eq!(view.parcels[0].lines.iter().map(|line| line.quantity).sum::<u32>(), 3);
    running.shop.fault(on(Fault::ServerError, "refunds", 0));
    let error = Woocommerce.shipping().unwrap().look(&conn, &key).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Server, Advice::Retry), "nothing is guessed");
}

#[tokio::test]
async fn a_status_that_has_to_wait_does_not_say_that_no_note_was_written() {
    let running = shop(false).await;
    let conn = conn(&running);
    let key = order(&running);
    let ask = ask(&key);
    let too_many = Fault::TooManyRequests { retry_after: Some("1".into()) };
    running.shop.fault(FaultRule { writes: true, ..FaultRule::times(too_many, 1).after(1) });
    let error = ship(&conn, &ask).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Server, Advice::After(Duration::from_secs(1))));
    ship(&conn, &ask).await.unwrap();
    let notes = of(&running, &key).remarks.into_iter().filter(|note| note.to_buyer).count();
    assert_eq!(notes, 1, "and it is not written twice");
}
