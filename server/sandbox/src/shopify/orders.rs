//! The root fields `orders` and `order`: filters, cursors, limits.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::book::{Book, Sort};
use crate::order::Order;
use crate::time::DAY;

use super::execute::Context;
use super::plan::Selected;
use super::{cost, errors, search};

/// How far one connection can be paged.
const DEPTH_LIMIT: u64 = 25_000;
/// Days an app without `read_all_orders` sees.
const WINDOW_DAYS: i64 = 60;

pub(super) struct Found<'b> {
    pub orders: Vec<Cow<'b, Order>>,
    pub start: usize,
    pub more: bool,
    pub sort: Sort,
    /// The order that leaves its place where rows move: read oldest first, one that was shown; newest
    /// first, the one behind the page, which jumps over it.
    pub mover: Option<u64>,
    pub warnings: Vec<Value>,
}

pub(super) fn list<'b>(context: &Context, book: &'b Book, field: &Selected) -> Result<Found<'b>, Value> {
    let refuse = |message: &str| errors::at_field(message, "BAD_USER_INPUT", &field.key, field.at);
    let first = field.number("first", context.variables).unwrap_or(0);
    if !(0..=cost::PAGE_LIMIT).contains(&first) {
        return Err(refuse(&format!("first must be between 0 and {}", cost::PAGE_LIMIT)));
    }
    let mut search = search::parse(field.text("query", context.variables).unwrap_or_default());
    if !context.allowed("read_all_orders") {
        search.filter.created.at_least(context.now - WINDOW_DAYS * DAY);
    }
    let sort = match field.text("sortKey", context.variables) {
        Some("UPDATED_AT") => Sort::Modified,
        Some("CREATED_AT") => Sort::Created,
        Some("ID") => Sort::Id,
        _ => Sort::Created,
    };
    let reverse = field.argument("reverse", context.variables).and_then(Value::as_bool);
    let ascending = !reverse.unwrap_or(false);
    let mark = match field.text("after", context.variables) {
        None => None,
        Some(text) => Some(mark(text).ok_or_else(|| refuse("Invalid cursor for current pagination sort."))?),
    };
    let start = mark.map_or(0, |(.., read)| read);
    if start >= DEPTH_LIMIT {
        return Err(refuse("Pagination limit of 25000 objects exceeded. Narrow the query."));
    }
    let mark = mark.map(|(value, slot, _)| (value, slot));
    let (slots, _) = book.behind(&search.filter, sort, ascending, mark, first as usize + 1);
    let mut orders: Vec<Cow<Order>> = slots.into_iter().map(|slot| book.order(slot)).collect();
    let behind = if orders.len() > first as usize { orders.pop() } else { None };
    let mover = if ascending { orders.first() } else { behind.as_ref() }.map(|order| order.id);
    let (start, more) = (start as usize, behind.is_some());
    Ok(Found { orders, start, more, sort, mover, warnings: search.warnings })
}

pub(super) fn one<'b>(context: &Context, book: &'b Book, field: &Selected) -> Option<Cow<'b, Order>> {
    find(context, book, field.text("id", context.variables)?)
}

/// The order with this gid, if the app may see it.
pub(super) fn find<'b>(context: &Context, book: &'b Book, gid: &str) -> Option<Cow<'b, Order>> {
    visible(context, book, gid.strip_prefix("gid://shopify/Order/")?.parse().ok()?)
}

pub(super) fn visible<'b>(context: &Context, book: &'b Book, id: u64) -> Option<Cow<'b, Order>> {
    let order = book.find(id)?;
    let old = order.created < context.now - WINDOW_DAYS * DAY;
    (!old || context.allowed("read_all_orders")).then_some(order)
}

/// The cursor of an order: its sort value and place, so that a page continues behind it wherever it moved.
pub(super) fn cursor(order: &Order, sort: Sort, read: usize) -> String {
    let value = match sort {
        Sort::Id => i64::from(order.slot),
        Sort::Created => order.created,
        Sort::Modified => order.modified,
    };
    STANDARD.encode(json!({ "last_id": order.slot, "last_value": value, "read": read }).to_string())
}

fn mark(cursor: &str) -> Option<(i64, u32, u64)> {
    let value: Value = serde_json::from_slice(&STANDARD.decode(cursor).ok()?).ok()?;
    let slot = u32::try_from(value.get("last_id")?.as_u64()?).ok()?;
    Some((value.get("last_value")?.as_i64()?, slot, value.get("read")?.as_u64()?))
}

/// The cursor of a nested node: its position.
pub(super) fn position_cursor(at: usize) -> String {
    STANDARD.encode(format!("position:{at}"))
}

pub(super) fn position(cursor: &str) -> Option<usize> {
    let text = String::from_utf8(STANDARD.decode(cursor).ok()?).ok()?;
    text.strip_prefix("position:")?.parse().ok()
}
