//! Changes of what is subscribed to, and when owners are told of them.

use super::{Standing, paid_next, sold, standing};
use crate::HubError;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{BillingInterval, PlanCode, view::billing::NextPlan};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{
    OrgTx,
    billing::{
        mails::{self, BillingMail},
        subscriptions::SubscriptionRow,
    },
};

/// How long a change rests before it is told: one press takes several steps at Stripe, each of which may be heard of by itself.
const REST: TimeDelta = TimeDelta::minutes(2);

/// What of a subscription owners are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Held {
    plan: Option<PlanCode>,
    interval: Option<BillingInterval>,
    next: Option<NextPlan>,
    ends: bool,
}

/// How a subscription is another one than it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Another plan or interval holds.
    Now,
    /// One is to follow.
    Next(NextPlan),
    /// None is to follow any more.
    Stays,
    /// It was to end, and is not any more.
    GoesOn,
}

impl Held {
    pub(crate) const fn of(row: &SubscriptionRow) -> Self {
        Self { plan: row.plan, interval: row.interval, next: row.next, ends: row.cancels_at.is_some() }
    }

    /// As an e-mail keeps it in a field of its data.
    pub(crate) fn told(data: &Value, field: &str) -> Option<Self> {
        serde_json::from_value(data.get(field)?.clone()).ok()
    }

    /// How the subscription is another one now. Nothing where another e-mail tells of it: of the end that was asked for its own, of a plan
    /// that followed the one by which it was announced.
    pub(crate) fn change(&self, row: &SubscriptionRow) -> Option<Change> {
        let is = Self::of(row);
        let has_followed = self.next.is_some_and(|next| {
            (Some(next.plan), Some(next.interval)) == (is.plan, is.interval)
                && row.period_start.is_some_and(|start| start >= next.at)
        });
        if !has_followed && (self.plan, self.interval) != (is.plan, is.interval) {
            return Some(Change::Now);
        }
        match (self.next.filter(|_| !has_followed), is.next) {
            (was, Some(next)) if was != Some(next) => Some(Change::Next(next)),
            (Some(_), None) if !is.ends => Some(Change::Stays),
            _ => self.undoes_end(row).then_some(Change::GoesOn),
        }
    }

    /// By what it is paid, where the plan is the same.
    pub(crate) fn same_plan_by(&self, row: &SubscriptionRow) -> Option<BillingInterval> {
        row.interval.filter(|_| self.plan == row.plan)
    }

    /// Whether it was to end, and is not any more.
    pub(crate) const fn undoes_end(&self, row: &SubscriptionRow) -> bool {
        self.ends && row.cancels_at.is_none()
    }
}

/// Has owners told of what changed, with all that changed shortly before and was not told yet.
pub(super) async fn tell(
    tx: &mut OrgTx,
    old: &SubscriptionRow,
    new: &SubscriptionRow,
    now: DateTime<Utc>,
) -> Result<(), HubError> {
    let (was, is) = (Held::of(old), Held::of(new));
    if was == is {
        return Ok(());
    }
    let untold = mails::withdraw(tx, BillingMail::SubscriptionChanged, &new.id).await?;
    let ended = was.ends;
    let from = untold.and_then(|data| Held::told(&data, "from")).unwrap_or(was);
    // An end that was asked for meanwhile was told at once, by its own e-mail.
    let from = Held { ends: from.ends || ended, ..from };
    let holds = matches!(standing(new, now), Standing::Holds(_) | Standing::Waits(..));
    if !holds || from.change(new).is_none() {
        return Ok(());
    }
    let mut data = sold(new, paid_next(new));
    if let Some(data) = data.as_object_mut() {
        data.extend([("from".to_owned(), json!(from)), ("to".to_owned(), json!(is))]);
    }
    let matter = format!("{}:{}", new.id, now.timestamp_micros());
    mails::ask_for(tx, BillingMail::SubscriptionChanged, &matter, &data, Some(now + REST)).await?;
    Ok(())
}
