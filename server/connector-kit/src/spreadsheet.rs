//! Spreadsheets that an account holds: finding them, reading their cells page by page, and writing results into a
//! sheet of their own.

use crate::{BoxFuture, Conn, ConnectorError};
use chrono::{DateTime, Utc};
use std::borrow::Cow;

/// An account that holds spreadsheets. Each call is one attempt, the caller repeats; all of them may be repeated.
pub trait Spreadsheets: Send + Sync {
    /// A page of the account's files, the last changed first.
    ///
    /// # Errors
    /// With the advice what to do.
    fn files<'a>(
        &'a self,
        conn: &'a Conn,
        ask: &'a FilesAsk,
    ) -> BoxFuture<'a, Result<FilePage, ConnectorError>>;

    /// The id of the file that a person names, by its link or by the id itself; `None` for what can be none of the
    /// platform's. Nobody is asked.
    fn file_of(&self, typed: &str) -> Option<String>;

    /// What a file says of itself, and its sheets of cells in their order.
    ///
    /// # Errors
    /// With the advice what to do; [`domain::UpstreamKind::NotFound`] for a file that is gone or not shared.
    fn workbook<'a>(
        &'a self,
        conn: &'a Conn,
        file: &'a str,
    ) -> BoxFuture<'a, Result<Workbook, ConnectorError>>;

    /// What moves whenever somebody changes the file: who reads in pages compares it before and after.
    ///
    /// # Errors
    /// With the advice what to do; [`domain::UpstreamKind::NotFound`] for a file that is gone or not shared.
    fn mark<'a>(&'a self, conn: &'a Conn, file: &'a str) -> BoxFuture<'a, Result<FileMark, ConnectorError>>;

    /// A page of a sheet's rows: some thousands, fewer where they are wide. A sheet that was renamed, or grew fewer
    /// rows, is found by its id.
    ///
    /// # Errors
    /// With the advice what to do; [`domain::UpstreamKind::NotFound`] for a sheet that is gone,
    /// [`domain::UpstreamKind::TooLarge`] for a single row that is longer than what is read of an answer.
    fn rows<'a>(&'a self, conn: &'a Conn, ask: &'a RowsAsk)
    -> BoxFuture<'a, Result<RowPage, ConnectorError>>;

    /// Adds an empty sheet, or gives the one that was added by the same marker: a repetition adds none.
    ///
    /// # Errors
    /// With the advice what to do; [`domain::UpstreamKind::Permission`] for an account that may only read the file.
    fn add_sheet<'a>(
        &'a self,
        conn: &'a Conn,
        new: &'a NewSheet,
    ) -> BoxFuture<'a, Result<SheetInfo, ConnectorError>>;

    /// Writes rows into a sheet that was added, in as many calls as it takes. What is text stays text: nothing that
    /// begins like a formula is calculated. A repetition writes the same cells.
    ///
    /// # Errors
    /// With the advice what to do.
    fn put<'a>(&'a self, conn: &'a Conn, ask: &'a PutRows) -> BoxFuture<'a, Result<(), ConnectorError>>;
}

/// Which files to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilesAsk {
    /// Words of the name; all files where it is empty.
    pub search: String,
    /// What the page before gave as its next; the first page where there is none.
    pub after: Option<String>,
}

/// A spreadsheet as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpreadsheetFile {
    pub id: String,
    pub name: String,
    pub changed_at: Option<DateTime<Utc>>,
    /// The e-mail of whom it belongs to.
    pub owner: Option<String>,
}

/// A page of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePage {
    pub files: Vec<SpreadsheetFile>,
    /// For [`FilesAsk::after`]; `None` at the end.
    pub next: Option<String>,
}

/// A file with its sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    pub id: String,
    pub title: String,
    /// As the platform writes it: `pt_BR`. How dates and decimals are shown follows it.
    pub locale: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    pub sheets: Vec<SheetInfo>,
}

/// A sheet of cells.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SheetInfo {
    /// It stays the same when the sheet is renamed.
    pub id: i64,
    pub title: String,
    pub is_hidden: bool,
    /// Of the grid, the empty ones included.
    pub rows: u32,
    pub columns: u32,
}

/// The state of a file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FileMark {
    /// A number that grows with each change.
    pub version: Option<String>,
    pub changed_at: Option<DateTime<Utc>>,
}

/// Which rows to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsAsk {
    pub file: String,
    /// The sheet as it was last seen.
    pub sheet: SheetInfo,
    /// The first row, counted from 1.
    pub from: u32,
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct RowPage {
    /// The number of the first row, counted from 1.
    pub first: u32,
    /// Rows have different lengths: what is empty behind the last cell, and behind the last row, is left out.
    pub rows: Vec<Vec<Cell>>,
    /// The sheet as it is now, for the next page.
    pub sheet: SheetInfo,
    /// The first row of the next page; `None` at the end of the grid.
    pub next: Option<u32>,
}

/// What a cell holds: the result of a formula, not the formula. Dates are text as the sheet shows them.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    /// Spreadsheets keep binary fractions: of whole numbers beyond 2^53 the last digits are lost already.
    Number(f64),
    Boolean(bool),
}

impl Cell {
    /// The cell as text, numbers in plain digits with a decimal point; empty for an empty one.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Boolean(truth) => Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" }),
        }
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::Number(_) | Self::Boolean(_) => false,
        }
    }
}

/// A sheet to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSheet {
    pub file: String,
    /// Names the writing; at most 100 signs. The same marker never adds two sheets to a file.
    pub marker: String,
    /// Where the file has a sheet of that title, a number is put behind it.
    pub title: String,
    pub rows: u32,
    pub columns: u32,
}

/// Rows to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct PutRows {
    pub file: String,
    /// The sheet as it was last seen.
    pub sheet: SheetInfo,
    /// Where the first of them goes, counted from 1.
    pub first: u32,
    pub rows: Vec<Vec<Cell>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_in_plain_digits() {
        let text = |number| Cell::Number(number).text().into_owned();
        assert_eq!(text(7_891_000_315_507.0), "7891000315507");
        assert_eq!(text(19.9), "19.9");
        assert_eq!(text(0.000_000_1), "0.0000001");
        assert_eq!(text(-3.0), "-3");
        assert_eq!((Cell::Boolean(true).text(), Cell::Empty.text()), ("TRUE".into(), "".into()));
        assert!(Cell::Text(String::new()).is_empty() && !Cell::Number(0.0).is_empty());
    }
}
