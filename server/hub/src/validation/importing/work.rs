//! What a worker does of an import: it compares the file with the catalogue, and changes products row by row.

use super::{
    record::{self, Said},
    stop,
};
use crate::{
    HubError,
    auth::OrgCx,
    permit::RunSync,
    validation::{begun, faulty::Faulty, leave, limits, reading, row_set::RowSet, stopped, unreadable},
};
use domain::{
    CatalogueImportState as State, Currency, Fault, FileId,
    view::{
        catalogue_import::{CatalogueImport, ImportCounts, ImportLeftOut, ImportRow},
        validation::RunView,
    },
};
use serde::Deserialize;
use serde_json::json;
use std::{
    collections::{HashSet, hash_map::RandomState},
    hash::BuildHasher,
    ops::ControlFlow,
    sync::{Arc, OnceLock},
};
use store::{
    catalog::imports::{self, Applied},
    events::NewEvent,
    jobs::{self, StartedJob},
    validation,
};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};
use validator::{
    Field,
    engine::{self, Plan, RunError},
    mapping::{Mapping, PlannedSource},
    table::Format,
};

/// Records compared in one transaction.
const RECORDS: usize = 1_000;
/// Batches of them on their way.
const AHEAD: usize = 2;
/// Columns that are named as left out.
const NAMED: usize = 100;
/// Characters of the name of one.
const NAME: usize = 120;
/// Products changed in one transaction, during which imports of orders wait for what SKUs mean.
const ROWS: i64 = 500;

/// One import under one worker.
struct Work<'a> {
    cx: &'a OrgCx<RunSync>,
    job: &'a StartedJob,
    import: CatalogueImport,
    counts: ImportCounts,
    left_out: ImportLeftOut,
    /// The records in which the check found errors in what products get.
    faulty: RowSet,
}

/// The records of a file on their way.
struct Reader {
    task: JoinHandle<Result<(), RunError>>,
    receive: mpsc::Receiver<Vec<Said>>,
    progress: engine::Progress,
    /// Columns that no product has a place for.
    columns: Arc<OnceLock<Vec<String>>>,
}

/// The next records: of a file, or of one and of what a correction made of it, which has the same records.
async fn next(readers: &mut [Reader]) -> Option<Vec<Said>> {
    match readers {
        [original, corrected] => {
            let (original, corrected) = (original.receive.recv().await?, corrected.receive.recv().await?);
            Some(original.into_iter().zip(corrected).map(|(before, after)| before.corrected(after)).collect())
        }
        [file, ..] => file.receive.recv().await,
        [] => None,
    }
}

/// How it ended.
enum Ended {
    Done,
    Failed(String),
    Cancelled,
    /// This process is to end.
    Stopped,
}

pub(crate) async fn run(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let first = imports::begin(&mut tx, job).await;
    let Some((tx, import)) = begun(tx, job, first).await? else { return Ok(()) };
    tx.commit().await?;
    if import.state == State::Reading {
        loop {
            let mut tx = cx.begin().await?;
            let gone = imports::forget_rows(&mut tx, import.id).await?;
            tx.commit().await?;
            if gone == 0 {
                break;
            }
        }
    }
    let counts = if import.state == State::Reading { ImportCounts::default() } else { import.counts };
    let (left_out, faulty) = Default::default();
    let mut work = Work { cx, job, import, counts, left_out, faulty };
    work.note().await;
    let ended = match work.import.state {
        _ if job.cancel_requested => Ended::Cancelled,
        State::Reading => work.read(shutdown).await?,
        State::Undoing => work.change(shutdown, true).await?,
        _ => work.change(shutdown, false).await?,
    };
    work.end(ended).await
}

impl Work<'_> {
    /// Compares the file with the catalogue.
    async fn read(&mut self, mut shutdown: watch::Receiver<bool>) -> Result<Ended, HubError> {
        let mut tx = self.cx.begin().await?;
        let run = validation::find_run(&mut tx, self.import.run).await?;
        if self.import.correction.is_none() {
            self.faulty = Faulty::of(&mut tx, &run).await?.of_catalogue();
        }
        tx.commit().await?;
        let currency = self.import.currency;
        let gone = || Ok(Ended::Failed("file_gone".into()));
        let Some(file) = run.file.as_ref().map(|file| file.id) else { return gone() };
        let corrected = match self.import.correction {
            None => None,
            Some(correction) => {
                let mut tx = self.cx.begin().await?;
                match validation::find_correction(&mut tx, correction).await?.file {
                    Some((file, _)) => Some(file),
                    None => return gone(),
                }
            }
        };
        let mut readers = Vec::new();
        for file in std::iter::once(file).chain(corrected) {
            match self.records(&run, file, currency).await {
                Ok(reader) => readers.push(reader),
                Err(HubError::Fault(Fault::Conflict { .. })) => return gone(),
                Err(error) => return Err(error),
            }
        }
        // SKUs that were met, by a keyed hash: eight bytes each, whatever their length.
        let (hasher, mut met) = (RandomState::new(), HashSet::new());
        let mut ended = Ended::Done;
        loop {
            let batch = tokio::select! {
                batch = next(&mut readers) => batch,
                () = stopped(&mut shutdown) => {
                    ended = Ended::Stopped;
                    None
                }
            };
            let Some(batch) = batch else { break };
            if self.compare(batch, |key| !met.insert(hasher.hash_one(key))).await? {
                ended = Ended::Cancelled;
                break;
            }
            self.note().await;
        }
        // Of a correction only what it changed is taken, whatever columns there are.
        let columns = readers.first().and_then(|reader| reader.columns.get());
        if let Some(columns) = columns.filter(|_| self.import.correction.is_none()) {
            self.left_out.more_columns = columns.len().saturating_sub(NAMED);
            let named = columns.iter().take(NAMED).map(|name| name.chars().take(NAME).collect());
            self.left_out.columns = named.collect();
        }
        for reader in readers {
            reader.progress.cancel();
            drop(reader.receive);
            let read = reader.task.await;
            let read = read.map_err(|error| HubError::Internal(format!("the reader ended: {error}")))?;
            match read {
                Ok(()) | Err(RunError::Cancelled) => {}
                Err(RunError::Table { problem }) if matches!(ended, Ended::Done) => {
                    ended = Ended::Failed(reading::told(&problem).0);
                }
                Err(error) if matches!(ended, Ended::Done) => {
                    return Err(HubError::Internal(error.to_string()));
                }
                Err(_) => {}
            }
        }
        Ok(ended)
    }

    /// Begins to read the records of a file of the check.
    async fn records(&self, run: &RunView, file: FileId, currency: Currency) -> Result<Reader, HubError> {
        let hub = self.cx.hub();
        let local = hub.files().local(self.cx.org(), file).await?;
        let format = Format::deserialize(&run.format).map_err(unreadable)?;
        let mapping = Mapping::deserialize(&run.mapping).map_err(unreadable)?;
        let (limits, progress) = (limits(hub), engine::Progress::default());
        let (send, receive) = mpsc::channel(AHEAD);
        let (seen, columns) = (progress.clone(), Arc::new(OnceLock::new()));
        let left = columns.clone();
        let task = tokio::task::spawn_blocking(move || {
            let table = reading::open(local.path(), &format, limits)
                .map_err(|problem| RunError::Table { problem })?;
            let plan = Plan(mapping.plan(table.columns()).0);
            // Whoever waits for them takes the first ones.
            let _ = left.set(left_columns(table.columns(), &plan));
            let mut batch = Vec::with_capacity(RECORDS);
            let done = engine::read_records(table, &plan, &seen, &mut |row, record, unread| {
                let unread: Vec<_> = unread.iter().map(|(field, _)| *field).collect();
                batch.push(Said::read(row, record, &unread, currency));
                if batch.len() < RECORDS {
                    return ControlFlow::Continue(());
                }
                match send.blocking_send(std::mem::take(&mut batch)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            });
            // Whoever no longer takes it knows why.
            let _ = send.blocking_send(batch);
            drop(local);
            done
        });
        Ok(Reader { task, receive, progress, columns })
    }

    /// Notes what is to be done with some records; tells whether somebody asked to stop.
    async fn compare(
        &mut self,
        batch: Vec<Said>,
        mut is_repeated: impl FnMut(&str) -> bool,
    ) -> Result<bool, HubError> {
        let mut tx = self.cx.begin().await?;
        let keys: Vec<String> = batch.iter().filter_map(|said| said.key.clone()).collect();
        let known = imports::known(&mut tx, &keys).await?;
        let mut rows: Vec<ImportRow> = Vec::new();
        for said in batch {
            self.counts.done += 1;
            let repeated = said.key.as_deref().is_some_and(&mut is_repeated);
            let of_sku = said.key.as_ref().and_then(|key| known.get(key));
            match said.action(of_sku, repeated) {
                None => self.counts.unchanged += 1,
                Some(mut row) => {
                    row.has_errors = self.faulty.contains(row.row.unsigned_abs());
                    let left = row.problems.iter().filter(|problem| record::is_of_cell(problem.kind));
                    left.for_each(|problem| {
                        *self.left_out.cells.entry(problem.field.clone()).or_default() += 1;
                    });
                    let is_faulty = i64::from(row.has_errors);
                    match row.action {
                        domain::ImportAction::Create => self.counts.faulty_creates += is_faulty,
                        domain::ImportAction::Update => self.counts.faulty_updates += is_faulty,
                        domain::ImportAction::Refused => {}
                    }
                    *match row.action {
                        domain::ImportAction::Create => &mut self.counts.creates,
                        domain::ImportAction::Update => &mut self.counts.updates,
                        domain::ImportAction::Refused => &mut self.counts.refused,
                    } += 1;
                    rows.push(row);
                }
            }
        }
        let asked = imports::progress(&mut tx, self.job, self.import.id, &self.counts).await?;
        imports::add_rows(&mut tx, self.import.id, &rows).await?;
        store::crash::step("import.compared");
        tx.commit().await?;
        Ok(asked)
    }

    /// Applies rows, or takes them back, until none is left.
    async fn change(&mut self, shutdown: watch::Receiver<bool>, back: bool) -> Result<Ended, HubError> {
        let takes = self.import.takes;
        let mut after = 0;
        loop {
            if *shutdown.borrow() {
                return Ok(Ended::Stopped);
            }
            let mut tx = self.cx.begin().await?;
            store::catalog::lock(&mut tx).await?;
            let Applied { rows, overtaken, last } = match back {
                true => imports::undo_rows(&mut tx, self.import.id, (after, ROWS)).await?,
                false => {
                    let currency = self.import.currency;
                    imports::apply_rows(&mut tx, self.import.id, takes, currency, (after, ROWS)).await?
                }
            };
            self.counts.done += rows;
            self.counts.overtaken += overtaken;
            self.counts.applied += if back { overtaken - rows } else { rows - overtaken };
            after = last;
            let asked = imports::progress(&mut tx, self.job, self.import.id, &self.counts).await?;
            store::crash::step("import.changed");
            tx.commit().await?;
            self.note().await;
            if rows == 0 {
                return Ok(Ended::Done);
            }
            if asked {
                return Ok(Ended::Cancelled);
            }
        }
    }

    async fn end(&self, ended: Ended) -> Result<(), HubError> {
        if matches!(ended, Ended::Stopped) {
            return leave(self.cx, self.job).await;
        }
        let mut tx = self.cx.begin().await?;
        let (id, state) = (self.import.id, self.import.state);
        let over = match ended {
            Ended::Stopped => return Ok(()),
            Ended::Done => {
                let to = match state {
                    State::Reading => State::Ready,
                    State::Undoing => State::Undone,
                    _ => State::Applied,
                };
                imports::turn(&mut tx, id, &[state], to, None).await?;
                if to == State::Ready {
                    imports::note_left_out(&mut tx, id, &self.left_out).await?;
                }
                if to == State::Applied {
                    let data = json!({
                        "run": self.import.run, "rows": self.counts.applied,
                    });
                    let event = NewEvent { subject: id.0, kind: "catalogue.imported", data };
                    store::events::insert(&mut tx, &[event]).await?;
                }
                jobs::End::Done
            }
            Ended::Failed(problem) => {
                imports::turn(&mut tx, id, &[state], State::Failed, Some(&problem)).await?;
                jobs::End::Done
            }
            Ended::Cancelled => {
                stop(&mut tx, &self.import).await?;
                jobs::End::Cancelled
            }
        };
        jobs::finish(&mut tx, self.job, over).await?;
        tx.commit().await?;
        self.note().await;
        Ok(())
    }

    /// Tells open pages.
    async fn note(&self) {
        crate::live::tell(self.cx, "validation", self.import.id.0).await;
    }
}

/// The names of columns of which no product gets anything, also not through the steps of others.
fn left_columns(columns: &[String], plan: &Plan) -> Vec<String> {
    // Steps read other fields as they stand in the file.
    let mut read: HashSet<&Field> = HashSet::new();
    for planned in plan.0.iter().filter(|planned| record::is_taken(&planned.field)) {
        if let PlannedSource::Columns(parts) = &planned.source {
            let steps = parts.iter().filter_map(|(_, steps)| steps.as_ref());
            read.extend(steps.flat_map(|steps| steps.fields()));
        }
    }
    let mut taken: HashSet<usize> = HashSet::new();
    for planned in &plan.0 {
        if let PlannedSource::Columns(parts) = &planned.source
            && (record::is_taken(&planned.field) || read.contains(&planned.field))
        {
            taken.extend(parts.iter().map(|(column, _)| *column));
        }
    }
    let left = columns.iter().enumerate().filter(|(at, name)| !taken.contains(at) && !name.trim().is_empty());
    left.map(|(_, name)| name.clone()).collect()
}
