//! The parameters of a list.

use chrono::DateTime;
use serde_json::{Value, json};

use crate::book::{Bounds, Filter, Sort, Test};
use crate::http::{Reply, Request};
use crate::shop::Shop;
use crate::time::DAY;

use super::invalid;
use super::render::{self, PURCHASED_BEFORE};

const MOST: usize = 100;
/// Longer ranges of dates are refused.
const LONGEST: i64 = 15 * DAY;

pub(super) struct Page {
    pub offset: usize,
    pub limit: usize,
}

pub(super) struct Listing<'r> {
    pub filter: Filter<'r>,
    pub sort: Sort,
    pub ascending: bool,
    pub page: Page,
}

impl<'r> Listing<'r> {
    pub(super) fn read(shop: &Shop, request: &'r Request) -> Result<Self, Reply> {
        let mut filter = Filter::default();
        for (field, shift) in [("purchased_at", PURCHASED_BEFORE), ("created_at", 0), ("updated_at", 0)] {
            let Some((low, high)) = range(request, field, shop.now())? else { continue };
            let bounds: &mut Bounds =
                if field == "updated_at" { &mut filter.modified } else { &mut filter.created };
            bounds.at_least(low + shift);
            bounds.at_most(high + shift);
        }
        let (status, code) = (request.param("status"), request.param("code"));
        if status.is_some() || code.is_some() {
            let test: Test<'r> = Box::new(move |order| {
                status.is_none_or(|status| render::status(order) == status)
                    && code.is_none_or(|code| order.id.to_string() == code)
            });
            filter.matches = Some(test);
        }
        let sort = request.param("_sort").unwrap_or("created_at:desc");
        let (field, direction) = sort.split_once(':').unwrap_or((sort, "asc"));
        let sort = match field {
            "created_at" | "purchased_at" => Sort::Created,
            "updated_at" => Sort::Modified,
            _ => return Err(invalid("_sort", "unknown field")),
        };
        Ok(Self { filter, sort, ascending: direction == "asc", page: Page::read(request)? })
    }
}

impl Page {
    pub(super) fn read(request: &Request) -> Result<Self, Reply> {
        let number = |name: &str, usual| match request.param(name) {
            Some(text) => text.parse().map_err(|_| invalid(name, "value is not a valid integer")),
            None => Ok(usual),
        };
        let (limit, offset) = (number("_limit", 50)?, number("_offset", 0)?);
        if !(1..=MOST).contains(&limit) {
            return Err(invalid("_limit", "ensure this value is between 1 and 100"));
        }
        Ok(Self { offset, limit })
    }

    /// The envelope of a list. `count` counts the rows of this page.
    pub(super) fn of(&self, request: &Request, results: Vec<Value>, more: bool) -> Value {
        let link = |offset: usize| {
            let kept = request.query.iter().filter(|(name, _)| name != "_offset");
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(kept).append_pair("_offset", &offset.to_string());
            format!("{}{}?{}", request.base, request.path, query.finish())
        };
        let (Self { offset, limit }, count) = (self, results.len());
        json!({
            "meta": {
                "page": { "limit": limit, "offset": offset, "count": count, "max_limit": MOST },
                "links": {
                    "previous": (*offset > 0).then(|| link(offset.saturating_sub(*limit))),
                    "next": more.then(|| link(offset + limit)),
                    "self": link(*offset),
                },
            },
            "results": results,
        })
    }
}

/// The inclusive bounds of a date in whole seconds, which is how orders are dated.
fn range(request: &Request, field: &str, now: i64) -> Result<Option<(i64, i64)>, Reply> {
    let bound = |suffix: &str, up: i64| -> Result<Option<i64>, Reply> {
        let name = format!("{field}__{suffix}");
        let Some(text) = request.param(&name) else { return Ok(None) };
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| invalid(&name, "invalid datetime format"))?;
        Ok(Some((at.timestamp_millis() + up).div_euclid(1000)))
    };
    let (low, high) = (bound("gte", 999)?, bound("lte", 0)?);
    if low.is_none() && high.is_none() {
        return Ok(None);
    }
    let (low, high) = (low.unwrap_or_default(), high.unwrap_or(now));
    if high - low > LONGEST {
        return Err(invalid(&format!("{field}__gte"), "the range must not exceed 15 days"));
    }
    Ok(Some((low, high)))
}
