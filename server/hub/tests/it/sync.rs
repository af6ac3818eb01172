//! A store's orders become sales: once, completely, and with a reason for each that does not.

use crate::world::World;
use domain::{SyncState, view::connections::SyncRunView};
use hub::{
    permit::{RunSync, View},
    syncs::{self, RunFilter, What},
};
use sandbox::{Fault, FaultRule, NewOrder, OrderChange, Platform, ShopOptions};
use serde_json::json;
use std::time::Duration;
use testkit::{connect_shop, stranger, work_until_idle};

fn counts(run: &SyncRunView) -> [i64; 6] {
    let c = run.counts;
    [c.read, c.created, c.updated, c.unchanged, c.skipped, c.failed]
}

#[tokio::test]
async fn the_first_import_takes_every_order_and_the_second_changes_nothing() {
    for platform in [Platform::Woocommerce, Platform::Shopify] {
        let world = World::with(platform, 730).await;
        let first = world.sync(What::Changes).await;
        assert_eq!(first.state, SyncState::Completed, "{first:?}");
        assert_eq!(first.counts.created, 730, "{platform:?}");
        assert_eq!(world.count("orders").await, 730);
        assert_eq!(world.count("source_records where verdict = 'imported'").await, 730);
        assert_eq!(world.count("orders where difference_minor <> 0").await, 0, "proved to the cent");
        assert_eq!(
            world
                .count("order_lines l where not exists (select from orders o where o.id = l.order_id)")
                .await,
            0
        );

        let again = world.sync(What::Everything).await;
        assert_eq!(again.state, SyncState::Completed);
        assert_eq!(counts(&again), [730, 0, 0, 730, 0, 0], "what is read twice counts once: {again:?}");
        assert_eq!(world.count("orders").await, 730);
        world.sandbox.stop().await;
    }
}

#[tokio::test]
async fn a_run_over_what_is_known_moves_its_place_twice_a_second_and_not_with_every_page() {
    let world = World::with(Platform::Woocommerce, 2_030).await;
    world.sync(What::Changes).await;
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let noted = "create table moves (read bigint); grant insert on moves to public;
        create function note_move() returns trigger language plpgsql as
            $$ begin insert into moves values (new.read); return null; end $$;
        create trigger moves after update on sync_runs for each row when (new.read > old.read)
            execute function note_move()";
    sqlx::raw_sql(noted).execute(&pool).await.unwrap();
    let run = world.sync(What::Everything).await;
    assert_eq!(counts(&run), [2_030, 0, 0, 2_030, 0, 0], "{run:?}");
    let took = run.finished_at.unwrap() - run.created_at;
    // Once more at the end of what was placed, and of each pass over what changed.
    let most = took.num_milliseconds() / 500 + 3;
    let moves = world.count("moves").await;
    assert!((1..=most).contains(&moves), "{moves} moves in {took}");
}

#[tokio::test]
async fn a_change_a_cancellation_and_a_new_order_arrive_with_the_next_run() {
    let world = World::with(Platform::Woocommerce, 40).await;
    world.sync(What::Changes).await;
    let ids: Vec<u64> = world.shop.recent(3).iter().map(|order| order.id).collect();
    world.shop.cancel(ids[0]).unwrap();
    world
        .shop
        .change(ids[1], OrderChange { note: Some("Entregar à tarde".into()), ..OrderChange::default() })
        .unwrap();
    world.shop.touch(ids[2]).unwrap();
    world.shop.create(NewOrder::default()).unwrap();
    let run = world.sync(What::Changes).await;
    assert_eq!(
        (run.counts.created, run.counts.updated),
        (1, 2),
        "touched without a change is unchanged: {run:?}"
    );
    assert!(run.counts.add_up());
    assert_eq!(world.count("domain_events where kind = 'order.updated'").await, 2);
    assert_eq!(world.count("orders where note = 'Entregar à tarde'").await, 1);
}

#[tokio::test]
async fn a_run_that_finds_nothing_new_still_says_up_to_when_all_is_here() {
    let world = World::with(Platform::Woocommerce, 5).await;
    for what in [What::Changes, What::Changes, What::Everything] {
        let run = world.sync(what).await;
        assert_eq!(world.view().await.complete_until, Some(run.created_at), "{what:?}");
    }
    let until = world.view().await.complete_until;
    world.shop.fault(FaultRule::always(Fault::RevokedKey));
    world.sync(What::Changes).await;
    assert_eq!(world.view().await.complete_until, until);
}

#[tokio::test]
async fn one_bad_order_fails_alone_and_is_listed_with_its_reason() {
    let world = World::with(Platform::Woocommerce, 30).await;
    let bad = [
        json!({ "total": null }),
        json!({ "currency": "DINHEIRO" }),
        json!({ "date_created_gmt": "1023-01-01T00:00:00" }),
        json!({ "total": "99999999999999999999999999.00" }),
    ];
    for overlay in bad {
        world.shop.create(NewOrder { overlay: Some(overlay), ..NewOrder::default() }).unwrap();
    }
    world.shop.create(NewOrder { status: Some("checkout-draft".into()), ..NewOrder::default() }).unwrap();
    let run = world.sync(What::Changes).await;
    assert_eq!(run.state, SyncState::Partial);
    assert_eq!(counts(&run)[1], 30, "{run:?}");
    assert!(run.counts.add_up());
    let issues = syncs::issues(&world.owner.cx::<View>(), run.id, None, 100).await.unwrap();
    let mut reasons: Vec<&str> =
        issues.iter().filter(|issue| issue.verdict == "failed").map(|issue| issue.reason.as_str()).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["missing_field", "out_of_range", "out_of_range", "unknown_currency"], "{issues:?}");
    assert_eq!(world.count("source_records where verdict = 'failed'").await, 4);
}

#[tokio::test]
async fn no_order_is_lost_when_rows_move_and_repeat_between_pages() {
    for fault in [Fault::MovingRows, Fault::DuplicateRows] {
        // Orders that are added while the list is read are younger.
        let until = chrono::Utc::now().timestamp() - 3_600;
        let shop = ShopOptions::new(Platform::Woocommerce, "loja").orders(650);
        let world = World::of(ShopOptions { until: Some(until), ..shop }, None).await;
        world.shop.fault(FaultRule::always(fault.clone()));
        let run = world.sync(What::Changes).await;
        let history = format!("orders where placed_at <= to_timestamp({until})");
        assert_eq!(world.count(&history).await, 650, "{fault:?} {run:?}");
        assert!(run.counts.add_up(), "{run:?}");
    }
}

#[tokio::test]
async fn passing_trouble_is_tried_again_and_loses_nothing() {
    let faults = [
        Fault::ServerError,
        Fault::CutBody,
        Fault::MalformedJson,
        Fault::HtmlPage { status: 503 },
        Fault::TooManyRequests { retry_after: Some("0".into()) },
    ];
    for fault in faults {
        let world = World::with(Platform::Woocommerce, 350).await;
        world.shop.fault(FaultRule::every(fault.clone(), 3));
        let run = world.sync(What::Changes).await;
        assert_eq!(run.state, SyncState::Completed, "{fault:?} {run:?}");
        assert_eq!(world.count("orders").await, 350, "{fault:?}");
    }
}

#[tokio::test]
async fn a_revoked_key_asks_for_a_new_one_and_the_next_run_goes_on() {
    let world = World::with(Platform::Woocommerce, 420).await;
    world.shop.fault(FaultRule::always(Fault::RevokedKey).after(2));
    let run = world.sync(What::Changes).await;
    assert_eq!((run.state, run.problem.as_deref()), (SyncState::Failed, Some("auth")), "{run:?}");
    let view = hub::integrations::find(&world.owner.cx::<View>(), world.connection).await.unwrap();
    assert_eq!(view.status, domain::ConnectionStatus::NeedsReauth);
    let refused = syncs::start(&world.owner.cx::<RunSync>(), world.connection, What::Changes).await;
    assert!(refused.is_err(), "a connection without credentials cannot be synchronised");

    world.shop.clear_faults();
    let credentials = world.shop.credentials().clone();
    let sandbox::Credentials::Woocommerce { consumer_key, consumer_secret } = credentials else { panic!() };
    let form = hub::integrations::ConnectForm {
        platform: "woocommerce".into(),
        connection: Some(world.connection),
        environment: None,
        auth: domain::AuthKind::KeyPair,
        name: String::new(),
        config: [("store_url".to_owned(), world.sandbox.shop_url(&world.shop))].into(),
        secrets: [
            ("consumer_key".to_owned(), consumer_key.into()),
            ("consumer_secret".to_owned(), consumer_secret.into()),
        ]
        .into(),
        settings: view.settings.clone(),
    };
    let saved = hub::integrations::save(&world.owner.cx(), &form).await.unwrap();
    assert!(matches!(saved, hub::integrations::Outcome::Saved { .. }), "{saved:?}");
    let before = world.shop.counters().requests;
    let resumed = world.sync(What::Changes).await;
    assert_eq!(resumed.state, SyncState::Completed, "{resumed:?}");
    assert_eq!(world.count("orders").await, 420);
    assert!(world.shop.counters().requests > before);
}

#[tokio::test]
async fn two_companies_with_the_same_store_do_not_see_each_other() {
    let world = World::with(Platform::Woocommerce, 25).await;
    let other = stranger(&world.hub).await;
    let connection = connect_shop(&other, &world.sandbox, &world.shop).await;
    world.sync(What::Changes).await;
    let runs =
        syncs::list(&other.cx::<View>(), &RunFilter { limit: 10, ..RunFilter::default() }).await.unwrap();
    assert!(runs.is_empty());
    assert!(hub::integrations::find(&world.owner.cx::<View>(), connection).await.is_err());
    syncs::start(&other.cx::<RunSync>(), connection, What::Changes).await.unwrap();
    work_until_idle(&other, &world.hub).await;
    assert_eq!(world.count("orders").await, 50);
}

#[tokio::test]
async fn a_run_that_is_cancelled_keeps_what_it_has_and_the_next_one_goes_on() {
    let world = World::with(Platform::Woocommerce, 60).await;
    let cx = world.owner.cx::<RunSync>();
    let run = syncs::start(&cx, world.connection, What::Changes).await.unwrap();
    assert!(
        syncs::start(&cx, world.connection, What::Changes).await.is_err(),
        "one run of a connection at a time"
    );
    syncs::cancel(&cx, run).await.unwrap();
    assert!(syncs::cancel(&cx, run).await.is_err(), "it is over");
    let after = syncs::find(&world.owner.cx::<View>(), run).await.unwrap();
    assert_eq!(after.state, SyncState::Cancelled);
    assert_eq!(world.sync(What::Changes).await.counts.created, 60);
}

#[tokio::test]
async fn a_retry_reads_again_what_failed_and_only_that_of_the_past() {
    for (platform, field) in [(Platform::Woocommerce, "currency"), (Platform::Shopify, "currencyCode")] {
        let world = World::with(platform, 30).await;
        let created = Some(chrono::Utc::now().timestamp() - 7_200);
        let overlay = Some(json!({ field: "DINHEIRO" }));
        let bad = world.shop.create(NewOrder { created, overlay, ..NewOrder::default() }).unwrap();
        world.shop.create(NewOrder::default()).unwrap();
        let failed = world.sync(What::Changes).await;
        assert_eq!((failed.counts.created, failed.counts.failed), (31, 1), "{platform:?} {failed:?}");
        // The shop does not list it as changed.
        let overlay = Some(json!({ field: "BRL" }));
        let mended = OrderChange { overlay, silent: true, ..OrderChange::default() };
        world.shop.change(bad, mended).unwrap();
        assert_eq!(world.sync(What::Changes).await.counts.created, 0, "{platform:?}");
        let again = syncs::retry(&world.owner.cx::<RunSync>(), failed.id).await.unwrap();
        work_until_idle(&world.owner, &world.hub).await;
        let again = world.run(again).await;
        assert_eq!((again.state, again.counts.created), (SyncState::Completed, 1), "{platform:?} {again:?}");
        assert!(again.counts.read < 30, "{platform:?} {again:?}");
    }
}

#[tokio::test]
async fn a_retry_of_a_full_run_goes_on_where_that_run_ended() {
    let world = World::with(Platform::Woocommerce, 450).await;
    world.shop.fault(FaultRule::always(Fault::Redirect { location: None }).after(2));
    let failed = world.sync(What::Everything).await;
    assert_eq!(failed.state, SyncState::Failed);
    world.shop.clear_faults();
    let rest = syncs::retry(&world.owner.cx::<RunSync>(), failed.id).await.unwrap();
    work_until_idle(&world.owner, &world.hub).await;
    let rest = world.run(rest).await;
    assert_eq!(rest.state, SyncState::Completed, "{rest:?}");
    assert!(failed.counts.read > 0 && rest.counts.created < 450, "{failed:?} {rest:?}");
    assert_eq!(failed.counts.created + rest.counts.created, 450);
}

#[tokio::test]
async fn a_new_order_does_not_wait_for_the_past() {
    let shop = ShopOptions::new(Platform::Woocommerce, "loja").orders(1_500);
    let world = World::with_news(shop, Duration::from_millis(1)).await;
    world.shop.fault(FaultRule::always(Fault::Delay { ms: 200 }));
    let run = world.start(What::Changes).await;
    let watching = async {
        while world.run(run).await.counts.read < 100 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let new = world.shop.create(NewOrder::default()).unwrap();
        while world.count(&format!("orders where external_id = '{new}'")).await == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let meanwhile = world.run(run).await;
        assert_eq!(meanwhile.state, SyncState::Running, "the past is still being read: {meanwhile:?}");
        assert!(world.count("orders").await < 1_501, "{meanwhile:?}");
        world.shop.clear_faults();
    };
    tokio::join!(work_until_idle(&world.owner, &world.hub), watching);
    let run = world.run(run).await;
    assert_eq!((run.state, run.counts.created), (SyncState::Completed, 1_501), "{run:?}");
}

#[tokio::test]
async fn a_range_takes_the_orders_placed_in_it_and_leaves_the_cursor() {
    let world = World::with(Platform::Woocommerce, 200).await;
    let until = chrono::Utc::now() - chrono::TimeDelta::days(10);
    let from = until - chrono::TimeDelta::days(30);
    let run = world.sync(What::Placed { from, until }).await;
    assert_eq!(run.state, SyncState::Completed);
    let inside = world
        .count(&format!(
            "orders where placed_at >= '{}' and placed_at < '{}'",
            from.to_rfc3339(),
            until.to_rfc3339()
        ))
        .await;
    assert!(run.counts.created > 0 && run.counts.created < 200, "{run:?}");
    assert!(inside >= run.counts.created - 2, "bounds are widened by a second at most");
    assert_eq!(world.sync(What::Changes).await.counts.created, 200 - run.counts.created);
    let backwards = syncs::start(
        &world.owner.cx::<RunSync>(),
        world.connection,
        What::Placed { from: until, until: from },
    )
    .await;
    assert!(backwards.is_err());
}
