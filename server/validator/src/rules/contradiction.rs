//! Rules that nothing can keep, and conditions that nothing can fulfil.

use super::{
    bounds::Bounds,
    check::{Check, LengthUnit},
    compile::Program,
    node::{Node, Value},
    problem::RuleProblemKind as Kind,
    reader::Reader,
    reference::reference,
    rule::{Rule, Severity, Words},
};
use crate::{Field, Record, rules::Given};

/// Tells what contradicts itself in one rule, where it stands.
pub(super) fn look(reader: &mut Reader, node: &Node, rule: &Rule) {
    if let Some((key, other)) = contradiction(&rule.field, &rule.checks) {
        let place = place(node, &key);
        reader.inside("check", |reader| reader.tell(place, Kind::Contradiction { key, other }));
    }
    let node = node.under("when");
    for (field, checks) in &rule.when {
        if contradiction(field, checks).is_some() {
            reader.inside("when", |reader| {
                reader.inside(field, |reader| reader.tell(node, Kind::NeverApplies))
            });
        }
    }
}

/// Where a check of a rule stands, as far as it stands there by its name.
fn place<'a>(rule: &'a Node, key: &str) -> &'a Node {
    let entry = |node: &'a Node, key: &str| match &node.value {
        Value::Map(entries) => entries.iter().find(|(name, _)| name.scalar() == Some(key)),
        _ => None,
    };
    match entry(rule, "check") {
        Some((_, check)) => entry(check, key).map_or(check, |(name, _)| name),
        None => rule,
    }
}

/// Two checks that no value keeps both.
pub(super) fn contradiction(field: &Field, checks: &[Check]) -> Option<(String, String)> {
    let said = |key: &str, other: &str| Some((key.to_owned(), other.to_owned()));
    for unit in LengthUnit::ALL {
        let lengths = |of: fn(Option<u32>, Option<u32>) -> Option<u32>| {
            checks.iter().filter_map(move |check| match check {
                Check::Length { min, max, unit: known } if known == unit => of(*min, *max),
                _ => None,
            })
        };
        if lengths(|min, _| min).max() > lengths(|_, max| max).min().or(Some(u32::MAX)) {
            return said("min_length", "max_length");
        }
    }
    let mut bounds = Bounds::default();
    for check in checks {
        match check {
            Check::Number { bounds: more, .. } => bounds = bounds.and(more),
            Check::Count { min: Some(min), max: Some(max) } if min > max => return said("min", "max"),
            Check::Image(limits) if limits.min_width > limits.max_width.or(Some(u32::MAX)) => {
                return said("min_width", "max_width");
            }
            Check::Image(limits) if limits.min_height > limits.max_height.or(Some(u32::MAX)) => {
                return said("min_height", "max_height");
            }
            Check::Sum { bounds, .. } | Check::Ratio { bounds, .. } if bounds.is_empty() => {
                return said("at_least", "at_most");
            }
            Check::DiffersFromField(other) if other == field => return said("differs_from_field", "field"),
            Check::AnyOf(parts) if parts.iter().all(|part| contradiction(field, part).is_some()) => {
                return said("any_of", "any_of");
            }
            Check::AllOf(parts) => {
                let all: Vec<Check> = parts.iter().flatten().chain(checks).cloned().collect();
                let all: Vec<Check> =
                    all.into_iter().filter(|check| !matches!(check, Check::AllOf(_))).collect();
                if let Some(found) = contradiction(field, &all) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    if bounds.is_empty() {
        return said("at_least", "at_most");
    }
    choices(field, checks)
}

/// A list of which every value breaks another check.
fn choices(field: &Field, checks: &[Check]) -> Option<(String, String)> {
    let alone = |check: &&Check| check.fields().is_empty() && !check.is_across();
    for check in checks {
        let Check::OneOf { values, .. } = check else { continue };
        // A long list has a value that is kept, or is looked at when records are.
        if values.len() > 200 {
            continue;
        }
        for other in checks.iter().filter(alone).filter(|other| *other != check) {
            let rule = probe(field, other.clone());
            let Ok(program) = Program::new([&rule]) else { continue };
            let records: Vec<Given> =
                values.iter().map(|value| Given::from([(field.clone(), value.clone())])).collect();
            let broken = reference(&program, records.iter().map(|record| record as &dyn Record), &[]);
            if broken.len() == values.len() {
                return Some(("one_of".to_owned(), key(other)));
            }
        }
    }
    None
}

fn key(check: &Check) -> String {
    match serde_json::to_value(check) {
        Ok(serde_json::Value::Object(map)) => map.keys().next().cloned().unwrap_or_default(),
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A rule with nothing but a check.
fn probe(field: &Field, check: Check) -> Rule {
    Rule {
        id: "probe".to_owned(),
        title: Words::default(),
        explanation: Words::default(),
        severity: Severity::Error,
        source: None,
        when: Vec::new(),
        field: field.clone(),
        checks: vec![check],
        fix: None,
        tests: Vec::new(),
    }
}
