//! `/hooks/stripe`: where Stripe sends events about plans that are paid for. As with those of platforms, its callers are no
//! browsers and answers have no body; what is no success is sent again for days.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::StatusCode,
    routing::post,
};
use hub::{
    Hub,
    billing::{Receipt, WEBHOOK_PATH, accept},
};

/// Bytes of the longest event: one with an invoice of hundreds of lines has half of it.
const MAX_EVENT: usize = 1024 * 1024;

pub(super) fn routes(hub: Hub) -> Router {
    Router::new().route(WEBHOOK_PATH, post(receive)).with_state(hub)
}

async fn receive(State(hub): State<Hub>, request: Request<Body>) -> StatusCode {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MAX_EVENT).await.ok();
    let signature = parts.headers.get("stripe-signature").and_then(|value| value.to_str().ok());
    match accept(&hub, signature, body.as_deref()).await {
        Receipt::Taken => StatusCode::OK,
        Receipt::Off => StatusCode::NOT_FOUND,
        Receipt::BadSignature | Receipt::Stale => StatusCode::UNAUTHORIZED,
        Receipt::Unreadable | Receipt::OtherAccount => StatusCode::BAD_REQUEST,
        Receipt::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Receipt::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}
