//! The connections' state, and what the organisation counts by.

use crate::{OrgTx, StoreError, orders::currency};
use chrono_tz::Tz;
use domain::{
    ConnectionId, Currency, SyncRunId,
    view::{
        orders::Channel,
        overview::{BadRun, ConnectionHealth},
    },
};

/// The connections that are not disconnected, each with its open run and its last run if that went
/// badly.
///
/// # Errors
/// [`StoreError`].
pub async fn connections(tx: &mut OrgTx) -> Result<Vec<ConnectionHealth>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, c.platform, c.environment, c.name, c.status, c.problem, c.problem_since, c.last_success_at,
                  s.complete_until as "complete_until?",
                  open_run.id as "open_run?", last.id as "last_run?", last.state as "last_state?",
                  last.failed as "last_failed?", last.finished_at as last_finished_at
           from connections c
           left join sync_runs open_run on open_run.org_id = c.org_id and open_run.connection_id = c.id
               and open_run.state in ('waiting', 'running') and open_run.kind not in ('webhook', 'check', 'replay')
           left join sync_cursors s on s.org_id = c.org_id and s.connection_id = c.id and s.kind = 'orders'
           left join lateral (
               select r.id, r.state, r.failed, r.finished_at from sync_runs r
               where r.org_id = c.org_id and r.connection_id = c.id and r.state not in ('waiting', 'running')
                 and r.kind not in ('webhook', 'check', 'replay')
               order by r.created_at desc limit 1
           ) last on last.state in ('failed', 'partial')
           where c.org_id = $1 and c.status <> 'disconnected'
           order by c.name"#,
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let bad_run = match (row.last_run, row.last_state) {
                (Some(run), Some(state)) => Some(BadRun {
                    run: SyncRunId(run),
                    state: state.parse()?,
                    failed: row.last_failed.unwrap_or_default(),
                    finished_at: row.last_finished_at,
                }),
                _ => None,
            };
            Ok(ConnectionHealth {
                channel: Channel {
                    connection: ConnectionId(row.id),
                    platform: row.platform,
                    environment: row.environment.parse()?,
                    name: row.name,
                    status: row.status.parse()?,
                },
                problem: row.problem,
                problem_since: row.problem_since,
                last_success_at: row.last_success_at,
                complete_until: row.complete_until,
                open_run: row.open_run.map(SyncRunId),
                bad_run,
            })
        })
        .collect()
}

/// How many records of channels could not be taken, counted up to `cap`.
///
/// # Errors
/// [`StoreError`].
pub async fn failed_records(tx: &mut OrgTx, cap: i64) -> Result<i64, StoreError> {
    let org = tx.org();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from
               (select 1 from source_records where org_id = $1 and verdict = 'failed' limit $2) failed"#,
        org.0,
        cap,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(count)
}

/// The organisation's currency and zone.
///
/// # Errors
/// [`StoreError`].
pub async fn home(tx: &mut OrgTx) -> Result<(Currency, Tz), StoreError> {
    let org = tx.org();
    let row = sqlx::query!("select currency, time_zone from organisations where id = $1", org.0)
        .fetch_one(tx.conn())
        .await?;
    Ok((currency(&row.currency)?, domain::view::day::zone(&row.time_zone)))
}
