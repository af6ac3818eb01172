//! A run from its start, or from where it was interrupted, to its end.

use super::{
    Origin,
    outcome::{self, STARTS, Stop},
    plan::{Again, Progress, Seen, Stage, readable},
    prepare::{Gathered, Prepared, Preparer, Step},
    reader::Reader,
    writer::Writer,
};
use crate::{HubError, auth::OrgCx, integrations, permit::RunSync};
use connector_kit::{
    Advice, Conn, Connector, ConnectorError, Orders, PlatformSpec, RetryPolicy, SystemClock,
};
use domain::{Operation, SyncCounts, SyncKind, UpstreamKind};
use std::{
    collections::HashSet,
    time::{Duration, Instant},
};
use store::{
    OrgTx, StoreError,
    connections::ConnectionAccess,
    import::BatchOutcome,
    jobs::{End, StartedJob},
    sync_runs::RunState,
};
use tokio::sync::{mpsc, watch};

/// Pages fetched ahead of the writer.
const AHEAD: usize = 3;
/// Records that a run remembers to have counted.
const COUNTED: usize = 50_000;
/// Open pages hear of progress at most this often.
const NOTE_EVERY: Duration = Duration::from_millis(500);
/// How often a run that waits for the platform looks whether somebody asked it to stop.
const LOOK_EVERY: Duration = Duration::from_secs(2);

pub(super) struct Run<'a> {
    pub cx: &'a OrgCx<RunSync>,
    pub job: &'a StartedJob,
    pub state: RunState,
    /// What the connection was when the run started.
    pub access: ConnectionAccess,
    pub counts: SyncCounts,
    pub progress: Progress,
    writer: Writer,
    /// Prints of records that are known as they are and may be read again; each of them counts once, unless the run is interrupted.
    counted: HashSet<u64>,
    noted: Option<Instant>,
    /// What was written since open pages heard.
    untold: SyncCounts,
    /// When news were last read beside a back-fill.
    news_at: Option<Instant>,
    /// Whether every stage gave all that the source listed.
    pub complete: bool,
    /// Records that the source counts and does not show.
    pub hidden: u64,
}

/// How a stage ended.
enum StageEnd {
    Through,
    /// It is time to look what changed meanwhile.
    Aside,
}

/// Runs a job's synchronisation as far as it gets: to its end, to a pause, or to a problem of the
/// platform, each of which is written down. Only errors of our own come back.
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
    let stored = state.progress.clone().and_then(readable);
    // Where a run was interrupted before, news come first.
    let news_at = stored.is_none().then(Instant::now);
    let progress = match stored {
        Some(progress) => progress,
        None => first_place(&mut tx, &state).await?,
    };
    tx.commit().await?;
    if state.starts_in_vain > STARTS {
        return Err(HubError::Internal(format!("{STARTS} starts ended without a word and without progress")));
    }

    let counts = state.counts;
    let hub = cx.hub().clone();
    let writer = Writer::new(hub, cx.org(), state.connection, (state.id, state.kind), (job.id, job.lease));
    let mut run = Run {
        cx,
        job,
        state,
        access,
        counts,
        progress,
        writer,
        counted: HashSet::new(),
        noted: None,
        untold: SyncCounts::default(),
        news_at,
        complete: true,
        hidden: 0,
    };
    if job.cancel_requested || !run.access.status.may_sync() {
        return run.end(Err(Stop::Cancelled)).await;
    }
    let never = |detail| Stop::Platform(ConnectorError::new(UpstreamKind::Protocol, Advice::Never, detail));
    let Some(connector) = cx.hub().registry().get(&run.access.platform).cloned() else {
        return run.end(Err(never("this version does not know the platform"))).await;
    };
    let conn = integrations::connect(cx.hub(), cx.org(), &connector, &run.access)?;
    let outcome = match connector.orders() {
        Some(orders) => run.stages(&conn, &*connector, orders, shutdown).await?,
        None => Err(never("the platform has no orders")),
    };
    run.end(outcome).await
}

/// Where a run begins that has written nothing yet. An unfinished first import is gone on with; so is
/// the run that is retried, unless the changes since the cursor are all there is to read.
async fn first_place(tx: &mut OrgTx, state: &RunState) -> Result<Progress, HubError> {
    let cursor = store::connections::cursor(tx, state.connection).await?;
    let retried = match state.retry_of {
        Some(run) => store::sync_runs::place(tx, run).await?.and_then(readable),
        None => None,
    };
    let left = match state.kind {
        SyncKind::Incremental => cursor.backfill.and_then(readable),
        _ => retried.clone(),
    };
    let mut progress = left.unwrap_or_else(|| Progress::begin(state.kind, state.range, cursor.changed_until));
    if let Some(run) = state.retry_of {
        progress.again = retried.map(|place| place.again).unwrap_or_default();
        progress.again.push(Again { run, after: String::new() });
    }
    Ok(progress)
}

impl<'a> Run<'a> {
    async fn stages(
        &mut self,
        conn: &Conn,
        connector: &dyn Connector,
        orders: &dyn Orders,
        mut shutdown: watch::Receiver<bool>,
    ) -> Result<Result<(), Stop>, HubError> {
        let started = self.state.created_at;
        let retry = self.cx.hub().retry_policy(connector.spec());
        if let Err(stop) = self.again(conn, orders, retry, &mut shutdown).await? {
            return Ok(Err(stop));
        }
        self.turn_aside();
        loop {
            let mut seen = Seen::default();
            let end = self.stage(conn, orders, retry, &mut shutdown, &mut seen).await?;
            let is_cancelled = self.settle().await?;
            match end {
                Err(stop) => return Ok(Err(stop)),
                Ok(_) if is_cancelled => return Ok(Err(Stop::Cancelled)),
                Ok(StageEnd::Through) => {}
                Ok(StageEnd::Aside) => {
                    self.turn_aside();
                    continue;
                }
            }
            if matches!(self.progress.stage, Stage::News { .. }) {
                self.news_at = Some(Instant::now());
            } else {
                self.complete &= seen.complete;
            }
            match self.progress.next(seen, started) {
                Some(next) => self.progress = next,
                None => {
                    self.progress.newest = self.progress.newest.max(seen.newest);
                    return Ok(Ok(()));
                }
            }
        }
    }

    /// The stage for what changed meanwhile, if it is time for it.
    fn aside(&self) -> Option<Progress> {
        let every = self.cx.hub().config().news_every;
        self.progress.aside().filter(|_| self.news_at.is_none_or(|at| at.elapsed() >= every))
    }

    fn turn_aside(&mut self) {
        if let Some(aside) = self.aside() {
            self.progress = aside;
        }
    }

    /// Reads the failed records of earlier runs again, by their keys.
    async fn again(
        &mut self,
        conn: &Conn,
        orders: &dyn Orders,
        retry: RetryPolicy,
        shutdown: &mut watch::Receiver<bool>,
    ) -> Result<Result<(), Stop>, HubError> {
        let limit = to_count(orders.page_size());
        while let Some(Again { run, after }) = self.progress.again.last() {
            let ids =
                store::sync_runs::failed_records(&mut self.cx.begin().await?, *run, after, limit).await?;
            let Some(last) = ids.last() else {
                self.progress.again.pop();
                continue;
            };
            let reading = connector_kit::retry(retry, &SystemClock, || {
                conn.measured(Operation::OrdersSome, orders.some(conn, &ids))
            });
            let found = tokio::select! {
                found = reading => found,
                stop = stopped(self.cx, self.job, shutdown) => return Ok(Err(stop?)),
            };
            let found = match found {
                Ok(found) => found,
                Err(error) => return Ok(Err(Stop::Platform(error))),
            };
            if let Some(again) = self.progress.again.last_mut() {
                again.after.clone_from(last);
            }
            let found = Gathered::of(found, self.progress.slice.clone());
            let batch = self.preparer(conn.spec()).prepare(found).await?;
            let asked = self.write(batch).await?;
            if self.settle().await? || asked {
                return Ok(Err(Stop::Cancelled));
            }
        }
        Ok(Ok(()))
    }

    /// Reads and writes side by side until the stage is through.
    async fn stage(
        &mut self,
        conn: &Conn,
        orders: &dyn Orders,
        retry: RetryPolicy,
        shutdown: &mut watch::Receiver<bool>,
        seen: &mut Seen,
    ) -> Result<Result<StageEnd, Stop>, HubError> {
        let (out, pages) = mpsc::channel(AHEAD);
        let reader = Reader { conn, orders, retry, out };
        let reading = reader.read(self.progress.slice.clone());
        // A batch is made ready while the one before it is written.
        let (out, mut batches) = mpsc::channel(1);
        let preparing = self.preparer(conn.spec()).run(pages, out);
        let writing = async {
            let mut is_written = false;
            loop {
                // Taken only when there is room: the next is made ready as soon as this one is taken.
                if let Some(written) = self.writer.room().await?
                    && self.take(written).await
                {
                    return Ok(Err(Stop::Cancelled));
                }
                let step = tokio::select! {
                    step = batches.recv() => step,
                    stop = stopped(self.cx, self.job, shutdown) => return Ok(Err(stop?)),
                };
                match step {
                    // Read again afterwards. Not before something was written: the past must come to an end.
                    Some(Step::Batch(_)) if is_written && self.aside().is_some() => {
                        return Ok(Ok(StageEnd::Aside));
                    }
                    Some(Step::Batch(batch)) => {
                        *seen = batch.seen;
                        if self.write(batch).await? {
                            return Ok(Err(Stop::Cancelled));
                        }
                        is_written = true;
                    }
                    Some(Step::End { complete, hidden }) => {
                        seen.complete = complete;
                        self.hidden = self.hidden.max(hidden);
                        return Ok(Ok(StageEnd::Through));
                    }
                    Some(Step::Failed(error)) => return Ok(Err(Stop::Platform(error))),
                    Some(Step::Error(error)) => return Err(error),
                    None => {
                        return Err(HubError::Internal("the reading of a slice ended without a word".into()));
                    }
                }
            }
        };
        let feeding = async { tokio::join!(reading, preparing) };
        tokio::pin!(feeding, writing);
        tokio::select! {
            outcome = &mut writing => outcome,
            _ = &mut feeding => writing.await,
        }
    }

    fn preparer(&self, spec: &PlatformSpec) -> Preparer<'a> {
        let is_first = self.progress.is_first_import && self.progress.stage == Stage::Backfill;
        Preparer {
            cx: self.cx,
            connection: self.state.connection,
            run: self.state.id,
            origin: Origin::new(spec, self.access.environment),
            is_first,
            should_be_told: self.state.kind == SyncKind::Incremental && !self.progress.is_first_import,
            changes_from: self.progress.changes_from,
            started: self.state.created_at,
        }
    }

    /// Writes a batch with the place after it, side by side with the one before. Returns whether somebody
    /// asked to stop.
    async fn write(&mut self, mut batch: Prepared) -> Result<bool, HubError> {
        for print in std::mem::take(&mut batch.again) {
            if self.counted.len() >= COUNTED {
                self.counted.clear();
            }
            batch.unchanged += i64::from(self.counted.insert(print));
        }
        self.progress.slice = batch.rest.clone();
        let is_backfill = self.progress.stage == Stage::Backfill;
        if is_backfill && self.progress.moves_cursor && self.progress.changes_from.is_none() {
            self.progress.changes_from = batch.seen.newest;
        }
        let place = serde_json::to_value(&self.progress).map_err(internal)?;
        // What is read in between is no measure of the whole.
        let remaining = batch.remaining.filter(|_| !matches!(self.progress.stage, Stage::News { .. }));
        let read = self.counts.read.saturating_add(self.writer.reading()).saturating_add(batch.read());
        let expected = remaining.map(|remaining| read.saturating_add(remaining));
        let written = self.writer.write(batch, place, expected).await?;
        Ok(self.take(written).await)
    }

    /// Waits until everything is written. Returns whether somebody asked to stop.
    async fn settle(&mut self) -> Result<bool, HubError> {
        let written = self.writer.settle().await?;
        Ok(self.take(written).await)
    }

    async fn take(&mut self, written: BatchOutcome) -> bool {
        self.counts = self.counts.plus(written.counts);
        self.untold = self.untold.plus(written.counts);
        self.note(false).await;
        written.cancel_requested
    }

    async fn end(&mut self, outcome: Result<(), Stop>) -> Result<(), HubError> {
        outcome::write(self, outcome).await?;
        self.note(true).await;
        Ok(())
    }

    /// Tells open pages, if they have not heard for a while.
    async fn note(&mut self, last: bool) {
        if !last && self.noted.is_some_and(|at| at.elapsed() < NOTE_EVERY) {
            return;
        }
        self.noted = Some(Instant::now());
        let untold = std::mem::take(&mut self.untold);
        crate::live::tell_written(self.cx, "sync_run", self.state.id.0, untold).await;
    }
}

/// Comes back when somebody asked the job to stop, or this process is to end.
async fn stopped(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: &mut watch::Receiver<bool>,
) -> Result<Stop, HubError> {
    loop {
        tokio::select! {
            _ = shutdown.wait_for(|stop| *stop) => return Ok(Stop::Shutdown),
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        if store::jobs::cancel_requested(&mut cx.begin().await?, job).await? {
            return Ok(Stop::Cancelled);
        }
    }
}

pub(super) fn internal(error: serde_json::Error) -> HubError {
    HubError::Internal(error.to_string())
}

fn to_count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}
