//! The rules of `docs/VALIDATION.md` can be used as they stand.

use serde_json::Value;
use validator::rules::{SCHEMA, read_rule};

/// What people read in the console about the language, in every language.
const TOPIC: [&str; 4] = [
    include_str!("../../../docs/guides/console/linguagem-das-regras/pt-BR.md"),
    include_str!("../../../docs/guides/console/linguagem-das-regras/en.md"),
    include_str!("../../../docs/guides/console/linguagem-das-regras/es.md"),
    include_str!("../../../docs/guides/console/linguagem-das-regras/fr.md"),
];

fn rules(text: &str) -> Vec<&str> {
    text.split("```yaml\n").skip(1).filter_map(|part| Some(part.split_once("```")?.0)).collect()
}

#[test]
fn every_rule_of_the_guide_is_read_and_passes_its_tests() {
    let guide = include_str!("../../../docs/VALIDATION.md");
    let rules = rules(guide);
    assert_eq!(rules.len(), 5);
    for rule in rules {
        assert!(read_rule(rule).is_ok(), "{rule}: {:?}", read_rule(rule));
    }
}

#[test]
fn the_topic_of_the_console_names_every_part_and_its_rules_work() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let parts = ["rule", "test", "checks"].map(|part| &schema["$defs"][part]["properties"]);
    let parts: Vec<&String> = parts.iter().flat_map(|part| part.as_object().unwrap().keys()).collect();
    assert!(parts.len() > 50, "{parts:?}");
    for text in TOPIC {
        let rules = rules(text);
        assert_eq!(rules.len(), 2);
        for rule in rules {
            assert!(read_rule(rule).is_ok(), "{rule}: {:?}", read_rule(rule));
        }
        // In code: alone, or before what it needs.
        let is_named = |part: &str| {
            let mut code = text.split('`').skip(1).step_by(2);
            code.any(|code| code == part || code.contains(&format!("{part}:")))
        };
        let missing: Vec<_> = parts.iter().filter(|part| !is_named(part)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
