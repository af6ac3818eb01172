//! What goes beyond the plan, paid for one by one: switched on and off, and told to Stripe once an hour.

use super::{
    change::{asked, mark, refresh},
    conflict,
    gateway::{Gateway, Price},
    known::{self, Known},
    life,
};
use crate::{Hub, HubError, auth::OrgCx, permit::ManageBilling};
use chrono::{TimeDelta, Utc};
use domain::{
    AuditAction, Fault, JobId, Money, OVERAGE_LOOKUP_KEY, OrgId, PlanCurrency, STRIPE, SubscriptionStatus,
    UpstreamKind,
};
use serde_json::json;
use std::time::Duration;
use store::billing::{
    subscriptions,
    usage::{self, DueReport, Note},
};

/// The furthest back that Stripe takes what was used, 35 days, less a day.
const TAKEN_FOR: TimeDelta = TimeDelta::days(34);
/// For how long pages show a price as it was told.
const PRICE_LIFE: Duration = Duration::from_secs(3_600);

/// Prices by their lasting names.
pub(crate) type KnownPrices = Known<&'static str, Price>;

/// What one record beyond the plan costs, as of now: for who is about to have it paid for.
///
/// # Errors
/// [`Fault::Conflict`]: `billing_off`, `price_missing`, `currency_mismatch`; [`Fault::Upstream`].
pub async fn price(cx: &OrgCx<ManageBilling>, currency: PlanCurrency) -> Result<Money, HubError> {
    let price = found(&cx.hub().gateway()?).await?;
    cx.hub().known_prices().keep(OVERAGE_LOOKUP_KEY, Some(price.clone()));
    price.unit_price_in(currency.code()).ok_or_else(|| conflict("currency_mismatch"))
}

async fn found(gateway: &Gateway) -> Result<Price, HubError> {
    let prices = gateway.prices(&[OVERAGE_LOOKUP_KEY]).await?;
    prices.into_iter().next().ok_or_else(|| conflict("price_missing"))
}

/// The same as it was within the last hour, for a page that does without it where Stripe does not say it soon.
pub async fn price_soon(cx: &OrgCx<ManageBilling>, currency: PlanCurrency) -> Option<Money> {
    if !cx.hub().has_billing() {
        return None;
    }
    let gateway = cx.hub().gateway().ok()?;
    let asking = async move { found(&gateway).await.ok() };
    let price = known::soon(cx.hub(), Hub::known_prices, (OVERAGE_LOOKUP_KEY, PRICE_LIFE), asking).await?;
    price.unit_price_in(currency.code())
}

/// Has what goes beyond the plan paid for, or not any more.
///
/// # Errors
/// [`Fault::Conflict`]: `overage_not_offered` with another plan than Business by the month, `change_scheduled` while a smaller plan
/// waits, `price_missing`, `not_subscribed`; [`Fault::Upstream`].
pub async fn switch(cx: &OrgCx<ManageBilling>, on: bool) -> Result<(), HubError> {
    let gateway = cx.hub().gateway()?;
    let (row, _) = life::live(cx).await?;
    if row.overage_item_id.is_some() == on {
        // Pressed twice.
        return Ok(());
    }
    // Stripe changes nothing directly while a smaller plan waits.
    if row.next.is_some() {
        return Err(conflict("change_scheduled"));
    }
    match &row.overage_item_id {
        None => {
            let is_offered =
                row.plan.zip(row.interval).is_some_and(|(plan, interval)| plan.has_overage(interval));
            let is_in_order = row.known_status().is_some_and(SubscriptionStatus::is_in_order);
            if !is_offered || !is_in_order {
                return Err(conflict("overage_not_offered"));
            }
            let price = found(&gateway).await?;
            gateway.add_item(&row.id, &price.id, &mark(&row, "overage")).await?;
        }
        Some(item) => {
            report_last(cx.hub(), cx.org()).await?;
            gateway.remove_item(&row.id, item).await?;
        }
    }
    refresh(cx, &gateway, &row.id).await?;
    asked(cx, AuditAction::BillingOverageChanged, json!({ "on": on })).await
}

/// Tells what was used beyond plans since the last time. Returns how many reports were made.
///
/// # Errors
/// When the database cannot be asked for them.
pub async fn report(hub: &Hub) -> Result<usize, HubError> {
    for org in usage::payers(hub.db()).await? {
        // One company's trouble is not the others'.
        if let Err(error) = note_hour(hub, org).await {
            tracing::error!(%org, error = &error as &dyn std::error::Error, "what goes beyond a plan could not be noted");
        }
    }
    send(hub).await
}

/// Tells what was used until now, before the price by which it is paid for is gone.
///
/// # Errors
/// [`Fault::Upstream`] where something of the company is not taken: the price has to stay until it is.
pub(super) async fn report_last(hub: &Hub, org: OrgId) -> Result<(), HubError> {
    let cx: OrgCx<ManageBilling> = hub.job_context(org, JobId::new());
    let now = store::billing::now(hub.db()).await?;
    let mut tx = cx.begin().await?;
    usage::note(&mut tx, Note::Last(now)).await?;
    usage::hurry(&mut tx).await?;
    tx.commit().await?;
    send(hub).await?;
    if usage::is_owed(&mut cx.begin().await?).await? {
        return Err(Fault::Upstream { platform: STRIPE.into(), kind: UpstreamKind::Server }.into());
    }
    Ok(())
}

/// Notes what was used in this hour; or until the price ended, where that was to come and was not heard of yet.
async fn note_hour(hub: &Hub, org: OrgId) -> Result<(), HubError> {
    let cx: OrgCx<ManageBilling> = hub.job_context(org, JobId::new());
    let now = store::billing::now(hub.db()).await?;
    let mut tx = cx.begin().await?;
    let all = subscriptions::all(&mut tx).await?;
    usage::note(&mut tx, Note::Hourly(life::paid_beyond_until(&all, &all, now))).await?;
    Ok(tx.commit().await?)
}

async fn send(hub: &Hub) -> Result<usize, HubError> {
    let gateway = hub.gateway()?;
    let mut sent = 0;
    while let Some(due) = usage::due(hub.db()).await? {
        let outcome = match &due.customer_id {
            None => Err("the company has no customer at Stripe".to_owned()),
            Some(customer) => {
                let now = Utc::now();
                let at = due.hour.clamp(now - TAKEN_FOR, now);
                gateway
                    .report_usage(customer, due.quantity, &identifier(&due), at)
                    .await
                    .map_err(|error| error.to_string())
            }
        };
        if let Err(problem) = &outcome {
            tracing::warn!(org = %due.org, hour = %due.hour, problem, "what goes beyond a plan could not be told");
        }
        let minutes = i64::from(due.attempts.clamp(1, 12)) * 10;
        let settled = match &outcome {
            Ok(()) => Ok(()),
            Err(problem) => Err((problem.as_str(), Utc::now() + TimeDelta::minutes(minutes))),
        };
        usage::settle(hub.db(), &due, settled).await?;
        sent += usize::from(outcome.is_ok());
    }
    Ok(sent)
}

/// By which Stripe takes the same report once.
fn identifier(due: &DueReport) -> String {
    let further = if due.seq > 1 { format!(":{}", due.seq) } else { String::new() };
    format!("{}:{}:{}{further}", due.org, due.month.format("%Y-%m"), due.hour.format("%Y-%m-%dT%H"))
}
