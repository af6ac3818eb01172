//! The server: applies faults, then asks the API, a page or the control.

use std::sync::Arc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{Request as HttpRequest, State as Shared};
use axum::http::{StatusCode, uri::PathAndQuery};
use axum::response::{IntoResponse as _, Response};

use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::stripe::api;
use crate::stripe::control;
use crate::stripe::pages;
use crate::stripe::world::World;
use crate::time;

/// Largest request body that is read.
const BODY_LIMIT: usize = 1024 * 1024;

pub(crate) async fn serve(Shared(world): Shared<Arc<World>>, request: HttpRequest) -> Response {
    // What was begun is done, whether or not somebody waits for the answer.
    match tokio::spawn(answer(world, request)).await {
        Ok(response) => response,
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn answer(world: Arc<World>, request: HttpRequest) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return Reply::html(413, "<h1>413 Request Entity Too Large</h1>").spoil(&[]);
    };
    let path = parts.uri.path().to_owned();
    if path == "/__control" || path.starts_with("/__control/") {
        return control::handle(&world, &parts, &body).await;
    }
    let query = parts.uri.query().unwrap_or_default();
    let is_api = path.starts_with("/v1/") || path == "/v1";
    let mut request = Request {
        base: String::new(),
        target: parts.uri.path_and_query().map_or("", PathAndQuery::as_str).to_owned(),
        query: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        faults: Vec::new(),
        method: parts.method,
        headers: parts.headers,
        path,
        body,
    };
    if !is_api {
        let reply = pages::handle(&world, &request);
        world.wake.notify_one();
        return reply.spoil(&[]);
    }
    request.faults = world.faults.strike(&request.path, request.method != axum::http::Method::GET);
    if let Some(Fault::HtmlPage { status }) =
        request.faults.iter().find(|fault| matches!(fault, Fault::HtmlPage { .. }))
    {
        return Reply::html(
            *status,
            "<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>",
        )
        .spoil(&[]);
    }
    let begun = api::begin(&mut world.state(), &world.routes, &request);
    for fault in &request.faults {
        if let Fault::Delay { ms } = fault {
            tokio::time::sleep(Duration::from_millis(*ms)).await;
        }
    }
    let reply = api::finish(&mut world.state(), &world.routes, begun, &request);
    world.wake.notify_one();
    // It was done, but nobody hears of it.
    if request.struck(&Fault::Timeout) {
        let mut stop = world.stop.clone();
        let _ = stop.wait_for(|stop| *stop).await;
    }
    reply.with("date", time::http_date(time::now() + world.faults.skew())).spoil(&request.faults)
}
