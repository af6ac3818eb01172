//! Which plan a company has, where it comes from, and what it limits.

mod seats;

pub use seats::{ConnectionSeat, MemberSeat, NoSeat, Place, Seat, connection_seat, demo_seat, member_seat};

use crate::{Db, OrgTx, StoreError, SystemTx, team::TeamTx};
use chrono::{DateTime, Utc};
use domain::{Limits, OrgId, PlanCode, PlanSource};
use serde_json::Value;
use sqlx::PgConnection;

/// What holds for a company now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effective {
    pub plan: PlanCode,
    pub source: PlanSource,
    pub limits: Limits,
    /// Records beyond what the plan includes are paid for one by one.
    pub overage: bool,
}

/// What the operator of the installation gave a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    pub plan: PlanCode,
    /// In place of those of the plan.
    pub limits: Option<Limits>,
    pub until: Option<DateTime<Utc>>,
    pub note: Option<String>,
}

/// What a company pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subscribed {
    pub plan: PlanCode,
    /// Where it ends by itself.
    pub until: Option<DateTime<Utc>>,
}

/// A company's plan with what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgPlan {
    pub effective: Effective,
    pub assigned: Option<Assigned>,
    pub subscribed: Option<Subscribed>,
}

/// What holds, with how far its jobs go before others, and the terms by which it was made.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    pub plan: PlanCode,
    pub limits: &'a Limits,
    pub boost: i16,
    /// At most 64 characters; other terms are written anew at the start of a process.
    pub terms: &'a str,
}

/// The company's plan. It is locked where `is_to_change`: whoever changes it too waits.
///
/// # Errors
/// [`StoreError`].
pub async fn find(tx: &mut OrgTx, is_to_change: bool) -> Result<OrgPlan, StoreError> {
    let org = tx.org();
    if is_to_change {
        sqlx::query!("select org_id from org_plans where org_id = $1 for update", org.0)
            .fetch_one(tx.conn())
            .await?;
    }
    read(tx.conn(), org).await
}

async fn read(conn: &mut PgConnection, org: OrgId) -> Result<OrgPlan, StoreError> {
    let row = sqlx::query!(
        "select plan, source, validations, orders, connections, members, history_days, overage,
             assigned, assigned_limits, assigned_until, assigned_note, subscribed, subscribed_until
         from org_plans where org_id = $1",
        org.0,
    )
    .fetch_one(conn)
    .await?;
    let limits = Limits {
        validations: row.validations,
        orders: row.orders,
        connections: row.connections,
        members: row.members,
        history_days: row.history_days,
    };
    let assigned = match row.assigned {
        Some(plan) => Some(Assigned {
            plan: plan.parse()?,
            limits: row.assigned_limits.map(limits_of).transpose()?,
            until: row.assigned_until,
            note: row.assigned_note,
        }),
        None => None,
    };
    let subscribed = match row.subscribed {
        Some(plan) => Some(Subscribed { plan: plan.parse()?, until: row.subscribed_until }),
        None => None,
    };
    let effective =
        Effective { plan: row.plan.parse()?, source: row.source.parse()?, limits, overage: row.overage };
    Ok(OrgPlan { effective, assigned, subscribed })
}

fn limits_of(stored: Value) -> Result<Limits, StoreError> {
    serde_json::from_value(stored).map_err(|error| StoreError::Corrupt(format!("limits: {error}")))
}

/// Writes what holds now.
///
/// # Errors
/// [`StoreError`].
pub async fn set_effective(tx: &mut OrgTx, terms: &Terms<'_>, source: PlanSource) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update org_plans set plan = $2, source = $3, validations = $4, orders = $5, connections = $6, members = $7,
             history_days = $8, boost = $9, terms = $10,
             changed_at = case when plan = $2 and history_days is not distinct from $8 then changed_at else now() end
         where org_id = $1",
        org.0,
        terms.plan.code(),
        source.code(),
        terms.limits.validations,
        terms.limits.orders,
        terms.limits.connections,
        terms.limits.members,
        terms.limits.history_days,
        terms.boost,
        terms.terms,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives a company a plan, or takes it back. What holds is to be made anew after it.
///
/// # Errors
/// [`StoreError`].
pub async fn assign(tx: &mut OrgTx, assigned: Option<&Assigned>) -> Result<(), StoreError> {
    let org = tx.org();
    let limits = assigned.and_then(|given| given.limits).map(serde_json::to_value).transpose();
    let limits = limits.map_err(|error| StoreError::Corrupt(error.to_string()))?;
    sqlx::query!(
        "update org_plans set assigned = $2, assigned_limits = $3, assigned_until = $4, assigned_note = $5
         where org_id = $1",
        org.0,
        assigned.map(|given| given.plan.code()),
        limits,
        assigned.and_then(|given| given.until),
        assigned.and_then(|given| given.note.as_deref()),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes what a company pays for, and whether what goes beyond it is paid for too. What holds is to be made anew after it.
///
/// # Errors
/// [`StoreError`].
pub async fn subscribe(
    tx: &mut OrgTx,
    subscribed: Option<&Subscribed>,
    overage: bool,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update org_plans set subscribed = $2, subscribed_until = $3, overage = $4 where org_id = $1",
        org.0,
        subscribed.map(|paid| paid.plan.code()),
        subscribed.and_then(|paid| paid.until),
        overage,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What every page of the company says of its plan, by a code, with the moment that it is about; or no longer.
///
/// # Errors
/// [`StoreError`].
pub async fn set_notice(
    tx: &mut OrgTx,
    notice: Option<(&str, Option<DateTime<Utc>>)>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update org_plans set notice = $2, notice_at = $3 where org_id = $1",
        org.0,
        notice.map(|(code, _)| code),
        notice.and_then(|(_, at)| at),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Says what companies that are made from now on may use, and finds those whose plan is to be made anew: something of it has ended, or
/// it was made under other terms. One statement, as it is asked for all the time.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db, of_new: &Terms<'_>) -> Result<Vec<OrgId>, StoreError> {
    let mut one = db.quick_system().await?;
    let due = sqlx::query_scalar!(
        "with of_new as (
             update installation_plan set plan = $1, validations = $2, orders = $3, connections = $4, members = $5,
                 history_days = $6, boost = $7, terms = $8
             where terms <> $8
         )
         select org_id from org_plans
         where terms <> $8 or least(assigned_until, subscribed_until) <= now() order by org_id",
        of_new.plan.code(),
        of_new.limits.validations,
        of_new.limits.orders,
        of_new.limits.connections,
        of_new.limits.members,
        of_new.limits.history_days,
        of_new.boost,
        of_new.terms,
    )
    .fetch_all(one.conn())
    .await?;
    one.give_back();
    Ok(due.into_iter().map(OrgId).collect())
}

/// What holds for the company of a team.
///
/// # Errors
/// [`StoreError`].
pub async fn of_team(tx: &mut TeamTx) -> Result<Effective, StoreError> {
    let org = tx.org();
    Ok(read(tx.conn(), org).await?.effective)
}

/// Places that are taken.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    pub connections: i64,
    /// Connections that stand still for want of a place.
    pub parked_connections: i64,
    /// Connections of demo stores, which take no place.
    pub demo_connections: i64,
    /// Of people and of those who are invited.
    pub members: i64,
}

/// The places that the company takes.
///
/// # Errors
/// [`StoreError`].
pub async fn taken(db: &Db, tx: &mut OrgTx) -> Result<Taken, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select count(*) filter (where parked_at is null and not is_demo) as "connections!",
                  count(*) filter (where parked_at is not null and not is_demo) as "parked!",
                  count(*) filter (where is_demo) as "demo!"
           from connections where org_id = $1 and status <> 'disconnected'"#,
        org.0,
    )
    .fetch_one(tx.conn())
    .await?;
    let members = seats::members(&mut *db.system_pool().acquire().await?, org).await?;
    Ok(Taken {
        connections: row.connections,
        parked_connections: row.parked,
        demo_connections: row.demo,
        members,
    })
}

/// The most days that each company's plan keeps what only grows, where it says so. A plan that is new does not for its first 30
/// days: whoever paid too late loses nothing by it.
///
/// # Errors
/// [`StoreError`].
pub async fn history_days(db: &Db) -> Result<Vec<(OrgId, i64)>, StoreError> {
    let mut tx = SystemTx::because("see how long each plan keeps data", db).await?;
    let rows = sqlx::query!(
        r#"select org_id, history_days as "days!" from org_plans
           where history_days is not null and changed_at < now() - interval '30 days'"#
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), row.days)).collect())
}
