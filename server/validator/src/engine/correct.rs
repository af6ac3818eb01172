//! Takes fixes that somebody accepted: what becomes of each record, and in which cells that is written.

use super::{
    RunError,
    layout::{From, Laid, Layout, Plan, Unchanged},
};
use crate::{
    facts::LIST_SEPARATOR,
    rules::{Judge, Program, Row},
    table::Batch,
    transform::Transformation,
};
use std::collections::{BTreeMap, BTreeSet};

/// Fixes taken one after the other in one record: each may make another one's due again.
const ROUNDS: usize = 16;

/// Which fixes are taken.
pub struct Correction<'a> {
    pub plan: &'a Plan,
    pub program: &'a Program,
    /// Whether the fix of a rule, by its place in the set, is taken in a record, by its number from 1.
    pub accepts: &'a dyn Fn(u64, usize) -> bool,
}

/// A cell that is written anew.
pub(super) struct Change {
    /// From 0.
    pub column: usize,
    pub after: String,
}

/// What was corrected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Corrected {
    pub rows: u64,
    pub changed_rows: u64,
    pub changed_cells: u64,
    /// Values that no cell can be given so that it is read as them: they stay as they are.
    pub left: u64,
}

/// Looks at record after record.
pub(super) struct Corrector<'a> {
    correction: &'a Correction<'a>,
    layout: Layout,
    program: Program,
    laid: Laid,
    /// Whether a cell can be written so.
    can_hold: &'a dyn Fn(&str) -> bool,
    pub done: Corrected,
}

impl<'a> Corrector<'a> {
    /// # Errors
    /// [`RunError::Plan`].
    pub fn new(
        correction: &'a Correction<'a>,
        columns: usize,
        can_hold: &'a dyn Fn(&str) -> bool,
    ) -> Result<Self, RunError> {
        let layout = Layout::new(correction.plan, correction.program, columns)?;
        let program = correction.program.without(|rule| rule.is_void(|slot| layout.has(slot)));
        let (laid, done) = (Laid::default(), Corrected::default());
        Ok(Self { correction, layout, program, laid, can_hold, done })
    }

    /// What becomes of a record, by column.
    pub fn changes(&mut self, batch: &Batch, record: usize) -> Vec<Change> {
        self.done.rows += 1;
        let row = self.done.rows;
        self.laid.lay(&self.layout, batch, record);
        let unread = self.laid.unread();
        self.laid.problems.clear();
        let slots = self.take_fixes(batch, row, &unread);
        let mut changes = BTreeMap::new();
        for slot in slots {
            match self.cells(batch, record, slot) {
                Some(cells) => changes.extend(cells),
                None => self.done.left += 1,
            }
        }
        let changes: Vec<Change> = changes
            .into_iter()
            .filter(|(column, after)| batch.cell(record, *column) != after)
            .map(|(column, after)| Change { column, after })
            .collect();
        self.done.changed_rows += u64::from(!changes.is_empty());
        self.done.changed_cells += changes.len() as u64;
        changes
    }

    /// Takes fix after fix of those that the record as it came was offered, for what another fix brings about was accepted by
    /// nobody, and none of what could not be read; the places of the fields that have another value then.
    fn take_fixes(&mut self, batch: &Batch, number: u64, unread: &[usize]) -> BTreeSet<usize> {
        let (mut slots, mut offered) = (BTreeSet::new(), BTreeSet::new());
        for round in 0..ROUNDS {
            let mut fix = None;
            let laid = &self.laid;
            let row =
                Row { fields: &self.layout.fields, text: &batch.text, made: &laid.made, cells: &laid.cells };
            self.program.judge(&row, &mut |rule, judged| {
                let is_read = !unread.iter().any(|slot| rule.hangs_on(*slot));
                let is_fault = is_read && matches!(judged, Judge::Fault(_));
                let may_be_taken = round == 0 || fix.is_none() && offered.contains(&rule.index);
                if is_fault
                    && may_be_taken
                    && (self.correction.accepts)(number, rule.index)
                    && let Some(fixed) = rule.fixed(&row)
                {
                    offered.insert(rule.index);
                    fix.get_or_insert((rule.slot, fixed));
                }
            });
            let Some((slot, fixed)) = fix else { break };
            self.laid.put(slot, &fixed, batch);
            slots.insert(slot);
        }
        slots
    }

    /// The cells that give a field its new value; none where no cell can.
    fn cells(&self, batch: &Batch, record: usize, slot: usize) -> Option<Vec<(usize, String)>> {
        let laid = &self.laid;
        let row =
            Row { fields: &self.layout.fields, text: &batch.text, made: &laid.made, cells: &laid.cells };
        let value = row.at(slot);
        let unchanged = Unchanged { layout: &self.layout, batch, record };
        let cell = |column: usize, steps: Option<&Transformation>, value: &str| {
            let is_own = batch.is_own_number(record, column);
            let reads_as = |cell: &str| match steps {
                None => cell == value,
                Some(steps) => steps.read(cell, is_own, &unchanged).is_ok_and(|read| read == value),
            };
            // Where numbers have a decimal comma, the steps take it for the point.
            let written = [value.to_owned(), value.replacen('.', ",", 1)];
            written.into_iter().find(|cell| (self.can_hold)(cell) && reads_as(cell))
        };
        match self.layout.from.get(slot)? {
            From::Nowhere | From::Constant(_) => None,
            From::Column(column) => Some(vec![(*column, cell(*column, None, value)?)]),
            From::Steps(column, steps) => Some(vec![(*column, cell(*column, Some(steps), value)?)]),
            From::List(parts) => {
                let mut items = value.split(LIST_SEPARATOR).filter(|item| !item.trim().is_empty());
                let cells: Option<Vec<_>> = parts
                    .iter()
                    .map(|(column, steps)| match items.next() {
                        Some(item) => Some((*column, cell(*column, steps.as_ref(), item)?)),
                        None => Some((*column, String::new())),
                    })
                    .collect();
                cells.filter(|_| items.next().is_none())
            }
        }
    }
}
