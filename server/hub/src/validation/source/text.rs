//! Rows of cells as the text that the engine reads and that is kept of what was read.

use bytes::Bytes;
use connector_kit::Cell;
use std::borrow::Cow;
use validator::{
    facts::canonical_decimal,
    table::{Delimiter, Encoding, Format, LineEnd, TextFormat},
};

/// Digits of a number that a binary fraction holds for certain.
const DIGITS: usize = 15;

/// How such a text is read. Lines end in a carriage return alone: line feeds inside of cells then make no lines, and the
/// line of a record is the row of the sheet.
pub(in crate::validation) fn format(header_row: u32, decimal_comma: bool) -> Format {
    Format::Text(TextFormat {
        encoding: Encoding::Utf8,
        delimiter: Delimiter::Comma,
        quotes: true,
        line_end: LineEnd::Cr,
        header_row,
        decimal_comma,
        own_numbers: false,
    })
}

/// The same of cells that come as numbers or as texts: which of both they are is kept.
pub(in crate::validation) fn of_cells(mut format: Format) -> Format {
    if let Format::Text(text) = &mut format {
        text.own_numbers = true;
    }
    format
}

/// A text that grows row by row and is handed on in parts.
#[derive(Debug, Default)]
pub(super) struct RowsText {
    text: String,
    /// Rows that are written.
    rows: u64,
}

impl RowsText {
    /// Adds the row of this number, from 1; rows between are empty lines. One without anything is left to be one of them.
    pub fn push<'a>(&mut self, number: u64, cells: impl Iterator<Item = Cow<'a, str>>) {
        self.row(number, cells.map(|cell| (cell, false)));
    }

    /// Adds a row of a spreadsheet in the same way.
    pub fn push_cells(&mut self, number: u64, cells: &[Cell]) {
        self.row(number, cells.iter().map(|one| (cell(one), matches!(one, Cell::Text(_)))));
    }

    /// Cells, with whether they are texts that have to be told from numbers.
    fn row<'a>(&mut self, number: u64, cells: impl Iterator<Item = (Cow<'a, str>, bool)>) {
        let begin = self.text.len();
        for _ in self.rows + 1..number {
            self.text.push('\r');
        }
        let first = self.text.len();
        let mut is_empty = true;
        for (at, (cell, is_text)) in cells.enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            is_empty &= cell.is_empty();
            self.cell(&cell, is_text);
        }
        if is_empty {
            self.text.truncate(begin);
            return;
        }
        // A byte order mark would be taken off.
        if number == 1 && self.text[first..].starts_with('\u{feff}') {
            self.text.replace_range(first..first + '\u{feff}'.len_utf8(), "");
        }
        self.text.push('\r');
        self.rows = number;
    }

    fn cell(&mut self, cell: &str, is_text: bool) {
        let looks_like_number = is_text && canonical_decimal(cell).is_some();
        if !looks_like_number && !cell.contains(['"', ',', '\n', '\r']) {
            self.text.push_str(cell);
            return;
        }
        let lines = cell.replace("\r\n", "\n").replace('\r', "\n");
        self.text.push('"');
        self.text.push_str(&lines.replace('"', "\"\""));
        self.text.push('"');
    }

    /// What came since the last time.
    pub fn take(&mut self) -> Bytes {
        Bytes::from(std::mem::take(&mut self.text))
    }

    pub const fn len(&self) -> usize {
        self.text.len()
    }
}

/// A cell of a spreadsheet as text: numbers in plain digits, without those that only say how fractions are kept.
pub(super) fn cell(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Number(number) => {
            let text = number.to_string();
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            match format!("{number:.14e}").parse::<f64>() {
                Ok(rounded) if digits > DIGITS && number.fract() != 0.0 => Cow::Owned(rounded.to_string()),
                _ => Cow::Owned(text),
            }
        }
        other => other.text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use validator::table::{Limits, Table};

    fn read(text: Bytes, header_row: u32) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
        let Format::Text(format) = format(header_row, false) else { panic!("a text") };
        let length = text.len() as u64;
        let table =
            Table::text(std::io::Cursor::new(text), &format, Limits::default(), Some(length)).unwrap();
        let (columns, mut rows) = (table.columns().to_vec(), Vec::new());
        table
            .batches(&mut |batch, _, before| {
                for at in 0..batch.len() {
                    let cells = batch.record(at).map(str::to_owned).collect();
                    rows.push((before + u64::from(batch.line(at)) + 1, cells));
                }
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        (columns, rows)
    }

    #[test]
    fn numbers_are_told_from_texts_that_look_like_some() {
        let mut text = RowsText::default();
        text.push(1, row(&["Preço", "Preço"]));
        text.push_cells(2, &[Cell::Number(58.9), Cell::Text("58.9".into())]);
        text.push_cells(3, &[Cell::Number(-3.0), Cell::Text("R$ 1.234,50".into())]);
        let Format::Text(format) = of_cells(format(1, false)) else { panic!("a text") };
        let table = Table::text(std::io::Cursor::new(text.take()), &format, Limits::default(), None).unwrap();
        let mut own = Vec::new();
        table
            .batches(&mut |batch, _, _| {
                for at in 0..batch.len() {
                    own.push([0, 1].map(|column| batch.is_own_number(at, column)));
                }
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!(own, [[true, false], [true, false]]);
    }

    fn row(cells: &[&'static str]) -> impl Iterator<Item = Cow<'static, str>> {
        cells.iter().map(|cell| Cow::Borrowed(*cell)).collect::<Vec<_>>().into_iter()
    }

    #[test]
    fn lines_are_the_rows_of_the_sheet_whatever_stands_in_cells() {
        let mut text = RowsText::default();
        text.push(2, row(&["SKU", "Título, ou \"nome\"", "Descrição"]));
        text.push(3, row(&["A-1", "Uma\r\nlinha\re outra", "=2+2"]));
        text.push(4, row(&["", "", ""]));
        text.push(7, row(&["A-2", "\"", ""]));
        let (columns, rows) = read(text.take(), 1);
        assert_eq!(columns, ["SKU", "Título, ou \"nome\"", "Descrição"]);
        assert_eq!(rows[0], (3, ["A-1", "Uma\nlinha\ne outra", "=2+2"].map(str::to_owned).to_vec()));
        assert_eq!(rows[1], (7, ["A-2", "\"", ""].map(str::to_owned).to_vec()));
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn numbers_are_told_as_the_sheet_shows_them() {
        let told = |number| cell(&Cell::Number(number)).into_owned();
        assert_eq!(
            [0.1 + 0.2, 49.9, 7_891_234_567_895.0, -3.0].map(told),
            ["0.3", "49.9", "7891234567895", "-3"]
        );
        assert_eq!(cell(&Cell::Text("=2+2".into())), "=2+2");
        assert_eq!(cell(&Cell::Empty), "");
    }
}
