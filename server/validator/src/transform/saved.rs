//! A chain with its own tests, as people save it.

use super::{Chain, ChainProblem, StepProblemKind, Transformation, YAML_MAX_BYTES, YamlFault, step::Scalar};
use crate::{Field, yaml};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// A chain and the cells that show what it does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedChain {
    /// Counted up by whoever saves it.
    #[serde(default = "first")]
    pub version: u32,
    pub steps: Chain,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<ChainTest>,
}

const fn first() -> u32 {
    1
}

/// Tests of a chain.
pub const CHAIN_MAX_TESTS: usize = 100;

/// A cell, what else its record holds, and what must come out: a value, or a problem.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainTest {
    #[serde(rename = "in", deserialize_with = "scalar")]
    pub cell: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "scalars")]
    pub row: BTreeMap<Field, String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some_scalar")]
    pub out: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<StepProblemKind>,
}

fn scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Scalar::deserialize(deserializer).map(|scalar| scalar.0)
}

fn some_scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Scalar::deserialize(deserializer).map(|scalar| Some(scalar.0))
}

fn scalars<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<Field, String>, D::Error> {
    let read = BTreeMap::<Field, Scalar>::deserialize(deserializer)?;
    Ok(read.into_iter().map(|(field, scalar)| (field, scalar.0)).collect())
}

/// A test whose outcome was another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailedTest {
    /// From 1.
    pub test: usize,
    pub expected: Outcome,
    pub found: Outcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Value(String),
    Problem(StepProblemKind),
    /// The test says neither, or both.
    Unclear,
}

impl SavedChain {
    /// Reads a chain with its tests from YAML.
    ///
    /// # Errors
    /// [`YamlFault`] with the place.
    pub fn from_yaml(text: &str) -> Result<Self, YamlFault> {
        yaml::read(text, YAML_MAX_BYTES)
    }

    /// Makes the chain ready and runs its tests. One that fails a test must not be used.
    ///
    /// # Errors
    /// What cannot work in the chain.
    pub fn check(&self) -> Result<(Transformation, Vec<FailedTest>), Vec<ChainProblem>> {
        let ready = self.steps.compile()?;
        let failed =
            self.tests.iter().enumerate().filter_map(|(at, test)| test.run(&ready, at + 1)).collect();
        Ok((ready, failed))
    }
}

impl ChainTest {
    /// Reads a list of tests from YAML, each `{ in: cell, out: value }`; nothing written is none.
    ///
    /// # Errors
    /// [`YamlFault`] with the place.
    pub fn list_from_yaml(text: &str) -> Result<Vec<Self>, YamlFault> {
        if text.trim().is_empty() { Ok(Vec::new()) } else { yaml::read(text, YAML_MAX_BYTES) }
    }

    /// The tests as people write them; nothing where there are none.
    pub fn list_to_yaml(tests: &[Self]) -> String {
        if tests.is_empty() { String::new() } else { yaml::write(&tests) }
    }

    fn run(&self, ready: &Transformation, number: usize) -> Option<FailedTest> {
        let expected = match (&self.out, self.problem) {
            (Some(out), None) => Outcome::Value(out.clone()),
            (None, Some(problem)) => Outcome::Problem(problem),
            _ => Outcome::Unclear,
        };
        let found = match ready.apply(&self.cell, &self.row) {
            Ok(value) => Outcome::Value(value.into_owned()),
            Err(problem) => Outcome::Problem(problem.kind),
        };
        (expected != found).then_some(FailedTest { test: number, expected, found })
    }
}
