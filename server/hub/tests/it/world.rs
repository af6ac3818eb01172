//! A company with one connected, simulated store.

use domain::{ConnectionId, Role, view::connections::SyncRunView};
use hub::{
    Hub,
    permit::{RunSync, View},
    syncs::{self, What},
};
use sandbox::{Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use std::sync::Arc;
use testkit::{SignedIn, TestDatabase, connect_shop, member, near, work_until_idle};

pub struct World {
    pub database: TestDatabase,
    pub sandbox: Sandbox,
    pub hub: Hub,
    pub owner: SignedIn,
    pub shop: Arc<Shop>,
    pub connection: ConnectionId,
}

impl World {
    pub async fn with(platform: Platform, orders: u32) -> Self {
        let shop =
            ShopOptions { restore_rate: None, ..ShopOptions::new(platform, "loja").orders(orders).seed(7) };
        let sandbox =
            Sandbox::start(SandboxOptions { shops: vec![shop], ..SandboxOptions::default() }).await.unwrap();
        let database = TestDatabase::create().await;
        let hub = database.hub(near(&sandbox));
        let owner = member(&hub, Role::Owner).await;
        let shop = sandbox.shops()[0].clone();
        let connection = connect_shop(&owner, &sandbox, &shop).await;
        Self { database, sandbox, hub, owner, shop, connection }
    }

    pub async fn sync(&self, what: What) -> SyncRunView {
        let run = syncs::start(&self.owner.cx::<RunSync>(), self.connection, what).await.unwrap();
        work_until_idle(&self.owner, &self.hub).await;
        syncs::find(&self.owner.cx::<View>(), run).await.unwrap()
    }

    pub async fn count(&self, table: &str) -> i64 {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")));
        count.fetch_one(&pool).await.unwrap()
    }
}
