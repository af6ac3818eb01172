//! Handing over fiscal documents: the NF-e of a sale in Brazil, before the goods leave. Each package is a
//! place. Whether the platform finds the document good is told by an event alone; the order shows whether one
//! is asked for still.

use super::{
    answer,
    answer::LOOKING,
    one,
    one::{Document, Order},
    parcels::{self, PackageState},
    session::{self, Ask},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use connector_kit::{
    Advice, Conn, ConnectorError, InvoiceAsk, InvoicePlace, Standing,
    lenient::{Items, Object, Text, capped, is_id},
};
use domain::{Obstacle, UpstreamKind};
use serde::Deserialize;
use serde_json::{Value, json};

const PATH: &str = "/fulfillment/202502/invoice/upload";

/// A document of the package was uploaded before, and is being looked at.
const THERE_ALREADY: &str = "10007014";

pub(super) async fn look(conn: &Conn, key: &str) -> Result<Vec<InvoicePlace>, ConnectorError> {
    Ok(match one::read(conn, key).await? {
        Some(order) => places(&order),
        None => vec![place("", Standing::Closed(Obstacle::NotFound))],
    })
}

fn places(order: &Order) -> Vec<InvoicePlace> {
    let standing = standing(order);
    if order.packages.is_empty() {
        // There is nothing that it could be handed over for.
        let standing = match standing {
            Standing::Open(()) => Standing::Closed(Obstacle::TooEarly),
            other => other,
        };
        return vec![place("", standing)];
    }
    let of_package = |package: &String| match is_cancelled(order, package) {
        true if order.obstacle().is_none() => place(package, Standing::Closed(Obstacle::Cancelled)),
        _ => place(package, standing.clone()),
    };
    order.packages.iter().map(of_package).collect()
}

fn place(key: &str, standing: Standing<()>) -> InvoicePlace {
    InvoicePlace { key: key.to_owned(), standing, access_key: None, problem: None }
}

fn is_cancelled(order: &Order, package: &str) -> bool {
    parcels::state(order, package) == PackageState::Closed(Obstacle::Cancelled)
}

fn standing(order: &Order) -> Standing<()> {
    if !order.is_brazilian() {
        return Standing::Closed(Obstacle::ByHand);
    }
    // The order's one word does not say of which of its packages it speaks.
    let is_split = order.packages.iter().filter(|package| !is_cancelled(order, package)).count() > 1;
    match (order.obstacle(), order.document) {
        (Some(obstacle), _) => Standing::Closed(obstacle),
        (None, Document::Needed) if is_split || order.is_combined => Standing::Closed(Obstacle::ByHand),
        (None, Document::Needed) => Standing::Open(()),
        (None, Document::Uploaded) if is_split => Standing::Closed(Obstacle::UnknownState),
        (None, Document::Uploaded) => Standing::Done,
        (None, Document::NotNeeded) => Standing::Closed(Obstacle::ByHand),
        // Without the platform's word nobody knows whether one is there.
        (None, Document::Unknown) => Standing::Closed(Obstacle::UnknownState),
    }
}

/// A second time the same document changes nothing: the platform refuses it while it looks at the first one,
/// and an access key that it knows is no new document.
pub(super) async fn hand_over(conn: &Conn, ask: &InvoiceAsk) -> Result<(), ConnectorError> {
    if !is_id(&ask.order) || !is_id(&ask.place) {
        return Err(ConnectorError::new(
            UpstreamKind::NotFound,
            Advice::Never,
            "the shop has no such package",
        ));
    }
    let reply = session::send(conn, &Ask::post(PATH, &body(ask))).await?;
    taken(answer::data_for_act(conn, &reply)?)
}

fn body(ask: &InvoiceAsk) -> Value {
    json!({ "invoices": [{
        "package_id": ask.place,
        "order_ids": [ask.order],
        "file_type": "XML",
        "file": STANDARD.encode(&ask.document.xml),
    }] })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Outcome<'a> {
    #[serde(borrow)]
    errors: Items<Object<Refusal<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal<'a> {
    #[serde(borrow)]
    code: Text<'a>,
    #[serde(borrow)]
    message: Text<'a>,
}

/// One document was sent: every error is about it.
fn taken(Object(outcome): Object<Outcome<'_>>) -> Result<(), ConnectorError> {
    let Some(Object(refusal)) = outcome.errors.list.first() else { return Ok(()) };
    let code = refusal.code.as_str().unwrap_or("?");
    let message = refusal.message.as_str().and_then(|text| capped(text, 300)).unwrap_or_default();
    let advice = if code == THERE_ALREADY { Advice::After(LOOKING) } else { Advice::Never };
    Err(ConnectorError::new(UpstreamKind::Rejected, advice, format!("{code}: {message}")))
}

#[cfg(test)]
mod tests {
    use super::one::composed;
    use super::*;
    use connector_kit::FiscalDocument;
    use uuid::Uuid;

    fn of(region: Option<&str>, status: &str, word: &str) -> Vec<Standing<()>> {
        let sent = json!({ "status": status, "need_upload_invoice": word, "packages": [{ "id": "21" }] });
        places(&composed(&sent, region)).into_iter().map(|place| place.standing).collect()
    }

    #[test]
    fn one_word_for_several_packages_is_not_guessed_at() {
        let of = |word: &str, tag: &str, states: &[&str]| {
            let pieces: Vec<_> = (21..)
                .zip(states)
                .map(|(id, state)| json!({ "package_id": id, "package_status": state }))
                .collect();
            let sent = json!({ "status": "AWAITING_SHIPMENT", "need_upload_invoice": word, "split_or_combine_tag": tag, "line_items": pieces });
            let places = places(&composed(&sent, Some("BR")));
            places.into_iter().map(|place| place.standing).collect::<Vec<_>>()
        };
        let closed = Standing::Closed;
        let two = ["TO_FULFILL", "TO_FULFILL"];
        assert_eq!(of("NEED_INVOICE", "SPLIT", &two), [closed(Obstacle::ByHand), closed(Obstacle::ByHand)]);
        assert_eq!(
            of("INVOICE_UPLOADED", "SPLIT", &two),
            [closed(Obstacle::UnknownState), closed(Obstacle::UnknownState)]
        );
        let left = ["CANCELLED", "TO_FULFILL"];
        assert_eq!(of("NEED_INVOICE", "SPLIT", &left), [closed(Obstacle::Cancelled), Standing::Open(())]);
        assert_eq!(of("INVOICE_UPLOADED", "", &left), [closed(Obstacle::Cancelled), Standing::Done]);
        assert_eq!(
            of("NEED_INVOICE", "COMBINED", &["TO_FULFILL"]),
            [closed(Obstacle::ByHand)],
            "other orders are in it"
        );
    }

    #[test]
    fn a_document_is_asked_for_where_the_platform_says_so() {
        use Obstacle::{ByHand, Cancelled, NotPaid, OnHold, UnknownState};
        let brazil = Some("BR");
        for (status, word, expected) in [
            ("AWAITING_SHIPMENT", "NEED_INVOICE", Standing::Open(())),
            ("AWAITING_SHIPMENT", "INVOICE_UPLOADED", Standing::Done),
            ("COMPLETED", "INVOICE_UPLOADED", Standing::Done),
            ("AWAITING_SHIPMENT", "NO_NEED", Standing::Closed(ByHand)),
            ("AWAITING_SHIPMENT", "UNKNOWN", Standing::Closed(UnknownState)),
            ("AWAITING_SHIPMENT", "", Standing::Closed(UnknownState)),
            ("CANCELLED", "NEED_INVOICE", Standing::Closed(Cancelled)),
            ("UNPAID", "NEED_INVOICE", Standing::Closed(NotPaid)),
            ("ON_HOLD", "NEED_INVOICE", Standing::Closed(OnHold)),
            ("TELEPORTED", "NEED_INVOICE", Standing::Closed(UnknownState)),
        ] {
            assert_eq!(of(brazil, status, word), [expected], "{status} {word}");
        }
        assert_eq!(of(Some("MX"), "AWAITING_SHIPMENT", "NEED_INVOICE")[0], Standing::Closed(ByHand));
        assert_eq!(of(None, "AWAITING_SHIPMENT", "NEED_INVOICE")[0], Standing::Open(()));
        let bare = composed(
            &json!({ "status": "AWAITING_SHIPMENT", "need_upload_invoice": "NEED_INVOICE" }),
            brazil,
        );
        assert_eq!(places(&bare)[0].standing, Standing::Closed(Obstacle::TooEarly));
    }

    #[test]
    fn the_file_goes_as_it_came() {
        let xml = include_bytes!("../../../connector-kit/fixtures/nfe.xml").to_vec();
        let document = FiscalDocument::parse(xml.clone()).unwrap();
        let ask = InvoiceAsk { order: "57".into(), place: "21".into(), document, key: Uuid::nil() };
        let sent = body(&ask);
        let invoice = &sent["invoices"][0];
        assert_eq!(
            (&invoice["package_id"], &invoice["order_ids"], &invoice["file_type"]),
            (&json!("21"), &json!(["57"]), &json!("XML"))
        );
        assert_eq!(STANDARD.decode(invoice["file"].as_str().unwrap()).unwrap(), xml);
    }

    #[test]
    fn an_error_inside_a_good_answer_is_one() {
        let read = |sent: &str| taken(serde_json::from_str(sent).unwrap());
        assert!(read("{}").is_ok() && read(r#"{"errors":[]}"#).is_ok() && read(r#"{"errors":null}"#).is_ok());
        let twice =
            read(r#"{"errors":[{"code":10007014,"message":"The invoice already exists in the upload."}]}"#);
        let twice = twice.unwrap_err();
        assert_eq!((twice.kind, twice.advice), (UpstreamKind::Rejected, Advice::After(LOOKING)));
        for odd in
            [r#"{"errors":[{"code":"7","message":"bad"}]}"#, r#"{"errors":[null]}"#, r#"{"errors":{"a":{}}}"#]
        {
            let refused = read(odd).unwrap_err();
            assert_eq!((refused.kind, refused.advice), (UpstreamKind::Rejected, Advice::Never), "{odd}");
        }
    }
}
