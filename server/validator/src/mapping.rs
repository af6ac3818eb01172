//! Which column of a sheet is which field: suggested from what columns are called and what stands in them, kept as a
//! [`Mapping`], and known again when the next sheet of the same kind comes.

mod assign;
mod evidence;
mod fingerprint;
mod header;
mod saved;
mod suggest;
mod synonyms;
#[cfg(test)]
mod tests;

pub use evidence::Evidence;
pub use fingerprint::{Fingerprint, Likeness};
pub use header::Header;
pub use saved::{
    MAPPING_MAX_COLUMNS, MappedColumn, Mapping, MappingProblem, PlannedField, PlannedSource, Recognised,
    UnusedColumn,
};
pub use suggest::{ColumnSample, Reason, Suggestion, ValuesSay, suggest, suggest_where};
pub(crate) use synonyms::fields_named;
