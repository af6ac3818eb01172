//! The program dies with an e-mail, or an event of Stripe, in its hands: the next one takes it over.

use super::{
    BACK_WITHIN, SETTLED_WITHIN,
    server::{Server, ask},
};
use crate::billing::{SECRET, signature};
use chrono::Utc;
use domain::{BillingInterval, PlanCode, PlanCurrency, Role};
use hub::{
    billing::{self, BillingConfig},
    permit::ManageBilling,
};
use sandbox::{StripeOptions, StripeSandbox};
use sqlx::PgConnection;
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};
use testkit::{HubOptions, TestDatabase, member};
use tokio::time::sleep;

/// Waits until a statement, which counts, comes to one.
async fn until_one(sql: &mut PgConnection, statement: &'static str, server: &Server) {
    let began = Instant::now();
    while sqlx::query_scalar::<_, i64>(statement).fetch_one(&mut *sql).await.unwrap() != 1 {
        assert!(began.elapsed() < SETTLED_WITHIN, "{statement}: {}", server.log());
        sleep(Duration::from_millis(50)).await;
    }
}

async fn count(sql: &mut PgConnection, statement: &'static str) -> i64 {
    sqlx::query_scalar(statement).fetch_one(sql).await.unwrap()
}

/// By what programs know the e-mails that were written to files again, in no order.
fn message_ids(data_dir: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(data_dir.join("mail")) else { return Vec::new() };
    let mails = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    mails.map(|mail| mail.lines().find(|line| line.starts_with("Message-ID:")).unwrap().to_owned()).collect()
}

/// Has the program die at a step of sending, and another one go on; gives what stands in front of the sent e-mails then.
async fn mail_after_a_death_at(step: &str) -> Vec<String> {
    let database = TestDatabase::create().await;
    let owner = member(&database.hub(HubOptions::default()), Role::Owner).await;
    let folder = tempfile::tempdir().unwrap();
    let (url, data_dir) = (database.url(), folder.path().join("data"));
    let of_both = [("DATABASE_URL", &*url), ("DATA_DIR", data_dir.to_str().unwrap())];
    let mut sql = database.connect_as("orion_system").await;

    let dying = Server::start(&[of_both[0], of_both[1], ("ORION_DIE_AT", step)]);
    assert!(store::account_mails::ask_reset(database.db(), &owner.email).await.unwrap());
    dying.until_gone(BACK_WITHIN).await;
    let left =
        "select count(*) from account_mails where state = 'waiting' and attempts = 1 and due_at > now()";
    assert_eq!(count(&mut sql, left).await, 1, "it is kept, and nobody else's for a while");

    // As if its five minutes were over.
    sqlx::query("update account_mails set due_at = now()").execute(&mut sql).await.unwrap();
    let server = Server::start(&of_both);
    let sent = "select count(*) from account_mails where state = 'sent' and attempts = 2";
    until_one(&mut sql, sent, &server).await;
    server.stop();
    message_ids(&data_dir)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_email_that_was_not_sent_yet_is_sent_once_by_the_next_process() {
    assert_eq!(mail_after_a_death_at("mail.taken").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_email_of_which_it_is_not_known_is_sent_again_as_the_same_one() {
    let ids = mail_after_a_death_at("mail.sent").await;
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1], "programs show it once");
}

/// Has the program die at a step of the work on an event that was answered, and another one go on.
async fn event_after_a_death_at(step: &str) {
    let stripe = StripeSandbox::start(StripeOptions::default()).await.unwrap();
    let (key, base_url) = (stripe.secret_key(), stripe.base_url());
    let near = BillingConfig {
        secret_key: key.clone().into(),
        webhook_secrets: vec![SECRET.into()],
        base_url: Some(base_url.parse().unwrap()),
    };
    let (database, plan) = (TestDatabase::create().await, PlanCode::Free);
    let hub =
        database.hub(HubOptions { billing: Some(near), default_plan: Some(plan), ..HubOptions::default() });
    hub::plans::settle(&hub).await.unwrap();
    let owner = member(&hub, Role::Owner).await;
    // The look at Stripe's lists has been done for today: nothing but the event tells of what follows.
    billing::reconcile(&hub, true).await.unwrap();
    let cx = owner.cx::<ManageBilling>();
    let checkout = billing::subscribe(&cx, PlanCode::Pro, BillingInterval::Month, PlanCurrency::Usd);
    let checkout = checkout.await.unwrap();
    let session = checkout.rsplit('/').next().unwrap().split(['?', '#']).next().unwrap();
    stripe.complete_checkout(session, &owner.email, "4242424242424242").unwrap();
    let events = stripe.events();
    let event = events.iter().find(|event| event["type"] == "customer.subscription.created").unwrap();
    let body = event.to_string();

    let url = database.url();
    let of_both = [
        ("DATABASE_URL", &*url),
        ("ORION_DEFAULT_PLAN", plan.code()),
        ("ORION_STRIPE_SECRET_KEY", &*key),
        ("ORION_STRIPE_WEBHOOK_SECRET", SECRET),
        ("ORION_STRIPE_BASE_URL", &*base_url),
    ];
    let dying = Server::start(&[&of_both[..], &[("ORION_DIE_AT", step)][..]].concat());
    let signed = signature(body.as_bytes(), SECRET, Utc::now().timestamp());
    let headers = [("Content-Type", "application/json"), ("Stripe-Signature", &*signed)];
    let answer = ask(dying.address, "POST", billing::WEBHOOK_PATH, &headers, &body).await;
    // It may die before the answer is through: Stripe sends again then, and that is the same event.
    assert!(matches!(answer, None | Some(200)), "{answer:?}");
    dying.until_gone(BACK_WITHIN).await;
    let mut sql = database.connect_as("orion_system").await;
    let left =
        "select count(*) from stripe_events where state = 'waiting' and attempts = 1 and due_at > now()";
    assert_eq!(count(&mut sql, left).await, 1, "it is kept, and nobody else's for a while");

    // As if its two minutes were over.
    sqlx::query("update stripe_events set due_at = now()").execute(&mut sql).await.unwrap();
    let server = Server::start(&of_both);
    let done = "select count(*) from stripe_events where state = 'done' and attempts = 2";
    until_one(&mut sql, done, &server).await;
    server.stop();
    for once in [
        "select count(*) from stripe_events where state <> 'ignored'",
        "select count(*) from org_plans where plan = 'pro'",
        "select count(*) from billing_subscriptions where status = 'trialing'",
        "select count(*) from domain_events where kind = 'subscription.changed'",
        "select count(*) from audit_log where action = 'billing.subscribed'",
        "select count(*) from billing_mails where kind = 'subscription_started'",
    ] {
        assert_eq!(count(&mut sql, once).await, 1, "{once}");
    }
    stripe.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_stripe_that_was_only_taken_is_worked_on_by_the_next_process() {
    event_after_a_death_at("stripe.taken").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_stripe_that_was_worked_on_and_not_noted_changes_nothing_a_second_time() {
    event_after_a_death_at("stripe.worked").await;
}
