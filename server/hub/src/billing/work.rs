//! Work on what Stripe sent: look at the thing that it is about, and take over how that is now.

use super::{
    customer,
    gateway::{Gateway, GatewayError},
    life::{self, SyncError},
    mails, overage, reconcile, subscribe,
};
use crate::{Hub, HubError, auth::OrgCx, permit::ManageBilling};
use chrono::{TimeDelta, Utc};
use domain::{JobId, OrgId, SubscriptionStatus};
use serde_json::json;
use std::time::Duration;
use store::billing::{
    customers,
    events::{self, Became, DueEvent},
    mails::BillingMail,
    subscriptions,
};
use tokio_util::sync::CancellationToken;

const A_ROUND: Duration = Duration::from_secs(10);
/// Rounds from one report of what goes beyond plans to the next: five minutes. Each hour is told once.
const REPORTS: u64 = 30;
/// After so many tries one is given up; by then two days have gone. The daily round tries it once more, and compares subscriptions with
/// Stripe's own list whatever became of events.
pub(super) const TRIES: i32 = 30;
/// For so long one is tried that is about nobody who is known.
const PARKED_FOR: TimeDelta = TimeDelta::days(30);

/// Whether anything follows from events of this kind.
pub(super) fn matters(kind: &str) -> bool {
    const OF: [&str; 4] =
        ["checkout.session.", "customer.subscription.", "invoice.", "subscription_schedule."];
    // The next invoice has no id yet, and its subscription is as it was.
    kind != "invoice.upcoming" && (OF.iter().any(|of| kind.starts_with(of)) || kind == "customer.deleted")
}

/// Works on what comes, ends what time ends, and tells and compares what is due, until `stop` is cancelled. Does nothing without
/// an account at Stripe but to send what was to be sent.
pub async fn keep(hub: &Hub, stop: CancellationToken) {
    let mut tick = tokio::time::interval(A_ROUND);
    let mut rounds: u64 = 0;
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        told("e-mails about payments could not be sent", mails::deliver(hub).await.map(|_| ()));
        told("payments that were waited for could not be ended", end_graces(hub).await);
        if !hub.has_billing() {
            continue;
        }
        told("what Stripe sent could not be worked on", work(hub).await.map(|_| ()));
        if rounds.is_multiple_of(REPORTS) {
            told("what goes beyond plans could not be told", overage::report(hub).await.map(|_| ()));
            let compared = stop.run_until_cancelled(reconcile::reconcile(hub, false)).await;
            told("Stripe's lists could not be compared", compared.map_or(Ok(()), |done| done.map(|_| ())));
        }
        rounds += 1;
    }
}

fn told(what: &'static str, done: Result<(), HubError>) {
    if let Err(error) = done {
        tracing::warn!(error = &error as &dyn std::error::Error, "{what}");
    }
}

/// Ends the days that were given for payments, where they are over.
///
/// # Errors
/// [`HubError`] when it cannot be asked which these are.
pub async fn end_graces(hub: &Hub) -> Result<(), HubError> {
    for org in subscriptions::grace_is_over(hub.db()).await? {
        // One company's trouble is not the others'.
        if let Err(error) = life::end_grace(hub, org).await {
            tracing::error!(%org, error = &error as &dyn std::error::Error, "a payment that was waited for could not be ended");
        }
    }
    Ok(())
}

/// Works on what waits, without being waited for.
pub(super) fn work_soon(hub: &Hub) {
    let hub = hub.clone();
    tokio::spawn(
        async move { told("what Stripe sent could not be worked on", work(&hub).await.map(|_| ())) },
    );
}

/// Works on what waits. Returns how many events were done with.
///
/// # Errors
/// When the database cannot be asked for them.
pub async fn work(hub: &Hub) -> Result<usize, HubError> {
    let gateway = hub.gateway()?;
    let mut done = 0;
    while let Some(due) = events::due(hub.db()).await? {
        store::crash::step("stripe.taken");
        let outcome = one(hub, &gateway, &due).await;
        store::crash::step("stripe.worked");
        let (now, mut problem) = (Utc::now(), String::new());
        let became = match &outcome {
            Ok(Done::Known(org)) => Became::Done(*org),
            Ok(Done::Nothing(why)) => Became::Ignored(why),
            Ok(Done::Unknown) if due.created_at + PARKED_FOR < now => {
                Became::Missed("nobody is known who it is about", None)
            }
            Ok(Done::Unknown) => Became::Parked("nobody is known who it is about", now + pause(due.attempts)),
            Err(error) => {
                problem.push_str(&error.to_string());
                tracing::warn!(
                    event = due.id,
                    kind = due.kind,
                    attempts = due.attempts,
                    problem,
                    "an event of Stripe was not worked on"
                );
                Became::Missed(&problem, (due.attempts < TRIES).then(|| now + pause(due.attempts)))
            }
        };
        done += usize::from(matches!(became, Became::Done(_) | Became::Ignored(_)));
        events::settle(hub.db(), &due.id, due.attempts, became).await?;
    }
    Ok(done)
}

/// Half a minute at first, then longer, up to two hours.
fn pause(attempts: i32) -> TimeDelta {
    let doubled = u32::try_from(attempts.clamp(1, 8)).unwrap_or(1) - 1;
    TimeDelta::seconds(30 << doubled)
}

enum Done {
    Known(Option<OrgId>),
    Nothing(&'static str),
    /// It is not known whose it is.
    Unknown,
}

/// The thing is gone, or was never of this account.
const GONE: &str = "Stripe knows nothing of it any more";

async fn one(hub: &Hub, gateway: &Gateway, due: &DueEvent) -> Result<Done, SyncError> {
    let Some(id) = due.object_id.as_deref() else {
        return Ok(Done::Nothing("it is about nothing that has a name"));
    };
    let looked = if due.kind.starts_with("customer.subscription.") {
        of_subscription(hub, gateway, due, id).await
    } else if due.kind.starts_with("checkout.session.") {
        of_checkout(hub, gateway, id).await
    } else if due.kind.starts_with("invoice.") {
        of_invoice(hub, gateway, id).await
    } else if due.kind.starts_with("subscription_schedule.") {
        match gateway.schedule(id).await?.subscription.0 {
            Some(subscription) => of_subscription(hub, gateway, due, &subscription).await,
            // Released: the subscription tells so itself.
            None => Ok(Done::Nothing("it belongs to no subscription any more")),
        }
    } else if due.kind == "customer.deleted" {
        of_customer(hub, gateway, id).await
    } else {
        Ok(Done::Nothing("nothing follows from its kind"))
    };
    match looked {
        Err(SyncError::Gateway(GatewayError::NotFound)) => Ok(Done::Nothing(GONE)),
        other => other,
    }
}

const fn known(org: Option<OrgId>) -> Done {
    match org {
        Some(org) => Done::Known(Some(org)),
        None => Done::Unknown,
    }
}

async fn of_subscription(hub: &Hub, gateway: &Gateway, due: &DueEvent, id: &str) -> Result<Done, SyncError> {
    let org = life::sync(hub, gateway, id).await?;
    if let Some(org) = org.filter(|_| due.kind == "customer.subscription.trial_will_end") {
        trial_ends(hub, gateway, org, id).await?;
    }
    Ok(known(org))
}

/// Tells owners that money is asked for soon, unless nothing will be.
async fn trial_ends(hub: &Hub, gateway: &Gateway, org: OrgId, id: &str) -> Result<(), SyncError> {
    let cx: OrgCx<ManageBilling> = hub.job_context(org, JobId::new());
    let (all, customer) = {
        let mut tx = cx.begin().await?;
        (subscriptions::all(&mut tx).await?, customers::find(&mut tx).await?)
    };
    let row = all.iter().find(|row| row.id == id && row.known_status() == Some(SubscriptionStatus::Trialing));
    let row = row.filter(|row| row.cancels_at.is_none());
    if let Some((row, customer)) = row.zip(customer.as_ref().and_then(|customer| customer.live())) {
        // The plan's price, less what is taken off it.
        let coming = gateway.upcoming(customer, id).await?;
        if coming.amount_due <= 0 {
            return Ok(());
        }
        let (amount, currency) = (coming.amount_due, coming.currency);
        let data =
            json!({ "plan": row.plan, "until": row.trial_end, "amount": amount, "currency": currency });
        let mut tx = cx.begin().await?;
        store::billing::mails::ask(&mut tx, BillingMail::TrialEnds, id, &data).await?;
        tx.commit().await?;
        mails::send_soon(hub);
    }
    Ok(())
}

async fn of_checkout(hub: &Hub, gateway: &Gateway, id: &str) -> Result<Done, SyncError> {
    let checkout = gateway.checkout(id).await?;
    let customer = checkout.customer.0.as_deref();
    let mut org = match customer {
        Some(customer) => customers::org_of(hub.db(), customer).await?,
        None => None,
    };
    if let (None, Some(customer)) = (org, customer) {
        let named = checkout.client_reference_id.as_deref().and_then(|id| id.parse().ok());
        if let Some(named) = named {
            org = customers::org_without_other(hub.db(), named, customer).await?;
        }
    }
    let Some(org) = org else { return Ok(Done::Unknown) };
    subscribe::settle(hub, gateway, org, &checkout).await?;
    Ok(Done::Known(Some(org)))
}

async fn of_invoice(hub: &Hub, gateway: &Gateway, id: &str) -> Result<Done, SyncError> {
    let asked_at = store::billing::now(hub.db()).await?;
    let invoice = gateway.invoice(id).await?;
    // First, as it may tell whose customer it is.
    let mut org = match invoice.subscription() {
        Some(subscription) => life::sync(hub, gateway, subscription).await?,
        None => None,
    };
    if let (None, Some(customer)) = (org, invoice.customer.0.as_deref()) {
        org = customers::org_of(hub.db(), customer).await?;
    }
    let Some(org) = org else { return Ok(Done::Unknown) };
    let cx: OrgCx<ManageBilling> = hub.job_context(org, JobId::new());
    let mut tx = cx.begin().await?;
    life::keep_invoice(&mut tx, &invoice, asked_at).await?;
    tx.commit().await?;
    Ok(Done::Known(Some(org)))
}

/// Somebody deleted the company's customer at Stripe, which ends its subscriptions.
async fn of_customer(hub: &Hub, gateway: &Gateway, id: &str) -> Result<Done, SyncError> {
    let Some(org) = customers::org_of(hub.db(), id).await? else { return Ok(Done::Unknown) };
    customer::lose(&hub.job_context(org, JobId::new()), gateway, id).await?;
    Ok(Done::Known(Some(org)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_something_follows_from_is_worked_on() {
        for kind in
            ["customer.subscription.updated", "invoice.paid", "checkout.session.expired", "customer.deleted"]
        {
            assert!(matters(kind), "{kind}");
        }
        for kind in ["invoice.upcoming", "charge.succeeded", "payment_intent.created", "customer.updated", ""]
        {
            assert!(!matters(kind), "{kind}");
        }
    }

    #[test]
    fn it_is_tried_for_two_days() {
        let all: TimeDelta = (1..TRIES).map(pause).sum();
        assert!(all > TimeDelta::hours(20) && all < TimeDelta::hours(72), "{all}");
        assert_eq!(pause(1), TimeDelta::seconds(30));
    }
}
