//! Plans: which one holds for a company, what it limits, and what becomes of what a smaller one does not include.

mod sales;

pub use sales::{NoSalesContact, SalesContact};

use crate::{
    Hub, HubError,
    audit::changes,
    auth::OrgCx,
    billing,
    permit::{RunSync, View},
    syncs,
};
use chrono::{DateTime, Utc};
use domain::{
    AuditAction, ConnectionId, Fault, JobId, Limits, Meter, OrgId, OverQuota, PlanCode, PlanCurrency,
    PlanSource, Quota, view::usage::Smaller,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::{
    OrgTx, StoreError,
    jobs::JobKind,
    plans::{self, ConnectionSeat, Effective, MemberSeat, OrgPlan, Seat, Terms},
    team::TeamTx,
};

pub use store::plans::{Assigned, Subscribed};

/// By what the stored limits of all companies are made: they are made anew where it is another one.
fn terms(hub: &Hub) -> String {
    let mut all = Sha256::new();
    all.update(hub.config().default_plan.code());
    for code in PlanCode::ALL {
        let plan = code.plan();
        all.update(format!("{:?} {}", plan.limits, plan.boost));
    }
    hex::encode(&all.finalize()[..16])
}

/// Makes the plans of all companies anew that were made under other terms, or of which something has ended. Done at each start,
/// and every half minute.
///
/// # Errors
/// [`HubError`] when it cannot be asked which these are.
pub async fn settle(hub: &Hub) -> Result<(), HubError> {
    let (terms, plan) = (terms(hub), hub.config().default_plan.plan());
    let of_new = Terms { plan: plan.code, limits: &plan.limits, boost: plan.boost, terms: &terms };
    for org in store::plans::due(hub.db(), &of_new).await? {
        // One company's trouble is not the others'.
        if let Err(error) = settle_one(hub, org).await {
            tracing::error!(%org, error = &error as &dyn std::error::Error, "a plan could not be made anew");
        }
    }
    Ok(())
}

async fn settle_one(hub: &Hub, org: OrgId) -> Result<(), HubError> {
    let cx = hub.job_context::<RunSync>(org, JobId::new());
    let mut tx = cx.begin().await?;
    recompute(&cx, &mut tx).await?;
    Ok(tx.commit().await?)
}

/// Makes what holds for a company out of what it has: the highest of the installation's plan, the assigned and the subscribed one.
/// What a smaller plan does not include is stopped, and what a larger one includes goes on.
///
/// # Errors
/// [`HubError`].
pub(crate) async fn recompute<P>(cx: &OrgCx<P>, tx: &mut OrgTx) -> Result<PlanCode, HubError> {
    let was = plans::find(tx, true).await?;
    let now = Utc::now();
    let holds = |until: Option<DateTime<Utc>>| until.is_none_or(|until| until > now);
    if was.assigned.as_ref().is_some_and(|given| !holds(given.until)) {
        plans::assign(tx, None).await?;
    }
    if was.subscribed.is_some_and(|paid| !holds(paid.until)) {
        plans::subscribe(tx, None, false).await?;
    }
    let assigned = was.assigned.as_ref().filter(|given| holds(given.until));
    let subscribed = was.subscribed.filter(|paid| holds(paid.until));
    let (plan, source, own) = highest(cx.hub().config().default_plan, assigned, subscribed);
    let limits = own.unwrap_or(plan.plan().limits);
    let terms = terms(cx.hub());
    let terms = Terms { plan, limits: &limits, boost: plan.plan().boost, terms: &terms };
    plans::set_effective(tx, &terms, source).await?;
    if was.effective.plan != plan {
        let what = json!({ "from": was.effective.plan, "to": plan });
        let subject = ("organisation", Some(tx.org().0));
        cx.audit(tx, AuditAction::OrganisationPlanChanged, subject, what).await?;
    }
    fit(cx, tx, &was, &limits).await?;
    Ok(plan)
}

/// The highest of what a company has. Of two that are alike the one that somebody gave, with what its contract says.
fn highest(
    default: PlanCode,
    assigned: Option<&Assigned>,
    subscribed: Option<Subscribed>,
) -> (PlanCode, PlanSource, Option<Limits>) {
    let mut best = (default, PlanSource::Default, None);
    if let Some(paid) = subscribed.filter(|paid| paid.plan > best.0) {
        best = (paid.plan, PlanSource::Subscription, None);
    }
    if let Some(given) = assigned.filter(|given| given.plan >= best.0) {
        best = (given.plan, PlanSource::Assigned, given.limits);
    }
    best
}

/// Lets connections stand still or go on. Orders that wait are let in by a round of their own.
async fn fit<P>(cx: &OrgCx<P>, tx: &mut OrgTx, was: &OrgPlan, limits: &Limits) -> Result<(), HubError> {
    if was.effective.limits.connections != limits.connections {
        fit_connections(cx, tx, limits.connections).await?;
    }
    Ok(())
}

/// Stops the newest connections beyond so many, and lets the oldest that were stopped so go on as far as there is room. Tells which
/// go on. The plan's row is locked.
pub(crate) async fn fit_connections<P>(
    cx: &OrgCx<P>,
    tx: &mut OrgTx,
    limit: Option<i64>,
) -> Result<Vec<ConnectionId>, HubError> {
    // The job is locked before the connection, as the end of a run does it.
    for (id, _) in store::connections::beyond(tx, limit).await? {
        if let Some(run) = store::connections::find(tx, id).await?.open_run {
            syncs::cancel_in(tx, run).await?;
        }
    }
    let (stopped, going_on) = store::connections::park_beyond(tx, limit).await?;
    for id in &going_on {
        store::jobs::create_once(tx, *id, JobKind::DrainEvents, None).await?;
    }
    for (ids, action) in
        [(&stopped, AuditAction::ConnectionPaused), (&going_on, AuditAction::ConnectionResumed)]
    {
        for id in ids {
            let what = json!({ "because": "plan_limit" });
            cx.audit(tx, action, ("connection", Some(id.0)), what).await?;
        }
    }
    Ok(going_on)
}

/// What holds for the company.
///
/// # Errors
/// [`HubError`].
pub async fn find(cx: &OrgCx<View>) -> Result<OrgPlan, HubError> {
    Ok(plans::find(&mut cx.begin().await?, false).await?)
}

/// The plan of a company; for the operator of the installation. `None` without such a company.
///
/// # Errors
/// [`HubError`].
pub async fn of_company(hub: &Hub, org: OrgId) -> Result<Option<OrgPlan>, HubError> {
    let mut tx = hub.job_context::<View>(org, JobId::new()).begin().await?;
    match plans::find(&mut tx, false).await {
        Ok(plan) => Ok(Some(plan)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Gives a company a plan, or with `None` takes it back; for the operator of the installation. Returns what holds then.
///
/// # Errors
/// [`HubError`].
pub async fn assign(hub: &Hub, org: OrgId, assigned: Option<&Assigned>) -> Result<PlanCode, HubError> {
    let cx = hub.job_context::<RunSync>(org, JobId::new());
    let mut tx = cx.begin().await?;
    let was = plans::find(&mut tx, true).await?.assigned;
    plans::assign(&mut tx, assigned).await?;
    let told = |given: Option<&Assigned>| {
        given.map_or(Value::Null, |given| {
            json!({ "plan": given.plan, "limits": given.limits, "until": given.until, "note": given.note })
        })
    };
    if let Some(what) = changes(json!({}), &told(was.as_ref()), &told(assigned)) {
        cx.audit(&mut tx, AuditAction::OrganisationPlanSet, ("organisation", Some(org.0)), what).await?;
    }
    let holds = recompute(&cx, &mut tx).await?;
    tx.commit().await?;
    Ok(holds)
}

/// What other limits include less of than those that hold, or less than is here. What is counted by month is compared with what was
/// used of this one.
///
/// # Errors
/// [`HubError`].
pub async fn smaller(cx: &OrgCx<View>, limits: &Limits) -> Result<Vec<Smaller>, HubError> {
    let used = crate::usage::plan_use(cx).await?;
    let mut all = Vec::new();
    for of in &used.quotas {
        let Some(limit) = limits.of(of.quota) else { continue };
        let mut found =
            Smaller { quota: of.quota, limit, now: of.limit, used: of.used, stopping: Vec::new() };
        if !found.is_over() && of.limit.is_some_and(|now| now <= limit) {
            continue;
        }
        if of.quota == Quota::Connections {
            found.stopping = stopping(cx, limit).await?;
        }
        all.push(found);
    }
    Ok(all)
}

/// Names of the connections that a limit would stop.
pub(crate) async fn stopping(cx: &OrgCx<View>, limit: i64) -> Result<Vec<String>, HubError> {
    let beyond = store::connections::beyond(&mut cx.begin().await?, Some(limit)).await?;
    Ok(beyond.into_iter().map(|(_, name)| name).collect())
}

/// What holds for the company without a subscription.
///
/// # Errors
/// [`HubError`].
pub async fn without_subscription(cx: &OrgCx<View>) -> Result<(PlanCode, Limits), HubError> {
    let assigned = find(cx).await?.assigned;
    let now = Utc::now();
    let given = assigned.as_ref().filter(|given| given.until.is_none_or(|until| until > now));
    let (plan, _, own) = highest(cx.hub().config().default_plan, given, None);
    Ok((plan, own.unwrap_or(plan.plan().limits)))
}

/// What keeps the company from one more connection; `None` while there is a place.
///
/// # Errors
/// [`HubError`].
pub async fn no_connection_place(cx: &OrgCx<View>) -> Result<Option<OverQuota>, HubError> {
    let mut tx = cx.begin().await?;
    let holds = plans::find(&mut tx, false).await?.effective;
    let taken = plans::taken(cx.hub().db(), &mut tx).await?.connections;
    if holds.limits.connections.is_none_or(|limit| taken < limit) {
        return Ok(None);
    }
    let paid_in = billing::paid_in(&mut tx).await?;
    Ok(Some(over_quota(&holds, Quota::Connections, (taken, 1), paid_in)))
}

/// How many places for people are taken, those of open invitations too, and how many the plan includes; `None` without a limit.
///
/// # Errors
/// [`HubError`].
pub async fn member_places(cx: &OrgCx<View>) -> Result<Option<(i64, i64)>, HubError> {
    let mut tx = cx.begin().await?;
    let Some(limit) = plans::find(&mut tx, false).await?.effective.limits.members else { return Ok(None) };
    Ok(Some((plans::taken(cx.hub().db(), &mut tx).await?.members, limit)))
}

/// A place for one more connection.
///
/// # Errors
/// [`Fault::QuotaExceeded`].
pub(crate) async fn connection_seat(tx: &mut OrgTx) -> Result<Seat<ConnectionSeat>, HubError> {
    match plans::connection_seat(tx).await? {
        Ok(seat) => Ok(seat),
        Err(none) => {
            let holds = plans::find(tx, false).await?.effective;
            let paid_in = billing::paid_in(tx).await?;
            Err(exceeded(&holds, none.quota, (none.taken, 1), paid_in).into())
        }
    }
}

/// A place for one more person.
///
/// # Errors
/// [`Fault::QuotaExceeded`].
pub(crate) async fn member_seat(tx: &mut TeamTx) -> Result<Seat<MemberSeat>, HubError> {
    match plans::member_seat(tx).await? {
        Ok(seat) => Ok(seat),
        // A transaction of the team reads nothing of payments.
        Err(none) => Err(exceeded(&plans::of_team(tx).await?, none.quota, (none.taken, 1), None).into()),
    }
}

/// What is told to who asks for so much more than is used of what the plan includes.
pub(crate) fn exceeded(
    holds: &Effective,
    quota: Quota,
    used_needed: (i64, i64),
    paid_in: Option<PlanCurrency>,
) -> Fault {
    Fault::QuotaExceeded(over_quota(holds, quota, used_needed, paid_in))
}

fn over_quota(
    holds: &Effective,
    quota: Quota,
    (used, needed): (i64, i64),
    currency: Option<PlanCurrency>,
) -> OverQuota {
    let limit = holds.limits.of(quota).unwrap_or_default();
    let next = holds.plan.next_with(quota, used.saturating_add(needed));
    OverQuota { quota, plan: holds.plan, limit, used, needed, next, currency }
}

/// What limits a meter.
pub const fn quota_of(meter: Meter) -> Quota {
    match meter {
        Meter::Validations => Quota::Validations,
        Meter::Orders => Quota::Orders,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assigned(plan: PlanCode) -> Assigned {
        Assigned { plan, limits: Some(Limits::NONE), until: None, note: None }
    }

    #[test]
    fn the_highest_plan_holds_and_a_contract_before_a_subscription() {
        let paid = |plan| Some(Subscribed { plan, until: None });
        let of = |given: Option<&Assigned>, paid| {
            let (plan, source, own) = highest(PlanCode::Free, given, paid);
            (plan, source, own.is_some())
        };
        assert_eq!(of(None, None), (PlanCode::Free, PlanSource::Default, false));
        assert_eq!(of(None, paid(PlanCode::Pro)), (PlanCode::Pro, PlanSource::Subscription, false));
        let pro = assigned(PlanCode::Pro);
        assert_eq!(of(Some(&pro), paid(PlanCode::Pro)), (PlanCode::Pro, PlanSource::Assigned, true));
        let business = paid(PlanCode::Business);
        assert_eq!(of(Some(&pro), business), (PlanCode::Business, PlanSource::Subscription, false));
        assert_eq!(of(Some(&assigned(PlanCode::Free)), None), (PlanCode::Free, PlanSource::Assigned, true));
    }
}
