//! No text without a page that shows it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::generation::catalogue::{Area, load};

/// Areas whose pages do not exist yet. An area leaves this list with its last page.
const NOT_BUILT_YET: [&str; 1] = ["common"];

/// Where texts are called, from the root of the workspace.
const CALLERS: [&str; 4] = ["app/src", "app/i18n/src", "server/hub/src", "server/src"];

#[test]
fn every_text_is_used() {
    let sources = sources();
    let mut complaints = Vec::new();
    for area in load(&package().join("locales")).unwrap_or_default() {
        let unused = unused(&area, &sources);
        let expected = NOT_BUILT_YET.contains(&area.name.as_str());
        if expected && unused.is_empty() {
            complaints.push(format!("{}: every text is used, take the area out of NOT_BUILT_YET", area.name));
        } else if !expected {
            complaints.extend(unused.iter().map(|name| format!("{}: {name}", area.name)));
        }
    }
    assert!(complaints.is_empty(), "texts that no page shows:\n  {}", complaints.join("\n  "));
}

#[test]
fn a_call_in_a_file_that_names_the_area_is_a_use() {
    let area = |name: &str| Area { name: name.to_owned(), texts: vec![crate::generation::still("see_all")] };
    let caller = ["let o = t.order_lines();\n  o.see_all()".to_owned()];
    assert!(unused(&area("order-lines"), &caller).is_empty());
    assert_eq!(unused(&area("products"), &caller), ["see_all"]);
    let given = ["fn row(t: OrderLines) { t.see_all() }".to_owned()];
    assert!(unused(&area("order-lines"), &given).is_empty());
    let other = ["fn row(t: OrderLines) { t.see_all_now() }".to_owned()];
    assert_eq!(unused(&area("order-lines"), &other), ["see_all"]);
}

/// The texts of `area` that are called in no file which also names the area, by `t.area()` or by its type.
fn unused<'a>(area: &'a Area, sources: &[String]) -> Vec<&'a str> {
    let accessor = format!(".{}()", area.name.replace('-', "_"));
    let kind: String = area.name.split('-').map(capitalised).collect();
    let callers: Vec<&String> =
        sources.iter().filter(|source| source.contains(&accessor) || source.contains(&kind)).collect();
    let is_called = |name: &str| callers.iter().any(|source| source.contains(&format!(".{name}(")));
    area.texts.iter().map(|text| text.name.as_str()).filter(|name| !is_called(name)).collect()
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<String> {
    let root = package().join("../..");
    let mut found = Vec::new();
    for caller in CALLERS {
        collect(&root.join(caller), &mut found);
    }
    assert!(!found.is_empty(), "no source under {CALLERS:?}");
    found
}

fn collect(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(fs::read_to_string(path).unwrap());
        }
    }
}
