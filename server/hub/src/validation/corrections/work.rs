//! What a worker does of a correction: the rows are written anew on a thread of its own, and stored when they are whole.

use super::{Accepted, is_in};
use crate::{
    HubError,
    auth::OrgCx,
    files::{FileError, Stored},
    permit::RunSync,
    validation::{Looked, begun, leave, limits, packs, reading, stopped, unreadable},
};
use domain::{
    FileId, SheetKind,
    view::validation::{CorrectionView, RunView},
};
use serde::Deserialize;
use serde_json::json;
use std::{
    fs::File,
    io::{BufWriter, Seek, Write},
    time::Duration,
};
use store::{
    events::NewEvent,
    jobs::{self, StartedJob},
    validation::{self, CorrectionEnd, NewFile},
};
use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};
use tokio_util::io::ReaderStream;
use validator::{
    engine::{self, Corrected, Correction, Plan, RunError},
    mapping::Mapping,
    rules::Program,
    table::{BookFormat, BookKind, Format},
};

/// How often progress is noted, and looked whether somebody asked to stop.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Characters of a file's name.
const NAME: usize = 255;

/// One correction under one worker.
struct Work<'a> {
    cx: &'a OrgCx<RunSync>,
    job: &'a StartedJob,
    run: RunView,
    correction: CorrectionView,
}

/// How the writing ended.
enum Written {
    Whole(File, Corrected),
    Failed(String),
    Cancelled,
    /// This process is to end.
    Stopped,
}

/// Takes the fixes of a job.
pub(crate) async fn run(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let first = validation::begin_correction(&mut tx, job).await;
    let Some((mut tx, correction)) = begun(tx, job, first).await? else { return Ok(()) };
    let run = validation::find_run(&mut tx, correction.run).await?;
    let accepted = Accepted::read(&mut tx, run.id).await?;
    let rules = packs::rules(&mut tx, &run.packs).await?;
    let key = validation::rules_key(&mut tx, run.id).await?;
    tx.commit().await?;
    let work = Work { cx, job, run, correction };
    work.note().await;
    if job.cancel_requested {
        return work.end(CorrectionEnd::Cancelled).await;
    }
    let program = match rules.program() {
        Ok(program) if key == Some(rules.key().cast_signed()) => program,
        _ => return work.end(CorrectionEnd::Failed("rules_changed")).await,
    };
    match work.write(program, accepted, shutdown).await? {
        Written::Whole(file, corrected) => work.keep(file, corrected).await,
        Written::Failed(problem) => work.end(CorrectionEnd::Failed(&problem)).await,
        Written::Cancelled => work.end(CorrectionEnd::Cancelled).await,
        Written::Stopped => leave(cx, job).await,
    }
}

impl Work<'_> {
    /// Writes the rows into a file without a name.
    async fn write(
        &self,
        program: Program,
        accepted: Accepted,
        mut shutdown: watch::Receiver<bool>,
    ) -> Result<Written, HubError> {
        let hub = self.cx.hub();
        let Some(file) = self.run.file.as_ref().map(|file| file.id) else {
            return Ok(Written::Failed("file_gone".into()));
        };
        let local = match hub.files().local(self.cx.org(), file).await {
            Ok(local) => local,
            Err(FileError::Gone) => return Ok(Written::Failed("file_gone".into())),
            Err(error) => return Err(error.into()),
        };
        let format = Format::deserialize(&self.run.format).map_err(unreadable)?;
        let mapping = Mapping::deserialize(&self.run.mapping).map_err(unreadable)?;
        let (limits, progress) = (limits(hub), engine::Progress::default());
        let of_disk = |error: std::io::Error| HubError::Internal(format!("the scratch folder: {error}"));
        let to = tempfile::tempfile_in(hub.files().scratch()).map_err(of_disk)?;
        let seen = progress.clone();
        let mut writing = tokio::task::spawn_blocking(move || {
            let table = reading::open(local.path(), &format, limits)
                .map_err(|problem| RunError::Table { problem })?;
            let plan = Plan(mapping.plan(table.columns()).0);
            let has = |row: u64, rule: usize| match (i32::try_from(rule), i64::try_from(row)) {
                (Ok(rule), Ok(row)) => accepted.has(rule, row),
                _ => false,
            };
            let correction = Correction { plan: &plan, program: &program, accepts: &has };
            let done = match &format {
                Format::Text(_) => {
                    let mut out = BufWriter::new(&to);
                    let done = engine::correct_text(table, &correction, &seen, &mut out)?;
                    out.flush().map_err(|error| RunError::Spill { reason: error.to_string() })?;
                    done
                }
                Format::Book(_) => engine::correct_book(table, &correction, &seen, &to)?,
            };
            drop(local);
            Ok((to, done))
        });
        let mut tick = interval(LOOK_EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut is_stopping = false;
        let written = loop {
            tokio::select! {
                written = &mut writing => {
                    break written.map_err(|error| HubError::Internal(format!("the writer ended: {error}")))?;
                }
                _ = tick.tick() => {
                    let rows = i64::try_from(progress.rows()).unwrap_or(i64::MAX);
                    if self.look(rows).await? {
                        progress.cancel();
                    }
                    self.note().await;
                }
                () = stopped(&mut shutdown), if !is_stopping => {
                    is_stopping = true;
                    progress.cancel();
                }
            }
        };
        match written {
            Ok((file, done)) => Ok(Written::Whole(file, done)),
            Err(RunError::Cancelled) if is_stopping => Ok(Written::Stopped),
            Err(RunError::Cancelled) => Ok(Written::Cancelled),
            Err(RunError::Table { problem }) => Ok(Written::Failed(reading::told(&problem).0)),
            Err(error) => Err(HubError::Internal(error.to_string())),
        }
    }

    /// Notes how far it is; tells whether somebody asked to stop.
    async fn look(&self, rows: i64) -> Result<bool, HubError> {
        let mut tx = self.cx.begin().await?;
        let asked = validation::correction_progress(&mut tx, self.job, self.correction.id, rows).await?;
        tx.commit().await?;
        Ok(asked)
    }

    /// Stores what was written, and puts it in the place of what was checked.
    async fn keep(&self, mut file: File, done: Corrected) -> Result<(), HubError> {
        let count = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
        let end = |file, is_in_place| CorrectionEnd::Completed {
            rows: count(done.rows),
            changed_rows: count(done.changed_rows),
            changed_cells: count(done.changed_cells),
            left_cells: count(done.left),
            file,
            is_in_place,
        };
        if done.changed_cells == 0 {
            return self.end(end(None, false)).await;
        }
        let (hub, org, id) = (self.cx.hub(), self.cx.org(), FileId::new());
        file.rewind().map_err(|error| HubError::Internal(format!("the scratch folder: {error}")))?;
        let stored = match hub.files().put(org, id, ReaderStream::new(tokio::fs::File::from_std(file))).await
        {
            Ok(stored) => stored,
            Err(FileError::TooLarge { .. }) => {
                return self.end(CorrectionEnd::Failed("file_too_large")).await;
            }
            Err(error) => return Err(error.into()),
        };
        let kept = self.note_kept(id, &stored, done, end).await;
        if kept.is_err() {
            crate::validation::forget(hub, org, id).await;
        }
        kept
    }

    /// Notes a file that is stored, and ends the correction with it.
    async fn note_kept(
        &self,
        id: FileId,
        stored: &Stored,
        done: Corrected,
        end: impl FnOnce(Option<FileId>, bool) -> CorrectionEnd<'static>,
    ) -> Result<(), HubError> {
        let count = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
        let (hub, org) = (self.cx.hub(), self.cx.org());
        let (format, name) = self.shape()?;
        let looked = Looked::again(hub, org, id, format).await?;
        let mut tx = self.cx.begin().await?;
        // The lease is ours, so nobody else writes the same.
        validation::correction_progress(&mut tx, self.job, self.correction.id, count(done.rows)).await?;
        let bytes = i64::try_from(stored.bytes).unwrap_or(i64::MAX);
        let new = NewFile { id, name: &name, bytes, sha256: stored.sha256, uploaded_by: None };
        validation::insert_file(&mut tx, &new).await?;
        let is_checked = validation::open_run(&mut tx, self.run.sheet).await?.is_some();
        let sheet = validation::find_sheet(&mut tx, self.run.sheet).await?;
        let was_checked = self.run.file.as_ref().map(|file| file.id);
        let is_in_place = sheet.kind == SheetKind::File && is_in(&sheet, was_checked) && !is_checked;
        if is_in_place {
            let mapping = sheet.mapping.as_ref();
            validation::reshape(&mut tx, sheet.id, Some(id), looked.stored(), mapping, None).await?;
        }
        validation::end_correction(&mut tx, self.correction.id, end(Some(id), is_in_place)).await?;
        let data = json!({
            "sheet": self.run.sheet, "run": self.run.id, "rows": done.changed_rows, "cells": done.changed_cells,
            "left": done.left,
        });
        let event = NewEvent { subject: self.correction.id.0, kind: "correction.applied", data };
        store::events::insert(&mut tx, &[event]).await?;
        jobs::finish(&mut tx, self.job, jobs::End::Done).await?;
        tx.commit().await?;
        self.note().await;
        Ok(())
    }

    /// How what was written is read, and what it is called.
    fn shape(&self) -> Result<(Format, String), HubError> {
        let format = Format::deserialize(&self.run.format).map_err(unreadable)?;
        let name = self.run.file.as_ref().map_or("planilha.csv", |file| file.name.as_str());
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "csv"));
        let (format, ending) = match format {
            Format::Book(book) => {
                let sheet = engine::corrected_sheet(&book.sheet);
                (Format::Book(BookFormat { book: BookKind::Xlsx, sheet, ..book }), "xlsx")
            }
            text @ Format::Text(_) => (text, ending),
        };
        let behind = format!("-corrigida.{ending}");
        let stem = stem.strip_suffix("-corrigida").unwrap_or(stem);
        let stem: String = stem.chars().take(NAME.saturating_sub(behind.chars().count())).collect();
        Ok((format, format!("{stem}{behind}")))
    }

    async fn end(&self, end: CorrectionEnd<'_>) -> Result<(), HubError> {
        let mut tx = self.cx.begin().await?;
        validation::end_correction(&mut tx, self.correction.id, end).await?;
        let is_cancelled = matches!(end, CorrectionEnd::Cancelled);
        let over = if is_cancelled { jobs::End::Cancelled } else { jobs::End::Done };
        jobs::finish(&mut tx, self.job, over).await?;
        tx.commit().await?;
        self.note().await;
        Ok(())
    }

    /// Tells open pages.
    async fn note(&self) {
        crate::live::tell(self.cx, "validation", self.run.id.0).await;
    }
}
