//! The sheet as it came, as a workbook: faulty cells are marked, and what is wrong stands behind each row.

use super::{Source, is_number};
use crate::{HubError, validation::reading};
use domain::{
    Severity, SheetKind,
    view::validation::{Finding, RunView},
};
use futures::{Stream, stream};
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet, XlsxError};
use serde::Deserialize;
use std::{collections::HashMap, io::Seek, ops::ControlFlow, sync::Arc};
use tokio::{fs::File, io::AsyncReadExt, sync::mpsc};
use validator::{
    engine::{corrected_sheet, exact_number},
    mapping::{Mapping, PlannedSource},
    table::{Format as TableFormat, Limits, Table, TableError},
};

/// The last row of a sheet, from 0.
const LAST_ROW: u32 = 1_048_575;
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

/// The workbook as chunks, once it is whole. It is made in a file of the scratch folder, which goes away with
/// the stream.
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

/// Where what was read stands in the workbook.
struct Layout {
    /// The column of each field.
    fields: HashMap<String, usize>,
    /// Whether a column has numbers that are written as Excel keeps them; none where it was a text that was read.
    numbers: Vec<bool>,
    /// The column of what is wrong.
    behind: u16,
}

impl Layout {
    fn of(run: &RunView, table: &Table) -> Self {
        let columns = table.columns();
        let mapping = Mapping::deserialize(&run.mapping).unwrap_or_default();
        let is_of_cells = run.kind != SheetKind::File || matches!(table.format(), TableFormat::Book(_));
        let numbers = if is_of_cells { numbers(&mapping, columns) } else { Vec::new() };
        let behind = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        Self { fields: fields(&mapping, columns), numbers, behind }
    }

    /// The worst of what is wrong with a cell.
    fn worst(&self, column: usize, found: &[Finding]) -> Option<Severity> {
        let of_cell = found.iter().filter(|finding| column_of(finding, &self.fields) == Some(column));
        of_cell.map(|finding| finding.severity).min()
    }
}

/// Which column each field is in.
fn fields(mapping: &Mapping, columns: &[String]) -> HashMap<String, usize> {
    let planned = mapping.plan(columns).0.into_iter();
    let first = planned.filter_map(|planned| match planned.source {
        PlannedSource::Columns(columns) => Some((planned.field.to_string(), columns.first()?.0)),
        PlannedSource::Constant(_) => None,
    });
    first.collect()
}

/// Which columns are numbers where they can be read as one: those whose steps, if they have any, take a point for the mark of
/// fractions, as Excel's own numbers have it.
fn numbers(mapping: &Mapping, columns: &[String]) -> Vec<bool> {
    let mut numbers = vec![false; columns.len()];
    for (column, place) in mapping.columns.iter().zip(mapping.places(columns)) {
        if let Some(number) = place.and_then(|at| numbers.get_mut(at)) {
            let takes_point = column.chain.is_empty() || column.chain.takes_point();
            *number = takes_point && is_number(&column.field.to_string());
        }
    }
    numbers
}

/// The column in which a finding is: that of the one value of a list that it is about, or the field's.
fn column_of(finding: &Finding, columns: &HashMap<String, usize>) -> Option<usize> {
    let told = finding.detail.as_ref().and_then(|detail| detail.get("column")?.as_u64());
    let told = told.and_then(|column| usize::try_from(column).ok()?.checked_sub(1));
    told.or_else(|| columns.get(&finding.field).copied())
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
    let width = table.columns().len();
    if width >= MOST_COLUMNS {
        return Err(Failure::TooLong);
    }
    let layout = Layout::of(&source.run, &table);
    let scratch = source.cx.hub().files().scratch();
    let mut book = Workbook::new();
    book.set_tempdir(scratch)?;
    let sheet = book.add_worksheet_with_constant_memory()?;
    let is_book = match table.format() {
        TableFormat::Book(format) => {
            sheet.set_name(corrected_sheet(&format.sheet))?;
            true
        }
        TableFormat::Text(_) => {
            sheet.set_name(corrected_sheet(&source.run.sheet_name))?;
            false
        }
    };
    for column in 0..layout.behind {
        sheet.set_column_width(column, 20)?;
    }
    sheet.set_column_width(layout.behind, 60)?;
    let top = head(sheet, &table, (source, &layout))?;
    let marks = Marks::new();
    let mut failed = None;
    let read = table.batches(&mut |batch, rows, lines| {
        for record in 0..batch.len() {
            let row = rows + record as u64;
            // A row of a sheet stays where it is; a record of a text may have several lines.
            let at = match is_book {
                true => lines + u64::from(batch.line(record)),
                false => u64::from(top) + row,
            };
            let Some(at) = u32::try_from(at).ok().filter(|at| *at <= LAST_ROW) else {
                failed = Some(Failure::TooLong);
                return ControlFlow::Break(());
            };
            let found = coming.of(i64::try_from(row).unwrap_or(i64::MAX).saturating_add(1));
            let cells = (0..).map(|column| batch.is_own_number(record, column)).zip(batch.record(record));
            if let Err(error) = write_row(sheet, at, cells, &found, &layout, (source, &marks)) {
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
    let mut file = tempfile::tempfile_in(scratch).map_err(XlsxError::IoError)?;
    book.save_to_writer(&file)?;
    file.rewind().map_err(XlsxError::IoError)?;
    Ok(file)
}

/// Writes what stands above the records: how many rows that are.
fn head(
    sheet: &mut Worksheet,
    table: &Table,
    (source, layout): (&Source, &Layout),
) -> Result<u32, XlsxError> {
    let mut above = table.rows_above();
    // The names are written as they are told apart.
    if above.pop().is_none() {
        return Ok(0);
    }
    for (row, cells) in (0..).zip(&above) {
        for (column, cell) in (0..layout.behind).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cut(cell))?;
        }
    }
    let names = u32::try_from(above.len()).unwrap_or(LAST_ROW);
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(table.columns()) {
        sheet.write_string_with_format(names, column, name, &bold)?;
    }
    sheet.write_string_with_format(names, layout.behind, source.words.why_heading(), &bold)?;
    sheet.set_freeze_panes(names + 1, 0)?;
    Ok(names + 1)
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
    row: u32,
    cells: impl Iterator<Item = (bool, &'a str)>,
    found: &[Finding],
    layout: &Layout,
    (source, marks): (&Source, &Marks),
) -> Result<(), XlsxError> {
    for (column, (is_own, cell)) in (0..).zip(cells) {
        let at = usize::from(column);
        let is_number = is_own || layout.numbers.get(at).copied().unwrap_or_default();
        let number = if is_number { exact_number(cell) } else { None };
        let mark = layout.worst(at, found).map(|severity| marks.of(severity));
        let cell = cut(cell);
        match (number, mark) {
            (Some(number), Some(mark)) => sheet.write_number_with_format(row, column, number, mark)?,
            (Some(number), None) => sheet.write_number(row, column, number)?,
            (None, Some(mark)) => sheet.write_string_with_format(row, column, cell, mark)?,
            (None, None) if cell.is_empty() => continue,
            (None, None) => sheet.write_string(row, column, cell)?,
        };
    }
    if !found.is_empty() {
        let told: Vec<String> = found.iter().map(|finding| told(source, finding)).collect();
        sheet.write_string(row, layout.behind, cut(&told.join("\n")))?;
    }
    Ok(())
}

/// "Mercado Livre · Título: Título com mais de 60 caracteres (71, até 60). Encurte para 60 letras."
fn told(source: &Source, finding: &Finding) -> String {
    let (field, title) = ((source.words.field)(&finding.field), source.title(finding));
    let mut told = format!("{} · {field}: {title}", source.pack(finding));
    match source.why(finding) {
        why if why.is_empty() => {}
        why => told.extend([" (", why.as_str(), ")"]),
    }
    match source.what_to_do(finding) {
        "" => {}
        what => told.extend([". ", what]),
    }
    told
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(CELL).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_with_a_comma_stays_a_text_whatever_other_columns_have() {
        let mapping = "columns:\n\
            - { header: Preço, field: price, chain: [trim, { money: { decimal: ',' } }] }\n\
            - { header: Custo, field: cost, chain: [{ money: { decimal: '.' } }] }\n\
            - { header: Peso, field: weight, chain: [{ number: { decimal: auto } }] }\n\
            - { header: Estoque, field: stock }\n\
            - { header: SKU, field: sku }\n";
        let mapping = Mapping::from_yaml(mapping).unwrap();
        let columns = ["SKU", "Peso", "Nota", "Custo", "Preço", "Estoque"].map(str::to_owned);
        assert_eq!(numbers(&mapping, &columns), [false, false, false, true, false, true]);
    }
}
