//! Which jobs the engine has, and which still wait in their rows.

use crate::world::World;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ConnectionId, JobId, JobPriority, OrgId, PlanCode, PlanSource};
use serde_json::json;
use sqlx::{ConnectOptions, PgConnection};
use store::{
    Db,
    jobs::{
        self, End, JobKind, JobLane, NewJob, StartedJob,
        admission::{admit, due, hand_over_again, lost},
        create_once, create_once_each,
    },
    plans::{Terms, set_effective},
};

const DRAIN: JobKind = JobKind::DrainEvents;

/// What the engine holds of jobs that are not over: of each its queue, when it may run, and how often it was
/// written.
async fn held(superuser: &mut PgConnection) -> Vec<(String, DateTime<Utc>, i32)> {
    sqlx::query_as(
        "select j.queue, e.run_at, e.revision from graphile_worker._private_jobs e
         join jobs j on j.id::text = e.key order by j.queue",
    )
    .fetch_all(superuser)
    .await
    .unwrap()
}

async fn superuser(world: &World) -> PgConnection {
    world.database.superuser().connect().await.unwrap()
}

async fn ask(world: &World, connections: &[ConnectionId]) {
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    create_once_each(&mut tx, connections, DRAIN, None).await.unwrap();
    tx.commit().await.unwrap();
}

fn new(priority: JobPriority, lane: JobLane) -> NewJob {
    // Each has a queue of its own.
    let connection = Some(ConnectionId::new());
    NewJob { id: JobId::new(), connection, kind: JobKind::SendAction, lane, priority, payload: json!({}) }
}

async fn create(db: &Db, org: OrgId, new: &NewJob) -> JobId {
    let mut tx = db.begin(org).await.unwrap();
    jobs::create(&mut tx, new).await.unwrap();
    tx.commit().await.unwrap();
    new.id
}

/// Some jobs of a priority, made one after the other.
async fn create_some(world: &World, count: usize, priority: JobPriority, lane: JobLane) -> Vec<JobId> {
    let mut made = Vec::new();
    for _ in 0..count {
        made.push(create(world.database.db(), world.org(), &new(priority, lane)).await);
    }
    made
}

async fn start(db: &Db, org: OrgId, job: JobId) -> Option<StartedJob> {
    let mut tx = db.begin(org).await.unwrap();
    let started = jobs::start(&mut tx, job).await.unwrap();
    tx.commit().await.unwrap();
    started
}

async fn finish(db: &Db, org: OrgId, job: JobId) {
    let started = start(db, org, job).await.unwrap();
    let mut tx = db.begin(org).await.unwrap();
    jobs::finish(&mut tx, &started, End::Done).await.unwrap();
    tx.commit().await.unwrap();
}

/// The open jobs that the engine was given, in the order in which it was.
async fn admitted(superuser: &mut PgConnection) -> Vec<JobId> {
    let ids = sqlx::query_scalar(
        "select id from jobs where admitted_at is not null and state in ('waiting', 'running')
         order by admitted_at, rank, id",
    );
    ids.fetch_all(superuser).await.unwrap().into_iter().map(JobId).collect()
}

#[tokio::test]
async fn one_job_a_connection_waits_and_is_brought_forward() {
    let world = World::new().await;
    let mut superuser = superuser(&world).await;
    let [first, second] = world.shops;
    let later = Utc::now() + TimeDelta::hours(1);
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    create_once(&mut tx, first, DRAIN, Some(later)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(held(&mut superuser).await.is_empty(), "it waits in its row");

    ask(&world, &[first, second, first]).await;
    let asked = held(&mut superuser).await;
    let mut queues = [first, second].map(|connection| format!("{connection}:drain_events"));
    queues.sort_unstable();
    assert_eq!(asked.iter().map(|(queue, ..)| queue.as_str()).collect::<Vec<_>>(), queues);
    assert!(asked.iter().all(|(_, run_at, _)| *run_at <= Utc::now()), "{asked:?}");

    // What may run already wakes nobody once more; for later it stays where it is.
    ask(&world, &[second, first]).await;
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    create_once(&mut tx, second, DRAIN, Some(later)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(held(&mut superuser).await, asked);
}

#[tokio::test]
async fn an_organisation_has_few_jobs_in_the_engine_and_each_end_brings_the_next() {
    let world = World::new().await;
    let (db, org, mut superuser) = (world.database.db(), world.org(), superuser(&world).await);
    let made = create_some(&world, 7, JobPriority::Normal, JobLane::Live).await;
    assert_eq!(admitted(&mut superuser).await, made[..4]);
    finish(db, org, made[1]).await;
    assert_eq!(admitted(&mut superuser).await, [made[0], made[2], made[3], made[4]], "by age");

    // What reads the past takes no place from it, and no other organisation has to wait.
    let past = create_some(&world, 4, JobPriority::Low, JobLane::Past).await;
    assert_eq!(admitted(&mut superuser).await[4..], past[..3]);
    let other = create(db, world.stranger.org(), &new(JobPriority::Low, JobLane::Live)).await;
    assert!(admitted(&mut superuser).await.contains(&other));

    // Giving one back, or cancelling it, makes room as well.
    let started = start(db, org, made[0]).await.unwrap();
    let mut tx = db.begin(org).await.unwrap();
    jobs::park(&mut tx, &started, "away", Some(Utc::now() + TimeDelta::hours(1))).await.unwrap();
    tx.commit().await.unwrap();
    assert!(admitted(&mut superuser).await.contains(&made[5]));
    let mut tx = db.begin(org).await.unwrap();
    jobs::request_cancel(&mut tx, made[2]).await.unwrap();
    tx.commit().await.unwrap();
    let last = admitted(&mut superuser).await;
    assert!(last.contains(&made[6]) && !last.contains(&made[0]), "a delayed job holds no place");
}

#[tokio::test]
async fn the_next_is_the_most_urgent_and_one_of_a_connection_and_kind() {
    let world = World::new().await;
    let (db, org, mut superuser) = (world.database.db(), world.org(), superuser(&world).await);
    let full = create_some(&world, 4, JobPriority::Normal, JobLane::Live).await;
    let low = create_some(&world, 1, JobPriority::Low, JobLane::Live).await[0];
    let normal = create_some(&world, 1, JobPriority::Normal, JobLane::Live).await[0];
    let urgent = new(JobPriority::Critical, JobLane::Live);
    create(db, org, &urgent).await;
    let again = NewJob { id: JobId::new(), payload: json!({}), ..urgent };
    create(db, org, &again).await;
    let mut came = Vec::new();
    for job in full {
        finish(db, org, job).await;
        came.push(*admitted(&mut superuser).await.last().unwrap());
    }
    assert_eq!(came[..3], [urgent.id, normal, low], "{again:?} waits for the one before it");
    assert!(!admitted(&mut superuser).await.contains(&again.id));
    finish(db, org, urgent.id).await;
    assert!(admitted(&mut superuser).await.contains(&again.id));
}

async fn give_plan(db: &Db, org: OrgId, code: PlanCode) {
    let plan = code.plan();
    let terms = Terms { plan: code, limits: &plan.limits, boost: plan.boost, terms: "" };
    let mut tx = db.begin(org).await.unwrap();
    set_effective(&mut tx, &terms, PlanSource::Assigned).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn of_jobs_that_are_as_urgent_those_of_the_higher_plan_come_first() {
    let world = World::new().await;
    let (lower, higher) = (world.stranger.org(), world.org());
    let (db, mut superuser) = (world.database.db(), superuser(&world).await);
    give_plan(db, lower, PlanCode::Free).await;
    give_plan(db, higher, PlanCode::Enterprise).await;
    // Those of the lower plan have waited for longer.
    for org in [lower, higher] {
        for priority in [JobPriority::Low, JobPriority::Normal, JobPriority::Critical] {
            create(db, org, &new(priority, JobLane::Live)).await;
        }
        let mut tx = db.begin(org).await.unwrap();
        create_once(&mut tx, ConnectionId::new(), DRAIN, None).await.unwrap();
        tx.commit().await.unwrap();
    }
    let line: Vec<String> = sqlx::query_scalar(
        "select concat_ws(' ', case j.org_id when $1 then 'higher' else 'lower' end, j.priority, j.kind)
         from graphile_worker._private_jobs e join jobs j on j.id::text = e.key
         -- As the engine takes them.
         order by e.priority, e.run_at",
    )
    .bind(higher.0)
    .fetch_all(&mut superuser)
    .await
    .unwrap();
    let expected = [
        "higher critical send_action",
        "lower critical send_action",
        "higher normal send_action",
        "higher normal drain_events",
        "lower normal send_action",
        "lower normal drain_events",
        "higher low send_action",
        "lower low send_action",
    ];
    assert_eq!(line, expected);
}

#[tokio::test]
async fn a_paused_kind_is_not_handed_over_until_it_goes_on() {
    let world = World::new().await;
    let (db, org, mut superuser) = (world.database.db(), world.org(), superuser(&world).await);
    let [runs, given] = create_some(&world, 2, JobPriority::Normal, JobLane::Live).await[..] else {
        panic!()
    };
    let running = start(db, org, runs).await.unwrap();
    let mut tx = db.begin(org).await.unwrap();
    assert!(jobs::pause(&mut tx, JobKind::SendAction, None).await.unwrap());
    assert!(!jobs::pause(&mut tx, JobKind::SendAction, None).await.unwrap(), "it is paused already");
    tx.commit().await.unwrap();
    let waits = create_some(&world, 1, JobPriority::Critical, JobLane::Live).await[0];
    assert!(!admitted(&mut superuser).await.contains(&waits));
    assert!(start(db, org, given).await.is_none(), "the engine had it, and it was not begun");
    assert_eq!(admitted(&mut superuser).await, [runs]);
    assert!(start(db, org, runs).await.is_some_and(|again| again.lease > running.lease), "taken over");
    ask(&world, &world.shops[..1]).await;
    assert_eq!(admitted(&mut superuser).await.len(), 2, "another kind goes on");

    let mut tx = db.begin(org).await.unwrap();
    assert!(jobs::resume(&mut tx, JobKind::SendAction).await.unwrap());
    tx.commit().await.unwrap();
    let admitted = admitted(&mut superuser).await;
    assert!(admitted.contains(&given) && admitted.contains(&waits), "{admitted:?}");
}

#[tokio::test]
async fn what_becomes_due_and_what_was_forgotten_or_lost_is_found() {
    let world = World::new().await;
    let (db, org, mut superuser) = (world.database.db(), world.org(), superuser(&world).await);
    let mut tx = db.begin(org).await.unwrap();
    create_once(&mut tx, world.shops[0], DRAIN, Some(Utc::now() + TimeDelta::hours(1))).await.unwrap();
    tx.commit().await.unwrap();
    let (orgs, looked) = due(db, None).await.unwrap();
    assert!(orgs.is_empty() && admitted(&mut superuser).await.is_empty());
    sqlx::query("update jobs set run_at = now()").execute(&mut superuser).await.unwrap();
    assert_eq!(due(db, Some(looked)).await.unwrap().0, [org], "since the last look");
    sqlx::query("update jobs set run_at = now() - interval '1 hour'").execute(&mut superuser).await.unwrap();
    assert!(due(db, Some(looked)).await.unwrap().0.is_empty());
    assert_eq!(due(db, None).await.unwrap().0, [org], "forgotten");
    let mut tx = db.begin(org).await.unwrap();
    admit(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let [job] = admitted(&mut superuser).await[..] else { panic!() };
    assert!(due(db, None).await.unwrap().0.is_empty());

    sqlx::query("update jobs set admitted_at = now() - interval '2 minutes'")
        .execute(&mut superuser)
        .await
        .unwrap();
    assert!(lost(db).await.unwrap().is_empty(), "the engine has it");
    for takes_it in [
        "update graphile_worker._private_jobs set attempts = max_attempts",
        "delete from graphile_worker._private_jobs",
    ] {
        sqlx::query(takes_it).execute(&mut superuser).await.unwrap();
        assert_eq!(lost(db).await.unwrap(), [(org, job)], "{takes_it}");
        let mut tx = db.begin(org).await.unwrap();
        hand_over_again(&mut tx, job).await.unwrap();
        tx.commit().await.unwrap();
        assert!(lost(db).await.unwrap().is_empty(), "{takes_it}");
    }
}

#[tokio::test]
async fn however_many_ask_and_end_at_once_nothing_is_forgotten() {
    const ASKERS: usize = 4;
    const EACH: usize = 25;
    let world = World::new().await;
    let (db, org, mut superuser) = (world.database.db(), world.org(), superuser(&world).await);
    let asking = (0..ASKERS).map(|_| {
        let db = db.clone();
        tokio::spawn(async move {
            for _ in 0..EACH {
                create(&db, org, &new(JobPriority::Normal, JobLane::Live)).await;
            }
        })
    });
    let asking: Vec<_> = asking.collect();
    // As workers do it: whoever is free takes one of those that the engine was given.
    let ending = (0..ASKERS).map(|_| {
        let db = db.clone();
        let options = world.database.superuser();
        tokio::spawn(async move {
            let mut superuser = options.connect().await.unwrap();
            let (mut done, mut most, mut idle) = (0, 0, 0);
            while idle < 200 {
                let given = admitted(&mut superuser).await;
                most = most.max(given.len());
                let waiting = "update jobs set state = 'running', lease = lease + 1 where id = (
                    select id from jobs where admitted_at is not null and state = 'waiting' limit 1 for update skip locked)
                    returning id";
                let Some(job) = sqlx::query_scalar(waiting).fetch_optional(&mut superuser).await.unwrap() else {
                    idle += 1;
                    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                    continue;
                };
                idle = 0;
                finish(&db, org, JobId(job)).await;
                done += 1;
            }
            (done, most)
        })
    });
    let ending: Vec<_> = ending.collect();
    for asked in asking {
        asked.await.unwrap();
    }
    let (mut done, mut most) = (0, 0);
    for ended in ending {
        let (own, seen) = ended.await.unwrap();
        (done, most) = (done + own, most.max(seen));
    }
    assert_eq!(done, ASKERS * EACH, "nothing waits although there is room");
    assert!(most <= 4, "{most} at once");
    let open: i64 = sqlx::query_scalar("select count(*) from jobs where state in ('waiting', 'running')")
        .fetch_one(&mut superuser)
        .await
        .unwrap();
    assert_eq!(open, 0);
}
