//! Connections themselves: what a peer may take, and how the end comes. Real sockets, no database.

use axum::{Router, extract::ConnectInfo, routing::get};
use orion::web::{Limits, serve};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
    time::timeout,
};
use tokio_util::sync::CancellationToken;

/// Longer than anything here takes, on the busiest machine.
const PATIENCE: Duration = Duration::from_secs(20);
const ASK: &[u8] = b"GET / HTTP/1.1\r\nHost: orion\r\n\r\n";

struct Serving {
    address: SocketAddr,
    stop: CancellationToken,
    ended: JoinHandle<()>,
}

impl Serving {
    /// Answers `/` with the peer's address, and `/slow` when told to.
    async fn start(limits: Limits, go: Arc<Notify>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let slow = move || {
            let go = go.clone();
            async move {
                go.notified().await;
                "slow"
            }
        };
        let router = Router::new()
            .route("/", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() }))
            .route("/slow", get(slow));
        let stop = CancellationToken::new();
        let stopping = stop.clone();
        let ended = tokio::spawn(async move { serve(listener, router, limits, &stopping).await });
        Self { address, stop, ended }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// What the peer sends until it closes the connection.
async fn rest(connection: &mut TcpStream) -> String {
    let mut read = Vec::new();
    let ended =
        timeout(PATIENCE, connection.read_to_end(&mut read)).await.expect("the connection stays open");
    // A reset is an end as well.
    drop(ended);
    String::from_utf8(read).unwrap()
}

/// What the peer sends next.
async fn piece(connection: &mut TcpStream) -> String {
    let mut read = [0; 1024];
    let length = timeout(PATIENCE, connection.read(&mut read)).await.expect("no answer").unwrap();
    String::from_utf8_lossy(&read[..length]).into_owned()
}

fn impatient() -> Limits {
    Limits { head: Duration::from_millis(200), ..Limits::default() }
}

#[tokio::test]
async fn a_peer_that_sends_nothing_or_half_a_head_is_let_go() {
    let serving = Serving::start(impatient(), Arc::default()).await;
    for start in [&b""[..], b"GET / HT", b"GET / HTTP/1.1\r\nHost: orion\r\nX-A: b\r\n"] {
        let mut connection = serving.connect().await;
        connection.write_all(start).await.unwrap();
        let told = rest(&mut connection).await;
        assert!(!told.contains("200 OK"), "{told}");
    }
    // One that asks in time is served, and let go when nothing follows.
    let mut connection = serving.connect().await;
    let own = connection.local_addr().unwrap();
    connection.write_all(ASK).await.unwrap();
    let answered = rest(&mut connection).await;
    assert!(answered.contains("200 OK") && answered.ends_with(&own.to_string()), "{answered}");
}

#[tokio::test]
async fn a_head_that_comes_drop_by_drop_is_cut_off_all_the_same() {
    let serving = Serving::start(impatient(), Arc::default()).await;
    let (mut reading, mut writing) = serving.connect().await.into_split();
    let dripping = async {
        let mut tick = tokio::time::interval(Duration::from_millis(20));
        writing.write_all(b"GET / HTTP/1.1\r\nX-Slow: ").await.unwrap();
        while writing.write_all(b"a").await.is_ok() {
            tick.tick().await;
        }
    };
    let cut = async {
        let mut read = Vec::new();
        drop(reading.read_to_end(&mut read).await);
        read
    };
    let read = tokio::select! {
        read = cut => read,
        () = dripping => Vec::new(),
        () = tokio::time::sleep(PATIENCE) => panic!("it drips on"),
    };
    assert!(!String::from_utf8_lossy(&read).contains("200 OK"));
}

#[tokio::test]
async fn an_answer_may_take_longer_than_a_head() {
    let go = Arc::new(Notify::new());
    let serving = Serving::start(impatient(), go.clone()).await;
    let mut slow = serving.connect().await;
    slow.write_all(b"GET /slow HTTP/1.1\r\nHost: orion\r\nConnection: close\r\n\r\n").await.unwrap();
    // This one is let go after the time of a head; the slow one is not.
    rest(&mut serving.connect().await).await;
    go.notify_one();
    let answered = rest(&mut slow).await;
    assert!(answered.ends_with("slow"), "{answered}");
}

#[tokio::test]
async fn one_connection_too_many_waits_for_a_place() {
    let limits = Limits { connections: 1, ..Limits::default() };
    let serving = Serving::start(limits, Arc::default()).await;
    let mut first = serving.connect().await;
    first.write_all(ASK).await.unwrap();
    assert!(piece(&mut first).await.contains("200 OK"));
    let mut second = serving.connect().await;
    second.write_all(ASK).await.unwrap();
    let early = timeout(Duration::from_millis(300), second.read_u8()).await;
    assert!(early.is_err(), "served beside the first");
    drop(first);
    assert!(piece(&mut second).await.contains("200 OK"));
}

#[tokio::test]
async fn at_the_end_idle_connections_close_and_a_request_under_way_is_answered() {
    let go = Arc::new(Notify::new());
    let mut serving = Serving::start(Limits::default(), go.clone()).await;
    let (mut silent, mut idle, mut busy) =
        (serving.connect().await, serving.connect().await, serving.connect().await);
    idle.write_all(ASK).await.unwrap();
    assert!(piece(&mut idle).await.contains("200 OK"));
    // Its first half is answered, so the connection is known to be accepted; the second is under way.
    busy.write_all(ASK).await.unwrap();
    assert!(piece(&mut busy).await.contains("200 OK"));
    busy.write_all(b"GET /slow HTTP/1.1\r\nHost: orion\r\n\r\n").await.unwrap();
    let waiting = timeout(Duration::from_millis(300), busy.read_u8()).await;
    assert!(waiting.is_err(), "answered before its time");

    serving.stop.cancel();
    assert_eq!(rest(&mut idle).await, "");
    assert_eq!(rest(&mut silent).await, "");
    assert!(TcpStream::connect(serving.address).await.is_err(), "still listening");
    assert!(!serving.ended.is_finished(), "the request under way is forgotten");
    go.notify_one();
    assert!(rest(&mut busy).await.ends_with("slow"));
    timeout(PATIENCE, &mut serving.ended).await.expect("it serves on").unwrap();
}
