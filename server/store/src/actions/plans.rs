//! Bulk actions: what each would do, looked up first, and what they became.

use super::told::told;
use crate::{Db, OrgTx, StoreError};
use domain::{
    ActionId, ActionKind, ConnectionId, OrderId, PlanId, PlanState, PlanVerdict, UserId,
    view::actions::{Picked, PlanItem, PlanView},
};
use serde_json::Value;
use uuid::Uuid;

/// A bulk action to be looked up.
#[derive(Debug)]
pub struct NewPlan<'a> {
    pub id: PlanId,
    pub kind: ActionKind,
    /// Of the form that asked.
    pub press: Uuid,
    pub requested_by: Option<UserId>,
    pub asks: &'a [PlanAsk],
}

/// What is to be asked for one order.
#[derive(Debug, Clone)]
pub struct PlanAsk {
    pub order: OrderId,
    pub connection: ConnectionId,
    pub ask: Value,
}

/// Keeps a plan; gives the id of the one that the same press made before, if any.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &mut OrgTx, new: &NewPlan<'_>) -> Result<PlanId, StoreError> {
    let org = tx.org();
    let kept = sqlx::query_scalar!(
        r#"insert into action_plans (org_id, id, kind, state, press, requested_by) values ($1, $2, $3, 'looking', $4, $5)
           on conflict (org_id, press) do update set press = excluded.press
           returning id"#,
        org.0,
        new.id.0,
        new.kind.code(),
        new.press,
        new.requested_by.map(|user| user.0),
    )
    .fetch_one(tx.conn())
    .await?;
    if kept != new.id.0 {
        return Ok(PlanId(kept));
    }
    sqlx::query!(
        "insert into action_plan_items (org_id, plan_id, order_id, position, connection_id, ask, verdict)
         select $1, $2, o, p, c, a, 'waiting'
         from unnest($3::uuid[], $4::int[], $5::uuid[], $6::jsonb[]) as t (o, p, c, a)",
        org.0,
        new.id.0,
        &new.asks.iter().map(|ask| ask.order.0).collect::<Vec<_>>(),
        &(0..).take(new.asks.len()).collect::<Vec<i32>>(),
        &new.asks.iter().map(|ask| ask.connection.0).collect::<Vec<_>>(),
        &new.asks.iter().map(|ask| &ask.ask).collect::<Vec<_>>() as &[&Value],
    )
    .execute(tx.conn())
    .await?;
    Ok(new.id)
}

/// A plan with its items.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: PlanId) -> Result<PlanView, StoreError> {
    let org = tx.org();
    let plan = sqlx::query!(
        r#"select p.kind, p.state, u.name as "requested_by?", p.created_at, p.applied_at, p.cancelled_at,
               k.name as "cancelled_by?"
           from action_plans p
           left join users u on u.id = p.requested_by
           left join users k on k.id = p.cancelled_by
           where p.org_id = $1 and p.id = $2"#,
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    let kind: ActionKind = plan.kind.parse()?;
    let rows = sqlx::query!(
        r#"select i.order_id, o.number, o.external_number, o.buyer_name, i.connection_id, c.name as channel, c.platform,
               i.ask, i.verdict, i.problem, i.problem_detail, a.id as "action?", a.state as "action_state?"
           from action_plan_items i
           join orders o on o.org_id = i.org_id and o.id = i.order_id
           join connections c on c.org_id = i.org_id and c.id = i.connection_id
           left join order_actions a on a.org_id = i.org_id and a.id = i.action_id
           where i.org_id = $1 and i.plan_id = $2
           order by i.position"#,
        org.0,
        id.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let items = rows.into_iter().map(|row| {
        let action = match (row.action, row.action_state) {
            (Some(id), Some(state)) => Some((ActionId(id), state.parse()?)),
            _ => None,
        };
        Ok::<_, StoreError>(PlanItem {
            order: OrderId(row.order_id),
            number: row.number,
            external_number: row.external_number,
            buyer_name: row.buyer_name,
            connection: ConnectionId(row.connection_id),
            channel: row.channel,
            platform: row.platform,
            told: told(kind, &row.ask),
            verdict: row.verdict.parse()?,
            problem: row.problem.map(|problem| (problem, row.problem_detail)),
            action,
        })
    });
    Ok(PlanView {
        id,
        kind,
        state: plan.state.parse()?,
        requested_by: plan.requested_by,
        created_at: plan.created_at,
        applied_at: plan.applied_at,
        cancelled: plan.cancelled_at.map(|at| (at, plan.cancelled_by)),
        items: items.collect::<Result<_, _>>()?,
    })
}

/// Sales by their ids, in that order; those that are not here are left out.
///
/// # Errors
/// [`StoreError`].
pub async fn picked(tx: &mut OrgTx, orders: &[OrderId]) -> Result<Vec<Picked>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select o.id, o.number, o.external_number, o.buyer_name, c.name as channel, c.platform
           from unnest($2::uuid[]) with ordinality as p (id, position)
           join orders o on o.org_id = $1 and o.id = p.id
           join connections c on c.org_id = o.org_id and c.id = o.connection_id
           order by p.position"#,
        org.0,
        &orders.iter().map(|order| order.0).collect::<Vec<_>>(),
    )
    .fetch_all(tx.conn())
    .await?;
    let picked = rows.into_iter().map(|row| Picked {
        order: OrderId(row.id),
        number: row.number,
        external_number: row.external_number,
        buyer_name: row.buyer_name,
        channel: row.channel,
        platform: row.platform,
    });
    Ok(picked.collect())
}

/// One order of a plan as it would be asked for.
#[derive(Debug, Clone)]
pub struct PlanStep {
    pub order: OrderId,
    pub connection: ConnectionId,
    pub part: String,
    pub ask: Value,
}

/// Items with a verdict, in the order of the selection.
async fn steps(tx: &mut OrgTx, id: PlanId, verdict: PlanVerdict) -> Result<Vec<PlanStep>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select order_id, connection_id, part, ask from action_plan_items
         where org_id = $1 and plan_id = $2 and verdict = $3 order by position",
        org.0,
        id.0,
        verdict.code(),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PlanStep {
            order: OrderId(row.order_id),
            connection: ConnectionId(row.connection_id),
            part: row.part,
            ask: row.ask,
        })
        .collect())
}

/// What was not looked at yet.
///
/// # Errors
/// [`StoreError`].
pub async fn unjudged(tx: &mut OrgTx, id: PlanId) -> Result<Vec<PlanStep>, StoreError> {
    steps(tx, id, PlanVerdict::Waiting).await
}

/// Notes what would become of an order, and exactly what would be asked.
///
/// # Errors
/// [`StoreError`].
pub async fn judge(
    tx: &mut OrgTx,
    id: PlanId,
    step: &PlanStep,
    verdict: PlanVerdict,
    problem: Option<(&str, &str)>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update action_plan_items set verdict = $4, part = $5, ask = $6, problem = $7, problem_detail = left($8, 500)
         where org_id = $1 and plan_id = $2 and order_id = $3 and verdict = 'waiting'",
        org.0,
        id.0,
        step.order.0,
        verdict.code(),
        step.part,
        step.ask,
        problem.map(|(code, _)| code),
        problem.map(|(_, detail)| detail),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that an order of a plan that is applied is not asked for.
///
/// # Errors
/// [`StoreError`].
pub async fn refuse(tx: &mut OrgTx, id: PlanId, order: OrderId, problem: &str) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update action_plan_items set verdict = 'refused', problem = $4
         where org_id = $1 and plan_id = $2 and order_id = $3",
        org.0,
        id.0,
        order.0,
        problem,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that all of it was looked at.
///
/// # Errors
/// [`StoreError`].
pub async fn finish_looking(tx: &mut OrgTx, id: PlanId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update action_plans set state = 'ready' where org_id = $1 and id = $2 and state = 'looking'",
        org.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends the looking at a plan that had an error of our own: what was not looked at is unknown.
///
/// # Errors
/// [`StoreError`].
pub async fn give_up_looking(tx: &mut OrgTx, id: PlanId) -> Result<(), StoreError> {
    leave_unlooked(tx, id, "internal").await?;
    finish_looking(tx, id).await
}

/// Ends the looking at a plan because somebody said so: what was not looked at is unknown.
///
/// # Errors
/// [`StoreError`].
pub async fn cancel_looking(tx: &mut OrgTx, id: PlanId, by: Option<UserId>) -> Result<(), StoreError> {
    let org = tx.org();
    leave_unlooked(tx, id, "looking_cancelled").await?;
    sqlx::query!(
        "update action_plans set cancelled_at = now(), cancelled_by = $3
         where org_id = $1 and id = $2 and state = 'looking'",
        org.0,
        id.0,
        by.map(|user| user.0),
    )
    .execute(tx.conn())
    .await?;
    finish_looking(tx, id).await
}

async fn leave_unlooked(tx: &mut OrgTx, id: PlanId, problem: &str) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update action_plan_items set verdict = 'unknown', problem = $3
         where org_id = $1 and plan_id = $2 and verdict = 'waiting'",
        org.0,
        id.0,
        problem,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How a plan stands; until the end of the transaction nobody else can apply it. With what is ready.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn lock(tx: &mut OrgTx, id: PlanId) -> Result<(ActionKind, PlanState, Vec<PlanStep>), StoreError> {
    let org = tx.org();
    let plan = sqlx::query!(
        "select kind, state from action_plans where org_id = $1 and id = $2 for update",
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok((plan.kind.parse()?, plan.state.parse()?, steps(tx, id, PlanVerdict::Ready).await?))
}

/// Notes that a plan was applied, and which action each of its orders became.
///
/// # Errors
/// [`StoreError`].
pub async fn applied(tx: &mut OrgTx, id: PlanId, became: &[(OrderId, ActionId)]) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update action_plan_items i set action_id = b.action
         from unnest($3::uuid[], $4::uuid[]) as b (ordered, action)
         where i.org_id = $1 and i.plan_id = $2 and i.order_id = b.ordered",
        org.0,
        id.0,
        &became.iter().map(|(order, _)| order.0).collect::<Vec<_>>(),
        &became.iter().map(|(_, action)| action.0).collect::<Vec<_>>(),
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update action_plans set state = 'applied', applied_at = now() where org_id = $1 and id = $2",
        org.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets plans older than 30 days; their actions stay.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from action_plans where created_at < now() - interval '30 days'")
        .execute(db.system_pool())
        .await?;
    Ok(())
}
