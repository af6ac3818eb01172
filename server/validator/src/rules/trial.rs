//! Runs a rule's own tests.

use super::{
    compile::{Held, Program},
    expected::Expected,
    node::Node,
    problem::RuleProblemKind as Kind,
    reader::Reader,
    reference::{Finding, reference},
    rule::{Rule, RuleTest},
};
use crate::Record;

/// Tells what of a rule's tests comes out otherwise.
pub(super) fn run(reader: &mut Reader, node: &Node, rule: &Rule) {
    let Ok(program) = Program::new([rule]) else {
        reader.tell(node, Kind::Expected { expected: Expected::SmallerRule });
        return;
    };
    let mut cures = false;
    for (at, test) in rule.tests.iter().enumerate() {
        reader.inside(format!("tests.{at}"), |reader| {
            let place = Node::at(test.line);
            let findings = reference(&program, test.rows.iter().map(|row| row as &dyn Record), &test.lists);
            let found: Vec<usize> = findings.iter().map(|finding| finding.row).collect();
            if found != test.finds {
                reader.tell(&place, Kind::TestFails { expected: test.finds.clone(), found });
                return;
            }
            cures |= findings.iter().any(|finding| finding.fixed.is_some());
            fixed(reader, &place, rule, test, &findings, &program);
        });
    }
    if rule.fix.is_some() && !cures {
        reader.tell(node, Kind::FixCuresNothing);
    }
}

/// Holds what the fix makes against what the test says.
fn fixed(
    reader: &mut Reader,
    place: &Node,
    rule: &Rule,
    test: &RuleTest,
    findings: &[Finding],
    program: &Program,
) {
    let Some(expected) = &test.fixed else { return };
    let Some(wanted) = expected.get(&rule.field) else {
        reader.tell(place, Kind::Expected { expected: Expected::FixedField });
        return;
    };
    let found = match findings.first().and_then(|finding| finding.fixed.clone()) {
        Some(found) => found,
        // A fix that changes nothing leaves what was given.
        None => {
            let held = test.rows.first().map(|row| Held::new(program.fields(), row));
            held.and_then(|held| held.row(program.fields()).get(&rule.field).map(str::to_owned))
                .unwrap_or_default()
        }
    };
    if found != *wanted {
        reader.tell(place, Kind::FixDiffers { found });
    }
}
