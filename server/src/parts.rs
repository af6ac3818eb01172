//! What the commands have in common: a database and the hub.

use crate::{config::Settings, database::Database, master_key};
use anyhow::Context;
use connector_kit::OutboundPolicy;
use hub::{Hub, HubConfig, passwords::Cost};
use private_postgres::DataDir;

/// Everything that stands between the configuration and the use cases.
pub struct Parts {
    pub database: Database,
    pub hub: Hub,
}

impl Parts {
    /// Opens all of it; a database that is behind is brought to this version.
    ///
    /// # Errors
    /// With what to do, where something can be done.
    pub async fn open(settings: &Settings, data_dir: &DataDir) -> anyhow::Result<Self> {
        let database = Database::open(settings, data_dir).await?;
        // Rows that come before the worker's first round need a place too.
        store::migrate::maintain_partitions(&database.db, settings.keep.partitions()).await?;
        let hub = Hub::new(HubConfig {
            db: database.db.clone(),
            registry: connectors::registry(),
            vault: master_key::open(settings.master_key.as_ref(), data_dir)?,
            outbound: outbound(settings)?,
            platform_base_urls: settings.platform_base_urls.clone(),
            platform_apps: settings.platform_apps.clone(),
            sandbox_base_urls: settings.sandbox_base_urls.clone(),
            sandbox_apps: settings.sandbox_apps.clone(),
            public_url: settings.public_url.clone(),
            mailer: settings.mailer.clone(),
            files: settings.files.open(data_dir.path()).context("the storage of files cannot be opened")?,
            list_entries: settings.list_entries,
            keep: settings.keep,
            default_plan: settings.default_plan,
            sales_contact: settings.sales_contact.clone(),
            billing: settings.billing.clone(),
            google: settings.google.clone(),
            check_days: settings.check_days,
            password_cost: Cost::Full,
            retry: None,
            news_every: Hub::NEWS_EVERY,
        });
        hub::plans::settle(&hub).await?;
        Ok(Self { database, hub })
    }

    /// Gives everything back.
    ///
    /// # Errors
    /// When a private Postgres does not stop.
    pub async fn close(self) -> anyhow::Result<()> {
        if let Err(error) = hub::health::flush(&self.hub).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "the last statistics are lost");
        }
        drop(self.hub);
        self.database.close().await
    }
}

/// What outgoing calls go through; for the threads that make them first.
///
/// # Errors
/// When it cannot be set up.
pub fn outbound(settings: &Settings) -> anyhow::Result<OutboundPolicy> {
    OutboundPolicy::new(settings.outbound.clone()).context("outgoing calls cannot be set up")
}
