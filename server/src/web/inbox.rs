//! `/webhooks/{platform}/{token}`: where platforms send events. Answers have no body; nothing of a
//! browser's guards (session, origin of the request) stands before it, for its callers are no browsers.

use super::client::Origin;
use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    extract::{Path, Request, State},
    http::StatusCode,
    routing::post,
};
use connector_kit::EventProblem;
use hub::webhooks::{Delivery, Inbox, PATH, Receipt};

/// Bytes of the longest event; the longest order comes to a tenth of it.
const MAX_EVENT: usize = 1024 * 1024;

pub(super) fn routes(inbox: Inbox) -> Router {
    Router::new().route(&format!("{PATH}/{{platform}}/{{token}}"), post(receive)).with_state(inbox)
}

async fn receive(
    State(inbox): State<Inbox>,
    Path((platform, token)): Path<(String, String)>,
    origin: Option<Extension<Origin>>,
    request: Request<Body>,
) -> StatusCode {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MAX_EVENT).await.ok().map(Vec::from);
    let client_ip = origin.and_then(|Extension(origin)| origin.ip);
    let delivery = Delivery { platform, token, headers: parts.headers, body, client_ip };
    match inbox.accept(delivery).await {
        // Sent again it would be as large, and platforms end a subscription whose events are refused.
        Receipt::Taken | Receipt::TooLarge => StatusCode::OK,
        Receipt::UnknownAddress => StatusCode::NOT_FOUND,
        Receipt::Refused(EventProblem::Unreadable) => StatusCode::BAD_REQUEST,
        Receipt::Refused(_) => StatusCode::UNAUTHORIZED,
        Receipt::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}
