//! The demo company at a second start, after people worked in it.

use chrono::Utc;
use domain::{
    AuthKind, ConnectionId, ConnectionStatus, Fault, Locale, Role,
    view::{
        connections::ConnectionView,
        overview::{Overview, OverviewSpan},
    },
};
use hub::{
    Hub, HubError,
    accounts::{DEMO_EMAIL, DEMO_PASSWORD},
    auth::Principal,
    demo::{self, DemoStore},
    integrations, overview,
    permit::{ManageConnections, RunSync, View},
    sessions::Client,
    syncs::{self, What},
};
use sandbox::{Credentials, Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use sqlx::{AssertSqlSafe, PgConnection};
use std::time::Duration;
use testkit::{HubOptions, SignedIn, TestDatabase, connect_shop, member, stranger, work_until_idle};

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
        let id = demo::connect_offered(&cx).await.unwrap().id;
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
async fn the_offered_store_gives_no_currency_and_leaves_that_to_the_first_shop() {
    let (database, sandbox) = (TestDatabase::create().await, stores().await);
    let hub = database.hub(HubOptions::default());
    let who = member(&hub, Role::Owner).await;
    let mut sql = database.connect_as("orion_owner").await;
    sqlx::query("update organisations set currency = 'EUR', time_zone = 'Europe/Paris'")
        .execute(&mut sql)
        .await
        .unwrap();
    let mut currency = async || {
        sqlx::query_scalar::<_, String>("select currency from organisations")
            .fetch_one(&mut sql)
            .await
            .unwrap()
    };
    demo::offer(&hub, demo_store(&sandbox));
    let id = demo::connect_offered(&who.cx::<ManageConnections>()).await.unwrap().id;
    syncs::start(&who.cx::<RunSync>(), id, What::Changes).await.unwrap();
    work_until_idle(&who, &hub).await;
    assert_eq!(currency().await, "EUR");
    connect_shop(&who, &sandbox, &sandbox.shops()[1]).await;
    assert_eq!(currency().await, "BRL");
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
    let demo::Connected { id, name, .. } = demo::connect_offered(&cx).await.unwrap();
    assert_eq!(name, "Loja demo");
    assert_eq!(demo::connect_offered(&cx).await.unwrap().id, id, "pressed twice it is one");
    let found = connections(&own).await;
    assert_eq!(found.len(), 1);
    assert!(found[0].is_demo && found[0].status == ConnectionStatus::Connected);
    assert!(connections(&other).await.is_empty());

    let theirs = demo::connect_offered(&other.cx::<ManageConnections>()).await.unwrap().id;
    assert_ne!(theirs, id, "each company has a connection of its own");
    integrations::disconnect(&cx, id).await.unwrap();
    assert_eq!(connections(&own).await[0].status, ConnectionStatus::Disconnected);
    assert_eq!(connections(&other).await[0].status, ConnectionStatus::Connected);
    assert_eq!(demo::connect_offered(&cx).await.unwrap().id, id, "it goes on where it was");
    assert_eq!(connections(&own).await[0].status, ConnectionStatus::Connected);
}

async fn count(sql: &mut PgConnection, of: String) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(of)).fetch_one(sql).await.unwrap()
}

/// How many rows of tables tell of a connection, by table; of jobs that are over the row stays.
async fn traces(sql: &mut PgConnection, id: ConnectionId) -> Vec<(String, i64)> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select t.table_name::text from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
         where c.table_schema = 'public' and c.column_name = 'connection_id' and t.table_type = 'BASE TABLE'
           and t.table_name <> 'jobs' order by 1",
    )
    .fetch_all(&mut *sql)
    .await
    .unwrap();
    let mut found = Vec::new();
    for table in tables {
        let rows = count(sql, format!("select count(*) from {table} where connection_id = '{id}'")).await;
        if rows > 0 {
            found.push((table, rows));
        }
    }
    found
}

/// What hangs on sales or customers that are not there.
async fn orphans(sql: &mut PgConnection) -> i64 {
    let of_orders = ["order_lines", "order_addresses", "order_payments", "order_refunds", "order_ledger"]
        .map(|table| format!("(select order_id from {table} except select id from orders)"));
    let of_customers = ["customer_names", "customer_identities"]
        .map(|table| format!("(select customer_id from {table} except select id from customers)"));
    let idle = "(select id from customers except select customer_id from orders)".to_owned();
    let told = "(select subject_id from domain_events except select id from orders)".to_owned();
    let all: Vec<_> = of_orders.into_iter().chain(of_customers).chain([idle, told]).collect();
    count(sql, format!("select count(*) from ({}) as lost", all.join(" union all "))).await
}

async fn seen(who: &SignedIn) -> Overview {
    overview::find(&who.cx::<View>(), OverviewSpan::Month, Utc::now()).await.unwrap()
}

#[tokio::test]
async fn what_the_offered_store_brought_goes_as_if_it_had_never_been_connected() {
    let (database, sandbox) = (TestDatabase::create().await, stores().await);
    let hub = database.hub(HubOptions::default());
    let who = member(&hub, Role::Owner).await;
    let cx = who.cx::<ManageConnections>();
    let own = connect_shop(&who, &sandbox, &sandbox.shops()[1]).await;
    syncs::start(&who.cx::<RunSync>(), own, What::Changes).await.unwrap();
    work_until_idle(&who, &hub).await;
    let before = seen(&who).await;

    demo::offer(&hub, demo_store(&sandbox));
    let id = demo::connect_offered(&cx).await.unwrap().id;
    syncs::start(&who.cx::<RunSync>(), id, What::Changes).await.unwrap();
    work_until_idle(&who, &hub).await;
    let mut sql = database.connect_as("orion_owner").await;
    assert_eq!(count(&mut sql, format!("select count(*) from orders where connection_id = '{id}'")).await, 3);
    let used = count(&mut sql, "select count(*) from usage_entries".to_owned()).await;
    let lost = orphans(&mut sql).await;

    assert_eq!(demo::remove(&cx, id).await.unwrap(), 3);
    let left = traces(&mut sql, id).await;
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(orphans(&mut sql).await, lost);
    let unsound = store::integrity::orphans(database.db(), 1).await.unwrap();
    assert!(unsound.is_empty(), "{unsound:?}");
    let gone = integrations::find(&who.cx::<View>(), id).await;
    assert!(matches!(gone, Err(HubError::Fault(Fault::NotFound))), "{gone:?}");
    let after = seen(&who).await;
    assert_eq!((after.total, after.points, after.to_ship), (before.total, before.points, before.to_ship));
    assert_eq!(after.channels.len(), before.channels.len());
    // The sums are those that counting all sales anew comes to.
    let counted = "select count(*) from orders".to_owned();
    let added_up = "select sum(sales + tests)::bigint from sales_hours".to_owned();
    assert_eq!((count(&mut sql, counted).await, count(&mut sql, added_up).await), (3, 3));
    assert_eq!(count(&mut sql, "select count(*) from usage_entries".to_owned()).await, used, "it is kept");
    let told: String =
        sqlx::query_scalar("select data::text from audit_log where action = 'connection.demo_removed'")
            .fetch_one(&mut sql)
            .await
            .unwrap();
    assert!(told.contains("\"orders\": 3"), "{told}");

    // Connected anew it is read from the beginning.
    let again = demo::connect_offered(&cx).await.unwrap().id;
    assert_ne!(again, id);
    syncs::start(&who.cx::<RunSync>(), again, What::Changes).await.unwrap();
    work_until_idle(&who, &hub).await;
    assert_eq!(
        count(&mut sql, format!("select count(*) from orders where connection_id = '{again}'")).await,
        3
    );
    // One that was disconnected before goes too.
    integrations::disconnect(&cx, again).await.unwrap();
    assert_eq!(demo::remove(&cx, again).await.unwrap(), 3);
    let left = traces(&mut sql, again).await;
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn nothing_is_removed_of_a_shop_of_ones_own_or_of_another_company() {
    let (database, sandbox) = (TestDatabase::create().await, stores().await);
    let hub = database.hub(HubOptions::default());
    let (who, other) = (member(&hub, Role::Owner).await, stranger(&hub).await);
    let cx = who.cx::<ManageConnections>();
    let own = connect_shop(&who, &sandbox, &sandbox.shops()[1]).await;
    syncs::start(&who.cx::<RunSync>(), own, What::Changes).await.unwrap();
    work_until_idle(&who, &hub).await;
    for status in [ConnectionStatus::Connected, ConnectionStatus::Disconnected] {
        let refused = demo::remove(&cx, own).await;
        let Err(HubError::Fault(Fault::Conflict { what })) = refused else { panic!("{refused:?}") };
        assert_eq!(what, "not_demo");
        assert_eq!(integrations::find(&who.cx::<View>(), own).await.unwrap().status, status);
        integrations::disconnect(&cx, own).await.unwrap();
    }
    // The store refuses as well, whoever asks it.
    let mut tx = database.db().begin(cx.org()).await.unwrap();
    let refused = store::connections::remove_demo(&mut tx, own).await;
    assert!(matches!(refused, Err(store::StoreError::NotFound)), "{refused:?}");
    drop(tx);

    demo::offer(&hub, demo_store(&sandbox));
    let id = demo::connect_offered(&cx).await.unwrap().id;
    let foreign = demo::remove(&other.cx::<ManageConnections>(), id).await;
    assert!(matches!(foreign, Err(HubError::Fault(Fault::NotFound))), "{foreign:?}");
    assert_eq!(integrations::find(&who.cx::<View>(), id).await.unwrap().status, ConnectionStatus::Connected);
}

/// A company with a demo store that brought its three sales.
async fn with_demo(hub: &Hub, sandbox: &Sandbox) -> (SignedIn, ConnectionId) {
    let who = member(hub, Role::Owner).await;
    demo::offer(hub, demo_store(sandbox));
    let id = demo::connect_offered(&who.cx::<ManageConnections>()).await.unwrap().id;
    syncs::start(&who.cx::<RunSync>(), id, What::Changes).await.unwrap();
    work_until_idle(&who, hub).await;
    (who, id)
}

#[tokio::test]
async fn what_is_being_written_is_waited_for_and_so_is_the_organisation() {
    let (database, sandbox) = (TestDatabase::create().await, stores().await);
    let hub = database.hub(HubOptions::default());
    let (who, id) = with_demo(&hub, &sandbox).await;
    let (cx, mut sql) = (who.cx::<ManageConnections>(), database.connect_as("orion_owner").await);
    let sales = format!("select count(*) from orders where connection_id = '{id}'");
    let waits =
        async || tokio::time::timeout(Duration::from_millis(400), demo::remove(&cx, id)).await.is_err();

    let writes = database.db().begin_import(cx.org(), id, false).await.unwrap();
    assert!(waits().await, "a page of orders is being written");
    assert_eq!(count(&mut sql, sales.clone()).await, 3);
    drop(writes);
    let mut other = database.connect_as("orion_owner").await;
    let lock = format!("begin; select id from organisations where id = '{}' for no key update", cx.org());
    sqlx::raw_sql(AssertSqlSafe(lock)).execute(&mut other).await.unwrap();
    assert!(waits().await, "another channel recognises customers");
    assert_eq!(count(&mut sql, sales).await, 3);
    sqlx::raw_sql("rollback").execute(&mut other).await.unwrap();
    assert_eq!(demo::remove(&cx, id).await.unwrap(), 3);
    assert!(traces(&mut sql, id).await.is_empty());
}

#[tokio::test]
async fn a_removal_that_was_broken_off_loses_nothing_when_the_store_is_connected_again() {
    let (database, sandbox) = (TestDatabase::create().await, stores().await);
    let hub = database.hub(HubOptions::default());
    let (who, id) = with_demo(&hub, &sandbox).await;
    let (cx, mut sql) = (who.cx::<ManageConnections>(), database.connect_as("orion_owner").await);
    integrations::disconnect(&cx, id).await.unwrap();
    let mut tx = database.db().begin_import(cx.org(), id, true).await.unwrap();
    let part = store::connections::remove_demo(&mut tx, id).await.unwrap();
    assert_eq!(part, store::connections::Removal::Going(3));
    tx.commit().await.unwrap();
    assert_eq!(connections(&who).await[0].orders_count, 0);

    assert_eq!(demo::connect_offered(&cx).await.unwrap().id, id);
    let mut tx = database.db().begin_import(cx.org(), id, true).await.unwrap();
    let refused = store::connections::remove_demo(&mut tx, id).await;
    assert!(matches!(refused, Err(store::StoreError::NotFound)), "it is connected again: {refused:?}");
    drop(tx);
    syncs::start(&who.cx::<RunSync>(), id, What::Changes).await.unwrap();
    work_until_idle(&who, &hub).await;
    assert_eq!(count(&mut sql, format!("select count(*) from orders where connection_id = '{id}'")).await, 3);
    assert_eq!(connections(&who).await[0].orders_count, 3);
    assert_eq!(demo::remove(&cx, id).await.unwrap(), 3);
}

#[tokio::test]
async fn more_than_one_transaction_holds_goes_in_parts_and_takes_its_alerts_with_it() {
    let (database, sandbox) = (TestDatabase::create().await, stores().await);
    let hub = database.hub(HubOptions::default());
    let (who, id) = with_demo(&hub, &sandbox).await;
    let (cx, mut sql) = (who.cx::<ManageConnections>(), database.connect_as("orion_owner").await);
    let (org, own) = (cx.org(), connect_shop(&who, &sandbox, &sandbox.shops()[1]).await);
    let fill = format!(
        "insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, digest, payload_day,
             payload_chunk, payload_index, first_run, last_run)
         select '{org}', '{id}', 'order', 'left out ' || n, 'skipped', 'test_order', decode(repeat('00', 16), 'hex'),
             current_date, gen_random_uuid(), 0, gen_random_uuid(), gen_random_uuid()
         from generate_series(1, 2500) n;
         insert into order_verdicts (org_id, connection_id, external_id, at, code, cause)
         select '{org}', '{id}', 'left out ' || n, now(), 'imported', 'import' from generate_series(1, 2500) n;
         insert into alerts (org_id, id, kind, cause, severity, stage, connections, trouble)
         values ('{org}', gen_random_uuid(), 'gap', '{id}', 'warning', 1, array['{id}'::uuid], '{{}}'),
             ('{org}', gen_random_uuid(), 'limited', 'host', 'warning', 1, array['{own}'::uuid, '{id}'::uuid], '{{}}')"
    );
    sqlx::raw_sql(AssertSqlSafe(fill)).execute(&mut sql).await.unwrap();
    let marked = "select count(*) from product_marks".to_owned();
    assert_eq!(demo::remove(&cx, id).await.unwrap(), 3);
    let left = traces(&mut sql, id).await;
    assert!(left.is_empty(), "{left:?}");
    let alerts: Vec<Vec<uuid::Uuid>> =
        sqlx::query_scalar("select connections from alerts").fetch_all(&mut sql).await.unwrap();
    assert_eq!(alerts, [vec![own.0]]);
    // Its hours are added up anew by product, and come to nothing.
    assert!(count(&mut sql, marked).await > 0);
    let counted = "select count(*) from sales_hours".to_owned();
    assert_eq!(count(&mut sql, counted).await, 0);
}
