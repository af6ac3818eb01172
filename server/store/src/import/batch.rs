//! The order of work in a batch, and what becomes of a row that the database refuses.

use super::{
    Content, OrderContent, SourceItem, customers, kept_codes, people,
    records::{self, VerdictRow},
    replayed::{self, Replayed},
    room, rows,
    triage::{self, Known, News},
};
use crate::{OrgTx, StoreError, crash};
use chrono::NaiveDate;
use domain::{ConnectionId, FailReason, JobId, OrderId, SyncCounts, SyncKind, SyncRunId};
use serde_json::Value;
use std::collections::HashMap;
use tokio::sync::oneshot;
use uuid::Uuid;

/// Records of one or more pages, and where their run stands after them.
#[derive(Debug)]
pub struct Batch<'a> {
    pub connection: ConnectionId,
    pub run: SyncRunId,
    pub kind: SyncKind,
    pub job: JobId,
    /// The lease under which this worker has the job.
    pub lease: i32,
    /// Their payloads go as soon as they are stored: a batch waits for its turn, and needs them no more.
    pub items: Vec<SourceItem>,
    /// Records read beside them that [`held`](super::held) knew as they are.
    pub unchanged: i64,
    /// Where the run stands after this batch.
    pub place: Place<'a>,
    /// Whether events should have told of what the batch brings, so that those that did not are counted.
    pub should_be_told: bool,
    /// The replay whose records these are.
    pub replay: Option<Replayed<'a>>,
}

impl Batch<'_> {
    /// The records at these places.
    pub(super) fn at(&self, places: &[usize]) -> Vec<&SourceItem> {
        places.iter().filter_map(|place| self.items.get(*place)).collect()
    }

    fn take_payloads(&mut self, places: &[usize]) -> Vec<Box<[u8]>> {
        let take = |place: &usize| self.items.get_mut(*place).map(|item| std::mem::take(&mut item.raw));
        places.iter().filter_map(take).collect()
    }
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

/// When a batch may write what only one at a time may: the place of its run, which must not be ahead of
/// what was written, and what it learns of customers.
///
/// A batch comes to its turn when the one before it has nothing left to do but to commit: what both write waits in the database for
/// that commit. It commits once it has heard that the one before it did.
#[derive(Debug, Default)]
pub struct Turn {
    /// Comes when the batch before has written all.
    comes: Option<oneshot::Receiver<()>>,
    /// Comes when it has committed.
    ends: Option<oneshot::Receiver<()>>,
    written: Option<oneshot::Sender<()>>,
    committed: Option<oneshot::Sender<()>>,
}

impl Turn {
    /// No other batch of the run is being written.
    pub fn now() -> Self {
        Self::default()
    }

    /// The turn of the batch that is written behind this one; there is one at most.
    pub fn behind(&mut self) -> Self {
        let ((written, comes), (committed, ends)) = (oneshot::channel(), oneshot::channel());
        (self.written, self.committed) = (Some(written), Some(committed));
        Self { comes: Some(comes), ends: Some(ends), ..Self::default() }
    }

    async fn come(&mut self) -> Result<(), StoreError> {
        wait(self.comes.take()).await
    }

    /// Waits until the batch before has committed.
    async fn end(&mut self) -> Result<(), StoreError> {
        wait(self.ends.take()).await
    }
}

async fn wait(sign: Option<oneshot::Receiver<()>>) -> Result<(), StoreError> {
    match sign {
        Some(sign) => sign.await.map_err(|_| StoreError::Overtaken),
        None => Ok(()),
    }
}

/// Tells the batch behind; nobody waits behind the last one.
fn tell(sign: Option<oneshot::Sender<()>>) {
    if let Some(sign) = sign {
        let _ = sign.send(());
    }
}

impl BatchOutcome {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            counts: self.counts.plus(other.counts),
            cancel_requested: self.cancel_requested || other.cancel_requested,
        }
    }
}

/// An order that is to be written.
#[derive(Clone, Copy)]
pub(super) struct Write<'a> {
    pub item: &'a SourceItem,
    pub order: &'a OrderContent,
    pub id: OrderId,
    pub is_new: bool,
    /// It waited for room in the plan, and so is one that the plan counts, however long that took.
    pub has_waited: bool,
}

/// Where the batch's payloads were put.
pub(super) struct Chunk<'a> {
    pub day: NaiveDate,
    pub id: Uuid,
    /// The place of each record's payload in the chunk.
    pub positions: HashMap<&'a str, i32>,
}

impl Chunk<'_> {
    /// Where payloads stay where they are.
    pub fn kept() -> Self {
        Self { day: NaiveDate::default(), id: Uuid::nil(), positions: HashMap::new() }
    }
}

/// Writes a batch in the transaction of [`Db::begin_import`](crate::Db::begin_import), and commits. Batches of one run may be written side by side, each with its
/// [`Turn`] after the one before it, if no record is in two of them.
///
/// New orders beyond what the plan includes are kept as records that wait for room.
///
/// Unchanged records (equal digest) cost one look-up for the whole batch and no row. Where the
/// database refuses a row, the batch is halved under savepoints until that row stands alone; it
/// becomes a failed record and the others are written.
///
/// # Errors
/// [`StoreError::LeaseLost`] if the job was given to another worker, [`StoreError::Overtaken`] if the
/// batch before it was not written; nothing is written then.
pub async fn apply(mut tx: OrgTx, mut batch: Batch<'_>, mut turn: Turn) -> Result<BatchOutcome, StoreError> {
    let News { places, known, mut counts } = triage::news(&mut tx, &batch).await?;
    let payloads = if batch.replay.is_none() { batch.take_payloads(&places) } else { Vec::new() };
    let batch = &batch;
    let items = batch.at(&places);
    let unannounced =
        if batch.should_be_told { records::unannounced(&mut tx, batch, &items).await? } else { 0 };
    if let Some(of) = batch.replay {
        counts = counts.plus(replayed::write_as_shown(&mut tx, batch, of, &items, &known).await?);
    } else if !items.is_empty() {
        let chunk = records::insert_chunk(&mut tx, batch.connection, &items, payloads).await?;
        let written = write_or_halve(&mut tx, batch, &items, &known, &chunk, &mut turn, true).await?;
        counts = counts.plus(written);
    }
    // Each record has one outcome.
    counts.read = counts.created + counts.updated + counts.unchanged + counts.not_taken();
    turn.come().await?;
    let cancel_requested = records::advance(&mut tx, batch, counts, unannounced).await?;
    tell(turn.written.take());
    turn.end().await?;
    crash::step("import.written");
    tx.commit().await?;
    tell(turn.committed.take());
    crash::step("import.committed");
    Ok(BatchOutcome { counts, cancel_requested })
}

/// `is_last`: no other statement may fail that would have to find the transaction as it was before. The savepoint then goes with the
/// transaction, and the turn is shorter by its release.
pub(super) async fn write_or_halve(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    items: &[&SourceItem],
    known: &HashMap<String, Known>,
    chunk: &Chunk<'_>,
    turn: &mut Turn,
    is_last: bool,
) -> Result<SyncCounts, StoreError> {
    if known.is_empty() {
        records::savepoint_for_new(tx).await?;
    } else {
        records::savepoint(tx, "savepoint records").await?;
    }
    match write(tx, batch, items, known, chunk, turn).await {
        Ok(counts) if is_last => Ok(counts),
        Ok(counts) => {
            records::savepoint(tx, "release savepoint records").await?;
            Ok(counts)
        }
        Err(StoreError::NoRoom) => {
            records::savepoint(tx, "rollback to savepoint records").await?;
            records::savepoint(tx, "release savepoint records").await?;
            // Nobody takes of the room meanwhile, so that this time it is enough.
            let room = room::lock(tx).await?;
            let parked = room::park(items, known, room);
            let items = items.iter().zip(&parked).map(|(item, parked)| parked.as_ref().unwrap_or(item));
            Box::pin(write_or_halve(tx, batch, &items.collect::<Vec<_>>(), known, chunk, turn, is_last)).await
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
                return write(tx, batch, &[&failed], known, chunk, turn).await;
            }
            let (left, right) = items.split_at(items.len() / 2);
            let left = Box::pin(write_or_halve(tx, batch, left, known, chunk, turn, false)).await?;
            let right = Box::pin(write_or_halve(tx, batch, right, known, chunk, turn, is_last)).await?;
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
    turn: &mut Turn,
) -> Result<SyncCounts, StoreError> {
    let mut counts = SyncCounts::default();
    let mut writes = Vec::with_capacity(items.len());
    let mut verdicts = Vec::with_capacity(items.len());
    for item in items {
        let known = known.get(item.external_id.as_str());
        let (is_known, has_waited) = (known.is_some(), known.is_some_and(Known::waits));
        let known = known.and_then(|known| known.order);
        let order = match (&item.content, known) {
            (Content::Order(content), _) | (Content::Withdrawn { order: content, .. }, Some(_)) => {
                let id = known.unwrap_or_else(OrderId::new);
                *(if known.is_none() { &mut counts.created } else { &mut counts.updated }) += 1;
                writes.push(Write { item, order: content, id, is_new: known.is_none(), has_waited });
                Some(id)
            }
            (Content::Skipped(_) | Content::Failed { .. }, _) | (Content::Withdrawn { .. }, None) => known,
        };
        verdicts.push(VerdictRow { item, is_known, order, step: item.content.step(known.is_some()) });
    }
    records::upsert_verdicts(tx, batch, &verdicts, chunk).await?;
    let listed = records::insert_issues(tx, batch.run, verdicts.iter().filter_map(VerdictRow::issue)).await?;
    let unlisted = verdicts.iter().filter(|row| !listed.contains(&row.item.external_id));
    unlisted.filter_map(VerdictRow::issue).for_each(|issue| counts.leave_out(issue.kind()));
    if !writes.is_empty() {
        write_orders(tx, batch, &writes, turn).await?;
    }
    Ok(counts)
}

/// What belongs to new orders is nobody else's business, and goes in before the batch's turn. Where
/// orders are written again, the organisation's lock comes first: whoever links SKUs holds it while
/// changing lines.
async fn write_orders(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    writes: &[Write<'_>],
    turn: &mut Turn,
) -> Result<(), StoreError> {
    let source = (batch.connection, batch.run);
    let linked = if writes.iter().all(|write| write.is_new) {
        let products = rows::products(tx, batch.connection, writes).await?;
        rows::insert_parts(tx, source, writes, &products, &HashMap::new()).await?;
        Some(products)
    } else {
        None
    };
    let filled = people::filled(tx, writes).await?;
    turn.come().await?;
    // The organisation's counter row is also the lock under which its customers are recognised and its
    // SKUs linked.
    let taken = rows::take_turn(tx, source, writes).await?;
    let before = rows::before(tx, writes).await?;
    let buyers = customers::recognise(tx, writes, &before, taken.holders).await?;
    let shown = |write: &Write<'_>| filled.get(&write.id);
    let writes: Vec<_> =
        writes.iter().map(|write| Write { order: shown(write).unwrap_or(write.order), ..*write }).collect();
    let writes = &writes;
    match linked {
        Some(linked) if linked.version == taken.catalogue => {}
        Some(linked) => {
            let products = rows::products(tx, batch.connection, writes).await?;
            rows::link_again(tx, writes, &linked, &products).await?;
        }
        None => {
            let products = rows::products(tx, batch.connection, writes).await?;
            let kept = kept_codes::read(tx, writes).await?;
            rows::clear_parts(tx, writes).await?;
            rows::insert_parts(tx, source, writes, &products, &before).await?;
            kept_codes::write(tx, batch.connection, &kept).await?;
        }
    }
    rows::upsert_orders(tx, batch.connection, writes, &buyers, taken.first_number).await
}
