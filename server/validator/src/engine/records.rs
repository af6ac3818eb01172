//! The records of a table, by canonical field.

use super::{
    Progress, RunError,
    layout::{Laid, Layout, Plan},
};
use crate::{
    Field,
    rules::{Program, Row},
    table::Table,
    transform::StepProblem,
};
use std::ops::ControlFlow;

/// Takes a record with its number, and the fields whose cells cannot be read, with why.
pub type TakeRecord<'t> = dyn FnMut(u64, &Row<'_>, &[(&Field, &StepProblem)]) -> ControlFlow<()> + 't;

/// Hands on every record with its number, from 1, until told to stop. Values that the steps of their column cannot make are
/// empty; whose they are is told beside the record.
///
/// # Errors
/// The table cannot be read, the plan names a column that is not there, or it is cancelled.
pub fn read_records(
    table: Table,
    plan: &Plan,
    progress: &Progress,
    each: &mut TakeRecord<'_>,
) -> Result<(), RunError> {
    let layout = Layout::new(plan, &Program::default(), table.columns().len())?;
    let mut laid = Laid::default();
    let read = table.batches(&mut |batch, rows, lines| {
        for record in 0..batch.len() {
            laid.lay(&layout, batch, record);
            let row = Row { fields: &layout.fields, text: &batch.text, made: &laid.made, cells: &laid.cells };
            let unread = laid.problems.iter();
            let unread = unread.filter_map(|(slot, _, why)| Some((layout.fields.get(*slot)?, why)));
            let flow = each(rows + record as u64 + 1, &row, &unread.collect::<Vec<_>>());
            laid.problems.clear();
            if flow.is_break() {
                return ControlFlow::Break(());
            }
        }
        progress.advance(rows + batch.len() as u64, lines + u64::from(batch.line_count));
        if progress.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    read.map_err(|problem| RunError::Table { problem })?;
    if progress.is_cancelled() { Err(RunError::Cancelled) } else { Ok(()) }
}
