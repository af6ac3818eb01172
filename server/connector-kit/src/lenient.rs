//! Reading payloads as shops really send them: numbers as text and text as numbers, empty texts for
//! nothing, empty lists where an object is meant, absurd lengths, control characters. What a type
//! here cannot use becomes nothing, so that one odd member never costs the order.

mod amount;
mod date;
mod shape;
mod text;

pub use amount::Amount;
pub use date::Instant;
pub use shape::{Flag, Items, Object};
pub use text::{Text, capped, capped_note, code, is_id};

use domain::FailReason;

/// Why a record cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Unusable {
    pub reason: FailReason,
    /// Which field and what was seen, at most 300 characters.
    pub detail: String,
}

impl Unusable {
    pub fn new(reason: FailReason, detail: impl AsRef<str>) -> Self {
        Self { reason, detail: capped(detail.as_ref(), 300).unwrap_or_default() }
    }

    pub fn missing(field: &str) -> Self {
        Self::new(FailReason::MissingField, field)
    }

    fn unreadable(field: &str, seen: &str) -> Self {
        Self::new(FailReason::Unreadable, format!("{field}: {seen:?}"))
    }

    fn out_of_range(field: &str, seen: &str) -> Self {
        Self::new(FailReason::OutOfRange, format!("{field}: {seen:?}"))
    }
}
