//! Reading all rows into a file, as a check needs them.

use super::{Sending, Stop, catalogue, google};
use crate::{
    Hub, HubError,
    auth::OrgCx,
    files::{FileError, Stored},
    permit::EditCatalog,
};
use chrono::{DateTime, Utc};
use domain::{FileId, SheetKind, view::validation::RunView};
use futures::stream;
use serde_json::json;
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use tokio::{sync::mpsc, time::sleep};

/// How often a file is read that somebody changes meanwhile.
const ATTEMPTS: u32 = 3;
/// How often, and how many times, it is looked whether results are written into the file.
const LOOK_EVERY: Duration = Duration::from_secs(1);
const LOOKS: u32 = 60;
/// Parts on their way to the storage.
const AHEAD: usize = 1;

/// All rows of a sheet, stored and not noted yet.
pub(in crate::validation) struct Copied {
    pub id: FileId,
    pub stored: Stored,
    pub read_at: DateTime<Utc>,
    /// What file and sheet are called by now.
    pub names: Option<(String, String)>,
}

/// Reads all rows that a check is of into a file. `rows` tells how many are read.
///
/// # Errors
/// [`Stop`]; nothing of them is kept then.
pub(in crate::validation) async fn copy(
    cx: &OrgCx<EditCatalog>,
    run: &RunView,
    rows: &AtomicU64,
) -> Result<Copied, Stop> {
    for _ in 0..ATTEMPTS {
        let_results_be_written(cx, run).await?;
        rows.store(0, Ordering::Relaxed);
        match once(cx, run, rows).await {
            Err(Stop::Changed) => {}
            done => return done,
        }
    }
    Err(Stop::Failed("sheet_edited", serde_json::Value::Null))
}

/// Orion's own results of another check would be taken for somebody's change. A writing that takes longer is read beside, and
/// what then changed is read again.
async fn let_results_be_written(cx: &OrgCx<EditCatalog>, run: &RunView) -> Result<(), HubError> {
    let Some(source) = &run.source else { return Ok(()) };
    for _ in 0..LOOKS {
        let mut tx = cx.begin().await?;
        if !store::validation::is_written_to(&mut tx, source.connection, &source.file).await? {
            break;
        }
        drop(tx);
        sleep(LOOK_EVERY).await;
    }
    Ok(())
}

async fn once(cx: &OrgCx<EditCatalog>, run: &RunView, rows: &AtomicU64) -> Result<Copied, Stop> {
    let (hub, org, id) = (cx.hub(), cx.org(), FileId::new());
    let read_at = Utc::now();
    let (to, from) = mpsc::channel(AHEAD);
    let coming = stream::unfold(from, |mut from| async move { Some((from.recv().await?, from)) });
    let reading = async move {
        let sending = Sending { to, rows };
        let read = match (run.kind, &run.source) {
            (SheetKind::GoogleSheet, Some(source)) => {
                let place = (source.file.as_str(), source.tab);
                google::read(cx, source.connection, place, &sending).await.map(Some)
            }
            (SheetKind::Catalogue, _) => catalogue::read(cx, &sending).await.map(|()| None),
            _ => Err(Stop::Failed("file_gone", serde_json::Value::Null)),
        };
        if read.is_err() {
            // What came so far is not the whole.
            let _gone = sending.to.send(Err(())).await;
        }
        read
    };
    let (read, stored) = tokio::join!(reading, hub.files().put(org, id, coming));
    match (read, stored) {
        (Ok(names), Ok(stored)) => Ok(Copied { id, stored, read_at, names }),
        (Ok(_) | Err(Stop::Closed), Err(error)) => Err(unstored(error)),
        (Err(stop), Err(_)) => Err(stop),
        (Err(stop), Ok(_)) => {
            forget(hub, cx, id).await;
            Err(stop)
        }
    }
}

fn unstored(error: FileError) -> Stop {
    match error {
        FileError::TooLarge { most } => Stop::Failed("too_many_bytes", json!({ "max": most })),
        other => Stop::Error(HubError::from(other)),
    }
}

async fn forget(hub: &Hub, cx: &OrgCx<EditCatalog>, id: FileId) {
    super::super::forget(hub, cx.org(), id).await;
}
