//! What was found, as pages show it.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ConnectionId,
    view::completeness::{CheckState, CheckedDay, CheckedHour, Tally},
};

/// A time of the report: `[from, until)`, in days of a zone.
#[derive(Debug, Clone, Copy)]
pub struct Month {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub zone: Tz,
}

/// The days of which something was checked, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn days(
    tx: &mut OrgTx,
    connection: ConnectionId,
    month: Month,
) -> Result<Vec<CheckedDay>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select (hour at time zone $5)::date as "day!", count(*) as "hours!", min(checked_at) as "checked_at!",
                  sum(listed) as "listed!", sum(imported) as "imported!", sum(left_out) as "left_out!",
                  sum(waiting) as "waiting!", sum(failed) as "failed!", sum(gone) as "gone!", sum(hidden) as "hidden!",
                  sum(recovered) as "recovered!", sum(corrected) as "corrected!"
           from completeness_hours
           where org_id = $1 and connection_id = $2 and hour >= $3 and hour < $4
           group by 1 order by 1 desc"#,
        org.0,
        connection.0,
        month.from,
        month.until,
        month.zone.name(),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| CheckedDay {
            day: row.day,
            tally: Tally {
                listed: row.listed,
                imported: row.imported,
                left_out: row.left_out,
                waiting: row.waiting,
                failed: row.failed,
                gone: row.gone,
                hidden: row.hidden,
                recovered: row.recovered,
                corrected: row.corrected,
            },
            hours: row.hours,
            checked_at: row.checked_at,
        })
        .collect())
}

/// The hours that were checked between two moments, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn hours(
    tx: &mut OrgTx,
    connection: ConnectionId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<CheckedHour>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select hour, listed, imported, left_out, waiting, failed, gone, hidden, recovered, corrected, checked_at
         from completeness_hours
         where org_id = $1 and connection_id = $2 and hour >= $3 and hour < $4 order by hour desc",
        org.0,
        connection.0,
        from,
        until,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| CheckedHour {
            hour: row.hour,
            tally: Tally {
                listed: row.listed.into(),
                imported: row.imported.into(),
                left_out: row.left_out.into(),
                waiting: row.waiting.into(),
                failed: row.failed.into(),
                gone: row.gone.into(),
                hidden: row.hidden.into(),
                recovered: row.recovered.into(),
                corrected: row.corrected.into(),
            },
            checked_at: row.checked_at,
        })
        .collect())
}

/// Where the checks of a connection stand.
///
/// # Errors
/// [`StoreError`].
pub async fn state(tx: &mut OrgTx, connection: ConnectionId) -> Result<CheckState, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select k.checked_at as "checked_at?", k.problem as "problem?",
                  k.problem_detail as "problem_detail?",
                  case when s.complete_until is not null then coalesce(k.due_at, now()) end as due_at,
                  coalesce((select sum(r.unannounced)::bigint from sync_runs r
                            where r.org_id = $1 and r.connection_id = $2
                              and r.created_at > now() - interval '24 hours'), 0) as "missed_events!",
                  exists (select from jobs j where j.org_id = $1 and j.connection_id = $2
                          and j.kind = 'check_completeness' and j.state in ('waiting', 'running')) as "is_open!"
           from (select) as nothing
           left join completeness_checks k on k.org_id = $1 and k.connection_id = $2
           left join sync_cursors s on s.org_id = $1 and s.connection_id = $2 and s.kind = 'orders'"#,
        org.0,
        connection.0,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(CheckState {
        checked_at: row.checked_at,
        due_at: row.due_at,
        problem: row.problem,
        problem_detail: row.problem_detail,
        missed_events: row.missed_events,
        is_open: row.is_open,
    })
}
