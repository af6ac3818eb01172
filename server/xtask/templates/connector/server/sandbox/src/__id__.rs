//! __Name__'s API, as far as the account and its orders go: JSON over HTTP with a bearer token.

mod orders;
mod render;

use axum::http::Method;
use serde_json::json;

use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::{Credentials, Shop};

pub(crate) fn handle(shop: &Shop, request: &Request) -> Reply {
    let path: Vec<&str> = request.path.split('/').skip(1).collect();
    if !matches!(path[..], ["v1", "account" | "orders"] | ["v1", "orders", _]) {
        return error(404, "not_found", "There is nothing at this address.");
    }
    if request.method != Method::GET {
        return error(405, "method_not_allowed", "This address is only read.");
    }
    if request.struck(&Fault::RevokedKey) || !is_allowed(shop, request) {
        return error(401, "invalid_token", "The token is not known.");
    }
    if request.struck(&Fault::WriteOnlyKey) && path[1] == "orders" {
        return error(403, "forbidden", "The token may not read orders.");
    }
    match path[..] {
        [_, "account"] => Reply::value(200, &json!({ "id": account(shop), "name": shop.name() })),
        [_, _, id] => orders::single(shop, id),
        _ => orders::list(shop, request),
    }
}

fn is_allowed(shop: &Shop, request: &Request) -> bool {
    let Credentials::Token { token } = shop.credentials() else { return false };
    let sent = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    sent == Some(token.as_str())
}

/// Another one for every shop.
fn account(shop: &Shop) -> String {
    format!("acc-{}-{}", shop.name(), shop.options.seed)
}

fn error(status: u16, code: &str, message: &str) -> Reply {
    Reply::value(status, &json!({ "error": { "code": code, "message": message } }))
}

pub(crate) fn too_many_requests() -> Reply {
    error(429, "too_many_requests", "Too many requests. Slow down.")
}

pub(crate) fn internal_error(status: u16) -> Reply {
    error(status, "internal_error", "Something went wrong. Try again later.")
}
