//! Reading orders and deliveries.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::book::{Filter, Sort};
use crate::changes::NewOrder;
use crate::draw::Draw;
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::order::Order;
use crate::shop::Shop;

use super::listing::{Listing, Page};
use super::{detail, ids, late, parcels, render};

pub(super) fn list(shop: &Shop, request: &Request) -> Reply {
    let Listing { filter, sort, ascending, page } = match Listing::read(shop, request) {
        Ok(listing) => listing,
        Err(refusal) => return refusal,
    };
    let book = shop.read();
    let (total, slots) = book.page(&filter, sort, ascending, page.offset, page.limit);
    let mut results: Vec<Value> =
        slots.iter().map(|slot| render::order(&late::shown(shop, book.order(*slot)))).collect();
    if request.struck(&Fault::DuplicateRows)
        && let Some(first) = results.first().cloned()
    {
        results.insert(0, first);
    }
    // In ascending order the page's first row runs ahead; in descending order one from behind comes to the front.
    let mover = if ascending {
        slots.first().copied()
    } else {
        book.page(&filter, sort, ascending, page.offset + page.limit, 1).1.first().copied()
    };
    let mover = mover.map(|slot| book.order(slot).id);
    drop(book);
    if request.struck(&Fault::MovingRows) {
        // The order was just read, so it exists.
        let _ = match mover {
            _ if sort == Sort::Created => shop.create(NewOrder::default()).map(drop),
            Some(id) => shop.touch(id),
            None => Ok(()),
        };
    }
    let more = page.offset + slots.len() < total;
    let mut reply = Reply::value(200, &page.of(request, results, more));
    reply.orders = slots.len();
    reply
}

pub(super) fn get(shop: &Shop, key: &str) -> Reply {
    match ids::order_of(key).and_then(|id| shop.order(id)) {
        Some(order) => {
            late::pass(shop, order.id);
            let mut reply = Reply::value(200, &render::order(&late::shown(shop, Cow::Owned(order))));
            reply.orders = 1;
            reply
        }
        None => detail(404, "Order not found"),
    }
}

/// Those of the orders that changed last.
pub(super) fn deliveries(shop: &Shop, request: &Request) -> Reply {
    let page = match Page::read(request) {
        Ok(page) => page,
        Err(refusal) => return refusal,
    };
    let book = shop.read();
    let (_, slots) = book.page(&Filter::default(), Sort::Modified, false, 0, book.len());
    let mut all = slots
        .into_iter()
        .flat_map(|slot| deliveries_of(&late::shown(shop, book.order(slot))))
        .skip(page.offset);
    let results: Vec<Value> = all.by_ref().take(page.limit).collect();
    let more = all.next().is_some();
    Reply::value(200, &page.of(request, results, more))
}

pub(super) fn delivery(shop: &Shop, key: &str) -> Reply {
    let of =
        |(id, place)| deliveries_of(&late::shown(shop, Cow::Owned(shop.order(id)?))).into_iter().nth(place);
    let found = ids::delivery_of(key).and_then(of);
    found.map_or_else(|| detail(404, "Delivery not found"), |delivery| Reply::value(200, &delivery))
}

/// The deliveries of an order, each with the order's key in one of the two places where it may stand, or with its code alone.
fn deliveries_of(order: &Order) -> Vec<Value> {
    let place = Draw::new(order.id, 0xDE11).below(3);
    let id = ids::order(order.id);
    let with_order = |mut delivery: Value| {
        match place {
            0 => delivery["order"] = json!({ "id": id, "code": order.id.to_string() }),
            1 => delivery["order"] = json!({ "code": order.id.to_string() }),
            _ => delivery["order_id"] = id.clone().into(),
        }
        delivery
    };
    parcels::of(order).iter().map(|parcel| with_order(render::delivery(order, parcel))).collect()
}
