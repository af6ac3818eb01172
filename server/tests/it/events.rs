use crate::harness::app;
use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use std::time::Duration;
use store::live::{Note, notify};
use testkit::{TestDatabase, member, stranger};
use uuid::Uuid;

#[tokio::test]
async fn a_browser_hears_of_its_own_organisation_only() {
    let app = app().await;
    let (own, other) = (member(app.hub(), domain::Role::Viewer).await, stranger(app.hub()).await);
    let mut stream = app.browser(&own).open("/events").await;
    let (mine, foreign) = (Uuid::now_v7(), Uuid::now_v7());
    let mut heard = String::new();
    // The listener connects on its own time, so the notes are told until one arrives.
    while !heard.contains("event:") {
        tell(app.database(), other.org(), foreign).await;
        tell(app.database(), own.org(), mine).await;
        if let Ok(Some(frame)) = tokio::time::timeout(Duration::from_millis(50), stream.frame()).await {
            heard += std::str::from_utf8(&frame.unwrap().into_data().unwrap()).unwrap();
        }
    }
    assert!(heard.contains(&format!("event: sync_run\ndata: {mine}\n")), "{heard}");
    assert!(!heard.contains(&foreign.to_string()), "{heard}");
}

#[tokio::test]
async fn streams_end_when_the_process_is_to_end() {
    let stop = tokio_util::sync::CancellationToken::new();
    let ending = stop.clone();
    let app = crate::harness::app_with(move |config| config.stop = ending).await;
    let stream = app.viewer().await.open("/events").await;
    stop.cancel();
    let whole = tokio::time::timeout(Duration::from_secs(5), stream.collect()).await;
    assert!(whole.is_ok(), "the stream goes on");
    let answer = app.anonymous().get("/readyz").await;
    assert_eq!(answer.status, 503);
}

#[tokio::test]
async fn events_are_sent_as_they_come() {
    let app = app().await;
    let request = Request::get("/events").header("accept-encoding", "br, gzip").body(Body::empty()).unwrap();
    let headers = app.viewer().await.headers(request).await;
    assert_eq!(headers.get("content-type").unwrap(), "text/event-stream");
    assert!(!headers.contains_key("content-encoding"), "compression would hold events back");
    assert_eq!(headers.get("x-accel-buffering").unwrap(), "no");
}

async fn tell(database: &TestDatabase, org: domain::OrgId, id: Uuid) {
    notify(database.db(), &Note { org, kind: "sync_run".to_owned(), id }).await.unwrap();
}
