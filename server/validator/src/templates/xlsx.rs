//! A sheet as an Excel workbook, whose rows go to disk as they come.

use super::{Cell, CellProblem, CellProblemKind, ExportError, Exporter};
use crate::Record;
use rust_xlsxwriter::{Format, Workbook};
use std::io::{Seek, Write};

/// Rows below the headings.
pub const EXCEL_MAX_ROWS: u32 = 1_048_575;
/// Counted as UTF-16, as Excel does.
const MAX_CELL: usize = 32_767;
/// Digits that a number of Excel keeps; longer ones are written as text.
const MAX_DIGITS: usize = 15;

/// Writes records row by row. Texts are stored as texts, so none of them is a formula.
pub struct ExcelExport<'t> {
    exporter: Exporter<'t>,
    workbook: Workbook,
    rows: u32,
}

impl<'t> ExcelExport<'t> {
    /// Writes the headings.
    ///
    /// # Errors
    /// When there is no room for temporary files.
    pub fn begin(exporter: Exporter<'t>) -> Result<Self, ExportError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (column, header) in (0u16..).zip(exporter.headers()) {
            sheet.write_string_with_format(0, column, header, &bold)?;
        }
        Ok(Self { exporter, workbook, rows: 0 })
    }

    /// Writes a record, and says which of its cells are not what they should be.
    ///
    /// # Errors
    /// [`ExportError::TooManyRows`]; when nothing can be written.
    pub fn write(&mut self, record: &dyn Record) -> Result<Vec<CellProblem>, ExportError> {
        if self.rows == EXCEL_MAX_ROWS {
            return Err(ExportError::TooManyRows);
        }
        self.rows += 1;
        let (cells, mut problems) = self.exporter.row(record);
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, cell) in (0u16..).zip(&cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    let fitting = cut(text);
                    if fitting.len() < text.len() {
                        problems.push(CellProblem {
                            column: column.into(),
                            kind: CellProblemKind::ExcelCellLength,
                        });
                    }
                    sheet.write_string(self.rows, column, fitting)?;
                }
                Cell::Number(number) => match number.parse::<f64>() {
                    Ok(value) if number.bytes().filter(u8::is_ascii_digit).count() <= MAX_DIGITS => {
                        sheet.write_number(self.rows, column, value)?;
                    }
                    _ => {
                        sheet.write_string(self.rows, column, number)?;
                    }
                },
            }
        }
        Ok(problems)
    }

    /// Puts the workbook together.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn finish<W: Write + Seek + Send>(mut self, to: W) -> Result<(), ExportError> {
        Ok(self.workbook.save_to_writer(to)?)
    }
}

/// As much of a text as a cell of Excel holds.
fn cut(text: &str) -> &str {
    if text.len() <= MAX_CELL {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MAX_CELL
    });
    end.map_or(text, |(at, _)| &text[..at])
}
