use super::*;
use crate::woocommerce::one::Line;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

fn fulfilment(id: u64, is_fulfilled: bool, pieces: u32) -> Fulfilment {
    Fulfilment {
        id,
        is_fulfilled,
        items: vec![(1, Decimal::from(pieces))],
        key: None,
        carrier: None,
        tracking: None,
        link: None,
    }
}

fn seen(stage: Stage, fulfilments: Option<Vec<Fulfilment>>) -> Seen {
    let lines = vec![Line { id: 1, title: "Camiseta".into(), sku: None, quantity: Decimal::from(3) }];
    let left = Left::of(&lines, &BTreeMap::new(), fulfilments.as_deref().unwrap_or_default());
    let order = One {
        id: 7,
        stage,
        status: "x".into(),
        is_paid: true,
        lines: Some(lines),
        has_refunds: false,
        has_left: false,
        has_fulfilments: false,
        was_completed: false,
        stays: None,
        told: None,
    };
    Seen { order, left, fulfilments }
}

fn standings(seen: &Seen) -> Vec<(String, Standing<()>)> {
    let standing = |parcel: Parcel| {
        let standing = match parcel.standing {
            Standing::Open(_) => Standing::Open(()),
            Standing::Underway => Standing::Underway,
            Standing::Done => Standing::Done,
            Standing::Closed(obstacle) => Standing::Closed(obstacle),
        };
        (parcel.key, standing)
    };
    seen.view().parcels.into_iter().map(standing).collect()
}

#[test]
fn only_an_order_that_is_worked_on_is_to_be_shipped() {
    for (stage, obstacle) in [
        (Stage::Draft, Obstacle::TooEarly),
        (Stage::Unpaid, Obstacle::NotPaid),
        (Stage::OnHold, Obstacle::OnHold),
        (Stage::Cancelled, Obstacle::Cancelled),
        (Stage::Binned, Obstacle::Cancelled),
        (Stage::Refunded, Obstacle::TooLate),
        (Stage::Unknown, Obstacle::UnknownState),
    ] {
        for fulfilments in [None, Some(vec![fulfilment(1, true, 1)])] {
            let closed = ("7".to_owned(), Standing::Closed(obstacle));
            assert_eq!(standings(&seen(stage, fulfilments)), [closed], "{stage:?}");
        }
    }
    assert_eq!(standings(&seen(Stage::Shipped, None)), [("7".to_owned(), Standing::Done)]);
    assert_eq!(standings(&seen(Stage::ToShip, None)), [("7".to_owned(), Standing::Open(()))]);
}

#[test]
fn drafts_are_packed_by_hand_and_hold_what_is_in_them() {
    let some = seen(Stage::ToShip, Some(vec![fulfilment(8, true, 1), fulfilment(9, false, 1)]));
    let by_hand = ("draft-9".to_owned(), Standing::Closed(Obstacle::ByHand));
    assert_eq!(standings(&some), [("7".to_owned(), Standing::Open(())), by_hand.clone()]);
    let view = some.view();
    assert_eq!(view.parcels.iter().map(|parcel| parcel.lines[0].quantity).collect::<Vec<_>>(), [1, 1]);
    let shipments = view.shipments.iter().map(|shipment| (&*shipment.key, shipment.parcel.as_deref()));
    assert_eq!(shipments.collect::<Vec<_>>(), [("8", Some("7"))]);

    let all = seen(Stage::ToShip, Some(vec![fulfilment(9, false, 3)]));
    assert_eq!(standings(&all), [by_hand]);
}

#[test]
fn an_order_of_which_all_has_left_is_done_and_one_without_goods_is_none_to_ship() {
    let all = seen(Stage::ToShip, Some(vec![fulfilment(8, true, 3)]));
    assert_eq!(standings(&all), [("7".to_owned(), Standing::Done)]);
    let mut empty = seen(Stage::ToShip, None);
    empty.left = Left::default();
    assert_eq!(standings(&empty), [("7".to_owned(), Standing::Closed(Obstacle::NoShipment))]);
}

#[test]
fn parts_are_shipped_where_there_are_fulfilments() {
    assert!(seen(Stage::ToShip, Some(Vec::new())).choices().by_lines);
    assert!(!seen(Stage::ToShip, None).choices().by_lines);
}

fn ours(id: u64, pieces: u32) -> Fulfilment {
    Fulfilment { key: Some(format!("k{id}")), tracking: Some("AA1BR".into()), ..fulfilment(id, true, pieces) }
}

#[test]
fn an_order_that_was_not_completed_after_our_last_shipment_shows_as_before_it() {
    let half = seen(Stage::ToShip, Some(vec![fulfilment(8, true, 1), ours(9, 2)]));
    let view = half.view();
    let [Parcel { standing: Standing::Open(_), lines, .. }] = &view.parcels[..] else { panic!("{view:?}") };
    assert_eq!(lines.iter().map(|line| line.quantity).collect::<Vec<_>>(), [2]);
    assert_eq!(view.shipments.iter().map(|shipment| shipment.key.as_str()).collect::<Vec<_>>(), ["8"]);

    let whole = || seen(Stage::ToShip, Some(vec![ours(9, 3)]));
    assert!(whole().half_done().is_some());
    let set_back = Seen { order: One { was_completed: true, ..whole().order }, ..whole() };
    let stays = Seen { order: One { stays: Some("k9".into()), ..whole().order }, ..whole() };
    let others = seen(Stage::ToShip, Some(vec![ours(8, 1), fulfilment(9, true, 2)]));
    for over in [set_back, stays, others] {
        assert_eq!(standings(&over), [("7".to_owned(), Standing::Done)]);
        assert_eq!(over.view().shipments.len(), over.fulfilments.unwrap().len());
    }
    let packed = seen(Stage::ToShip, Some(vec![fulfilment(8, false, 1), ours(9, 2)]));
    assert!(packed.half_done().is_none() && packed.view().shipments.len() == 1);
    let part = seen(Stage::ToShip, Some(vec![ours(9, 1)]));
    assert!(part.half_done().is_none() && part.view().shipments.len() == 1);
    assert!(seen(Stage::Shipped, Some(vec![ours(9, 3)])).half_done().is_none());
}

#[test]
fn an_ask_that_adds_nothing_to_a_shipment_is_the_same() {
    let ask = |carrier: Option<&str>, tracking: Option<&str>| ShipAsk {
        order: "7".into(),
        parcel: "7".into(),
        lines: Vec::new(),
        carrier: carrier.map(Into::into),
        tracking: tracking.map(Into::into),
        link: None,
        handover: None,
        notify: false,
        key: uuid::Uuid::nil(),
    };
    let told = Fulfilment { carrier: Some("Correios".into()), ..ours(9, 3) };
    assert!(says_the_same(&ask(None, None), &told));
    assert!(says_the_same(&ask(Some("CORREIOS"), Some("aa 1br")), &told));
    assert!(!says_the_same(&ask(None, Some("BB2")), &told));
    assert!(!says_the_same(&ask(None, Some("AA1BR")), &fulfilment(9, true, 3)));
}

#[test]
fn what_was_half_done_is_not_told_as_not_begun() {
    for kind in [UpstreamKind::RateLimit, UpstreamKind::Dns, UpstreamKind::Tls, UpstreamKind::BlockedAddress]
    {
        let pause = Advice::After(std::time::Duration::from_secs(9));
        let error = in_the_middle(ConnectorError::new(kind, pause, "x"));
        assert_eq!((error.kind, error.advice), (UpstreamKind::Server, pause));
    }
    assert_eq!(
        in_the_middle(ConnectorError::new(UpstreamKind::Auth, Advice::Retry, "x")).kind,
        UpstreamKind::Auth
    );
}
