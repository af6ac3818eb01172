//! What a subscription means for the plan.

mod change;
mod standing;

pub(super) use change::{Change, Held};
pub(super) use standing::{Standing, chief, is_other, paid_beyond_until, standing};

use super::{
    conflict,
    gateway::{CHECKOUT, Gateway, GatewayError, Invoice, Schedule, Subscription},
};
use crate::{Hub, HubError, auth::OrgCx, permit::ManageBilling, plans};
use chrono::{DateTime, Utc};
use domain::{
    AuditAction, BillingInterval, BillingNotice, JobId, OrgId, PlanCode, SubscriptionStatus,
    view::billing::{NextPlan, money},
};
use serde_json::{Value, json};
use standing::{row_of, surplus};
use store::{
    OrgTx,
    billing::{
        checkouts, customers,
        invoices::{self, InvoiceRow},
        mails::{self, BillingMail},
        subscriptions::{self, SubscriptionRow},
        usage::{self, Note},
    },
    events::NewEvent,
    plans::Subscribed,
};
use uuid::Uuid;

/// A subscription as it was answered, with what follows it, and when it was asked for.
#[derive(Debug)]
pub(super) struct Seen {
    pub subscription: Subscription,
    pub next: Option<NextPlan>,
    pub asked_at: DateTime<Utc>,
}

impl Seen {
    /// Asks for it.
    pub(super) async fn look(hub: &Hub, gateway: &Gateway, id: &str) -> Result<Self, SyncError> {
        let asked_at = store::billing::now(hub.db()).await?;
        let subscription = gateway.subscription(id).await?;
        let next = match &subscription.schedule.0 {
            Some(schedule) => following(gateway, &gateway.schedule(schedule).await?).await?,
            None => None,
        };
        Ok(Self { subscription, next, asked_at })
    }
}

/// Why Stripe's word could not be taken over.
#[derive(Debug, thiserror::Error)]
pub(super) enum SyncError {
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    #[error(transparent)]
    Hub(#[from] HubError),
}

impl From<store::StoreError> for SyncError {
    fn from(error: store::StoreError) -> Self {
        Self::Hub(error.into())
    }
}

impl From<SyncError> for HubError {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Gateway(error) => error.into(),
            SyncError::Hub(error) => error,
        }
    }
}

/// The plan of the phase behind the one that goes on.
async fn following(gateway: &Gateway, schedule: &Schedule) -> Result<Option<NextPlan>, GatewayError> {
    let is_live = matches!(&*schedule.status, "active" | "not_started");
    let Some((next, at)) = schedule.next().filter(|_| is_live) else { return Ok(None) };
    let Some(price) = next.items.iter().find_map(|item| item.price.0.as_deref()) else { return Ok(None) };
    let keys: Vec<_> = PlanCode::on_sale()
        .flat_map(|plan| BillingInterval::ALL.iter().filter_map(move |interval| plan.lookup_key(*interval)))
        .collect();
    let prices = gateway.prices(&keys).await?;
    let found = prices.iter().find(|found| found.id == price);
    let plan = found.and_then(|found| PlanCode::of_lookup_key(found.lookup_key.as_deref()?));
    Ok(plan.map(|(plan, interval)| NextPlan { plan, interval, at }))
}

/// What came of writing down what was seen.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// Live ones that are one too many: to be ended at Stripe.
    pub surplus: Vec<String>,
}

/// Asks for a subscription and takes it over. `None` where it is not known whose it is.
pub(super) async fn sync(hub: &Hub, gateway: &Gateway, id: &str) -> Result<Option<OrgId>, SyncError> {
    let seen = Seen::look(hub, gateway, id).await?;
    let Some(org) = whose(hub, &seen.subscription).await? else { return Ok(None) };
    take_over(hub, gateway, org, seen).await?;
    Ok(Some(org))
}

/// Takes over what was seen, and ends at Stripe what is paid for twice.
pub(super) async fn take_over(hub: &Hub, gateway: &Gateway, org: OrgId, seen: Seen) -> Result<(), SyncError> {
    let cx: OrgCx<ManageBilling> = hub.job_context(org, JobId::new());
    let mut applied = apply(&cx, seen).await?;
    super::mails::send_soon(hub);
    while !applied.surplus.is_empty() {
        applied = look_again(&cx, gateway).await?;
        let Some(extra) = applied.surplus.pop() else { break };
        tracing::error!(%org, subscription = extra, "a company had subscribed twice; the second one is ended and credited");
        let asked_at = store::billing::now(hub.db()).await?;
        let subscription = gateway.cancel_now(&extra).await?;
        let mut tx = cx.begin().await?;
        let what = json!({ "subscription": extra });
        cx.audit(&mut tx, AuditAction::BillingDuplicateEnded, ("organisation", Some(org.0)), what).await?;
        tx.commit().await?;
        applied = apply(&cx, Seen { subscription, next: None, asked_at }).await?;
    }
    Ok(())
}

/// Takes over all that are live as far as is known here: what is told comes in any order, and one may have ended long ago.
pub(super) async fn look_again(cx: &OrgCx<ManageBilling>, gateway: &Gateway) -> Result<Applied, SyncError> {
    let all = subscriptions::all(&mut cx.begin().await?).await?;
    let mut applied = Applied::default();
    for row in all.iter().filter(|row| row.is_live()) {
        let seen = Seen::look(cx.hub(), gateway, &row.id).await?;
        applied = apply(cx, seen).await?;
    }
    Ok(applied)
}

/// Whose it is: of whom its customer is, or else whom it names itself.
async fn whose(hub: &Hub, subscription: &Subscription) -> Result<Option<OrgId>, SyncError> {
    let Some(customer) = subscription.customer.0.as_deref() else { return Ok(None) };
    if let Some(org) = customers::org_of(hub.db(), customer).await? {
        return Ok(Some(org));
    }
    let named = subscription.metadata.get(super::gateway::TENANT).and_then(|id| id.parse().ok());
    let Some(named) = named else { return Ok(None) };
    let Some(org) = customers::org_without_other(hub.db(), named, customer).await? else { return Ok(None) };
    let cx: OrgCx<ManageBilling> = hub.job_context(org, JobId::new());
    let mut tx = cx.begin().await?;
    customers::adopt(&mut tx, customer).await?;
    tx.commit().await?;
    Ok(Some(org))
}

/// Writes down what was seen, and makes the plan anew out of it: in one transaction, for one company at a time.
pub(super) async fn apply<P>(cx: &OrgCx<P>, seen: Seen) -> Result<Applied, HubError> {
    let mut tx = cx.begin().await?;
    // Whoever changes the plan too waits.
    store::plans::find(&mut tx, true).await?;
    let before = subscriptions::all(&mut tx).await?;
    let old = before.iter().find(|row| row.id == seen.subscription.id);
    // By the database's clock, as the days that are given for a payment.
    let now = seen.asked_at;
    let checkout = seen.subscription.metadata.get(CHECKOUT).and_then(|id| id.parse().ok());
    let row = row_of(seen, old, now);
    if !subscriptions::write(&mut tx, &row).await? {
        // Somebody has asked later.
        return Ok(Applied::default());
    }
    if row.trial_end.is_some() {
        customers::use_trial(&mut tx).await?;
    }
    tell(&mut tx, old, &row, now).await?;
    let surplus = settle(cx, &mut tx, &before, now).await?;
    if old.is_none_or(|old| differs(old, &row)) {
        changed(cx, &mut tx, (old, &row), checkout).await?;
    }
    tx.commit().await?;
    Ok(Applied { surplus })
}

/// Whether a person would say that it changed.
fn differs(old: &SubscriptionRow, new: &SubscriptionRow) -> bool {
    (&old.status, old.plan, old.interval, old.cancels_at, old.next, &old.overage_item_id)
        != (&new.status, new.plan, new.interval, new.cancels_at, new.next, &new.overage_item_id)
}

/// Whether a subscription came to be: a plan is paid for or tried, and nothing of it was before.
fn begins(old: Option<&SubscriptionRow>, new: &SubscriptionRow) -> bool {
    let was_nothing = old.is_none_or(|old| old.known_status() == Some(SubscriptionStatus::Incomplete));
    was_nothing && new.plan.is_some() && new.known_status().is_some_and(SubscriptionStatus::is_in_order)
}

/// Notes that a subscription is another thing than it was; of one that came to be, by whom, if the checkout is known that it came of.
async fn changed<P>(
    cx: &OrgCx<P>,
    tx: &mut OrgTx,
    (old, new): (Option<&SubscriptionRow>, &SubscriptionRow),
    checkout: Option<Uuid>,
) -> Result<(), HubError> {
    let of = |row: &SubscriptionRow| {
        json!({ "status": row.status, "plan": row.plan, "interval": row.interval, "cancels_at": row.cancels_at,
            "next": row.next.map(|next| next.plan), "overage": row.overage_item_id.is_some() })
    };
    let data = json!({ "from": old.map(of), "to": of(new) });
    let org = tx.org();
    let event = NewEvent { subject: org.0, kind: "subscription.changed", data: data.clone() };
    store::events::insert(tx, &[event]).await?;
    let subject = ("organisation", Some(org.0));
    if !begins(old, new) {
        return Ok(cx.audit(tx, AuditAction::BillingSubscriptionChanged, subject, data).await?);
    }
    let by = match checkout {
        Some(checkout) => checkouts::asked_by(tx, checkout).await?,
        None => None,
    };
    let price = new.amount.and_then(|minor| money(minor, &new.currency));
    let price = price.map(|price| format!("{} {}", price.amount, price.currency.code()));
    let data = json!({ "plan": new.plan, "interval": new.interval, "price": price, "status": new.status });
    let mut entry = cx.audit_entry(AuditAction::BillingSubscribed, subject, data);
    if let Some((user, name)) = &by {
        entry.actor = Some(*user);
        entry.actor_name = name.as_str();
    }
    Ok(store::audit::record(tx, &entry).await?)
}

/// Makes the plan out of the subscriptions that are here; `before` are those of which it was made last. Tells which are one too many.
async fn settle<P>(
    cx: &OrgCx<P>,
    tx: &mut OrgTx,
    before: &[SubscriptionRow],
    now: DateTime<Utc>,
) -> Result<Vec<String>, HubError> {
    let all = subscriptions::all(tx).await?;
    let Some(chief) = chief(&all) else { return Ok(Vec::new()) };
    let had_overage = store::plans::find(tx, false).await?.effective.overage;
    let has_overage = chief.overage_item_id.is_some();
    let stands = standing(chief, now);
    let (subscribed, notice) = match stands {
        Standing::Holds(plan) => (Some(Subscribed { plan, until: None }), None),
        Standing::Waits(plan, until) => {
            (Some(Subscribed { plan, until: Some(until) }), Some((BillingNotice::PaymentFailed, Some(until))))
        }
        Standing::Lost => {
            let is_over = chief.known_status().is_some_and(SubscriptionStatus::is_over);
            let notice = if is_over { BillingNotice::PlanEnded } else { BillingNotice::PlanLost };
            (None, Some((notice, chief.grace_until.or(chief.ended_at))))
        }
        Standing::Nothing => {
            let is_paused = chief.known_status() == Some(SubscriptionStatus::Paused);
            (None, is_paused.then_some((BillingNotice::Paused, None)))
        }
        Standing::Unclear => {
            let (org, status) = (tx.org(), chief.status.as_str());
            tracing::error!(%org, subscription = chief.id, status, plan = ?chief.plan, "a subscription is not understood; the plan stays as it was");
            return Ok(surplus(&all));
        }
    };
    // While a payment is missing nothing more is lent.
    let pays_beyond = has_overage && matches!(stands, Standing::Holds(_));
    if had_overage && !pays_beyond {
        // What was used until then is paid for: noted beside the plan that it went beyond.
        usage::note(tx, Note::Last(paid_beyond_until(before, &all, now))).await?;
    }
    store::plans::subscribe(tx, subscribed.as_ref(), pays_beyond).await?;
    store::plans::set_notice(tx, notice.map(|(notice, at)| (notice.code(), at))).await?;
    plans::recompute(cx, tx).await?;
    if pays_beyond && !had_overage {
        // What was used before is not paid for.
        usage::note(tx, Note::Settled).await?;
    }
    Ok(surplus(&all))
}

/// Ends the days that were given for a payment, where they are over.
pub(super) async fn end_grace(hub: &Hub, org: OrgId) -> Result<(), HubError> {
    let cx: OrgCx<ManageBilling> = hub.job_context(org, JobId::new());
    let now = store::billing::now(hub.db()).await?;
    let mut tx = cx.begin().await?;
    store::plans::find(&mut tx, true).await?;
    let before = subscriptions::all(&mut tx).await?;
    if !subscriptions::end_grace(&mut tx, now).await? {
        return Ok(());
    }
    settle(&cx, &mut tx, &before, now).await?;
    let ended =
        before.iter().filter(|row| !row.grace_ended && row.grace_until.is_some_and(|until| until <= now));
    for row in ended {
        if standing(row, now) != Standing::Lost {
            continue;
        }
        let data = json!({ "plan": row.plan });
        mails::ask(&mut tx, BillingMail::PlanLost, &matter(row), &data).await?;
        let event = NewEvent {
            subject: org.0,
            kind: "subscription.changed",
            data: json!({ "grace": "ended", "plan": row.plan }),
        };
        store::events::insert(&mut tx, &[event]).await?;
        cx.audit(&mut tx, AuditAction::BillingGraceEnded, ("organisation", Some(org.0)), data).await?;
    }
    tx.commit().await?;
    super::mails::send_soon(hub);
    Ok(())
}

/// One time that a payment was missing is one matter.
fn matter(row: &SubscriptionRow) -> String {
    let since = row.past_due_since.map_or(0, |at| at.timestamp());
    format!("{}:{since}", row.id)
}

/// E-mails that follow from what a subscription became.
async fn tell(
    tx: &mut OrgTx,
    old: Option<&SubscriptionRow>,
    new: &SubscriptionRow,
    now: DateTime<Utc>,
) -> Result<(), HubError> {
    if begins(old, new) {
        let data = sold(new, paid_next(new));
        mails::ask(tx, BillingMail::SubscriptionStarted, &new.id, &data).await?;
    } else if let Some(old) = old {
        change::tell(tx, old, new, now).await?;
    }
    let was_to_end = old.is_some_and(|old| old.cancels_at.is_some());
    let holds = matches!(standing(new, now), Standing::Holds(_) | Standing::Waits(..));
    if new.cancels_at.is_some() && holds && !was_to_end {
        // Asked for again, after it was taken back, it is another matter.
        let matter = format!("{}:{}", new.id, now.timestamp_micros());
        mails::ask(tx, BillingMail::EndAsked, &matter, &sold(new, new.cancels_at)).await?;
    }
    let was_over = old.is_some_and(|old| old.known_status().is_some_and(SubscriptionStatus::is_over));
    let lost_already = old.is_some_and(|old| old.grace_ended);
    match new.known_status() {
        Some(SubscriptionStatus::Canceled) if !was_over && old.is_some() && !lost_already => {
            let data = json!({ "plan": new.plan });
            mails::ask(tx, BillingMail::SubscriptionEnded, &new.id, &data).await?;
        }
        Some(SubscriptionStatus::Unpaid) if !lost_already => {
            mails::ask(tx, BillingMail::PlanLost, &matter(new), &json!({ "plan": new.plan })).await?;
        }
        Some(SubscriptionStatus::PastDue) if standing(new, now) != Standing::Lost => {
            let data = json!({ "plan": new.plan, "until": new.grace_until });
            mails::ask(tx, BillingMail::PaymentFailed, &matter(new), &data).await?;
        }
        _ => {}
    }
    Ok(())
}

fn is_trial(row: &SubscriptionRow) -> bool {
    row.known_status() == Some(SubscriptionStatus::Trialing)
}

/// When it is charged next, if it goes on.
fn paid_next(row: &SubscriptionRow) -> Option<DateTime<Utc>> {
    if is_trial(row) { row.trial_end } else { row.period_end }
}

/// What an e-mail tells of a subscription. Of one that is not in order no price is told: something is owed.
fn sold(row: &SubscriptionRow, until: Option<DateTime<Utc>>) -> Value {
    let is_in_order = row.known_status().is_some_and(SubscriptionStatus::is_in_order);
    json!({ "subscription": row.id, "plan": row.plan, "interval": row.interval, "currency": row.currency,
        "amount": row.amount.filter(|_| is_in_order), "trial": is_trial(row),
        "overage": row.overage_item_id.is_some(), "until": until })
}

/// Writes an invoice down.
pub(super) async fn keep_invoice(
    tx: &mut OrgTx,
    invoice: &Invoice,
    asked_at: DateTime<Utc>,
) -> Result<(), HubError> {
    let Some(id) = invoice.id.clone() else { return Ok(()) };
    let row = InvoiceRow {
        id,
        subscription_id: invoice.subscription().map(str::to_owned),
        number: invoice.number.clone(),
        status: invoice.status.clone().filter(|status| !status.is_empty()).unwrap_or_else(|| "draft".into()),
        currency: invoice.currency.clone(),
        total: invoice.total,
        amount_due: invoice.amount_due,
        amount_paid: invoice.amount_paid,
        amount_remaining: invoice.amount_remaining,
        created_at: invoice.created.unwrap_or(asked_at),
        period: invoice.period(),
        attempts: invoice.attempt_count,
        next_attempt_at: invoice.next_payment_attempt,
        hosted_url: invoice.hosted_invoice_url.clone(),
        pdf_url: invoice.invoice_pdf.clone(),
        asked_at,
    };
    Ok(invoices::write(tx, &row).await?)
}

/// The live subscription of a company, for somebody who wants to change it.
pub(super) async fn live<P>(cx: &OrgCx<P>) -> Result<(SubscriptionRow, String), HubError> {
    let mut tx = cx.begin().await?;
    let customer = customers::find(&mut tx).await?.and_then(|row| row.live().map(str::to_owned));
    let all = subscriptions::all(&mut tx).await?;
    let row = chief(&all).filter(|row| row.is_live()).cloned();
    row.zip(customer).ok_or_else(|| conflict("not_subscribed"))
}
