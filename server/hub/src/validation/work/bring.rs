//! Bringing the rows of a sheet that lies elsewhere: they are read anew for each check, and what was read stays with it.

use super::{Ended, LOOK_EVERY, Work, stopped};
use crate::{
    HubError,
    permit::EditCatalog,
    validation::{
        Looked, columns,
        source::{Copied, Stop, as_source, copy, text::of_cells},
    },
};
use chrono::{TimeDelta, Utc};
use domain::{SheetKind, view::validation::RunCounts};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    pin::pin,
    sync::atomic::{AtomicU64, Ordering},
};
use store::{
    jobs,
    validation::{self, Copy, NewFile, Progress},
};
use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};

/// Starts of a job after which a platform is not waited for any more.
const STARTS: i32 = 12;

/// How the reading of the rows ended.
enum Read {
    Through(Result<Copied, Stop>),
    Cancelled,
    /// This process is to end.
    Stopped,
}

impl Work<'_> {
    /// The check with the rows in a file. `None` where it is over, or goes on later.
    pub(super) async fn bring(
        mut self,
        shutdown: &mut watch::Receiver<bool>,
    ) -> Result<Option<Self>, HubError> {
        if self.run.file.is_some() || self.run.kind == SheetKind::File {
            return Ok(Some(self));
        }
        let edit = self.cx.hub().job_context::<EditCatalog>(self.cx.org(), self.job.id);
        let rows = AtomicU64::new(0);
        let mut tick = interval(LOOK_EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let copied = {
            let mut copying = pin!(copy(&edit, &self.run, &rows));
            loop {
                tokio::select! {
                    copied = &mut copying => break Read::Through(copied),
                    _ = tick.tick() => {
                        // What is dropped in the middle leaves nothing in the storage.
                        if self.look_while_reading(rows.load(Ordering::Relaxed)).await? {
                            break Read::Cancelled;
                        }
                        self.note().await;
                    }
                    () = stopped(shutdown) => break Read::Stopped,
                }
            }
        };
        let copied = match copied {
            Read::Through(Ok(copied)) => copied,
            Read::Cancelled => return self.end(Ended::Cancelled).await.map(|()| None),
            Read::Stopped => return crate::validation::leave(self.cx, self.job).await.map(|()| None),
            Read::Through(Err(Stop::Failed(code, data))) => {
                return self.end(Ended::Failed(code.into(), data)).await.map(|()| None);
            }
            Read::Through(Err(Stop::Wait(_, kind))) if self.job.lease >= STARTS => {
                let data = json!({ "kind": kind.code() });
                return self.end(Ended::Failed("sheet_upstream".into(), data)).await.map(|()| None);
            }
            Read::Through(Err(Stop::Wait(pause, kind))) => {
                let until = Utc::now() + TimeDelta::from_std(pause).unwrap_or(TimeDelta::minutes(2));
                let mut tx = self.cx.begin().await?;
                validation::wait(&mut tx, self.run.id, until).await?;
                jobs::park(&mut tx, self.job, kind.code(), Some(until)).await?;
                tx.commit().await?;
                self.note().await;
                return Ok(None);
            }
            Read::Through(Err(Stop::Changed | Stop::Closed)) => {
                return Err(HubError::Internal("what is read of a sheet got lost".into()));
            }
            Read::Through(Err(Stop::Error(error))) => return Err(error),
        };
        let id = copied.id;
        match self.keep_copy(copied).await {
            Ok(None) => {}
            Ok(Some((code, data))) => return self.end(Ended::Failed(code, data)).await.map(|()| None),
            Err(error) => {
                crate::validation::forget(self.cx.hub(), self.cx.org(), id).await;
                return Err(error);
            }
        }
        self.run = validation::find_run(&mut self.cx.begin().await?, self.run.id).await?;
        Ok(Some(self))
    }

    async fn look_while_reading(&self, rows: u64) -> Result<bool, HubError> {
        let counts = RunCounts { rows: i64::try_from(rows).unwrap_or(i64::MAX), ..RunCounts::default() };
        let mut tx = self.cx.begin().await?;
        let asked =
            validation::progress(&mut tx, self.job, self.run.id, &Progress { bytes_read: 0, counts }).await?;
        tx.commit().await?;
        Ok(asked)
    }

    /// Notes what was read, unless its columns are others than those that somebody confirmed: then why.
    async fn keep_copy(&self, copied: Copied) -> Result<Option<(String, Value)>, HubError> {
        let (hub, org) = (self.cx.hub(), self.cx.org());
        let format = Deserialize::deserialize(&self.run.format).map_err(super::unreadable)?;
        let format = if self.run.kind == SheetKind::GoogleSheet { of_cells(format) } else { format };
        let looked = Looked::again(hub, org, copied.id, format).await?;
        let problem = match &looked.problem {
            Some((code, data)) => Some((as_source(code), data.clone())),
            None if columns::adapted(&self.run.mapping, &looked.sample).is_none() => {
                Some(("sheet_columns".to_owned(), Value::Null))
            }
            None => None,
        };
        let mut tx = self.cx.begin().await?;
        // Another worker may have the job by now, and judge rows of its own.
        let counts = self.run.counts;
        validation::progress(&mut tx, self.job, self.run.id, &Progress { bytes_read: 0, counts }).await?;
        if let Some((file, tab)) = &copied.names {
            validation::note_source_names(&mut tx, self.run.sheet, (file, tab)).await?;
        }
        let bytes = i64::try_from(copied.stored.bytes).unwrap_or(i64::MAX);
        if problem.is_some() {
            let sheet = validation::find_sheet(&mut tx, self.run.sheet).await?;
            if looked.problem.is_none() && sheet.mapping.as_ref() == Some(&self.run.mapping) {
                // Somebody has to say what the new columns mean, and nobody has meanwhile.
                validation::reshape(&mut tx, self.run.sheet, None, looked.stored(), None, None).await?;
            }
            tx.commit().await?;
            crate::validation::forget(hub, org, copied.id).await;
            return Ok(problem);
        }
        // The same bytes are kept once.
        let known = validation::copy_with(&mut tx, &copied.stored.sha256).await?;
        if known.is_none() {
            let name: String = self.run.sheet_name.chars().take(250).collect();
            let file = NewFile {
                id: copied.id,
                name: &format!("{name}.csv"),
                bytes,
                sha256: copied.stored.sha256,
                uploaded_by: None,
            };
            validation::insert_file(&mut tx, &file).await?;
        }
        let copy = Copy {
            file: known.unwrap_or(copied.id),
            bytes,
            format: looked.stored().format,
            read_at: copied.read_at,
        };
        validation::note_copy(&mut tx, self.run.id, &copy).await?;
        validation::set_sample(&mut tx, self.run.sheet, looked.stored().sample).await?;
        store::crash::step("validation.brought");
        tx.commit().await?;
        if known.is_some() {
            crate::validation::forget(hub, org, copied.id).await;
        }
        Ok(None)
    }
}
