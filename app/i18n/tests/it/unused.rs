//! No text without a page that shows it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::generation::catalogue::{Area, load};
use crate::sources::{self, Source};

/// Where texts are called, from the root of the workspace.
const CALLERS: [&str; 4] = ["app/src", "app/i18n/src", "server/hub/src", "server/src"];

#[test]
fn every_text_is_used() {
    let sources = sources::below(&CALLERS);
    let areas = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("locales")).unwrap();
    let mut complaints = Vec::new();
    for area in &areas {
        complaints.extend(unused(area, &sources).iter().map(|name| format!("{}: {name}", area.name)));
    }
    assert!(
        complaints.is_empty(),
        "texts that nothing shows, to be removed in every language:\n  {}",
        complaints.join("\n  ")
    );
}

/// The texts of `area` that are called neither right on `t.area()` nor on a name that the same file gives to it.
fn unused<'a>(area: &'a Area, sources: &[Source]) -> Vec<&'a str> {
    let accessor = area.name.replace('-', "_");
    let kind: String = area.name.split('-').map(capitalised).collect();
    let mut called = BTreeSet::new();
    for Source { text, .. } in sources {
        if !text.contains(&format!(".{accessor}()")) && !text.contains(&kind) {
            continue;
        }
        let names = names(text, &accessor, &kind);
        called.extend(calls(text).filter_map(|(on, method)| {
            let is_ours = match on {
                On::Call(function) => function == accessor,
                On::Name(name) => names.contains(name),
            };
            is_ours.then_some(method)
        }));
    }
    area.texts.iter().map(|text| text.name.as_str()).filter(|name| !called.contains(name)).collect()
}

/// What a method is called on.
enum On<'a> {
    /// `function()`
    Call(&'a str),
    /// A variable or a field.
    Name(&'a str),
}

/// Every call of a method, with the last part of what stands before it.
fn calls(source: &str) -> impl Iterator<Item = (On<'_>, &str)> {
    source.match_indices('.').filter_map(move |(at, _)| {
        let rest = &source[at + 1..];
        let method = rest.split(|sign: char| !is_of_name(sign)).next()?;
        if !rest[method.len()..].starts_with('(') {
            return None;
        }
        let before = source[..at].trim_end();
        let on = match before.strip_suffix("()") {
            Some(call) => On::Call(last_name(call)),
            None => On::Name(last_name(before)),
        };
        Some((on, method))
    })
}

/// The names that stand for an area: `t: Orders`, `let t = texts.orders();`, and each of
/// `let (t, words) = (texts.orders(), texts.common());`.
fn names<'a>(source: &'a str, accessor: &str, kind: &str) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    for (at, _) in source.match_indices(kind) {
        let (before, after) = (&source[..at], &source[at + kind.len()..]);
        let before = before.strip_suffix("i18n::").unwrap_or(before);
        let before = before.strip_suffix('&').unwrap_or(before).trim_end();
        if let Some(before) = before.strip_suffix(':')
            && !after.starts_with(is_of_name)
        {
            names.insert(last_name(before));
        }
    }
    let accessor = format!(".{accessor}()");
    for statement in source.split("let ").skip(1) {
        let statement = statement.split(';').next().unwrap_or_default();
        let Some((pattern, value)) = statement.split_once('=') else { continue };
        let mut kept = value.match_indices(&accessor);
        if kept.any(|(at, _)| !value[at + accessor.len()..].trim_start().starts_with('.')) {
            names.extend(pattern.split(|sign: char| !is_of_name(sign)));
        }
    }
    names.remove("");
    names
}

fn last_name(text: &str) -> &str {
    text.rsplit(|sign: char| !is_of_name(sign)).next().unwrap_or_default()
}

fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

#[test]
fn a_call_on_what_stands_for_the_area_is_a_use() {
    let area = |name: &str| Area { name: name.to_owned(), texts: vec![crate::generation::still("see_all")] };
    let is_used = |name: &str, text: &str| {
        unused(&area(name), &[Source { path: String::new(), text: text.to_owned() }]).is_empty()
    };
    for source in [
        "cx.t.order_lines().see_all()",
        "cx.t\n    .order_lines()\n    .see_all()",
        "let o = t.order_lines();\n  o.see_all()",
        "let (o, p) = (t.order_lines(), t.products()); o.see_all()",
        "fn row(t: OrderLines) { t.see_all() }",
        "struct Row { t: i18n::OrderLines } fn draw(row: Row) { row.t.see_all() }",
    ] {
        assert!(is_used("order-lines", source), "{source}");
    }
    for source in [
        "let o = t.products();\n  o.see_all(); t.order_lines().title()",
        "let title = t.order_lines().title();\n  title.see_all()",
        "fn row(t: OrderLines) { t.see_all_now() }",
        "fn row(t: OrderLines) { see_all() }",
        "fn row(t: OrderLinesOfDay) { t.see_all() }",
    ] {
        assert!(!is_used("order-lines", source), "{source}");
    }
}
