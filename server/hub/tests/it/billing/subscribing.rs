//! From the press of a button to the plan.

use super::{GOOD_CARD, World, conflict, options_near, session_of};
use connector_kit::Method;
use domain::{BillingInterval, Fault, PlanCode, PlanCurrency, SubscriptionStatus};
use futures::future::join_all;
use hub::{
    HubError,
    billing::{self, CameBack, PortalFlow},
    mail::Mailer,
};
use sandbox::{Fault as ApiFault, FaultRule, StripeOptions};
use std::collections::BTreeSet;
use testkit::{TestDatabase, stranger};

#[tokio::test]
async fn twenty_presses_at_once_make_one_customer_and_one_checkout() {
    let world = World::new().await;
    let pressed = join_all((0..20).map(|_| world.subscribe(PlanCode::Pro))).await;
    let urls: BTreeSet<String> = pressed.into_iter().map(|url| url.unwrap()).collect();
    assert_eq!(urls.len(), 1, "{urls:?}");
    let made = |path: &str| {
        let fresh = |request: &sandbox::SeenRequest| {
            request.method == "POST" && request.path == path && request.status == 200 && !request.replayed
        };
        world.stripe.requests().iter().filter(|request| fresh(request)).count()
    };
    assert_eq!((made("/v1/customers"), made("/v1/checkout/sessions")), (1, 1));
    assert_eq!(world.count("select count(*) from billing_checkouts").await, 1);
    // What is asked for.
    let requests = world.stripe.requests();
    let asked = requests.iter().find(|request| request.path == "/v1/checkout/sessions").unwrap();
    let org = world.org().to_string();
    for (name, text) in [
        ("mode", "subscription"),
        ("client_reference_id", &*org),
        ("subscription_data[metadata][tenant_id]", &org),
        ("subscription_data[trial_period_days]", "14"),
        ("allow_promotion_codes", "true"),
        ("tax_id_collection[enabled]", "true"),
        ("currency", "usd"),
        ("locale", "pt-BR"),
        ("line_items[0][quantity]", "1"),
    ] {
        assert_eq!(asked.param(name), Some(text), "{name}");
    }
    assert_eq!(asked.version.as_deref(), Some("2026-09-30.endive"));
    let key = format!("tenant:{org}:customer");
    assert!(requests.iter().any(|request| request.idempotency_key.as_deref() == Some(&key)));
}

#[tokio::test]
async fn who_comes_back_has_the_plan_before_any_event_and_once() {
    let world = World::new().await;
    assert_eq!(world.plan().await, PlanCode::Free);
    let session = world.pay(PlanCode::Pro, GOOD_CARD).await;
    assert_eq!(world.plan().await, PlanCode::Free, "nothing is granted by paying alone: nobody has looked");
    for _ in 0..3 {
        assert_eq!(billing::come_back(&world.billing(), &session).await.unwrap(), CameBack::Subscribed);
    }
    assert_eq!(world.plan().await, PlanCode::Pro);
    // The events, the newest first, and each twice.
    let mut news = world.news();
    news.reverse();
    for event in news.iter().chain(&news) {
        world.deliver(event).await;
    }
    world.settle().await;
    assert_eq!(world.plan().await, PlanCode::Pro);
    assert_eq!(world.count("select count(*) from billing_subscriptions").await, 1);
    assert_eq!(
        world.count("select count(*) from domain_events where kind = 'subscription.changed'").await,
        1
    );
    let told = "select action from audit_log where action like 'billing.subscri%'";
    assert_eq!(world.texts(told).await, ["billing.subscribed"]);
    assert_eq!(world.texts("select distinct state from billing_checkouts").await, ["complete"]);
    let view = world.view().await;
    let subscription = view.subscription.unwrap();
    assert_eq!(subscription.status, Some(SubscriptionStatus::Trialing));
    assert!(subscription.trial_end.is_some() && !view.may_try && view.has_customer);
    assert_eq!(view.invoices.len(), 1);
    assert_eq!(conflict(world.subscribe(PlanCode::Business).await), "already_subscribed");
}

#[tokio::test]
async fn a_checkout_of_another_company_is_not_found() {
    let world = World::new().await;
    let session = world.pay(PlanCode::Pro, GOOD_CARD).await;
    let other = stranger(&world.hub).await;
    for wrong in [&*session, "cs_test_none", "sub_1", "", "cs_test_1/../x"] {
        let came = billing::come_back(&other.cx(), wrong).await;
        assert!(matches!(came, Err(HubError::Fault(Fault::NotFound))), "{wrong}: {came:?}");
    }
}

#[tokio::test]
async fn a_second_tab_ends_the_checkout_of_the_first() {
    let world = World::new().await;
    let first = session_of(&world.subscribe(PlanCode::Pro).await.unwrap());
    let again = session_of(&world.subscribe(PlanCode::Pro).await.unwrap());
    assert_eq!(first, again, "the open one is used while it holds");
    let second = session_of(&world.subscribe(PlanCode::Business).await.unwrap());
    assert_ne!(first, second);
    assert!(world.stripe.complete_checkout(&first, "a@lojas.example", GOOD_CARD).is_err(), "it is over");
    assert_eq!(billing::come_back(&world.billing(), &first).await.unwrap(), CameBack::Expired);
    assert_eq!(billing::come_back(&world.billing(), &second).await.unwrap(), CameBack::Open);
    world.stripe.complete_checkout(&second, "a@lojas.example", GOOD_CARD).unwrap();
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Business);
}

#[tokio::test]
async fn paid_in_one_tab_and_pressed_in_the_other_is_found_before_it_is_paid_again() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    assert_eq!(conflict(world.subscribe(PlanCode::Business).await), "already_subscribed");
    assert_eq!(world.plan().await, PlanCode::Pro, "nobody told of it; it was looked for");
}

#[tokio::test]
async fn who_subscribed_twice_all_the_same_pays_for_one() {
    let world = World::paying(PlanCode::Pro).await;
    let price = world.stripe.price("business_monthly_v1").unwrap();
    let (customer, org) = (world.customer().await, world.org());
    let first = world.stripe.object(&world.subscription().await.id).unwrap();
    let card = first["default_payment_method"].as_str().unwrap().to_owned();
    let body = format!(
        "customer={customer}&items[0][price]={price}&items[0][quantity]=1&metadata[tenant_id]={org}&default_payment_method={card}"
    );
    world.at_stripe("/v1/subscriptions", &body).await;
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Business, "the larger one goes on");
    let mut states = world.texts("select plan || ' ' || status from billing_subscriptions").await;
    states.sort();
    assert_eq!(states, ["business active", "pro canceled"]);
    let told = "select count(*) from audit_log where action = 'billing.duplicate_ended'";
    assert_eq!(world.count(told).await, 1);
}

#[tokio::test]
async fn one_that_ended_unheard_is_not_paid_twice_beside_its_successor() {
    let world = World::paying(PlanCode::Business).await;
    let (customer, org) = (world.customer().await, world.org());
    let first = world.stripe.object(&world.subscription().await.id).unwrap();
    let card = first["default_payment_method"].as_str().unwrap().to_owned();
    billing::cancel(&world.billing()).await.unwrap();
    world.stripe.advance_days(40).await;
    let price = world.stripe.price("pro_monthly_v1").unwrap();
    let body = format!(
        "customer={customer}&items[0][price]={price}&items[0][quantity]=1&metadata[tenant_id]={org}&default_payment_method={card}"
    );
    let made = world.at_stripe("/v1/subscriptions", &body).await;
    // The news of the new one come before those of the old one.
    let is_new = |event: &serde_json::Value| {
        event["type"] == "customer.subscription.created" && event["data"]["object"]["id"] == made["id"]
    };
    let news = world.news();
    world.deliver(news.iter().find(|event| is_new(event)).unwrap()).await;
    world.settle().await;
    assert_eq!(world.plan().await, PlanCode::Pro);
    let mut states = world.texts("select plan || ' ' || status from billing_subscriptions").await;
    states.sort();
    assert_eq!(states, ["business canceled", "pro active"]);
    let told = "select count(*) from audit_log where action = 'billing.duplicate_ended'";
    assert_eq!(world.count(told).await, 0);
}

#[tokio::test]
async fn of_two_wishes_at_once_one_can_be_paid_for() {
    let world = World::new().await;
    let wishes = [PlanCode::Pro, PlanCode::Business, PlanCode::Pro, PlanCode::Business];
    let pressed = join_all(wishes.into_iter().map(|plan| world.subscribe(plan))).await;
    let urls: BTreeSet<String> = pressed.into_iter().filter_map(Result::ok).collect();
    let pay = |url: &String| world.stripe.complete_checkout(&session_of(url), "a@lojas.example", GOOD_CARD);
    let paid = urls.iter().filter(|url| pay(url).is_ok()).count();
    assert!(paid <= 1, "{paid} of {urls:?}");
}

#[tokio::test]
async fn an_abandoned_checkout_leaves_everything_as_it_was() {
    let world = World::new().await;
    let session = session_of(&world.subscribe(PlanCode::Pro).await.unwrap());
    assert_eq!(world.view().await.unfinished.map(|open| open.plan), Some(PlanCode::Pro), "it can go on");
    world.stripe.advance_days(2).await;
    world.deliver_all().await;
    assert_eq!(billing::come_back(&world.billing(), &session).await.unwrap(), CameBack::Expired);
    assert_eq!(world.plan().await, PlanCode::Free);
    assert_eq!(world.texts("select state from billing_checkouts").await, ["expired"]);
    let told = world.texts("select action from audit_log where action like 'billing.%'").await;
    assert_eq!(told, ["billing.checkout_started"], "no subscription is told of");
    let view = world.view().await;
    assert!(view.subscription.is_none() && view.may_try, "the days to try are still there");
    assert_eq!(view.unfinished, None);
    assert_ne!(session_of(&world.subscribe(PlanCode::Pro).await.unwrap()), session);
}

#[tokio::test]
async fn a_plan_without_its_price_at_stripe_is_not_sold() {
    let world = World::with(StripeOptions { has_plans: false, ..StripeOptions::default() }).await;
    assert_eq!(conflict(world.subscribe(PlanCode::Pro).await), "price_missing");
    assert_eq!(conflict(world.subscribe(PlanCode::Enterprise).await), "not_on_sale");
    assert_eq!(world.count("select count(*) from billing_checkouts").await, 0);
}

#[tokio::test]
async fn a_price_that_is_taken_off_the_shelf_goes_on_for_who_pays_it() {
    let world = World::paying(PlanCode::Pro).await;
    let price = world.stripe.price("pro_monthly_v1").unwrap();
    world.at_stripe(&format!("/v1/prices/{price}"), "active=false&lookup_key=old").await;
    world.stripe.advance_days(31).await;
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Pro);
    assert_eq!(world.subscription().await.plan, Some(PlanCode::Pro));
}

#[tokio::test]
async fn a_plan_is_paid_in_reais_where_that_is_asked_for() {
    let world = World::new().await;
    let (cx, interval) = (world.billing(), BillingInterval::Year);
    let url = billing::subscribe(&cx, PlanCode::Pro, interval, PlanCurrency::Brl).await.unwrap();
    world.stripe.complete_checkout(&session_of(&url), "a@lojas.example", GOOD_CARD).unwrap();
    world.deliver_all().await;
    let subscription = world.subscription().await;
    assert_eq!(subscription.interval, Some(BillingInterval::Year));
    assert_eq!(subscription.price.unwrap().currency.code(), "BRL");
    assert_eq!(subscription.price.unwrap().minor().unwrap(), 249_000);
}

#[tokio::test]
async fn who_pays_in_another_currency_already_is_told_so_and_can_choose_that() {
    let world = World::new().await;
    world.subscribe(PlanCode::Pro).await.unwrap();
    let price = world.stripe.price("pro_monthly_v1").unwrap();
    let (customer, org) = (world.customer().await, world.org());
    // One that was begun at the dashboard and not paid: it is no plan, and settles the currency all the same.
    let body = format!(
        "customer={customer}&items[0][price]={price}&currency=brl&payment_behavior=default_incomplete&metadata[tenant_id]={org}"
    );
    world.at_stripe("/v1/subscriptions", &body).await;
    assert_eq!(conflict(world.subscribe(PlanCode::Business).await), "currency_mismatch");
    let cx = world.billing();
    let in_reais = billing::subscribe(&cx, PlanCode::Business, BillingInterval::Month, PlanCurrency::Brl);
    assert!(in_reais.await.unwrap().starts_with(&world.stripe.base_url()));
    let states = world.texts("select state from billing_checkouts order by created_at, id").await;
    assert_eq!(states, ["expired", "failed", "open"]);
}

#[tokio::test]
async fn stripe_stumbling_makes_nothing_twice() {
    let world = World::new().await;
    world.stripe.fault(FaultRule::times(ApiFault::ServerError, 2));
    let url = world.subscribe(PlanCode::Pro).await.unwrap();
    world.stripe.fault(FaultRule::times(ApiFault::ServerError, 40));
    let failed = world.subscribe(PlanCode::Business).await;
    assert!(matches!(failed, Err(HubError::Fault(Fault::Upstream { .. }))), "{failed:?}");
    world.stripe.clear_faults();
    assert_eq!(world.subscribe(PlanCode::Pro).await.unwrap(), url);
    assert_eq!(world.count("select count(*) from billing_customers").await, 1);
}

#[tokio::test]
async fn two_installations_at_one_account_keep_to_their_own() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    let database = TestDatabase::create().await;
    let mailer = Mailer::memory("orion@orion.example").unwrap();
    let hub = database.hub(options_near(&world.stripe, &mailer));
    hub::plans::settle(&hub).await.unwrap();
    let other = testkit::member(&hub, domain::Role::Owner).await;
    let found = billing::reconcile(&hub, true).await.unwrap().unwrap();
    assert_eq!((found.subscriptions, found.strangers), (0, 1));
    let plan = hub::plans::find(&other.cx()).await.unwrap().effective.plan;
    assert_eq!(plan, PlanCode::Free);
    let mut sql = database.connect_as("orion_system").await;
    let parked: Vec<String> = sqlx::query_scalar(
        "select distinct state from stripe_events where kind like 'customer.subscription%'",
    )
    .fetch_all(&mut sql)
    .await
    .unwrap();
    assert_eq!(parked, ["parked"], "tried again, should the company come to be known");
}

#[tokio::test]
async fn a_customer_that_was_deleted_at_stripe_is_replaced() {
    for is_told in [true, false] {
        let world = World::paying(PlanCode::Pro).await;
        let old = world.customer().await;
        world.call_stripe(Method::DELETE, &format!("/v1/customers/{old}"), "").await;
        if is_told {
            world.deliver_all().await;
        } else {
            let portal = billing::open_portal(&world.billing(), PortalFlow::Home).await;
            assert_eq!(conflict(portal), "customer_gone");
        }
        assert_eq!(world.plan().await, PlanCode::Free, "told: {is_told}");
        let view = world.view().await;
        assert!(view.is_customer_gone && !view.has_customer && !view.invoices.is_empty());
        let portal = billing::open_portal(&world.billing(), PortalFlow::Home).await;
        assert_eq!(conflict(portal), "not_subscribed");

        let presses = (0..5).map(|_| world.subscribe(PlanCode::Pro));
        let urls: BTreeSet<_> = join_all(presses).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(urls.len(), 1, "{urls:?}");
        world.pay(PlanCode::Pro, GOOD_CARD).await;
        world.deliver_all().await;
        assert_eq!(world.plan().await, PlanCode::Pro);
        assert_ne!(world.customer().await, old);
        let view = world.view().await;
        assert!(!view.is_customer_gone && view.has_customer && !view.may_try);
    }
}

#[tokio::test]
async fn who_subscribes_finds_out_that_the_customer_is_gone() {
    let world = World::new().await;
    let before = world.subscribe(PlanCode::Pro).await.unwrap();
    let old = world.customer().await;
    world.call_stripe(Method::DELETE, &format!("/v1/customers/{old}"), "").await;
    let after = world.subscribe(PlanCode::Pro).await.unwrap();
    assert_ne!(after, before, "a checkout of nobody");
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Pro);
}
