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
    assert_eq!(view.shipments.iter().map(|shipment| shipment.key.as_str()).collect::<Vec<_>>(), ["8"]);

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
