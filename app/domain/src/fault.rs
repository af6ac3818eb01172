//! The only error that reaches a browser or an API client: codes, never prose.

use crate::{PlanCode, PlanCurrency, Quota};
use serde::{Deserialize, Serialize};

/// What went wrong, as a code that a page translates and says what to do about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    #[error("not signed in")]
    Unauthenticated,
    #[error("the role does not allow this")]
    Forbidden,
    /// The company asks people of this role for a second factor, and whoever asks has none.
    #[error("a second factor is needed first")]
    SecondFactorNeeded,
    #[error("no such thing here")]
    NotFound,
    #[error("some fields are not valid")]
    Invalid { fields: Vec<FieldError> },
    /// The thing changed or is in a state that does not allow the operation; `what` is a code.
    #[error("conflict: {what}")]
    Conflict { what: String },
    /// Too many tries; `retry_after` in seconds.
    #[error("too many tries, wait {retry_after} s")]
    Throttled { retry_after: u32 },
    #[error("the plan includes {} of {}", .0.limit, .0.quota)]
    QuotaExceeded(OverQuota),
    #[error("{platform} answered with a problem: {kind}")]
    Upstream { platform: String, kind: UpstreamKind },
    #[error("not available right now")]
    Unavailable,
    /// Ours; `reference` is written in the log with the cause.
    #[error("internal error {reference}")]
    Internal { reference: String },
}

impl Fault {
    /// A fault of one field.
    pub fn field(field: &str, problem: FieldProblem) -> Self {
        Self::Invalid { fields: vec![FieldError { field: field.to_owned(), problem }] }
    }

    /// The HTTP status that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Forbidden | Self::SecondFactorNeeded => 403,
            Self::NotFound => 404,
            Self::Invalid { .. } => 422,
            Self::Conflict { .. } => 409,
            Self::Throttled { .. } => 429,
            Self::QuotaExceeded(_) => 402,
            Self::Upstream { .. } => 502,
            Self::Unavailable => 503,
            Self::Internal { .. } => 500,
        }
    }
}

/// What a plan does not include, and what would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverQuota {
    pub quota: Quota,
    pub plan: PlanCode,
    pub limit: i64,
    pub used: i64,
    /// How much more was asked for.
    pub needed: i64,
    /// The smallest plan that includes it; none where the limit is that of a contract.
    pub next: Option<PlanCode>,
    /// What the company pays in already; none where it pays for nothing, or that is not known.
    #[serde(default)]
    pub currency: Option<PlanCurrency>,
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the form field.
    pub field: String,
    pub problem: FieldProblem,
}

/// What is wrong with a field's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum FieldProblem {
    Required,
    TooShort {
        min: u32,
    },
    TooLong {
        max: u32,
    },
    /// Not of the shape that the field takes.
    Format,
    /// Control characters or other signs that the field does not take.
    Characters,
    /// A number or date outside what the field takes.
    OutOfRange,
    /// The end of a period lies before its beginning.
    BeforeStart,
    /// Already used by another record.
    Taken,
    /// Names nothing that is here.
    Unknown,
    /// A password that stands on lists of known ones.
    TooCommon,
    /// A password that is made of the name, the address or the company of its person.
    Personal,
    /// A check digit that does not match.
    CheckDigit,
    /// An address that must not be called (private network).
    BlockedAddress,
    /// A stored secret that is not sent to the new address beside it, and so must be typed again.
    AddressChanged,
}

crate::code_enum! {
    /// The class of a platform's problem.
    pub enum UpstreamKind {
        Auth = "auth",
        Permission = "permission",
        RateLimit = "rate_limit",
        Timeout = "timeout",
        Network = "network",
        Tls = "tls",
        Dns = "dns",
        BlockedAddress = "blocked_address",
        Redirect = "redirect",
        NotThePlatform = "not_the_platform",
        NotFound = "not_found",
        Server = "server",
        /// The answer is longer than what is read of one.
        TooLarge = "too_large",
        Protocol = "protocol",
        /// Clocks are so far apart that no signature is taken.
        Clock = "clock",
        Rejected = "rejected",
    }
}
