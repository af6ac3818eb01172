//! Events that a platform sends while an import runs: how long until each is kept and answered.

use crate::{
    company::Company,
    disk,
    installation::{Installation, Setup},
    report::{Report, note},
    shops::SimulatedShop,
    stand::Stand,
};
use anyhow::{Context, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use connector_kit::hmac_sha256;
use domain::ConnectionId;
use http::{StatusCode, header};
use http_body_util::{BodyExt, Full};
use hub::{
    syncs::What,
    vault::{Place, Vault},
};
use hyper::{body::Bytes, client::conn::http1::handshake};
use hyper_util::rt::TokioIo;
use sandbox::Platform;
use secrecy::ExposeSecret;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::TcpStream,
    runtime::Builder,
    task::{JoinSet, spawn_blocking},
    time::{Instant, sleep_until},
};
use url::Url;

const ORDERS: u32 = 100_000;
const A_SECOND: u32 = 500;
const SECONDS: u32 = 12;
/// Connections that the platform keeps open.
const CONNECTIONS: u32 = 16;

/// Where a WooCommerce shop sends to, and with what it signs.
pub struct Address {
    path: String,
    secret: String,
}

impl Address {
    /// An event about the order `id`; `number` tells it from others.
    pub fn event(&self, at: SocketAddr, id: u64, number: u32) -> http::Result<http::Request<Full<Bytes>>> {
        let body = format!(r#"{{"id":{id},"number":"{number}"}}"#);
        let signature = STANDARD.encode(hmac_sha256::mac(self.secret.as_bytes(), &[body.as_bytes()]));
        http::Request::post(&self.path)
            .header(header::HOST, at.to_string())
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-wc-webhook-topic", "order.updated")
            .header("x-wc-webhook-resource", "order")
            .header("x-wc-webhook-event", "updated")
            .header("x-wc-webhook-signature", signature)
            .body(Full::new(Bytes::from(body)))
    }
}

/// Where the program listens.
pub fn listens_at(stand: &Stand) -> anyhow::Result<SocketAddr> {
    Url::parse(&stand.orion.url)?.socket_addrs(|| None)?.into_iter().next().context("no address")
}

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if !report.wants(&["events.accept", "events.disk"]) {
        return Ok(());
    }
    note(&format!("{A_SECOND} events a second for {SECONDS} s while {ORDERS} orders are imported"));
    let simulated = SimulatedShop::open(Platform::Woocommerce, ORDERS).await?;
    let installation = Installation::fresh(setup, "events");
    let vault = Vault::from_keys(&installation.key)?;
    let mut stand = Stand::start(&installation).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&simulated.form()).await?;
    let address = Arc::new(address(&stand, &vault, &company, connection).await?);
    let ids: Arc<[u64]> = simulated.shop.recent(1_000).iter().map(|order| order.id).collect();
    let at = listens_at(&stand)?;
    let sending = on_a_thread(move || send_all(address, at, ids));
    let folder = installation.data_dir.clone();
    let probing = spawn_blocking(move || disk::probe(&folder, Duration::from_secs(SECONDS.into())));
    let importing = company.sync(&mut stand, connection, What::Changes);
    let (imported, times, disk) = tokio::join!(importing, sending, probing);
    let (imported, mut times, mut disk) = (imported?, times?, disk??);
    ensure!(imported.view.counts.failed == 0, "the import suffered: {:?}", imported.view.counts);
    times.sort_unstable();
    disk.sort_unstable();
    report.line("events.accept.rate", f64::from(A_SECOND), "events/s");
    report.line("events.accept.p50_ms", percentile(&times, 50), "ms");
    report.line("events.accept.p99_ms", percentile(&times, 99), "ms");
    report.line("events.disk.p50_ms", percentile(&disk, 50), "ms");
    report.line("events.disk.p99_ms", percentile(&disk, 99), "ms");
    report.line("events.accept.import_rate", imported.rate(), "orders/s");
    let mut owner = stand.owner().await?;
    let kept: i64 = sqlx::query_scalar("select count(*) from webhook_events").fetch_one(&mut owner).await?;
    ensure!(kept == times.len() as i64, "{kept} of {} events are kept", times.len());
    stand.stop().await
}

/// Of sorted times, in milliseconds; zero of none.
pub fn percentile(times: &[Duration], percent: usize) -> f64 {
    let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}

/// The address of a connection of a company.
pub async fn address(
    stand: &Stand,
    vault: &Vault,
    company: &Company,
    connection: ConnectionId,
) -> anyhow::Result<Address> {
    let mut owner = stand.owner().await?;
    let (token, sealed): (String, String) = sqlx::query_as(
        "select token, secret->'fields'->'secret'->>'sealed' from webhook_addresses where connection_id = $1",
    )
    .bind(connection.0)
    .fetch_one(&mut owner)
    .await?;
    let place = Place { org: company.org(), connection, field: "secret" };
    let secret = vault.open(place, &sealed)?.expose_secret().to_owned();
    Ok(Address { path: format!("/webhooks/woocommerce/{token}"), secret })
}

/// Does `work` on a thread of its own: the simulated shop, which answers on the others, must not hold it up.
pub async fn on_a_thread<T: Send + 'static, W: Future<Output = anyhow::Result<T>>>(
    work: impl FnOnce() -> W + Send + 'static,
) -> anyhow::Result<T> {
    spawn_blocking(|| Builder::new_current_thread().enable_all().build()?.block_on(work())).await?
}

/// Sends at a fixed pace, whatever the answers take; each time counts from when its event was due.
async fn send_all(address: Arc<Address>, at: SocketAddr, ids: Arc<[u64]>) -> anyhow::Result<Vec<Duration>> {
    let (mut senders, started) = (JoinSet::new(), Instant::now() + Duration::from_secs(2));
    for first in 0..CONNECTIONS {
        senders.spawn(send_some((address.clone(), at), ids.clone(), started, first));
    }
    let mut times = Vec::with_capacity((A_SECOND * SECONDS) as usize);
    while let Some(sent) = senders.join_next().await {
        times.extend(sent??);
    }
    Ok(times)
}

async fn send_some(
    (address, at): (Arc<Address>, SocketAddr),
    ids: Arc<[u64]>,
    started: Instant,
    first: u32,
) -> anyhow::Result<Vec<Duration>> {
    let stream = TcpStream::connect(at).await?;
    stream.set_nodelay(true)?;
    let (mut client, connection) = handshake(TokioIo::new(stream)).await?;
    // Ends with the client; what is wrong shows in the request.
    tokio::spawn(connection);
    let mut times = Vec::new();
    for number in (first..A_SECOND * SECONDS).step_by(CONNECTIONS as usize) {
        let due = started + Duration::from_secs(1) * number / A_SECOND;
        let request = address.event(at, ids[number as usize % ids.len()], number)?;
        sleep_until(due).await;
        client.ready().await?;
        let answer = client.send_request(request).await?;
        ensure!(answer.status() == StatusCode::OK, "an event was answered by {}", answer.status());
        answer.into_body().collect().await?;
        times.push(due.elapsed());
    }
    Ok(times)
}
