//! What is measured against the targets, and what monitoring asks.

use crate::{Db, OrgTx, StoreError, SystemTx, call_stats::figures};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, OrgId,
    view::health::{Rate, WatchedConnection},
};

/// Runs that were asked for and ended, of those begun from an instant on: the good ones went to the end and left
/// nothing out.
///
/// # Errors
/// [`StoreError`].
pub async fn syncs(tx: &mut OrgTx, from: DateTime<Utc>) -> Result<Rate, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select count(*) filter (where state = 'completed') as "good!", count(*) as "all!" from sync_runs
           where org_id = $1 and created_at >= $2 and kind not in ('webhook', 'check', 'replay') and state in ('completed', 'partial', 'failed')"#,
        org.0,
        from,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(rate(row.good, row.all))
}

/// Jobs that ended from an instant on, without those that were called off.
///
/// # Errors
/// [`StoreError`].
pub async fn jobs(tx: &mut OrgTx, from: DateTime<Utc>) -> Result<Rate, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select count(*) filter (where state = 'done') as "good!", count(*) as "all!" from jobs
           where org_id = $1 and finished_at >= $2 and state in ('done', 'failed')"#,
        org.0,
        from,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(rate(row.good, row.all))
}

/// Events that were accepted from an instant on and whose time to be processed has come: an hour after they are
/// due they count as not processed. Refused ones were sent by nobody who is known, repetitions were taken in the
/// first time. The connection is the one of which most were not processed.
///
/// # Errors
/// [`StoreError`].
pub async fn events(tx: &mut OrgTx, from: DateTime<Utc>) -> Result<(Rate, Option<ConnectionId>), StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select count(*) filter (where state in ('done', 'ignored')) as "good!", count(*) as "all!",
                  mode() within group (order by connection_id) filter (where state not in ('done', 'ignored')) as worst
           from webhook_events
           where org_id = $1 and received_at >= $2
             and (state in ('done', 'ignored', 'failed') or state = 'waiting' and due_at < now() - interval '1 hour')"#,
        org.0,
        from,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((rate(row.good, row.all), row.worst.map(ConnectionId)))
}

/// Every connection that is not disconnected, over all organisations, with its calls from an hour on.
///
/// # Errors
/// [`StoreError`].
pub async fn everywhere(db: &Db, from: DateTime<Utc>) -> Result<Vec<WatchedConnection>, StoreError> {
    let mut tx = SystemTx::because("tell monitoring of every connection", db).await?;
    let rows = sqlx::query!(
        r#"with summed as (
               select org_id, connection_id, place, sum(count)::bigint as count
               from call_stats, unnest(counts) with ordinality as c (count, place)
               where hour >= $1 group by org_id, connection_id, place
           ), called as (
               select org_id, connection_id, array_agg(count order by place) as counts
               from summed group by org_id, connection_id
           )
           select c.org_id, c.id, c.platform, c.name, c.status, c.problem, c.last_success_at, s.counts as "counts?"
           from connections c left join called s on s.org_id = c.org_id and s.connection_id = c.id
           where c.status <> 'disconnected' order by c.org_id, c.platform, c.name, c.id"#,
        from,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(WatchedConnection {
                org: OrgId(row.org_id),
                id: ConnectionId(row.id),
                platform: row.platform,
                name: row.name,
                status: row.status.parse()?,
                problem: row.problem,
                last_success_at: row.last_success_at,
                calls: figures(row.counts.unwrap_or_default()),
            })
        })
        .collect()
}

pub(crate) fn rate(good: i64, all: i64) -> Rate {
    let count = |count| u64::try_from(count).unwrap_or_default();
    Rate { good: count(good), all: count(all) }
}
