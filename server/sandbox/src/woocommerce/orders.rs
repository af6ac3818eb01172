//! Reading orders.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::book::{Book, Sort};
use crate::changes::{NewOrder, OrderChange};
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::json::Json;
use crate::order::{Order, merge};
use crate::shop::Shop;

use super::error;
use super::params::{self, Listing};
use super::render::{self, Fields};

pub(super) fn invalid_id(status: u16) -> Reply {
    error(status, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.")
}

pub(super) fn list(shop: &Shop, request: &Request) -> Reply {
    let book = shop.read();
    let listing = match Listing::read(request, book.statuses()) {
        Ok(listing) => listing,
        Err(refusal) => return refusal,
    };
    let Listing { sort, ascending, offset, per_page, .. } = listing;
    let (mut total, mut slots) = book.page(&listing.filter, sort, ascending, offset, per_page);
    if request.struck(&Fault::HiddenRow) {
        slots.retain(|slot| *slot != 0);
    }
    let fields = Fields::read(request);
    if fields.are_all() && request.faults.iter().any(|fault| stops_php(fault, &book, &slots)) {
        return super::fatal(500);
    }
    let mut json = Json::php();
    json.open(b'[');
    for (at, slot) in slots.iter().enumerate() {
        let order = book.order(*slot);
        write(&mut json, &order, &fields, &request.base);
        if at == 0 && request.struck(&Fault::DuplicateRows) {
            write(&mut json, &order, &fields, &request.base);
        }
    }
    json.close(b']');
    // In ascending order the page's first row runs ahead; in descending order one from behind comes to the front.
    let mover = if ascending {
        slots.first().copied()
    } else {
        book.page(&listing.filter, sort, ascending, offset + per_page, 1).1.first().copied()
    };
    let mover = mover.map(|slot| book.order(slot).id);
    let leaver = slots.first().map(|slot| book.order(*slot).id);
    drop(book);
    // The orders were just read, so they exist.
    if request.struck(&Fault::MovingRows) {
        let _ = match mover {
            _ if sort == Sort::Created => shop.create(NewOrder::default()).map(drop),
            Some(id) => shop.touch(id),
            None => Ok(()),
        };
    }
    if let Some(id) = leaver.filter(|_| request.struck(&Fault::LeavingRows)) {
        let trash = OrderChange { status: Some("trash".into()), ..OrderChange::default() };
        let _ = shop.change(id, trash);
    }
    if slots.is_empty() {
        total = 0;
    }
    let pages = total.div_ceil(per_page);
    let mut reply = Reply::json(200, json.into_bytes())
        .with("x-wp-total", total.to_string())
        .with("x-wp-totalpages", pages.to_string());
    if let Some(link) = link(request, listing.page, pages) {
        reply = reply.with("link", link);
    }
    reply.orders = slots.len();
    reply
}

/// Whether PHP does not get through a list with all fields.
fn stops_php(fault: &Fault, book: &Book, slots: &[u32]) -> bool {
    match fault {
        Fault::LittleMemory { orders } => slots.len() > *orders,
        Fault::BrokenOrder { id } => book.slot(*id).is_some_and(|slot| slots.contains(&slot)),
        _ => false,
    }
}

/// What may be done with the collection, as far as a client needs to know.
pub(super) fn options(shop: &Shop) -> Reply {
    let book = shop.read();
    let status = json!({
        "default": "any",
        "type": "array",
        "items": { "type": "string", "enum": params::statuses(book.statuses()) },
        "required": false,
    });
    Reply::value(
        200,
        &json!({
            "namespace": "wc/v3",
            "methods": ["GET", "POST"],
            "endpoints": [
                { "methods": ["GET"], "args": { "status": status } },
                { "methods": ["POST"], "args": [] },
            ],
        }),
    )
}

/// The neighbours' addresses. They lose the `status` filter, as on real shops.
fn link(request: &Request, page: usize, pages: usize) -> Option<String> {
    let address = |number: usize| {
        let kept = request.query.iter().filter(|(key, _)| key != "page" && !key.starts_with("status"));
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(kept).append_pair("page", &number.to_string());
        format!("{}{}?{}", request.base, request.path, query.finish())
    };
    let mut links = Vec::new();
    if page > 1 && pages > 0 {
        links.push(format!("<{}>; rel=\"prev\"", address((page - 1).min(pages))));
    }
    if page < pages {
        links.push(format!("<{}>; rel=\"next\"", address(page + 1)));
    }
    (!links.is_empty()).then(|| links.join(", "))
}

pub(super) fn get(shop: &Shop, request: &Request, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return super::no_route() };
    match shop.read().find(id) {
        Some(order) => single(200, &order, request),
        None => invalid_id(404),
    }
}

/// One order as the whole body.
pub(super) fn single(status: u16, order: &Order, request: &Request) -> Reply {
    let mut json = Json::php();
    write(&mut json, order, &Fields::read(request), &request.base);
    let mut reply = Reply::json(status, json.into_bytes());
    reply.orders = 1;
    reply
}

/// The bytes of an order with all its fields.
pub(super) fn whole(order: &Order, base: &str) -> Vec<u8> {
    let mut json = Json::php();
    write(&mut json, order, &Fields::all(), base);
    json.into_bytes()
}

fn write(json: &mut Json, order: &Order, fields: &Fields, base: &str) {
    if order.overlay.is_none() && !fields.nested() {
        render::order(json, order, fields, base);
        return;
    }
    let mut plain = Json::php();
    render::order(&mut plain, order, fields, base);
    let bytes = plain.into_bytes();
    let value = serde_json::from_slice::<Value>(&bytes).map(|mut value| {
        if let Some(overlay) = &order.overlay {
            merge(&mut value, overlay);
        }
        fields.prune(&mut value);
        value
    });
    let text = value.map_or(Cow::Borrowed(&bytes[..]), |value| value.to_string().into_bytes().into());
    json.raw(&text);
}

pub(super) fn refunds(shop: &Shop, id: &str) -> Reply {
    let Ok(id) = id.parse() else { return super::no_route() };
    let book = shop.read();
    let Some(order) = book.find(id) else {
        return invalid_id(404);
    };
    let mut json = Json::php();
    json.array(|j| {
        for refund in order.refunds.iter().rev() {
            render::refund(j, refund);
        }
    });
    let total = order.refunds.len();
    Reply::json(200, json.into_bytes())
        .with("x-wp-total", total.to_string())
        .with("x-wp-totalpages", total.min(1).to_string())
}
