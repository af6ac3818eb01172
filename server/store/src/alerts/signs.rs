//! What there is to judge by.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{CallClass, ConnectionId, JobKind, view::detective::ASKED};
use std::collections::HashMap;

/// Calls of a connection that failed one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streak {
    pub connection: ConnectionId,
    pub failures: i64,
    /// Of the last one.
    pub class: CallClass,
    /// When the first of them failed.
    pub since: DateTime<Utc>,
}

/// Connections of which at least so many calls failed one after the other.
///
/// # Errors
/// [`StoreError`].
pub async fn streaks(tx: &mut OrgTx, least: i64) -> Result<Vec<Streak>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select connection_id, failures, class, since from call_streaks where org_id = $1 and failures >= $2",
        org.0,
        least,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let (connection, class) = (ConnectionId(row.connection_id), row.class.parse()?);
            Ok(Streak { connection, failures: row.failures, class, since: row.since })
        })
        .collect()
}

/// The last that was heard of a connection.
#[derive(Debug, Clone, Copy)]
pub struct LastSigns {
    pub connection: ConnectionId,
    /// When its last sale was placed that is no test.
    pub sale: Option<DateTime<Utc>>,
    /// When its last event of the last 30 days came that told of something.
    pub event: Option<DateTime<Utc>>,
    /// Sales placed since that event, 200 at most, without those of the last quarter of an hour.
    pub sales_since_event: i64,
}

/// Of the connections that work. Sales placed before `since`, when nobody may have been there to hear of them, do not
/// count as unheard.
///
/// # Errors
/// [`StoreError`].
pub async fn last_signs(tx: &mut OrgTx, since: DateTime<Utc>) -> Result<Vec<LastSigns>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, s.placed_at as "sale?", e.received_at as "event?", coalesce(m.sales, 0) as "sales!"
           from connections c
           left join lateral (
               select o.placed_at from orders o
               where o.org_id = c.org_id and o.connection_id = c.id and not o.is_test
               order by o.placed_at desc limit 1
           ) s on true
           left join lateral (
               select w.received_at from webhook_events w
               where w.org_id = c.org_id and w.connection_id = c.id and w.state <> 'refused' and w.about <> 'nothing'
                 and w.topic <> $2 and not w.recovered and w.received_at > now() - interval '30 days'
               order by w.received_at desc limit 1
           ) e on true
           left join lateral (
               select count(*) as sales from (
                   select from orders o
                   where o.org_id = c.org_id and o.connection_id = c.id and not o.is_test
                     and o.placed_at > greatest(e.received_at + interval '1 minute', c.connected_at, $3)
                     and o.placed_at < now() - interval '15 minutes'
                   limit 200
               ) unheard
           ) m on e.received_at is not null
           where c.org_id = $1 and c.status = 'connected'"#,
        org.0,
        ASKED,
        since,
    )
    .fetch_all(tx.conn())
    .await?;
    let signs = rows.into_iter().map(|row| LastSigns {
        connection: ConnectionId(row.id),
        sale: row.sale,
        event: row.event,
        sales_since_event: row.sales,
    });
    Ok(signs.collect())
}

/// Hours with how many sales each brought, the oldest first.
pub type SalesByHour = Vec<(DateTime<Utc>, i64)>;

/// How many sales the hours of these connections brought that were checked since a moment. An hour without sales is left
/// out, and so is a connection without any.
///
/// # Errors
/// [`StoreError`].
pub async fn sales_by_hour(
    tx: &mut OrgTx,
    connections: &[ConnectionId],
    from: DateTime<Utc>,
) -> Result<HashMap<ConnectionId, SalesByHour>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id as "id!", h.hour as "hour!", h.imported as "imported!"
           from unnest($2::uuid[]) as c (id)
           cross join lateral (
               select hour, imported from completeness_hours
               where org_id = $1 and connection_id = c.id and hour >= $3 and imported > 0
           ) h
           order by h.hour"#,
        org.0,
        &connections.iter().map(|id| id.0).collect::<Vec<_>>(),
        from,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut sales: HashMap<_, SalesByHour> = HashMap::new();
    for row in rows {
        sales.entry(ConnectionId(row.id)).or_default().push((row.hour, row.imported.into()));
    }
    Ok(sales)
}

/// Connections that have orders which did not arrive, although the hour was over for four hours and was checked: what
/// could not be taken, and what the channel counts and does not show. How many in the last `days`, and the first
/// such hour.
///
/// # Errors
/// [`StoreError`].
pub async fn gaps(tx: &mut OrgTx, days: i32) -> Result<Vec<(ConnectionId, i64, DateTime<Utc>)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select h.connection_id, sum(h.failed + h.hidden) as "orders!", min(h.hour) as "since!"
           from completeness_hours h
           join connections c on c.org_id = h.org_id and c.id = h.connection_id and c.status = 'connected'
           where h.org_id = $1 and (h.failed > 0 or h.hidden > 0)
             and h.hour > now() - make_interval(days => $2) and h.hour < now() - interval '5 hours'
           group by h.connection_id"#,
        org.0,
        days,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (ConnectionId(row.connection_id), row.orders, row.since)).collect())
}

/// Connections of which so many checks in a row did not go through: the last one that did, and the class of what
/// is in the way.
///
/// # Errors
/// [`StoreError`].
pub async fn unchecked(
    tx: &mut OrgTx,
    failures: i32,
) -> Result<Vec<(ConnectionId, Option<DateTime<Utc>>, String)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select k.connection_id, k.checked_at, k.problem as "problem!" from completeness_checks k
           join connections c on c.org_id = k.org_id and c.id = k.connection_id and c.status = 'connected'
           where k.org_id = $1 and k.failures >= $2 and k.problem is not null"#,
        org.0,
        failures,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (ConnectionId(row.connection_id), row.checked_at, row.problem)).collect())
}

/// Kinds of which jobs are due for a quarter of an hour while nothing of their lane moves: how many, and since when the
/// oldest is due. What reads the past may run for a day; of what is new nothing runs for half an hour. Kinds that
/// somebody paused wait as they should.
///
/// # Errors
/// [`StoreError`].
pub async fn stuck(tx: &mut OrgTx) -> Result<Vec<(JobKind, i64, DateTime<Utc>)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"with moving as materialized (
               select distinct lane from jobs
               where org_id = $1 and (
                   state in ('waiting', 'running') and started_at > now() - interval '15 minutes'
                   or state = 'running' and started_at > now() - case lane when 'past' then interval '1 day' else interval '30 minutes' end
                   or state in ('done', 'failed') and finished_at > now() - interval '15 minutes')
           )
           select j.kind, count(*) as "jobs!", min(j.run_at) as "since!" from jobs j
           where j.org_id = $1 and j.state = 'waiting' and j.run_at <= now() - interval '15 minutes'
             and j.lane not in (select lane from moving)
             and not exists (select from job_pauses p where p.org_id = $1 and p.kind = j.kind)
           group by j.kind"#,
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|row| Ok((row.kind.parse()?, row.jobs, row.since))).collect()
}

/// How many jobs of each kind failed for good that nobody asked for again, and that nothing made good since: a later
/// one of the same kind for the same connection does, but for what a channel was asked to do with one order.
///
/// # Errors
/// [`StoreError`].
pub async fn dead_letters(tx: &mut OrgTx) -> Result<Vec<(JobKind, i64)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select j.kind, count(*) as "jobs!" from jobs j
           where j.org_id = $1 and j.state = 'failed' and j.settled_at is null
             and not exists (select from connections c
                 where c.org_id = $1 and c.id = j.connection_id and c.status = 'disconnected')
             and (j.kind = 'send_action' or not exists (select from jobs later
                 where later.org_id = $1 and later.state = 'done' and later.finished_at > j.finished_at
                   and later.kind = j.kind and later.connection_id is not distinct from j.connection_id))
           group by j.kind"#,
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|row| Ok((row.kind.parse()?, row.jobs))).collect()
}

/// Whether somebody had a connection's past read at any time since a moment.
///
/// # Errors
/// [`StoreError`].
pub async fn past_was_read(
    tx: &mut OrgTx,
    connection: ConnectionId,
    from: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let was_read = sqlx::query_scalar!(
        r#"select exists (
               select from sync_runs where org_id = $1 and connection_id = $2 and kind in ('full', 'range')
                 and started_at is not null and (finished_at is null or finished_at >= $3)) as "was_read!""#,
        org.0,
        connection.0,
        from,
    );
    Ok(was_read.fetch_one(tx.conn()).await?)
}
