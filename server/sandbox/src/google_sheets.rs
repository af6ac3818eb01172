//! Google Sheets: the consent page and the token endpoint, who a token is of, the list of Drive, and spreadsheets with
//! their values under `/v4`. All hosts of Google answer at the account's one address.

mod a1;
mod auth;
mod book;
mod changes;
mod control;
mod files;
mod goods;
mod names;
mod values;

pub(crate) use book::Drive;

use axum::http::Method;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::consent::Lives;
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::Shop;
use names::Names;

/// Parameters that every call takes.
const STANDARD: [&str; 11] = [
    "$.xgafv",
    "access_token",
    "alt",
    "callback",
    "fields",
    "key",
    "oauth_token",
    "prettyPrint",
    "quotaUser",
    "uploadType",
    "upload_protocol",
];

/// A refresh token that nobody uses dies after half a year.
pub(crate) const LIVES: Lives = Lives { code: 600, access: 3_599, refresh: 15_552_000 };

pub(crate) fn handle(shop: &Shop, request: &Request) -> Reply {
    let reads = request.method == Method::GET;
    match request.path.as_str() {
        "/o/oauth2/v2/auth" if reads => auth::page(shop, request),
        "/token" if request.method == Method::POST => auth::token(shop, request),
        path => match auth::authenticate(shop, request) {
            Ok(claims) => api(shop, request, &claims, path),
            Err(refusal) => refusal,
        },
    }
}

fn api(shop: &Shop, request: &Request, claims: &auth::Claims, path: &str) -> Reply {
    let segments: Vec<String> = path
        .split('/')
        .skip(1)
        .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
        .collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    if request.struck(&Fault::QuotaExceeded) {
        return match segments[0] {
            "drive" => drive_error(403, "User Rate Limit Exceeded", "usageLimits", "userRateLimitExceeded"),
            _ => too_many_requests(),
        };
    }
    let scope = match segments[..] {
        ["v1", "userinfo"] => auth::EMAIL,
        ["drive", ..] => auth::LIST_FILES,
        _ => auth::SPREADSHEETS,
    };
    if !claims.allow(scope) {
        return match segments[0] {
            "drive" => drive_error(403, "Insufficient Permission", "global", "insufficientPermissions"),
            _ => scope_insufficient(),
        };
    }
    match (request.method.as_str(), &segments[..]) {
        ("GET", ["v1", "userinfo"]) => Reply::value(200, &auth::user(shop)),
        ("GET", ["drive", "v3", "files"]) => files::list(shop, request),
        ("GET", ["drive", "v3", "files", id]) => files::get(shop, request, id),
        ("GET", ["v4", "spreadsheets", id]) => values::spreadsheet(shop, request, id),
        ("GET", ["v4", "spreadsheets", id, "values", range]) => values::get(shop, request, id, range),
        ("PUT", ["v4", "spreadsheets", id, "values", range]) => values::put(shop, request, id, range),
        ("POST", ["v4", "spreadsheets", call]) => match call.strip_suffix(":batchUpdate") {
            Some(id) => changes::batch_update(shop, request, id),
            None => not_found(),
        },
        _ => not_found(),
    }
}

/// An error as Sheets has it.
fn error(code: u16, status: &str, message: &str) -> Reply {
    Reply::value(code, &json!({ "error": { "code": code, "message": message, "status": status } }))
}

fn invalid(message: &str) -> Reply {
    error(400, "INVALID_ARGUMENT", message)
}

fn not_found() -> Reply {
    error(404, "NOT_FOUND", "Requested entity was not found.")
}

fn no_permission() -> Reply {
    error(403, "PERMISSION_DENIED", "The caller does not have permission")
}

fn scope_insufficient() -> Reply {
    let info = json!({ "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com" });
    let message = "Request had insufficient authentication scopes.";
    let error = json!({ "code": 403, "message": message, "status": "PERMISSION_DENIED", "details": [info] });
    Reply::value(403, &json!({ "error": error }))
}

/// An error as Drive has it.
fn drive_error(code: u16, message: &str, domain: &str, reason: &str) -> Reply {
    let one = json!({ "domain": domain, "reason": reason, "message": message });
    Reply::value(code, &json!({ "error": { "code": code, "message": message, "errors": [one] } }))
}

/// A file that lies in Drive as it was sent, and is none of Sheets.
fn not_of_sheets() -> Reply {
    error(400, "FAILED_PRECONDITION", "This operation is not supported for this document")
}

/// What a request asks to see of an answer with these members; `usual` where it does not say.
///
/// # Errors
/// What it says that the platform does not know, in its words.
fn asked(request: &Request, params: &[&str], members: &str, usual: &str) -> Result<Names, String> {
    let is_known = |name: &str| params.contains(&name) || STANDARD.contains(&name);
    if let Some((name, _)) = request.query.iter().find(|(name, _)| !is_known(name)) {
        return Err(format!(
            "Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter. Field '{name}' could not be found in request message."
        ));
    }
    let wanted = request.param("fields").unwrap_or(usual);
    let wrong = |what: &str| format!("Invalid field selection {what}");
    let mask = Names::parse(wanted).ok_or_else(|| wrong(wanted))?;
    match mask.unknown(&Names::parse(members).unwrap_or_default()) {
        Some(name) => Err(wrong(&name)),
        None => Ok(mask),
    }
}

/// A body without members that the platform does not know.
///
/// # Errors
/// 400.
fn body_of(request: &Request, members: &str) -> Result<Value, Reply> {
    let body: Value =
        serde_json::from_slice(&request.body).map_err(|_| invalid("Invalid JSON payload received."))?;
    match Names::parse(members).unwrap_or_default().stranger(&body) {
        Some(name) => Err(invalid(&format!(
            "Invalid JSON payload received. Unknown name \"{name}\": Cannot find field."
        ))),
        None => Ok(body),
    }
}

/// `value` as it was asked for.
fn answered(mask: &Names, mut value: Value) -> Reply {
    mask.keep(&mut value);
    Reply::value(200, &value)
}

pub(crate) fn too_many_requests() -> Reply {
    error(
        429,
        "RESOURCE_EXHAUSTED",
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com'.",
    )
}

pub(crate) fn internal_error(status: u16) -> Reply {
    let error = json!({ "code": 500, "message": "Internal error encountered.", "status": "INTERNAL" });
    Reply::value(status, &json!({ "error": error }))
}
