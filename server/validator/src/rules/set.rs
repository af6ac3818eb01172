//! The rules of an organisation: packs, its own, and what it has changed in them.

use super::{
    check::Check,
    compile::Program,
    contradiction::contradiction,
    expected::Expected,
    problem::{RuleProblem, RuleProblemKind as Kind},
    reference::reference,
    rule::{Rule, Severity},
    yaml_pack::Pack,
};
use crate::{Field, Record, rules::Given};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// Names of the lists that can be looked up.
pub type ListNames<'a> = &'a [&'a str];

/// What an organisation has changed in a rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Override {
    pub off: bool,
    pub severity: Option<Severity>,
}

/// A rule that is switched on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveRule {
    /// `mercado_livre.title_length`; rules of the organisation itself begin with `own.`.
    pub key: String,
    pub rule: Arc<Rule>,
    pub severity: Severity,
}

/// The rules that are switched on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleSet {
    pub rules: Vec<ActiveRule>,
}

impl RuleSet {
    /// Packs and own rules with what was changed in them, by the rules' keys.
    pub fn new<'a>(
        packs: impl IntoIterator<Item = &'a Pack>,
        own: impl IntoIterator<Item = &'a Rule>,
        overrides: &BTreeMap<String, Override>,
    ) -> Self {
        let mut set = Self::default();
        let mut add = |key: String, rule: &Rule| {
            let change = overrides.get(&key).copied().unwrap_or_default();
            if !change.off {
                let severity = change.severity.unwrap_or(rule.severity);
                set.rules.push(ActiveRule { key, rule: Arc::new(rule.clone()), severity });
            }
        };
        for pack in packs {
            pack.rules.iter().for_each(|rule| add(format!("{}.{}", pack.code, rule.id), rule));
        }
        own.into_iter().for_each(|rule| add(format!("own.{}", rule.id), rule));
        set
    }

    /// Makes the rules ready. The places of rules in it are those in this set.
    ///
    /// # Errors
    /// Lists that are not there, rules that contradict one another, fixes that undo one another.
    pub fn compile(&self, lists: ListNames<'_>) -> Result<Program, Vec<RuleProblem>> {
        let mut problems = Vec::new();
        for (at, one) in self.rules.iter().enumerate() {
            for check in &one.rule.checks {
                if let Check::Lookup { list, .. } = check
                    && !lists.contains(&list.as_str())
                {
                    problems.push(problem(one, Kind::UnknownList { name: list.clone() }));
                }
            }
            for other in &self.rules[..at] {
                if contradict(&one.rule, &other.rule) {
                    problems.push(problem(one, Kind::ContradictsRule { other: other.key.clone() }));
                }
                if loops(&one.rule, &other.rule) {
                    problems.push(problem(one, Kind::FixesLoop { other: other.key.clone() }));
                }
            }
        }
        // What a hint does not say depends on how bad the organisation calls it.
        let rules: Vec<Rule> =
            self.rules.iter().map(|one| Rule { severity: one.severity, ..(*one.rule).clone() }).collect();
        match Program::new(&rules) {
            Ok(program) if problems.is_empty() => Ok(program),
            Ok(_) => Err(problems),
            Err(at) => {
                problems.extend(
                    self.rules
                        .get(at)
                        .map(|one| problem(one, Kind::Expected { expected: Expected::SmallerRule })),
                );
                Err(problems)
            }
        }
    }
}

fn problem(one: &ActiveRule, kind: Kind) -> RuleProblem {
    RuleProblem { line: 0, column: 0, rule: Some(one.key.clone()), path: String::new(), kind }
}

/// Whether no value keeps both of two rules that always apply.
fn contradict(one: &Rule, other: &Rule) -> bool {
    if one.field != other.field || !one.when.is_empty() || !other.when.is_empty() {
        return false;
    }
    let both: Vec<Check> = one.checks.iter().chain(&other.checks).cloned().collect();
    contradiction(&one.field, &both).is_some()
}

/// Whether the fixes of two rules undo one another on what their tests give.
fn loops(one: &Rule, other: &Rule) -> bool {
    if one.field != other.field || one.fix.is_none() || other.fix.is_none() {
        return false;
    }
    let Ok(program) = Program::new([one, other]) else { return false };
    let given = one.tests.iter().chain(&other.tests).flat_map(|test| &test.rows);
    given.into_iter().any(|record| goes_round(&program, &one.field, record))
}

/// Applies the fix of whatever is broken until nothing is, or a value comes again.
fn goes_round(program: &Program, field: &Field, record: &Given) -> bool {
    let mut record = record.clone();
    let mut seen = vec![record.get(field).cloned()];
    for _ in 0..10 {
        let found = reference(program, [&record as &dyn Record], &[]);
        let Some(fixed) = found.into_iter().find_map(|finding| finding.fixed) else { return false };
        record.insert(field.clone(), fixed.clone());
        if seen.contains(&Some(fixed.clone())) {
            return true;
        }
        seen.push(Some(fixed));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::read_draft;

    /// Whether a rule that no record without its fields keeps says nothing of them.
    fn is_void(written: &str, change: Option<Severity>) -> bool {
        let text = format!(
            "id: measures\ntitle: T\nexplanation: E\nseverity: {written}\nfield: length\n\
             check: {{ at_least_n_of: {{ n: 2, fields: [length, width, height] }} }}\n"
        );
        let rule = read_draft(&text).unwrap();
        let change = Override { off: false, severity: change };
        let set = RuleSet::new([], [&rule], &BTreeMap::from([("own.measures".to_owned(), change)]));
        set.compile(&[]).unwrap().rules()[0].is_void(|_| false)
    }

    #[test]
    fn what_is_a_hint_is_said_by_the_organisation() {
        assert!(is_void("hint", None));
        assert!(!is_void("hint", Some(Severity::Error)));
        assert!(!is_void("error", None));
        assert!(is_void("error", Some(Severity::Hint)));
    }
}
