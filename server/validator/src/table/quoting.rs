//! Whether quotation marks quote in a text, or are inches and the like.

use super::{format::TextFormat, split::closing};
use memchr::{memchr_iter, memchr2, memrchr};

/// Cells that begin with a mark among which it is looked.
const CELLS: u32 = 1_000;
/// Lines that a cell has at most whose end is behind the sample's.
const LINES: usize = 20;

/// What the cells of a text's first part are like that begin with a quotation mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Quoting {
    /// Cells that end with the mark that closes them.
    closed: u32,
    /// Cells whose mark is closed nowhere, in the middle of a text, or beyond whole records.
    open: u32,
}

impl Quoting {
    /// Of a text from its first record on; `is_cut`, whether it goes on behind its end.
    pub fn of(text: &str, format: &TextFormat, is_cut: bool) -> Self {
        let text = text.as_bytes();
        let (delimiter, line_end) = (format.delimiter.byte(), format.line_end.byte());
        let names = text.split(|byte| *byte == line_end).next().unwrap_or_default();
        let cells = memchr_iter(delimiter, names).count();
        let mut seen = Self::default();
        let mut at = 0;
        while seen.closed + seen.open < CELLS {
            if text.get(at) == Some(&b'"') {
                let close = closing(text, at + 1);
                let ends = |mark: usize| match text.get(mark + 1..).unwrap_or_default() {
                    [] => true,
                    [b'\r', rest @ ..] if line_end == b'\n' => matches!(rest, [] | [b'\n', ..]),
                    [next, ..] => *next == delimiter || *next == line_end,
                };
                match close {
                    Some(close)
                        if ends(close) && !has_records(text, (at, close), (delimiter, line_end), cells) =>
                    {
                        seen.closed += 1;
                        at = close;
                    }
                    None if is_cut && memchr_iter(line_end, &text[at..]).nth(LINES).is_none() => {}
                    _ => seen.open += 1,
                }
            }
            match text.get(at..).and_then(|rest| memchr2(delimiter, line_end, rest)) {
                Some(found) => at += found + 1,
                None => break,
            }
        }
        seen
    }

    /// Whether there are cells that marks quote.
    pub fn is_on(self) -> bool {
        self.closed > 0 && !self.is_off()
    }

    /// Whether marks are a part of the text.
    pub fn is_off(self) -> bool {
        self.open > self.closed
    }
}

/// Whether the lines from one place to another are several, each with as many delimiters as the first one of the text: records, rather
/// than one cell.
fn has_records(
    text: &[u8],
    (from, to): (usize, usize),
    (delimiter, line_end): (u8, u8),
    delimiters: usize,
) -> bool {
    if delimiters == 0 || memchr_iter(line_end, &text[from..to]).next().is_none() {
        return false;
    }
    let begin = memrchr(line_end, &text[..from]).map_or(0, |at| at + 1);
    let end = memchr_iter(line_end, &text[to..]).next().map_or(text.len(), |at| to + at);
    let mut lines = text[begin..end].split(|byte| *byte == line_end);
    lines.all(|line| memchr_iter(delimiter, line).count() == delimiters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Delimiter;

    fn seen(text: &str, is_cut: bool) -> (u32, u32) {
        let format = TextFormat { delimiter: Delimiter::Tab, ..TextFormat::default() };
        let seen = Quoting::of(text, &format, is_cut);
        (seen.closed, seen.open)
    }

    #[test]
    fn cells_that_marks_close_are_told_from_those_that_begin_with_one() {
        assert_eq!(seen("a\tb\n5\" tube\tc\n", false), (0, 0));
        assert_eq!(seen("\"a\"\t\"b\"\r\n\"c\"\"d\"\t\"two\nlines\"\n\"e\"", false), (5, 0));
        assert_eq!(seen("a\tb\tc\n1\t\"two\nlines\"\t2\n3\t\"x\ny\"\t4\n", false), (2, 0), "in the middle");
        assert_eq!(seen("a\tb\n1\t\"5 tube\n2\t\"6 tube\n", false), (0, 2));
        assert_eq!(
            seen("a\tb\n1\t\"5 tube\n2\tRod 6\"\n", false),
            (0, 1),
            "a mark of the next record closes none"
        );
        assert_eq!(seen("a\tb\n1\t\"A\" grade\n", false), (0, 1));
        let long = format!("a\tb\n1\t\"begun\n{}", "more\n".repeat(10));
        assert_eq!((seen(&long, true), seen(&long, false)), ((0, 0), (0, 1)));
        let swallowed = format!("a\tb\n1\t\"5 tube\n{}", "2\tc\n".repeat(30));
        assert_eq!(seen(&swallowed, true), (0, 1));
    }
}
