//! Labels of what goes by the platform's carriers.

use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::{cast, error, not_found};

pub(super) fn print(shop: &Shop, request: &Request) -> Reply {
    let book = shop.read();
    let ids: Vec<&str> = request.param("shipment_ids").unwrap_or_default().split(',').collect();
    for id in &ids {
        let Some(purchase) = cast::of_shipment(&book, id) else {
            return not_found("shipment_not_found");
        };
        let first = book.order(purchase.start);
        if first.own_delivery || cast::logistic(&first) == "fulfillment" {
            return error(400, "not_printable_mode", "The shipment has no label");
        }
        let (status, substatus) = cast::shipment_status(&book, &purchase, shop.now());
        if status != "ready_to_ship" || substatus.as_deref() == Some("invoice_pending") {
            let why = format!("The shipment {id} is {status} {}", substatus.unwrap_or_default());
            return error(400, "not_printable_status", why.trim_end());
        }
    }
    let pages = |page: &dyn Fn(&str) -> String| ids.iter().map(|id| page(id)).collect::<String>();
    match request.param("response_type") {
        Some("pdf") => file("application/pdf", pdf(&ids.join(" "))),
        Some("zpl2") => {
            let label = |id: &str| format!("^XA\n^FO50,50^A0N,40,40^FDME{id}BR^FS\n^XZ\n");
            file("text/plain; charset=UTF-8", pages(&label))
        }
        _ => error(400, "bad_request", "response_type must be pdf or zpl2"),
    }
}

fn file(kind: &str, body: String) -> Reply {
    let headers = vec![("content-type", kind.to_owned())];
    Reply { status: 200, headers, body: body.into_bytes(), orders: 0 }
}

/// One page with a text, as small as a reader takes it.
fn pdf(text: &str) -> String {
    let content = format!("BT /F1 18 Tf 30 400 Td ({text}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 432] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = file.len();
    let count = objects.len() + 1;
    file.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{places}"));
    file.push_str(&format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    file
}
