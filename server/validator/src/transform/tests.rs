use super::*;
use crate::Field;
use proptest::prelude::*;
use std::{borrow::Cow, collections::BTreeMap};

type Row = BTreeMap<Field, String>;

fn row(fields: &[(&str, &str)]) -> Row {
    fields.iter().map(|(field, value)| (field.parse().unwrap(), (*value).to_owned())).collect()
}

fn chain(yaml: &str) -> Transformation {
    Chain::from_yaml(yaml).unwrap_or_else(|fault| panic!("{yaml}: {fault}")).compile().unwrap()
}

fn kinds(yaml: &str) -> Vec<ChainProblemKind> {
    let problems = Chain::from_yaml(yaml).unwrap().compile().unwrap_err();
    problems.into_iter().map(|problem| problem.kind).collect()
}

#[test]
fn the_mark_of_fractions_is_changed_where_the_cell_is_read() {
    for (before, after, is_other) in [
        (
            "[trim, {money: {decimal: ','}}, {number: {decimal: '.'}}]",
            Some("[trim, {money: {decimal: '.'}}, {number: {decimal: '.'}}]"),
            true,
        ),
        ("[{number: {decimal: auto}}]", Some("[{number: {decimal: '.'}}]"), false),
        (
            "[{convert: {from: g, to: kg, decimal: ','}}]",
            Some("[{convert: {from: g, to: kg, decimal: '.'}}]"),
            true,
        ),
        (
            "[{when: {is: {required: true}, then: [trim], otherwise: [{number: {decimal: ','}}]}}]",
            Some("[{when: {is: {required: true}, then: [trim], otherwise: [{number: {decimal: '.'}}]}}]"),
            true,
        ),
        (
            "[{replace: {text: 'R$', with: ''}}, {money: {decimal: ','}}]",
            Some("[{replace: {text: 'R$', with: ''}}, {money: {decimal: '.'}}]"),
            true,
        ),
        // Somebody puts the marks right by hand.
        ("[{replace: {text: ',', with: '.'}}, {number: {decimal: ','}}]", None, false),
        ("[{replace: {pattern: '[.]', with: ''}}, {number: {decimal: ','}}]", None, false),
        (
            "[{when: {is: {required: true}, then: [{replace: {text: ',', with: '.'}}], otherwise: [trim]}}, \
             {number: {decimal: ','}}]",
            None,
            false,
        ),
        ("[slug]", None, false),
    ] {
        let read = |yaml: &str| Chain::from_yaml(yaml).unwrap_or_else(|fault| panic!("{yaml}: {fault}"));
        let mut chain = read(before);
        assert_eq!(chain.reads_number(), after.is_some(), "{before}");
        assert_eq!(chain.set_decimal(crate::facts::DecimalMark::Point), is_other, "{before}");
        assert_eq!(chain, read(after.unwrap_or(before)), "{before}");
        let takes_point = (chain.takes_point(), chain.compile().unwrap().takes_point());
        assert_eq!(takes_point, (after.is_some(), after.is_some()), "{before}");
    }
}

#[test]
fn what_can_lose_text_is_known() {
    for (yaml, cuts) in [
        ("[truncate: 60]", true),
        ("[{split: {by: '-', take: 1}}]", true),
        ("[{join: {fields: [brand, colour]}}]", true),
        ("[{concatenate: ['{brand}', {field: colour}]}]", true),
        ("[{concatenate: ['{brand} {value}']}]", false),
        ("[{concatenate: ['{{value}}']}]", true),
        ("[{replace: {pattern: '[^0-9]', with: ''}}]", true),
        ("[strip_html]", true),
        ("[{strip_html: {keep: [b]}}, trim]", true),
        ("[{replace: {text: c/, with: com}}]", false),
        ("[{lookup: {table: {M: Médio}}}]", false),
        ("[{lookup: {table: {M: Médio}, otherwise: empty}}]", true),
        ("[{lookup: {table: {M: Médio}, otherwise: {value: x}}}]", true),
        ("[{when: {is: {required: true}, then: [trim], otherwise: [{truncate: 3}]}}]", true),
        ("[trim, {case: upper}, {default: x}]", false),
    ] {
        let chain = Chain::from_yaml(yaml).unwrap_or_else(|fault| panic!("{yaml}: {fault}"));
        assert_eq!(chain.cuts(), cuts, "{yaml}");
    }
}

#[test]
fn what_fills_empty_cells_is_known() {
    for (yaml, fills) in [
        ("[trim, {default: NoBrand}]", true),
        ("[{when: {is: {required: true}, then: [trim], otherwise: [{default: x}]}}]", true),
        ("[{lookup: {table: {M: Médio}}}]", false),
    ] {
        assert_eq!(Chain::from_yaml(yaml).unwrap().fills(), fills, "{yaml}");
    }
}

#[test]
fn each_step_does_what_its_name_says() {
    let record = row(&[("brand", "Acme"), ("colour", "Azul"), ("size", ""), ("attribute.voltage", "220")]);
    for (yaml, cell, expected) in [
        ("[trim]", "  a b ", "a b"),
        ("[collapse_spaces]", " a \n b", "a b"),
        ("[{case: upper}]", "ação", "AÇÃO"),
        ("[{case: title}]", "TÊNIS DE CORRIDA", "Tênis de Corrida"),
        ("[{replace: {text: ' - ', with: ' '}}]", "a - b - c", "a b c"),
        (
            "[{replace: {text: FRETE GRÁTIS, with: '', ignore_case: true}}, trim]",
            "Tênis frete grátis",
            "Tênis",
        ),
        (
            "[{replace: {pattern: '(\\d+)\\s*ml', with: '${1} mL'}}]",
            "Perfume 50ml e 100 ml",
            "Perfume 50 mL e 100 mL",
        ),
        ("[{replace: {pattern: '[^0-9]', with: ''}}]", "a1b2", "12"),
        ("[{number: {decimal: ','}}]", "1.234,5", "1234.5"),
        ("[number]", "1.234,5", "1234.5"),
        ("[money]", "R$ 1.999,90", "1999.90"),
        ("[{money: {cents: true}}]", "1990", "19.90"),
        ("[{round: 2}]", "2.345", "2.35"),
        ("[{round: 0}]", "-2.5", "-3"),
        ("[{multiply: 1.1}]", "100", "110"),
        ("[{multiply: '0.001'}]", "350", "0.35"),
        ("[{convert: {from: g, to: kg}}]", "350", "0.35"),
        ("[{convert: {to: kg}}]", "350 g", "0.35"),
        ("[{convert: {from: cm, to: cm, decimal: ','}}]", "12,5", "12.5"),
        ("[{convert: {from: g, to: kg}}]", "2 kg", "2"),
        ("[{split: {by: '>', take: -1}}]", "Moda > Camisetas", "Camisetas"),
        ("[{split: {by: '>', take: 1}}]", "Moda > Camisetas", "Moda"),
        ("[{split: {by: '>', take: 3}}]", "Moda > Camisetas", ""),
        ("[{split: {by: ',', all: true}}]", "a, b,,c", "a|b|c"),
        ("[{join: {fields: [brand, size, colour], with: ' ', skip_empty: true}}]", "x", "Acme Azul"),
        ("[{join: {fields: [brand, size, colour], with: '-'}}]", "x", "Acme--Azul"),
        ("[{default: BRL}]", " ", "BRL"),
        ("[{default: 0}]", "", "0"),
        ("[{default: BRL}]", "USD", "USD"),
        ("[{lookup: {table: {M: Médio, G: Grande}}}]", "M", "Médio"),
        ("[{lookup: {table: {M: Médio}}}]", "P", "P"),
        ("[{lookup: {table: {M: Médio}, otherwise: empty}}]", "P", ""),
        ("[{lookup: {table: {M: Médio}, otherwise: {value: 0}}}]", "P", "0"),
        ("[{lookup: {table: {Não: used, 1: new}, ignore_case: true}}]", "NAO", "used"),
        ("[{lookup: {table: {1: new}}}]", "1", "new"),
        ("[{truncate: 3}]", "ação", "açã"),
        ("[{truncate_at_word: 8}]", "Camisa de linho", "Camisa"),
        ("[slug]", "Água & Sal", "agua-sal"),
        (
            "[{concatenate: ['{brand} {value}', ' {{', {field: attribute.voltage}, '}} V']}]",
            "Furadeira",
            "Acme Furadeira {220} V",
        ),
        ("[{date: {from: [dd/mm/yyyy, yyyy-mm-dd]}}]", "24/12/2026", "2026-12-24"),
        ("[{strip_html: {keep: [b]}}]", "<p>a <b>b</b></p>", "a <b>b</b>"),
        ("[strip_html]", "<p>a</p><p>b</p>", "a\nb"),
        ("[strip_html]", "Camiseta azul <novo modelo 2026", "Camiseta azul"),
        ("[digits_only]", "789.1000-315507", "7891000315507"),
        ("[remove_accents]", "Ação", "Acao"),
        ("[{when: {is: {max_length: 3}, then: [{case: upper}], otherwise: [trim]}}]", "usb", "USB"),
        ("[{when: {is: {max_length: 3}, then: [{case: upper}], otherwise: [trim]}}]", " cabo ", "cabo"),
        ("[{when: {field: brand, is: {one_of: [ACME], ignore_case: true}, then: [{default: x}]}}]", "", "x"),
        ("[{when: {is: {above: 100}, then: [{multiply: 0.9}]}}]", "200", "180"),
        ("[{when: {is: {above: 100}, then: [{multiply: 0.9}]}}]", "abc", "abc"),
        (
            "[{when: {is: {matches: '^7', gtin: true}, then: [{default: x}], otherwise: [{replace: {pattern: .+, with: none}}]}}]",
            "7891000315508",
            "none",
        ),
    ] {
        let found = chain(yaml).apply(cell, &record);
        assert_eq!(found.as_deref(), Ok(expected), "{yaml} on {cell:?}");
    }
}

#[test]
fn what_a_step_cannot_work_on_is_told_and_not_guessed() {
    for (yaml, cell, step, kind) in [
        ("[trim, number]", "doze", 2, StepProblemKind::NotANumber),
        ("[number]", "1.234", 1, StepProblemKind::AmbiguousNumber),
        ("[number]", "7,89E+12", 1, StepProblemKind::Exponent),
        ("[{round: 2}]", "1,5", 1, StepProblemKind::NotANumber),
        ("[{multiply: 10}]", "79228162514264337593543950335", 1, StepProblemKind::NumberTooLong),
        ("[{convert: {to: kg}}]", "500", 1, StepProblemKind::UnknownUnit),
        ("[{convert: {from: g, to: kg}}]", "5 cm", 1, StepProblemKind::UnknownUnit),
        ("[{convert: {from: g, to: kg}}]", "5 potes", 1, StepProblemKind::UnknownUnit),
        ("[{money: {cents: true}}]", "19.90", 1, StepProblemKind::NotANumber),
        ("[{date: {from: [dd/mm/yyyy]}}]", "31/02/2026", 1, StepProblemKind::NotADate),
        ("[{when: {is: {required: true}, then: [number]}}]", "x", 1, StepProblemKind::NotANumber),
    ] {
        assert_eq!(chain(yaml).apply(cell, &NoRecord), Err(StepProblem { step, kind }), "{yaml} on {cell:?}");
    }
}

#[test]
fn an_empty_cell_stays_empty() {
    for yaml in [
        "[number]",
        "[money]",
        "[{round: 2}]",
        "[{multiply: 2}]",
        "[{convert: {from: g, to: kg}}]",
        "[{date: {from: [dd/mm/yyyy]}}]",
    ] {
        assert_eq!(chain(yaml).apply("", &NoRecord).as_deref(), Ok(""), "{yaml}");
    }
}

#[test]
fn a_cell_that_needs_no_change_is_not_copied() {
    let ready =
        chain("[trim, collapse_spaces, {case: lower}, number, {truncate: 60}, {default: x}, digits_only]");
    assert!(matches!(ready.apply("1234", &NoRecord), Ok(Cow::Borrowed("1234"))));
    assert!(matches!(chain("[trim]").apply(" a ", &NoRecord), Ok(Cow::Borrowed("a"))));
}

#[test]
fn a_result_has_a_largest_size() {
    let grown = |yaml: &str, cell: &str| chain(yaml).apply(cell, &NoRecord).unwrap_err().kind;
    let many = "a".repeat(100_000);
    let long = "b".repeat(100);
    assert_eq!(grown(&format!("[{{replace: {{text: a, with: {long}}}}}]"), &many), StepProblemKind::TooLong);
    assert_eq!(
        grown(&format!("[{{replace: {{pattern: a, with: {long}}}}}]"), &many),
        StepProblemKind::TooLong
    );
    let twice = "{concatenate: ['{value}{value}']}, ".repeat(20);
    assert_eq!(grown(&format!("[{twice}]"), &many), StepProblemKind::TooLong);
    assert_eq!(grown("[trim]", &"a".repeat(OUTPUT_MAX_BYTES + 1)), StepProblemKind::TooLong);
    let record = row(&[("brand", &"b".repeat(900_000))]);
    let joined = chain("[{join: {fields: [brand, brand]}}]").apply("", &record);
    assert_eq!(joined.unwrap_err().kind, StepProblemKind::TooLong);
}

#[test]
fn a_hostile_pattern_cannot_stall() {
    let started = std::time::Instant::now();
    // Looks to the end of the cell for every match.
    let cell = "A".repeat(OUTPUT_MAX_BYTES);
    let ready = chain("[{replace: {pattern: '.*[^A-Z]|[A-Z]', with: ''}}]");
    assert_eq!(ready.apply(&cell, &NoRecord).unwrap_err().kind, StepProblemKind::TooMuchWork);
    let ready = chain("[{replace: {pattern: '(a+)+$', with: ''}}]");
    assert!(ready.apply(&format!("{}b", "a".repeat(100_000)), &NoRecord).is_ok());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn what_cannot_work_is_told_with_its_place() {
    use ChainProblemKind as Kind;
    for (yaml, kind) in [
        ("[{replace: {with: x}}]", Kind::ReplaceNeedsOne),
        ("[{replace: {text: a, pattern: b}}]", Kind::ReplaceNeedsOne),
        ("[{replace: {text: ''}}]", Kind::ReplaceNeedsOne),
        ("[{replace: {pattern: '\\w{1000}{50}'}}]", Kind::PatternTooLarge),
        ("[{replace: {pattern: '(a)', with: '$2'}}]", Kind::NoSuchGroup { name: "2".into() }),
        ("[{replace: {pattern: '(a)', with: '$1x'}}]", Kind::NoSuchGroup { name: "1x".into() }),
        ("[{split: {by: ''}}]", Kind::SplitNeedsOne),
        ("[{split: {by: ',', take: 0}}]", Kind::SplitNeedsOne),
        ("[{split: {by: ',', take: 1, all: true}}]", Kind::SplitNeedsOne),
        ("[{join: {fields: []}}]", Kind::NothingToJoin),
        ("[{concatenate: []}]", Kind::NothingToJoin),
        ("[{concatenate: ['{brnad}']}]", Kind::Reference { name: "brnad".into() }),
        ("[{concatenate: ['{brand']}]", Kind::Reference { name: "{".into() }),
        ("[{concatenate: ['brand}']}]", Kind::Reference { name: "}".into() }),
        ("[{convert: {from: g, to: cm}}]", Kind::UnitsDiffer),
        ("[{round: 30}]", Kind::TooManyPlaces { most: 9 }),
        ("[{truncate: 0}]", Kind::ZeroLength),
        ("[{lookup: {table: {}}}]", Kind::EmptyTable),
        ("[{lookup: {table: {a: 1, Á: 2}, ignore_case: true}}]", Kind::SameKey { key: "Á".into() }),
        ("[{date: {from: []}}]", Kind::NoDateFormat),
        ("[{date: {from: [quinta]}}]", Kind::DateFormat { format: "quinta".into() }),
        ("[{when: {then: [trim]}}]", Kind::NoCondition),
        ("[{when: {is: {at_least: 5, at_most: 4}, then: [trim]}}]", Kind::NeverHolds),
        ("[{when: {is: {one_of: []}, then: [trim]}}]", Kind::NeverHolds),
        ("[{when: {is: {required: true}}}]", Kind::NothingToDo),
    ] {
        assert_eq!(kinds(yaml), [kind], "{yaml}");
    }
    assert!(matches!(&kinds("[{replace: {pattern: '('}}]")[..], [Kind::Pattern { .. }]));
    let many = format!("[{}]", "trim,".repeat(41));
    assert_eq!(kinds(&many), [Kind::TooManySteps { most: CHAIN_MAX_STEPS }]);
    let deep = (0..6).fold("[trim]".to_owned(), |inner, _| {
        format!("[{{when: {{is: {{required: true}}, then: {inner}}}}}]")
    });
    assert_eq!(kinds(&deep), [Kind::TooDeep { most: 4 }]);
    let large = format!("[{{default: {}}}]", "a".repeat(300_000));
    assert!(matches!(&kinds(&large)[..], [Kind::TooLarge { .. }]));
    let place =
        Chain::from_yaml("[trim, {when: {is: {required: true}, then: [trim, {truncate: 0}]}}]").unwrap();
    assert_eq!(place.compile().unwrap_err()[0].path, "2.then.2");
}

#[test]
fn what_is_no_chain_is_refused_with_its_place() {
    for yaml in [
        "[trimm]",
        "[{truncate: abc}]",
        "[{unknown: 1}]",
        "[{trim: 1}]",
        "{a: 1}",
        "[{replace: {txt: a}}]",
        "[{case: wild}]",
        "[{trim: 1, slug: 2}]",
    ] {
        let fault = Chain::from_yaml(yaml).unwrap_err();
        assert!(!fault.message.is_empty(), "{yaml}");
    }
    let fault = Chain::from_yaml("- trim\n- truncat: 3\n").unwrap_err();
    assert_eq!(fault.line, 2, "{fault}");
}

#[test]
fn a_chain_comes_back_from_what_is_kept() {
    let yaml = "[trim, {case: title}, {replace: {text: a, with: b}}, number, {money: {decimal: ','}}, {round: 2}, {multiply: '1.10'},
        {convert: {from: g, to: kg}}, {split: {by: ',', take: -1}}, {join: {fields: [brand]}}, {default: x},
        {lookup: {table: {a: b}, otherwise: {value: c}}}, {truncate: 5}, {truncate_at_word: 5}, slug,
        {concatenate: ['{value}', {field: sku}]}, {date: {from: [dd/mm/yyyy]}}, {strip_html: {keep: [b]}}, digits_only, remove_accents,
        {when: {field: sku, is: {one_of: [a], ignore_case: true}, then: [trim], otherwise: [slug]}}]";
    let read = Chain::from_yaml(yaml).unwrap();
    let json = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Chain>(&json).unwrap(), read, "{json}");
    assert_eq!(Chain::from_yaml(&json).unwrap(), read);
    let fields: Vec<String> = read.compile().unwrap().fields().map(Field::to_string).collect();
    assert_eq!(fields, ["sku", "brand"]);
}

#[test]
fn a_saved_chain_runs_its_own_tests() {
    let saved = SavedChain::from_yaml(
        "version: 3
steps: [money, { round: 2 }]
tests:
  - { in: 'R$ 1,999', out: 1999 }
  - { in: 'R$ 2,5', out: 2.5 }
  - { in: abc, problem: not_a_number }
  - { in: '5', row: { brand: Acme, stock: 3 }, out: 6 }
  - { in: '5' }
",
    )
    .unwrap();
    let (_, failed) = saved.check().unwrap();
    assert_eq!(
        failed,
        [
            FailedTest { test: 4, expected: Outcome::Value("6".into()), found: Outcome::Value("5".into()) },
            FailedTest { test: 5, expected: Outcome::Unclear, found: Outcome::Value("5".into()) },
        ]
    );
    assert!(SavedChain::from_yaml("steps: [{ truncate: 0 }]").unwrap().check().is_err());
    let json = serde_json::to_string(&saved).unwrap();
    assert_eq!(serde_json::from_str::<SavedChain>(&json).unwrap(), saved);
}

#[test]
fn a_preview_shows_before_and_after() {
    let rows = [row(&[("price", "R$ 5,00")]), row(&[("price", "5")]), row(&[("price", "abc")]), row(&[])];
    let shown = preview(&chain("[money]"), &"price".parse().unwrap(), &rows);
    let outcome: Vec<_> = shown.iter().map(|one| (one.after.as_deref(), one.changed)).collect();
    assert_eq!(outcome, [(Some("5.00"), true), (Some("5"), false), (None, false), (Some(""), false)]);
    assert_eq!(shown[2].problem, Some(PreviewProblem { step: 1, code: "not_a_number" }));
}

fn any_step() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("trim".to_owned()),
        Just("collapse_spaces".to_owned()),
        Just("slug".to_owned()),
        Just("digits_only".to_owned()),
        Just("remove_accents".to_owned()),
        Just("number".to_owned()),
        Just("money".to_owned()),
        Just("strip_html".to_owned()),
        Just("{strip_html: {keep: [b, p]}}".to_owned()),
        Just("{round: 2}".to_owned()),
        Just("{multiply: 3.7}".to_owned()),
        Just("{convert: {to: kg}}".to_owned()),
        Just("{convert: {from: in, to: cm, decimal: auto}}".to_owned()),
        Just("{date: {from: [dd/mm/yyyy, excel]}}".to_owned()),
        Just("{replace: {pattern: '(.)\\1?', with: '$1$1'}}".replace("\\1?", "")),
        Just("{replace: {text: a, with: bcd}}".to_owned()),
        Just("{split: {by: a, all: true}}".to_owned()),
        (-3i32..4).prop_filter("not the part 0", |at| *at != 0).prop_map(|at| format!("{{split: {{by: ' ', take: {at}}}}}")),
        (1usize..20).prop_map(|most| format!("{{truncate: {most}}}")),
        (1usize..20).prop_map(|most| format!("{{truncate_at_word: {most}}}")),
        prop_oneof![Just("lower"), Just("upper"), Just("title"), Just("sentence")].prop_map(|case| format!("{{case: {case}}}")),
        Just("{concatenate: ['{value} {brand}']}".to_owned()),
        Just("{join: {fields: [brand, title], with: ' '}}".to_owned()),
        Just("{lookup: {table: {a: b}, ignore_case: true, otherwise: keep}}".to_owned()),
        Just("{when: {is: {matches: '^[0-9]', above: 3, gtin: false}, then: [slug], otherwise: [{default: '5'}]}}".to_owned()),
    ]
}

proptest! {
    #[test]
    fn no_chain_panics_on_any_cell(
        steps in proptest::collection::vec(any_step(), 0..6),
        cell in "\\PC{0,40}|[0-9.,R$ E+-]{0,14}|[<>/a-z &;\"=]{0,40}|[0-3]?[0-9]/[01]?[0-9]/20[0-9]{2}",
    ) {
        let ready = chain(&format!("[{}]", steps.join(", ")));
        let record = row(&[("brand", "Ação 1"), ("title", "é")]);
        if let Ok(found) = ready.apply(&cell, &record) {
            prop_assert!(found.len() <= OUTPUT_MAX_BYTES);
        }
    }

    #[test]
    fn what_mends_mends_once(cell in "\\PC{0,30}|[0-9.,R$ -]{0,10}|<[a-z]{1,2}>[a-z ]{0,10}") {
        for yaml in ["[trim]", "[collapse_spaces]", "[slug]", "[number]", "[money]", "[{round: 2}]", "[digits_only]", "[remove_accents]",
            "[{truncate: 7}]", "[{truncate_at_word: 7}]", "[{case: title}]", "[{case: lower}]", "[{case: upper}]", "[{case: sentence}]", "[{default: x}]"] {
            let ready = chain(yaml);
            if let Ok(once) = ready.apply(&cell, &NoRecord) {
                let twice = ready.apply(&once, &NoRecord);
                prop_assert_eq!(twice.as_deref(), Ok(once.as_ref()), "{}", yaml);
            }
        }
    }
}
