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
    /// What stands instead for products and variants says one thing, `item` counts from 1, and `values` are a product's; what has
    /// further rows says with `further` which value stands in each.
    Instead {
        column: usize,
    },
    /// Further rows need one `key` and one `item`, and no rows for products beside them.
    Further,
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
    /// Other rows of the product stand elsewhere in the sheet, or are too many: the marketplace may take it for another product,
    /// or not know what is told apart by.
    Apart,
    /// A variant bears the code of its whole product.
    SkuOfProduct,
    /// More values than the marketplace takes for a product; the rest is left out.
    TooManyItems,
}

impl CellProblemKind {
    /// As in what checks find: a step's own code, `required` and `not_a_number`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Step { problem: StepProblemKind::TooLong, .. } => "step_too_long",
            Self::Step { problem, .. } => problem.code(),
            Self::NotANumber => "not_a_number",
            Self::RequiredEmpty => "required",
            Self::ExcelCellLength => "excel_cell_length",
            Self::Apart => "apart",
            Self::SkuOfProduct => "sku_of_product",
            Self::TooManyItems => "too_many_items",
        }
    }
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
