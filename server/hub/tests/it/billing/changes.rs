//! Another plan: more at once, less at the end.

use super::{GOOD_CARD, World, conflict};
use domain::{
    BillingInterval, PlanCode, PlanCurrency,
    view::billing::{ChangeKind, ChangeView},
};
use futures::future::join_all;
use hub::billing::{self, ChangeDone};

impl World {
    pub async fn look(&self, plan: PlanCode) -> ChangeView {
        let cx = self.billing();
        let looked = billing::look(&cx, plan, BillingInterval::Month, PlanCurrency::Usd);
        looked.await.unwrap().unwrap()
    }

    pub async fn change(&self, plan: PlanCode, change: &ChangeView) -> Result<ChangeDone, hub::HubError> {
        let at = match change.kind {
            ChangeKind::Now { at, .. } => Some(at),
            _ => None,
        };
        billing::change(&self.billing(), plan, BillingInterval::Month, PlanCurrency::Usd, at).await
    }

    fn invoices_of(&self, reason: &str) -> usize {
        let events = self.stripe.events();
        let of = |event: &&serde_json::Value| {
            event["type"] == "invoice.paid" && event["data"]["object"]["billing_reason"] == reason
        };
        events.iter().filter(of).count()
    }
}

#[tokio::test]
async fn more_is_charged_as_it_was_shown_and_once() {
    let world = World::paying(PlanCode::Pro).await;
    let change = world.look(PlanCode::Business).await;
    assert_eq!((change.from, change.to), (PlanCode::Pro, PlanCode::Business));
    let ChangeKind::Now { today, first, .. } = change.kind else { panic!("{change:?}") };
    let today = today.sum;
    assert_eq!(first, None, "it is today");
    assert!(today.amount > 0.into() && today.minor().unwrap() < 29_900, "{today:?}");
    let pressed = join_all((0..5).map(|_| world.change(PlanCode::Business, &change))).await;
    for done in pressed {
        assert_eq!(done.unwrap(), ChangeDone::Now);
    }
    assert_eq!(world.plan().await, PlanCode::Business);
    assert_eq!(world.invoices_of("subscription_update"), 1, "charged once");
    assert_eq!(world.view().await.invoices[0].total, today, "it is there at once");
    world.deliver_all().await;
    let charged = world.view().await.invoices.first().unwrap().total;
    assert_eq!(charged, today, "what was shown is what was charged");
    assert!(
        billing::look(&world.billing(), PlanCode::Business, BillingInterval::Month, PlanCurrency::Usd)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn what_is_taken_off_is_shown_with_what_is_paid() {
    let world = World::paying(PlanCode::Pro).await;
    let next = billing::next_payment(&world.billing()).await.unwrap().unwrap();
    assert_eq!((next.sum.minor().unwrap(), next.off.minor().unwrap()), (4_900, 0));
    let coupon = world.at_stripe("/v1/coupons", "percent_off=20&duration=forever").await;
    let id = world.texts("select id from billing_subscriptions").await.remove(0);
    let with = format!("discounts[0][coupon]={}", coupon["id"].as_str().unwrap());
    world.at_stripe(&format!("/v1/subscriptions/{id}"), &with).await;
    world.deliver_all().await;
    let next = billing::next_payment(&world.billing()).await.unwrap().unwrap();
    assert_eq!((next.sum.minor().unwrap(), next.off.minor().unwrap()), (3_920, 980));
    let change = world.look(PlanCode::Business).await;
    let ChangeKind::Now { today, .. } = change.kind else { panic!("{change:?}") };
    assert_eq!((today.sum.minor().unwrap(), today.off.minor().unwrap()), (20_000, 5_000));
    billing::cancel(&world.billing()).await.unwrap();
    assert_eq!(billing::next_payment(&world.billing()).await.unwrap(), None, "none comes");
}

#[tokio::test]
async fn what_a_change_gives_back_is_taken_off_the_next_payment() {
    let world = World::paying(PlanCode::Pro).await;
    let cx = world.billing();
    let year = billing::change(&cx, PlanCode::Pro, BillingInterval::Year, PlanCurrency::Usd, None);
    assert_eq!(year.await.unwrap(), ChangeDone::Now);
    let change = world.look(PlanCode::Business).await;
    let ChangeKind::Now { today, .. } = change.kind else { panic!("{change:?}") };
    let left = today.left.minor().unwrap();
    assert!(left > 0 && left < 29_900, "{today:?}");
    assert_eq!((today.sum.minor().unwrap(), today.credit.minor().unwrap()), (0, 0));
    assert_eq!(world.change(PlanCode::Business, &change).await.unwrap(), ChangeDone::Now);
    let next = billing::next_payment(&cx).await.unwrap().unwrap();
    assert_eq!(next.credit.minor().unwrap(), left);
    assert_eq!((next.sum.minor().unwrap(), next.left.minor().unwrap()), (29_900 - left, 0));
}

#[tokio::test]
async fn more_during_the_trial_costs_nothing_today_and_says_when_it_does() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    world.deliver_all().await;
    let change = world.look(PlanCode::Business).await;
    let ChangeKind::Now { today, first: Some((at, first)), .. } = change.kind else { panic!("{change:?}") };
    assert_eq!((today.sum.minor().unwrap(), first.sum.minor().unwrap()), (0, 29_900));
    assert_eq!(Some(at), world.subscription().await.trial_end);
}

#[tokio::test]
async fn less_during_the_trial_says_what_the_first_payment_is() {
    let world = World::new().await;
    world.pay(PlanCode::Business, GOOD_CARD).await;
    world.deliver_all().await;
    let change = world.look(PlanCode::Pro).await;
    let ChangeKind::AtPeriodEnd { at, is_trial: true, first: Some(first) } = change.kind else {
        panic!("{change:?}")
    };
    assert_eq!(first.sum.minor().unwrap(), 4_900);
    assert_eq!(Some(at), world.subscription().await.trial_end);
}

#[tokio::test]
async fn a_declined_card_changes_nothing() {
    let world = World::paying(PlanCode::Pro).await;
    let change = world.look(PlanCode::Business).await;
    world.stripe.fail_next_payment(&world.customer().await, "insufficient_funds");
    assert_eq!(conflict(world.change(PlanCode::Business, &change).await), "card_declined");
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Pro);
    assert_eq!(world.subscription().await.plan, Some(PlanCode::Pro));
    assert_eq!(world.notice().await, None);
    // With another card it is tried anew, and not answered from memory.
    assert_eq!(world.change(PlanCode::Business, &change).await.unwrap(), ChangeDone::Now);
    assert_eq!(world.plan().await, PlanCode::Business);
}

#[tokio::test]
async fn a_declined_card_leaves_what_was_to_come() {
    let world = World::paying(PlanCode::Business).await;
    let less = world.look(PlanCode::Pro).await;
    world.change(PlanCode::Pro, &less).await.unwrap();
    let waits = world.subscription().await.next;
    assert!(waits.is_some());
    world.stripe.fail_next_payment(&world.customer().await, "insufficient_funds");
    let cx = world.billing();
    let year = billing::change(&cx, PlanCode::Business, BillingInterval::Year, PlanCurrency::Usd, None);
    assert_eq!(conflict(year.await), "card_declined");
    assert_eq!(world.subscription().await.next, waits);
}

#[tokio::test]
async fn the_end_is_taken_back_by_the_change_itself() {
    let world = World::paying(PlanCode::Pro).await;
    billing::cancel(&world.billing()).await.unwrap();
    let more = world.look(PlanCode::Business).await;
    world.stripe.forget_requests();
    assert_eq!(world.change(PlanCode::Business, &more).await.unwrap(), ChangeDone::Now);
    assert_eq!(world.subscription().await.cancels_at, None);
    let requests = world.stripe.requests();
    let mut asked = requests.iter().filter(|request| request.param("cancel_at_period_end").is_some());
    assert!(asked.next().is_some_and(|request| request.param("items[0][price]").is_some()));
    assert!(asked.next().is_none(), "a declined card would leave it undone");
}

#[tokio::test]
async fn less_waits_for_the_end_and_can_be_taken_back() {
    let world = World::paying(PlanCode::Business).await;
    assert_eq!(conflict(billing::take_back(&world.billing()).await), "nothing_scheduled");
    let change = world.look(PlanCode::Pro).await;
    let ChangeKind::AtPeriodEnd { at, is_trial: false, first: None } = change.kind else {
        panic!("{change:?}")
    };
    for _ in 0..2 {
        assert_eq!(world.change(PlanCode::Pro, &change).await.unwrap(), ChangeDone::AtPeriodEnd(at));
    }
    let next = world.subscription().await.next.unwrap();
    assert_eq!((next.plan, next.at), (PlanCode::Pro, at));
    assert_eq!(world.plan().await, PlanCode::Business);
    billing::take_back(&world.billing()).await.unwrap();
    assert_eq!(world.subscription().await.next, None);
    world.change(PlanCode::Pro, &change).await.unwrap();
    world.stripe.advance_days(32).await;
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Pro);
    assert_eq!(world.subscription().await.next, None);
}

#[tokio::test]
async fn what_is_taken_off_stays_with_the_smaller_plan() {
    let world = World::paying(PlanCode::Business).await;
    let coupon = world.at_stripe("/v1/coupons", "percent_off=20&duration=forever").await;
    let id = world.texts("select id from billing_subscriptions").await.remove(0);
    let with = format!("discounts[0][coupon]={}", coupon["id"].as_str().unwrap());
    world.at_stripe(&format!("/v1/subscriptions/{id}"), &with).await;
    let change = world.look(PlanCode::Pro).await;
    world.change(PlanCode::Pro, &change).await.unwrap();
    let next = billing::next_payment(&world.billing()).await.unwrap().unwrap();
    assert_eq!((next.sum.minor().unwrap(), next.off.minor().unwrap()), (3_920, 980), "as it is shown");
    world.stripe.advance_days(32).await;
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Pro);
    let paid = &world.view().await.invoices[0];
    assert_eq!(paid.total.minor().unwrap(), 3_920);
}

#[tokio::test]
async fn more_while_less_waits_forgets_what_waited() {
    let world = World::paying(PlanCode::Pro).await;
    let cx = world.billing();
    let year = billing::change(&cx, PlanCode::Pro, BillingInterval::Year, PlanCurrency::Usd, None);
    assert_eq!(year.await.unwrap(), ChangeDone::Now, "a year costs more today");
    let change = world.look(PlanCode::Pro).await;
    assert!(matches!(world.change(PlanCode::Pro, &change).await.unwrap(), ChangeDone::AtPeriodEnd(_)));
    let next = billing::next_payment(&cx).await.unwrap().unwrap();
    assert_eq!(next.sum.minor().unwrap(), 4_900, "a month, and no year");
    let change = world.look(PlanCode::Business).await;
    assert_eq!(world.change(PlanCode::Business, &change).await.unwrap(), ChangeDone::Now);
    let subscription = world.subscription().await;
    assert_eq!((subscription.plan, subscription.next), (Some(PlanCode::Business), None));
}

#[tokio::test]
async fn the_end_can_be_asked_for_and_taken_back() {
    let world = World::paying(PlanCode::Pro).await;
    let ends = billing::cancel(&world.billing()).await.unwrap();
    assert_eq!(billing::cancel(&world.billing()).await.unwrap(), ends, "pressed twice");
    assert_eq!(world.subscription().await.cancels_at, ends);
    assert_eq!(world.plan().await, PlanCode::Pro, "until then it is paid for");
    billing::keep_on(&world.billing()).await.unwrap();
    assert_eq!(world.subscription().await.cancels_at, None);
    billing::cancel(&world.billing()).await.unwrap();
    world.stripe.advance_days(40).await;
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Free);
    assert_eq!(conflict(billing::keep_on(&world.billing()).await), "not_subscribed");
    let told =
        world.texts("select action from audit_log where action like 'billing.cancel%' order by at, id").await;
    assert_eq!(told, ["billing.cancel_asked", "billing.cancel_taken_back", "billing.cancel_asked"]);
}

#[tokio::test]
async fn an_end_that_the_portal_set_by_its_moment_is_taken_back_too() {
    let world = World::paying(PlanCode::Pro).await;
    let end = async || {
        let id = world.texts("select id from billing_subscriptions").await.remove(0);
        let at = world.subscription().await.period_end.unwrap().timestamp();
        world.at_stripe(&format!("/v1/subscriptions/{id}"), &format!("cancel_at={at}")).await;
        world.deliver_all().await;
        assert!(world.subscription().await.cancels_at.is_some());
    };
    end().await;
    billing::keep_on(&world.billing()).await.unwrap();
    assert_eq!(world.subscription().await.cancels_at, None);
    end().await;
    let change = world.look(PlanCode::Business).await;
    assert_eq!(world.change(PlanCode::Business, &change).await.unwrap(), ChangeDone::Now);
    let subscription = world.subscription().await;
    assert_eq!((subscription.plan, subscription.cancels_at), (Some(PlanCode::Business), None));
    end().await;
    let change = world.look(PlanCode::Pro).await;
    assert!(matches!(world.change(PlanCode::Pro, &change).await.unwrap(), ChangeDone::AtPeriodEnd(_)));
    assert_eq!(world.subscription().await.cancels_at, None);
}
