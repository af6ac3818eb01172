//! A sheet of a workbook with fixes taken, as a new workbook.

use super::{
    Progress, RunError,
    correct::{Corrected, Correction, Corrector},
};
use crate::{
    Field,
    facts::canonical_decimal,
    mapping::PlannedSource,
    table::{Before, Format, Table, TableError},
    templates::EXCEL_MAX_ROWS,
    transform::Transformation,
};
use domain::ProductFieldKind;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use std::{
    collections::BTreeMap,
    io::{Seek, Write},
    ops::ControlFlow,
};

/// Characters that a cell of Excel takes.
const CELL: usize = 32_767;
/// Digits that a number of Excel keeps.
const DIGITS: usize = 15;

/// Writes a sheet anew with fixes taken. The workbook has this sheet alone, its
/// values without formulas and formats; no text of it is a formula.
///
/// # Errors
/// The table cannot be read or is longer than a sheet of Excel, nothing can be written, or it is cancelled.
pub fn correct_book<W: Write + Seek + Send>(
    table: Table,
    correction: &Correction<'_>,
    progress: &Progress,
    to: W,
) -> Result<Corrected, RunError> {
    let can_hold = |cell: &str| cell.chars().nth(CELL).is_none();
    let mut corrector = Corrector::new(correction, table.columns().len(), &can_hold)?;
    let numbers = numbers(correction, table.columns().len());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().map_err(unwritten)?;
    if let Format::Book(format) = table.format() {
        sheet.set_name(corrected_sheet(&format.sheet)).map_err(unwritten)?;
    }
    let mut next = 0;
    if let Before::Rows(rows) = table.before() {
        for row in rows {
            for (column, cell) in (0..).zip(row) {
                write(sheet, (next, column), cell, false).map_err(unwritten)?;
            }
            next += 1;
        }
        sheet.set_freeze_panes(next, 0).map_err(unwritten)?;
    }
    let mut failed = None;
    let read = table.batches(&mut |batch, _, lines| {
        let mut part = || -> Result<(), RunError> {
            for record in 0..batch.len() {
                if next > EXCEL_MAX_ROWS {
                    let max = u64::from(EXCEL_MAX_ROWS);
                    return Err(RunError::Table { problem: TableError::TooManyRows { max } });
                }
                let changes = corrector.changes(batch, record);
                let after: BTreeMap<usize, &str> =
                    changes.iter().map(|change| (change.column, change.after.as_str())).collect();
                for (column, cell) in batch.record(record).enumerate() {
                    let cell = after.get(&column).copied().unwrap_or(cell);
                    if !can_hold(cell) {
                        let (line, column) = (lines + u64::from(batch.line(record)) + 1, column + 1);
                        let problem = TableError::CellTooLong { line, column, max: CELL };
                        return Err(RunError::Table { problem });
                    }
                    let is_number = numbers.get(column).copied().unwrap_or_default()
                        || batch.is_own_number(record, column);
                    let place = (next, u16::try_from(column).unwrap_or(u16::MAX));
                    write(sheet, place, cell, is_number).map_err(unwritten)?;
                }
                next += 1;
            }
            progress.advance(corrector.done.rows, lines + u64::from(batch.line_count));
            if progress.is_cancelled() { Err(RunError::Cancelled) } else { Ok(()) }
        };
        match part() {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    read.map_err(|problem| RunError::Table { problem })?;
    book.save_to_writer(to).map_err(unwritten)?;
    Ok(corrector.done)
}

/// What Excel can call a sheet that is called so: at most 31 characters, without some signs.
pub fn corrected_sheet(name: &str) -> String {
    let allowed: String = name.chars().filter(|sign| !"[]:*?/\\".contains(*sign)).take(31).collect();
    match allowed.trim_matches('\'') {
        "" => "Planilha".to_owned(),
        name => name.to_owned(),
    }
}

/// Which columns are numbers where they can be read as one: those whose steps, if they have any, take a point for the mark of
/// fractions, as Excel's own numbers have it.
fn numbers(correction: &Correction<'_>, columns: usize) -> Vec<bool> {
    let mut numbers = vec![false; columns];
    for planned in &correction.plan.0 {
        let Field::Product(field) = &planned.field else { continue };
        let kinds = [ProductFieldKind::Money, ProductFieldKind::Number, ProductFieldKind::Integer];
        if kinds.contains(&field.kind())
            && let PlannedSource::Columns(of) = &planned.source
        {
            for (column, steps) in of {
                if let Some(number) = numbers.get_mut(*column) {
                    *number = steps.as_ref().is_none_or(Transformation::takes_point);
                }
            }
        }
    }
    numbers
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &str,
    number: bool,
) -> Result<(), XlsxError> {
    if cell.is_empty() {
        return Ok(());
    }
    match exact_number(cell).filter(|_| number) {
        Some(value) => sheet.write_number(row, column, value)?,
        None => sheet.write_string(row, column, cell)?,
    };
    Ok(())
}

/// A cell as a number, where a workbook keeps each of its digits.
pub fn exact_number(cell: &str) -> Option<f64> {
    let is_exact = canonical_decimal(cell).is_some_and(|number| number.to_string() == cell)
        && cell.bytes().filter(u8::is_ascii_digit).count() <= DIGITS;
    if is_exact { cell.parse().ok() } else { None }
}

fn unwritten(error: XlsxError) -> RunError {
    RunError::Sink { reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_digits_or_stays_a_text() {
        assert_eq!(exact_number("187.3"), Some(187.3));
        assert_eq!(exact_number("-5"), Some(-5.0));
        for text in ["187,3", "007", "1e3", "7891000100103001", "abc", ""] {
            assert_eq!(exact_number(text), None, "{text}");
        }
    }
}
