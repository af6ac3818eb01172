//! Partitions are made and dropped beside whatever reads their tables.

use crate::world::World;
use sqlx::{Connection, PgConnection};
use std::time::Duration;
use store::migrate::{Keep, maintain_partitions};
use testkit::TestDatabase;

async fn days(owner: &mut PgConnection) -> i64 {
    sqlx::query_scalar("select count(*) from pg_inherits where inhparent = 'payload_chunks'::regclass")
        .fetch_one(owner)
        .await
        .unwrap()
}

const KEEP: Keep = Keep { payload_days: 30, verdict_days: 400 };

#[tokio::test]
async fn nobody_waits_behind_partitions_that_wait_for_a_backup() {
    let database = TestDatabase::create().await;
    let mut owner = database.connect_as("orion_owner").await;
    let all = days(&mut owner).await;
    let last = "do $$ begin execute 'drop table payload_chunks_' || to_char((now() at time zone 'utc')::date + 7, 'YYYYMMDD'); end $$";
    sqlx::query(last).execute(&mut owner).await.unwrap();
    // As `pg_dump` holds every table until its end.
    let mut dump = database.connect_as("orion_owner").await;
    let mut reading = dump.begin().await.unwrap();
    sqlx::query("lock table payload_chunks in access share mode").execute(&mut *reading).await.unwrap();
    let put_off = maintain_partitions(database.db(), KEEP);
    tokio::time::timeout(Duration::from_secs(20), put_off).await.expect("it gives up").unwrap();
    assert_eq!(days(&mut owner).await, all - 1, "that day is made later");
    reading.commit().await.unwrap();
    maintain_partitions(database.db(), KEEP).await.unwrap();
    assert_eq!(days(&mut owner).await, all);
}

const EVENT: &str = "insert into webhook_events
    (org_id, connection_id, received_at, id, topic, state, about, headers, body, due_at)
    values ($1, $2, now() - make_interval(days => $3), gen_random_uuid(), 'order.updated', $4, 'orders', '{}', '', now())";

#[tokio::test]
async fn a_day_of_events_stays_while_one_of_them_waits() {
    let world = World::new().await;
    let mut owner = world.database.connect_as("orion_owner").await;
    // Forty days ago: an event that waits. Fifty days ago: one that is done with.
    let days = "do $$ declare day date; begin
        foreach day in array array[(now() at time zone 'utc')::date - 40, (now() at time zone 'utc')::date - 50] loop
            execute format('create table webhook_events_%s partition of webhook_events for values from (%L) to (%L)',
                to_char(day, 'YYYYMMDD'), day || ' 00:00+00', day + 1 || ' 00:00+00');
        end loop;
    end $$";
    sqlx::query(days).execute(&mut owner).await.unwrap();
    let mut all = PgConnection::connect_with(&world.database.superuser()).await.unwrap();
    for (age, state) in [(40, "waiting"), (50, "done")] {
        sqlx::query(EVENT)
            .bind(world.org().0)
            .bind(world.shops[0].0)
            .bind(age)
            .bind(state)
            .execute(&mut all)
            .await
            .unwrap();
    }
    let kept = async |all: &mut PgConnection| -> Vec<String> {
        sqlx::query_scalar("select state from webhook_events").fetch_all(all).await.unwrap()
    };
    maintain_partitions(world.database.db(), KEEP).await.unwrap();
    assert_eq!(kept(&mut all).await, ["waiting"]);
    sqlx::query("update webhook_events set state = 'done'").execute(&mut all).await.unwrap();
    maintain_partitions(world.database.db(), KEEP).await.unwrap();
    assert!(kept(&mut all).await.is_empty(), "once it has ended its day goes as well");
}
