//! A line between Orion and Postgres that can be cut, held and reset.

use std::{net::SocketAddr, path::PathBuf};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream, UnixStream},
    sync::watch,
};

#[derive(Clone, Copy, PartialEq)]
enum Line {
    Open,
    /// Nothing goes through, and nobody is told.
    Held,
    /// Whoever connects is refused.
    Cut,
}

#[derive(Clone, Copy)]
struct State {
    line: Line,
    /// Connections of an older age are reset.
    age: u32,
}

/// Gone with the runtime.
pub struct Proxy {
    pub address: SocketAddr,
    state: watch::Sender<State>,
}

impl Proxy {
    /// Before the server that listens on this socket.
    pub async fn before(socket: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (state, seen) = watch::channel(State { line: Line::Open, age: 0 });
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, socket.clone(), seen.clone()));
            }
        });
        Self { address, state }
    }

    pub fn open(&self) {
        self.state.send_modify(|state| state.line = Line::Open);
    }

    pub fn hold(&self) {
        self.state.send_modify(|state| state.line = Line::Held);
    }

    /// Resets every connection; new ones are let through.
    pub fn reset(&self) {
        self.state.send_modify(|state| state.age += 1);
    }

    /// Resets every connection, and every new one.
    pub fn cut(&self) {
        self.state.send_modify(|state| *state = State { line: Line::Cut, age: state.age + 1 });
    }
}

async fn carry(client: TcpStream, socket: PathBuf, mut state: watch::Receiver<State>) {
    // Closing it is a reset, and no clean end.
    client.set_zero_linger().unwrap();
    let State { line, age } = *state.borrow();
    if line == Line::Cut {
        return;
    }
    let Ok(server) = UnixStream::connect(socket).await else { return };
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    let (there, back) = (state.clone(), state.clone());
    tokio::select! {
        () = pump(from_client, to_server, there) => {}
        () = pump(from_server, to_client, back) => {}
        _ = state.wait_for(|state| state.age != age) => {}
    }
}

async fn pump(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut state: watch::Receiver<State>,
) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if state.wait_for(|state| state.line != Line::Held).await.is_err() {
            return;
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
