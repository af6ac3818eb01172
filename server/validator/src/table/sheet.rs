//! The rows of a sheet.

use super::{
    book::{Source, xlsx},
    limits::Limits,
    merged::Merged,
    problem::TableError,
    row::Row,
    value::Value,
};
use calamine::{Data, Range, Xlsx};
use std::ops::ControlFlow;

type Each<'a> = &'a mut dyn FnMut(&mut Row) -> Result<ControlFlow<()>, TableError>;

/// Rows of an xlsx, read as they stand: the sheet is never in memory as a whole.
pub(super) fn of_xlsx(
    book: &mut Xlsx<Source>,
    name: &str,
    merged: bool,
    limits: &Limits,
    each: Each<'_>,
) -> Result<(), TableError> {
    let mut merged = match merged {
        true => Merged::new(book.merge_cells_by_sheet_name(name).map_err(xlsx)?),
        false => Merged::default(),
    };
    let mut reader = book.worksheet_cells_reader(name).map_err(xlsx)?;
    let (mut row, mut begun, mut cells) = (Row::default(), false, 0_u64);
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(xlsx)? {
        let (number, column) = cell.pos;
        if !begun || number != row.number {
            if begun {
                if number < row.number {
                    return Err(TableError::DamagedBook { reason: "its rows are not in order".to_owned() });
                }
                merged.apply(&mut row);
                if each(&mut row)?.is_break() {
                    return Ok(());
                }
            }
            row.begin(number);
            begun = true;
        }
        cells += 1;
        if cells > limits.cells {
            return Err(TableError::TooManyCells { max: limits.cells });
        }
        row.push(column, &Value::from(&cell.value), cell.formula.is_some());
    }
    if begun {
        merged.apply(&mut row);
        let _ = each(&mut row)?;
    }
    Ok(())
}

/// Rows of a sheet that stands in memory.
pub(super) fn of_range(
    range: &Range<Data>,
    formulas: &Range<String>,
    limits: &Limits,
    each: Each<'_>,
) -> Result<(), TableError> {
    let (height, width) = range.get_size();
    if (height as u64).saturating_mul(width as u64) > limits.cells {
        return Err(TableError::TooManyCells { max: limits.cells });
    }
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut row = Row::default();
    for (at, cells) in range.rows().enumerate() {
        let number = first_row + at as u32;
        row.begin(number);
        for (at, data) in cells.iter().enumerate() {
            let column = first_column + at as u32;
            let has_formula = matches!(data, Data::Empty)
                && formulas.get_value((number, column)).is_some_and(|formula| !formula.is_empty());
            row.push(column, &Value::from(data), has_formula);
        }
        if each(&mut row)?.is_break() {
            return Ok(());
        }
    }
    Ok(())
}
