//! Handing over the fiscal document. It belongs to the pack, or to an order that is in none, one XML file each.
//! What goes by the platform's carriers waits until the platform has found the document good.

use super::{
    answer,
    delivery::{self, Delivery, Mode, PENDING, Phase},
    sale::{self, Sale},
    session::{self, Body},
};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, InvoiceAsk, InvoicePlace, Method, Reply, Standing,
    lenient::{Instant, Items, Object, Text},
};
use domain::{Obstacle, UpstreamKind};
use serde::Deserialize;

/// Kinds of logistics whose sales Brazil's site invoices by its own means alone: it refuses files for them.
const BY_PLATFORM: [&str; 2] = ["cross_docking", "xd_drop_off"];

/// How long the platform may look at a document before it counts as not found good.
const LOOKING: TimeDelta = TimeDelta::hours(1);

/// What the platform says of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    /// It has the file, handed over at this time if it says so.
    There(Option<DateTime<Utc>>),
    /// It does not show it to this app.
    Withheld,
}

pub(super) async fn look(conn: &Conn, order: &str) -> Result<Vec<InvoicePlace>, ConnectorError> {
    let place =
        |key: &str, standing| InvoicePlace { key: key.to_owned(), standing, access_key: None, problem: None };
    let Some(sale) = sale::read(conn, order).await? else {
        return Ok(vec![place("", Standing::Closed(Obstacle::NotFound))]);
    };
    let key = sale.pack.as_deref().unwrap_or(&sale.id);
    if let Some(obstacle) = sale.obstacle() {
        return Ok(vec![place(key, Standing::Closed(obstacle))]);
    }
    let delivery = delivery::of_sale(conn, &sale).await?;
    let told = told(conn, key).await?;
    let problem = is_stuck(delivery.as_ref(), told, conn.now()).then(|| PENDING.to_owned());
    let standing = match problem {
        // A second file is refused: only the platform's pages can replace it.
        Some(_) => Standing::Closed(Obstacle::ByHand),
        None => standing(&sale, delivery.as_ref(), told),
    };
    Ok(vec![InvoicePlace { problem, ..place(key, standing) }])
}

/// Whether the goods wait for a document that is there.
fn is_stuck(delivery: Option<&Delivery>, told: Told, now: DateTime<Utc>) -> bool {
    matches!(told, Told::There(Some(at)) if delivery.is_some_and(waits) && at + LOOKING < now)
}

fn waits(delivery: &Delivery) -> bool {
    delivery.wants_invoice && matches!(delivery.phase, Phase::Pending | Phase::Ready)
}

fn standing(sale: &Sale, delivery: Option<&Delivery>, told: Told) -> Standing<()> {
    let by_platform = |delivery: &Delivery| {
        let kind = delivery.kind.as_deref().unwrap_or_default();
        sale.site == "MLB" && BY_PLATFORM.contains(&kind)
    };
    match delivery {
        Some(delivery) if matches!(told, Told::There(_)) && waits(delivery) => Standing::Underway,
        _ if matches!(told, Told::There(_)) => Standing::Done,
        Some(Delivery { phase: Phase::Unknown, .. }) => Standing::Closed(Obstacle::UnknownState),
        Some(Delivery { phase: Phase::Cancelled, .. }) => Standing::Closed(Obstacle::Cancelled),
        Some(delivery) if delivery.is_full() => Standing::Closed(Obstacle::ByChannel),
        Some(delivery) if told == Told::Withheld && !waits(delivery) => without_list(sale, delivery),
        Some(delivery) if by_platform(delivery) => Standing::Closed(Obstacle::ByHand),
        None if sale.is_partial => Standing::Closed(Obstacle::TooEarly),
        None if told == Told::Withheld => Standing::Closed(Obstacle::UnknownState),
        _ => Standing::Open(()),
    }
}

/// Of goods that wait for no document, whose documents are not shown. In Brazil the platform's carriers take none
/// without.
fn without_list(sale: &Sale, delivery: &Delivery) -> Standing<()> {
    match (delivery.mode, delivery.phase) {
        (Mode::Me2, Phase::Ready | Phase::Gone) if sale.site == "MLB" => Standing::Done,
        _ => Standing::Closed(Obstacle::UnknownState),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Documents<'a> {
    #[serde(borrow)]
    fiscal_documents: Items<Object<Document<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Document<'a> {
    #[serde(borrow)]
    file_type: Text<'a>,
    date: Instant,
}

impl Documents<'_> {
    /// Beside the XML there may be a PDF for the buyer; what does not say what it is may be the XML.
    fn told(&self) -> Told {
        let is_xml = |document: &&Document<'_>| document.file_type.as_str() != Some("application/pdf");
        let files: Vec<_> =
            self.fiscal_documents.list.iter().map(|Object(document)| document).filter(is_xml).collect();
        if files.is_empty() {
            return Told::Nothing;
        }
        Told::There(files.iter().filter_map(|document| document.date.known()).max())
    }
}

async fn told(conn: &Conn, key: &str) -> Result<Told, ConnectorError> {
    let reply = session::get(conn, &path(key), &[]).await?;
    match reply.status {
        204 | 404 => return Ok(Told::Nothing),
        403 => return Ok(Told::Withheld),
        _ => {}
    }
    let Object(documents): Object<Documents<'_>> = answer::json(conn, &reply)?;
    Ok(documents.told())
}

fn path(key: &str) -> String {
    format!("/packs/{key}/fiscal_documents")
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Taken<'a> {
    #[serde(borrow)]
    ids: Items<Text<'a>>,
}

pub(super) async fn hand_over(conn: &Conn, ask: &InvoiceAsk) -> Result<(), ConnectorError> {
    let path = path(session::id(&ask.place)?);
    let boundary = boundary(&ask.document.xml, &ask.key.simple().to_string());
    let body = Body {
        kind: format!("multipart/form-data; boundary={boundary}"),
        bytes: form(&ask.document.xml, &boundary),
    };
    let reply = session::send(conn, Method::POST, &path, body).await?;
    if let Some(refusal) = refusal(conn, &reply) {
        return Err(refusal);
    }
    let Object(taken): Object<Taken<'_>> = answer::json(conn, &reply)?;
    if taken.ids.list.iter().any(|id| id.as_str().is_some()) {
        return Ok(());
    }
    let detail = "the answer names no document";
    Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status))
}

/// A refusal of this document that reads as something else: a file of the kind is there already (409), or the
/// platform invoices the sale itself (403).
fn refusal(conn: &Conn, reply: &Reply) -> Option<ConnectorError> {
    let is_refusal = reply.status == 409 || reply.status == 403 && answer::mentions(reply, "biller");
    is_refusal.then(|| {
        let error = answer::failure(reply, conn.now());
        ConnectorError { kind: UpstreamKind::Rejected, advice: Advice::Never, ..error }
    })
}

/// A line that does not occur in the file.
fn boundary(file: &[u8], seed: &str) -> String {
    let mut boundary = format!("orion-{seed}");
    while file.windows(boundary.len()).any(|part| part == boundary.as_bytes()) {
        boundary.push('x');
    }
    boundary
}

fn form(file: &[u8], boundary: &str) -> Vec<u8> {
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"fiscal_document\"; filename=\"nota.xml\"\r\n\
         Content-Type: application/xml\r\n\r\n"
    );
    [head.as_bytes(), file, format!("\r\n--{boundary}--\r\n").as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const THERE: Told = Told::There(None);

    fn delivery(status: &str, mode: &str, kind: &str, substatus: &str) -> Option<Delivery> {
        delivery::read(&format!(
            r#"{{"id":2,"status":"{status}","substatus":"{substatus}","logistic":{{"mode":"{mode}","type":"{kind}"}}}}"#
        ))
    }

    fn standing_of(delivery: Option<Delivery>, told: Told) -> Standing<()> {
        let order = r#"{"id":1,"status":"paid","shipping":{"id":2},"context":{"site":"MLB"}}"#;
        standing(&sale::sale(order, false).unwrap(), delivery.as_ref(), told)
    }

    fn of(kind: &str, substatus: &str, told: Told) -> Standing<()> {
        standing_of(delivery("ready_to_ship", "me2", kind, substatus), told)
    }

    #[test]
    fn a_document_is_asked_for_once_and_where_the_platform_takes_it() {
        assert_eq!(of("drop_off", "invoice_pending", Told::Nothing), Standing::Open(()));
        assert_eq!(of("drop_off", "invoice_pending", THERE), Standing::Underway);
        assert_eq!(of("drop_off", "ready_to_print", THERE), Standing::Done);
        let full = of("fulfillment", "invoice_pending", Told::Nothing);
        assert_eq!(full, Standing::Closed(Obstacle::ByChannel));
        let biller = of("cross_docking", "invoice_pending", Told::Nothing);
        assert_eq!(biller, Standing::Closed(Obstacle::ByHand));
        assert_eq!(of("cross_docking", "ready_to_print", THERE), Standing::Done);
        let without = |is_partial| {
            let sale = sale::sale(r#"{"id":1,"status":"paid"}"#, is_partial).unwrap();
            (standing(&sale, None, Told::Nothing), standing(&sale, None, THERE))
        };
        assert_eq!(without(false), (Standing::Open(()), Standing::Done));
        assert_eq!(without(true), (Standing::Closed(Obstacle::TooEarly), Standing::Done));
        let at = |status| standing_of(delivery(status, "me2", "drop_off", ""), Told::Nothing);
        assert_eq!(at("beamed"), Standing::Closed(Obstacle::UnknownState));
        assert_eq!(at("cancelled"), Standing::Closed(Obstacle::Cancelled));
    }

    #[test]
    fn where_documents_are_not_shown_the_shipment_tells() {
        let of = |status, mode, substatus| {
            standing_of(delivery(status, mode, "drop_off", substatus), Told::Withheld)
        };
        assert_eq!(of("ready_to_ship", "me2", "invoice_pending"), Standing::Open(()));
        assert_eq!(of("ready_to_ship", "me2", "ready_to_print"), Standing::Done);
        assert_eq!(of("delivered", "me2", ""), Standing::Done);
        let unknown = Standing::Closed(Obstacle::UnknownState);
        assert_eq!(of("pending", "me2", "buffered"), unknown);
        assert_eq!(of("pending", "me1", ""), unknown);
        assert_eq!(standing_of(None, Told::Withheld), unknown);
    }

    #[test]
    fn a_document_for_which_the_goods_wait_too_long_was_not_found_good() {
        let now = DateTime::parse_from_rfc3339("2026-11-20T17:00:00Z").unwrap().to_utc();
        let of = |substatus, minutes: Option<i64>| {
            let at = minutes.map(|minutes| now - TimeDelta::minutes(minutes));
            is_stuck(delivery("ready_to_ship", "me2", "drop_off", substatus).as_ref(), Told::There(at), now)
        };
        assert!(of("invoice_pending", Some(61)));
        assert!(!of("invoice_pending", Some(59)) && !of("invoice_pending", None));
        assert!(!of("ready_to_print", Some(61)));
        assert!(!is_stuck(None, Told::There(Some(now - TimeDelta::days(1))), now));
    }

    #[test]
    fn a_pdf_for_the_buyer_is_not_the_document() {
        let at = DateTime::parse_from_rfc3339("2026-11-20T17:00:00Z").unwrap().to_utc();
        for (json, expected) in [
            (r#"{"fiscal_documents":[{"id":"a","file_type":"application/pdf"}]}"#, Told::Nothing),
            (r#"{"fiscal_documents":[{"file_type":"application/pdf"},{"file_type":"text/xml"}]}"#, THERE),
            (r#"{"fiscal_documents":[{"id":"a","date":"2026-11-20T17:00:00Z"}]}"#, Told::There(Some(at))),
            (r#"{"fiscal_documents":[{"id":"a","date":"soon"}]}"#, THERE),
            (r#"{"fiscal_documents":[]}"#, Told::Nothing),
            (r#"{"fiscal_documents":null}"#, Told::Nothing),
            ("[]", Told::Nothing),
        ] {
            let Object(documents) = serde_json::from_str::<Object<Documents<'_>>>(json).unwrap();
            assert_eq!(documents.told(), expected, "{json}");
        }
    }

    #[test]
    fn the_file_is_sent_as_it_came_behind_a_line_of_its_own() {
        let file = b"<a>orion-1 orion-1x</a>\r\n";
        let line = boundary(file, "1");
        assert_eq!(line, "orion-1xx");
        let sent = form(file, &line);
        let text = String::from_utf8(sent).unwrap();
        assert!(text.starts_with("--orion-1xx\r\nContent-Disposition: form-data; name=\"fiscal_document\";"));
        assert!(text.ends_with("\r\n\r\n<a>orion-1 orion-1x</a>\r\n\r\n--orion-1xx--\r\n"), "{text:?}");
        assert_eq!(boundary(b"", "1"), "orion-1");
    }
}
