//! The sheet as it came, as a workbook: faulty cells are marked, and what is wrong stands behind each row.

use super::Source;
use crate::{HubError, validation::reading};
use domain::{
    Severity,
    view::validation::{Finding, RunView},
};
use futures::{Stream, stream};
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet, XlsxError};
use serde::Deserialize;
use std::{collections::HashMap, io::Seek, ops::ControlFlow, sync::Arc};
use tokio::{fs::File, io::AsyncReadExt, sync::mpsc};
use validator::{
    mapping::{Mapping, PlannedSource},
    table::{Limits, Table, TableError},
};

/// Rows that a sheet takes below its headings.
const MOST_ROWS: u32 = 1_048_575;
/// Columns that a sheet takes.
const MOST_COLUMNS: usize = 16_384;
/// Batches on their way to the writer.
const AHEAD: usize = 2;
/// Bytes sent at once.
const CHUNK: usize = 64 << 10;
/// Characters that a cell of Excel takes.
const CELL: usize = 32_767;

/// Why the workbook is not made.
enum Failure {
    TooLong,
    Table(TableError),
    Xlsx(XlsxError),
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        Self::Xlsx(error)
    }
}

/// The workbook as chunks, once it is whole. It is made in a temporary file, which goes away with the stream.
pub(super) async fn marked(
    source: Arc<Source>,
) -> Result<impl Stream<Item = std::io::Result<Vec<u8>>> + Send + 'static, HubError> {
    let file = File::from_std(write(source).await?);
    Ok(stream::try_unfold(file, |mut file| async move {
        let mut chunk = vec![0; CHUNK];
        let read = file.read(&mut chunk).await?;
        chunk.truncate(read);
        Ok((read > 0).then_some((chunk, file)))
    }))
}

async fn write(source: Arc<Source>) -> Result<std::fs::File, HubError> {
    let (hub, org) = (source.cx.hub(), source.cx.org());
    let Some(file) = &source.run.file else { return Err(crate::validation::conflict("copy_gone")) };
    let local = hub.files().local(org, file.id).await?;
    let limits = crate::validation::limits(hub);
    let (send, receive) = mpsc::channel::<Vec<Finding>>(AHEAD);
    let writing = source.clone();
    let writer = tokio::task::spawn_blocking(move || {
        let made = make(
            &writing,
            local.path(),
            limits,
            Coming { receive, found: Vec::new().into_iter(), next: None },
        );
        drop(local);
        made
    });
    let mut last = None;
    loop {
        let found = source.after(last.as_ref()).await?;
        last = found.last().cloned();
        // A writer that stopped tells why below.
        if found.is_empty() || send.send(found).await.is_err() {
            break;
        }
    }
    drop(send);
    let written = writer.await.map_err(|error| HubError::Internal(error.to_string()))?;
    written.map_err(|failure| match failure {
        Failure::TooLong => crate::validation::conflict("book_too_long"),
        Failure::Table(error) => HubError::Internal(format!("the sheet cannot be read again: {error}")),
        Failure::Xlsx(error) => HubError::Internal(format!("workbook: {error}")),
    })
}

/// Findings as they come, by row.
struct Coming {
    receive: mpsc::Receiver<Vec<Finding>>,
    found: std::vec::IntoIter<Finding>,
    next: Option<Finding>,
}

impl Coming {
    /// What was found in a row. Rows are asked for in their order.
    fn of(&mut self, row: i64) -> Vec<Finding> {
        let mut of = Vec::new();
        loop {
            let next = self.next.take().or_else(|| self.found.next()).or_else(|| {
                self.found = self.receive.blocking_recv()?.into_iter();
                self.found.next()
            });
            match next {
                Some(finding) if finding.row == row => of.push(finding),
                // Rows that are not there any more are passed over.
                Some(finding) if finding.row < row => {}
                later => {
                    self.next = later;
                    return of;
                }
            }
        }
    }
}

/// Which column each field is in.
fn columns(run: &RunView, table: &Table) -> HashMap<String, usize> {
    let Ok(mapping) = Mapping::deserialize(&run.mapping) else { return HashMap::new() };
    let planned = mapping.plan(table.columns()).0.into_iter();
    let first = planned.filter_map(|planned| match planned.source {
        PlannedSource::Columns(columns) => Some((planned.field.to_string(), columns.first()?.0)),
        PlannedSource::Constant(_) => None,
    });
    first.collect()
}

fn make(
    source: &Source,
    path: &std::path::Path,
    limits: Limits,
    mut coming: Coming,
) -> Result<std::fs::File, Failure> {
    let format = serde_json::from_value(source.run.format.clone())
        .map_err(|error| Failure::Table(TableError::Unreadable { reason: error.to_string() }))?;
    let table = reading::open(path, &format, limits).map_err(Failure::Table)?;
    let columns = columns(&source.run, &table);
    let width = table.columns().len();
    if width >= MOST_COLUMNS {
        return Err(Failure::TooLong);
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    let bold = Format::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (column, name) in (0..).zip(table.columns()) {
        sheet.set_column_width(column, 20)?;
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    let behind = width as u16;
    sheet.set_column_width(behind, 60)?;
    sheet.write_string_with_format(0, behind, source.words.why_heading(), &bold)?;
    let marks = Marks::new();
    let mut failed = None;
    let read = table.batches(&mut |batch, rows, _| {
        for record in 0..batch.len() {
            let Ok(line) = u32::try_from(rows + record as u64 + 1) else { return ControlFlow::Break(()) };
            if line > MOST_ROWS {
                failed = Some(Failure::TooLong);
                return ControlFlow::Break(());
            }
            let found = coming.of(i64::from(line));
            let cells = batch.record(record);
            if let Err(error) = write_row(sheet, line, cells, behind, &found, &columns, (source, &marks)) {
                failed = Some(error.into());
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    if let Some(failure) = failed {
        return Err(failure);
    }
    read.map_err(Failure::Table)?;
    let mut file = tempfile::tempfile().map_err(XlsxError::IoError)?;
    book.save_to_writer(&file)?;
    file.rewind().map_err(XlsxError::IoError)?;
    Ok(file)
}

/// How cells are marked.
struct Marks {
    error: Format,
    warning: Format,
    hint: Format,
}

impl Marks {
    fn new() -> Self {
        let filled = |colour| Format::new().set_background_color(Color::RGB(colour));
        Self { error: filled(0x00F8_CBCB), warning: filled(0x00FF_E8B3), hint: filled(0x00D6_E6FA) }
    }

    const fn of(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Error => &self.error,
            Severity::Warning => &self.warning,
            Severity::Hint => &self.hint,
        }
    }
}

fn write_row<'a>(
    sheet: &mut Worksheet,
    line: u32,
    cells: impl Iterator<Item = &'a str>,
    behind: u16,
    found: &[Finding],
    columns: &HashMap<String, usize>,
    (source, marks): (&Source, &Marks),
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        let at = usize::from(column);
        // The worst of what is wrong with the cell.
        let worst = found
            .iter()
            .filter(|finding| columns.get(&finding.field) == Some(&at))
            .map(|finding| finding.severity)
            .min();
        let cell = cut(cell);
        match worst {
            Some(severity) => {
                sheet.write_string_with_format(line, column, cell, marks.of(severity))?;
            }
            None if cell.is_empty() => {}
            None => {
                sheet.write_string(line, column, cell)?;
            }
        }
    }
    if !found.is_empty() {
        let told: Vec<String> = found.iter().map(|finding| told(source, finding)).collect();
        sheet.write_string(line, behind, cut(&told.join("\n")))?;
    }
    Ok(())
}

/// "Título: Título com mais de 60 caracteres (71, até 60)"
fn told(source: &Source, finding: &Finding) -> String {
    let (field, title) = ((source.words.field)(&finding.field), source.title(finding));
    match source.why(finding) {
        why if why.is_empty() => format!("{field}: {title}"),
        why => format!("{field}: {title} ({why})"),
    }
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(CELL).map_or(text, |(end, _)| &text[..end])
}
