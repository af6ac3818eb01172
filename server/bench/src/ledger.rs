//! Comparing everything that a channel lists with what is here.

use crate::{
    company::Company,
    installation::{Installation, Setup},
    report::{Report, note},
    shops::SimulatedShop,
    stand::Stand,
};
use anyhow::ensure;
use chrono::{TimeDelta, Utc};
use hub::syncs::What;
use sandbox::Platform;
use std::time::{Duration, Instant};
use tokio::time::sleep;

const ORDERS: u32 = 100_000;
/// The orders were placed in so many days: fewer than are checked.
const DAYS: u32 = 85;
const LOOK: Duration = Duration::from_millis(200);
/// Orders of the last hour at most.
const RECENT: i64 = 500;
const LIMIT: Duration = Duration::from_secs(900);

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if !report.wants(&["ledger.check"]) {
        return Ok(());
    }
    note(&format!("{ORDERS} orders of {DAYS} days are compared with what is here"));
    let simulated = SimulatedShop::of_days(Platform::Woocommerce, ORDERS, DAYS).await?;
    let installation = Installation::fresh(setup, "ledger");
    let mut stand = Stand::start(&installation).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&simulated.form()).await?;
    company.sync(&mut stand, connection, What::Changes).await?;
    stand.settle().await?;
    let mut owner = stand.owner().await?;
    let before = stand.meter.mark().await?;
    let (began, asked) = (Instant::now(), Utc::now());
    company.check(connection, asked - TimeDelta::days(i64::from(DAYS) + 1)).await?;
    loop {
        sleep(LOOK).await;
        let done: bool = sqlx::query_scalar(
            "select exists (select from completeness_checks where checked_at >= $1 and again_at is null)",
        )
        .bind(asked)
        .fetch_one(&mut owner)
        .await?;
        if done {
            break;
        }
        ensure!(began.elapsed() < LIMIT, "the check is not through after {} s", LIMIT.as_secs());
    }
    let (wall, used) = (began.elapsed(), stand.meter.since(&before).await?);
    let (listed, imported): (i64, i64) =
        sqlx::query_as("select sum(listed)::bigint, sum(imported)::bigint from completeness_hours")
            .fetch_one(&mut owner)
            .await?;
    // Those of the hour that is not over are compared after it.
    let most = i64::from(ORDERS);
    ensure!(
        (most - RECENT..=most).contains(&listed) && imported == listed,
        "{listed} listed, {imported} here"
    );
    report.line("ledger.check.rate", f64::from(ORDERS) / wall.as_secs_f64(), "orders/s");
    report.line("ledger.check.cpu_us", used.orion.as_secs_f64() * 1e6 / f64::from(ORDERS), "us/order");
    report.line("ledger.check.pg_cpu_us", used.postgres.as_secs_f64() * 1e6 / f64::from(ORDERS), "us/order");
    stand.stop().await
}
