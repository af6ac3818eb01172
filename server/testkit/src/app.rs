use crate::{Actor, HubOptions, SignedIn, TestDatabase, hub as people};
use axum::Router;
use domain::Role;
use hub::Hub;

/// The web server in this process, without a socket.
pub struct TestApp {
    router: Router,
    hub: Hub,
    database: TestDatabase,
}

impl TestApp {
    /// `make` puts the web server upon the hub.
    pub async fn start(make: impl FnOnce(Hub) -> Router) -> Self {
        Self::with(HubOptions::default(), make).await
    }

    pub async fn with(options: HubOptions, make: impl FnOnce(Hub) -> Router) -> Self {
        let database = TestDatabase::create().await;
        let hub = database.hub(options);
        Self { router: make(hub.clone()), hub, database }
    }

    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// A browser of somebody who is not signed in.
    pub fn anonymous(&self) -> Actor {
        Actor::new(self.router.clone(), None)
    }

    pub async fn owner(&self) -> Actor {
        self.member(Role::Owner).await
    }

    pub async fn operator(&self) -> Actor {
        self.member(Role::Operator).await
    }

    pub async fn viewer(&self) -> Actor {
        self.member(Role::Viewer).await
    }

    /// A browser of a new person with this role in the company of the test.
    pub async fn member(&self, role: Role) -> Actor {
        self.browser(&people::member(&self.hub, role).await)
    }

    /// A browser of the owner of another company.
    pub async fn stranger(&self) -> Actor {
        self.browser(&people::stranger(&self.hub).await)
    }

    /// A browser of somebody whom the test knows otherwise too.
    pub fn browser(&self, who: &SignedIn) -> Actor {
        Actor::new(self.router.clone(), Some(who.token.expose()))
    }
}
