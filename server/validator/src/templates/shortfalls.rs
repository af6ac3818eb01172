//! What of an export is not as it should be.

use super::{CellProblem, CellProblemKind, ExportError, Exporter, rows::Rows};
use crate::Record;

/// Cells that are told one by one.
pub const SHORTFALLS_TOLD: usize = 1_000;
/// Characters of a SKU that are kept.
const SKU: usize = 80;

/// The cells of an export that are not as they should be: how many, and the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shortfalls {
    pub cells: u64,
    /// Records that have any.
    pub records: u64,
    /// [`SHORTFALLS_TOLD`] at most, in the order of the file.
    pub first: Vec<Shortfall>,
    /// The record of the last one.
    last: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// The record of the table, from 1.
    pub record: u64,
    /// The row of the file, from 1, which has the names.
    pub row: u64,
    pub sku: String,
    /// The column of the template, from 0.
    pub column: usize,
    pub kind: CellProblemKind,
}

impl Shortfalls {
    /// What is wrong in a row of the file, whose number counts from 1 below the names.
    pub(super) fn add(&mut self, record: u64, below: u64, sku: &str, problems: Vec<CellProblem>) {
        if problems.is_empty() {
            return;
        }
        self.cells += problems.len() as u64;
        self.records += u64::from(self.last != Some(record));
        self.last = Some(record);
        let room = SHORTFALLS_TOLD - self.first.len();
        self.first.extend(problems.into_iter().take(room).map(|CellProblem { column, kind }| Shortfall {
            record,
            row: below + 1,
            sku: sku.chars().take(SKU).collect(),
            column,
            kind,
        }));
    }

    /// Those that are not told one by one.
    pub fn more(&self) -> u64 {
        self.cells.saturating_sub(self.first.len() as u64)
    }
}

/// Goes through records as an export does, and writes nothing: says beforehand what a file would lack.
pub struct Rehearsal<'t>(Rows<'t>);

impl<'t> Rehearsal<'t> {
    pub fn begin(exporter: Exporter<'t>) -> Self {
        Self(Rows::new(exporter))
    }

    /// Takes a record with its number in the table, from 1.
    ///
    /// # Errors
    /// None that a file alone would have.
    pub fn take(&mut self, row: u64, record: &dyn Record) -> Result<(), ExportError> {
        self.0.take(row, record, &mut |_| Ok(Vec::new()))
    }

    /// # Errors
    /// None that a file alone would have.
    pub fn finish(self) -> Result<Shortfalls, ExportError> {
        self.0.finish(&mut |_| Ok(Vec::new()))
    }
}
