//! What a chain would do to real rows, before it is saved.

use super::{ChainTest, NoRecord, StepProblem, Transformation};
use crate::{Field, Record};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A cell before and behind a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// At most 2,000 characters.
    pub before: String,
    /// At most 2,000 characters; `None` where a step could not work on the cell.
    pub after: Option<String>,
    pub problem: Option<PreviewProblem>,
    /// Whether the chain changes the cell.
    pub changed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewProblem {
    /// From 1.
    pub step: usize,
    pub code: &'static str,
}

const MAX_SHOWN: usize = 2_000;

/// Applies the chain to a field of each row, in their order. Rows without the field count as empty cells.
pub fn preview<R: Record>(chain: &Transformation, field: &Field, rows: &[R]) -> Vec<Preview> {
    rows.iter().map(|row| one(chain, field, row)).collect()
}

fn one(chain: &Transformation, field: &Field, row: &dyn Record) -> Preview {
    let cell = row.get(field).unwrap_or_default();
    let shown = |text: &str| crate::facts::truncate(text, MAX_SHOWN).to_owned();
    match chain.read(cell, row.is_own_number(field), row) {
        Ok(value) => {
            Preview { before: shown(cell), changed: value != cell, after: Some(shown(&value)), problem: None }
        }
        Err(StepProblem { step, kind }) => {
            let problem = Some(PreviewProblem { step, code: kind.code() });
            Preview { before: shown(cell), after: None, problem, changed: false }
        }
    }
}

/// Tests that hold for what the chain makes of these rows, at most so many: of cells that are not alike, those that it changes
/// first. What else a test's record holds are those of `fields` without which something else came out.
pub fn examples<R: Record>(
    chain: &Transformation,
    field: &Field,
    fields: &[Field],
    rows: &[R],
    most: usize,
) -> Vec<ChainTest> {
    let mut met = BTreeSet::new();
    let mut tests: Vec<_> = rows.iter().map(|row| example(chain, field, fields, row)).collect();
    tests.retain(|test| test.cell.len() <= MAX_SHOWN && met.insert(test.cell.clone()));
    tests.sort_by_key(|test| test.out.as_ref() == Some(&test.cell));
    tests.truncate(most);
    tests
}

fn example(chain: &Transformation, field: &Field, fields: &[Field], row: &dyn Record) -> ChainTest {
    let cell = row.get(field).unwrap_or_default();
    let outcome = |record: &dyn Record| {
        chain.apply(cell, record).map(|value| value.into_owned()).map_err(|problem| problem.kind)
    };
    let wanted = outcome(row);
    let mut needed = BTreeMap::new();
    if outcome(&NoRecord) != wanted {
        let held = fields.iter().filter_map(|field| Some((field.clone(), row.get(field)?.to_owned())));
        needed.extend(held);
        for field in fields {
            if let Some(value) = needed.remove(field)
                && outcome(&needed) != wanted
            {
                needed.insert(field.clone(), value);
            }
        }
    }
    let (out, problem) = match wanted {
        Ok(value) => (Some(value), None),
        Err(problem) => (None, Some(problem)),
    };
    ChainTest { cell: cell.to_owned(), row: needed, out, problem }
}
