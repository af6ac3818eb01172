//! Plans paid for by Stripe ([ADR 36](../../../docs/adr/0036-stripe-is-asked-not-believed.md)).
//!
//! What Stripe sends is a hint to go and look; what holds is what it answers when it is asked ([`work`]). So the order of events,
//! repeated ones and those that never came make no difference.

mod change;
mod customer;
pub mod gateway;
mod known;
mod life;
mod mails;
mod overage;
mod owed;
mod portal;
mod reconcile;
mod subscribe;
mod webhook;
mod work;

pub use change::{ChangeDone, cancel, change, keep_on, look, next_payment, take_back};
pub use gateway::PortalFlow;
pub use mails::deliver as deliver_mails;
pub use overage::{
    price as overage_price, price_soon as overage_price_soon, report as report_usage,
    switch as switch_overage,
};
pub use owed::{pay, resume};
pub use portal::open as open_portal;
pub use reconcile::{Differences, reconcile, replay, replay_since};
pub use subscribe::{CameBack, come_back, subscribe};
pub use webhook::{PATH as WEBHOOK_PATH, Receipt, accept};
pub use work::{end_graces as end_grace_periods, keep, work};

pub(crate) use change::KnownPayments;
pub(crate) use mails::send_soon as send_mails_soon;
pub(crate) use overage::KnownPrices;

use crate::{
    Hub, HubError,
    auth::OrgCx,
    permit::{ManageBilling, View},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    BillingInterval, Fault, PlanCurrency,
    view::billing::{BillingView, NextPlan},
};
use gateway::{Gateway, GatewayError};
use secrecy::{ExposeSecret, SecretString};
use store::OrgTx;
use url::Url;

/// How long a plan holds after a payment failed, from when that was first seen.
pub const GRACE: TimeDelta = TimeDelta::days(7);
/// How long a company may try a plan, once.
pub const TRIAL_DAYS: u32 = 14;
/// Invoices that the page shows.
const INVOICES: i64 = 100;

/// The operator's account at Stripe.
#[derive(Clone)]
pub struct BillingConfig {
    pub secret_key: SecretString,
    /// What events are signed with; two while one takes the place of the other.
    pub webhook_secrets: Vec<SecretString>,
    /// Where Stripe is called in place of its own address.
    pub base_url: Option<Url>,
}

impl BillingConfig {
    /// Whether the key is of the world in which money moves.
    pub fn is_live(&self) -> bool {
        let key = self.secret_key.expose_secret();
        key.starts_with("sk_live_") || key.starts_with("rk_live_")
    }
}

impl std::fmt::Debug for BillingConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BillingConfig").field("is_live", &self.is_live()).finish_non_exhaustive()
    }
}

impl Hub {
    /// Whether plans can be paid for here.
    pub fn has_billing(&self) -> bool {
        self.config().billing.is_some()
    }

    /// The way to Stripe.
    ///
    /// # Errors
    /// [`Fault::Conflict`] `billing_off` without keys.
    pub(crate) fn gateway(&self) -> Result<Gateway, HubError> {
        let config = self.config();
        let off = || HubError::from(Fault::Conflict { what: "billing_off".into() });
        let billing = config.billing.as_ref().ok_or_else(off)?;
        let (key, base) = (billing.secret_key.clone(), billing.base_url.as_ref());
        Gateway::new(key, base, config.outbound.clone(), config.retry).ok_or_else(off)
    }
}

impl From<GatewayError> for HubError {
    fn from(error: GatewayError) -> Self {
        tracing::warn!(%error, "Stripe did not do what was asked");
        error.fault().into()
    }
}

pub(crate) fn conflict(what: &str) -> HubError {
    Fault::Conflict { what: what.to_owned() }.into()
}

/// How a company pays for its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pays {
    /// No change of its plan changes it. `None` where plans are not sold in it.
    pub currency: Option<PlanCurrency>,
    /// `None` where the price is none of ours.
    pub interval: Option<BillingInterval>,
    /// The plan that takes its place with the end of the period.
    pub next: Option<NextPlan>,
    /// When it ends by itself.
    pub cancels_at: Option<DateTime<Utc>>,
}

/// All that the page of the subscription shows.
///
/// # Errors
/// [`HubError`].
pub async fn view(cx: &OrgCx<ManageBilling>) -> Result<BillingView, HubError> {
    let mut tx = cx.begin().await?;
    let customer = store::billing::customers::find(&mut tx).await?;
    let all = store::billing::subscriptions::all(&mut tx).await?;
    let mut invoices = store::billing::invoices::list(&mut tx, INVOICES).await?;
    owed::mark_payable(&mut invoices, &all);
    let has_customer = customer.as_ref().is_some_and(|customer| customer.live().is_some());
    let is_customer_gone = customer.as_ref().is_some_and(|customer| customer.gone_at.is_some());
    let may_try = subscribe::may_try(customer.as_ref(), &all);
    let chief = life::chief(&all);
    let unfinished = match chief.filter(|row| row.is_live()) {
        Some(_) => None,
        None => subscribe::unfinished(&mut tx).await?,
    };
    let subscription = chief.map(|row| row.view());
    let is_on = cx.hub().has_billing();
    Ok(BillingView { is_on, has_customer, is_customer_gone, may_try, unfinished, subscription, invoices })
}

/// The currency of the company's subscription, of the last one where that has ended; `None` without any.
///
/// # Errors
/// [`HubError`].
pub async fn currency(cx: &OrgCx<View>) -> Result<Option<PlanCurrency>, HubError> {
    let all = store::billing::subscriptions::all(&mut cx.begin().await?).await?;
    Ok(life::chief(&all).and_then(|row| row.currency.parse().ok()))
}

/// How the company pays for its plan; `None` without a live subscription.
///
/// # Errors
/// [`HubError`].
pub async fn pays(cx: &OrgCx<View>) -> Result<Option<Pays>, HubError> {
    let all = store::billing::subscriptions::all(&mut cx.begin().await?).await?;
    let live = life::chief(&all).filter(|row| row.is_live());
    Ok(live.map(|row| Pays {
        currency: row.currency.parse().ok(),
        interval: row.interval,
        next: row.next,
        cancels_at: row.cancels_at,
    }))
}

/// The currency that the company pays in now, which no change of its plan changes; `None` without a live subscription.
pub(crate) async fn paid_in(tx: &mut OrgTx) -> Result<Option<PlanCurrency>, HubError> {
    let all = store::billing::subscriptions::all(tx).await?;
    let live = life::chief(&all).filter(|row| row.is_live());
    Ok(live.and_then(|row| row.currency.parse().ok()))
}
