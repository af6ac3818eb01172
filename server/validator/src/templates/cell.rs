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
    if begins_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The inverse of [`neutralised`]: without the apostrophe in front of what begins as formulas do. Whoever wants every text back as
/// it was writes them as [`unmistakable`] first.
pub fn restored(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if begins_a_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// A text that [`restored`] gives back as it was: one whose own apostrophe would be taken for that of [`neutralised`] gets one more.
pub fn unmistakable(text: &str) -> Cow<'_, str> {
    if restored(text) == text { Cow::Borrowed(text) } else { Cow::Owned(format!("'{text}")) }
}

/// Whether some program takes a text for a formula.
fn begins_a_formula(text: &str) -> bool {
    // The wide signs are read as their plain ones by some programs, and white space in front is left out.
    text.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
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

    #[test]
    fn a_text_comes_back_as_it_was() {
        for text in
            ["", "a", "'", "'a", "- 100%", "'- 100%", "''- 100%", "＝1", "'＝1", " =1", "' =1", "'' =1"]
        {
            let written = unmistakable(text);
            assert_eq!(restored(&written), text, "in a workbook");
            assert_eq!(restored(&neutralised(&written)), text, "in a file of text");
        }
        assert_eq!(restored("'5 anos"), "'5 anos", "an apostrophe of its own");
    }
}
