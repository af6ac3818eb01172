//! What is refused, by the platform or before it is asked, and what is not taken for success.

use super::*;
use connector_kit::{Call, header::AUTHORIZATION};
use sandbox::ShopOptions;
use secrecy::ExposeSecret;

#[tokio::test]
async fn a_consent_that_may_only_read_changes_nothing() {
    let options = ShopOptions {
        scopes: vec!["offline_access".into(), "read".into()],
        ..ShopOptions::new(Platform::Mercadolivre, "loja").orders(3)
    };
    let running = Running::start(options).await;
    let conn = Conn::new(parts(&running));
    let id = to_ship(&running);
    let found = parcel(&conn, id).await;
    let errors = [
        Mercadolivre.cancel(&conn, &cancel_ask(id)).await.unwrap_err(),
        Mercadolivre.ship(&conn, &ship_ask(id, &found.key)).await.unwrap_err(),
        Mercadolivre.hand_over(&conn, &invoice_ask(id, &id.to_string())).await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never), "{error}");
    }
    let order = running.shop.order(id).unwrap();
    assert!(order.cancelled.is_none() && order.shipments.is_empty() && order.invoices.is_empty());
    assert!(Mercadolivre.oauth().unwrap().scopes().contains(&"write"), "it is asked for");
}

#[tokio::test]
async fn what_an_app_may_not_see_is_not_taken_for_nothing() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(new_order()).unwrap();
    running.shop.fault(at("/feedback", Fault::HtmlPage { status: 403 }));
    let error = Cancelling::look(&Mercadolivre, &conn, &id.to_string()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never), "{error}");
    let sent = running.shop.create(NewOrder { status: Some("enviado".into()), ..new_order() }).unwrap();
    let standing = Cancelling::look(&Mercadolivre, &conn, &sent.to_string()).await.unwrap();
    assert_eq!(standing, Standing::Closed(Obstacle::Shipped), "the order decides it");
    running.shop.clear_faults();
    running.shop.fault(at("/feedback", Fault::HtmlPage { status: 404 }));
    let standing = Cancelling::look(&Mercadolivre, &conn, &id.to_string()).await.unwrap();
    assert!(matches!(standing, Standing::Open(_)), "nothing was said: {standing:?}");
    running.shop.fault(at("/fiscal_documents", Fault::HtmlPage { status: 403 }));
    let own = to_ship(&running);
    let place = Invoicing::look(&Mercadolivre, &conn, &own.to_string()).await.unwrap().remove(0);
    assert_eq!(place.standing, Standing::Closed(Obstacle::UnknownState));
}

#[tokio::test]
async fn what_is_no_id_is_not_found_and_never_asked_for() {
    let (running, conn) = started(3).await;
    running.shop.reset_counters();
    for key in ["", "x", "1/../2", "123e4567-e89b-12d3-a456-426614174000", "١"] {
        let standing = Cancelling::look(&Mercadolivre, &conn, key).await.unwrap();
        assert_eq!(standing, Standing::Closed(Obstacle::NotFound), "{key}");
        let view = Shipping::look(&Mercadolivre, &conn, key).await.unwrap();
        assert_eq!(view, connector_kit::ShippingView::closed(Obstacle::NotFound));
        let place = Invoicing::look(&Mercadolivre, &conn, key).await.unwrap().remove(0);
        assert_eq!(place.standing, Standing::Closed(Obstacle::NotFound));
        let label = Labels::look(&Mercadolivre, &conn, key).await.unwrap().remove(0);
        assert_eq!(label.obstacle, Some(Obstacle::NotFound));
        let ask = CancelAsk { order: key.into(), ..cancel_ask(1) };
        assert_eq!(Mercadolivre.cancel(&conn, &ask).await.unwrap_err().kind, UpstreamKind::Rejected);
        let ask = ShipAsk { order: key.into(), ..ship_ask(1, key) };
        assert_eq!(Mercadolivre.ship(&conn, &ask).await.unwrap_err().kind, UpstreamKind::Rejected);
        let error = Mercadolivre.hand_over(&conn, &invoice_ask(1, key)).await.unwrap_err();
        assert_eq!(error.kind, UpstreamKind::Rejected);
        let error = Mercadolivre.fetch(&conn, key, key, LabelFormat::Pdf).await.unwrap_err();
        assert_eq!(error.kind, UpstreamKind::Rejected);
    }
    assert_eq!(running.shop.counters().requests, 0);
    // Digits that are too many for an id.
    let standing = Cancelling::look(&Mercadolivre, &conn, "99999999999999999999").await.unwrap();
    assert_eq!(standing, Standing::Closed(Obstacle::NotFound));
}

#[tokio::test]
async fn an_unknown_status_or_a_strange_answer_opens_nothing() {
    let (running, conn) = started(3).await;
    let overlay = Some(json!({ "status": "teleported" }));
    let id = running.shop.create(NewOrder { overlay, ..new_order() }).unwrap();
    let key = id.to_string();
    let unknown = Obstacle::UnknownState;
    let standing = Cancelling::look(&Mercadolivre, &conn, &key).await.unwrap();
    assert_eq!(standing, Standing::Closed(unknown));
    assert_eq!(parcel(&conn, id).await.standing, Standing::Closed(unknown));
    let place = Invoicing::look(&Mercadolivre, &conn, &key).await.unwrap().remove(0);
    assert_eq!(place.standing, Standing::Closed(unknown));
    let label = Labels::look(&Mercadolivre, &conn, &key).await.unwrap().remove(0);
    assert_eq!(label.obstacle, Some(unknown));

    for body in ["null", "[]", "{}", "[1]", r#"{"id":7}"#, r#"{"ids":[]}"#, r#"{"status":500}"#, "\"\"", ""] {
        let server = ScriptedServer::start(Answer::json(200, body)).await;
        let conn = Conn::new(scripted(server.base()));
        assert!(Cancelling::look(&Mercadolivre, &conn, "1").await.is_err(), "{body}");
        assert!(Shipping::look(&Mercadolivre, &conn, "1").await.is_err(), "{body}");
        assert!(Mercadolivre.ship(&conn, &ship_ask(1, "2")).await.is_err(), "{body}");
        assert!(Mercadolivre.hand_over(&conn, &invoice_ask(1, "1")).await.is_err(), "{body}");
        assert!(Mercadolivre.fetch(&conn, "1", "2", LabelFormat::Zpl).await.is_err(), "{body}");
    }
    for answer in [
        Answer::html(200),
        Answer::json(200, ""),
        Answer::json(200, r#"{"status":500}"#),
        Answer::json(201, "{}"),
        Answer::json(200, "[]"),
        Answer::json(200, r#"{"fulfilled":true}"#),
        Answer::json(200, r#"{"message":"ok"}"#),
    ] {
        let server = ScriptedServer::start(answer).await;
        let conn = Conn::new(scripted(server.base()));
        let error = Mercadolivre.cancel(&conn, &cancel_ask(1)).await.unwrap_err();
        assert_eq!(error.advice, Advice::Retry, "{error}");
        let error = Mercadolivre.hand_over(&conn, &invoice_ask(1, "1")).await.unwrap_err();
        assert_eq!(error.advice, Advice::Retry, "{error}");
    }
}

#[tokio::test]
async fn a_packed_label_is_not_passed_on_as_one_for_printers() {
    let server = ScriptedServer::start(Answer::json(200, "PK\u{3}\u{4}^XA^XZ")).await;
    let conn = Conn::new(scripted(server.base()));
    let error = Mercadolivre.fetch(&conn, "1", "2", LabelFormat::Zpl).await.unwrap_err();
    assert_eq!(error.advice, Advice::Never);
    assert!(error.detail.contains("ZIP"), "{error}");
}

#[tokio::test]
async fn the_platform_refuses_what_it_does_not_understand() {
    let (running, conn) = started(3).await;
    let id = to_ship(&running);
    let shipment = parcel(&conn, id).await.key;
    let token = conn.access_token().await.unwrap();
    let post = async |path: &str, body: serde_json::Value| {
        let url = format!("{}{path}", running.base()).parse().unwrap();
        let call = Call::post_json(url, body.to_string().into_bytes());
        let bearer = format!("Bearer {}", token.expose_secret());
        conn.send(call.with_secret_header(AUTHORIZATION, &bearer).unwrap()).await.unwrap().status
    };
    let feedback = format!("/orders/{id}/feedback");
    let said = json!({ "fulfilled": false, "message": "m", "reason": "OUT_OF_STOCK", "restock_item": false });
    let with = |base: &serde_json::Value, name: &str, value: serde_json::Value| {
        let mut changed = base.clone();
        changed[name] = value;
        changed
    };
    for (name, value) in [
        ("fulfilled", json!("no")),
        ("message", json!("")),
        ("message", json!("x".repeat(160))),
        ("reason", json!("out_of_stock")),
        ("reason", json!(null)),
        ("restock_item", json!("false")),
    ] {
        assert_eq!(post(&feedback, with(&said, name, value.clone())).await, 400, "{name} {value}");
    }
    assert_eq!(post("/orders/1/feedback", said.clone()).await, 404);
    let notices = format!("/shipments/{shipment}/seller_notifications");
    let payload = json!({ "service_id": 11, "comment": "c", "date": "2026-11-20T13:03:51.175-04:00" });
    let told = json!({ "payload": payload, "status": "shipped", "substatus": "null" });
    for (name, value) in [
        ("payload", json!(null)),
        ("payload", with(&payload, "service_id", json!(154))),
        ("payload", with(&payload, "date", json!("soon"))),
        ("status", json!("sent")),
        ("substatus", json!(null)),
        ("tracking_number", json!(7)),
        ("tracking_url", json!("not an address")),
    ] {
        assert_eq!(post(&notices, with(&told, name, value.clone())).await, 400, "{name} {value}");
    }
    assert_eq!(post(&format!("/packs/{id}/fiscal_documents"), json!({})).await, 400);
    assert_eq!(post(&format!("/orders/{id}"), json!({})).await, 405);
    let order = running.shop.order(id).unwrap();
    assert!(order.cancelled.is_none() && order.shipments.is_empty() && order.invoices.is_empty());
    assert_eq!(post(&notices, told.clone()).await, 200);
    assert_eq!(post(&notices, with(&told, "status", json!("delivered"))).await, 200);
    assert_eq!(one(&conn, id).await.status, OrderStatus::Completed);
    assert_eq!(post(&notices, told).await, 400, "it is over");
}
