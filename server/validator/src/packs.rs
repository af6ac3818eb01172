//! The rule packs that ship with Orion: what holds everywhere, and what each marketplace and Brazil's invoices ask.
//!
//! Each is a YAML file in `server/validator/packs/`. A limit that differs by category or country, or is not known for sure, is a
//! warning, and its explanation says so.

use crate::rules::{Pack, read_pack};
use std::sync::LazyLock;

const TEXTS: &[(&str, &str)] = &[
    ("general", include_str!("../packs/general.yaml")),
    ("mercado_livre", include_str!("../packs/mercado_livre.yaml")),
    ("magalu", include_str!("../packs/magalu.yaml")),
    ("shopee", include_str!("../packs/shopee.yaml")),
    ("tiktok_shop", include_str!("../packs/tiktok_shop.yaml")),
    ("shopify", include_str!("../packs/shopify.yaml")),
    ("woocommerce", include_str!("../packs/woocommerce.yaml")),
    ("amazon", include_str!("../packs/amazon.yaml")),
    ("fiscal_br", include_str!("../packs/fiscal_br.yaml")),
];

/// Read once, with every test of every rule; a pack that a test of Orion would refuse is left out.
static ALL: LazyLock<Vec<Pack>> =
    LazyLock::new(|| TEXTS.iter().filter_map(|(_, text)| read_pack(text).ok()).collect());

/// Every pack, in the order in which they are shown.
pub fn all() -> &'static [Pack] {
    &ALL
}

/// A pack by its code.
pub fn find(code: &str) -> Option<&'static Pack> {
    all().iter().find(|pack| pack.code == code)
}

/// A pack as it is written, by its code.
pub fn text(code: &str) -> Option<&'static str> {
    TEXTS.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Record,
        rules::{Check, Given, Program, RuleProblemKind, RuleSet, Severity, reference},
        templates,
        transform::Step,
    };
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn all_packs_may_be_chosen_together() {
        let set = RuleSet::new(all(), [], &BTreeMap::new());
        let mut problems = set.compile(&[]).err().unwrap_or_default();
        problems.retain(|problem| !matches!(problem.kind, RuleProblemKind::UnknownList { .. }));
        assert!(problems.is_empty(), "{problems:#?}");
    }

    #[test]
    fn every_pack_passes_its_own_tests() {
        for (code, text) in TEXTS {
            let pack = read_pack(text).unwrap_or_else(|problems| panic!("{code}: {problems:#?}"));
            assert_eq!(pack.code, *code);
            assert!(pack.title.is_whole());
        }
        assert_eq!(all().len(), TEXTS.len());
        assert!(
            find("amazon").is_some()
                && find("none").is_none()
                && text("general").is_some()
                && text("x").is_none()
        );
    }

    #[test]
    fn what_is_said_is_short_and_typeset() {
        for pack in all() {
            for rule in &pack.rules {
                for words in [&rule.title, &rule.explanation] {
                    let texts: BTreeSet<_> =
                        ["pt-BR", "en", "es", "fr"].map(|locale| words.get(locale)).into();
                    assert!(
                        texts.iter().all(|text| !text.is_empty() && text.len() < 400),
                        "{} {}",
                        pack.code,
                        rule.id
                    );
                    // French keeps its double signs off the word before.
                    let french = words.get("fr");
                    let tight = french.char_indices().filter(|(_, c)| matches!(c, ':' | ';' | '!' | '?'));
                    for (at, _) in tight {
                        assert!(french[..at].ends_with('\u{a0}'), "{} {}: {french}", pack.code, rule.id);
                    }
                }
            }
        }
    }

    #[test]
    fn what_a_template_translates_is_no_fault() {
        let mut words = 0;
        for template in templates::all() {
            let Some(pack) = find(&template.marketplace) else { continue };
            for column in &template.columns {
                let Some(field) = &column.field else { continue };
                let rules = pack.rules.iter().filter(|rule| rule.field == *field);
                let program = Program::new(rules).unwrap();
                let tables = column.chain.0.iter().filter_map(|step| match step {
                    Step::Lookup(lookup) => Some(&lookup.table),
                    _ => None,
                });
                for word in tables.flat_map(|table| table.keys()) {
                    let given = Given::from([(field.clone(), word.clone())]);
                    let found = reference(&program, [&given as &dyn Record], &[]);
                    assert!(found.is_empty(), "{}: {field} {word}", template.template);
                    words += 1;
                }
            }
        }
        assert!(words > 20, "{words}");
    }

    #[test]
    fn what_a_pack_accepts_its_templates_translate() {
        let mut words = 0;
        for template in templates::all() {
            let Some(pack) = find(&template.marketplace) else { continue };
            for column in &template.columns {
                let Some(field) = &column.field else { continue };
                let table = column.chain.0.iter().find_map(|step| match step {
                    Step::Lookup(lookup) => Some(&lookup.table),
                    _ => None,
                });
                let Some(table) = table else { continue };
                let steps = column.chain.compile().unwrap();
                let rules = pack.rules.iter().filter(|rule| rule.field == *field);
                for check in rules.flat_map(|rule| &rule.checks) {
                    let Check::OneOf { values, .. } = check else { continue };
                    // Mercado Livre has a word of its own for what is not said.
                    for word in values.iter().filter(|word| *word != "not_specified") {
                        let made = steps.apply(word, &Given::new()).unwrap();
                        let is_known = table.values().any(|value| *value == *made);
                        assert!(is_known, "{}: {field} {word} becomes {made}", template.template);
                        words += 1;
                    }
                }
            }
        }
        assert!(words > 20, "{words}");
    }

    #[test]
    fn packs_are_worth_having() {
        for pack in all() {
            assert!(pack.rules.len() >= 7, "{}", pack.code);
            assert!(pack.rules.iter().any(|rule| rule.severity == Severity::Error), "{}", pack.code);
        }
        let rules: usize = all().iter().map(|pack| pack.rules.len()).sum();
        assert!(rules >= 90, "{rules}");
    }
}
