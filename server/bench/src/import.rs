//! Orders from a shop into our tables.

use crate::{
    company::Company,
    installation::{Installation, Setup},
    meter::micros_each,
    report::{Report, note},
    shops::{SimulatedShop, pages_in_flight},
    stand::Stand,
};
use anyhow::ensure;
use hub::syncs::What;
use sandbox::{Fault, FaultRule, OrderChange, Platform, Shop};

/// Orders of the shop that is imported first, again, and changed.
const ORDERS: u32 = 100_000;
const SMALL: u32 = 20_000;
const LARGE: u32 = 500_000;
/// What a page of a shop far away takes longer.
const DELAY_MS: u64 = 50;
const PAGE: f64 = 100.0;

pub async fn measure(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    if report.wants(&["import.first", "import.unchanged", "import.changed"]) {
        first_and_again(setup, report).await?;
    }
    if report.wants(&["import.delay50.ideal_ratio", "import.rss_20k_mib"]) {
        small(setup, report).await?;
    }
    if report.wants(&["import.rss_500k_mib", "import.large.rate"]) {
        large(setup, report).await?;
    }
    if report.wants(&["shopify.first"]) {
        shopify(setup, report).await?;
    }
    Ok(())
}

async fn first_and_again(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    note(&format!("import of {ORDERS} WooCommerce orders, again unchanged, again with one in ten changed"));
    let simulated = SimulatedShop::open(Platform::Woocommerce, ORDERS).await?;
    let mut stand = Stand::start(&Installation::fresh(setup, "first")).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&simulated.form()).await?;

    let first = company.sync(&mut stand, connection, What::Changes).await?;
    ensure!(
        first.view.counts.created == i64::from(ORDERS),
        "not every order became a sale: {:?}",
        first.view.counts
    );
    report.line("import.first.rate", f64::from(ORDERS) / first.used.wall.as_secs_f64(), "orders/s");
    report.line("import.first.cpu_us", micros_each(first.used.orion, ORDERS.into()), "us/order");
    report.line("import.first.pg_cpu_us", micros_each(first.used.postgres, ORDERS.into()), "us/order");
    report.line("import.first.shop_cpu_us", micros_each(first.used.own, ORDERS.into()), "us/order");
    report.line("import.first.wal_bytes", first.used.wal as f64 / f64::from(ORDERS), "bytes/order");

    stand.settle().await?;
    let again = company.sync(&mut stand, connection, What::Everything).await?;
    let counts = again.view.counts;
    ensure!(counts.created == 0 && counts.updated == 0, "something changed by itself: {counts:?}");
    report.line("import.unchanged.rate", again.rate(), "orders/s");
    report.line("import.unchanged.cpu_us", micros_each(again.used.orion, again.records()), "us/order");
    report.line("import.unchanged.pg_cpu_us", micros_each(again.used.postgres, again.records()), "us/order");
    report.line("import.unchanged.wal_bytes", again.used.wal as f64, "bytes");

    change_one_in_ten(&simulated.shop)?;
    stand.settle().await?;
    let changed = company.sync(&mut stand, connection, What::Everything).await?;
    let counts = changed.view.counts;
    ensure!(counts.updated == i64::from(ORDERS / 10), "not every change was seen: {counts:?}");
    report.line("import.changed.rate", changed.rate(), "orders/s");
    report.line(
        "import.changed.pg_cpu_us",
        micros_each(changed.used.postgres, changed.records()),
        "us/order",
    );
    stand.stop().await
}

/// Leaves the times of change alone, as plugins do that write the shop's database: ten thousand changes in one second
/// would otherwise be read several times.
fn change_one_in_ten(shop: &Shop) -> anyhow::Result<()> {
    for order in shop.recent(ORDERS as usize).iter().step_by(10) {
        let change =
            OrderChange { note: Some("Entregar à tarde".into()), silent: true, ..OrderChange::default() };
        shop.change(order.id, change)?;
    }
    Ok(())
}

/// Memory first, as the process is young then.
async fn small(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    note(&format!("import of {SMALL} orders, then of as many with {DELAY_MS} ms a page"));
    let near = SimulatedShop::open(Platform::Woocommerce, SMALL).await?;
    let far = SimulatedShop::open(Platform::Woocommerce, SMALL).await?;
    let mut stand = Stand::start(&Installation::fresh(setup, "small")).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&near.form()).await?;
    company.sync(&mut stand, connection, What::Changes).await?;
    report.line("import.rss_20k_mib", stand.orion.process().peak()?, "MiB");

    let connection = company.connect(&far.form()).await?;
    far.shop.fault(FaultRule::always(Fault::Delay { ms: DELAY_MS }));
    let run = company.sync(&mut stand, connection, What::Changes).await?;
    let in_flight = pages_in_flight(stand.hub.registry(), Platform::Woocommerce)? as f64;
    let ideal = f64::from(SMALL) / PAGE * DELAY_MS as f64 / 1_000.0 / in_flight;
    report.line("import.delay50.ideal_ratio", run.used.wall.as_secs_f64() / ideal, "ratio");
    stand.stop().await
}

async fn large(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    note(&format!("import of {LARGE} orders"));
    let simulated = SimulatedShop::open(Platform::Woocommerce, LARGE).await?;
    let mut stand = Stand::start(&Installation::fresh(setup, "large")).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&simulated.form()).await?;
    let run = company.sync(&mut stand, connection, What::Changes).await?;
    report.line("import.rss_500k_mib", stand.orion.process().peak()?, "MiB");
    report.line("import.large.rate", run.rate(), "orders/s");
    stand.stop().await
}

async fn shopify(setup: &Setup, report: &Report) -> anyhow::Result<()> {
    note(&format!("import of {SMALL} Shopify orders"));
    let simulated = SimulatedShop::open(Platform::Shopify, SMALL).await?;
    let installation =
        Installation { shopify: Some(simulated.shopify_url()?), ..Installation::fresh(setup, "shopify") };
    let mut stand = Stand::start(&installation).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&simulated.form()).await?;
    let run = company.sync(&mut stand, connection, What::Changes).await?;
    ensure!(
        run.view.counts.created == i64::from(SMALL),
        "not every order became a sale: {:?}",
        run.view.counts
    );
    report.line("shopify.first.rate", f64::from(SMALL) / run.used.wall.as_secs_f64(), "orders/s");
    report.line("shopify.first.cpu_us", micros_each(run.used.orion, SMALL.into()), "us/order");
    report.line("shopify.first.pg_cpu_us", micros_each(run.used.postgres, SMALL.into()), "us/order");
    report.line("shopify.first.shop_cpu_us", micros_each(run.used.own, SMALL.into()), "us/order");
    stand.stop().await
}
