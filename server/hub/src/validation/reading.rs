//! Opening the tables that people sent: how they are read, and what their first rows look like.

use crate::HubError;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{fs::File, io::Read, ops::ControlFlow, path::Path};
use validator::table::{
    FileKind, Format, Limits, SAMPLE, Table, TableError, WatchedFile, Workbook, detect_text, file_kind,
};

/// Rows that are kept of a table, to be shown and to tell its columns by.
const ROWS: usize = 50;
/// Characters that are kept of a cell.
const CELL: usize = 200;

/// What a table looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub columns: Vec<String>,
    /// At most fifty, each with a cell for every column, cut at 200 characters.
    pub rows: Vec<Vec<String>>,
    /// The sheets of a workbook that are not hidden; none of a text.
    #[serde(default)]
    pub sheets: Vec<String>,
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

/// How a file is probably read, and what it looks like then.
pub(super) fn detect(path: &Path, limits: Limits) -> Result<(Format, Sample), TableError> {
    let mut first = Vec::new();
    File::open(path)?.take(SAMPLE as u64).read_to_end(&mut first)?;
    let format = match file_kind(&first) {
        FileKind::Text => Format::Text(detect_text(&first)?),
        FileKind::Zip | FileKind::Compound => {
            let mut book = Workbook::open(WatchedFile::open(path)?, limits)?;
            Format::Book(book.detect(None)?)
        }
    };
    let sample = sample(path, &format, limits)?;
    Ok((format, sample))
}

/// What a file looks like when it is read in this way.
pub(super) fn sample(path: &Path, format: &Format, limits: Limits) -> Result<Sample, TableError> {
    let sheets = match format {
        Format::Text(_) => Vec::new(),
        Format::Book(_) => {
            let book = Workbook::open(WatchedFile::open(path)?, limits)?;
            book.sheets().iter().filter(|sheet| !sheet.hidden).map(|sheet| sheet.name.clone()).collect()
        }
    };
    let table = open(path, format, limits)?;
    let columns = table.columns().to_vec();
    let mut rows = Vec::new();
    table.batches(&mut |batch, _, _| {
        for record in 0..batch.len().min(ROWS - rows.len()) {
            rows.push(batch.record(record).map(|cell| cell.chars().take(CELL).collect()).collect());
        }
        if rows.len() < ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(Sample { columns, rows, sheets })
}

/// Runs what reads a table on a thread that may wait.
pub(super) async fn on_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, TableError> + Send + 'static,
) -> Result<Result<T, TableError>, HubError> {
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
