//! What supervisors and monitoring ask.

use super::{Web, client::Origin, faults::Refusal};
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Fault;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;

const DATABASE_PATIENCE: Duration = Duration::from_secs(2);

/// `/healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok"
}

/// `/readyz`: the database answers too, and the process is not about to end.
pub async fn ready(State(web): State<Arc<Web>>) -> Response {
    let answers = timeout(DATABASE_PATIENCE, web.hub.ping()).await;
    if web.config.stop.is_cancelled() || !matches!(answers, Ok(Ok(()))) {
        return (StatusCode::SERVICE_UNAVAILABLE, Refusal(Fault::Unavailable)).into_response();
    }
    "ready".into_response()
}

/// `/metrics`: for this machine, or with the token.
pub async fn metrics(
    State(web): State<Arc<Web>>,
    Extension(origin): Extension<Origin>,
    headers: HeaderMap,
) -> Response {
    let Some(metrics) =
        web.config.metrics.as_ref().filter(|_| origin.is_local || bears_token(&web, &headers))
    else {
        // Not found, as for anything else that is not there for the asker.
        return Refusal(Fault::NotFound).into_response();
    };
    metrics::gauge!("orion_jobs_at_work").set(if web.hub.is_at_work() { 1.0 } else { 0.0 });
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics.render()).into_response()
}

fn bears_token(web: &Web, headers: &HeaderMap) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = given.and_then(|value| value.strip_prefix("Bearer "));
    // Hashes are compared, so that the time says nothing of the token.
    let same = |token: &str, given: &str| Sha256::digest(token) == Sha256::digest(given);
    web.config
        .metrics_token
        .as_ref()
        .zip(given)
        .is_some_and(|(token, given)| same(token.expose_secret(), given))
}
