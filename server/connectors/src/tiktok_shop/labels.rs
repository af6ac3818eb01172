//! Labels of the platform's carriers, from when the package is arranged until the carrier has it. The platform
//! gives an address that is good for a day; the file lies on another host, which is shown no token.

use super::{
    answer, one,
    one::{Order, Transport},
    parcels::{self, PackageState},
    session::{self, Ask},
};
use connector_kit::{
    Advice, Call, Conn, ConnectorError, LabelPlace, Reply,
    lenient::{Object, Text, is_id},
};
use domain::{LabelFormat, Obstacle, UpstreamKind};
use serde::Deserialize;
use url::Url;

/// ZPL is printed in Brazil only; elsewhere it is refused when it is asked for.
pub(super) const FORMATS: &[LabelFormat] = &[LabelFormat::Pdf, LabelFormat::Zpl];

pub(super) async fn look(conn: &Conn, key: &str) -> Result<Vec<LabelPlace>, ConnectorError> {
    Ok(match one::read(conn, key).await? {
        Some(order) => places(&order),
        None => vec![place("", Some(Obstacle::NotFound))],
    })
}

fn places(order: &Order) -> Vec<LabelPlace> {
    if let Some(obstacle) = order.obstacle() {
        return vec![place("", Some(obstacle))];
    }
    if order.packages.is_empty() {
        return vec![place("", Some(Obstacle::TooEarly))];
    }
    let printed = |package: &String| LabelPlace {
        tracking: parcels::tracking(order, package),
        ..place(package, obstacle(order, package))
    };
    order.packages.iter().map(printed).collect()
}

fn place(key: &str, obstacle: Option<Obstacle>) -> LabelPlace {
    LabelPlace { key: key.to_owned(), obstacle, tracking: None }
}

fn obstacle(order: &Order, package: &str) -> Option<Obstacle> {
    match (order.transport, parcels::state(order, package)) {
        (_, PackageState::Closed(obstacle)) => Some(obstacle),
        // The merchant's carrier has labels, not the platform.
        (Transport::Merchant, _) => Some(Obstacle::NoShipment),
        (Transport::Warehouse, _) => Some(Obstacle::ByChannel),
        (Transport::Unknown, _) => Some(Obstacle::UnknownState),
        (Transport::Platform, PackageState::ToShip | PackageState::Changing) => Some(Obstacle::TooEarly),
        (Transport::Platform, PackageState::Gone) => Some(Obstacle::Shipped),
        (Transport::Platform, PackageState::Arranged) => None,
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Document<'a> {
    #[serde(borrow)]
    doc_url: Text<'a>,
}

pub(super) async fn fetch(
    conn: &Conn,
    package: &str,
    format: LabelFormat,
) -> Result<Vec<u8>, ConnectorError> {
    if !is_id(package) {
        return Err(ConnectorError::new(
            UpstreamKind::NotFound,
            Advice::Never,
            "the shop has no such package",
        ));
    }
    if format == LabelFormat::Zpl
        && conn.config("region").is_some_and(|region| !region.eq_ignore_ascii_case("BR"))
    {
        let detail = "TikTok Shop prints ZPL labels in Brazil alone: take the label as PDF";
        return Err(ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail));
    }
    let reply = session::send(conn, &ask(package, format)).await?;
    let Object(document): Object<Document<'_>> = answer::data_for_act(conn, &reply)?;
    let stand_in = conn.base_url().is_some_and(|base| base.scheme() == "http");
    let url = address(document.doc_url.as_str(), stand_in)?;
    // Another host than the API's: neither token nor signature goes there.
    let reply = conn.send(Call::get(url)).await?;
    file(reply, format, conn)
}

fn ask(package: &str, format: LabelFormat) -> Ask {
    let ask = Ask::get(format!("/fulfillment/202309/packages/{package}/shipping_documents"))
        .param("document_type", "SHIPPING_LABEL")
        .param("document_size", "A6");
    ask.param(
        "document_format",
        match format {
            LabelFormat::Pdf => "PDF",
            LabelFormat::Zpl => "ZPL",
        },
    )
}

/// Where the file lies. Without TLS only where something on this machine stands in for the platform.
fn address(sent: Option<&str>, stand_in: bool) -> Result<Url, ConnectorError> {
    let unusable = || {
        let detail = "the answer holds no usable address of the label";
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail)
    };
    let url = Url::parse(sent.ok_or_else(unusable)?).map_err(|_| unusable())?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if stand_in => Ok(url),
        _ => Err(unusable()),
    }
}

/// The file, if it is one of the form that was asked for. A refusal of its host says nothing of the connection:
/// the next address may be good.
fn file(reply: Reply, format: LabelFormat, conn: &Conn) -> Result<Vec<u8>, ConnectorError> {
    let fail = |kind, detail: String| {
        Err(ConnectorError::new(kind, Advice::Retry, detail).with_status(reply.status))
    };
    match reply.status {
        200..300 => {}
        408 | 429 | 500..600 => {
            return Err(reply.failure(conn.now(), format!("the label's host: HTTP {}", reply.status)));
        }
        status => return fail(UpstreamKind::Protocol, format!("the label's host: HTTP {status}")),
    }
    if !is_label(&reply.body, format) {
        return fail(
            UpstreamKind::Protocol,
            format!("the file is no label in {}", format.code().to_uppercase()),
        );
    }
    Ok(reply.body)
}

fn is_label(file: &[u8], format: LabelFormat) -> bool {
    match format {
        LabelFormat::Pdf => file.starts_with(b"%PDF-"),
        // Settings of the printer and graphics may go before the label.
        LabelFormat::Zpl => {
            let begins = matches!(file.first(), Some(b'^' | b'~' | b'\r' | b'\n' | b'C'));
            begins && file.windows(3).any(|signs| signs == b"^XA")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::one::composed;
    use super::*;
    use serde_json::json;

    fn of(status: &str, shipping: &str, package: &str) -> Option<Obstacle> {
        let line =
            json!({ "id": "1", "package_id": "21", "package_status": package, "tracking_number": "BR1" });
        let sent = json!({ "status": status, "shipping_type": shipping, "packages": [{ "id": "21" }], "line_items": [line] });
        let places = places(&composed(&sent, Some("BR")));
        assert_eq!(places.len(), 1);
        places[0].obstacle
    }

    #[test]
    fn a_label_is_printed_between_arrangement_and_collection() {
        for (status, shipping, package, expected) in [
            ("AWAITING_COLLECTION", "TIKTOK", "PROCESSING", None),
            ("AWAITING_SHIPMENT", "TIKTOK", "TO_FULFILL", Some(Obstacle::TooEarly)),
            ("IN_TRANSIT", "TIKTOK", "FULFILLING", Some(Obstacle::Shipped)),
            ("AWAITING_COLLECTION", "TIKTOK", "CANCELLED", Some(Obstacle::Cancelled)),
            ("AWAITING_COLLECTION", "SELLER", "PROCESSING", Some(Obstacle::NoShipment)),
            ("AWAITING_COLLECTION", "DRONE", "PROCESSING", Some(Obstacle::UnknownState)),
            ("UNPAID", "TIKTOK", "", Some(Obstacle::NotPaid)),
            ("ON_HOLD", "TIKTOK", "TO_FULFILL", Some(Obstacle::OnHold)),
        ] {
            assert_eq!(of(status, shipping, package), expected, "{status} {shipping} {package}");
        }
        let bare = composed(&json!({ "status": "AWAITING_SHIPMENT", "shipping_type": "TIKTOK" }), None);
        assert_eq!(places(&bare)[0].obstacle, Some(Obstacle::TooEarly));
    }

    #[test]
    fn a_label_is_fetched_over_tls_or_from_a_stand_in() {
        assert!(address(Some("https://cdn.example/x?sig=1"), false).is_ok());
        assert!(address(Some("http://127.0.0.1/x"), true).is_ok());
        for odd in [None, Some("http://cdn.example/x"), Some("file:///etc/passwd"), Some("x"), Some("/x")] {
            assert_eq!(address(odd, false).unwrap_err().advice, Advice::Retry, "{odd:?}");
        }
        assert!(address(Some("ftp://127.0.0.1/x"), true).is_err());
    }

    #[test]
    fn a_file_is_looked_at_before_it_is_a_label() {
        assert!(is_label(b"%PDF-1.4\n", LabelFormat::Pdf));
        assert!(is_label(b"^XA^FO0^XZ", LabelFormat::Zpl));
        assert!(is_label(b"~DGR:L.GRF,1,1,00\n^XA^XZ", LabelFormat::Zpl));
        for page in [&b"<!DOCTYPE html>^XA%PDF-"[..], b"{\"code\":1}", b"", b"PK\x03\x04^XA"] {
            assert!(!is_label(page, LabelFormat::Pdf) && !is_label(page, LabelFormat::Zpl));
        }
    }
}
