//! Looking at Stripe's own lists: nothing that was paid is lost because we were down.

use super::{
    gateway::{Gateway, List},
    life,
    work::{TRIES, matters, work},
};
use crate::{Hub, HubError};
use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use std::collections::HashMap;
use store::billing::{
    customers,
    events::{self, NewStripeEvent},
    rounds, subscriptions,
};

/// How far back the first round looks: Stripe keeps events for 30 days.
const FURTHEST: TimeDelta = TimeDelta::days(29);
/// Events do not become visible in their order to the second.
const OVERLAP: TimeDelta = TimeDelta::hours(1);
/// Events that failed for good of which a round tries so many once more.
const FAILED: i64 = 500;

/// What was not here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Differences {
    /// Events that never came.
    pub events: usize,
    /// Subscriptions that were here as something else, or not at all.
    pub subscriptions: usize,
    /// Subscriptions of nobody who is known here.
    pub strangers: usize,
}

impl Differences {
    fn all(self) -> i64 {
        i64::try_from(self.events + self.subscriptions).unwrap_or(i64::MAX)
    }
}

/// Compares Stripe's events and subscriptions with what is here, and takes over what differs. `asked` for at once, or only if the
/// daily round is due; `None` where it is not.
///
/// # Errors
/// [`Fault::Conflict`] `billing_off`; [`Fault::Upstream`]; the next round begins where this one did then.
pub async fn reconcile(hub: &Hub, asked: bool) -> Result<Option<Differences>, HubError> {
    let gateway = hub.gateway()?;
    let Some(seen_until) = rounds::begin(hub.db(), asked).await? else { return Ok(None) };
    let mut differences = Differences::default();
    let newest = missed_events(hub, &gateway, seen_until, &mut differences).await?;
    // One more try of each, not all of them again.
    events::again_failed(hub.db(), TRIES - 1, FAILED).await?;
    work(hub).await?;
    listed(hub, &gateway, &mut differences).await?;
    rounds::end(hub.db(), newest, differences.all()).await?;
    if differences.all() > 0 {
        tracing::warn!(?differences, "what Stripe has differed from what was here");
    } else {
        tracing::info!(strangers = differences.strangers, "what Stripe has is here");
    }
    Ok(Some(differences))
}

/// Keeps the events that never came, the oldest first. Returns the moment of the newest one.
async fn missed_events(
    hub: &Hub,
    gateway: &Gateway,
    seen_until: Option<DateTime<Utc>>,
    differences: &mut Differences,
) -> Result<Option<DateTime<Utc>>, HubError> {
    let furthest = Utc::now() - FURTHEST;
    let since = seen_until.map_or(furthest, |until| (until - OVERLAP).max(furthest));
    let (mut after, mut found) = (None::<String>, Vec::new());
    loop {
        let List { data, has_more } = gateway.events(since, after.as_deref()).await?;
        after = data.last().map(|event| event.id.clone());
        found.extend(data);
        if !has_more || after.is_none() {
            break;
        }
    }
    let newest = found.iter().filter_map(|event| event.created).max();
    for event in found.iter().rev().filter(|event| matters(&event.kind)) {
        let object = &event.data.object;
        let is_customer = object.object == "customer";
        let customer = if is_customer { object.id.as_deref() } else { object.customer.0.as_deref() };
        let new = NewStripeEvent {
            id: &event.id,
            kind: &event.kind,
            created_at: event.created.unwrap_or_else(Utc::now),
            body: None,
            object_id: object.id.as_deref(),
            customer_id: customer,
            matters: true,
        };
        differences.events += usize::from(events::keep(hub.db(), &new).await?);
    }
    Ok(newest)
}

/// Takes over each subscription that is another thing here.
async fn listed(hub: &Hub, gateway: &Gateway, differences: &mut Differences) -> Result<(), HubError> {
    let mut after = None::<String>;
    loop {
        let List { data, has_more } = gateway.subscriptions(None, after.as_deref()).await?;
        after = data.last().map(|subscription| subscription.id.clone());
        let ids: Vec<_> = data.iter().map(|subscription| subscription.id.clone()).collect();
        let known = subscriptions::known(hub.db(), &ids).await?;
        let known: HashMap<_, _> = known.into_iter().map(|row| (row.id.clone(), row)).collect();
        for subscription in &data {
            let here = known.get(&subscription.id);
            if here.is_some_and(|row| !life::is_other(subscription, row)) {
                continue;
            }
            match life::sync(hub, gateway, &subscription.id).await {
                Ok(Some(org)) => {
                    let here = here.map_or("nothing", |row| row.status.as_str());
                    tracing::warn!(%org, subscription = subscription.id, here, there = subscription.status, "a subscription differed");
                    differences.subscriptions += 1;
                    if let Err(error) = invoices(hub, gateway, subscription.customer.0.as_deref()).await {
                        tracing::error!(%org, error = &error as &dyn std::error::Error, "invoices could not be taken over");
                    }
                }
                Ok(None) => differences.strangers += 1,
                // One that fails is not the others' trouble, nor the round's.
                Err(error) => {
                    tracing::error!(
                        subscription = subscription.id,
                        error = &error as &dyn std::error::Error,
                        "a subscription could not be taken over"
                    );
                }
            }
        }
        if !has_more || after.is_none() {
            return Ok(());
        }
    }
}

/// Writes down the invoices of a customer.
pub(super) async fn invoices(hub: &Hub, gateway: &Gateway, customer: Option<&str>) -> Result<(), HubError> {
    let Some(customer) = customer else { return Ok(()) };
    let Some(org) = customers::org_of(hub.db(), customer).await? else { return Ok(()) };
    let asked_at = store::billing::now(hub.db()).await?;
    let newest = gateway.invoices(customer, None).await?;
    let cx = hub.job_context::<crate::permit::ManageBilling>(org, domain::JobId::new());
    let mut tx = cx.begin().await?;
    for invoice in &newest.data {
        life::keep_invoice(&mut tx, invoice, asked_at).await?;
    }
    Ok(tx.commit().await?)
}

/// Works on one event once more; it is fetched from Stripe if it never came. Returns its state after that, and why.
///
/// # Errors
/// [`Fault::NotFound`] where neither knows it; [`Fault::Upstream`].
pub async fn replay(hub: &Hub, id: &str) -> Result<(String, Option<String>), HubError> {
    let gateway = hub.gateway()?;
    if !events::again(hub.db(), id).await? {
        let event = gateway.event(id).await.map_err(|error| match error {
            super::GatewayError::NotFound => HubError::from(Fault::NotFound),
            other => other.into(),
        })?;
        let object = &event.data.object;
        let new = NewStripeEvent {
            id: &event.id,
            kind: &event.kind,
            created_at: event.created.unwrap_or_else(Utc::now),
            body: None,
            object_id: object.id.as_deref(),
            customer_id: object.customer.0.as_deref(),
            matters: matters(&event.kind),
        };
        events::keep(hub.db(), &new).await?;
    }
    work(hub).await?;
    let state = events::state(hub.db(), id).await?;
    Ok(state.map(|(state, _, problem)| (state, problem)).ok_or(Fault::NotFound)?)
}

/// Works once more on all events that happened since a moment and are here. Returns how many.
///
/// # Errors
/// [`HubError`].
pub async fn replay_since(hub: &Hub, since: DateTime<Utc>) -> Result<u64, HubError> {
    hub.gateway()?;
    let again = events::again_since(hub.db(), since).await?;
    work(hub).await?;
    Ok(again)
}
