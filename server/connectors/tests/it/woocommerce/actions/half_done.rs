//! Acts of which something is missing, was lost or is denied.

use super::*;
use crate::tls_front::{Authority, Passing, TlsFront};
use connector_kit::ConnParts;
use std::time::Duration;

/// The n-th of the requests that change something, and those after it.
fn on_write(fault: Fault, number: u64, times: u64) -> FaultRule {
    FaultRule { times: Some(times), ..FaultRule::on_writes(fault).after(number - 1) }
}

/// As the hub goes on with an ask: it looks, is content with a shipment that shows, and acts where the parcel is
/// open. Whether it is confirmed.
async fn goes_on(conn: &Conn, ask: &ShipAsk) -> bool {
    for _ in 0..3 {
        let view = look(conn, &ask.order).await;
        let shows = view.shipments.iter().any(|shipment| {
            shipment.tracking == ask.tracking && shipment.parcel.as_ref() == Some(&ask.parcel)
        });
        let parcel = view.parcels.iter().find(|parcel| parcel.key == ask.parcel).unwrap();
        match &parcel.standing {
            _ if shows => return true,
            Standing::Open(_) => drop(ship(conn, ask).await),
            other => return other.is_done(),
        }
    }
    false
}

/// The key is refused for paths with this in them, and only there.
fn denied(path: &str) -> FaultRule {
    FaultRule { path: Some(path.into()), ..FaultRule::always(Fault::RevokedKey) }
}

fn requests(running: &Running) -> u64 {
    running.shop.counters().requests
}

#[tokio::test]
async fn an_order_is_completed_although_its_shipment_was_all_that_was_done() {
    for fault in [
        Fault::ServerError,
        Fault::TooManyRequests { retry_after: None },
        Fault::HtmlPage { status: 404 },
        Fault::HtmlPage { status: 200 },
    ] {
        for in_parts in [false, true] {
            let running = shop(true).await;
            let conn = conn(&running);
            let key = order(&running);
            if in_parts {
                let line = look(&conn, &key).await.parcels[0].lines[0].key.clone();
                let lines = vec![ShipLine { key: line, quantity: 1 }];
                ship(&conn, &ShipAsk { lines, tracking: Some("AA0BR".into()), ..ask(&key) }).await.unwrap();
            }
            let before = look(&conn, &key).await.shipments.len();
            let ask = ask(&key);
            running.shop.fault(on_write(fault.clone(), 2, 1));
            let error = ship(&conn, &ask).await.unwrap_err();
            assert!(matches!(error.advice, Advice::Retry | Advice::After(_)), "{fault:?}: {error}");
            assert_ne!(error.kind, UpstreamKind::RateLimit, "that would say that nothing was done");
            let order = of(&running, &key);
            assert_eq!((order.shipments.len(), &*order.status), (before + 1, "processing"));
            let half = look(&conn, &key).await;
            assert_eq!(half.shipments.len(), before, "what is not over does not show: {half:?}");
            let pieces = half.parcels[0].lines.iter().map(|line| line.quantity).sum::<u32>();
            assert!(choices(&half).by_lines && pieces == if in_parts { 2 } else { 3 }, "{half:?}");

            assert!(goes_on(&conn, &ask).await);
            let order = of(&running, &key);
            assert_eq!((order.shipments.len(), &*order.status), (before + 1, "completed"), "{fault:?}");
            assert_eq!(look(&conn, &key).await.shipments.len(), before + 1);
        }
    }
}

#[tokio::test]
async fn an_order_whose_worker_died_after_the_shipment_is_completed() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    let ask = ask(&key);
    running.shop.fault(on_write(Fault::Timeout, 2, 1));
    let died = tokio::time::timeout(Duration::from_millis(500), ship(&conn, &ask)).await;
    assert!(died.is_err());
    assert_eq!(of(&running, &key).shipments.len(), 1);
    assert!(goes_on(&conn, &ask).await);
    let order = of(&running, &key);
    assert_eq!((order.shipments.len(), &*order.status), (1, "completed"));
}

#[tokio::test]
async fn who_asks_anew_for_what_is_half_done_completes_it_and_ships_nothing_twice() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    running.shop.fault(on_write(Fault::ServerError, 2, 1));
    ship(&conn, &ask(&key)).await.unwrap_err();
    let other = ShipAsk { tracking: Some("BB2".into()), ..ask(&key) };
    let error = ship(&conn, &other).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never), "{error}");
    assert_eq!(of(&running, &key).status, "processing");
    assert!(goes_on(&conn, &ask(&key)).await);
    let order = of(&running, &key);
    assert_eq!((order.shipments.len(), &*order.status), (1, "completed"));
}

#[tokio::test]
async fn an_order_that_the_shop_does_not_let_be_completed_is_shipped_all_the_same() {
    let running = shop(true).await;
    let conn = conn(&running);
    let key = order(&running);
    running.shop.fault(on_write(Fault::ReadOnlyKey, 2, 1));
    ship(&conn, &ask(&key)).await.unwrap();
    assert_eq!(of(&running, &key).status, "processing");
    let view = look(&conn, &key).await;
    assert!(view.parcels[0].standing.is_done() && view.shipments.len() == 1, "{view:?}");

    // Nor is that lost where it could not be kept at once.
    let key = order(&running);
    let ask = ask(&key);
    running.shop.fault(on_write(Fault::ReadOnlyKey, 2, 1));
    running.shop.fault(on_write(Fault::ServerError, 3, 1));
    assert_eq!(ship(&conn, &ask).await.unwrap_err().advice, Advice::Retry);
    running.shop.fault(on_write(Fault::ReadOnlyKey, 1, 1));
    assert!(goes_on(&conn, &ask).await);
    assert_eq!(of(&running, &key).shipments.len(), 1);
}

#[tokio::test]
async fn a_change_that_was_made_is_not_reported_as_a_refusal() {
    for fulfilments in [true, false] {
        let running = shop(fulfilments).await;
        let conn = conn(&running);
        let (shipped, cancelled) = (order(&running), order(&running));
        running.shop.fault(FaultRule::on_writes(Fault::PhpNotice));
        let ask = ask(&shipped);
        let answers = [ship(&conn, &ask).await, cancel(&conn, &cancelled).await];
        for error in answers.into_iter().filter_map(Result::err) {
            assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Retry), "{error}");
        }
        assert!(cancelling(&conn, &cancelled).await.is_done());
        assert!(goes_on(&conn, &ask).await);
        let order = of(&running, &shipped);
        assert_eq!(order.status, "completed");
        assert!(order.shipments.len() <= 1 && order.remarks.iter().filter(|note| note.to_buyer).count() <= 1);
    }
}

#[tokio::test]
async fn a_key_that_may_not_read_fulfilments_ships_as_if_there_were_none() {
    let running = shop(true).await;
    let conn = conn(&running);
    let (plain, begun) = (order(&running), order(&running));
    let line = look(&conn, &begun).await.parcels[0].lines[0].key.clone();
    let part = ShipAsk { lines: vec![ShipLine { key: line, quantity: 1 }], ..ask(&begun) };
    ship(&conn, &part).await.unwrap();

    running.shop.fault(denied("fulfillments"));
    running.shop.reset_counters();
    let view = look(&conn, &plain).await;
    assert!(!choices(&view).by_lines && !choices(&view).notifies, "{view:?}");
    assert_eq!(requests(&running), 3, "the order, what is denied once, and whether the key is alive");
    ship(&conn, &ask(&plain)).await.unwrap();
    assert_eq!(of(&running, &plain).status, "completed");

    // What has left of this one is not known.
    let error = Woocommerce.shipping().unwrap().look(&conn, &begun).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never), "{error}");

    let key = order(&running);
    running.shop.fault(denied("notes"));
    let error = ship(&conn, &ask(&key)).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never), "{error}");
    running.shop.clear_faults();
    // One that dies in between is a dead one.
    running.shop.fault(FaultRule::always(Fault::RevokedKey).after(1));
    let error = Woocommerce.shipping().unwrap().look(&conn, &key).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise), "{error}");
}

#[tokio::test]
async fn the_secret_is_not_put_into_the_address_where_a_change_or_a_part_is_refused() {
    let authority = Authority::new();
    let running = shop(true).await;
    let front = TlsFront::good(&authority, Passing::Whole, running.sandbox.address()).await;
    let mut base = running.base();
    base.set_scheme("https").unwrap();
    base.set_port(Some(front.address.port())).unwrap();
    let mut parts = ConnParts { outbound: authority.trusted(), ..running.parts(AuthKind::KeyPair) };
    parts.config.insert("store_url".into(), base.to_string());
    let conn = Conn::new(parts);
    let key = order(&running);
    running.shop.fault(FaultRule::on_writes(Fault::RevokedKey));
    running.shop.fault(denied("fulfillments"));
    let error = cancel(&conn, &key).await.unwrap_err();
    assert_eq!(error.kind, UpstreamKind::Permission, "{error}");
    let heads = front.heads();
    assert_eq!(heads.len(), 3, "the look, the change, and whether the key still reads: {heads:?}");
    assert!(!choices(&look(&conn, &key).await).by_lines);
    let heads = [heads, front.heads()].concat();
    assert!(heads.iter().all(|head| !head.contains("consumer_secret")), "{heads:?}");
}

#[tokio::test]
async fn answers_that_are_wrapped_are_read() {
    let options = ShopOptions::new(Platform::Woocommerce, "loja").orders(3);
    let running = Running::start(ShopOptions { wrapped_fulfilments: true, ..options }).await;
    let conn = conn(&running);
    let key = order(&running);
    ship(&conn, &ShipAsk { carrier: Some("Loggi".into()), ..ask(&key) }).await.unwrap();
    let order = of(&running, &key);
    assert_eq!((&*order.shipments[0].carrier, &*order.status), ("Loggi", "completed"));
    let shipment = look(&conn, &key).await.shipments.remove(0);
    assert_eq!((shipment.carrier.as_deref(), shipment.parcel), (Some("Loggi"), Some(key)));
}
