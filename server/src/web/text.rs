//! The character NUL, which no text of the database can hold.

use super::{MAX_BODY, faults::Refusal};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Fault;

/// Refuses addresses and forms that hold a NUL with 422, before anything reads them. Nobody types one.
pub async fn refuse_nul(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let address = parts.uri.path_and_query().map(|address| address.as_str()).unwrap_or_default();
    if holds_nul(address.as_bytes()) {
        return refused();
    }
    if parts.method.is_safe() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    match to_bytes(body, MAX_BODY).await {
        Ok(form) if holds_nul(&form) => refused(),
        Ok(form) => next.run(Request::from_parts(parts, Body::from(form))).await,
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
}

/// The same of the address alone, where the body is a file.
pub async fn refuse_nul_in_address(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map(|address| address.as_str()).unwrap_or_default();
    if holds_nul(address.as_bytes()) { refused() } else { next.run(request).await }
}

fn refused() -> Response {
    Refusal(Fault::Invalid { fields: Vec::new() }).into_response()
}

/// As it stands, or encoded for an address or a form.
fn holds_nul(text: &[u8]) -> bool {
    text.contains(&0) || text.windows(3).any(|signs| signs == b"%00")
}
