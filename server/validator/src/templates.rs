//! The columns of a marketplace: canonical records out again as its sheet, in CSV or Excel.
//!
//! Templates ship with Orion as YAML in `server/validator/templates/`, one file each. A text that a spreadsheet would take
//! for a formula is neutralised, and numbers stay numbers.

mod all;
mod cell;
mod csv;
mod problem;
mod rows;
mod shortfalls;
mod template;
#[cfg(test)]
mod tests;
mod xlsx;

pub use all::{all, find};
pub use cell::{Cell, neutralised, restored, unmistakable};
pub use csv::CsvExport;
pub use problem::{CellProblem, CellProblemKind, ExportError, TemplateProblem};
pub use shortfalls::{Rehearsal, SHORTFALLS_TOLD, Shortfall, Shortfalls};
pub use template::{
    CellKind, Exporter, Further, Instead, Layout, Standing, Template, TemplateColumn, Words, Written,
};
pub use xlsx::{EXCEL_MAX_ROWS, ExcelExport, ShortfallWords};
