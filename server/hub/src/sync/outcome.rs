//! How a run ended, or why it waits: written on its job, on itself and on its connection.

use super::{engine::Run, plan::readable};
use crate::{HubError, auth::OrgCx, permit::RunSync};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{Advice, ConnectorError};
use domain::{Fault, SyncKind, SyncRunId, SyncState};
use store::{
    OrgTx,
    connections::Health,
    jobs::{End, StartedJob},
    sync_runs::RunEnd,
};

/// After this many starts in a row without progress a run is given up.
pub(super) const STARTS: i32 = 6;

/// Why a run stopped before its end.
pub(super) enum Stop {
    Cancelled,
    /// This process shuts down.
    Shutdown,
    Platform(ConnectorError),
}

/// Writes down how a run ended.
pub(super) async fn write(run: &Run<'_>, outcome: Result<(), Stop>) -> Result<(), HubError> {
    let mut tx = run.cx.begin().await?;
    // A run that went to its end has nothing left to stop.
    let is_cancelled = store::jobs::cancel_requested(&mut tx, run.job).await?;
    match outcome {
        Ok(()) => through(&mut tx, run).await?,
        Err(Stop::Shutdown | Stop::Platform(_)) if is_cancelled => cancelled(&mut tx, run).await?,
        Err(Stop::Cancelled) => cancelled(&mut tx, run).await?,
        Err(Stop::Shutdown) => store::jobs::park(&mut tx, run.job, "shutdown", None).await?,
        Err(Stop::Platform(error)) => problem(&mut tx, run, &error).await?,
    }
    store::crash::step("sync.ending");
    Ok(tx.commit().await?)
}

async fn through(tx: &mut OrgTx, run: &Run<'_>) -> Result<(), HubError> {
    let connection = run.state.connection;
    let whole = run.complete && run.counts.add_up();
    let hidden = format!("the channel counts {} orders that it does not show", run.hidden);
    let problem = match whole {
        false => Some(("incomplete", "the channel listed more records than it gave")),
        true => (run.hidden > 0).then_some(("not_shown", hidden.as_str())),
    };
    let state = if whole && run.counts.failed == 0 { SyncState::Completed } else { SyncState::Partial };
    store::jobs::finish(tx, run.job, End::Done).await?;
    finish(tx, run.state.id, &RunEnd { state, problem }).await?;
    if whole && run.progress.moves_cursor {
        let began = run.state.created_at;
        // A shop whose clock is ahead may set it right: what it stamps then must not lie behind the
        // cursor.
        let newest = run.progress.newest.or(run.progress.changes_from).map(|newest| newest.min(began));
        store::connections::advance_cursor(tx, connection, newest, began).await?;
    }
    let health = match (whole, run.counts.failed) {
        (false, _) => Health::Attention { problem: "incomplete", detail: "" },
        (true, 0) => Health::Good,
        (true, _) => Health::Attention { problem: "records_failed", detail: "" },
    };
    Ok(store::connections::note_health(tx, connection, &health).await?)
}

async fn cancelled(tx: &mut OrgTx, run: &Run<'_>) -> Result<(), HubError> {
    store::jobs::finish(tx, run.job, End::Cancelled).await?;
    finish(tx, run.state.id, &RunEnd { state: SyncState::Cancelled, problem: None }).await
}

async fn problem(tx: &mut OrgTx, run: &Run<'_>, error: &ConnectorError) -> Result<(), HubError> {
    let (problem, detail) = (error.kind.code(), error.detail.as_str());
    let (id, connection) = (run.state.id, run.state.connection);
    tracing::warn!(
        %connection, run = %id, problem, detail, status = error.status,
        "the channel could not be read"
    );
    if error.advice == Advice::Reauthorise && !store::connections::still_has(tx, &run.access).await? {
        // What was refused is no longer what the connection has.
        return Ok(store::jobs::park(tx, run.job, "new credentials", None).await?);
    }
    if let Some(run_at) = again_at(error.advice, run.state.starts_in_vain) {
        return wait(tx, run.job, (id, connection), (problem, detail), run_at).await;
    }
    store::jobs::finish(tx, run.job, End::Failed(detail)).await?;
    finish(tx, id, &RunEnd { state: SyncState::Failed, problem: Some((problem, detail)) }).await?;
    let health = match error.advice {
        Advice::Reauthorise => Health::NeedsReauth { problem, detail },
        _ => Health::Error { problem, detail },
    };
    Ok(store::connections::note_health(tx, connection, &health).await?)
}

/// An error of our own in a run's job: it is told like a platform's, waited out, and given up when it
/// lasts.
///
/// # Errors
/// When not even that can be written; then the job engine starts the job again.
pub(crate) async fn trouble(cx: &OrgCx<RunSync>, job: &StartedJob, error: HubError) -> Result<(), HubError> {
    let (problem, detail) = match error {
        HubError::Vault(error) => {
            tracing::error!(job = %job.id, %error, "credentials cannot be opened");
            ("credentials_unreadable", error.to_string())
        }
        other => ("internal", Fault::from(other).to_string()),
    };
    let mut tx = cx.begin().await?;
    let is_cancelled = store::jobs::cancel_requested(&mut tx, job).await?;
    let Some((run, connection, starts)) = store::sync_runs::open_of(&mut tx, job.id).await? else {
        store::jobs::finish(&mut tx, job, End::Failed(&detail)).await?;
        return Ok(tx.commit().await?);
    };
    let told = (problem, detail.as_str());
    match again_at(Advice::Retry, starts) {
        _ if is_cancelled => {
            store::jobs::finish(&mut tx, job, End::Cancelled).await?;
            finish(&mut tx, run, &RunEnd { state: SyncState::Cancelled, problem: None }).await?;
        }
        Some(run_at) => wait(&mut tx, job, (run, connection), told, run_at).await?,
        None => {
            store::jobs::finish(&mut tx, job, End::Failed(&detail)).await?;
            finish(&mut tx, run, &RunEnd { state: SyncState::Failed, problem: Some(told) }).await?;
            let health = Health::Error { problem, detail: &detail };
            store::connections::note_health(&mut tx, connection, &health).await?;
        }
    }
    Ok(tx.commit().await?)
}

async fn wait(
    tx: &mut OrgTx,
    job: &StartedJob,
    (run, connection): (SyncRunId, domain::ConnectionId),
    (problem, detail): (&str, &str),
    run_at: DateTime<Utc>,
) -> Result<(), HubError> {
    store::jobs::park(tx, job, detail, Some(run_at)).await?;
    store::sync_runs::note_waiting(tx, run, problem, detail).await?;
    let health = Health::Attention { problem, detail };
    Ok(store::connections::note_health(tx, connection, &health).await?)
}

/// Ends a run. A first import that ends early is gone on with by the next run.
pub(crate) async fn finish(tx: &mut OrgTx, run: SyncRunId, end: &RunEnd<'_>) -> Result<(), HubError> {
    let ended = store::sync_runs::finish(tx, run, end).await?;
    if ended.kind == SyncKind::Incremental
        && let Some(place) = ended.place
        && readable(place.clone()).is_some_and(|progress| progress.is_first_import)
    {
        store::connections::keep_backfill(tx, ended.connection, &place).await?;
    }
    Ok(())
}

/// When to try again, or `None` if the run has failed: for good, or too often without progress.
fn again_at(advice: Advice, starts_in_vain: i32) -> Option<DateTime<Utc>> {
    if starts_in_vain >= STARTS {
        return None;
    }
    let advised = match advice {
        Advice::Never | Advice::Reauthorise => return None,
        Advice::After(pause) => {
            TimeDelta::from_std(pause).unwrap_or(TimeDelta::hours(1)).min(TimeDelta::hours(6))
        }
        Advice::Retry => TimeDelta::zero(),
    };
    // 1, 2, 4, 8, 16 minutes, also for a platform that asks for a second and is busy after it again.
    let own = TimeDelta::minutes(1 << starts_in_vain.clamp(1, 5).saturating_sub(1));
    Some(Utc::now() + advised.max(own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_refused_key_is_not_tried_again_and_a_busy_server_is() {
        assert_eq!(again_at(Advice::Reauthorise, 1), None);
        assert_eq!(again_at(Advice::Never, 1), None);
        assert!(again_at(Advice::Retry, 1).is_some());
        assert_eq!(again_at(Advice::Retry, STARTS), None);
        let waited = |seconds| again_at(Advice::After(Duration::from_secs(seconds)), 1).unwrap() - Utc::now();
        assert!(waited(600) > TimeDelta::minutes(9));
        assert!(waited(0) > TimeDelta::seconds(50), "starts are not used up within a second");
    }
}
