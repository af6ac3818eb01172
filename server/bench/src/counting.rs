//! What counting calls costs, beside what an import does with its time.

use crate::{
    company::Company,
    installation::{Installation, Setup},
    report::{Report, note},
    shops::SimulatedShop,
    stand::Stand,
};
use connector_kit::SeenCall;
use domain::{CallClass, Operation};
use hub::{health, syncs::What};
use sandbox::Platform;
use std::time::{Duration, Instant};

const CALLS: u32 = 1_000_000;
const ORDERS: u32 = 20_000;
const FLUSHES: u32 = 20;
/// How often a process writes what it counted.
const EVERY: Duration = Duration::from_secs(15);

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if !report.wants(&["metrics.call_ns", "metrics.flush_ms", "metrics.import_percent"]) {
        return Ok(());
    }
    note(&format!("{CALLS} calls are counted, and {ORDERS} orders imported"));
    // As in the program: without somebody who listens, what monitoring is told costs nothing.
    metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder()?;
    let simulated = SimulatedShop::open(Platform::Woocommerce, ORDERS).await?;
    let installation = Installation::fresh(setup, "counting");
    let mut stand = Stand::start(&installation).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&simulated.form()).await?;
    let asked = simulated.shop.counters().requests;
    let run = company.sync(&mut stand, connection, What::Changes).await?;
    let calls = (simulated.shop.counters().requests - asked) as f64 / run.used.wall.as_secs_f64();

    let observer = health::observer(&stand.hub, company.org(), connection, "woocommerce");
    let began = Instant::now();
    for number in 0..CALLS {
        let failure = (number % 50 == 0).then_some(CallClass::Server);
        let took = Duration::from_micros(u64::from(number % 400_000));
        observer.seen(SeenCall { operation: Operation::OrdersPage, took, failure });
    }
    let call = began.elapsed() / CALLS;
    let mut flushes = Duration::ZERO;
    for _ in 0..FLUSHES {
        for operation in Operation::ALL {
            observer.seen(SeenCall { operation: *operation, took: EVERY, failure: None });
        }
        let began = Instant::now();
        health::flush(&stand.hub).await?;
        flushes += began.elapsed();
    }
    let flush = flushes / FLUSHES;
    report.line("metrics.call_ns", call.as_secs_f64() * 1e9, "ns");
    report.line("metrics.flush_ms", flush.as_secs_f64() * 1e3, "ms");
    let share = calls * call.as_secs_f64() + flush.as_secs_f64() / EVERY.as_secs_f64();
    report.line("metrics.import_percent", share * 100.0, "%");
    stand.stop().await
}
