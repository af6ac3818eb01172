//! The order of work in a batch, and what becomes of a row that the database refuses.

use super::{Content, OrderContent, SourceItem, customers, records, rows};
use crate::{Db, OrgTx, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{ConnectionId, FailReason, JobId, OrderId, OrgId, SkipReason, SyncCounts, SyncRunId, Verdict};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Records of one or more pages, and where their run stands after them.
#[derive(Debug)]
pub struct Batch<'a> {
    pub connection: ConnectionId,
    pub run: SyncRunId,
    pub job: JobId,
    /// The lease under which this worker has the job.
    pub lease: i32,
    pub items: &'a [SourceItem],
    /// Where the run stands after this batch.
    pub place: Place<'a>,
}

/// Where a run stands.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// Where it would go on after an interruption.
    pub progress: &'a Value,
    /// How many records the source says it will list, if it has said so.
    pub expected: Option<i64>,
}

/// What became of a batch.
#[derive(Debug, Default)]
pub struct BatchOutcome {
    pub counts: SyncCounts,
    /// Somebody asked to stop the job.
    pub cancel_requested: bool,
}

/// What we hold of a record.
pub(super) struct Known {
    digest: Vec<u8>,
    version: Option<DateTime<Utc>>,
    order: Option<OrderId>,
}

/// An order that is to be written.
pub(super) struct Write<'a> {
    pub item: &'a SourceItem,
    pub order: &'a OrderContent,
    pub id: OrderId,
    pub is_new: bool,
}

/// Where the batch's payloads were put.
pub(super) struct Chunk<'a> {
    pub day: NaiveDate,
    pub id: Uuid,
    /// The place of each record's payload in the chunk.
    pub positions: HashMap<&'a str, i32>,
}

/// Writes a batch in one transaction.
///
/// Unchanged records (equal digest) cost one look-up for the whole batch and no row. Where the
/// database refuses a row, the batch is halved under savepoints until that row stands alone; it
/// becomes a failed record and the others are written.
///
/// # Errors
/// [`StoreError::LeaseLost`] if the job was given to another worker; nothing is written then.
pub async fn apply(db: &Db, org: OrgId, batch: &Batch<'_>) -> Result<BatchOutcome, StoreError> {
    let mut tx = db.begin_bulk(org).await?;
    let mut counts =
        SyncCounts { read: i64::try_from(batch.items.len()).unwrap_or(i64::MAX), ..SyncCounts::default() };

    let known = known(&mut tx, batch).await?;
    let mut latest: HashMap<&str, &SourceItem> = HashMap::with_capacity(batch.items.len());
    let mut stale = Vec::new();
    for item in batch.items {
        match known.get(item.external_id.as_str()) {
            Some(known) if known.digest == item.digest => counts.unchanged += 1,
            Some(known) if known.version > item.version => {
                counts.skipped += 1;
                stale.push((item, SkipReason::OlderThanKnown));
            }
            _ => match latest.get(item.external_id.as_str()) {
                // The same record twice in one batch: the newer one stands.
                Some(first) if first.version >= item.version => counts.unchanged += 1,
                Some(_) => {
                    counts.unchanged += 1;
                    latest.insert(&item.external_id, item);
                }
                None => {
                    latest.insert(&item.external_id, item);
                }
            },
        }
    }
    records::insert_stale(&mut tx, batch.run, &stale).await?;

    // In the order in which the source listed them.
    let mut seen = HashSet::with_capacity(latest.len());
    let changed: Vec<&SourceItem> = batch
        .items
        .iter()
        .filter(|item| latest.get(item.external_id.as_str()).is_some_and(|last| std::ptr::eq(*last, *item)))
        .filter(|item| seen.insert(item.external_id.as_str()))
        .collect();
    if !changed.is_empty() {
        let chunk = records::insert_chunk(&mut tx, batch.connection, &changed).await?;
        let written = write_or_halve(&mut tx, batch, &changed, &known, &chunk).await?;
        counts = counts.plus(written);
    }
    let cancel_requested = records::advance(&mut tx, batch, counts).await?;
    tx.commit().await?;
    Ok(BatchOutcome { counts, cancel_requested })
}

async fn known(tx: &mut OrgTx, batch: &Batch<'_>) -> Result<HashMap<String, Known>, StoreError> {
    let ids: Vec<&str> = batch.items.iter().map(|item| item.external_id.as_str()).collect();
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select external_id, digest, source_version, order_id from source_records
           where org_id = $1 and connection_id = $2 and kind = 'order' and external_id = any($3)"#,
        org.0,
        batch.connection.0,
        &ids as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let known =
                Known { digest: row.digest, version: row.source_version, order: row.order_id.map(OrderId) };
            (row.external_id, known)
        })
        .collect())
}

async fn write_or_halve(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    items: &[&SourceItem],
    known: &HashMap<String, Known>,
    chunk: &Chunk<'_>,
) -> Result<SyncCounts, StoreError> {
    records::savepoint(tx, "savepoint records").await?;
    match write(tx, batch, items, known, chunk).await {
        Ok(counts) => {
            records::savepoint(tx, "release savepoint records").await?;
            Ok(counts)
        }
        Err(StoreError::Refused(reason)) => {
            records::savepoint(tx, "rollback to savepoint records").await?;
            records::savepoint(tx, "release savepoint records").await?;
            if let [item] = items {
                let failed = SourceItem {
                    content: Content::Failed { reason: FailReason::Refused, detail: reason },
                    external_id: item.external_id.clone(),
                    digest: item.digest,
                    version: item.version,
                    raw: Box::default(),
                };
                return write(tx, batch, &[&failed], known, chunk).await;
            }
            let (left, right) = items.split_at(items.len() / 2);
            let left = Box::pin(write_or_halve(tx, batch, left, known, chunk)).await?;
            let right = Box::pin(write_or_halve(tx, batch, right, known, chunk)).await?;
            Ok(left.plus(right))
        }
        Err(other) => Err(other),
    }
}

async fn write(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    items: &[&SourceItem],
    known: &HashMap<String, Known>,
    chunk: &Chunk<'_>,
) -> Result<SyncCounts, StoreError> {
    let mut counts = SyncCounts::default();
    let mut writes = Vec::with_capacity(items.len());
    let mut verdicts = Vec::with_capacity(items.len());
    for item in items {
        let order = known.get(item.external_id.as_str()).and_then(|known| known.order);
        match &item.content {
            Content::Order(content) => {
                let id = order.unwrap_or_else(OrderId::new);
                let is_new = order.is_none();
                *(if is_new { &mut counts.created } else { &mut counts.updated }) += 1;
                writes.push(Write { item, order: content, id, is_new });
                verdicts.push(records::VerdictRow {
                    item,
                    verdict: Verdict::Imported,
                    reason: None,
                    detail: "",
                    order: Some(id),
                });
            }
            Content::Skipped(reason) => {
                counts.skipped += 1;
                verdicts.push(records::VerdictRow {
                    item,
                    verdict: Verdict::Skipped,
                    reason: Some(reason.code()),
                    detail: "",
                    order,
                });
            }
            Content::Failed { reason, detail } => {
                counts.failed += 1;
                verdicts.push(records::VerdictRow {
                    item,
                    verdict: Verdict::Failed,
                    reason: Some(reason.code()),
                    detail,
                    order,
                });
            }
        }
    }
    if !writes.is_empty() {
        // The organisation's counter row is also the lock under which its customers are recognised.
        let first_number = rows::take_numbers(tx, counts.created).await?;
        let buyers = customers::recognise(tx, &writes).await?;
        let products = rows::products_by_sku(tx, &writes).await?;
        let changes = rows::changes(tx, &writes).await?;
        rows::clear_children(tx, &writes).await?;
        rows::upsert_orders(tx, batch.connection, &writes, &buyers, first_number).await?;
        rows::insert_lines(tx, &writes, &products).await?;
        rows::insert_addresses(tx, &writes).await?;
        rows::insert_payments(tx, &writes).await?;
        rows::insert_refunds(tx, &writes).await?;
        rows::insert_events(tx, batch.run, &writes, &changes).await?;
    }
    records::upsert_verdicts(tx, batch, &verdicts, chunk).await?;
    records::insert_issues(tx, batch.run, &verdicts).await?;
    Ok(counts)
}
