//! What a worker does of a replay: looking what would change, and writing it.

use super::{new_run, note};
use crate::{HubError, auth::OrgCx, permit::RunSync, sync};
use connector_kit::{ConnSettings, Connector, SourceOrder};
use domain::{
    ConnectionId, FailReason, ReplayId, ReplayScope, ReplayState, ReplayVerdict, SyncKind, SyncRunId,
    SyncState, Verdict, view::orders::Change,
};
use serde_json::Value;
use std::{collections::HashMap, sync::Arc};
use store::{
    connections::ConnectionAccess,
    import::{self, Batch, Content, Difference, Place, Replayed, SourceItem, Turn},
    jobs::{End, StartedJob},
    replays::{self, Found, Kept, Looked, Standing},
    sync_runs::RunEnd,
};
use tokio::sync::watch;

/// Records looked at, or written, in one transaction.
const BATCH: i64 = 200;

/// One turn of a worker at a replay.
pub(super) struct Work<'a> {
    pub cx: &'a OrgCx<RunSync>,
    pub job: &'a StartedJob,
    pub id: ReplayId,
    pub access: &'a ConnectionAccess,
    pub connector: Arc<dyn Connector>,
    pub shutdown: watch::Receiver<bool>,
}

impl Work<'_> {
    /// Looks up what would change, batch after batch; an interrupted batch is looked at again.
    pub async fn look(&self) -> Result<(), HubError> {
        loop {
            if *self.shutdown.borrow() {
                return self.park().await;
            }
            let mut tx = self.cx.begin().await?;
            let standing = replays::lock(&mut tx, self.id).await?;
            let kept = replays::looked_up(&mut tx, &standing, BATCH).await?;
            tx.commit().await?;
            let Some(last) = kept.last() else { break };
            let place = last.external_id.clone();
            let looked = self.judge(&standing, kept, place).await?;
            let mut tx = self.cx.begin().await?;
            replays::note_looked(&mut tx, self.id, self.job, &looked).await?;
            tx.commit().await?;
            note(self.cx, self.id).await;
        }
        let mut tx = self.cx.begin().await?;
        replays::set_state(&mut tx, self.id, ReplayState::Ready).await?;
        let standing = replays::lock(&mut tx, self.id).await?;
        if standing.scope == ReplayScope::Parked && standing.changed > 0 {
            // Nobody has to decide what the plan decides.
            super::begin_writing(&mut tx, &standing, None).await?;
        }
        store::jobs::finish(&mut tx, self.job, End::Done).await?;
        tx.commit().await?;
        note(self.cx, self.id).await;
        Ok(())
    }

    /// What would become of these records.
    async fn judge(&self, of: &Standing, kept: Vec<Kept>, place: String) -> Result<Looked, HubError> {
        let looked = i64::try_from(kept.len()).unwrap_or(i64::MAX);
        let mut found = Looked { looked, place, ..Looked::default() };
        let mut items = Vec::with_capacity(kept.len());
        let mut digests = HashMap::with_capacity(kept.len());
        for record in kept {
            let reason = record.reason.clone();
            match self.remade(record) {
                Err(Lack::Payload) => found.gone += 1,
                Err(Lack::Parts) => found.incomplete += 1,
                Ok(item) => match &item.content {
                    // As before.
                    Content::Failed { reason: now, .. } if reason.as_deref() == Some(now.code()) => {}
                    Content::Failed { reason, detail } => found.items.push(Found {
                        digest: item.digest,
                        verdict: ReplayVerdict::Unreadable,
                        reason: Some((reason.code(), detail.clone())),
                        difference: Difference {
                            external_id: item.external_id,
                            order: None,
                            changes: Vec::new(),
                            sum: [0; 16],
                        },
                    }),
                    Content::Order(_) | Content::Withdrawn { .. } | Content::Skipped(_) => {
                        digests.insert(item.external_id.clone(), item.digest);
                        items.push(item);
                    }
                },
            }
        }
        for difference in self.rehearse(of.connection, items).await? {
            let Some(digest) = digests.get(&difference.external_id).copied() else { continue };
            let is_refused = difference.changes.iter().any(becomes_failed);
            let (verdict, reason) = if is_refused {
                (ReplayVerdict::Unreadable, Some((FailReason::Refused.code(), String::new())))
            } else {
                (ReplayVerdict::Changes, None)
            };
            found.items.push(Found { digest, verdict, difference, reason });
        }
        Ok(found)
    }

    /// What writing these records would change. Nothing of it stays.
    async fn rehearse(
        &self,
        connection: ConnectionId,
        items: Vec<SourceItem>,
    ) -> Result<Vec<Difference>, HubError> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.cx.hub().db().begin_import(self.cx.org(), connection, true).await?;
        let run = new_run(SyncRunId::new(), connection, self.job.id, None);
        store::sync_runs::insert(&mut tx, &run).await?;
        let of = Replayed { id: self.id, place: "", planned: 0 };
        Ok(import::rehearse(tx, &self.batch((connection, run.id), of, items)).await?)
    }

    fn batch<'b>(
        &'b self,
        (connection, run): (ConnectionId, SyncRunId),
        of: Replayed<'b>,
        items: Vec<SourceItem>,
    ) -> Batch<'b> {
        Batch {
            connection,
            run,
            kind: SyncKind::Replay,
            job: self.job.id,
            lease: self.job.lease,
            items,
            unchanged: 0,
            place: Place { progress: &Value::Null, expected: None },
            should_be_told: false,
            replay: Some(of),
        }
    }

    /// Writes what would change, batch after batch, each with the place to go on from.
    pub async fn write(&self, run: Option<SyncRunId>) -> Result<(), HubError> {
        let Some(run) = run else { return Err(HubError::Internal("a replay has no run".into())) };
        let mut tx = self.cx.begin().await?;
        store::sync_runs::start(&mut tx, self.job.id).await?;
        tx.commit().await?;
        loop {
            if *self.shutdown.borrow() {
                return self.park().await;
            }
            let mut tx = self.cx.begin().await?;
            let standing = replays::lock(&mut tx, self.id).await?;
            let planned = replays::planned(&mut tx, self.id, &standing, BATCH).await?;
            tx.commit().await?;
            let Some(last) = planned.last() else { break };
            let (place, count) = (last.external_id.clone(), planned.len());
            let made = planned.into_iter().filter_map(|record| self.remade(record).ok());
            // What can be read no longer stays as it is, and is counted with what moved.
            let items: Vec<_> = made.filter(|item| !matches!(item.content, Content::Failed { .. })).collect();
            let of = Replayed { id: self.id, place: &place, planned: count };
            let tx = self.cx.hub().db().begin_import(self.cx.org(), standing.connection, true).await?;
            let batch = self.batch((standing.connection, run), of, items);
            let written = import::apply(tx, batch, Turn::now()).await?.counts;
            store::crash::step("replay.written");
            crate::live::tell_written(self.cx, "replay", self.id.0, written).await;
        }
        let mut tx = self.cx.begin().await?;
        replays::set_state(&mut tx, self.id, ReplayState::Applied).await?;
        let counts = store::sync_runs::find(&mut tx, run).await?.counts;
        let state = if counts.failed == 0 { SyncState::Completed } else { SyncState::Partial };
        sync::finish(&mut tx, run, &RunEnd { state, problem: None }).await?;
        store::jobs::finish(&mut tx, self.job, End::Done).await?;
        tx.commit().await?;
        note(self.cx, self.id).await;
        Ok(())
    }

    async fn park(&self) -> Result<(), HubError> {
        let mut tx = self.cx.begin().await?;
        store::jobs::park(&mut tx, self.job, "shutdown", None).await?;
        Ok(tx.commit().await?)
    }

    /// What today's mapping makes of a payload that was kept.
    fn remade(&self, record: Kept) -> Result<SourceItem, Lack> {
        if record.is_incomplete {
            return Err(Lack::Parts);
        }
        let (Some(raw), Some(orders)) = (record.payload, self.connector.orders()) else {
            return Err(Lack::Payload);
        };
        let settings = ConnSettings { skip_test_orders: self.access.settings.skip_test_orders };
        let order = SourceOrder {
            external_id: record.external_id,
            digest: record.digest,
            placed_at: None,
            changed_at: record.version,
            version: record.version,
            taken: orders.remade(&raw, &settings),
            raw: raw.into(),
        };
        Ok(sync::convert(order, sync::Origin::new(self.connector.spec(), self.access.environment)))
    }
}

/// Why a record cannot be mapped again.
enum Lack {
    Payload,
    Parts,
}

fn becomes_failed(change: &Change) -> bool {
    change.field == "verdict" && change.to.as_deref() == Some(Verdict::Failed.code())
}
