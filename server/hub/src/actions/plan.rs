//! Bulk actions: what would be sent to whom and what would be refused is looked up first, and then
//! exactly that is applied.

use super::{
    ask::{ShipForm, Wish, json, keep_in, ship_ask},
    decide::{Decision, Progress},
    work::Work,
};
use crate::{
    HubError,
    auth::OrgCx,
    integrations,
    permit::{FulfilOrders, RunSync, View},
};
use connector_kit::{CancelAsk, Conn, Connector, Standing};
use domain::{
    ActionId, ActionKind, AuditAction, CancelReason, ConnectionId, Fault, FieldProblem, JobId, JobPriority,
    MoneyBack, Operation, OrderId, PlanId, PlanState, PlanVerdict,
    view::actions::{Picked, PlanView},
};
use futures::{StreamExt, stream};
use serde_json::json;
use std::{collections::HashMap, sync::Arc};
use store::{
    OrgTx,
    actions::{Kept, NewPlan, PlanAsk, PlanStep},
    jobs::{End, JobKind, JobLane, NewJob, StartedJob},
};
use uuid::Uuid;

/// Orders in one bulk action.
pub const MOST_OF_A_PLAN: usize = 100;
/// Orders looked at side by side; what a channel takes is kept by each account's limits.
const AT_ONCE: usize = 4;

/// Orders and what is to be done with all of them.
#[derive(Debug, Clone)]
pub struct PlanForm {
    pub press: Uuid,
    pub kind: ActionKind,
    /// Of orders to be cancelled.
    pub reason: Option<CancelReason>,
    pub rows: Vec<PlanRow>,
}

/// One of the orders.
#[derive(Debug, Clone)]
pub struct PlanRow {
    pub order: OrderId,
    pub carrier: String,
    pub tracking: String,
}

/// Has it looked up what would become of each order. Nothing is done yet.
///
/// # Errors
/// [`Fault::NotFound`] for an order that is not here; [`Fault::Invalid`]; [`Fault::Conflict`]
/// `nothing_selected`, `too_many`.
pub async fn look_at(cx: &OrgCx<FulfilOrders>, form: &PlanForm) -> Result<PlanId, HubError> {
    match form.rows.len() {
        0 => return Err(Fault::Conflict { what: "nothing_selected".into() }.into()),
        1..=MOST_OF_A_PLAN => {}
        _ => return Err(Fault::Conflict { what: "too_many".into() }.into()),
    }
    // Some of the channels may ask for one, and once it is looked up it cannot be added.
    if form.kind == ActionKind::Cancel && form.reason.is_none() {
        return Err(Fault::field("reason", FieldProblem::Required).into());
    }
    let orders: Vec<OrderId> = form.rows.iter().map(|row| row.order).collect();
    let mut tx = cx.begin().await?;
    let targets = store::actions::targets(&mut tx, &orders).await?;
    let asks = targets.into_iter().map(|target| {
        let row = form.rows.iter().find(|row| row.order == target.order);
        // Each order's own: in another bulk action it is another ask.
        let press = Uuid::now_v7();
        let ask = match form.kind {
            ActionKind::Cancel => {
                json(&CancelAsk { order: target.key, reason: form.reason, message: None, key: press })?
            }
            ActionKind::Ship => {
                let typed = |of: fn(&PlanRow) -> &String| row.map(of).cloned().unwrap_or_default();
                let ship = ShipForm {
                    press,
                    carrier: typed(|row| &row.carrier),
                    tracking: typed(|row| &row.tracking),
                    notify: true,
                    ..ShipForm::default()
                };
                ship_ask(&target.key, &ship)?
            }
            ActionKind::Invoice => return Err(Fault::Conflict { what: "not_offered".into() }.into()),
        };
        Ok::<_, HubError>(PlanAsk { order: target.order, connection: target.connection, ask })
    });
    let asks = asks.collect::<Result<Vec<_>, _>>()?;
    let new = NewPlan {
        id: PlanId::new(),
        kind: form.kind,
        press: form.press,
        requested_by: cx.actor().user(),
        asks: &asks,
    };
    let id = store::actions::insert_plan(&mut tx, &new).await?;
    if id == new.id {
        let job = NewJob {
            id: JobId::new(),
            connection: None,
            kind: JobKind::LookAtPlan,
            lane: JobLane::Live,
            priority: JobPriority::Critical,
            payload: json!({ "plan": id }),
        };
        store::jobs::create(&mut tx, &job).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// The orders that were picked, those that are not here left out, as many as one bulk action takes.
///
/// # Errors
/// [`HubError`].
pub async fn picked(cx: &OrgCx<FulfilOrders>, orders: &[OrderId]) -> Result<Vec<Picked>, HubError> {
    let orders = &orders[..orders.len().min(MOST_OF_A_PLAN)];
    Ok(store::actions::picked(&mut cx.begin().await?, orders).await?)
}

/// A bulk action with what would become, or became, of each order.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn find(cx: &OrgCx<View>, id: PlanId) -> Result<PlanView, HubError> {
    Ok(store::actions::plan(&mut cx.begin().await?, id).await?)
}

/// Asks for exactly what is ready. Pressed twice, it is applied once.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `still_looking`.
pub async fn apply(cx: &OrgCx<FulfilOrders>, id: PlanId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let (kind, state, steps) = store::actions::lock_plan(&mut tx, id).await?;
    match state {
        PlanState::Looking => return Err(Fault::Conflict { what: "still_looking".into() }.into()),
        PlanState::Applied => return Ok(()),
        PlanState::Ready => {}
    }
    let mut became: Vec<(OrderId, ActionId)> = Vec::with_capacity(steps.len());
    for step in &steps {
        let press = step.ask.get("key").and_then(|key| key.as_str()).and_then(|key| key.parse().ok());
        let wish = Wish {
            order: step.order,
            connection: step.connection,
            kind,
            part: &step.part,
            ask: step.ask.clone(),
            document: None,
            press: press.unwrap_or_else(Uuid::now_v7),
            plan: Some(id),
        };
        match keep_in(cx, &mut tx, &wish).await? {
            Kept::New(action) | Kept::Before(action) => became.push((step.order, action)),
            Kept::Open | Kept::Used => {
                store::actions::refuse_step(&mut tx, id, step.order, "action_open").await?;
            }
        }
    }
    store::actions::applied(&mut tx, id, &became).await?;
    cx.audit(&mut tx, AuditAction::PlanApplied, ("plan", Some(id.0)), json!({ "orders": became.len() }))
        .await?;
    Ok(tx.commit().await?)
}

/// Looks at each order of a plan.
pub(crate) async fn run(cx: &OrgCx<RunSync>, job: &StartedJob) -> Result<(), HubError> {
    let id = plan_of(job);
    if let Some(id) = id {
        look_at_all(cx, id).await?;
    }
    let mut tx = cx.begin().await?;
    store::jobs::finish(&mut tx, job, End::Done).await?;
    tx.commit().await?;
    if let Some(id) = id {
        note(cx, id).await;
    }
    Ok(())
}

/// Ends a plan whose job had an error of our own.
pub(crate) async fn give_up(tx: &mut OrgTx, job: &StartedJob) -> Result<(), HubError> {
    match plan_of(job) {
        Some(id) => Ok(store::actions::give_up_looking(tx, id).await?),
        None => Ok(()),
    }
}

fn plan_of(job: &StartedJob) -> Option<PlanId> {
    job.payload.get("plan")?.as_str()?.parse().ok()
}

type Channel = Option<(Arc<dyn Connector>, Conn)>;

async fn look_at_all(cx: &OrgCx<RunSync>, id: PlanId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let (kind, ..) = store::actions::lock_plan(&mut tx, id).await?;
    let steps = store::actions::unjudged(&mut tx, id).await?;
    let mut channels: HashMap<ConnectionId, Channel> = HashMap::new();
    for step in &steps {
        if channels.contains_key(&step.connection) {
            continue;
        }
        let access = store::connections::access(&mut tx, step.connection).await?;
        let connector = cx.hub().registry().get(&access.platform).filter(|_| access.status.may_sync());
        let channel = match connector {
            Some(connector) => {
                Some((connector.clone(), integrations::connect(cx.hub(), cx.org(), connector, &access)?))
            }
            None => None,
        };
        channels.insert(step.connection, channel);
    }
    tx.commit().await?;
    let channels = &channels;
    let mut judged = stream::iter(steps)
        .map(|step| async move {
            let channel = channels.get(&step.connection).and_then(Option::as_ref);
            judge(kind, step, channel).await
        })
        .buffer_unordered(AT_ONCE);
    while let Some(judged) = judged.next().await {
        let Judged { step, verdict, problem } = judged?;
        let mut tx = cx.begin().await?;
        let told = problem.as_ref().map(|(code, detail)| (*code, detail.as_str()));
        store::actions::judge(&mut tx, id, &step, verdict, told).await?;
        tx.commit().await?;
        note(cx, id).await;
    }
    let mut tx = cx.begin().await?;
    store::actions::finish_looking(&mut tx, id).await?;
    Ok(tx.commit().await?)
}

struct Judged {
    /// With exactly what is to be asked.
    step: PlanStep,
    verdict: PlanVerdict,
    problem: Option<(&'static str, String)>,
}

async fn judge(
    kind: ActionKind,
    mut step: PlanStep,
    channel: Option<&(Arc<dyn Connector>, Conn)>,
) -> Result<Judged, HubError> {
    let Some((connector, conn)) = channel else {
        let problem = Some(("not_connected", String::new()));
        return Ok(Judged { step, verdict: PlanVerdict::Unknown, problem });
    };
    let mut work = Work::of_step(kind, &step)?;
    if let Work::Ship(ask) = &mut work {
        match only_parcel(&**connector, conn, &ask.order).await {
            Ok(Some(parcel)) => ask.parcel = parcel,
            Ok(None) => {
                let problem = Some(("several_parcels", String::new()));
                return Ok(Judged { step, verdict: PlanVerdict::Refused, problem });
            }
            Err(error) => {
                let problem = Some((error.kind.code(), error.detail));
                return Ok(Judged { step, verdict: PlanVerdict::Unknown, problem });
            }
        }
    }
    let judged = match work.look(&**connector, conn, &Progress::NEW).await {
        Err(error) => (PlanVerdict::Unknown, Some((error.kind.code(), error.detail))),
        Ok(looked) => match looked.decision {
            Decision::Send(Work::Cancel(ask)) => {
                step.ask = json(&ask)?;
                // For people: what becomes of the money.
                step.ask["money"] = looked.money.map(MoneyBack::code).into();
                (PlanVerdict::Ready, None)
            }
            Decision::Send(Work::Ship(ask)) => {
                step.part = ask.parcel.clone();
                step.ask = json(&ask)?;
                (PlanVerdict::Ready, None)
            }
            Decision::Send(Work::Invoice(_)) => (PlanVerdict::Refused, Some(("not_offered", String::new()))),
            Decision::Confirmed => (PlanVerdict::Refused, Some(("already_done", String::new()))),
            Decision::Wait { .. } => (PlanVerdict::Refused, Some(("underway", String::new()))),
            Decision::Refused { code, detail } => (PlanVerdict::Refused, Some((code, detail))),
        },
    };
    let (verdict, problem) = judged;
    Ok(Judged { step, verdict, problem })
}

/// The parcel of an order that has one to be shipped: which of several a tracking number is of, only a
/// person knows. An order with none to be shipped gives the first, whose state says why.
async fn only_parcel(
    connector: &dyn Connector,
    conn: &Conn,
    order: &str,
) -> Result<Option<String>, connector_kit::ConnectorError> {
    let Some(shipping) = connector.shipping() else { return Ok(Some(String::new())) };
    let parcels = conn.measured(Operation::ShipLook, shipping.look(conn, order)).await?.parcels;
    let mut open = parcels.iter().filter(|parcel| matches!(parcel.standing, Standing::Open(_)));
    let first = open.next().or(parcels.first()).map(|parcel| parcel.key.clone());
    Ok(if open.next().is_some() { None } else { Some(first.unwrap_or_default()) })
}

async fn note(cx: &OrgCx<RunSync>, id: PlanId) {
    crate::live::tell(cx, "plan", id.0).await;
}
