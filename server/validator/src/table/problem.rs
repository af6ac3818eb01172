//! Why a table cannot be read.

use super::format::BookKind;
use serde::Serialize;
use std::io;

/// Why a table cannot be read, or not to its end. The codes and their data are for pages; the words are for logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum TableError {
    #[error("the source cannot be read: {reason}")]
    Unreadable { reason: String },
    #[error("there is nothing in it")]
    Empty,
    #[error("it is neither text nor a workbook")]
    NotATable,
    /// Programs call pages spreadsheets that others open as such.
    #[error("it is a page of markup")]
    WebPage,
    #[error("it is a PDF")]
    Pdf,
    #[error("a {kind} workbook was expected")]
    OtherKind { kind: BookKind },
    #[error("it is longer than {max} bytes")]
    TooManyBytes { max: u64 },
    #[error("it has more than {max} rows")]
    TooManyRows { max: u64 },
    #[error("it has {columns} columns, more than {max}")]
    TooManyColumns { columns: u64, max: usize },
    #[error("the cell of line {line}, column {column} is longer than {max} bytes")]
    CellTooLong { line: u64, column: usize, max: usize },
    #[error("the record of line {line} is longer than {max} bytes")]
    RecordTooLong { line: u64, max: usize },
    /// A quotation mark that opens a cell and has no other that closes it.
    #[error("the quotation mark opened in line {line} is never closed")]
    UnclosedQuote { line: u64 },
    #[error("there are not {row} rows, so that none of them names the columns")]
    NoHeader { row: u32 },
    #[error("{read} of {expected} bytes came")]
    EndedEarly { read: u64, expected: u64 },
    #[error("it was changed while it was read")]
    Changed,
    #[error("the workbook is damaged: {reason}")]
    DamagedBook { reason: String },
    #[error("the workbook is locked with a password")]
    Locked,
    #[error("unpacked it is larger than {max} bytes")]
    UnpackedTooLarge { max: u64 },
    #[error("unpacked it is more than {max} times as large")]
    UnpackedRatio { max: u64 },
    /// A part of a workbook that is larger than it says.
    #[error("the part {part:?} of the workbook is larger than it says")]
    LyingSize { part: String },
    #[error("the workbook has {sheets} sheets, more than {max}")]
    TooManySheets { sheets: usize, max: usize },
    #[error("the sheet has more than {max} cells")]
    TooManyCells { max: u64 },
    #[error("there is no sheet {sheet:?}")]
    NoSheet { sheet: String },
}

impl TableError {
    /// The same error in a part of the table that begins so many lines later.
    pub(crate) fn shifted(mut self, lines: u64) -> Self {
        if let Self::CellTooLong { line, .. }
        | Self::RecordTooLong { line, .. }
        | Self::UnclosedQuote { line } = &mut self
        {
            *line += lines;
        }
        self
    }
}

/// What a reader puts into an [`io::Error`] to say that what it reads was changed.
#[derive(Debug, thiserror::Error)]
#[error("it was changed while it was read")]
pub(super) struct ChangedWhileRead;

impl From<io::Error> for TableError {
    fn from(error: io::Error) -> Self {
        if error.get_ref().is_some_and(|inner| inner.is::<ChangedWhileRead>()) {
            Self::Changed
        } else {
            Self::Unreadable { reason: error.to_string() }
        }
    }
}
