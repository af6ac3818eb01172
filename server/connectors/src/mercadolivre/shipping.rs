//! Telling that goods left. Only where the seller ships them himself: what goes by the platform's carriers,
//! these tell. The parcel is the shipment; in a pack, all of its orders are shipped with it.

use super::{
    answer,
    delivery::{self, Delivery, Mode, Phase},
    sale::{self, Sale},
    session,
};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{
    Advice, CarrierChoice, Conn, ConnectorError, Method, Parcel, ParcelLine, ShipAsk, ShipChoices, Shipment,
    ShippingView, Standing, Wanted,
    lenient::{Items, Object, Text},
};
use domain::{Obstacle, UpstreamKind};
use futures::future::try_join_all;
use serde::Deserialize;
use serde_json::{Value, json};

/// The service that a tracking number is told for, by site.
const SERVICES: [(&str, u32); 7] = [
    ("MLB", 11),
    ("MLA", 154),
    ("MLM", 231_876),
    ("MLC", 282_578),
    ("MCO", 282_579),
    ("MLU", 282_604),
    ("MPE", 361_180),
];

/// Orders of a pack that are looked at beside the sale; carts are small.
const MOST_BESIDE: usize = 30;

fn service(site: &str) -> Option<u32> {
    SERVICES.iter().find(|(known, _)| *known == site).map(|(_, service)| *service)
}

pub(super) async fn look(conn: &Conn, order: &str) -> Result<ShippingView, ConnectorError> {
    let Some(sale) = sale::read(conn, order).await? else {
        return Ok(ShippingView::closed(Obstacle::NotFound));
    };
    if let Some(obstacle) = sale.obstacle() {
        return Ok(ShippingView::closed(obstacle));
    }
    let Some(delivery) = delivery::of_sale(conn, &sale).await? else {
        // One that is named and not shown will be.
        let is_to_come = sale.is_partial || sale.shipment.is_some();
        return Ok(ShippingView::closed(if is_to_come { Obstacle::TooEarly } else { Obstacle::NoShipment }));
    };
    let mut view = view(&sale, delivery);
    for parcel in view.parcels.iter_mut().filter(|parcel| matches!(parcel.standing, Standing::Open(_))) {
        match beside(&sale, others(conn, &sale).await?) {
            Ok(lines) => parcel.lines.extend(lines),
            Err(obstacle) => parcel.standing = Standing::Closed(obstacle),
        }
    }
    Ok(view)
}

fn view(sale: &Sale, delivery: Delivery) -> ShippingView {
    let standing = standing(&sale.site, &delivery);
    let lines = if standing.is_done() { Vec::new() } else { sale.lines.clone() };
    let shipments = if standing.is_done() {
        vec![Shipment {
            key: delivery.id.clone(),
            parcel: Some(delivery.id.clone()),
            carrier: delivery.carrier,
            tracking: delivery.tracking,
            link: delivery.link,
        }]
    } else {
        Vec::new()
    };
    ShippingView { parcels: vec![Parcel { key: delivery.id, standing, lines }], shipments }
}

fn standing(site: &str, delivery: &Delivery) -> Standing<ShipChoices> {
    let choices = |link| ShipChoices {
        tracking: Wanted::Optional,
        link,
        carrier: CarrierChoice::Unasked,
        ..ShipChoices::default()
    };
    Standing::Closed(match (delivery.phase, delivery.mode) {
        (Phase::Gone, _) => return Standing::Done,
        (Phase::Cancelled, _) => Obstacle::Cancelled,
        (Phase::Unknown, _) | (_, Mode::Unknown) => Obstacle::UnknownState,
        (_, Mode::Me2) => Obstacle::ByChannel,
        (_, Mode::Agreed) => Obstacle::NoShipment,
        _ if delivery.wants_invoice => Obstacle::InvoiceFirst,
        // A site whose service is not known: only its own pages can tell it.
        (_, Mode::Me1) if service(site).is_none() => Obstacle::ByHand,
        (_, Mode::Me1) => return Standing::Open(choices(Wanted::Optional)),
        (_, Mode::Custom) => return Standing::Open(choices(Wanted::Never)),
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Pack<'a> {
    #[serde(borrow)]
    orders: Items<Object<Pointer<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Pointer<'a> {
    #[serde(borrow)]
    id: Text<'a>,
}

/// The account's other orders of the pack. None where the pack is not shown.
async fn others(conn: &Conn, sale: &Sale) -> Result<Vec<Sale>, ConnectorError> {
    let Some(pack) = &sale.pack else { return Ok(Vec::new()) };
    let reply = session::get(conn, &format!("/packs/{pack}"), &[]).await?;
    if matches!(reply.status, 204 | 403 | 404) {
        return Ok(Vec::new());
    }
    let Object(pack): Object<Pack<'_>> = answer::json(conn, &reply)?;
    let ids = pack.orders.list.iter().filter_map(|order| order.0.id.as_str());
    let ids = ids.filter(|id| *id != sale.id).take(MOST_BESIDE);
    let others = try_join_all(ids.map(|id| async move {
        match sale::read(conn, id).await {
            // Another seller's: it goes its own way.
            Err(error) if error.kind == UpstreamKind::Permission && error.advice == Advice::Never => Ok(None),
            other => other,
        }
    }));
    Ok(others.await?.into_iter().flatten().collect())
}

/// The goods of other orders that go with the sale's.
///
/// # Errors
/// What is against sending one of them: the shipment cannot leave without it. What is cancelled stays behind.
fn beside(sale: &Sale, others: Vec<Sale>) -> Result<Vec<ParcelLine>, Obstacle> {
    let mut lines = Vec::new();
    for other in others.into_iter().filter(|other| other.is_partial || other.shipment == sale.shipment) {
        match other.obstacle() {
            Some(Obstacle::Cancelled) => {}
            Some(obstacle) => return Err(obstacle),
            // Which shipment it goes with is not shown yet.
            None if other.is_partial => return Err(Obstacle::TooEarly),
            None => lines.extend(other.lines),
        }
    }
    Ok(lines)
}

pub(super) async fn ship(conn: &Conn, ask: &ShipAsk) -> Result<(), ConnectorError> {
    // How it is told depends on site and mode, and the parcel must be this order's.
    let delivery = match sale::read(conn, &ask.order).await? {
        Some(sale) => delivery::of_sale(conn, &sale).await?.map(|delivery| (sale.site, delivery)),
        None => None,
    };
    let (site, delivery) = delivery
        .filter(|(_, delivery)| delivery.id == ask.parcel)
        .ok_or_else(|| answer::unfit("the order has no such shipment"))?;
    let (method, path, body) = request(&site, &delivery, ask, conn.now())?;
    let reply = session::send_json(conn, method, &path, &body).await?;
    answer::taken(conn, &reply, |made| made.is_shipped())
}

fn request(
    site: &str,
    delivery: &Delivery,
    ask: &ShipAsk,
    now: DateTime<Utc>,
) -> Result<(Method, String, Value), ConnectorError> {
    let id = &delivery.id;
    let mut body = json!({ "status": "shipped" });
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
            body[name] = value.into();
        }
    };
    put("tracking_number", ask.tracking.as_deref());
    match (delivery.mode, service(site)) {
        (Mode::Me1, Some(service)) => {
            put("tracking_url", ask.link.as_deref());
            // The word, in the platform's examples too.
            put("substatus", Some("null"));
            body["payload"] = json!({ "service_id": service, "comment": "Despachado", "date": date(now) });
            Ok((Method::POST, format!("/shipments/{id}/seller_notifications"), body))
        }
        // The platform's pages do not show this body any more: it is as small as it can be.
        (Mode::Custom, _) => Ok((Method::PUT, format!("/shipments/{id}"), body)),
        _ => Err(answer::unfit("the seller does not ship this himself")),
    }
}

/// `2026-11-20T13:03:51.175-04:00`, of the zone that the platform writes dates in.
fn date(at: DateTime<Utc>) -> String {
    (at - TimeDelta::hours(4)).format("%Y-%m-%dT%H:%M:%S%.3f-04:00").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn sale() -> Sale {
        let order = r#"{"id":1,"status":"paid","shipping":{"id":2},"context":{"site":"MLB"},
            "order_items":[{"item":{"title":"Camiseta"},"quantity":2}]}"#;
        sale::sale(order, false).unwrap()
    }

    fn delivery(status: &str, mode: &str) -> Delivery {
        let json = format!(
            r#"{{"id":2,"status":"{status}","tracking_number":"AA1","logistic":{{"mode":"{mode}"}}}}"#
        );
        delivery::read(&json).unwrap()
    }

    fn ask() -> ShipAsk {
        ShipAsk {
            order: "1".into(),
            parcel: "2".into(),
            lines: Vec::new(),
            carrier: None,
            tracking: Some("AA123456789BR".into()),
            link: Some("https://rastreio.example/AA123456789BR".into()),
            handover: None,
            notify: false,
            key: Uuid::nil(),
        }
    }

    #[test]
    fn who_ships_says_what_can_be_told() {
        let of = |status, mode| view(&sale(), delivery(status, mode)).parcels.remove(0).standing;
        for status in ["pending", "handling", "ready_to_ship"] {
            assert_eq!(of(status, "me2"), Standing::Closed(Obstacle::ByChannel), "{status}");
            let Standing::Open(choices) = of(status, "me1") else { panic!("{status}") };
            assert_eq!((choices.tracking, choices.link), (Wanted::Optional, Wanted::Optional));
            let Standing::Open(choices) = of(status, "custom") else { panic!("{status}") };
            assert_eq!((choices.tracking, choices.link), (Wanted::Optional, Wanted::Never));
            assert_eq!(of(status, "not_specified"), Standing::Closed(Obstacle::NoShipment));
            assert_eq!(of(status, "me3"), Standing::Closed(Obstacle::UnknownState));
        }
        for mode in ["me1", "me2", "custom", "me3"] {
            for status in ["shipped", "delivered", "not_delivered"] {
                assert_eq!(of(status, mode), Standing::Done, "{status} {mode}");
            }
            assert_eq!(of("cancelled", mode), Standing::Closed(Obstacle::Cancelled));
            assert_eq!(of("closed", mode), Standing::Closed(Obstacle::UnknownState));
        }
        let other = standing("MEC", &delivery("pending", "me1"));
        assert_eq!(other, Standing::Closed(Obstacle::ByHand));
        let waiting = Delivery { wants_invoice: true, ..delivery("ready_to_ship", "me1") };
        assert_eq!(standing("MLB", &waiting), Standing::Closed(Obstacle::InvoiceFirst));
    }

    #[test]
    fn what_left_is_a_shipment_and_no_goods_to_be_shipped() {
        let before = view(&sale(), delivery("pending", "me1"));
        assert!(before.shipments.is_empty());
        assert_eq!((before.parcels[0].key.as_str(), before.parcels[0].lines[0].quantity), ("2", 2));
        let after = view(&sale(), delivery("shipped", "me1"));
        assert!(after.parcels[0].lines.is_empty());
        assert_eq!(after.shipments[0].tracking.as_deref(), Some("AA1"));
    }

    #[test]
    fn a_shipment_waits_for_every_order_that_goes_with_it() {
        let other = |members: &str| {
            let order = format!(
                r#"{{"id":7,"shipping":{{"id":2}},"order_items":[{{"item":{{"title":"Livro"}}}}],{members}}}"#
            );
            sale::sale(&order, false).unwrap()
        };
        let of = |others| beside(&sale(), others).map(|lines| lines.len());
        let good = || other(r#""status":"paid""#);
        assert_eq!(of(vec![good(), good()]), Ok(2));
        assert_eq!(of(vec![good(), other(r#""status":"cancelled""#)]), Ok(1), "it stays behind");
        for (members, obstacle) in [
            (r#""status":"paid","tags":["fraud_risk_detected"]"#, Obstacle::OnHold),
            (r#""status":"pending_cancel""#, Obstacle::OnHold),
            (r#""status":"payment_required""#, Obstacle::NotPaid),
            (r#""status":"teleported""#, Obstacle::UnknownState),
        ] {
            assert_eq!(of(vec![good(), other(members)]), Err(obstacle), "{members}");
        }
        let elsewhere = sale::sale(r#"{"id":7,"status":"payment_required","shipping":{"id":3}}"#, false);
        assert_eq!(of(vec![elsewhere.unwrap()]), Ok(0), "of another shipment");
        let partial = sale::sale(r#"{"id":7,"status":"paid"}"#, true).unwrap();
        assert_eq!(of(vec![partial]), Err(Obstacle::TooEarly));
    }

    #[test]
    fn each_mode_is_told_in_its_own_way() {
        let now = DateTime::parse_from_rfc3339("2026-11-20T17:03:51.175Z").unwrap().to_utc();
        let of = |mode, site: &str, ask: &ShipAsk| request(site, &delivery("pending", mode), ask, now);
        let (method, path, body) = of("me1", "MLB", &ask()).unwrap();
        assert_eq!((method, path.as_str()), (Method::POST, "/shipments/2/seller_notifications"));
        let payload = json!({
            "service_id": 11, "comment": "Despachado", "date": "2026-11-20T13:03:51.175-04:00",
        });
        let expected = json!({
            "payload": payload, "tracking_number": "AA123456789BR",
            "tracking_url": "https://rastreio.example/AA123456789BR", "status": "shipped", "substatus": "null",
        });
        assert_eq!(body, expected);
        let bare = ShipAsk { tracking: None, link: Some(" ".into()), ..ask() };
        let (_, _, body) = of("me1", "MLM", &bare).unwrap();
        assert_eq!(body["payload"]["service_id"], 231_876);
        assert!(body.get("tracking_number").is_none() && body.get("tracking_url").is_none());
        let (method, path, body) = of("custom", "MEC", &ask()).unwrap();
        assert_eq!((method, path.as_str()), (Method::PUT, "/shipments/2"));
        assert_eq!(body, json!({ "tracking_number": "AA123456789BR", "status": "shipped" }));
        for (mode, site) in [("me1", "MEC"), ("me2", "MLB"), ("not_specified", "MLB"), ("me3", "MLB")] {
            assert!(of(mode, site, &ask()).is_err(), "{mode} {site}");
        }
    }
}
