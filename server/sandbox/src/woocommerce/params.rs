//! Query parameters of the orders collection, checked as WordPress checks them against the schema.

use std::collections::HashSet;

use serde_json::{Map, json};

use crate::book::{Bounds, Filter, Sort};
use crate::http::{Reply, Request};
use crate::order::Order;
use crate::time;

use super::error_with;

const ORDER_BY: &[&str] = &["date", "id", "include", "title", "slug", "modified"];
const CORE_STATUSES: &[&str] = &[
    "any",
    "trash",
    "pending",
    "processing",
    "on-hold",
    "completed",
    "cancelled",
    "refunded",
    "failed",
    "checkout-draft",
    "auto-draft",
];

pub(super) struct Listing<'r> {
    pub page: usize,
    pub per_page: usize,
    pub offset: usize,
    pub sort: Sort,
    pub ascending: bool,
    pub filter: Filter<'r>,
}

/// Statuses that a list leaves out unless they are named.
const UNLISTED: &[&str] = &["trash", "auto-draft", "checkout-draft"];

/// What `status` may be; `custom` are the statuses plugins registered besides the core ones.
pub(super) fn statuses(custom: &[String]) -> Vec<&str> {
    let ours = custom.iter().map(String::as_str).filter(|status| !CORE_STATUSES.contains(status));
    CORE_STATUSES.iter().copied().chain(ours).collect()
}

/// Failed checks by parameter: code and message.
#[derive(Default)]
struct Failures(Vec<(&'static str, &'static str, String)>);

impl Failures {
    fn add(&mut self, name: &'static str, code: &'static str, message: String) {
        self.0.push((name, code, message));
    }

    fn reply(self) -> Reply {
        let names: Vec<&str> = self.0.iter().map(|failure| failure.0).collect();
        let (mut params, mut details) = (Map::new(), Map::new());
        for (name, code, message) in &self.0 {
            params.insert((*name).to_owned(), json!(message));
            details.insert((*name).to_owned(), json!({ "code": code, "message": message, "data": null }));
        }
        let message = format!("Invalid parameter(s): {}", names.join(", "));
        let data = json!({ "status": 400, "params": params, "details": details });
        error_with(400, "rest_invalid_param", &message, data)
    }
}

/// A parameter that has to be there is not.
pub(super) fn missing(name: &str) -> Reply {
    let data = json!({ "status": 400, "params": [name] });
    error_with(400, "rest_missing_callback_param", &format!("Missing parameter(s): {name}"), data)
}

/// That an order can have this status; it gets into the bin and out of it in other ways.
pub(super) fn settable(status: &str, custom: &[String]) -> Result<(), Reply> {
    let all: Vec<&str> =
        statuses(custom).into_iter().filter(|status| !matches!(*status, "any" | "trash")).collect();
    if all.contains(&status) {
        return Ok(());
    }
    let mut failures = Failures::default();
    failures.add("status", "rest_not_in_enum", format!("status is not one of {}.", all.join(", ")));
    Err(failures.reply())
}

impl<'r> Listing<'r> {
    /// `custom` are the statuses plugins registered besides the core ones.
    pub(super) fn read(request: &'r Request, custom: &[String]) -> Result<Self, Reply> {
        let mut failures = Failures::default();
        let page = number(request, "page", 1, &mut failures).unwrap_or(1);
        let per_page = number(request, "per_page", 1, &mut failures).unwrap_or(10);
        if per_page > 100 {
            let message = "per_page must be between 1 (inclusive) and 100 (inclusive)".to_owned();
            failures.add("per_page", "rest_out_of_bounds", message);
        }
        let offset = number(request, "offset", 0, &mut failures);
        let ascending = match request.param("order") {
            None | Some("desc") => false,
            Some("asc") => true,
            Some(_) => {
                failures.add("order", "rest_not_in_enum", "order is not one of asc and desc.".into());
                false
            }
        };
        let sort = match request.param("orderby") {
            Some("id" | "include" | "title" | "slug") => Sort::Id,
            Some("modified") => Sort::Modified,
            None | Some("date") => Sort::Created,
            Some(_) => {
                let (last, first) = ORDER_BY.split_last().unwrap_or((&"", &[]));
                let message = format!("orderby is not one of {}, and {last}.", first.join(", "));
                failures.add("orderby", "rest_not_in_enum", message);
                Sort::Created
            }
        };
        let filter = filter(request, custom, &mut failures);
        if !failures.0.is_empty() {
            return Err(failures.reply());
        }
        let offset = offset.unwrap_or((page - 1).saturating_mul(per_page));
        Ok(Self { page, per_page, offset, sort, ascending, filter })
    }
}

fn number(request: &Request, name: &'static str, least: usize, failures: &mut Failures) -> Option<usize> {
    let text = request.param(name)?;
    match text.trim().parse::<i64>() {
        Err(_) => failures.add(name, "rest_invalid_type", format!("{name} is not of type integer.")),
        Ok(value) if value < least as i64 => {
            let message = if name == "per_page" {
                "per_page must be between 1 (inclusive) and 100 (inclusive)".to_owned()
            } else {
                format!("{name} must be greater than or equal to {least}")
            };
            failures.add(name, "rest_out_of_bounds", message);
        }
        Ok(value) => return usize::try_from(value).ok(),
    }
    None
}

fn filter<'r>(request: &'r Request, custom: &[String], failures: &mut Failures) -> Filter<'r> {
    let gmt = match request.param("dates_are_gmt") {
        None | Some("" | "0" | "false") => false,
        Some("1" | "true") => true,
        Some(_) => {
            let message = "dates_are_gmt is not of type boolean.".to_owned();
            failures.add("dates_are_gmt", "rest_invalid_type", message);
            false
        }
    };
    let mut bounds = |after, before| {
        let mut bounds = Bounds::default();
        if let Some(mark) = date(request, after, gmt, failures) {
            bounds.at_least(mark + 1);
        }
        if let Some(mark) = date(request, before, gmt, failures) {
            bounds.at_most(mark - 1);
        }
        bounds
    };
    let created = bounds("after", "before");
    let modified = bounds("modified_after", "modified_before");
    let mut filter = Filter { created, modified, ..Filter::default() };
    let statuses = list(request, "status");
    for (at, status) in statuses.iter().enumerate() {
        if !CORE_STATUSES.contains(&status.as_str()) && !custom.contains(status) {
            let message = format!("status[{at}] is not one of {}.", self::statuses(custom).join(", "));
            failures.add("status", "rest_not_in_enum", message);
        }
    }
    if !statuses.is_empty() && !statuses.iter().any(|status| status == "any") {
        filter.statuses = Some(statuses);
    } else if custom.iter().any(|status| UNLISTED.contains(&status.as_str())) {
        // "any" wins over what stands beside it.
        let listed = custom.iter().filter(|status| !UNLISTED.contains(&status.as_str()));
        filter.statuses = Some(listed.cloned().collect());
    }
    let ids =
        |name| -> HashSet<u64> { list(request, name).iter().filter_map(|id| id.parse().ok()).collect() };
    filter.include = Some(ids("include")).filter(|ids| !ids.is_empty());
    filter.exclude = ids("exclude");
    let customer = request.param("customer").and_then(|id| id.parse::<u64>().ok());
    let product = request.param("product").and_then(|id| id.parse::<u64>().ok());
    let search = request.param("search").filter(|text| !text.is_empty()).map(str::to_lowercase);
    if customer.is_some() || product.is_some() || search.is_some() {
        filter.matches = Some(Box::new(move |order: &Order| {
            customer.is_none_or(|id| order.buyer.customer == id)
                && product.is_none_or(|id| {
                    order.lines.iter().any(|line| line.product.is_some_and(|(product, _)| product == id))
                })
                && search.as_ref().is_none_or(|text| found(order, text))
        }));
    }
    filter
}

fn found(order: &Order, text: &str) -> bool {
    order.id.to_string() == *text
        || [order.full_name(), order.buyer.email.clone(), order.buyer.company.to_string()]
            .iter()
            .any(|field| field.to_lowercase().contains(text))
        || order.lines.iter().any(|line| line.name.to_lowercase().contains(text))
}

/// `status=a,b`, `status[]=a&status[]=b` and `status[0]=a` are the same list.
fn list(request: &Request, name: &str) -> Vec<String> {
    let named = request.query.iter().filter(|(key, _)| {
        key == name || key.strip_prefix(name).is_some_and(|rest| rest.starts_with('[') && rest.ends_with(']'))
    });
    let parts = named.flat_map(|(_, value)| value.split(','));
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The instant a date parameter is compared with.
///
/// WordPress turns the text into a site-local wall-clock time and compares that text with the GMT or the local
/// column. So a zone together with `dates_are_gmt=true` is off by the site's offset, as on real shops.
fn date(request: &Request, name: &'static str, gmt: bool, failures: &mut Failures) -> Option<i64> {
    let text = request.param(name)?;
    let Some(wall) = wall_clock(text) else {
        failures.add(name, "rest_invalid_date", "Invalid date.".to_owned());
        return None;
    };
    Some(if gmt { wall } else { wall - time::SHOP_OFFSET })
}

/// Site-local wall-clock seconds. Only `YYYY-MM-DDTHH:MM:SS` with an optional fraction and zone is a date here.
fn wall_clock(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() < 19 || !matches!(bytes[10], b'T' | b't' | b' ') {
        return None;
    }
    let (day, clock) = (text.get(..10)?, text.get(11..)?);
    let upper = format!("{day}T{}", clock.to_uppercase());
    match time::parse(&upper, 0) {
        Some(instant) if clock.contains(['Z', 'z', '+', '-']) => Some(instant + time::SHOP_OFFSET),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_full_dates_are_dates() {
        assert!(wall_clock("2026-11-20T10:00:00").is_some());
        assert_eq!(
            wall_clock("2026-11-20T10:00:00Z"),
            wall_clock("2026-11-20T10:00:00").map(|wall| wall + time::SHOP_OFFSET)
        );
        for text in ["2026-11-20", "1763630000", "", "2026-11-20T10:00", "2026-11-20T10:00:00 00:00", "não"]
        {
            assert_eq!(wall_clock(text), None, "{text}");
        }
    }
}
