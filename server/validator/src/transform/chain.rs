//! A chain as it is kept.

use super::{ChainProblem, Otherwise, Part, Step, Transformation, compile};
use crate::yaml;
use serde::{Deserialize, Serialize};

pub use crate::yaml::YamlFault;

/// Steps of a chain, with those inside of conditions.
pub const CHAIN_MAX_STEPS: usize = 40;
/// The most that a chain with its tests may be long as YAML.
pub const YAML_MAX_BYTES: usize = 512 << 10;

/// Steps in the order in which they are applied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chain(pub Vec<Step>);

impl Chain {
    /// Whether it can lose a part of what somebody wrote, which nobody can put back: it cuts something off, takes out whatever
    /// a pattern finds, or puts something else in place of the cell.
    pub fn cuts(&self) -> bool {
        self.0.iter().any(|step| match step {
            Step::Truncate(_) | Step::TruncateAtWord(_) | Step::Split(_) | Step::Join(_) => true,
            Step::Concatenate(parts) => !parts.iter().any(Part::has_cell),
            Step::Replace(replace) => replace.pattern.is_some(),
            Step::Lookup(lookup) => lookup.otherwise != Otherwise::Keep,
            Step::When(when) => when.then.cuts() || when.otherwise.cuts(),
            _ => false,
        })
    }

    /// Whether it can write something into an empty cell that stands nowhere in the record.
    pub fn fills(&self) -> bool {
        self.0.iter().any(|step| match step {
            Step::Default(_) => true,
            Step::When(when) => when.then.fills() || when.otherwise.fills(),
            _ => false,
        })
    }

    /// Reads a chain from YAML, which JSON is too.
    ///
    /// # Errors
    /// [`YamlFault`] with the place.
    pub fn from_yaml(text: &str) -> Result<Self, YamlFault> {
        yaml::read(text, YAML_MAX_BYTES)
    }

    /// The chain as people write it; nothing where it has no step.
    pub fn to_yaml(&self) -> String {
        if self.is_empty() { String::new() } else { yaml::write(self) }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Makes the chain ready to be applied.
    ///
    /// # Errors
    /// Everything that cannot work, in the order of the steps.
    pub fn compile(&self) -> Result<Transformation, Vec<ChainProblem>> {
        compile::compile(self)
    }
}
