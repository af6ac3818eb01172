//! What the pages of payments show.

use crate::{BillingInterval, Currency, Money, PlanCode, PlanCurrency, SubscriptionStatus};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A subscription, as Stripe told of it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionView {
    pub id: String,
    /// `None` for a state that this version does not know.
    pub status: Option<SubscriptionStatus>,
    /// `None` where its price is none of ours.
    pub plan: Option<PlanCode>,
    pub interval: Option<BillingInterval>,
    /// Of an interval.
    pub price: Option<Money>,
    pub created_at: DateTime<Utc>,
    pub period_end: Option<DateTime<Utc>>,
    pub trial_end: Option<DateTime<Utc>>,
    /// When it ends by itself.
    pub cancels_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub next: Option<NextPlan>,
    /// Until when the plan holds although a payment is missing.
    pub grace_until: Option<DateTime<Utc>>,
    /// Whether what goes beyond the plan is paid for.
    pub has_overage: bool,
}

impl SubscriptionView {
    /// Whether a second one beside it would be one too many. One in an unknown state counts.
    pub fn is_live(&self) -> bool {
        self.status.is_none_or(SubscriptionStatus::is_live)
    }

    /// Until when the plan holds while a payment is missing: for the days that are given for it, and no longer than the subscription.
    pub fn waits_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let given = self.grace_until.filter(|_| self.status == Some(SubscriptionStatus::PastDue))?;
        (given > now).then(|| self.cancels_at.map_or(given, |at| at.min(given)))
    }
}

/// A change that waits for the end of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextPlan {
    pub plan: PlanCode,
    pub interval: BillingInterval,
    pub at: DateTime<Utc>,
}

impl NextPlan {
    /// What an interval of it costs as it is sold.
    pub fn price_in(&self, currency: Currency) -> Option<Money> {
        let sold = PlanCurrency::ALL.iter().copied().find(|sold| sold.iso() == currency.code())?;
        let minor = self.plan.plan().price(self.interval, sold)?;
        Some(Money::from_minor(minor, currency))
    }
}

/// An invoice in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceView {
    pub id: String,
    pub subscription_id: Option<String>,
    /// None while it is a draft.
    pub number: Option<String>,
    /// Stripe's word: draft, open, paid, uncollectible, void.
    pub status: String,
    /// Whether it is open, and paying it gives the plan that it is for.
    pub is_payable: bool,
    pub total: Money,
    pub remaining: Money,
    pub created_at: DateTime<Utc>,
    /// The time that it pays for.
    pub period: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub next_attempt_at: Option<DateTime<Utc>>,
    pub hosted_url: Option<String>,
    pub pdf_url: Option<String>,
}

/// A checkout that can be gone through still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenCheckout {
    pub plan: PlanCode,
    pub interval: BillingInterval,
    pub currency: PlanCurrency,
    /// When Stripe closes it.
    pub until: DateTime<Utc>,
}

/// All that the page of the subscription shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillingView {
    /// Whether plans can be paid for here.
    pub is_on: bool,
    /// Whether Stripe knows the company, so that there are cards and invoices to look at.
    pub has_customer: bool,
    /// Whether somebody deleted it there; whoever subscribes again is made known anew.
    pub is_customer_gone: bool,
    pub may_try: bool,
    /// A checkout that somebody left, while nothing is subscribed to.
    pub unfinished: Option<OpenCheckout>,
    /// The one that counts: the live one, or else the last.
    pub subscription: Option<SubscriptionView>,
    pub invoices: Vec<InvoiceView>,
}

/// What a change of plan means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeView {
    pub from: PlanCode,
    pub to: PlanCode,
    pub interval: BillingInterval,
    pub currency: PlanCurrency,
    /// Of an interval.
    pub price: Money,
    /// Whether what goes beyond the plan is paid for now, and is not with this one.
    pub ends_overage: bool,
    /// Whether the end of the subscription was asked for, which this takes back.
    pub undoes_end: bool,
    pub kind: ChangeKind,
}

/// What is charged, or will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    pub sum: Money,
    /// What was taken off before.
    pub off: Money,
    /// What of it is paid out of the company's credit at Stripe.
    pub credit: Money,
    /// The credit that is left then, with what this gives back.
    pub left: Money,
}

/// When it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// By a checkout, as nothing is subscribed to yet. With days to try, if the company may.
    Checkout { trial_days: Option<u32> },
    /// At once. This is charged today, or what it leaves credited; `at` goes back with the answer, so that what
    /// was shown is what is charged. During a trial the first payment comes when that is over.
    Now { today: Payment, first: Option<(DateTime<Utc>, Payment)>, at: DateTime<Utc> },
    /// When the time is over that is paid for; or that is tried, with which the first payment comes, as far as Stripe says it.
    AtPeriodEnd { at: DateTime<Utc>, is_trial: bool, first: Option<Payment> },
}

/// An amount in Stripe's way of writing it: minor units, the code in small letters.
pub fn money(minor: i64, currency: &str) -> Option<Money> {
    let currency: Currency = currency.parse().ok()?;
    Some(Money::from_minor(minor, currency))
}
