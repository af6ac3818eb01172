//! The list of runs of synchronisations.

use crate::{plans::statement, world::World};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{SyncKind, SyncRunId, SyncState};
use hub::{
    permit::View,
    syncs::{self, RunFilter, RunKinds},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::time::Duration;
use store::{Db, DbConfig};

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
    // Most are of events, and few of the others brought something, read everything or went wrong.
    sqlx::query(
        "insert into sync_runs (org_id, id, connection_id, kind, state, created, created_at)
         select $1, gen_random_uuid(), $2,
             case when n % 100 = 4 then 'full' when n % 4 = 0 then 'incremental' else 'webhook' end,
             case when n % 400 = 0 then 'failed' when n = 900 then 'waiting' else 'completed' end,
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
    for (state, choice, index) in [
        ("null", "true, null, false", "sync_runs_listed_idx"),
        ("null", "true, null, true", "sync_runs_brought_idx"),
        ("null", "false, null, false", "sync_runs_recent_idx"),
        ("null", "false, 'full', false", "sync_runs_kind_idx"),
        ("null", "false, 'webhook', false", "sync_runs_kind_idx"),
        ("'completed'", "true, null, false", "sync_runs_listed_idx"),
        ("'failed'", "true, null, false", "sync_runs_state_idx"),
        ("'waiting'", "false, null, false", "sync_runs_state_idx"),
    ] {
        let explain = format!(
            "explain (costs off) execute listed ('{}', null, null, {state}, null, null, 51, {choice})",
            world.org()
        );
        let plan: Vec<String> = sqlx::query_scalar(AssertSqlSafe(explain)).fetch_all(&mut app).await.unwrap();
        let plan = plan.join("\n");
        assert!(plan.contains(index) && !plan.contains("Sort Key"), "{state}, {choice}: {plan}");
    }
    // Also where Postgres would keep one plan for all choices, which walks none of the indexes of some rows alone.
    let mut all = PgConnection::connect_with(&world.database.superuser()).await.unwrap();
    let keep = "do $$ begin execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database()); end $$";
    sqlx::query(keep).execute(&mut all).await.unwrap();
    let db = Db::open(&DbConfig { options: world.database.login(), app_connections: 1 });
    let failed = RunFilter { state: Some(SyncState::Failed), limit: 51, ..RunFilter::default() };
    let mut tx = db.begin(world.org()).await.unwrap();
    assert_eq!(store::sync_runs::list(&mut tx, &failed).await.unwrap().len(), 15);
    tx.commit().await.unwrap();
    db.close().await;
    let walks = "select idx_scan from pg_stat_user_indexes where indexrelname = 'sync_runs_state_idx'";
    let counted = async {
        while sqlx::query_scalar::<_, i64>(walks).fetch_one(&mut all).await.unwrap() == 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), counted).await.expect("the index is walked");
}
