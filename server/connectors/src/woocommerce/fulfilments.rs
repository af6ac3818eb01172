//! Order fulfilments: what of an order is packed and what has left. A feature of the core since WooCommerce
//! 10.1 that a shop has to switch on; where it is off, its address does not exist.

use super::{
    answer,
    one::{Entry, ORDERS, id, sent},
    transport,
};
use connector_kit::{
    Advice, Conn, ConnectorError, Method, ShipAsk, Shipment,
    lenient::{Amount, Flag, Items, Object, Text},
};
use domain::UpstreamKind;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};

/// The attempt that made a fulfilment; the underscore keeps it off the buyer's page.
const KEY: &str = "_orion_key";

/// The shop's words for carriers, as far as they are names that merchants write. Any other carrier is `OTHER` and
/// goes by its name.
const CARRIERS: [&str; 9] = ["correios", "correos", "ctt", "dhl", "dpd", "fedex", "gls", "ups", "usps"];
const OTHER: &str = "other";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fulfilment {
    pub id: u64,
    /// Whether it has left; else it is a draft that holds goods.
    pub is_fulfilled: bool,
    /// Pieces by line.
    pub items: Vec<(u64, Decimal)>,
    /// The attempt's, if Orion made it.
    pub key: Option<String>,
    pub carrier: Option<String>,
    pub tracking: Option<String>,
    pub link: Option<String>,
}

impl Fulfilment {
    pub(super) fn shipment(&self, parcel: &str) -> Shipment {
        Shipment {
            key: self.id.to_string(),
            parcel: Some(parcel.to_owned()),
            carrier: self.carrier.clone(),
            tracking: self.tracking.clone(),
            link: self.link.clone(),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Sent<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
    is_fulfilled: Flag,
    #[serde(borrow)]
    date_deleted: Text<'a>,
    #[serde(borrow)]
    meta_data: Items<Object<Entry<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Item<'a> {
    #[serde(borrow)]
    item_id: Text<'a>,
    #[serde(borrow)]
    qty: Amount<'a>,
}

/// Those of an order, the oldest first; `None` where the shop has the feature switched off.
pub(super) async fn read(conn: &Conn, order: u64) -> Result<Option<Vec<Fulfilment>>, ConnectorError> {
    let reply = transport::get_part(conn, order, "fulfillments", &[]).await?;
    if answer::is_api(&reply) && answer::lacks_route(&reply) {
        return Ok(None);
    }
    let reply = transport::good_part(conn, order, reply).await?;
    all(answer::json(&reply, conn.now())?).map(Some)
}

/// What the first releases wrap their answers in.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wrapped<'a> {
    #[serde(borrow)]
    fulfillments: Option<&'a RawValue>,
    #[serde(borrow)]
    fulfillment: Option<&'a RawValue>,
}

fn unwrapped(body: &[u8]) -> &[u8] {
    let Ok(Object(wrapped)) = serde_json::from_slice::<Object<Wrapped<'_>>>(body) else { return body };
    let inner = wrapped.fulfillments.or(wrapped.fulfillment).map(|inner| inner.get().as_bytes());
    // What is neither a list nor an object is not taken for an empty one.
    inner.filter(|inner| matches!(inner.first(), Some(b'[' | b'{'))).unwrap_or(body)
}

/// One that cannot be read may hold any goods: then nothing is known of what is left.
fn all(body: &[u8]) -> Result<Vec<Fulfilment>, ConnectorError> {
    let sent: Items<Object<Sent<'_>>> =
        serde_json::from_slice(unwrapped(body)).map_err(|error| unreadable(&error.to_string()))?;
    if sent.overflow {
        return Err(unreadable("there are more than 5000"));
    }
    let standing = sent.list.iter().filter(|Object(sent)| sent.date_deleted.as_str().is_none());
    let read =
        standing.map(|Object(sent)| Fulfilment::of(sent).ok_or_else(|| unreadable("a part is missing")));
    let mut all = read.collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|fulfilment| fulfilment.id);
    Ok(all)
}

impl Fulfilment {
    fn of(sent: &Sent<'_>) -> Option<Self> {
        let meta = &sent.meta_data.list;
        let text = |key: &str| Entry::of::<Text<'_>>(meta, key);
        let items: Items<Object<Item<'_>>> = Entry::of(meta, "_items");
        let item =
            |Object(item): &Object<Item<'_>>| Some((id(item.item_id.as_str()?)?, item.qty.get("qty").ok()??));
        let items: Vec<_> = items.list.iter().map(item).collect::<Option<_>>()?;
        // Of releases that know a carrier by a short word, each has another name for it.
        let slug = text("_shipping_provider").capped(200).or_else(|| text("_shipment_provider").capped(200));
        Some(Self {
            id: id(sent.id.as_str()?)?,
            is_fulfilled: sent.is_fulfilled.0 || sent.status.as_str() == Some("fulfilled"),
            items: Some(items).filter(|items| !items.is_empty())?,
            key: text(KEY).capped(100),
            carrier: text("_provider_name").capped(200).or_else(|| slug.filter(|slug| slug != OTHER)),
            tracking: text("_tracking_number").capped(200),
            link: text("_tracking_url").capped(1_000),
        })
    }
}

/// Makes one of goods that have left.
pub(super) async fn make(
    conn: &Conn,
    order: u64,
    ask: &ShipAsk,
    items: &[(u64, Decimal)],
) -> Result<(), ConnectorError> {
    let route = format!("{ORDERS}/{order}/fulfillments");
    // Left out it is no; a text "false" is a yes where it is not looked at closely.
    let notify = [("notify_customer".to_owned(), "true".to_owned())];
    let query = if ask.notify { &notify[..] } else { &[] };
    let body = body(ask, items).to_string();
    let reply = transport::write(conn, &Method::POST, &route, query, Some(&body)).await?;
    shows_shipment(answer::json(&reply, conn.now())?).map_err(transport::undecided)
}

fn shows_shipment(body: &[u8]) -> Result<(), ConnectorError> {
    let made: Object<Sent<'_>> =
        serde_json::from_slice(unwrapped(body)).map_err(|error| unreadable(&error.to_string()))?;
    match Fulfilment::of(&made.0) {
        Some(made) if made.is_fulfilled => Ok(()),
        _ => Err(unreadable("the answer shows no shipment")),
    }
}

fn body(ask: &ShipAsk, items: &[(u64, Decimal)]) -> Value {
    let items: Vec<_> =
        items.iter().map(|(id, quantity)| json!({ "item_id": id, "qty": number(*quantity) })).collect();
    let mut meta = vec![("_items", json!(items)), (KEY, json!(ask.key))];
    if let Some(carrier) = sent(ask.carrier.as_ref(), 200) {
        let known = CARRIERS.into_iter().find(|word| word.eq_ignore_ascii_case(&carrier));
        // Releases differ in which of the two they read.
        let words = ["_shipment_provider", "_shipping_provider"];
        meta.extend(words.map(|name| (name, json!(known.unwrap_or(OTHER)))));
        meta.push(("_provider_name", json!(carrier)));
    }
    meta.extend(sent(ask.tracking.as_ref(), 200).map(|tracking| ("_tracking_number", json!(tracking))));
    meta.extend(sent(ask.link.as_ref(), 1_000).map(|link| ("_tracking_url", json!(link))));
    // Without an id, `0` for what is new, an entry is dropped without a word.
    let meta: Vec<_> =
        meta.into_iter().map(|(key, value)| json!({ "id": 0, "key": key, "value": value })).collect();
    json!({ "status": "fulfilled", "meta_data": meta })
}

/// A quantity in the types that are taken: text is not.
fn number(quantity: Decimal) -> Value {
    match quantity.to_i64().filter(|whole| Decimal::from(*whole) == quantity) {
        Some(whole) => json!(whole),
        None => json!(quantity.to_f64()),
    }
}

fn unreadable(why: &str) -> ConnectorError {
    let detail = format!("the fulfilments of the order cannot be read: {why}");
    ConnectorError::new(UpstreamKind::Protocol, Advice::Never, detail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn ask() -> ShipAsk {
        ShipAsk {
            order: "727".into(),
            parcel: "727".into(),
            lines: Vec::new(),
            carrier: Some("Correios".into()),
            tracking: Some(" AA1BR ".into()),
            link: None,
            handover: None,
            notify: true,
            key: Uuid::nil(),
        }
    }

    #[test]
    fn what_is_made_is_read_back() {
        let mut made = body(&ask(), &[(315, Decimal::TWO), (316, Decimal::new(15, 1))]);
        assert_eq!(made["status"], "fulfilled");
        let meta = made["meta_data"].as_array().unwrap();
        assert!(meta.iter().all(|entry| entry["id"] == 0), "{made}");
        assert_eq!(meta[0]["value"], json!([{"item_id":315,"qty":2},{"item_id":316,"qty":1.5}]));
        assert!(!made.to_string().contains("_tracking_url"));
        made["id"] = json!(9);
        let found = all(json!([made]).to_string().as_bytes()).unwrap().remove(0);
        assert_eq!((found.id, found.is_fulfilled), (9, true));
        assert_eq!(found.items, [(315, Decimal::TWO), (316, Decimal::new(15, 1))]);
        assert_eq!(found.carrier.as_deref(), Some("Correios"));
        assert_eq!((found.tracking.as_deref(), found.link), (Some("AA1BR"), None));
        assert_eq!(found.key, Some(Uuid::nil().to_string()));
    }

    #[test]
    fn a_carrier_goes_by_the_shops_word_or_by_its_name() {
        for (carrier, word) in [("Correios", "correios"), ("DHL", "dhl"), ("Loggi", "other")] {
            let made = body(&ShipAsk { carrier: Some(carrier.into()), ..ask() }, &[(1, Decimal::ONE)]);
            let value = |key: &str| {
                let meta = made["meta_data"].as_array().unwrap().iter();
                meta.filter(|entry| entry["key"] == key).map(|entry| entry["value"].clone()).next()
            };
            assert_eq!(value("_shipment_provider"), Some(json!(word)));
            assert_eq!(value("_shipping_provider"), Some(json!(word)));
            assert_eq!(value("_provider_name"), Some(json!(carrier)));
        }
        assert!(!body(&ShipAsk { carrier: None, ..ask() }, &[]).to_string().contains("provider"));
    }

    #[test]
    fn wrapped_answers_are_read_as_plain_ones() {
        let mut made = body(&ask(), &[(315, Decimal::TWO)]);
        made["id"] = json!(9);
        for list in
            [json!([made]), json!({ "fulfillments": [made] }), json!({ "fulfillments": { "3": made } })]
        {
            assert_eq!(all(list.to_string().as_bytes()).unwrap()[0].id, 9, "{list}");
        }
        assert_eq!(all(br#"{"fulfillments":[]}"#).unwrap(), []);
        for one in [made.clone(), json!({ "fulfillment": made })] {
            shows_shipment(one.to_string().as_bytes()).unwrap();
        }
        for wrong in [
            r#"{"fulfillments":null}"#,
            r#"{"fulfillments":"x"}"#,
            r#"{"fulfillments":[{}]}"#,
            r#"{"fulfillments":{"message":"x"}}"#,
        ] {
            assert!(all(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn drafts_are_told_from_what_has_left_and_what_was_deleted_is_gone() {
        let one = |id: u64, more: &str| {
            format!(
                r#"{{"id":{id},"meta_data":[{{"key":"_items","value":[{{"item_id":1,"qty":1}}]}}]{more}}}"#
            )
        };
        let list = format!(
            "[{},{},{},{}]",
            one(4, r#","status":"em_rota","is_fulfilled":true"#),
            one(3, r#","date_deleted":"2026-11-20 10:00:00""#),
            one(2, r#","status":"unfulfilled","is_fulfilled":false,"date_deleted":null"#),
            one(1, r#","status":"fulfilled""#),
        );
        let all = all(list.as_bytes()).unwrap();
        let found: Vec<_> = all.iter().map(|found| (found.id, found.is_fulfilled)).collect();
        assert_eq!(found, [(1, true), (2, false), (4, true)]);
    }

    #[test]
    fn what_cannot_be_read_is_not_taken_for_nothing() {
        assert_eq!(all(b"[]").unwrap(), []);
        for body in [
            "[{}]",
            "[null]",
            r#"{"message":"busy"}"#,
            r#"[{"id":1}]"#,
            r#"[{"id":1,"meta_data":[{"key":"_items","value":"[]"}]}]"#,
            r#"[{"id":1,"meta_data":[{"key":"_items","value":[{"item_id":"x","qty":1}]}]}]"#,
        ] {
            let error = all(body.as_bytes()).unwrap_err();
            assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Never), "{body}");
        }
    }

    #[test]
    fn a_carrier_of_the_shops_own_list_is_read_by_its_word() {
        let carrier = |meta: &str| {
            let list = format!(
                r#"[{{"id":1,"meta_data":[{{"key":"_items","value":{{"1":{{"item_id":1,"qty":"1"}}}}}},{meta}]}}]"#
            );
            all(list.as_bytes()).unwrap().remove(0).carrier
        };
        assert_eq!(carrier(r#"{"key":"_shipment_provider","value":"dhl"}"#).as_deref(), Some("dhl"));
        assert_eq!(carrier(r#"{"key":"_shipping_provider","value":"ups"}"#).as_deref(), Some("ups"));
        let other =
            r#"{"key":"_shipment_provider","value":"other"},{"key":"_provider_name","value":"Loggi"}"#;
        assert_eq!(carrier(other).as_deref(), Some("Loggi"));
        assert_eq!(carrier(r#"{"key":"_shipment_provider","value":"other"}"#), None);
    }
}
