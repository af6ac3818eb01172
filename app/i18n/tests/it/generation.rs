//! What the build refuses, and what it generates.

use std::fs;

#[path = "../../build/catalogue.rs"]
pub mod catalogue;
#[path = "../../build/emit.rs"]
mod emit;

use catalogue::{Kind, Part, Text, load};
use i18n::{Locale, Texts};

/// A text without arguments.
pub fn still(name: &str) -> Text {
    Text {
        name: name.to_owned(),
        comment: String::new(),
        arguments: Default::default(),
        patterns: Vec::new(),
    }
}

/// The four languages, each with the file `orders.ftl` of that source.
fn orders(sources: [&str; 4]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for ((tag, _), source) in catalogue::LOCALES.iter().zip(sources) {
        fs::create_dir(root.path().join(tag)).unwrap();
        fs::write(root.path().join(tag).join("orders.ftl"), source).unwrap();
    }
    root
}

fn problems(sources: [&str; 4]) -> Vec<String> {
    let root = orders(sources);
    let prefix = format!("{}/", root.path().display());
    let problems = load(root.path()).err().unwrap_or_default();
    problems.iter().map(|problem| problem.replace(&prefix, "")).collect()
}

fn generated(source: &str) -> String {
    let root = orders([source; 4]);
    emit::rust(&load(root.path()).unwrap())
}

#[test]
fn a_key_missing_in_one_language_is_named_with_its_file() {
    assert_eq!(
        problems(["a = A\nb = B\n", "a = A\nb = B\n", "a = A\n", "a = A\nb = B\n"]),
        ["es/orders.ftl: key `b` is missing (it is in pt-BR/orders.ftl)"]
    );
}

#[test]
fn a_key_that_only_a_translation_has_is_named_with_its_file() {
    assert_eq!(
        problems(["a = A\n", "a = A\n", "a = A\n", "a = A\nb = B\n"]),
        ["fr/orders.ftl: key `b` is not in pt-BR/orders.ftl"]
    );
}

#[test]
fn variables_that_differ_are_named_on_both_sides() {
    assert_eq!(
        problems(["a = { $n }\n", "a = { $m } { $n }\n", "a = A\n", "a = { NUMBER($n) }\n"]),
        [
            "en/orders.ftl: key `a` uses $m, $n where pt-BR/orders.ftl uses $n",
            "es/orders.ftl: key `a` uses no variable where pt-BR/orders.ftl uses $n",
        ]
    );
}

#[test]
fn an_area_missing_in_one_language_is_named() {
    let root = orders(["a = A\n"; 4]);
    fs::remove_file(root.path().join("fr/orders.ftl")).unwrap();
    let problems = load(root.path()).err().unwrap();
    assert!(problems[0].contains("fr/orders.ftl"), "{problems:?}");
}

#[test]
fn every_mistake_in_a_file_is_reported_with_its_key() {
    for (source, expected) in [
        ("a = A\na = B\n", "pt-BR/orders.ftl: key `a`: appears twice"),
        ("a-b = A\na =\n    .b = B\n", "pt-BR/orders.ftl: key `a.b`: has the same Rust name as `a-b`"),
        ("type = A\n", "pt-BR/orders.ftl: key `type`: is a Rust keyword, choose a longer name"),
        ("aB = A\n", "pt-BR/orders.ftl: key `aB`: keys are written in lower case with hyphens"),
        ("a = { b }\n", "pt-BR/orders.ftl: key `a`: refers to `b`, which this file does not have"),
        ("a = { b }\nb = { a }\n", "pt-BR/orders.ftl: key `a`: refers to itself by way of `a`"),
        ("a = { DATETIME($n) }\n", "pt-BR/orders.ftl: key `a`: unknown function DATETIME"),
        (
            "a = { $n ->\n    [1] A\n    [paid] B\n   *[other] C\n}\n",
            "pt-BR/orders.ftl: key `a`: [1]: $n chooses by number and by word at once",
        ),
        (
            "a = { $n ->\n    [paid] B\n   *[other] C\n} { NUMBER($n) }\n",
            "pt-BR/orders.ftl: key `a`: $n is a number in one place and chooses by word in another",
        ),
        ("a = A\n!\nb = B\n", "pt-BR/orders.ftl:2: Expected one of \"a-zA-Z\""),
    ] {
        let found = problems([source; 4]);
        assert!(found.iter().any(|problem| problem.starts_with(expected)), "{source}: {found:?}");
    }
}

#[test]
fn a_number_in_one_language_is_a_number_in_all() {
    let plural = "a = { $n ->\n    [one] A\n   *[other] { $n } B\n}\n";
    let root = orders(["a = { $n } A\n", plural, plural, plural]);
    let areas = load(root.path()).unwrap();
    assert_eq!(areas[0].texts[0].arguments["n"], Kind::Number);
    assert_eq!(areas[0].texts[0].patterns[0], [Part::Argument("n".into()), Part::Literal(" A".into())]);
}

#[test]
fn references_are_put_in_place() {
    let out =
        generated("-brand = Orion\na = { -brand } { b.press }{ \"\\u00A0\" }!\nb = B\n    .press = now\n");
    assert!(out.contains("pub fn a(self) -> &'static str {\n        \"Orion now\\u{a0}!\"\n"), "{out}");
    assert!(out.contains("pub fn b_press(self)"), "{out}");
}

#[test]
fn choices_become_plain_matches() {
    let out = generated(
        "a = { $n ->\n    [0] none\n    [one] one\n   *[other] { $n }\n} { $state ->\n    [paid] P\n   *[other] { $who }\n}\n",
    );
    for line in [
        "pub fn a(self, n: i64, state: &str, who: &str) -> String {",
        "match (n, plural_category(Locale::Fr, n)) {",
        "(0, _) => {",
        "(_, PluralCategory::One) => {",
        "write_integer(&mut out, self.0.figures, n);",
        "\"paid\" => {",
        "out.push('P');",
        "out.push_str(who);",
    ] {
        assert!(out.contains(line), "{line} is not in\n{out}");
    }
}

#[test]
fn plurals_and_grouping_follow_the_language() {
    let shown = |n| Locale::ALL.map(|locale| Texts::new(locale).palette().found(n));
    assert_eq!(shown(0), ["Nada encontrado", "Nothing found", "Nada encontrado", "Rien trouvé"]);
    assert_eq!(shown(1), ["1 resultado", "1 result", "1 resultado", "1 résultat"]);
    assert_eq!(
        shown(12_345),
        ["12.345 resultados", "12,345 results", "12.345 resultados", "12\u{202f}345 résultats"]
    );
    assert_eq!(Texts::new(Locale::Fr).completeness().orders(0), "0 commande");
}
