//! What is found, and who takes it.

use super::error::SinkError;
use crate::{Field, facts::truncate, rules::Detail, table::Notes};
use serde::Serialize;

/// Characters of a value that are kept.
pub(super) const VALUE: usize = 500;

/// A value that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The record's number, from 1.
    pub row: u64,
    /// Where it begins in the file; in a workbook, the sheet's row.
    pub line: u64,
    /// The rule's place in the set. None where the steps of the column's mapping could not work on the cell.
    pub rule: Option<usize>,
    pub field: Field,
    /// The record's SKU, where a column has it.
    pub sku: Option<String>,
    /// At most 500 characters of the value; of a list, of the one value that it is about.
    pub value: String,
    pub detail: Detail,
    /// What the rule's fix makes of the value, if that keeps the rule.
    pub proposed: Option<String>,
}

/// The part of a value that is kept.
pub(super) fn kept(value: &str) -> String {
    truncate(value, VALUE).to_owned()
}

/// Takes what is found, in the thread that runs the check.
pub trait Sink {
    /// Faults of single records come in their order, as early as they are known; those that need other records come
    /// at the end, rule by rule.
    ///
    /// # Errors
    /// Ends the run.
    fn fault(&mut self, fault: Fault) -> Result<(), SinkError>;

    /// Digests of the next records, in their order, if they were asked for. The first has the number `row`.
    ///
    /// # Errors
    /// Ends the run.
    fn records(&mut self, row: u64, digests: &[u128]) -> Result<(), SinkError> {
        let _ = (row, digests);
        Ok(())
    }
}

impl Sink for Vec<Fault> {
    fn fault(&mut self, fault: Fault) -> Result<(), SinkError> {
        self.push(fault);
        Ok(())
    }
}

/// A rule that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its place in the set.
    pub rule: usize,
    /// The fields that it asks for and the table does not have.
    pub lacks: Vec<Field>,
}

/// What a run has done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub rows: u64,
    /// Faults of each rule, by its place in the set.
    pub faults: Vec<u64>,
    /// Fields of records with cells on which the steps of a column's mapping could not work.
    pub unmapped: u64,
    /// Rules that were left out because the table has not the fields that they look at.
    pub skipped: Vec<Skipped>,
    pub notes: Notes,
}
