//! Partitions are made and dropped beside whatever reads their tables.

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
