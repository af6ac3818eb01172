//! Cells and rows of OpenDocument that say how often they are repeated: a short file may have billions.

use super::{
    limits::Limits,
    markup::{Markup, damaged, times},
    problem::TableError,
};
use quick_xml::events::{BytesStart, Event};
use std::io::Read;

/// Columns and rows of a sheet: those beyond are read by nobody.
const COLUMNS: u64 = 16_384;
const ROWS: u64 = 1_048_576;

/// Refuses a document whose tables have more cells or texts than the limits, once everything that is repeated is written out.
pub(super) fn check(part: impl Read, limits: &Limits) -> Result<(), TableError> {
    let mut markup = Markup::new(part);
    let mut seen = Repeats::default();
    loop {
        match markup.event()? {
            Event::Start(tag) => seen.open(&tag)?,
            Event::End(tag) => seen.close(tag.name().into_inner()),
            Event::Text(text) => seen.text(text.len() as u64),
            Event::CData(text) => seen.text(text.len() as u64),
            Event::GeneralRef(name) => seen.text(name.len() as u64),
            Event::Eof => return Ok(()),
            _ => {}
        }
        seen.within(limits)?;
    }
}

/// What tables of OpenDocument have once everything that is repeated is written out.
#[derive(Default)]
struct Repeats {
    /// Cells of the tables before.
    before: u64,
    /// Whether a table, a row or a cell is open: each stands inside of the one before, and none inside of one of its kind.
    table: bool,
    row: bool,
    cell: bool,
    /// Rows so far, and how often the present one is repeated.
    rows: u64,
    row_repeats: u64,
    column: u64,
    /// The last column and row that have something.
    width: u64,
    height: u64,
    /// How often the present cell is repeated, in all rows.
    times: u64,
    bytes: u64,
}

impl Repeats {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), TableError> {
        let (is_open, of) = match tag.name().into_inner() {
            "table:table" => (&mut self.table, "table"),
            "table:table-row" => (&mut self.row, "row"),
            "table:table-cell" | "table:covered-table-cell" => (&mut self.cell, "cell"),
            // Spaces in a row.
            "text:s" => {
                self.bytes =
                    self.bytes.saturating_add(times(tag, "text:c")?.saturating_mul(self.times.max(1)));
                return Ok(());
            }
            _ => return Ok(()),
        };
        if std::mem::replace(is_open, true) {
            return Err(damaged(format_args!("a {of} stands inside of another")));
        }
        match of {
            "table" => {
                // The ones before stand in memory as well.
                self.before = self.cells();
                (self.rows, self.width, self.height, self.times) = (0, 0, 0, 0);
            }
            "row" => {
                self.row_repeats = times(tag, "table:number-rows-repeated")?;
                self.rows = self.rows.saturating_add(self.row_repeats);
                (self.column, self.times) = (0, 0);
            }
            _ => self.cell(tag)?,
        }
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>) -> Result<(), TableError> {
        let columns = times(tag, "table:number-columns-repeated")?;
        self.column = self.column.saturating_add(columns);
        let (mut is_filled, mut value) = (false, 0);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(damaged)?;
            let name = attribute.key.into_inner();
            is_filled |= name.starts_with("office:") || name == "table:formula";
            // Kept for each cell, as texts in it are; numbers take no room of their own.
            if let "office:string-value" | "office:date-value" | "office:time-value" | "table:formula" = name
            {
                value += attribute.value.len() as u64;
            }
        }
        self.times = 0;
        if is_filled {
            self.width = self.width.max(self.column.min(COLUMNS));
            self.height = self.height.max(self.rows.min(ROWS));
            self.times = columns.min(COLUMNS).saturating_mul(self.row_repeats.min(ROWS));
            self.text(value);
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "table:table" => self.table = false,
            "table:table-row" => self.row = false,
            "table:table-cell" | "table:covered-table-cell" => {
                (self.cell, self.times) = (false, 0);
            }
            _ => {}
        }
    }

    /// So many bytes of a text in the present cell.
    fn text(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_add(bytes.saturating_mul(self.times));
    }

    fn cells(&self) -> u64 {
        self.before.saturating_add(self.width.saturating_mul(self.height))
    }

    fn within(&self, limits: &Limits) -> Result<(), TableError> {
        if self.cells() > limits.resident_cells {
            return Err(TableError::TooManyCells { max: limits.resident_cells });
        }
        if self.bytes > limits.resident_bytes {
            return Err(TableError::UnpackedTooLarge { max: limits.resident_bytes });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str) -> Result<(), TableError> {
        check(text.as_bytes(), &Limits::default())
    }

    #[test]
    fn empty_rows_to_the_end_of_the_sheet_are_nothing_strange() {
        let text = "<table:table a=\"b\"><table:table-row><table:table-cell office:value=\"1\"/></table:table-row>\
            <table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell \
            table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
        assert_eq!(look(text), Ok(()));
    }

    #[test]
    fn what_is_repeated_too_often_is_refused() {
        let bomb = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
            office:value=\"1\" table:number-columns-repeated=\"16384\"/></table:table-row>";
        assert!(matches!(look(bomb), Err(TableError::TooManyCells { .. })));
        let text = "x".repeat(100_000);
        let long = format!(
            "<table:table-row><table:table-cell office:value-type=\"string\" \
            table:number-columns-repeated='16384'><text:p>{text}</text:p></table:table-cell></table:table-row>"
        );
        let told = format!(
            "<table:table-row><table:table-cell office:string-value=\"{text}\" \
            table:number-columns-repeated='16384'/></table:table-row>"
        );
        let spaces = "<table:table-cell office:value-type=\"string\"><text:s text:c=\"4000000000\"/></table:table-cell>";
        for text in [long.as_str(), &told, spaces] {
            assert!(matches!(look(text), Err(TableError::UnpackedTooLarge { .. })), "{text:.80}");
        }
    }

    #[test]
    fn no_attribute_hides_how_often_a_row_is_repeated() {
        let cell = "<table:table-cell office:value=\"1\" table:number-columns-repeated=\"16\"/>";
        let of = |before: &str, times: &str| {
            look(&format!(
                "<table:table-row {before} table:number-rows-repeated=\"{times}\">{cell}</table:table-row>"
            ))
        };
        assert_eq!(of("x=\"\"", "1000"), Ok(()));
        let long = format!("x=\"{}\"", "y".repeat(100_000));
        for before in ["", "x=\">\"", "x='\">'", &long] {
            assert!(matches!(of(before, "1048576"), Err(TableError::TooManyCells { .. })), "{before:.20}");
        }
        assert!(matches!(of("", "&#49;048576"), Err(TableError::TooManyCells { .. })));
        assert!(matches!(of("", "many"), Err(TableError::DamagedBook { .. })));
        assert_eq!(
            look(&format!("<!-- <table:table-row table:number-rows-repeated=\"1048576\">{cell} -->")),
            Ok(())
        );
    }

    #[test]
    fn all_tables_stand_in_memory_and_none_inside_of_another() {
        let row = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value=\"1\"/>\
            </table:table-row>";
        let table = format!("<table:table>{row}</table:table>");
        assert_eq!(look(&format!("<a>{}</a>", table.repeat(5))), Ok(()));
        let refused = look(&format!("<a>{}</a>", table.repeat(6)));
        assert!(matches!(refused, Err(TableError::TooManyCells { .. })), "{refused:?}");
        for nested in ["<table:table><table:table/></table:table>", "<table:table><table:table-row>"] {
            assert!(matches!(look(nested), Err(TableError::DamagedBook { .. })), "{nested}");
        }
    }
}
