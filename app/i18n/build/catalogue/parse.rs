//! One Fluent file: syntax tree to parts, references put in place.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::{ast, parser, unicode};

use super::{Arm, Entries, Entry, Kind, Part, rust_name};

const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Words that cannot be the name of a function.
const KEYWORDS: [&str; 39] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "pub", "ref", "return", "self", "static", "super",
    "true", "type",
];

/// Reads the messages of `source`; what cannot be read is added to `problems` under the name `path`.
pub fn file(path: &str, source: &str, problems: &mut Vec<String>) -> Entries {
    let resource = parser::parse(source).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let line = source.get(..error.pos.start).map_or(1, |before| before.matches('\n').count() + 1);
            problems.push(format!("{path}:{line}: {}", error.kind));
        }
        resource
    });
    let mut report = |key: &str, problem: String| problems.push(format!("{path}: key `{key}`: {problem}"));
    let scope = Scope::of(&resource, &mut report);
    let mut entries = Entries::new();
    let mut seen = BTreeMap::new();
    for (key, (pattern, comment)) in &scope.messages {
        if let Some(problem) = name_problem(key) {
            report(key, problem);
        }
        if let Some(twin) = seen.insert(rust_name(key), key) {
            report(key, format!("has the same Rust name as `{twin}`"));
        }
        let mut reading = Reading { scope: &scope, arguments: BTreeMap::new(), open: vec![key.clone()] };
        match reading.pattern(pattern) {
            Ok(parts) => {
                let entry = Entry { comment: comment.clone(), parts, arguments: reading.arguments };
                entries.insert(key.clone(), entry);
            }
            Err(problem) => report(key, problem),
        }
    }
    entries
}

fn name_problem(key: &str) -> Option<String> {
    let name = rust_name(key);
    if KEYWORDS.contains(&name.as_str()) {
        return Some("is a Rust keyword, choose a longer name".to_owned());
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    (!key.chars().all(plain)).then(|| "keys are written in lower case with hyphens".to_owned())
}

/// What a placeable may refer to: messages and attributes by `key` or `key.attribute`, terms by `-name`.
struct Scope<'s> {
    messages: BTreeMap<String, (&'s Pattern<&'s str>, String)>,
    terms: BTreeMap<&'s str, &'s Pattern<&'s str>>,
}

impl<'s> Scope<'s> {
    fn of(resource: &'s ast::Resource<&'s str>, report: &mut impl FnMut(&str, String)) -> Self {
        let mut scope = Scope { messages: BTreeMap::new(), terms: BTreeMap::new() };
        let mut twice = |key: &str| report(key, "appears twice".to_owned());
        for entry in &resource.body {
            match entry {
                ast::Entry::Message(message) => {
                    let key = message.id.name;
                    let comment = message.comment.as_ref().map(|c| c.content.join(" ")).unwrap_or_default();
                    if let Some(value) = &message.value
                        && scope.messages.insert(key.to_owned(), (value, comment)).is_some()
                    {
                        twice(key);
                    }
                    for attribute in &message.attributes {
                        let key = format!("{key}.{}", attribute.id.name);
                        if scope.messages.insert(key.clone(), (&attribute.value, String::new())).is_some() {
                            twice(&key);
                        }
                    }
                }
                ast::Entry::Term(term) => {
                    let earlier = scope.terms.insert(term.id.name, &term.value);
                    if earlier.is_some() {
                        twice(term.id.name);
                    }
                }
                _ => {}
            }
        }
        scope
    }
}

/// The reading of one message: its arguments so far, and the references that are open.
struct Reading<'a, 's> {
    scope: &'a Scope<'s>,
    arguments: BTreeMap<String, Kind>,
    open: Vec<String>,
}

impl Reading<'_, '_> {
    fn pattern(&mut self, pattern: &Pattern<&str>) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_literal(&mut parts, value),
                PatternElement::Placeable { expression } => self.expression(expression, &mut parts)?,
            }
        }
        Ok(parts)
    }

    fn expression(&mut self, expression: &Expression<&str>, parts: &mut Vec<Part>) -> Result<(), String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, parts),
            Expression::Select { selector, variants } => {
                let choice = self.choice(selector, variants)?;
                parts.push(choice);
                Ok(())
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, parts: &mut Vec<Part>) -> Result<(), String> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                let mut text = String::new();
                unicode::unescape_unicode(&mut text, value).map_err(|error| error.to_string())?;
                push_literal(parts, &text);
            }
            InlineExpression::NumberLiteral { value } => push_literal(parts, value),
            InlineExpression::VariableReference { .. } | InlineExpression::FunctionReference { .. } => {
                let (name, kind) = variable(inline)?;
                self.note(&name, kind);
                parts.push(Part::Argument(name));
            }
            InlineExpression::MessageReference { id, attribute } => {
                let key = match attribute {
                    Some(attribute) => format!("{}.{}", id.name, attribute.name),
                    None => id.name.to_owned(),
                };
                let target = self.scope.messages.get(&key).map(|(pattern, _)| *pattern);
                self.follow(key, target, parts)?;
            }
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                let target = self.scope.terms.get(id.name).copied();
                self.follow(format!("-{}", id.name), target, parts)?;
            }
            InlineExpression::TermReference { id, .. } => {
                return Err(format!("-{}: attributes and arguments of terms are not supported", id.name));
            }
            InlineExpression::Placeable { expression } => self.expression(expression, parts)?,
        }
        Ok(())
    }

    /// Puts the text that a reference names in its place.
    fn follow(
        &mut self,
        key: String,
        target: Option<&Pattern<&str>>,
        parts: &mut Vec<Part>,
    ) -> Result<(), String> {
        let target = target.ok_or_else(|| format!("refers to `{key}`, which this file does not have"))?;
        if self.open.contains(&key) {
            return Err(format!("refers to itself by way of `{key}`"));
        }
        self.open.push(key);
        for part in self.pattern(target)? {
            match part {
                Part::Literal(text) => push_literal(parts, &text),
                other => parts.push(other),
            }
        }
        self.open.pop();
        Ok(())
    }

    fn choice(
        &mut self,
        selector: &InlineExpression<&str>,
        variants: &[Variant<&str>],
    ) -> Result<Part, String> {
        let (by, explicit) = variable(selector)?;
        let names = variants.iter().filter_map(|variant| match &variant.key {
            VariantKey::Identifier { name } => Some(*name),
            VariantKey::NumberLiteral { .. } => None,
        });
        let words = names.clone().any(|name| !PLURALS.contains(&name));
        let kind = if words { explicit } else { Kind::Number };
        self.note(&by, kind);
        let mut arms = Vec::new();
        let mut otherwise = None;
        for variant in variants {
            let parts = self.pattern(&variant.value)?;
            if variant.default {
                otherwise = Some(parts);
                continue;
            }
            let arm = match (&variant.key, kind) {
                (VariantKey::Identifier { name }, Kind::Words) => Arm::Word((*name).to_owned()),
                (VariantKey::Identifier { name }, Kind::Number) if PLURALS.contains(name) => {
                    Arm::Plural((*name).to_owned())
                }
                (VariantKey::NumberLiteral { value }, Kind::Number) => {
                    Arm::Exactly(value.parse().map_err(|_| format!("[{value}]: ${by} is a whole number"))?)
                }
                (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }, _) => {
                    return Err(format!("[{key}]: ${by} chooses by number and by word at once"));
                }
            };
            arms.push((arm, parts));
        }
        let otherwise = otherwise.ok_or_else(|| format!("the choice by ${by} has no default"))?;
        Ok(Part::Choice { by, arms, otherwise })
    }

    fn note(&mut self, name: &str, kind: Kind) {
        let known = self.arguments.entry(name.to_owned()).or_insert(kind);
        if kind == Kind::Number {
            *known = kind;
        }
    }
}

/// `$name` or `NUMBER($name)`.
fn variable(inline: &InlineExpression<&str>) -> Result<(String, Kind), String> {
    let (name, kind) = match inline {
        InlineExpression::VariableReference { id } => (id.name, Kind::Words),
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
            match (arguments.positional.as_slice(), arguments.named.as_slice()) {
                ([InlineExpression::VariableReference { id }], []) => (id.name, Kind::Number),
                _ => return Err("NUMBER takes one variable and no options".to_owned()),
            }
        }
        InlineExpression::FunctionReference { id, .. } => {
            return Err(format!("unknown function {}", id.name));
        }
        _ => return Err("a choice is made by a variable".to_owned()),
    };
    match name_problem(name) {
        Some(problem) => Err(format!("${name} {problem}")),
        None => Ok((rust_name(name), kind)),
    }
}

fn push_literal(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Literal(last)) => last.push_str(text),
        _ => parts.push(Part::Literal(text.to_owned())),
    }
}
