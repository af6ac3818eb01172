//! A cell of a sheet that is written.

use std::borrow::Cow;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    /// Canonical: `-1234.5`.
    Number(String),
}

/// A text that no spreadsheet takes for a formula: one that begins as formulas do gets an apostrophe in front, which
/// spreadsheets do not show.
pub fn neutralised(text: &str) -> Cow<'_, str> {
    // The wide signs are read as their plain ones by some programs, and white space in front is left out.
    let first = text.trim_start_matches(' ').chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_as_a_formula_is_none_any_more() {
        for text in ["=1+1", "+5", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"] {
            assert_eq!(neutralised(text), format!("'{text}"));
        }
        for text in ["", "a=1", "5", "'=1", "é"] {
            assert!(matches!(neutralised(text), Cow::Borrowed(_)), "{text}");
        }
    }
}
