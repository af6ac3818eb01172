//! Which hours are to be checked next, and what is here of them.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ConnectionId, LeftOut, Verdict, view::completeness::GRACE};
use std::collections::HashMap;

/// Whole hours that are checked together: `[from, until)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// Hours of one window at most.
const HOURS: i64 = 31 * 24;

/// The newest hours that are due among the last `days`, or since the time for which somebody asked: as many
/// as lie side by side and hold about `orders` orders, a month at most. Hours in which orders waited are due once
/// some of those that waited were let in.
///
/// # Errors
/// [`StoreError`].
pub async fn next_window(
    tx: &mut OrgTx,
    connection: ConnectionId,
    now: DateTime<Utc>,
    days: i32,
    orders: i64,
) -> Result<Option<Window>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"with due as (
               select h.hour from generate_series(
                   date_trunc('hour', least(
                       $3::timestamptz - make_interval(days => $4),
                       (select k.again_from from completeness_checks k where k.org_id = $1 and k.connection_id = $2))),
                   date_trunc('hour', $5::timestamptz) - interval '1 hour', interval '1 hour') as h (hour)
               left join completeness_hours c on c.org_id = $1 and c.connection_id = $2 and c.hour = h.hour
               left join completeness_checks k on k.org_id = $1 and k.connection_id = $2
               where c.checked_at is null
                  or $3 - (h.hour + interval '1 hour') >= 2 * (c.checked_at - (h.hour + interval '1 hour'))
                  or h.hour >= k.again_from and c.checked_at < k.again_at
                  or c.waiting > 0 and c.checked_at < (
                      select max(p.applied_at) from replays p
                      where p.org_id = $1 and p.connection_id = $2 and p.scope = 'parked')
               order by h.hour desc limit $6
           )
           select due.hour as "hour!", (
               select count(*) from orders o
               where o.org_id = $1 and o.connection_id = $2
                 and o.placed_at >= due.hour and o.placed_at < due.hour + interval '1 hour'
           ) as "orders!"
           from due order by due.hour desc"#,
        org.0,
        connection.0,
        now,
        days,
        now - GRACE,
        HOURS,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut window: Option<Window> = None;
    let mut sum = 0;
    for row in rows {
        let until = row.hour + TimeDelta::hours(1);
        match &mut window {
            None => window = Some(Window { from: row.hour, until }),
            Some(window) if window.from == until && sum + row.orders <= orders => window.from = row.hour,
            Some(_) => break,
        }
        sum += row.orders;
    }
    Ok(window)
}

/// What is known of a record that a channel showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub digest: Vec<u8>,
    /// How it is not among the sales; nothing where it is.
    pub left_out: Option<LeftOut>,
}

/// What is known of these records, by their keys.
///
/// # Errors
/// [`StoreError`].
pub async fn standing(
    tx: &mut OrgTx,
    connection: ConnectionId,
    ids: &[&str],
) -> Result<HashMap<String, Standing>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select r.external_id, r.digest, r.verdict, coalesce(r.reason, '') as "reason!"
           from unnest($3::text[]) as listed (external_id)
           cross join lateral (
               select s.external_id, s.digest, s.verdict, s.reason from source_records s
               where s.org_id = $1 and s.connection_id = $2 and s.kind = 'order' and s.external_id = listed.external_id
               limit 1
           ) r"#,
        org.0,
        connection.0,
        ids as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let left_out = match row.verdict.parse::<Verdict>()? {
                Verdict::Imported => None,
                verdict => Some(LeftOut::of(verdict, &row.reason)),
            };
            Ok((row.external_id, Standing { digest: row.digest, left_out }))
        })
        .collect()
}

/// The channel's keys of the sales that were placed in a window and are not cancelled, each with when.
///
/// # Errors
/// [`StoreError`].
pub async fn placed(
    tx: &mut OrgTx,
    connection: ConnectionId,
    window: Window,
) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select external_id, placed_at from orders
         where org_id = $1 and connection_id = $2 and placed_at >= $3 and placed_at < $4 and status <> 'cancelled'",
        org.0,
        connection.0,
        window.from,
        window.until,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.external_id, row.placed_at)).collect())
}
