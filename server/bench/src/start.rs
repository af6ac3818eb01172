//! From nothing to ready, and what the program takes while nobody asks anything of it.

use crate::{
    installation::{Installation, Setup},
    report::{Report, note},
    stand::Stand,
};
use std::time::Duration;

const STARTS: usize = 5;
/// By then tables are cleaned and measured for the first time, which comes a minute after the start.
const REST: Duration = Duration::from_secs(70);

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if !report.wants(&["start.fresh_ms", "start.ready_ms", "idle.rss_mib", "idle.pg_mib"]) {
        return Ok(());
    }
    note("starts");
    let installation = Installation::fresh(setup, "start");
    // Postgres starts and stops with the program, as it does for a newcomer.
    let fresh = installation.start().await?;
    report.line("start.fresh_ms", millis(fresh.ready_after), "ms");
    fresh.stop().await?;
    let mut times = Vec::with_capacity(STARTS);
    for _ in 0..STARTS {
        let orion = installation.start().await?;
        times.push(orion.ready_after);
        orion.stop().await?;
    }
    times.sort_unstable();
    report.line("start.ready_ms", millis(times[STARTS / 2]), "ms");

    let stand = Stand::start(&installation).await?;
    tokio::time::sleep(REST).await;
    report.line("idle.rss_mib", stand.orion.process().resident()?, "MiB");
    report.line("idle.pg_mib", stand.meter.postgres().share_of_tree()?, "MiB");
    stand.stop().await
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
