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

/// Has `script` load the pages in a browser; without one, says so.
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
    let output = node.kill_on_drop(true).output().await.context("node cannot be started")?;
    ensure!(output.status.success(), "the browser failed: {}", String::from_utf8_lossy(&output.stderr));
    let medians: [f64; PAGES.len()] =
        serde_json::from_slice(&output.stdout).context("the browser told no figures")?;
    report.line(SLOWEST, medians.into_iter().fold(0.0, f64::max), "ms");
    for ((name, _), median) in PAGES.into_iter().zip(medians) {
        report.line(name, median, "ms");
    }
    stand.stop().await
}
