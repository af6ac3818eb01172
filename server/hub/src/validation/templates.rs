//! A checked sheet in the columns of a marketplace.

use super::{Stopping, conflict, faulty::Faulty, limits, reading, row_set::RowSet, unreadable};
use crate::{
    HubError,
    auth::OrgCx,
    permit::{Export, View},
};
use bytes::Bytes;
use domain::{Fault, ValidationRunId, ValidationState, view::validation::RunView};
use futures::Stream;
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufWriter, Seek, Write},
    ops::ControlFlow,
};
use store::validation;
use tokio::sync::Semaphore;
use tokio_util::io::ReaderStream;
use validator::{
    Field,
    engine::{Plan, Progress, RunError, read_records},
    facts::slug,
    mapping::Mapping,
    table::{Format, Table},
    templates::{CsvExport, ExcelExport, ExportError, Template, TemplateColumn, all, find},
};

/// Files that a process writes at the same time: each takes a thread and room in the scratch folder.
static ROOM: Semaphore = Semaphore::const_new(2);

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

/// The sheet of a check in the columns of a template: what the file is called, without its end, and its bytes. With
/// `only_clean`, products stay out in which the check found an error that matters to the marketplace.
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
    let Some(file) = run.file.as_ref().map(|file| file.id) else { return Err(conflict(super::gone(&run))) };
    let hub = cx.hub().clone();
    let local = hub.files().local(cx.org(), file).await?;
    let format = Format::deserialize(&run.format).map_err(unreadable)?;
    let mapping = Mapping::deserialize(&run.mapping).map_err(unreadable)?;
    let limits = limits(&hub);
    let turn = ROOM.acquire().await.map_err(|error| HubError::Internal(error.to_string()))?;
    // Whoever goes away before the end stops it, too.
    let progress = Stopping::default();
    let seen = progress.0.clone();
    let written = tokio::task::spawn_blocking(move || {
        let table = reading::open(local.path(), &format, limits)
            .map_err(|error| HubError::Internal(format!("the sheet cannot be read again: {error}")))?;
        let plan = Plan(mapping.plan(table.columns()).0);
        let to = tempfile::tempfile_in(hub.files().scratch())
            .map_err(|error| HubError::Internal(format!("the scratch folder: {error}")))?;
        let done = write(table, (&plan, &seen, &left_out), template, kind, &to);
        drop((turn, local));
        done.map(|()| to)
    });
    let mut file: File = written.await.map_err(|error| HubError::Internal(error.to_string()))??;
    file.rewind().map_err(|error| HubError::Internal(format!("the scratch folder: {error}")))?;
    let sheet = slug(&run.sheet_name);
    let name =
        if sheet.is_empty() { template.template.clone() } else { format!("{sheet}-{}", template.template) };
    Ok((name, ReaderStream::new(tokio::fs::File::from_std(file))))
}

fn write(
    table: Table,
    plan: (&Plan, &Progress, &RowSet),
    template: &Template,
    kind: TemplateFile,
    to: &File,
) -> Result<(), HubError> {
    let exporter = template.exporter().map_err(|problems| {
        HubError::Internal(format!("the template {}: {problems:?}", template.template))
    })?;
    match kind {
        TemplateFile::Csv => {
            let mut csv = CsvExport::begin(exporter, BufWriter::new(to)).map_err(unwritten)?;
            each(table, plan, &mut |record| csv.write(record).map(|_| ()))?;
            csv.finish().and_then(|mut to| Ok(to.flush()?)).map_err(unwritten)
        }
        TemplateFile::Xlsx => {
            let mut book = ExcelExport::begin(exporter).map_err(unwritten)?;
            each(table, plan, &mut |record| book.write(record).map(|_| ()))?;
            book.finish(to).map_err(unwritten)
        }
    }
}

/// Writes every record but those that are left out, until one cannot be.
fn each(
    table: Table,
    (plan, progress, left_out): (&Plan, &Progress, &RowSet),
    write: &mut dyn FnMut(&dyn validator::Record) -> Result<(), ExportError>,
) -> Result<(), HubError> {
    let mut failed = None;
    let read = read_records(table, plan, progress, &mut |row, record, _| match if left_out.contains(row) {
        Ok(())
    } else {
        write(record)
    } {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    });
    match (failed, read) {
        (Some(error), _) => Err(unwritten(error)),
        (None, Err(RunError::Table { problem })) => {
            Err(HubError::Internal(format!("the sheet cannot be read again: {problem}")))
        }
        (None, Err(error)) => Err(HubError::Internal(error.to_string())),
        (None, Ok(())) => Ok(()),
    }
}

fn unwritten(error: ExportError) -> HubError {
    match error {
        ExportError::TooManyRows => conflict("book_too_long"),
        other => HubError::Internal(other.to_string()),
    }
}
