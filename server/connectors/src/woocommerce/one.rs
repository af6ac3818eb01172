//! One order as it stands now, for what is done with it.

use super::{answer, transport};
use connector_kit::{
    Advice, Conn, ConnectorError, Method, Shipment,
    lenient::{Amount, Instant, Items, Object, Text, capped},
    limits,
};
use domain::UpstreamKind;
use rust_decimal::Decimal;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, json, value::RawValue};

pub(super) const ORDERS: &str = "/wc/v3/orders";
const FIELDS: &str = "id,status,date_paid_gmt,date_completed_gmt,payment_method,line_items,refunds,meta_data";

/// Where Orion keeps what it told of a shipment, in shops that have no other place for it. With the
/// underscore neither merchants nor buyers are shown it.
const TOLD: &str = "_orion_shipment";

/// Where Orion keeps after which shipment the shop did not let the order be completed.
const STAYS: &str = "_orion_stays";

/// How far an order has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Draft,
    Unpaid,
    /// Set back by the merchant although it was paid.
    OnHold,
    ToShip,
    Shipped,
    Cancelled,
    Binned,
    /// All of the money was given back.
    Refunded,
    /// A status that a plugin added, or none.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct One {
    pub id: u64,
    pub stage: Stage,
    /// The shop's own word.
    pub status: String,
    pub is_paid: bool,
    /// `None` where one of them cannot be read.
    pub lines: Option<Vec<Line>>,
    pub has_refunds: bool,
    /// Whether goods have left, as far as the order itself tells.
    pub has_left: bool,
    /// Whether the order has fulfilments, as far as the order itself tells.
    pub has_fulfilments: bool,
    /// Whether it was completed once, whatever it is now: the shop keeps the date.
    pub was_completed: bool,
    /// The attempt after which the order stays in its status, although all has left.
    pub stays: Option<String>,
    /// What Orion told of without fulfilments.
    pub told: Option<Told>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub id: u64,
    pub title: String,
    pub sku: Option<String>,
    /// Above zero; plugins sell parts of a piece.
    pub quantity: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// The attempt's.
    pub key: String,
    pub shipment: Shipment,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Sent<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
    date_paid_gmt: Instant,
    date_completed_gmt: Instant,
    #[serde(borrow)]
    payment_method: Text<'a>,
    #[serde(borrow)]
    line_items: Items<Object<SentLine<'a>>>,
    refunds: Items<IgnoredAny>,
    #[serde(borrow)]
    meta_data: Items<Object<Entry<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SentLine<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow)]
    sku: Text<'a>,
    #[serde(borrow)]
    quantity: Amount<'a>,
}

/// A value that is kept with something; any JSON.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Entry<'a> {
    #[serde(borrow)]
    pub key: Text<'a>,
    #[serde(borrow)]
    pub value: Option<&'a RawValue>,
}

impl<'a> Entry<'a> {
    /// The value under a key, in the shape that is wanted of it.
    pub(super) fn of<T: Deserialize<'a> + Default>(entries: &[Object<Self>], key: &str) -> T {
        let found = entries.iter().find(|Object(entry)| entry.key.as_str() == Some(key));
        let value = found.and_then(|Object(entry)| entry.value);
        value.and_then(|value| serde_json::from_str(value.get()).ok()).unwrap_or_default()
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SentTold<'a> {
    #[serde(borrow)]
    key: Text<'a>,
    #[serde(borrow)]
    carrier: Text<'a>,
    #[serde(borrow)]
    tracking: Text<'a>,
    #[serde(borrow)]
    link: Text<'a>,
}

/// The id that a key is; `None` for what can be none.
pub(super) fn id(key: &str) -> Option<u64> {
    key.parse().ok().filter(|id: &u64| *id > 0 && id.to_string() == key)
}

/// `None` where the shop has no such order.
pub(super) async fn read(conn: &Conn, key: &str) -> Result<Option<One>, ConnectorError> {
    let Some(id) = id(key) else { return Ok(None) };
    let fields = [("_fields".to_owned(), FIELDS.to_owned())];
    match transport::read(conn, &format!("{ORDERS}/{id}"), &fields).await {
        Ok(reply) => of(answer::json(&reply, conn.now())?, id).map(Some),
        Err(error) if error.kind == UpstreamKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn of(body: &[u8], id: u64) -> Result<One, ConnectorError> {
    let sent: Sent<'_> = serde_json::from_slice(body).map_err(|error| unreadable(&error.to_string()))?;
    if sent.id.as_str() != Some(id.to_string().as_str()) {
        return Err(unreadable("it is another one"));
    }
    let status = sent.status.capped(limits::CHANNEL_STATUS).unwrap_or_default();
    let paid_date = sent.date_paid_gmt.known().is_some();
    // Cash on delivery is worked on before anyone has paid.
    let is_taken =
        matches!(status.as_str(), "processing" | "completed") && sent.payment_method.as_str() != Some("cod");
    let lines = sent.line_items.list.iter().map(|Object(line)| Line::of(line)).collect::<Option<Vec<_>>>();
    let fulfilments: Text<'_> = Entry::of(&sent.meta_data.list, "_fulfillment_status");
    Ok(One {
        id,
        stage: stage(&status, paid_date),
        status,
        is_paid: paid_date || is_taken,
        lines: lines
            .filter(|_| !sent.line_items.overflow)
            .map(|lines| lines.into_iter().filter(|line| line.quantity > Decimal::ZERO).collect()),
        has_refunds: !sent.refunds.list.is_empty(),
        has_left: matches!(fulfilments.as_str(), Some("fulfilled" | "partially_fulfilled")),
        has_fulfilments: fulfilments.as_str().is_some_and(|status| status != "no_fulfillments"),
        was_completed: sent.date_completed_gmt.known().is_some(),
        stays: Entry::of::<Text<'_>>(&sent.meta_data.list, STAYS).capped(100),
        told: told(&sent.meta_data.list, id),
    })
}

fn stage(status: &str, paid_date: bool) -> Stage {
    match status {
        "pending" | "failed" => Stage::Unpaid,
        "on-hold" if paid_date => Stage::OnHold,
        "on-hold" => Stage::Unpaid,
        "processing" => Stage::ToShip,
        "completed" => Stage::Shipped,
        "cancelled" => Stage::Cancelled,
        "refunded" => Stage::Refunded,
        status if super::status::is_trashed(status) => Stage::Binned,
        status if super::status::is_draft(status) => Stage::Draft,
        _ => Stage::Unknown,
    }
}

impl Line {
    fn of(sent: &SentLine<'_>) -> Option<Self> {
        Some(Self {
            id: id(sent.id.as_str()?)?,
            title: sent.name.capped(limits::TITLE).unwrap_or_default(),
            sku: sent.sku.capped(limits::SKU),
            quantity: sent.quantity.get("quantity").ok()??,
        })
    }
}

fn told(meta: &[Object<Entry<'_>>], order: u64) -> Option<Told> {
    let Object(sent): Object<SentTold<'_>> = Entry::of(meta, TOLD);
    let key = sent.key.capped(100)?;
    let shipment = Shipment {
        key: key.clone(),
        parcel: Some(order.to_string()),
        carrier: sent.carrier.capped(200),
        tracking: sent.tracking.capped(200),
        link: sent.link.capped(1_000),
    };
    Some(Told { key, shipment })
}

/// What is kept with an order that was shipped.
pub(super) fn kept(told: &Told) -> Value {
    let Shipment { carrier, tracking, link, .. } = &told.shipment;
    let value = json!({ "key": told.key, "carrier": carrier, "tracking": tracking, "link": link });
    json!([{ "key": TOLD, "value": value }])
}

/// Gives an order another status, and what is to be kept with it; the status that it then has.
///
/// # Errors
/// What the answer means; [`UpstreamKind::Protocol`] for one that shows no status.
pub(super) async fn set_status(
    conn: &Conn,
    id: u64,
    status: &str,
    kept: Option<Value>,
) -> Result<String, ConnectorError> {
    let mut body = json!({ "status": status });
    if let Some(kept) = kept {
        body["meta_data"] = kept;
    }
    put(conn, id, &body).await
}

/// Keeps with an order that the shop does not let it be completed after this attempt.
///
/// # Errors
/// As for [`set_status`].
pub(super) async fn keep_that_it_stays(conn: &Conn, id: u64, attempt: &str) -> Result<(), ConnectorError> {
    put(conn, id, &json!({ "meta_data": [{ "key": STAYS, "value": attempt }] })).await.map(drop)
}

async fn put(conn: &Conn, id: u64, body: &Value) -> Result<String, ConnectorError> {
    let fields = [("_fields".to_owned(), "id,status".to_owned())];
    let route = format!("{ORDERS}/{id}");
    let reply = transport::write(conn, &Method::PUT, &route, &fields, Some(&body.to_string())).await?;
    let one = of(answer::json(&reply, conn.now())?, id)?;
    if one.status.is_empty() { Err(unreadable("it has no status")) } else { Ok(one.status) }
}

/// What was done, if anything, shows by looking.
fn unreadable(why: &str) -> ConnectorError {
    ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, format!("the order cannot be read: {why}"))
}

/// What a channel does not let be done; who looks before acting does not see it.
pub(super) fn refused(why: impl Into<String>) -> ConnectorError {
    ConnectorError::new(UpstreamKind::Rejected, Advice::Never, why)
}

pub(super) fn absent() -> ConnectorError {
    ConnectorError::new(UpstreamKind::NotFound, Advice::Never, "the shop has no such order")
}

/// A text of an ask as it is sent.
pub(super) fn sent(text: Option<&String>, max: usize) -> Option<String> {
    text.and_then(|text| capped(text, max))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: &str, more: &str) -> One {
        of(format!(r#"{{"id":7,"status":"{status}"{more}}}"#).as_bytes(), 7).unwrap()
    }

    #[test]
    fn only_what_can_be_an_id_is_asked_for() {
        for key in ["", "0", "007", "+7", "-7", "7 ", "7/notes", "é", "99999999999999999999999"] {
            assert_eq!(id(key), None, "{key}");
        }
        assert_eq!(id("999999999999"), Some(999_999_999_999));
    }

    #[test]
    fn a_status_that_is_not_known_is_never_taken_for_another() {
        for status in ["em-separacao", "Processing", "wc-processing", ""] {
            assert_eq!(read(status, "").stage, Stage::Unknown, "{status}");
        }
        assert_eq!(of(br#"{"id":"7","status":["processing"]}"#, 7).unwrap().stage, Stage::Unknown);
        assert_eq!(read("on-hold", "").stage, Stage::Unpaid);
        assert_eq!(read("on-hold", r#","date_paid_gmt":"2026-11-20T10:00:00""#).stage, Stage::OnHold);
    }

    #[test]
    fn cash_on_delivery_is_not_paid_while_it_is_worked_on() {
        assert!(read("processing", "").is_paid);
        assert!(!read("processing", r#","payment_method":"cod","date_paid_gmt":null"#).is_paid);
        let dated = r#","payment_method":"cod","date_paid_gmt":"2026-11-20T10:00:00""#;
        assert!(read("processing", dated).is_paid);
        assert!(!read("pending", "").is_paid);
    }

    #[test]
    fn lines_are_all_read_or_none() {
        let line = r#"{"id":315,"name":"Camiseta","sku":"","quantity":"1.5"}"#;
        let lines = |list: &str| read("processing", &format!(r#","line_items":[{list}]"#)).lines;
        let found = lines(&format!(r#"{line},{{"id":316,"quantity":0}}"#)).unwrap();
        let [Line { id: 315, sku: None, quantity, .. }] = &found[..] else { panic!("{found:?}") };
        assert_eq!(*quantity, Decimal::new(15, 1));
        for broken in ["{}", "null", r#"{"id":"x","quantity":1}"#, r#"{"id":1,"quantity":"many"}"#] {
            assert_eq!(lines(&format!("{line},{broken}")), None, "{broken}");
        }
    }

    #[test]
    fn what_became_of_an_order_before_is_known() {
        let plain = read("processing", "");
        assert!(!plain.was_completed && !plain.has_fulfilments && plain.stays.is_none());
        assert!(read("processing", r#","date_completed_gmt":"2026-11-20T10:00:00""#).was_completed);
        let meta = |key: &str, value: &str| {
            read("processing", &format!(r#","meta_data":[{{"id":1,"key":"{key}","value":{value}}}]"#))
        };
        assert_eq!(meta(STAYS, r#""k""#).stays.as_deref(), Some("k"));
        for (status, has_any) in [("unfulfilled", true), ("em_rota", true), ("no_fulfillments", false)] {
            let order = meta("_fulfillment_status", &format!("{status:?}"));
            assert_eq!((order.has_fulfilments, order.has_left), (has_any, false), "{status}");
        }
    }

    #[test]
    fn another_order_or_none_is_no_answer() {
        for body in ["{}", "[]", r#"{"id":8,"status":"processing"}"#, r#"{"id":null}"#, "7"] {
            assert_eq!(of(body.as_bytes(), 7).unwrap_err().kind, UpstreamKind::Protocol, "{body}");
        }
    }

    #[test]
    fn what_was_told_is_found_again() {
        let shipment = Shipment {
            key: "k".into(),
            parcel: Some("7".into()),
            carrier: Some("Correios".into()),
            tracking: Some("AA1BR".into()),
            link: None,
        };
        let told = Told { key: "k".into(), shipment };
        let meta = kept(&told).to_string();
        assert_eq!(read("completed", &format!(r#","meta_data":{meta}"#)).told, Some(told));
        for other in ["7", "[]", r#""text""#, "null", r#"{"key":""}"#] {
            let meta = format!(r#","meta_data":[{{"id":1,"key":"{TOLD}","value":{other}}}]"#);
            assert_eq!(read("completed", &meta).told, None, "{other}");
        }
    }
}
