//! The program dies between the platform's answer with new tokens and storing them.

use super::{BACK_WITHIN, SETTLED_WITHIN, server::Server};
use domain::{ConnectionStatus, Role, SyncState};
use hub::{
    permit::{RunSync, View},
    syncs::{self, What},
    vault::Vault,
};
use sandbox::{Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use secrecy::ExposeSecret;
use std::{sync::Arc, time::Duration};
use testkit::{HubOptions, SignedIn, TestDatabase, click_through, consent, member, near};
use tokio::time::{sleep, timeout};

const ORDERS: u32 = 30;

struct World {
    /// Gone when dropped.
    _database: TestDatabase,
    sandbox: Sandbox,
    shop: Arc<Shop>,
    owner: SignedIn,
    connection: domain::ConnectionId,
    /// Of the program.
    environment: Vec<(String, String)>,
}

impl World {
    async fn new(platform: Platform) -> Self {
        let shops =
            vec![ShopOptions { restore_rate: None, ..ShopOptions::new(platform, "loja").orders(ORDERS) }];
        let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
        let shop = sandbox.shops()[0].clone();
        let (database, key, near) = (TestDatabase::create().await, Vault::generate_key(), near(&sandbox));
        let id = platform.name();
        let name = |what: &str| format!("ORION_PLATFORM_{}_{what}", id.to_uppercase());
        let app = &near.platform_apps[id];
        let environment = vec![
            ("DATABASE_URL".to_owned(), database.url()),
            ("ORION_MASTER_KEY".to_owned(), key.expose_secret().to_owned()),
            // As text: a place in braces is not encoded.
            (name("BASE_URL"), near.platform_base_urls[id].as_str().replace("%7B", "{").replace("%7D", "}")),
            (name("CLIENT_ID"), app.client_id.clone()),
            (name("CLIENT_SECRET"), app.client_secret.expose_secret().to_owned()),
        ];
        let hub = database.hub(HubOptions { vault: Some(Vault::from_keys(&key).unwrap()), ..near });
        let owner = member(&hub, Role::Owner).await;
        let connection = consent(&owner, &shop, &click_through(&owner, &shop).await).await;
        Self { _database: database, sandbox, shop, owner, connection, environment }
    }

    fn serve(&self, die_at: Option<&str>) -> Server {
        let mut environment: Vec<_> =
            self.environment.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        environment.extend(die_at.map(|step| ("ORION_DIE_AT", step)));
        Server::start(&environment)
    }

    async fn ask(&self) -> domain::SyncRunId {
        syncs::start(&self.owner.cx::<RunSync>(), self.connection, What::Changes).await.unwrap()
    }

    async fn end_of(&self, run: domain::SyncRunId) -> domain::view::connections::SyncRunView {
        let over = async {
            loop {
                let seen = syncs::find(&self.owner.cx::<View>(), run).await.unwrap();
                if seen.state.is_over() {
                    return seen;
                }
                sleep(Duration::from_millis(100)).await;
            }
        };
        timeout(SETTLED_WITHIN, over).await.expect("the run is taken over")
    }

    /// A run whose token has ended, and the program that dies with the new one in its hands.
    async fn die_with_new_tokens(&self) -> domain::SyncRunId {
        self.shop.expire_tokens();
        let run = self.ask().await;
        self.serve(Some("token.refreshed:1")).until_gone(BACK_WITHIN).await;
        assert_eq!(self.shop.token_refreshes(), 1, "the platform gave new tokens");
        run
    }

    /// Everything that the platform lists is here.
    async fn compare(&self) {
        let everything =
            syncs::start(&self.owner.cx::<RunSync>(), self.connection, What::Everything).await.unwrap();
        let whole = self.end_of(everything).await;
        assert_eq!((whole.state, whole.counts.created), (SyncState::Completed, 0), "{whole:?}");
        assert!(whole.counts.unchanged > i64::from(ORDERS) / 2, "{whole:?}");
    }

    async fn status(&self) -> ConnectionStatus {
        hub::integrations::find(&self.owner.cx::<View>(), self.connection).await.unwrap().status
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_were_lost_on_the_way_are_asked_for_again_where_the_platform_allows_it() {
    let world = World::new(Platform::Shopify).await;
    let run = world.die_with_new_tokens().await;
    let server = world.serve(None);
    let done = world.end_of(run).await;
    assert_eq!(done.state, SyncState::Completed, "{done:?}");
    world.compare().await;
    assert_eq!(world.status().await, ConnectionStatus::Connected);
    assert!(world.shop.token_refreshes() >= 2);
    server.stop();
    world.sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_work_once_and_were_lost_ask_for_a_person_and_lose_no_order() {
    let world = World::new(Platform::Mercadolivre).await;
    let run = world.die_with_new_tokens().await;
    let server = world.serve(None);
    let refused = world.end_of(run).await;
    assert_eq!((refused.state, refused.problem.as_deref()), (SyncState::Failed, Some("auth")), "{refused:?}");
    assert_eq!(world.status().await, ConnectionStatus::NeedsReauth);
    let again = consent(&world.owner, &world.shop, &click_through(&world.owner, &world.shop).await).await;
    assert_eq!(again, world.connection);
    let done = world.end_of(world.ask().await).await;
    assert_eq!(done.state, SyncState::Completed, "{done:?}");
    world.compare().await;
    server.stop();
    world.sandbox.stop().await;
}
