//! Handing over fiscal documents. The platform takes one, looks at it later, and only then moves the delivery
//! on; one that it refused is corrected in its own place.

use super::{
    answer,
    deliveries::{self, Delivery, Sale, Stage},
    invoices, session,
};
use chrono::SecondsFormat;
use connector_kit::{
    Advice, Conn, ConnectorError, FiscalDocument, InvoiceAsk, InvoicePlace, Method, Standing,
};
use domain::{Obstacle, UpstreamKind};
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

pub(super) async fn look(conn: &Conn, order: &str) -> Result<Vec<InvoicePlace>, ConnectorError> {
    let Some(sale) = deliveries::sale(conn, order).await? else {
        return Ok(vec![closed(String::new(), Obstacle::NotFound)]);
    };
    if sale.deliveries.is_empty() {
        return Ok(vec![closed(String::new(), sale.obstacle().unwrap_or(Obstacle::UnknownState))]);
    }
    let mut places = Vec::new();
    for delivery in &sale.deliveries {
        let listed = listed(conn, &sale, delivery).await?;
        places.push(place(sale.stage(delivery), delivery, listed.as_deref()));
    }
    Ok(places)
}

fn closed(key: String, obstacle: Obstacle) -> InvoicePlace {
    InvoicePlace { key, standing: Standing::Closed(obstacle), access_key: None, problem: None }
}

/// The documents of a delivery that has or may have some, where the order itself does not show them.
async fn listed(
    conn: &Conn,
    sale: &Sale,
    delivery: &Delivery,
) -> Result<Option<Vec<invoices::Invoice>>, ConnectorError> {
    let is_asked = matches!(sale.stage(delivery), Stage::Approved | Stage::Invoiced);
    match delivery.key.as_deref().filter(|_| is_asked && delivery.invoices.is_empty()) {
        Some(key) => invoices::list(conn, key, sale.channel(conn)).await.map(Some),
        None => Ok(None),
    }
}

fn place(stage: Stage, delivery: &Delivery, listed: Option<&[invoices::Invoice]>) -> InvoicePlace {
    let key = delivery.key.clone().unwrap_or_default();
    let found = invoices::place(key, listed.unwrap_or(&delivery.invoices));
    match stage {
        Stage::Approved => found,
        // No document is good without the platform having moved on, and none is needed after it has.
        Stage::Invoiced | Stage::Left => InvoicePlace {
            standing: Standing::Done,
            // One that was refused is not the one that is there, even if no other is listed yet.
            access_key: found.access_key.filter(|_| found.problem.is_none()),
            problem: None,
            ..found
        },
        Stage::Closed(obstacle) => closed(found.key, obstacle),
    }
}

pub(super) async fn hand_over(conn: &Conn, ask: &InvoiceAsk) -> Result<(), ConnectorError> {
    let (sale, place) = deliveries::to_write(conn, &ask.order, &ask.place).await?;
    let delivery = &sale.deliveries[place];
    let body = body(&ask.document, sale.channel_to_write(conn)?)?;
    let listed = listed(conn, &sale, delivery).await?;
    let refused = invoices::refused(listed.as_deref().unwrap_or(&delivery.invoices));
    let path = format!("/deliveries/{}/invoices", ask.place);
    let reply = match refused.and_then(|refused| refused.key.as_deref()) {
        Some(key) => correct(conn, &format!("{path}/{key}"), &body).await?,
        None => session::write(conn, Method::POST, &path, &body).await?,
    };
    answer::written(&reply, conn.now())
}

/// The platform's pages of different years name different methods; the wrong one changes nothing.
async fn correct(conn: &Conn, path: &str, body: &Value) -> Result<connector_kit::Reply, ConnectorError> {
    let reply = session::write(conn, Method::POST, path, body).await?;
    if reply.status != 405 {
        return Ok(reply);
    }
    session::write(conn, Method::PUT, path, body).await
}

/// Money is an integer beside its normalizer wherever the platform shows it. Here there is no normalizer, and
/// its pages' examples have a decimal (`100.37`): reais.
fn body(document: &FiscalDocument, channel: &str) -> Result<Value, ConnectorError> {
    let refuse = |what: &str| ConnectorError::new(UpstreamKind::Rejected, Advice::Never, what);
    let xml = std::str::from_utf8(&document.xml).map_err(|_| refuse("the document is no text"))?;
    let amount = document.total.round_dp(2).to_f64().ok_or_else(|| refuse("the total is out of range"))?;
    Ok(json!({
        "channel": { "id": channel },
        "key": document.access_key,
        "issued_at": document.issued_at.to_rfc3339_opts(SecondsFormat::Millis, true),
        "issuer": document.issuer,
        "amount": amount,
        "xml": xml.trim_start_matches('\u{feff}'),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::magalu::deliveries::tests::{DELIVERY, sale_of};

    const FILE: &str = include_str!("../../../connector-kit/fixtures/nfe.xml");

    fn one(delivery: &str, more: &str) -> InvoicePlace {
        let sale = sale_of("approved", delivery, more);
        place(sale.stage(&sale.deliveries[0]), &sale.deliveries[0], None)
    }

    #[test]
    fn a_place_stands_as_its_delivery_does() {
        for (delivery, standing) in [
            ("new", Standing::Closed(Obstacle::NotPaid)),
            ("approved", Standing::Open(())),
            ("invoiced", Standing::Done),
            ("shipped", Standing::Done),
            ("delivered", Standing::Done),
            ("cancelled", Standing::Closed(Obstacle::Cancelled)),
            ("frozen", Standing::Closed(Obstacle::OnHold)),
            ("lost", Standing::Closed(Obstacle::UnknownState)),
        ] {
            let place = one(delivery, "");
            assert_eq!((place.key.as_str(), place.standing), (DELIVERY, standing), "{delivery}");
        }
    }

    #[test]
    fn documents_that_the_delivery_shows_are_read_there() {
        let key = "35261111222333000181550010000012341123456780";
        let invoices =
            |status| format!(r#","invoices":[{{"key":"{key}","status":"{status}","reason":"Sem CFOP"}}]"#);
        let waiting = one("approved", &invoices("awaiting_validation"));
        assert_eq!((waiting.standing, waiting.access_key.as_deref()), (Standing::Underway, Some(key)));
        let refused = one("approved", &invoices("invalid"));
        assert_eq!((refused.standing, refused.problem.as_deref()), (Standing::Open(()), Some("Sem CFOP")));
        let done = one("invoiced", &invoices("approved"));
        assert_eq!((done.standing, done.access_key.as_deref()), (Standing::Done, Some(key)));
        let corrected = one("invoiced", &invoices("invalid"));
        assert_eq!(
            (corrected.standing, corrected.access_key, corrected.problem),
            (Standing::Done, None, None)
        );
    }

    #[test]
    fn a_document_is_told_with_its_total_in_reais_and_the_file_as_it_is() {
        let document = FiscalDocument::parse(format!("\u{feff}{FILE}").into_bytes()).unwrap();
        let body = body(&document, "c1").unwrap();
        assert_eq!(body["amount"].to_string(), "184.8");
        assert_eq!(body["channel"], json!({ "id": "c1" }));
        assert_eq!(body["issued_at"], "2026-11-20T13:30:00.000Z");
        assert_eq!((&body["key"], &body["issuer"]), (&json!(document.access_key), &json!("11222333000181")));
        assert_eq!(body["xml"], FILE);
        let broken = FiscalDocument { xml: vec![0xff], ..document };
        assert_eq!(super::body(&broken, "c1").unwrap_err().kind, UpstreamKind::Rejected);
    }
}
