//! Why a run ends before its end.

use crate::{Field, table::TableError};
use serde::Serialize;

/// Why a run ends before its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum RunError {
    #[error("the table cannot be read: {problem}")]
    Table { problem: TableError },
    #[error("what was found cannot be kept: {reason}")]
    Sink { reason: String },
    #[error("the folder for what does not fit into memory cannot be used: {reason}")]
    Spill { reason: String },
    #[error("the list {name:?} cannot be read: {reason}")]
    List { name: String, reason: String },
    #[error("the field {field} is to come from a column that is not there")]
    Plan { field: Field },
    #[error("it was cancelled")]
    Cancelled,
    /// A thread that checks has ended by itself.
    #[error("a thread has broken down")]
    Broken,
}

/// Why a sink does not take what is found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SinkError(pub String);

impl From<SinkError> for RunError {
    fn from(error: SinkError) -> Self {
        Self::Sink { reason: error.0 }
    }
}

/// Of the folder for what does not fit into memory.
pub(super) fn spill(error: std::io::Error) -> RunError {
    RunError::Spill { reason: error.to_string() }
}
