//! What a channel lists against what is here, hour by hour of placing.
//!
//! An hour is checked once it is over, and again each time its age has doubled: soon after something may
//! have gone missing, and ever more rarely as it turns into the past. One in which orders waited for the plan is
//! checked again once some were let in.

mod report;
mod window;

pub use report::{Month, days, hours, state};
pub use window::{Standing, Window, next_window, placed, standing};

use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, OrgId, view::completeness::Tally};

/// Months for which hours are kept.
const KEPT_MONTHS: i32 = 13;

/// An hour as it was found.
#[derive(Debug, Clone)]
pub struct Hour {
    pub hour: DateTime<Utc>,
    /// `recovered` and `corrected` are of this check alone.
    pub tally: Tally,
    /// The sum of the fingerprints of what the channel has.
    pub print: i64,
}

/// Connections whose check is due, over all organisations: of those that synchronise by themselves, or of which
/// somebody asked for a check that is not through, whose past was read, of which nothing else is read now, and that
/// no check waits or runs for.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db, limit: i64) -> Result<Vec<(OrgId, ConnectionId)>, StoreError> {
    let mut tx = SystemTx::because("find whose completeness is to be checked", db).await?;
    let rows = sqlx::query!(
        r#"select c.org_id, c.id from connections c
           join sync_cursors s on s.org_id = c.org_id and s.connection_id = c.id and s.kind = 'orders'
               and s.complete_until is not null
           left join completeness_checks k on k.org_id = c.org_id and k.connection_id = c.id
           join organisations o on o.id = c.org_id
           where c.status in ('connected', 'error')
             and (k.again_at is not null or c.status = 'connected'
                  and jsonb_typeof(c.settings->'every_minutes') = 'number'
                  and not is_quiet(c.settings, o.time_zone, now()))
             and (k.due_at is null or k.due_at <= now())
             and not exists (select from sync_runs r where r.org_id = c.org_id and r.connection_id = c.id
                             and r.state in ('waiting', 'running') and r.kind not in ('webhook', 'check', 'replay'))
             and not exists (select from jobs j where j.org_id = c.org_id and j.connection_id = c.id
                             and j.kind = 'check_completeness' and j.state in ('waiting', 'running'))
           order by k.due_at nulls first limit $1"#,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), ConnectionId(row.id))).collect())
}

/// Has what was placed since `from` checked again, however lately it was, until a check is through.
///
/// # Errors
/// [`StoreError`].
pub async fn ask_again(
    tx: &mut OrgTx,
    connection: ConnectionId,
    from: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into completeness_checks (org_id, connection_id, again_from, again_at)
         values ($1, $2, date_trunc('hour', $3::timestamptz), now())
         on conflict (org_id, connection_id) do update
         set due_at = now(), again_from = excluded.again_from, again_at = excluded.again_at",
        org.0,
        connection.0,
        from,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes what a check found.
///
/// # Errors
/// [`StoreError`].
pub async fn record(tx: &mut OrgTx, connection: ConnectionId, hours: &[Hour]) -> Result<(), StoreError> {
    let org = tx.org();
    let of = |count: fn(&Tally) -> i64| -> Vec<i32> {
        hours.iter().map(|hour| i32::try_from(count(&hour.tally)).unwrap_or(i32::MAX)).collect()
    };
    sqlx::query!(
        "insert into completeness_hours as h (org_id, connection_id, hour, print, listed, imported, left_out, waiting, failed,
            gone, hidden, recovered, corrected, checked_at)
         select $1, $2, n.*, now()
         from unnest($3::timestamptz[], $4::bigint[], $5::integer[], $6::integer[], $7::integer[], $8::integer[],
                     $9::integer[], $10::integer[], $11::integer[], $12::integer[], $13::integer[]) as n
         on conflict (org_id, connection_id, hour) do update set
            print = excluded.print, listed = excluded.listed, imported = excluded.imported, left_out = excluded.left_out,
            waiting = excluded.waiting, failed = excluded.failed, gone = excluded.gone, hidden = excluded.hidden,
            recovered = h.recovered + excluded.recovered, corrected = h.corrected + excluded.corrected,
            checked_at = excluded.checked_at",
        org.0,
        connection.0,
        &hours.iter().map(|hour| hour.hour).collect::<Vec<_>>(),
        &hours.iter().map(|hour| hour.print).collect::<Vec<_>>(),
        &of(|tally| tally.listed),
        &of(|tally| tally.imported),
        &of(|tally| tally.left_out),
        &of(|tally| tally.waiting),
        &of(|tally| tally.failed),
        &of(|tally| tally.gone),
        &of(|tally| tally.hidden),
        &of(|tally| tally.recovered),
        &of(|tally| tally.corrected),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How a check ended.
#[derive(Debug, Clone, Copy)]
pub enum CheckEnd<'a> {
    /// What was due was checked.
    Through,
    /// Something else came first.
    PutOff,
    /// The class of the problem and what was seen.
    Problem(&'a str, &'a str),
}

/// Notes the end of a check and how many minutes later the next is due; after problems twice as long each time,
/// up to six hours.
///
/// # Errors
/// [`StoreError`].
pub async fn end(
    tx: &mut OrgTx,
    connection: ConnectionId,
    end: CheckEnd<'_>,
    minutes: i32,
) -> Result<(), StoreError> {
    let org = tx.org();
    let (is_through, problem) = match end {
        CheckEnd::Through => (true, None),
        CheckEnd::PutOff => (false, None),
        CheckEnd::Problem(problem, detail) => (false, Some((problem, detail))),
    };
    sqlx::query!(
        "insert into completeness_checks as k (org_id, connection_id, due_at, checked_at, problem, problem_detail, failures)
         values ($1, $2, now() + make_interval(mins => $6), case when $3::boolean then now() end,
                 $4, left($5, 500), case when $4::text is null then 0 else 1 end)
         on conflict (org_id, connection_id) do update set
            due_at = now() + least(make_interval(mins => $6 << least(case when $4 is null then 0 else k.failures end, 6)), interval '6 hours'),
            checked_at = coalesce(excluded.checked_at, k.checked_at),
            again_from = case when not $3 then k.again_from end, again_at = case when not $3 then k.again_at end,
            problem = case when $3 or $4 is not null then $4 else k.problem end,
            problem_detail = case when $3 or $4 is not null then left($5, 500) else k.problem_detail end,
            failures = case when $3 then 0 when $4 is not null then k.failures + 1 else k.failures end",
        org.0,
        connection.0,
        is_through,
        problem.map(|(problem, _)| problem),
        problem.map(|(_, detail)| detail),
        minutes,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets hours of more than a year ago, and older ones than `days` in which nothing was placed.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db, days: i32) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from completeness_hours
         where hour < now() - make_interval(months => $1)
            or hour < now() - make_interval(days => $2) and listed = 0 and gone = 0 and hidden = 0 and recovered = 0 and corrected = 0",
        KEPT_MONTHS,
        days,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}
