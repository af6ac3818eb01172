//! What a query costs in points.
//!
//! Documented: scalars 0, objects 1, mutations 10, connections by the requested size, 1,000 points at most for one query. How
//! the size weighs is not published; here a connection is 2 plus its node's cost times the binary logarithm of
//! the size, under which 50 orders with 100 nested lines pass and 250 of them do not. A list that is asked for
//! with `first` is taken to weigh the same.

use super::plan::{Plan, Selected, Variables};

pub(super) const SINGLE_QUERY_LIMIT: u64 = 1000;
/// Most nodes one connection may be asked for.
pub(super) const PAGE_LIMIT: i64 = 250;

pub(super) fn requested(plan: &Plan, variables: &Variables) -> u64 {
    sum(&plan.selections, &|field| {
        field.number("first", variables).unwrap_or(0).clamp(0, PAGE_LIMIT) as usize
    })
}

/// `most` holds, by connection, the longest page that was really answered.
pub(super) fn actual(plan: &Plan, most: &[usize]) -> u64 {
    sum(&plan.selections, &|field| field.connection.and_then(|at| most.get(at).copied()).unwrap_or(0))
}

fn sum(selections: &[Selected], size: &dyn Fn(&Selected) -> usize) -> u64 {
    selections.iter().map(|field| cost(field, size)).sum()
}

fn cost(field: &Selected, size: &dyn Fn(&Selected) -> usize) -> u64 {
    if field.children.is_empty() || field.field == "pageInfo" {
        return 0;
    }
    // A mutation, whatever its payload.
    if field.type_name.ends_with("Payload") {
        return 10;
    }
    let inside = sum(&field.children, size);
    if field.connection.is_none() {
        return 1 + inside;
    }
    match size(field) {
        0 => 2,
        size => 2 + (inside as f64 * (size.max(2) as f64).log2()).ceil() as u64,
    }
}
