//! From an event that was accepted to the sale that it tells of, as somebody sees it who looks all the time.

use crate::{
    company::Company,
    events::{Address, address, listens_at, percentile},
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
    time::{Instant, sleep, sleep_until},
};

/// Orders that are there before.
const ORDERS: u32 = 1_000;
const A_SECOND: u32 = 100;
const SECONDS: u32 = 12;
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
    let selling = sell(&simulated.shop, &address, listens_at(&stand)?);
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
async fn sell(
    shop: &Arc<Shop>,
    address: &Address,
    at: SocketAddr,
) -> anyhow::Result<HashMap<String, Instant>> {
    let stream = TcpStream::connect(at).await?;
    stream.set_nodelay(true)?;
    let (mut client, connection) = handshake(TokioIo::new(stream)).await?;
    // Ends with the client; what is wrong shows in the request.
    tokio::spawn(connection);
    let started = Instant::now();
    let mut accepted = HashMap::new();
    for number in 0..A_SECOND * SECONDS {
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
