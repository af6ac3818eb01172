//! The list of runs of synchronisations.

use crate::{plans::statement, world::World};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{SyncKind, SyncRunId};
use hub::{
    permit::View,
    syncs::{self, RunFilter, RunKinds},
};
use sqlx::AssertSqlSafe;

/// A run that is over, asked for so many minutes after the start of 20 November.
async fn run(world: &mut World, kind: &str, (created, updated): (i64, i64), minute: i64) -> SyncRunId {
    let (org, shop, id) = (world.org(), world.shops[0], SyncRunId::new());
    sqlx::query(
        "insert into sync_runs (org_id, id, connection_id, kind, state, read, created, updated, created_at)
         values ($1, $2, $3, $4, 'completed', $5, $6, $7, $8)",
    )
    .bind(org.0)
    .bind(id.0)
    .bind(shop.0)
    .bind(kind)
    .bind(created + updated)
    .bind(created)
    .bind(updated)
    .bind(asked(minute))
    .execute(&mut world.sql)
    .await
    .unwrap();
    id
}

fn asked(minute: i64) -> DateTime<Utc> {
    "2026-11-20T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minute)
}

#[tokio::test]
async fn runs_of_events_are_listed_only_where_they_are_asked_for() {
    let mut world = World::new().await;
    let full = run(&mut world, "full", (3, 0), 1).await;
    let told = run(&mut world, "webhook", (1, 0), 2).await;
    let news = run(&mut world, "incremental", (0, 0), 3).await;
    let idle = run(&mut world, "webhook", (0, 0), 4).await;
    let cx = world.cx::<View>();
    let all = RunFilter { kinds: RunKinds::All, limit: 10, ..RunFilter::default() };
    let of_events = RunFilter { kinds: RunKinds::Only(SyncKind::Webhook), ..all.clone() };
    let behind = RunFilter { before: Some((asked(4), idle)), ..of_events.clone() };
    for (filter, listed) in [
        (&RunFilter { limit: 10, ..RunFilter::default() }, &[news, full][..]),
        (&all, &[idle, news, told, full][..]),
        (&of_events, &[idle, told][..]),
        (&behind, &[told][..]),
        (&RunFilter { brought: true, ..of_events.clone() }, &[told][..]),
        (&RunFilter { kinds: RunKinds::Only(SyncKind::Full), ..all.clone() }, &[full][..]),
    ] {
        let runs = syncs::list(&cx, filter).await.unwrap();
        assert_eq!(runs.iter().map(|run| run.id).collect::<Vec<_>>(), listed, "{filter:?}");
    }
    assert_eq!(syncs::find(&cx, told).await.unwrap().kind, SyncKind::Webhook);
}

#[tokio::test]
async fn runs_that_brought_something_are_listed_alone_the_newest_first() {
    let mut world = World::new().await;
    let new = run(&mut world, "full", (3, 0), 1).await;
    let idle = run(&mut world, "incremental", (0, 0), 2).await;
    let changed = run(&mut world, "check", (0, 2), 3).await;
    run(&mut world, "webhook", (1, 0), 4).await;
    let cx = world.cx::<View>();
    let all = RunFilter { limit: 10, ..RunFilter::default() };
    let brought = RunFilter { brought: true, ..all.clone() };
    let behind = RunFilter { before: Some((asked(3), changed)), ..brought.clone() };
    for (filter, listed) in [
        (&all, &[changed, idle, new][..]),
        (&brought, &[changed, new][..]),
        (&behind, &[new][..]),
        (&RunFilter { connection: Some(world.shops[1]), ..brought.clone() }, &[][..]),
    ] {
        let runs = syncs::list(&cx, filter).await.unwrap();
        assert_eq!(runs.iter().map(|run| run.id).collect::<Vec<_>>(), listed, "{filter:?}");
    }
    // While it goes on.
    sqlx::query("update sync_runs set created = 1 where id = $1")
        .bind(idle.0)
        .execute(&mut world.sql)
        .await
        .unwrap();
    assert_eq!(syncs::list(&cx, &brought).await.unwrap().len(), 3);
}

#[tokio::test]
async fn each_choice_of_runs_walks_an_index_in_its_order() {
    let mut world = World::new().await;
    // Most are of events, and few of the others brought something or read everything.
    sqlx::query(
        "insert into sync_runs (org_id, id, connection_id, kind, state, created, created_at)
         select $1, gen_random_uuid(), $2,
             case when n % 100 = 4 then 'full' when n % 4 = 0 then 'incremental' else 'webhook' end, 'completed',
             case when n % 4 > 0 or n % 100 = 0 then 1 else 0 end, timestamptz '2026-01-01' + n * interval '1 minute'
         from generate_series(1, 6000) n",
    )
    .bind(world.org().0)
    .bind(world.shops[0].0)
    .execute(&mut world.sql)
    .await
    .unwrap();
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("analyze sync_runs").execute(&mut owner).await.unwrap();
    let mut app = world.database.connect_as("orion_app").await;
    let (statement, _) = statement(&["r.brought"]);
    let prepare = format!("set app.org_id = '{}'; prepare listed as {statement}", world.org());
    sqlx::raw_sql(AssertSqlSafe(prepare)).execute(&mut app).await.unwrap();
    for (choice, index) in [
        ("true, null, false", "sync_runs_listed_idx"),
        ("true, null, true", "sync_runs_brought_idx"),
        ("false, null, false", "sync_runs_recent_idx"),
        ("false, 'full', false", "sync_runs_kind_idx"),
        ("false, 'webhook', false", "sync_runs_kind_idx"),
    ] {
        let explain = format!(
            "explain (costs off) execute listed ('{}', null, null, null, null, null, 51, {choice})",
            world.org()
        );
        let plan: Vec<String> = sqlx::query_scalar(AssertSqlSafe(explain)).fetch_all(&mut app).await.unwrap();
        let plan = plan.join("\n");
        assert!(plan.contains(index) && !plan.contains("Sort Key"), "{choice}: {plan}");
    }
}
