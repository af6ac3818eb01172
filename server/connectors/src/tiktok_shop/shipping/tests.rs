use super::super::one::composed;
use super::*;
use uuid::Uuid;

fn sent(patch: Value) -> Order {
    sent_in("BR", patch)
}

fn sent_in(region: &str, patch: Value) -> Order {
    let mut sent = json!({
        "status": "AWAITING_SHIPMENT", "shipping_type": "SELLER", "need_upload_invoice": "INVOICE_UPLOADED",
        "packages": [{ "id": "21" }],
        "line_items": [{ "id": "1", "package_id": "21", "package_status": "TO_FULFILL", "product_name": "Livro" }],
    });
    for (name, value) in patch.as_object().unwrap() {
        sent[name] = value.clone();
    }
    composed(&sent, Some(region))
}

fn only(order: &Order) -> Standing<ShipChoices> {
    let mut view = view(order);
    assert_eq!(view.parcels.len(), 1, "{view:?}");
    view.parcels.remove(0).standing
}

#[test]
fn what_is_against_shipping_is_told() {
    let closed = |patch| match only(&sent(patch)) {
        Standing::Closed(obstacle) => obstacle,
        other => panic!("{other:?}"),
    };
    assert!(matches!(only(&sent(json!({}))), Standing::Open(_)));
    assert_eq!(closed(json!({ "need_upload_invoice": "NEED_INVOICE" })), Obstacle::InvoiceFirst);
    assert_eq!(closed(json!({ "is_buyer_request_cancel": true })), Obstacle::InDispute);
    assert_eq!(closed(json!({ "status": "ON_HOLD" })), Obstacle::OnHold);
    assert_eq!(closed(json!({ "status": "UNPAID", "packages": [] })), Obstacle::NotPaid);
    assert_eq!(closed(json!({ "status": "TELEPORTED" })), Obstacle::UnknownState);
    assert_eq!(closed(json!({ "shipping_type": "DRONE" })), Obstacle::UnknownState);
    assert_eq!(closed(json!({ "split_or_combine_tag": "COMBINED" })), Obstacle::ByHand);
    assert!(matches!(only(&sent(json!({ "split_or_combine_tag": "SPLIT" }))), Standing::Open(_)));
    assert_eq!(closed(json!({ "fulfillment_type": "FULFILLMENT_BY_TIKTOK" })), Obstacle::ByChannel);
}

#[test]
fn each_package_stands_for_itself() {
    let order = sent(json!({
        "status": "PARTIALLY_SHIPPING", "packages": [{ "id": "21" }, { "id": "22" }],
        "line_items": [
            { "id": "1", "package_id": "21", "package_status": "PROCESSING", "tracking_number": "AA1", "shipping_provider_name": "Correios" },
            { "id": "2", "package_id": "22", "package_status": "TO_FULFILL", "product_name": "Livro", "seller_sku": "LIV" },
            { "id": "3", "package_id": "22", "package_status": "TO_FULFILL", "product_name": "Livro", "seller_sku": "LIV" },
        ],
    }));
    let view = view(&order);
    let [first, second] = &view.parcels[..] else { panic!("{view:?}") };
    assert!(first.standing.is_done() && matches!(second.standing, Standing::Open(_)), "{view:?}");
    assert_eq!((second.key.as_str(), second.lines.len(), second.lines[0].quantity), ("22", 1, 2));
    let [shipment] = &view.shipments[..] else { panic!("{view:?}") };
    let told = (shipment.key.as_str(), shipment.carrier.as_deref(), shipment.tracking.as_deref());
    assert_eq!(told, ("21", Some("Correios"), Some("AA1")));
    assert_eq!(shipment.parcel.as_deref(), Some("21"));
}

#[test]
fn a_package_that_shipping_made_is_not_offered_again() {
    let line = |tracking: &str| json!([{ "id": "1", "package_id": "21", "package_status": "TO_FULFILL", "tracking_number": tracking }]);
    let of = |region, tracking, shipping: &str| {
        let made = view(&sent_in(region, json!({ "shipping_type": shipping, "line_items": line(tracking) })));
        let shipments =
            made.shipments.iter().map(|shipment| (shipment.parcel.clone(), shipment.tracking.clone()));
        let is_open = matches!(made.parcels[0].standing, Standing::Open(_));
        assert!(is_open || made.parcels[0].standing == Standing::Underway, "{made:?}");
        (is_open, shipments.collect::<Vec<_>>())
    };
    let (key, number) = (|| Some("21".to_owned()), || Some("AA1".to_owned()));
    for region in ["US", "GB", "DE", "JP"] {
        assert_eq!(of(region, "AA1", "SELLER"), (false, vec![(None, number())]), "{region}");
        assert_eq!(of(region, "", "SELLER"), (false, vec![(None, None)]), "{region}");
        assert_eq!(of(region, "", "TIKTOK"), (true, Vec::new()), "{region}");
    }
    assert_eq!(of("BR", "AA1", "SELLER"), (false, vec![(key(), number())]));
    assert_eq!(of("BR", "", "SELLER"), (true, Vec::new()));
    let late = sent(json!({ "status": "AWAITING_COLLECTION", "line_items": line("") }));
    assert_eq!(only(&late), Standing::Underway);
    assert_eq!(view(&late).shipments[0].parcel, None, "nothing says that it was this one");
}

#[test]
fn only_south_east_asia_hands_over_without_a_way() {
    let of = |region| offered(&sent_in(region, json!({})), Vec::new());
    for region in ["ID", "my", "VN"] {
        assert_eq!(of(region), Standing::Open(ShipChoices::default()), "{region}");
    }
    for region in ["BR", "US", "GB"] {
        assert_eq!(of(region), Standing::Closed(Obstacle::TooEarly), "{region}");
    }
}

#[test]
fn a_refusal_about_a_package_closes_it_and_no_other() {
    let of = |kind, advice| settled(Err(ConnectorError::new(kind, advice, "")));
    let by_hand = of(UpstreamKind::Permission, Advice::Never).unwrap();
    assert_eq!(by_hand, Standing::Closed(Obstacle::ByHand));
    let unknown = of(UpstreamKind::Rejected, Advice::Never).unwrap();
    assert_eq!(unknown, Standing::Closed(Obstacle::UnknownState));
    for (kind, advice) in [
        (UpstreamKind::Timeout, Advice::Retry),
        (UpstreamKind::Server, Advice::Retry),
        (UpstreamKind::RateLimit, Advice::Retry),
        (UpstreamKind::Auth, Advice::Reauthorise),
        (UpstreamKind::Permission, Advice::After(answer::LOOKING)),
        (UpstreamKind::Protocol, Advice::Retry),
    ] {
        assert!(of(kind, advice).is_err(), "{kind}");
    }
}

#[test]
fn goods_without_a_package_go_by_the_order() {
    let of = |region: &str, shipping: &str, packages: Value, lines: Value| {
        let patch = json!({ "shipping_type": shipping, "packages": packages, "line_items": lines });
        sent_in(region, patch)
    };
    let bare = |region, shipping| of(region, shipping, json!([]), json!([{ "id": "1" }]));
    let order = bare("US", "SELLER");
    assert_eq!(view(&order).parcels[0].key, order.id);
    assert!(matches!(only(&order), Standing::Open(_)));
    assert_eq!(only(&bare("US", "TIKTOK")), Standing::Closed(Obstacle::ByHand));
    assert_eq!(only(&bare("BR", "SELLER")), Standing::Closed(Obstacle::TooEarly), "it is made soon");
    let shipped = json!({ "id": "1", "package_id": "21", "package_status": "FULFILLING" });
    let half = of("US", "SELLER", json!([{ "id": "21" }]), json!([shipped, { "id": "2" }]));
    let parcels = view(&half).parcels;
    assert!(parcels[0].standing.is_done() && matches!(parcels[1].standing, Standing::Open(_)), "{parcels:?}");
    assert_eq!((parcels[1].key.as_str(), parcels[1].lines[0].key.as_str()), (half.id.as_str(), "2"));
}

#[test]
fn the_ways_to_hand_over_are_those_that_are_free() {
    let read = |sent: &str| handovers(&serde_json::from_str::<Object<Ways<'_>>>(sent).unwrap().0);
    let ways = read(
        r#"{"can_pickup":true,"can_drop_off":"true","pickup_slots":[
            {"start_time":1795600000,"end_time":"1795610000","avaliable":true},
            {"start_time":1795700000,"end_time":1795710000,"avaliable":false},
            {"start_time":"soon","end_time":1795710000},{"start_time":2,"end_time":1},null]}"#,
    );
    let keys: Vec<_> = ways.iter().map(|way| way.key.as_str()).collect();
    assert_eq!(keys, ["DROP_OFF", "PICKUP:1795600000:1795610000"]);
    for odd in ["{}", "[]", "null", r#"{"pickup_slots":{},"can_drop_off":[]}"#] {
        assert!(read(odd).is_empty(), "{odd}");
    }
}

fn ask(parcel: &str) -> ShipAsk {
    ShipAsk {
        order: "57".into(),
        parcel: parcel.into(),
        lines: Vec::new(),
        carrier: None,
        tracking: None,
        link: None,
        handover: None,
        notify: false,
        key: Uuid::nil(),
    }
}

#[test]
fn what_is_sent_fits_how_the_goods_travel() {
    let own = ShipAsk { carrier: Some("66".into()), tracking: Some(" AA1 ".into()), ..ask("21") };
    let told = json!({ "tracking_number": "AA1", "shipping_provider_id": "66" });
    assert_eq!(body(&own).unwrap(), json!({ "self_shipment": told }));
    assert_eq!(body(&ShipAsk { parcel: "57".into(), ..own.clone() }).unwrap(), told, "without a package");
    let by = |handover: &str| body(&ShipAsk { handover: Some(handover.into()), ..ask("21") });
    assert_eq!(by("DROP_OFF").unwrap(), json!({ "handover_method": "DROP_OFF" }));
    let slot = json!({ "start_time": 1_795_600_000, "end_time": 1_795_610_000 });
    assert_eq!(
        by("PICKUP:1795600000:1795610000").unwrap(),
        json!({ "handover_method": "PICKUP", "pickup_slot": slot })
    );
    assert_eq!(body(&ask("21")).unwrap(), json!({}), "where nothing is asked");
    for odd in ["PICKUP", "PICKUP:1", "PICKUP:a:b", "VAN", ""] {
        assert!(by(odd).is_err(), "{odd}");
    }
    for (carrier, tracking) in
        [(Some("66"), None), (None, Some("AA1")), (Some("Correios"), Some("AA1")), (Some("66"), Some(" "))]
    {
        let odd =
            ShipAsk { carrier: carrier.map(Into::into), tracking: tracking.map(Into::into), ..ask("21") };
        assert!(body(&odd).is_err(), "{carrier:?} {tracking:?}");
    }
    let part = vec![connector_kit::ShipLine { key: "1".into(), quantity: 1 }];
    assert!(body(&ShipAsk { lines: part, ..own }).is_err());
}
