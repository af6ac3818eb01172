//! What every kind of trouble with a store leads to. Trouble that passes is waited out and loses
//! nothing; trouble that lasts is told on the run and on the connection; only a person can help with
//! what a new attempt cannot.

use crate::world::World;
use domain::{ConnectionStatus, SyncState};
use hub::syncs::What;
use sandbox::{Fault, FaultRule, NewOrder, OrderChange, Platform, ShopOptions};
use std::time::Duration;
use testkit::work_until;

const BOTH: [Platform; 2] = [Platform::Woocommerce, Platform::Shopify];
/// Longer than a busy machine takes to answer, and short enough to be waited for.
const CALL_TIMEOUT: Duration = Duration::from_secs(2);

fn busy(retry_after: Option<&str>) -> Fault {
    Fault::TooManyRequests { retry_after: retry_after.map(str::to_owned) }
}

impl World {
    /// Works until the newest run waits for a later attempt.
    pub async fn until_it_waits(&self) {
        work_until(&self.owner, &self.hub, |runs| {
            runs[0].state == SyncState::Waiting && runs[0].problem.is_some()
        })
        .await;
    }

    /// Seconds until the import may go on. Other jobs of the connection wait for nothing.
    async fn seconds_to_wait(&self) -> f64 {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let wait = "select extract(epoch from run_at - now())::float8 from jobs
                    where state = 'waiting' and kind = 'sync_orders'";
        sqlx::query_scalar(wait).fetch_one(&pool).await.unwrap()
    }

    /// The time to wait is over. Nobody works meanwhile, so that the next problem is a new one.
    pub async fn hurry(&self) {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        for change in
            ["update sync_runs set problem = null", "update jobs set run_at = now() where state = 'waiting'"]
        {
            sqlx::query(change).execute(&pool).await.unwrap();
        }
    }

    async fn impatient(platform: Platform, orders: u32) -> Self {
        Self::of(ShopOptions::new(platform, "loja").orders(orders), Some(CALL_TIMEOUT)).await
    }
}

#[tokio::test]
async fn trouble_that_passes_loses_nothing_on_either_platform() {
    for platform in BOTH {
        let world = World::with(platform, 350).await;
        for fault in [
            busy(None),
            busy(Some("0")),
            Fault::ServerError,
            Fault::ErrorWith200,
            Fault::CutBody,
            Fault::MalformedJson,
            Fault::Bom,
            Fault::Delay { ms: 30 },
        ] {
            world.shop.clear_faults();
            // Fewer than a call has attempts: whichever pages they meet, none is given up.
            world.shop.fault(FaultRule::times(fault.clone(), 2).after(1));
            let run = world.sync(What::Everything).await;
            assert_eq!(run.state, SyncState::Completed, "{platform:?} {fault:?} {run:?}");
            assert!(run.counts.add_up() && run.counts.failed == 0, "{platform:?} {fault:?} {run:?}");
            assert_eq!(world.count("orders").await, 350, "{platform:?} {fault:?}");
        }
        let view = world.view().await;
        assert_eq!((view.status, view.problem), (ConnectionStatus::Connected, None));
    }
}

#[tokio::test]
async fn an_answer_that_never_comes_is_asked_for_again() {
    for platform in BOTH {
        let world = World::impatient(platform, 250).await;
        world.shop.fault(FaultRule::times(Fault::Timeout, 2).after(1));
        let run = world.sync(What::Changes).await;
        assert_eq!((run.state, run.counts.created), (SyncState::Completed, 250), "{platform:?} {run:?}");
    }
}

/// Trouble that lasts is told, waited out, and gone on from once it is over.
async fn lasts(platform: Platform, fault: Fault, problem: &str) {
    let world = World::impatient(platform, 350).await;
    world.shop.fault(FaultRule::always(fault.clone()).after(1));
    let run = world.start(What::Changes).await;
    world.until_it_waits().await;
    let waiting = world.run(run).await;
    assert_eq!(waiting.problem.as_deref(), Some(problem), "{platform:?} {fault:?} {waiting:?}");
    assert!(waiting.counts.read > 0 && waiting.counts.add_up(), "what came stays: {waiting:?}");
    let view = world.view().await;
    assert_eq!((view.status, view.problem.as_deref()), (ConnectionStatus::Connected, Some(problem)));
    assert_eq!(view.open_run, Some(run));
    let seconds = world.seconds_to_wait().await;
    assert!((30.0..=60.5).contains(&seconds), "{platform:?} {fault:?}: {seconds}");

    world.shop.clear_faults();
    world.hurry().await;
    testkit::work_until_idle(&world.owner, &world.hub).await;
    let done = world.run(run).await;
    assert_eq!((done.state, done.counts.created), (SyncState::Completed, 350), "{fault:?} {done:?}");
    let view = world.view().await;
    assert_eq!((view.status, view.problem), (ConnectionStatus::Connected, None), "{fault:?}");
    assert_eq!(world.count("orders").await, 350, "{fault:?}");
}

#[tokio::test]
async fn a_shop_that_stays_busy_is_waited_for() {
    lasts(Platform::Woocommerce, busy(None), "rate_limit").await;
    lasts(Platform::Woocommerce, busy(Some("0")), "rate_limit").await;
    lasts(Platform::Shopify, busy(None), "rate_limit").await;
}

#[tokio::test]
async fn a_shop_that_stays_broken_is_waited_for() {
    lasts(Platform::Woocommerce, Fault::ServerError, "server").await;
    lasts(Platform::Woocommerce, Fault::MalformedJson, "protocol").await;
    lasts(Platform::Shopify, Fault::ServerError, "server").await;
    lasts(Platform::Shopify, Fault::MalformedJson, "protocol").await;
}

#[tokio::test]
async fn a_shop_that_stays_out_of_reach_is_waited_for() {
    lasts(Platform::Woocommerce, Fault::CutBody, "network").await;
    lasts(Platform::Woocommerce, Fault::Timeout, "timeout").await;
}

#[tokio::test]
async fn a_shop_that_asks_for_ten_minutes_gets_them() {
    for platform in BOTH {
        let world = World::with(platform, 350).await;
        world.shop.fault(FaultRule::always(busy(Some("600"))).after(1));
        let before = world.shop.counters().requests;
        world.start(What::Changes).await;
        world.until_it_waits().await;
        let seconds = world.seconds_to_wait().await;
        assert!((540.0..=600.5).contains(&seconds), "{platform:?}: {seconds}");
        // The first page and at most the ones that were under way beside the refused one.
        let asked = world.shop.counters().requests - before;
        assert!(asked <= 5, "{platform:?}: {asked} requests");
    }
}

#[tokio::test]
async fn a_run_that_gets_on_is_not_given_up_however_often_it_waits() {
    let world = World::with(Platform::Shopify, 700).await;
    let run = world.start(What::Changes).await;
    let mut read = 0;
    for _ in 0..8 {
        world.shop.clear_faults();
        // One page of news, one of the past.
        world.shop.fault(FaultRule::always(Fault::ServerError).after(2));
        world.until_it_waits().await;
        let now = world.run(run).await.counts.read;
        // The news begin with an order that was counted.
        assert!(now >= read + 49, "a page with each start: {now} after {read}");
        read = now;
        world.hurry().await;
    }
    world.shop.clear_faults();
    testkit::work_until_idle(&world.owner, &world.hub).await;
    assert_eq!(world.run(run).await.state, SyncState::Completed);
    assert_eq!(world.count("orders").await, 700);
}

#[tokio::test]
async fn after_six_starts_in_vain_a_run_has_failed_and_the_next_one_goes_on() {
    let world = World::with(Platform::Woocommerce, 350).await;
    world.shop.fault(FaultRule::always(Fault::ServerError).after(1));
    let run = world.start(What::Changes).await;
    // The first start reads a page: it was not in vain.
    for _ in 0..6 {
        world.until_it_waits().await;
        world.hurry().await;
    }
    testkit::work_until_idle(&world.owner, &world.hub).await;
    let failed = world.run(run).await;
    assert_eq!((failed.state, failed.problem.as_deref()), (SyncState::Failed, Some("server")), "{failed:?}");
    assert_eq!(world.count("jobs where state = 'failed' and lease = 7").await, 1);
    let view = world.view().await;
    assert_eq!((view.status, view.problem.as_deref()), (ConnectionStatus::Error, Some("server")));
    assert!(world.count("orders").await > 0, "what came stays");

    world.shop.clear_faults();
    let next = world.sync(What::Changes).await;
    assert_eq!(next.state, SyncState::Completed, "{next:?}");
    assert_eq!(world.count("orders").await, 350);
    assert_eq!(world.view().await.status, ConnectionStatus::Connected);
}

#[tokio::test]
async fn what_no_new_attempt_can_help_fails_at_once_with_its_reason() {
    for (platform, fault, problem, status) in [
        (Platform::Woocommerce, Fault::PhpNotice, "protocol", ConnectionStatus::Error),
        (Platform::Woocommerce, Fault::Redirect { location: None }, "redirect", ConnectionStatus::Error),
        (Platform::Shopify, Fault::Redirect { location: None }, "redirect", ConnectionStatus::Error),
        (Platform::Shopify, Fault::RevokedKey, "auth", ConnectionStatus::NeedsReauth),
    ] {
        let world = World::with(platform, 350).await;
        world.shop.fault(FaultRule::always(fault.clone()).after(1));
        let run = world.sync(What::Changes).await;
        assert_eq!(
            (run.state, run.problem.as_deref()),
            (SyncState::Failed, Some(problem)),
            "{fault:?} {run:?}"
        );
        assert!(run.counts.created > 0 && run.counts.created < 350, "{fault:?} {run:?}");
        let view = world.view().await;
        assert_eq!((view.status, view.problem.as_deref()), (status, Some(problem)), "{fault:?}");
    }
}

#[tokio::test]
async fn credentials_saved_while_the_old_ones_are_refused_are_tried_before_a_person_is_asked() {
    let world = World::with(Platform::Shopify, 250).await;
    world.shop.fault(FaultRule::always(Fault::Delay { ms: 1_000 }));
    world.shop.fault(FaultRule::always(Fault::RevokedKey));
    let before = world.shop.counters().requests;
    let run = world.start(What::Changes).await;
    let renewing = async {
        while world.shop.counters().requests == before {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        world.shop.clear_faults();
        let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
        let renew = "update connections set credentials = jsonb_set(credentials, '{fields,access_token,hint}', '\"novo\"')";
        sqlx::query(renew).execute(&pool).await.unwrap();
    };
    tokio::join!(testkit::work_until_idle(&world.owner, &world.hub), renewing);
    let run = world.run(run).await;
    assert_eq!((run.state, run.counts.created), (SyncState::Completed, 250), "{run:?}");
    assert_eq!(world.view().await.status, ConnectionStatus::Connected);
}

#[tokio::test]
async fn an_order_that_the_shop_counts_and_hides_is_told_and_holds_nothing_up() {
    let world = World::with(Platform::Woocommerce, 250).await;
    world.shop.fault(FaultRule::always(Fault::HiddenRow));
    let run = world.sync(What::Changes).await;
    assert_eq!((run.state, run.problem.as_deref()), (SyncState::Completed, Some("not_shown")), "{run:?}");
    assert!(run.problem_detail.unwrap().contains(" 1 "));
    assert_eq!((run.counts.created, run.counts.add_up()), (249, true));
    let view = world.view().await;
    let next = world.sync(What::Changes).await;
    assert!(next.counts.read < 250, "the next run reads what is new only: {next:?}");
    assert_eq!((view.status, view.problem), (ConnectionStatus::Connected, None));
}

#[tokio::test]
async fn rows_that_move_or_come_twice_cost_shopify_no_order_either() {
    for fault in [Fault::MovingRows, Fault::DuplicateRows] {
        let world = World::with(Platform::Shopify, 350).await;
        world.shop.fault(FaultRule::always(fault.clone()));
        let run = world.sync(What::Changes).await;
        assert!(run.counts.add_up(), "{fault:?} {run:?}");
        assert_eq!(world.count("orders").await, 350, "{fault:?} {run:?}");
    }
}

#[tokio::test]
async fn a_change_that_jumps_over_the_page_being_read_is_found_by_the_next_pass() {
    let until = Some(chrono::Utc::now().timestamp() - 4 * 3_600);
    let shop = ShopOptions { until, ..ShopOptions::new(Platform::Shopify, "loja").orders(150) };
    let world = World::of(shop, None).await;
    assert_eq!(world.sync(What::Changes).await.counts.created, 150);
    // An hour ago, so that what moves while it is read comes before all of them.
    world.shop.fault(FaultRule::always(Fault::ClockSkew { seconds: -3_600 }));
    for order in world.shop.recent(120) {
        let change = OrderChange { note: Some("mudou".into()), ..OrderChange::default() };
        world.shop.change(order.id, change).unwrap();
    }
    world.shop.clear_faults();
    world.shop.fault(FaultRule::always(Fault::MovingRows));
    let run = world.sync(What::Changes).await;
    assert_eq!(world.count("orders where note = 'mudou'").await, 120, "{run:?}");
}

#[tokio::test]
async fn a_shop_whose_clock_is_off_or_is_set_right_loses_no_order() {
    // Signatures of WooCommerce's plain http hold for 15 minutes only.
    for (platform, seconds) in [
        (Platform::Woocommerce, 600),
        (Platform::Woocommerce, -600),
        (Platform::Shopify, 7_200),
        (Platform::Shopify, -7_200),
    ] {
        // The history ends before the clock can have been wrong.
        let until = Some(chrono::Utc::now().timestamp() - 4 * 3_600);
        let shop = ShopOptions { until, ..ShopOptions::new(platform, "loja").orders(40) };
        let world = World::of(shop, None).await;
        world.shop.fault(FaultRule::always(Fault::ClockSkew { seconds }));
        world.shop.create(NewOrder::default()).unwrap();
        assert_eq!(world.sync(What::Changes).await.counts.created, 41, "{platform:?} {seconds}");
        world.shop.create(NewOrder::default()).unwrap();
        assert_eq!(world.sync(What::Changes).await.counts.created, 1, "{platform:?} {seconds}");
        // A clock that was ahead stamps the next order before those that were read.
        world.shop.clear_faults();
        world.shop.create(NewOrder::default()).unwrap();
        let run = world.sync(What::Changes).await;
        assert_eq!(
            (run.state, run.counts.created),
            (SyncState::Completed, 1),
            "{platform:?} {seconds} {run:?}"
        );
        assert_eq!(world.count("orders").await, 43);
    }
}
