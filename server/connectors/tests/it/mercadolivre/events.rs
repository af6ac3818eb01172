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
