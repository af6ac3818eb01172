//! For how long a company keeps what need not be kept for ever, and the removal of what is older.
//!
//! Whole partitions go by what the installation keeps. Where a company keeps less its rows go before, some at a
//! time: a partition belongs to everybody.

use crate::{
    Db, OrgTx, StoreError, SystemTx,
    migrate::{PARTITIONS_WAIT, unless_read},
};
use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, Utc};
use domain::{OrgId, RetainedKind, UserId};

/// Rows that one statement removes at most: what it locks is free again soon.
const ROWS: i64 = 2_000;
/// The same of payloads, of which each holds a page of orders.
const CHUNKS: i64 = 200;
/// Runs of events are many and tell little that the events do not tell.
const EVENT_RUN_DAYS: i32 = 30;

/// A choice of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub kind: RetainedKind,
    pub days: i32,
}

/// What the organisation chose; the rest is kept as long as the installation does.
///
/// # Errors
/// [`StoreError`].
pub async fn choices(tx: &mut OrgTx) -> Result<Vec<Choice>, StoreError> {
    let org = tx.org();
    let rows =
        sqlx::query!("select kind, days from retention_choices where org_id = $1 order by kind", org.0)
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter().map(|row| Ok(Choice { kind: row.kind.parse()?, days: row.days })).collect()
}

/// Chooses, or with `None` follows the installation.
///
/// # Errors
/// [`StoreError`].
pub async fn choose(
    tx: &mut OrgTx,
    kind: RetainedKind,
    days: Option<i32>,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let org = tx.org();
    match days {
        Some(days) => {
            sqlx::query!(
                "insert into retention_choices (org_id, kind, days, chosen_by) values ($1, $2, $3, $4)
                 on conflict (org_id, kind) do update set
                     days = excluded.days, chosen_by = excluded.chosen_by, chosen_at = now()",
                org.0,
                kind.code(),
                days,
                by.map(|id| id.0),
            )
            .execute(tx.conn())
            .await?;
        }
        None => {
            sqlx::query!("delete from retention_choices where org_id = $1 and kind = $2", org.0, kind.code())
                .execute(tx.conn())
                .await?;
        }
    }
    Ok(())
}

/// Every organisation with what it chose, but for those that chose something in the last minute: it may still be taken back.
///
/// # Errors
/// [`StoreError`].
pub async fn everybody(db: &Db) -> Result<Vec<(OrgId, Vec<Choice>)>, StoreError> {
    let mut tx = SystemTx::because("see how long each organisation keeps its data", db).await?;
    let rows = sqlx::query!(
        r#"select o.id, c.kind as "kind?", c.days as "days?" from organisations o
           left join retention_choices c on c.org_id = o.id
           where not exists (select from retention_choices f where f.org_id = o.id and f.chosen_at > now() - interval '1 minute')
           order by o.id"#
    )
    .fetch_all(tx.conn())
    .await?;
    let mut found: Vec<(OrgId, Vec<Choice>)> = Vec::new();
    for row in rows {
        let org = OrgId(row.id);
        if found.last().is_none_or(|(last, _)| *last != org) {
            found.push((org, Vec::new()));
        }
        if let (Some(kind), Some(days), Some((_, choices))) = (row.kind, row.days, found.last_mut()) {
            choices.push(Choice { kind: kind.parse()?, days });
        }
    }
    Ok(found)
}

/// Removes what an organisation has of a kind from before `days` days, as much as one statement should, and tells
/// how many rows went: none where nothing is left. Payloads and events go by days, stories and verdicts by whole months.
///
/// # Errors
/// [`StoreError`].
pub async fn remove(tx: &mut OrgTx, kind: RetainedKind, days: i32) -> Result<u64, StoreError> {
    let before = Utc::now().date_naive() - Days::new(days.unsigned_abs().into());
    match kind {
        RetainedKind::Payloads => remove_payloads(tx, before).await,
        RetainedKind::Events => remove_events(tx, before).await,
        RetainedKind::Story => remove_stories(tx, before).await,
        RetainedKind::Verdicts => remove_verdicts(tx, before).await,
        RetainedKind::Runs => remove_runs(tx, days).await,
    }
}

/// Of the oldest day: each statement then reads one partition. Pages stay that hold an order which waits for room in the plan.
async fn remove_payloads(tx: &mut OrgTx, before: NaiveDate) -> Result<u64, StoreError> {
    let org = tx.org();
    let oldest = sqlx::query_scalar!(
        r#"select c.day as "day!" from payload_chunks c
           where c.org_id = $1 and c.day < $2
             and not exists (
                 select from source_records r
                 where r.org_id = $1 and r.payload_day = c.day and r.payload_chunk = c.id
                   and r.verdict = 'skipped' and r.reason = 'plan_limit')
           order by c.day limit 1"#,
        org.0,
        before,
    );
    let Some(day) = oldest.fetch_optional(tx.conn()).await? else { return Ok(0) };
    let done = sqlx::query!(
        "delete from payload_chunks where org_id = $1 and day = $2
           and ctid = any(array(
               select c.ctid from payload_chunks c
               where c.org_id = $1 and c.day = $2
                 and not exists (
                     select from source_records r
                     where r.org_id = $1 and r.payload_day = $2 and r.payload_chunk = c.id
                       and r.verdict = 'skipped' and r.reason = 'plan_limit')
               limit $3))",
        org.0,
        day,
        CHUNKS,
    );
    Ok(done.execute(tx.conn()).await?.rows_affected())
}

/// Events that still wait stay.
async fn remove_events(tx: &mut OrgTx, before: NaiveDate) -> Result<u64, StoreError> {
    let (org, before) = (tx.org(), midnight(before));
    let oldest = sqlx::query_scalar!(
        "select min(received_at) from webhook_events where org_id = $1 and received_at < $2 and state <> 'waiting'",
        org.0,
        before,
    );
    let Some(oldest) = oldest.fetch_one(tx.conn()).await? else { return Ok(0) };
    let from = oldest.date_naive();
    let done = sqlx::query!(
        "delete from webhook_events where org_id = $1 and received_at >= $2 and received_at < $3
           and ctid = any(array(
               select ctid from webhook_events
               where org_id = $1 and received_at >= $2 and received_at < $3 and state <> 'waiting' limit $4))",
        org.0,
        midnight(from),
        midnight(from + Days::new(1)).min(before),
        ROWS,
    );
    Ok(done.execute(tx.conn()).await?.rows_affected())
}

/// Stories have no index by time, so that whole months are the least that can be told apart cheaply.
async fn remove_stories(tx: &mut OrgTx, before: NaiveDate) -> Result<u64, StoreError> {
    let org = tx.org();
    for month in months(tx, "domain_events", before).await? {
        let done = sqlx::query!(
            "delete from domain_events where org_id = $1 and at >= $2 and at < $3
               and ctid = any(array(
                   select ctid from domain_events where org_id = $1 and at >= $2 and at < $3 limit $4))",
            org.0,
            midnight(month),
            midnight(month + Months::new(1)),
            ROWS,
        );
        let removed = done.execute(tx.conn()).await?.rows_affected();
        if removed > 0 {
            return Ok(removed);
        }
    }
    Ok(0)
}

/// Neither have verdicts, which the runtime roles cannot remove but by a function.
async fn remove_verdicts(tx: &mut OrgTx, before: NaiveDate) -> Result<u64, StoreError> {
    for month in months(tx, "order_verdicts", before).await? {
        let removed = sqlx::query_scalar!(
            r#"select remove_verdicts($1, $2, $3) as "removed!""#,
            midnight(month),
            midnight(month + Months::new(1)),
            i32::try_from(ROWS).unwrap_or(i32::MAX),
        );
        let removed = removed.fetch_one(tx.conn()).await?;
        if removed > 0 {
            return Ok(removed.unsigned_abs());
        }
    }
    Ok(0)
}

/// The months of a table that were over before the month of a day.
async fn months(tx: &mut OrgTx, table: &str, before: NaiveDate) -> Result<Vec<NaiveDate>, StoreError> {
    let months = sqlx::query_scalar!(
        r#"select to_date(substring(c.relname from '[0-9]{6}$'), 'YYYYMM') as "month!"
           from pg_inherits i join pg_class c on c.oid = i.inhrelid
           where i.inhparent = to_regclass($1)
             and c.relname < format('%s_%s', $1::text, to_char($2::date, 'YYYYMM'))
           order by 1"#,
        table,
        before,
    );
    Ok(months.fetch_all(tx.conn()).await?)
}

/// Runs with what they did not take. One stays as long as an order is left out that it saw last: its page tells
/// why, and from there it is tried again.
async fn remove_runs(tx: &mut OrgTx, days: i32) -> Result<u64, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "with left_out as (
             select distinct last_run from source_records where org_id = $1 and verdict <> 'imported'
         )
         delete from sync_runs where org_id = $1 and id in (
             (select id from sync_runs
              where org_id = $1 and created_at < now() - make_interval(days => $2)
                and state not in ('waiting', 'running') and id not in (select last_run from left_out)
              order by created_at limit $4)
             union all
             (select id from sync_runs
              where org_id = $1 and kind = 'webhook' and created_at < now() - make_interval(days => $3)
                and state not in ('waiting', 'running') and id not in (select last_run from left_out)
              order by created_at limit $4)
         )",
        org.0,
        days,
        days.min(EVENT_RUN_DAYS),
        ROWS,
    );
    Ok(done.execute(tx.conn()).await?.rows_affected())
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// Drops the months of stories that ended more than `keep_days` days ago. While somebody reads their table that is
/// left to the next time.
///
/// # Errors
/// [`StoreError`].
pub async fn drop_stories(db: &Db, keep_days: i32) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("drop old months of stories", db).await?;
    let done = async {
        sqlx::query(PARTITIONS_WAIT).execute(tx.conn()).await?;
        sqlx::query!("call drop_old_stories($1)", keep_days).execute(tx.conn()).await
    };
    if unless_read(done.await)? { tx.commit().await } else { Ok(()) }
}
