//! Calls of platforms: counted by connection, operation and hour.

use crate::{Db, OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    CallClass, ConnectionId, Operation, OrgId,
    view::health::{CallFigures, HourOfCalls, Latencies},
};

/// What a process counted of one connection and operation in one hour.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    pub org: OrgId,
    pub connection: ConnectionId,
    pub operation: Operation,
    pub hour: DateTime<Utc>,
    pub figures: CallFigures,
}

/// How the calls of a connection went that a process made since it last wrote.
#[derive(Debug, Clone, Copy)]
pub struct Streak {
    pub org: OrgId,
    pub connection: ConnectionId,
    /// Whether one went well; failures are those after it.
    pub broke: bool,
    pub failures: i64,
    /// Of the last failure.
    pub class: CallClass,
    /// When the first of the failures was.
    pub since: DateTime<Utc>,
}

/// Notes how many calls of connections failed in a row. Of two processes whose calls of one connection went one well
/// and one badly, the one that writes last is believed.
///
/// # Errors
/// [`StoreError`].
pub async fn note_streaks(db: &Db, streaks: &[Streak]) -> Result<(), StoreError> {
    let broken: Vec<_> = streaks.iter().filter(|streak| streak.broke).collect();
    if !broken.is_empty() {
        sqlx::query!(
            "delete from call_streaks s using unnest($1::uuid[], $2::uuid[]) as n (org_id, connection_id)
             where s.org_id = n.org_id and s.connection_id = n.connection_id",
            &broken.iter().map(|streak| streak.org.0).collect::<Vec<_>>(),
            &broken.iter().map(|streak| streak.connection.0).collect::<Vec<_>>(),
        )
        .execute(db.system_pool())
        .await?;
    }
    let failing: Vec<_> = streaks.iter().filter(|streak| streak.failures > 0).collect();
    if failing.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "insert into call_streaks as s (org_id, connection_id, failures, class, since)
         select n.* from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::timestamptz[])
             as n (org_id, connection_id, failures, class, since)
         join connections c on c.org_id = n.org_id and c.id = n.connection_id
         order by n.org_id, n.connection_id
         on conflict (org_id, connection_id) do update
         set failures = s.failures + excluded.failures, class = excluded.class, since = least(s.since, excluded.since)",
        &failing.iter().map(|streak| streak.org.0).collect::<Vec<_>>(),
        &failing.iter().map(|streak| streak.connection.0).collect::<Vec<_>>(),
        &failing.iter().map(|streak| streak.failures).collect::<Vec<_>>(),
        &failing.iter().map(|streak| streak.class.code().to_owned()).collect::<Vec<_>>(),
        &failing.iter().map(|streak| streak.since).collect::<Vec<_>>(),
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Adds what was counted, each combination once, in one statement. What was counted of a connection that is
/// gone is left out.
///
/// # Errors
/// [`StoreError`]; nothing was added then.
pub async fn add(db: &Db, counted: &[Counted]) -> Result<(), StoreError> {
    let counts = counted.iter().flat_map(|row| row.figures.counts());
    let counts: Vec<_> = counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX)).collect();
    sqlx::query!(
        "insert into call_stats as s (org_id, connection_id, hour, operation, counts)
         select n.org_id, n.connection_id, n.hour, n.operation, ($5::bigint[])[(n.place - 1) * $6 + 1 : n.place * $6]
         from (select org_id, connection_id, hour, operation, place::int as place
               from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[]) with ordinality
                   as u (org_id, connection_id, hour, operation, place)) n
         join connections c on c.org_id = n.org_id and c.id = n.connection_id
         -- In one order, so that two processes wait and do not lock each other out.
         order by n.org_id, n.connection_id, n.hour, n.operation
         on conflict (org_id, connection_id, hour, operation) do update
         set counts = add_counts(s.counts, excluded.counts)",
        &counted.iter().map(|row| row.org.0).collect::<Vec<_>>(),
        &counted.iter().map(|row| row.connection.0).collect::<Vec<_>>(),
        &counted.iter().map(|row| row.hour).collect::<Vec<_>>(),
        &counted.iter().map(|row| row.operation.code().to_owned()).collect::<Vec<_>>(),
        &counts,
        CallFigures::COUNTS as i32,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// The calls of a connection from an hour on, by hour and operation.
///
/// # Errors
/// [`StoreError`].
pub async fn of_connection(
    tx: &mut OrgTx,
    connection: ConnectionId,
    from: DateTime<Utc>,
) -> Result<Vec<HourOfCalls>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select hour, operation, counts from call_stats
         where org_id = $1 and connection_id = $2 and hour >= $3 order by hour, operation",
        org.0,
        connection.0,
        from,
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter().map(|row| {
        // A later version may have counted more kinds.
        let operation = row.operation.parse().unwrap_or(Operation::Other);
        HourOfCalls { hour: row.hour, operation, figures: figures(row.counts) }
    });
    Ok(rows.collect())
}

/// The calls of every connection in the hours `[from, until)`.
///
/// # Errors
/// [`StoreError`].
pub async fn by_connection(
    tx: &mut OrgTx,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<(ConnectionId, CallFigures)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select connection_id, array_agg(count order by place) as "counts!"
           from (select connection_id, place, sum(count)::bigint as count
                 from call_stats, unnest(counts) with ordinality as c (count, place)
                 where org_id = $1 and hour >= $2 and hour < $3 group by connection_id, place) summed
           group by connection_id"#,
        org.0,
        from,
        until,
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter().map(|row| (ConnectionId(row.connection_id), figures(row.counts)));
    Ok(rows.collect())
}

/// The most calls of a connection in one of the hours `[from, until)`, and how many of these hours had calls.
///
/// # Errors
/// [`StoreError`].
pub async fn most_in_an_hour(
    tx: &mut OrgTx,
    connection: ConnectionId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(i64, i64), StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select coalesce(max(calls), 0)::bigint as "most!", count(*) as "hours!" from (
               select hour, sum((select sum(count) from unnest(counts[:$5]) as count)) as calls from call_stats
               where org_id = $1 and connection_id = $2 and hour >= $3 and hour < $4 group by hour) as hours"#,
        org.0,
        connection.0,
        from,
        until,
        Latencies::BUCKETS as i32,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.most, row.hours))
}

/// Forgets what was counted more than 90 days ago.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from call_stats where hour < now() - interval '90 days'")
        .execute(db.system_pool())
        .await?;
    Ok(())
}

pub(crate) fn figures(counts: Vec<i64>) -> CallFigures {
    CallFigures::of_counts(counts.into_iter().map(|count| u64::try_from(count).unwrap_or_default()))
}
