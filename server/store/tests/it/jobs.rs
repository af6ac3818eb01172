use crate::world::World;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ConnectionId;
use sqlx::{ConnectOptions, PgConnection};
use store::jobs::{JobKind, create_once, create_once_each};

const DRAIN: JobKind = JobKind::DrainEvents;

/// What the engine holds: of each connection its queue, when its job may run, and how often it was written.
async fn held(superuser: &mut PgConnection) -> Vec<(String, DateTime<Utc>, i32)> {
    sqlx::query_as(
        "select q.queue_name, j.run_at, j.revision
         from graphile_worker._private_jobs j
         join graphile_worker._private_job_queues q on q.id = j.job_queue_id order by q.queue_name",
    )
    .fetch_all(superuser)
    .await
    .unwrap()
}

async fn ask(world: &World, connections: &[ConnectionId]) {
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    create_once_each(&mut tx, connections, DRAIN, None).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn one_job_a_connection_waits_and_is_brought_forward() {
    let world = World::new().await;
    let mut superuser = world.database.superuser().connect().await.unwrap();
    let [first, second] = world.shops;
    let later = Utc::now() + TimeDelta::hours(1);
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    create_once(&mut tx, first, DRAIN, Some(later)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(held(&mut superuser).await[0].1 > Utc::now() + TimeDelta::minutes(50));

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
