//! Mapping again what is kept of a channel's words: what today's mapping would change is looked up first, and then
//! exactly that is written, as a run of its own. No channel is asked and none is told.

mod parked;
mod selection;
mod work;

pub(crate) use parked::release_parked;
pub use selection::{MOST, Selected, apply_selection, find_selection, look_at_selection};

use crate::{
    HubError,
    auth::OrgCx,
    permit::{RunSync, View},
    sync,
};
use chrono::{DateTime, Utc};
use domain::{
    AuditAction, ConnectionId, Fault, FieldProblem, JobId, JobPriority, OrderId, ReplayId, ReplayScope,
    ReplayState, SyncKind, SyncRunId, SyncState, UserId,
    view::replays::{ReplayLine, ReplayView},
};
use serde_json::json;
use store::{
    OrgTx,
    jobs::{End, JobKind, JobLane, NewJob, StartedJob},
    replays::{self, NewReplay, Standing},
    sync_runs::{NewRun, RunEnd},
};
use tokio::sync::watch;
use uuid::Uuid;
use work::Work;

/// Replays of a connection that are listed.
const LISTED: i64 = 5;

/// What is to be mapped again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of<'a> {
    Order(OrderId),
    /// What a channel showed under this key, whether it is a sale or not.
    Record {
        connection: ConnectionId,
        key: &'a str,
    },
    /// What a run wrote, as far as no later one wrote it again.
    Run(SyncRunId),
    /// What was placed between two moments; what is no sale, by when it was judged.
    Placed {
        connection: ConnectionId,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    },
}

/// Has it looked up what would change. Nothing is written yet.
///
/// # Errors
/// [`Fault::NotFound`] for a sale, a record, a run or a connection that is not here; [`Fault::Invalid`] for a range that ends
/// before it begins.
pub async fn look_at(cx: &OrgCx<RunSync>, of: Of<'_>, press: Uuid) -> Result<ReplayId, HubError> {
    let mut tx = cx.begin().await?;
    let (connection, scope, scope_id, range) = match of {
        Of::Order(order) => {
            (replays::connection_of(&mut tx, order).await?, ReplayScope::Order, Some(order.0), None)
        }
        Of::Record { connection, key } => {
            if !replays::is_record(&mut tx, connection, key).await? {
                return Err(Fault::NotFound.into());
            }
            (connection, ReplayScope::Record, None, None)
        }
        Of::Run(run) => {
            let run = store::sync_runs::find(&mut tx, run).await?;
            (run.connection, ReplayScope::Run, Some(run.id.0), None)
        }
        Of::Placed { from, until, .. } if from >= until => {
            return Err(Fault::field("until", FieldProblem::BeforeStart).into());
        }
        Of::Placed { connection, from, until } => {
            store::connections::find(&mut tx, connection).await?;
            (connection, ReplayScope::Range, None, Some((from, until)))
        }
    };
    let requested_by = cx.actor().user();
    let key = match of {
        Of::Record { key, .. } => Some(key),
        Of::Order(_) | Of::Run(_) | Of::Placed { .. } => None,
    };
    let new = NewReplay {
        id: ReplayId::new(),
        connection,
        scope,
        scope_id,
        key,
        range,
        selection: None,
        press,
        requested_by,
    };
    let id = replays::insert(&mut tx, &new).await?;
    if id == new.id {
        ask(&mut tx, id, connection).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Has a worker go on with it.
async fn ask(tx: &mut OrgTx, id: ReplayId, connection: ConnectionId) -> Result<JobId, HubError> {
    let job = NewJob {
        id: JobId::new(),
        connection: Some(connection),
        kind: JobKind::Replay,
        lane: JobLane::Past,
        priority: JobPriority::Normal,
        payload: json!({ "replay": id }),
    };
    store::jobs::create(tx, &job).await?;
    Ok(job.id)
}

/// A replay with the first of what would change.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn find(cx: &OrgCx<View>, id: ReplayId) -> Result<ReplayView, HubError> {
    Ok(replays::find(&mut cx.begin().await?, id).await?)
}

/// The last replays of a connection, the newest first: five at most.
///
/// # Errors
/// [`HubError`].
pub async fn last(cx: &OrgCx<View>, connection: ConnectionId) -> Result<Vec<ReplayLine>, HubError> {
    Ok(replays::last(&mut cx.begin().await?, connection, LISTED).await?)
}

/// The replay that a run writes or wrote; none of another run, or once it is forgotten.
///
/// # Errors
/// [`HubError`].
pub async fn of_run(cx: &OrgCx<View>, run: SyncRunId) -> Result<Option<ReplayId>, HubError> {
    Ok(replays::of_run(&mut cx.begin().await?, run).await?)
}

/// Has what would change be written. Pressed twice, it is written once.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `replay_looking`, or `replay_nothing` where nothing would change or the
/// looking failed.
pub async fn apply(cx: &OrgCx<RunSync>, id: ReplayId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let standing = replays::lock(&mut tx, id).await?;
    let conflict = |what: &str| HubError::from(Fault::Conflict { what: what.into() });
    match standing.state {
        ReplayState::Looking => return Err(conflict("replay_looking")),
        ReplayState::Applying | ReplayState::Applied => return Ok(()),
        ReplayState::Failed => return Err(conflict("replay_nothing")),
        ReplayState::Ready if standing.changed == 0 => return Err(conflict("replay_nothing")),
        ReplayState::Ready => {}
    }
    let run = begin_writing(&mut tx, &standing, cx.actor().user()).await?;
    let what = json!({ "run": run, "orders": standing.changed });
    cx.audit(&mut tx, AuditAction::ReplayApplied, ("replay", Some(id.0)), what).await?;
    Ok(tx.commit().await?)
}

/// Has a worker write what was found.
async fn begin_writing(
    tx: &mut OrgTx,
    standing: &Standing,
    requested_by: Option<UserId>,
) -> Result<SyncRunId, HubError> {
    let job = ask(tx, standing.id, standing.connection).await?;
    let run = new_run(SyncRunId::new(), standing.connection, job, requested_by);
    store::sync_runs::insert(tx, &run).await?;
    replays::begin_applying(tx, standing.id, run.id).await?;
    Ok(run.id)
}

fn new_run(id: SyncRunId, connection: ConnectionId, job: JobId, requested_by: Option<UserId>) -> NewRun {
    let (kind, range) = (SyncKind::Replay, (None, None));
    NewRun { id, connection, job, kind, range, requested_by, retry_of: None }
}

/// Looks at what is next, or writes it, to the end.
pub(crate) async fn run(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    let Some(id) = replay_of(job) else { return end(cx, job, None).await };
    let mut tx = cx.begin().await?;
    let standing = replays::lock(&mut tx, id).await?;
    let access = store::connections::access(&mut tx, standing.connection).await?;
    tx.commit().await?;
    let Some(connector) = cx.hub().registry().get(&access.platform).cloned() else {
        return Err(HubError::Internal("this version does not know the platform".into()));
    };
    let work = Work { cx, job, id, access: &access, connector, shutdown };
    match standing.state {
        ReplayState::Looking => work.look().await,
        ReplayState::Applying => work.write(standing.run).await,
        ReplayState::Ready | ReplayState::Applied | ReplayState::Failed => end(cx, job, Some(id)).await,
    }
}

/// Ends a replay whose job had an error of our own. What was written stays.
pub(crate) async fn give_up(tx: &mut OrgTx, job: &StartedJob) -> Result<(), HubError> {
    let Some(id) = replay_of(job) else { return Ok(()) };
    let standing = replays::lock(tx, id).await?;
    if !standing.state.is_open() {
        return Ok(());
    }
    replays::set_state(tx, id, ReplayState::Failed).await?;
    if let Some(run) = standing.run {
        let problem = Some(("internal", "an error of Orion's own, which is in its log"));
        sync::finish(tx, run, &RunEnd { state: SyncState::Failed, problem }).await?;
    }
    Ok(())
}

fn replay_of(job: &StartedJob) -> Option<ReplayId> {
    job.payload.get("replay")?.as_str()?.parse().ok()
}

async fn end(cx: &OrgCx<RunSync>, job: &StartedJob, id: Option<ReplayId>) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    store::jobs::finish(&mut tx, job, End::Done).await?;
    tx.commit().await?;
    if let Some(id) = id {
        note(cx, id).await;
    }
    Ok(())
}

async fn note(cx: &OrgCx<RunSync>, id: ReplayId) {
    crate::live::tell(cx, "replay", id.0).await;
}
