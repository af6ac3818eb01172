//! Notifications. They are not signed: an app's id and an account's id are all that can be looked at, so that
//! nothing in them is believed but which resource to look at, by its id alone.

use super::{answer, session, some};
use connector_kit::{
    About, Conn, ConnectorError, EventProblem, Inbound, InboundEvent, SenderKeys,
    lenient::{Items, Object, Text, capped, is_id},
};
use serde::Deserialize;
use std::collections::BTreeSet;

const SHIPMENT: &str = "/shipments/";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope<'a> {
    #[serde(borrow)]
    resource: Text<'a>,
    #[serde(borrow)]
    user_id: Text<'a>,
    #[serde(borrow)]
    topic: Text<'a>,
    #[serde(borrow)]
    application_id: Text<'a>,
}

pub(super) fn read(inbound: &Inbound<'_>, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem> {
    let app = keys.app.ok_or(EventProblem::NoKey)?;
    let Object(envelope): Object<Envelope<'_>> =
        serde_json::from_slice(inbound.body).map_err(|_| EventProblem::Unreadable)?;
    let text = |text: &Text<'_>| text.capped(80).ok_or(EventProblem::Unreadable);
    let (topic, account) = (text(&envelope.topic)?, text(&envelope.user_id)?);
    let of_app = text(&envelope.application_id)?;
    if of_app != app.client_id.trim() || keys.account.is_some_and(|expected| expected != account) {
        return Err(EventProblem::OtherAccount);
    }
    let resource = envelope.resource.as_str().unwrap_or_default();
    let id_after = |folder: &str| {
        let id = resource.strip_prefix(folder).filter(|id| is_id(id));
        id.map(str::to_owned).ok_or(EventProblem::Unreadable)
    };
    let about = match topic.as_str() {
        "orders_v2" => About::Orders(vec![id_after("/orders/")?]),
        "shipments" => About::Resource(format!("{SHIPMENT}{}", id_after(SHIPMENT)?)),
        _ => About::Nothing,
    };
    // The same change may come again under another id.
    Ok(InboundEvent { id: None, topic, account: Some(account), about })
}

/// A shipment, or one thing in it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Shipment<'a> {
    #[serde(borrow)]
    order_id: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Order<'a> {
    #[serde(borrow)]
    pack_id: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Pack<'a> {
    #[serde(borrow)]
    orders: Items<Object<PackOrder<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PackOrder<'a> {
    #[serde(borrow)]
    id: Text<'a>,
}

/// The orders that go with a shipment: those of the things in it. In its new form it names none itself; one that does names
/// one, and the others of its pack go the same way.
pub(super) async fn orders_behind(conn: &Conn, resource: &str) -> Result<Vec<String>, ConnectorError> {
    let Some(id) = resource.strip_prefix(SHIPMENT).filter(|id| is_id(id)) else {
        return Ok(Vec::new());
    };
    let reply = session::get(conn, &format!("{SHIPMENT}{id}/items"), &[]).await?;
    if !matches!(reply.status, 204 | 403 | 404) {
        let things: Items<Object<Shipment<'_>>> = answer::json(conn, &reply)?;
        let orders: BTreeSet<_> = things.list.iter().filter_map(|thing| known(&thing.0.order_id)).collect();
        if !orders.is_empty() {
            return Ok(orders.into_iter().collect());
        }
    }
    let reply = session::get(conn, &format!("{SHIPMENT}{id}"), &[]).await?;
    if matches!(reply.status, 204 | 404) {
        return Ok(Vec::new());
    }
    let Object(shipment): Object<Shipment<'_>> = answer::json(conn, &reply)?;
    let Some(order) = known(&shipment.order_id) else { return Ok(Vec::new()) };
    let Some(text) = some::one(conn, &order).await? else { return Ok(vec![order]) };
    let pack =
        serde_json::from_str::<Object<Order<'_>>>(&text).ok().and_then(|order| known(&order.0.pack_id));
    let Some(pack) = pack else { return Ok(vec![order]) };
    let mut orders = orders_of_pack(conn, &pack).await?;
    if !orders.contains(&order) {
        orders.push(order);
    }
    Ok(orders)
}

/// None where the account has no such pack, or may not see it.
pub(super) async fn orders_of_pack(conn: &Conn, pack: &str) -> Result<Vec<String>, ConnectorError> {
    let reply = session::get(conn, &format!("/packs/{pack}"), &[]).await?;
    if matches!(reply.status, 204 | 403 | 404) {
        return Ok(Vec::new());
    }
    let Object(pack): Object<Pack<'_>> = answer::json(conn, &reply)?;
    Ok(pack.orders.list.iter().filter_map(|order| known(&order.0.id)).collect())
}

fn known(id: &Text<'_>) -> Option<String> {
    capped(id.as_str().filter(|id| is_id(id))?, 20)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;
    use connector_kit::{AppCredentials, header::HeaderMap};

    fn event(body: &str, account: Option<&str>) -> Result<InboundEvent, EventProblem> {
        let app = AppCredentials {
            client_id: "5503910054141466".into(),
            client_secret: "s".into(),
            service_id: None,
        };
        let headers = HeaderMap::new();
        let inbound = Inbound { headers: &headers, body: body.as_bytes(), now: Utc::now() };
        read(&inbound, &SenderKeys { app: Some(&app), account, ..SenderKeys::default() })
    }

    fn body(topic: &str, resource: &str) -> String {
        format!(
            r#"{{"_id":"f9f08571","resource":"{resource}","user_id":468424240,"topic":"{topic}",
                "application_id":5503910054141466,"attempts":1,"sent":"2026-11-20T10:00:00.000Z"}}"#
        )
    }

    #[test]
    fn each_topic_says_where_to_look() {
        let order = event(&body("orders_v2", "/orders/2195160686"), None).unwrap();
        assert_eq!(order.about, About::Orders(vec!["2195160686".into()]));
        assert_eq!((order.account.as_deref(), order.topic.as_str()), (Some("468424240"), "orders_v2"));
        let shipment = event(&body("shipments", "/shipments/44028792542"), Some("468424240")).unwrap();
        assert_eq!(shipment.about, About::Resource("/shipments/44028792542".into()));
        for topic in ["items", "payments", "questions", "claims"] {
            assert_eq!(event(&body(topic, "/x/1"), None).unwrap().about, About::Nothing, "{topic}");
        }
        let as_text = body("orders_v2", "/orders/1").replace("468424240", "\"468424240\"");
        assert_eq!(event(&as_text, Some("468424240")).unwrap().account.as_deref(), Some("468424240"));
    }

    #[test]
    fn a_resource_is_an_id_and_nothing_else() {
        for resource in [
            "/orders/",
            "/orders/1/../../users/me",
            "/orders/1?access_token=x",
            "https://elsewhere.example/orders/1",
            "/orders/١",
            "/shipments/1",
            "",
        ] {
            assert_eq!(
                event(&body("orders_v2", resource), None),
                Err(EventProblem::Unreadable),
                "{resource}"
            );
        }
    }

    #[test]
    fn what_is_not_ours_or_cannot_be_read_is_not_taken() {
        let good = body("orders_v2", "/orders/1");
        assert_eq!(event(&good, Some("1")), Err(EventProblem::OtherAccount));
        let other_app = good.replace("5503910054141466", "1");
        assert_eq!(event(&other_app, None), Err(EventProblem::OtherAccount));
        for garbage in ["", "{", "[1]", "{}", "null", r#"{"topic":"orders_v2","resource":"/orders/1"}"#] {
            assert_eq!(event(garbage, None), Err(EventProblem::Unreadable), "{garbage}");
        }
        let headers = HeaderMap::new();
        let inbound = Inbound { headers: &headers, body: good.as_bytes(), now: Utc::now() };
        let keys = SenderKeys::default();
        assert_eq!(read(&inbound, &keys), Err(EventProblem::NoKey));
    }
}
