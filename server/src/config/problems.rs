//! Wrong values, collected so that all of them are told at once.

use std::{fmt::Display, str::FromStr};

#[derive(Debug, Default)]
pub struct Problems(Vec<String>);

impl Problems {
    pub fn add(&mut self, name: &str, problem: impl Display) {
        self.0.push(format!("{name}: {problem}"));
    }

    /// A value, or `None` with a problem noted.
    pub fn parse<T: FromStr<Err: Display>>(&mut self, name: &str, text: &str) -> Option<T> {
        text.trim().parse().map_err(|error| self.add(name, format_args!("{text:?} {error}"))).ok()
    }

    /// `Ok` if there was none.
    ///
    /// # Errors
    /// All of them, one a line.
    pub fn finish(self) -> anyhow::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        anyhow::bail!("the configuration is not right:\n  {}", self.0.join("\n  "))
    }
}
