//! Writing orders that were read one by one, or found missing, as a run of their own.

use super::{Origin, convert, finish};
use crate::{HubError, auth::OrgCx, permit::RunSync};
use connector_kit::SourceOrder;
use domain::{ConnectionId, SyncKind, SyncRunId, SyncState};
use store::{
    import::{self, Batch, Place, SourceItem, Turn},
    jobs::StartedJob,
    sync_runs::{NewRun, RunEnd},
};

/// Writes them beside whatever else is read of the connection.
///
/// # Errors
/// [`HubError`].
pub(crate) async fn bring(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    (connection, origin): (ConnectionId, Origin),
    kind: SyncKind,
    orders: Vec<SourceOrder>,
) -> Result<(), HubError> {
    let items: Vec<SourceItem> = orders.into_iter().map(|order| convert(order, origin)).collect();
    let run = SyncRunId::new();
    let mut tx = cx.begin().await?;
    let new = NewRun {
        id: run,
        connection,
        job: job.id,
        kind,
        range: (None, None),
        requested_by: None,
        retry_of: None,
    };
    store::sync_runs::insert(&mut tx, &new).await?;
    store::sync_runs::start(&mut tx, job.id).await?;
    tx.commit().await?;
    let batch = Batch {
        connection,
        run,
        kind,
        job: job.id,
        lease: job.lease,
        items,
        unchanged: 0,
        place: Place { progress: &serde_json::Value::Null, expected: None },
        should_be_told: kind == SyncKind::Check,
        replay: None,
    };
    let db = cx.hub().db();
    let tx = db.begin_import(cx.org(), connection, true).await?;
    let counts = import::apply(tx, batch, Turn::now()).await?.counts;
    let state = if counts.failed == 0 { SyncState::Completed } else { SyncState::Partial };
    let mut tx = cx.begin().await?;
    finish(&mut tx, run, &RunEnd { state, problem: None }).await?;
    tx.commit().await?;
    crate::live::tell_written(cx, "sync_run", run.0, counts).await;
    Ok(())
}
