//! What every use case stands on.

use crate::{
    billing::{KnownPayments, KnownPrices},
    demo::DemoStore,
    files::FileStore,
    google::Discovered,
    health::Calls,
    integrations::Accounts,
    mail::Mailer,
    vault::Vault,
    webhooks::Traffic,
};
use connector_kit::{AppCredentials, OutboundPolicy, PlatformSpec, Registry, RetryPolicy};
use domain::{Environment, PlanCode};
use std::{
    collections::HashMap,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use store::{Db, migrate::Keep};
use url::Url;

/// The parts that the process puts together once at start.
#[derive(Clone)]
pub struct HubConfig {
    pub db: Db,
    pub registry: Registry,
    pub vault: Vault,
    pub outbound: OutboundPolicy,
    /// Base URLs of platforms that differ from the real ones, by platform id
    /// (`ORION_PLATFORM_<ID>_BASE_URL`).
    pub platform_base_urls: HashMap<String, Url>,
    /// The operator's own apps on platforms, by platform id (`ORION_PLATFORM_<ID>_CLIENT_ID` and
    /// `_CLIENT_SECRET`).
    pub platform_apps: HashMap<String, AppCredentials>,
    /// The same of their sandboxes (`ORION_PLATFORM_<ID>_SANDBOX_...`).
    pub sandbox_base_urls: HashMap<String, Url>,
    pub sandbox_apps: HashMap<String, AppCredentials>,
    /// Under which address browsers and platforms reach this installation; `None` where it is not known,
    /// as in a process without a web server. Then nothing can be asked of a person or a platform that
    /// leads back.
    pub public_url: Option<Url>,
    /// Where e-mails go to.
    pub mailer: Mailer,
    /// Where files lie that people send.
    pub files: FileStore,
    /// Entries of the longest list that rules may look values up in.
    pub list_entries: u64,
    /// How long what only grows is kept.
    pub keep: KeepDays,
    /// The plan of companies that have no other.
    pub default_plan: PlanCode,
    /// Where a plan by contract is asked for; `None` where nobody has said.
    pub sales_contact: Option<crate::plans::SalesContact>,
    /// By which plans are paid for; `None` where they are not.
    pub billing: Option<crate::billing::BillingConfig>,
    /// By which people may sign in besides their password; `None` where they may not.
    pub google: Option<crate::google::GoogleConfig>,
    /// How far back what channels list is compared with what is here, in days.
    pub check_days: i32,
    /// Password hashing cost: full in production, small in tests.
    pub password_cost: crate::passwords::Cost,
    /// Replaces the platforms' own patience and pauses between attempts; tests make them short.
    pub retry: Option<RetryPolicy>,
    /// How often a run that reads the past turns aside to what changed meanwhile.
    pub news_every: Duration,
}

/// For how many days the installation keeps what only grows: the most that a company may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepDays {
    /// Orders as channels wrote them, and events of platforms.
    pub payloads: i32,
    /// What each stage came to about an order.
    pub verdicts: i32,
    /// What happened to each sale.
    pub stories: i32,
    /// Synchronisations and what they did not take.
    pub runs: i32,
}

impl KeepDays {
    /// What is dropped by partition.
    pub const fn partitions(self) -> Keep {
        Keep { payload_days: self.payloads, verdict_days: self.verdicts }
    }

    pub const DEFAULT: Self = Self { payloads: 90, verdicts: 400, stories: 730, runs: 365 };
}

impl HubConfig {
    /// Where a platform is called in place of its own address.
    pub(crate) fn base_url(&self, platform: &str, environment: Environment) -> Option<&Url> {
        match environment {
            Environment::Production => self.platform_base_urls.get(platform),
            Environment::Sandbox => self.sandbox_base_urls.get(platform),
        }
    }

    /// The operator's app, which is never taken for the other environment.
    pub(crate) fn app(&self, platform: &str, environment: Environment) -> Option<&AppCredentials> {
        match environment {
            Environment::Production => self.platform_apps.get(platform),
            Environment::Sandbox => self.sandbox_apps.get(platform),
        }
    }
}

/// The use cases' common ground. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Parts>);

struct Parts {
    config: HubConfig,
    shared: Arc<Shared>,
}

/// What holds for the whole process.
#[derive(Default)]
struct Shared {
    accounts: Accounts,
    events: Traffic,
    calls: Arc<Calls>,
    google: Discovered,
    prices: KnownPrices,
    payments: KnownPayments,
    /// The simulated store that every company may connect.
    demo_store: OnceLock<DemoStore>,
    /// Where the simulated stores are steered by hand.
    demo_control: OnceLock<Url>,
    /// Whether this process takes jobs.
    at_work: AtomicBool,
}

impl Hub {
    /// For [`HubConfig::news_every`].
    pub const NEWS_EVERY: Duration = Duration::from_secs(180);

    pub fn new(config: HubConfig) -> Self {
        Self(Arc::new(Parts { config, shared: Arc::default() }))
    }

    /// The same for other threads of this process, with connections of their own: what was learned of
    /// accounts is shared.
    #[must_use]
    pub fn beside(&self, db: Db, outbound: OutboundPolicy) -> Self {
        let config = HubConfig { db, outbound, ..self.config().clone() };
        Self(Arc::new(Parts { config, shared: self.0.shared.clone() }))
    }

    /// The address of a path of this installation, which begins with `/`.
    pub fn public_url(&self, path: &str) -> Option<Url> {
        let mut url = self.config().public_url.clone()?;
        url.set_path(&format!("{}{path}", url.path().trim_end_matches('/')));
        Some(url)
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.config.db
    }

    pub fn registry(&self) -> &Registry {
        &self.0.config.registry
    }

    /// What Google was found to say of itself.
    pub(crate) fn discovered(&self) -> &Discovered {
        &self.0.shared.google
    }

    /// Prices that Stripe was asked for.
    pub(crate) fn known_prices(&self) -> &KnownPrices {
        &self.0.shared.prices
    }

    /// Payments to come that Stripe was asked for.
    pub(crate) fn known_payments(&self) -> &KnownPayments {
        &self.0.shared.payments
    }

    /// The simulated store that every company may connect, where this process runs one.
    pub(crate) fn demo_store(&self) -> &OnceLock<DemoStore> {
        &self.0.shared.demo_store
    }

    /// Where the simulated stores of this process are steered by hand, where browsers reach that.
    pub(crate) fn demo_control(&self) -> &OnceLock<Url> {
        &self.0.shared.demo_control
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.config.vault
    }

    /// Where files lie that people send.
    pub fn files(&self) -> &FileStore {
        &self.0.config.files
    }

    /// Entries of the longest list that rules may look values up in.
    pub fn list_entries(&self) -> u64 {
        self.0.config.list_entries
    }

    /// How often and how patiently a platform is called.
    pub(crate) fn retry_policy(&self, spec: &PlatformSpec) -> RetryPolicy {
        self.0.config.retry.unwrap_or(spec.retry)
    }

    pub(crate) fn config(&self) -> &HubConfig {
        &self.0.config
    }

    pub(crate) fn accounts(&self) -> &Accounts {
        &self.0.shared.accounts
    }

    /// The events that this process takes.
    pub(crate) fn events(&self) -> &Traffic {
        &self.0.shared.events
    }

    /// The calls of platforms that this process counts.
    pub(crate) fn calls(&self) -> &Arc<Calls> {
        &self.0.shared.calls
    }

    /// Whether this process takes jobs: it was asked to, and its job engine runs.
    pub fn is_at_work(&self) -> bool {
        self.0.shared.at_work.load(Ordering::Relaxed)
    }

    pub(crate) fn set_at_work(&self, at_work: bool) {
        self.0.shared.at_work.store(at_work, Ordering::Relaxed);
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`crate::HubError`].
    pub async fn ping(&self) -> Result<(), crate::HubError> {
        Ok(self.db().ping().await?)
    }
}

impl std::fmt::Debug for Hub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hub").finish_non_exhaustive()
    }
}
