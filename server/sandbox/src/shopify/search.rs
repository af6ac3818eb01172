//! Shopify's search syntax for `orders(query:)`: `field:value` terms joined by `AND`, `OR` or a space.

use serde_json::{Value, json};

use crate::book::{Bounds, Filter, Test};
use crate::order::Order;
use crate::time;

use super::order_fields::{financial_status, fulfillment_status, name};

pub(super) struct Search {
    pub filter: Filter<'static>,
    /// Fields that are not known: ignored, and told in `extensions.search`.
    pub warnings: Vec<Value>,
}

pub(super) fn parse(query: &str) -> Search {
    let mut search = Search { filter: Filter::default(), warnings: Vec::new() };
    // One of each group must hold.
    let mut tests: Vec<Vec<Test<'static>>> = Vec::new();
    let mut is_choice = false;
    let mut add = |test: Test<'static>, is_choice: bool| match tests.last_mut().filter(|_| is_choice) {
        Some(group) => group.push(test),
        None => tests.push(vec![test]),
    };
    for term in terms(query) {
        if term == "AND" || term == "OR" {
            is_choice = term == "OR";
            continue;
        }
        let is_choice = std::mem::take(&mut is_choice);
        let (negated, term) = term.strip_prefix('-').map_or((false, term.as_str()), |rest| (true, rest));
        let Some((field, value)) = term.split_once(':') else {
            let text = unquoted(term).to_lowercase();
            let test = move |order: &Order| {
                order.full_name().to_lowercase().contains(&text)
                    || order.buyer.email.contains(&text)
                    || name(order) == text
            };
            add(Box::new(move |order| test(order) != negated), is_choice);
            continue;
        };
        match field {
            "updated_at" => bound(&mut search.filter.modified, value),
            "created_at" | "processed_at" => bound(&mut search.filter.created, value),
            _ => match test(field, unquoted(value).to_lowercase()) {
                Some(test) => add(Box::new(move |order| test(order) != negated), is_choice),
                None => {
                    let message = "Invalid search field for this query.";
                    search.warnings.push(json!({ "field": field, "message": message }));
                }
            },
        }
    }
    if !tests.is_empty() {
        search.filter.matches =
            Some(Box::new(move |order| tests.iter().all(|group| group.iter().any(|test| test(order)))));
    }
    search
}

fn test(field: &str, value: String) -> Option<Test<'static>> {
    Some(match field {
        "status" => match value.as_str() {
            "open" => Box::new(|order| order.cancelled.is_none() && order.completed.is_none()),
            "closed" => Box::new(|order| order.completed.is_some()),
            "cancelled" => Box::new(|order| order.cancelled.is_some()),
            "not_closed" => Box::new(|order| order.completed.is_none()),
            _ => Box::new(|_| true),
        },
        "financial_status" => Box::new(move |order| financial_status(order).eq_ignore_ascii_case(&value)),
        "fulfillment_status" => Box::new(move |order| fulfillment_status(order).eq_ignore_ascii_case(&value)),
        "id" => Box::new(move |order| order.id.to_string() == value),
        "name" => Box::new(move |order| name(order).trim_start_matches('#') == value.trim_start_matches('#')),
        "email" => Box::new(move |order| order.buyer.email == value),
        "tag" => Box::new(move |order| order.tags.iter().any(|tag| tag.to_lowercase() == value)),
        "sku" => Box::new(move |order| {
            order.lines.iter().any(|line| line.sku.as_ref().is_some_and(|sku| sku.to_lowercase() == value))
        }),
        "test" => Box::new(move |order| order.test.to_string() == value),
        "customer_id" => Box::new(move |order| order.buyer.customer.to_string() == value),
        _ => return None,
    })
}

/// `>=`, `>`, `<=`, `<` or nothing, then a date. A text that is no date limits nothing, as on Shopify.
fn bound(bounds: &mut Bounds, value: &str) {
    let value = unquoted(value);
    let digits = value.trim_start_matches(['>', '<', '=']);
    let operator = &value[..value.len() - digits.len()];
    let Some(at) = time::parse(unquoted(digits), time::SHOP_OFFSET) else { return };
    match operator {
        ">=" => bounds.at_least(at),
        ">" => bounds.at_least(at + 1),
        "<=" => bounds.at_most(at),
        "<" => bounds.at_most(at - 1),
        _ => {
            bounds.at_least(at);
            bounds.at_most(at + if digits.len() <= 12 { time::DAY - 1 } else { 0 });
        }
    }
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['\'', '"'])
}

/// Splits at spaces outside quotes.
fn terms(query: &str) -> Vec<String> {
    let mut terms = vec![String::new()];
    let mut quote = None;
    for c in query.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, c) if c.is_whitespace() => {
                terms.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(term) = terms.last_mut() {
            term.push(c);
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_become_bounds_and_unknown_fields_warnings() {
        let search =
            parse("updated_at:>='2026-11-01T00:00:00Z' AND updated_at:<'2026-11-02T00:00:00Z' colour:red");
        assert_eq!(search.filter.modified.low, 1_793_491_200);
        assert_eq!(search.filter.modified.high, 1_793_491_200 + time::DAY - 1);
        assert_eq!(search.warnings.len(), 1);
        assert!(search.filter.matches.is_none());
    }
}
