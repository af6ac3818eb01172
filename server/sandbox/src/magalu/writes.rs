//! What a seller tells of a delivery: that it is on its way, and which fiscal document it has.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::error::Error;
use crate::http::{Reply, Request};
use crate::order::{Invoice, Order, Shipment, part_id};
use crate::shop::Shop;
use crate::time;

use super::body::{Body, invalid};
use super::listing::Page;
use super::{detail, ids, late, message, parcels};

/// Signs of an access key.
const KEY: usize = 44;

/// `POST /deliveries/{id}/shippings`.
pub(super) fn ship(shop: &Shop, request: &Request, key: &str) -> Reply {
    let (now, body) = (shop.now(), Body::read(request));
    change(shop, key, |order, place| {
        let body = body?;
        let carrier = body.text(&["carrier", "name"])?;
        body.date(&["dates", "shipped_at"])?;
        let link = body.link(&["tracking_url"])?.unwrap_or_default();
        let labels = body.value(&["labels"]).as_array().filter(|labels| !labels.is_empty());
        let labels = labels.ok_or_else(|| invalid(&["labels"], "field required"))?;
        let label =
            |label: &Value| Some((label["id"].as_str()?.to_owned(), label["value"].as_str()?.to_owned()));
        let labels: Option<Vec<(String, String)>> = labels.iter().map(label).collect();
        let labels = labels.ok_or_else(|| invalid(&["labels", "value"], "field required"))?;
        may_be_shipped(order, place)?;
        let made = order.shipments.len();
        let mut lines: Vec<(u64, i64)> =
            parcels::of(order)[place].lines.iter().map(|line| (line.id, line.quantity)).collect();
        for (at, (label, tracking)) in labels.into_iter().enumerate() {
            order.shipments.push(Shipment {
                id: part_id(order.id, 700 + (made + at) as u64),
                carrier: carrier.to_owned(),
                tracking,
                link: link.to_owned(),
                // The goods go once, however many labels there are.
                lines: std::mem::take(&mut lines),
                detail: format!("{key} {label}"),
                at: now,
            });
        }
        let id = ids::delivery(order.id, 500 + made);
        Ok(Reply::value(201, &json!({ "id": id, "created_at": time::text(now, "+00:00") })))
    })
}

fn may_be_shipped(order: &Order, place: usize) -> Result<(), Reply> {
    let status = parcels::of(order)[place].status;
    let why = match status {
        "invoiced" if parcels::is_sellers(order) => return Ok(()),
        "invoiced" => "The shipping of this delivery is handled by Magalu Entregas",
        "approved" => "The delivery has no valid invoice",
        "shipped" | "delivered" => return Err(message(409, "The delivery was already shipped")),
        "cancelled" => "The delivery is cancelled",
        "frozen" => "The delivery is frozen",
        _ => "The delivery is not approved",
    };
    Err(message(400, why))
}

/// `POST /deliveries/{id}/invoices`.
pub(super) fn add_invoice(shop: &Shop, request: &Request, key: &str) -> Reply {
    let (now, body) = (shop.now(), Body::read(request));
    change(shop, key, |order, place| {
        let body = body?;
        let access_key = access_key(body.text(&["key"])?)?;
        let issued_at = document(&body)?;
        match parcels::of(order)[place].status {
            "approved" => {}
            "invoiced" | "shipped" | "delivered" => return Err(message(409, "The delivery has an invoice")),
            _ => return Err(message(400, "The delivery is not approved")),
        }
        // One that was refused is corrected in its own place.
        if parcels::invoices(order, place).next().is_some() {
            return Err(message(409, "An invoice was already sent for this delivery"));
        }
        let answer = json!({ "issued_at": issued_at, "key": access_key, "status": "awaiting_validation" });
        order.invoices.push(Invoice { access_key, place: key.to_owned(), accepted: None, at: now });
        Ok(Reply::value(201, &answer))
    })
}

/// `POST` or `PUT /deliveries/{id}/invoices/{key}`: the documents name the one or the other.
pub(super) fn correct_invoice(shop: &Shop, request: &Request, key: &str, refused: &str) -> Reply {
    let (now, body) = (shop.now(), Body::read(request));
    change(shop, key, |order, _| {
        let body = body?;
        document(&body)?;
        let new_key = if body.value(&["key"]).is_null() { refused } else { body.text(&["key"])? };
        let access_key = access_key(new_key)?;
        let mut of_parcel = order.invoices.iter_mut().filter(|invoice| invoice.place == key);
        let Some(invoice) = of_parcel.find(|invoice| invoice.access_key == refused) else {
            return Err(detail(404, "Invoice not found"));
        };
        if invoice.accepted != Some(false) {
            return Err(message(409, "Only an invalid invoice can be updated"));
        }
        *invoice = Invoice { access_key, place: key.to_owned(), accepted: None, at: now };
        Ok(Reply::json(204, ""))
    })
}

fn access_key(text: &str) -> Result<String, Reply> {
    let is_key = text.len() == KEY && text.bytes().all(|sign| sign.is_ascii_alphanumeric());
    if is_key { Ok(text.to_owned()) } else { Err(invalid(&["key"], "value is not a valid invoice key")) }
}

/// What a document is told with, whether it is new or corrects one.
fn document(body: &Body) -> Result<&str, Reply> {
    body.amount(&["amount"])?;
    if !body.text(&["xml"])?.starts_with('<') {
        return Err(invalid(&["xml"], "invalid XML"));
    }
    body.date(&["issued_at"])
}

/// `GET /deliveries/{id}/invoices`, of one sales channel.
pub(super) fn invoices(shop: &Shop, request: &Request, key: &str) -> Reply {
    if request.header("x-channel-id") != Some(ids::CHANNEL) {
        let place = json!(["header", "X-Channel-Id"]);
        return Reply::value(422, &json!({ "detail": [{ "msg": "unknown channel", "loc": place }] }));
    }
    let page = match Page::read(request) {
        Ok(page) => page,
        Err(refusal) => return refusal,
    };
    let found = ids::delivery_of(key).and_then(|(id, place)| Some((shop.order(id)?, place)));
    let Some((order, place)) = found.filter(|(order, place)| *place < parcels::of(order).len()) else {
        return gone();
    };
    let order = late::shown(shop, Cow::Owned(order));
    let all: Vec<Value> = parcels::invoices(&order, place).map(invoice).collect();
    let shown: Vec<Value> = all.iter().skip(page.offset).take(page.limit).cloned().collect();
    let more = page.offset + shown.len() < all.len();
    Reply::value(200, &page.of(request, shown, more))
}

/// A document as it is shown.
pub(super) fn invoice(invoice: &Invoice) -> Value {
    json!({
        "key": invoice.access_key,
        "issued_at": time::text(invoice.at, ".000Z"),
        "status": match invoice.accepted {
            None => "validating",
            Some(true) => "approved",
            Some(false) => "invalid",
        },
    })
}

/// Changes the order of a delivery, or leaves it as it was and says why.
fn change(shop: &Shop, key: &str, change: impl FnOnce(&mut Order, usize) -> Result<Reply, Reply>) -> Reply {
    let Some((id, place)) = ids::delivery_of(key) else { return gone() };
    let mut answer = gone();
    let refused = || Error::Invalid("refused".into());
    // Whether it was changed is what the answer says.
    let _ = shop.edit(id, true, |order| {
        if place >= parcels::of(order).len() {
            return Err(refused());
        }
        let before = late::Before::of(order);
        let done = change(order, place);
        let is_done = done.is_ok();
        answer = done.unwrap_or_else(|refusal| refusal);
        if !is_done {
            return Err(refused());
        }
        late::hold(shop, before);
        Ok(())
    });
    answer
}

fn gone() -> Reply {
    detail(404, "Delivery not found")
}
