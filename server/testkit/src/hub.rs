use crate::TestDatabase;
use connector_kit::{AppCredentials, OutboundConfig, OutboundPolicy, RetryPolicy};
use domain::{Locale, OrgId, Role};
use hub::{
    Hub, HubConfig,
    accounts::{Company, NewUser},
    auth::{OrgCx, Principal},
    files::FileStore,
    mail::Mailer,
    passwords::Cost,
    permit::Permit,
    sessions::{Client, SessionToken},
    vault::Vault,
};
use std::{collections::HashMap, time::Duration};
use url::Url;

/// The password of everybody in tests.
pub const PASSWORD: &str = "cavalo correto bateria";

/// What a test decides about its hub.
#[derive(Default)]
pub struct HubOptions {
    /// Where the platforms are, by id: simulators.
    pub platform_base_urls: HashMap<String, Url>,
    /// The operator's apps on platforms, by id.
    pub platform_apps: HashMap<String, AppCredentials>,
    /// The same of their sandboxes.
    pub sandbox_base_urls: HashMap<String, Url>,
    pub sandbox_apps: HashMap<String, AppCredentials>,
    /// With what credentials are sealed; a key of its own if none.
    pub vault: Option<Vault>,
    /// How long a platform may take for an answer; a minute if none.
    pub call_timeout: Option<Duration>,
    /// Where e-mails go to; into a memory of its own if none.
    pub mailer: Option<Mailer>,
    /// Under which address browsers reach it; `https://orion.example/` if none.
    pub public_url: Option<Url>,
    /// How often a back-fill turns aside to what changed meanwhile; as in production if none.
    pub news_every: Option<Duration>,
    /// The plan of companies that nobody gave one; without limits if none.
    pub default_plan: Option<domain::PlanCode>,
    /// Where a plan by contract is asked for; nowhere if none.
    pub sales_contact: Option<hub::plans::SalesContact>,
    /// By which plans are paid for; by nothing if none.
    pub billing: Option<hub::billing::BillingConfig>,
    /// Entries of the longest list that rules look values up in; as in production if none.
    pub list_entries: Option<u64>,
    /// By which people sign in besides their password; by nothing if none.
    pub google: Option<hub::google::GoogleConfig>,
}

impl TestDatabase {
    /// The use cases upon this database: every connector, cheap passwords, calls to this machine
    /// allowed, pauses between attempts next to none.
    pub fn hub(&self, options: HubOptions) -> Hub {
        let allow = ["127.0.0.0/8", "::1/128"].map(|network| network.parse().unwrap()).to_vec();
        let vault = options.vault.unwrap_or_else(|| Vault::from_keys(&Vault::generate_key()).unwrap());
        let retry = RetryPolicy {
            timeout: options.call_timeout.unwrap_or(Duration::from_secs(60)),
            pause: (Duration::from_millis(1), Duration::from_millis(2)),
            ..RetryPolicy::DEFAULT
        };
        Hub::new(HubConfig {
            db: self.db().clone(),
            registry: connectors::registry(),
            vault,
            outbound: OutboundPolicy::new(OutboundConfig { allow, ..OutboundConfig::default() }).unwrap(),
            platform_base_urls: options.platform_base_urls,
            platform_apps: options.platform_apps,
            sandbox_base_urls: options.sandbox_base_urls,
            sandbox_apps: options.sandbox_apps,
            public_url: Some(options.public_url.unwrap_or_else(|| "https://orion.example/".parse().unwrap())),
            mailer: options.mailer.unwrap_or_else(|| Mailer::memory("orion@orion.example").unwrap()),
            files: FileStore::in_memory(&std::env::temp_dir(), 64 * 1024 * 1024).unwrap(),
            list_entries: options.list_entries.unwrap_or(1_000_000),
            keep: hub::KeepDays::DEFAULT,
            default_plan: options.default_plan.unwrap_or(domain::PlanCode::Enterprise),
            sales_contact: options.sales_contact,
            billing: options.billing,
            google: options.google,
            check_days: 30,
            password_cost: Cost::Testing,
            retry: Some(retry),
            news_every: options.news_every.unwrap_or(Hub::NEWS_EVERY),
        })
    }
}

/// Somebody who has signed in.
pub struct SignedIn {
    pub principal: Principal,
    pub token: SessionToken,
    pub email: String,
}

impl SignedIn {
    pub fn org(&self) -> OrgId {
        self.principal.member().org
    }

    /// The right to act with permission `P`; panics if the role does not have it.
    pub fn cx<P: Permit>(&self) -> OrgCx<P> {
        self.principal.authorize().unwrap()
    }
}

/// A new person with this role in the company of the test.
pub async fn member(hub: &Hub, role: Role) -> SignedIn {
    const COMPANY: &str = "Loja Azul";
    if role != Role::Owner {
        // Only an owner makes the company; the others join it.
        join(hub, COMPANY, Role::Owner).await;
    }
    join(hub, COMPANY, role).await
}

/// The owner of another company.
pub async fn stranger(hub: &Hub) -> SignedIn {
    join(hub, "Loja Verde", Role::Owner).await
}

async fn join(hub: &Hub, company: &str, role: Role) -> SignedIn {
    let email = format!("{}-{}@lojas.example", role.code(), uuid::Uuid::now_v7().simple());
    let new = NewUser { name: "Ana Exemplo", email: &email, role, company: Company::Named(company) };
    hub.create_user(&new, PASSWORD).await.unwrap();
    sign_in(hub, &email).await
}

/// Somebody known signs in, perhaps at another process upon the same database.
pub async fn sign_in(hub: &Hub, email: &str) -> SignedIn {
    let token = hub.sign_in(email, PASSWORD, &Client::default(), None).await.unwrap().token;
    let session = hub.session(&token.hash()).await.unwrap().unwrap();
    let principal = Principal::of_session(hub, session, None, Locale::PtBr, "test".into()).unwrap();
    SignedIn { principal, token, email: email.to_owned() }
}
