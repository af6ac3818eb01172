//! Handing over the fiscal document. It belongs to the pack, or to an order that is in none, one XML file each.
//! What goes by the platform's carriers waits until the platform has found the document good.

use super::{
    answer,
    delivery::{self, Delivery, Phase},
    sale::{self, Sale},
    session::{self, Body},
};
use connector_kit::{
    Advice, Conn, ConnectorError, InvoiceAsk, InvoicePlace, Method, Reply, Standing,
    lenient::{Items, Object, Text},
};
use domain::{Obstacle, UpstreamKind};
use serde::Deserialize;

/// Kinds of logistics whose sales Brazil's site invoices by its own means alone: it refuses files for them.
const BY_PLATFORM: [&str; 2] = ["cross_docking", "xd_drop_off"];

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
    let is_there = is_there(conn, key).await?;
    Ok(vec![place(key, standing(&sale, delivery.as_ref(), is_there))])
}

fn standing(sale: &Sale, delivery: Option<&Delivery>, is_there: bool) -> Standing<()> {
    let waits = |delivery: &Delivery| {
        delivery.wants_invoice && matches!(delivery.phase, Phase::Pending | Phase::Ready)
    };
    let by_platform = |delivery: &Delivery| {
        let kind = delivery.kind.as_deref().unwrap_or_default();
        sale.site == "MLB" && BY_PLATFORM.contains(&kind)
    };
    match delivery {
        Some(delivery) if is_there && waits(delivery) => Standing::Underway,
        _ if is_there => Standing::Done,
        Some(delivery) if delivery.is_full() => Standing::Closed(Obstacle::ByChannel),
        Some(delivery) if by_platform(delivery) => Standing::Closed(Obstacle::ByHand),
        None if sale.is_partial => Standing::Closed(Obstacle::TooEarly),
        _ => Standing::Open(()),
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
}

impl Documents<'_> {
    /// Beside the XML there may be a PDF for the buyer; what does not say what it is may be the XML.
    fn hold_xml(&self) -> bool {
        self.fiscal_documents
            .list
            .iter()
            .any(|document| document.0.file_type.as_str() != Some("application/pdf"))
    }
}

async fn is_there(conn: &Conn, key: &str) -> Result<bool, ConnectorError> {
    let reply = session::get(conn, &path(key), &[]).await?;
    if matches!(reply.status, 204 | 404) {
        return Ok(false);
    }
    let Object(documents): Object<Documents<'_>> = answer::json(conn, &reply)?;
    Ok(documents.hold_xml())
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

    fn of(kind: &str, substatus: &str, is_there: bool) -> Standing<()> {
        let sale = sale::sale(r#"{"id":1,"status":"paid","shipping":{"id":2}}"#, false).unwrap();
        let json = format!(
            r#"{{"id":2,"status":"ready_to_ship","substatus":"{substatus}",
                "logistic":{{"mode":"me2","type":"{kind}"}}}}"#
        );
        standing(&sale, delivery::read(&json).as_ref(), is_there)
    }

    #[test]
    fn a_document_is_asked_for_once_and_where_the_platform_takes_it() {
        assert_eq!(of("drop_off", "invoice_pending", false), Standing::Open(()));
        assert_eq!(of("drop_off", "invoice_pending", true), Standing::Underway);
        assert_eq!(of("drop_off", "ready_to_print", true), Standing::Done);
        assert_eq!(of("fulfillment", "invoice_pending", false), Standing::Closed(Obstacle::ByChannel));
        assert_eq!(of("cross_docking", "invoice_pending", false), Standing::Closed(Obstacle::ByHand));
        assert_eq!(of("cross_docking", "ready_to_print", true), Standing::Done);
        let without = |is_partial| {
            let sale = sale::sale(r#"{"id":1,"status":"paid"}"#, is_partial).unwrap();
            (standing(&sale, None, false), standing(&sale, None, true))
        };
        assert_eq!(without(false), (Standing::Open(()), Standing::Done));
        assert_eq!(without(true), (Standing::Closed(Obstacle::TooEarly), Standing::Done));
    }

    #[test]
    fn a_pdf_for_the_buyer_is_not_the_document() {
        for (json, expected) in [
            (r#"{"fiscal_documents":[{"id":"a","file_type":"application/pdf"}]}"#, false),
            (r#"{"fiscal_documents":[{"file_type":"application/pdf"},{"file_type":"text/xml"}]}"#, true),
            (r#"{"fiscal_documents":[{"id":"a"}]}"#, true),
            (r#"{"fiscal_documents":[]}"#, false),
            (r#"{"fiscal_documents":null}"#, false),
            ("[]", false),
        ] {
            let Object(documents) = serde_json::from_str::<Object<Documents<'_>>>(json).unwrap();
            assert_eq!(documents.hold_xml(), expected, "{json}");
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
