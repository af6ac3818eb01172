//! Rules are read with places, tried, and find what they say.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::collections::BTreeMap;
use validator::{
    Field,
    rules::{
        Expected, Override, Pack, RuleProblem, RuleProblemKind as Kind, RuleSet, Severity, read_pack,
        read_rule,
    },
};

/// The ten rules that every validator of the comparison is given.
const TEN: &str = include_str!("../../../bench/peers/catalog/rules.orion.yaml");

fn rule_with(field: &str, check: &str, rest: &str) -> String {
    format!("id: probe\ntitle: Probe\nexplanation: Why\nfield: {field}\ncheck: {check}\n{rest}")
}

fn kinds(problems: &[RuleProblem]) -> Vec<&Kind> {
    problems.iter().map(|problem| &problem.kind).collect()
}

#[test]
fn ten_rules_are_read() {
    let pack = read_pack(TEN).unwrap();
    assert_eq!((pack.code.as_str(), pack.rules.len()), ("catalog", 10));
}

/// Every check with values that break it and values that keep it. What else a record has follows the bar.
#[test]
fn every_check_finds_what_it_says() {
    let table: &[(&str, &[&str], &[&str])] = &[
        ("{ required: true }", &["", "  "], &["x"]),
        ("{ length: { min: 2, max: 3 } }", &["a", "abcd"], &["ab", "éãõ", ""]),
        ("{ length: { max: 3, unit: bytes } }", &["éé"], &["abc"]),
        ("{ min_length: 2, max_length: 3 }", &["a", "abcd"], &["ab"]),
        ("{ max_bytes: 3 }", &["éé"], &["éa"]),
        (
            "{ number: { min: 1, max: 2.5, decimals: 1 } }",
            &["0.9", "2.6", "1.25", "x"],
            &["1", "2.50", "2.5"],
        ),
        ("{ number: { integer: true } }", &["1.5", "1e3"], &["7", "-7", "7.0"]),
        ("{ type: number, above: 0, below: 10 }", &["0", "10", "1,5"], &["0.01", "9.99", " 5 "]),
        ("{ type: integer, at_least: 0, at_most: 5 }", &["-1", "6", "1.5"], &["0", "5"]),
        ("{ matches: '^[A-Z]{3}$' }", &["ab", "ABCD"], &["ABC"]),
        ("{ not_matches: '(?i)frete' }", &["Frete grátis"], &["Camisa"]),
        ("{ one_of: [EUR, 10, true] }", &["eur", "x"], &["EUR", "10", "true"]),
        ("{ one_of: [Azul], ignore_case: true }", &["verde"], &["AZUL"]),
        ("{ none_of: [x, y] }", &["x"], &["z"]),
        ("{ gtin: true }", &["7891234567890", "12"], &["7891234567895", "4006381333931"]),
        ("{ isbn: true }", &["9783161484101"], &["9783161484100", "0306406152"]),
        ("{ ncm: true }", &["123"], &["61091000"]),
        ("{ cest: true }", &["123"], &["2800100"]),
        ("{ origin: true }", &["9"], &["0", "8"]),
        ("{ cpf: true }", &["11111111111"], &["52998224725"]),
        ("{ cnpj: true }", &["11222333000180"], &["11222333000181"]),
        ("{ cpf_or_cnpj: true }", &["1"], &["52998224725", "11222333000181"]),
        (
            "{ url: { schemes: [https], extensions: [.jpg] } }",
            &["http://a.com/b.jpg", "https://a.com/b.png"],
            &["https://a.com/b.JPG"],
        ),
        ("{ url: true }", &["a.com", "https://a b"], &["https://a.com"]),
        (
            "{ image: { https: true, extensions: [jpg] } }",
            &["http://a.com/b.jpg", "https://a.com/b.gif"],
            &["https://a.com/b.jpg"],
        ),
        (
            "{ forbidden_words: [grátis, 'frete incluso'] }",
            &["Tudo GRATIS", "com frete incluso!"],
            &["gratiser"],
        ),
        ("{ words: { forbidden: [oferta] } }", &["Super oferta"], &["ofertas"]),
        ("{ html: { allowed_tags: [p, br] } }", &["<b>x</b>", "<p onclick=x>y</p>"], &["<p>a<br>b</p>"]),
        ("{ at_most_field: price }", &["11|price=10.0"], &["10.00|price=10", "5|price=", "5"]),
        ("{ at_least_field: price }", &["9|price=10"], &["10|price=10"]),
        ("{ equals_field: mpn }", &["A|mpn=B", "1|mpn=x"], &["1.0|mpn=1", "A|mpn=A"]),
        ("{ differs_from_field: mpn }", &["A|mpn=A"], &["A|mpn=B"]),
        (
            "{ ratio: { of: cost, min: 1.1, max: 10 } }",
            &["10|cost=10", "101|cost=10"],
            &["11|cost=10", "5|cost=0"],
        ),
        ("{ at_least_n_of: { n: 2, fields: [gtin, mpn, isbn] } }", &["x|gtin=1", ""], &["x|gtin=1|mpn=2"]),
        (
            "{ sum: { fields: [length, width], at_most: 200 } }",
            &["x|length=150|width=50.5"],
            &["x|length=150|width=50", "x"],
        ),
        ("{ count: { min: 2, max: 3 } }", &["a", "a|,b,c,d"], &["a;b", "a,b,c"]),
        ("{ all_of: [{ min_length: 2 }, { matches: '^A' }] }", &["A", "BB"], &["AB"]),
        ("{ any_of: [{ max_length: 1 }, { matches: '^A' }] }", &["BB"], &["B", "AB"]),
        ("{ not: { one_of: [x] } }", &["x"], &["y", ""]),
    ];
    for (check, bad, good) in table {
        let mut tests = String::from("tests:\n");
        for (values, finds) in [(bad, true), (good, false)] {
            for value in *values {
                // A bar separates fields only where a name follows.
                let parts: Vec<&str> = value.split('|').collect();
                let named = parts.iter().skip(1).all(|part| part.contains('='));
                let (first, more) = if named { (parts[0], &parts[1..]) } else { (*value, &[][..]) };
                let first = first.replace("|,", ",");
                let mut record = format!("model: {}", serde_json::to_string(&first).unwrap());
                for part in more {
                    let (field, value) = part.split_once('=').unwrap();
                    record += &format!(", {field}: {value:?}");
                }
                tests += &format!("  - {{ given: {{ {record} }}, finds: {finds} }}\n");
            }
        }
        let read = read_rule(&rule_with("model", check, &tests));
        assert!(read.is_ok(), "{check}: {:?}", read.unwrap_err());
    }
}

#[test]
fn pictures_are_held_to_what_their_columns_say_of_them() {
    let tests = "tests:
  - { given: { images: 'https://a.com/1.jpg', image_width: 800, image_height: 800, image_bytes: 9000 }, finds: false }
  - { given: { images: 'https://a.com/1.jpg', image_width: 499, image_height: 800 }, finds: true }
  - { given: { images: 'https://a.com/1.jpg', image_width: 4001 }, finds: true }
  - { given: { images: 'https://a.com/1.jpg', image_width: 800, image_height: 801 }, finds: true }
  - { given: { images: 'https://a.com/1.jpg', image_bytes: 9001 }, finds: true }
  - { given: { images: 'https://a.com/1.jpg|https://a.com/2.jpg', image_width: '800|499' }, finds: true }
  - { given: { images: 'https://a.com/1.jpg|https://a.com/2.jpg', image_width: '800;' }, finds: false }
  - { given: { images: 'https://a.com/1.jpg|https://a.com/2.jpg|https://a.com/3.jpg', image_width: '499|499' }, finds: false }
  - { given: { images: 'https://a.com/1.jpg|https://a.com/2.jpg', image_width: 499 }, finds: true }
  - { given: { images: 'https://a.com/1.jpg', image_width: wide }, finds: false }
  - { given: { image_width: 499 }, finds: false }
";
    let check =
        "{ image: { min_width: 500, min_height: 500, max_width: 4000, max_bytes: 9000, square: true } }";
    let read = read_rule(&rule_with("images", check, tests));
    assert!(read.is_ok(), "{:?}", read.unwrap_err());
    let upside_down = "{ image: { min_height: 500, max_height: 400 } }";
    let problems = read_rule(&rule_with("images", upside_down, tests)).unwrap_err();
    let contradiction = |kind: &&Kind| matches!(kind, Kind::Contradiction { key, .. } if key == "min_height");
    assert!(kinds(&problems).iter().any(contradiction), "{problems:?}");
}

#[test]
fn checks_across_records_find_what_they_say() {
    for (check, tests) in [
        ("{ unique: true }", "  - { rows: [{ sku: a }, { sku: b }, { sku: a }, {}, {}], finds: [1, 3] }"),
        (
            "{ unique: [sku, colour] }",
            "  - { rows: [{ sku: a, colour: x }, { sku: a, colour: y }, { sku: a, colour: x }], finds: [1, 3] }",
        ),
        (
            "{ consistent: { within: group, fields: [brand, material] } }",
            "  - { rows: [{ group: g }, { group: g, brand: A }, { group: g, brand: B }, { brand: C }, { group: h, brand: B }], finds: [3] }",
        ),
        (
            "{ lookup: { list: brands } }",
            "  - { rows: [{ sku: a }, { sku: b }], lists: { brands: [a, c] }, finds: [2] }",
        ),
        (
            "{ lookup: { list: brands, in: false } }",
            "  - { rows: [{ sku: a }, { sku: b }], lists: { brands: [a, c] }, finds: [1] }",
        ),
    ] {
        let tests = format!("tests:\n{tests}\n  - {{ rows: [{{}}], finds: false }}\n");
        let read = read_rule(&rule_with("sku", check, &tests));
        assert!(read.is_ok(), "{check}: {:?}", read.unwrap_err());
    }
}

#[test]
fn conditions_and_fixes_work() {
    let rule = read_rule(
        "id: title_length
title: { pt-BR: Título longo, en: Long title }
explanation: Shorten it.
severity: warning
when: { category: { one_of: [apparel] }, gtin: { not: { required: true } } }
field: title
check: { max_length: 10 }
fix: [ trim, { truncate_at_word: 10 } ]
tests:
  - given: { category: apparel, title: Camiseta azul }
    finds: true
    fixed: { title: Camiseta }
  - { given: { category: shoes, title: Camiseta azul }, finds: false }
  - { given: { title: Camiseta azul }, finds: false }
  - { given: { category: apparel, gtin: 1, title: Camiseta azul }, finds: false }
",
    )
    .unwrap();
    assert_eq!(rule.severity, Severity::Warning);
    assert_eq!((rule.title.get("fr"), rule.title.get("en")), ("Título longo", "Long title"));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let tests = "tests: [{ given: { sku: x }, finds: true }, { given: { sku: y }, finds: false }]\n";
    let told = |check: &str| {
        let problems = read_rule(&rule_with("sku", check, tests)).unwrap_err();
        (problems[0].line, problems[0].path.clone(), problems[0].kind.clone())
    };
    let (line, path, kind) = told("{ max_lenght: 60 }");
    assert_eq!((line, path.as_str()), (5, "check"));
    assert!(matches!(kind, Kind::UnknownKey { nearest: Some("max_length"), .. }), "{kind:?}");
    let (_, path, kind) = told("{ max_length: sixty }");
    assert_eq!(
        (path.as_str(), kind),
        ("check.max_length", Kind::Expected { expected: Expected::WholeNumber })
    );
    let (_, _, kind) = told("{ at_most_field: prise }");
    assert!(
        matches!(kind, Kind::UnknownField { nearest: Some(ref field), .. } if field == "price"),
        "{kind:?}"
    );
    assert!(matches!(told("{ matches: '(' }").2, Kind::Pattern { .. }));
    assert!(matches!(told("{ matches: '(\\pL{1000}){1000}' }").2, Kind::Pattern { .. }));
    assert!(matches!(told("{ any_of: [{ unique: true }] }").2, Kind::AcrossInside { .. }));
    assert!(matches!(told("{ ignore_case: true }").2, Kind::Expected { .. }));
    assert!(matches!(told("{}").2, Kind::Expected { .. }));
    assert!(matches!(told("[]").2, Kind::Expected { .. }));
    for check in [
        "{ min_length: 5, max_length: 4 }",
        "{ at_least: 5, at_most: 4 }",
        "{ above: 5, at_most: 5 }",
        "{ number: { min: 3 }, below: 3 }",
        "{ one_of: [abc, de], max_length: 1 }",
        "{ one_of: [abc], none_of: [abc] }",
        "{ one_of: [abc], matches: '^[0-9]' }",
        "{ differs_from_field: sku }",
        "{ all_of: [{ at_least: 5 }, { at_most: 4 }] }",
        "{ count: { min: 3, max: 2 } }",
    ] {
        let (line, path, kind) = told(check);
        assert!(matches!(kind, Kind::Contradiction { .. }), "{check}: {kind:?}");
        assert_eq!((line, path.as_str()), (5, "check"), "{check}");
    }
    assert_eq!(told("{ required: true }").2, Kind::TestFails { expected: vec![1], found: vec![] });
    let never =
        rule_with("sku", "{ one_of: [y] }", &format!("when: {{ price: {{ above: 5, below: 5 }} }}\n{tests}"));
    assert_eq!(kinds(&read_rule(&never).unwrap_err()), [&Kind::NeverApplies]);
    let untested = rule_with("sku", "{ one_of: [y] }", "tests: [{ given: { sku: x }, finds: true }]\n");
    assert_eq!(kinds(&read_rule(&untested).unwrap_err()), [&Kind::NoTests]);
    let missing = read_rule("id: Bad Id\n").unwrap_err();
    assert!(missing.iter().any(|problem| problem.kind == Kind::Id));
    assert!(missing.iter().any(|problem| problem.kind == Kind::Missing { key: "check" }));
}

#[test]
fn a_fix_has_to_cure() {
    let rule = |fix: &str, fixed: &str| {
        let tests = format!(
            "fix: {fix}\ntests:\n  - {{ given: {{ sku: ' abc' }}, finds: true{fixed} }}\n  - {{ given: {{ sku: abc }}, finds: false }}\n"
        );
        read_rule(&rule_with("sku", "{ matches: '^[a-z]+$' }", &tests))
    };
    assert!(rule("[trim]", ", fixed: { sku: abc }").is_ok());
    assert_eq!(kinds(&rule("[collapse_spaces, { case: upper }]", "").unwrap_err()), [&Kind::FixCuresNothing]);
    let differs = rule("[trim]", ", fixed: { sku: abcd }").unwrap_err();
    assert_eq!(kinds(&differs), [&Kind::FixDiffers { found: "abc".into() }]);
    assert!(matches!(rule("[tirm]", "").unwrap_err()[0].kind, Kind::Fix { .. }));
    assert!(matches!(
        rule("[{ replace: { pattern: '(', with: x } }]", "").unwrap_err()[0].kind,
        Kind::Fix { .. }
    ));
}

#[test]
fn a_contradiction_is_told_where_it_stands() {
    let rule = "id: a\ntitle: { pt-BR: T }\nexplanation: { pt-BR: E }\nseverity: error\nfield: title\ncheck:\n  \
        required: true\n  min_length: 5\n  max_length: 4\ntests:\n  - { given: { title: x }, finds: true }\n  \
        - { given: { title: abcde }, finds: false }\n";
    let problems = read_rule(rule).unwrap_err();
    let found = problems.iter().find(|problem| matches!(problem.kind, Kind::Contradiction { .. }));
    assert_eq!(found.map(|problem| problem.line), Some(8), "{problems:?}");
}

#[test]
fn hostile_texts_are_refused() {
    let bomb = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nrules: [*b]\n".to_owned();
    let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    let wide = format!("rules: [{}]", "a,".repeat(500_000));
    let large = "#".repeat(3 << 20);
    let twice = "id: a\nid: b\n".to_owned();
    for text in [bomb, deep, wide, large, twice, "\u{0}".to_owned(), "{".to_owned()] {
        let problems = read_pack(&text).unwrap_err();
        assert!(matches!(problems[0].kind, Kind::Yaml { .. }), "{:?}", problems[0]);
    }
    assert!(matches!(read_pack("[]").unwrap_err()[0].kind, Kind::Expected { .. }));
    let nested = format!("{}{{ required: true }}{}", "{ not: ".repeat(30), " }".repeat(30));
    assert!(read_rule(&rule_with("sku", &nested, "tests: []\n")).is_err());
}

fn ten() -> Pack {
    read_pack(TEN).unwrap()
}

#[test]
fn packs_say_where_they_come_from() {
    let without =
        TEN.replacen("    source: { url: \"https://example.test/catalog\", date: 2026-11-27 }\n", "", 1);
    let problems = read_pack(&without).unwrap_err();
    assert_eq!(kinds(&problems), [&Kind::NoSource]);
    assert_eq!(problems[0].rule.as_deref(), Some("sku_pattern"));
    let one = TEN.replacen("title: Sku pattern", "title: { en: Sku pattern }", 1);
    assert_eq!(kinds(&read_pack(&one).unwrap_err()), [&Kind::MissingLanguage]);
    let twice = TEN.replacen("id: sku_unique", "id: sku_pattern", 1);
    assert!(matches!(read_pack(&twice).unwrap_err()[0].kind, Kind::DuplicateId { .. }));
}

#[test]
fn advice_on_prices_holds_for_either_decimal_mark() {
    let pack = read_pack(include_str!("../packs/general.yaml")).unwrap();
    let rule = pack.rules.iter().find(|rule| rule.id == "price_above_zero").unwrap();
    let marks = [
        ("pt-BR", "vírgula", "ponto"),
        ("en", "comma", "point"),
        ("es", "coma", "punto"),
        ("fr", "virgule", "point"),
    ];
    for (language, comma, point) in marks {
        let told = rule.explanation.get(language);
        assert!(told.contains(comma) && told.contains(point), "{told}");
    }
}

#[test]
fn an_organisation_switches_rules_and_adds_its_own() {
    let pack = ten();
    let own = read_rule(&rule_with(
        "sku",
        "{ lookup: { list: known } }",
        "tests:\n  - { given: { sku: a }, finds: true }\n  - { given: {}, finds: false }\n",
    ))
    .unwrap();
    let overrides = BTreeMap::from([
        ("catalog.sku_unique".to_owned(), Override { off: true, severity: None }),
        ("catalog.sku_pattern".to_owned(), Override { off: false, severity: Some(Severity::Hint) }),
    ]);
    let set = RuleSet::new([&pack], [&own], &overrides);
    assert_eq!(set.rules.len(), 10);
    assert_eq!((set.rules[0].key.as_str(), set.rules[0].severity), ("catalog.sku_pattern", Severity::Hint));
    assert_eq!(set.rules[9].key, "own.probe");
    let unknown = set.compile(&[]).unwrap_err();
    assert_eq!(kinds(&unknown), [&Kind::UnknownList { name: "known".into() }]);
    let program = set.compile(&["known"]).unwrap();
    assert!(program.fields().contains(&"images".parse::<Field>().unwrap()));
}

#[test]
fn rules_that_contradict_or_undo_one_another_are_told() {
    let rule = |id: &str, check: &str, rest: &str| {
        let text = rule_with("model", check, rest).replacen("id: probe", &format!("id: {id}"), 1);
        read_rule(&text).unwrap()
    };
    let tests = |bad: &str, good: &str| {
        format!(
            "tests:\n  - {{ given: {{ model: {bad} }}, finds: true }}\n  - {{ given: {{ model: {good} }}, finds: false }}\n"
        )
    };
    let long = rule("long", "{ min_length: 5 }", &tests("abc", "abcdef"));
    let short = rule("short", "{ max_length: 4 }", &tests("abcdef", "abc"));
    let set = RuleSet::new([], [&long, &short], &BTreeMap::new());
    assert_eq!(kinds(&set.compile(&[]).unwrap_err()), [&Kind::ContradictsRule { other: "own.long".into() }]);
    let upper = rule(
        "upper",
        "{ matches: '^[A-Z]+$' }",
        &format!("fix: [{{ case: upper }}]\n{}", tests("abc", "ABC")),
    );
    let lower = rule(
        "lower",
        "{ matches: '^[a-z]+$' }",
        &format!("fix: [{{ case: lower }}]\n{}", tests("ABC", "abc")),
    );
    let set = RuleSet::new([], [&upper, &lower], &BTreeMap::new());
    assert_eq!(kinds(&set.compile(&[]).unwrap_err()), [&Kind::FixesLoop { other: "own.upper".into() }]);
}
