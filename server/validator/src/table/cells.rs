//! Reads the cells of whole records.

use super::{
    batch::Batch,
    format::{LineEnd, TextFormat},
    limits::Limits,
    note::TableNote,
    problem::TableError,
};
use crate::facts::canonical_decimal;
use memchr::{memchr, memchr_iter, memchr2};

/// Reads the cells of whole records.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parser {
    delimiter: u8,
    line_end: u8,
    quotes: bool,
    /// Whether numbers without quotation marks are a spreadsheet's own.
    own_numbers: bool,
    /// Cells of a record.
    width: usize,
    cell_bytes: usize,
}

/// What was seen of a record.
struct Seen {
    cells: usize,
    /// Whether a cell beyond the width has something in it.
    beyond: bool,
    /// Line ends, the last of the record not counted.
    lines: u32,
    next: usize,
}

/// One cell, and what follows.
struct Cell {
    from: usize,
    to: usize,
    /// Whether the positions are those of the text made for cells that do not stand in the file as they are.
    made: bool,
    end: usize,
    lines: u32,
}

/// Where a quotation mark closes a cell, and what stands before it.
struct Closed {
    close: usize,
    /// Line ends.
    lines: u32,
    /// Whether there are marks that stand for one of the content.
    doubled: bool,
}

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

impl Parser {
    /// For records of `width` cells.
    pub fn new(format: &TextFormat, width: usize, limits: &Limits) -> Self {
        Self {
            delimiter: format.delimiter.byte(),
            line_end: format.line_end.byte(),
            quotes: format.quotes,
            own_numbers: format.own_numbers,
            width,
            cell_bytes: limits.cell_bytes,
        }
    }

    /// Reads a part of a text that has whole records. The batch gives back the room that `bytes` had before.
    pub fn parse(&self, bytes: Vec<u8>, batch: &mut Batch) -> Result<(), TableError> {
        batch.clear(self.width);
        let has_returns = self.take_text(bytes, batch);
        let mut text = std::mem::take(&mut batch.text);
        let mut made = String::new();
        let lone = has_returns && self.lone_carriage_return(text.as_bytes());
        let result = self.records(&text, lone, &mut made, batch);
        text.push_str(&made);
        batch.text = text;
        result
    }

    /// Makes the bytes the batch's text; what is no text is replaced, and every place where it stands is told. Says whether there
    /// may be carriage returns.
    fn take_text(&self, bytes: Vec<u8>, batch: &mut Batch) -> bool {
        batch.text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let bytes = error.into_bytes();
                let mut text = String::with_capacity(bytes.len());
                let mut line = 0;
                for part in bytes.utf8_chunks() {
                    line += self.line_ends(part.valid());
                    text.push_str(part.valid());
                    if !part.invalid().is_empty() {
                        batch.notes.add(TableNote::BadEncoding, line, 0);
                        text.push(char::REPLACEMENT_CHARACTER);
                    }
                }
                text
            }
        };
        // Most texts have neither: one look finds that out.
        if memchr2(0, b'\r', batch.text.as_bytes()).is_none() {
            return false;
        }
        let (mut line, mut before) = (0, 0);
        for at in memchr_iter(0, batch.text.as_bytes()) {
            line += self.line_ends(&batch.text[before..at]);
            before = at;
            batch.notes.add(TableNote::Nul, line, 0);
        }
        if batch.notes.count(TableNote::Nul) > 0 {
            batch.text = batch.text.replace('\0', "\u{fffd}");
        }
        true
    }

    fn line_ends(&self, text: &str) -> u64 {
        memchr_iter(self.line_end, text.as_bytes()).count() as u64
    }

    /// `lone`: whether carriage returns stand in the text that end no line.
    fn records(
        &self,
        text: &str,
        lone: bool,
        made: &mut String,
        batch: &mut Batch,
    ) -> Result<(), TableError> {
        let bytes = text.as_bytes();
        let (mut at, mut line) = (0, 0);
        while at < bytes.len() {
            if let Some(next) = self.blank_line(bytes, at) {
                (at, line) = (next, line + 1);
                continue;
            }
            let begin = batch.cells.len();
            let seen = self.record(text, at, made, batch, line).map_err(|column| {
                TableError::CellTooLong { line: u64::from(line), column, max: self.cell_bytes }
            })?;
            if batch.cells[begin..].iter().all(|(from, to)| from == to) && !seen.beyond {
                batch.cells.truncate(begin);
                batch.notes.add(TableNote::EmptyRow, u64::from(line), 0);
            } else {
                if seen.cells < self.width {
                    batch.notes.add(TableNote::TooFewCells, u64::from(line), seen.cells as u32);
                } else if seen.beyond {
                    batch.notes.add(TableNote::TooManyCells, u64::from(line), seen.cells as u32);
                }
                if lone {
                    self.note_lone(text, begin, line, batch);
                }
                if self.own_numbers {
                    note_own_numbers(bytes, begin, batch);
                }
                batch.starts.push(begin as u32);
                batch.lines.push(line);
            }
            line += seen.lines + 1;
            at = seen.next;
        }
        batch.line_count = line;
        Ok(())
    }

    /// Reads one record; the number of a cell that is too long is the error.
    #[inline]
    fn record(
        &self,
        text: &str,
        mut at: usize,
        made: &mut String,
        batch: &mut Batch,
        line: u32,
    ) -> Result<Seen, usize> {
        let bytes = text.as_bytes();
        let mut seen = Seen { cells: 0, beyond: false, lines: 0, next: bytes.len() };
        loop {
            let cell = if self.quotes && bytes.get(at) == Some(&b'"') {
                self.quoted(text, at, made, batch, line)
            } else {
                let end = self.end_of_cell(bytes, at);
                Cell { from: at, to: self.without_return(bytes, at, end), made: false, end, lines: 0 }
            };
            seen.lines += cell.lines;
            if cell.to - cell.from > self.cell_bytes {
                return Err(seen.cells + 1);
            }
            if seen.cells < self.width {
                let shift = if cell.made { bytes.len() } else { 0 };
                batch.cells.push(((cell.from + shift) as u32, (cell.to + shift) as u32));
            } else {
                seen.beyond |= cell.from < cell.to;
            }
            seen.cells += 1;
            match bytes.get(cell.end) {
                Some(byte) if *byte == self.delimiter => at = cell.end + 1,
                Some(_) => {
                    seen.next = cell.end + 1;
                    return Ok(seen);
                }
                None => return Ok(seen),
            }
        }
    }

    /// A cell that begins with a quotation mark.
    fn quoted(&self, text: &str, open: usize, made: &mut String, batch: &mut Batch, line: u32) -> Cell {
        let bytes = text.as_bytes();
        let from = open + 1;
        let Closed { close, lines, doubled } = self.closed(bytes, from);
        let content = &text[from..close];
        let behind = (close + 1).min(bytes.len());
        let end = self.end_of_cell(bytes, behind);
        let rest = &text[behind..self.without_return(bytes, behind, end)];
        if rest.is_empty() && !doubled {
            return Cell { from, to: close, made: false, end, lines };
        }
        if !rest.is_empty() {
            batch.notes.add(TableNote::StrayQuote, u64::from(line), 0);
        }
        let begin = made.len();
        made.push_str(&content.replace("\"\"", "\""));
        made.push_str(rest);
        Cell { from: begin, to: made.len(), made: true, end, lines }
    }

    /// As [`closing`](super::split::closing), with what stands before the mark; the text's end where none closes.
    #[inline]
    fn closed(&self, bytes: &[u8], mut at: usize) -> Closed {
        let (mut lines, mut doubled) = (0, false);
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', self.line_end, rest)) {
            at += found;
            if bytes[at] == self.line_end {
                lines += 1;
                at += 1;
            } else if bytes.get(at + 1) == Some(&b'"') {
                doubled = true;
                at += 2;
            } else {
                return Closed { close: at, lines, doubled };
            }
        }
        Closed { close: bytes.len(), lines, doubled }
    }

    /// The delimiter, the line's end or the text's, from `at`.
    #[inline]
    fn end_of_cell(&self, bytes: &[u8], mut at: usize) -> usize {
        // Eight bytes at a time: the lowest high bit that is set stands in the first byte that is one of the two.
        let (delimiters, ends) = (LOW * u64::from(self.delimiter), LOW * u64::from(self.line_end));
        while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let word = u64::from_le_bytes(*word);
            let (a, b) = (word ^ delimiters, word ^ ends);
            let found = ((a.wrapping_sub(LOW) & !a) | (b.wrapping_sub(LOW) & !b)) & HIGH;
            if found != 0 {
                return at + (found.trailing_zeros() / 8) as usize;
            }
            at += 8;
        }
        let is_end = |byte: &u8| *byte == self.delimiter || *byte == self.line_end;
        bytes.get(at..).and_then(|rest| rest.iter().position(is_end)).map_or(bytes.len(), |found| at + found)
    }

    /// The end of a cell without the carriage return that belongs to the line's end.
    #[inline]
    fn without_return(&self, bytes: &[u8], from: usize, end: usize) -> usize {
        let last = end > from
            && self.line_end == b'\n'
            && bytes[end - 1] == b'\r'
            && bytes.get(end).is_none_or(|byte| *byte == b'\n');
        end - usize::from(last)
    }

    /// Where the next line begins, if this one is empty.
    fn blank_line(&self, bytes: &[u8], at: usize) -> Option<usize> {
        match bytes.get(at..)? {
            [byte, ..] if *byte == self.line_end => Some(at + 1),
            [b'\r', b'\n', ..] if self.line_end == b'\n' => Some(at + 2),
            [b'\r'] => Some(at + 1),
            _ => None,
        }
    }

    fn lone_carriage_return(&self, bytes: &[u8]) -> bool {
        self.line_end == LineEnd::Lf.byte()
            && memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1).is_some_and(|next| *next != b'\n'))
    }

    fn note_lone(&self, text: &str, begin: usize, line: u32, batch: &mut Batch) {
        for column in begin..batch.cells.len() {
            let (from, to) = batch.cells[column];
            let cell = text.as_bytes().get(from as usize..to as usize).unwrap_or_default();
            let quoted = from > 0 && text.as_bytes().get(from as usize - 1) == Some(&b'"');
            if !quoted && memchr(b'\r', cell).is_some() {
                batch.notes.add(TableNote::LoneCarriageReturn, u64::from(line), (column - begin + 1) as u32);
            }
        }
    }
}

/// Notes the numbers that stand without quotation marks among the cells from `begin`.
fn note_own_numbers(bytes: &[u8], begin: usize, batch: &mut Batch) {
    for at in begin..batch.cells.len() {
        let (from, to) = batch.cells[at];
        // What was made of a cell had quotation marks, too.
        let cell = bytes.get(from as usize..to as usize).unwrap_or_default();
        let is_quoted = from > 0 && bytes.get(from as usize - 1) == Some(&b'"');
        if !is_quoted && str::from_utf8(cell).is_ok_and(|cell| canonical_decimal(cell).is_some()) {
            batch.note_own_number(at);
        }
    }
}
