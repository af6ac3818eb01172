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

/// Events that were accepted from the first whole hour after an instant on and whose time to be processed has come: an hour
/// after they are due they count as not processed. Refused ones were sent by nobody who is known, repetitions were taken in the
/// first time. The connection is the one of which most were not processed.
///
/// Of hours that are over the sums of [`sum_events`] are read: what was accepted does not change, and what was not processed has
/// indexes of its own.
///
/// # Errors
/// [`StoreError`].
pub async fn events(tx: &mut OrgTx, from: DateTime<Utc>) -> Result<(Rate, Option<ConnectionId>), StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"with since as materialized (
               -- Of what is kept no longer it is not known what became of it; null where nothing is kept.
               -- What waits is kept longer than the rest.
               select case when first.at is not null then
                          greatest(date_trunc('hour', $2::timestamptz + interval '1 hour' - interval '1 microsecond'),
                                   date_trunc('hour', first.at)) end as hour
               from (select coalesce(
                         (select min(received_at) from webhook_events where org_id = $1 and state <> 'waiting'),
                         (select min(received_at) from webhook_events where org_id = $1)) as at) first
           ), summed as materialized (
               select coalesce(sum(h.accepted), 0)::bigint as accepted,
                      coalesce(max(h.hour) + interval '1 hour', (select hour from since)) as until
               from event_hours h where h.org_id = $1 and h.hour >= (select hour from since)
           ), lately as (
               select count(*) as accepted from webhook_events
               where org_id = $1 and received_at >= (select until from summed) and state not in ('refused', 'duplicate')
           ), waiting as materialized (
               select connection_id, due_at < now() - interval '1 hour' as is_late from webhook_events
               where org_id = $1 and state = 'waiting' and received_at >= (select hour from since)
           ), bad as materialized (
               select connection_id, count(*) as events from (
                   select connection_id from waiting where is_late
                   union all
                   select connection_id from webhook_events
                   where org_id = $1 and received_at >= (select hour from since) and state = 'failed'
               ) missed group by connection_id
           )
           select (select accepted from summed) + (select accepted from lately) - (select count(*) from waiting where not is_late) as "all!",
                  coalesce((select sum(events) from bad), 0)::bigint as "bad!",
                  (select connection_id from bad order by events desc, connection_id limit 1) as worst"#,
        org.0,
        from,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((rate((row.all - row.bad).max(0), row.all.max(0)), row.worst.map(ConnectionId)))
}

/// Adds up the accepted events of all hours that are over and were not added up before, over all organisations.
///
/// # Errors
/// [`StoreError`].
pub async fn sum_events(db: &Db) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("add up the events of an hour", db).await?;
    // An event is written seconds after it was received.
    sqlx::query!(
        "insert into event_hours (org_id, hour, accepted)
         select org_id, date_trunc('hour', received_at), count(*) from webhook_events
         where received_at >= coalesce((select max(hour) + interval '1 hour' from event_hours), now() - interval '31 days')
           and received_at < date_trunc('hour', now() - interval '10 minutes')
           and state not in ('refused', 'duplicate')
         group by 1, 2
         on conflict do nothing",
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await
}

/// Forgets sums of more than 40 days ago.
///
/// # Errors
/// [`StoreError`].
pub async fn prune_event_hours(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from event_hours where hour < now() - interval '40 days'")
        .execute(db.system_pool())
        .await?;
    Ok(())
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
