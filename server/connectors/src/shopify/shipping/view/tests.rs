use super::*;
use serde_json::json;

fn order(change: Value) -> Value {
    let mut order = json!({
        "cancelledAt": null, "displayFinancialStatus": "PAID", "displayFulfillmentStatus": "UNFULFILLED",
        "fulfillments": [],
    });
    for (name, value) in change.as_object().unwrap() {
        order[name] = value.clone();
    }
    order
}

/// A fulfilment order of two pieces, of which so many are left.
fn part(status: &str, left: u32, change: Value) -> Value {
    let mut part = json!({
        "id": "gid://shopify/FulfillmentOrder/7", "status": status, "requestStatus": "UNSUBMITTED",
        "supportedActions": [{ "action": "HOLD" }, { "action": "CREATE_FULFILLMENT" }],
        "lineItems": {
            "nodes": [{ "id": "gid://shopify/FulfillmentOrderLineItem/9", "remainingQuantity": left, "totalQuantity": 2,
                "lineItem": { "name": "Camiseta - M", "title": "Camiseta", "sku": "CAM-M" } }],
            "pageInfo": { "hasNextPage": false, "endCursor": null },
        },
    });
    for (name, value) in change.as_object().unwrap() {
        part[name] = value.clone();
    }
    part
}

fn standing_of(order: &Value, part: Value) -> Standing<ShipChoices> {
    view(order, &[part]).unwrap().parcels.remove(0).standing
}

fn obstacle(part: Value) -> Option<Obstacle> {
    match standing_of(&order(json!({})), part) {
        Standing::Closed(obstacle) => Some(obstacle),
        _ => None,
    }
}

#[test]
fn an_open_fulfilment_order_is_a_parcel_of_what_is_left() {
    for status in ["OPEN", "IN_PROGRESS"] {
        let view = view(&order(json!({})), &[part(status, 1, json!({}))]).unwrap();
        let Parcel { key, standing: Standing::Open(choices), lines } = &view.parcels[0] else {
            panic!("{view:?}")
        };
        assert_eq!((key.as_str(), choices.by_lines, choices.notifies), ("7", true, true));
        assert_eq!((choices.tracking, choices.link), (Wanted::Optional, Wanted::Optional));
        let expected = ParcelLine {
            key: "9".into(),
            title: "Camiseta - M".into(),
            sku: Some("CAM-M".into()),
            quantity: 1,
        };
        assert_eq!(lines, &[expected]);
    }
}

#[test]
fn what_is_not_to_be_shipped_says_why() {
    let none = json!({ "nodes": [], "pageInfo": { "hasNextPage": false } });
    let no_action = json!({ "supportedActions": [] });
    let given = json!({ "supportedActions": [], "requestStatus": "ACCEPTED" });
    for (part, expected) in [
        (part("ON_HOLD", 2, json!({})), Obstacle::OnHold),
        (part("SCHEDULED", 2, json!({})), Obstacle::TooEarly),
        (part("CANCELLED", 0, json!({})), Obstacle::Cancelled),
        (part("INCOMPLETE", 2, json!({})), Obstacle::ByHand),
        (part("CLOSED", 2, json!({})), Obstacle::UnknownState),
        (part("CLOSED", 0, json!({ "lineItems": none })), Obstacle::NoShipment),
        (part("OPEN", 2, no_action), Obstacle::ByHand),
        (part("IN_PROGRESS", 2, given), Obstacle::ByChannel),
        (part("TELEPORTED", 2, json!({})), Obstacle::UnknownState),
        (part("OPEN", 2, json!({ "status": null })), Obstacle::UnknownState),
        (part("OPEN", 2, json!({ "id": null })), Obstacle::UnknownState),
        (part("OPEN", 2, json!({ "lineItems": null })), Obstacle::UnknownState),
        (part("CLOSED", 0, json!({ "lineItems": { "nodes": [{}] } })), Obstacle::UnknownState),
    ] {
        assert_eq!(obstacle(part.clone()), Some(expected), "{part}");
    }
}

#[test]
fn what_is_sent_is_done_whatever_became_of_the_money() {
    for status in ["CLOSED", "IN_PROGRESS"] {
        let paid = standing_of(&order(json!({})), part(status, 0, json!({})));
        let given_back = order(json!({ "displayFinancialStatus": "REFUNDED" }));
        assert!(paid.is_done() && standing_of(&given_back, part(status, 0, json!({}))).is_done());
    }
}

#[test]
fn what_nobody_paid_is_not_shipped() {
    for (word, expected) in [
        (json!("PENDING"), Obstacle::NotPaid),
        (json!("AUTHORIZED"), Obstacle::NotPaid),
        (json!("REFUNDED"), Obstacle::NotPaid),
        (json!("PAID_IN_SHELLS"), Obstacle::UnknownState),
        (json!(null), Obstacle::UnknownState),
    ] {
        let order = order(json!({ "displayFinancialStatus": word }));
        assert_eq!(standing_of(&order, part("OPEN", 2, json!({}))), Standing::Closed(expected), "{word}");
    }
}

#[test]
fn an_order_without_fulfilment_orders_has_one_closed_parcel() {
    for (word, expected) in [
        ("FULFILLED", Standing::Done),
        ("FULFILLMENT_NOT_REQUIRED", Standing::Closed(Obstacle::NoShipment)),
        ("UNFULFILLED", Standing::Closed(Obstacle::ByHand)),
        ("TELEPORTED", Standing::Closed(Obstacle::UnknownState)),
    ] {
        let view = view(&order(json!({ "displayFulfillmentStatus": word })), &[]).unwrap();
        assert_eq!((view.parcels.len(), &view.parcels[0].standing), (1, &expected), "{word}");
    }
    let cancelled = order(json!({ "cancelledAt": "2026-11-20T10:00:00Z" }));
    let view = view(&cancelled, &[part("OPEN", 2, json!({}))]).unwrap();
    assert_eq!(view, ShippingView::closed(Obstacle::Cancelled));
}

#[test]
fn a_fulfilment_order_of_more_lines_than_are_told_is_shipped_whole() {
    let more = |left: u32| {
        let mut part = part("OPEN", left, json!({}));
        part["lineItems"]["pageInfo"]["hasNextPage"] = json!(true);
        part
    };
    let Standing::Open(choices) = standing_of(&order(json!({})), more(1)) else { panic!("not open") };
    assert!(!choices.by_lines);
    assert_eq!(obstacle(more(0)), Some(Obstacle::UnknownState), "what is left is not told");
}

#[test]
fn fulfilments_that_stand_are_the_shipments_oldest_first() {
    let of = |parcels: &[u32]| {
        let id = |id: &u32| json!({ "id": format!("gid://shopify/FulfillmentOrder/{id}") });
        json!({ "nodes": parcels.iter().map(id).collect::<Vec<_>>() })
    };
    let sent = |id: u32, status: &str, at: &str, tracking: Value| json!({ "id": format!("gid://shopify/Fulfillment/{id}"), "status": status, "createdAt": at, "trackingInfo": tracking, "fulfillmentOrders": of(&[7]) });
    let mut of_two = sent(3, "SUCCESS", "2026-11-22T10:00:00Z", json!([]));
    of_two["fulfillmentOrders"] = of(&[7, 8]);
    let mut of_unknown = sent(4, "OPEN", "2026-11-23T10:00:00Z", json!([]));
    of_unknown["fulfillmentOrders"] = json!(null);
    let order = order(json!({ "fulfillments": [
        of_unknown, of_two,
        sent(2, "CANCELLED", "2026-11-21T10:00:00Z", json!([{ "number": "X" }])),
        sent(1, "SUCCESS", "2026-11-20T10:00:00Z",
            json!([{ "company": "Correios", "number": "A", "url": null }, { "number": "B", "url": "https://b.example" }])),
        {}, null,
    ] }));
    let view = view(&order, &[]).unwrap();
    let first = Shipment {
        key: "1".into(),
        parcel: Some("7".into()),
        carrier: Some("Correios".into()),
        tracking: Some("A, B".into()),
        link: Some("https://b.example".into()),
    };
    let other =
        |key: &str| Shipment { key: key.into(), parcel: None, carrier: None, tracking: None, link: None };
    assert_eq!(view.shipments, [first, other("3"), other("4")]);
}
