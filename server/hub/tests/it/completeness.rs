//! What channels list against what is here: gaps are found, told and healed.

use crate::world::World;
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    LeftOut, Limits, PlanCode, SyncKind, Verdict,
    view::{
        completeness::{CheckState, Tally},
        detective::OrderVerdict,
        not_imported::NotImportedFilter,
    },
};
use hub::{
    HubError,
    completeness::{self, Month},
    detective,
    permit::{RunSync, View},
    plans::{self, Assigned},
    syncs::{RunFilter, What},
};
use sandbox::{Fault, FaultRule, NewOrder, OrderChange, Platform, ShopOptions};
use serde_json::json;
use std::sync::LazyLock;
use testkit::stranger;

/// Until when a test looks at what was found: hours that are over, and a quarter of one more. A quarter past, another
/// hour is over; a test that lasts so long does not count it.
static OVER: LazyLock<DateTime<Utc>> =
    LazyLock::new(|| (Utc::now() - TimeDelta::minutes(15)).duration_trunc(TimeDelta::hours(1)).unwrap());

/// The whole time that is checked.
fn all_time() -> Month {
    Month { from: *OVER - TimeDelta::days(90), until: *OVER, zone: Tz::UTC }
}

async fn state(world: &World) -> CheckState {
    completeness::state(&world.owner.cx::<View>(), world.connection).await.unwrap()
}

async fn total(world: &World) -> Tally {
    let month = completeness::month(&world.owner.cx::<View>(), world.connection, all_time()).await.unwrap();
    month.0.iter().fold(Tally::default(), |sum, day| sum.plus(day.tally))
}

/// Checks the last 90 days.
async fn check(world: &World) -> Tally {
    check_since(world, all_time().from).await
}

/// Checks what is due, and all that was placed since a moment.
async fn check_since(world: &World, from: DateTime<Utc>) -> Tally {
    completeness::check_again(&world.owner.cx::<RunSync>(), world.connection, from).await.unwrap();
    world.work_until(async || !state(world).await.is_open).await;
    total(world).await
}

fn hours_ago(hours: i64) -> Option<i64> {
    Some((Utc::now() - TimeDelta::hours(hours)).timestamp())
}

/// Runs that a check made because something was missing or out of date.
async fn healing_runs(world: &World) -> usize {
    let filter = RunFilter { limit: 100, ..RunFilter::default() };
    let runs = hub::syncs::list(&world.owner.cx::<View>(), &filter).await.unwrap();
    runs.iter().filter(|run| run.kind == SyncKind::Check).count()
}

/// With orders of the last days alone.
async fn lately(platform: Platform, orders: u32) -> World {
    let shop = ShopOptions { days: 20, ..ShopOptions::new(platform, "loja").orders(orders) };
    let world = World::of(shop, None).await;
    world.sync(What::Changes).await;
    world
}

/// An order that no run and no event told of is found and brought, and told once.
async fn lose_and_find(platform: Platform) {
    let world = lately(platform, 25).await;
    let lost = world.shop.create(NewOrder { created: hours_ago(240), ..NewOrder::default() }).unwrap();
    world.sync(What::Changes).await;
    let before = world.count("orders").await;
    let found = check(&world).await;
    assert_eq!(world.count("orders").await, before + 1);
    assert!(found.adds_up() && found.failed == 0 && found.gone == 0, "{found:?}");
    assert_eq!((found.recovered, found.corrected), (1, 0), "{found:?}");
    assert_eq!(found.imported, world.count(&format!("orders where placed_at < '{}'", *OVER)).await);
    let key = world.shop.order_key(lost);
    let known = detective::look(&world.owner.cx::<View>(), &key).await.unwrap().unwrap();
    assert!(known.clues.iter().all(|clue| clue.verdict == OrderVerdict::Imported));
    assert_eq!(healing_runs(&world).await, 1);

    assert_eq!(check(&world).await, found, "what was recovered is counted once and stays told");
    assert_eq!(healing_runs(&world).await, 1, "nothing was missing");
    let state = state(&world).await;
    assert!(state.checked_at.is_some() && state.problem.is_none(), "{state:?}");
}

#[tokio::test]
async fn an_order_that_was_missed_at_woocommerce_is_brought() {
    lose_and_find(Platform::Woocommerce).await;
}

#[tokio::test]
async fn an_order_that_was_missed_at_shopify_is_brought() {
    lose_and_find(Platform::Shopify).await;
}

#[tokio::test]
async fn an_order_that_was_missed_at_mercado_livre_is_brought() {
    lose_and_find(Platform::Mercadolivre).await;
}

#[tokio::test]
async fn an_order_that_was_missed_at_magalu_is_brought() {
    lose_and_find(Platform::Magalu).await;
}

#[tokio::test]
async fn an_order_that_was_missed_at_tiktok_shop_is_brought() {
    lose_and_find(Platform::TiktokShop).await;
}

#[tokio::test]
async fn what_was_changed_behind_the_back_of_the_platform_is_corrected() {
    let world = lately(Platform::Woocommerce, 10).await;
    let id = world.shop.recent(10).iter().rfind(|order| order.status == "completed").unwrap().id;
    let silent = OrderChange { status: Some("cancelled".into()), silent: true, ..OrderChange::default() };
    world.shop.change(id, silent).unwrap();
    world.sync(What::Changes).await;
    let found = check(&world).await;
    assert_eq!((found.recovered, found.corrected), (0, 1), "{found:?}");
    let filter = RunFilter { limit: 100, ..RunFilter::default() };
    let runs = hub::syncs::list(&world.owner.cx::<View>(), &filter).await.unwrap();
    let healing = runs.iter().find(|run| run.kind == SyncKind::Check).unwrap();
    assert_eq!((healing.counts.read, healing.counts.updated), (1, 1));
}

#[tokio::test]
async fn a_cancellation_that_the_list_leaves_out_is_found_by_its_key() {
    let world = lately(Platform::Mercadolivre, 10).await;
    let paid = world.shop.recent(10).iter().find(|order| order.paid).unwrap().id;
    world.shop.cancel(paid).unwrap();
    let found = check(&world).await;
    assert_eq!((found.corrected, found.gone), (1, 0), "{found:?}");
    // Cancelled at both sides: nothing is corrected once more.
    check(&world).await;
    assert_eq!(healing_runs(&world).await, 1);
}

#[tokio::test]
async fn a_sale_that_the_channel_no_longer_has_is_told_and_stays() {
    let world = lately(Platform::Woocommerce, 10).await;
    let sales = world.count("orders").await;
    world
        .sql("update orders set external_id = '999999999' where id = (select id from orders where status <> 'cancelled' limit 1)")
        .await;
    let found = check(&world).await;
    assert_eq!(found.gone, 1, "{found:?}");
    assert!(found.adds_up());
    assert_eq!(world.count("orders").await, sales);
    check(&world).await;
    let told = "order_verdicts where code = 'gone' and external_id = '999999999' and cause = 'check'";
    assert_eq!(world.count(told).await, 1, "once, however often it is found gone");
}

#[tokio::test]
async fn what_cannot_be_taken_is_counted_and_costs_no_run_each_time() {
    let world = lately(Platform::Woocommerce, 5).await;
    let broken = NewOrder {
        created: hours_ago(5),
        overlay: Some(json!({ "currency": "???" })),
        ..NewOrder::default()
    };
    world.shop.create(broken).unwrap();
    let found = check(&world).await;
    assert_eq!((found.failed, found.recovered), (1, 0), "{found:?}");
    assert!(found.adds_up());
    check(&world).await;
    assert_eq!(healing_runs(&world).await, 1);
    let filter = NotImportedFilter { kind: LeftOut::Failed, connection: None, reason: None };
    let list = hub::not_imported::list(&world.owner.cx::<View>(), &filter, None).await.unwrap();
    assert_eq!(list.rows.len(), 1, "it stands where people look for what did not come in");
    let cx = world.owner.cx::<View>();
    let report = completeness::report(&cx, world.connection, all_time()).await.unwrap();
    assert_eq!(report.missing, list.rows, "and on the report");
    assert_eq!(report.days, completeness::month(&cx, world.connection, all_time()).await.unwrap().0);
    let failed = report.reasons.iter().filter(|of| of.verdict == Verdict::Failed).map(|of| of.count);
    assert_eq!(failed.sum::<i64>(), 1);
    let theirs = stranger(&world.hub).await;
    let report = completeness::report(&theirs.cx::<View>(), world.connection, all_time()).await.unwrap();
    assert!(report.days.is_empty() && report.missing.is_empty() && report.reasons.is_empty());
}

#[tokio::test]
async fn what_waits_for_the_plan_is_counted_by_itself_until_it_is_a_sale() {
    let shop = ShopOptions { days: 20, ..ShopOptions::new(Platform::Woocommerce, "loja").orders(6) };
    let world = World::of(shop, None).await;
    let limits = Limits { orders: Some(2), ..Limits::NONE };
    let given = Assigned { plan: PlanCode::Enterprise, limits: Some(limits), until: None, note: None };
    plans::assign(&world.hub, world.owner.org(), Some(&given)).await.unwrap();
    world.sync(What::Everything).await;
    let found = check(&world).await;
    assert!(found.adds_up() && found.waiting > 0, "{found:?}");
    assert_eq!((found.left_out, found.failed, found.recovered), (0, 0, 0), "{found:?}");
    plans::assign(&world.hub, world.owner.org(), None).await.unwrap();
    let applied = "replays where scope = 'parked' and state = 'applied'";
    world.work_until(async || world.count(applied).await == 1).await;
    assert_eq!(world.count("orders").await, 6);
    let found = check_since(&world, Utc::now()).await;
    assert_eq!((found.imported, found.waiting, found.recovered), (found.listed, 0, 0), "{found:?}");
}

#[tokio::test]
async fn a_platform_that_cannot_be_read_leaves_what_was_found_before() {
    let world = lately(Platform::Shopify, 8).await;
    let found = check(&world).await;
    world.shop.fault(FaultRule::always(Fault::ServerError));
    assert_eq!(check(&world).await, found);
    let troubled = state(&world).await;
    assert_eq!(troubled.problem.as_deref(), Some("server"), "{troubled:?}");
    assert!(troubled.due_at.unwrap() > Utc::now() + TimeDelta::minutes(10), "{troubled:?}");
    world.shop.clear_faults();
    check(&world).await;
    assert_eq!(state(&world).await.problem, None);
}

#[tokio::test]
async fn orders_that_the_channel_counts_and_does_not_show_are_told() {
    let world = lately(Platform::Woocommerce, 6).await;
    world.shop.fault(FaultRule::always(Fault::HiddenRow));
    let found = check(&world).await;
    assert!(found.hidden > 0 && found.adds_up(), "{found:?}");
    world.shop.clear_faults();
    assert_eq!(check(&world).await.hidden, 0);
}

#[tokio::test]
async fn the_sum_of_fingerprints_is_that_of_what_is_here() {
    let world = lately(Platform::Woocommerce, 12).await;
    check(&world).await;
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let digests: Vec<Vec<u8>> =
        sqlx::query_scalar("select digest from source_records").fetch_all(&pool).await.unwrap();
    let here = digests.iter().map(|digest| i64::from_be_bytes(digest[..8].try_into().unwrap()));
    let prints: Vec<i64> =
        sqlx::query_scalar("select print from completeness_hours").fetch_all(&pool).await.unwrap();
    assert_eq!(prints.into_iter().fold(0, i64::wrapping_add), here.fold(0, i64::wrapping_add));
}

#[tokio::test]
async fn changes_that_no_event_told_of_are_counted_where_events_come() {
    let world = lately(Platform::Woocommerce, 10).await;
    // What changes now is stamped as long enough ago that an event would be here.
    world.shop.fault(FaultRule::always(Fault::ClockSkew { seconds: -200 }));
    let ids: Vec<u64> = world.shop.recent(3).iter().map(|order| order.id).collect();
    let change = |id: u64| {
        let note = Some(format!("mudou {id}"));
        world.shop.change(id, OrderChange { note, ..OrderChange::default() }).unwrap();
    };
    change(ids[0]);
    world.sync(What::Changes).await;
    assert_eq!(state(&world).await.missed_events, 0, "no event ever came: none is missed");

    event_came(&world, 24 * 60, 1).await;
    change(ids[1]);
    change(ids[2]);
    event_came(&world, 1, ids[2]).await;
    world.sync(What::Changes).await;
    assert_eq!(state(&world).await.missed_events, 1);
}

/// An event of an order that was taken some minutes ago.
async fn event_came(world: &World, minutes: i32, order: u64) {
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    sqlx::query(
        "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, about, subjects, headers, body, due_at)
         values ($1, now() - make_interval(mins => $2), gen_random_uuid(), $3, 'order.updated', 'done', 'orders', array[$4], '{}', '', now())",
    )
    .bind(world.owner.org().0)
    .bind(minutes)
    .bind(world.connection.0)
    .bind(world.shop.order_key(order))
    .execute(&pool)
    .await
    .unwrap();
}

#[tokio::test]
async fn strangers_neither_see_nor_start_checks() {
    let world = lately(Platform::Woocommerce, 5).await;
    check(&world).await;
    let other = stranger(&world.hub).await;
    let (days, seen) = completeness::month(&other.cx::<View>(), world.connection, all_time()).await.unwrap();
    assert!(days.is_empty() && seen.checked_at.is_none());
    let asked = completeness::check_again(&other.cx::<RunSync>(), world.connection, Utc::now()).await;
    assert!(matches!(asked, Err(HubError::Fault(domain::Fault::NotFound))), "{asked:?}");
}
