//! A run from its start, or from where it was interrupted, to its end.

use super::{
    convert,
    plan::{Progress, Stage},
    reader::{PageRead, Read, Reader},
};
use crate::{HubError, auth::OrgCx, integrations, permit::RunSync};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{Advice, Conn, Connector, ConnectorError, Orders, RetryPolicy};
use domain::{SyncCounts, SyncKind, SyncState, UpstreamKind};
use std::time::{Duration, Instant};
use store::{
    StoreError,
    connections::Health,
    import::{self, Batch, SourceItem},
    jobs::{End, StartedJob},
    live::Note,
    sync_runs::{RunEnd, RunState},
};
use tokio::sync::{mpsc, watch};

/// Pages fetched ahead of the writer.
const AHEAD: usize = 4;
/// Records written in one transaction at most.
const BATCH: usize = 500;
/// After this many starts a job is given up.
const STARTS: i32 = 6;
/// Open pages hear of progress at most this often.
const NOTE_EVERY: Duration = Duration::from_millis(500);

/// Why a run stopped before its end.
enum Stop {
    Cancelled,
    /// This process shuts down.
    Shutdown,
    Platform(ConnectorError),
}

struct Run<'a> {
    cx: &'a OrgCx<RunSync>,
    job: &'a StartedJob,
    state: RunState,
    counts: SyncCounts,
    progress: Progress,
    noted: Option<Instant>,
    /// Whether every stage gave all that the source listed.
    complete: bool,
}

/// Runs a job's synchronisation as far as it gets: to its end, to a pause, or to a problem, each of
/// which is written down. Only errors of our own database come back.
pub(crate) async fn run(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let state = match store::sync_runs::start(&mut tx, job.id).await {
        Ok(state) => state,
        Err(StoreError::NotFound) => {
            store::jobs::finish(&mut tx, job, End::Cancelled).await?;
            return Ok(tx.commit().await?);
        }
        Err(other) => return Err(other.into()),
    };
    let access = store::connections::access(&mut tx, state.connection).await?;
    let cursor = store::connections::cursor(&mut tx, state.connection).await?;
    tx.commit().await?;

    // A run that was interrupted goes on; so does a first import that an earlier run left unfinished.
    let left = state.progress.clone().or(cursor.backfill.filter(|_| state.kind == SyncKind::Incremental));
    let progress = match left {
        Some(place) => serde_json::from_value(place).map_err(internal)?,
        None => Progress::begin(state.kind, state.range, cursor.changed_until),
    };
    let counts = state.counts;
    let mut run = Run { cx, job, state, counts, progress, noted: None, complete: true };
    if job.cancel_requested || !access.status.may_sync() {
        return run.end(Err(Stop::Cancelled)).await;
    }
    let Some(connector) = cx.hub().registry().get(&access.platform).cloned() else {
        let error = ConnectorError::new(
            UpstreamKind::Protocol,
            Advice::Never,
            "this version does not know the platform",
        );
        return run.end(Err(Stop::Platform(error))).await;
    };
    let conn = integrations::connect(cx.hub(), cx.org(), &*connector, &access)?;
    let outcome = match connector.orders() {
        Some(orders) => run.stages(&conn, &*connector, orders, shutdown).await?,
        None => Err(Stop::Platform(ConnectorError::new(
            UpstreamKind::Protocol,
            Advice::Never,
            "the platform has no orders",
        ))),
    };
    run.end(outcome).await
}

impl Run<'_> {
    async fn stages(
        &mut self,
        conn: &Conn,
        connector: &dyn Connector,
        orders: &dyn Orders,
        mut shutdown: watch::Receiver<bool>,
    ) -> Result<Result<(), Stop>, HubError> {
        let started = self.state.created_at;
        let retry = self.cx.hub().retry_policy(connector.spec());
        loop {
            let mut seen = StageSeen::default();
            if let Err(stop) = self.stage(conn, orders, retry, &mut shutdown, &mut seen).await? {
                return Ok(Err(stop));
            }
            match self.progress.next(seen.newest, seen.pages, started) {
                Some(next) => self.progress = next,
                None => {
                    self.progress.newest = self.progress.newest.max(seen.newest);
                    return Ok(Ok(()));
                }
            }
        }
    }

    /// Reads and writes side by side until the stage is through.
    async fn stage(
        &mut self,
        conn: &Conn,
        orders: &dyn Orders,
        retry: RetryPolicy,
        shutdown: &mut watch::Receiver<bool>,
        seen: &mut StageSeen,
    ) -> Result<Result<(), Stop>, HubError> {
        let (out, mut pages) = mpsc::channel(AHEAD);
        let reader = Reader { conn, orders, retry, out };
        let reading = reader.read(self.progress.slice.clone());
        let writing = async {
            loop {
                let read = tokio::select! {
                    read = pages.recv() => read,
                    _ = shutdown.wait_for(|stop| *stop) => return Ok(Err(Stop::Shutdown)),
                };
                let first = match read {
                    Some(Read::Page(page)) => page,
                    Some(Read::End { complete }) => {
                        self.complete &= complete;
                        return Ok(Ok(()));
                    }
                    Some(Read::Failed(error)) => return Ok(Err(Stop::Platform(error))),
                    None => return Ok(Err(Stop::Shutdown)),
                };
                // More pages that wait already go into the same transaction.
                let mut batch = Gathered::of(first, seen);
                let mut after = None;
                while batch.items.len() < BATCH {
                    match pages.try_recv() {
                        Ok(Read::Page(page)) => batch.add(page, seen),
                        Ok(other) => {
                            after = Some(other);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                if self.write(batch, seen).await? {
                    return Ok(Err(Stop::Cancelled));
                }
                match after {
                    Some(Read::End { complete }) => {
                        self.complete &= complete;
                        return Ok(Ok(()));
                    }
                    Some(Read::Failed(error)) => return Ok(Err(Stop::Platform(error))),
                    Some(Read::Page(_)) | None => {}
                }
            }
        };
        tokio::pin!(reading, writing);
        tokio::select! {
            outcome = &mut writing => outcome,
            () = &mut reading => writing.await,
        }
    }

    /// Writes a batch with the place after it. Returns whether somebody asked to stop.
    async fn write(&mut self, batch: Gathered, seen: &StageSeen) -> Result<bool, HubError> {
        self.progress.slice = batch.rest;
        if self.progress.stage == Stage::Backfill && self.progress.changes_from.is_none() {
            self.progress.changes_from = seen.newest;
        }
        let place = serde_json::to_value(&self.progress).map_err(internal)?;
        let expected = batch.remaining.map(|remaining| {
            self.counts.read.saturating_add(to_count(batch.items.len())).saturating_add(remaining)
        });
        let written = import::apply(
            self.cx.hub().db(),
            self.cx.org(),
            &Batch {
                connection: self.state.connection,
                run: self.state.id,
                job: self.job.id,
                lease: self.job.lease,
                items: &batch.items,
                place: import::Place { progress: &place, expected },
            },
        )
        .await?;
        self.counts = self.counts.plus(written.counts);
        self.note(false).await;
        Ok(written.cancel_requested)
    }

    /// Writes down how the run ended.
    async fn end(&mut self, outcome: Result<(), Stop>) -> Result<(), HubError> {
        let mut tx = self.cx.begin().await?;
        let connection = self.state.connection;
        match outcome {
            Ok(()) => {
                let whole = self.complete && self.counts.add_up();
                let problem =
                    (!whole).then_some(("incomplete", "the channel listed more records than it gave"));
                let state =
                    if whole && self.counts.failed == 0 { SyncState::Completed } else { SyncState::Partial };
                store::jobs::finish(&mut tx, self.job, End::Done).await?;
                store::sync_runs::finish(&mut tx, self.state.id, &RunEnd { state, problem }).await?;
                if whole
                    && self.progress.moves_cursor
                    && let Some(newest) = self.progress.newest.or(self.progress.changes_from)
                {
                    // A shop whose clock is ahead may set it right: what it stamps then must not lie
                    // behind the cursor.
                    let until = newest.min(self.state.created_at);
                    store::connections::advance_cursor(&mut tx, connection, until).await?;
                }
                let health = match (whole, self.counts.failed) {
                    (false, _) => Health::Attention { problem: "incomplete", detail: "" },
                    (true, 0) => Health::Good,
                    (true, _) => Health::Attention { problem: "records_failed", detail: "" },
                };
                store::connections::note_health(&mut tx, connection, &health).await?;
            }
            Err(Stop::Cancelled) => {
                store::jobs::finish(&mut tx, self.job, End::Cancelled).await?;
                let end = RunEnd { state: SyncState::Cancelled, problem: None };
                store::sync_runs::finish(&mut tx, self.state.id, &end).await?;
                self.keep_place(&mut tx).await?;
            }
            Err(Stop::Shutdown) => store::jobs::park(&mut tx, self.job, "shutdown", Utc::now()).await?,
            Err(Stop::Platform(error)) => self.problem(&mut tx, &error).await?,
        }
        tx.commit().await?;
        self.note(true).await;
        Ok(())
    }

    async fn problem(&self, tx: &mut store::OrgTx, error: &ConnectorError) -> Result<(), HubError> {
        let problem = error.kind.code();
        let detail = error.detail.as_str();
        tracing::warn!(
            connection = %self.state.connection, run = %self.state.id, problem, detail, status = error.status,
            "the channel could not be read"
        );
        if let Some(run_at) = again_at(error, self.job.lease) {
            store::jobs::park(tx, self.job, detail, run_at).await?;
            store::sync_runs::note_waiting(tx, self.state.id, problem, detail).await?;
            let health = Health::Attention { problem, detail };
            return Ok(store::connections::note_health(tx, self.state.connection, &health).await?);
        }
        store::jobs::finish(tx, self.job, End::Failed(detail)).await?;
        self.keep_place(tx).await?;
        let end = RunEnd { state: SyncState::Failed, problem: Some((problem, detail)) };
        store::sync_runs::finish(tx, self.state.id, &end).await?;
        let health = match error.advice {
            Advice::Reauthorise => Health::NeedsReauth { problem, detail },
            _ => Health::Error { problem, detail },
        };
        Ok(store::connections::note_health(tx, self.state.connection, &health).await?)
    }

    /// A first import that ends early is gone on with by the next run.
    async fn keep_place(&self, tx: &mut store::OrgTx) -> Result<(), HubError> {
        if self.state.kind != SyncKind::Incremental || !self.progress.is_first_import {
            return Ok(());
        }
        let place = serde_json::to_value(&self.progress).map_err(internal)?;
        Ok(store::connections::keep_backfill(tx, self.state.connection, &place).await?)
    }

    /// Tells open pages, if they have not heard for a while.
    async fn note(&mut self, last: bool) {
        if !last && self.noted.is_some_and(|at| at.elapsed() < NOTE_EVERY) {
            return;
        }
        self.noted = Some(Instant::now());
        let note = Note { org: self.cx.org(), kind: "sync_run".into(), id: self.state.id.0 };
        if let Err(error) = store::live::notify(self.cx.hub().db(), &note).await {
            tracing::debug!(%error, "open pages were not told");
        }
    }
}

/// What a stage has shown so far.
#[derive(Default)]
struct StageSeen {
    pages: u32,
    /// The latest change on the first page.
    newest: Option<DateTime<Utc>>,
}

/// Pages to be written together.
struct Gathered {
    items: Vec<SourceItem>,
    rest: connector_kit::Slice,
    remaining: Option<i64>,
}

impl Gathered {
    fn of(page: PageRead, seen: &mut StageSeen) -> Self {
        let mut gathered = Self { items: Vec::new(), rest: page.rest.clone(), remaining: None };
        gathered.add(page, seen);
        gathered
    }

    fn add(&mut self, page: PageRead, seen: &mut StageSeen) {
        seen.pages += 1;
        if page.is_first {
            seen.newest = page.newest_change;
        }
        self.items.extend(page.orders.into_iter().map(convert::item));
        self.rest = page.rest;
        self.remaining = page.remaining;
    }
}

/// When to try again, or `None` if the run has failed: for good, or too often.
fn again_at(error: &ConnectorError, starts: i32) -> Option<DateTime<Utc>> {
    if starts >= STARTS {
        return None;
    }
    let advised = match error.advice {
        Advice::Never | Advice::Reauthorise => return None,
        Advice::After(pause) => {
            TimeDelta::from_std(pause).unwrap_or(TimeDelta::hours(1)).min(TimeDelta::hours(6))
        }
        Advice::Retry => TimeDelta::zero(),
    };
    // 1, 2, 4, 8, 16 minutes, also for a platform that asks for a second and is busy after it again.
    let own = TimeDelta::minutes(1 << starts.clamp(1, 5).saturating_sub(1));
    Some(Utc::now() + advised.max(own))
}

fn internal(error: serde_json::Error) -> HubError {
    HubError::Internal(error.to_string())
}

fn to_count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_key_is_not_tried_again_and_a_busy_server_is() {
        let error = |advice| ConnectorError::new(UpstreamKind::Server, advice, "");
        assert_eq!(again_at(&error(Advice::Reauthorise), 1), None);
        assert_eq!(again_at(&error(Advice::Never), 1), None);
        assert!(again_at(&error(Advice::Retry), 1).is_some());
        assert_eq!(again_at(&error(Advice::Retry), STARTS), None);
        let waited =
            |seconds| again_at(&error(Advice::After(Duration::from_secs(seconds))), 1).unwrap() - Utc::now();
        assert!(waited(600) > TimeDelta::minutes(9));
        assert!(waited(0) > TimeDelta::seconds(50), "starts are not used up within a second");
    }
}
