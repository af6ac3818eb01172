//! Taking a change back: an undo writes over what its change left, and over nothing that was made of it since.

use domain::Fault;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt;

/// The code of an undo that was refused, because somebody has changed the same since.
pub const CHANGED_SINCE: &str = "changed_since";

/// What a change left, in short: by this the undo of it knows whether it is still so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark(u64);

/// What a change wrote over, and what it left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced<T> {
    pub before: T,
    pub left: Mark,
}

impl Mark {
    /// Of the values that a change writes, in a form of its own.
    pub(crate) fn of(values: &Value) -> Self {
        let sum = Sha256::digest(values.to_string());
        Self(sum.first_chunk::<8>().map_or(0, |start| u64::from_be_bytes(*start)))
    }

    /// As a form names it: nothing for a change that takes none back.
    ///
    /// # Errors
    /// [`Fault::Conflict`] [`CHANGED_SINCE`] for what is no mark.
    pub fn named(text: &str) -> Result<Option<Self>, Fault> {
        match text {
            "" => Ok(None),
            text => u64::from_str_radix(text, 16).map(|sum| Some(Self(sum))).map_err(|_| changed_since()),
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Refuses an undo that finds other values than its change left. They are those that were written over, or that nobody else can change
/// before the transaction ends: without a commit all of it stays as it was found.
///
/// # Errors
/// [`Fault::Conflict`] [`CHANGED_SINCE`].
pub(crate) fn refuse_changed(since: Option<Mark>, found: &Value) -> Result<(), Fault> {
    match since {
        Some(left) if left != Mark::of(found) => Err(changed_since()),
        _ => Ok(()),
    }
}

/// Why an undo is refused that has nothing left to take back.
pub fn changed_since() -> Fault {
    Fault::Conflict { what: CHANGED_SINCE.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_undo_knows_what_its_change_left_and_nothing_else() {
        let left = Mark::of(&json!({ "name": "Loja", "locale": null }));
        let since = Mark::named(&left.to_string()).unwrap();
        assert_eq!(since, Some(left));
        assert_eq!(refuse_changed(since, &json!({ "name": "Loja", "locale": null })), Ok(()));
        for other in [json!({ "name": "Loja", "locale": "en" }), json!({ "name": "Loja" }), Value::Null] {
            assert_eq!(refuse_changed(since, &other), Err(changed_since()), "{other}");
            assert_eq!(refuse_changed(None, &other), Ok(()), "nothing is taken back");
        }
    }

    #[test]
    fn what_is_no_mark_fits_nothing() {
        assert_eq!(Mark::named(""), Ok(None));
        for odd in ["x", "-1", " ", "fedcba98765432100"] {
            assert_eq!(Mark::named(odd), Err(changed_since()), "{odd}");
        }
    }
}
