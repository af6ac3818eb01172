//! Calls of platforms: counted by connection, operation and hour.

use crate::{Db, OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, Operation, OrgId,
    view::health::{CallFigures, HourOfCalls},
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

/// The calls of every connection from an hour on.
///
/// # Errors
/// [`StoreError`].
pub async fn by_connection(
    tx: &mut OrgTx,
    from: DateTime<Utc>,
) -> Result<Vec<(ConnectionId, CallFigures)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select connection_id, array_agg(count order by place) as "counts!"
           from (select connection_id, place, sum(count)::bigint as count
                 from call_stats, unnest(counts) with ordinality as c (count, place)
                 where org_id = $1 and hour >= $2 group by connection_id, place) summed
           group by connection_id"#,
        org.0,
        from,
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter().map(|row| (ConnectionId(row.connection_id), figures(row.counts)));
    Ok(rows.collect())
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
