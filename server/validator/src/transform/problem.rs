//! What is wrong with a chain, and what a step could not do.

use serde::Serialize;

/// A place in a chain where something cannot work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("step {path}: {kind:?}")]
pub struct ChainProblem {
    /// The step from 1, and inside of conditions `2.then.1`.
    pub path: String,
    pub kind: ChainProblemKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum ChainProblemKind {
    TooManySteps {
        most: usize,
    },
    TooDeep {
        most: usize,
    },
    /// All texts, tables and patterns of a chain together.
    TooLarge {
        most_bytes: usize,
    },
    /// `replace` needs either a text or a pattern, and one that is not empty.
    ReplaceNeedsOne,
    /// A regular expression that cannot be read; `message` is the reader's own, in English.
    Pattern {
        message: String,
    },
    PatternTooLarge,
    /// `with` names a group that the pattern does not have.
    NoSuchGroup {
        name: String,
    },
    /// `split` needs a text to split by, and either `take` (not 0) or `all`.
    SplitNeedsOne,
    /// Neither `join` nor `concatenate` can be empty.
    NothingToJoin,
    /// Two units that do not measure the same.
    UnitsDiffer,
    TooManyPlaces {
        most: u32,
    },
    /// A cut to nothing.
    ZeroLength,
    EmptyTable,
    TooManyEntries {
        most: usize,
    },
    /// Two keys of a table that are the same without case and accents.
    SameKey {
        key: String,
    },
    /// `{name}` that is no field, or a brace without its other one.
    Reference {
        name: String,
    },
    DateFormat {
        format: String,
    },
    NoDateFormat,
    /// A `when` without any condition.
    NoCondition,
    /// A condition that can never hold.
    NeverHolds,
    /// A `when` without any step.
    NothingToDo,
}

/// What a step could not do with a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("step {step}: {}", kind.code())]
pub struct StepProblem {
    /// The step of the outermost chain, from 1.
    pub step: usize,
    pub kind: StepProblemKind,
}

domain::code_enum! {
    /// Why a cell could not be transformed.
    pub enum StepProblemKind {
        NotANumber = "not_a_number",
        /// `1.234` may be a thousand and something or one and something: say the decimal mark.
        AmbiguousNumber = "ambiguous_number",
        /// A spreadsheet wrote `7,89E+12`: digits are lost.
        Exponent = "exponent",
        /// More digits than Orion keeps (28).
        NumberTooLong = "number_too_long",
        /// The cell says no unit that is known, or one that measures something else.
        UnknownUnit = "unknown_unit",
        NotADate = "not_a_date",
        /// The result would be longer than a cell may be.
        TooLong = "too_long",
        /// Too long a cell for a pattern that matches so often.
        TooMuchWork = "too_much_work",
    }
}

impl From<crate::facts::NumberFault> for StepProblemKind {
    fn from(fault: crate::facts::NumberFault) -> Self {
        use crate::facts::NumberFault;
        match fault {
            NumberFault::NotANumber => Self::NotANumber,
            NumberFault::Ambiguous => Self::AmbiguousNumber,
            NumberFault::Exponent => Self::Exponent,
            NumberFault::TooLong => Self::NumberTooLong,
        }
    }
}
