//! An installation at work, and the ways into it.

use crate::{
    installation::{Installation, Orion},
    meter::Meter,
};
use anyhow::Context;
use connector_kit::{OutboundConfig, OutboundPolicy};
use hub::{Hub, HubConfig, files::FileStore, mail::Mailer, passwords::Cost, vault::Vault};
use private_postgres::{DataDir, PrivatePostgres};
use secrecy::ExposeSecret;
use sqlx::{ConnectOptions, PgConnection, postgres::PgConnectOptions};
use std::collections::HashMap;
use store::{Db, DbConfig};
use tokio::task::spawn_blocking;

/// Whether something waits to be added up.
const IS_MARKED: &str = "select exists (select from product_marks) or exists (select from customer_marks)";

/// A running program with its database. Dropped, all of it stops.
pub struct Stand {
    /// The use cases upon the same database, for what a person would do in the browser.
    pub hub: Hub,
    pub meter: Meter,
    /// How the owner of the tables logs in.
    owner: PgConnectOptions,
    /// The store beneath.
    pub db: Db,
    pub orion: Orion,
    postgres: Option<PrivatePostgres>,
}

impl Stand {
    /// Starts the program, which makes its database if there is none.
    pub async fn start(installation: &Installation<'_>) -> anyhow::Result<Self> {
        let orion = installation.start().await?;
        let (url, postgres) = match &installation.database_url {
            Some(url) => (url.as_str().into(), None),
            None => {
                let data_dir = DataDir::open(&installation.data_dir)?;
                let share = spawn_blocking(move || PrivatePostgres::start_or_attach(&data_dir)).await??;
                (share.location().url(), Some(share))
            }
        };
        let login: PgConnectOptions =
            url.expose_secret().parse().context("the database's address cannot be read")?;
        let db = Db::open(&DbConfig { options: login.clone(), app_connections: 4 });
        let meter = Meter::new(orion.process(), &login).await?;
        let shopify = installation.shopify.clone().map(|url| ("shopify".to_owned(), url));
        let hub = Hub::new(HubConfig {
            db: db.clone(),
            registry: connectors::registry(),
            vault: Vault::from_keys(&installation.key)?,
            outbound: OutboundPolicy::new(OutboundConfig {
                allow: vec!["127.0.0.0/8".parse()?],
                ..OutboundConfig::default()
            })?,
            platform_base_urls: shopify.into_iter().collect::<HashMap<_, _>>(),
            platform_apps: HashMap::new(),
            sandbox_base_urls: HashMap::new(),
            sandbox_apps: HashMap::new(),
            public_url: None,
            mailer: Mailer::memory("orion@localhost")?,
            // The program's own: what is sent here is worked on there.
            files: FileStore::in_folder(
                &installation.data_dir.join("files"),
                &installation.data_dir.join("tmp"),
                u64::MAX,
            )?,
            list_entries: u64::MAX,
            keep: hub::KeepDays::DEFAULT,
            default_plan: domain::PlanCode::Enterprise,
            sales_contact: None,
            billing: None,
            google: None,
            check_days: 90,
            password_cost: Cost::Testing,
            retry: None,
            news_every: Hub::NEWS_EVERY,
        });
        let owner = login.options([("role", "orion_owner")]);
        Ok(Self { hub, meter, owner, db, orion, postgres })
    }

    /// A connection as the owner of the tables, whom row-level security does not bind.
    pub async fn owner(&self) -> anyhow::Result<PgConnection> {
        Ok(self.owner.clone().application_name("bench").connect().await?)
    }

    /// Does now what housekeeping and Postgres would otherwise do some time later, in the middle of what is measured.
    pub async fn settle(&self) -> anyhow::Result<()> {
        let mut owner = self.owner().await?;
        // The program does it too, as one of its rounds comes: whoever is second leaves it to the other.
        while sqlx::query_scalar::<_, bool>(IS_MARKED).fetch_one(&mut owner).await? {
            hub::analytics::add_up(&self.hub).await?;
            hub::customers::add_up(&self.hub).await?;
        }
        sqlx::query("vacuum (analyze)").execute(&mut owner).await?;
        Ok(())
    }

    /// Stops all of it, and says so if that fails.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.orion.stop().await?;
        drop((self.hub, self.meter));
        self.db.close().await;
        match self.postgres {
            Some(postgres) => Ok(spawn_blocking(move || postgres.stop()).await??),
            None => Ok(()),
        }
    }
}
