use super::*;
use crate::{
    packs,
    rules::{Rule, read_draft, read_rule},
};

fn filled() -> RuleForm {
    let test = |value: &str, finds: &str| TestForm {
        value: value.into(),
        finds: finds.into(),
        ..TestForm::default()
    };
    RuleForm {
        id: "title_length".into(),
        title: WordsForm { pt_br: "Título longo: demais".into(), ..WordsForm::default() },
        explanation: WordsForm {
            pt_br: "Encurte.\nAssim \"cabe\".".into(),
            en: "yes".into(),
            ..WordsForm::default()
        },
        severity: "warning".into(),
        field: "title".into(),
        check: CheckForm {
            kind: "length".into(),
            required: ON.into(),
            max: "10".into(),
            ..CheckForm::default()
        },
        fix: FixForm { trim: ON.into(), truncate_at_word: "10".into(), ..FixForm::default() },
        tests: vec![test("Camiseta azul", "yes"), test("Boné", "no")],
        ..RuleForm::default()
    }
}

#[test]
fn a_form_becomes_a_rule_and_a_form_again() {
    let form = filled();
    let yaml = form.to_yaml();
    assert_eq!(RuleForm::read(&yaml), Ok(form), "{yaml}");
    let rule = read_rule(&yaml).unwrap_or_else(|problems| panic!("{yaml}\n{problems:#?}"));
    assert_eq!(rule.explanation.get("pt-BR"), "Encurte.\nAssim \"cabe\".");
    assert_eq!(rule.explanation.get("en"), "yes");
}

#[test]
fn an_id_that_the_title_made_follows_the_title() {
    let mut form = RuleForm { id: String::new(), ..filled() }.tidy();
    let of_before = form.id.clone();
    assert!(!of_before.is_empty());
    form = form.named_by_title();
    form.title.pt_br = "Marca conhecida".into();
    let of_now = form.tidy().id;
    assert_eq!(of_now, "marca_conhecida");
    assert_ne!(of_before, of_now);
    assert_eq!(filled().named_by_title().id, "title_length", "somebody gave it that one");
}

#[test]
fn every_kind_survives_empty_and_filled() {
    for kind in CheckForm::KINDS {
        let mut form = filled();
        form.check = CheckForm { kind: (*kind).into(), ..CheckForm::default() };
        let again = RuleForm::read(&form.to_yaml());
        assert_eq!(again.as_ref().map(|form| form.check.kind.as_str()), Ok(*kind), "{}", form.to_yaml());
        form.check = CheckForm {
            kind: (*kind).into(),
            min: "1".into(),
            max: "2,5".into(),
            values: "a\nb: c\n".into(),
            pattern: r#"^"[0-9]+\d$"#.into(),
            extensions: "jpg, png".into(),
            other: "cost".into(),
            n: "1".into(),
            fields: vec!["gtin".into(), "mpn".into()],
            list: "brands".into(),
            absent: ON.into(),
            https: ON.into(),
            ..CheckForm::default()
        };
        if ["length", "bytes", "count"].contains(kind) {
            form.check.max = "2".into();
        }
        let yaml = form.to_yaml();
        read_draft(&yaml).unwrap_or_else(|problems| panic!("{yaml}\n{problems:#?}"));
        let again = RuleForm::read(&yaml).unwrap();
        assert_eq!(again.to_yaml(), yaml);
    }
}

#[test]
fn a_look_up_and_what_its_tests_say_is_in_the_list_survive() {
    let mut form = filled();
    form.check = CheckForm { kind: "lookup".into(), list: "brands".into(), ..CheckForm::default() };
    form.fix = FixForm::default();
    form.tests = vec![TestForm {
        value: "Malha Boa\nMalha Ruim".into(),
        finds: "yes".into(),
        which: "2".into(),
        listed: "Malha Boa\nno".into(),
        ..TestForm::default()
    }];
    let silent = TestForm {
        value: "Malha Boa".into(),
        finds: "no".into(),
        which: String::new(),
        ..form.tests[0].clone()
    };
    form.tests.push(silent);
    let yaml = form.to_yaml();
    assert_eq!(RuleForm::read(&yaml), Ok(form.clone()), "{yaml}");
    read_rule(&yaml).unwrap_or_else(|problems| panic!("{yaml}\n{problems:#?}"));
    form.check.absent = ON.into();
    let yaml = form.to_yaml();
    assert!(yaml.contains("lookup: { list: brands, in: false }"), "{yaml}");
    assert_eq!(RuleForm::read(&yaml), Ok(form), "{yaml}");
    let told = |yaml: &str| RuleForm::read(yaml).unwrap_err().0;
    assert_eq!(told("check: { lookup: { list: a, of: b } }"), "check.lookup.of");
    let other = "field: brand\ncheck: { lookup: { list: a } }\ntests: [{ rows: [{ brand: x }], finds: true, lists: { b: [x] } }]";
    assert_eq!(told(other), "tests.0.lists");
}

/// The rules that ship stay the same rules when they go through a form.
#[test]
fn a_rule_of_a_pack_stays_what_it_is() {
    let (mut shown, mut all) = (0, 0);
    for (pack, text) in packs::all().iter().map(|pack| (pack, packs::text(&pack.code).unwrap())) {
        for rule in &pack.rules {
            all += 1;
            let yaml = one_of(text, &rule.id);
            let Ok(form) = RuleForm::read(&yaml) else { continue };
            shown += 1;
            let written = form.to_yaml();
            let again = read_rule(&written).unwrap_or_else(|problems| panic!("{written}\n{problems:#?}"));
            assert_eq!(alike(&again), alike(rule), "{written}");
        }
    }
    assert!(shown * 10 >= all * 6, "{shown} of {all}");
}

/// Without where the tests stand, and without what they leave empty.
fn alike(rule: &Rule) -> Rule {
    let mut rule = rule.clone();
    for test in &mut rule.tests {
        test.line = 0;
        test.rows.iter_mut().for_each(|row| row.retain(|_, value| !value.is_empty()));
    }
    rule
}

/// The text of one rule of a pack.
fn one_of(pack: &str, id: &str) -> String {
    let from = pack.find(&format!("  - id: {id}\n")).unwrap() + 4;
    let rest = &pack[from..];
    let to = rest.find("\n  - id: ").unwrap_or(rest.len());
    let lines = rest[..to].lines().map(|line| line.strip_prefix("    ").unwrap_or(line));
    lines.filter(|line| !line.starts_with("  #") && !line.starts_with('#')).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_a_form_has_no_place_for_is_named() {
    let told = |yaml: &str| RuleForm::read(yaml).unwrap_err().0;
    assert_eq!(told("check: { any_of: [{ required: true }] }"), "check.any_of");
    assert_eq!(told("check: { gtin: true, max_length: 3 }"), "check.max_length");
    assert_eq!(told("when: { title: { max_length: 3 } }"), "when.title.max_length");
    assert_eq!(told("fix: [{ replace: { text: a, with: b } }]"), "fix");
    assert_eq!(told("fix: [collapse_spaces, trim]"), "fix.trim");
    assert_eq!(told("a: ["), "");
    assert_eq!(told("colour: red"), "colour");
}

#[test]
fn what_was_typed_is_tidied() {
    let mut form = RuleForm { id: String::new(), ..filled() };
    form.title.pt_br = " Preço (R$) baixo ".into();
    form.check.values = "a\r\n\r\n b \r\n".into();
    form.tests.push(TestForm { value: "left over".into(), ..TestForm::default() });
    form.when.push(ConditionForm::default());
    form.when.push(ConditionForm { attribute: "Voltagem (V)".into(), ..ConditionForm::default() });
    let form = form.tidy();
    assert_eq!(
        (form.id.as_str(), form.check.values.as_str(), form.tests.len()),
        ("preco_r_baixo", "a\nb", 2)
    );
    assert_eq!(form.others(), ["attribute.voltagem_v"]);
}

#[test]
fn nothing_that_is_typed_breaks_out_of_its_place() {
    for nasty in [
        "a: b", "- x", "#", "[", "{", "'", "\"", "\\", "1e5", "007", "null", "~", "a\nb: c", "é ", "%", "@x",
        "\u{1f}",
    ] {
        let mut form = filled();
        form.title.pt_br = nasty.into();
        form.tests[0].value = nasty.into();
        form.check = CheckForm { kind: "one_of".into(), values: nasty.trim().into(), ..CheckForm::default() };
        let form = form.tidy();
        let yaml = form.to_yaml();
        let again = RuleForm::read(&yaml).unwrap_or_else(|beyond| panic!("{beyond:?}\n{yaml}"));
        assert_eq!(again.tests[0].value, nasty, "{yaml}");
        assert_eq!(again.check, form.check, "{yaml}");
    }
}
