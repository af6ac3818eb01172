//! Telling of shipments.
//!
//! A parcel is a fulfilment order: what one location is to send of an order. Those that the app may not see,
//! such as those of a fulfilment service, are not told by Shopify.

mod view;

use super::{acts, status};
use connector_kit::{Conn, ConnectorError, ShipAsk, ShippingView};
use domain::Obstacle;
use serde_json::{Map, Value, json};
use url::Url;

const LOOK: &str = include_str!("operations/ship_look.graphql");
const SHIP: &str = include_str!("operations/ship.graphql");

/// Ten fulfilment orders each: more than any order has.
const MOST_PAGES: usize = 20;

pub(super) async fn look(conn: &Conn, order: &str) -> Result<ShippingView, ConnectorError> {
    let not_found = || ShippingView::closed(Obstacle::NotFound);
    let Some(id) = acts::gid("Order", order) else { return Ok(not_found()) };
    let (mut parts, mut after) = (Vec::new(), None);
    let mut pages = 0;
    loop {
        let data = acts::call(conn, LOOK, json!({ "id": id, "after": after })).await?;
        let Some(order) = acts::order(&data)? else { return Ok(not_found()) };
        let (page, next) = part_of(order)?;
        parts.extend_from_slice(page);
        after = next;
        pages += 1;
        if after.is_none() || pages == MOST_PAGES {
            return view::view(order, &parts);
        }
    }
}

/// The fulfilment orders of one answer, and the cursor behind which there are more.
fn part_of(order: &Value) -> Result<(&[Value], Option<String>), ConnectorError> {
    let unreadable = || acts::unreadable("fulfillmentOrders");
    let parts = order.get("fulfillmentOrders").ok_or_else(unreadable)?;
    let nodes = acts::list(parts, "nodes").ok_or_else(unreadable)?;
    let info = parts.get("pageInfo").filter(|info| info.get("hasNextPage") == Some(&Value::Bool(true)));
    Ok((nodes, info.and_then(|info| acts::word(info, "endCursor")).map(str::to_owned)))
}

pub(super) async fn ship(conn: &Conn, ask: &ShipAsk) -> Result<(), ConnectorError> {
    let data = acts::call(conn, SHIP, json!({ "fulfillment": fulfilment(ask)? })).await?;
    result(&data)
}

fn fulfilment(ask: &ShipAsk) -> Result<Value, ConnectorError> {
    let parcel = acts::gid("FulfillmentOrder", &ask.parcel)
        .ok_or_else(|| acts::refused("not a fulfilment order of Shopify's"))?;
    let mut part = json!({ "fulfillmentOrderId": parcel });
    // Without lines it is all that is left.
    if !ask.lines.is_empty() {
        let line = |line: &connector_kit::ShipLine| {
            acts::gid("FulfillmentOrderLineItem", &line.key)
                .filter(|_| line.quantity > 0)
                .map(|id| json!({ "id": id, "quantity": line.quantity }))
                .ok_or_else(|| acts::refused("not a line of a fulfilment order"))
        };
        part["fulfillmentOrderLineItems"] = ask.lines.iter().map(line).collect::<Result<Value, _>>()?;
    }
    let mut fulfilment = json!({ "notifyCustomer": ask.notify, "lineItemsByFulfillmentOrder": [part] });
    let tracking = tracking(ask)?;
    if !tracking.is_empty() {
        fulfilment["trackingInfo"] = Value::Object(tracking);
    }
    Ok(fulfilment)
}

fn tracking(ask: &ShipAsk) -> Result<Map<String, Value>, ConnectorError> {
    let mut tracking = Map::new();
    for (name, value) in [("company", &ask.carrier), ("number", &ask.tracking), ("url", &ask.link)] {
        let Some(text) = value.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { continue };
        let is_link = || Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
        if name == "url" && !is_link() {
            return Err(acts::refused("the tracking link is no https or http address"));
        }
        tracking.insert(name.to_owned(), text.into());
    }
    Ok(tracking)
}

/// Taken where a fulfilment came of it that did not fail.
fn result(data: &Value) -> Result<(), ConnectorError> {
    let made = acts::accepted(data, "userErrors")?.get("fulfillment").unwrap_or(&Value::Null);
    match (acts::word(made, "id"), acts::word(made, "status")) {
        (None, _) => Err(acts::unreadable("neither a fulfilment nor a refusal")),
        (_, word) if status::is_void(word) => {
            Err(acts::refused(format!("the fulfilment failed: {}", word.unwrap_or_default())))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::{Advice, ShipLine};
    use uuid::Uuid;

    fn ask() -> ShipAsk {
        ShipAsk {
            order: "1".into(),
            parcel: "7".into(),
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
    fn all_that_is_left_is_sent_without_lines_and_without_what_was_not_given() {
        let part = json!({ "fulfillmentOrderId": "gid://shopify/FulfillmentOrder/7" });
        let expected = json!({ "notifyCustomer": false, "lineItemsByFulfillmentOrder": [part] });
        let given = ShipAsk { tracking: Some("  ".into()), ..ask() };
        assert_eq!(fulfilment(&given).unwrap(), expected);
    }

    #[test]
    fn a_part_is_sent_with_its_lines_and_its_tracking() {
        let given = ShipAsk {
            lines: vec![ShipLine { key: "9".into(), quantity: 2 }],
            carrier: Some("Correios".into()),
            tracking: Some("AA1BR".into()),
            link: Some("https://rastreio.example/AA1BR".into()),
            notify: true,
            ..ask()
        };
        let sent = fulfilment(&given).unwrap();
        assert_eq!(
            sent["lineItemsByFulfillmentOrder"][0]["fulfillmentOrderLineItems"],
            json!([{ "id": "gid://shopify/FulfillmentOrderLineItem/9", "quantity": 2 }])
        );
        let link = "https://rastreio.example/AA1BR";
        assert_eq!(sent["trackingInfo"], json!({ "company": "Correios", "number": "AA1BR", "url": link }));
        assert_eq!(sent["notifyCustomer"], json!(true));
    }

    #[test]
    fn what_cannot_be_asked_for_is_refused_without_a_call() {
        let line = |key: &str, quantity| vec![ShipLine { key: key.into(), quantity }];
        for bad in [
            ShipAsk { parcel: "x/1".into(), ..ask() },
            ShipAsk { lines: line("", 1), ..ask() },
            ShipAsk { lines: line("9", 0), ..ask() },
            ShipAsk { link: Some("javascript:alert(1)".into()), ..ask() },
            ShipAsk { link: Some("rastreio".into()), ..ask() },
        ] {
            assert_eq!(fulfilment(&bad).unwrap_err().advice, Advice::Never, "{bad:?}");
        }
    }

    #[test]
    fn it_was_taken_where_a_fulfilment_came_of_it() {
        let of = |made: Value| {
            let data = json!({ "done": { "fulfillment": made, "userErrors": [] } });
            result(&data).map_err(|error| error.advice)
        };
        assert_eq!(of(json!({ "id": "gid://shopify/Fulfillment/1", "status": "SUCCESS" })), Ok(()));
        assert_eq!(of(json!({ "id": "gid://shopify/Fulfillment/1" })), Ok(()));
        assert_eq!(of(json!({ "id": "gid", "status": "FAILURE" })), Err(Advice::Never));
        assert_eq!(of(json!(null)), Err(Advice::Retry));
        assert_eq!(of(json!({ "status": "SUCCESS" })), Err(Advice::Retry));
    }

    #[test]
    fn more_fulfilment_orders_are_read_where_there_are_more() {
        let order = |info: Value| json!({ "fulfillmentOrders": { "nodes": [{}], "pageInfo": info } });
        let next = |info: Value| part_of(&order(info)).unwrap().1;
        assert_eq!(next(json!({ "hasNextPage": true, "endCursor": "c" })).as_deref(), Some("c"));
        assert_eq!(next(json!({ "hasNextPage": false, "endCursor": "c" })), None);
        assert_eq!(next(json!({ "hasNextPage": true, "endCursor": null })), None);
        assert!(part_of(&json!({ "fulfillmentOrders": null })).is_err());
        assert!(part_of(&json!({})).is_err());
    }
}
