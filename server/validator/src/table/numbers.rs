//! Columns whose numbers are a spreadsheet's own.

use crate::facts::{DecimalMark, money};
use std::collections::BTreeSet;

/// Which columns of a spreadsheet hold numbers of its own. These come with a decimal point, however the spreadsheet shows them;
/// what somebody wrote as text comes as it was written.
#[derive(Debug, Clone, Default)]
pub struct OwnNumbers {
    own: BTreeSet<usize>,
    written: BTreeSet<usize>,
}

impl OwnNumbers {
    /// A cell of this column, from 0, is a number.
    pub fn number(&mut self, column: usize) {
        self.own.insert(column);
    }

    /// A cell of this column, from 0, is a text.
    pub fn text(&mut self, column: usize, text: &str) {
        if text.contains([',', '.']) && money(text, DecimalMark::Auto).is_ok() {
            self.written.insert(column);
        }
    }

    /// The columns in which numbers stand and no text does that has a mark as numbers have.
    pub fn columns(&self) -> Vec<usize> {
        self.own.difference(&self.written).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_in_which_numbers_are_written_as_text_are_none() {
        let mut seen = OwnNumbers::default();
        for column in 0..3 {
            seen.number(column);
        }
        seen.text(0, "Preço, em reais");
        seen.text(1, "R$ 11,50");
        seen.text(2, "12");
        seen.text(3, "1.5");
        assert_eq!(seen.columns(), [0, 2]);
    }
}
