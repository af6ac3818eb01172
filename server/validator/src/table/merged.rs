//! Cells that are merged downwards: each row has the value.

use super::{note::TableNote, row::Row};
use calamine::Dimensions;

/// Cells that are merged downwards.
#[derive(Default)]
pub(super) struct Merged {
    /// By their first row.
    areas: Vec<Dimensions>,
    next: usize,
    /// With their values, and whether these are numbers of the workbook's own.
    active: Vec<(Dimensions, String, bool)>,
}

impl Merged {
    pub fn new(mut areas: Vec<Dimensions>) -> Self {
        areas.retain(|area| area.end.0 > area.start.0);
        areas.sort_by_key(|area| area.start);
        Self { areas, ..Self::default() }
    }

    /// Gives a row the values of the areas that began above it. Rows come in order.
    pub fn apply(&mut self, row: &mut Row) {
        self.active.retain(|(area, ..)| area.end.0 >= row.number);
        for (area, value, is_number) in &self.active {
            row.set(area.start.1, value, *is_number);
        }
        while let Some(area) = self.areas.get(self.next)
            && area.start.0 <= row.number
        {
            self.next += 1;
            // Areas that lie upon each other are none of a spreadsheet, and each would keep a value.
            let is_apart = !self.active.iter().any(|(known, ..)| known.start.1 == area.start.1);
            if area.start.0 == row.number && is_apart {
                row.strange.push((area.start.1, TableNote::MergedCells));
                let is_number = row.numbers.contains(&area.start.1);
                self.active.push((*area, row.cell(area.start.1).to_owned(), is_number));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::value::Value;

    #[test]
    fn areas_that_lie_upon_each_other_keep_one_value() {
        let areas = (0..100).map(|row| Dimensions { start: (row, 0), end: (1_000, 0) });
        let mut merged = Merged::new(areas.collect());
        let mut row = Row::default();
        for number in 0..100 {
            row.begin(number);
            row.push(1, &Value::Integer(1), false);
            if number == 0 {
                row.push(0, &Value::Text("A1"), false);
            }
            merged.apply(&mut row);
            assert_eq!(row.cell(0), "A1");
        }
        assert_eq!(merged.active.len(), 1);
    }
}
