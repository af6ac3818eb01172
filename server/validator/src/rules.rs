//! Rules that anyone can read: YAML with its own tests inside, read with places, linked, tried and made fast.

mod across;
mod bounds;
mod check;
mod choice;
mod compile;
mod contradiction;
mod detail;
mod expected;
mod form;
mod given;
mod node;
mod pattern;
mod problem;
mod reader;
mod reference;
mod row;
mod rule;
mod set;
mod shape;
mod test;
mod trial;
mod yaml_check;
mod yaml_pack;
mod yaml_rule;

pub use across::Across;
pub use bounds::Bounds;
pub use check::{Check, Fields, LengthUnit};
pub use compile::{Judge, Program};
pub use detail::{Detail, Param};
pub use expected::Expected;
pub use form::{Beyond, CheckForm, ConditionForm, FixForm, RuleForm, TestForm, WordsForm};
pub use given::Given;
pub use problem::{RuleProblem, RuleProblemKind};
pub use reference::{Finding, reference};
pub use row::Row;
pub use rule::{Rule, RuleTest, Severity, Source, Words};
pub use set::{ActiveRule, ListNames, Override, RuleSet};
pub use yaml_pack::{PACK_MAX_BYTES, Pack, read_draft, read_pack, read_rule, read_title};

/// What an editor completes and checks rules by: a JSON schema of a rule, and of a pack.
pub const SCHEMA: &str = include_str!("../schema/rules.schema.json");

pub(crate) use across::parts;
pub(crate) use compile::Compiled;
pub(crate) use test::is_blank;
