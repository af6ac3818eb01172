//! Shipments are told to the platform, once.

use super::{Subject, Trouble, bad, good, scenario_list, shops::connected};
use crate::{
    Advice, CarrierChoice, Conn, Parcel, ShipAsk, ShipChoices, ShipLine, Shipping, ShippingView, Standing,
    Wanted,
};
use domain::UpstreamKind;
use uuid::Uuid;

/// As a Brazilian post office writes them.
const TRACKING: &str = "AA123456789BR";

scenario_list! { Shipping:
    "a paid order can be shipped, and then is" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_ship();
        let (parcel, choices) = open(s, &conn, &key).await;
        assert_eq!(parcel.lines.iter().map(|line| line.quantity).sum::<u32>(), 2, "{parcel:?}");
        good(able(s).ship(&conn, &ask(&key, &parcel, &choices)).await, "shipping");
        let after = look(s, &conn, &key).await;
        assert!(after.parcels.iter().all(|parcel| !is_open(parcel)), "{after:?}");
        if choices.tracking != Wanted::Never {
            assert_eq!(shop.tracking(&key), [TRACKING]);
            let tracking = after.shipments.iter().map(|shipment| shipment.tracking.as_deref());
            assert_eq!(tracking.collect::<Vec<_>>(), [Some(TRACKING)], "{after:?}");
            let of = after.shipments.iter().map(|shipment| shipment.parcel.as_deref());
            assert_eq!(of.collect::<Vec<_>>(), [Some(parcel.key.as_str())], "{after:?}");
        }
    },
    "a part of the goods can be shipped where the platform has parts" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_ship();
        let (parcel, choices) = open(s, &conn, &key).await;
        if !choices.by_lines {
            return;
        }
        let one = vec![ShipLine { key: parcel.lines[0].key.clone(), quantity: 1 }];
        let part = ShipAsk { lines: one, ..ask(&key, &parcel, &choices) };
        good(able(s).ship(&conn, &part).await, "shipping a part");
        let (rest, choices) = open(s, &conn, &key).await;
        assert_eq!(rest.lines.iter().map(|line| line.quantity).sum::<u32>(), 1, "{rest:?}");
        let rest = ShipAsk { tracking: Some("BB2".into()), ..ask(&key, &rest, &choices) };
        good(able(s).ship(&conn, &rest).await, "shipping the rest");
        assert_eq!(shop.tracking(&key), [TRACKING, "BB2"]);
        assert_eq!(look(s, &conn, &key).await.shipments.len(), 2);
    },
    "a shipment whose answer is lost is found by looking" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_ship();
        let (parcel, choices) = open(s, &conn, &key).await;
        let ask = ask(&key, &parcel, &choices);
        let before = look(s, &conn, &key).await.shipments.len();
        shop.trouble(Trouble::LostAnswer, None);
        let lost = able(s).ship(&conn, &ask).await;
        shop.calm();
        let lost = bad(lost, "the answer was cut");
        assert_eq!(lost.advice, Advice::Retry, "{lost:?}");
        let after = look(s, &conn, &key).await;
        assert_eq!(shop.tracking(&key).len(), 1, "it arrived");
        let shows = after.shipments.len() > before || !after.parcels.iter().any(is_open);
        assert!(shows, "{after:?}");
    },
    "what is shipped already is not open to be shipped again" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_ship();
        let (parcel, choices) = open(s, &conn, &key).await;
        good(able(s).ship(&conn, &ask(&key, &parcel, &choices)).await, "shipping");
        let again = look(s, &conn, &key).await;
        assert!(again.parcels.iter().all(|parcel| !is_open(parcel)), "{again:?}");
        assert!(again.parcels.iter().any(|parcel| parcel.standing.is_done()), "{again:?}");
    },
    "an order that was cancelled is not to be shipped" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_ship();
        shop.cancel(&key);
        let view = look(s, &conn, &key).await;
        assert!(view.parcels.iter().all(|parcel| matches!(parcel.standing, Standing::Closed(_))), "{view:?}");
    },
    "an order that nobody paid is not to be shipped" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let view = look(s, &conn, &shop.unpaid()).await;
        assert!(view.parcels.iter().all(|parcel| matches!(parcel.standing, Standing::Closed(_))), "{view:?}");
    },
    "an order that the platform does not have cannot be shipped" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 3).await;
        let view = look(s, &conn, "999999999999").await;
        assert_eq!(view, ShippingView::closed(domain::Obstacle::NotFound));
    },
    "a refused credential while shipping asks for another" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_ship();
        let (parcel, choices) = open(s, &conn, &key).await;
        shop.trouble(Trouble::RevokedKey, None);
        let error = bad(able(s).ship(&conn, &ask(&key, &parcel, &choices)).await, "the key was revoked");
        assert_eq!(error.advice, Advice::Reauthorise, "{error:?}");
        assert!(shop.tracking(&key).is_empty());
    },
    "a platform that asks to wait while shipping is asked later" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_ship();
        let (parcel, choices) = open(s, &conn, &key).await;
        shop.trouble(Trouble::TooMany, None);
        let error = bad(able(s).ship(&conn, &ask(&key, &parcel, &choices)).await, "too many requests");
        assert_eq!(error.kind, UpstreamKind::RateLimit, "{error:?}");
    },
}

fn able<'a>(subject: &'a Subject<'_>) -> &'a dyn Shipping {
    match subject.connector.shipping() {
        Some(shipping) => shipping,
        None => panic!("it ships nothing"),
    }
}

async fn look(subject: &Subject<'_>, conn: &Conn, key: &str) -> ShippingView {
    let view = good(able(subject).look(conn, key).await, "the look");
    assert!(!view.parcels.is_empty(), "an order without a parcel");
    view
}

fn is_open(parcel: &Parcel) -> bool {
    matches!(parcel.standing, Standing::Open(_))
}

/// The one parcel that can be shipped.
async fn open(subject: &Subject<'_>, conn: &Conn, key: &str) -> (Parcel, ShipChoices) {
    let view = look(subject, conn, key).await;
    let parcel = view.parcels.iter().find(|parcel| is_open(parcel));
    match parcel.map(|parcel| (parcel, &parcel.standing)) {
        Some((parcel, Standing::Open(choices))) => (parcel.clone(), choices.clone()),
        _ => panic!("nothing can be shipped: {view:?}"),
    }
}

/// All of it, with everything that is asked for.
fn ask(key: &str, parcel: &Parcel, choices: &ShipChoices) -> ShipAsk {
    let wanted = |wanted: Wanted, text: &str| (wanted != Wanted::Never).then(|| text.to_owned());
    ShipAsk {
        order: key.to_owned(),
        parcel: parcel.key.clone(),
        lines: Vec::new(),
        carrier: match &choices.carrier {
            CarrierChoice::Unasked => None,
            CarrierChoice::Named(carrier) => wanted(*carrier, "Correios"),
            CarrierChoice::OneOf(carriers) => carriers.first().map(|carrier| carrier.key.clone()),
        },
        tracking: wanted(choices.tracking, TRACKING),
        link: wanted(choices.link, "https://rastreio.example/AA123456789BR"),
        handover: choices.handovers.first().map(|handover| handover.key.clone()),
        notify: choices.notifies,
        key: Uuid::now_v7(),
    }
}
