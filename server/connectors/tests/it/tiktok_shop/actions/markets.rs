//! What differs from market to market.

use super::*;

/// A shop of a market in which packages come to be by shipping.
async fn american() -> (Running, Conn) {
    let running = Running::with(Platform::TiktokShop, 3).await;
    running.shop.sell_in("US");
    let conn = conn(&running).await;
    (running, conn)
}

const CORREIOS: &str = "7117858858072016686";

#[tokio::test]
async fn goods_without_a_package_go_by_the_order_until_shipping_makes_one() {
    let (running, conn) = american().await;
    let id = made(&running, true);
    let (key, choices) = open(&conn, id).await;
    assert_eq!((key.as_str(), choices.tracking), (id.to_string().as_str(), Wanted::Required));
    running.shop.fault(FaultRule { path: Some("/packages".into()), ..FaultRule::times(Fault::CutBody, 1) });
    let lost = ship(&conn, own(id, &key, CORREIOS)).await.unwrap_err();
    assert_eq!(lost.advice, Advice::Retry, "{lost:?}");
    let view = TiktokShop.shipping().unwrap().look(&conn, &id.to_string()).await.unwrap();
    let [parcel] = &view.parcels[..] else { panic!("{view:?}") };
    assert!(parcel.standing.is_done() && parcel.key != key, "the order's parcel is gone: {view:?}");
    let [shipment] = &view.shipments[..] else { panic!("{view:?}") };
    assert_eq!((shipment.tracking.as_deref(), &shipment.parcel), (Some("AA123456789BR"), &None));
    assert_eq!((&shipment.key, shipment.carrier.as_deref()), (&parcel.key, Some("Correios")));
    assert_eq!(one(&conn, id).await.fulfilment, FulfilmentStatus::Fulfilled);
    let again = refusal(ship(&conn, own(id, &key, CORREIOS)).await);
    assert!(again.starts_with("21011006: These orders are already shipped"), "{again}");
    assert_eq!(running.shop.order(id).unwrap().shipments.len(), 1);
}

#[tokio::test]
async fn a_package_that_was_made_and_does_not_say_so_yet_is_underway() {
    let (running, conn) = american().await;
    let id = made(&running, true);
    ship(&conn, own(id, &id.to_string(), CORREIOS)).await.unwrap();
    let piece = json!({ "id": "1", "package_id": "21", "package_status": "TO_FULFILL" });
    let overlay =
        json!({ "status": "AWAITING_SHIPMENT", "packages": [{ "id": "21" }], "line_items": [piece] });
    let change = sandbox::OrderChange { overlay: Some(overlay), ..Default::default() };
    running.shop.change(id, change).unwrap();
    assert_eq!(parcel(&conn, id).await, ("21".to_owned(), Standing::Underway));
}

#[tokio::test]
async fn that_packages_are_made_by_shipping_is_refused_elsewhere() {
    let (running, conn) = started(3).await;
    let id = ready(&running);
    let detail = refusal(ship(&conn, own(id, &id.to_string(), CORREIOS)).await);
    assert!(detail.starts_with("21008106"), "{detail}");
    assert!(running.shop.order(id).unwrap().shipments.is_empty());
}

#[tokio::test]
async fn labels_for_printers_are_brazils_alone() {
    let (running, _) = started(3).await;
    let mut elsewhere = parts(&running).await;
    elsewhere.config.insert("region".into(), "MX".into());
    let elsewhere = Conn::new(elsewhere);
    let id = made(&running, false);
    running.shop.make_ready_to_label(id).unwrap();
    let (labels, id) = (TiktokShop.labels().unwrap(), id.to_string());
    let key = labels.look(&elsewhere, &id).await.unwrap()[0].key.clone();
    let error = labels.fetch(&elsewhere, &id, &key, LabelFormat::Zpl).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
    assert!(error.detail.contains("PDF"), "{error}");
    assert!(labels.fetch(&elsewhere, &id, &key, LabelFormat::Pdf).await.is_ok());
}

#[tokio::test]
async fn a_combined_package_is_shipped_and_invoiced_by_hand() {
    let (running, conn) = started(3).await;
    let by_hand = || Standing::Closed(Obstacle::ByHand);
    let overlay = || Some(json!({ "split_or_combine_tag": "COMBINED" }));
    let id = running.shop.create(NewOrder { overlay: overlay(), ..NewOrder::default() }).unwrap();
    assert_eq!(place(&conn, id).await.1, by_hand());
    let id = running.shop.create(NewOrder { overlay: overlay(), ..NewOrder::default() }).unwrap();
    running.shop.make_ready_to_ship(id).unwrap();
    assert_eq!(parcel(&conn, id).await.1, Standing::Closed(Obstacle::ByHand));
}
