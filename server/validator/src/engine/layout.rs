//! Where the values of fields come from.

use super::error::RunError;
use crate::{
    Field, Record,
    facts::LIST_SEPARATOR,
    mapping::{PlannedField, PlannedSource},
    rules::Program,
    table::Batch,
    transform::{StepProblem, Transformation},
};
use std::{borrow::Cow, str::FromStr};

/// Where the values of fields come from in one table.
#[derive(Debug, Clone, Default)]
pub struct Plan(pub Vec<PlannedField>);

impl Plan {
    /// Takes every column whose name is the code of a field, as it is.
    pub fn of_names<S: AsRef<str>>(columns: &[S]) -> Self {
        let mut plan = Self::default();
        for (at, name) in columns.iter().enumerate() {
            if let Ok(field) = Field::from_str(name.as_ref().trim()) {
                plan.take(field, at);
            }
        }
        plan
    }

    /// Takes a column as it is, unless the field has a source already.
    pub fn take(&mut self, field: Field, column: usize) {
        if !self.0.iter().any(|known| known.field == field) {
            self.0.push(PlannedField { field, source: PlannedSource::Columns(vec![(column, None)]) });
        }
    }
}

/// Where the values of a field come from.
pub(super) enum From {
    Nowhere,
    /// A column, taken as it is.
    Column(usize),
    /// Made of a column.
    Steps(usize, Transformation),
    /// Several columns make a list.
    List(Vec<(usize, Option<Transformation>)>),
    Constant(String),
}

/// The fields of a record in the order in which rules and digests look at them.
pub(super) struct Layout {
    pub fields: Vec<Field>,
    pub from: Vec<From>,
    /// Whether no value has to be made.
    plain: bool,
}

impl Layout {
    /// The fields of the rules come first. The others of the plan follow: the steps of a column may read any of them.
    pub fn new(plan: &Plan, program: &Program, columns: usize) -> Result<Self, RunError> {
        let mut fields = program.fields().to_vec();
        let more = plan.0.iter().map(|planned| &planned.field);
        fields.extend(more.filter(|field| !program.fields().contains(field)).cloned());
        let mut from = Vec::new();
        for field in &fields {
            let planned = plan.0.iter().find(|planned| planned.field == *field);
            from.push(match planned.map(|planned| &planned.source) {
                None => From::Nowhere,
                Some(PlannedSource::Constant(value)) => From::Constant(value.clone()),
                Some(PlannedSource::Columns(parts)) => {
                    if parts.iter().any(|(column, _)| *column >= columns) {
                        return Err(RunError::Plan { field: field.clone() });
                    }
                    match parts.as_slice() {
                        [] => From::Nowhere,
                        [(column, None)] => From::Column(*column),
                        [(column, Some(steps))] => From::Steps(*column, steps.clone()),
                        parts => From::List(parts.to_vec()),
                    }
                }
            });
        }
        let plain = from.iter().all(|from| matches!(from, From::Nowhere | From::Column(_)));
        Ok(Self { fields, from, plain })
    }

    /// From which column a value of a list comes, by its place from 1; none where all come from one.
    pub fn column_of(&self, batch: &Batch, record: usize, slot: usize, item: usize) -> Option<usize> {
        let From::List(parts) = self.from.get(slot)? else { return None };
        let unchanged = Unchanged { layout: self, batch, record };
        let (mut before, mut last) = (0, None);
        for (column, steps) in parts {
            let cell = batch.cell(record, *column);
            let value = match steps
                .as_ref()
                .map(|steps| steps.read(cell, batch.is_own_number(record, *column), &unchanged))
            {
                None => cell.into(),
                Some(Ok(value)) => value,
                Some(Err(_)) => continue,
            };
            let items = value.split(LIST_SEPARATOR).filter(|item| !item.trim().is_empty()).count();
            before += items;
            if before >= item {
                return Some(*column);
            }
            if items > 0 {
                last = Some(*column);
            }
        }
        // One cell alone may part its values by another sign.
        last
    }

    pub fn has(&self, slot: usize) -> bool {
        self.from.get(slot).is_some_and(|from| !matches!(from, From::Nowhere))
    }
}

/// A record as it stands in the table, before any step.
pub(super) struct Unchanged<'a> {
    pub layout: &'a Layout,
    pub batch: &'a Batch,
    pub record: usize,
}

impl Record for Unchanged<'_> {
    fn get(&self, field: &Field) -> Option<&str> {
        let slot = self.layout.fields.iter().position(|known| known == field)?;
        match self.layout.from.get(slot)? {
            From::Nowhere => None,
            From::Column(column) | From::Steps(column, _) => Some(self.batch.cell(self.record, *column)),
            From::List(parts) => parts.first().map(|(column, _)| self.batch.cell(self.record, *column)),
            From::Constant(value) => Some(value),
        }
    }
}

/// The cells of one record, in a layout's order.
#[derive(Default)]
pub(super) struct Laid {
    pub cells: Vec<(u32, u32)>,
    /// What is no slice of the batch's text.
    pub made: String,
    /// Fields with cells on which steps could not work: the cells, as a list is written where they are several, and why the first
    /// one did not work.
    pub problems: Vec<(usize, String, StepProblem)>,
}

impl Laid {
    pub fn lay(&mut self, layout: &Layout, batch: &Batch, record: usize) {
        self.cells.clear();
        self.made.clear();
        let cells = batch.cells_of(record);
        let slice = |column: usize| cells.get(column).copied().unwrap_or_default();
        if layout.plain {
            self.cells.extend(layout.from.iter().map(|from| match from {
                From::Column(column) => slice(*column),
                _ => (0, 0),
            }));
            return;
        }
        let shift = batch.text.len();
        let unchanged = Unchanged { layout, batch, record };
        for (slot, from) in layout.from.iter().enumerate() {
            let before = self.made.len();
            match from {
                From::Nowhere => {}
                From::Column(column) => {
                    self.cells.push(slice(*column));
                    continue;
                }
                From::Constant(value) => self.made.push_str(value),
                From::Steps(column, steps) => {
                    let cell = batch.cell(record, *column);
                    match steps.read(cell, batch.is_own_number(record, *column), &unchanged) {
                        Ok(value) if *value == *cell => {
                            self.cells.push(slice(*column));
                            continue;
                        }
                        Ok(value) => self.made.push_str(&value),
                        Err(problem) => self.problems.push((slot, cell.to_owned(), problem)),
                    }
                }
                From::List(parts) => {
                    for (column, steps) in parts {
                        let value = steps.as_ref().map(|steps| {
                            let is_own = batch.is_own_number(record, *column);
                            steps.read(batch.cell(record, *column), is_own, &unchanged)
                        });
                        self.item(slot, batch.cell(record, *column), value, before);
                    }
                }
            }
            self.cells.push(((shift + before) as u32, (shift + self.made.len()) as u32));
        }
    }

    /// The fields of which a cell could not be read and that have no value therefore.
    pub fn unread(&self) -> Vec<usize> {
        let is_empty = |slot: &usize| self.cells.get(*slot).is_none_or(|(from, to)| from == to);
        self.problems.iter().map(|(slot, ..)| *slot).filter(is_empty).collect()
    }

    /// Puts a value in the place of another one.
    pub fn put(&mut self, slot: usize, value: &str, batch: &Batch) {
        let shift = batch.text.len() + self.made.len();
        self.made.push_str(value);
        if let Some(cell) = self.cells.get_mut(slot) {
            *cell = (shift as u32, (shift + value.len()) as u32);
        }
    }

    /// Adds what steps, if there are any, made of a cell to a list that begins at `begin`.
    fn item(
        &mut self,
        slot: usize,
        cell: &str,
        value: Option<Result<Cow<'_, str>, StepProblem>>,
        begin: usize,
    ) {
        let value = match value {
            None => cell.into(),
            Some(Ok(value)) => value,
            Some(Err(problem)) => {
                match self.problems.iter_mut().find(|(known, ..)| *known == slot) {
                    Some((_, cells, _)) => {
                        cells.push_str(LIST_SEPARATOR);
                        cells.push_str(cell);
                    }
                    None => self.problems.push((slot, cell.to_owned(), problem)),
                }
                return;
            }
        };
        if value.trim().is_empty() {
            return;
        }
        if self.made.len() > begin {
            self.made.push_str(LIST_SEPARATOR);
        }
        self.made.push_str(&value);
    }
}
