//! A chain as it is kept.

use super::{ChainProblem, Otherwise, Part, Step, Transformation, compile};
use crate::{facts::DecimalMark, yaml};
use serde::{Deserialize, Serialize};

pub use crate::yaml::{YamlFault, YamlFaultKind};

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
    /// a pattern finds or what looks like a tag, or puts something else in place of the cell.
    pub fn cuts(&self) -> bool {
        self.0.iter().any(|step| match step {
            // Of what looks like a tag that nothing ends, the rest of the text is a part.
            Step::StripHtml(_)
            | Step::Truncate(_)
            | Step::TruncateAtWord(_)
            | Step::Split(_)
            | Step::Join(_) => true,
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

    /// Has the step that reads the cell's number take this mark for that of fractions. Steps behind it get what it made, and
    /// stay; so does a chain that changes marks before. Returns whether another mark was said to be it until now.
    pub fn set_decimal(&mut self, mark: DecimalMark) -> bool {
        self.decimals().into_iter().flatten().fold(false, |is_other, known| {
            let before = std::mem::replace(known, mark);
            is_other || (before != mark && before != DecimalMark::Auto)
        })
    }

    /// Whether the step that reads the cell's number finds the mark of fractions in each cell.
    pub fn finds_mark(&self) -> bool {
        self.clone().decimals().into_iter().flatten().any(|known| *known == DecimalMark::Auto)
    }

    /// Whether the step that reads the cell's number takes a point for the mark of fractions.
    pub fn takes_point(&self) -> bool {
        self.clone().decimals().into_iter().flatten().any(|known| *known == DecimalMark::Point)
    }

    /// Whether a step reads the cell's number, with a mark of fractions that [`Self::set_decimal`] can change.
    pub fn reads_number(&self) -> bool {
        self.clone().decimals().is_some_and(|known| !known.is_empty())
    }

    /// The marks of the first steps that read a number, one for each way on, and none where marks are changed before. `None` where
    /// every step leaves numbers as they are.
    fn decimals(&mut self) -> Option<Vec<&mut DecimalMark>> {
        let has_mark = |text: &str| text.contains([',', '.']);
        for step in &mut self.0 {
            match step {
                Step::Number(number) => return Some(vec![&mut number.decimal]),
                Step::Money(money) => return Some(vec![&mut money.decimal]),
                Step::Convert(convert) => return Some(vec![&mut convert.decimal]),
                Step::When(when) => {
                    let (then, otherwise) = (when.then.decimals(), when.otherwise.decimals());
                    if then.is_some() || otherwise.is_some() {
                        return Some(then.into_iter().chain(otherwise).flatten().collect());
                    }
                }
                Step::Trim | Step::CollapseSpaces | Step::Case(_) | Step::Default(_) | Step::StripHtml(_) => {
                }
                Step::Replace(replace) if replace.text.as_deref().is_some_and(|text| !has_mark(text)) => {}
                Step::Split(split) if !has_mark(&split.by) => {}
                _ => return Some(Vec::new()),
            }
        }
        None
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
