//! From an event that was accepted to the sale that it tells of, as somebody sees it who looks all the time.

use crate::{
    company::Company,
    events::{Address, address, listens_at, on_a_thread, percentile},
    installation::{Installation, Setup},
    report::{Report, note},
    shops::SimulatedShop,
    stand::Stand,
};
use anyhow::{Context, ensure};
use http::StatusCode;
use http_body_util::BodyExt;
use hub::{syncs::What, vault::Vault};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use sandbox::{NewOrder, Platform, Shop};
use sqlx::PgConnection;
use std::{collections::HashMap, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::TcpStream,
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};

/// Orders that are there before.
const ORDERS: u32 = 1_000;
const A_SECOND: u32 = 100;
const SECONDS: u32 = 12;
/// Connections that the platform keeps open.
const CONNECTIONS: u32 = 16;
/// How much longer than planned it may take to send.
const LATE: Duration = Duration::from_secs(1);
/// How often somebody looks: times are right to this.
const LOOK: Duration = Duration::from_millis(20);
const LIMIT: Duration = Duration::from_secs(60);

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if !report.wants(&["events.visible"]) {
        return Ok(());
    }
    note(&format!("{A_SECOND} new orders a second for {SECONDS} s, each told by an event"));
    let simulated = SimulatedShop::open(Platform::Woocommerce, ORDERS).await?;
    let installation = Installation::fresh(setup, "visible");
    let vault = Vault::from_keys(&installation.key)?;
    let mut stand = Stand::start(&installation).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&simulated.form()).await?;
    company.sync(&mut stand, connection, What::Changes).await?;
    let address = address(&stand, &vault, &company, connection).await?;
    let mut owner = stand.owner().await?;
    let (shop, address, at) = (simulated.shop.clone(), Arc::new(address), listens_at(&stand)?);
    let selling = on_a_thread(move || sell(shop, address, at));
    let (accepted, seen) = tokio::try_join!(selling, watch(&mut owner))?;
    let mut times = Vec::with_capacity(accepted.len());
    for (id, accepted) in &accepted {
        let seen = seen.get(id).with_context(|| format!("the order {id} never became a sale"))?;
        times.push(seen.saturating_duration_since(*accepted));
    }
    times.sort_unstable();
    report.line("events.visible.p50_ms", percentile(&times, 50), "ms");
    report.line("events.visible.p95_ms", percentile(&times, 95), "ms");
    report.line("events.visible.p99_ms", percentile(&times, 99), "ms");
    stand.stop().await
}

/// Places orders at a fixed pace and tells of each; when each event was accepted.
///
/// # Errors
/// When the pace was missed, too: then the times are not those of this load.
async fn sell(
    shop: Arc<Shop>,
    address: Arc<Address>,
    at: SocketAddr,
) -> anyhow::Result<HashMap<String, Instant>> {
    let (mut senders, started) = (JoinSet::new(), Instant::now());
    for first in 0..CONNECTIONS {
        senders.spawn(sell_some(shop.clone(), (address.clone(), at), started, first));
    }
    let mut accepted = HashMap::new();
    while let Some(sent) = senders.join_next().await {
        accepted.extend(sent??);
    }
    let (took, limit) = (started.elapsed(), Duration::from_secs(SECONDS.into()) + LATE);
    ensure!(took < limit, "{A_SECOND} a second were not kept: {SECONDS} s of events took {took:.1?}");
    Ok(accepted)
}

async fn sell_some(
    shop: Arc<Shop>,
    (address, at): (Arc<Address>, SocketAddr),
    started: Instant,
    first: u32,
) -> anyhow::Result<HashMap<String, Instant>> {
    let stream = TcpStream::connect(at).await?;
    stream.set_nodelay(true)?;
    let (mut client, connection) = handshake(TokioIo::new(stream)).await?;
    // Ends with the client; what is wrong shows in the request.
    tokio::spawn(connection);
    let mut accepted = HashMap::new();
    for number in (first..A_SECOND * SECONDS).step_by(CONNECTIONS as usize) {
        sleep_until(started + Duration::from_secs(1) * number / A_SECOND).await;
        let id = shop.create(NewOrder::default())?;
        client.ready().await?;
        let answer = client.send_request(address.event(at, id, number)?).await?;
        ensure!(answer.status() == StatusCode::OK, "an event was answered by {}", answer.status());
        answer.into_body().collect().await?;
        accepted.insert(id.to_string(), Instant::now());
    }
    Ok(accepted)
}

/// When each new sale was first to be seen.
async fn watch(owner: &mut PgConnection) -> anyhow::Result<HashMap<String, Instant>> {
    let last: i64 = sqlx::query_scalar("select max(number) from orders").fetch_one(&mut *owner).await?;
    let (mut seen, limit) = (HashMap::new(), Instant::now() + LIMIT);
    while seen.len() < (A_SECOND * SECONDS) as usize {
        ensure!(Instant::now() < limit, "only {} sales after {} s", seen.len(), LIMIT.as_secs());
        sleep(LOOK).await;
        // Numbers are given in blocks, so that a lower one may come later.
        let sales: Vec<String> = sqlx::query_scalar("select external_id from orders where number > $1")
            .bind(last)
            .fetch_all(&mut *owner)
            .await?;
        let now = Instant::now();
        for sale in sales {
            seen.entry(sale).or_insert(now);
        }
    }
    Ok(seen)
}
