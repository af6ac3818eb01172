//! Transformations: a chain of steps that makes of a cell what a field should hold.
//!
//! A [`Chain`] is plain data that people write (YAML) and Orion keeps (JSON). [`Chain::compile`] looks for what cannot
//! work and gives a [`Transformation`], which is applied to millions of cells: it takes time in the cell's length, its
//! results have a largest size, and it never panics. A cell that a step cannot work on is left to the caller with a
//! [`StepProblem`]; nothing is guessed.

mod apply;
mod chain;
mod compile;
mod condition;
mod date;
mod preview;
mod problem;
mod saved;
mod step;
mod template;
#[cfg(test)]
mod tests;
mod unit;

pub use apply::OUTPUT_MAX_BYTES;
pub use chain::{CHAIN_MAX_STEPS, Chain, YAML_MAX_BYTES, YamlFault, YamlFaultKind};
pub use compile::Transformation;
pub use condition::Condition;
pub use preview::{Preview, PreviewProblem, examples, preview};
pub use problem::{ChainProblem, ChainProblemKind, StepProblem, StepProblemKind};
pub use saved::{CHAIN_MAX_TESTS, ChainTest, FailedTest, Outcome, SavedChain};
pub use step::{
    Convert, Date, Join, Lookup, Money, Number, Otherwise, Part, Replace, Split, Step, StripHtml,
    TableEntries, When,
};
pub use unit::Unit;

/// A record without any field, for chains that are tried on a cell alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoRecord;

impl crate::Record for NoRecord {
    fn get(&self, _: &crate::Field) -> Option<&str> {
        None
    }
}

/// A record whose fields stand in a map: of a test, a form or a preview.
impl crate::Record for std::collections::BTreeMap<crate::Field, String> {
    fn get(&self, field: &crate::Field) -> Option<&str> {
        Self::get(self, field).map(String::as_str)
    }
}
