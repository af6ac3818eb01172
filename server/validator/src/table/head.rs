//! The names of a table's columns.

use super::{
    batch::Batch,
    cells::Parser,
    format::TextFormat,
    limits::Limits,
    note::{Notes, TableNote},
    problem::TableError,
};
use domain::column_letters;
use memchr::memchr_iter;

/// The columns' names in a text of whole records, and where the first record of data begins. None where the record
/// that names them is not there.
pub(super) fn find(
    text: &[u8],
    format: &TextFormat,
    limits: &Limits,
    notes: &mut Notes,
) -> Result<Option<(Vec<String>, usize)>, TableError> {
    // One more than may be: that the limit is passed has to be seen.
    let parser = Parser::new(format, limits.columns + 1, limits);
    let mut batch = Batch::default();
    parser.parse(text.to_vec(), &mut batch)?;
    let row = (format.header_row as usize).saturating_sub(1);
    if row >= batch.len() {
        return Ok(None);
    }
    let width = width(&batch, row, format);
    if width > limits.columns {
        let columns = columns_of(text, &batch, row, format);
        return Err(TableError::TooManyColumns { columns, max: limits.columns });
    }
    if width == 0 {
        let empty = text.iter().all(u8::is_ascii_whitespace);
        return Err(if empty { TableError::Empty } else { TableError::NoHeader { row: format.header_row } });
    }
    let line = u64::from(batch.lines[row]) + 1;
    if format.header_row == 0 {
        return Ok(Some((named((0..width).map(|_| ""), line, &mut Notes::default()), 0)));
    }
    let names = named(batch.record(row).take(width), line, notes);
    let used = match batch.lines.get(row + 1) {
        Some(next) => line_start(text, *next, format),
        None => text.len(),
    };
    Ok(Some((names, used)))
}

/// The cells that a record has: those it is padded with are not counted, nor empty ones at the end.
fn width(batch: &Batch, row: usize, format: &TextFormat) -> usize {
    let named = batch.record(row).collect::<Vec<_>>();
    let filled = named.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |at| at + 1);
    if format.header_row > 0 {
        return filled;
    }
    // Without names, the first records say how many cells there are.
    (0..batch.len().min(100))
        .filter_map(|row| batch.record(row).collect::<Vec<_>>().iter().rposition(|cell| !cell.is_empty()))
        .max()
        .map_or(1, |at| at + 1)
}

/// How many cells a record has that has more than are kept.
fn columns_of(text: &[u8], batch: &Batch, row: usize, format: &TextFormat) -> u64 {
    let from = line_start(text, batch.lines[row], format);
    let to = batch.lines.get(row + 1).map_or(text.len(), |next| line_start(text, *next, format));
    memchr_iter(format.delimiter.byte(), &text[from..to]).count() as u64 + 1
}

fn line_start(text: &[u8], line: u32, format: &TextFormat) -> usize {
    match line.checked_sub(1) {
        None => 0,
        Some(before) => {
            memchr_iter(format.line_end.byte(), text).nth(before as usize).map_or(text.len(), |at| at + 1)
        }
    }
}

/// The names of columns as they are shown: those without one are called as Excel does.
pub(super) fn named<'a>(cells: impl Iterator<Item = &'a str>, line: u64, notes: &mut Notes) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, cell) in cells.enumerate() {
        let name = cell.trim();
        if name.is_empty() || names.iter().any(|known| known == name) {
            notes.add(TableNote::DoubtfulHeader, line, at as u32 + 1);
        }
        names.push(if name.is_empty() { column_letters(at) } else { name.to_owned() });
    }
    names
}
