//! Batches on their way into the database: while one has its turn, the next are written up to the point
//! that only one may pass at a time.

use super::prepare::Prepared;
use crate::{Hub, HubError};
use domain::{ConnectionId, JobId, OrgId, SyncKind, SyncRunId};
use serde_json::Value;
use std::{
    collections::{HashSet, VecDeque},
    time::{Duration, Instant},
};
use store::{
    StoreError,
    import::{self, Batch, BatchOutcome, Turn},
};
use tokio::time::sleep;
use tokio_util::task::AbortOnDropHandle;

/// Batches written at a time: one has its turn, one waits for it, one is written up to there. Measured, two leave
/// processors idle and four bring nothing but memory.
const AT_ONCE: usize = 3;
/// The longest pause between two batches while events come as a flood.
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// Writes the batches of one run in their order.
pub(super) struct Writer {
    hub: Hub,
    org: OrgId,
    connection: ConnectionId,
    run: SyncRunId,
    kind: SyncKind,
    job: JobId,
    lease: i32,
    under_way: VecDeque<UnderWay>,
    /// Of the next batch.
    turn: Turn,
    /// When the last batch began.
    began: Instant,
}

struct UnderWay {
    task: AbortOnDropHandle<Result<BatchOutcome, StoreError>>,
    keys: HashSet<String>,
    read: i64,
}

impl Writer {
    /// For the run that holds the job under the lease.
    pub fn new(
        hub: Hub,
        org: OrgId,
        connection: ConnectionId,
        (run, kind): (SyncRunId, SyncKind),
        (job, lease): (JobId, i32),
    ) -> Self {
        let (under_way, turn, began) = (VecDeque::new(), Turn::now(), Instant::now());
        Self { hub, org, connection, run, kind, job, lease, under_way, turn, began }
    }

    /// Records whose counts have not come back.
    pub fn reading(&self) -> i64 {
        self.under_way.iter().map(|batch| batch.read).sum()
    }

    /// Begins to write a batch, with where the run stands after it. Gives what became of the batches that
    /// it had to wait for.
    ///
    /// # Errors
    /// Of those batches.
    pub async fn write(
        &mut self,
        batch: Prepared,
        progress: Value,
        expected: Option<i64>,
    ) -> Result<BatchOutcome, HubError> {
        store::crash::step("sync.read");
        let keys: HashSet<_> = batch.items.iter().map(|item| item.external_id.clone()).collect();
        let read = batch.read();
        let mut outcome = self.room().await?.unwrap_or_default();
        if self.hub.events().is_heavy(Instant::now()) {
            outcome = outcome.plus(self.give_way().await?);
        }
        // What is under way cannot be seen yet: a record that moved to another page meanwhile would be
        // taken for new twice.
        while self.under_way.iter().any(|earlier| !earlier.keys.is_disjoint(&keys)) {
            outcome = outcome.plus(self.settle_one().await?);
        }
        let next = self.turn.behind();
        let turn = std::mem::replace(&mut self.turn, next);
        let (connection, run, kind) = (self.connection, self.run, self.kind);
        let (job, lease) = (self.job, self.lease);
        let should_be_told = batch.should_be_told;
        self.began = Instant::now();
        let tx = self.hub.db().begin_import(self.org, connection, false).await?;
        // A task of its own: the answers of the database must not wait for pages that are being read.
        let task = tokio::spawn(async move {
            let Prepared { items, unchanged, .. } = batch;
            let place = import::Place { progress: &progress, expected };
            let replay = None;
            let batch =
                Batch { connection, run, kind, job, lease, items, unchanged, place, should_be_told, replay };
            import::apply(tx, batch, turn).await
        });
        let task = AbortOnDropHandle::new(task);
        self.under_way.push_back(UnderWay { task, keys, read });
        Ok(outcome)
    }

    /// Waits until another batch may be taken. Gives what became of those that it had to wait for; `None` where it had to wait for none.
    ///
    /// # Errors
    /// Of those batches.
    pub async fn room(&mut self) -> Result<Option<BatchOutcome>, HubError> {
        let mut outcome: Option<BatchOutcome> = None;
        while self.under_way.len() >= AT_ONCE {
            outcome = Some(outcome.unwrap_or_default().plus(self.settle_one().await?));
        }
        Ok(outcome)
    }

    /// Waits until all is written, and then for as long as that took: while events come as a flood, half of
    /// the time is theirs.
    async fn give_way(&mut self) -> Result<BatchOutcome, HubError> {
        if self.under_way.is_empty() {
            return Ok(BatchOutcome::default());
        }
        let outcome = self.settle().await?;
        sleep(self.began.elapsed().min(LONGEST_PAUSE)).await;
        Ok(outcome)
    }

    /// Waits until all is written.
    ///
    /// # Errors
    /// Of the first batch that was not.
    pub async fn settle(&mut self) -> Result<BatchOutcome, HubError> {
        let mut outcome = BatchOutcome::default();
        while !self.under_way.is_empty() {
            outcome = outcome.plus(self.settle_one().await?);
        }
        Ok(outcome)
    }

    /// What became of the oldest batch.
    async fn settle_one(&mut self) -> Result<BatchOutcome, HubError> {
        let Some(oldest) = self.under_way.pop_front() else { return Ok(BatchOutcome::default()) };
        let outcome = oldest
            .task
            .await
            .map_err(|error| HubError::Internal(format!("a batch was not written: {error}")))??;
        Ok(outcome)
    }
}
