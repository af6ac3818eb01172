//! Reads packs and single rules.

use super::{
    expected::Expected,
    node::Node,
    problem::{RuleProblem, RuleProblemKind as Kind},
    reader::Reader,
    rule::{Rule, Words},
    trial, yaml_rule,
};
use serde::Serialize;

/// Bytes of a pack at most.
pub const PACK_MAX_BYTES: usize = 2 << 20;
/// Rules of a pack at most.
const RULES: usize = 1_000;

/// Rules that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pack {
    /// `mercado_livre`.
    pub code: String,
    pub version: u32,
    pub title: Words,
    pub rules: Vec<Rule>,
}

/// Reads a pack. Each rule names its source and has all four languages, and its own tests are run.
///
/// # Errors
/// Everything that is wrong, in the order of the text; places in an unreadable text are where reading stopped.
pub fn read_pack(text: &str) -> Result<Pack, Vec<RuleProblem>> {
    let (node, mut reader) = begin(text)?;
    let pack = pack(&node, &mut reader);
    match pack {
        Some(pack) if reader.problems.is_empty() => Ok(pack),
        _ => Err(reader.problems),
    }
}

/// Reads a single rule, as an organisation writes it, and runs its tests.
///
/// # Errors
/// Everything that is wrong.
pub fn read_rule(text: &str) -> Result<Rule, Vec<RuleProblem>> {
    let (node, mut reader) = begin(text)?;
    let rule = yaml_rule::rule(&mut reader, &node);
    if let Some(rule) = &rule
        && reader.problems.is_empty()
    {
        trial::run(&mut reader, &node, rule);
    }
    match rule {
        Some(rule) if reader.problems.is_empty() => Ok(rule),
        _ => Err(reader.problems),
    }
}

/// Reads a single rule that is still being written: its tests are not run, and may be missing.
///
/// # Errors
/// Everything else that is wrong.
pub fn read_draft(text: &str) -> Result<Rule, Vec<RuleProblem>> {
    let (node, mut reader) = begin(text)?;
    reader.is_draft = true;
    match yaml_rule::rule(&mut reader, &node) {
        Some(rule) if reader.problems.is_empty() => Ok(rule),
        _ => Err(reader.problems),
    }
}

/// What a rule is called, whatever else is wrong with it; without any text where even that cannot be read.
pub fn read_title(text: &str) -> Words {
    let title = begin(text).ok().and_then(|(node, mut reader)| {
        let title = reader.entries(&node, Expected::Text)?.take("title")?;
        yaml_rule::words(&mut reader, title)
    });
    title.unwrap_or_default()
}

fn begin(text: &str) -> Result<(Node, Reader), Vec<RuleProblem>> {
    match Node::read(text, PACK_MAX_BYTES) {
        Ok(node) => Ok((node, Reader::default())),
        Err(fault) => Err(vec![RuleProblem {
            line: fault.line,
            column: fault.column,
            rule: None,
            path: String::new(),
            kind: Kind::Yaml { kind: fault.kind, message: fault.message },
        }]),
    }
}

fn pack(node: &Node, reader: &mut Reader) -> Option<Pack> {
    let mut entries = reader.entries(node, Expected::Like("pack:, version:, title:, rules:"))?;
    let code = reader.needed(&mut entries, "pack").and_then(|node| yaml_rule::id(reader, node));
    let version = reader.needed(&mut entries, "version").and_then(|node| reader.whole(node));
    let title = match reader.needed(&mut entries, "title") {
        Some(node) => reader.inside("title", |reader| yaml_rule::words(reader, node)),
        None => None,
    };
    let nodes = reader.needed(&mut entries, "rules").and_then(|node| reader.list(node, RULES, "rules"));
    reader.finish(entries, &["pack", "version", "title", "rules"]);
    let mut rules: Vec<Rule> = Vec::new();
    for (at, node) in nodes?.iter().enumerate() {
        let path = format!("rules.{at}");
        let Some(rule) = reader.inside(&path, |reader| yaml_rule::rule(reader, node)) else { continue };
        reader.rule = Some(rule.id.clone());
        reader.inside(&path, |reader| {
            if rules.iter().any(|known| known.id == rule.id) {
                reader.tell(node, Kind::DuplicateId { id: rule.id.clone() });
            }
            if rule.source.is_none() {
                reader.tell(node, Kind::NoSource);
            }
            if !rule.title.is_whole() || !rule.explanation.is_whole() {
                reader.tell(node, Kind::MissingLanguage);
            }
            trial::run(reader, node, &rule);
        });
        reader.rule = None;
        rules.push(rule);
    }
    Some(Pack { code: code?, version: version?, title: title?, rules })
}
