//! What is sent back to Shopify, beyond what every channel has in common.

use super::scripted;
use crate::shops::Running;
use connector_kit::{
    Advice, CancelAsk, Cancelling, Conn, Connector, ConnectorError, ManualClock, Parcel, RemoteOrder,
    ShipAsk, ShipLine, Shipping, ShippingView, Standing, Taken,
    contract::{Answer, ScriptedServer},
};
use connectors::Shopify;
use domain::{
    AuthKind, CancelReason, FulfilmentStatus, MoneyBack, Obstacle, OrderStatus, PaymentStatus, UpstreamKind,
};
use sandbox::{Fault, FaultRule, NewLine, NewOrder, OrderChange, Payment, Platform, ShopOptions};
use std::sync::Arc;
use uuid::Uuid;

/// A shop, and a connection whose pauses take no time.
async fn started(options: ShopOptions) -> (Running, Conn) {
    let running = Running::start(ShopOptions { restore_rate: None, ..options.orders(2) }).await;
    let mut parts = running.parts(AuthKind::Token);
    parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
    (running, Conn::new(parts))
}

async fn loja() -> (Running, Conn) {
    started(ShopOptions::new(Platform::Shopify, "loja")).await
}

fn able() -> (&'static dyn Cancelling, &'static dyn Shipping) {
    (Shopify.cancelling().unwrap(), Shopify.shipping().unwrap())
}

fn wish(order: u64) -> CancelAsk {
    CancelAsk {
        order: order.to_string(),
        reason: Some(CancelReason::OutOfStock),
        message: Some("Sem estoque até março".into()),
        key: Uuid::now_v7(),
    }
}

async fn cancel(conn: &Conn, order: u64) -> Result<(), ConnectorError> {
    able().0.cancel(conn, &wish(order)).await
}

async fn standing(conn: &Conn, order: u64) -> Standing<connector_kit::CancelChoices> {
    able().0.look(conn, &order.to_string()).await.unwrap()
}

async fn parcels(conn: &Conn, order: u64) -> ShippingView {
    able().1.look(conn, &order.to_string()).await.unwrap()
}

fn line(sku: &str, quantity: i64) -> NewLine {
    NewLine { sku: Some(sku.into()), name: "Camiseta".into(), quantity, price: 5_000 }
}

fn parcel(order: u64, parcel: &Parcel, tracking: &str) -> ShipAsk {
    ShipAsk {
        order: order.to_string(),
        parcel: parcel.key.clone(),
        lines: Vec::new(),
        carrier: Some("Correios".into()),
        tracking: Some(tracking.into()),
        link: None,
        handover: None,
        notify: true,
        key: Uuid::now_v7(),
    }
}

async fn read(conn: &Conn, order: u64) -> RemoteOrder {
    let found = Shopify.orders().unwrap().some(conn, &[order.to_string()]).await.unwrap();
    match found.into_iter().next().unwrap().made().taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_cancelled_order_is_read_as_such_with_its_money_given_back() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    let Standing::Open(choices) = standing(&conn, id).await else { panic!("not open") };
    assert_eq!(choices.money, MoneyBack::Channel);
    cancel(&conn, id).await.unwrap();
    let order = running.shop.order(id).unwrap();
    assert_eq!((order.cancel_reason.as_deref(), order.refunded()), (Some("INVENTORY"), order.total()));
    let read = read(&conn, id).await;
    assert_eq!((read.status, read.payment), (OrderStatus::Cancelled, PaymentStatus::Refunded));
    assert!(read.cancelled_at.is_some());
    assert_eq!(parcels(&conn, id).await, ShippingView::closed(Obstacle::Cancelled));
}

#[tokio::test]
async fn an_order_that_nobody_paid_is_cancelled_without_money() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder { status: Some("on-hold".into()), ..NewOrder::default() }).unwrap();
    let Standing::Open(choices) = standing(&conn, id).await else { panic!("not open") };
    assert_eq!(choices.money, MoneyBack::Nobody);
    cancel(&conn, id).await.unwrap();
    assert_eq!((standing(&conn, id).await, running.shop.order(id).unwrap().refunded()), (Standing::Done, 0));
}

#[tokio::test]
async fn the_job_that_cancels_is_waited_for_a_little() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.delay_jobs(2);
    let before = running.shop.counters().requests;
    cancel(&conn, id).await.unwrap();
    assert!(running.shop.order(id).unwrap().cancelled.is_some());
    assert_eq!(running.shop.counters().requests - before, 4, "the wish and three looks");
}

#[tokio::test]
async fn a_slow_job_is_no_failure_and_a_second_wish_gives_nothing_back_twice() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.delay_jobs(4);
    cancel(&conn, id).await.unwrap();
    assert!(running.shop.order(id).unwrap().cancelled.is_none(), "it was taken and is not done");
    cancel(&conn, id).await.unwrap();
    for _ in 0..4 {
        standing(&conn, id).await;
    }
    assert_eq!(standing(&conn, id).await, Standing::Done);
    let order = running.shop.order(id).unwrap();
    assert_eq!((order.refunds.len(), order.refunded()), (1, order.total()));
}

#[tokio::test]
async fn a_refusal_of_an_order_that_is_cancelled_already_is_what_was_asked_for() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    cancel(&conn, id).await.unwrap();
    cancel(&conn, id).await.unwrap();
    assert_eq!(running.shop.order(id).unwrap().refunds.len(), 1);
}

#[tokio::test]
async fn a_job_that_ends_without_effect_is_told() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.fail_jobs();
    let error = cancel(&conn, id).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Retry));
    assert!(matches!(standing(&conn, id).await, Standing::Open(_)));
}

#[tokio::test]
async fn a_job_that_is_over_before_its_effect_shows_is_looked_for_later() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.tell_jobs_early();
    running.shop.delay_jobs(4);
    let error = cancel(&conn, id).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Retry));
    assert!(matches!(standing(&conn, id).await, Standing::Open(_)));
    assert_eq!(standing(&conn, id).await, Standing::Done);
}

#[tokio::test]
async fn a_wish_that_is_refused_while_the_first_is_carried_out_is_no_refusal() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.refuse_second_jobs();
    running.shop.delay_jobs(6);
    running.shop.fault(FaultRule::on_writes(Fault::CutBody));
    assert_eq!(cancel(&conn, id).await.unwrap_err().advice, Advice::Retry);
    running.shop.clear_faults();
    let error = cancel(&conn, id).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Retry));
    assert!(error.detail.contains("already being canceled"), "{error:?}");
    assert!(matches!(standing(&conn, id).await, Standing::Open(_)));
    assert_eq!(standing(&conn, id).await, Standing::Done);
    assert_eq!(running.shop.order(id).unwrap().refunds.len(), 1);
}

#[tokio::test]
async fn a_slow_job_whose_wish_lost_its_answer_shows_as_reads_go_on() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.delay_jobs(2);
    running.shop.fault(FaultRule::on_writes(Fault::CutBody));
    assert_eq!(cancel(&conn, id).await.unwrap_err().advice, Advice::Retry);
    running.shop.clear_faults();
    assert!(running.shop.order(id).unwrap().cancelled.is_none());
    for _ in 0..2 {
        assert!(matches!(standing(&conn, id).await, Standing::Open(_)));
    }
    assert_eq!(standing(&conn, id).await, Standing::Done);
}

#[tokio::test]
async fn what_shopify_does_not_cancel_is_closed_and_refused_in_its_words() {
    let (running, conn) = loja().await;
    let sent =
        running.shop.create(NewOrder { status: Some("completed".into()), ..NewOrder::default() }).unwrap();
    let overlay = Some(serde_json::json!({ "returnStatus": "RETURN_REQUESTED" }));
    let comes_back = running.shop.create(NewOrder { overlay, ..NewOrder::default() }).unwrap();
    for (id, obstacle, words) in
        [(sent, Obstacle::Shipped, "fulfillments"), (comes_back, Obstacle::InDispute, "open return")]
    {
        assert_eq!(standing(&conn, id).await, Standing::Closed(obstacle));
        let error = cancel(&conn, id).await.unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
        assert!(error.detail.contains(words), "{error:?}");
    }
}

#[tokio::test]
async fn a_card_whose_issuer_has_not_answered_is_waited_for() {
    let (running, conn) = loja().await;
    let pending = || NewOrder { status: Some("pending".into()), ..NewOrder::default() };
    let id = loop {
        let id = running.shop.create(pending()).unwrap();
        if running.shop.order(id).unwrap().payment == Payment::Card {
            break id;
        }
    };
    assert_eq!(standing(&conn, id).await, Standing::Closed(Obstacle::TooEarly));
    assert_eq!(parcels(&conn, id).await.parcels[0].standing, Standing::Closed(Obstacle::NotPaid));
    let error = cancel(&conn, id).await.unwrap_err();
    assert!(error.advice == Advice::Never && error.detail.contains("authorization"), "{error:?}");
    running.shop.pay(id).unwrap();
    assert!(matches!(standing(&conn, id).await, Standing::Open(_)));
}

#[tokio::test]
async fn what_is_no_order_or_no_reason_of_shopifys_is_refused_without_a_call() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    let before = running.shop.counters().requests;
    let other = CancelAsk { reason: Some(CancelReason::WrongPrice), ..wish(id) };
    let text = CancelAsk { order: "gid://shopify/Order/1".into(), ..wish(id) };
    for ask in [other, text] {
        assert_eq!(able().0.cancel(&conn, &ask).await.unwrap_err().advice, Advice::Never);
    }
    for key in ["", "abc", "1 OR 1", "0192f0c1-0000-7000-8000-000000000000"] {
        assert_eq!(able().0.look(&conn, key).await.unwrap(), Standing::Closed(Obstacle::NotFound), "{key}");
        assert_eq!(
            able().1.look(&conn, key).await.unwrap(),
            ShippingView::closed(Obstacle::NotFound),
            "{key}"
        );
    }
    assert_eq!(running.shop.counters().requests, before);
}

#[tokio::test]
async fn goods_of_two_warehouses_are_two_parcels() {
    let (running, conn) = loja().await;
    let lines = vec![line("CAM-M", 1), line("CD2-BONE", 2)];
    let id = running.shop.create(NewOrder { lines, ..NewOrder::default() }).unwrap();
    let view = parcels(&conn, id).await;
    let [first, second] = &view.parcels[..] else { panic!("{view:?}") };
    assert_eq!((first.lines[0].quantity, second.lines[0].sku.as_deref()), (1, Some("CD2-BONE")));
    able().1.ship(&conn, &parcel(id, second, "BB1")).await.unwrap();
    let view = parcels(&conn, id).await;
    assert!(matches!(view.parcels[0].standing, Standing::Open(_)) && view.parcels[1].standing.is_done());
    assert_eq!(read(&conn, id).await.fulfilment, FulfilmentStatus::Partial);
    assert_eq!(standing(&conn, id).await, Standing::Closed(Obstacle::Shipped));
    able().1.ship(&conn, &parcel(id, &view.parcels[0], "AA1")).await.unwrap();
    let read = read(&conn, id).await;
    assert_eq!((read.fulfilment, read.status), (FulfilmentStatus::Fulfilled, OrderStatus::Completed));
    let of: Vec<_> = parcels(&conn, id).await.shipments.into_iter().map(|shipment| shipment.parcel).collect();
    assert_eq!(of, [Some(view.parcels[1].key.clone()), Some(view.parcels[0].key.clone())]);
    let shipments = running.shop.order(id).unwrap().shipments;
    assert_eq!(shipments[0].detail, "notified");
    assert_eq!((shipments[0].carrier.as_str(), shipments[0].tracking.as_str()), ("Correios", "BB1"));
}

#[tokio::test]
async fn what_is_left_after_a_part_is_told_and_no_more_is_taken() {
    let (running, conn) = loja().await;
    let lines = vec![line("CAM-M", 3), line("CAM-G", 1)];
    let id = running.shop.create(NewOrder { lines, ..NewOrder::default() }).unwrap();
    let all = parcels(&conn, id).await.parcels.remove(0);
    let part = |quantity| ShipAsk {
        lines: vec![ShipLine { key: all.lines[0].key.clone(), quantity }],
        link: Some("https://rastreio.example/AA1".into()),
        ..parcel(id, &all, "AA1")
    };
    able().1.ship(&conn, &part(2)).await.unwrap();
    let view = parcels(&conn, id).await;
    assert_eq!(view.parcels[0].key, all.key, "the parcel stays the same");
    assert_eq!(view.shipments[0].parcel.as_ref(), Some(&all.key));
    let left: Vec<_> = view.parcels[0].lines.iter().map(|line| line.quantity).collect();
    assert_eq!((left, view.shipments[0].link.as_deref()), (vec![1, 1], Some("https://rastreio.example/AA1")));
    let error = able().1.ship(&conn, &part(2)).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
    assert!(error.detail.contains("quantity"), "{error:?}");
    assert_eq!(running.shop.order(id).unwrap().shipments.len(), 1);
}

#[tokio::test]
async fn a_parcel_that_is_sent_is_refused_a_second_time() {
    let (running, conn) = loja().await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    let all = parcels(&conn, id).await.parcels.remove(0);
    able().1.ship(&conn, &parcel(id, &all, "AA1")).await.unwrap();
    let error = able().1.ship(&conn, &parcel(id, &all, "AA1")).await.unwrap_err();
    assert_eq!(error.advice, Advice::Never);
    assert!(error.detail.contains("unfulfillable"), "{error:?}");
    assert_eq!(running.shop.order(id).unwrap().shipments.len(), 1);
}

#[tokio::test]
async fn what_shopify_holds_back_is_not_shipped() {
    let (running, conn) = loja().await;
    for (status, obstacle) in [("retido", Obstacle::OnHold), ("agendado", Obstacle::TooEarly)] {
        let id = running.shop.create(NewOrder::default()).unwrap();
        let all = parcels(&conn, id).await.parcels.remove(0);
        running.shop.change(id, OrderChange { status: Some(status.into()), ..Default::default() }).unwrap();
        assert_eq!(parcels(&conn, id).await.parcels[0].standing, Standing::Closed(obstacle));
        assert!(able().1.ship(&conn, &parcel(id, &all, "AA1")).await.is_err());
        assert!(matches!(standing(&conn, id).await, Standing::Open(_)), "it can be cancelled all the same");
    }
}

#[tokio::test]
async fn an_older_order_that_was_sent_elsewhere_is_done() {
    let (running, conn) = loja().await;
    let id =
        running.shop.create(NewOrder { status: Some("completed".into()), ..NewOrder::default() }).unwrap();
    let view = parcels(&conn, id).await;
    assert!(view.parcels.iter().all(|parcel| parcel.standing.is_done()), "{view:?}");
    assert_eq!(view.shipments.len(), 1);
}

#[tokio::test]
async fn what_the_app_may_not_do_is_a_matter_of_its_scopes() {
    let scoped = |scopes: &[&str]| ShopOptions {
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        ..ShopOptions::new(Platform::Shopify, "loja")
    };
    let is_denied =
        |error: &ConnectorError| (error.kind, error.advice) == (UpstreamKind::Permission, Advice::Never);
    let (running, conn) = started(scoped(&["read_orders", "read_merchant_managed_fulfillment_orders"])).await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    let all = parcels(&conn, id).await.parcels.remove(0);
    let error = cancel(&conn, id).await.unwrap_err();
    assert!(is_denied(&error) && error.detail.contains("write_orders"), "{error:?}");
    let error = able().1.ship(&conn, &parcel(id, &all, "AA1")).await.unwrap_err();
    assert!(is_denied(&error) && error.detail.contains("fulfillment_orders"), "{error:?}");
    let order = running.shop.order(id).unwrap();
    assert!(order.cancelled.is_none() && order.shipments.is_empty());

    let (running, conn) = started(scoped(&["read_orders"])).await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    assert!(is_denied(&able().1.look(&conn, &id.to_string()).await.unwrap_err()));

    // Those of a kind that the app may not see are not told.
    let (running, conn) = started(scoped(&["read_orders", "write_third_party_fulfillment_orders"])).await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    assert_eq!(parcels(&conn, id).await, ShippingView::closed(Obstacle::ByHand));
}

#[tokio::test]
async fn odd_answers_are_no_success() {
    let shipment = ShipAsk { parcel: "2".into(), ..parcel(1, &closed(), "AA1") };
    for body in [
        "{}",
        "null",
        r#"{"data":null}"#,
        r#"{"data":{}}"#,
        r#"{"data":{"done":null,"order":null}}"#,
        r#"{"data":{"done":{},"order":[]}}"#,
        r#"{"data":{"done":{"userErrors":[],"orderCancelUserErrors":[]},"order":{}}}"#,
        r#"{"data":{"done":{"job":null,"fulfillment":null,"userErrors":[],"orderCancelUserErrors":[]},"order":{"cancelledAt":7}}}"#,
    ] {
        let server = ScriptedServer::start(Answer::json(200, body)).await;
        let conn = scripted(&server);
        let error = cancel(&conn, 1).await.unwrap_err();
        assert_ne!(error.advice, Advice::Never, "{body}: {error:?}");
        let error = able().1.ship(&conn, &shipment).await.unwrap_err();
        assert_ne!(error.advice, Advice::Never, "{body}: {error:?}");
        let looked = able().0.look(&conn, "1").await;
        assert!(matches!(looked, Err(_) | Ok(Standing::Closed(Obstacle::NotFound))), "{body}: {looked:?}");
        let looked = able().1.look(&conn, "1").await;
        let not_found = ShippingView::closed(Obstacle::NotFound);
        assert!(looked.as_ref().map_or(true, |view| *view == not_found), "{body}: {looked:?}");
    }
    let server = ScriptedServer::start(Answer::html(200)).await;
    assert_eq!(cancel(&scripted(&server), 1).await.unwrap_err().kind, UpstreamKind::NotThePlatform);
}

fn closed() -> Parcel {
    ShippingView::closed(Obstacle::NotFound).parcels.remove(0)
}
