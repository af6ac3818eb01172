//! Listing and reading orders. Paging and sorting are in the query, filters in the body.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::book::{Filter, Sort};
use crate::draw::Draw;
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::order::Order;
use crate::shop::Shop;

use super::{data, error, region, render};

const PAGE_LIMIT: usize = 100;
const IDS_LIMIT: usize = 50;

fn invalid(what: &str) -> Reply {
    error(400, 36_009_004, &format!("Invalid parameter: {what}."))
}

pub(super) fn search(shop: &Shop, request: &Request) -> Reply {
    let Some(size) = page_size(request, 1, PAGE_LIMIT) else { return invalid("page_size") };
    let sort = match request.param("sort_field") {
        None | Some("create_time") => Sort::Created,
        Some("update_time") => Sort::Modified,
        _ => return invalid("sort_field"),
    };
    let ascending = match request.param("sort_order") {
        None | Some("DESC") => false,
        Some("ASC") => true,
        _ => return invalid("sort_order"),
    };
    let Some(filter) = filter(&request.body) else { return invalid("body") };
    let query = fingerprint(request);
    let mark = match request.param("page_token") {
        None => None,
        Some(token) => match mark(token, query) {
            Some(mark) => Some(mark),
            None => return invalid("page_token"),
        },
    };
    let book = shop.read();
    let total = book.page(&filter, sort, ascending, 0, 0).0;
    let (mut slots, _) = book.behind(&filter, sort, ascending, mark, size + 1);
    let behind = if slots.len() > size { slots.pop() } else { None };
    let next = match slots.last() {
        Some(last) if behind.is_some() => token(book.value(sort, *last), *last, query),
        _ => String::new(),
    };
    let orders: Vec<Cow<Order>> = slots.iter().map(|slot| book.order(*slot)).collect();
    let market = region(shop);
    let mut rows: Vec<Value> = orders.iter().map(|order| render::order(order, &market)).collect();
    if request.struck(&Fault::DuplicateRows)
        && let Some(first) = rows.first().cloned()
    {
        rows.insert(0, first);
    }
    // Read oldest first, one that was shown runs ahead; newest first, the one behind the page jumps over it.
    let mover = if ascending { slots.first().copied() } else { behind };
    let mover = mover.filter(|_| request.struck(&Fault::MovingRows)).map(|slot| book.order(slot).id);
    let shown = orders.len();
    drop((orders, filter));
    drop(book);
    if let Some(id) = mover {
        // The order was just read, so it exists.
        let _ = shop.touch(id);
    }
    let mut reply = data(&json!({ "orders": rows, "next_page_token": next, "total_count": total }));
    reply.orders = shown;
    reply
}

pub(super) fn some(shop: &Shop, request: &Request) -> Reply {
    let ids: Vec<&str> = request.param("ids").unwrap_or_default().split(',').collect();
    if ids.len() > IDS_LIMIT || ids.iter().any(|id| id.parse::<u64>().is_err()) {
        return invalid("ids");
    }
    let book = shop.read();
    let found = ids.iter().filter_map(|id| book.find(id.parse().ok()?));
    let market = region(shop);
    let rows: Vec<Value> = found.map(|order| render::order(&order, &market)).collect();
    let mut reply = data(&json!({ "orders": rows }));
    reply.orders = rows.len();
    reply
}

/// `page_size` of the query, which must be there and within bounds.
pub(super) fn page_size(request: &Request, least: usize, most: usize) -> Option<usize> {
    request.param("page_size")?.parse().ok().filter(|size| (least..=most).contains(size))
}

/// `None` for a body that is no object, and for bounds that are no numbers.
fn filter(body: &[u8]) -> Option<Filter<'static>> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let body = body.as_object()?;
    let mut filter = Filter::default();
    let bound = |name: &str| match body.get(name) {
        None => Some(None),
        Some(value) => value.as_i64().map(Some),
    };
    filter.created.at_least(bound("create_time_ge")?.unwrap_or(i64::MIN));
    filter.created.at_most(bound("create_time_lt")?.map_or(i64::MAX, |until| until - 1));
    filter.modified.at_least(bound("update_time_ge")?.unwrap_or(i64::MIN));
    filter.modified.at_most(bound("update_time_lt")?.map_or(i64::MAX, |until| until - 1));
    if let Some(wanted) = body.get("order_status").and_then(Value::as_str).map(str::to_owned) {
        filter.matches = Some(Box::new(move |order| render::status(order) == wanted));
    }
    Some(filter)
}

/// Of everything that a page token is bound to.
fn fingerprint(request: &Request) -> u64 {
    let sorting = ["sort_field", "sort_order"].map(|name| request.param(name).unwrap_or_default());
    let bytes = request.body.iter().copied().chain(sorting.concat().into_bytes());
    bytes.fold(7, |sum, byte| Draw::new(sum, u64::from(byte)).next())
}

fn token(value: i64, slot: u32, query: u64) -> String {
    STANDARD.encode(json!([value, slot, query]).to_string())
}

fn mark(token: &str, query: u64) -> Option<(i64, u32)> {
    let (value, slot, of): (i64, u32, u64) = serde_json::from_slice(&STANDARD.decode(token).ok()?).ok()?;
    (of == query).then_some((value, slot))
}
