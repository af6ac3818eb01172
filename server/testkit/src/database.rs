use crate::template::{KEEP, Template};
use sqlx::{ConnectOptions, PgConnection, postgres::PgConnectOptions};
use std::sync::Arc;
use store::{Db, DbConfig};

/// A migrated database of a test's own. Once dropped, the next one that is made removes it.
pub struct TestDatabase {
    db: Db,
    name: String,
    template: Arc<Template>,
}

impl TestDatabase {
    pub async fn create() -> Self {
        let created = Self::named(|template, name| async move { template.clone_as(&name).await }).await;
        // The copy has those of the day on which it was begun.
        store::migrate::maintain_partitions(&created.db, KEEP).await.unwrap();
        created
    }

    /// Without any table, for what brings its own.
    pub async fn empty() -> Self {
        Self::named(|template, name| async move { template.make_empty(&name).await }).await
    }

    async fn named<F: Future<Output = ()>>(make: impl FnOnce(Arc<Template>, String) -> F) -> Self {
        let template = Template::share().await;
        template.remove_given_up().await;
        let name = format!("test_{}", uuid::Uuid::now_v7().simple());
        make(template.clone(), name.clone()).await;
        let db = Db::open(&DbConfig { options: template.options(Some(&name)), app_connections: 8 });
        Self { db, name, template }
    }

    pub fn db(&self) -> &Db {
        &self.db
    }

    /// How the runtime logs in: the login is a member of the four roles and has no right of its own.
    pub fn login(&self) -> PgConnectOptions {
        self.template.options(Some(&self.name))
    }

    /// The same as a `DATABASE_URL` for another process.
    pub fn url(&self) -> String {
        self.template.url(&self.name)
    }

    /// A connection as one of the four roles, for what a test looks at or prepares beside the store.
    pub async fn connect_as(&self, role: &'static str) -> PgConnection {
        self.login().options([("role", role)]).connect().await.unwrap()
    }

    /// A superuser, for tests that must see around row-level security.
    pub fn superuser(&self) -> PgConnectOptions {
        self.template.superuser_options(&self.name)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        self.template.give_up(&self.name);
    }
}
