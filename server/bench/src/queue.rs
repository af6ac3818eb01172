//! The queue: what one company's flood does to another's jobs, what a job costs beside its work, and how long
//! the jobs of a killed process wait.

use crate::{
    company::Company,
    installation::{Installation, Setup},
    report::{Report, note},
    shops::{SimulatedShop, woocommerce_form},
    stand::Stand,
};
use anyhow::{Context, ensure};
use domain::{ConnectionId, JobId, JobPriority};
use hub::syncs::What;
use sandbox::{Credentials, Fault, FaultRule, Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use serde_json::json;
use sqlx::PgConnection;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use store::jobs::{JobKind, JobLane, NewJob};

/// Jobs of the one for each of the other.
const TIMES: usize = 1_000;
/// Runs of the other company, alone and beside the flood.
const RUNS: usize = 40;
/// What each call to a shop takes: the flood is to fill the queue and not the processor.
const CALL: Fault = Fault::Delay { ms: 50 };
/// Jobs that have nothing to do.
const COMPANIES: usize = 8;
const EMPTY: usize = 1_000;
const LIMIT: Duration = Duration::from_secs(300);

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if report.wants(&["queue.fair.p95_ratio"]) {
        fair(setup, report).await?;
    }
    if report.wants(&["queue.empty.rate"]) {
        empty(setup, report).await?;
    }
    if report.wants(&["queue.takeover_s"]) {
        takeover(setup, report).await?;
    }
    Ok(())
}

async fn fair(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    note(&format!("one company with {TIMES} jobs beside one with a job at a time"));
    let shops =
        (0..=TIMES).map(|at| ShopOptions::new(Platform::Woocommerce, format!("bench-{at}")).orders(2));
    let options = SandboxOptions { shops: shops.collect(), control: false, ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options).await?;
    let installation = Installation::fresh(setup, "fair");
    let mut stand = Stand::start(&installation).await?;
    let (many, few) =
        (Company::found(&stand.hub, "Loja Azul").await?, Company::found(&stand.hub, "Loja Verde").await?);
    let (first, rest) = sandbox.shops().split_first().context("shops were asked for")?;
    let one = few.connect(&form_of(&sandbox, first)?).await?;
    for shop in rest {
        many.connect(&form_of(&sandbox, shop)?).await?;
    }
    // The first reading is of the past, which has workers of its own.
    few.sync(&mut stand, one, What::Changes).await?;
    many.sync_all().await?;
    let mut owner = stand.owner().await?;
    until_done(&mut owner).await?;
    stand.settle().await?;
    for shop in sandbox.shops() {
        shop.fault(FaultRule::always(CALL));
    }
    let alone = p95(&few, &mut stand, one).await?;
    many.sync_all().await?;
    let beside = p95(&few, &mut stand, one).await?;
    let left: i64 =
        sqlx::query_scalar("select count(*) from jobs where state = 'waiting'").fetch_one(&mut owner).await?;
    ensure!(left > 0, "the flood ended before it was measured");
    note(&format!("p95 alone {alone:.0?}, beside the flood {beside:.0?}; {left} of the flood still wait"));
    report.line("queue.fair.p95_ratio", beside.as_secs_f64() / alone.as_secs_f64(), "");
    stand.stop().await
}

fn form_of(sandbox: &Sandbox, shop: &Arc<Shop>) -> anyhow::Result<hub::integrations::ConnectForm> {
    let Credentials::Woocommerce { consumer_key, consumer_secret } = shop.credentials() else {
        anyhow::bail!("another shop was asked for");
    };
    Ok(woocommerce_form(&sandbox.shop_url(shop), consumer_key, consumer_secret))
}

/// From asking for a run to its end.
async fn p95(company: &Company, stand: &mut Stand, connection: ConnectionId) -> anyhow::Result<Duration> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        times.push(company.sync(stand, connection, What::Changes).await?.used.wall);
    }
    times.sort_unstable();
    Ok(times[RUNS * 95 / 100])
}

async fn empty(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    note(&format!("{EMPTY} jobs with nothing to do in each of {COMPANIES} companies"));
    let installation = Installation::fresh(setup, "empty");
    let stand = Stand::start(&installation).await?;
    let mut companies = Vec::new();
    for at in 0..COMPANIES {
        companies.push(Company::found(&stand.hub, &format!("Loja {at}")).await?);
    }
    for company in &companies {
        let mut tx = stand.db.begin(company.org()).await?;
        for _ in 0..EMPTY {
            let new = NewJob {
                id: JobId::new(),
                connection: Some(ConnectionId::new()),
                kind: JobKind::SendAction,
                lane: JobLane::Live,
                priority: JobPriority::Normal,
                payload: json!({}),
            };
            store::jobs::create(&mut tx, &new).await?;
        }
        tx.commit().await?;
    }
    let mut owner = stand.owner().await?;
    until_done(&mut owner).await?;
    // While all companies had work.
    let (jobs, seconds): (i64, f64) = sqlx::query_as(
        "select count(*), extract(epoch from max(finished_at) - min(finished_at))::float8 from jobs
         where finished_at > (select max(created_at) from jobs)",
    )
    .fetch_one(&mut owner)
    .await?;
    report.line("queue.empty.rate", jobs as f64 / seconds, "jobs/s");
    stand.stop().await
}

async fn takeover(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    note("a process is killed in the middle of a job");
    let simulated = SimulatedShop::open(Platform::Woocommerce, 5_000).await?;
    let installation = Installation::fresh(setup, "takeover");
    let mut stand = Stand::start(&installation).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&simulated.form()).await?;
    simulated.shop.fault(FaultRule::always(Fault::Delay { ms: 500 }));
    company.start(connection, What::Changes).await?;
    let mut owner = stand.owner().await?;
    until_lease(&mut owner, 1).await?;
    stand.orion.kill()?;
    let killed = Instant::now();
    stand.orion = installation.start().await?;
    until_lease(&mut owner, 2).await?;
    report.line("queue.takeover_s", killed.elapsed().as_secs_f64(), "s");
    simulated.shop.clear_faults();
    stand.stop().await
}

async fn until_lease(owner: &mut PgConnection, lease: i32) -> anyhow::Result<()> {
    let started = "select exists (select from jobs where kind = 'sync_orders' and lease >= $1)";
    wait(async || Ok(sqlx::query_scalar(started).bind(lease).fetch_one(&mut *owner).await?)).await
}

async fn until_done(owner: &mut PgConnection) -> anyhow::Result<()> {
    let done = "select not exists (select from jobs where state in ('waiting', 'running'))";
    wait(async || Ok(sqlx::query_scalar(done).fetch_one(&mut *owner).await?)).await
}

async fn wait(mut is_so: impl AsyncFnMut() -> anyhow::Result<bool>) -> anyhow::Result<()> {
    let limit = Instant::now() + LIMIT;
    while !is_so().await? {
        ensure!(Instant::now() < limit, "not done after {} s", LIMIT.as_secs());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
