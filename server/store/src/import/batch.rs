//! The order of work in a batch, and what becomes of a row that the database refuses.

use super::{
    Content, OrderContent, SourceItem, customers,
    records::{self, Issue, VerdictRow},
    rows,
    triage::{self, Known, News},
};
use crate::{Db, OrgTx, StoreError};
use chrono::NaiveDate;
use domain::{ConnectionId, FailReason, JobId, OrderId, OrgId, SyncCounts, SyncRunId};
use serde_json::Value;
use std::collections::HashMap;
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
    /// Records read beside them that [`unchanged`](super::unchanged) knew.
    pub unchanged: i64,
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
    let News { items, known, mut counts } = triage::news(&mut tx, batch).await?;
    if !items.is_empty() {
        let chunk = records::insert_chunk(&mut tx, batch.connection, &items).await?;
        let written = write_or_halve(&mut tx, batch, &items, &known, &chunk).await?;
        counts = counts.plus(written);
    }
    let cancel_requested = records::advance(&mut tx, batch, counts).await?;
    tx.commit().await?;
    Ok(BatchOutcome { counts, cancel_requested })
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
        let known = known.get(item.external_id.as_str()).and_then(|known| known.order);
        let order = match (&item.content, known) {
            (Content::Order(content), _) | (Content::Withdrawn { order: content, .. }, Some(_)) => {
                let id = known.unwrap_or_else(OrderId::new);
                *(if known.is_none() { &mut counts.created } else { &mut counts.updated }) += 1;
                writes.push(Write { item, order: content, id, is_new: known.is_none() });
                Some(id)
            }
            (Content::Skipped(_), _) | (Content::Withdrawn { .. }, None) => {
                counts.skipped += 1;
                known
            }
            (Content::Failed { .. }, _) => {
                counts.failed += 1;
                known
            }
        };
        verdicts.push(VerdictRow { item, order });
    }
    if !writes.is_empty() {
        // The organisation's counter row is also the lock under which its customers are recognised.
        let first_number = rows::take_numbers(tx, counts.created).await?;
        let before = rows::before(tx, &writes).await?;
        let buyers = customers::recognise(tx, &writes, &before).await?;
        let products = rows::products_by_sku(tx, &writes).await?;
        rows::clear_children(tx, &writes).await?;
        rows::upsert_orders(tx, batch.connection, &writes, &buyers, first_number).await?;
        rows::insert_lines(tx, &writes, &products).await?;
        rows::insert_addresses(tx, &writes).await?;
        rows::insert_payments(tx, &writes).await?;
        rows::insert_refunds(tx, &writes).await?;
        rows::insert_events(tx, batch.run, &writes, &before).await?;
    }
    records::upsert_verdicts(tx, batch, &verdicts, chunk).await?;
    let issues = verdicts
        .iter()
        .filter_map(|row| Issue::of(&row.item.external_id, &row.item.content, row.order.is_some()));
    records::insert_issues(tx, batch.run, issues).await?;
    Ok(counts)
}
