//! Telling that deliveries left. The platform documents what a shipping is told with, not what of it has to be
//! there: carrier and tracking number are asked for, as buyers are to find their parcel with them; a link is
//! taken.

use super::{
    answer,
    deliveries::{self, Delivery, Sale, Stage, Told},
    session,
};
use chrono::{DateTime, SecondsFormat, Utc};
use connector_kit::{
    Advice, CarrierChoice, Conn, ConnectorError, Method, Parcel, ShipAsk, ShipChoices, Shipment,
    ShippingView, Standing, Wanted,
};
use domain::{Obstacle, UpstreamKind};
use serde_json::{Value, json};

pub(super) async fn look(conn: &Conn, order: &str) -> Result<ShippingView, ConnectorError> {
    let sale = deliveries::sale(conn, order).await?;
    Ok(sale.map_or_else(|| ShippingView::closed(Obstacle::NotFound), |sale| view(&sale)))
}

fn view(sale: &Sale) -> ShippingView {
    if sale.deliveries.is_empty() {
        return ShippingView::closed(sale.obstacle().unwrap_or(Obstacle::UnknownState));
    }
    let mut shipments: Vec<(Option<DateTime<Utc>>, Shipment)> =
        sale.deliveries.iter().flat_map(|delivery| shipments(sale, delivery)).collect();
    shipments.sort_by_key(|(left_at, _)| *left_at);
    ShippingView {
        parcels: sale.deliveries.iter().map(|delivery| parcel(sale, delivery)).collect(),
        shipments: shipments.into_iter().map(|(_, shipment)| shipment).collect(),
    }
}

fn parcel(sale: &Sale, delivery: &Delivery) -> Parcel {
    let standing = standing(sale.stage(delivery), delivery);
    let has_left = matches!(standing, Standing::Done | Standing::Underway);
    let is_cancelled = standing == Standing::Closed(Obstacle::Cancelled);
    Parcel {
        key: delivery.key.clone().unwrap_or_default(),
        standing,
        lines: if has_left || is_cancelled { Vec::new() } else { delivery.lines.clone() },
    }
}

fn standing(stage: Stage, delivery: &Delivery) -> Standing<ShipChoices> {
    match stage {
        Stage::Left => Standing::Done,
        Stage::Closed(obstacle) => Standing::Closed(obstacle),
        _ if delivery.by_channel => Standing::Closed(Obstacle::ByChannel),
        Stage::Approved => Standing::Closed(Obstacle::InvoiceFirst),
        // It is told once: the delivery's status may come later.
        Stage::Invoiced if delivery.was_told() => Standing::Underway,
        Stage::Invoiced => Standing::Open(ShipChoices {
            by_lines: false,
            tracking: Wanted::Required,
            link: Wanted::Optional,
            carrier: CarrierChoice::Named(Wanted::Required),
            handovers: Vec::new(),
            notifies: false,
        }),
    }
}

/// What is known of goods that left, each with when they did: one by each tracking number.
fn shipments(sale: &Sale, delivery: &Delivery) -> Vec<(Option<DateTime<Utc>>, Shipment)> {
    let key = || delivery.key.clone().unwrap_or_default();
    let has_left = sale.stage(delivery) == Stage::Left;
    if !has_left && !delivery.was_told() {
        return Vec::new();
    }
    let shipment = |told: &Told, key: String, tracking: Option<String>| {
        let (carrier, link) = (told.carrier.clone(), told.link.clone());
        (told.left_at, Shipment { key, parcel: delivery.key.clone(), carrier, tracking, link })
    };
    let found = delivery.told.iter().flat_map(|told| match told.labels.as_slice() {
        [] => vec![shipment(told, key(), told.protocol.clone())],
        labels => labels
            .iter()
            .map(|label| shipment(told, label.id.clone().unwrap_or_else(key), Some(label.value.clone())))
            .collect(),
    });
    let found: Vec<_> = found.collect();
    if found.is_empty() { vec![shipment(&Told::default(), key(), None)] } else { found }
}

pub(super) async fn ship(conn: &Conn, ask: &ShipAsk) -> Result<(), ConnectorError> {
    let (sale, _) = deliveries::to_write(conn, &ask.order, &ask.parcel).await?;
    let body = body(ask, sale.channel_to_write(conn)?, conn.now())?;
    let path = format!("/deliveries/{}/shippings", ask.parcel);
    answer::written(&session::write(conn, Method::POST, &path, &body).await?, conn.now())
}

/// The number that the carrier gave is protocol and label in one: no other is known.
fn body(ask: &ShipAsk, channel: &str, now: DateTime<Utc>) -> Result<Value, ConnectorError> {
    let refuse = |what: &str| ConnectorError::new(UpstreamKind::Rejected, Advice::Never, what);
    let given = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    if !ask.lines.is_empty() {
        return Err(refuse("a delivery goes out as a whole"));
    }
    let carrier = given(&ask.carrier).ok_or_else(|| refuse("the carrier is missing"))?;
    let tracking = given(&ask.tracking).ok_or_else(|| refuse("the tracking number is missing"))?;
    let mut body = json!({
        "channel": { "id": channel },
        "protocol": tracking,
        // The same in each attempt.
        "labels": [{ "id": ask.key.to_string(), "value": tracking }],
        "dates": { "shipped_at": now.to_rfc3339_opts(SecondsFormat::Millis, true) },
        "carrier": { "name": carrier },
    });
    if let Some(link) = given(&ask.link) {
        body["tracking_url"] = link.into();
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::magalu::deliveries::tests::{DELIVERY, ORDER, sale_of};
    use connector_kit::ShipLine;
    use uuid::Uuid;

    fn ask() -> ShipAsk {
        ShipAsk {
            order: ORDER.into(),
            parcel: DELIVERY.into(),
            lines: Vec::new(),
            carrier: Some(" Correios ".into()),
            tracking: Some("BR123".into()),
            link: None,
            handover: None,
            notify: false,
            key: Uuid::nil(),
        }
    }

    fn one(order: &str, delivery: &str, more: &str) -> (Parcel, Vec<Shipment>) {
        let items = r#","items":[{"sequencial":1,"quantity":2}]"#;
        let ShippingView { mut parcels, shipments } =
            view(&sale_of(order, delivery, &format!("{items}{more}")));
        (parcels.remove(0), shipments)
    }

    #[test]
    fn a_delivery_is_open_once_its_document_is_good_unless_the_platform_carries_it() {
        let standing = |delivery, more| one("approved", delivery, more).0.standing;
        for (delivery, more, obstacle) in [
            ("approved", "", Obstacle::InvoiceFirst),
            ("new", "", Obstacle::NotPaid),
            ("frozen", "", Obstacle::OnHold),
            ("cancelled", "", Obstacle::Cancelled),
            ("lost", "", Obstacle::UnknownState),
            ("invoiced", r#","shipping":{"provider":{"name":"Magalu Entregas"}}"#, Obstacle::ByChannel),
            ("invoiced", r#","shipping":{"provider":"MAGALU_ENTREGAS"}"#, Obstacle::ByChannel),
            ("approved", r#","shipping":{"provider":{"id":"magalu-entregas"}}"#, Obstacle::ByChannel),
            ("frozen", r#","shipping":{"provider":"Magalog"}"#, Obstacle::OnHold),
        ] {
            assert_eq!(standing(delivery, more), Standing::Closed(obstacle), "{delivery} {more}");
        }
        for more in
            ["", r#","shipping":{"provider":{"id":1,"name":"PAC"}}"#, r#","shipping":{"provider":[3]}"#]
        {
            let Standing::Open(choices) = standing("invoiced", more) else { panic!("{more}") };
            assert_eq!((choices.tracking, choices.link), (Wanted::Required, Wanted::Optional));
            assert_eq!(choices.carrier, CarrierChoice::Named(Wanted::Required));
        }
        assert_eq!(one("approved", "invoiced", "").0.lines.len(), 1);
        assert!(one("approved", "cancelled", "").0.lines.is_empty());
    }

    #[test]
    fn what_was_told_is_never_open_again_and_is_listed_as_far_as_it_is_told() {
        let told = r#","shipping":{"carrier":{"name":"Correios"},"tracking_url":"https://r.example/1",
            "labels":[{"id":"l1","value":"BR123"},{"value":"BR124"},{"id":"l3"}],"shipped_at":"2026-11-20T10:00:00Z"}"#;
        for (delivery, standing) in [("invoiced", Standing::Underway), ("shipped", Standing::Done)] {
            let (parcel, shipments) = one("approved", delivery, told);
            assert_eq!((parcel.standing, parcel.lines.len()), (standing, 0));
            let found: Vec<(&str, Option<&str>)> =
                shipments.iter().map(|one| (one.key.as_str(), one.tracking.as_deref())).collect();
            assert_eq!(found, [("l1", Some("BR123")), (DELIVERY, Some("BR124"))]);
            assert_eq!(shipments[0].carrier.as_deref(), Some("Correios"));
            assert_eq!(shipments[0].link.as_deref(), Some("https://r.example/1"));
        }
        let listed = r#","shippings":[{"protocol":"P1","dates":{"shipped_at":"2026-11-20T10:00:00Z"}}]"#;
        let (parcel, shipments) = one("approved", "invoiced", listed);
        assert_eq!((parcel.standing, shipments[0].tracking.as_deref()), (Standing::Underway, Some("P1")));
        for told in [r#"{"protocol":"P1"}"#, r#"{"tracking_url":"https://r.example/1"}"#] {
            let (parcel, shipments) = one("approved", "invoiced", &format!(r#","shippings":[{told}]"#));
            assert_eq!((parcel.standing, shipments.len()), (Standing::Underway, 1), "{told}");
        }
        let (parcel, shipments) =
            one("cancelled", "delivered", r#","shipping":{"tracking_url":"javascript:x"}"#);
        assert_eq!((parcel.standing, shipments.len()), (Standing::Done, 1));
        assert_eq!((&shipments[0].tracking, &shipments[0].link), (&None, &None));
    }

    #[test]
    fn an_order_without_deliveries_is_closed() {
        assert_eq!(view(&Sale::default()), ShippingView::closed(Obstacle::UnknownState));
    }

    #[test]
    fn a_shipping_is_told_with_channel_carrier_and_number() {
        let now = DateTime::parse_from_rfc3339("2026-11-20T10:05:11.5-03:00").unwrap().to_utc();
        let expected = json!({
            "channel": { "id": "c1" },
            "protocol": "BR123",
            "labels": [{ "id": "00000000-0000-0000-0000-000000000000", "value": "BR123" }],
            "dates": { "shipped_at": "2026-11-20T13:05:11.500Z" },
            "carrier": { "name": "Correios" },
        });
        assert_eq!(body(&ask(), "c1", now).unwrap(), expected);
        let with_link = ShipAsk { link: Some("https://r.example/1".into()), ..ask() };
        assert_eq!(body(&with_link, "c1", now).unwrap()["tracking_url"], "https://r.example/1");
        let line = ShipLine { key: format!("{DELIVERY}:1"), quantity: 1 };
        for ask in [
            ShipAsk { carrier: None, ..ask() },
            ShipAsk { tracking: Some(" ".into()), ..ask() },
            ShipAsk { lines: vec![line], ..ask() },
        ] {
            assert_eq!(body(&ask, "c1", now).unwrap_err().kind, UpstreamKind::Rejected);
        }
    }
}
