//! One row of a sheet while it is put together.

use super::{note::TableNote, value::Value};

/// One row of a sheet; its cells in the order of the columns.
#[derive(Default)]
pub(super) struct Row {
    /// From 0.
    pub number: u32,
    pub text: String,
    /// Column, begin and end of the cells that have something.
    pub cells: Vec<(u32, usize, usize)>,
    /// Columns in which something is strange.
    pub strange: Vec<(u32, TableNote)>,
    /// Columns in which a number stands that is the workbook's own.
    pub numbers: Vec<u32>,
}

impl Row {
    pub fn begin(&mut self, number: u32) {
        self.number = number;
        self.text.clear();
        self.cells.clear();
        self.strange.clear();
        self.numbers.clear();
    }

    pub fn push(&mut self, column: u32, value: &Value<'_>, has_formula: bool) {
        let begin = self.text.len();
        if let Some(note) = value.append(&mut self.text) {
            self.strange.push((column, note));
        } else if has_formula && matches!(value, Value::Nothing) {
            self.strange.push((column, TableNote::FormulaWithoutValue));
        }
        if matches!(value, Value::Integer(_) | Value::Number(_)) {
            self.numbers.push(column);
        }
        if self.text.len() > begin {
            self.cells.push((column, begin, self.text.len()));
        }
    }

    /// Gives a cell a value, which may be a number of the workbook's own, if it has none.
    pub fn set(&mut self, column: u32, value: &str, is_number: bool) {
        if self.cell(column).is_empty() {
            let begin = self.text.len();
            self.text.push_str(value);
            self.cells.push((column, begin, self.text.len()));
            if is_number {
                self.numbers.push(column);
            }
        }
    }

    pub fn cell(&self, column: u32) -> &str {
        let found = self.cells.iter().rev().find(|(at, _, _)| *at == column);
        found.map_or("", |(_, from, to)| &self.text[*from..*to])
    }

    /// Columns up to the last that has something.
    pub fn width(&self) -> usize {
        self.cells.iter().map(|(column, _, _)| *column as usize + 1).max().unwrap_or(0)
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}
