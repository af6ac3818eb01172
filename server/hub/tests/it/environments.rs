//! A platform's production and its sandbox, which know nothing of each other.

use chrono::{TimeDelta, Utc};
use connector_kit::header::HeaderMap;
use domain::{ConnectionId, Environment, Fault, Role, view::connections::ConnectionView};
use hub::{
    Hub, HubError, integrations,
    permit::{ManageConnections, RunSync, View},
    syncs::{self, What},
    webhooks::{self, Delivery, EventFilter, Inbox, Receipt},
};
use sandbox::{Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use std::sync::Arc;
use testkit::{
    HubOptions, SignedIn, TestDatabase, consent, consent_form, member, near, press_allow, work_until_idle,
};
use url::Url;

/// Magalu's two installations, each on a server of its own, with one account of the same id.
struct Both {
    database: TestDatabase,
    servers: [Sandbox; 2],
    hub: Hub,
    owner: SignedIn,
}

const PRODUCTION: usize = 0;
const SANDBOX: usize = 1;

impl Both {
    async fn up() -> Self {
        let servers = [server().await, server().await];
        let there = near(&servers[SANDBOX]);
        let options = HubOptions {
            sandbox_base_urls: there.platform_base_urls,
            sandbox_apps: there.platform_apps,
            ..near(&servers[PRODUCTION])
        };
        let database = TestDatabase::create().await;
        let hub = database.hub(options);
        let owner = member(&hub, Role::Owner).await;
        Self { database, servers, hub, owner }
    }

    fn shop(&self, which: usize) -> &Arc<Shop> {
        &self.servers[which].shops()[0]
    }

    async fn ask(
        &self,
        environment: Option<Environment>,
        connection: Option<ConnectionId>,
    ) -> Result<Url, HubError> {
        let form =
            integrations::ConnectForm { environment, ..consent_form(self.shop(PRODUCTION), connection) };
        integrations::ask_consent(&self.owner.cx::<ManageConnections>(), &self.owner.token, &form).await
    }

    /// The person allows on the page to which that leads.
    async fn connect(&self, environment: Option<Environment>, which: usize) -> ConnectionId {
        let page = self.ask(environment, None).await.unwrap();
        self.assert_at(&page, which);
        consent(&self.owner, self.shop(which), &press_allow(&page).await).await
    }

    fn assert_at(&self, page: &Url, which: usize) {
        let there = self.servers[which].base_url();
        assert!(page.as_str().starts_with(&there), "{page} is not at {there}");
    }

    async fn view(&self, id: ConnectionId) -> ConnectionView {
        integrations::find(&self.owner.cx::<View>(), id).await.unwrap()
    }

    /// Reads all twelve orders, and counts the calls to each server meanwhile.
    async fn sync(&self, id: ConnectionId) -> [u64; 2] {
        self.servers.iter().for_each(|server| server.shops()[0].reset_counters());
        let now = Utc::now();
        let lately = What::Placed { from: now - TimeDelta::days(12), until: now + TimeDelta::minutes(1) };
        syncs::start(&self.owner.cx::<RunSync>(), id, lately).await.unwrap();
        work_until_idle(&self.owner, &self.hub).await;
        [PRODUCTION, SANDBOX].map(|which| self.shop(which).counters().requests)
    }

    async fn count(&self, id: ConnectionId, and: &str) -> i64 {
        let mut sql = self.database.connect_as("orion_system").await;
        let count = format!("select count(*) from orders where connection_id = '{id}' and {and}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(count)).fetch_one(&mut sql).await.unwrap()
    }
}

async fn server() -> Sandbox {
    let shop = ShopOptions { days: 10, ..ShopOptions::new(Platform::Magalu, "loja").orders(12) };
    Sandbox::start(SandboxOptions { shops: vec![shop], ..SandboxOptions::default() }).await.unwrap()
}

#[tokio::test]
async fn an_account_of_the_same_id_is_another_one_in_the_sandbox() {
    let both = Both::up().await;
    let test = both.connect(Some(Environment::Sandbox), SANDBOX).await;
    let real = both.connect(None, PRODUCTION).await;
    assert_ne!(test, real);
    let (test, real) = (both.view(test).await, both.view(real).await);
    assert_eq!((test.environment, real.environment), (Environment::Sandbox, Environment::Production));
    assert_eq!(test.account_id, real.account_id);
    // Once more means the same one.
    assert_eq!(both.connect(Some(Environment::Sandbox), SANDBOX).await, test.id);
    assert_eq!(both.connect(Some(Environment::Production), PRODUCTION).await, real.id);
}

#[tokio::test]
async fn neither_is_called_with_what_is_of_the_other() {
    let both = Both::up().await;
    let test = both.connect(Some(Environment::Sandbox), SANDBOX).await;
    let real = both.connect(None, PRODUCTION).await;
    // A new token is asked for where the old one came from, with the app that is known there.
    both.servers.iter().for_each(|server| server.shops()[0].expire_tokens());
    let [production, sandbox] = both.sync(test).await;
    assert!(production == 0 && sandbox > 0, "{production} and {sandbox} calls");
    assert_eq!([PRODUCTION, SANDBOX].map(|which| both.shop(which).token_refreshes()), [0, 1]);
    let [production, sandbox] = both.sync(real).await;
    assert!(production > 0 && sandbox == 0, "{production} and {sandbox} calls");
    assert_eq!([PRODUCTION, SANDBOX].map(|which| both.shop(which).token_refreshes()), [1, 1]);
    assert_eq!(both.count(test, "is_test").await, 12);
    assert_eq!(both.count(real, "not is_test").await, 12, "sold in earnest");
}

#[tokio::test]
async fn a_connection_stays_in_its_environment() {
    let both = Both::up().await;
    let test = both.connect(Some(Environment::Sandbox), SANDBOX).await;
    for same in [None, Some(Environment::Sandbox)] {
        both.assert_at(&both.ask(same, Some(test)).await.unwrap(), SANDBOX);
    }
    let moved = both.ask(Some(Environment::Production), Some(test)).await;
    let Err(HubError::Fault(Fault::Conflict { what })) = moved else { panic!("{moved:?}") };
    assert_eq!(what, "other_account");
}

#[tokio::test]
async fn a_sandbox_is_offered_where_there_is_one_and_an_app_in_it() {
    let server = server().await;
    let database = TestDatabase::create().await;
    let hub = database.hub(near(&server));
    let owner = member(&hub, Role::Owner).await;
    let offered = |auth| integrations::environments(&hub, "magalu", auth);
    assert_eq!(offered(domain::AuthKind::OAuth2), [Environment::Production]);
    for platform in ["magalu", "tiktok_shop"] {
        let form = integrations::ConnectForm {
            platform: platform.to_owned(),
            environment: Some(Environment::Sandbox),
            ..consent_form(&server.shops()[0], None)
        };
        let asked = integrations::ask_consent(&owner.cx::<ManageConnections>(), &owner.token, &form).await;
        let Err(HubError::Fault(Fault::Invalid { fields })) = asked else { panic!("{asked:?}") };
        assert_eq!(fields[0].field, "environment", "{platform}");
    }
}

#[tokio::test]
async fn events_of_the_sandbox_reach_its_own_connections() {
    let both = Both::up().await;
    let test = both.connect(Some(Environment::Sandbox), SANDBOX).await;
    let real = both.connect(None, PRODUCTION).await;
    let inbox = Inbox::start(both.hub.clone());
    let address = |of| webhooks::app_address(&both.hub, "magalu", of).unwrap();
    assert_ne!(address(Environment::Sandbox), address(Environment::Production));
    let id = both.shop(SANDBOX).recent(1)[0].id;
    let delivery = Delivery {
        platform: "magalu".to_owned(),
        token: address(Environment::Sandbox).path_segments().unwrap().next_back().unwrap().to_owned(),
        headers: HeaderMap::new(),
        body: Some(both.shop(SANDBOX).order_event(id).unwrap().body),
        client_ip: None,
    };
    assert_eq!(inbox.accept(delivery).await, Receipt::Taken);
    let filter = EventFilter { limit: 5, ..EventFilter::default() };
    for (connection, events) in [(test, 1), (real, 0)] {
        let listed = webhooks::list(&both.owner.cx::<View>(), connection, &filter).await.unwrap();
        assert_eq!(listed.len(), events);
    }
}
