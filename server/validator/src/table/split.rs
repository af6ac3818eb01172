//! Finds where records end without reading their cells, so that several can read cells at once.

use super::format::TextFormat;
use memchr::{memchr, memrchr};

/// Finds where records end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Splitter {
    delimiter: u8,
    line_end: u8,
    quotes: bool,
}

/// What a part of a text, which begins with a record, has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    /// The end of the last record that is whole.
    pub boundary: Option<usize>,
    /// Where a quotation mark opens that is not closed in this part.
    pub open: Option<usize>,
}

impl Splitter {
    pub fn new(format: &TextFormat) -> Self {
        Self { delimiter: format.delimiter.byte(), line_end: format.line_end.byte(), quotes: format.quotes }
    }

    /// `outside` is room for work, kept between calls.
    pub fn split(&self, text: &[u8], outside: &mut Vec<(usize, usize)>) -> Split {
        if !self.quotes {
            return Split { boundary: memrchr(self.line_end, text).map(|at| at + 1), open: None };
        }
        outside.clear();
        let mut open = None;
        // Begin of what stands outside of quotation marks, and how far it was looked at.
        let (mut begin, mut at) = (0, 0);
        while let Some(quote) = text.get(at..).and_then(|rest| memchr(b'"', rest)).map(|found| at + found) {
            if !self.opens(text, begin, quote) {
                at = quote + 1;
                continue;
            }
            outside.push((begin, quote));
            match closing(text, quote + 1) {
                Some(close) => (begin, at) = (close + 1, close + 1),
                None => {
                    open = Some(quote);
                    break;
                }
            }
        }
        if open.is_none() {
            outside.push((begin, text.len()));
        }
        let boundary = outside
            .iter()
            .rev()
            .find_map(|(from, to)| memrchr(self.line_end, &text[*from..*to]).map(|at| from + at + 1));
        Split { boundary, open }
    }

    /// Whether a quotation mark is the first of a cell. One in the middle of a cell is text.
    fn opens(&self, text: &[u8], begin: usize, quote: usize) -> bool {
        if quote == 0 {
            return true;
        }
        // What stands before `begin` is the mark that closed a cell.
        quote > begin && (text[quote - 1] == self.delimiter || text[quote - 1] == self.line_end)
    }
}

/// The quotation mark that closes the cell whose content begins at `at`; two in a row are one of the content. One at
/// the end of the text counts: nobody knows what follows, and nothing after it is decided here.
pub(crate) fn closing(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let quote = at + memchr(b'"', text.get(at..)?)?;
        if text.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> (Option<usize>, Option<usize>) {
        let split = Splitter::new(&TextFormat::default()).split(text.as_bytes(), &mut Vec::new());
        (split.boundary, split.open)
    }

    #[test]
    fn a_record_ends_outside_of_quotation_marks() {
        assert_eq!(split("a,b\nc,d"), (Some(4), None));
        assert_eq!(split("a,\"b\nc\",d"), (None, None));
        assert_eq!(split("a,b\nc,\"d\ne"), (Some(4), Some(6)));
        assert_eq!(split("a,b\nc,\"d\"\"\ne\"\nf"), (Some(14), None));
        assert_eq!(split(""), (None, None));
    }

    #[test]
    fn a_quotation_mark_in_the_middle_of_a_cell_is_text() {
        assert_eq!(split("tube 5\" wide,b\nc,d\"\ne"), (Some(20), None));
        assert_eq!(split("\"a\"b\"\nc"), (Some(6), None));
        assert_eq!(split("\"a\"\"\nc"), (None, Some(0)));
    }
}
