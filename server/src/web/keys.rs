//! `/keys/{platform}`: where shops hand over the keys that somebody asked them for. As with events, callers
//! are no browsers and answers have no body; the shop wants to hear 200.

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::StatusCode,
    routing::post,
};
use hub::{
    Hub,
    integrations::{DELIVERY, Delivered, take_delivery},
};

/// Bytes of the longest delivery; one is a few hundred.
const MAX_DELIVERY: usize = 16 * 1024;

pub(super) fn routes(hub: Hub) -> Router {
    Router::new()
        .route(&format!("{DELIVERY}/{{platform}}"), post(receive))
        .layer(DefaultBodyLimit::max(MAX_DELIVERY))
        .with_state(hub)
}

async fn receive(State(hub): State<Hub>, Path(platform): Path<String>, body: Bytes) -> StatusCode {
    match take_delivery(&hub, &platform, &body).await {
        Ok(Delivered::Kept) => StatusCode::OK,
        Ok(Delivered::Unasked) => StatusCode::NOT_FOUND,
        Ok(Delivered::Unreadable) => StatusCode::BAD_REQUEST,
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "a key could not be taken");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
