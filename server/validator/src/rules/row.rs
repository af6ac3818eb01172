//! One record as the rules see it.

use crate::{Field, Record};

/// One record as the rules see it: the fields that they name, by their place.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub(crate) fields: &'a [Field],
    /// What the cells are slices of, and what was made of others behind it.
    pub(crate) text: &'a str,
    pub(crate) made: &'a str,
    pub(crate) cells: &'a [(u32, u32)],
}

impl<'a> Row<'a> {
    /// The value of a field by its place among the program's; empty where the table has none.
    #[inline]
    pub fn at(&self, slot: usize) -> &'a str {
        let Some((from, to)) = self.cells.get(slot) else { return "" };
        let (from, to) = (*from as usize, *to as usize);
        let found = match from.checked_sub(self.text.len()) {
            Some(from) => self.made.get(from..to - self.text.len()),
            None => self.text.get(from..to),
        };
        found.unwrap_or("")
    }
}

impl Record for Row<'_> {
    fn get(&self, field: &Field) -> Option<&str> {
        self.fields.iter().position(|known| known == field).map(|slot| self.at(slot))
    }
}
