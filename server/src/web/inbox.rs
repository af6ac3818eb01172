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
use http_body_util::LengthLimitError;
use hub::webhooks::{Delivery, Inbox, PATH, Receipt};
use std::error::Error;

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
    // What broke off is no event; whoever sent it sends it again.
    let Ok(body) = whole(body).await else { return StatusCode::BAD_REQUEST };
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

/// `None` for one that is longer than what is taken.
///
/// # Errors
/// When it breaks off.
async fn whole(body: Body) -> Result<Option<Vec<u8>>, axum::Error> {
    match to_bytes(body, MAX_EVENT).await {
        Ok(body) => Ok(Some(body.into())),
        Err(error) if error.source().is_some_and(|source| source.is::<LengthLimitError>()) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::stream;
    use std::io;

    #[tokio::test]
    async fn what_is_too_long_is_told_from_what_breaks_off() {
        assert_eq!(whole(Body::from("{}")).await.unwrap().as_deref(), Some(&b"{}"[..]));
        assert_eq!(whole(Body::from(vec![b'x'; MAX_EVENT + 1])).await.unwrap(), None);
        let broken = stream::iter([Ok("{"), Err(io::Error::from(io::ErrorKind::ConnectionReset))]);
        assert!(whole(Body::from_stream(broken)).await.is_err());
    }
}
