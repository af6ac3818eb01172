//! The demo company at a second start, after people worked in it.

use domain::{AuthKind, ConnectionStatus, Fault, Locale, Role, view::connections::ConnectionView};
use hub::{
    Hub, HubError,
    accounts::{DEMO_EMAIL, DEMO_PASSWORD},
    auth::Principal,
    demo::{self, DemoStore},
    integrations,
    permit::{ManageConnections, View},
    sessions::Client,
};
use sandbox::{Credentials, Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use testkit::{HubOptions, SignedIn, TestDatabase, connect_shop, member, stranger};

async fn stores() -> Sandbox {
    let shops = ["demo", "own"].map(|name| ShopOptions::new(Platform::Woocommerce, name).orders(3)).to_vec();
    Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap()
}

fn demo_store(sandbox: &Sandbox) -> DemoStore {
    store_at(sandbox, &sandbox.shops()[0])
}

fn store_at(sandbox: &Sandbox, shop: &Shop) -> DemoStore {
    let Credentials::Woocommerce { consumer_key, consumer_secret } = shop.credentials() else { panic!() };
    let secrets = [("consumer_key", consumer_key), ("consumer_secret", consumer_secret)];
    DemoStore {
        tokens: None,
        platform: "woocommerce",
        name: "Loja demo",
        auth: AuthKind::KeyPair,
        config: [("store_url".to_owned(), sandbox.shop_url(shop))].into(),
        secrets: secrets.map(|(name, value)| (name.to_owned(), value.clone().into())).into(),
    }
}

async fn owner(hub: &Hub) -> SignedIn {
    let token = hub.sign_in(DEMO_EMAIL, DEMO_PASSWORD, &Client::default(), None).await.unwrap().token;
    let session = hub.session(&token.hash()).await.unwrap().unwrap();
    let principal = Principal::of_session(hub, session, None, Locale::PtBr, "test".into()).unwrap();
    SignedIn { principal, token, email: DEMO_EMAIL.to_owned() }
}

async fn connections(who: &SignedIn) -> Vec<ConnectionView> {
    let cards = integrations::gallery(&who.cx::<View>()).await.unwrap();
    cards.into_iter().flat_map(|card| card.connections).collect()
}

#[tokio::test]
async fn what_people_connected_and_disconnected_is_left_as_it_is() {
    let (database, first, second) = (TestDatabase::create().await, stores().await, stores().await);
    let hub = database.hub(HubOptions::default());
    demo::ensure(&hub, &[demo_store(&first)]).await.unwrap();
    let who = owner(&hub).await;
    let demo = connections(&who).await.remove(0).id;
    // By its name it stands before the demo's.
    let own = connect_shop(&who, &first, &first.shops()[1]).await;
    integrations::update_settings(&who.cx(), own, "A minha", &Default::default(), None).await.unwrap();

    demo::ensure(&hub, &[demo_store(&second)]).await.unwrap();
    let found = connections(&who).await;
    let address = |id| found.iter().find(|known| known.id == id).unwrap().config["store_url"].clone();
    assert_eq!(found.len(), 2);
    assert_eq!(address(own), first.shop_url(&first.shops()[1]));
    assert_eq!(address(demo), second.shop_url(&second.shops()[0]), "the demo's own follows its store");

    integrations::disconnect(&who.cx::<ManageConnections>(), demo).await.unwrap();
    demo::ensure(&hub, &[demo_store(&first)]).await.unwrap();
    let found = connections(&who).await;
    let status = found.iter().find(|known| known.id == demo).unwrap().status;
    assert_eq!((found.len(), status), (2, ConnectionStatus::Disconnected));
}

#[tokio::test]
async fn a_demo_connection_does_not_become_one_to_a_shop_of_ones_own() {
    // A shop may say of itself that it is the demo's.
    for home in [Some("https://loja.example".to_owned()), None] {
        let options = |name| ShopOptions {
            home: home.clone(),
            ..ShopOptions::new(Platform::Woocommerce, name).orders(3)
        };
        let shops = ["demo", "own"].map(options).to_vec();
        let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
        let database = TestDatabase::create().await;
        let hub = database.hub(HubOptions::default());
        let who = member(&hub, Role::Owner).await;
        let cx = who.cx::<ManageConnections>();
        let (demo, own) = (demo_store(&sandbox), store_at(&sandbox, &sandbox.shops()[1]));
        demo::offer(&hub, demo.clone());
        let (id, _) = demo::connect_offered(&cx).await.unwrap();
        let edit = |store: &DemoStore| integrations::ConnectForm {
            platform: store.platform.to_owned(),
            connection: Some(id),
            environment: None,
            auth: store.auth,
            name: "A minha".to_owned(),
            config: store.config.clone(),
            secrets: store.secrets.clone(),
            settings: Default::default(),
        };
        let moved = integrations::save(&cx, &edit(&own)).await;
        let Err(HubError::Fault(Fault::Conflict { what })) = moved else { panic!("{moved:?}") };
        assert_eq!(what, "other_account");
        // Its own keys may be typed anew.
        integrations::save(&cx, &edit(&demo)).await.unwrap();
        let found = connections(&who).await;
        assert_eq!((found.len(), &*found[0].name, &found[0].config), (1, "A minha", &demo.config));
        assert!(found[0].is_demo);
    }
}

#[tokio::test]
async fn any_company_connects_the_offered_store_once_and_takes_it_off_again() {
    let (database, sandbox) = (TestDatabase::create().await, stores().await);
    let hub = database.hub(HubOptions::default());
    let (own, other) = (member(&hub, Role::Owner).await, stranger(&hub).await);
    let cx = own.cx::<ManageConnections>();
    assert!(!demo::is_offered(&hub));
    let none = demo::connect_offered(&cx).await;
    assert!(matches!(none, Err(HubError::Fault(Fault::NotFound))), "{none:?}");

    demo::offer(&hub, demo_store(&sandbox));
    assert!(demo::is_offered(&hub));
    let (id, name) = demo::connect_offered(&cx).await.unwrap();
    assert_eq!(name, "Loja demo");
    assert_eq!(demo::connect_offered(&cx).await.unwrap().0, id, "pressed twice it is one");
    let found = connections(&own).await;
    assert_eq!(found.len(), 1);
    assert!(found[0].is_demo && found[0].status == ConnectionStatus::Connected);
    assert!(connections(&other).await.is_empty());

    let theirs = demo::connect_offered(&other.cx::<ManageConnections>()).await.unwrap().0;
    assert_ne!(theirs, id, "each company has a connection of its own");
    integrations::disconnect(&cx, id).await.unwrap();
    assert_eq!(connections(&own).await[0].status, ConnectionStatus::Disconnected);
    assert_eq!(connections(&other).await[0].status, ConnectionStatus::Connected);
    assert_eq!(demo::connect_offered(&cx).await.unwrap().0, id, "it goes on where it was");
    assert_eq!(connections(&own).await[0].status, ConnectionStatus::Connected);
}
