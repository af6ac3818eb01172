//! What a batch leaves beside the orders: payloads, verdicts, issues, and the run's counts and place.

use super::{
    Content, SourceItem,
    batch::{Batch, Chunk},
};
use crate::{
    OrgTx, StoreError,
    order_verdicts::{Cause, Step},
};
use chrono::Utc;
use domain::{ConnectionId, LeftOut, OrderId, SkipReason, SyncCounts, SyncRunId, Verdict};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// zstd level: the lowest, since the payloads of a page compress well together.
const LEVEL: i32 = 1;

/// The verdict on one record, and the order that it is or was.
pub(super) struct VerdictRow<'a> {
    pub item: &'a SourceItem,
    /// Whether it was shown before.
    pub is_known: bool,
    pub order: Option<OrderId>,
    /// What its history says of it.
    pub step: Step<'a>,
}

impl VerdictRow<'_> {
    /// None for a record that becomes a sale.
    pub fn issue(&self) -> Option<Issue<'_>> {
        Issue::of(&self.item.external_id, &self.item.content, self.order.is_some())
    }
}

/// A record that a run did not take, with the reason.
pub(super) struct Issue<'a> {
    external_id: &'a str,
    verdict: Verdict,
    reason: &'static str,
    detail: &'a str,
}

impl<'a> Issue<'a> {
    /// None for a record that becomes a sale.
    pub fn of(external_id: &'a str, content: &'a Content, is_sale: bool) -> Option<Self> {
        let (reason, detail) = content.reason(is_sale)?;
        Some(Self { external_id, verdict: content.verdict(is_sale), reason, detail })
    }

    /// How it did not come in.
    pub fn kind(&self) -> LeftOut {
        LeftOut::of(self.verdict, self.reason)
    }

    pub const fn skipped(external_id: &'a str, reason: SkipReason) -> Self {
        Self { external_id, verdict: Verdict::Skipped, reason: reason.code(), detail: "" }
    }
}

pub(super) async fn savepoint(tx: &mut OrgTx, statement: &'static str) -> Result<(), StoreError> {
    sqlx::query(statement).execute(tx.conn()).await?;
    Ok(())
}

/// The same for a batch of whose records nothing was known. Behind it each statement keeps one plan for all values: it adds rows, and what
/// it looks up it looks up within functions that plan for theirs. A release leaves it so, a rollback does not.
pub(super) async fn savepoint_for_new(tx: &mut OrgTx) -> Result<(), StoreError> {
    let both = "savepoint records; set local plan_cache_mode = force_generic_plan";
    sqlx::raw_sql(both).execute(tx.conn()).await?;
    Ok(())
}

/// Stores the payloads of new and changed records, compressed together: one for each record, in their order.
pub(super) async fn insert_chunk<'a>(
    tx: &mut OrgTx,
    connection: ConnectionId,
    items: &[&'a SourceItem],
    payloads: Vec<Box<[u8]>>,
) -> Result<Chunk<'a>, StoreError> {
    let mut plain = Vec::with_capacity(payloads.iter().map(|payload| payload.len()).sum());
    let mut ends = Vec::with_capacity(items.len());
    let mut positions = HashMap::with_capacity(items.len());
    for ((position, item), payload) in (0..).zip(items).zip(payloads) {
        plain.extend_from_slice(&payload);
        ends.push(
            i32::try_from(plain.len()).map_err(|_| StoreError::Refused("a page of more than 2 GB".into()))?,
        );
        positions.insert(item.external_id.as_str(), position);
    }
    let data = zstd::bulk::compress(&plain, LEVEL).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    drop(plain);
    let chunk = Chunk { day: Utc::now().date_naive(), id: Uuid::now_v7(), positions };
    let org = tx.org();
    sqlx::query!(
        "insert into payload_chunks (org_id, day, id, connection_id, kind, data, ends) values ($1, $2, $3, $4, 'order', $5, $6)",
        org.0,
        chunk.day,
        chunk.id,
        connection.0,
        data,
        &ends,
    )
    .execute(tx.conn())
    .await?;
    Ok(chunk)
}

/// The statement that writes verdicts and the step of each record's history, with what it does about a record that is
/// here already.
macro_rules! verdicts_statement {
    ($on_conflict:tt, $org:ident, $batch:ident, $rows:ident, $chunk:ident $(, $more:expr)?) => {{
        let position = |row: &VerdictRow<'_>| {
            $chunk.positions.get(row.item.external_id.as_str()).copied().unwrap_or(0)
        };
        let reasons: Vec<_> = $rows.iter().map(|row| row.item.content.reason(row.order.is_some())).collect();
        let cause = Cause::Run($batch.kind, $batch.run);
        sqlx::query!(
            "with steps as (
                 insert into order_verdicts (org_id, connection_id, cause, cause_id, external_id, code, reason, detail)
                 select $1, $2, $14, $5, unnest($6::text[]), unnest($15::text[]), unnest($16::text[]), unnest($17::text[])
             )
             insert into source_records as r
                (org_id, connection_id, kind, payload_day, payload_chunk, first_run, last_run,
                 external_id, verdict, reason, detail, digest, source_version, order_id, payload_index)
             select $1, $2, 'order', $3, $4, $5, $5, unnest($6::text[]), unnest($7::text[]), unnest($8::text[]),
                unnest($9::text[]), unnest($10::bytea[]), unnest($11::timestamptz[]), unnest($12::uuid[]),
                unnest($13::int[])"
                + $on_conflict,
            $org.0,
            $batch.connection.0,
            $chunk.day,
            $chunk.id,
            $batch.run.0,
            &$rows.iter().map(|row| row.item.external_id.as_str()).collect::<Vec<_>>() as &[&str],
            &$rows.iter().map(|row| row.item.content.verdict(row.order.is_some()).code()).collect::<Vec<_>>()
                as &[&str],
            &reasons.iter().map(|reason| reason.map(|(code, _)| code)).collect::<Vec<_>>() as &[Option<&str>],
            &reasons.iter().map(|reason| reason.and_then(|(_, detail)| cut(detail))).collect::<Vec<_>>()
                as &[Option<&str>],
            &$rows.iter().map(|row| &row.item.digest[..]).collect::<Vec<_>>() as &[&[u8]],
            &$rows.iter().map(|row| row.item.version).collect::<Vec<_>>() as &[Option<chrono::DateTime<Utc>>],
            &$rows.iter().map(|row| row.order.map(|order| order.0)).collect::<Vec<_>>() as &[Option<Uuid>],
            &$rows.iter().map(position).collect::<Vec<_>>(),
            cause.kind().code(),
            &$rows.iter().map(|row| row.step.code()).collect::<Vec<_>>() as &[&str],
            &$rows.iter().map(|row| row.step.reason()).collect::<Vec<_>>() as &[Option<&str>],
            &$rows.iter().map(|row| row.step.detail()).collect::<Vec<_>>() as &[Option<&str>],
            $($more,)?
        )
    }};
}

/// Writes the verdicts, and the step of each record's history, in one statement. Where nothing was known of any of
/// them, nobody looks for what is here already: nobody else writes records of the connection meanwhile.
pub(super) async fn upsert_verdicts(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    rows: &[VerdictRow<'_>],
    chunk: &Chunk<'_>,
) -> Result<(), StoreError> {
    let org = tx.org();
    if rows.iter().all(|row| !row.is_known) {
        verdicts_statement!("", org, batch, rows, chunk).execute(tx.conn()).await?;
        return Ok(());
    }
    verdicts_statement!(
        " on conflict (org_id, connection_id, kind, external_id) do update set
            verdict = excluded.verdict, reason = excluded.reason, detail = excluded.detail,
            digest = excluded.digest, source_version = excluded.source_version,
            order_id = coalesce(excluded.order_id, r.order_id),
            payload_day = case when $18 then r.payload_day else excluded.payload_day end,
            payload_chunk = case when $18 then r.payload_chunk else excluded.payload_chunk end,
            payload_index = case when $18 then r.payload_index else excluded.payload_index end,
            changed_at = now(), last_run = excluded.last_run",
        org,
        batch,
        rows,
        chunk,
        batch.replay.is_some()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Lists records that the run did not take. Returns those that it had listed before: they are counted.
pub(super) async fn insert_issues<'a>(
    tx: &mut OrgTx,
    run: SyncRunId,
    issues: impl Iterator<Item = Issue<'a>>,
) -> Result<HashSet<String>, StoreError> {
    let issues: Vec<_> = issues.collect();
    if issues.is_empty() {
        return Ok(HashSet::new());
    }
    let org = tx.org();
    // A row that is new has no transaction that changed it.
    let listed = sqlx::query!(
        r#"insert into sync_run_issues (org_id, run_id, external_id, verdict, reason, detail)
         select $1, $2, i.external_id, i.verdict, i.reason, left(i.detail, 500)
         from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as i (external_id, verdict, reason, detail)
         on conflict (org_id, run_id, external_id) do update set
            verdict = excluded.verdict, reason = excluded.reason, detail = excluded.detail, at = now()
         returning external_id, xmax <> 0 as "before!""#,
        org.0,
        run.0,
        &issues.iter().map(|issue| issue.external_id).collect::<Vec<_>>() as &[&str],
        &issues.iter().map(|issue| issue.verdict.code()).collect::<Vec<_>>() as &[&str],
        &issues.iter().map(|issue| issue.reason).collect::<Vec<_>>() as &[&str],
        &issues.iter().map(|issue| issue.detail).collect::<Vec<_>>() as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(listed.into_iter().filter(|row| row.before).map(|row| row.external_id).collect())
}

/// How many orders among these changed between three days and two minutes ago without an event that tells of it,
/// although events of the connection were coming before. One event that must be looked up to know its order
/// counts for every order. The events since the earliest of these changes are read once.
pub(super) async fn unannounced(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    items: &[&SourceItem],
) -> Result<i64, StoreError> {
    let changed: Vec<_> = items
        .iter()
        .filter(|item| matches!(item.content, Content::Order(_)))
        .filter_map(|item| Some((item.external_id.as_str(), item.version?)))
        .collect();
    if changed.is_empty() {
        return Ok(0);
    }
    let org = tx.org();
    let count = sqlx::query_scalar!(
        r#"with changed as (
               select * from unnest($3::text[], $4::timestamptz[]) as w (external_id, version)
               where w.version between now() - interval '3 days' and now() - interval '2 minutes'
           ), told as materialized (
               select e.about, e.subjects from webhook_events e
               where e.org_id = $1 and e.connection_id = $2 and e.state <> 'refused'
                 and e.received_at > (select min(version) from changed) - interval '10 minutes'
           )
           select count(*) as "count!" from changed
           where exists (select from webhook_events e
                         where e.org_id = $1 and e.connection_id = $2 and e.state <> 'refused'
                           and e.received_at between now() - interval '7 days' and changed.version)
             and not exists (select from told where about = 'resource')
             and external_id not in (select unnest(subjects) from told where about <> 'resource')"#,
        org.0,
        batch.connection.0,
        &changed.iter().map(|(id, _)| *id).collect::<Vec<_>>() as &[&str],
        &changed.iter().map(|(_, version)| *version).collect::<Vec<_>>(),
    );
    Ok(count.fetch_one(tx.conn()).await?)
}

/// Moves the run on by a batch, if this worker still has the job. Returns whether somebody asked to
/// stop.
pub(super) async fn advance(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    counts: SyncCounts,
    unannounced: i64,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let SyncCounts { read, created, updated, unchanged, skipped, failed, waiting } = counts;
    let more = [read, created, updated, unchanged, skipped, failed, waiting];
    let cancel_requested = sqlx::query_scalar!(
        "select advance_run($1, $2, $3, $4, $5, $6, $7, $8)",
        org.0,
        batch.job.0,
        batch.lease,
        batch.run.0,
        &more,
        batch.place.expected,
        batch.place.progress,
        unannounced,
    )
    .fetch_one(tx.conn())
    .await?;
    cancel_requested.ok_or(StoreError::LeaseLost)
}

fn cut(detail: &str) -> Option<&str> {
    let end = detail.char_indices().nth(500).map_or(detail.len(), |(end, _)| end);
    (!detail.is_empty()).then(|| &detail[..end])
}
