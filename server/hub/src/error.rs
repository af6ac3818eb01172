//! The errors of use cases, and how they become faults.

use domain::{Fault, FieldProblem};
use store::StoreError;

/// What a use case could not do.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// Something the caller can act on.
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Store(StoreError),
    #[error("stored credentials cannot be opened: {0}")]
    Vault(#[from] crate::vault::VaultError),
    #[error("{0}")]
    Internal(String),
}

impl From<StoreError> for HubError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::Fault(Fault::NotFound),
            StoreError::SessionOver => Self::Fault(Fault::Unauthenticated),
            StoreError::Unavailable(_) => {
                tracing::warn!(%error, "database unavailable");
                Self::Fault(Fault::Unavailable)
            }
            other => Self::Store(other),
        }
    }
}

impl HubError {
    /// Turns a uniqueness rule into the fault of a form field.
    #[must_use]
    pub fn on_taken(self, constraint: &str, field: &str) -> Self {
        match self {
            Self::Store(StoreError::Taken { constraint: name }) if name == constraint => {
                Self::Fault(Fault::field(field, FieldProblem::Taken))
            }
            other => other,
        }
    }
}

impl From<HubError> for Fault {
    /// What the caller may see. Anything internal is logged here, once, under the reference that
    /// the fault carries.
    fn from(error: HubError) -> Self {
        match error {
            HubError::Fault(fault) => fault,
            internal => {
                let reference = uuid::Uuid::now_v7().simple().to_string()[20..].to_owned();
                tracing::error!(reference, error = &internal as &dyn std::error::Error, "internal error");
                Self::Internal { reference }
            }
        }
    }
}
