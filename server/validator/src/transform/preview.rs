//! What a chain would do to real rows, before it is saved.

use super::{StepProblem, Transformation};
use crate::{Field, Record};
use serde::Serialize;

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
    rows.iter().map(|row| one(chain, row.get(field).unwrap_or_default(), row)).collect()
}

fn one(chain: &Transformation, cell: &str, row: &dyn Record) -> Preview {
    let shown = |text: &str| crate::facts::truncate(text, MAX_SHOWN).to_owned();
    match chain.apply(cell, row) {
        Ok(value) => {
            Preview { before: shown(cell), changed: value != cell, after: Some(shown(&value)), problem: None }
        }
        Err(StepProblem { step, kind }) => {
            let problem = Some(PreviewProblem { step, code: kind.code() });
            Preview { before: shown(cell), after: None, problem, changed: false }
        }
    }
}
