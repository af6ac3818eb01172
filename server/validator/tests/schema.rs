//! The schema for editors says what the reader of rules says.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use regex::Regex;
use serde_json::{Value, json};
use std::{fs, path::Path};
use validator::rules::{Check, RuleProblemKind as Kind, read_pack, read_rule};

fn schema() -> Value {
    serde_json::from_str(include_str!("../schema/rules.schema.json")).unwrap()
}

/// As much of JSON Schema as the schema uses; an unknown word fails the test.
fn fits(schema: &Value, root: &Value, value: &Value) -> bool {
    schema.as_object().unwrap().iter().all(|(word, said)| match word.as_str() {
        "$schema" | "$defs" | "title" => true,
        "$ref" => fits(root.pointer(&said.as_str().unwrap()[1..]).unwrap(), root, value),
        "oneOf" => said.as_array().unwrap().iter().filter(|one| fits(one, root, value)).count() == 1,
        "const" => value == said,
        "enum" => said.as_array().unwrap().contains(value),
        "type" => match said {
            Value::Array(kinds) => kinds.iter().any(|kind| is(kind, value)),
            kind => is(kind, value),
        },
        "pattern" => {
            value.as_str().is_none_or(|text| Regex::new(said.as_str().unwrap()).unwrap().is_match(text))
        }
        "minimum" => value.as_f64().is_none_or(|number| number >= said.as_f64().unwrap()),
        "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= said.as_u64().unwrap()),
        "minProperties" => value.as_object().is_none_or(|map| map.len() as u64 >= said.as_u64().unwrap()),
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| fits(said, root, item))),
        "required" => value.as_object().is_none_or(|map| {
            said.as_array().unwrap().iter().all(|key| map.contains_key(key.as_str().unwrap()))
        }),
        "propertyNames" => {
            value.as_object().is_none_or(|map| map.keys().all(|key| fits(said, root, &json!(key))))
        }
        "properties" => value.as_object().is_none_or(|map| {
            map.iter().all(|(key, inner)| said.get(key).is_none_or(|schema| fits(schema, root, inner)))
        }),
        "additionalProperties" => value.as_object().is_none_or(|map| {
            let known = schema.get("properties").and_then(Value::as_object);
            map.iter().filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key))).all(
                |(_, inner)| match said {
                    Value::Bool(allowed) => *allowed,
                    schema => fits(schema, root, inner),
                },
            )
        }),
        other => panic!("the test does not know {other:?}"),
    })
}

fn is(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other}"),
    }
}

fn valid(yaml: &str) -> bool {
    let value: Value = serde_saphyr::from_str(yaml).unwrap();
    let schema = schema();
    fits(&schema, &schema, &value)
}

#[test]
fn shipped_packs_fit() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packs = fs::read_dir(folder.join("packs")).unwrap().map(|file| file.unwrap().path());
    let mut seen = 0;
    for path in packs.chain([folder.join("../../bench/peers/catalog/rules.orion.yaml")]) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(read_pack(&text).is_ok(), "{path:?}");
        assert!(valid(&text), "{path:?}");
        seen += 1;
    }
    assert!(seen > 5);
}

fn rule(check: &str) -> String {
    format!(
        "id: probe\ntitle: T\nexplanation: {{ en: E }}\nfield: sku\ncheck: {check}\ntests:\n  - {{ given: {{ sku: 1 }}, finds: true }}\n  - {{ rows: [{{}}], finds: [] }}\n"
    )
}

/// Whether the reader takes its form; that its tests come out otherwise does not matter here.
fn is_read(text: &str) -> bool {
    match read_rule(text) {
        Ok(_) => true,
        Err(problems) => problems.iter().all(|problem| matches!(problem.kind, Kind::TestFails { .. })),
    }
}

#[test]
fn the_schema_knows_the_checks_that_the_reader_knows() {
    let Err(problems) = read_rule(&rule("{ zzzzzzzzzzzz: 1 }")) else { panic!("it was read") };
    let Kind::UnknownKey { allowed, .. } = &problems[0].kind else { panic!("{problems:?}") };
    let mut allowed: Vec<&str> = allowed.to_vec();
    allowed.sort_unstable();
    let schema = schema();
    let mut known: Vec<&String> =
        schema.pointer("/$defs/checks/properties").unwrap().as_object().unwrap().keys().collect();
    known.sort();
    assert_eq!(known, allowed);
}

#[test]
fn what_one_takes_the_other_takes() {
    let good = [
        "{ required: true, length: { min: 1, max: 2, unit: bytes } }",
        "{ number: { min: 1.5, below: 9, integer: true, decimals: 2 } }",
        "{ type: integer, above: 0 }",
        "{ one_of: [a, 1, true], ignore_case: true }",
        "{ unique: [sku, attribute.voltage] }",
        "{ url: { schemes: [https] } }",
        "{ image: true }",
        "{ image: { https: true, min_width: 500, min_height: 500, max_width: 4000, max_height: 4000, max_bytes: 10000000, square: true } }",
        "{ words: { forbidden: [x] } }",
        "{ html: { allowed_tags: [] } }",
        "{ ratio: { of: cost, min: 1.1 } }",
        "{ at_least_n_of: { n: 1, fields: [gtin, mpn] } }",
        "{ sum: { fields: [length, width], at_most: 200 } }",
        "{ lookup: { list: x, in: false } }",
        "{ consistent: { within: group, fields: [brand] } }",
        "{ any_of: [{ gtin: true }, { not: { isbn: true } }] }",
    ];
    for check in good {
        assert!(is_read(&rule(check)), "{check}: {:?}", read_rule(&rule(check)));
        assert!(valid(&rule(check)), "{check}");
    }
    let bad = [
        "{}",
        "[]",
        "{ required: false }",
        "{ required: yes please }",
        "{ max_length: many }",
        "{ max_length: -1 }",
        "{ max_lenght: 60 }",
        "{ length: { unit: words, max: 1 } }",
        "{ above: high }",
        "{ one_of: [] }",
        "{ one_of: a }",
        "{ unique: [] }",
        "{ unique: [Sku] }",
        "{ url: { scheme: https } }",
        "{ image: { min_width: wide } }",
        "{ words: [x] }",
        "{ html: true }",
        "{ ratio: { min: 1 } }",
        "{ at_least_n_of: { n: 0, fields: [sku] } }",
        "{ lookup: { in: true } }",
        "{ any_of: [] }",
        "{ not: {} }",
    ];
    for check in bad {
        assert!(!is_read(&rule(check)), "{check}");
        assert!(!valid(&rule(check)), "{check}");
    }
    for (from, to) in [
        ("id: probe", "id: Probe"),
        ("title: T", "titel: T"),
        ("field: sku", "field: Sku"),
        ("{ en: E }", "{ de: E }"),
        ("finds: true", "found: true"),
        ("tests:", "severity: fatal\ntests:"),
        ("tests:", "source: { url: example, date: 2026-11-23 }\ntests:"),
    ] {
        let text = rule("{ required: true }").replacen(from, to, 1);
        assert!(!is_read(&text) && !valid(&text), "{to}");
    }
}

#[test]
fn a_check_is_shown_as_it_is_written() {
    let rule = read_rule(&rule("{ one_of: [x] }")).unwrap();
    assert!(matches!(&rule.checks[..], [Check::OneOf { .. }]));
    let shown = serde_json::to_value(&rule).unwrap();
    assert_eq!(shown["checks"][0]["one_of"]["values"], json!(["x"]));
}
