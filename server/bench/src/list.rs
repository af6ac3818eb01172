//! `/admin/vendas` of one of many companies with many sales.

mod fill;

pub use fill::{cursor_after, fill};

use crate::{
    company::Company,
    installation::{Installation, Setup},
    load::{Load, Request, Target},
    meter::{Used, micros_each},
    report::{Report, note},
    stand::Stand,
};
use anyhow::ensure;
use std::time::Duration;

const COMPANIES: usize = 20;
/// Of each company.
pub const SALES: i32 = 50_000;
/// Sales before the deep page.
pub const DEEP: i64 = 45_000;
/// Connections that ask at the same time, each for another company.
const CONNECTIONS: usize = 16;
const WARM_UP: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(5);
/// Rows of a page.
const ROWS: usize = 50;

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if !report.wants(&["list.first", "list.deep", "list.filtered"]) {
        return Ok(());
    }
    note(&format!("{COMPANIES} companies with {SALES} sales each"));
    let mut stand = Stand::start(&Installation::fresh(setup, "list")).await?;
    let companies = found(&stand, COMPANIES).await?;
    let ids: Vec<_> = companies.iter().map(Company::org).collect();
    fill(&stand, &ids, SALES).await?;
    let mut deep = Vec::with_capacity(CONNECTIONS);
    for company in &companies[..CONNECTIONS] {
        let cursor = cursor_after(&stand, company.org(), DEEP).await?;
        deep.push(Request { path: format!("/admin/vendas?cursor={cursor}"), cookie: company.cookie() });
    }
    let all = |path: &str| -> Vec<Request> {
        companies[..CONNECTIONS]
            .iter()
            .map(|company| Request { path: path.to_owned(), cookie: company.cookie() })
            .collect()
    };

    let first = Pages::ask(&mut stand, all("/admin/vendas")).await?;
    first.report(report, "list.first");
    report.line("list.first.bytes", first.load.bytes as f64, "bytes");
    report.line("list.first.gzip_bytes", first.gzip as f64, "bytes");
    Pages::ask(&mut stand, deep).await?.report(report, "list.deep");
    // What somebody looks for who has to do something: one in ten.
    Pages::ask(&mut stand, all("/admin/vendas?payment=pending")).await?.report(report, "list.filtered");
    report.line("list.rss_mib", stand.orion.process().peak()?, "MiB");
    stand.stop().await
}

/// Companies with their owners signed in.
pub async fn found(stand: &Stand, count: usize) -> anyhow::Result<Vec<Company>> {
    let mut companies = Vec::with_capacity(count);
    for number in 1..=count {
        companies.push(Company::found(&stand.hub, &format!("Loja {number}")).await?);
    }
    Ok(companies)
}

/// One kind of page under load.
struct Pages {
    load: Load,
    used: Used,
    gzip: usize,
}

impl Pages {
    async fn ask(stand: &mut Stand, requests: Vec<Request>) -> anyhow::Result<Self> {
        let target = Target::new(&stand.orion.url, requests)?;
        for request in target.requests() {
            let page = target.fetch(request, None).await?;
            let rows = page.matches("href=\"/admin/vendas/").count();
            ensure!(rows >= ROWS, "{} shows {rows} sales", request.path);
        }
        let gzip = target.fetch_bytes(&target.requests()[0], Some("gzip")).await?.len();
        target.load(WARM_UP).await?;
        let before = stand.meter.mark().await?;
        let load = target.load(LONG).await?;
        let used = stand.meter.since(&before).await?;
        Ok(Self { load, used, gzip })
    }

    fn report(&self, report: &Report, name: &str) {
        let (load, pages) = (&self.load, self.load.pages());
        report.line(&format!("{name}.rate"), pages / load.wall.as_secs_f64(), "pages/s");
        report.line(&format!("{name}.p50_ms"), load.percentile(50), "ms");
        report.line(&format!("{name}.p99_ms"), load.percentile(99), "ms");
        report.line(&format!("{name}.cpu_us"), micros_each(self.used.orion, pages), "us/page");
        report.line(&format!("{name}.pg_cpu_us"), micros_each(self.used.postgres, pages), "us/page");
        report.line(&format!("{name}.client_cpu_us"), micros_each(self.used.own, pages), "us/page");
    }
}
