//! What is printed and handed over: labels of the platform's carriers, which lie on another host for a day,
//! and fiscal documents.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::order::Invoice;
use crate::shop::{Credentials, Shop};
use crate::time::DAY;

use super::{auth, data, error, fulfilment, render};

/// Where files lie; whoever has the address may read them.
pub(super) const FILES: &str = "/wsos_v2/oec_fulfillment_doc_tts/object/";

const TYPES: &[&str] = &[
    "SHIPPING_LABEL",
    "PACKING_SLIP",
    "SHIPPING_LABEL_AND_PACKING_SLIP",
    "SHIPPING_LABEL_PICTURE",
    "HAZMAT_LABEL",
    "INVOICE_LABEL",
];
const LARGEST: usize = 1024 * 1024;

pub(super) fn shipping(shop: &Shop, request: &Request, package: &str) -> Reply {
    let is_of = |name: &str, words: &[&str]| request.param(name).is_none_or(|word| words.contains(&word));
    let typed = request.param("document_type").is_some_and(|kind| TYPES.contains(&kind));
    if !typed || !is_of("document_size", &["A6", "A5"]) || !is_of("document_format", &["PDF", "ZPL"]) {
        return error(400, 36_009_004, "Invalid parameter: document_type, document_size or document_format.");
    }
    let Some(order) = fulfilment::of_package(shop, package) else { return fulfilment::not_ours() };
    if render::is_merchants(&order) {
        return error(
            200,
            21_008_017,
            "This API is only applicable to TikTok Shipping orders. For seller shipping, please obtain the shipping label offline and upload it to TikTok Shop via API or Seller Center.",
        );
    }
    match render::status(&order).as_str() {
        "AWAITING_COLLECTION" => {}
        "ON_HOLD" | "AWAITING_SHIPMENT" => {
            return error(
                200,
                21_042_104,
                "Documents couldn't be printed before shipped.Please check shipping is arranged and try again.",
            );
        }
        "CANCELLED" => return error(200, 21_023_059, "Package has already been cancelled."),
        _ => {
            return error(
                200,
                21_042_102,
                "Documents couldn't be printed after the package has been pickup.",
            );
        }
    }
    let format = request.param("document_format").unwrap_or("PDF");
    let expire = (shop.now() + DAY).to_string();
    let sign = signature(shop, package, format, &expire);
    data(&json!({
        "doc_url": format!("{}{FILES}wsos{package}?format={format}&expire={expire}&sign={sign}", request.base),
        "tracking_number": render::tracking(&order),
    }))
}

fn signature(shop: &Shop, package: &str, format: &str, expire: &str) -> String {
    let secret = match shop.credentials() {
        Credentials::App { client_secret, .. } => client_secret.as_str(),
        _ => "",
    };
    auth::hmac(secret, &[package.as_bytes(), format.as_bytes(), expire.as_bytes()])
}

/// A file, as its own host gives it.
pub(super) fn file(shop: &Shop, request: &Request) -> Reply {
    let refuse = |code: &str| {
        let body = format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code></Error>");
        Reply {
            status: 403,
            headers: vec![("content-type", "application/xml".to_owned())],
            body: body.into_bytes(),
            orders: 0,
        }
    };
    let package =
        request.path.strip_prefix(FILES).and_then(|name| name.strip_prefix("wsos")).unwrap_or_default();
    let param = |name: &str| request.param(name).unwrap_or_default();
    let (format, expire) = (param("format"), param("expire"));
    if param("sign") != signature(shop, package, format, expire) {
        return refuse("SignatureDoesNotMatch");
    }
    if expire.parse::<i64>().is_ok_and(|end| end < shop.now()) {
        return refuse("RequestExpired");
    }
    let Some(order) = fulfilment::of_package(shop, package) else { return refuse("NoSuchKey") };
    let tracking = render::tracking(&order).unwrap_or_default();
    let (kind, body) = match format {
        "ZPL" => ("application/octet-stream", format!("^XA^FO40,40^A0N,40,40^FD{tracking}^FS^XZ")),
        _ => ("application/pdf", format!("%PDF-1.4\n% {tracking}\n%%EOF\n")),
    };
    Reply {
        status: 200,
        headers: vec![("content-type", kind.to_owned())],
        body: body.into_bytes(),
        orders: 0,
    }
}

/// Takes documents one by one: those that are not taken are listed in a good answer.
pub(super) fn upload(shop: &Shop, request: &Request) -> Reply {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let Some(invoices) = body["invoices"].as_array().filter(|invoices| !invoices.is_empty()) else {
        return error(400, 36_009_004, "Invalid parameter: invoices.");
    };
    let refused = invoices.iter().filter_map(|invoice| {
        let (code, message) = take(shop, invoice).err()?;
        let detail = json!({ "package_id": invoice["package_id"], "order_ids": invoice["order_ids"] });
        Some(json!({ "code": code, "message": message, "detail": detail }))
    });
    let refused: Vec<Value> = refused.collect();
    if refused.is_empty() { data(&json!({})) } else { data(&json!({ "errors": refused })) }
}

fn take(shop: &Shop, invoice: &Value) -> Result<(), (i64, &'static str)> {
    let invalid =
        (21_001_001, "Invalid parameters. Please ensure you are passing the correct request parameter(s).");
    let package = invoice["package_id"].as_str().ok_or(invalid)?;
    let order = fulfilment::of_package(shop, package)
        .ok_or((21_011_028, "The package does not belong to the current shop."))?;
    let ids = invoice["order_ids"].as_array().ok_or(invalid)?;
    if !ids.iter().any(|id| id.as_str() == Some(&order.id.to_string())) || invoice["file_type"] != "XML" {
        return Err(invalid);
    }
    if render::is_cancelled(&order) {
        return Err((21_011_041, "Cannot complete the operation when order is cancelled."));
    }
    if render::invoice_word(&order) == "INVOICE_UPLOADED" {
        return Err((10_007_014, "The invoice already exists in the upload. Please try again later"));
    }
    let file = invoice["file"].as_str().and_then(|file| STANDARD.decode(file).ok());
    let file = file.filter(|file| file.len() <= LARGEST).ok_or(invalid)?;
    let text = String::from_utf8_lossy(&file);
    // Whether it is a good one is found out later.
    let access_key = text.split_once("<chNFe>").map(|(_, rest)| rest.chars().take(44).collect());
    let taken = Invoice {
        access_key: access_key.unwrap_or_default(),
        place: package.to_owned(),
        accepted: None,
        at: shop.now(),
    };
    shop.edit(order.id, true, |order| {
        order.invoices.push(taken);
        Ok(())
    })
    .map_err(|_| invalid)
}
