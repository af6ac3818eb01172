//! Text in parts: read, decoded, and cut where records end.

use super::{
    batch::{Batch, Content, Piece},
    cells::Parser,
    decode::Decode,
    format::TextFormat,
    guard::Guard,
    head,
    limits::Limits,
    note::Notes,
    problem::TableError,
    split::Splitter,
};
use memchr::memchr_iter;
use std::{io::Read, ops::ControlFlow};

/// Bytes of a part: the first is small, so that its faults are known soon.
const FIRST: usize = 32 << 10;
const PIECE: usize = 256 << 10;
/// Lines of a part: what is found in it stands in memory.
const LINES: usize = 2_048;

/// A text that is read once, from its begin to its end.
pub(super) struct Text {
    guard: Guard<Box<dyn Read + Send>>,
    decode: Decode,
    splitter: Splitter,
    limits: Limits,
    line_end: u8,
    /// Text that was read and not handed on.
    carry: Vec<u8>,
    ended: bool,
    /// Room of the splitter.
    outside: Vec<(usize, usize)>,
    /// Room for bytes that are not UTF-8.
    raw: Vec<u8>,
}

/// The names of the columns, and how many lines stand before the first record.
pub(super) struct Head {
    pub columns: Vec<String>,
    pub lines: u64,
    pub notes: Notes,
    pub before: Before,
}

/// What stands before the first record, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Before {
    Text {
        /// Whether the file says by its first three bytes that it is UTF-8.
        mark: bool,
        /// In UTF-8, probably.
        text: Vec<u8>,
    },
    /// Rows of a sheet.
    Rows(Vec<Vec<String>>),
}

impl Text {
    /// Reads as far as the names of the columns.
    pub fn open(
        reader: Box<dyn Read + Send>,
        format: &TextFormat,
        limits: Limits,
        expected: Option<u64>,
    ) -> Result<(Self, Head), TableError> {
        let mut text = Self {
            guard: Guard::new(reader, &limits, expected),
            decode: Decode::new(format.encoding),
            splitter: Splitter::new(format),
            limits,
            line_end: format.line_end.byte(),
            carry: Vec::new(),
            ended: false,
            outside: Vec::new(),
            raw: Vec::new(),
        };
        let mut carry = Vec::new();
        let mut size = FIRST;
        let mut notes = Notes::default();
        let mut mark = false;
        loop {
            text.fill(&mut carry, size)?;
            if carry.starts_with(b"\xef\xbb\xbf") {
                carry.drain(..3);
                mark = true;
            }
            let whole = text.whole(&carry)?;
            let found = match whole {
                Some(end) => head::find(&carry[..end], format, &limits, &mut notes)?,
                None => None,
            };
            if let Some((columns, used)) = found {
                let lines = memchr_iter(text.line_end, &carry[..used]).count() as u64;
                let before = Before::Text { mark, text: carry.drain(..used).collect() };
                text.carry = carry;
                return Ok((text, Head { columns, lines, notes, before }));
            }
            // The names of the columns stand in the first megabytes.
            if text.ended || carry.len() > limits.record_bytes {
                let empty = carry.iter().all(u8::is_ascii_whitespace);
                return Err(if empty {
                    TableError::Empty
                } else {
                    TableError::NoHeader { row: format.header_row }
                });
            }
            size = carry.len().saturating_mul(2).max(FIRST);
        }
    }

    /// Hands on every part. `spare` gives room that is not in use.
    pub fn read(
        mut self,
        spare: &mut dyn FnMut() -> Vec<u8>,
        out: &mut dyn FnMut(Piece) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        let mut size = FIRST;
        let mut part = std::mem::take(&mut self.carry);
        loop {
            self.fill(&mut part, size)?;
            let Some(end) = self.whole(&part)? else {
                size = part.len().saturating_mul(2).max(FIRST);
                continue;
            };
            let end = self.shortened(&part, end);
            let mut next = spare();
            next.clear();
            next.extend_from_slice(&part[end..]);
            part.truncate(end);
            let done = self.ended && next.is_empty();
            if !part.is_empty() {
                let piece = Piece { content: Content::Text(part), read: self.guard.read() };
                if out(piece).is_break() {
                    return Ok(());
                }
            }
            if done {
                return Ok(());
            }
            part = next;
            size = (size * 2).min(PIECE);
        }
    }

    /// The end of fewer records, where there are many short lines.
    fn shortened(&mut self, part: &[u8], mut end: usize) -> usize {
        while memchr_iter(self.line_end, &part[..end]).count() > LINES {
            match self.splitter.split(&part[..end / 2], &mut self.outside).boundary {
                Some(boundary) => end = boundary,
                None => break,
            }
        }
        end
    }

    /// Adds to a part until it has so many bytes, or the source ends.
    fn fill(&mut self, part: &mut Vec<u8>, size: usize) -> Result<(), TableError> {
        if self.ended {
            return Ok(());
        }
        if !self.decode.is_needed() {
            part.reserve_exact(size.saturating_sub(part.len()) + 64);
            self.ended = self.guard.fill(part, size)?;
            return Ok(());
        }
        self.raw.clear();
        self.ended = self.guard.fill(&mut self.raw, size.saturating_sub(part.len()).max(FIRST))?;
        self.decode.append(&self.raw, part, self.ended);
        Ok(())
    }

    /// The end of the whole records of a part; none where there has to be more. A mark that is never closed, or a
    /// record too long, is an error with the line counted from the part's begin.
    fn whole(&mut self, part: &[u8]) -> Result<Option<usize>, TableError> {
        let split = self.splitter.split(part, &mut self.outside);
        let line = |at: usize| memchr_iter(self.line_end, &part[..at]).count() as u64;
        if self.ended {
            return match split.open {
                Some(at) => Err(TableError::UnclosedQuote { line: line(at) }),
                None => Ok(Some(part.len())),
            };
        }
        let begin = split.boundary.unwrap_or(0);
        if part.len() - begin > self.limits.record_bytes {
            return Err(match split.open {
                Some(at) => TableError::UnclosedQuote { line: line(at) },
                None => TableError::RecordTooLong { line: line(begin), max: self.limits.record_bytes },
            });
        }
        Ok(split.boundary)
    }
}

/// Reads a piece's cells; a piece that has them already is handed back.
pub(crate) fn cells(piece: Piece, parser: &Parser, batch: &mut Batch) -> Result<(), TableError> {
    match piece.content {
        Content::Text(bytes) => parser.parse(bytes, batch),
        Content::Batch(ready) => {
            *batch = ready;
            Ok(())
        }
    }
}
