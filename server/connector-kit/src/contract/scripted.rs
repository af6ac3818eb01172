//! A server on loopback that gives one answer to whatever it is asked.

use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use url::Url;

/// What the server answers.
#[derive(Debug, Clone)]
pub struct Answer {
    head: String,
    body: String,
    cut: bool,
    silent: bool,
}

impl Answer {
    /// Stands in a body for what was asked: the request, on one line and fit for JSON.
    pub const ASKED: &str = "{asked}";

    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, "application/json", body)
    }

    /// A page for people, such as hosts show during maintenance.
    pub fn html(status: u16) -> Self {
        Self::new(
            status,
            "text/html; charset=UTF-8",
            "<!DOCTYPE html>\n<html><title>Back soon</title><p>{asked}</html>",
        )
    }

    /// Takes the request and never answers.
    pub fn silence() -> Self {
        Self { silent: true, ..Self::json(200, "") }
    }

    fn new(status: u16, kind: &str, body: &str) -> Self {
        let head = format!("HTTP/1.1 {status} Status\r\nContent-Type: {kind}\r\n");
        Self { head, body: body.to_owned(), cut: false, silent: false }
    }

    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// Announces the whole body, sends half of it and closes the connection.
    #[must_use]
    pub fn cut(mut self) -> Self {
        self.cut = true;
        self
    }
}

/// Stops when dropped.
#[derive(Debug)]
pub struct ScriptedServer {
    base: Url,
    task: JoinHandle<()>,
}

impl ScriptedServer {
    /// # Panics
    /// When no port can be had.
    pub async fn start(answer: Answer) -> Self {
        let started = async {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let base = format!("http://{}/", listener.local_addr()?);
            std::io::Result::Ok((listener, base))
        };
        let (listener, base) = match started.await {
            Ok(started) => started,
            Err(error) => panic!("no server: {error}"),
        };
        let Ok(base) = Url::parse(&base) else { panic!("{base}") };
        let answer = Arc::new(answer);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that goes away ends its own connection only.
                tokio::spawn(serve(stream, Arc::clone(&answer)));
            }
        });
        Self { base, task }
    }

    pub fn base(&self) -> Url {
        self.base.clone()
    }
}

impl Drop for ScriptedServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, answer: Arc<Answer>) -> std::io::Result<()> {
    let asked = read_request(&mut stream).await?;
    if answer.silent {
        // Until the client gives up.
        return stream.read_u8().await.map(drop);
    }
    let body = answer.body.replace(Answer::ASKED, &asked);
    let length = body.len();
    let head = format!("{}Content-Length: {length}\r\nConnection: close\r\n\r\n", answer.head);
    stream.write_all(head.as_bytes()).await?;
    let sent = if answer.cut { length / 2 } else { length };
    stream.write_all(&body.as_bytes()[..sent]).await?;
    stream.shutdown().await
}

/// Reads the head and as much body as it announces; gives them back on one line, without quotes.
async fn read_request(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut seen = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let count = stream.read(&mut piece).await?;
        seen.extend_from_slice(&piece[..count]);
        let text = String::from_utf8_lossy(&seen).to_ascii_lowercase();
        if let Some(end) = text.find("\r\n\r\n") {
            let announced = text[..end].lines().find_map(|line| line.strip_prefix("content-length:"));
            let length = announced.and_then(|text| text.trim().parse::<usize>().ok()).unwrap_or(0);
            if seen.len() >= end + 4 + length {
                let asked = String::from_utf8_lossy(&seen).replace(['"', '\\'], "'");
                return Ok(asked.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
}
