//! Cells and rows of OpenDocument that say how often they are repeated: a short file may have billions.

use super::{limits::Limits, problem::TableError};
use memchr::{memchr, memmem};

/// Bytes of a tag that are kept. Longer ones have a value in an attribute.
const TAG: usize = 64 << 10;

/// Counts what a table of OpenDocument has once everything that is repeated is written out.
pub(super) struct Repeats {
    limits: Limits,
    /// The begin of a tag whose end has not come.
    tag: Vec<u8>,
    inside: bool,
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
    pub fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            tag: Vec::new(),
            inside: false,
            rows: 0,
            row_repeats: 1,
            column: 0,
            width: 0,
            height: 0,
            times: 0,
            bytes: 0,
        }
    }

    /// Looks at the next part of the document.
    pub fn look(&mut self, mut part: &[u8]) -> Result<(), TableError> {
        while !part.is_empty() {
            let (used, next) = match memchr(if self.inside { b'>' } else { b'<' }, part) {
                Some(at) => (at + 1, true),
                None => (part.len(), false),
            };
            self.bytes = self.bytes.saturating_add((used as u64).saturating_mul(self.times));
            if self.inside {
                let room = TAG.saturating_sub(self.tag.len());
                self.tag.extend_from_slice(&part[..used.min(room)]);
            }
            if next {
                if self.inside {
                    self.tag();
                    self.tag.clear();
                }
                self.inside = !self.inside;
            }
            part = &part[used..];
            if self.width.saturating_mul(self.height) > self.limits.resident_cells {
                return Err(TableError::TooManyCells { max: self.limits.resident_cells });
            }
            if self.bytes > self.limits.resident_bytes {
                return Err(TableError::UnpackedTooLarge { max: self.limits.resident_bytes });
            }
        }
        Ok(())
    }

    fn tag(&mut self) {
        let repeats = |name: &str| {
            let begin = memmem::find(&self.tag, name.as_bytes())? + name.len();
            let number = self.tag.get(begin..)?.split(|byte| *byte == b'"' || *byte == b'\'').nth(1)?;
            std::str::from_utf8(number).ok()?.trim().parse::<u64>().ok()
        };
        if self.tag.starts_with(b"table:table-row") {
            self.row_repeats = repeats("table:number-rows-repeated").unwrap_or(1);
            self.rows = self.rows.saturating_add(self.row_repeats);
            (self.column, self.times) = (0, 0);
        } else if self.tag.starts_with(b"table:table-cell")
            || self.tag.starts_with(b"table:covered-table-cell")
        {
            let columns = repeats("table:number-columns-repeated").unwrap_or(1);
            self.column = self.column.saturating_add(columns);
            let filled = memmem::find(&self.tag, b"office:").is_some()
                || memmem::find(&self.tag, b"formula").is_some();
            self.times = 0;
            if filled {
                self.width = self.width.max(self.column.min(16_384));
                self.height = self.height.max(self.rows.min(1_048_576));
                self.times = columns.min(16_384).saturating_mul(self.row_repeats.min(1_048_576));
            }
        } else if self.tag.starts_with(b"table:table ") {
            // Another sheet. The ones before stand in memory as well: they stay counted by their bytes.
            (self.rows, self.width, self.height, self.times) = (0, 0, 0, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str, step: usize) -> Result<(), TableError> {
        let mut repeats = Repeats::new(&Limits::default());
        text.as_bytes().chunks(step).try_for_each(|part| repeats.look(part))
    }

    #[test]
    fn empty_rows_to_the_end_of_the_sheet_are_nothing_strange() {
        let text = "<table:table a=\"b\"><table:table-row><table:table-cell office:value=\"1\"/></table:table-row>\
            <table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell \
            table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
        assert_eq!([1, 7, 1000].map(|step| look(text, step)), [Ok(()), Ok(()), Ok(())]);
    }

    #[test]
    fn what_is_repeated_too_often_is_refused() {
        let bomb = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
            office:value=\"1\" table:number-columns-repeated=\"16384\"/></table:table-row>";
        assert!(matches!(look(bomb, 5), Err(TableError::TooManyCells { .. })));
        let text = "x".repeat(100_000);
        let long = format!(
            "<table:table-row><table:table-cell office:value-type=\"string\" \
            table:number-columns-repeated='16384'><text:p>{text}</text:p></table:table-cell></table:table-row>"
        );
        assert!(matches!(look(&long, 1000), Err(TableError::UnpackedTooLarge { .. })));
    }
}
