//! What channels are asked to do with orders: asked for, sent, confirmed or refused.

mod plans;
mod targets;
mod told;

pub use plans::{
    NewPlan, PlanAsk, PlanStep, applied, cancel_looking, find as plan, finish_looking, give_up_looking,
    insert as insert_plan, judge, lock as lock_plan, picked, prune as prune_plans, refuse as refuse_step,
    unjudged,
};

pub use targets::{Target, target, targets};

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ActionId, ActionKind, ActionState, ConnectionId, JobId, OrderId, PlanId, UserId,
    view::actions::ActionView,
};
use serde_json::Value;
use uuid::Uuid;

/// An action to be kept.
#[derive(Debug)]
pub struct NewAction<'a> {
    pub id: ActionId,
    pub order: OrderId,
    pub connection: ConnectionId,
    pub kind: ActionKind,
    /// Which part of the order, at most 200 characters; empty for all of it.
    pub part: &'a str,
    /// As the connector takes it.
    pub ask: &'a Value,
    /// A document's file, at most a million bytes.
    pub document: Option<&'a [u8]>,
    /// Of the form that asked.
    pub press: Uuid,
    /// What does it.
    pub job: JobId,
    pub plan: Option<PlanId>,
    pub requested_by: Option<UserId>,
}

/// What became of a wish to do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    New(ActionId),
    /// The same form asked before.
    Before(ActionId),
    /// The same form asked for something else before.
    Used,
    /// The same thing is under way for the order.
    Open,
}

/// Keeps an action, once for each press and each open thing.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &mut OrgTx, new: &NewAction<'_>) -> Result<Kept, StoreError> {
    let org = tx.org();
    let kept = sqlx::query_scalar!(
        "insert into order_actions (org_id, id, order_id, connection_id, kind, part, ask, document, press, state, plan_id, requested_by, job_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10, $11, $12)
         on conflict do nothing returning id",
        org.0,
        new.id.0,
        new.order.0,
        new.connection.0,
        new.kind.code(),
        new.part,
        new.ask,
        new.document,
        new.press,
        new.plan.map(|plan| plan.0),
        new.requested_by.map(|user| user.0),
        new.job.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    if kept.is_some() {
        return Ok(Kept::New(new.id));
    }
    let before = sqlx::query!(
        r#"select id, order_id = $3 and kind = $4 and part = $5 and ask = $6 as "is_same!"
           from order_actions where org_id = $1 and press = $2"#,
        org.0,
        new.press,
        new.order.0,
        new.kind.code(),
        new.part,
        new.ask,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(match before {
        None => Kept::Open,
        Some(before) if before.is_same => Kept::Before(ActionId(before.id)),
        Some(_) => Kept::Used,
    })
}

/// What a worker needs to know of an action.
#[derive(Debug, Clone)]
pub struct Action {
    pub id: ActionId,
    pub order: OrderId,
    pub connection: ConnectionId,
    pub kind: ActionKind,
    pub part: String,
    pub ask: Value,
    pub document: Option<Vec<u8>>,
    pub state: ActionState,
    pub seen: Vec<String>,
    /// Attempts that the channel may have taken.
    pub attempts: i32,
    pub begun_at: Option<DateTime<Utc>>,
    pub counts: Counts,
    pub job: JobId,
}

/// How often an action was waited for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Looks since the channel took it.
    pub looks: i32,
    /// Calls that the channel did not answer, or not well.
    pub failures: i32,
}

/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: ActionId) -> Result<Action, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select id, order_id, connection_id, kind, part, ask, document, state, seen, attempts, begun_at, looks, failures, job_id
         from order_actions where org_id = $1 and id = $2",
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(Action {
        id: ActionId(row.id),
        order: OrderId(row.order_id),
        connection: ConnectionId(row.connection_id),
        kind: row.kind.parse()?,
        part: row.part,
        ask: row.ask,
        document: row.document,
        state: row.state.parse()?,
        seen: row.seen,
        attempts: row.attempts,
        begun_at: row.begun_at,
        counts: Counts { looks: row.looks, failures: row.failures },
        job: JobId(row.job_id),
    })
}

/// The actions of an order, the newest first; at most a hundred.
///
/// # Errors
/// [`StoreError`].
pub async fn of_order(tx: &mut OrgTx, order: OrderId) -> Result<Vec<ActionView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select a.id, a.kind, a.part, a.ask, a.state, a.problem, a.problem_detail, u.name as "requested_by?",
               a.created_at, a.sent_at, a.finished_at, a.next_at
           from order_actions a
           left join users u on u.id = a.requested_by
           where a.org_id = $1 and a.order_id = $2
           order by a.created_at desc, a.id desc
           limit 100"#,
        org.0,
        order.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let views = rows.into_iter().map(|row| {
        Ok(ActionView {
            id: ActionId(row.id),
            told: told::told(row.kind.parse()?, &row.ask),
            part: row.part,
            state: row.state.parse()?,
            problem: row.problem.map(|problem| (problem, row.problem_detail)),
            requested_by: row.requested_by,
            created_at: row.created_at,
            sent_at: row.sent_at,
            finished_at: row.finished_at,
            next_at: row.next_at,
        })
    });
    views.collect()
}

/// Notes that an attempt begins; `seen` is what the channel showed before the first. Nothing if the action
/// is no longer to be sent, or another attempt was begun since it was read with so many `attempts`.
///
/// # Errors
/// [`StoreError`].
pub async fn begin(
    tx: &mut OrgTx,
    id: ActionId,
    attempts: i32,
    seen: Option<&[String]>,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update order_actions set state = 'sending', attempts = attempts + 1, begun_at = now(),
             seen = coalesce($4, seen), problem = null, problem_detail = null, next_at = null
         where org_id = $1 and id = $2 and attempts = $3 and state in ('asked', 'sending')",
        org.0,
        id.0,
        attempts,
        seen,
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that the attempt just begun was surely not taken.
///
/// # Errors
/// [`StoreError`].
pub async fn not_taken(tx: &mut OrgTx, id: ActionId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update order_actions set attempts = attempts - 1,
             state = case when attempts = 1 then 'asked' else state end
         where org_id = $1 and id = $2 and state = 'sending' and attempts > 0",
        org.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that the channel took it.
///
/// # Errors
/// [`StoreError`].
pub async fn sent(tx: &mut OrgTx, id: ActionId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update order_actions set state = 'sent', sent_at = now(), looks = 0, failures = 0,
             problem = null, problem_detail = null
         where org_id = $1 and id = $2 and state = 'sending'",
        org.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that it goes on later, or waits for a person where `next_at` is none.
///
/// # Errors
/// [`StoreError`].
pub async fn wait(
    tx: &mut OrgTx,
    id: ActionId,
    counts: Counts,
    problem: Option<(&str, &str)>,
    next_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update order_actions set looks = $3, failures = $4, problem = $5, problem_detail = left($6, 500), next_at = $7
         where org_id = $1 and id = $2 and state in ('asked', 'sending', 'sent')",
        org.0,
        id.0,
        counts.looks,
        counts.failures,
        problem.map(|(code, _)| code),
        problem.map(|(_, detail)| detail),
        next_at,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives an action that waits another job.
///
/// # Errors
/// [`StoreError`].
pub async fn set_job(tx: &mut OrgTx, id: ActionId, job: JobId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("update order_actions set job_id = $3 where org_id = $1 and id = $2", org.0, id.0, job.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends an action that is open; its document's file goes, the channel has it or does not want it.
/// Returns whether it was open.
///
/// # Errors
/// [`StoreError`].
pub async fn finish(
    tx: &mut OrgTx,
    id: ActionId,
    state: ActionState,
    problem: Option<(&str, &str)>,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update order_actions set state = $3, problem = $4, problem_detail = left($5, 500), finished_at = now(),
             next_at = null, document = null
         where org_id = $1 and id = $2 and state in ('asked', 'sending', 'sent')",
        org.0,
        id.0,
        state.code(),
        problem.map(|(code, _)| code),
        problem.map(|(_, detail)| detail),
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes back an action that was not begun, or gives up to know what became of one that waits for
/// its channel. Returns its order and its state; nothing if it is neither.
///
/// # Errors
/// [`StoreError`].
pub async fn close(tx: &mut OrgTx, id: ActionId) -> Result<Option<(OrderId, ActionState)>, StoreError> {
    let org = tx.org();
    let closed = sqlx::query!(
        "update order_actions set state = case when state = 'asked' then 'withdrawn' else 'unknown' end,
             finished_at = now(), next_at = null, document = null
         where org_id = $1 and id = $2 and (state = 'asked' or state in ('sending', 'sent') and problem is not null)
         returning order_id, state",
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    closed.map(|closed| Ok((OrderId(closed.order_id), closed.state.parse()?))).transpose()
}

/// Whether the order's channel was asked for something of this kind and may be at it.
///
/// # Errors
/// [`StoreError`].
pub async fn is_begun(tx: &mut OrgTx, order: OrderId, kind: ActionKind) -> Result<bool, StoreError> {
    let org = tx.org();
    let begun = sqlx::query_scalar!(
        r#"select exists (
               select from order_actions
               where org_id = $1 and order_id = $2 and kind = $3 and state in ('sending', 'sent')
           ) as "begun!""#,
        org.0,
        order.0,
        kind.code(),
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(begun)
}
