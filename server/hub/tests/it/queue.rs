//! The queue as people see and steer it, and how it keeps one company's work from another's.

use crate::world::World;
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, Fault, JobId, JobKind, JobPriority, JobStanding, OrgId, PlanCode, Role, SyncState,
    view::queue::JobView,
};
use hub::{
    HubError,
    permit::{RunSync, View},
    plans::{self, Assigned},
    queue::{self, JobFilter},
    syncs::{self, RunFilter, What},
};
use sandbox::{Fault as ShopFault, FaultRule, NewOrder, Platform, Sandbox, SandboxOptions, ShopOptions};
use serde_json::json;
use sqlx::PgPool;
use store::jobs::{JobLane, NewJob};
use testkit::{HubOptions, Worker, connect_shop, member, stranger};

impl World {
    async fn pool(&self) -> PgPool {
        PgPool::connect_with(self.database.superuser()).await.unwrap()
    }

    fn steer(&self) -> hub::auth::OrgCx<RunSync> {
        self.owner.cx()
    }

    async fn jobs(&self, standing: Option<JobStanding>) -> Vec<JobView> {
        let filter = JobFilter { standing, limit: 100, ..JobFilter::default() };
        queue::list(&self.owner.cx::<View>(), &filter).await.unwrap()
    }

    async fn undone(&self, standing: JobStanding) -> i64 {
        queue::view(&self.owner.cx::<View>()).await.unwrap().count(standing, None, None)
    }

    /// A job of this kind that failed for good a moment ago.
    async fn failed(&self, kind: JobKind, payload: serde_json::Value) -> JobId {
        let id = JobId::new();
        let failed =
            "insert into jobs (org_id, id, connection_id, kind, priority, rank, queue, state, last_error,
                payload, finished_at)
            values ($1, $2, $3, $4, 'normal', 0, $4, 'failed', 'an internal error', $5, now())";
        sqlx::query(failed)
            .bind(self.owner.org().0)
            .bind(id.0)
            .bind(self.connection.0)
            .bind(kind.code())
            .bind(payload)
            .execute(&self.pool().await)
            .await
            .unwrap();
        id
    }
}

fn conflict<T: std::fmt::Debug>(result: Result<T, HubError>) -> String {
    match result {
        Err(HubError::Fault(Fault::Conflict { what })) => what,
        other => panic!("{other:?}"),
    }
}

/// Jobs that have nothing to do, each in a queue of its own.
async fn flood(world: &World, org: OrgId, count: usize) {
    let mut tx = world.database.db().begin(org).await.unwrap();
    for _ in 0..count {
        let new = NewJob {
            id: JobId::new(),
            connection: Some(ConnectionId::new()),
            kind: JobKind::SendAction,
            lane: JobLane::Live,
            priority: JobPriority::Normal,
            payload: json!({}),
        };
        store::jobs::create(&mut tx, &new).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_company_with_little_work_does_not_wait_behind_one_with_very_much() {
    const FLOOD: usize = 200;
    let world = World::with(Platform::Woocommerce, 20).await;
    let other = stranger(&world.hub).await;
    let connection = connect_shop(&other, &world.sandbox, &world.shop).await;
    flood(&world, world.owner.org(), FLOOD).await;
    // A few runs of the other one, each asked for while the flood is being done.
    world
        .work_until(async || {
            let runs = RunFilter { limit: 10, ..RunFilter::default() };
            let runs = syncs::list(&other.cx::<View>(), &runs).await.unwrap();
            if runs.first().is_none_or(|run| run.state.is_over()) && runs.len() < 5 {
                syncs::start(&other.cx::<RunSync>(), connection, What::Changes).await.unwrap();
            }
            runs.len() == 5 && runs[0].state.is_over() && world.undone(JobStanding::Waiting).await == 0
        })
        .await;
    let pool = world.pool().await;
    let went_before: Vec<i64> = sqlx::query_scalar(
        "select (select count(*) from jobs f where f.org_id = $1 and f.kind = 'send_action'
                 and f.started_at > j.created_at and f.started_at < j.started_at)
         from jobs j where j.org_id = $2 and j.kind = 'sync_orders'",
    )
    .bind(world.owner.org().0)
    .bind(other.org().0)
    .fetch_all(&pool)
    .await
    .unwrap();
    assert_eq!(went_before.len(), 5);
    // In one line all that is left would go before. A worker hears of a job within milliseconds, in which few start;
    // a busy machine takes longer.
    assert!(
        went_before.iter().all(|count| *count < FLOOD as i64 / 4),
        "jobs that went before: {went_before:?}"
    );
    let most: i64 = sqlx::query_scalar(
        "select max(beside) from (select (select count(*) from jobs b where b.org_id = a.org_id
             and b.started_at <= a.started_at and b.finished_at > a.started_at) as beside
         from jobs a where a.org_id = $1 and a.kind = 'send_action') as of",
    )
    .bind(world.owner.org().0)
    .fetch_one(&pool)
    .await
    .unwrap();
    assert!(most <= 4, "{most} of the flood at once");
}

#[tokio::test]
async fn a_lower_plan_does_not_wait_until_a_company_of_a_higher_one_has_nothing_left() {
    const FLOOD: usize = 200;
    let options = HubOptions { default_plan: Some(PlanCode::Free), ..HubOptions::default() };
    let world = World::upon(ShopOptions::new(Platform::Woocommerce, "loja").orders(2), options).await;
    plans::settle(&world.hub).await.unwrap();
    let (higher, lower) = (world.owner.org(), stranger(&world.hub).await.org());
    let given = Assigned { plan: PlanCode::Enterprise, limits: None, until: None, note: None };
    plans::assign(&world.hub, higher, Some(&given)).await.unwrap();
    flood(&world, higher, FLOOD).await;
    flood(&world, lower, 4).await;
    let first = world.count("jobs where kind = 'send_action' and rank < 0").await;
    assert_eq!(first, FLOOD as i64, "those of the higher plan go before the others");
    let left = "jobs where kind = 'send_action' and state <> 'done'";
    world.work_until(async || world.count(left).await == 0).await;
    let went_before: Vec<i64> = sqlx::query_scalar(
        "select (select count(*) from jobs f where f.org_id = $1 and f.started_at < j.started_at)
         from jobs j where j.org_id = $2 and j.kind = 'send_action'",
    )
    .bind(higher.0)
    .bind(lower.0)
    .fetch_all(&world.pool().await)
    .await
    .unwrap();
    assert_eq!(went_before.len(), 4);
    assert!(
        went_before.iter().all(|count| *count < FLOOD as i64 / 4),
        "jobs that went before: {went_before:?}"
    );
}

#[tokio::test]
async fn two_processes_share_the_work_and_do_each_job_once() {
    const JOBS: usize = 100;
    let world = World::with(Platform::Woocommerce, 5).await;
    let second = Worker::start(&world.database.hub(HubOptions::default()));
    flood(&world, world.owner.org(), JOBS).await;
    world.work_until(async || world.jobs(None).await.is_empty()).await;
    second.stop().await;
    let once = world.count("jobs where kind = 'send_action' and state = 'done' and lease = 1").await;
    assert_eq!(once, JOBS as i64);
}

#[tokio::test]
async fn new_orders_come_in_while_many_runs_read_the_past() {
    let world = World::with(Platform::Woocommerce, 30).await;
    world.sync(What::Changes).await;
    let shops = (0..6).map(|at| ShopOptions::new(Platform::Woocommerce, format!("antiga-{at}")).orders(30));
    let options = SandboxOptions { shops: shops.collect(), ..SandboxOptions::default() };
    let slow = Sandbox::start(options).await.unwrap();
    for shop in slow.shops() {
        let connection = connect_shop(&world.owner, &slow, shop).await;
        shop.fault(FaultRule::always(ShopFault::Delay { ms: 2_000 }));
        syncs::start(&world.steer(), connection, What::Everything).await.unwrap();
    }
    let id = world.shop.create(NewOrder::default()).unwrap();
    let news = world.start(What::Changes).await;
    let key = world.shop.order_key(id);
    world.work_until(async || world.run(news).await.state.is_over()).await;
    let pool = world.pool().await;
    let is_here: bool = sqlx::query_scalar(
        "select exists (select from orders where connection_id = $1 and external_id = $2)",
    )
    .bind(world.connection.0)
    .bind(key)
    .fetch_one(&pool)
    .await
    .unwrap();
    assert!(is_here && world.run(news).await.state == SyncState::Completed);
    assert!(world.undone(JobStanding::Waiting).await > 0, "the past is not read yet");
}

#[tokio::test]
async fn a_paused_kind_waits_and_says_who_paused_it() {
    let world = World::with(Platform::Woocommerce, 5).await;
    queue::pause(&world.steer(), JobKind::SyncOrders).await.unwrap();
    let run = world.start(What::Changes).await;
    let drained = |org: OrgId| {
        let db = world.database.db().clone();
        let connection = world.connection;
        async move {
            let mut tx = db.begin(org).await.unwrap();
            store::jobs::create_once(&mut tx, connection, JobKind::DrainEvents, None).await.unwrap();
            tx.commit().await.unwrap();
        }
    };
    drained(world.owner.org()).await;
    world.work_until(async || world.jobs(None).await.iter().all(|job| job.kind == JobKind::SyncOrders)).await;
    let view = queue::view(&world.owner.cx::<View>()).await.unwrap();
    let pause = view.pause(JobKind::SyncOrders).unwrap();
    assert_eq!(pause.by.as_deref(), Some("Ana Exemplo"));
    assert!(view.pause(JobKind::DrainEvents).is_none());
    assert_eq!(view.count(JobStanding::Waiting, Some(JobKind::SyncOrders), None), 1);
    assert_eq!(world.run(run).await.state, SyncState::Waiting);
    queue::resume(&world.steer(), JobKind::SyncOrders).await.unwrap();
    world.work_until(async || world.run(run).await.state == SyncState::Completed).await;
    let entries = world.count("audit_log where action in ('queue.paused', 'queue.resumed')").await;
    assert_eq!(entries, 2);
}

#[tokio::test]
async fn what_failed_for_good_is_told_and_done_again_once() {
    let world = World::with(Platform::Woocommerce, 5).await;
    world.shop.fault(FaultRule::always(ShopFault::RevokedKey));
    let run = world.sync(What::Changes).await;
    assert_eq!(run.state, SyncState::Failed);
    let failed = world.jobs(Some(JobStanding::Failed)).await;
    assert_eq!((failed.len(), failed[0].problem.as_deref(), failed[0].run), (1, Some("auth"), Some(run.id)));
    let job = failed[0].id;
    assert_eq!(conflict(queue::redrive(&world.steer(), job).await), "not_connected");
    assert_eq!(world.undone(JobStanding::Failed).await, 1, "what is refused stays");

    let pool = world.pool().await;
    sqlx::query("update connections set status = 'connected', problem = null").execute(&pool).await.unwrap();
    world.shop.clear_faults();
    let cx = world.steer();
    let (first, second) = tokio::join!(queue::redrive(&cx, job), queue::redrive(&cx, job));
    first.unwrap();
    second.unwrap();
    assert_eq!(world.count("sync_runs").await, 2, "pressed twice, done once");
    assert_eq!(world.undone(JobStanding::Failed).await, 0);
    world.work_until(async || world.jobs(None).await.is_empty()).await;
    assert_eq!(world.count("orders").await, 5);
    let nowhere = queue::redrive(&cx, JobId::new()).await;
    assert!(matches!(nowhere, Err(HubError::Fault(Fault::NotFound))));
}

#[tokio::test]
async fn each_kind_is_done_again_in_its_own_way() {
    let world = World::with(Platform::Woocommerce, 2).await;
    let pool = world.pool().await;
    sqlx::query(
        "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, about, headers, body, due_at)
         values ($1, now(), $2, $3, 'order.updated', 'failed', 'orders', '{}', '', now())",
    )
    .bind(world.owner.org().0)
    .bind(uuid::Uuid::now_v7())
    .bind(world.connection.0)
    .execute(&pool)
    .await
    .unwrap();
    world.failed(JobKind::DrainEvents, json!({})).await;
    world.failed(JobKind::DrainEvents, json!({})).await;
    world.failed(JobKind::RegisterWebhooks, json!({})).await;
    let plan = world.failed(JobKind::LookAtPlan, json!({ "plan": uuid::Uuid::now_v7() })).await;

    let became = queue::redrive_all(&world.steer(), JobKind::DrainEvents).await.unwrap();
    assert_eq!((became.asked, became.refused), (2, 0));
    assert_eq!(world.count("webhook_events where state = 'waiting'").await, 1);
    queue::redrive_all(&world.steer(), JobKind::RegisterWebhooks).await.unwrap();
    let open: Vec<_> = world.jobs(None).await.into_iter().map(|job| job.kind).collect();
    assert_eq!(open, [JobKind::DrainEvents, JobKind::RegisterWebhooks]);
    assert_eq!(conflict(queue::redrive(&world.steer(), plan).await), "not_redrivable");
    assert_eq!(conflict(queue::redrive_all(&world.steer(), JobKind::LookAtPlan).await), "not_redrivable");
    let left = world.jobs(Some(JobStanding::Failed)).await;
    assert_eq!(left.iter().map(|job| job.id).collect::<Vec<_>>(), [plan]);
}

#[tokio::test]
async fn only_what_stays_stopped_can_be_cancelled() {
    let world = World::with(Platform::Woocommerce, 5).await;
    let run = world.start(What::Changes).await;
    let job = |kind| {
        let world = &world;
        async move { world.jobs(None).await.into_iter().find(|job| job.kind == kind).unwrap().id }
    };
    let sync = job(JobKind::SyncOrders).await;
    queue::cancel(&world.steer(), sync).await.unwrap();
    assert_eq!(world.run(run).await.state, SyncState::Cancelled);
    let again = queue::cancel(&world.steer(), sync).await;
    assert!(matches!(again, Err(HubError::Fault(Fault::NotFound))));
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    store::jobs::create_once(&mut tx, world.connection, JobKind::DrainEvents, None).await.unwrap();
    tx.commit().await.unwrap();
    let drain = job(JobKind::DrainEvents).await;
    assert_eq!(conflict(queue::cancel(&world.steer(), drain).await), "not_cancellable");
}

#[tokio::test]
async fn figures_tell_what_waits_runs_and_is_put_off() {
    let world = World::with(Platform::Woocommerce, 5).await;
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    let later: DateTime<Utc> = Utc::now() + chrono::TimeDelta::hours(1);
    store::jobs::create_once(&mut tx, world.connection, JobKind::DrainEvents, Some(later)).await.unwrap();
    tx.commit().await.unwrap();
    world.start(What::Changes).await;
    let view = queue::view(&member(&world.hub, Role::Viewer).await.cx::<View>()).await.unwrap();
    assert_eq!(view.count(JobStanding::Delayed, Some(JobKind::DrainEvents), None), 1);
    assert_eq!(view.count(JobStanding::Waiting, None, Some(JobPriority::Normal)), 1);
    assert!(view.oldest(JobKind::SyncOrders).is_some() && view.oldest(JobKind::SendAction).is_none());
    let stranger = stranger(&world.hub).await;
    assert!(queue::view(&stranger.cx::<View>()).await.unwrap().counts.is_empty());
    let delayed = world.jobs(Some(JobStanding::Delayed)).await;
    assert_eq!(delayed.iter().map(|job| job.kind).collect::<Vec<_>>(), [JobKind::DrainEvents]);
}

#[tokio::test]
async fn what_is_given_up_leaves_the_dead_letter_and_its_alert_ends() {
    let world = World::with(Platform::Woocommerce, 2).await;
    let look = async || {
        let now = Utc::now();
        let ground = hub::alerts::Ground::find(&world.hub, now).await.unwrap();
        hub::alerts::look_at(&world.hub, world.owner.org(), ground, now).await.unwrap();
    };
    let first = world.failed(JobKind::DrainEvents, json!({})).await;
    let second = world.failed(JobKind::DrainEvents, json!({})).await;
    let plan = world.failed(JobKind::LookAtPlan, json!({ "plan": uuid::Uuid::now_v7() })).await;
    look().await;
    let open = "alerts where kind = 'dead_letter' and closed_at is null";
    assert_eq!(world.count(open).await, 1);

    queue::dismiss(&world.steer(), first).await.unwrap();
    assert_eq!(world.count(open).await, 1, "another one is left");
    queue::dismiss(&world.steer(), first).await.unwrap();
    assert_eq!(
        world.count("audit_log where action = 'queue.dismissed'").await,
        1,
        "pressed twice, given up once"
    );
    queue::dismiss(&world.steer(), second).await.unwrap();
    assert_eq!(world.count(open).await, 0, "at once");
    look().await;
    assert_eq!(world.count(open).await, 0, "and it stays so");
    assert_eq!(world.count("webhook_events where state = 'waiting'").await, 0, "nothing is asked for");

    // What cannot be asked for again can be given up, by who may act on sales.
    let left = world.jobs(Some(JobStanding::Failed)).await;
    assert_eq!(left.iter().map(|job| job.id).collect::<Vec<_>>(), [plan]);
    assert_eq!(queue::failed(&world.owner.cx::<View>(), plan).await.unwrap().kind, JobKind::LookAtPlan);
    queue::dismiss(&world.steer(), plan).await.unwrap();
    let gone = queue::failed(&world.owner.cx::<View>(), plan).await;
    assert!(matches!(gone, Err(HubError::Fault(Fault::NotFound))), "{gone:?}");
    let nowhere = queue::dismiss(&world.steer(), JobId::new()).await;
    assert!(matches!(nowhere, Err(HubError::Fault(Fault::NotFound))));
}

#[tokio::test]
async fn all_of_a_kind_that_had_failed_when_it_was_shown_is_given_up() {
    let world = World::with(Platform::Woocommerce, 2).await;
    for _ in 0..3 {
        world.failed(JobKind::RegisterWebhooks, json!({})).await;
    }
    let other = world.failed(JobKind::DrainEvents, json!({})).await;
    let shown: DateTime<Utc> =
        sqlx::query_scalar("select now()").fetch_one(&world.pool().await).await.unwrap();
    let later = world.failed(JobKind::RegisterWebhooks, json!({})).await;
    let given_up = queue::dismiss_all(&world.steer(), JobKind::RegisterWebhooks, shown).await.unwrap();
    assert_eq!(given_up, 3);
    let mut left: Vec<_> =
        world.jobs(Some(JobStanding::Failed)).await.into_iter().map(|job| job.id).collect();
    left.sort();
    assert_eq!(left, [other, later]);
    assert_eq!(queue::dismiss_all(&world.steer(), JobKind::RegisterWebhooks, shown).await.unwrap(), 0);
    let told = "audit_log where action = 'queue.all_dismissed' and jsonb_array_length(data->'jobs') = 3";
    assert_eq!(world.count(told).await, 1);
    let stranger = stranger(&world.hub).await;
    assert_eq!(queue::dismiss_all(&stranger.cx(), JobKind::DrainEvents, Utc::now()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_run_whose_worker_died_is_ended_without_another_check() {
    let world = World::with(Platform::Woocommerce, 2).await;
    let job = world.failed(JobKind::CheckCompleteness, json!({})).await;
    let pool = world.pool().await;
    // One that a worker had in hand who is gone, and one that was begun just now.
    sqlx::query("update jobs set state = 'running', finished_at = null, admitted_at = now() where id = $1")
        .bind(job.0)
        .execute(&pool)
        .await
        .unwrap();
    let run = |age: &'static str| {
        let (pool, org, connection) = (pool.clone(), world.owner.org(), world.connection);
        async move {
            let id = domain::SyncRunId::new();
            sqlx::query(
                "insert into sync_runs (org_id, id, connection_id, job_id, kind, state, created_at, started_at)
                 values ($1, $2, $3, $4, 'check', 'running', now() - $5::text::interval, now())",
            )
            .bind(org.0)
            .bind(id.0)
            .bind(connection.0)
            .bind(job.0)
            .bind(age)
            .execute(&pool)
            .await
            .unwrap();
            id
        }
    };
    let (old, new) = (run("10 minutes").await, run("1 second").await);
    let open = store::sync_runs::open_beside(world.database.db()).await.unwrap();
    assert_eq!(open, [(world.owner.org(), old)]);
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    assert!(store::sync_runs::abandon_if_unheld(&mut tx, old).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(world.run(old).await.state, SyncState::Cancelled);
    assert_eq!(world.run(new).await.state, SyncState::Running);
    // A worker that lives and has the job in hand is left alone.
    for statement in [
        "insert into graphile_worker._private_workers (id, last_heartbeat_at) values ('alive', now())",
        "insert into graphile_worker._private_jobs (task_id, key, locked_by, locked_at)
         values ((select min(id) from graphile_worker._private_tasks), (select id::text from jobs where state = 'running'), 'alive', now())",
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    assert!(!store::sync_runs::abandon_if_unheld(&mut tx, new).await.unwrap());
}
