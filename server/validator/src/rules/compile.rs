//! Makes rules fast.

use super::{
    across::Across,
    check::{Check, LengthUnit, image_fields},
    choice::Choice,
    detail::Detail,
    pattern::Pattern,
    row::Row,
    rule::Rule,
    test::{self, Compare, Test, first_fault, holds, is_blank},
};
use crate::{
    Field, Record,
    facts::{TagSet, WordList},
    rules::given::Changed,
    transform::Transformation,
};
use domain::Severity;

/// Rules that are ready to be held against records.
#[derive(Debug, Clone, Default)]
pub struct Program {
    fields: Vec<Field>,
    rules: Vec<Compiled>,
}

/// One rule that is ready.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    /// Its place among the rules that were given.
    pub index: usize,
    /// Of the field where its fault is shown.
    pub slot: usize,
    looks_at_empty: bool,
    /// It only says what could be better.
    is_hint: bool,
    when: Vec<(usize, Vec<Test>)>,
    tests: Vec<Test>,
    pub across: Option<Across>,
    fix: Option<Transformation>,
}

/// What is found in a record.
pub enum Judge<'a> {
    Fault(Detail),
    /// It has to be compared with others first.
    Across(&'a Across),
}

impl Program {
    /// Rules that were read make a program; one that cannot be made ready is told by its place.
    pub fn new<'a>(rules: impl IntoIterator<Item = &'a Rule>) -> Result<Self, usize> {
        let mut program = Self::default();
        for (index, rule) in rules.into_iter().enumerate() {
            let compiled = program.rule(index, rule).ok_or(index)?;
            program.rules.push(compiled);
        }
        Ok(program)
    }

    /// The fields that the rules name; a record gives them in this order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    pub(crate) fn rules(&self) -> &[Compiled] {
        &self.rules
    }

    /// The same without the rules that ask for a field that a table does not have.
    pub(crate) fn without(&self, missing: impl Fn(&Compiled) -> bool) -> Self {
        let rules = self.rules.iter().filter(|rule| !missing(rule)).cloned().collect();
        Self { fields: self.fields.clone(), rules }
    }

    /// Holds every rule against a record.
    #[inline]
    pub(crate) fn judge<'a>(&'a self, row: &Row<'_>, found: &mut dyn FnMut(&'a Compiled, Judge<'a>)) {
        for rule in &self.rules {
            let value = row.at(rule.slot);
            if !rule.looks_at_empty && is_blank(value) {
                continue;
            }
            if !rule.when.iter().all(|(slot, tests)| holds(tests, row.at(*slot), row)) {
                continue;
            }
            match (first_fault(&rule.tests, value, row), &rule.across) {
                (Some(detail), _) => found(rule, Judge::Fault(detail)),
                (None, Some(across)) => found(rule, Judge::Across(across)),
                (None, None) => {}
            }
        }
    }

    fn slot(&mut self, field: &Field) -> usize {
        match self.fields.iter().position(|known| known == field) {
            Some(slot) => slot,
            None => {
                self.fields.push(field.clone());
                self.fields.len() - 1
            }
        }
    }

    fn rule(&mut self, index: usize, rule: &Rule) -> Option<Compiled> {
        let slot = self.slot(&rule.field);
        let mut when = Vec::new();
        for (field, checks) in &rule.when {
            when.push((self.slot(field), self.tests(checks)?));
        }
        let local: Vec<Check> = rule.checks.iter().filter(|check| !check.is_across()).cloned().collect();
        let mut tests = self.tests(&local)?;
        for test in &mut tests {
            if let Test::Pattern { pattern, wanted: true, example } = test {
                *example = passing(rule, pattern);
            }
        }
        let across = rule.checks.iter().find(|check| check.is_across()).map(|check| self.across(slot, check));
        let fix = match &rule.fix {
            Some(chain) => {
                let fix = chain.compile().ok()?;
                // What a fix reads has to be there.
                let fields: Vec<Field> = fix.fields().cloned().collect();
                for field in &fields {
                    self.slot(field);
                }
                Some(fix)
            }
            None => None,
        };
        // What is compared with others may be another field than the one where it is shown.
        let of_others = match &across {
            Some(Across::Unique { slots }) => *slots != [slot],
            Some(Across::Consistent { .. }) => true,
            _ => false,
        };
        let looks_at_empty = of_others || tests.iter().any(Test::looks_at_empty);
        let is_hint = rule.severity == Severity::Hint;
        Some(Compiled { index, slot, looks_at_empty, is_hint, when, tests, across, fix })
    }

    fn across(&mut self, slot: usize, check: &Check) -> Across {
        match check {
            Check::Unique { with } if !with.is_empty() => {
                Across::Unique { slots: with.iter().map(|field| self.slot(field)).collect() }
            }
            Check::Consistent { within, fields } => Across::Consistent {
                within: self.slot(within),
                slots: fields.iter().map(|field| self.slot(field)).collect(),
            },
            Check::Lookup { list, inside } => Across::Lookup { slot, list: list.clone(), inside: *inside },
            _ => Across::Unique { slots: vec![slot] },
        }
    }

    fn tests(&mut self, checks: &[Check]) -> Option<Vec<Test>> {
        checks.iter().map(|check| self.test(check)).collect()
    }

    fn parts(&mut self, parts: &[Vec<Check>]) -> Option<Vec<Vec<Test>>> {
        parts.iter().map(|part| self.tests(part)).collect()
    }

    fn slots(&mut self, fields: &[Field]) -> Vec<usize> {
        fields.iter().map(|field| self.slot(field)).collect()
    }

    fn test(&mut self, check: &Check) -> Option<Test> {
        let pattern = |text: &String, wanted| {
            Some(Test::Pattern { pattern: Pattern::new(text).ok()?, wanted, example: None })
        };
        let size = |number: &Option<u32>, otherwise| number.map_or(otherwise, |number| number as usize);
        Some(match check {
            Check::Required => Test::Required,
            Check::Length { min, max, unit } => Test::Length {
                min: size(min, 0),
                max: size(max, usize::MAX),
                bytes: *unit == LengthUnit::Bytes,
            },
            Check::Number { bounds, integer, decimals } => {
                Test::Number { bounds: *bounds, integer: *integer, decimals: *decimals }
            }
            Check::Matches(text) => pattern(text, true)?,
            Check::NotMatches(text) => pattern(text, false)?,
            Check::OneOf { values, ignore_case } => {
                Test::Choice { choice: Choice::new(values, *ignore_case), wanted: true }
            }
            Check::NoneOf { values, ignore_case } => {
                Test::Choice { choice: Choice::new(values, *ignore_case), wanted: false }
            }
            Check::Gtin => Test::Gtin,
            Check::Isbn => Test::Isbn,
            Check::Ncm => test::NCM,
            Check::Cest => test::CEST,
            Check::Origin => test::ORIGIN,
            Check::Cpf => test::CPF,
            Check::Cnpj => test::CNPJ,
            Check::CpfOrCnpj => test::CPF_OR_CNPJ,
            Check::Url { schemes, extensions } => {
                Test::Url { schemes: schemes.clone(), extensions: extensions.clone() }
            }
            Check::Image(limits) => Test::Image {
                limits: limits.clone(),
                facts: image_fields(limits).map(|field| field.map(|field| self.slot(field))),
            },
            Check::ForbiddenWords(words) => Test::Words(WordList::new(words).ok()?),
            Check::Html { allowed_tags } => Test::Html(TagSet::new(allowed_tags)),
            Check::AtMostField(field) => self.compare(field, Compare::AtMost),
            Check::AtLeastField(field) => self.compare(field, Compare::AtLeast),
            Check::EqualsField(field) => self.compare(field, Compare::Equal),
            Check::DiffersFromField(field) => self.compare(field, Compare::Different),
            Check::Ratio { of, bounds } => Test::Ratio { slot: self.slot(of), bounds: *bounds },
            Check::AtLeastNOf { n, fields } => Test::AtLeast { n: *n, slots: self.slots(fields) },
            Check::Sum { fields, bounds } => Test::Sum { slots: self.slots(fields), bounds: *bounds },
            Check::Count { min, max } => Test::Count { min: size(min, 0), max: size(max, usize::MAX) },
            Check::AllOf(parts) => Test::All(self.parts(parts)?),
            Check::AnyOf(parts) => Test::Any(self.parts(parts)?),
            Check::Not(part) => Test::Not(self.tests(part)?),
            // Compared with other records, not here.
            Check::Unique { .. } | Check::Lookup { .. } | Check::Consistent { .. } => return None,
        })
    }

    fn compare(&mut self, field: &Field, how: Compare) -> Test {
        Test::Compare { slot: self.slot(field), how }
    }
}

/// A value of the rule's own tests that passes.
fn passing(rule: &Rule, pattern: &Pattern) -> Option<String> {
    let rows = rule.tests.iter().filter(|test| test.finds.is_empty()).flat_map(|test| &test.rows);
    let mut values = rows.filter_map(|row| row.get(&rule.field));
    values.find(|value| !is_blank(value) && pattern.is_match(value)).cloned()
}

impl Compiled {
    /// Whether what the rule says hangs on a field having a value: of a cell that cannot be read nobody knows.
    pub(crate) fn hangs_on(&self, slot: usize) -> bool {
        let count = |tests: &[Test]| tests.iter().any(|test| test.counts(slot));
        let of_others = match &self.across {
            Some(Across::Unique { slots }) => slots.contains(&slot),
            Some(Across::Consistent { within, slots }) => *within == slot || slots.contains(&slot),
            Some(Across::Lookup { slot: looked_up, .. }) => *looked_up == slot,
            None => false,
        };
        let asked = self.when.iter().any(|(asked, tests)| *asked == slot || count(tests));
        self.slot == slot || asked || of_others || count(&self.tests)
    }

    /// Whether the rule says nothing where a table has only some of the fields. A hint also does not where no record of such a
    /// table could keep it.
    pub(crate) fn is_void(&self, has: impl Fn(usize) -> bool) -> bool {
        let is_hopeless = |test: &Test| match test {
            Test::AtLeast { n, slots } => slots.iter().filter(|slot| has(**slot)).count() < *n,
            Test::Sum { slots, .. } => !slots.iter().any(|slot| has(*slot)),
            _ => false,
        };
        if self.is_hint && self.tests.iter().any(is_hopeless) {
            return true;
        }
        let others = self.tests.iter().any(|test| matches!(test, Test::AtLeast { .. } | Test::Sum { .. }));
        match &self.across {
            Some(Across::Unique { slots }) => !slots.iter().all(|slot| has(*slot)),
            Some(Across::Consistent { within, slots }) => {
                !has(*within) || !slots.iter().any(|slot| has(*slot))
            }
            _ => (!has(self.slot) && !others) || self.tests.iter().any(|test| test.is_blind(&has)),
        }
    }

    /// Of a rule that is void, the fields that it asks for and the table does not have.
    pub(crate) fn lacks(&self, has: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut asked = match &self.across {
            Some(Across::Unique { slots }) => slots.clone(),
            Some(Across::Consistent { within, slots }) => {
                let none = !slots.iter().any(|slot| has(*slot));
                std::iter::once(*within).chain(slots.iter().copied().filter(|_| none)).collect()
            }
            _ => vec![self.slot],
        };
        for test in &self.tests {
            match test {
                Test::AtLeast { slots, .. } | Test::Sum { slots, .. } => asked.extend(slots),
                Test::Image { facts, .. } => asked.extend(facts.iter().flatten()),
                _ => {}
            }
        }
        asked.retain(|slot| !has(*slot));
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// What the fix makes of a value, if that is another one and breaks the rule no more.
    pub(crate) fn fixed(&self, row: &Row<'_>) -> Option<String> {
        let value = row.at(self.slot);
        let fixed = self.fix.as_ref()?.apply(value, row).ok()?;
        if *fixed == *value || is_blank(&fixed) {
            return None;
        }
        let changed = Changed { record: row, field: row.fields.get(self.slot)?, value: &fixed };
        let held = Held::new(row.fields, &changed);
        let row = held.row(row.fields);
        first_fault(&self.tests, row.at(self.slot), &row).is_none().then(|| fixed.into_owned())
    }
}

/// A record written down for rules.
pub(super) struct Held {
    text: String,
    cells: Vec<(u32, u32)>,
}

impl Held {
    pub fn new(fields: &[Field], record: &dyn Record) -> Self {
        let mut held = Self { text: String::new(), cells: Vec::new() };
        for field in fields {
            let begin = held.text.len() as u32;
            held.text.push_str(record.get(field).unwrap_or_default());
            held.cells.push((begin, held.text.len() as u32));
        }
        held
    }

    pub fn row<'a>(&'a self, fields: &'a [Field]) -> Row<'a> {
        Row { fields, text: &self.text, made: "", cells: &self.cells }
    }
}
