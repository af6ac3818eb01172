//! `GET /orders/search`.

use serde_json::{Value, json};

use crate::book::{Bounds, Filter, Sort};
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::order::Order;
use crate::shop::Shop;
use crate::time::{self, DAY};

use super::{cast, error, render};

const LIMIT: usize = 50;
/// Offset and limit together cannot go beyond it.
const DEPTH: usize = 10_000;
const RETENTION: i64 = 366 * DAY;
const HOUR: i64 = 3_600;

pub(super) fn list(shop: &Shop, request: &Request) -> Reply {
    if request.param("seller") != Some(super::app(shop).2) {
        return error(403, "caller.id.invalid", "The caller is not the seller");
    }
    let number = |name: &str, default: usize| request.param(name).map_or(Ok(default), str::parse);
    let (Ok(offset), Ok(limit)) = (number("offset", 0), number("limit", LIMIT)) else {
        return error(400, "bad_request", "offset and limit must be numbers");
    };
    if limit > LIMIT || offset.saturating_add(limit) > DEPTH {
        return error(400, "bad_request", "Invalid offset or limit");
    }
    let filter = match filter(shop, request) {
        Ok(filter) => filter,
        Err(refusal) => return refusal,
    };
    let ascending = request.param("sort") != Some("date_desc");
    let book = shop.read();
    let (total, mut slots) = book.page(&filter, Sort::Created, true, 0, usize::MAX);
    slots.sort_by_key(|slot| (closed(&book.order(*slot)), *slot));
    if !ascending {
        slots.reverse();
    }
    let page: Vec<u32> = slots.into_iter().skip(offset).take(limit).collect();
    let mut results: Vec<Value> =
        page.iter().map(|slot| render::order(shop, &book, &book.order(*slot), true)).collect();
    let mover = page.first().map(|slot| book.order(*slot).id);
    drop(book);
    if let (true, Some(first)) = (request.struck(&Fault::DuplicateRows), results.first().cloned()) {
        results.insert(0, first);
    }
    if let (true, Some(id)) = (request.struck(&Fault::MovingRows), mover) {
        // It was just read, so it exists.
        let _ = shop.touch(id);
    }
    let count = page.len();
    let body = json!({
        "query": request.param("q").unwrap_or_default(),
        "results": results,
        "sort": { "id": if ascending { "date_asc" } else { "date_desc" }, "name": "Date" },
        "available_sorts": [],
        "filters": [],
        "paging": { "total": total, "offset": offset, "limit": limit },
        "display": "complete",
    });
    let mut reply = Reply::value(200, &body);
    reply.orders = count;
    reply
}

/// What the list is sorted by: when the order was first paid, else placed.
fn closed(order: &Order) -> i64 {
    order.paid.unwrap_or(order.created)
}

/// Of dates only the hour counts. Unknown parameters are ignored.
fn filter<'f>(shop: &Shop, request: &'f Request) -> Result<Filter<'f>, Reply> {
    let bounds = |field: &str| -> Result<Bounds, Reply> {
        let mut bounds = Bounds::default();
        for (end, low) in [("from", true), ("to", false)] {
            let Some(text) = request.param(&format!("order.{field}.{end}")) else { continue };
            let at = time::parse(text, 0)
                .ok_or_else(|| error(400, "bad_request", &format!("invalid date: {text}")))?;
            let hour = at.div_euclid(HOUR) * HOUR;
            if low { bounds.at_least(hour) } else { bounds.at_most(hour) }
        }
        Ok(bounds)
    };
    let mut created = bounds("date_created")?;
    created.at_least(shop.now() - RETENTION);
    let closing = bounds("date_closed")?;
    let statuses: Option<Vec<String>> =
        request.param("order.status").map(|words| words.split(',').map(str::to_owned).collect());
    let wanted = request.param("q").filter(|text| !text.is_empty());
    Ok(Filter {
        created,
        modified: bounds("date_last_updated")?,
        matches: Some(Box::new(move |order| {
            let status = cast::status(order);
            super::is_listed(order)
                && statuses.as_ref().is_none_or(|words| words.iter().any(|word| word == status))
                && closing.holds(closed(order))
                && wanted.is_none_or(|id| order.id.to_string() == id)
        })),
        ..Filter::default()
    })
}
