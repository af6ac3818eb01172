//! Orion's part in the comparisons of `bench/peers`: the same work on the same Postgres.

use crate::{
    company::Company,
    installation::{Installation, Setup},
    list,
    report::{Report, note},
    shops::woocommerce_form,
    stand::Stand,
};
use anyhow::ensure;
use clap::Subcommand;
use hub::syncs::What;
use std::future::pending;

#[derive(Subcommand)]
pub enum PeerCommand {
    /// Imports all orders of a WooCommerce shop, twice, and prints what each time took.
    Import {
        #[arg(long)]
        shop: String,
        /// How many orders it has.
        #[arg(long)]
        orders: u32,
        /// An empty database.
        #[arg(long)]
        database: String,
        /// How the names of the lines begin.
        #[arg(long, default_value = "import.ours")]
        name: String,
    },
    /// Serves the list of sales of companies with 50,000 sales each until it is told to stop.
    List {
        /// An empty database.
        #[arg(long)]
        database: String,
        #[arg(long)]
        port: u16,
        #[arg(long, default_value_t = 10)]
        companies: usize,
    },
}

pub async fn run(setup: &Setup, command: PeerCommand) -> anyhow::Result<()> {
    match command {
        PeerCommand::Import { shop, orders, database, name } => {
            import(setup, &shop, orders, database, &name).await
        }
        PeerCommand::List { database, port, companies } => serve_list(setup, database, port, companies).await,
    }
}

/// Making the tables, the company and the connection is not counted, as the installing of the others
/// is not; the start of the program is.
async fn import(setup: &Setup, shop: &str, orders: u32, database: String, name: &str) -> anyhow::Result<()> {
    let report = Report::new(String::new());
    let installation = Installation { database_url: Some(database), ..Installation::fresh(setup, "peer") };
    let stand = Stand::start(&installation).await?;
    let company = Company::found(&stand.hub, "Loja Azul").await?;
    let connection = company.connect(&woocommerce_form(shop, "ck_peer", "cs_peer")).await?;
    stand.stop().await?;
    for (name, what) in [(name.to_owned(), What::Changes), (format!("{name}_again"), What::Everything)] {
        let mut stand = Stand::start(&installation).await?;
        let started = stand.orion.ready_after.as_secs_f64();
        let company = Company::enter(&stand.hub, "Loja Azul").await?;
        let run = company.sync(&mut stand, connection, what).await?;
        let landed: i64 =
            sqlx::query_scalar("select count(*) from orders").fetch_one(&mut stand.owner().await?).await?;
        ensure!(landed == i64::from(orders), "{landed} orders landed: {:?}", run.view.counts);
        let (orders, used) = (f64::from(orders), run.used);
        // All of the process, its start too.
        let (wall, cpu) = (started + used.wall.as_secs_f64(), stand.orion.process().cpu()?.as_secs_f64());
        report.line(&format!("{name}.wall"), wall, "s");
        report.line(&format!("{name}.rate"), orders / wall, "rows/s");
        report.line(&format!("{name}.rate_without_start"), orders / used.wall.as_secs_f64(), "rows/s");
        report.line(&format!("{name}.cpu"), cpu, "s");
        report.line(&format!("{name}.rows_per_cpu"), orders / cpu, "rows/cpu-s");
        report.line(&format!("{name}.postgres_cpu"), used.postgres.as_secs_f64(), "s");
        report.line(&format!("{name}.peak_memory"), stand.orion.process().peak()?, "MiB");
        report.line(&format!("{name}.rows_landed"), landed as f64, "rows");
        stand.stop().await?;
    }
    Ok(())
}

/// Prints the program's process id and the cookie of somebody signed in, then waits.
async fn serve_list(setup: &Setup, database: String, port: u16, count: usize) -> anyhow::Result<()> {
    let installation =
        Installation { database_url: Some(database), port, ..Installation::fresh(setup, "peer") };
    let stand = Stand::start(&installation).await?;
    let companies = list::found(&stand, count).await?;
    let ids: Vec<_> = companies.iter().map(Company::org).collect();
    list::fill(&stand, &ids, list::SALES).await?;
    if let Some(company) = companies.first() {
        let cursor = list::cursor_after(&stand, company.org(), list::DEEP).await?;
        println!("{} {} {cursor}", stand.orion.process().0, company.cookie());
    }
    note("serving until told to stop");
    pending().await
}
