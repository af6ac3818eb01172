//! Counting calls: each attempt with what it was made for, what became of it, and how long it took.

use super::Conn;
use crate::{CheckReport, ConnectorError};
use domain::{CallClass, Operation, UpstreamKind};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// Learns of every call that goes out, without the time for which it waited for the account's turn.
pub trait CallObserver: Send + Sync {
    fn seen(&self, call: SeenCall);
}

/// A call that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenCall {
    pub operation: Operation,
    pub took: Duration,
    /// `None` for one that went well.
    pub failure: Option<CallClass>,
}

/// What an attempt of a connector gives: whether it failed, and how.
pub trait Attempted {
    fn failure(&self) -> Option<UpstreamKind>;
}

impl<T> Attempted for Result<T, ConnectorError> {
    fn failure(&self) -> Option<UpstreamKind> {
        self.as_ref().err().map(|error| error.kind)
    }
}

impl Attempted for CheckReport {
    fn failure(&self) -> Option<UpstreamKind> {
        self.failure().map(|(_, error)| error.kind)
    }
}

tokio::task_local! {
    static ATTEMPT: Arc<Attempt>;
}

/// An attempt that is under way. Its newest call is kept until it is known what the connector made of the
/// answer.
struct Attempt {
    operation: Operation,
    observer: Arc<dyn CallObserver>,
    newest: Mutex<Option<SeenCall>>,
}

impl Attempt {
    fn take(&self, call: SeenCall) {
        let before = self.newest().replace(call);
        if let Some(before) = before {
            self.observer.seen(before);
        }
    }

    /// The answer to the newest call was not what had been asked for.
    fn blame(&self, kind: UpstreamKind) {
        if let Some(call) = self.newest().as_mut() {
            call.failure = Some(kind.into());
        }
    }

    fn newest(&self) -> std::sync::MutexGuard<'_, Option<SeenCall>> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if let Some(call) = self.newest().take() {
            self.observer.seen(call);
        }
    }
}

impl Conn {
    /// Runs one attempt of a connector. Its calls are counted under the operation. What a status means on any
    /// platform (429, 5xx) counts as such; beyond that the connector has the word: where the attempt fails, its
    /// last call failed in that way.
    pub async fn measured<T: Attempted>(
        &self,
        operation: Operation,
        attempt: impl Future<Output = T> + Send,
    ) -> T {
        let Some(observer) = self.parts.observer.clone() else { return attempt.await };
        let under_way = Arc::new(Attempt { operation, observer, newest: Mutex::default() });
        let attempted = ATTEMPT.scope(under_way.clone(), attempt).await;
        if let Some(kind) = attempted.failure() {
            under_way.blame(kind);
        }
        attempted
    }

    /// Counts a call that is over; `failure` as far as it is known without the connector.
    pub(super) fn count(&self, took: Duration, failure: Option<UpstreamKind>) {
        let Some(observer) = &self.parts.observer else { return };
        let call = |operation| SeenCall { operation, took, failure: failure.map(CallClass::from) };
        if ATTEMPT.try_with(|attempt| attempt.take(call(attempt.operation))).is_err() {
            observer.seen(call(Operation::Other));
        }
    }
}

/// What a status means that is a failure on any platform, whatever stands in the answer.
pub(super) const fn failure_of(status: u16) -> Option<UpstreamKind> {
    match status {
        408 | 504 => Some(UpstreamKind::Timeout),
        429 => Some(UpstreamKind::RateLimit),
        500..=599 => Some(UpstreamKind::Server),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Advice, Call, ConnParts, OutboundConfig, OutboundPolicy, PlatformSpec};
    use domain::AuthKind;
    use std::io::{Read, Write};

    #[derive(Default)]
    struct Seen(Mutex<Vec<SeenCall>>);

    impl CallObserver for Seen {
        fn seen(&self, call: SeenCall) {
            self.0.lock().unwrap().push(call);
        }
    }

    /// Answers one connection after the other with these statuses; after the last one, never.
    fn server(statuses: &'static [u16]) -> url::Url {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        std::thread::spawn(move || {
            let mut held = Vec::new();
            for (index, stream) in listener.incoming().enumerate() {
                let mut stream = stream.unwrap();
                let Some(status) = statuses.get(index) else {
                    held.push(stream);
                    continue;
                };
                let _ = stream.read(&mut [0; 2048]).unwrap();
                let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        url
    }

    fn conn(seen: &Arc<Seen>) -> Conn {
        let allow = vec!["127.0.0.0/8".parse().unwrap()];
        let outbound = OutboundPolicy::new(OutboundConfig { allow, ..OutboundConfig::default() }).unwrap();
        let mut parts = ConnParts::new(&PlatformSpec::SAMPLE, outbound, AuthKind::Token);
        parts.observer = Some(seen.clone());
        parts.timeout = Duration::from_secs(10);
        Conn::new(parts)
    }

    fn told(seen: &Seen) -> Vec<(Operation, Option<CallClass>)> {
        seen.0.lock().unwrap().iter().map(|call| (call.operation, call.failure)).collect()
    }

    #[tokio::test]
    async fn the_connector_has_the_last_word_on_the_last_call() {
        let (seen, url) = (Arc::<Seen>::default(), server(&[200, 404, 200]));
        let conn = conn(&seen);
        let unreadable = conn.measured(Operation::OrdersPage, async {
            for _ in 0..3 {
                conn.send(Call::get(url.clone())).await?;
            }
            Err::<(), _>(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, "no JSON"))
        });
        unreadable.await.unwrap_err();
        let page = |failure| (Operation::OrdersPage, failure);
        assert_eq!(told(&seen), [page(None), page(None), page(Some(CallClass::Protocol))]);
    }

    #[tokio::test]
    async fn a_busy_or_broken_server_counts_though_the_attempt_went_well() {
        let (seen, url) = (Arc::<Seen>::default(), server(&[429, 503, 200]));
        let conn = conn(&seen);
        let patient = conn.measured(Operation::OrdersSome, async {
            for _ in 0..3 {
                conn.send(Call::get(url.clone())).await?;
            }
            Ok::<_, ConnectorError>(())
        });
        patient.await.unwrap();
        let some = |failure| (Operation::OrdersSome, failure);
        assert_eq!(
            told(&seen),
            [some(Some(CallClass::RateLimit)), some(Some(CallClass::Server)), some(None)]
        );
    }

    #[tokio::test]
    async fn who_does_not_wait_any_more_still_counts_a_call_that_went_out() {
        let (seen, url) = (Arc::<Seen>::default(), server(&[]));
        let conn = conn(&seen).within(Duration::from_secs(10), Duration::from_millis(100));
        conn.measured(Operation::Check, conn.send(Call::get(url))).await.unwrap_err();
        assert_eq!(told(&seen), [(Operation::Check, Some(CallClass::Timeout))]);
        assert!(seen.0.lock().unwrap()[0].took >= Duration::from_millis(50));
    }

    #[tokio::test]
    async fn what_nobody_names_is_counted_all_the_same() {
        let (seen, url) = (Arc::<Seen>::default(), server(&[200]));
        conn(&seen).send(Call::get(url)).await.unwrap();
        assert_eq!(told(&seen), [(Operation::Other, None)]);
    }

    #[tokio::test]
    async fn what_fails_before_a_call_is_no_call() {
        let seen = Arc::<Seen>::default();
        let conn = conn(&seen);
        let refused = conn.measured(Operation::Check, async { conn.secret("token").map(drop) });
        refused.await.unwrap_err();
        assert_eq!(told(&seen), []);
    }
}
