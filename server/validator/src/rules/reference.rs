//! The rules held against a few records, one after the other, in memory: for their own tests, for previews, and as the
//! measure of the engine that does the same for millions.

use super::{
    across::{Across, parts},
    compile::{Held, Judge, Program},
};
use crate::Record;
use std::collections::HashMap;

/// A record that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// From 1.
    pub row: usize,
    /// The rule's place in the program.
    pub rule: usize,
    /// What its fix makes of the value.
    pub fixed: Option<String>,
}

/// Finds what breaks the rules, by record and rule. A list that is not given is empty.
pub fn reference<'a>(
    program: &Program,
    records: impl IntoIterator<Item = &'a dyn Record>,
    lists: &[(String, Vec<String>)],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    // By rule: what records are compared by, their rows and values.
    let mut compared: HashMap<usize, (&Across, Vec<Compared>)> = HashMap::new();
    for (at, record) in records.into_iter().enumerate() {
        let held = Held::new(program.fields(), record);
        let row = held.row(program.fields());
        program.judge(&row, &mut |rule, judged| match judged {
            Judge::Fault(_) => {
                findings.push(Finding { row: at + 1, rule: rule.index, fixed: rule.fixed(&row) });
            }
            Judge::Across(across) => {
                let (mut key, mut values) = (Vec::new(), Vec::new());
                if across.key(&row, &mut key) {
                    across.values(&row, &mut values);
                    let rows = &mut compared.entry(rule.index).or_insert((across, Vec::new())).1;
                    rows.push(Compared { row: at + 1, key, values });
                }
            }
        });
    }
    for (rule, (across, rows)) in compared {
        findings.extend(found(across, &rows, lists).map(|row| Finding { row, rule, fixed: None }));
    }
    findings.sort();
    findings
}

struct Compared {
    row: usize,
    key: Vec<u8>,
    values: Vec<u8>,
}

fn found<'a>(
    across: &'a Across,
    rows: &'a [Compared],
    lists: &'a [(String, Vec<String>)],
) -> impl Iterator<Item = usize> + 'a {
    rows.iter().filter(move |one| breaks(across, one, rows, lists)).map(|one| one.row)
}

fn breaks(across: &Across, one: &Compared, rows: &[Compared], lists: &[(String, Vec<String>)]) -> bool {
    let mut same = rows.iter().filter(|other| other.key == one.key);
    match across {
        Across::Unique { .. } => same.count() > 1,
        Across::Lookup { list, inside, .. } => {
            let values = lists.iter().find(|(name, _)| name == list).map_or(&[][..], |(_, values)| values);
            values.iter().any(|value| value.as_bytes() == one.key) != *inside
        }
        Across::Consistent { .. } => {
            let same: Vec<Vec<&[u8]>> = same.by_ref().map(|other| parts(&other.values).collect()).collect();
            parts(&one.values).enumerate().any(|(at, value)| {
                let first = same.iter().map(|other| other[at]).find(|value| !value.is_empty());
                !value.is_empty() && first.is_some_and(|first| first != value)
            })
        }
    }
}
