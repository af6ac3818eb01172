//! Somebody's server, which is called for alerts.

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER},
};
use std::sync::{Arc, Mutex};

/// A server that takes whatever is posted to it. It stops when dropped.
pub struct Receiver {
    url: String,
    seen: Arc<Seen>,
    task: tokio::task::JoinHandle<()>,
}

/// A request that came.
#[derive(Debug, Clone)]
pub struct Received {
    pub headers: HeaderMap,
    pub body: Bytes,
}

struct Seen {
    requests: Mutex<Vec<Received>>,
    answers: Mutex<(StatusCode, Option<HeaderValue>)>,
}

impl Receiver {
    pub async fn start() -> Self {
        let answers = Mutex::new((StatusCode::NO_CONTENT, None));
        let seen = Arc::new(Seen { requests: Mutex::default(), answers });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let router = Router::new().fallback(take).with_state(seen.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, seen, task }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// What it answers from now on.
    pub fn answer(&self, status: StatusCode) {
        *self.seen.answers.lock().unwrap() = (status, None);
    }

    /// That it wants to be left alone for so long.
    pub fn wait(&self, seconds: u32) {
        *self.seen.answers.lock().unwrap() = (StatusCode::TOO_MANY_REQUESTS, Some(seconds.into()));
    }

    pub fn requests(&self) -> Vec<Received> {
        self.seen.requests.lock().unwrap().clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn take(State(seen): State<Arc<Seen>>, headers: HeaderMap, body: Bytes) -> (StatusCode, HeaderMap) {
    seen.requests.lock().unwrap().push(Received { headers, body });
    let (status, wait) = seen.answers.lock().unwrap().clone();
    (status, wait.into_iter().map(|wait| (RETRY_AFTER, wait)).collect())
}
