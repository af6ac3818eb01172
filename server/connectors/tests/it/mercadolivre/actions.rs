mod refusals;

use super::*;
use connector_kit::{
    CancelAsk, Cancelling, FiscalDocument, InvoiceAsk, Invoicing, Labels, ShipAsk, Shipping, Standing,
};
use domain::{CancelReason, LabelFormat, Obstacle};
use sandbox::OrderChange;
use uuid::Uuid;

const FILE: &str = include_str!("../../../../connector-kit/fixtures/nfe.xml");
const TRACKING: &str = "AA123456789BR";

fn cancel_ask(order: u64) -> CancelAsk {
    CancelAsk {
        order: order.to_string(),
        reason: Some(CancelReason::OutOfStock),
        message: Some("Sem estoque".into()),
        key: Uuid::now_v7(),
    }
}

fn ship_ask(order: u64, parcel: &str) -> ShipAsk {
    ShipAsk {
        order: order.to_string(),
        parcel: parcel.to_owned(),
        lines: Vec::new(),
        carrier: None,
        tracking: Some(TRACKING.into()),
        link: Some("https://rastreio.example/AA123456789BR".into()),
        handover: None,
        notify: false,
        key: Uuid::now_v7(),
    }
}

fn invoice_ask(order: u64, place: &str) -> InvoiceAsk {
    InvoiceAsk {
        order: order.to_string(),
        place: place.to_owned(),
        document: FiscalDocument::parse(FILE.as_bytes().to_vec()).unwrap(),
        key: Uuid::now_v7(),
    }
}

/// A strike at the requests to one path.
fn at(path: &str, fault: Fault) -> FaultRule {
    FaultRule { path: Some(path.into()), ..FaultRule::always(fault) }
}

fn to_ship(running: &Running) -> u64 {
    let id = running.shop.create(NewOrder { own_delivery: true, ..new_order() }).unwrap();
    running.shop.make_ready_to_ship(id).unwrap();
    id
}

async fn parcel(conn: &Conn, id: u64) -> connector_kit::Parcel {
    let mut view = Shipping::look(&Mercadolivre, conn, &id.to_string()).await.unwrap();
    assert_eq!(view.parcels.len(), 1, "{view:?}");
    view.parcels.remove(0)
}

#[tokio::test]
async fn a_sale_that_was_not_done_reads_as_cancelled_and_its_money_as_given_back() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(new_order()).unwrap();
    Mercadolivre.cancel(&conn, &cancel_ask(id)).await.unwrap();
    assert_eq!(running.shop.order(id).unwrap().cancel_reason.as_deref(), Some("OUT_OF_STOCK"));
    let order = one(&conn, id).await;
    assert!(order.channel_status.starts_with("confirmed"), "{}", order.channel_status);
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Refunded));
    assert_eq!(order.totals.refunded, order.totals.total);
    let key = id.to_string();
    assert_eq!(Cancelling::look(&Mercadolivre, &conn, &key).await.unwrap(), Standing::Done);
    let error = Mercadolivre.cancel(&conn, &cancel_ask(id)).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
    assert!(error.detail.contains("already given"), "{error}");
    assert_eq!(parcel(&conn, id).await.standing, Standing::Closed(Obstacle::Cancelled));
}

#[tokio::test]
async fn a_sale_that_waits_for_its_payment_is_told_from_one_that_was_not_done() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(NewOrder { status: Some("pending".into()), ..new_order() }).unwrap();
    let key = id.to_string();
    let standing = Cancelling::look(&Mercadolivre, &conn, &key).await.unwrap();
    assert!(matches!(standing, Standing::Open(_)), "{standing:?}");
    // The platform wants some words, and gets them where the merchant wrote none.
    Mercadolivre.cancel(&conn, &CancelAsk { message: None, ..cancel_ask(id) }).await.unwrap();
    assert_eq!(Cancelling::look(&Mercadolivre, &conn, &key).await.unwrap(), Standing::Done);
    let order = one(&conn, id).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Voided));
    // Where the order does not tell, the feedback does.
    let overlay = json!({ "fulfilled": null, "status": "confirmed", "payments": [{ "status": "pending" }] });
    running.shop.change(id, OrderChange { overlay: Some(overlay), ..OrderChange::default() }).unwrap();
    assert_eq!(Cancelling::look(&Mercadolivre, &conn, &key).await.unwrap(), Standing::Done);
}

#[tokio::test]
async fn what_expired_or_left_is_not_cancelled_any_more() {
    let (running, conn) = started(3).await;
    let created = chrono::Utc::now().timestamp() - 40 * 86_400;
    let old = running.shop.create(NewOrder { created: Some(created), ..new_order() }).unwrap();
    let standing = Cancelling::look(&Mercadolivre, &conn, &old.to_string()).await.unwrap();
    assert_eq!(standing, Standing::Closed(Obstacle::TooLate));
    let error = Mercadolivre.cancel(&conn, &cancel_ask(old)).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
    assert!(error.detail.contains("not_fulfilled_feedback_in_order_expired"), "{error}");
    for status in ["enviado", "completed"] {
        let id = running.shop.create(NewOrder { status: Some(status.into()), ..new_order() }).unwrap();
        let standing = Cancelling::look(&Mercadolivre, &conn, &id.to_string()).await.unwrap();
        assert_eq!(standing, Standing::Closed(Obstacle::Shipped), "{status}");
    }
}

#[tokio::test]
async fn acts_whose_answers_are_lost_are_seen_by_looking() {
    let (running, conn) = started(3).await;
    let id = to_ship(&running);
    let shipment = parcel(&conn, id).await.key;
    running.shop.fault(at("/seller_notifications", Fault::CutBody));
    let lost = Mercadolivre.ship(&conn, &ship_ask(id, &shipment)).await.unwrap_err();
    assert_eq!(lost.advice, Advice::Retry);
    assert!(parcel(&conn, id).await.standing.is_done());
    let other = running.shop.create(new_order()).unwrap();
    running.shop.fault(at("/feedback", Fault::CutBody));
    let lost = Mercadolivre.cancel(&conn, &cancel_ask(other)).await.unwrap_err();
    assert_eq!(lost.advice, Advice::Retry);
    let standing = Cancelling::look(&Mercadolivre, &conn, &other.to_string()).await.unwrap();
    assert_eq!(standing, Standing::Done, "the order tells it without its feedback");
}

#[tokio::test]
async fn what_the_seller_ships_shows_where_it_is() {
    let (running, conn) = started(3).await;
    let id = to_ship(&running);
    assert_eq!(one(&conn, id).await.fulfilment, FulfilmentStatus::Unfulfilled);
    let shipment = parcel(&conn, id).await.key;
    Mercadolivre.ship(&conn, &ship_ask(id, &shipment)).await.unwrap();
    let told = running.shop.order(id).unwrap().shipments;
    assert_eq!((told.len(), told[0].detail.as_str()), (1, "shipped null"));
    assert_eq!(told[0].link, "https://rastreio.example/AA123456789BR");
    let order = one(&conn, id).await;
    assert_eq!((order.status, order.fulfilment), (OrderStatus::Open, FulfilmentStatus::Fulfilled));
    let view = Shipping::look(&Mercadolivre, &conn, &id.to_string()).await.unwrap();
    assert_eq!((view.shipments.len(), view.shipments[0].tracking.as_deref()), (1, Some(TRACKING)));
    assert_eq!(view.shipments[0].key, shipment);
}

#[tokio::test]
async fn what_the_platforms_carriers_take_is_not_told() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(new_order()).unwrap();
    let found = parcel(&conn, id).await;
    assert_eq!(found.standing, Standing::Closed(Obstacle::ByChannel));
    let error = Mercadolivre.ship(&conn, &ship_ask(id, &found.key)).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
    let own = to_ship(&running);
    let error = Mercadolivre.ship(&conn, &ship_ask(own, &found.key)).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never), "of another order");
    assert!(running.shop.order(own).unwrap().shipments.is_empty());
    let overlay = Some(json!({ "shipping": { "id": null }, "tags": ["paid", "no_shipping"] }));
    let agreed = running.shop.create(NewOrder { overlay, ..new_order() }).unwrap();
    let view = Shipping::look(&Mercadolivre, &conn, &agreed.to_string()).await.unwrap();
    assert_eq!(view, connector_kit::ShippingView::closed(Obstacle::NoShipment));
}

#[tokio::test]
async fn a_packs_orders_are_shipped_and_invoiced_as_one() {
    let (running, conn) = started(200).await;
    let mut packs: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for order in all(&running, &conn).await {
        let id = order.external_id.parse().unwrap();
        if let Some(pack) = made(order).purchase {
            packs.entry(pack).or_default().push(id);
        }
    }
    let has_shipment = |ids: &Vec<u64>| running.shop.order(ids[0]).unwrap().shipping.is_some();
    packs.values_mut().for_each(|ids| ids.sort_unstable());
    let (pack, ids) = packs.into_iter().find(|(_, ids)| ids.len() > 1 && has_shipment(ids)).unwrap();
    for id in &ids {
        let paid = OrderChange { status: Some("processing".into()), ..OrderChange::default() };
        running.shop.change(*id, paid).unwrap();
    }
    running.shop.make_ready_to_ship(ids[0]).unwrap();
    let [first, second] = [parcel(&conn, ids[0]).await, parcel(&conn, ids[1]).await];
    assert_eq!(first.key, second.key);
    assert_eq!((first.lines.len(), second.lines.len()), (ids.len(), ids.len()), "the goods of all");
    let held = |tags| OrderChange { overlay: Some(json!({ "tags": tags })), ..OrderChange::default() };
    running.shop.change(ids[1], held(json!(["paid", "fraud_risk_detected"]))).unwrap();
    assert_eq!(parcel(&conn, ids[0]).await.standing, Standing::Closed(Obstacle::OnHold), "for the other one");
    running.shop.change(ids[1], held(json!(["paid"]))).unwrap();
    let places = Invoicing::look(&Mercadolivre, &conn, &ids[1].to_string()).await.unwrap();
    assert_eq!((places[0].key.as_str(), &places[0].standing), (pack.as_str(), &Standing::Open(())));
    Mercadolivre.hand_over(&conn, &invoice_ask(ids[1], &pack)).await.unwrap();
    Mercadolivre.ship(&conn, &ship_ask(ids[1], &second.key)).await.unwrap();
    for id in ids {
        assert_eq!(one(&conn, id).await.fulfilment, FulfilmentStatus::Fulfilled);
        assert!(parcel(&conn, id).await.standing.is_done());
        let places = Invoicing::look(&Mercadolivre, &conn, &id.to_string()).await.unwrap();
        assert_eq!(places[0].standing, Standing::Done, "its own carrier waits for no document");
    }
}

#[tokio::test]
async fn a_document_opens_the_way_to_the_label_once_it_is_found_good() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(new_order()).unwrap();
    let key = id.to_string();
    let label = async || Labels::look(&Mercadolivre, &conn, &key).await.unwrap().remove(0);
    let waiting = label().await;
    assert_eq!(waiting.obstacle, Some(Obstacle::InvoiceFirst));
    let error = Mercadolivre.fetch(&conn, &key, &waiting.key, LabelFormat::Pdf).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));

    Mercadolivre.hand_over(&conn, &invoice_ask(id, &key)).await.unwrap();
    let place = async || Invoicing::look(&Mercadolivre, &conn, &key).await.unwrap().remove(0);
    assert_eq!(place().await.standing, Standing::Underway);
    let error = Mercadolivre.hand_over(&conn, &invoice_ask(id, &key)).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
    assert!(error.detail.contains("already exists"), "{error}");
    assert_eq!(running.shop.order(id).unwrap().invoices.len(), 1);

    running.shop.judge_invoices(id, true).unwrap();
    assert_eq!(place().await.standing, Standing::Done);
    let ready = label().await;
    assert!(ready.obstacle.is_none() && ready.tracking.is_some(), "{ready:?}");
    assert_eq!(one(&conn, id).await.channel_status, "paid ready_to_ship ready_to_print");
}

#[tokio::test]
async fn a_document_that_is_not_found_good_is_replaced_by_hand() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(new_order()).unwrap();
    let key = id.to_string();
    Mercadolivre.hand_over(&conn, &invoice_ask(id, &key)).await.unwrap();
    running.shop.judge_invoices(id, false).unwrap();
    let place = Invoicing::look(&Mercadolivre, &conn, &key).await.unwrap().remove(0);
    assert_eq!((place.standing, place.problem), (Standing::Underway, None), "it may be looked at still");
    let mut parts = parts(&running);
    parts.clock = Arc::new(ManualClock::at(chrono::Utc::now() + chrono::TimeDelta::minutes(70)));
    let later = Conn::new(parts);
    let place = Invoicing::look(&Mercadolivre, &later, &key).await.unwrap().remove(0);
    assert_eq!(place.standing, Standing::Closed(Obstacle::ByHand));
    assert_eq!(place.problem.as_deref(), Some("invoice_pending"));
}

#[tokio::test]
async fn what_the_platform_invoices_or_keeps_itself_is_not_open() {
    let (running, conn) = started(3).await;
    let mut seen = BTreeMap::new();
    for _ in 0..12 {
        let id = running.shop.create(new_order()).unwrap();
        let order = one(&conn, id).await;
        let kinds = ["drop_off", "xd_drop_off", "cross_docking", "self_service", "fulfillment"];
        let kind = kinds.into_iter().find(|kind| order.tags.iter().any(|tag| tag == kind));
        let Some(kind) = kind else { continue };
        assert_eq!(order.fulfilment == FulfilmentStatus::ByChannel, kind == "fulfillment", "{kind}");
        let place = Invoicing::look(&Mercadolivre, &conn, &id.to_string()).await.unwrap().remove(0);
        let told = Mercadolivre.hand_over(&conn, &invoice_ask(id, &place.key)).await;
        if place.standing == Standing::Open(()) {
            told.unwrap();
        } else {
            let error = told.unwrap_err();
            assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never), "{error}");
            assert!(error.detail.contains("biller"), "{error}");
        }
        let label = Labels::look(&Mercadolivre, &conn, &id.to_string()).await.unwrap().remove(0);
        seen.insert(kind, (place.standing, label.obstacle));
    }
    let by_hand = (Standing::Closed(Obstacle::ByHand), Some(Obstacle::InvoiceFirst));
    let open = (Standing::Open(()), Some(Obstacle::InvoiceFirst));
    let expected = BTreeMap::from([
        ("cross_docking", by_hand.clone()),
        ("drop_off", open.clone()),
        ("fulfillment", (Standing::Closed(Obstacle::ByChannel), Some(Obstacle::ByChannel))),
        ("self_service", open),
        ("xd_drop_off", by_hand),
    ]);
    assert_eq!(seen, expected);
}
