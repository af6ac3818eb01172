//! What is strange in a table and does not hinder reading it.

use serde::Serialize;

domain::code_enum! {
    /// What is strange in a table and does not hinder reading it.
    pub enum TableNote {
        /// Fewer cells than there are columns; the missing ones are empty.
        TooFewCells = "too_few_cells",
        /// More cells than there are columns; those beyond are left out.
        TooManyCells = "too_many_cells",
        /// A record in which every cell is empty, which is left out. Lines without anything are not told.
        EmptyRow = "empty_row",
        /// Bytes that are no text in this encoding; each is read as U+FFFD.
        BadEncoding = "bad_encoding",
        /// A NUL, which is no text; read as U+FFFD, or as a space in a workbook.
        Nul = "nul",
        /// A carriage return alone inside of a cell without quotation marks, kept.
        LoneCarriageReturn = "lone_carriage_return",
        /// Text behind the quotation mark that closes a cell; kept as text.
        StrayQuote = "stray_quote",
        /// Two columns of the same name, or one without.
        DoubtfulHeader = "doubtful_header",
        /// A formula whose value is not kept in the workbook; the cell is empty. It has to be opened and saved.
        FormulaWithoutValue = "formula_without_value",
        /// A cell that shows `#REF!`, `#N/A` and the like; it is empty.
        CellError = "cell_error",
        /// Cells that are merged downwards: each row has the value.
        MergedCells = "merged_cells",
    }
}

/// Where something strange is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    pub note: TableNote,
    /// The file's line, or the sheet's row, from 1.
    pub line: u64,
    /// From 1; 0 where it concerns all of the line.
    pub column: u32,
}

/// What is strange, counted, with the first places of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Notes {
    places: Vec<Place>,
    counts: Vec<(TableNote, u64)>,
}

impl Notes {
    /// How many places of each kind are kept.
    pub const KEPT: u64 = 20;

    pub fn count(&self, note: TableNote) -> u64 {
        self.counts.iter().find(|(of, _)| *of == note).map_or(0, |(_, count)| *count)
    }

    /// How often each kind was seen.
    pub fn counts(&self) -> &[(TableNote, u64)] {
        &self.counts
    }

    /// The first places of each kind.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub(crate) fn add(&mut self, note: TableNote, line: u64, column: u32) {
        if self.bump(note, 1) < Self::KEPT {
            self.places.push(Place { note, line, column });
        }
    }

    /// Takes what another part of the table has, whose lines begin `lines` later.
    pub(crate) fn append(&mut self, other: &mut Self, lines: u64) {
        for place in other.places.drain(..) {
            if self.places.iter().filter(|known| known.note == place.note).count() < Self::KEPT as usize {
                self.places.push(Place { line: place.line + lines, ..place });
            }
        }
        for (note, count) in other.counts.drain(..) {
            self.bump(note, count);
        }
    }

    /// Returns how many there were before.
    fn bump(&mut self, note: TableNote, by: u64) -> u64 {
        match self.counts.iter_mut().find(|(of, _)| *of == note) {
            Some((_, count)) => {
                *count += by;
                *count - by
            }
            None => {
                self.counts.push((note, by));
                0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_kept_up_to_a_number_and_all_are_counted() {
        let mut all = Notes::default();
        for part in 0..3 {
            let mut notes = Notes::default();
            (1..=15).for_each(|line| notes.add(TableNote::Nul, line, 2));
            all.append(&mut notes, part * 100);
            assert!(notes.is_empty());
        }
        assert_eq!((all.count(TableNote::Nul), all.count(TableNote::EmptyRow)), (45, 0));
        let lines: Vec<u64> = all.places().iter().map(|place| place.line).collect();
        assert_eq!((lines.len(), lines[14], lines[15]), (20, 15, 101));
    }
}
