//! The shipment that a sale's goods go with: one for all orders of a pack.

use super::{answer, sale::Sale, session, status::has_left};
use connector_kit::{
    Advice, Conn, ConnectorError,
    lenient::{Object, Text, is_id},
    limits,
};
use domain::UpstreamKind;
use serde::Deserialize;

/// Who takes care of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// The seller, with a carrier of his own; the platform shows the buyer where the goods are.
    Me1,
    /// The platform's carriers.
    Me2,
    /// The seller, at prices of his own.
    Custom,
    /// Buyer and seller agree on it.
    Agreed,
    Unknown,
}

/// Where the goods are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The platform is not ready for them.
    Pending,
    Ready,
    /// They left, and may have come since, or come back.
    Gone,
    Cancelled,
    Unknown,
}

/// The kind of logistics of goods that lie in the platform's own warehouse.
pub(super) const FULL: &str = "fulfillment";

/// The platform's word for goods that wait for their fiscal document.
pub(super) const PENDING: &str = "invoice_pending";

/// A shipment.
#[derive(Debug, Clone)]
pub(super) struct Delivery {
    pub id: String,
    pub mode: Mode,
    pub phase: Phase,
    /// The goods wait for their fiscal document.
    pub wants_invoice: bool,
    /// The kind of logistics: `drop_off`, `fulfillment` and others.
    pub kind: Option<String>,
    pub carrier: Option<String>,
    pub tracking: Option<String>,
    pub link: Option<String>,
}

impl Delivery {
    /// The goods lie in the platform's own warehouse.
    pub(super) fn is_full(&self) -> bool {
        self.kind.as_deref() == Some(FULL)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Shipment<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    substatus: Text<'a>,
    #[serde(borrow)]
    logistic: Object<Logistic<'a>>,
    /// Mode and kind in the old form.
    #[serde(borrow)]
    mode: Text<'a>,
    #[serde(borrow)]
    logistic_type: Text<'a>,
    #[serde(borrow)]
    tracking_number: Text<'a>,
    #[serde(borrow)]
    tracking_method: Text<'a>,
    /// Told with the tracking number; whether it is shown again is not documented.
    #[serde(borrow)]
    tracking_url: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Logistic<'a> {
    #[serde(borrow)]
    mode: Text<'a>,
    #[serde(borrow, rename = "type")]
    kind: Text<'a>,
}

/// The sale's shipment, `None` where it has none, or none that is shown (yet).
pub(super) async fn of_sale(conn: &Conn, sale: &Sale) -> Result<Option<Delivery>, ConnectorError> {
    let Some(id) = &sale.shipment else { return Ok(None) };
    let reply = session::get(conn, &format!("/shipments/{id}"), &[]).await?;
    if matches!(reply.status, 204 | 404) {
        return Ok(None);
    }
    let Object(shipment): Object<Shipment<'_>> = answer::json(conn, &reply)?;
    let delivery = delivery(&shipment).filter(|delivery| delivery.id == *id);
    delivery.map(Some).ok_or_else(|| {
        let detail = "the answer is not the shipment that was asked for";
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })
}

fn delivery(sent: &Shipment<'_>) -> Option<Delivery> {
    let id = sent.id.as_str().filter(|id| is_id(id))?;
    let Object(logistic) = &sent.logistic;
    let is_link = |link: &String| link.starts_with("https://") || link.starts_with("http://");
    Some(Delivery {
        id: id.to_owned(),
        mode: mode(logistic.mode.as_str().or(sent.mode.as_str()), sent.status.as_str()),
        phase: phase(sent.status.as_str(), sent.substatus.as_str()),
        wants_invoice: sent.substatus.as_str() == Some(PENDING),
        kind: logistic.kind.capped(60).or_else(|| sent.logistic_type.capped(60)),
        carrier: sent.tracking_method.capped(limits::SHIPPING_METHOD),
        tracking: sent.tracking_number.capped(limits::SHIPPING_METHOD),
        link: sent.tracking_url.capped(500).filter(is_link),
    })
}

fn mode(word: Option<&str>, status: Option<&str>) -> Mode {
    match (word, status) {
        (Some("not_specified"), _) | (_, Some("to_be_agreed")) => Mode::Agreed,
        (Some("me1"), _) => Mode::Me1,
        (Some("me2"), _) => Mode::Me2,
        (Some("custom"), _) => Mode::Custom,
        _ => Mode::Unknown,
    }
}

fn phase(status: Option<&str>, substatus: Option<&str>) -> Phase {
    match status {
        _ if has_left(status, substatus) => Phase::Gone,
        Some("to_be_agreed" | "pending" | "handling") => Phase::Pending,
        Some("ready_to_ship") => Phase::Ready,
        Some("shipped" | "delivered" | "not_delivered") => Phase::Gone,
        Some("cancelled") => Phase::Cancelled,
        _ => Phase::Unknown,
    }
}

#[cfg(test)]
pub(super) fn read(json: &str) -> Option<Delivery> {
    delivery(&serde_json::from_str::<Object<Shipment<'_>>>(json).unwrap_or_default().0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mode_and_phase_come_in_both_forms() {
        let new = read(
            r#"{"id":44028792542,"status":"ready_to_ship","substatus":"invoice_pending","tracking_number":"ME1BR",
                "tracking_url":"javascript:alert(1)","logistic":{"mode":"me2","type":"fulfillment"}}"#,
        )
        .unwrap();
        assert_eq!((new.mode, new.phase), (Mode::Me2, Phase::Ready));
        assert!(new.wants_invoice && new.is_full() && new.link.is_none());
        assert_eq!(new.tracking.as_deref(), Some("ME1BR"));
        let old = read(r#"{"id":"44028792542","mode":"me1","status":"shipped","substatus":null}"#).unwrap();
        assert_eq!((old.mode, old.phase, old.wants_invoice), (Mode::Me1, Phase::Gone, false));
    }

    #[test]
    fn what_is_not_known_is_taken_for_nothing_else() {
        for (status, expected) in [
            ("pending", Phase::Pending),
            ("handling", Phase::Pending),
            ("ready_to_ship", Phase::Ready),
            ("shipped", Phase::Gone),
            ("delivered", Phase::Gone),
            ("not_delivered", Phase::Gone),
            ("cancelled", Phase::Cancelled),
            ("closed", Phase::Unknown),
            ("beamed", Phase::Unknown),
        ] {
            let found =
                read(&format!(r#"{{"id":1,"status":"{status}","logistic":{{"mode":"me3"}}}}"#)).unwrap();
            assert_eq!((found.phase, found.mode), (expected, Mode::Unknown), "{status}");
        }
        let agreed = read(r#"{"id":1,"status":"to_be_agreed","logistic":{"mode":"custom"}}"#).unwrap();
        assert_eq!(agreed.mode, Mode::Agreed);
        let odd = read(r#"{"id":1,"status":{},"logistic":[],"tracking_number":null}"#).unwrap();
        assert_eq!((odd.phase, odd.mode, odd.tracking), (Phase::Unknown, Mode::Unknown, None));
        for nothing in ["null", "[]", "{}", r#"{"id":"1/../2","status":"pending"}"#] {
            assert!(read(nothing).is_none(), "{nothing}");
        }
    }
}
