//! Events: thin, and signed by nobody. All they are good for is to look, by an id that is one, under our own
//! address.

use super::{answer, session, some};
use connector_kit::{
    About, Conn, ConnectorError, EventProblem, Inbound, InboundEvent, SenderKeys,
    lenient::{Object, Text},
    limits,
};
use serde::Deserialize;

/// How the name of a delivery begins, that orders must be asked of.
const DELIVERY: &str = "delivery:";
/// Characters of a topic at most.
const TOPIC: usize = 80;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Event<'a> {
    #[serde(borrow)]
    data: Object<Data<'a>>,
    #[serde(borrow)]
    tenant_id: Text<'a>,
    #[serde(borrow)]
    topic: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data<'a> {
    #[serde(borrow)]
    params: Object<Params<'a>>,
    /// An address; nothing but its kind is taken from it.
    #[serde(borrow)]
    resource: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Params<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    code: Text<'a>,
}

pub(super) fn read(inbound: &Inbound<'_>, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem> {
    let event: Event<'_> = serde_json::from_slice(inbound.body).map_err(|_| EventProblem::Unreadable)?;
    // Not every event is documented to name its account, and the address is that of one.
    let account = event.tenant_id.capped(limits::EXTERNAL_ID).or_else(|| keys.account.map(str::to_owned));
    let account = account.ok_or(EventProblem::Unreadable)?;
    if keys.account.is_some_and(|known| known != account) {
        return Err(EventProblem::OtherAccount);
    }
    let topic = event.topic.capped(TOPIC).or_else(|| kind(event.data.0.resource.as_str()?));
    let topic = topic.ok_or(EventProblem::Unreadable)?;
    let about = about(&topic.to_ascii_lowercase(), event.data.0.params.0.id.as_str())?;
    // No id of the event itself can be relied on.
    Ok(InboundEvent { id: None, topic, account: Some(account), about })
}

/// What an event without a topic is of, by the address of its resource.
fn kind(resource: &str) -> Option<String> {
    let is = |folder: &str| resource.to_ascii_lowercase().contains(folder);
    let kind = if is("/deliveries/") { Some("delivery") } else { is("/orders/").then_some("order") };
    kind.map(str::to_owned)
}

/// The names of topics are not documented, only what they are of: a delivery's may name the order, too.
fn about(topic: &str, id: Option<&str>) -> Result<About, EventProblem> {
    let id = || id.filter(|id| some::is_key(id)).map(str::to_owned).ok_or(EventProblem::Unreadable);
    if topic.contains("deliver") {
        Ok(About::Resource(format!("{DELIVERY}{}", id()?)))
    } else if topic.contains("order") {
        Ok(About::Orders(vec![id()?]))
    } else {
        Ok(About::Nothing)
    }
}

/// The order that a delivery is of. Under which name a delivery holds it is not documented.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Delivery<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    /// That of its order, a dash and a number.
    #[serde(borrow)]
    code: Text<'a>,
    #[serde(borrow)]
    order: Object<Params<'a>>,
    #[serde(borrow)]
    order_id: Text<'a>,
}

/// None for what is no delivery (any more).
pub(super) async fn orders_behind(conn: &Conn, resource: &str) -> Result<Vec<String>, ConnectorError> {
    let Some(id) = resource.strip_prefix(DELIVERY).filter(|id| some::is_key(id)) else {
        return Ok(Vec::new());
    };
    let reply = session::get(conn, &format!("/deliveries/{id}"), &[]).await?;
    if some::is_gone(&reply) {
        return Ok(Vec::new());
    }
    let delivery: Delivery<'_> = answer::read(&reply, conn.now())?;
    let named = [&delivery.order.0.id, &delivery.order_id];
    if let Some(id) = named.into_iter().filter_map(Text::as_str).find(|id| some::is_key(id)) {
        return Ok(vec![id.to_owned()]);
    }
    if delivery.id.as_str() != Some(id) {
        return Err(answer::not_the_answer(&reply));
    }
    match delivery.order.0.code.as_str().or(delivery.code.as_str()) {
        Some(number) => {
            let found = some::known_as(conn, number).await?;
            Ok(found.into_iter().map(|order| order.external_id).collect())
        }
        // The list will show it.
        None => Ok(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;
    use connector_kit::header::HeaderMap;

    const ID: &str = "7b2d8b0c-1111-4222-8333-9f0e1d2c3b4a";

    fn seen(body: &str, account: Option<&str>) -> Result<InboundEvent, EventProblem> {
        let headers = HeaderMap::new();
        let inbound = Inbound { headers: &headers, body: body.as_bytes(), now: Utc::now() };
        read(&inbound, &SenderKeys { account, ..SenderKeys::default() })
    }

    fn body(topic: &str, id: &str) -> String {
        format!(
            r#"{{"data":{{"status":"approved","params":{{"id":"{id}"}},"resource":"https://evil.example/{id}"}},
                "tenant_id":"t1","topic":"{topic}"}}"#
        )
    }

    #[test]
    fn an_event_is_about_an_order_a_delivery_or_nothing() {
        for (topic, about) in [
            ("order.status", About::Orders(vec![ID.to_owned()])),
            ("ORDERS_APPROVED", About::Orders(vec![ID.to_owned()])),
            ("order-delivery.status", About::Resource(format!("delivery:{ID}"))),
            ("portfolio.stock", About::Nothing),
        ] {
            let event = seen(&body(topic, ID), None).unwrap();
            assert_eq!((event.topic.as_str(), event.about), (topic, about));
            assert_eq!((event.id, event.account.as_deref()), (None, Some("t1")));
        }
    }

    #[test]
    fn an_id_that_is_none_is_never_part_of_an_address() {
        for id in [
            "",
            "..",
            "7b2d8b0c",
            "../../portfolios/me",
            "7b2d8b0c-1111-4222-8333-9f0e1d2c3b4/",
            "{7b2d8b0c111142228333-9f0e1d2c3b4a0}",
        ] {
            assert_eq!(seen(&body("order.status", id), None), Err(EventProblem::Unreadable), "{id}");
        }
    }

    #[test]
    fn what_is_of_another_account_or_cannot_be_read_is_not_taken() {
        assert!(seen(&body("order.status", ID), Some("t1")).is_ok());
        assert_eq!(seen(&body("order.status", ID), Some("t2")), Err(EventProblem::OtherAccount));
        for text in
            ["", "[]", "{}", "\u{0}", r#"{"tenant_id":"t1"}"#, r#"{"topic":"order.status"}"#, "{\"data\":"]
        {
            assert_eq!(seen(text, None), Err(EventProblem::Unreadable), "{text}");
        }
    }
}
