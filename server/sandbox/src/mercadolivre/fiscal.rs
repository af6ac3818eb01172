//! Fiscal documents: of a pack, or of an order that is in none, one file of each type.

use std::ops::Range;

use serde_json::json;

use crate::book::Book;
use crate::http::{Reply, Request};
use crate::order::{Invoice, Order};
use crate::shop::Shop;
use crate::time;

use super::{cast, error, user_id};

const MAX_BYTES: usize = 1024 * 1024;
const XML: [&str; 2] = ["application/xml", "text/xml"];
const PDF: &str = "application/pdf";

/// A file of a form.
struct File<'f> {
    name: &'f str,
    kind: &'f str,
    bytes: &'f [u8],
}

pub(super) fn list(shop: &Shop, id: &str) -> Reply {
    let book = shop.read();
    let (number, purchase) = match behind(&book, id) {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    let invoices: Vec<Invoice> = purchase
        .clone()
        .flat_map(|slot| book.order(slot).invoices.clone())
        // All orders of a pack hold the one that it has.
        .take(1)
        .collect();
    if invoices.is_empty() {
        let why = format!("The pack_fiscal_document with pack_id: {number} does not exist");
        return error(404, "not_found", &why);
    }
    let document = |invoice: &Invoice| {
        let kind = if invoice.access_key.is_empty() { PDF } else { XML[0] };
        let name = if invoice.access_key.is_empty() { "nota.pdf" } else { "nota.xml" };
        json!({
            "id": file_id(shop, purchase.start), "date": time::text(invoice.at, "Z"),
            "file_type": kind, "filename": name,
        })
    };
    let documents: Vec<_> = invoices.iter().map(document).collect();
    Reply::value(200, &json!({ "pack_id": number, "fiscal_documents": documents }))
}

pub(super) fn take(shop: &Shop, request: &Request, id: &str) -> Reply {
    let orders: Vec<Order> = {
        let book = shop.read();
        match behind(&book, id) {
            Ok((_, purchase)) => purchase.map(|slot| book.order(slot).into_owned()).collect(),
            Err(refusal) => return refusal,
        }
    };
    let Some(first) = orders.first() else { return bad("pack.id is invalid") };
    let kind = cast::logistic(first);
    if first.shipping.is_some() && matches!(kind, "fulfillment" | "cross_docking" | "xd_drop_off") {
        return error(403, "forbidden", "Access denied, you must use the biller of MercadoLibre");
    }
    let file = match file(request) {
        Ok(file) => file,
        Err(why) => return bad(&why),
    };
    if orders.iter().any(|order| !order.invoices.is_empty()) {
        let why = format!(
            "File Not allowed, a file already exists for the pack: {id} and seller: {} of the type: {}",
            user_id(shop),
            file.kind
        );
        return error(409, "conflict", &why);
    }
    let invoice =
        Invoice { access_key: access_key(file.bytes), place: id.to_owned(), accepted: None, at: shop.now() };
    for order in &orders {
        // It was just read, so it exists.
        let _ = shop.edit(order.id, true, |order| {
            order.invoices.push(invoice.clone());
            Ok(())
        });
    }
    Reply::value(200, &json!({ "ids": [file_id(shop, first.slot)] }))
}

/// The number as sent, and the orders behind it.
fn behind(book: &Book, id: &str) -> Result<(u64, Range<u32>), Reply> {
    let number: u64 = id.parse().map_err(|_| bad("pack.id must be numeric and not empty"))?;
    if let Some(purchase) = cast::of_pack(book, id) {
        return Ok((number, purchase));
    }
    let slot = book.slot(number).ok_or_else(|| error(404, "not_found", "The pack does not exist"))?;
    let purchase = book.purchase(slot);
    if cast::has_pack(&book.order(purchase.start), &purchase) {
        return Err(bad("The order belong to a pack/purchase"));
    }
    Ok((number, purchase))
}

fn file_id(shop: &Shop, first: u32) -> String {
    format!("{}_{:08x}-1599-43ed-8675-569482e2ec21", user_id(shop), first)
}

/// The one file of the form.
fn file(request: &Request) -> Result<File<'_>, String> {
    let kind = request.header("content-type").unwrap_or_default();
    let boundary = kind.strip_prefix("multipart/form-data").and_then(|rest| rest.split_once("boundary="));
    let (_, boundary) = boundary.ok_or("the body is no multipart/form-data")?;
    let line = format!("--{}", boundary.trim_matches('"'));
    let mut files = parts(&request.body, line.as_bytes())?.into_iter();
    let file = files.next().ok_or("File cannot be empty")?;
    if files.next().is_some() {
        return Err(format!("Files Not allowed, you can upload only one file of type: {}", file.kind));
    }
    if file.name.is_empty() {
        return Err("Filename cannot be empty".into());
    }
    if file.kind != PDF && !XML.contains(&file.kind) {
        return Err(format!("File type: {} is not allowed", file.kind));
    }
    if file.bytes.is_empty() {
        return Err("File cannot be empty".into());
    }
    if file.bytes.len() > MAX_BYTES {
        return Err("File Not allowed, exceeds maximum size".into());
    }
    Ok(file)
}

/// The files of the field that is looked at, between lines of this form.
fn parts<'b>(body: &'b [u8], line: &[u8]) -> Result<Vec<File<'b>>, String> {
    let mut rest = body.strip_prefix(line).ok_or("the body does not begin with its boundary")?;
    let mut files = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = [b"\r\n", line].concat();
        let length = find(part, &end).ok_or("the body has no end")?;
        rest = &part[length + end.len()..];
        let head_length = find(part, b"\r\n\r\n").filter(|at| *at < length).ok_or("a part has no head")?;
        let head = std::str::from_utf8(&part[..head_length]).map_err(|_| "a head is no text")?;
        if value(head, "name") == Some("fiscal_document") {
            let kind = head.lines().find_map(|line| line.strip_prefix("Content-Type:"));
            files.push(File {
                name: value(head, "filename").unwrap_or_default(),
                kind: kind.unwrap_or_default().trim(),
                bytes: &part[head_length + 4..length],
            });
        }
    }
    if rest.starts_with(b"--") { Ok(files) } else { Err("the body has no end".into()) }
}

fn value<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let (_, rest) = head.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// Empty where the file has none.
fn access_key(file: &[u8]) -> String {
    let text = String::from_utf8_lossy(file);
    let key = text.split_once("<chNFe>").and_then(|(_, rest)| rest.get(..44));
    key.unwrap_or_default().to_owned()
}

fn bad(why: &str) -> Reply {
    error(400, "bad_request", why)
}
