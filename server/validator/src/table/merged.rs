//! Cells that are merged downwards: each row has the value.

use super::{note::TableNote, row::Row};
use calamine::Dimensions;

/// Cells that are merged downwards.
#[derive(Default)]
pub(super) struct Merged {
    /// By their first row.
    areas: Vec<Dimensions>,
    next: usize,
    active: Vec<(Dimensions, String)>,
}

impl Merged {
    pub fn new(mut areas: Vec<Dimensions>) -> Self {
        areas.retain(|area| area.end.0 > area.start.0);
        areas.sort_by_key(|area| area.start);
        Self { areas, ..Self::default() }
    }

    /// Gives a row the values of the areas that began above it. Rows come in order.
    pub fn apply(&mut self, row: &mut Row) {
        self.active.retain(|(area, _)| area.end.0 >= row.number);
        for (area, value) in &self.active {
            row.set(area.start.1, value);
        }
        while let Some(area) = self.areas.get(self.next)
            && area.start.0 <= row.number
        {
            self.next += 1;
            if area.start.0 == row.number {
                row.strange.push((area.start.1, TableNote::MergedCells));
                self.active.push((*area, row.cell(area.start.1).to_owned()));
            }
        }
    }
}
