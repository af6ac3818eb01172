//! What supervisors and monitoring ask.

use super::{Web, client::Origin, faults::Refusal};
use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::Utc;
use domain::{
    CallClass, Fault,
    view::health::{CallFigures, WatchedConnection},
};
use hub::{health::Report, outbox::Standing};
use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};
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
    let Some(metrics) = web.config.metrics.as_ref().filter(|_| may_watch(&web, &origin, &headers)) else {
        // Not found, as for anything else that is not there for the asker.
        return Refusal(Fault::NotFound).into_response();
    };
    metrics::gauge!("orion_jobs_at_work").set(if web.hub.is_at_work() { 1.0 } else { 0.0 });
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics.render()).into_response()
}

/// `/health`: how the whole installation and every connection are, for this machine, or with the token. 503
/// where the database does not answer or no process takes jobs.
pub async fn health(
    State(web): State<Arc<Web>>,
    Extension(origin): Extension<Origin>,
    headers: HeaderMap,
) -> Response {
    if !may_watch(&web, &origin, &headers) {
        return Refusal(Fault::Unauthenticated).into_response();
    }
    let now = Utc::now();
    if !matches!(timeout(DATABASE_PATIENCE, web.hub.ping()).await, Ok(Ok(()))) {
        return (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "down", "database": false })))
            .into_response();
    }
    // Adding up the calls of many connections takes longer than an answer of the database.
    let report = match hub::health::report(&web.hub, now).await {
        Ok(report) => report,
        Err(error) => return Refusal(Fault::from(error)).into_response(),
    };
    let (status, word) = overall(&report);
    let body = json!({
        "status": word,
        "checked_at": now,
        "database": true,
        "worker": report.worker_is_alive,
        "queues": report.queues.iter().map(queue).collect::<Vec<_>>(),
        "integrations": report.connections.iter().map(integration).collect::<Vec<_>>(),
    });
    (status, Json(body)).into_response()
}

fn overall(report: &Report) -> (StatusCode, &'static str) {
    match (report.worker_is_alive, report.has_problem()) {
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "down"),
        (true, true) => (StatusCode::OK, "attention"),
        (true, false) => (StatusCode::OK, "ok"),
    }
}

fn queue(of: &Standing) -> Value {
    json!({
        "queue": of.queue,
        "waiting": of.waiting,
        "late": of.late,
        "failed_last_24_hours": of.failed,
    })
}

fn integration(watched: &WatchedConnection) -> Value {
    json!({
        "organisation": watched.org.0,
        "id": watched.id.0,
        "platform": watched.platform,
        "name": watched.name,
        "status": watched.status.code(),
        "problem": watched.problem,
        "last_success_at": watched.last_success_at,
        "last_24_hours": figures(&watched.calls),
    })
}

fn figures(calls: &CallFigures) -> Value {
    let took = |share| calls.latencies.quantile(share).map(|took| took.as_millis());
    let mut errors: Map<_, _> =
        CallClass::ALL.iter().map(|class| (class.code().to_owned(), 0.into())).collect();
    errors.extend(calls.by_class().map(|(class, count)| (class.code().to_owned(), count.into())));
    json!({
        "calls": calls.calls(),
        // So few tell nothing.
        "success_rate": calls.rate().share().filter(|_| !calls.rate().is_of_few()),
        "p50_ms": took(0.5),
        "p95_ms": took(0.95),
        "p99_ms": took(0.99),
        "errors": errors,
    })
}

/// Whether somebody may read what is for this machine, or for who has the token.
fn may_watch(web: &Web, origin: &Origin, headers: &HeaderMap) -> bool {
    origin.is_local || bears_token(web, headers)
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
