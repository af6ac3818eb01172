//! Reads one rule.

use super::{
    contradiction,
    expected::Expected,
    given::Given,
    node::{Node, Value},
    problem::RuleProblemKind as Kind,
    reader::{Entries, Reader},
    rule::{Rule, RuleTest, Severity, Source, Words},
    yaml_check,
};
use crate::{Field, transform::Chain};
use chrono::NaiveDate;

const KEYS: &[&str] =
    &["id", "title", "explanation", "severity", "source", "when", "field", "check", "fix", "tests"];

/// Tests of a rule at most, rows of one, and values of a list in one.
const TESTS: usize = 50;
const ROWS: usize = 50;
const LIST: usize = 1_000;

pub(super) fn rule(reader: &mut Reader, node: &Node) -> Option<Rule> {
    let mut entries =
        reader.entries(node, Expected::Like("id:, title:, explanation:, field:, check:, tests:"))?;
    let before = reader.problems.len();
    let id = reader.needed(&mut entries, "id").and_then(|node| id(reader, node));
    reader.rule.clone_from(&id);
    let rule = content(reader, entries, id);
    let good = reader.problems.len() == before;
    if let Some(rule) = rule.as_ref().filter(|_| good) {
        contradiction::look(reader, node, rule);
    }
    reader.rule = None;
    rule.filter(|_| good)
}

fn content(reader: &mut Reader, mut entries: Entries<'_>, id: Option<String>) -> Option<Rule> {
    let mut words_of = |reader: &mut Reader, key: &'static str| {
        let node = reader.needed(&mut entries, key)?;
        reader.inside(key, |reader| words(reader, node))
    };
    let title = words_of(reader, "title");
    let explanation = words_of(reader, "explanation");
    let severity = match entries.take("severity") {
        Some(node) => reader.inside("severity", |reader| reader.code(node, Severity::ALL, Severity::code)),
        None => Some(Severity::Error),
    };
    let source = match entries.take("source") {
        Some(node) => reader.inside("source", |reader| source(reader, node)).map(Some),
        None => Some(None),
    };
    let when = match entries.take("when") {
        Some(node) => reader.inside("when", |reader| when(reader, node)),
        None => Some(Vec::new()),
    };
    let field = reader
        .needed(&mut entries, "field")
        .and_then(|node| reader.inside("field", |reader| reader.field(node)));
    let checks = reader
        .needed(&mut entries, "check")
        .and_then(|node| reader.inside("check", |reader| yaml_check::checks(reader, node)));
    let fix = match entries.take("fix") {
        Some(node) => reader.inside("fix", |reader| fix(reader, node)).map(Some),
        None => Some(None),
    };
    let tests = match entries.take("tests") {
        Some(node) => reader.inside("tests", |reader| tests(reader, node)),
        None if reader.is_draft => Some(Vec::new()),
        None => {
            reader.tell(entries.node, Kind::Missing { key: "tests" });
            None
        }
    };
    reader.finish(entries, KEYS);
    Some(Rule {
        id: id?,
        title: title?,
        explanation: explanation?,
        severity: severity?,
        source: source?,
        when: when?,
        field: field?,
        checks: checks?,
        fix: fix?,
        tests: tests?,
    })
}

pub(super) fn id(reader: &mut Reader, node: &Node) -> Option<String> {
    let text = reader.text(node, 200)?;
    // Ids are written as the names of attributes are.
    if Field::attribute(&text).is_none() {
        reader.tell(node, Kind::Id);
        return None;
    }
    Some(text)
}

/// A text for all languages, or one for each.
pub(super) fn words(reader: &mut Reader, node: &Node) -> Option<Words> {
    const MAX: usize = 2_000;
    if !matches!(node.value, Value::Map(_)) {
        let text = Some(reader.text(node, MAX)?);
        return Some(Words { pt_br: text.clone(), en: text.clone(), es: text.clone(), fr: text });
    }
    let mut entries = reader.entries(node, Expected::Text)?;
    let mut of = |reader: &mut Reader, key| match entries.take(key) {
        Some(node) => reader.text(node, MAX).map(Some),
        None => Some(None),
    };
    let words = Words {
        pt_br: of(reader, "pt-BR")?,
        en: of(reader, "en")?,
        es: of(reader, "es")?,
        fr: of(reader, "fr")?,
    };
    reader.finish(entries, &["pt-BR", "en", "es", "fr"]);
    if words == Words::default() {
        return reader.expected(node, Expected::Language);
    }
    Some(words)
}

fn source(reader: &mut Reader, node: &Node) -> Option<Source> {
    let mut entries =
        reader.entries(node, Expected::Like("{ url: https://example.com/rules, date: 2026-11-23 }"))?;
    let url = reader.needed(&mut entries, "url").and_then(|node| {
        let text = reader.text(node, 2_000)?;
        match crate::facts::address(&text) {
            Ok(address) if address.has_scheme("https") || address.has_scheme("http") => Some(text),
            _ => reader.expected(node, Expected::Address),
        }
    });
    let date = reader.needed(&mut entries, "date").and_then(|node| {
        let text = reader.text(node, 40)?;
        match NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
            Ok(date) => Some(date),
            Err(_) => reader.expected(node, Expected::Date),
        }
    });
    reader.finish(entries, &["url", "date"]);
    Some(Source { url: url?, date: date? })
}

fn when(reader: &mut Reader, node: &Node) -> Option<Vec<(Field, Vec<super::Check>)>> {
    let Value::Map(entries) = &node.value else {
        return reader.expected(node, Expected::Like("category: { one_of: [shoes] }"));
    };
    let mut when = Vec::new();
    for (key, value) in entries {
        let field = reader.field(key)?;
        let checks = reader.inside(&field, |reader| yaml_check::checks(reader, value))?;
        if checks.iter().any(super::Check::is_across) {
            reader.tell(value, Kind::AcrossInside { key: "unique, lookup or consistent" });
            return None;
        }
        when.push((field, checks));
    }
    Some(when)
}

fn fix(reader: &mut Reader, node: &Node) -> Option<Chain> {
    let chain = match serde_json::from_value::<Chain>(node.json()) {
        Ok(chain) => chain,
        Err(error) => {
            reader.tell(node, Kind::Fix { message: error.to_string() });
            return None;
        }
    };
    match chain.compile() {
        Ok(_) => Some(chain),
        Err(problems) => {
            let message = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            reader.tell(node, Kind::Fix { message });
            None
        }
    }
}

fn tests(reader: &mut Reader, node: &Node) -> Option<Vec<RuleTest>> {
    let items = reader.list(node, TESTS, "tests")?;
    let mut tests = Vec::new();
    for (at, item) in items.iter().enumerate() {
        tests.push(reader.inside(at, |reader| test(reader, item))?);
    }
    let finds = |some: bool| tests.iter().any(|test: &RuleTest| test.finds.is_empty() != some);
    if !reader.is_draft && (!finds(true) || !finds(false)) {
        reader.tell(node, Kind::NoTests);
    }
    Some(tests)
}

fn test(reader: &mut Reader, node: &Node) -> Option<RuleTest> {
    let mut entries = reader.entries(node, Expected::Like("given: { title: Boné }, finds: true"))?;
    let (one, many) = (entries.take("given"), entries.take("rows"));
    let rows = match (one, many) {
        (Some(node), None) => vec![given(reader, node)?],
        (None, Some(node)) => {
            let rows = reader.list(node, ROWS, "rows")?;
            rows.iter().map(|row| given(reader, row)).collect::<Option<_>>()?
        }
        _ => return reader.expected(node, Expected::GivenOrRows),
    };
    let finds = match reader.needed(&mut entries, "finds")? {
        Node { value: Value::Flag(true), .. } => (1..=rows.len()).collect(),
        Node { value: Value::Flag(false), .. } => Vec::new(),
        node => {
            let items = reader.list(node, ROWS, "rows")?;
            let numbers: Option<Vec<u32>> = items.iter().map(|item| reader.whole(item)).collect();
            numbers?.into_iter().map(|number| number as usize).collect()
        }
    };
    let fixed = match entries.take("fixed") {
        Some(node) => Some(given(reader, node)?),
        None => None,
    };
    let mut lists = Vec::new();
    if let Some(node) = entries.take("lists") {
        let Value::Map(entries) = &node.value else {
            return reader.expected(node, Expected::Like("name: [a, b]"));
        };
        for (key, value) in entries {
            lists.push((reader.text(key, 100)?, reader.texts(value, LIST, "values")?));
        }
    }
    let line = node.line;
    reader.finish(entries, &["given", "rows", "finds", "fixed", "lists"]);
    Some(RuleTest { rows, finds, fixed, lists, line })
}

fn given(reader: &mut Reader, node: &Node) -> Option<Given> {
    let Value::Map(entries) = &node.value else {
        return reader.expected(node, Expected::Like("{ sku: A1, title: Boné }"));
    };
    let mut given = Given::new();
    for (key, value) in entries {
        let field = reader.field(key)?;
        let text = match &value.value {
            Value::Nothing => String::new(),
            _ => reader.text(value, 100_000)?,
        };
        given.insert(field, text);
    }
    Some(given)
}
