//! What the simulator sends, and what is made of it.

use super::{hurried, running};
use chrono::Utc;
use connector_kit::{
    About, Connector, EventProblem, Inbound, InboundEvent, SenderKeys, Webhooks, header::HeaderMap,
};
use connectors::Magalu;
use sandbox::{Credentials, Fault, FaultRule, NewOrder, Shop};

fn read(body: &[u8], account: Option<&str>) -> Result<InboundEvent, EventProblem> {
    let headers = HeaderMap::new();
    Magalu.read(
        &Inbound { headers: &headers, body, now: Utc::now() },
        &SenderKeys { account, ..SenderKeys::default() },
    )
}

fn account(shop: &Shop) -> &str {
    match shop.credentials() {
        Credentials::App { account_id, .. } => account_id,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_event_leads_to_its_order_directly_or_by_its_delivery() {
    let running = running(0).await;
    let conn = hurried(&running);
    for (status, is_of_delivery) in [("pending", false), ("enviado", true)] {
        let id = running.shop.create(NewOrder { status: Some(status.into()), ..Default::default() }).unwrap();
        let sent = running.shop.order_event(id).unwrap();
        let event = read(&sent.body, Some(account(&running.shop))).unwrap();
        assert_eq!((event.id, event.account.as_deref()), (None, Some(account(&running.shop))));
        let keys = match event.about {
            About::Orders(keys) if !is_of_delivery => keys,
            About::Resource(resource) if is_of_delivery => {
                Magalu.orders_behind(&conn, &resource).await.unwrap()
            }
            other => panic!("{status}: {other:?}"),
        };
        let found = Magalu.orders().unwrap().some(&conn, &keys).await.unwrap();
        assert_eq!(found.len(), 1, "{status}");
    }
}

#[tokio::test]
async fn an_event_of_another_account_is_not_taken() {
    let running = running(1).await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    let sent = running.shop.order_event(id).unwrap();
    assert!(read(&sent.body, None).is_ok());
    assert_eq!(read(&sent.body, Some("other")), Err(EventProblem::OtherAccount));
    assert_eq!(read(&sent.body[..sent.body.len() - 2], None), Err(EventProblem::Unreadable));
}

#[tokio::test]
async fn a_delivery_that_is_not_there_has_no_order_and_a_failure_is_told() {
    let running = running(1).await;
    let conn = hurried(&running);
    for resource in ["delivery:00000000-0000-4000-8000-000000000000", "delivery:../orders", "order:1", ""] {
        assert!(Magalu.orders_behind(&conn, resource).await.unwrap().is_empty(), "{resource}");
    }
    running.shop.fault(FaultRule::always(Fault::ServerError));
    assert!(Magalu.orders_behind(&conn, "delivery:00000000-0000-4000-8000-000000000000").await.is_err());
}
