//! `/admin` and `/admin/analises` of a company with a million sales.

use crate::{
    company::Company,
    installation::{Installation, Setup},
    list::{fill, found},
    load::{Request, Target},
    report::{Report, note},
    stand::Stand,
};
use anyhow::ensure;
use std::time::{Duration, Instant};

const LINES: [&str; 8] = [
    "overview.page_ms",
    "overview.page_p99_ms",
    "overview.quarter_ms",
    "overview.today_ms",
    "overview.add_up_s",
    "analytics.page_ms",
    "analytics.quarter_ms",
    "analytics.year_ms",
];
const SALES: i32 = 1_000_000;
const PRODUCTS: i32 = 2_000;
/// Lines that come later than their sales mark no hours by themselves.
const MARK_ALL: &str = "insert into product_marks (org_id, hour) select distinct org_id, hour from sales_hours where org_id = $1";
const WARM_UP: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(5);

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if !report.wants(&LINES) {
        return Ok(());
    }
    note(&format!("a company with {SALES} sales of {PRODUCTS} products"));
    let stand = Stand::start(&Installation::fresh(setup, "overview")).await?;
    let company = found(&stand, 1).await?.remove(0);
    fill(&stand, &[company.org()], SALES).await?;
    let mut owner = stand.owner().await?;
    sqlx::query(include_str!("overview/lines.sql"))
        .bind(company.org().0)
        .bind(PRODUCTS)
        .execute(&mut owner)
        .await?;
    let began = Instant::now();
    sqlx::query(MARK_ALL).bind(company.org().0).execute(&mut owner).await?;
    // The program does it too, as one of its rounds comes: whoever is second leaves it to the other.
    while sqlx::query_scalar::<_, bool>("select exists (select from product_marks)")
        .fetch_one(&mut owner)
        .await?
    {
        hub::analytics::add_up(&stand.hub).await?;
    }
    report.line("overview.add_up_s", began.elapsed().as_secs_f64(), "s");
    stand.settle().await?;
    // The days that people look at, the usual one first: one reader, page after page.
    let page = ask(&stand, &company, "/admin").await?;
    report.line("overview.page_ms", page.0, "ms");
    report.line("overview.page_p99_ms", page.1, "ms");
    report.line("overview.quarter_ms", ask(&stand, &company, "/admin?days=90").await?.0, "ms");
    report.line("overview.today_ms", ask(&stand, &company, "/admin?days=1").await?.0, "ms");
    for (name, path) in [
        ("analytics.page_ms", "/admin/analises"),
        ("analytics.quarter_ms", "/admin/analises?days=90"),
        ("analytics.year_ms", "/admin/analises?days=365"),
    ] {
        report.line(name, ask(&stand, &company, path).await?.0, "ms");
    }
    stand.stop().await
}

/// Milliseconds within which half of the pages came whole, and 99 of a hundred.
async fn ask(stand: &Stand, company: &Company, path: &str) -> anyhow::Result<(f64, f64)> {
    let request = Request { path: path.to_owned(), cookie: company.cookie() };
    let target = Target::new(&stand.orion.url, vec![request.clone()])?;
    let page = target.fetch(&request, None).await?;
    ensure!(page.contains("href=\"/admin/produtos/"), "{path} shows no product");
    target.load(WARM_UP).await?;
    let load = target.load(LONG).await?;
    Ok((load.percentile(50), load.percentile(99)))
}
