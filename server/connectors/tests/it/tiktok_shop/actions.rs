//! What is sent back to TikTok Shop, as far as it is special to it.

mod markets;

use super::{Running, TiktokShop, conn, one, parts, started};
use connector_kit::{
    Advice, CancelAsk, CancelChoices, CarrierChoice, Conn, Connector, ConnectorError, FiscalDocument,
    HandoverHow, InvoiceAsk, ShipAsk, ShipChoices, Standing, Wanted,
};
use domain::{
    CancelReason, FulfilmentStatus, LabelFormat, MoneyBack, Obstacle, OrderStatus, PaymentStatus,
    UpstreamKind,
};
use sandbox::{Fault, FaultRule, NewOrder, Platform, ShopOptions};
use serde_json::json;
use uuid::Uuid;

const FILE: &[u8] = include_bytes!("../../../../connector-kit/fixtures/nfe.xml");

fn made(running: &Running, own_delivery: bool) -> u64 {
    running.shop.create(NewOrder { own_delivery, ..NewOrder::default() }).unwrap()
}

fn ready(running: &Running) -> u64 {
    let id = made(running, true);
    running.shop.make_ready_to_ship(id).unwrap();
    id
}

async fn cancel_look(conn: &Conn, id: u64) -> Standing<CancelChoices> {
    TiktokShop.cancelling().unwrap().look(conn, &id.to_string()).await.unwrap()
}

async fn cancel(conn: &Conn, id: u64, reason: CancelReason) -> Result<(), ConnectorError> {
    let ask = CancelAsk { order: id.to_string(), reason: Some(reason), message: None, key: Uuid::now_v7() };
    TiktokShop.cancelling().unwrap().cancel(conn, &ask).await
}

/// The order's one parcel: its key and how it stands.
async fn parcel(conn: &Conn, id: u64) -> (String, Standing<ShipChoices>) {
    let mut view = TiktokShop.shipping().unwrap().look(conn, &id.to_string()).await.unwrap();
    assert_eq!(view.parcels.len(), 1, "{view:?}");
    let parcel = view.parcels.remove(0);
    (parcel.key, parcel.standing)
}

async fn open(conn: &Conn, id: u64) -> (String, ShipChoices) {
    match parcel(conn, id).await {
        (key, Standing::Open(choices)) => (key, choices),
        other => panic!("{other:?}"),
    }
}

fn own(id: u64, parcel: &str, carrier: &str) -> ShipAsk {
    ShipAsk {
        order: id.to_string(),
        parcel: parcel.to_owned(),
        lines: Vec::new(),
        carrier: Some(carrier.to_owned()),
        tracking: Some("AA123456789BR".into()),
        link: None,
        handover: None,
        notify: false,
        key: Uuid::now_v7(),
    }
}

fn handed_over(id: u64, parcel: &str, handover: &str) -> ShipAsk {
    ShipAsk { carrier: None, tracking: None, handover: Some(handover.into()), ..own(id, parcel, "") }
}

async fn ship(conn: &Conn, ask: ShipAsk) -> Result<(), ConnectorError> {
    TiktokShop.shipping().unwrap().ship(conn, &ask).await
}

/// The key of the order's one place, and how it stands.
async fn place(conn: &Conn, id: u64) -> (String, Standing<()>) {
    let mut places = TiktokShop.invoicing().unwrap().look(conn, &id.to_string()).await.unwrap();
    assert_eq!(places.len(), 1, "{places:?}");
    let place = places.remove(0);
    (place.key, place.standing)
}

async fn hand_over(conn: &Conn, id: u64) -> Result<(), ConnectorError> {
    let document = FiscalDocument::parse(FILE.to_vec()).unwrap();
    let place = place(conn, id).await.0;
    let ask = InvoiceAsk { order: id.to_string(), place, document, key: Uuid::now_v7() };
    TiktokShop.invoicing().unwrap().hand_over(conn, &ask).await
}

fn refusal(result: Result<(), ConnectorError>) -> String {
    let error = result.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never), "{error:?}");
    error.detail
}

#[tokio::test]
async fn a_cancelled_order_is_read_as_such_and_its_money_goes_back() {
    let (running, conn) = started(3).await;
    let id = made(&running, false);
    let Standing::Open(choices) = cancel_look(&conn, id).await else { panic!("not open") };
    let expected = [CancelReason::OutOfStock, CancelReason::Undeliverable, CancelReason::BuyerRequest];
    assert_eq!((choices.reasons.as_slice(), choices.money), (&expected[..], MoneyBack::Channel), "of Brazil");
    cancel(&conn, id, CancelReason::Undeliverable).await.unwrap();
    let reason = running.shop.order(id).unwrap().cancel_reason;
    assert_eq!(reason.as_deref(), Some("seller_cancel_paid_reason_address_not_deliver"));
    let order = one(&conn, id).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Refunded));
    assert_eq!(cancel_look(&conn, id).await, Standing::Done);
    assert_eq!(parcel(&conn, id).await.1, Standing::Closed(Obstacle::Cancelled));
}

#[tokio::test]
async fn an_order_that_nobody_paid_has_other_reasons_and_no_money() {
    let (running, conn) = started(3).await;
    let new = NewOrder { status: Some("pending".into()), ..NewOrder::default() };
    let id = running.shop.create(new).unwrap();
    let Standing::Open(choices) = cancel_look(&conn, id).await else { panic!("not open") };
    assert!(choices.reasons.contains(&CancelReason::Unpaid) && choices.money == MoneyBack::Nobody);
    cancel(&conn, id, CancelReason::Unpaid).await.unwrap();
    assert_eq!(one(&conn, id).await.status, OrderStatus::Cancelled);
}

#[tokio::test]
async fn what_the_platform_refuses_comes_with_its_words() {
    let (running, conn) = started(3).await;
    let id = made(&running, false);
    let other = refusal(cancel(&conn, id, CancelReason::WrongPrice).await);
    assert!(!other.contains("2500"), "not asked for: Brazil does not take it once it is paid: {other}");
    // The market is another than was thought.
    let mut elsewhere = parts(&running).await;
    elsewhere.config.insert("region".into(), "US".into());
    let elsewhere = Conn::new(elsewhere);
    let detail = refusal(cancel(&elsewhere, id, CancelReason::WrongPrice).await);
    assert!(detail.starts_with("25001021: Reason not match"), "{detail}");
    assert!(running.shop.order(id).unwrap().cancelled.is_none());
    running.shop.make_ready_to_label(id).unwrap();
    assert_eq!(cancel_look(&conn, id).await, Standing::Closed(Obstacle::Shipped));
    let detail = refusal(cancel(&conn, id, CancelReason::OutOfStock).await);
    assert!(detail.starts_with("25001045: The order has already been shipped"), "{detail}");
}

#[tokio::test]
async fn a_cancellation_counts_before_the_order_shows_it() {
    let (running, conn) = started(3).await;
    let id = made(&running, false);
    let rule = FaultRule::times(Fault::CutBody, 1);
    running.shop.fault(FaultRule { path: Some("/cancellations".into()), ..rule });
    let lost = cancel(&conn, id, CancelReason::OutOfStock).await.unwrap_err();
    assert_eq!(lost.advice, Advice::Retry, "{lost:?}");
    assert!(running.shop.order(id).unwrap().cancelled.is_some(), "the act itself was not lost");
    let change = sandbox::OrderChange {
        overlay: Some(json!({ "status": "AWAITING_SHIPMENT" })),
        ..Default::default()
    };
    running.shop.change(id, change).unwrap();
    assert_eq!(cancel_look(&conn, id).await, Standing::Underway);
}

#[tokio::test]
async fn the_merchants_own_shipment_has_a_carrier_of_the_platforms_list() {
    let (running, conn) = started(3).await;
    let id = made(&running, true);
    assert_eq!(parcel(&conn, id).await.1, Standing::Closed(Obstacle::InvoiceFirst));
    let id = ready(&running);
    let (key, choices) = open(&conn, id).await;
    let CarrierChoice::OneOf(carriers) = &choices.carrier else { panic!("{choices:?}") };
    let names: Vec<_> = carriers.iter().map(|carrier| carrier.name.as_str()).collect();
    assert_eq!(
        (names.as_slice(), choices.tracking),
        (&["Correios", "Jadlog", "Loggi"][..], Wanted::Required)
    );
    let detail = refusal(ship(&conn, own(id, &key, "7117858858072016699")).await);
    assert!(detail.starts_with("21011022: Invalid tracking number or provider ID"), "{detail}");
    ship(&conn, own(id, &key, &carriers[1].key)).await.unwrap();
    let view = TiktokShop.shipping().unwrap().look(&conn, &id.to_string()).await.unwrap();
    assert_eq!(view.shipments[0].carrier.as_deref(), Some("Jadlog"));
    assert_eq!(one(&conn, id).await.fulfilment, FulfilmentStatus::Fulfilled);
    let detail = refusal(ship(&conn, own(id, &key, &carriers[1].key)).await);
    assert!(detail.starts_with("21008099: Package has been shipped"), "{detail}");
    let labels = TiktokShop.labels().unwrap().look(&conn, &id.to_string()).await.unwrap();
    assert_eq!(labels[0].obstacle, Some(Obstacle::NoShipment), "the merchant's carrier has one");
}

#[tokio::test]
async fn carriers_are_found_by_the_warehouse_where_the_order_names_no_option() {
    let mut options = ShopOptions::new(Platform::TiktokShop, "loja");
    options.scopes.push("seller.logistics".into());
    let running = Running::start(options).await;
    let conn = conn(&running).await;
    for overlay in
        [json!({ "delivery_option_id": null }), json!({ "delivery_option_id": null, "warehouse_id": null })]
    {
        let new = NewOrder { own_delivery: true, overlay: Some(overlay), ..NewOrder::default() };
        let id = running.shop.create(new).unwrap();
        running.shop.make_ready_to_ship(id).unwrap();
        let (_, choices) = open(&conn, id).await;
        assert!(matches!(choices.carrier, CarrierChoice::OneOf(carriers) if carriers.len() == 3));
    }
}

#[tokio::test]
async fn without_the_scope_for_warehouses_what_names_no_option_is_shipped_by_hand() {
    let asked: Vec<_> = TiktokShop.oauth().unwrap().scopes().to_vec();
    assert_eq!(ShopOptions::new(Platform::TiktokShop, "loja").scopes, asked, "what the consent asks for");
    let (running, conn) = started(3).await;
    let overlay = Some(json!({ "delivery_option_id": null }));
    let id = running.shop.create(NewOrder { own_delivery: true, overlay, ..NewOrder::default() }).unwrap();
    running.shop.make_ready_to_ship(id).unwrap();
    assert_eq!(parcel(&conn, id).await.1, Standing::Closed(Obstacle::ByHand));
}

#[tokio::test]
async fn ways_of_handing_over_that_cannot_be_read_now_are_asked_for_again() {
    let (running, conn) = started(3).await;
    let id = made(&running, false);
    hand_over(&conn, id).await.unwrap();
    for fault in [Fault::CutBody, Fault::ServerError, Fault::TooManyRequests { retry_after: None }] {
        running.shop.clear_faults();
        running.shop.fault(FaultRule { path: Some("time_slots".into()), ..FaultRule::always(fault) });
        let error = TiktokShop.shipping().unwrap().look(&conn, &id.to_string()).await.unwrap_err();
        assert_eq!(error.advice, Advice::Retry, "{error:?}");
    }
}

#[tokio::test]
async fn what_the_platform_carries_is_handed_over_and_then_has_a_label() {
    let (running, conn) = started(3).await;
    let id = made(&running, false);
    assert_eq!(parcel(&conn, id).await.1, Standing::Closed(Obstacle::InvoiceFirst));
    hand_over(&conn, id).await.unwrap();
    let (key, choices) = open(&conn, id).await;
    assert_eq!((choices.tracking, &choices.carrier), (Wanted::Never, &CarrierChoice::Unasked));
    let [drop_off, first, ..] = &choices.handovers[..] else { panic!("{choices:?}") };
    assert!(
        choices.handovers.len() == 4 && drop_off.how == HandoverHow::DropOff,
        "the full slot is left out"
    );
    assert!(matches!(first.how, HandoverHow::Pickup { from, until } if from < until));
    let early = ship(&conn, handed_over(id, &key, &first.key)).await.unwrap_err();
    assert!(matches!(early.advice, Advice::After(_)) && early.detail.starts_with("21004020"), "{early:?}");
    running.shop.judge_invoices(id, true).unwrap();
    let labels = TiktokShop.labels().unwrap();
    let places = labels.look(&conn, &id.to_string()).await.unwrap();
    assert_eq!(places[0].obstacle, Some(Obstacle::TooEarly));
    let early = labels.fetch(&conn, &id.to_string(), &key, LabelFormat::Pdf).await.unwrap_err();
    assert!(early.advice == Advice::Never && early.detail.starts_with("21042104"), "{early:?}");
    let detail = refusal(ship(&conn, handed_over(id, &key, "PICKUP:1:2")).await);
    assert!(detail.starts_with("21011053"), "{detail}");
    ship(&conn, handed_over(id, &key, &first.key)).await.unwrap();
    assert_eq!(parcel(&conn, id).await.1, Standing::Done);
    let places = labels.look(&conn, &id.to_string()).await.unwrap();
    assert!(places[0].obstacle.is_none() && places[0].tracking.is_some(), "{places:?}");
    let order = one(&conn, id).await;
    assert_eq!(
        (order.channel_status.as_str(), order.fulfilment),
        ("AWAITING_COLLECTION", FulfilmentStatus::Unfulfilled)
    );
}

#[tokio::test]
async fn a_document_that_is_there_is_not_taken_twice_and_a_bad_one_is_asked_for_again() {
    let (running, conn) = started(3).await;
    let id = made(&running, false);
    let key = place(&conn, id).await.0;
    hand_over(&conn, id).await.unwrap();
    assert_eq!(place(&conn, id).await, (key, Standing::Done));
    let again = hand_over(&conn, id).await.unwrap_err();
    assert!(matches!(again.advice, Advice::After(_)) && again.detail.starts_with("10007014"), "{again:?}");
    assert_eq!(running.shop.order(id).unwrap().invoices.len(), 1);
    running.shop.judge_invoices(id, false).unwrap();
    assert_eq!(place(&conn, id).await.1, Standing::Open(()));
    hand_over(&conn, id).await.unwrap();
    assert_eq!(running.shop.order(id).unwrap().invoices.len(), 2);
}

#[tokio::test]
async fn documents_are_brazils_alone() {
    let (running, _) = started(3).await;
    let mut elsewhere = parts(&running).await;
    elsewhere.config.insert("region".into(), "MX".into());
    let id = made(&running, false);
    assert_eq!(place(&Conn::new(elsewhere), id).await.1, Standing::Closed(Obstacle::ByHand));
}

#[tokio::test]
async fn a_key_that_is_no_id_asks_nothing() {
    let (running, conn) = started(3).await;
    running.shop.reset_counters();
    for key in ["", "abc", "1/../2", "1,2", "-1", "0f8fad5b-d9cb-469f-a165-70867728950e"] {
        let closed = Standing::Closed(Obstacle::NotFound);
        assert_eq!(TiktokShop.cancelling().unwrap().look(&conn, key).await.unwrap(), closed, "{key}");
        let view = TiktokShop.shipping().unwrap().look(&conn, key).await.unwrap();
        assert_eq!(view, connector_kit::ShippingView::closed(Obstacle::NotFound));
        let places = TiktokShop.invoicing().unwrap().look(&conn, key).await.unwrap();
        assert_eq!(places[0].standing, Standing::Closed(Obstacle::NotFound));
        let places = TiktokShop.labels().unwrap().look(&conn, key).await.unwrap();
        assert_eq!(places[0].obstacle, Some(Obstacle::NotFound));
        let label = TiktokShop.labels().unwrap().fetch(&conn, key, key, LabelFormat::Pdf).await;
        assert_eq!(label.unwrap_err().kind, UpstreamKind::NotFound);
        assert_eq!(ship(&conn, own(1, key, "1")).await.unwrap_err().kind, UpstreamKind::NotFound);
    }
    assert_eq!(running.shop.counters().requests, 0);
}

#[tokio::test]
async fn without_the_scopes_acts_are_refused_and_the_connection_stands() {
    let scopes = vec!["seller.authorization.info".into(), "seller.order.info".into()];
    let running =
        Running::start(ShopOptions { scopes, ..ShopOptions::new(Platform::TiktokShop, "loja") }).await;
    let conn = conn(&running).await;
    let id = ready(&running);
    let missing = |error: ConnectorError| {
        assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never), "{error:?}");
    };
    let key = id.to_string();
    missing(TiktokShop.cancelling().unwrap().look(&conn, &key).await.unwrap_err());
    assert_eq!(parcel(&conn, id).await.1, Standing::Closed(Obstacle::ByHand));
    missing(ship(&conn, own(id, &parcel(&conn, id).await.0, "1")).await.unwrap_err());
    let document = made(&running, false);
    missing(hand_over(&conn, document).await.unwrap_err());
    missing(cancel(&conn, id, CancelReason::OutOfStock).await.unwrap_err());
}

#[tokio::test]
async fn what_the_labels_host_says_is_not_taken_for_the_label_or_for_the_platforms_word() {
    let (running, conn) = started(3).await;
    let id = made(&running, false);
    running.shop.make_ready_to_label(id).unwrap();
    let labels = TiktokShop.labels().unwrap();
    let key = labels.look(&conn, &id.to_string()).await.unwrap()[0].key.clone();
    for fault in [
        Fault::HtmlPage { status: 200 },
        Fault::HtmlPage { status: 401 },
        Fault::HtmlPage { status: 403 },
        Fault::HtmlPage { status: 503 },
        Fault::CutBody,
    ] {
        running.shop.clear_faults();
        running.shop.fault(FaultRule { path: Some("/wsos_v2/".into()), ..FaultRule::always(fault.clone()) });
        let error = labels.fetch(&conn, &id.to_string(), &key, LabelFormat::Zpl).await.unwrap_err();
        assert_eq!(error.advice, Advice::Retry, "{fault:?} {error:?}");
    }
    running.shop.clear_faults();
    assert!(labels.fetch(&conn, &id.to_string(), &key, LabelFormat::Zpl).await.unwrap().starts_with(b"^XA"));
}
