//! What channels are asked to do with orders: asked for, sent, confirmed or refused.

mod plans;
mod told;

pub use plans::{
    NewPlan, PlanAsk, PlanStep, applied, find as plan, finish_looking, give_up_looking,
    insert as insert_plan, judge, lock as lock_plan, picked, prune as prune_plans, unjudged,
};

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ActionId, ActionKind, ActionState, ConnectionId, OrderId, PlanId, UserId, view::actions::ActionView,
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
    pub plan: Option<PlanId>,
    pub requested_by: Option<UserId>,
}

/// What became of a wish to do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    New(ActionId),
    /// The same form asked before.
    Before(ActionId),
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
        "insert into order_actions (org_id, id, order_id, connection_id, kind, part, ask, document, press, state, plan_id, requested_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10, $11)
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
    )
    .fetch_optional(tx.conn())
    .await?;
    if kept.is_some() {
        return Ok(Kept::New(new.id));
    }
    let before = sqlx::query_scalar!(
        "select id from order_actions where org_id = $1 and press = $2",
        org.0,
        new.press
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(before.map_or(Kept::Open, |id| Kept::Before(ActionId(id))))
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
    pub attempts: i32,
    pub looks: i32,
    pub created_at: DateTime<Utc>,
}

/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: ActionId) -> Result<Action, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select id, order_id, connection_id, kind, part, ask, document, state, seen, attempts, looks, created_at
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
        looks: row.looks,
        created_at: row.created_at,
    })
}

/// The actions of an order, the newest first; at most a hundred.
///
/// # Errors
/// [`StoreError`].
pub async fn of_order(tx: &mut OrgTx, order: OrderId) -> Result<Vec<ActionView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select a.id, a.kind, a.ask, a.state, a.problem, a.problem_detail, u.name as "requested_by?",
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

/// Notes that an attempt begins; `seen` is what the channel showed before the first. Nothing if the
/// action is no longer to be sent.
///
/// # Errors
/// [`StoreError`].
pub async fn begin(tx: &mut OrgTx, id: ActionId, seen: Option<&[String]>) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update order_actions set state = 'sending', attempts = attempts + 1, seen = coalesce($3, seen),
             problem = null, problem_detail = null, next_at = null
         where org_id = $1 and id = $2 and state in ('asked', 'sending')",
        org.0,
        id.0,
        seen,
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that the channel took it.
///
/// # Errors
/// [`StoreError`].
pub async fn sent(tx: &mut OrgTx, id: ActionId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update order_actions set state = 'sent', sent_at = now(), problem = null, problem_detail = null
         where org_id = $1 and id = $2 and state = 'sending'",
        org.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that it goes on later, or waits for somebody where `next_at` is none. `looks` is how often it was
/// looked for by now.
///
/// # Errors
/// [`StoreError`].
pub async fn wait(
    tx: &mut OrgTx,
    id: ActionId,
    looks: i32,
    problem: Option<(&str, &str)>,
    next_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update order_actions set looks = $3, problem = $4, problem_detail = left($5, 500), next_at = $6
         where org_id = $1 and id = $2 and state in ('asked', 'sending', 'sent')",
        org.0,
        id.0,
        looks,
        problem.map(|(code, _)| code),
        problem.map(|(_, detail)| detail),
        next_at,
    )
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

/// Takes back an action that was not begun. Returns its order; nothing if it is too late.
///
/// # Errors
/// [`StoreError`].
pub async fn withdraw(tx: &mut OrgTx, id: ActionId) -> Result<Option<OrderId>, StoreError> {
    let org = tx.org();
    let order = sqlx::query_scalar!(
        "update order_actions set state = 'withdrawn', finished_at = now(), next_at = null, document = null
         where org_id = $1 and id = $2 and state = 'asked'
         returning order_id",
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(order.map(OrderId))
}

/// An order as its channel knows it.
#[derive(Debug, Clone)]
pub struct Target {
    pub connection: ConnectionId,
    /// The channel's key.
    pub key: String,
    pub number: i64,
    pub external_number: String,
    pub buyer_name: String,
}

/// # Errors
/// [`StoreError::NotFound`].
pub async fn target(tx: &mut OrgTx, order: OrderId) -> Result<Target, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select connection_id, external_id, number, external_number, buyer_name from orders where org_id = $1 and id = $2",
        org.0,
        order.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(Target {
        connection: ConnectionId(row.connection_id),
        key: row.external_id,
        number: row.number,
        external_number: row.external_number,
        buyer_name: row.buyer_name,
    })
}
