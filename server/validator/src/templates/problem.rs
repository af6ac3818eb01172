//! What cannot work in a template, in a cell and in an export.

use crate::transform::{ChainProblem, StepProblemKind};
use serde::Serialize;

/// What cannot work in a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum TemplateProblem {
    NoColumns,
    /// More than 500.
    TooManyColumns,
    /// By its place from 0.
    NoHeader {
        column: usize,
    },
    SameHeader {
        column: usize,
    },
    /// A column needs either a field or a constant.
    NeedsOneSource {
        column: usize,
    },
    /// `item` counts from 1, and stands without `list`.
    Item {
        column: usize,
    },
    Chain {
        column: usize,
        problems: Vec<ChainProblem>,
    },
}

/// A cell that is not what it should be; the row is written all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellProblem {
    /// From 0.
    pub column: usize,
    pub kind: CellProblemKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum CellProblemKind {
    /// A step could not work on the value, which stands as it was.
    Step { step: usize, problem: StepProblemKind },
    /// The column is one of numbers, and the value is none; it stands as text.
    NotANumber,
    /// A column that the marketplace needs is empty.
    RequiredEmpty,
    /// Excel holds 32,767 characters in a cell; the rest is left out.
    ExcelCellLength,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("the file could not be written: {0}")]
    Io(#[from] std::io::Error),
    #[error("the workbook could not be written: {0}")]
    Excel(#[from] rust_xlsxwriter::XlsxError),
    /// A sheet of Excel holds 1,048,576 rows with that of the headings.
    #[error("more rows than a sheet of Excel holds")]
    TooManyRows,
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}
