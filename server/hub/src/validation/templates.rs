//! A checked sheet in the columns of a marketplace.

use super::{Stopping, conflict, faulty::Faulty, limits, reading, row_set::RowSet, tell_taken, unreadable};
use crate::{
    HubError,
    auth::OrgCx,
    files::LocalFile,
    permit::{Export, View},
};
use bytes::Bytes;
use domain::{AuditAction, Fault, ValidationRunId, ValidationState, view::validation::RunView};
use futures::Stream;
use serde::Deserialize;
use serde_json::json;
use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufWriter, Seek, Write},
    ops::ControlFlow,
    time::{Duration, Instant},
};
use store::validation;
use tokio::{sync::Semaphore, time::timeout};
use tokio_util::io::ReaderStream;
use validator::{
    Field, Record,
    engine::{Plan, Progress, RunError, read_records},
    facts::slug,
    mapping::Mapping,
    table::{Format, Limits},
    templates::{
        CsvExport, ExcelExport, ExportError, Exporter, Rehearsal, ShortfallWords, Shortfalls, Template,
        TemplateColumn, all, find,
    },
    transform::StepProblem,
};

/// Files that a process writes at the same time: each takes a thread and room in the scratch folder.
static ROOM: Semaphore = Semaphore::const_new(2);
/// Sheets that are gone through at the same time to say what a file would lack.
static REHEARSALS: Semaphore = Semaphore::const_new(2);
/// How long going through one may take, with waiting for its turn.
pub const REHEARSAL_BUDGET: Duration = Duration::from_secs(5);

domain::code_enum! {
    /// As what a sheet is written.
    pub enum TemplateFile {
        Csv = "csv",
        Xlsx = "xlsx",
    }
}

/// What of a template a sheet has.
#[derive(Debug, Clone)]
pub struct Fitting {
    pub template: &'static Template,
    /// Columns that have a source: a field of the sheet, or a value of their own.
    pub filled: usize,
    /// Fields that the marketplace needs and the sheet does not have.
    pub missing: Vec<Field>,
    /// Whether the check was one by the rules of the marketplace, and came to its end.
    pub is_checked: bool,
    /// Products in which rules of the marketplace, or those that are no other marketplace's, found an error.
    pub faulty: i64,
}

/// All templates, with what of each the sheet of a check has: those that lack least come first.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn templates(cx: &OrgCx<View>, id: ValidationRunId) -> Result<(RunView, Vec<Fitting>), HubError> {
    let mut tx = cx.begin().await?;
    let run = validation::find_run(&mut tx, id).await?;
    let faulty = Faulty::of(&mut tx, &run).await?;
    tx.commit().await?;
    let mapping = Mapping::deserialize(&run.mapping).map_err(unreadable)?;
    let has: BTreeSet<Field> = mapping
        .columns
        .iter()
        .map(|column| column.field.clone())
        .chain(mapping.constants.keys().cloned())
        .collect();
    let mut fitting: Vec<_> = all().iter().map(|template| fit(template, &has, &run, &faulty)).collect();
    fitting.sort_by_key(|fitting| fitting.missing.len());
    Ok((run, fitting))
}

fn fit(template: &'static Template, has: &BTreeSet<Field>, run: &RunView, faulty: &Faulty) -> Fitting {
    // What a column is filled with where its own field is not there, such as the price without a sale price.
    let stands_in = |column: &TemplateColumn| {
        let others = column.stand_ins();
        !others.is_empty() && others.iter().all(|field| has.contains(field))
    };
    let is_filled = |column: &&TemplateColumn| {
        column.field.as_ref().is_none_or(|field| has.contains(field)) || stands_in(column)
    };
    let filled = template.columns.iter().filter(is_filled).count();
    let needed = template.columns.iter().filter(|column| column.required && !is_filled(column));
    let missing: BTreeSet<Field> = needed
        .flat_map(|column| match column.stand_ins() {
            others if others.is_empty() => column.field.iter().cloned().collect(),
            others => others,
        })
        .filter(|field| !has.contains(field))
        .collect();
    let is_over = run.state == ValidationState::Completed;
    Fitting {
        template,
        filled,
        missing: missing.into_iter().collect(),
        is_checked: is_over && run.packs.contains(&template.marketplace),
        faulty: if is_over { faulty.of_marketplace(&template.marketplace).count() } else { 0 },
    }
}

/// What a file in the columns of a template would lack.
#[derive(Debug, Clone)]
pub struct Lacking {
    pub template: &'static Template,
    pub shortfalls: Shortfalls,
    /// Records that were gone through.
    pub rows: u64,
    /// Whether these are all in the time that there is.
    pub is_whole: bool,
}

/// Goes through the sheet of a check as [`export_template`] does, for so long at most, and writes nothing.
///
/// # Errors
/// [`Fault::NotFound`], also without such a template; [`Fault::Conflict`] `file_gone` or `copy_gone`.
pub async fn lacking(
    cx: &OrgCx<View>,
    id: ValidationRunId,
    template: &str,
    budget: Duration,
) -> Result<Lacking, HubError> {
    let template = find(template).ok_or(Fault::NotFound)?;
    let mut tx = cx.begin().await?;
    let run = validation::find_run(&mut tx, id).await?;
    tx.commit().await?;
    let began = Instant::now();
    let nothing = Lacking { template, shortfalls: Shortfalls::default(), rows: 0, is_whole: false };
    // From elsewhere a file takes its time, which is the reader's, too.
    let opened = timeout(budget, async {
        let turn = REHEARSALS.acquire().await.map_err(|error| HubError::Internal(error.to_string()))?;
        Ok::<_, HubError>((turn, Opened::of(cx, &run).await?))
    });
    let Ok(opened) = opened.await else { return Ok(nothing) };
    let ((turn, opened), ends) = (opened?, began + budget);
    let progress = Stopping::default();
    let seen = progress.0.clone();
    let gone_through = tokio::task::spawn_blocking(move || {
        let mut rehearsal = Rehearsal::begin(exporter(template)?);
        let (mut rows, mut is_whole) = (0, true);
        opened.each(&seen, &mut |row, record| {
            if Instant::now() >= ends {
                is_whole = false;
                return Ok(ControlFlow::Break(()));
            }
            rows = row;
            rehearsal.take(row, record).map(ControlFlow::Continue)
        })?;
        drop(turn);
        let shortfalls = rehearsal.finish().map_err(unwritten)?;
        Ok::<_, HubError>(Lacking { template, shortfalls, rows, is_whole })
    });
    gone_through.await.map_err(|error| HubError::Internal(error.to_string()))?
}

/// What takes a record with its number, and says whether it wants more.
type Take<'a> = dyn FnMut(u64, &dyn Record) -> Result<ControlFlow<()>, ExportError> + 'a;

/// A record with what of it could not be read.
struct Seen<'a> {
    record: &'a dyn Record,
    unread: &'a [(&'a Field, &'a StepProblem)],
}

impl Record for Seen<'_> {
    fn get(&self, field: &Field) -> Option<&str> {
        self.record.get(field)
    }

    fn unread(&self, field: &Field) -> Option<&StepProblem> {
        self.unread.iter().find(|(known, _)| *known == field).map(|(_, why)| *why)
    }
}

/// The sheet of a check, ready to be read again.
struct Opened {
    file: LocalFile,
    format: Format,
    mapping: Mapping,
    limits: Limits,
}

impl Opened {
    async fn of<P>(cx: &OrgCx<P>, run: &RunView) -> Result<Self, HubError> {
        let Some(file) = run.file.as_ref().map(|file| file.id) else {
            return Err(conflict(super::gone(run)));
        };
        Ok(Self {
            file: cx.hub().files().local(cx.org(), file).await?,
            format: Format::deserialize(&run.format).map_err(unreadable)?,
            mapping: Mapping::deserialize(&run.mapping).map_err(unreadable)?,
            limits: limits(cx.hub()),
        })
    }

    /// Hands on every record with its number, until one cannot be taken or is the last that is wanted.
    fn each(&self, progress: &Progress, take: &mut Take<'_>) -> Result<(), HubError> {
        let unread =
            |problem: String| HubError::Internal(format!("the sheet cannot be read again: {problem}"));
        let table = reading::open(self.file.path(), &self.format, self.limits)
            .map_err(|error| unread(error.to_string()))?;
        let plan = Plan(self.mapping.plan(table.columns()).0);
        let mut failed = None;
        let read = read_records(table, &plan, progress, &mut |row, record, unread| {
            take(row, &Seen { record, unread }).unwrap_or_else(|error| {
                failed = Some(error);
                ControlFlow::Break(())
            })
        });
        match (failed, read) {
            (Some(error), _) => Err(unwritten(error)),
            (None, Err(RunError::Table { problem })) => Err(unread(problem.to_string())),
            (None, Err(error)) => Err(HubError::Internal(error.to_string())),
            (None, Ok(())) => Ok(()),
        }
    }
}

/// The sheet of a check in the columns of a template: what the file is called, without its end, and its bytes. With
/// `only_clean`, products stay out in which the check found an error that matters to the marketplace. A workbook says in
/// these words which of its cells are not as they should be. The history tells of it.
///
/// # Errors
/// [`Fault::NotFound`], also without such a template; [`Fault::Conflict`] `file_gone`, `book_too_long` if a sheet of Excel
/// cannot hold the rows, or with `only_clean` `check_not_over` and `errors_unknown`: nobody knows then which products to leave out.
pub async fn export_template(
    cx: &OrgCx<Export>,
    id: ValidationRunId,
    template: &str,
    kind: TemplateFile,
    only_clean: bool,
    words: ShortfallWords,
) -> Result<(String, impl Stream<Item = std::io::Result<Bytes>> + Send + use<>), HubError> {
    let template = find(template).ok_or(Fault::NotFound)?;
    let mut tx = cx.begin().await?;
    let run = validation::find_run(&mut tx, id).await?;
    let left_out = if only_clean {
        Faulty::must_be_known(&run)?;
        Faulty::of(&mut tx, &run).await?.of_marketplace(&template.marketplace)
    } else {
        RowSet::default()
    };
    tx.commit().await?;
    let opened = Opened::of(cx, &run).await?;
    let hub = cx.hub().clone();
    let turn = ROOM.acquire().await.map_err(|error| HubError::Internal(error.to_string()))?;
    // Whoever goes away before the end stops it, too.
    let progress = Stopping::default();
    let seen = progress.0.clone();
    let written = tokio::task::spawn_blocking(move || {
        let to = tempfile::tempfile_in(hub.files().scratch())
            .map_err(|error| HubError::Internal(format!("the scratch folder: {error}")))?;
        let done = write(&opened, (&seen, &left_out), template, (kind, &words), &to);
        drop((turn, opened));
        done.map(|()| to)
    });
    let mut file: File = written.await.map_err(|error| HubError::Internal(error.to_string()))??;
    file.rewind().map_err(|error| HubError::Internal(format!("the scratch folder: {error}")))?;
    let what = json!({
        "sheet": run.sheet_name, "run": id, "file": format!("{}.{kind}", template.template), "only_clean": only_clean,
    });
    tell_taken(cx, AuditAction::ExportTemplate, ("sheet", run.sheet.0), what).await?;
    let sheet = slug(&run.sheet_name);
    let name =
        if sheet.is_empty() { template.template.clone() } else { format!("{sheet}-{}", template.template) };
    Ok((name, ReaderStream::new(tokio::fs::File::from_std(file))))
}

fn exporter(template: &Template) -> Result<Exporter<'_>, HubError> {
    template
        .exporter()
        .map_err(|problems| HubError::Internal(format!("the template {}: {problems:?}", template.template)))
}

/// Writes every record but those that are left out, until one cannot be.
fn write(
    opened: &Opened,
    (progress, left_out): (&Progress, &RowSet),
    template: &Template,
    (kind, words): (TemplateFile, &ShortfallWords),
    to: &File,
) -> Result<(), HubError> {
    let exporter = exporter(template)?;
    let each = |write: &mut dyn FnMut(u64, &dyn Record) -> Result<(), ExportError>| {
        opened.each(progress, &mut |row, record| {
            if !left_out.contains(row) {
                write(row, record)?;
            }
            Ok(ControlFlow::Continue(()))
        })
    };
    match kind {
        TemplateFile::Csv => {
            let mut csv = CsvExport::begin(exporter, BufWriter::new(to)).map_err(unwritten)?;
            each(&mut |row, record| csv.write(row, record))?;
            csv.finish().and_then(|(mut to, _)| Ok(to.flush()?)).map_err(unwritten)
        }
        TemplateFile::Xlsx => {
            let mut book = ExcelExport::begin(exporter).map_err(unwritten)?;
            each(&mut |row, record| book.write(row, record))?;
            book.finish(to, Some(words)).map(|_| ()).map_err(unwritten)
        }
    }
}

fn unwritten(error: ExportError) -> HubError {
    match error {
        ExportError::TooManyRows => conflict("book_too_long"),
        other => HubError::Internal(other.to_string()),
    }
}
