//! Opening the tables that people sent: how they are read, and what their first rows look like.

use crate::HubError;
use domain::view::validation::ReadingNote;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{collections::BTreeSet, fs::File, io::Read, ops::ControlFlow, path::Path};
use validator::{
    facts::DecimalMark,
    table::{
        BookFormat, FileKind, Format, Limits, Notes, OwnNumbers, SAMPLE, Table, TableError, TableNote,
        TextFormat, WatchedFile, Workbook, detect_source, file_kind,
    },
};

/// Rows that are kept of a table, to be shown and to tell its columns by.
const ROWS: usize = 50;
/// Characters that are kept of a cell.
const CELL: usize = 200;
/// Lines that are named of what is strange, at most.
pub const NOTED_LINES: usize = 5;
/// Bytes at the beginning of a text whose lines tell about how many there are in all of it.
const BEGINNING: u64 = 1 << 20;

/// What a table looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub columns: Vec<String>,
    /// At most fifty, each with a cell for every column, cut at 200 characters.
    pub rows: Vec<Vec<String>>,
    /// The sheets of a workbook that are not hidden; none of a text.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// What is strange in the names of the columns and the first rows.
    #[serde(default)]
    pub notes: Vec<ReadingNote>,
    /// Columns, from 0, whose numbers are the spreadsheet's own: these have a decimal point, whatever others have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<usize>,
    /// Rows and columns, from 0, of such numbers in columns in which others are written as text.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub own: BTreeSet<(usize, usize)>,
    /// The mark of fractions that somebody said other numbers have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalMark>,
    /// About how many rows there are where these are not all of them, by the length of a text or by what a workbook says itself;
    /// none where nobody can tell without reading on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about_rows: Option<i64>,
}

impl Sample {
    /// As it was stored.
    pub(super) fn of(value: &Value) -> Self {
        Self::deserialize(value).unwrap_or_default()
    }

    /// How many rows there are, where these are all of them.
    pub(super) fn all_rows(&self) -> Option<i64> {
        // Of a table that cannot be read there is nothing at all.
        let is_whole = !self.columns.is_empty() && self.rows.len() < ROWS;
        i64::try_from(self.rows.len()).ok().filter(|_| is_whole)
    }

    /// The cells of a column.
    pub(super) fn column(&self, at: usize) -> Vec<&str> {
        self.rows.iter().filter_map(|row| row.get(at)).map(String::as_str).collect()
    }

    /// The cells of a column that somebody wrote as text, where others are the spreadsheet's own numbers.
    pub(super) fn written(&self, at: usize) -> Vec<&str> {
        let rows = self.rows.iter().enumerate().filter(|(row, _)| !self.own.contains(&(*row, at)));
        rows.filter_map(|(_, row)| row.get(at)).map(String::as_str).collect()
    }

    /// Whether a column has both.
    pub(super) fn is_mixed(&self, at: usize) -> bool {
        self.own.iter().any(|(_, column)| *column == at)
    }
}

/// A table as the engine takes it.
pub(super) fn open(path: &Path, format: &Format, limits: Limits) -> Result<Table, TableError> {
    let file = WatchedFile::open(path)?;
    match format {
        Format::Text(format) => {
            let bytes = file.length();
            Table::text(file, format, limits, Some(bytes))
        }
        Format::Book(format) => Table::book(Workbook::open(file, limits)?, format),
    }
}

/// A file that was looked at.
pub(super) struct Opened {
    pub format: Format,
    pub sample: Sample,
    /// Why it cannot be read so.
    pub problem: Option<TableError>,
}

/// How a file is probably read, and what it looks like then.
pub(super) fn detect(path: &Path, limits: Limits) -> Opened {
    let format = || -> Result<Format, TableError> {
        let mut first = Vec::new();
        let mut file = File::open(path)?;
        file.by_ref().take(SAMPLE as u64).read_to_end(&mut first)?;
        Ok(match file_kind(&first) {
            FileKind::Text => Format::Text(detect_source(&first, file)?),
            FileKind::Zip | FileKind::Compound => {
                Format::Book(Workbook::open(WatchedFile::open(path)?, limits)?.detect(None)?)
            }
        })
    };
    match format() {
        Ok(format) => look(path, format, limits),
        Err(error) => {
            let format = Format::Text(TextFormat::default());
            Opened { format, sample: Sample::default(), problem: Some(error) }
        }
    }
}

/// The same of one sheet of a workbook, which was read as `known` until now.
pub(super) fn detect_sheet(path: &Path, known: BookFormat, sheet: &str, limits: Limits) -> Opened {
    let detected = || -> Result<BookFormat, TableError> {
        Workbook::open(WatchedFile::open(path)?, limits)?.detect(Some(sheet))
    };
    let format = detected().unwrap_or_else(|_| BookFormat { sheet: sheet.to_owned(), ..known });
    // What hinders finding out how it is read hinders reading it, too.
    look(path, Format::Book(format), limits)
}

/// What a file looks like when it is read in this way.
pub(super) fn look(path: &Path, format: Format, limits: Limits) -> Opened {
    let sheets = match &format {
        Format::Text(_) => Vec::new(),
        Format::Book(_) => sheets(path, limits).unwrap_or_default(),
    };
    let (sample, problem) = match sample(path, &format, limits) {
        Ok(sample) => (sample, None),
        Err(error) => (Sample::default(), Some(error)),
    };
    Opened { format, sample: Sample { sheets, ..sample }, problem }
}

/// The sheets of a workbook that are not hidden.
fn sheets(path: &Path, limits: Limits) -> Result<Vec<String>, TableError> {
    let book = Workbook::open(WatchedFile::open(path)?, limits)?;
    let shown = book.sheets().iter().filter(|sheet| !sheet.hidden);
    Ok(shown.map(|sheet| sheet.name.clone()).collect())
}

fn sample(path: &Path, format: &Format, limits: Limits) -> Result<Sample, TableError> {
    let table = open(path, format, limits)?;
    let columns = table.columns().to_vec();
    let (mut rows, mut seen, mut own) = (Vec::new(), OwnNumbers::default(), BTreeSet::new());
    // Where the first and the last of the rows stand.
    let mut lines: Option<(u64, u64)> = None;
    let strange = table.batches(&mut |batch, _, before| {
        for record in 0..batch.len().min(ROWS - rows.len()) {
            for (column, cell) in batch.record(record).enumerate() {
                if batch.is_own_number(record, column) {
                    seen.number(column);
                    own.insert((rows.len(), column));
                } else {
                    seen.text(column, cell);
                }
            }
            rows.push(batch.record(record).map(|cell| cell.chars().take(CELL).collect()).collect());
            let line = before + u64::from(batch.line(record));
            lines = Some((lines.map_or(line, |(first, _)| first), line));
        }
        if rows.len() < ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let numbers = seen.columns();
    own.retain(|(_, column)| !numbers.contains(column));
    let mut sample = Sample { columns, rows, notes: notes(&strange), numbers, own, ..Sample::default() };
    if let (None, Some(lines)) = (sample.all_rows(), lines) {
        let seen = sample.rows.len();
        // Rows that are not counted hold up nothing.
        let about = match format {
            Format::Text(format) => rows_of_text(path, format, lines, seen),
            Format::Book(format) => rows_of_book(path, format, limits),
        };
        // Fewer than were seen are no answer.
        let is_more = |about: &i64| usize::try_from(*about).is_ok_and(|about| about >= seen);
        sample.about_rows = about.ok().flatten().filter(is_more);
    }
    Ok(sample)
}

/// About how many rows a text has: as many for each of its lines as the first ones, which stand from one line, from 0, to another.
fn rows_of_text(
    path: &Path,
    format: &TextFormat,
    (first, last): (u64, u64),
    rows: usize,
) -> Result<Option<i64>, TableError> {
    let mut file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let mut beginning = Vec::new();
    file.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
    if beginning.is_empty() || last <= first {
        return Ok(None);
    }
    let line_end = format.line_end.byte();
    let ends = beginning.iter().filter(|byte| **byte == line_end).count() as u128;
    // The last line may have no end; that of other encodings is one of two bytes.
    let is_ended = beginning.iter().rev().take(2).any(|byte| *byte == line_end);
    let ends = if is_ended { ends } else { ends + 1 };
    let lines = (ends * u128::from(bytes) / beginning.len() as u128).saturating_sub(u128::from(first));
    // Up to the line of the last one there is one row less.
    let about = lines * rows.saturating_sub(1) as u128 / u128::from(last - first);
    Ok(i64::try_from(about).ok())
}

/// About how many rows a sheet has below the names of its columns, as the workbook says itself.
fn rows_of_book(path: &Path, format: &BookFormat, limits: Limits) -> Result<Option<i64>, TableError> {
    let last = Workbook::open(WatchedFile::open(path)?, limits)?.last_row(&format.sheet)?;
    Ok(last.and_then(|last| last.checked_sub(format.header_row)).map(i64::from))
}

/// What is strange, as it is kept. Rows without anything lose nothing, and are not told.
pub(super) fn notes(strange: &Notes) -> Vec<ReadingNote> {
    let told = strange.counts().iter().filter(|(note, _)| *note != TableNote::EmptyRow);
    let told = told.map(|(note, count)| {
        let places = strange.places().iter().filter(|place| place.note == *note);
        let mut lines: Vec<u64> = places.map(|place| place.line).collect();
        lines.dedup();
        lines.truncate(NOTED_LINES);
        ReadingNote { code: note.code().to_owned(), count: *count, lines }
    });
    told.collect()
}

/// Runs what reads a table on a thread that may wait.
pub(super) async fn on_thread(work: impl FnOnce() -> Opened + Send + 'static) -> Result<Opened, HubError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| HubError::Internal(format!("reading a table ended: {error}")))
}

/// What a table error is called where it is shown, and what it is about.
pub(super) fn told(error: &TableError) -> (String, Value) {
    let mut data = serde_json::to_value(error).unwrap_or_default();
    let code = data.as_object_mut().and_then(|data| data.remove("code"));
    let code = code.and_then(|code| code.as_str().map(str::to_owned));
    (code.unwrap_or_else(|| "unreadable".to_owned()), data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// How many rows a file is known to have, and about how many where they are not all known.
    fn rows(bytes: &[u8]) -> (Option<i64>, Option<i64>) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        file.flush().unwrap();
        let Opened { sample, problem, .. } = detect(file.path(), Limits::default());
        assert!(problem.is_none(), "{problem:?}");
        (sample.all_rows(), sample.about_rows)
    }

    fn text(rows: usize, row: impl Fn(usize) -> String) -> String {
        std::iter::once("SKU;Descrição\n".to_owned()).chain((0..rows).map(row)).collect()
    }

    #[test]
    fn rows_are_counted_where_all_were_seen_and_told_about_elsewhere() {
        let short = |rows| text(rows, |at| format!("A-{at};Copo\n"));
        assert_eq!(rows(short(49).as_bytes()), (Some(49), None));
        assert_eq!(rows(short(50).as_bytes()), (None, Some(50)));
        assert_eq!(rows(short(700).as_bytes()), (None, Some(700)));
        assert_eq!(rows(short(700).trim_end().as_bytes()), (None, Some(700)), "the last line has no end");
        let wide: Vec<u8> = short(700).encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&[&[0xFF, 0xFE][..], &wide[..]].concat()), (None, Some(700)));
    }

    #[test]
    fn long_cells_between_quotation_marks_make_no_more_rows_of_a_text() {
        // Two lines of text in each, and longer than what is kept of a cell and looked at of the file.
        let long = text(4_000, |at| format!("A-{at};\"{0}\n{0}\"\n", "azul ".repeat(60)));
        assert!(long.len() as u64 > 2 * BEGINNING, "{}", long.len());
        let (all, about) = rows(long.as_bytes());
        assert!(all.is_none() && about.is_some_and(|about| (3_800..4_200).contains(&about)), "{about:?}");
    }

    #[test]
    fn a_workbook_says_itself_how_many_rows_it_has() {
        let book = |rows: u32| {
            let mut book = rust_xlsxwriter::Workbook::new();
            let sheet = book.add_worksheet();
            // A line of title above the names.
            sheet.write(0, 0, "Modelo").unwrap();
            for (column, name) in ["SKU", "Título", "Preço"].into_iter().enumerate() {
                sheet.write(1, u16::try_from(column).unwrap(), name).unwrap();
            }
            for row in 2..rows + 2 {
                sheet.write(row, 0, format!("A-{row}")).unwrap();
                sheet.write(row, 1, "Copo").unwrap();
                sheet.write(row, 2, 9.9).unwrap();
            }
            book.save_to_buffer().unwrap()
        };
        assert_eq!(rows(&book(20)), (Some(20), None));
        assert_eq!(rows(&book(120)), (None, Some(120)));
    }
}
