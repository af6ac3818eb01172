//! Jobs survive what is wrong with our own side, and people keep the say over them.

use crate::world::World;
use domain::{ConnectionStatus, JobPriority, SyncRunId, SyncState};
use hub::{
    permit::{RunSync, View},
    syncs::{self, RunFilter, What},
};
use sandbox::{Fault, FaultRule, Platform};
use std::time::{Duration, Instant};
use testkit::{Worker, connect_shop, stranger, work_until, work_until_idle};

/// Waits for something that is looked for often; panics after half a minute.
async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), waiting).await.unwrap();
}

impl World {
    /// Refuses new connections to the database, or takes them again; those there are, are cut.
    async fn reachable(&self, reachable: bool) {
        let name = self.database.superuser().get_database().unwrap().to_owned();
        let other = self.database.superuser().database("postgres");
        let pool = sqlx::PgPool::connect_with(other).await.unwrap();
        for statement in [
            format!("alter database \"{name}\" with allow_connections {reachable}"),
            format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&pool).await.unwrap();
        }
    }

    async fn cancel(&self, run: SyncRunId) {
        syncs::cancel(&self.owner.cx::<RunSync>(), run).await.unwrap();
    }
}

#[tokio::test]
async fn jobs_are_taken_again_after_the_database_was_away() {
    let world = World::with(Platform::Woocommerce, 30).await;
    let worker = Worker::start(&world.hub);
    until(async || world.hub.is_at_work()).await;
    world.reachable(false).await;
    until(async || !world.hub.is_at_work()).await;
    world.reachable(true).await;
    let run = world.start(What::Changes).await;
    until(async || world.run(run).await.state == SyncState::Completed).await;
    worker.stop().await;
}

#[tokio::test]
async fn a_worker_that_is_stopped_at_any_moment_leaves_no_transaction_open() {
    let world = World::with(Platform::Woocommerce, 1).await;
    for step in 0..100 {
        let worker = Worker::start(&world.hub);
        // By the clock, which a timer is too coarse for: what is met is a moment of a single round trip.
        until_then(|| world.hub.is_at_work()).await;
        let began = Instant::now();
        until_then(|| began.elapsed() >= Duration::from_micros(20 * step)).await;
        worker.stop().await;
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    let open = "pg_stat_activity where datname = current_database() and state like 'idle in transaction%'";
    assert_eq!(world.count(open).await, 0);
}

/// Looks without a pause.
async fn until_then(is_so: impl Fn() -> bool) {
    while !is_so() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn credentials_that_cannot_be_opened_are_told_waited_out_and_given_up() {
    let world = World::with(Platform::Woocommerce, 30).await;
    world.sql("update connections set credentials = '{\"fields\":{\"consumer_key\":{\"sealed\":\"AA\",\"hint\":\"\"}}}'").await;
    let run = world.start(What::Changes).await;
    for _ in 1..6 {
        world.until_it_waits().await;
        let view = world.view().await;
        let told = (view.status, view.problem.as_deref());
        assert_eq!(told, (ConnectionStatus::Connected, Some("credentials_unreadable")));
        world.hurry().await;
    }
    work_until_idle(&world.owner, &world.hub).await;
    let failed = world.run(run).await;
    assert_eq!(
        (failed.state, failed.problem.as_deref()),
        (SyncState::Failed, Some("credentials_unreadable"))
    );
    assert_eq!(world.view().await.status, ConnectionStatus::Error);
    world.start(What::Changes).await;
}

#[tokio::test]
async fn an_error_of_our_own_leaves_no_run_behind_that_cannot_be_stopped() {
    let world = World::with(Platform::Woocommerce, 30).await;
    world.sql("alter table payload_chunks rename to elsewhere").await;
    let run = world.start(What::Changes).await;
    world.until_it_waits().await;
    let waiting = world.run(run).await;
    assert_eq!(waiting.problem.as_deref(), Some("internal"));
    let detail = waiting.problem_detail.unwrap();
    assert!(detail.starts_with("internal error ") && !detail.contains("payload_chunks"), "{detail}");
    world.cancel(run).await;
    assert_eq!(world.run(run).await.state, SyncState::Cancelled);
    world.sql("alter table elsewhere rename to payload_chunks").await;
    assert_eq!(world.sync(What::Changes).await.counts.created, 30);
}

#[tokio::test]
async fn a_run_whose_worker_is_gone_can_be_stopped() {
    let world = World::with(Platform::Woocommerce, 3).await;
    let run = world.start(What::Changes).await;
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    let job = store::sync_runs::open_job(&mut tx, run).await.unwrap().unwrap();
    store::jobs::start(&mut tx, job).await.unwrap();
    store::sync_runs::start(&mut tx, job).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.run(run).await.state, SyncState::Running);
    world.cancel(run).await;
    assert_eq!(world.run(run).await.state, SyncState::Cancelled);
    assert_eq!(world.sync(What::Changes).await.counts.created, 3, "nothing is in its way");
}

#[tokio::test]
async fn a_run_hears_that_it_shall_stop_while_the_shop_is_silent() {
    let world = World::with(Platform::Woocommerce, 350).await;
    world.shop.fault(FaultRule::always(Fault::Timeout).after(1));
    let run = world.start(What::Changes).await;
    let stopping = async {
        until(async || world.run(run).await.counts.read > 0).await;
        world.cancel(run).await;
        assert_eq!(world.run(run).await.state, SyncState::Running, "its worker lives");
    };
    tokio::join!(work_until_idle(&world.owner, &world.hub), stopping);
    let run = world.run(run).await;
    assert_eq!(run.state, SyncState::Cancelled);
    world.shop.clear_faults();
    let next = world.sync(What::Changes).await;
    assert_eq!(next.counts.created + run.counts.created, 350, "the next run goes on");
}

#[tokio::test]
async fn a_parked_run_can_be_stopped_at_once_and_keeps_its_place() {
    let world = World::with(Platform::Woocommerce, 350).await;
    world.shop.fault(FaultRule::always(Fault::ServerError).after(1));
    let run = world.start(What::Changes).await;
    world.until_it_waits().await;
    world.cancel(run).await;
    assert_eq!(world.run(run).await.state, SyncState::Cancelled);
    world.shop.clear_faults();
    let next = world.sync(What::Changes).await;
    assert!(next.counts.created >= 250 && next.counts.read < 350, "the next run goes on: {next:?}");
}

#[tokio::test]
async fn what_is_broken_in_one_company_stops_no_automatic_run_of_another() {
    let world = World::with(Platform::Woocommerce, 3).await;
    let other = stranger(&world.hub).await;
    connect_shop(&other, &world.sandbox, &world.shop).await;
    world.sql("update connections set settings = '{\"every_minutes\":5}', last_sync_at = now() - interval '1 day'").await;
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let corrupt = "update connections set settings = '{\"every_minutes\":5,\"skip_test_orders\":\"x\"}', last_sync_at = null where org_id = $1";
    sqlx::query(corrupt).bind(world.owner.org().0).execute(&pool).await.unwrap();
    work_until(&other, &world.hub, |runs| runs.iter().any(|run| run.state == SyncState::Completed)).await;
    let filter = RunFilter { limit: 10, ..RunFilter::default() };
    let runs = syncs::list(&world.owner.cx::<View>(), &filter).await.unwrap();
    assert!(runs.is_empty(), "{runs:?}");
}

#[tokio::test]
async fn what_is_new_goes_before_the_past_also_after_it_waited() {
    let world = World::with(Platform::Woocommerce, 20).await;
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let priority = async |what| {
        world.start(what).await;
        let said: String = sqlx::query_scalar("select priority from jobs where state = 'waiting'")
            .fetch_one(&pool)
            .await
            .unwrap();
        said.parse::<JobPriority>().unwrap()
    };
    assert_eq!(priority(What::Changes).await, JobPriority::Normal, "the first import");
    work_until_idle(&world.owner, &world.hub).await;
    assert_eq!(priority(What::Everything).await, JobPriority::Normal);
    work_until_idle(&world.owner, &world.hub).await;
    world.shop.fault(FaultRule::always(Fault::ServerError));
    assert_eq!(priority(What::Changes).await, JobPriority::Critical);
    world.until_it_waits().await;
    world.hurry().await;
    let queued = "select priority::int from graphile_worker._private_jobs";
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    store::jobs::admission::admit(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        sqlx::query_scalar::<_, i32>(queued).fetch_one(&pool).await.unwrap(),
        -13,
        "three off for the plan"
    );
}
