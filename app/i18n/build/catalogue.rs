//! The texts of all locales, read and compared: every area and key exists in every locale and takes the same
//! arguments there.

// The path is written out because the tests include this file too, from another folder.
#[path = "catalogue/parse.rs"]
mod parse;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Folder names under `locales/`, with the variant of `domain::Locale` each one becomes. The first is the
/// reference that the others are compared with.
pub const LOCALES: [(&str, &str); 4] = [("pt-BR", "PtBr"), ("en", "En"), ("es", "Es"), ("fr", "Fr")];

/// One file name present in every locale, e.g. `orders`.
pub struct Area {
    pub name: String,
    pub texts: Vec<Text>,
}

/// One key of an area in all locales.
pub struct Text {
    /// The Rust name: `selected-count` is `selected_count`, the attribute `not-found.press` is
    /// `not_found_press`.
    pub name: String,
    /// The Fluent comment above the message in the reference locale.
    pub comment: String,
    pub arguments: BTreeMap<String, Kind>,
    /// In the order of [`LOCALES`].
    pub patterns: Vec<Vec<Part>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number: printed with the locale's grouping, or choosing a plural.
    Number,
    /// Printed as given, or choosing a variant by its name.
    Words,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Literal(String),
    Argument(String),
    Choice { by: String, arms: Vec<(Arm, Vec<Part>)>, otherwise: Vec<Part> },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Arm {
    Exactly(i64),
    /// A plural category of CLDR: `zero`, `one`, `two`, `few`, `many` or `other`.
    Plural(String),
    Word(String),
}

/// One message or attribute of one file.
pub struct Entry {
    pub comment: String,
    pub parts: Vec<Part>,
    pub arguments: BTreeMap<String, Kind>,
}

type Entries = BTreeMap<String, Entry>;

/// Reads `root/<tag>/<area>.ftl`. Fails with every problem found, each naming its file and key.
pub fn load(root: &Path) -> Result<Vec<Area>, Vec<String>> {
    let mut problems = Vec::new();
    let mut names = BTreeSet::new();
    for (tag, _) in LOCALES {
        match area_names(&root.join(tag)) {
            Ok(found) => names.extend(found),
            Err(error) => problems.push(format!("{}/{tag}: {error}", root.display())),
        }
    }
    let areas = names.into_iter().filter_map(|name| load_area(root, name, &mut problems)).collect();
    if problems.is_empty() { Ok(areas) } else { Err(problems) }
}

fn area_names(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(folder)? {
        let name = file?.file_name();
        if let Some(area) = name.to_str().and_then(|name| name.strip_suffix(".ftl")) {
            names.push(area.to_owned());
        }
    }
    Ok(names)
}

fn load_area(root: &Path, name: String, problems: &mut Vec<String>) -> Option<Area> {
    let mut by_locale = Vec::new();
    let mut paths = Vec::new();
    for (tag, _) in LOCALES {
        let path = root.join(tag).join(format!("{name}.ftl"));
        let shown = path.display().to_string();
        match fs::read_to_string(&path) {
            Ok(source) => by_locale.push(parse::file(&shown, &source, problems)),
            Err(error) => problems.push(format!("{shown}: {error}; every area needs a file in every locale")),
        }
        paths.push(shown);
    }
    if by_locale.len() < LOCALES.len() {
        return None;
    }
    compare(&by_locale, &paths, problems);
    let mut rest = by_locale.split_off(1);
    let texts = by_locale
        .remove(0)
        .into_iter()
        .filter_map(|(key, entry)| {
            let others = rest.iter_mut().map(|entries| entries.remove(&key)).collect::<Option<Vec<_>>>()?;
            merge(&key, entry, others)
                .map_err(|problem| problems.push(format!("{}: {problem}", paths[0])))
                .ok()
        })
        .collect();
    Some(Area { name, texts })
}

fn compare(by_locale: &[Entries], paths: &[String], problems: &mut Vec<String>) {
    let [reference, others @ ..] = by_locale else { return };
    for (entries, path) in others.iter().zip(&paths[1..]) {
        for (key, entry) in reference {
            let Some(other) = entries.get(key) else {
                problems.push(format!("{path}: key `{key}` is missing (it is in {})", paths[0]));
                continue;
            };
            let (expected, found) = (variables(entry), variables(other));
            if expected != found {
                problems.push(format!("{path}: key `{key}` uses {found} where {} uses {expected}", paths[0]));
            }
        }
        for key in entries.keys().filter(|key| !reference.contains_key(*key)) {
            problems.push(format!("{path}: key `{key}` is not in {}", paths[0]));
        }
    }
}

fn variables(entry: &Entry) -> String {
    if entry.arguments.is_empty() {
        return "no variable".to_owned();
    }
    entry.arguments.keys().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
}

/// An argument is a number as soon as one locale treats it as one.
fn merge(key: &str, first: Entry, others: Vec<Entry>) -> Result<Text, String> {
    let mut arguments = first.arguments;
    let mut patterns = vec![first.parts];
    for other in others {
        for (name, kind) in other.arguments {
            let merged = arguments.entry(name).or_insert(kind);
            if kind == Kind::Number {
                *merged = kind;
            }
        }
        patterns.push(other.parts);
    }
    for (name, kind) in &arguments {
        if *kind == Kind::Number && patterns.iter().any(|parts| chooses_by_word(parts, name)) {
            return Err(format!(
                "key `{key}`: ${name} is a number in one place and chooses by word in another"
            ));
        }
    }
    Ok(Text { name: rust_name(key), comment: first.comment, arguments, patterns })
}

fn chooses_by_word(parts: &[Part], name: &str) -> bool {
    parts.iter().any(|part| match part {
        Part::Choice { by, arms, otherwise } => {
            (by == name && arms.iter().any(|(arm, _)| matches!(arm, Arm::Word(_))))
                || arms.iter().any(|(_, parts)| chooses_by_word(parts, name))
                || chooses_by_word(otherwise, name)
        }
        Part::Literal(_) | Part::Argument(_) => false,
    })
}

/// `not-found.press` becomes `not_found_press`.
pub fn rust_name(key: &str) -> String {
    key.replace(['-', '.'], "_")
}
