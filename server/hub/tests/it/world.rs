//! A company with one connected, simulated store.

use domain::{
    ConnectionId, Role, SyncRunId,
    view::connections::{ConnectionView, SyncRunView},
};
use hub::{
    Hub, integrations,
    permit::{RunSync, View},
    syncs::{self, What},
    vault::Vault,
    webhooks,
};
use sandbox::{Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use std::{sync::Arc, time::Duration};
use testkit::{HubOptions, SignedIn, TestDatabase, connect_shop, member, near, work_for, work_until_idle};

pub struct World {
    pub database: TestDatabase,
    pub sandbox: Sandbox,
    pub hub: Hub,
    /// With what its credentials are sealed, for another process.
    pub vault: Vault,
    pub owner: SignedIn,
    pub shop: Arc<Shop>,
    pub connection: ConnectionId,
}

impl World {
    pub async fn with(platform: Platform, orders: u32) -> Self {
        Self::of(ShopOptions::new(platform, "loja").orders(orders), None).await
    }

    /// With a limit to how long the store may take for an answer.
    pub async fn of(shop: ShopOptions, call_timeout: Option<Duration>) -> Self {
        Self::upon(shop, HubOptions { call_timeout, ..HubOptions::default() }).await
    }

    /// Whose back-fills turn aside to what is new this often.
    pub async fn with_news(shop: ShopOptions, every: Duration) -> Self {
        Self::upon(shop, HubOptions { news_every: Some(every), ..HubOptions::default() }).await
    }

    pub async fn upon(shop: ShopOptions, options: HubOptions) -> Self {
        // No limit, unless one that is never felt: the connector paces itself by what it is told of it.
        let restore_rate = shop.restore_rate.filter(|rate| *rate > 1_000);
        let shop = ShopOptions { restore_rate, ..shop };
        let sandbox =
            Sandbox::start(SandboxOptions { shops: vec![shop], ..SandboxOptions::default() }).await.unwrap();
        let database = TestDatabase::create().await;
        let near = near(&sandbox);
        let vault = Vault::from_keys(&Vault::generate_key()).unwrap();
        let hub = database.hub(HubOptions {
            platform_base_urls: near.platform_base_urls,
            platform_apps: near.platform_apps,
            vault: Some(vault.clone()),
            ..options
        });
        let owner = member(&hub, Role::Owner).await;
        let shop = sandbox.shops()[0].clone();
        let connection = connect_shop(&owner, &sandbox, &shop).await;
        let world = Self { database, sandbox, hub, vault, owner, shop, connection };
        // Telling the platform where to send events is a job of its own; what a test does to the shop, and
        // counts of it, is meant for what comes afterwards.
        world.work_until(async || world.is_settled().await).await;
        world
    }

    /// Whether the platform was told where to send events, or refused.
    async fn is_settled(&self) -> bool {
        let address = webhooks::address(&self.owner.cx::<View>(), &self.view().await).await.unwrap();
        address.is_none_or(|address| {
            let is_told =
                address.state.is_some_and(|state| state.registered_at.is_some() || state.problem.is_some());
            is_told || address.obstacle.is_some() || address.is_of_app || !address.is_registered_by_us
        })
    }

    /// Works until something is as wanted.
    pub async fn work_until(&self, is_done: impl AsyncFn() -> bool) {
        work_for(&self.hub, async || is_done().await.then_some(())).await;
    }

    pub async fn sync(&self, what: What) -> SyncRunView {
        let run = self.start(what).await;
        work_until_idle(&self.owner, &self.hub).await;
        self.run(run).await
    }

    pub async fn start(&self, what: What) -> SyncRunId {
        syncs::start(&self.owner.cx::<RunSync>(), self.connection, what).await.unwrap()
    }

    pub async fn run(&self, run: SyncRunId) -> SyncRunView {
        syncs::find(&self.owner.cx::<View>(), run).await.unwrap()
    }

    pub async fn view(&self) -> ConnectionView {
        integrations::find(&self.owner.cx::<View>(), self.connection).await.unwrap()
    }

    /// As the superuser, whom row-level security does not bind.
    pub async fn sql(&self, statement: &str) {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&pool).await.unwrap();
    }

    pub async fn count(&self, table: &str) -> i64 {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")));
        count.fetch_one(&pool).await.unwrap()
    }
}
