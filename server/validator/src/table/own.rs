//! A table that was opened: its columns are known, its records are still to be read.

use super::{
    batch::{Batch, Content, Piece},
    book::Workbook,
    cells::Parser,
    format::{BookFormat, Format, TextFormat},
    head::named,
    limits::Limits,
    note::{Notes, TableNote},
    problem::TableError,
    row::Row,
    text::{Before, Head, Text, cells},
};
use std::{io::Read, ops::ControlFlow};

/// Rows and bytes, about, of a batch that is made of a sheet.
const ROWS: usize = 2_000;
const BYTES: usize = 256 << 10;
/// Cells of it, where rows have few cells far apart.
const CELLS: usize = 100_000;

/// A table whose columns are known and whose records are still to be read.
pub struct Table {
    inner: Inner,
    format: Format,
    head: Head,
    limits: Limits,
}

enum Inner {
    Text(Box<Text>),
    Book(Box<Workbook>, BookFormat),
}

impl Table {
    /// A text. Where the source is known to have so many bytes, an end that comes earlier is an error.
    pub fn text(
        reader: impl Read + Send + 'static,
        format: &TextFormat,
        limits: Limits,
        expected: Option<u64>,
    ) -> Result<Self, TableError> {
        let (text, head) =
            Text::open(Box::new(reader), format, limits, expected).map_err(|error| error.shifted(1))?;
        Ok(Self { inner: Inner::Text(Box::new(text)), format: Format::Text(format.clone()), head, limits })
    }

    /// A sheet of a workbook.
    pub fn book(mut book: Workbook, format: &BookFormat) -> Result<Self, TableError> {
        if book.kind() != format.book {
            return Err(TableError::OtherKind { kind: format.book });
        }
        let (mut head, mut any) = (None, false);
        let mut notes = Notes::default();
        let mut before = Vec::new();
        let (mut seen, mut width) = (0, 0);
        book.rows(&format.sheet, &mut |row| {
            any |= !row.is_empty();
            if format.header_row == 0 {
                (seen, width) = (seen + 1, width.max(row.width()));
                return Ok(if seen < 100 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) });
            }
            // Rows without anything are not told of.
            before.resize_with(row.number.min(format.header_row) as usize, Vec::new);
            if row.number < format.header_row {
                before.push((0..row.width()).map(|column| row.cell(column as u32).to_owned()).collect());
            }
            if row.number + 1 < format.header_row {
                return Ok(ControlFlow::Continue(()));
            }
            if row.number + 1 == format.header_row {
                let cells = (0..row.width()).map(|column| row.cell(column as u32));
                head = Some(named(cells, u64::from(row.number) + 1, &mut notes));
            }
            Ok(ControlFlow::Break(()))
        })?;
        if !any {
            return Err(TableError::Empty);
        }
        if format.header_row == 0 {
            head = Some(named((0..width.max(1)).map(|_| ""), 0, &mut Notes::default()));
        }
        let columns = head
            .filter(|columns| !columns.is_empty())
            .ok_or(TableError::NoHeader { row: format.header_row })?;
        let limits = book.limits;
        if columns.len() > limits.columns {
            return Err(TableError::TooManyColumns { columns: columns.len() as u64, max: limits.columns });
        }
        let before = Before::Rows(before);
        let head = Head { columns, lines: u64::from(format.header_row), notes, before };
        let inner = Inner::Book(Box::new(book), format.clone());
        Ok(Self { inner, format: Format::Book(format.clone()), head, limits })
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.head.columns
    }

    pub fn format(&self) -> &Format {
        &self.format
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What is strange in the names of the columns.
    pub fn head_notes(&self) -> &Notes {
        &self.head.notes
    }

    /// The rows down to the names of the columns, the names as they stand there. None where nothing names them.
    pub fn rows_above(&self) -> Vec<Vec<String>> {
        let text = match &self.head.before {
            Before::Rows(rows) => return rows.clone(),
            Before::Text { text, .. } => text.clone(),
        };
        let mut batch = Batch::default();
        // The names were found in these cells: they can be read.
        if self.parser().parse(text, &mut batch).is_err() {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for record in 0..batch.len() {
            rows.resize_with(rows.len().max(batch.line(record) as usize), Vec::new);
            rows.push(batch.record(record).map(str::to_owned).collect());
        }
        rows
    }

    /// What stands before the first record.
    pub(crate) fn before(&self) -> &Before {
        &self.head.before
    }

    /// Lines before the first record.
    pub(crate) fn head_lines(&self) -> u64 {
        self.head.lines
    }

    /// Reads the cells of this table's pieces.
    pub(crate) fn parser(&self) -> Parser {
        let format = match &self.format {
            Format::Text(format) => format.clone(),
            Format::Book(_) => TextFormat::default(),
        };
        Parser::new(&format, self.head.columns.len(), &self.limits)
    }

    /// Hands on all of the table, in parts that others can work on. `spare` gives room that is not in use. Lines in
    /// errors are counted from the end of the piece before.
    pub(crate) fn read(
        self,
        spare: &mut dyn FnMut() -> Vec<u8>,
        out: &mut dyn FnMut(Piece) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        match self.inner {
            Inner::Text(text) => text.read(spare, out),
            Inner::Book(book, format) => {
                read_book(*book, &format, self.head.columns.len(), &self.limits, spare, out)
            }
        }
    }

    /// Hands on every batch with the number of records and of lines before it, until told to stop.
    /// Returns what is strange in what was read.
    pub fn batches(
        self,
        each: &mut dyn FnMut(&Batch, u64, u64) -> ControlFlow<()>,
    ) -> Result<Notes, TableError> {
        let (parser, limits) = (self.parser(), self.limits);
        let mut notes = self.head.notes.clone();
        let (mut rows, mut lines) = (0_u64, self.head.lines);
        let mut batch = Batch::default();
        let mut failed = None;
        let result = self.read(&mut Vec::new, &mut |piece| {
            if let Err(error) = cells(piece, &parser, &mut batch) {
                failed = Some(error);
                return ControlFlow::Break(());
            }
            if rows + batch.len() as u64 > limits.rows {
                failed = Some(TableError::TooManyRows { max: limits.rows });
                return ControlFlow::Break(());
            }
            notes.append(&mut batch.notes, lines + 1);
            let flow = each(&batch, rows, lines);
            rows += batch.len() as u64;
            lines += u64::from(batch.line_count);
            flow
        });
        match failed.map_or(result, Err) {
            Ok(()) => Ok(notes),
            Err(error) => Err(error.shifted(lines + 1)),
        }
    }
}

fn read_book(
    mut book: Workbook,
    format: &BookFormat,
    width: usize,
    limits: &Limits,
    spare: &mut dyn FnMut() -> Vec<u8>,
    out: &mut dyn FnMut(Piece) -> ControlFlow<()>,
) -> Result<(), TableError> {
    let mut batch = Batch::default();
    batch.clear(width);
    // The row of the sheet at which the batch begins.
    let mut base = format.header_row;
    let mut rows_wanted = 200;
    let mut stopped = false;
    book.rows(&format.sheet, &mut |row| {
        if row.number < format.header_row {
            return Ok(ControlFlow::Continue(()));
        }
        add(row, base, limits, &mut batch)?;
        if batch.len() < rows_wanted && batch.text.len() < BYTES && batch.cells.len() < CELLS {
            return Ok(ControlFlow::Continue(()));
        }
        rows_wanted = ROWS;
        batch.line_count = row.number + 1 - base;
        base = row.number + 1;
        let mut room = spare();
        room.clear();
        let mut next = Batch { text: String::from_utf8(room).unwrap_or_default(), ..Batch::default() };
        next.clear(width);
        let read = u64::from(base);
        let flow = out(Piece { content: Content::Batch(std::mem::replace(&mut batch, next)), read });
        stopped = flow.is_break();
        Ok(flow)
    })?;
    if !stopped && (!batch.is_empty() || !batch.notes.is_empty()) {
        batch.line_count = batch.lines.last().map_or(0, |line| line + 1);
        let _ = out(Piece { content: Content::Batch(batch), read: u64::from(base) });
    }
    Ok(())
}

/// Adds a row of a sheet to a batch.
fn add(row: &Row, base: u32, limits: &Limits, batch: &mut Batch) -> Result<(), TableError> {
    let line = row.number - base;
    for (column, note) in &row.strange {
        batch.notes.add(*note, u64::from(line), column + 1);
    }
    if row.is_empty() {
        return Ok(());
    }
    let (begin, shift) = (batch.cells.len(), batch.text.len());
    let width = batch.width;
    let (mut inside, mut beyond) = (false, false);
    for (column, from, to) in &row.cells {
        let column = *column as usize;
        if to - from > limits.cell_bytes {
            let max = limits.cell_bytes;
            return Err(TableError::CellTooLong { line: u64::from(line), column: column + 1, max });
        }
        if column < width {
            if batch.cells.len() <= begin + column {
                batch.cells.resize(begin + column + 1, (0, 0));
            }
            batch.cells[begin + column] = ((from + shift) as u32, (to + shift) as u32);
            inside = true;
        } else {
            beyond = true;
        }
    }
    if beyond {
        batch.notes.add(TableNote::TooManyCells, u64::from(line), row.width() as u32);
    }
    if !inside {
        batch.cells.truncate(begin);
        return Ok(());
    }
    if row.text.contains('\0') {
        batch.notes.add(TableNote::Nul, u64::from(line), 0);
        // As long as what it stands for, so that the cells' places stay.
        batch.text.push_str(&row.text.replace('\0', " "));
    } else {
        batch.text.push_str(&row.text);
    }
    for column in row.numbers.iter().map(|column| *column as usize).filter(|column| *column < width) {
        batch.note_own_number(begin + column);
    }
    batch.starts.push(begin as u32);
    batch.lines.push(line);
    Ok(())
}
