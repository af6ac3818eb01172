//! Accepting connections: how many at once, how patiently, and how they end.
//!
//! HTTP/1.1 without guessing: a builder that tells versions apart waits for the first bytes of a
//! connection without any limit of time.

use axum::{
    Router,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{io::ErrorKind, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

/// Before the next try, when the system has no connection to give.
const PAUSE: Duration = Duration::from_secs(1);

/// What peers may take of the server.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections open at once. Further ones wait in the queue of the system.
    pub connections: usize,
    /// How long the head of a request may take to come. A connection that was kept open is closed
    /// after the same time without a next request.
    pub head: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 4_096, head: Duration::from_secs(30) }
    }
}

/// Accepts until `stop`, then closes idle connections and lets requests under way end.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: &CancellationToken) {
    // Makes services of the routes once, not for each request.
    let router = router.with_state(());
    let places = Arc::new(Semaphore::new(limits.connections));
    let open = TaskTracker::new();
    loop {
        let next = async {
            // Nobody closes the semaphore, so there always is a place in the end.
            let place = places.clone().acquire_owned().await.ok();
            let (stream, peer) = accept(&listener).await;
            Connection { stream, peer, _place: place }
        };
        let connection = tokio::select! {
            () = stop.cancelled() => break,
            connection = next => connection,
        };
        open.spawn(connection.attend(router.clone(), limits.head, stop.clone()));
    }
    drop(listener);
    open.close();
    open.wait().await;
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    use ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            // The peer left before its turn.
            Err(error) if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) => {
            }
            Err(error) => {
                // Out of file descriptors, say: connections that end give some back.
                tracing::error!(%error, "connections cannot be accepted");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    _place: Option<OwnedSemaphorePermit>,
}

impl Connection {
    /// Answers its requests until it ends, or until `stop` and the end of the request under way.
    async fn attend(self, router: Router, head: Duration, stop: CancellationToken) {
        // Without it the last piece of an answer waits for the acknowledgement of the one before.
        if let Err(error) = self.stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
        let peer = self.peer;
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(head)
            .serve_connection(TokioIo::new(self.stream), service);
        tokio::pin!(connection);
        let open = metrics::gauge!("orion_http_connections");
        open.increment(1.0);
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = stop.cancelled() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        open.decrement(1.0);
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}
