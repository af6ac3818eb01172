//! Top-level errors: all of them travel with HTTP 200.

use serde_json::{Value, json};

use crate::http::Reply;
use crate::shop::Shop;

use super::cost::SINGLE_QUERY_LIMIT;

/// An error of the query itself, in the form of Shopify's GraphQL server.
pub(super) fn invalid(message: String, at: graphql_parser::Pos, path: &[String], extensions: Value) -> Value {
    json!({
        "message": message,
        "locations": [{ "line": at.line, "column": at.column }],
        "path": path,
        "extensions": extensions,
    })
}

pub(super) fn too_expensive(cost: u64) -> Reply {
    let message = format!(
        "Query cost is {cost}, which exceeds the single query max cost limit ({SINGLE_QUERY_LIMIT}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the cost of a query is calculated."
    );
    let extensions = json!({
        "code": "MAX_COST_EXCEEDED",
        "cost": cost,
        "maxCost": SINGLE_QUERY_LIMIT,
        "documentation": "https://shopify.dev/api/usage/limits#rate-limits",
    });
    Reply::value(200, &json!({ "errors": [{ "message": message, "extensions": extensions }] }))
}

pub(super) fn throttle(shop: &Shop, requested: u64) -> Reply {
    let extensions = json!({
        "code": "THROTTLED",
        "documentation": "https://shopify.dev/api/usage/limits#rate-limits",
    });
    Reply::value(
        200,
        &json!({
            "errors": [{ "message": "Throttled", "extensions": extensions }],
            "extensions": { "cost": shop.session.cost(requested, None) },
        }),
    )
}

/// The answer of an empty bucket, on demand.
pub(crate) fn throttled(shop: &Shop) -> Reply {
    throttle(shop, 500)
}

pub(crate) fn internal_error() -> Reply {
    let message = "Internal error. Looks like something went wrong on our end.\nRequest ID: 00000000 (include this in support requests).";
    let extensions = json!({ "code": "INTERNAL_SERVER_ERROR", "requestId": "00000000" });
    Reply::value(200, &json!({ "errors": [{ "message": message, "extensions": extensions }] }))
}

pub(super) fn access_denied(field: &str, scope: &str, at: graphql_parser::Pos) -> Value {
    let required = format!("`{scope}` access scope.");
    json!({
        "message": format!("Access denied for {field} field. Required access: {required}"),
        "locations": [{ "line": at.line, "column": at.column }],
        "extensions": {
            "code": "ACCESS_DENIED",
            "documentation": "https://shopify.dev/api/usage/access-scopes",
            "requiredAccess": required,
        },
        "path": [field],
    })
}

/// An error while a root field was resolved.
pub(super) fn at_field(message: &str, code: &str, field: &str, at: graphql_parser::Pos) -> Value {
    json!({
        "message": message,
        "locations": [{ "line": at.line, "column": at.column }],
        "extensions": { "code": code },
        "path": [field],
    })
}
