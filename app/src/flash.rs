//! What one page leaves for the next, kept in the session and shown once.

use crate::integrations::TestReport;
use domain::Fault;
use serde::{Deserialize, Serialize};

/// Messages and form fields on their way to the next page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flash {
    /// A confirmation, in the language of the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toast: Option<String>,
    /// What takes back what the toast confirms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<Undo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned: Option<Returned>,
}

impl Flash {
    pub(crate) fn of_form(returned: Returned) -> Self {
        Self { returned: Some(returned), ..Self::default() }
    }
}

/// A form of one button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The server function that it posts to, given by the code and not by the request.
    pub action: String,
    pub fields: Vec<(String, String)>,
}

/// A form that comes back to its page with what had been typed, because it was refused or only
/// tested. Secrets are never in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    pub form: String,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    /// What a connection test found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<TestReport>,
    /// Whether something had been typed that is not shown again.
    #[serde(default)]
    pub has_secrets: bool,
    pub fields: Vec<(String, String)>,
}
