//! Plans paid for, against the simulator of Stripe.

mod changes;
mod events;
mod known;
mod mails;
mod payments;
mod subscribing;

use chrono::Utc;
use connector_kit::{Call, Method, OutboundConfig, OutboundPolicy, header::HeaderMap, hmac_sha256};
use domain::{
    BillingInterval, Fault, OrgId, PlanCode, PlanCurrency, Role,
    view::billing::{BillingView, SubscriptionView},
};
use hub::{
    Hub, HubError,
    auth::OrgCx,
    billing::{self, BillingConfig, Receipt},
    mail::{Mail, Mailer},
    permit::{ManageBilling, View},
};
use sandbox::{StripeOptions, StripeSandbox};
use serde_json::Value;
use sqlx::{AssertSqlSafe, PgConnection};
use std::{collections::BTreeSet, sync::Mutex, time::Duration};
use testkit::{HubOptions, SignedIn, TestDatabase, member};

pub const SECRET: &str = "whsec_test_4f9c1e";
/// Takes money, and is declined at each later charge.
pub const GOOD_CARD: &str = "4242424242424242";
pub const LATER_DECLINED: &str = "4000000000000341";

pub struct World {
    /// Gone when dropped.
    database: TestDatabase,
    pub hub: Hub,
    pub mailer: Mailer,
    pub owner: SignedIn,
    pub stripe: StripeSandbox,
    delivered: Mutex<BTreeSet<String>>,
}

impl World {
    pub async fn new() -> Self {
        Self::with(StripeOptions::default()).await
    }

    pub async fn with(options: StripeOptions) -> Self {
        let stripe = StripeSandbox::start(options).await.unwrap();
        let database = TestDatabase::create().await;
        let mailer = Mailer::memory("orion@orion.example").unwrap();
        let hub = database.hub(options_near(&stripe, &mailer));
        // As at the start of a process: new companies are on the free plan.
        hub::plans::settle(&hub).await.unwrap();
        let owner = member(&hub, Role::Owner).await;
        Self { database, hub, mailer, owner, stripe, delivered: Mutex::default() }
    }

    pub fn org(&self) -> OrgId {
        self.owner.org()
    }

    pub fn billing(&self) -> OrgCx<ManageBilling> {
        self.owner.cx()
    }

    pub async fn subscribe(&self, plan: PlanCode) -> Result<String, HubError> {
        billing::subscribe(&self.billing(), plan, BillingInterval::Month, PlanCurrency::Usd).await
    }

    /// Goes through a checkout with a card; gives Stripe's name of it.
    pub async fn pay(&self, plan: PlanCode, card: &str) -> String {
        let url = self.subscribe(plan).await.unwrap();
        let session = session_of(&url);
        let to = self.stripe.complete_checkout(&session, "ana@lojas.example", card).unwrap();
        assert!(to.ends_with(&format!("/admin/assinatura/retorno?session={session}")), "{to}");
        session
    }

    /// A company that pays for a plan, past its days to try.
    pub async fn paying(plan: PlanCode) -> Self {
        let world = Self::new().await;
        world.pay(plan, GOOD_CARD).await;
        world.stripe.advance_days(15).await;
        world.deliver_all().await;
        assert_eq!(world.plan().await, plan);
        world
    }

    pub async fn plan(&self) -> PlanCode {
        hub::plans::find(&self.owner.cx::<View>()).await.unwrap().effective.plan
    }

    pub async fn view(&self) -> BillingView {
        billing::view(&self.billing()).await.unwrap()
    }

    pub async fn subscription(&self) -> SubscriptionView {
        self.view().await.subscription.unwrap()
    }

    /// All that happened at Stripe and was not told yet, the oldest first.
    pub fn news(&self) -> Vec<Value> {
        let delivered = self.delivered.lock().unwrap();
        let is_new = |event: &Value| !delivered.contains(event["id"].as_str().unwrap_or_default());
        self.stripe.events().into_iter().filter(is_new).collect()
    }

    /// Tells of one event as Stripe does.
    pub async fn deliver(&self, event: &Value) {
        let id = event["id"].as_str().unwrap().to_owned();
        self.delivered.lock().unwrap().insert(id);
        let body = event.to_string();
        let now = Utc::now().timestamp().to_string();
        let parts: [&[u8]; 3] = [now.as_bytes(), b".", body.as_bytes()];
        let signature = format!("t={now},v1={}", hex::encode(hmac_sha256::mac(SECRET.as_bytes(), &parts)));
        let receipt = billing::accept(&self.hub, Some(&signature), Some(body.as_bytes())).await;
        assert_eq!(receipt, Receipt::Taken);
    }

    pub async fn deliver_all(&self) {
        for event in self.news() {
            self.deliver(&event).await;
        }
        self.settle().await;
    }

    /// Waits until all that came is worked on.
    pub async fn settle(&self) {
        for _ in 0..1_000 {
            billing::work(&self.hub).await.unwrap();
            let waiting = "select count(*) from stripe_events where state = 'waiting' and due_at <= now() + interval '3 minutes'";
            if self.count(waiting).await == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("events wait: {:?}", self.texts("select id || ' ' || kind || ' ' || coalesce(problem, '') from stripe_events where state = 'waiting'").await);
    }

    pub async fn sql(&self) -> PgConnection {
        self.database.connect_as("orion_system").await
    }

    pub async fn count(&self, statement: &str) -> i64 {
        let statement = AssertSqlSafe(statement.to_owned());
        sqlx::query_scalar(statement).fetch_one(&mut self.sql().await).await.unwrap()
    }

    pub async fn texts(&self, statement: &str) -> Vec<String> {
        let statement = AssertSqlSafe(statement.to_owned());
        sqlx::query_scalar(statement).fetch_all(&mut self.sql().await).await.unwrap()
    }

    pub async fn execute(&self, statement: &str) {
        sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut self.sql().await).await.unwrap();
    }

    /// What every page says, if anything.
    pub async fn notice(&self) -> Option<String> {
        self.texts("select coalesce(notice, '-') from org_plans")
            .await
            .into_iter()
            .find(|notice| notice != "-")
    }

    /// E-mails that were sent, those as well that rest for a while.
    pub async fn mails(&self) -> Vec<Mail> {
        let rests = "kind = 'subscription_changed' and state = 'waiting'";
        self.execute(&format!("update billing_mails set due_at = now() where {rests}")).await;
        for _ in 0..300 {
            billing::deliver_mails(&self.hub).await.unwrap();
            if self.count("select count(*) from billing_mails where state = 'waiting'").await == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.mailer.sent()
    }

    pub async fn customer(&self) -> String {
        self.texts("select customer_id from billing_customers where customer_id is not null").await.remove(0)
    }

    /// What somebody changes at Stripe's dashboard.
    pub async fn at_stripe(&self, path: &str, body: &str) -> Value {
        self.call_stripe(Method::POST, path, body).await
    }

    /// A call of Stripe's own API, as the dashboard makes them.
    pub async fn call_stripe(&self, method: Method, path: &str, body: &str) -> Value {
        let allow = vec!["127.0.0.0/8".parse().unwrap()];
        let outbound = OutboundPolicy::new(OutboundConfig { allow, ..OutboundConfig::default() }).unwrap();
        let url = format!("{}{path}", self.stripe.base_url()).parse().unwrap();
        let (body, mut headers) = (Some(body.as_bytes().to_vec()), HeaderMap::new());
        headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        let call = Call { method, url, headers, body, cost: None, plain_http: true };
        let bearer = format!("Bearer {}", self.stripe.secret_key());
        let call = call.with_secret_header(connector_kit::header::AUTHORIZATION, &bearer).unwrap();
        let reply = outbound.exchange(call, Duration::from_secs(10)).await.unwrap();
        let answer: Value = serde_json::from_slice(&reply.body).unwrap();
        assert!(reply.is_success(), "{answer}");
        answer
    }
}

/// What a hub is told to have plans paid for at this simulator.
pub fn options_near(stripe: &StripeSandbox, mailer: &Mailer) -> HubOptions {
    let billing = BillingConfig {
        secret_key: stripe.secret_key().into(),
        webhook_secrets: vec![SECRET.into()],
        base_url: Some(stripe.base_url().parse().unwrap()),
    };
    HubOptions {
        billing: Some(billing),
        mailer: Some(mailer.clone()),
        default_plan: Some(PlanCode::Free),
        ..HubOptions::default()
    }
}

/// The last part of a checkout's address.
pub fn session_of(url: &str) -> String {
    let last = url.rsplit('/').next().unwrap_or_default();
    last.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The code of a conflict.
pub fn conflict<T: std::fmt::Debug>(outcome: Result<T, HubError>) -> String {
    match outcome {
        Err(HubError::Fault(Fault::Conflict { what })) => what,
        other => format!("{other:?}"),
    }
}
