//! Changing what is subscribed to: a larger plan at once, a smaller one when the time is over that is paid for.

use super::{
    TRIAL_DAYS, conflict,
    gateway::{EndsBy, Follows, Gateway, GatewayError, Invoice, PriceChange},
    known::{self, Known},
    life::{self, Seen},
    overage, reconcile,
    subscribe::{may_try, must_go_on, price},
};
use crate::{Hub, HubError, auth::OrgCx, permit::ManageBilling};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{
    AuditAction, BillingInterval, Currency, Fault, Money, PlanCode, PlanCurrency, SubscriptionStatus,
    view::billing::{ChangeKind, ChangeView, NextPlan, Payment},
};
use serde_json::json;
use std::time::Duration;
use store::billing::{
    customers,
    subscriptions::{self, SubscriptionRow},
};

/// For how long what the next payment will be is taken as it was told: what goes beyond the plan adds to it by and by.
const PAYMENT_LIFE: Duration = Duration::from_secs(600);
/// How long an amount that was shown is charged.
const SHOWN_FOR: TimeDelta = TimeDelta::minutes(30);

/// What the next payments will be, by subscription and when that was looked at last: whatever changes it has it looked at.
pub(crate) type KnownPayments = Known<(String, DateTime<Utc>), Payment>;

/// How a change was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeDone {
    /// Nothing is subscribed to yet: the address of the checkout.
    Checkout(String),
    Now,
    AtPeriodEnd(DateTime<Utc>),
}

/// What a change would be and cost; `None` where the company has this already.
///
/// # Errors
/// [`Fault::Conflict`]: `billing_off`, `not_on_sale`, `price_missing`, `currency_mismatch`, `paused`, `payment_missing` while the
/// last payment is; [`Fault::Upstream`].
pub async fn look(
    cx: &OrgCx<ManageBilling>,
    plan: PlanCode,
    interval: BillingInterval,
    currency: PlanCurrency,
) -> Result<Option<ChangeView>, HubError> {
    let gateway = cx.hub().gateway()?;
    let price = price(&gateway, plan, interval).await?;
    let Some((row, customer)) = subscribed(cx).await? else {
        let minor = price.amount_in(currency.code()).ok_or_else(|| conflict("currency_mismatch"))?;
        let may_try = {
            let mut tx = cx.begin().await?;
            let customer = customers::find(&mut tx).await?;
            may_try(customer.as_ref(), &subscriptions::all(&mut tx).await?)
        };
        let kind = ChangeKind::Checkout { trial_days: may_try.then_some(TRIAL_DAYS) };
        let price = money(minor, currency.code())?;
        let from = PlanCode::Free;
        let (ends_overage, undoes_end) = (false, false);
        return Ok(Some(ChangeView {
            from,
            to: plan,
            interval,
            currency,
            price,
            ends_overage,
            undoes_end,
            kind,
        }));
    };
    must_go_on(&row)?;
    // What is not paid is not promised either. Whoever chooses the same anew wants it back.
    must_be_paid(&row)?;
    let (Some(from), Some(old)) = (row.plan, row.interval) else { return Err(conflict("billing_changed")) };
    let minor = price.amount_in(&row.currency).ok_or_else(|| conflict("currency_mismatch"))?;
    let currency = row.currency.parse().unwrap_or(currency);
    let amount = money(minor, &row.currency)?;
    let Some(direction) = direction((from, old), (plan, interval)) else { return Ok(None) };
    let at = within(&row, Utc::now().trunc_subsecs(0));
    let change = PriceChange { at: Some(at), ..price_change(&row, &price.id, interval, plan)? };
    let is_trial = row.known_status() == Some(SubscriptionStatus::Trialing);
    let first = match row.trial_end.filter(|_| is_trial) {
        Some(end) => Some((end, gateway.preview(&customer, &change, false).await)),
        None => None,
    };
    let kind = match direction {
        Direction::Up => {
            let today = payment(&gateway.preview(&customer, &change, true).await?)?;
            let first = match first {
                Some((end, invoice)) => Some((end, payment(&invoice?)?)),
                None => None,
            };
            ChangeKind::Now { today, first, at }
        }
        Direction::Down => ChangeKind::AtPeriodEnd {
            at: row.period_end.ok_or_else(|| conflict("billing_changed"))?,
            is_trial: first.is_some(),
            // Nothing is charged before that day: where Stripe does not say how much then, the change goes on without it.
            first: first.and_then(|(_, invoice)| payment(&invoice.ok()?).ok()),
        },
    };
    let ends_overage = row.overage_item_id.is_some() && !plan.has_overage(interval);
    let undoes_end = row.cancels_at.is_some();
    Ok(Some(ChangeView { from, to: plan, interval, currency, price: amount, ends_overage, undoes_end, kind }))
}

/// Changes to a plan. `at` is the moment of [`ChangeKind::Now`] that was shown.
///
/// # Errors
/// As [`look`]; [`Fault::Conflict`] `card_declined` where the difference could not be charged: nothing has changed then;
/// `preview_old` where what was shown is not right any more.
pub async fn change(
    cx: &OrgCx<ManageBilling>,
    plan: PlanCode,
    interval: BillingInterval,
    currency: PlanCurrency,
    at: Option<DateTime<Utc>>,
) -> Result<ChangeDone, HubError> {
    let gateway = cx.hub().gateway()?;
    let Some((row, customer)) = subscribed(cx).await? else {
        return super::subscribe(cx, plan, interval, currency).await.map(ChangeDone::Checkout);
    };
    must_go_on(&row)?;
    let (Some(from), Some(old)) = (row.plan, row.interval) else { return Err(conflict("billing_changed")) };
    let price = price(&gateway, plan, interval).await?;
    if price.amount_in(&row.currency).is_none() {
        return Err(conflict("currency_mismatch"));
    }
    let done = match direction((from, old), (plan, interval)) {
        // Pressed twice.
        None => return Ok(ChangeDone::Now),
        Some(Direction::Up) => {
            must_be_paid(&row)?;
            if at.is_some_and(|at| !is_fresh(&row, at, Utc::now())) {
                return Err(conflict("preview_old"));
            }
            let goes_on = end_of(&gateway, &row).await?;
            let change = PriceChange { at, goes_on, ..price_change(&row, &price.id, interval, plan)? };
            up(cx, &gateway, &row, &change).await?;
            // So that the page shows what was charged; told of by an event all the same.
            if let Err(error) = reconcile::invoices(cx.hub(), &gateway, Some(&customer)).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "invoices could not be taken over");
            }
            ChangeDone::Now
        }
        Some(Direction::Down) => {
            must_be_paid(&row)?;
            ChangeDone::AtPeriodEnd(down(cx, &gateway, &row, &price.id, (plan, interval)).await?)
        }
    };
    asked(cx, AuditAction::BillingChangeAsked, json!({ "from": from, "to": plan, "interval": interval }))
        .await?;
    Ok(done)
}

/// What the next payment will be, as far as it is known: with what went beyond the plan until now, and that of the plan that comes with
/// it. `None` where there is none, where both come together, and where Stripe does not say it soon.
///
/// # Errors
/// [`HubError`] of what is here; none of Stripe's.
pub async fn next_payment(cx: &OrgCx<ManageBilling>) -> Result<Option<Payment>, HubError> {
    if !cx.hub().has_billing() {
        return Ok(None);
    }
    let Some((row, customer)) = subscribed(cx).await? else { return Ok(None) };
    let follows = row.next.filter(|next| row.period_end.is_some_and(|end| next.at <= end));
    let comes_together = follows.is_some() && row.overage_item_id.is_some();
    if must_be_paid(&row).is_err() || row.cancels_at.is_some() || comes_together {
        return Ok(None);
    }
    let gateway = cx.hub().gateway()?;
    let key = (row.id.clone(), row.asked_at);
    let asking = async move {
        let coming = coming(&gateway, &customer, &row, follows).await;
        coming.inspect_err(|error| tracing::warn!(%error, "the next payment is not known")).ok()
    };
    Ok(known::soon(cx.hub(), Hub::known_payments, (key, PAYMENT_LIFE), asking).await)
}

/// The next payment of a subscription; that of another plan where one follows.
async fn coming(
    gateway: &Gateway,
    customer: &str,
    row: &SubscriptionRow,
    follows: Option<NextPlan>,
) -> Result<Payment, HubError> {
    let invoice = match follows {
        Some(NextPlan { plan, interval, .. }) => {
            let price = price(gateway, plan, interval).await?;
            gateway.preview(customer, &price_change(row, &price.id, interval, plan)?, false).await?
        }
        None => gateway.upcoming(customer, &row.id).await?,
    };
    payment(&invoice)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// At once.
    Up,
    /// At the end of the period.
    Down,
}

/// Which way a change goes; none where it is no change. A year in place of a month costs more today.
fn direction(from: (PlanCode, BillingInterval), to: (PlanCode, BillingInterval)) -> Option<Direction> {
    match to.cmp(&from) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(Direction::Up),
        std::cmp::Ordering::Less => Some(Direction::Down),
    }
}

async fn subscribed(cx: &OrgCx<ManageBilling>) -> Result<Option<(SubscriptionRow, String)>, HubError> {
    match life::live(cx).await {
        Ok(found) => Ok(Some(found)),
        Err(HubError::Fault(Fault::Conflict { what })) if what == "not_subscribed" => Ok(None),
        Err(other) => Err(other),
    }
}

/// More is not sold on credit, and less does not wait for the end of a time that is not paid.
fn must_be_paid(row: &SubscriptionRow) -> Result<(), HubError> {
    match row.known_status() {
        Some(SubscriptionStatus::Active | SubscriptionStatus::Trialing) => Ok(()),
        Some(SubscriptionStatus::PastDue | SubscriptionStatus::Unpaid) => Err(conflict("payment_missing")),
        _ => Err(conflict("billing_changed")),
    }
}

fn price_change<'a>(
    row: &'a SubscriptionRow,
    price: &'a str,
    interval: BillingInterval,
    plan: PlanCode,
) -> Result<PriceChange<'a>, HubError> {
    let item = row.item_id.as_deref().ok_or_else(|| conflict("billing_changed"))?;
    // What goes beyond is counted by the month, beside the one plan that has it.
    let drop_item = row.overage_item_id.as_deref().filter(|_| !plan.has_overage(interval));
    Ok(PriceChange { subscription: &row.id, item, price, at: None, drop_item, goes_on: None })
}

/// By which word a subscription is to end, if it is: people do so here, and on Stripe's own pages.
async fn end_of(gateway: &Gateway, row: &SubscriptionRow) -> Result<Option<EndsBy>, HubError> {
    if row.cancels_at.is_none() {
        return Ok(None);
    }
    Ok(gateway.subscription(&row.id).await?.ends_by())
}

/// Has a subscription go on that was to end.
async fn go_on(gateway: &Gateway, row: &SubscriptionRow) -> Result<(), HubError> {
    if let Some(end) = end_of(gateway, row).await? {
        gateway.go_on(&row.id, end, &mark(row, "stay")).await?;
    }
    Ok(())
}

/// A moment of the period that runs, as Stripe's clock need not be ours.
fn within(row: &SubscriptionRow, at: DateTime<Utc>) -> DateTime<Utc> {
    match (row.period_start, row.period_end) {
        (Some(start), Some(end)) if start < end => at.clamp(start, end),
        _ => at,
    }
}

/// Whether an amount that was shown for a moment is still right.
fn is_fresh(row: &SubscriptionRow, at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let is_edge = row.period_start == Some(at);
    within(row, at) == at && (is_edge || (now - at).abs() < SHOWN_FOR)
}

async fn up(
    cx: &OrgCx<ManageBilling>,
    gateway: &Gateway,
    row: &SubscriptionRow,
    change: &PriceChange<'_>,
) -> Result<(), HubError> {
    if change.drop_item.is_some() {
        overage::report_last(cx.hub(), cx.org()).await?;
    }
    // Stripe changes nothing directly while a smaller plan waits.
    release(gateway, row).await?;
    // Pressed twice it is done once; pressed after a card was declined, which is seen below, it is tried anew.
    let at = change.at.map_or(0, |at| at.timestamp());
    let key = format!("change:{}:{}:{at}:{}", row.id, change.price, row.asked_at.timestamp_micros());
    let changed = gateway.change_price(change, &key).await;
    // Looked at even where the card was declined.
    refresh(cx, gateway, &row.id).await?;
    if let Err(error) = changed {
        put_back(cx, gateway, row).await?;
        return Err(error.into());
    }
    Ok(())
}

/// Has the smaller plan wait again that waited before a larger one could not be charged.
async fn put_back(
    cx: &OrgCx<ManageBilling>,
    gateway: &Gateway,
    before: &SubscriptionRow,
) -> Result<(), HubError> {
    let Some(next) = before.next else { return Ok(()) };
    let (now, _) = life::live(cx).await?;
    let is_as_before = now.id == before.id && (now.plan, now.interval) == (before.plan, before.interval);
    if !is_as_before || now.schedule_id.is_some() {
        return Ok(());
    }
    let price = price(gateway, next.plan, next.interval).await?;
    let schedule = gateway.create_schedule(&before.id, &mark(before, "again")).await?;
    let key = format!("again:{}:{}", schedule.id, moment(before));
    let is_other_interval = before.interval != Some(next.interval);
    let follows = Follows { at: next.at, price: &price.id, is_other_interval };
    gateway.schedule_price(&schedule, follows, cx.org(), &key).await?;
    refresh(cx, gateway, &before.id).await
}

async fn down(
    cx: &OrgCx<ManageBilling>,
    gateway: &Gateway,
    row: &SubscriptionRow,
    price: &str,
    (plan, interval): (PlanCode, BillingInterval),
) -> Result<DateTime<Utc>, HubError> {
    let at = row.period_end.ok_or_else(|| conflict("billing_changed"))?;
    if row.next == Some(NextPlan { plan, interval, at }) {
        return Ok(at);
    }
    if row.next.is_none() {
        go_on(gateway, row).await?;
    }
    if row.schedule_id.is_some() && row.next.is_none() {
        // What it was for is done; another one begins with what is now.
        release(gateway, row).await?;
    }
    let schedule = match row.schedule_id.as_deref().filter(|_| row.next.is_some()) {
        Some(schedule) => gateway.schedule(schedule).await?,
        None => gateway.create_schedule(&row.id, &mark(row, "schedule")).await?,
    };
    let key = format!("then:{}:{price}:{}", schedule.id, moment(row));
    let follows = Follows { at, price, is_other_interval: row.interval != Some(interval) };
    gateway.schedule_price(&schedule, follows, cx.org(), &key).await?;
    refresh(cx, gateway, &row.id).await?;
    Ok(at)
}

/// Forgets the smaller plan that waits.
///
/// # Errors
/// [`Fault::Conflict`] `nothing_scheduled`; [`Fault::Upstream`].
pub async fn take_back(cx: &OrgCx<ManageBilling>) -> Result<(), HubError> {
    let gateway = cx.hub().gateway()?;
    let (row, _) = life::live(cx).await?;
    if row.next.is_none() {
        return Err(conflict("nothing_scheduled"));
    }
    release(&gateway, &row).await?;
    refresh(cx, &gateway, &row.id).await?;
    asked(cx, AuditAction::BillingChangeTakenBack, json!({ "next": row.next.map(|next| next.plan) })).await
}

/// Ends the subscription with the time that is paid for. Returns when that is.
///
/// # Errors
/// [`Fault::Conflict`] `not_subscribed`; [`Fault::Upstream`].
pub async fn cancel(cx: &OrgCx<ManageBilling>) -> Result<Option<DateTime<Utc>>, HubError> {
    let gateway = cx.hub().gateway()?;
    let (row, _) = life::live(cx).await?;
    if row.cancels_at.is_none() {
        release(&gateway, &row).await?;
        gateway.cancel_at_period_end(&row.id, &mark(&row, "end")).await?;
        refresh(cx, &gateway, &row.id).await?;
        asked(cx, AuditAction::BillingCancelAsked, json!({ "plan": row.plan })).await?;
    }
    Ok(life::live(cx).await?.0.cancels_at)
}

/// Goes on with a subscription that was to end.
///
/// # Errors
/// [`Fault::Conflict`] `not_subscribed`, where it has ended; [`Fault::Upstream`].
pub async fn keep_on(cx: &OrgCx<ManageBilling>) -> Result<(), HubError> {
    let gateway = cx.hub().gateway()?;
    let (row, _) = life::live(cx).await?;
    if row.cancels_at.is_none() {
        return Ok(());
    }
    go_on(&gateway, &row).await?;
    refresh(cx, &gateway, &row.id).await?;
    asked(cx, AuditAction::BillingCancelTakenBack, json!({ "plan": row.plan })).await
}

async fn release(gateway: &Gateway, row: &SubscriptionRow) -> Result<(), HubError> {
    let Some(schedule) = &row.schedule_id else { return Ok(()) };
    match gateway.release_schedule(schedule).await {
        // It is over, or was released already.
        Ok(_) | Err(GatewayError::NotFound | GatewayError::Refused { .. }) => Ok(()),
        Err(other) => Err(other.into()),
    }
}

/// A key under which the same press is done once.
pub(super) fn mark(row: &SubscriptionRow, what: &str) -> String {
    format!("{what}:{}:{}", row.id, moment(row))
}

/// When something was pressed: the subscription as it was seen then. A failure, which Stripe repeats for a day to whoever comes with
/// the same key, is over in a minute.
fn moment(row: &SubscriptionRow) -> String {
    format!("{}:{}", row.asked_at.timestamp_micros(), Utc::now().timestamp() / 60)
}

/// Takes over what a subscription has become.
pub(super) async fn refresh(cx: &OrgCx<ManageBilling>, gateway: &Gateway, id: &str) -> Result<(), HubError> {
    let seen = Seen::look(cx.hub(), gateway, id).await?;
    Ok(life::take_over(cx.hub(), gateway, cx.org(), seen).await?)
}

/// Writes down who asked for it.
pub(super) async fn asked(
    cx: &OrgCx<ManageBilling>,
    action: AuditAction,
    what: serde_json::Value,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    cx.audit(&mut tx, action, ("organisation", Some(cx.org().0)), what).await?;
    Ok(tx.commit().await?)
}

fn payment(invoice: &Invoice) -> Result<Payment, HubError> {
    invoice.payment().ok_or_else(|| conflict("currency_mismatch"))
}

fn money(minor: i64, currency: &str) -> Result<Money, HubError> {
    let currency: Currency = currency.parse().map_err(|_| conflict("currency_mismatch"))?;
    Ok(Money::from_minor(minor, currency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use BillingInterval::{Month, Year};
    use PlanCode::{Business, Pro};

    #[test]
    fn more_comes_at_once_and_less_at_the_end() {
        assert_eq!(direction((Pro, Month), (Business, Month)), Some(Direction::Up));
        assert_eq!(direction((Pro, Year), (Business, Month)), Some(Direction::Up));
        assert_eq!(direction((Pro, Month), (Pro, Year)), Some(Direction::Up));
        assert_eq!(direction((Pro, Year), (Pro, Month)), Some(Direction::Down));
        assert_eq!(direction((Business, Month), (Pro, Year)), Some(Direction::Down));
        assert_eq!(direction((Pro, Month), (Pro, Month)), None);
    }
}
