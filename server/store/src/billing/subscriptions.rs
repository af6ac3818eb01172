//! Subscriptions, as Stripe told of them last.

use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, Utc};
use domain::{
    BillingInterval, OrgId, PlanCode, SubscriptionStatus,
    view::billing::{NextPlan, SubscriptionView, money},
};

/// One subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionRow {
    pub id: String,
    /// Stripe's own word.
    pub status: String,
    /// `None` where its price is none of ours.
    pub plan: Option<PlanCode>,
    pub interval: Option<BillingInterval>,
    pub currency: String,
    /// Minor units, of an interval.
    pub amount: Option<i64>,
    pub item_id: Option<String>,
    pub overage_item_id: Option<String>,
    pub created_at: DateTime<Utc>,
    pub period_start: Option<DateTime<Utc>>,
    pub period_end: Option<DateTime<Utc>>,
    pub trial_end: Option<DateTime<Utc>>,
    pub cancels_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub schedule_id: Option<String>,
    pub next: Option<NextPlan>,
    pub past_due_since: Option<DateTime<Utc>>,
    pub grace_until: Option<DateTime<Utc>>,
    pub grace_ended: bool,
    /// When Stripe was asked, by the database's clock.
    pub asked_at: DateTime<Utc>,
}

impl SubscriptionRow {
    /// `None` for a state that this version does not know.
    pub fn known_status(&self) -> Option<SubscriptionStatus> {
        self.status.parse().ok()
    }

    /// Whether a second one beside it would be one too many. One in an unknown state counts.
    pub fn is_live(&self) -> bool {
        self.known_status().is_none_or(SubscriptionStatus::is_live)
    }

    pub fn view(&self) -> SubscriptionView {
        SubscriptionView {
            id: self.id.clone(),
            status: self.known_status(),
            plan: self.plan,
            interval: self.interval,
            price: self.amount.and_then(|minor| money(minor, &self.currency)),
            created_at: self.created_at,
            period_end: self.period_end,
            trial_end: self.trial_end,
            cancels_at: self.cancels_at,
            ended_at: self.ended_at,
            next: self.next,
            grace_until: self.grace_until,
            // One that has ended keeps the item that it had.
            has_overage: self.is_live() && self.overage_item_id.is_some(),
        }
    }
}

/// One as it lies in the table.
struct Found {
    id: String,
    status: String,
    plan: Option<String>,
    billing_interval: Option<String>,
    currency: String,
    amount: Option<i64>,
    item_id: Option<String>,
    overage_item_id: Option<String>,
    created_at: DateTime<Utc>,
    period_start: Option<DateTime<Utc>>,
    period_end: Option<DateTime<Utc>>,
    trial_end: Option<DateTime<Utc>>,
    cancels_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    schedule_id: Option<String>,
    next_plan: Option<String>,
    next_interval: Option<String>,
    next_at: Option<DateTime<Utc>>,
    past_due_since: Option<DateTime<Utc>>,
    grace_until: Option<DateTime<Utc>>,
    grace_ended: bool,
    asked_at: DateTime<Utc>,
}

impl TryFrom<Found> for SubscriptionRow {
    type Error = StoreError;

    fn try_from(found: Found) -> Result<Self, StoreError> {
        let plan = |code: Option<String>| code.map(|code| code.parse::<PlanCode>()).transpose();
        let interval = |code: Option<String>| code.map(|code| code.parse::<BillingInterval>()).transpose();
        let next = match (plan(found.next_plan)?, interval(found.next_interval)?, found.next_at) {
            (Some(plan), Some(interval), Some(at)) => Some(NextPlan { plan, interval, at }),
            _ => None,
        };
        Ok(Self {
            id: found.id,
            status: found.status,
            plan: plan(found.plan)?,
            interval: interval(found.billing_interval)?,
            currency: found.currency,
            amount: found.amount,
            item_id: found.item_id,
            overage_item_id: found.overage_item_id,
            created_at: found.created_at,
            period_start: found.period_start,
            period_end: found.period_end,
            trial_end: found.trial_end,
            cancels_at: found.cancels_at,
            ended_at: found.ended_at,
            schedule_id: found.schedule_id,
            next,
            past_due_since: found.past_due_since,
            grace_until: found.grace_until,
            grace_ended: found.grace_ended,
            asked_at: found.asked_at,
        })
    }
}

/// All of the company, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn all(tx: &mut OrgTx) -> Result<Vec<SubscriptionRow>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query_as!(
        Found,
        "select id, status, plan, billing_interval, currency, amount, item_id, overage_item_id, created_at, period_start,
             period_end, trial_end, cancels_at, ended_at, schedule_id, next_plan, next_interval, next_at, past_due_since,
             grace_until, grace_ended, asked_at
         from billing_subscriptions where org_id = $1 order by created_at desc, id desc",
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(SubscriptionRow::try_from).collect()
}

/// Writes one, unless what is here was asked for later. Whether it was written.
///
/// # Errors
/// [`StoreError`].
pub async fn write(tx: &mut OrgTx, row: &SubscriptionRow) -> Result<bool, StoreError> {
    let org = tx.org();
    let written = sqlx::query!(
        "insert into billing_subscriptions as s (org_id, id, status, plan, billing_interval, currency, amount, item_id,
             overage_item_id, created_at, period_start, period_end, trial_end, cancels_at, ended_at, schedule_id,
             next_plan, next_interval, next_at, past_due_since, grace_until, grace_ended, asked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
         on conflict (org_id, id) do update set status = $3, plan = $4, billing_interval = $5, currency = $6, amount = $7,
             item_id = $8, overage_item_id = $9, created_at = $10, period_start = $11, period_end = $12, trial_end = $13,
             cancels_at = $14, ended_at = $15, schedule_id = $16, next_plan = $17, next_interval = $18, next_at = $19,
             past_due_since = $20, grace_until = $21, grace_ended = $22, asked_at = $23
         where s.asked_at < $23",
        org.0,
        row.id,
        row.status,
        row.plan.map(PlanCode::code),
        row.interval.map(BillingInterval::code),
        row.currency,
        row.amount,
        row.item_id,
        row.overage_item_id,
        row.created_at,
        row.period_start,
        row.period_end,
        row.trial_end,
        row.cancels_at,
        row.ended_at,
        row.schedule_id,
        row.next.map(|next| next.plan.code()),
        row.next.map(|next| next.interval.code()),
        row.next.map(|next| next.at),
        row.past_due_since,
        row.grace_until,
        row.grace_ended,
        row.asked_at,
    )
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Ends the days that were given for a payment, where they are over `now` by the database's clock. Whether there were such.
///
/// # Errors
/// [`StoreError`].
pub async fn end_grace(tx: &mut OrgTx, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let org = tx.org();
    let ended = sqlx::query!(
        "update billing_subscriptions set grace_ended = true where org_id = $1 and grace_until <= $2 and not grace_ended",
        org.0,
        now,
    )
    .execute(tx.conn())
    .await?;
    Ok(ended.rows_affected() > 0)
}

/// Companies whose days for a payment are over.
///
/// # Errors
/// [`StoreError`].
pub async fn grace_is_over(db: &Db) -> Result<Vec<OrgId>, StoreError> {
    let mut tx = SystemTx::because("find payments that were waited for long enough", db).await?;
    let orgs = sqlx::query_scalar!(
        "select distinct org_id from billing_subscriptions where grace_until <= now() and not grace_ended limit 100"
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(orgs.into_iter().map(OrgId).collect())
}

/// Of these subscriptions those that are known, whosever they are, to be compared with Stripe's own list.
///
/// # Errors
/// [`StoreError`].
pub async fn known(db: &Db, ids: &[String]) -> Result<Vec<SubscriptionRow>, StoreError> {
    let mut tx = SystemTx::because("compare subscriptions with those at Stripe", db).await?;
    let rows = sqlx::query_as!(
        Found,
        "select id, status, plan, billing_interval, currency, amount, item_id, overage_item_id, created_at, period_start,
             period_end, trial_end, cancels_at, ended_at, schedule_id, next_plan, next_interval, next_at, past_due_since,
             grace_until, grace_ended, asked_at
         from billing_subscriptions where id = any($1)",
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(SubscriptionRow::try_from).collect()
}
