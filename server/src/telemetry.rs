//! Logs and metrics of the process.

use crate::config::LogFormat;
use anyhow::Context;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::{io::IsTerminal, time::Duration};
use tracing_subscriber::EnvFilter;

/// Seconds; from a page out of the cache to a request that was given up.
const DURATION_BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

const UPKEEP: Duration = Duration::from_secs(5);

/// Sends log lines to standard error. `filter` is in the notation of `tracing` (`info,hub=debug`).
///
/// # Errors
/// If logs were set up before.
pub fn start_logs(filter: EnvFilter, format: LogFormat) -> anyhow::Result<()> {
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let json = match format {
        LogFormat::Json => true,
        LogFormat::Pretty => false,
        LogFormat::Auto => !std::io::stderr().is_terminal(),
    };
    // A request is one span, which stands beside each event already.
    let started = if json {
        lines.json().flatten_event(true).with_span_list(false).try_init()
    } else {
        lines.try_init()
    };
    started.map_err(|error| anyhow::anyhow!("the logs cannot be started: {error}"))
}

/// Collects the metrics of this process, to be shown at `/metrics`.
///
/// # Errors
/// If metrics are collected already.
pub fn start_metrics() -> anyhow::Result<PrometheusHandle> {
    PrometheusBuilder::new()
        .set_buckets(&DURATION_BUCKETS)
        .and_then(PrometheusBuilder::install_recorder)
        .context("the metrics cannot be started")
}

/// Sums up what was measured since the last time, so that it does not pile up where nobody reads `/metrics`.
pub async fn tend(metrics: PrometheusHandle) {
    let mut tick = tokio::time::interval(UPKEEP);
    loop {
        tick.tick().await;
        metrics.run_upkeep();
    }
}
