//! What Orion stands on fails: the network to Postgres, Postgres itself, its disk, the clock. The real program.

mod outbox;
mod proxy;
mod server;
mod tokens;

use domain::{ConnectionId, Role, SyncState};
use hub::{
    permit::{RunSync, View},
    syncs::{self, What},
    vault::{Place, Vault},
};
use private_postgres::{DataDir, PrivatePostgres};
use proxy::Proxy;
use sandbox::{Fault, FaultRule, OrderChange, Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use secrecy::ExposeSecret;
use server::{Address, Server, postmaster};
use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use std::{
    collections::BTreeMap,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};
use testkit::{HubOptions, SignedIn, TestDatabase, connect_shop, member};
use tokio::{
    task::{JoinHandle, spawn_blocking},
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

const ORDERS: u32 = 40;
/// Pages of a run that is to be open when the line is cut, and how long each takes.
const MANY_ORDERS: u32 = 800;
const SLOW: Fault = Fault::Delay { ms: 400 };
/// Pools and the engine notice, wait and try again.
const BACK_WITHIN: Duration = Duration::from_secs(30);
/// What an engine's attempt left is tried again after seconds, and after more of them each time.
const SETTLED_WITHIN: Duration = Duration::from_secs(80);

/// A connected shop, and what the program needs to know of it.
struct Ground {
    database: TestDatabase,
    sandbox: Sandbox,
    shop: Arc<Shop>,
    owner: SignedIn,
    connection: ConnectionId,
    address: Address,
    key: String,
    sql: PgConnection,
}

impl Ground {
    async fn new() -> Self {
        Self::of(ORDERS).await
    }

    async fn of(orders: u32) -> Self {
        let shops = vec![ShopOptions::new(Platform::Woocommerce, "loja").orders(orders)];
        let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
        let shop = sandbox.shops()[0].clone();
        let database = TestDatabase::create().await;
        let key = Vault::generate_key();
        let vault = Vault::from_keys(&key).unwrap();
        let hub = database.hub(HubOptions { vault: Some(vault.clone()), ..HubOptions::default() });
        let owner = member(&hub, Role::Owner).await;
        let connection = connect_shop(&owner, &sandbox, &shop).await;
        let mut sql = database.connect_as("orion_owner").await;
        let (token, sealed): (String, String) =
            sqlx::query_as("select token, secret->'fields'->'secret'->>'sealed' from webhook_addresses")
                .fetch_one(&mut sql)
                .await
                .unwrap();
        let place = Place { org: owner.org(), connection, field: "secret" };
        let secret = vault.open(place, &sealed).unwrap().expose_secret().to_owned();
        let address = Address { path: format!("/webhooks/woocommerce/{token}"), secret };
        let key = key.expose_secret().to_owned();
        Self { database, sandbox, shop, owner, connection, address, key, sql }
    }

    fn serve(&self, database_url: &str) -> Server {
        Server::start(&[("DATABASE_URL", database_url), ("ORION_MASTER_KEY", &self.key)])
    }

    /// The same database by way of a proxy.
    fn url_by(&self, proxy: &Proxy) -> String {
        let login = self.database.login().to_url_lossy();
        let password = login.password().unwrap();
        let name = self.database.login().get_database().unwrap().to_owned();
        format!("postgres://{}:{password}@{}/{name}?sslmode=disable", login.username(), proxy.address)
    }

    /// A run that has been asked for.
    async fn ask_for_changes(&self) -> domain::SyncRunId {
        syncs::start(&self.owner.cx::<RunSync>(), self.connection, What::Changes).await.unwrap()
    }

    async fn state_of(&self, run: domain::SyncRunId) -> SyncState {
        syncs::find(&self.owner.cx::<View>(), run).await.unwrap().state
    }

    async fn until_over(&self, run: domain::SyncRunId) -> domain::view::connections::SyncRunView {
        let over = async {
            loop {
                let seen = syncs::find(&self.owner.cx::<View>(), run).await.unwrap();
                if seen.state.is_over() {
                    return seen;
                }
                sleep(Duration::from_millis(100)).await;
            }
        };
        timeout(SETTLED_WITHIN, over).await.expect("the run goes on")
    }

    /// Waits until nothing is left to be done.
    async fn settle(&mut self, server: &Server) {
        let open = "select (select count(*) from jobs where state in ('waiting', 'running') and kind <> 'check_completeness')
                  + (select count(*) from webhook_events where state = 'waiting')";
        let began = Instant::now();
        while sqlx::query_scalar::<_, i64>(open).fetch_one(&mut self.sql).await.unwrap() > 0 {
            assert!(began.elapsed() < SETTLED_WITHIN, "work is left: {}", server.log());
            sleep(Duration::from_millis(200)).await;
        }
    }

    /// Every event that was taken is here once, and every order is as the shop has it.
    async fn compare(&mut self, taken: &[u32], server: &Server) {
        let kept: Vec<(String, i64)> = sqlx::query_as(
            "select convert_from(body, 'UTF8')::json ->> 'number', count(*) from webhook_events group by 1",
        )
        .fetch_all(&mut self.sql)
        .await
        .unwrap();
        let kept: BTreeMap<_, _> = kept.into_iter().collect();
        let lost: Vec<_> = taken.iter().filter(|number| kept.get(&number.to_string()) != Some(&1)).collect();
        assert!(
            lost.is_empty(),
            "{lost:?} of {} were answered and are not kept once: {}",
            taken.len(),
            server.log()
        );
        // What was told of needs no look at everything: only what was never answered does.
        let run = self.ask_for_changes().await;
        assert_eq!(self.until_over(run).await.state, SyncState::Completed);
        let here: Vec<(String, Option<String>)> =
            sqlx::query_as("select external_id, note from orders").fetch_all(&mut self.sql).await.unwrap();
        let here: BTreeMap<_, _> = here.into_iter().collect();
        let there = self.shop.recent(usize::MAX);
        assert_eq!(here.len(), there.len());
        for order in there {
            let (id, note) = (order.id.to_string(), self.shop.order(order.id).unwrap().note);
            assert_eq!(here[&id].clone().unwrap_or_default(), note, "order {id}");
        }
    }

    /// Changes orders and tells of them, one after the other, until it is told to stop; gives what was taken.
    fn tell(&self, server: &Server, stop: CancellationToken) -> JoinHandle<Vec<u32>> {
        let (shop, address, at) = (self.shop.clone(), self.address.clone(), server.address);
        tokio::spawn(async move {
            let orders = shop.recent(20);
            let mut taken = Vec::new();
            for number in 1_u32.. {
                if stop.is_cancelled() {
                    break;
                }
                let order = orders[number as usize % orders.len()].id;
                let note = Some(format!("nota {number}"));
                shop.change(order, OrderChange { note, ..OrderChange::default() }).unwrap();
                if address.tell(at, order, number).await {
                    taken.push(number);
                }
                sleep(Duration::from_millis(10)).await;
            }
            taken
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_outlives_a_network_to_postgres_that_is_cut_held_and_reset() {
    let mut ground = Ground::of(MANY_ORDERS).await;
    ground.shop.fault(FaultRule::always(SLOW));
    let socket = ground.database.login().get_socket().unwrap().join(".s.PGSQL.5432");
    let proxy = Proxy::before(socket).await;
    let server = ground.serve(&ground.url_by(&proxy));
    server.until_ready_is(200, BACK_WITHIN).await;
    let first = ground.ask_for_changes().await;
    let stop = CancellationToken::new();
    let telling = ground.tell(&server, stop.clone());
    let began = Instant::now();
    while ground.state_of(first).await != SyncState::Running {
        assert!(began.elapsed() < BACK_WITHIN, "the run does not begin: {}", server.log());
        sleep(Duration::from_millis(20)).await;
    }
    sleep(Duration::from_millis(500)).await;

    proxy.cut();
    assert_eq!(ground.state_of(first).await, SyncState::Running, "it is open when the line is cut");
    ground.shop.clear_faults();
    server.until_ready_is(503, BACK_WITHIN).await;
    sleep(Duration::from_secs(1)).await;
    proxy.open();
    server.until_ready_is(200, BACK_WITHIN).await;
    proxy.hold();
    server.until_ready_is(503, BACK_WITHIN).await;
    proxy.open();
    server.until_ready_is(200, BACK_WITHIN).await;
    for _ in 0..10 {
        proxy.reset();
        sleep(Duration::from_millis(150)).await;
    }
    server.until_ready_is(200, BACK_WITHIN).await;
    sleep(Duration::from_secs(1)).await;

    stop.cancel();
    let taken = telling.await.unwrap();
    assert!(taken.len() > 20, "{} events were taken", taken.len());
    assert_eq!(ground.until_over(first).await.state, SyncState::Completed);
    ground.settle(&server).await;
    ground.compare(&taken, &server).await;
    server.stop();
    ground.sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_is_full_is_told_and_work_goes_on_when_there_is_room() {
    let mut ground = Ground::new().await;
    let server = ground.serve(&ground.database.url());
    // As Postgres says it; a disk of its own would need a superuser of the machine.
    let full = "create function no_room() returns trigger language plpgsql as $$ begin
            raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device';
        end $$;
        create trigger no_room before insert on webhook_events for each row execute function no_room();
        create trigger no_room before insert on orders for each row execute function no_room();";
    sqlx::raw_sql(full).execute(&mut ground.sql).await.unwrap();
    let run = ground.ask_for_changes().await;
    let order = ground.shop.recent(1)[0].id;
    assert!(
        !ground.address.tell(server.address, order, 1).await,
        "what cannot be kept is not answered as kept"
    );
    let began = Instant::now();
    while !server.log().contains("No space left on device") {
        assert!(began.elapsed() < BACK_WITHIN, "it is not told: {}", server.log());
        sleep(Duration::from_millis(100)).await;
    }
    // Until the run, too, has come to the full disk.
    let tried = "select count(*) from graphile_worker._private_jobs where last_error is not null";
    let mut queue = ground.database.connect_as("orion_queue").await;
    sqlx::query("set row_security = off").execute(&mut queue).await.unwrap();
    while sqlx::query_scalar::<_, i64>(tried).fetch_one(&mut queue).await.unwrap() == 0 {
        assert!(began.elapsed() < SETTLED_WITHIN, "it is not tried: {}", server.log());
        sleep(Duration::from_millis(50)).await;
    }
    let seen = syncs::find(&ground.owner.cx::<View>(), run).await.unwrap();
    assert!(!seen.state.is_over(), "it waits for room: {seen:?}");

    let room = "drop trigger no_room on webhook_events; drop trigger no_room on orders";
    sqlx::raw_sql(room).execute(&mut ground.sql).await.unwrap();
    assert!(ground.address.tell(server.address, order, 2).await);
    let done = ground.until_over(run).await;
    assert_eq!((done.state, done.counts.failed), (SyncState::Completed, 0), "{done:?}");
    ground.settle(&server).await;
    ground.compare(&[2], &server).await;
    server.stop();
    ground.sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stored_moments_that_are_an_hour_off_and_back_lose_and_double_nothing() {
    let mut ground = Ground::new().await;
    ground.shop.fault(FaultRule::always(Fault::Delay { ms: 60 }));
    let server = ground.serve(&ground.database.url());
    let run = ground.ask_for_changes().await;
    let stop = CancellationToken::new();
    let telling = ground.tell(&server, stop.clone());
    let mut queue = ground.database.connect_as("orion_queue").await;
    // To whoever reads them, moments that lie an hour later or earlier are a clock that was put back, and right
    // again. What was written in between is an hour old then.
    for jump in ["1 hour", "-1 hour"] {
        sleep(Duration::from_secs(2)).await;
        let engine = format!(
            "set row_security = off;
             update graphile_worker._private_workers set last_heartbeat_at = last_heartbeat_at + interval '{jump}';
             update graphile_worker._private_jobs set run_at = run_at + interval '{jump}', locked_at = locked_at + interval '{jump}'"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(engine)).execute(&mut queue).await.unwrap();
        let ours = format!(
            "update jobs set run_at = run_at + interval '{jump}', admitted_at = admitted_at + interval '{jump}'
             where state in ('waiting', 'running');
             update webhook_events set due_at = due_at + interval '{jump}' where state = 'waiting';
             update sync_cursors set complete_until = complete_until + interval '{jump}'"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(ours)).execute(&mut ground.sql).await.unwrap();
    }
    sleep(Duration::from_secs(1)).await;
    ground.shop.clear_faults();
    stop.cancel();
    let taken = telling.await.unwrap();
    let done = ground.until_over(run).await;
    assert!(done.state == SyncState::Completed && done.counts.add_up(), "{done:?}");
    ground.settle(&server).await;
    ground.compare(&taken, &server).await;
    let doubled = "select count(*) from (select external_id from orders group by external_id having count(*) > 1) as twice";
    assert_eq!(sqlx::query_scalar::<_, i64>(doubled).fetch_one(&mut ground.sql).await.unwrap(), 0);
    server.stop();
    ground.sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgres_that_is_stopped_is_started_again_and_the_import_under_way_goes_on() {
    let server = Server::start(&[]);
    server.until_ready_is(200, BACK_WITHIN).await;
    let shops = vec![ShopOptions::new(Platform::Woocommerce, "loja").orders(MANY_ORDERS)];
    let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
    let shop = sandbox.shops()[0].clone();
    let share = PrivatePostgres::start_or_attach(&DataDir::open(server.data_dir()).unwrap()).unwrap();
    let hub = crate::crash::hub(&share, &server.data_dir());
    let owner = member(&hub, Role::Owner).await;
    let connection = connect_shop(&owner, &sandbox, &shop).await;
    shop.fault(FaultRule::always(SLOW));
    let run = syncs::start(&owner.cx::<RunSync>(), connection, What::Everything).await.unwrap();
    let look = async || syncs::find(&owner.cx::<View>(), run).await;
    let began = Instant::now();
    let read = loop {
        match look().await.unwrap().counts.read {
            0 if began.elapsed() < SETTLED_WITHIN => sleep(Duration::from_millis(20)).await,
            read => break read,
        }
    };
    assert!((1..i64::from(MANY_ORDERS)).contains(&read), "{read} are read when it is stopped");

    let first = postmaster(&server.data_dir()).unwrap();
    // A fast shutdown, as of an upgrade of the machine's packages.
    let stopped = Command::new("kill").args(["-INT", &first]).status().unwrap();
    assert!(stopped.success());
    server.until_ready_is(503, BACK_WITHIN).await;
    server.until_ready_is(200, BACK_WITHIN).await;
    assert_ne!(postmaster(&server.data_dir()), Some(first));

    shop.clear_faults();
    let over = async {
        loop {
            // The connections of this process have to notice too.
            if let Ok(seen) = look().await
                && seen.state.is_over()
            {
                return seen;
            }
            sleep(Duration::from_millis(100)).await;
        }
    };
    let done = timeout(SETTLED_WITHIN, over).await.expect("the import goes on");
    assert!(done.state == SyncState::Completed && done.counts.add_up(), "{done:?}");
    assert_eq!(done.counts.created, i64::from(MANY_ORDERS), "nothing lost, nothing doubled: {done:?}");
    let login: PgConnectOptions = share.location().url().expose_secret().parse().unwrap();
    let mut sql = login.options([("role", "orion_owner")]).connect().await.unwrap();
    let here: (i64, i64) = sqlx::query_as("select count(*), count(distinct external_id) from orders")
        .fetch_one(&mut sql)
        .await
        .unwrap();
    assert_eq!(here, (i64::from(MANY_ORDERS), i64::from(MANY_ORDERS)));
    sql.close().await.unwrap();
    drop((owner, hub));
    share.stop().unwrap();
    server.stop();
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgres_that_dies_while_orion_starts_is_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("data");
    let mut first = crate::crash::serve(&data_dir);
    first.kill().unwrap();
    first.wait().unwrap();
    let signal = |signal: &str, process: &str| {
        assert!(Command::new("kill").args([signal, process]).status().unwrap().success());
    };
    // It listens and does not answer, as in the moment of its death.
    let dying = postmaster(&data_dir).unwrap();
    signal("-STOP", &dying);
    let starting = spawn_blocking({
        let data_dir = data_dir.clone();
        move || crate::crash::serve(&data_dir)
    });
    // Long enough for it to find what runs, and to wait for its answer.
    sleep(Duration::from_secs(2)).await;
    assert!(!starting.is_finished());
    signal("-KILL", &dying);
    let mut second = timeout(SETTLED_WITHIN, starting).await.expect("it starts").unwrap();
    assert_ne!(postmaster(&data_dir), Some(dying));
    signal("-TERM", &second.id().to_string());
    assert!(second.wait().unwrap().success(), "a clean end");
}
