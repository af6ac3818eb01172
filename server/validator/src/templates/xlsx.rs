//! A sheet as an Excel workbook, whose rows go to disk as they come.

use super::{Cell, CellProblem, CellProblemKind, ExportError, Exporter, Shortfalls, rows::Rows};
use crate::Record;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::{Seek, Write};

/// Rows below the headings.
pub const EXCEL_MAX_ROWS: u32 = 1_048_575;
/// Counted as UTF-16, as Excel does.
const MAX_CELL: usize = 32_767;
/// Digits that a number of Excel keeps; longer ones are written as text.
const MAX_DIGITS: usize = 15;

/// The words of the sheet behind the products, in the reader's language.
pub struct ShortfallWords {
    /// Its name: at most 31 characters, without those that Excel refuses (`[]:*?/\`).
    pub sheet: &'static str,
    /// Row, SKU, column, what is wrong.
    pub headings: [&'static str; 4],
    pub why: Box<dyn Fn(&CellProblemKind) -> String + Send + Sync>,
    /// So many cells more than are told.
    pub more: Box<dyn Fn(u64) -> String + Send + Sync>,
}

/// Writes records as they come; of a product with variants, once all of these are seen. Texts are stored as texts, so none of
/// them is a formula.
pub struct ExcelExport<'t> {
    rows: Rows<'t>,
    workbook: Workbook,
    written: u32,
}

impl<'t> ExcelExport<'t> {
    /// Writes the headings.
    ///
    /// # Errors
    /// When there is no room for temporary files.
    pub fn begin(exporter: Exporter<'t>) -> Result<Self, ExportError> {
        let mut workbook = Workbook::new();
        let rows = Rows::new(exporter);
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (column, header) in (0u16..).zip(rows.headers()) {
            sheet.write_string_with_format(0, column, header, &bold)?;
        }
        Ok(Self { rows, workbook, written: 0 })
    }

    /// Takes a record with its number in the table, from 1.
    ///
    /// # Errors
    /// [`ExportError::TooManyRows`]; when nothing can be written.
    pub fn write(&mut self, row: u64, record: &dyn Record) -> Result<(), ExportError> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        self.rows.take(row, record, &mut |cells| put(sheet, &mut self.written, cells))
    }

    /// Puts the workbook together. With words, cells that are not as they should be are listed on a sheet of their own.
    ///
    /// # Errors
    /// [`ExportError::TooManyRows`]; when nothing can be written.
    pub fn finish<W: Write + Seek + Send>(
        mut self,
        to: W,
        words: Option<&ShortfallWords>,
    ) -> Result<Shortfalls, ExportError> {
        let headers: Vec<_> = self.rows.headers().collect();
        let sheet = self.workbook.worksheet_from_index(0)?;
        let shortfalls = self.rows.finish(&mut |cells| put(sheet, &mut self.written, cells))?;
        if let Some(words) = words.filter(|_| shortfalls.cells > 0) {
            tell(self.workbook.add_worksheet(), &headers, &shortfalls, words)?;
        }
        self.workbook.save_to_writer(to)?;
        Ok(shortfalls)
    }
}

fn put(sheet: &mut Worksheet, written: &mut u32, cells: &[Cell]) -> Result<Vec<CellProblem>, ExportError> {
    if *written == EXCEL_MAX_ROWS {
        return Err(ExportError::TooManyRows);
    }
    *written += 1;
    let mut problems = Vec::new();
    for (column, cell) in (0u16..).zip(cells) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                let fitting = cut(text);
                if fitting.len() < text.len() {
                    let kind = CellProblemKind::ExcelCellLength;
                    problems.push(CellProblem { column: column.into(), kind });
                }
                sheet.write_string(*written, column, fitting)?;
            }
            Cell::Number(number) => match number.parse::<f64>() {
                Ok(value) if number.bytes().filter(u8::is_ascii_digit).count() <= MAX_DIGITS => {
                    sheet.write_number(*written, column, value)?;
                }
                _ => {
                    sheet.write_string(*written, column, number)?;
                }
            },
        }
    }
    Ok(problems)
}

/// Lists the cells that are not as they should be.
fn tell(
    sheet: &mut Worksheet,
    headers: &[&str],
    shortfalls: &Shortfalls,
    words: &ShortfallWords,
) -> Result<(), ExportError> {
    sheet.set_name(words.sheet)?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, heading) in (0u16..).zip(words.headings) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    let mut below = 0;
    for told in &shortfalls.first {
        below += 1;
        sheet.write_number(below, 0, told.row as f64)?;
        sheet.write_string(below, 1, told.sku.as_str())?;
        sheet.write_string(below, 2, headers.get(told.column).copied().unwrap_or_default())?;
        sheet.write_string(below, 3, (words.why)(&told.kind))?;
    }
    if shortfalls.more() > 0 {
        sheet.write_string(below + 1, 0, (words.more)(shortfalls.more()))?;
    }
    Ok(())
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
