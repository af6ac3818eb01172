//! Reads what a rule asks.

use super::{
    bounds::Bounds,
    check::{Check, LengthUnit},
    expected::Expected,
    node::{Node, Value},
    pattern::Pattern,
    problem::RuleProblemKind as Kind,
    reader::{Entries, Reader},
};
use crate::facts::{ImageLimits, WordList};

/// Keys of `check`. `schema/rules.schema.json` has the same.
pub(super) const KEYS: &[&str] = &[
    "required",
    "length",
    "min_length",
    "max_length",
    "max_bytes",
    "number",
    "type",
    "above",
    "below",
    "at_least",
    "at_most",
    "matches",
    "not_matches",
    "one_of",
    "none_of",
    "ignore_case",
    "unique",
    "gtin",
    "isbn",
    "ncm",
    "cest",
    "origin",
    "cpf",
    "cnpj",
    "cpf_or_cnpj",
    "url",
    "image",
    "words",
    "forbidden_words",
    "html",
    "at_most_field",
    "at_least_field",
    "equals_field",
    "differs_from_field",
    "ratio",
    "at_least_n_of",
    "sum",
    "lookup",
    "consistent",
    "count",
    "all_of",
    "any_of",
    "not",
];

/// Values of a list that stands in a rule.
const VALUES: usize = 20_000;
/// Parts of `all_of` and `any_of`, and how deep they may stand inside of one another.
const PARTS: usize = 50;

/// Reads a map of checks, in the order in which they are tried.
pub(super) fn checks(reader: &mut Reader, node: &Node) -> Option<Vec<Check>> {
    let mut entries = reader.entries(node, Expected::Like("{ required: true, max_length: 60 }"))?;
    let before = reader.problems.len();
    let mut checks = Vec::new();
    presence(reader, &mut entries, &mut checks);
    lengths(reader, &mut entries, &mut checks);
    numbers(reader, &mut entries, &mut checks);
    lists(reader, &mut entries, &mut checks);
    texts(reader, &mut entries, &mut checks);
    fields(reader, &mut entries, &mut checks);
    across(reader, &mut entries, &mut checks);
    groups(reader, &mut entries, &mut checks);
    reader.finish(entries, KEYS);
    if reader.problems.len() > before {
        return None;
    }
    if checks.is_empty() {
        return reader.expected(node, Expected::Check);
    }
    Some(checks)
}

/// Takes an entry and reads it.
fn read<T>(
    reader: &mut Reader,
    entries: &mut Entries<'_>,
    key: &'static str,
    read: impl FnOnce(&mut Reader, &Node) -> Option<T>,
) -> Option<T> {
    let node = entries.take(key)?;
    reader.inside(key, |reader| read(reader, node))
}

/// A check that is on or off.
fn is_on(reader: &mut Reader, entries: &mut Entries<'_>, key: &'static str) -> bool {
    read(reader, entries, key, |reader, node| match node.value {
        Value::Flag(true) => Some(true),
        _ => reader.expected(node, Expected::TrueOrNothing),
    })
    .is_some()
}

fn presence(reader: &mut Reader, entries: &mut Entries<'_>, checks: &mut Vec<Check>) {
    if is_on(reader, entries, "required") {
        checks.push(Check::Required);
    }
}

fn lengths(reader: &mut Reader, entries: &mut Entries<'_>, checks: &mut Vec<Check>) {
    let length = read(reader, entries, "length", |reader, node| {
        let mut inner = reader.entries(node, Expected::Like("{ min: 3, max: 60 }"))?;
        let min = read(reader, &mut inner, "min", Reader::whole);
        let max = read(reader, &mut inner, "max", Reader::whole);
        let unit = read(reader, &mut inner, "unit", |reader, node| {
            reader.code(node, LengthUnit::ALL, LengthUnit::code)
        });
        reader.finish(inner, &["min", "max", "unit"]);
        if min.is_none() && max.is_none() {
            return reader.expected(node, Expected::MinOrMax);
        }
        Some(Check::Length { min, max, unit: unit.unwrap_or(LengthUnit::Characters) })
    });
    checks.extend(length);
    let min = read(reader, entries, "min_length", Reader::whole);
    let max = read(reader, entries, "max_length", Reader::whole);
    if min.is_some() || max.is_some() {
        checks.push(Check::Length { min, max, unit: LengthUnit::Characters });
    }
    if let Some(max) = read(reader, entries, "max_bytes", Reader::whole) {
        checks.push(Check::Length { min: None, max: Some(max), unit: LengthUnit::Bytes });
    }
}

fn bounds(reader: &mut Reader, entries: &mut Entries<'_>) -> Bounds {
    Bounds {
        above: read(reader, entries, "above", Reader::number),
        at_least: read(reader, entries, "at_least", Reader::number),
        below: read(reader, entries, "below", Reader::number),
        at_most: read(reader, entries, "at_most", Reader::number),
    }
}

/// `min` and `max` mean what `at_least` and `at_most` do.
fn named_bounds(reader: &mut Reader, entries: &mut Entries<'_>) -> Bounds {
    let min = read(reader, entries, "min", Reader::number);
    let max = read(reader, entries, "max", Reader::number);
    bounds(reader, entries).and(&Bounds { at_least: min, at_most: max, ..Bounds::default() })
}

fn numbers(reader: &mut Reader, entries: &mut Entries<'_>, checks: &mut Vec<Check>) {
    let number = read(reader, entries, "number", |reader, node| {
        let mut inner = reader.entries(node, Expected::Like("{ above: 0, decimals: 2 }"))?;
        let bounds = named_bounds(reader, &mut inner);
        let integer = read(reader, &mut inner, "integer", Reader::flag).unwrap_or(false);
        let decimals = read(reader, &mut inner, "decimals", Reader::whole);
        reader.finish(inner, &["min", "max", "above", "below", "at_least", "at_most", "integer", "decimals"]);
        Some(Check::Number { bounds, integer, decimals })
    });
    checks.extend(number);
    let kind = read(reader, entries, "type", |reader, node| match node.scalar() {
        Some("number") => Some(false),
        Some("integer") => Some(true),
        _ => reader.expected(node, Expected::NumberKind),
    });
    let bounds = bounds(reader, entries);
    if kind.is_some() || bounds != Bounds::default() {
        checks.push(Check::Number { bounds, integer: kind == Some(true), decimals: None });
    }
}

fn lists(reader: &mut Reader, entries: &mut Entries<'_>, checks: &mut Vec<Check>) {
    let values = |reader: &mut Reader, node: &Node| {
        let values = reader.texts(node, VALUES, "values")?;
        if values.is_empty() { reader.expected(node, Expected::Value) } else { Some(values) }
    };
    let case = entries.take("ignore_case");
    let ignore_case = match case {
        Some(node) => reader.inside("ignore_case", |reader| reader.flag(node)).unwrap_or(false),
        None => false,
    };
    let one_of = read(reader, entries, "one_of", values);
    let none_of = read(reader, entries, "none_of", values);
    if let Some(node) = case
        && one_of.is_none()
        && none_of.is_none()
    {
        reader.tell(node, Kind::Expected { expected: Expected::NoIgnoreCase });
    }
    checks.extend(one_of.map(|values| Check::OneOf { values, ignore_case }));
    checks.extend(none_of.map(|values| Check::NoneOf { values, ignore_case }));
}

fn texts(reader: &mut Reader, entries: &mut Entries<'_>, checks: &mut Vec<Check>) {
    let pattern = |reader: &mut Reader, node: &Node| {
        let text = reader.text(node, 2_000)?;
        match Pattern::new(&text) {
            Ok(_) => Some(text),
            Err(message) => {
                reader.tell(node, Kind::Pattern { message });
                None
            }
        }
    };
    checks.extend(read(reader, entries, "matches", pattern).map(Check::Matches));
    checks.extend(read(reader, entries, "not_matches", pattern).map(Check::NotMatches));
    let flags = [
        ("gtin", Check::Gtin),
        ("isbn", Check::Isbn),
        ("ncm", Check::Ncm),
        ("cest", Check::Cest),
        ("origin", Check::Origin),
        ("cpf", Check::Cpf),
        ("cnpj", Check::Cnpj),
        ("cpf_or_cnpj", Check::CpfOrCnpj),
    ];
    for (key, check) in flags {
        if is_on(reader, entries, key) {
            checks.push(check);
        }
    }
    checks.extend(read(reader, entries, "url", url));
    checks.extend(read(reader, entries, "image", image));
    let words = |reader: &mut Reader, node: &Node| {
        let words = reader.texts(node, VALUES, "words")?;
        match WordList::new(&words) {
            Ok(_) if !words.is_empty() => Some(Check::ForbiddenWords(words)),
            _ => reader.expected(node, Expected::Words),
        }
    };
    checks.extend(read(reader, entries, "forbidden_words", words));
    checks.extend(read(reader, entries, "words", |reader, node| {
        let mut inner = reader.entries(node, Expected::Like("{ forbidden: [frete, promo] }"))?;
        let found = reader.needed(&mut inner, "forbidden").and_then(|node| words(reader, node));
        reader.finish(inner, &["forbidden"]);
        found
    }));
    checks.extend(read(reader, entries, "html", |reader, node| {
        let mut inner = reader.entries(node, Expected::Like("{ allowed_tags: [p, br] }"))?;
        let tags = reader.needed(&mut inner, "allowed_tags").and_then(|node| reader.texts(node, 200, "tags"));
        reader.finish(inner, &["allowed_tags"]);
        Some(Check::Html { allowed_tags: tags? })
    }));
    checks.extend(read(reader, entries, "count", |reader, node| {
        let mut inner = reader.entries(node, Expected::Like("{ min: 1, max: 10 }"))?;
        let min = read(reader, &mut inner, "min", Reader::whole);
        let max = read(reader, &mut inner, "max", Reader::whole);
        reader.finish(inner, &["min", "max"]);
        if min.is_none() && max.is_none() {
            return reader.expected(node, Expected::MinOrMax);
        }
        Some(Check::Count { min, max })
    }));
}

fn lower(texts: Option<Vec<String>>) -> Vec<String> {
    texts.unwrap_or_default().iter().map(|text| text.trim_start_matches('.').to_lowercase()).collect()
}

fn url(reader: &mut Reader, node: &Node) -> Option<Check> {
    if let Value::Flag(true) = node.value {
        return Some(Check::Url { schemes: Vec::new(), extensions: Vec::new() });
    }
    let mut inner = reader.entries(node, Expected::TrueOr("{ schemes: [https], extensions: [jpg] }"))?;
    let schemes = read(reader, &mut inner, "schemes", |reader, node| reader.texts(node, 20, "schemes"));
    let extensions =
        read(reader, &mut inner, "extensions", |reader, node| reader.texts(node, 50, "extensions"));
    reader.finish(inner, &["schemes", "extensions"]);
    Some(Check::Url { schemes: lower(schemes), extensions: lower(extensions) })
}

const IMAGE_KEYS: &[&str] = &[
    "https",
    "extensions",
    "extension_optional",
    "min_width",
    "min_height",
    "max_width",
    "max_height",
    "max_bytes",
    "square",
];

fn image(reader: &mut Reader, node: &Node) -> Option<Check> {
    if let Value::Flag(true) = node.value {
        return Some(Check::Image(ImageLimits { extension_optional: true, ..ImageLimits::default() }));
    }
    let mut inner = reader.entries(node, Expected::TrueOr("{ https: true, extensions: [jpg, png] }"))?;
    let https = read(reader, &mut inner, "https", Reader::flag).unwrap_or(false);
    let extensions =
        read(reader, &mut inner, "extensions", |reader, node| reader.texts(node, 50, "extensions"));
    let limits = ImageLimits {
        https,
        extensions: lower(extensions),
        extension_optional: read(reader, &mut inner, "extension_optional", Reader::flag).unwrap_or(false),
        min_width: read(reader, &mut inner, "min_width", Reader::whole),
        min_height: read(reader, &mut inner, "min_height", Reader::whole),
        max_width: read(reader, &mut inner, "max_width", Reader::whole),
        max_height: read(reader, &mut inner, "max_height", Reader::whole),
        max_bytes: read(reader, &mut inner, "max_bytes", Reader::whole),
        square: read(reader, &mut inner, "square", Reader::flag).unwrap_or(false),
    };
    reader.finish(inner, IMAGE_KEYS);
    Some(Check::Image(limits))
}

fn fields(reader: &mut Reader, entries: &mut Entries<'_>, checks: &mut Vec<Check>) {
    checks.extend(read(reader, entries, "at_most_field", Reader::field).map(Check::AtMostField));
    checks.extend(read(reader, entries, "at_least_field", Reader::field).map(Check::AtLeastField));
    checks.extend(read(reader, entries, "equals_field", Reader::field).map(Check::EqualsField));
    checks.extend(read(reader, entries, "differs_from_field", Reader::field).map(Check::DiffersFromField));
    checks.extend(read(reader, entries, "ratio", |reader, node| {
        let mut inner = reader.entries(node, Expected::Like("{ of: cost, min: 1.1 }"))?;
        let of = reader.needed(&mut inner, "of").and_then(|node| reader.field(node));
        let bounds = named_bounds(reader, &mut inner);
        reader.finish(inner, &["of", "min", "max", "above", "below", "at_least", "at_most"]);
        if bounds == Bounds::default() {
            return reader.expected(node, Expected::MinOrMax);
        }
        Some(Check::Ratio { of: of?, bounds })
    }));
    checks.extend(read(reader, entries, "at_least_n_of", |reader, node| {
        let mut inner = reader.entries(node, Expected::Like("{ n: 2, fields: [gtin, mpn, isbn] }"))?;
        let n = reader.needed(&mut inner, "n").and_then(|node| reader.whole(node));
        let fields = reader.needed(&mut inner, "fields").and_then(|node| reader.fields(node));
        reader.finish(inner, &["n", "fields"]);
        let (n, fields) = (n? as usize, fields?);
        if n == 0 || n > fields.len() {
            return reader.expected(node, Expected::CountOfFields);
        }
        Some(Check::AtLeastNOf { n, fields })
    }));
    checks.extend(read(reader, entries, "sum", |reader, node| {
        let mut inner =
            reader.entries(node, Expected::Like("{ fields: [length, width, height], at_most: 200 }"))?;
        let fields = reader.needed(&mut inner, "fields").and_then(|node| reader.fields(node));
        let bounds = named_bounds(reader, &mut inner);
        reader.finish(inner, &["fields", "min", "max", "above", "below", "at_least", "at_most"]);
        if bounds == Bounds::default() {
            return reader.expected(node, Expected::MinOrMax);
        }
        Some(Check::Sum { fields: fields?, bounds })
    }));
}

fn across(reader: &mut Reader, entries: &mut Entries<'_>, checks: &mut Vec<Check>) {
    checks.extend(read(reader, entries, "unique", |reader, node| match &node.value {
        Value::Flag(true) => Some(Check::Unique { with: Vec::new() }),
        Value::List(_) => Some(Check::Unique { with: reader.fields(node)? }),
        _ => reader.expected(node, Expected::TrueOr("[sku, colour]")),
    }));
    checks.extend(read(reader, entries, "lookup", |reader, node| {
        let mut inner = reader.entries(node, Expected::Like("{ list: name, in: true }"))?;
        let list = reader.needed(&mut inner, "list").and_then(|node| reader.text(node, 100));
        let inside = read(reader, &mut inner, "in", Reader::flag).unwrap_or(true);
        reader.finish(inner, &["list", "in"]);
        Some(Check::Lookup { list: list?, inside })
    }));
    checks.extend(read(reader, entries, "consistent", |reader, node| {
        let mut inner = reader.entries(node, Expected::Like("{ within: group, fields: [brand] }"))?;
        let within = reader.needed(&mut inner, "within").and_then(|node| reader.field(node));
        let fields = reader.needed(&mut inner, "fields").and_then(|node| reader.fields(node));
        reader.finish(inner, &["within", "fields"]);
        Some(Check::Consistent { within: within?, fields: fields? })
    }));
    if checks.iter().filter(|check| check.is_across()).count() > 1 {
        reader.tell(entries.node, Kind::AcrossInside { key: "unique, lookup or consistent" });
    }
}

fn groups(reader: &mut Reader, entries: &mut Entries<'_>, checks: &mut Vec<Check>) {
    let parts = |reader: &mut Reader, node: &Node| {
        let items = reader.list(node, PARTS, "parts")?;
        if items.is_empty() {
            return reader.expected(node, Expected::Check);
        }
        items.iter().enumerate().map(|(at, item)| reader.inside(at, |reader| local(reader, item))).collect()
    };
    checks.extend(read(reader, entries, "all_of", parts).map(Check::AllOf));
    checks.extend(read(reader, entries, "any_of", parts).map(Check::AnyOf));
    checks.extend(read(reader, entries, "not", local).map(Check::Not));
}

/// Checks that look at one record only.
fn local(reader: &mut Reader, node: &Node) -> Option<Vec<Check>> {
    let checks = checks(reader, node)?;
    if checks.iter().any(Check::is_across) {
        reader.tell(node, Kind::AcrossInside { key: "unique, lookup or consistent" });
        return None;
    }
    Some(checks)
}
