//! The rules of `docs/VALIDATION.md` can be used as they stand.

use validator::rules::read_rule;

#[test]
fn every_rule_of_the_guide_is_read_and_passes_its_tests() {
    let guide = include_str!("../../../docs/VALIDATION.md");
    let rules: Vec<&str> =
        guide.split("```yaml\n").skip(1).filter_map(|part| Some(part.split_once("```")?.0)).collect();
    assert_eq!(rules.len(), 5);
    for rule in rules {
        assert!(read_rule(rule).is_ok(), "{rule}: {:?}", read_rule(rule));
    }
}
