//! What is counted of calls, and what will expire.

use crate::world::World;
use chrono::{TimeDelta, Utc};
use domain::{
    CallClass, Operation, SyncState,
    view::{
        expiry::{Expiry, ExpiryKind, Nearness},
        health::{ConnectionCalls, Rate, Target},
    },
};
use hub::{health, permit::View, syncs::What};
use sandbox::{Fault, FaultRule, Platform, ShopOptions};
use std::time::Duration;
use testkit::stranger;
use tokio_util::sync::CancellationToken;

impl World {
    async fn calls(&self) -> ConnectionCalls {
        health::flush(&self.hub).await.unwrap();
        health::of_connection(&self.owner.cx::<View>(), self.connection, Utc::now()).await.unwrap()
    }

    async fn expiries(&self) -> Vec<Expiry> {
        health::expiries(&self.owner.cx::<View>(), Utc::now()).await.unwrap()
    }

    async fn measured(&self, target: Target) -> Rate {
        let health = health::find(&self.owner.cx::<View>(), Utc::now()).await.unwrap();
        health.targets.into_iter().find(|(of, _)| *of == target).unwrap().1
    }
}

fn kinds(expiries: &[Expiry]) -> Vec<ExpiryKind> {
    expiries.iter().map(|item| item.kind).collect()
}

#[tokio::test]
async fn every_call_that_the_store_sees_is_counted_once() {
    for platform in [Platform::Woocommerce, Platform::Shopify, Platform::Mercadolivre] {
        let world = World::with(platform, 40).await;
        let (counted, seen) = (world.calls().await, world.shop.counters().requests);
        world.sync(What::Everything).await;
        let calls = world.calls().await;
        let made = world.shop.counters().requests - seen;
        assert_eq!(calls.all.calls() - counted.all.calls(), made, "{platform:?}");
        assert_eq!(calls.all.failed(), counted.all.failed(), "{platform:?}");
        assert!(
            calls.by_operation.iter().any(|(of, _)| *of == Operation::OrdersPage),
            "{platform:?} {calls:?}"
        );
        assert!(!calls.by_operation.iter().any(|(of, _)| *of == Operation::Other), "{platform:?} {calls:?}");
    }
}

#[tokio::test]
async fn every_kind_of_trouble_has_its_class() {
    let busy = Fault::TooManyRequests { retry_after: None };
    for platform in [Platform::Woocommerce, Platform::Shopify] {
        for (fault, class) in [
            (busy.clone(), CallClass::RateLimit),
            (Fault::ServerError, CallClass::Server),
            (Fault::HtmlPage { status: 503 }, CallClass::Server),
            (Fault::CutBody, CallClass::Server),
            (Fault::Timeout, CallClass::Timeout),
        ] {
            let shop = ShopOptions::new(platform, "loja").orders(101);
            let world = World::of(shop, Some(Duration::from_secs(2))).await;
            let before = world.calls().await.all.failed();
            world.shop.fault(FaultRule::times(fault.clone(), 1).after(1));
            assert_eq!(world.sync(What::Everything).await.state, SyncState::Completed, "{fault:?}");
            let calls = world.calls().await.all;
            assert_eq!(calls.failed() - before, 1, "{platform:?} {fault:?} {calls:?}");
            assert!(calls.by_class().any(|(of, _)| of == class), "{platform:?} {fault:?} {calls:?}");
        }
    }
}

#[tokio::test]
async fn answers_that_cannot_be_read_count_though_they_came() {
    for platform in [Platform::Woocommerce, Platform::Shopify] {
        let world = World::with(platform, 5).await;
        world.shop.fault(FaultRule::always(Fault::MalformedJson));
        world.start(What::Changes).await;
        world.until_it_waits().await;
        let calls = world.calls().await.all;
        let classes: Vec<_> = calls.by_class().map(|(class, _)| class).collect();
        assert_eq!(classes, [CallClass::Protocol], "{platform:?} {calls:?}");
    }
}

#[tokio::test]
async fn a_key_that_was_withdrawn_counts_as_access_and_needs_a_hand() {
    let world = World::with(Platform::Woocommerce, 5).await;
    world.shop.fault(FaultRule::always(Fault::RevokedKey));
    world.sync(What::Changes).await;
    let calls = world.calls().await.all;
    assert!(calls.by_class().any(|(class, _)| class == CallClass::Auth), "{calls:?}");
    let expiries = world.expiries().await;
    assert_eq!(expiries[0].kind, ExpiryKind::Refused);
    assert_eq!(expiries[0].nearness(Utc::now()), Nearness::Over);
}

#[tokio::test]
async fn nobody_sees_the_calls_of_another_company() {
    let world = World::with(Platform::Woocommerce, 5).await;
    world.sync(What::Changes).await;
    assert!(world.calls().await.all.calls() > 0);
    let cx = stranger(&world.hub).await.cx::<View>();
    let calls = health::of_connection(&cx, world.connection, Utc::now()).await.unwrap();
    assert_eq!(calls.all.calls(), 0);
    assert!(health::find(&cx, Utc::now()).await.unwrap().connections.is_empty());
    assert!(health::expiries(&cx, Utc::now()).await.unwrap().is_empty());
}

#[tokio::test]
async fn runs_jobs_and_events_are_measured_by_how_they_ended() {
    let world = World::with(Platform::Woocommerce, 5).await;
    assert_eq!(world.measured(Target::Syncs).await, Rate::default(), "nothing ran yet");
    world.sync(What::Changes).await;
    assert_eq!(world.measured(Target::Syncs).await, Rate { good: 1, all: 1 });
    let jobs = world.measured(Target::Jobs).await;
    assert!(jobs.all > 0 && jobs.good == jobs.all, "{jobs:?}");
    world.sql("update sync_runs set state = 'partial'").await;
    world.sql("update jobs set state = 'failed' where kind = 'sync_orders'").await;
    assert_eq!(world.measured(Target::Syncs).await, Rate { good: 0, all: 1 });
    assert_eq!(world.measured(Target::Jobs).await, Rate { good: jobs.all - 1, all: jobs.all });
    world.sql("update sync_runs set state = 'cancelled'").await;
    assert_eq!(world.measured(Target::Syncs).await, Rate::default(), "a run that somebody cancelled");

    assert_eq!(world.measured(Target::Events).await, Rate::default());
    world
        .sql(
            "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, about, headers, body, due_at)
             select c.org_id, now(), gen_random_uuid(), c.id, 'order', e.state, 'orders', '{}', '', now() - e.late
             from connections c, (values ('done', interval '0'), ('ignored', '0'), ('duplicate', '0'), ('refused', '0'),
                 ('failed', '0'), ('waiting', '10 minutes'), ('waiting', '2 hours')) as e (state, late)",
        )
        .await;
    assert_eq!(world.measured(Target::Events).await, Rate { good: 2, all: 4 });
    let view = health::find(&world.owner.cx::<View>(), Utc::now()).await.unwrap();
    assert_eq!(view.events_missed_at, Some(world.connection));
}

#[tokio::test]
async fn events_of_hours_that_are_over_are_read_from_their_sums() {
    let world = World::with(Platform::Woocommerce, 1).await;
    let came = "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, about, headers, body, due_at)
        select c.org_id, now() - e.age, gen_random_uuid(), c.id, 'order', e.state, 'orders', '{}', '', now() - e.age
        from connections c, (values ('done', interval '3 hours'), ('done', '3 hours'), ('failed', '3 hours'),
            ('refused', '3 hours'), ('duplicate', '3 hours'), ('done', '0')) as e (state, age)";
    world.sql(came).await;
    assert_eq!(world.measured(Target::Events).await, Rate { good: 3, all: 4 });
    store::health::sum_events(world.database.db()).await.unwrap();
    store::health::sum_events(world.database.db()).await.unwrap();
    assert_eq!(world.count("event_hours where accepted = 3").await, 1, "once, without what was not accepted");
    assert_eq!(world.measured(Target::Events).await, Rate { good: 3, all: 4 });
    // One of them is gone, which the sum does not know: it is what is read.
    world
        .sql("delete from webhook_events where id = (select id from webhook_events where state = 'done' order by received_at limit 1)")
        .await;
    assert_eq!(world.measured(Target::Events).await, Rate { good: 3, all: 4 });
    // What becomes of them later is seen at once.
    world.sql("update webhook_events set state = 'done' where state = 'failed'").await;
    assert_eq!(world.measured(Target::Events).await, Rate { good: 4, all: 4 });
    // Of what is kept no longer nothing is said.
    world.sql("delete from webhook_events").await;
    assert_eq!(world.measured(Target::Events).await, Rate::default());
    let other = stranger(&world.hub).await;
    let view = health::find(&other.cx::<View>(), Utc::now()).await.unwrap();
    let of_events = view.targets.iter().find(|(target, _)| *target == Target::Events).unwrap().1;
    assert_eq!(of_events, Rate::default());
}

#[tokio::test]
async fn uptime_is_the_minutes_in_which_both_parts_were_alive() {
    let world = World::with(Platform::Woocommerce, 1).await;
    assert_eq!(world.measured(Target::Uptime).await, Rate::default());
    // Nine whole minutes behind the one in which it began: pages in all of them but one, jobs in all but another one.
    world
        .sql(
            "insert into heartbeats (part, minute)
             select p.part, date_trunc('minute', now()) - make_interval(mins => m)
             from generate_series(1, 10) m, (values ('web'), ('worker')) as p (part)
             where (p.part, m) not in (('web', 3), ('worker', 7), ('worker', 10))",
        )
        .await;
    assert_eq!(world.measured(Target::Uptime).await, Rate { good: 7, all: 9 });
    // This minute has not ended.
    let stop = CancellationToken::new();
    let keeping = tokio::spawn({
        let (hub, stop) = (world.hub.clone(), stop.clone());
        async move { health::keep(&hub, true, stop).await }
    });
    while world.count("heartbeats").await == 17 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    stop.cancel();
    keeping.await.unwrap();
    assert_eq!(world.count("heartbeats where part = 'web'").await, 10, "pages, as this process serves them");
    let rate = world.measured(Target::Uptime).await;
    // It may have ended meanwhile: without jobs in it.
    assert!(rate.good == 7 && (9..=10).contains(&rate.all), "{rate:?}");
    // What is no longer looked at goes.
    world.sql("insert into heartbeats (part, minute) values ('web', now() - interval '32 days')").await;
    let before = world.count("heartbeats").await;
    store::heartbeats::prune(world.database.db()).await.unwrap();
    assert_eq!(world.count("heartbeats").await, before - 1);
    // An outage at the beginning of the 30 days counts, too.
    world.sql("insert into heartbeats (part, minute) select 'web', date_trunc('minute', now()) - interval '30 days 12 hours'").await;
    let rate = world.measured(Target::Uptime).await;
    assert!((30 * 1440 - 1..=30 * 1440 + 1).contains(&rate.all), "{rate:?}");
}

#[tokio::test]
async fn monitoring_is_told_whether_jobs_are_taken() {
    let world = World::with(Platform::Woocommerce, 1).await;
    let report = health::report(&world.hub, Utc::now()).await.unwrap();
    assert!(!report.worker_is_alive && !report.has_problem());
    assert_eq!(report.connections.len(), 1);
    world.sql("insert into heartbeats (part, minute) select 'worker', date_trunc('minute', now())").await;
    assert!(health::report(&world.hub, Utc::now()).await.unwrap().worker_is_alive);
    let later = Utc::now() + TimeDelta::minutes(4);
    assert!(!health::report(&world.hub, later).await.unwrap().worker_is_alive);
    world.sql("update connections set problem = 'server'").await;
    assert!(health::report(&world.hub, Utc::now()).await.unwrap().has_problem());
}

#[tokio::test]
async fn what_ends_stands_before_what_is_renewed_and_what_has_no_date() {
    let world = World::with(Platform::TiktokShop, 1).await;
    let expiries = world.expiries().await;
    let [consent, renewed, version, ..] = expiries.as_slice() else { panic!("{expiries:?}") };
    assert_eq!(consent.kind, ExpiryKind::Consent);
    assert_eq!(consent.at, world.view().await.consent_ends_at);
    assert!(
        renewed.kind == ExpiryKind::RenewedToken || version.kind == ExpiryKind::RenewedToken,
        "{expiries:?}"
    );
    assert!(expiries.iter().any(|item| item.kind == ExpiryKind::ApiVersion && item.at.is_none()));

    world
        .sql(
            "update connection_tokens set scopes = '{}', consent_ends_at = now() + interval '10 days 1 hour'",
        )
        .await;
    world.sql("update connection_tokens set tokens = tokens #- '{fields,refresh_token}', expires_at = now() - interval '1 hour'").await;
    let expiries = world.expiries().await;
    assert_eq!(kinds(&expiries)[..3], [ExpiryKind::Scopes, ExpiryKind::Token, ExpiryKind::Consent]);
    assert!(expiries[0].about.contains("seller."), "{expiries:?}");
    let near: Vec<_> = expiries[..3].iter().map(|item| item.nearness(Utc::now())).collect();
    assert_eq!(near, [Nearness::Over, Nearness::Over, Nearness::Soon]);

    world.sql("update connections set status = 'disconnected'").await;
    assert!(world.expiries().await.is_empty());
}

#[tokio::test]
async fn a_version_has_its_date_and_a_subscription_its_last_check() {
    let world = World::with(Platform::Shopify, 1).await;
    let expiries = world.expiries().await;
    let version = expiries.iter().find(|item| item.kind == ExpiryKind::ApiVersion).unwrap();
    assert_eq!(version.about, "2026-10");
    assert_eq!(version.at.unwrap().date_naive().to_string(), "2027-10-01");
    assert!(version.needs_hand());

    let world = World::with(Platform::Woocommerce, 1).await;
    let expiries = world.expiries().await;
    let kept = expiries.iter().find(|item| item.kind == ExpiryKind::KeptSubscription).unwrap();
    assert!(Utc::now() - kept.at.unwrap() < TimeDelta::minutes(5));

    world.sql("update webhook_addresses set checked_at = now() - interval '3 days'").await;
    assert!(kinds(&world.expiries().await).contains(&ExpiryKind::Subscription), "not looked after");
    world.sql("update webhook_addresses set checked_at = now(), problem = 'permission'").await;
    let expiries = world.expiries().await;
    assert_eq!(expiries[0].kind, ExpiryKind::Subscription, "the platform could not be told");
    assert_eq!(expiries[0].nearness(Utc::now()), Nearness::Over);
}
