//! Writes whose answer is lost, or whose effect shows later.

use super::{
    KEY, hand_over, hand_over_with, hurried, open_parcels, open_places, order, parcels, places, running,
    ship, view,
};
use connector_kit::{Advice, ConnectorError, Standing};
use domain::UpstreamKind;
use sandbox::{Fault, FaultRule, OrderChange};
use serde_json::json;

const OTHER: &str = "35261111222333000181550010000012351123456789";

#[tokio::test]
async fn a_write_whose_answer_is_lost_or_makes_no_sense_is_found_by_looking() {
    let running = running(0).await;
    let (conn, shop) = (hurried(&running), &running.shop);
    for fault in [Fault::CutBody, Fault::MalformedJson] {
        let id = order(shop, &[2]);
        let key = shop.order_key(id);
        let place = parcels(&conn, &key).await.remove(0).key;
        // The document's list is read first, under the same path.
        shop.fault(FaultRule {
            path: Some("/invoices".into()),
            skip: 1,
            ..FaultRule::times(fault.clone(), 1)
        });
        let error = hand_over(&conn, &key, &place).await.unwrap_err();
        assert_eq!(error.advice, Advice::Retry, "{fault:?} {error:?}");
        shop.clear_faults();
        assert_eq!(places(&conn, &key).await[0].standing, Standing::Underway, "{fault:?}");
        shop.judge_invoices(id, true).unwrap();
        shop.fault(FaultRule { path: Some("/shippings".into()), ..FaultRule::always(fault.clone()) });
        let error = ship(&conn, &key, &place, "AA1").await.unwrap_err();
        assert_eq!(error.advice, Advice::Retry, "{fault:?} {error:?}");
        shop.clear_faults();
        assert_eq!(parcels(&conn, &key).await[0].standing, Standing::Done, "{fault:?}");
    }
    for fault in [Fault::ErrorWith200, Fault::HtmlPage { status: 200 }, Fault::ServerError] {
        let id = order(shop, &[2]);
        let key = shop.order_key(id);
        shop.make_ready_to_ship(id).unwrap();
        let parcel = parcels(&conn, &key).await.remove(0).key;
        shop.fault(FaultRule { path: Some("/shippings".into()), ..FaultRule::always(fault.clone()) });
        let error = ship(&conn, &key, &parcel, "AA1").await.unwrap_err();
        assert_eq!(error.advice, Advice::Retry, "{fault:?} {error:?}");
        shop.clear_faults();
        assert_eq!(open_parcels(&parcels(&conn, &key).await), [true], "{fault:?}");
    }
}

#[tokio::test]
async fn a_delivery_whose_status_is_late_is_underway() {
    let running = running(0).await;
    let (conn, shop) = (hurried(&running), &running.shop);
    let id = order(shop, &[2]);
    let key = shop.order_key(id);
    shop.make_ready_to_ship(id).unwrap();
    let parcel = parcels(&conn, &key).await.remove(0).key;
    shop.delay_statuses(2);
    ship(&conn, &key, &parcel, "AA1").await.unwrap();
    let found = view(&conn, &key).await;
    assert_eq!((&found.parcels[0].standing, found.parcels[0].lines.len()), (&Standing::Underway, 0));
    let [shipment] = &found.shipments[..] else { panic!("{found:?}") };
    assert_eq!((shipment.tracking.as_deref(), &shipment.parcel), (Some("AA1"), &Some(parcel)));
    assert_eq!(view(&conn, &key).await, found);
    assert_eq!(parcels(&conn, &key).await[0].standing, Standing::Done);
}

#[tokio::test]
async fn a_repeated_write_whose_first_does_not_show_yet_is_no_refusal() {
    let running = running(0).await;
    let (conn, shop) = (hurried(&running), &running.shop);
    shop.delay_writes(3);
    let lost = || shop.fault(FaultRule::on_writes(Fault::CutBody));
    let is_to_be_looked_for = |error: ConnectorError, words: &str| {
        assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Retry), "{error}");
        assert!(error.detail.contains(words), "{error}");
    };
    let id = order(shop, &[2]);
    let key = shop.order_key(id);
    let place = places(&conn, &key).await.remove(0).key;
    lost();
    assert_eq!(hand_over(&conn, &key, &place).await.unwrap_err().advice, Advice::Retry);
    shop.clear_faults();
    assert_eq!(open_places(&places(&conn, &key).await), [true]);
    is_to_be_looked_for(hand_over(&conn, &key, &place).await.unwrap_err(), "already sent");
    assert_eq!(open_places(&places(&conn, &key).await), [true]);
    let found = places(&conn, &key).await.remove(0);
    assert_eq!((found.standing, found.access_key.as_deref()), (Standing::Underway, Some(KEY)));
    shop.judge_invoices(id, true).unwrap();

    lost();
    assert_eq!(ship(&conn, &key, &place, "AA1").await.unwrap_err().advice, Advice::Retry);
    shop.clear_faults();
    assert_eq!(open_parcels(&parcels(&conn, &key).await), [true]);
    is_to_be_looked_for(ship(&conn, &key, &place, "AA1").await.unwrap_err(), "already shipped");
    assert_eq!(open_parcels(&parcels(&conn, &key).await), [true]);
    assert_eq!(parcels(&conn, &key).await[0].standing, Standing::Done);
    let order = shop.order(id).unwrap();
    assert_eq!((order.invoices.len(), order.shipments.len()), (1, 1));
}

#[tokio::test]
async fn what_was_against_a_document_is_not_told_of_the_one_that_corrects_it() {
    let running = running(0).await;
    let (conn, shop) = (hurried(&running), &running.shop);
    for _ in 0..6 {
        let id = order(shop, &[2]);
        let key = shop.order_key(id);
        let place = places(&conn, &key).await.remove(0).key;
        hand_over(&conn, &key, &place).await.unwrap();
        shop.judge_invoices(id, false).unwrap();
        shop.delay_writes(2);
        hand_over_with(&conn, &key, &place, OTHER).await.unwrap();
        let found = places(&conn, &key).await.remove(0);
        assert_eq!((found.standing, found.problem.as_deref()), (Standing::Open(()), Some("invalid")));
        assert_eq!(found.access_key.as_deref(), Some(KEY), "the one that is invalid");
        // Also where the delivery has moved on by then.
        let overlay = json!({ "deliveries": [{ "id": place, "status": "invoiced", "invoices": [{ "key": KEY, "status": "invalid" }] }] });
        shop.change(id, OrderChange { overlay: Some(overlay), ..OrderChange::default() }).unwrap();
        let found = places(&conn, &key).await.remove(0);
        assert_eq!((found.standing, found.access_key, found.problem), (Standing::Done, None, None));
        shop.change(id, OrderChange { overlay: Some(json!({})), ..OrderChange::default() }).unwrap();
        let found = places(&conn, &key).await.remove(0);
        assert_eq!((found.standing, found.access_key.as_deref()), (Standing::Underway, Some(OTHER)));
        shop.delay_writes(0);
    }
}
