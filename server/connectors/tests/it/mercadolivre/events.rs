use super::*;
use connector_kit::{About, EventProblem, Inbound, InboundEvent, SenderKeys, Webhooks, header::HeaderMap};
use domain::PlatformCategory;
use sandbox::Event;

fn read(running: &Running, event: &Event, account: Option<&str>) -> Result<InboundEvent, EventProblem> {
    let app = running.parts(AUTH).app;
    let headers = HeaderMap::new();
    let inbound = Inbound { headers: &headers, body: &event.body, now: chrono::Utc::now() };
    Mercadolivre.read(&inbound, &SenderKeys { app: app.as_ref(), account, ..SenderKeys::default() })
}

#[tokio::test]
async fn an_event_names_an_order_that_can_be_read() {
    let (running, conn) = started(3).await;
    assert_eq!(Mercadolivre.spec().category, PlatformCategory::Marketplace);
    let id = running.shop.create(new_order()).unwrap();
    running.shop.cancel(id).unwrap();
    let event = running.shop.order_event(id).unwrap();
    let told = read(&running, &event, None).unwrap();
    assert_eq!(told.about, About::Orders(vec![id.to_string()]));
    let Credentials::App { account_id, .. } = running.shop.credentials() else { panic!("no account") };
    assert_eq!(told.account.as_ref(), Some(account_id));
    assert_eq!(one(&conn, id).await.status, OrderStatus::Cancelled, "this is how cancellations come");
}

#[tokio::test]
async fn events_of_others_and_garbage_are_not_taken() {
    let (running, _conn) = started(3).await;
    let id = running.shop.create(new_order()).unwrap();
    let event = running.shop.order_event(id).unwrap();
    assert_eq!(read(&running, &event, Some("1")).unwrap_err(), EventProblem::OtherAccount);
    let text = String::from_utf8(event.body.clone()).unwrap();
    let app = running.parts(AUTH).app.unwrap().client_id;
    let changed = |text: String| Event { body: text.into_bytes(), ..event.clone() };
    let other_app = changed(text.replace(&app, "1"));
    assert_eq!(read(&running, &other_app, None).unwrap_err(), EventProblem::OtherAccount);
    let elsewhere = changed(text.replace("/orders/", "https://elsewhere.example/orders/"));
    assert_eq!(read(&running, &elsewhere, None).unwrap_err(), EventProblem::Unreadable);
    for garbage in ["", "[]", "{\"topic\":", "\u{0}"] {
        let garbage = changed(garbage.to_owned());
        assert_eq!(read(&running, &garbage, None).unwrap_err(), EventProblem::Unreadable);
    }
}

#[tokio::test]
async fn a_shipment_leads_to_all_orders_of_its_pack() {
    let (running, conn) = started(60).await;
    let behind = async |resource: &str| Mercadolivre.orders_behind(&conn, resource).await.unwrap();
    let mut sizes = BTreeMap::new();
    for order in all(&running, &conn).await {
        let sent: serde_json::Value = serde_json::from_slice(&order.raw).unwrap();
        let Some(shipment) = sent["order"]["shipping"]["id"].as_u64() else { continue };
        let orders = behind(&format!("/shipments/{shipment}")).await;
        assert!(orders.contains(&order.external_id), "{orders:?}");
        *sizes.entry(orders.len()).or_insert(0) += 1;
    }
    assert!(sizes.contains_key(&1) && sizes.keys().any(|size| *size > 1), "{sizes:?}");
    for nothing in ["/shipments/1", "/shipments/../users/me", "/orders/1", ""] {
        assert!(behind(nothing).await.is_empty(), "{nothing}");
    }
}

#[tokio::test]
async fn what_was_missed_says_nothing_of_where_it_was_sent_to() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(new_order()).unwrap();
    running.shop.lose_event(id, None).unwrap();
    let missed = Mercadolivre.missed().unwrap().list(&conn).await.unwrap().remove(0);
    // Whoever knows the app's address may send events of every seller.
    let body = String::from_utf8(missed.body.clone()).unwrap();
    assert!(!body.contains("http") && !body.contains("request"), "{body}");
    let event = Event { headers: Vec::new(), body: missed.body };
    assert_eq!(read(&running, &event, None).unwrap(), missed.event);
}

#[tokio::test]
async fn a_list_of_missed_notifications_with_odd_records_gives_the_good_ones() {
    let good = r#"{"_id":"1","resource":"/orders/7","user_id":"779432305","topic":"orders_v2",
        "application_id":5503910054141466,"attempts":8,"received":"2026-11-20T10:00:00.250Z","sent":"2026-11-20T10:59:00.000Z"}"#;
    let odd = [
        "null".to_owned(),
        good.replace("/orders/7", "https://elsewhere.example/orders/7"),
        good.replace("/orders/7", "a35cf79864a845ca9a3bf6aee59bb4d7"),
        good.replace("779432305", "1"),
        good.replace("5503910054141466", "1"),
        good.replace("orders_v2", "items"),
        good.replace("\"_id\":\"1\"", "\"_id\":null").replace("2026-11-20T10:00:00.250Z", "soon"),
    ];
    let body = format!(r#"{{"messages":[{},{good}]}}"#, odd.join(","));
    let server = ScriptedServer::start(Answer::json(200, &body)).await;
    let listed = Mercadolivre.missed().unwrap().list(&Conn::new(scripted(server.base()))).await.unwrap();
    let sent: Vec<_> = listed.iter().map(|missed| missed.sent_at.to_rfc3339()).collect();
    assert!(sent.contains(&"2026-11-20T10:00:00.250+00:00".to_owned()), "when it was first sent: {sent:?}");
    assert!(sent.contains(&"2026-11-20T10:59:00+00:00".to_owned()), "what else is known: {sent:?}");
    assert!(listed.iter().all(|missed| missed.event.about == About::Orders(vec!["7".into()])));
    assert_eq!(listed.len() % 2, 0, "two of each answer");
    assert!(listed.len() <= 2 * 2 * 20, "a host that always gives the same is not asked for ever");
}
