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
}

impl Sample {
    /// As it was stored.
    pub(super) fn of(value: &Value) -> Self {
        Self::deserialize(value).unwrap_or_default()
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
    let strange = table.batches(&mut |batch, _, _| {
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
        }
        if rows.len() < ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let numbers = seen.columns();
    own.retain(|(_, column)| !numbers.contains(column));
    Ok(Sample { columns, rows, notes: notes(&strange), numbers, own, ..Sample::default() })
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
