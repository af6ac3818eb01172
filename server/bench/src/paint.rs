//! How soon a browser shows the first of a page that it has never seen.

use crate::{
    company::Company,
    installation::{Installation, Setup},
    list::fill,
    report::{Report, note},
    stand::Stand,
};
use anyhow::{Context, ensure};
use std::path::Path;
use tokio::process::Command;

const SLOWEST: &str = "page.first_paint_ms";
/// The lines of single pages, and where these are.
const PAGES: [(&str, &str); 3] = [
    ("page.first_paint.sign_in_ms", "/entrar"),
    ("page.first_paint.overview_ms", "/admin"),
    ("page.first_paint.sales_ms", "/admin/vendas"),
];
const SALES: i32 = 5_000;

/// Has `script` load the pages in a browser. Where there is none, or it does not start, says so and leaves the lines out.
///
/// # Errors
/// When the stand cannot be started, filled or stopped.
pub async fn measure(setup: &Setup, report: &Report, script: Option<&Path>) -> anyhow::Result<()> {
    if !report.wants(&[SLOWEST]) && !report.wants(&PAGES.map(|(name, _)| name)) {
        return Ok(());
    }
    let Some(script) = script else {
        note("there is no browser on this machine, so that how soon one shows a page is left out");
        return Ok(());
    };
    note(&format!("pages of a company with {SALES} sales, in a browser"));
    let stand = Stand::start(&Installation::fresh(setup, "paint")).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    fill(&stand, &[company.org()], SALES).await?;
    hub::analytics::add_up(&stand.hub).await?;
    let mut node = Command::new("node");
    node.arg(script).arg(&stand.orion.url).arg(company.cookie()).args(PAGES.map(|(_, path)| path));
    match medians(node).await {
        Ok(medians) => {
            report.line(SLOWEST, medians.into_iter().fold(0.0, f64::max), "ms");
            for ((name, _), median) in PAGES.into_iter().zip(medians) {
                report.line(name, median, "ms");
            }
        }
        Err(error) => note(&format!("how soon a browser shows a page is left out: {error:#}")),
    }
    stand.stop().await
}

/// What the script tells: for each page the median of its times, in milliseconds.
async fn medians(mut node: Command) -> anyhow::Result<[f64; PAGES.len()]> {
    let output = node.kill_on_drop(true).output().await.context("node cannot be started")?;
    ensure!(output.status.success(), "the browser failed: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).context("the browser told no figures")
}
