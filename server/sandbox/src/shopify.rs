//! Shopify's GraphQL Admin API 2026-10, as far as consent, orders, what is done with them, subscriptions
//! and the connection check go.

mod actions;
mod coerce;
mod cost;
mod errors;
mod execute;
mod fulfilment;
mod grant;
mod jobs;
mod order_fields;
mod orders;
mod plan;
mod schema;
mod scopes;
mod search;
mod session;
mod subscriptions;
mod values;

pub(crate) use errors::{internal_error, throttled};
pub(crate) use grant::LIVES;
pub(crate) use session::Session;
pub(crate) use subscriptions::order_event;

use std::sync::Arc;

use axum::http::Method;
use serde_json::{Value, json};

use crate::error::Error;
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::{Credentials, Shop, locked};

const VERSION: &str = "2026-10";

pub(crate) fn check_schema() -> Result<(), Error> {
    schema::schema().map(|_| ()).map_err(|message| Error::Schema(message.clone()))
}

pub(crate) fn handle(shop: &Shop, request: &Request) -> Reply {
    let reply = match (request.path.trim_matches('/'), &request.method) {
        ("admin/oauth/authorize", &Method::GET) => grant::page(shop, request),
        ("admin/oauth/access_token", &Method::POST) => grant::token(shop, request),
        (path, &Method::POST) if path.starts_with("admin/api/") && path.ends_with("/graphql.json") => {
            graphql(shop, request)
        }
        _ => Reply::json(404, r#"{"errors":"Not Found"}"#),
    };
    reply
        .with("x-shopify-api-version", VERSION)
        .with("x-request-id", shop.session.request_id())
        .with("x-shopify-stage", "production")
}

fn authorised(shop: &Shop, request: &Request) -> bool {
    let Credentials::Shopify { access_token, .. } = shop.credentials() else {
        return false;
    };
    let Some(token) = request.header("x-shopify-access-token") else {
        return false;
    };
    let now = shop.now();
    !request.struck(&Fault::RevokedKey)
        && (token == access_token || shop.session.accepts(token, now) || shop.consents.accepts(token, now))
}

fn graphql(shop: &Shop, request: &Request) -> Reply {
    if !authorised(shop, request) {
        return Reply::json(
            401,
            r#"{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}"#,
        );
    }
    jobs::pass(shop);
    let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
        return Reply::json(400, r#"{"errors":{"query":"Required parameter missing or invalid"}}"#);
    };
    let Some(query) = body.get("query").and_then(Value::as_str) else {
        return Reply::json(400, r#"{"errors":{"query":"Required parameter missing or invalid"}}"#);
    };
    let name = body.get("operationName").and_then(Value::as_str);
    let plan = match planned(shop, query, name) {
        Ok(plan) => plan,
        Err(errors) => return Reply::value(200, &json!({ "errors": errors })),
    };
    let variables = match plan.bind(body.get("variables").unwrap_or(&Value::Null)) {
        Ok(variables) => variables,
        Err(errors) => return Reply::value(200, &json!({ "errors": errors })),
    };
    let requested = cost::requested(&plan, &variables);
    if requested > cost::SINGLE_QUERY_LIMIT {
        return errors::too_expensive(requested);
    }
    let taken = shop.session.take(requested);
    if !taken {
        return errors::throttle(shop, requested);
    }
    execute::run(shop, request, &plan, &variables, requested)
}

/// Plans are kept by query text: a client sends the same few texts over and over.
fn planned(shop: &Shop, query: &str, name: Option<&str>) -> Result<Arc<plan::Plan>, Vec<Value>> {
    let key = (query.to_owned(), name.map(str::to_owned));
    if let Some(plan) = locked(&shop.session.plans).get(&key) {
        return Ok(Arc::clone(plan));
    }
    let plan = Arc::new(plan::compile(query, name)?);
    let mut plans = locked(&shop.session.plans);
    if plans.len() >= session::PLANS_KEPT {
        plans.clear();
    }
    plans.insert(key, Arc::clone(&plan));
    Ok(plan)
}

#[cfg(test)]
mod tests;
