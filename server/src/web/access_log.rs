//! One log line and one measurement for each request.

use super::client::Origin;
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use std::time::Instant;
use tracing::Instrument;

/// Paths whose end lets whoever knows it send events, join a company, set a password or agree to another address.
const SECRET: [&str; 4] = [
    hub::webhooks::PATH,
    hub::account_mails::INVITATION_PATH,
    hub::account_mails::RESET_PATH,
    hub::account_mails::EMAIL_PATH,
];

/// Notes method, path (never the query, which may hold names and documents), status and time.
pub async fn write(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let path = request.uri().path();
    let path = match SECRET.iter().find(|beginning| path.starts_with(**beginning)) {
        Some(beginning) => route.clone().unwrap_or_else(|| (*beginning).to_owned()),
        None => path.to_owned(),
    };
    let origin = request.extensions().get::<Origin>().cloned();
    let request_id = origin.as_ref().map(|origin| origin.request_id.clone()).unwrap_or_default();
    let span = tracing::info_span!("request", id = %request_id);
    let response = next.run(request).instrument(span.clone()).await;
    let (elapsed, status) = (started.elapsed(), response.status().as_u16());
    let route = route.unwrap_or_else(|| "none".to_owned());
    metrics::counter!("orion_http_requests_total", "method" => method.to_string(), "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("orion_http_request_seconds", "route" => route).record(elapsed.as_secs_f64());
    let ip = origin.and_then(|origin| origin.ip).map(|ip| ip.to_string()).unwrap_or_default();
    let duration_ms = elapsed.as_secs_f64() * 1_000.0;
    span.in_scope(|| tracing::info!(%method, path, status, duration_ms, ip, "{method} {path} {status}"));
    response
}
