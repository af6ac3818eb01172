//! What is sent back about orders: delivery by delivery, with the document first.

mod late;

use super::{consent, held, hurried, running};
use crate::shops::loopback;
use connector_kit::{
    Advice, Conn, Connector, ConnectorError, FiscalDocument, HeldTokens, InvoiceAsk, InvoicePlace, Parcel,
    RemoteOrder, ShipAsk, ShippingView, Standing, Taken,
};
use connectors::Magalu;
use domain::{AuthKind, FulfilmentStatus, Obstacle, OrderStatus, UpstreamKind};
use sandbox::{NewLine, NewOrder, OrderChange, Shop};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
};
use uuid::Uuid;

const FILE: &str = include_str!("../../../../connector-kit/fixtures/nfe.xml");
const KEY: &str = "35261111222333000181550010000012341123456780";
const ORDER: &str = "7b2d8b0c-1111-4222-8333-9f0e1d2c3b4a";
const DELIVERY: &str = "0e1d2c3b-2222-4333-8444-5a6b7c8d9e0f";

/// A paid order of the merchant's own delivery, with lines of these quantities.
fn order(shop: &Shop, quantities: &[i64]) -> u64 {
    let line = |quantity: &i64| NewLine {
        sku: Some("CAM-M".into()),
        name: "Camiseta".into(),
        quantity: *quantity,
        price: 5_000,
    };
    let lines = quantities.iter().map(line).collect();
    shop.create(NewOrder { own_delivery: true, lines, ..NewOrder::default() }).unwrap()
}

async fn parcels(conn: &Conn, order: &str) -> Vec<Parcel> {
    view(conn, order).await.parcels
}

async fn view(conn: &Conn, order: &str) -> ShippingView {
    Magalu.shipping().unwrap().look(conn, order).await.unwrap()
}

async fn places(conn: &Conn, order: &str) -> Vec<InvoicePlace> {
    Magalu.invoicing().unwrap().look(conn, order).await.unwrap()
}

async fn ship(conn: &Conn, order: &str, parcel: &str, tracking: &str) -> Result<(), ConnectorError> {
    let ask = ShipAsk {
        order: order.to_owned(),
        parcel: parcel.to_owned(),
        lines: Vec::new(),
        carrier: Some("Correios".into()),
        tracking: Some(tracking.to_owned()),
        link: Some("https://rastreio.example/AA1".into()),
        handover: None,
        notify: false,
        key: Uuid::now_v7(),
    };
    Magalu.shipping().unwrap().ship(conn, &ask).await
}

async fn hand_over(conn: &Conn, order: &str, place: &str) -> Result<(), ConnectorError> {
    hand_over_with(conn, order, place, KEY).await
}

/// A document with another access key.
async fn hand_over_with(conn: &Conn, order: &str, place: &str, key: &str) -> Result<(), ConnectorError> {
    let document =
        FiscalDocument { access_key: key.to_owned(), ..FiscalDocument::parse(FILE.into()).unwrap() };
    let ask = InvoiceAsk { order: order.to_owned(), place: place.to_owned(), document, key: Uuid::now_v7() };
    Magalu.invoicing().unwrap().hand_over(conn, &ask).await
}

async fn read(conn: &Conn, key: &str) -> RemoteOrder {
    let mut found = Magalu.orders().unwrap().some(conn, &[key.to_owned()]).await.unwrap();
    match found.remove(0).made().taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

/// A new order that the platform sends in two deliveries.
async fn split(conn: &Conn, shop: &Shop) -> (u64, String, [String; 2]) {
    loop {
        let id = order(shop, &[2, 1]);
        let key = shop.order_key(id);
        let keys: Vec<String> = parcels(conn, &key).await.into_iter().map(|parcel| parcel.key).collect();
        if let Ok(keys) = keys.try_into() {
            return (id, key, keys);
        }
    }
}

fn open_places(places: &[InvoicePlace]) -> Vec<bool> {
    places.iter().map(|place| place.standing == Standing::Open(())).collect()
}

fn open_parcels(parcels: &[Parcel]) -> Vec<bool> {
    parcels.iter().map(|parcel| matches!(parcel.standing, Standing::Open(_))).collect()
}

#[tokio::test]
async fn each_delivery_has_its_document_and_goes_out_by_itself() {
    let running = running(0).await;
    let (conn, shop) = (hurried(&running), &running.shop);
    let (id, key, [first, second]) = split(&conn, shop).await;
    let before = parcels(&conn, &key).await;
    assert!(before.iter().all(|parcel| parcel.standing == Standing::Closed(Obstacle::InvoiceFirst)));
    assert_eq!(before.iter().map(|parcel| parcel.lines[0].quantity).collect::<Vec<_>>(), [2, 1]);
    let mut of_order: Vec<String> =
        read(&conn, &key).await.lines.into_iter().map(|line| line.external_id).collect();
    let mut of_parcels: Vec<String> =
        before.iter().flat_map(|parcel| &parcel.lines).map(|line| line.key.clone()).collect();
    of_order.sort();
    of_parcels.sort();
    assert_eq!(of_order, of_parcels);

    assert_eq!(open_places(&places(&conn, &key).await), [true, true]);
    hand_over(&conn, &key, &second).await.unwrap();
    let found = places(&conn, &key).await;
    assert_eq!((&found[0].standing, &found[1].standing), (&Standing::Open(()), &Standing::Underway));
    assert_eq!((found[0].access_key.as_deref(), found[1].access_key.as_deref()), (None, Some(KEY)));
    shop.judge_invoices(id, true).unwrap();
    assert_eq!(open_parcels(&parcels(&conn, &key).await), [false, true]);
    ship(&conn, &key, &second, "AA1").await.unwrap();

    let view = view(&conn, &key).await;
    assert_eq!(view.parcels[0].standing, Standing::Closed(Obstacle::InvoiceFirst));
    assert_eq!((&view.parcels[1].standing, view.parcels[1].lines.len()), (&Standing::Done, 0));
    let [shipment] = &view.shipments[..] else { panic!("{view:?}") };
    assert_eq!((shipment.carrier.as_deref(), shipment.tracking.as_deref()), (Some("Correios"), Some("AA1")));
    assert_eq!(shipment.link.as_deref(), Some("https://rastreio.example/AA1"));
    let order = read(&conn, &key).await;
    assert_eq!((order.status, order.fulfilment), (OrderStatus::Open, FulfilmentStatus::Partial));

    hand_over(&conn, &key, &first).await.unwrap();
    shop.judge_invoices(id, true).unwrap();
    ship(&conn, &key, &first, "AA2").await.unwrap();
    assert_eq!(read(&conn, &key).await.fulfilment, FulfilmentStatus::Fulfilled);
    assert!(places(&conn, &key).await.iter().all(|place| place.standing == Standing::Done));
}

#[tokio::test]
async fn a_refused_document_is_asked_for_again_and_corrected_in_its_place() {
    let running = running(0).await;
    let (conn, shop) = (hurried(&running), &running.shop);
    // Some orders show their documents themselves, of others they are listed.
    for _ in 0..6 {
        let id = order(shop, &[2]);
        let key = shop.order_key(id);
        let place = places(&conn, &key).await.remove(0).key;
        hand_over(&conn, &key, &place).await.unwrap();
        let error = hand_over(&conn, &key, &place).await.unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Retry));
        assert!(error.detail.contains("An invoice was already sent"), "{error}");

        shop.judge_invoices(id, false).unwrap();
        let found = places(&conn, &key).await.remove(0);
        assert_eq!((found.standing, found.problem.as_deref()), (Standing::Open(()), Some("invalid")));
        assert_eq!(found.access_key.as_deref(), Some(KEY));
        hand_over(&conn, &key, &place).await.unwrap();
        let found = places(&conn, &key).await.remove(0);
        assert_eq!((found.standing, found.problem), (Standing::Underway, None));
        shop.judge_invoices(id, true).unwrap();
        let found = places(&conn, &key).await.remove(0);
        assert_eq!((found.standing, found.access_key.as_deref()), (Standing::Done, Some(KEY)));
        assert_eq!(shop.order(id).unwrap().invoices.len(), 1);
    }
}

#[tokio::test]
async fn what_the_platform_refuses_is_told_in_its_words_and_changes_nothing() {
    let running = running(0).await;
    let (conn, shop) = (hurried(&running), &running.shop);
    let id = order(shop, &[2]);
    let key = shop.order_key(id);
    let parcel = parcels(&conn, &key).await.remove(0).key;
    let refused = async |words: &str| {
        let error = ship(&conn, &key, &parcel, "AA1").await.unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never), "{error}");
        assert!(error.detail.contains(words), "{error}");
    };
    refused("The delivery has no valid invoice").await;
    shop.make_ready_to_ship(id).unwrap();
    ship(&conn, &key, &parcel, "AA1").await.unwrap();
    shop.cancel(id).unwrap();
    refused("The delivery is cancelled").await;
    assert_eq!(read(&conn, &key).await.status, OrderStatus::Cancelled);
}

#[tokio::test]
async fn what_the_platforms_own_carriers_take_is_not_shipped_by_the_merchant() {
    let running = running(0).await;
    let conn = hurried(&running);
    let id = running.shop.create(NewOrder::default()).unwrap();
    let key = running.shop.order_key(id);
    let found = parcels(&conn, &key).await;
    assert!(found.iter().all(|parcel| parcel.standing == Standing::Closed(Obstacle::ByChannel)), "{found:?}");
    // Its document is the merchant's all the same.
    assert!(open_places(&places(&conn, &key).await).iter().all(|is_open| *is_open));
}

#[tokio::test]
async fn what_is_held_or_stands_in_an_unknown_state_is_not_open() {
    let running = running(0).await;
    let (conn, shop) = (hurried(&running), &running.shop);
    let id = order(shop, &[2]);
    let key = shop.order_key(id);
    for (status, obstacle) in [
        ("frozen", Obstacle::OnHold),
        ("cancelled", Obstacle::Cancelled),
        ("new", Obstacle::NotPaid),
        ("in_dispute", Obstacle::UnknownState),
    ] {
        let overlay = json!({ "deliveries": [{ "id": DELIVERY, "status": status, "items": null }] });
        shop.change(id, OrderChange { overlay: Some(overlay), ..OrderChange::default() }).unwrap();
        assert_eq!(parcels(&conn, &key).await[0].standing, Standing::Closed(obstacle), "{status}");
        assert_eq!(places(&conn, &key).await[0].standing, Standing::Closed(obstacle), "{status}");
    }
    for overlay in [json!({ "deliveries": null }), json!({ "deliveries": "none", "channel": 7 })] {
        shop.change(id, OrderChange { overlay: Some(overlay), ..OrderChange::default() }).unwrap();
        assert_eq!(view(&conn, &key).await, ShippingView::closed(Obstacle::UnknownState));
        assert_eq!(places(&conn, &key).await[0].standing, Standing::Closed(Obstacle::UnknownState));
    }
}

#[tokio::test]
async fn a_consent_that_does_not_let_write_is_told() {
    let running = running(0).await;
    let id = order(&running.shop, &[2]);
    let key = running.shop.order_key(id);
    let without =
        |url: &str| url.replace("open%3Aorder-delivery-seller%3Awrite", "open%3Atickets-seller%3Aread");
    let (conn, _) = consent::with(&running, consent::consented(&running, without).await);
    let place = places(&conn, &key).await.remove(0);
    assert_eq!(place.standing, Standing::Open(()));
    let error = hand_over(&conn, &key, &place.key).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never));
    assert!(error.detail.contains("do not have permission"), "{error}");
    assert!(running.shop.order(id).unwrap().invoices.is_empty());
}

#[tokio::test]
async fn keys_that_are_none_are_asked_of_nobody() {
    let running = running(0).await;
    let conn = hurried(&running);
    let key = running.shop.order_key(order(&running.shop, &[2]));
    running.shop.reset_counters();
    for text in ["", "7", "../portfolios/me", "pedido", "7b2d8b0c111142228333-9f0e1d2c3b4aabcd"] {
        assert_eq!(view(&conn, text).await, ShippingView::closed(Obstacle::NotFound), "{text}");
        assert_eq!(places(&conn, text).await[0].standing, Standing::Closed(Obstacle::NotFound), "{text}");
        assert_eq!(ship(&conn, text, DELIVERY, "AA1").await.unwrap_err().kind, UpstreamKind::NotFound);
    }
    assert_eq!(running.shop.counters().requests, 0);
    assert_eq!(view(&conn, ORDER).await, ShippingView::closed(Obstacle::NotFound));
    for parcel in [DELIVERY, "../x", ""] {
        assert_eq!(ship(&conn, &key, parcel, "AA1").await.unwrap_err().kind, UpstreamKind::NotFound);
        assert_eq!(hand_over(&conn, &key, parcel).await.unwrap_err().kind, UpstreamKind::NotFound);
    }
}

/// First lines and bodies of what was asked.
type Asked = Arc<Mutex<Vec<(String, Value)>>>;

/// A platform with one order, that answers by the first line of what it is asked, and what it was asked.
fn scripted(answer: fn(&str) -> (u16, String)) -> (Conn, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap());
    let asked = Asked::default();
    let noted = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, mut request, mut part) = (stream.unwrap(), Vec::new(), [0; 8192]);
            let whole = loop {
                let length = stream.read(&mut part).unwrap();
                request.extend_from_slice(&part[..length]);
                let text = String::from_utf8_lossy(&request).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let announced = head.lines().find_map(|line| {
                    line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok()
                });
                if length == 0 || body.len() >= announced.unwrap_or_default() {
                    break text;
                }
            };
            let (head, body) = whole.split_once("\r\n\r\n").unwrap();
            let line = head.lines().next().unwrap().trim_end_matches(" HTTP/1.1").to_owned();
            let (status, answer) = answer(&line);
            noted.lock().unwrap().push((line, serde_json::from_str(body).unwrap_or_default()));
            let kind = "Content-Type: application/json\r\nConnection: close";
            let head = format!("HTTP/1.1 {status} X\r\n{kind}\r\nContent-Length: {}\r\n\r\n", answer.len());
            stream.write_all(format!("{head}{answer}").as_bytes()).unwrap();
        }
    });
    let mut parts = loopback(&Magalu, AuthKind::OAuth2);
    parts.base_url = Some(base.parse().unwrap());
    parts.config.insert("channel_id".into(), "of-the-consent".into());
    parts.tokens = Some(Arc::new(HeldTokens::new(Arc::new(Magalu), held(None))));
    (Conn::new(parts), asked)
}

fn one_order(status: &str, channel: &str) -> String {
    format!(
        r#"{{"id":"{ORDER}","status":"approved","channel":{channel},"deliveries":[{{"id":"{DELIVERY}","status":"{status}"}}]}}"#
    )
}

#[tokio::test]
async fn a_document_is_corrected_by_the_other_method_where_the_first_is_not_known() {
    let (conn, asked) = scripted(|line| match line.split_once(' ').unwrap() {
        ("GET", path) if path.ends_with(ORDER) => (200, one_order("approved", "null")),
        ("GET", _) => (200, format!(r#"{{"results":[{{"key":"{KEY}","status":"invalid"}}]}}"#)),
        ("PUT", _) => (204, String::new()),
        _ => (405, r#"{"detail":"Method Not Allowed"}"#.to_owned()),
    });
    hand_over(&conn, ORDER, DELIVERY).await.unwrap();
    let asked = asked.lock().unwrap();
    let path = format!("/seller/v1/deliveries/{DELIVERY}/invoices");
    let lines: Vec<&str> = asked.iter().map(|(line, _)| line.as_str()).collect();
    let expected = [
        format!("GET /seller/v1/orders/{ORDER}"),
        format!("GET {path}"),
        format!("POST {path}/{KEY}"),
        format!("PUT {path}/{KEY}"),
    ];
    assert_eq!(lines, expected);
    let body = &asked[3].1;
    assert_eq!(body["channel"], json!({ "id": "of-the-consent" }), "the order names none");
    assert_eq!((&body["amount"], &body["key"]), (&json!(184.8), &json!(KEY)));
    assert_eq!(body["xml"], FILE);
}

#[tokio::test]
async fn a_platform_that_lists_no_documents_is_gone_by_its_deliveries() {
    let (conn, asked) = scripted(|line| match line.split_once(' ').unwrap() {
        ("GET", path) if path.ends_with(ORDER) => (200, one_order("approved", r#"{"id":"of-the-order"}"#)),
        ("GET", _) => (404, r#"{"detail":"Not Found"}"#.to_owned()),
        _ => (201, format!(r#"{{"key":"{KEY}","status":"awaiting_validation"}}"#)),
    });
    assert_eq!(places(&conn, ORDER).await[0].standing, Standing::Open(()));
    hand_over(&conn, ORDER, DELIVERY).await.unwrap();
    let asked = asked.lock().unwrap();
    let (line, body) = asked.last().unwrap();
    assert_eq!(*line, format!("POST /seller/v1/deliveries/{DELIVERY}/invoices"));
    assert_eq!(body["channel"], json!({ "id": "of-the-order" }));
}
