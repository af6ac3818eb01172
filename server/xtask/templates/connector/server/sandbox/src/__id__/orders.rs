//! Listing and reading orders.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::book::{Bounds, Filter, Sort};
use crate::changes::NewOrder;
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::Shop;
use crate::time;

use super::{error, render};

const PAGE_LIMIT: usize = 100;

fn invalid(what: &str) -> Reply {
    error(400, "invalid_parameter", &format!("{what} is not valid."))
}

pub(super) fn list(shop: &Shop, request: &Request) -> Reply {
    let (limit, offset) = match (number(request, "limit", 20), number(request, "offset", 0)) {
        (Some(limit), Some(offset)) if (1..=PAGE_LIMIT).contains(&limit) => (limit, offset),
        _ => return invalid("limit or offset"),
    };
    let sort = match request.param("sort") {
        None | Some("placed_at") => Sort::Created,
        Some("changed_at") => Sort::Modified,
        _ => return invalid("sort"),
    };
    let ascending = match request.param("direction") {
        None | Some("desc") => false,
        Some("asc") => true,
        _ => return invalid("direction"),
    };
    let Some(filter) = filter(request) else { return invalid("a date or an id") };
    let book = shop.read();
    let (total, slots) = book.page(&filter, sort, ascending, offset, limit);
    let mut rows: Vec<Value> = slots.iter().map(|slot| render::order(&book.order(*slot))).collect();
    if request.struck(&Fault::DuplicateRows)
        && let Some(first) = rows.first().cloned()
    {
        rows.insert(0, first);
    }
    // Read oldest first, one that was shown runs ahead; newest first, one from behind comes to the front.
    let mover = if ascending {
        slots.first().copied()
    } else {
        book.page(&filter, sort, ascending, offset + limit, 1).1.first().copied()
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
    let mut reply = Reply::value(200, &json!({ "orders": rows, "total": total }));
    reply.orders = slots.len();
    reply
}

pub(super) fn single(shop: &Shop, id: &str) -> Reply {
    let book = shop.read();
    let Some(order) = id.parse().ok().and_then(|id| book.find(id)) else {
        return error(404, "not_found", "There is no such order.");
    };
    let mut reply = Reply::value(200, &render::order(&order));
    reply.orders = 1;
    reply
}

/// `None` for what is no number.
fn number(request: &Request, name: &str, default: usize) -> Option<usize> {
    request.param(name).map_or(Some(default), |text| text.parse().ok())
}

/// `None` where a date or an id cannot be read.
fn filter(request: &Request) -> Option<Filter<'static>> {
    let bounds = |from: &str, until: &str| {
        let second = |name: &str| match request.param(name) {
            None => Some(None),
            Some(text) => time::parse(text, 0).map(Some),
        };
        let mut bounds = Bounds::default();
        bounds.at_least(second(from)?.unwrap_or(i64::MIN));
        bounds.at_most(second(until)?.unwrap_or(i64::MAX));
        Some(bounds)
    };
    let ids = |text: &str| text.split(',').map(|id| id.parse().ok()).collect::<Option<HashSet<u64>>>();
    Some(Filter {
        created: bounds("placed_from", "placed_until")?,
        modified: bounds("changed_from", "changed_until")?,
        include: match request.param("ids") {
            None => None,
            Some(text) => Some(ids(text)?),
        },
        ..Filter::default()
    })
}
