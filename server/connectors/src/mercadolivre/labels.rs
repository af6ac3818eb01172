//! Labels of what goes by the platform's carriers.

use super::{
    answer,
    delivery::{self, Delivery, Mode, Phase},
    sale::{self, Sale},
    session,
};
use connector_kit::{Advice, Conn, ConnectorError, LabelPlace, Reply};
use domain::{LabelFormat, Obstacle, UpstreamKind};

pub(super) const FORMATS: &[LabelFormat] = &[LabelFormat::Pdf, LabelFormat::Zpl];

pub(super) async fn look(conn: &Conn, order: &str) -> Result<Vec<LabelPlace>, ConnectorError> {
    let Some(sale) = sale::read(conn, order).await? else {
        let obstacle = Some(Obstacle::NotFound);
        return Ok(vec![LabelPlace { key: String::new(), obstacle, tracking: None }]);
    };
    let delivery = delivery::of_sale(conn, &sale).await?;
    Ok(vec![place(&sale, delivery)])
}

fn place(sale: &Sale, delivery: Option<Delivery>) -> LabelPlace {
    let obstacle = sale.obstacle().or_else(|| obstacle(sale, delivery.as_ref()));
    let (key, tracking) = delivery.map(|delivery| (delivery.id, delivery.tracking)).unwrap_or_default();
    LabelPlace { key, obstacle, tracking }
}

fn obstacle(sale: &Sale, delivery: Option<&Delivery>) -> Option<Obstacle> {
    let Some(delivery) = delivery else {
        let is_to_come = sale.is_partial || sale.shipment.is_some();
        return Some(if is_to_come { Obstacle::TooEarly } else { Obstacle::NoShipment });
    };
    match (delivery.mode, delivery.phase) {
        (_, Phase::Unknown) | (Mode::Unknown, _) => Some(Obstacle::UnknownState),
        (_, Phase::Cancelled) => Some(Obstacle::Cancelled),
        (_, Phase::Gone) => Some(Obstacle::Shipped),
        // Of these the platform carries nothing, and has no label.
        (Mode::Me1 | Mode::Custom | Mode::Agreed, _) => Some(Obstacle::NoShipment),
        (Mode::Me2, _) if delivery.is_full() => Some(Obstacle::ByChannel),
        (Mode::Me2, _) if delivery.wants_invoice => Some(Obstacle::InvoiceFirst),
        (Mode::Me2, Phase::Pending) => Some(Obstacle::TooEarly),
        (Mode::Me2, Phase::Ready) => None,
    }
}

pub(super) async fn fetch(conn: &Conn, place: &str, format: LabelFormat) -> Result<Vec<u8>, ConnectorError> {
    let kind = match format {
        LabelFormat::Pdf => "pdf",
        LabelFormat::Zpl => "zpl2",
    };
    let query = [("shipment_ids", session::id(place)?.to_owned()), ("response_type", kind.to_owned())];
    let reply = session::get_file(conn, "/shipment_labels", &query).await?;
    if !reply.is_success() {
        return Err(answer::failure(&reply, conn.now()));
    }
    match problem(&reply, format) {
        Some((kind, advice, detail)) => {
            Err(ConnectorError::new(kind, advice, detail).with_status(reply.status))
        }
        None => Ok(reply.body),
    }
}

/// Why an answer is no label of the format.
fn problem(reply: &Reply, format: LabelFormat) -> Option<(UpstreamKind, Advice, &'static str)> {
    let body = reply.body.trim_ascii_start();
    let is_label = match format {
        LabelFormat::Pdf => reply.body.starts_with(b"%PDF-"),
        // A printer's own settings may come first.
        LabelFormat::Zpl => !body.starts_with(b"{") && body.windows(3).any(|part| part == b"^XA"),
    };
    if reply.is_html() {
        Some((UpstreamKind::NotThePlatform, Advice::Retry, "a page in place of a label"))
    } else if body.starts_with(b"PK") {
        // Integrators saw labels for printers come packed; which sites do so is not documented.
        Some((UpstreamKind::Protocol, Advice::Never, "the label came packed as a ZIP file: take it as PDF"))
    } else if is_label {
        None
    } else {
        Some((UpstreamKind::Protocol, Advice::Retry, "the answer is no label"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;

    fn of(mode: &str, kind: &str, status: &str, substatus: &str) -> Option<Obstacle> {
        let sale = sale::sale(r#"{"id":1,"status":"paid","shipping":{"id":2}}"#, false).unwrap();
        let json = format!(
            r#"{{"id":2,"status":"{status}","substatus":"{substatus}","tracking_number":"ME2BR",
                "logistic":{{"mode":"{mode}","type":"{kind}"}}}}"#
        );
        let place = place(&sale, delivery::read(&json));
        assert_eq!((place.key.as_str(), place.tracking.as_deref()), ("2", Some("ME2BR")));
        place.obstacle
    }

    #[test]
    fn a_label_is_there_when_the_goods_may_leave() {
        for substatus in ["ready_to_print", "printed", "ready_for_dropoff", ""] {
            assert_eq!(of("me2", "drop_off", "ready_to_ship", substatus), None, "{substatus}");
        }
        for (mode, kind, status, substatus, obstacle) in [
            ("me2", "drop_off", "ready_to_ship", "invoice_pending", Obstacle::InvoiceFirst),
            ("me2", "drop_off", "handling", "invoice_pending", Obstacle::InvoiceFirst),
            ("me2", "xd_drop_off", "pending", "buffered", Obstacle::TooEarly),
            ("me2", "drop_off", "shipped", "", Obstacle::Shipped),
            ("me2", "drop_off", "delivered", "", Obstacle::Shipped),
            ("me2", "drop_off", "cancelled", "", Obstacle::Cancelled),
            ("me2", "drop_off", "closed", "", Obstacle::UnknownState),
            ("me2", "fulfillment", "ready_to_ship", "", Obstacle::ByChannel),
            ("me1", "default", "pending", "", Obstacle::NoShipment),
            ("me3", "default", "ready_to_ship", "", Obstacle::UnknownState),
        ] {
            assert_eq!(
                of(mode, kind, status, substatus),
                Some(obstacle),
                "{mode} {kind} {status} {substatus}"
            );
        }
    }

    #[test]
    fn without_a_shipment_there_is_no_label() {
        let of = |order: &str, is_partial| place(&sale::sale(order, is_partial).unwrap(), None).obstacle;
        assert_eq!(of(r#"{"id":1,"status":"paid"}"#, false), Some(Obstacle::NoShipment));
        assert_eq!(of(r#"{"id":1,"status":"paid"}"#, true), Some(Obstacle::TooEarly));
        assert_eq!(of(r#"{"id":1,"status":"paid","shipping":{"id":2}}"#, false), Some(Obstacle::TooEarly));
        assert_eq!(of(r#"{"id":1,"status":"cancelled"}"#, false), Some(Obstacle::Cancelled));
    }

    #[test]
    fn only_a_label_is_taken_for_one() {
        let of = |body: &[u8], format| {
            let reply = Reply { status: 200, headers: HeaderMap::new(), body: body.to_vec() };
            problem(&reply, format).map(|(kind, advice, _)| (kind, advice))
        };
        assert_eq!(of(b"%PDF-1.4\n", LabelFormat::Pdf), None);
        assert_eq!(of(b"^XA^XZ", LabelFormat::Zpl), None);
        assert_eq!(of(b"CT~~CD,~CC^~CT~\r\n^XA^XZ", LabelFormat::Zpl), None);
        let packed = Some((UpstreamKind::Protocol, Advice::Never));
        assert_eq!(of(b"PK\x03\x04^XA", LabelFormat::Zpl), packed);
        let page = Some((UpstreamKind::NotThePlatform, Advice::Retry));
        assert_eq!(of(b"<html>^XA</html>", LabelFormat::Zpl), page);
        let nothing = Some((UpstreamKind::Protocol, Advice::Retry));
        for body in [&b""[..], b"null", b"{\"message\":\"^XA\"}", b"\xff\xfe"] {
            assert_eq!(of(body, LabelFormat::Pdf), nothing);
            assert_eq!(of(body, LabelFormat::Zpl), nothing);
        }
    }
}
