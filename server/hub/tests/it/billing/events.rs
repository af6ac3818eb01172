//! What comes, what does not come, and what is found by looking.

use super::{GOOD_CARD, World};
use domain::{PlanCode, SubscriptionStatus};
use hub::billing::{self, Differences};
use serde_json::json;

#[tokio::test]
async fn events_are_read_for_what_they_are_about_and_never_for_what_they_say() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    world.deliver_all().await;
    let events = world.stripe.events();
    let real = events.iter().find(|event| event["type"] == "customer.subscription.created").unwrap();
    // An old state under a new id, as one that comes late, and one that tells lies.
    let mut late = real.clone();
    late["id"] = json!("evt_late");
    late["type"] = json!("customer.subscription.deleted");
    late["data"]["object"]["status"] = json!("canceled");
    late["data"]["object"]["metadata"]["tenant_id"] = json!("somebody");
    world.deliver(&late).await;
    world.settle().await;
    assert_eq!(world.plan().await, PlanCode::Pro);
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Trialing));
    // About something that never was, and of a kind that nobody knows.
    let mut unknown = real.clone();
    unknown["id"] = json!("evt_unknown");
    unknown["data"]["object"]["id"] = json!("sub_none");
    let mut other = real.clone();
    other["id"] = json!("evt_other");
    other["type"] = json!("terminal.reader.exploded");
    world.deliver(&unknown).await;
    world.deliver(&other).await;
    world.settle().await;
    let states = world.texts("select id || ' ' || state from stripe_events where id in ('evt_unknown', 'evt_other') order by id").await;
    assert_eq!(states, ["evt_other ignored", "evt_unknown ignored"]);
}

#[tokio::test]
async fn what_was_paid_while_we_were_down_is_found_by_looking() {
    let world = World::new().await;
    world.pay(PlanCode::Business, GOOD_CARD).await;
    world.stripe.advance_days(1).await;
    assert_eq!(world.plan().await, PlanCode::Free);
    let found = billing::reconcile(&world.hub, false).await.unwrap().expect("no round was ever made");
    assert!(found.events >= 3, "{found:?}");
    assert_eq!(world.plan().await, PlanCode::Business);
    assert_eq!(world.view().await.invoices.len(), 1);
    assert_eq!(billing::reconcile(&world.hub, false).await.unwrap(), None, "once a day");
    assert_eq!(billing::reconcile(&world.hub, true).await.unwrap(), Some(Differences::default()));
    // Told at last, it changes nothing.
    world.deliver_all().await;
    assert_eq!(
        world.count("select count(*) from domain_events where kind = 'subscription.changed'").await,
        1
    );
}

#[tokio::test]
async fn a_subscription_whose_events_are_gone_is_found_in_the_list() {
    let world = World::paying(PlanCode::Pro).await;
    world.execute("update billing_subscriptions set status = 'past_due'").await;
    let found = billing::reconcile(&world.hub, true).await.unwrap().unwrap();
    assert_eq!(found.subscriptions, 1, "{found:?}");
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Active));
}

#[tokio::test]
async fn whatever_of_a_subscription_was_not_heard_of_is_found_in_the_list() {
    let world = World::paying(PlanCode::Pro).await;
    let before = world.subscription().await;
    for wrong in [
        "plan = 'business', amount = 29900",
        "item_id = 'si_old'",
        "overage_item_id = 'si_beyond'",
        "cancels_at = period_end",
        "schedule_id = 'sub_sched_old'",
        "period_start = period_start - interval '1 month', period_end = period_start",
    ] {
        world.execute(&format!("update billing_subscriptions set {wrong}")).await;
        let found = billing::reconcile(&world.hub, true).await.unwrap().unwrap();
        assert_eq!(found.subscriptions, 1, "{wrong}: {found:?}");
        assert_eq!(world.subscription().await, before, "{wrong}");
        let again = billing::reconcile(&world.hub, true).await.unwrap();
        assert_eq!(again, Some(Differences::default()), "{wrong}");
    }
}

#[tokio::test]
async fn a_round_tries_events_once_more_that_failed_for_good() {
    let world = World::paying(PlanCode::Pro).await;
    let failed = "update stripe_events set state = 'failed', attempts = 30, ended_at = now() where kind = 'invoice.paid'";
    world.execute(&format!("{failed}; delete from billing_invoices")).await;
    let waits = world.count("select count(*) from stripe_events where state = 'failed'").await;
    billing::reconcile(&world.hub, true).await.unwrap();
    let done =
        "select count(*) from stripe_events where state = 'done' and attempts = 30 and kind = 'invoice.paid'";
    assert_eq!(world.count(done).await, waits);
    assert!(waits > 0 && !world.view().await.invoices.is_empty());
}

#[tokio::test]
async fn events_are_worked_on_again_when_that_is_asked_for() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    let events = world.news();
    let created = events.iter().find(|event| event["type"] == "customer.subscription.created").unwrap();
    let id = created["id"].as_str().unwrap();
    // It never came: it is fetched.
    assert_eq!(billing::replay(&world.hub, id).await.unwrap().0, "done");
    assert_eq!(world.plan().await, PlanCode::Pro);
    world.execute("update org_plans set plan = 'free', subscribed = null; update billing_subscriptions set asked_at = '2020-01-01'").await;
    assert_eq!(billing::replay_since(&world.hub, "2020-01-01T00:00:00Z".parse().unwrap()).await.unwrap(), 1);
    assert_eq!(world.plan().await, PlanCode::Pro);
    assert!(billing::replay(&world.hub, "evt_none").await.is_err());
}

#[tokio::test]
async fn an_older_answer_is_not_written_over_a_newer_one() {
    let world = World::paying(PlanCode::Pro).await;
    world
        .execute("update billing_subscriptions set asked_at = now() + interval '1 hour', status = 'unpaid'")
        .await;
    let events = world.stripe.events();
    let last = events.iter().rev().find(|event| event["type"] == "customer.subscription.updated").unwrap();
    let id = last["id"].as_str().unwrap();
    billing::replay(&world.hub, id).await.unwrap();
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Unpaid));
}
