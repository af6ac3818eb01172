//! Some hundred records at a time.

use super::note::Notes;

/// A part of a table, not yet looked at: what a reader hands to those who check.
#[derive(Debug)]
pub struct Piece {
    pub(crate) content: Content,
    /// Position in the source behind this piece.
    pub(crate) read: u64,
}

#[derive(Debug)]
pub(crate) enum Content {
    /// Whole records in UTF-8, probably.
    Text(Vec<u8>),
    Batch(Batch),
}

/// Records as slices of one text. Reused, so that a table of any size allocates little.
#[derive(Debug, Default)]
pub struct Batch {
    pub(crate) text: String,
    /// Beginning and end of each cell, `width` for each record at most: cells that are missing take no room.
    pub(crate) cells: Vec<(u32, u32)>,
    /// Where the cells of each record begin.
    pub(crate) starts: Vec<u32>,
    pub(crate) width: usize,
    /// The line of each record, from 0 at the batch's first.
    pub(crate) lines: Vec<u32>,
    /// How many lines the batch has.
    pub(crate) line_count: u32,
    pub(crate) notes: Notes,
    /// A bit for each cell whose number is a spreadsheet's own, by its place in `cells`; as long as the last of them needs.
    pub(crate) own: Vec<u64>,
}

impl Batch {
    /// How many records it has.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Cells of every record.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A cell of a record; empty where there is none.
    pub fn cell(&self, record: usize, column: usize) -> &str {
        match self.cells_of(record).get(column) {
            Some((from, to)) => self.text.get(*from as usize..*to as usize).unwrap_or(""),
            None => "",
        }
    }

    /// Whether a cell of a record is a number of the spreadsheet's own, not a text that may look like one: it has a decimal
    /// point, whatever mark the column's texts have.
    #[inline]
    pub fn is_own_number(&self, record: usize, column: usize) -> bool {
        if self.own.is_empty() || column >= self.cells_of(record).len() {
            return false;
        }
        let at = self.starts.get(record).map_or(0, |at| *at as usize) + column;
        self.own.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Notes that a cell, by its place in `cells`, is such a number.
    pub(crate) fn note_own_number(&mut self, cell: usize) {
        if self.own.len() <= cell / 64 {
            self.own.resize(cell / 64 + 1, 0);
        }
        self.own[cell / 64] |= 1 << (cell % 64);
    }

    /// Places of the cells that a record has.
    #[inline]
    pub(crate) fn cells_of(&self, record: usize) -> &[(u32, u32)] {
        let from = self.starts.get(record).map_or(self.cells.len(), |at| *at as usize);
        let to = self.starts.get(record + 1).map_or(self.cells.len(), |at| *at as usize);
        self.cells.get(from..to).unwrap_or_default()
    }

    /// The line of a record, from 0 at the batch's first.
    pub fn line(&self, record: usize) -> u32 {
        self.lines.get(record).copied().unwrap_or(self.line_count)
    }

    /// All cells of a record.
    pub fn record(&self, record: usize) -> impl Iterator<Item = &str> {
        (0..self.width).map(move |column| self.cell(record, column))
    }

    /// Makes it empty, for records of so many cells.
    pub(crate) fn clear(&mut self, width: usize) {
        self.text.clear();
        self.cells.clear();
        self.starts.clear();
        self.lines.clear();
        self.own.clear();
        self.width = width;
        self.line_count = 0;
        self.notes = Notes::default();
    }
}
