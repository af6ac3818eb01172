//! Connections that ask for the next page as soon as they have the last one.

use anyhow::{Context, ensure};
use http::{StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::{
    body::{Bytes, Incoming},
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{net::TcpStream, task::JoinSet};
use url::Url;

/// A page that somebody signed in asks for.
#[derive(Clone)]
pub struct Request {
    pub path: String,
    pub cookie: String,
}

/// Where the pages are, and which; each request has a connection of its own.
pub struct Target {
    address: SocketAddr,
    requests: Vec<Request>,
}

/// What came of it.
pub struct Load {
    /// Sorted.
    times: Vec<Duration>,
    pub wall: Duration,
    /// Of the last page, without headers.
    pub bytes: usize,
}

type Client = SendRequest<Full<Bytes>>;

impl Target {
    /// `url` is `http://` with an address.
    pub fn new(url: &str, requests: Vec<Request>) -> anyhow::Result<Self> {
        let url = Url::parse(url)?;
        let address = url.socket_addrs(|| None)?.into_iter().next().context("no address")?;
        Ok(Self { address, requests })
    }

    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// One page, as text.
    pub async fn fetch(&self, request: &Request, encoding: Option<&str>) -> anyhow::Result<String> {
        Ok(String::from_utf8(self.fetch_bytes(request, encoding).await?.to_vec())?)
    }

    /// One page, as it came.
    pub async fn fetch_bytes(&self, request: &Request, encoding: Option<&str>) -> anyhow::Result<Bytes> {
        let mut client = connect(self.address).await?;
        let answer = send(&mut client, self.address, request, encoding).await?;
        let encoded = answer.headers().get(header::CONTENT_ENCODING).and_then(|value| value.to_str().ok());
        ensure!(encoded == encoding, "encoded as {encoded:?}, not as {encoding:?}");
        Ok(answer.into_body().collect().await?.to_bytes())
    }

    /// Posts a form to the path of a request, as a browser without script does; the path that it leads to.
    pub async fn post(&self, request: &Request, form: &str) -> anyhow::Result<String> {
        let mut client = connect(self.address).await?;
        let asked = http::Request::post(&request.path)
            .header(header::HOST, self.address.to_string())
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, &request.cookie)
            .body(Full::from(form.to_owned()))?;
        client.ready().await?;
        let answer = client.send_request(asked).await?;
        ensure!(answer.status() == StatusCode::SEE_OTHER, "{} answered {}", request.path, answer.status());
        let to = answer.headers().get(header::LOCATION).context("a form leads nowhere")?;
        Ok(to.to_str()?.to_owned())
    }

    /// Asks for this long; a page that is under way at the end still counts.
    pub async fn load(&self, long: Duration) -> anyhow::Result<Load> {
        let mut connections = JoinSet::new();
        let mut clients = Vec::with_capacity(self.requests.len());
        for request in &self.requests {
            clients.push((connect(self.address).await?, request.clone()));
        }
        let started = Instant::now();
        for (client, request) in clients {
            connections.spawn(ask(client, self.address, request, started + long));
        }
        let mut load = Load { times: Vec::new(), wall: Duration::ZERO, bytes: 0 };
        while let Some(ended) = connections.join_next().await {
            let (times, bytes) = ended??;
            load.times.extend(times);
            load.bytes = bytes;
        }
        load.wall = started.elapsed();
        load.times.sort_unstable();
        Ok(load)
    }
}

impl Load {
    pub fn pages(&self) -> f64 {
        self.times.len() as f64
    }

    /// Milliseconds within which this part of the pages came.
    pub fn percentile(&self, percent: usize) -> f64 {
        let place = (self.times.len() * percent / 100).min(self.times.len().saturating_sub(1));
        self.times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    }
}

async fn connect(address: SocketAddr) -> anyhow::Result<Client> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (client, connection) = handshake(TokioIo::new(stream)).await?;
    // Ends with the client; what is wrong shows in the request.
    tokio::spawn(connection);
    Ok(client)
}

async fn send(
    client: &mut Client,
    address: SocketAddr,
    request: &Request,
    encoding: Option<&str>,
) -> anyhow::Result<http::Response<Incoming>> {
    let mut asked = http::Request::get(&request.path)
        .header(header::HOST, address.to_string())
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, &request.cookie);
    if let Some(encoding) = encoding {
        asked = asked.header(header::ACCEPT_ENCODING, encoding);
    }
    client.ready().await?;
    let answer = client.send_request(asked.body(Full::default())?).await?;
    ensure!(answer.status() == StatusCode::OK, "{} answered {}", request.path, answer.status());
    Ok(answer)
}

async fn ask(
    mut client: Client,
    address: SocketAddr,
    request: Request,
    until: Instant,
) -> anyhow::Result<(Vec<Duration>, usize)> {
    let (mut times, mut bytes) = (Vec::new(), 0);
    while Instant::now() < until {
        let started = Instant::now();
        let mut body = send(&mut client, address, &request, None).await?.into_body();
        bytes = 0;
        while let Some(frame) = body.frame().await {
            bytes += frame?.data_ref().map_or(0, Bytes::len);
        }
        times.push(started.elapsed());
    }
    Ok((times, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_time_that_so_many_kept() {
        let times = (1..=100).map(Duration::from_millis).collect();
        let load = Load { times, wall: Duration::from_secs(1), bytes: 0 };
        assert_eq!((load.percentile(50), load.percentile(99)), (51.0, 100.0));
    }
}
