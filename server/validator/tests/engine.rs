//! The engine finds what a naive check of the same records finds, in every number of threads and with little memory.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read},
};
use validator::{
    Field, Record,
    engine::{Fault, ListSource, Lists, Options, Plan, Progress, RunError, Sink, SinkError, Summary, run},
    mapping::{PlannedField, PlannedSource},
    rules::{Given, Program, RuleSet, read_pack, read_rule, reference},
    table::{Limits, Table, TableError, TextFormat},
    transform::Chain,
};

fn rule(id: &str, field: &str, check: &str, more: &str, tests: &str) -> validator::rules::Rule {
    let text = format!(
        "id: {id}\ntitle: T\nexplanation: E\nfield: {field}\ncheck: {check}\n{more}tests:\n{tests}  - {{ given: {{}}, finds: false }}\n"
    );
    read_rule(&text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}

/// Rules of every kind that looks across records, and some that do not.
fn set() -> RuleSet {
    let rules = [
        rule(
            "unique",
            "sku",
            "{ unique: true }",
            "",
            "  - { rows: [{ sku: a }, { sku: a }], finds: [1, 2] }\n",
        ),
        rule(
            "together",
            "title",
            "{ unique: [title, brand] }",
            "",
            "  - { rows: [{ title: a }, { title: a }], finds: [1, 2] }\n",
        ),
        rule(
            "consistent",
            "brand",
            "{ consistent: { within: group, fields: [brand, material] } }",
            "when: { group: { not_matches: '^x' } }\n",
            "  - { rows: [{ group: g, brand: a }, { group: g, brand: b }], finds: [2] }\n",
        ),
        rule(
            "known",
            "brand",
            "{ lookup: { list: brands } }",
            "",
            "  - { given: { brand: a }, finds: true }\n",
        ),
        rule(
            "banned",
            "title",
            "{ max_length: 3, lookup: { list: banned, in: false } }",
            "",
            "  - { given: { title: a }, lists: { banned: [a] }, finds: true }\n",
        ),
        rule(
            "short",
            "title",
            "{ matches: '^[a-z]*$', max_length: 2 }",
            "fix: [trim, { case: lower }]\n",
            "  - { given: { title: ' A' }, finds: true, fixed: { title: a } }\n",
        ),
        rule(
            "price",
            "price",
            "{ above: 1, at_most_field: cost }",
            "",
            "  - { given: { price: 1 }, finds: true }\n",
        ),
        rule(
            "some",
            "sku",
            "{ at_least_n_of: { n: 1, fields: [sku, title, price, cost, brand] } }",
            "when: { group: { required: true } }\n",
            "  - { given: { group: g }, finds: true }\n",
        ),
    ];
    RuleSet::new([], &rules, &BTreeMap::new())
}

const FIELDS: [&str; 7] = ["sku", "title", "brand", "group", "material", "price", "cost"];

fn csv_of(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(FIELDS).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn given(row: &[String]) -> Given {
    FIELDS.iter().zip(row).map(|(field, value)| (field.parse().unwrap(), value.clone())).collect()
}

fn table_of(bytes: &[u8]) -> Table {
    Table::text(Cursor::new(bytes.to_vec()), &TextFormat::default(), Limits::default(), None).unwrap()
}

fn lists(values: &[(&str, Vec<String>)]) -> Lists {
    Lists(values.iter().map(|(name, values)| ListSource::of_values(name, values)).collect())
}

fn found(faults: &[Fault]) -> Vec<(usize, usize, Option<String>)> {
    let mut found: Vec<_> = faults
        .iter()
        .map(|fault| (fault.row as usize, fault.rule.unwrap(), fault.proposed.clone()))
        .collect();
    found.sort();
    found
}

fn check(
    program: &Program,
    bytes: &[u8],
    lists: &Lists,
    options: &Options,
) -> Result<(Vec<Fault>, Summary), RunError> {
    let table = table_of(bytes);
    let plan = Plan::of_names(table.columns());
    let mut faults = Vec::new();
    let summary = run(table, &plan, program, lists, options, &Progress::default(), &mut faults)?;
    Ok((faults, summary))
}

fn row() -> impl Strategy<Value = Vec<String>> {
    let value = |values: &'static [&'static str]| prop::sample::select(values).prop_map(str::to_owned);
    (
        value(&["", "a", "b", "c", "d", "e", "f", "two\nlines", "\"q\""]),
        value(&["", "a", "b", "A", " b", "long one", "é"]),
        value(&["", "x", "y", "z"]),
        value(&["", "g", "h", "xx"]),
        value(&["", "wood", "iron"]),
        value(&["", "0", "2", "2.5", "none"]),
        value(&["", "1", "2.50", "3"]),
    )
        .prop_map(|(a, b, c, d, e, f, g)| vec![a, b, c, d, e, f, g])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_engine_finds_what_a_naive_check_finds(
        rows in prop::collection::vec(row(), 1..60),
        repeat in prop::sample::select(vec![1_usize, 1, 40]),
        threads in 1..4_usize,
        memory in prop::sample::select(vec![0_usize, 32 << 20]),
    ) {
        let rows: Vec<Vec<String>> = std::iter::repeat_n(rows, repeat)
            .flatten()
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        prop_assume!(!rows.is_empty());
        let program = set().compile(&["brands", "banned"]).unwrap();
        let values =
            [("brands", vec!["x".to_owned(), "y".to_owned()]), ("banned", vec!["a".to_owned(), "é".to_owned()])];
        let records: Vec<Given> = rows.iter().map(|row| given(row)).collect();
        let named = values.clone().map(|(name, values)| (name.to_owned(), values));
        let expected: Vec<_> = reference(&program, records.iter().map(|record| record as &dyn Record), &named)
            .into_iter()
            .map(|finding| (finding.row, finding.rule, finding.fixed))
            .collect();
        let options = Options { threads, memory, ..Options::default() };
        let (faults, summary) = check(&program, &csv_of(&rows), &lists(&values), &options).unwrap();
        prop_assert_eq!(summary.rows as usize, rows.len());
        prop_assert_eq!(found(&faults), expected);
        let mut line = 2;
        let mut lines = vec![];
        for row in &rows {
            lines.push(line);
            line += 1 + row.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        }
        for fault in &faults {
            prop_assert_eq!(fault.line, lines[fault.row as usize - 1]);
        }
        let counted: u64 = summary.faults.iter().sum();
        prop_assert_eq!(counted as usize, faults.len());
    }
}

/// Many records, of which each second thousandth repeats the first.
fn many(rows: usize) -> Vec<Vec<String>> {
    (0..rows)
        .map(|row| {
            let sku = if row % 2000 == 0 { "same".to_owned() } else { format!("SKU-{row}") };
            let brand = format!("b{}", row % 5000);
            [sku.as_str(), "ab", &brand, "", "", "5", "6"].map(str::to_owned).to_vec()
        })
        .collect()
}

#[test]
fn what_does_not_fit_into_memory_is_sorted_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let program = set().compile(&["brands", "banned"]).unwrap();
    let rows = many(30_000);
    // A list larger than what is held in memory.
    let large: Vec<String> = (0..200_000).filter(|at| at % 5000 != 7).map(|at| format!("b{at}")).collect();
    let lists = lists(&[("brands", large), ("banned", vec![])]);
    let bytes = csv_of(&rows);
    let run = |memory| {
        let options = Options { memory, folder: folder.path().to_owned(), ..Options::default() };
        check(&program, &bytes, &lists, &options).unwrap()
    };
    let (on_disk, in_memory) = (run(0), run(256 << 20));
    assert_eq!(found(&on_disk.0), found(&in_memory.0));
    assert_eq!(on_disk.1, in_memory.1);
    assert_eq!(on_disk.1.faults[0], 15);
    assert_eq!(on_disk.1.faults[3], 6);
    for fault in on_disk.0.iter().filter(|fault| fault.rule == Some(3)) {
        let sku = if fault.row % 2000 == 1 { "same".to_owned() } else { format!("SKU-{}", fault.row - 1) };
        assert_eq!(fault.sku, Some(sku));
    }
    let duplicate = on_disk.0.iter().find(|fault| fault.rule == Some(0) && fault.row == 4_001).unwrap();
    assert_eq!((duplicate.value.as_str(), duplicate.line), ("same", 4_002));
    let detail = serde_json::to_value(&duplicate.detail).unwrap();
    assert_eq!(detail, serde_json::json!({ "code": "duplicate", "first": 1 }));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn faults_of_single_records_come_in_order_and_those_across_at_the_end() {
    let program = set().compile(&["brands", "banned"]).unwrap();
    let mut rows = many(20_000);
    rows.iter_mut().step_by(100).for_each(|row| row[5] = "0".into());
    let lists = lists(&[("brands", (0..5000).map(|at| format!("b{at}")).collect()), ("banned", vec![])]);
    let (faults, _) = check(&program, &csv_of(&rows), &lists, &Options::default()).unwrap();
    let first_across = faults.iter().position(|fault| fault.rule == Some(0)).unwrap();
    let single: Vec<u64> = faults[..first_across].iter().map(|fault| fault.row).collect();
    assert_eq!(single, (0..200).map(|at| at * 100 + 1).collect::<Vec<u64>>());
    let across: Vec<u64> =
        faults.iter().filter(|fault| fault.rule == Some(0)).map(|fault| fault.row).collect();
    assert!(across.is_sorted());
    let detail = serde_json::to_value(&faults[0].detail).unwrap();
    assert_eq!(detail, serde_json::json!({ "code": "not_above", "bound": "1" }));
}

#[test]
fn columns_are_mapped_before_rules_look() {
    let program = set().compile(&["brands", "banned"]).unwrap();
    let bytes = b"Nome,Valor,Foto 1,Foto 2\n AB ,\"R$ 1.234,50\",https://a.com/1.jpg,\nAB,abc,,\n";
    let table =
        Table::text(Cursor::new(bytes.to_vec()), &TextFormat::default(), Limits::default(), None).unwrap();
    let chain = |yaml: &str| Some(Chain::from_yaml(yaml).unwrap().compile().unwrap());
    let columns = |field: &str, columns| PlannedField {
        field: field.parse().unwrap(),
        source: PlannedSource::Columns(columns),
    };
    let plan = Plan(vec![
        columns("title", vec![(0, chain("[trim, { case: lower }]"))]),
        columns("price", vec![(1, chain("[{ money: { decimal: ',' } }]"))]),
        columns("images", vec![(2, None), (3, None)]),
        PlannedField { field: "cost".parse().unwrap(), source: PlannedSource::Constant("1000".into()) },
    ]);
    let mut faults = Vec::new();
    let lists = lists(&[("brands", vec![]), ("banned", vec![])]);
    let options = Options::default();
    let summary = run(table, &plan, &program, &lists, &options, &Progress::default(), &mut faults).unwrap();
    let told: Vec<_> = faults.iter().map(|f| (f.row, f.rule, f.field.to_string(), f.value.clone())).collect();
    assert_eq!(
        told,
        [(1, Some(6), "price".to_owned(), "1234.50".to_owned()), (2, None, "price".into(), "abc".into())]
    );
    assert_eq!(summary.unmapped, 1);
    // Without these fields, the rules say nothing.
    assert_eq!(summary.skipped.iter().map(|one| one.rule).collect::<Vec<_>>(), [0, 1, 2, 3]);
    let missing = Plan(vec![columns("title", vec![(9, None)])]);
    let table = table_of(&csv_of(&many(1)));
    let error =
        run(table, &missing, &program, &lists, &options, &Progress::default(), &mut faults).unwrap_err();
    assert_eq!(error, RunError::Plan { field: "title".parse::<Field>().unwrap() });
}

/// Rules that look at empty values: of a price, and of how much is known of an amount, also inside of other checks.
fn looking_at_nothing() -> Program {
    let rules = [
        "id: needed\ntitle: T\nexplanation: E\nfield: price\ncheck: { required: true }\ntests:\n\
         - { given: { sku: A }, finds: true }\n- { given: { price: 1 }, finds: false }\n",
        "id: enough\ntitle: T\nexplanation: E\nfield: sku\n\
         check: { at_least_n_of: { n: 2, fields: [price, cost] } }\ntests:\n\
         - { given: { price: 1 }, finds: true }\n- { given: { price: 1, cost: 1 }, finds: false }\n",
        "id: either\ntitle: T\nexplanation: E\nfield: sku\n\
         check: { any_of: [{ at_least_n_of: { n: 2, fields: [price, cost] } }, { matches: '^X' }] }\ntests:\n\
         - { given: { sku: A, price: 1 }, finds: true }\n- { given: { sku: X }, finds: false }\n",
        "id: free\ntitle: T\nexplanation: E\nfield: sku\n\
         when: { sku: { not: { at_least_n_of: { n: 1, fields: [price, cost] } } } }\n\
         check: { matches: '^X' }\ntests:\n\
         - { given: { sku: A }, finds: true }\n- { given: { sku: A, price: 1 }, finds: false }\n",
    ];
    let rules = rules.map(|text| read_rule(text).unwrap());
    Program::new(&rules).unwrap()
}

#[test]
fn a_cell_that_cannot_be_read_is_not_said_to_be_empty() {
    let bytes = b"sku,Valor,cost\nA,abc,\nB,,\nC,\"5,00\",\n";
    let table =
        Table::text(Cursor::new(bytes.to_vec()), &TextFormat::default(), Limits::default(), None).unwrap();
    let mut plan = Plan::of_names(table.columns());
    let money = Chain::from_yaml("[{ money: { decimal: ',' } }]").unwrap().compile().unwrap();
    let source = PlannedSource::Columns(vec![(1, Some(money))]);
    plan.0.push(PlannedField { field: "price".parse().unwrap(), source });
    let (mut faults, lists, options) = (Vec::new(), Lists::default(), Options::default());
    let program = looking_at_nothing();
    run(table, &plan, &program, &lists, &options, &Progress::default(), &mut faults).unwrap();
    let told: Vec<_> = faults.iter().map(|fault| (fault.row, fault.rule)).collect();
    let of_none = [0, 1, 2, 3].map(|rule| (2, Some(rule)));
    let wanted = [(1, None)].into_iter().chain(of_none).chain([(3, Some(1)), (3, Some(2))]);
    assert_eq!(told, wanted.collect::<Vec<_>>());
    let detail = serde_json::to_value(&faults[5].detail).unwrap();
    let named = serde_json::json!({ "code": "too_few_fields", "n": 2, "given": 1, "fields": "price|cost" });
    assert_eq!(detail, named);
}

#[test]
fn a_fault_of_a_list_tells_the_value_and_its_column() {
    let images = rule(
        "images",
        "images",
        "{ image: { https: true } }",
        "",
        "  - { given: { images: 'http://a.com/1.jpg' }, finds: true }\n",
    );
    let bytes = b"a,b,c\nhttps://a.com/1.jpg,,htp:/2.jpg\n";
    let table =
        Table::text(Cursor::new(bytes.to_vec()), &TextFormat::default(), Limits::default(), None).unwrap();
    let source = PlannedSource::Columns(vec![(0, None), (1, None), (2, None)]);
    let plan = Plan(vec![PlannedField { field: "images".parse().unwrap(), source }]);
    let (mut faults, lists, options) = (Vec::<Fault>::new(), Lists::default(), Options::default());
    let program = Program::new([&images]).unwrap();
    run(table, &plan, &program, &lists, &options, &Progress::default(), &mut faults).unwrap();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].value, "htp:/2.jpg");
    let detail = serde_json::to_value(&faults[0].detail).unwrap();
    assert_eq!((&detail["item"], &detail["column"]), (&2.into(), &3.into()), "{detail}");
}

#[test]
fn cells_of_one_list_that_cannot_be_read_are_one_fault() {
    let bytes = b"sku,a,b,c\nA,x,1,y\nB,2,z,3\n";
    let table =
        Table::text(Cursor::new(bytes.to_vec()), &TextFormat::default(), Limits::default(), None).unwrap();
    let number = Chain::from_yaml("[number]").unwrap().compile().unwrap();
    let columns = (1..4).map(|at| (at, Some(number.clone()))).collect();
    let mut plan = Plan::of_names(&["sku"]);
    plan.0.push(PlannedField { field: "images".parse().unwrap(), source: PlannedSource::Columns(columns) });
    let (mut faults, lists, options) = (Vec::<Fault>::new(), Lists::default(), Options::default());
    let summary =
        run(table, &plan, &Program::default(), &lists, &options, &Progress::default(), &mut faults).unwrap();
    let told: Vec<_> = faults.iter().map(|one| (one.row, one.value.as_str(), one.sku.as_deref())).collect();
    assert_eq!(told, [(1, "x|y", Some("A")), (2, "z", Some("B"))]);
    assert_eq!(summary.unmapped, 2);
}

#[test]
fn a_fault_tells_what_was_found_and_what_would_do() {
    let details = |check: &str, tests: &str, title: &str| {
        let rule = rule("one", "title", check, "", tests);
        let program = Program::new([&rule]).unwrap();
        let bytes = format!("title,cost\n{title},5\n").into_bytes();
        let table = Table::text(Cursor::new(bytes), &TextFormat::default(), Limits::default(), None).unwrap();
        let plan = Plan::of_names(table.columns());
        let (mut faults, lists, options) = (Vec::<Fault>::new(), Lists::default(), Options::default());
        run(table, &plan, &program, &lists, &options, &Progress::default(), &mut faults).unwrap();
        serde_json::to_value(&faults[0].detail).unwrap()
    };
    let code = "  - { given: { title: MLB1 }, finds: false }\n  - { given: { title: x }, finds: true }\n";
    assert_eq!(details("{ matches: '^ML[A-Z][0-9]+$' }", code, "Bolsas")["example"], "MLB1");
    let www = "  - { given: { title: 'www.a.com' }, finds: true }\n";
    assert_eq!(details("{ not_matches: '(?i)www' }", www, "see WWW.a.com")["found"], "WWW");
    assert_eq!(details("{ not_matches: '(?i)www' }", www, "www")["whole"], "www");
    let loud = "  - { given: { title: ABC }, finds: true }\n";
    let shouting = r"{ not_matches: '^[^\p{Ll}]*\p{Lu}{3}[^\p{Ll}]*$' }";
    assert_eq!(details(shouting, loud, "BONÉ AZUL")["capitals"], "BONÉ AZUL");
    // It is about the word, and not about how it is written.
    for (check, word) in [("^N/A$", "N/A"), ("(?i)^sem marca$", "SEM MARCA"), ("^[0-9]+$", "123")] {
        let tests = format!("  - {{ given: {{ title: '{word}' }}, finds: true }}\n");
        let told = details(&format!("{{ not_matches: '{check}' }}"), &tests, word);
        assert_eq!((&told["whole"], told.get("capitals")), (&word.into(), None), "{check}");
    }
    let less = "  - { given: { title: 1, cost: 2 }, finds: true }\n";
    let less = details("{ at_least_field: cost }", less, "4");
    assert_eq!((&less["field"], &less["other"]), (&"cost".into(), &"5".into()));
}

/// What a rule of measures that says nothing of a table with these columns asks for; none where it says something.
fn skipped(columns: &str, severity: &str) -> Option<Vec<String>> {
    lacked(columns, severity, "length", "{ at_least_n_of: { n: 2, fields: [length, width, height] } }")
}

fn lacked(columns: &str, severity: &str, field: &str, check: &str) -> Option<Vec<String>> {
    let rule = format!(
        "id: probe\ntitle: T\nexplanation: E\nseverity: {severity}\nfield: {field}\ncheck: {check}\n"
    );
    let rule = validator::rules::read_draft(&rule).unwrap();
    let program = Program::new([&rule]).unwrap();
    let table = format!("{columns}\n1,1\n");
    let table = Table::text(Cursor::new(table.into_bytes()), &TextFormat::default(), Limits::default(), None)
        .unwrap();
    let plan = Plan::of_names(table.columns());
    let mut faults = Vec::new();
    let (lists, options) = (Lists::default(), Options::default());
    let summary = run(table, &plan, &program, &lists, &options, &Progress::default(), &mut faults).unwrap();
    summary.skipped.first().map(|one| one.lacks.iter().map(ToString::to_string).collect())
}

#[test]
fn a_hint_that_no_record_of_the_table_could_keep_is_not_told_of_each() {
    let lacks = |fields: &[&str]| Some(fields.iter().map(|field| (*field).to_owned()).collect());
    assert_eq!(skipped("sku,weight", "hint"), lacks(&["length", "width", "height"]));
    assert_eq!(skipped("sku,length", "hint"), lacks(&["width", "height"]));
    assert_eq!(skipped("width,length", "hint"), None);
    // What is refused is told of each product.
    assert_eq!(skipped("sku,weight", "error"), None);
}

#[test]
fn sizes_of_pictures_are_not_asked_of_a_table_that_tells_none() {
    let lacked =
        |columns| lacked(columns, "error", "images", "{ image: { min_width: 500, max_bytes: 9000 } }");
    let lacks = |fields: &[&str]| Some(fields.iter().map(|field| (*field).to_owned()).collect());
    assert_eq!(lacked("sku,images"), lacks(&["image_width", "image_bytes"]));
    assert_eq!(lacked("images,image_height"), lacks(&["image_width", "image_bytes"]));
    assert_eq!(lacked("images,image_bytes"), None);
    assert_eq!(lacked("sku,image_width"), lacks(&["images", "image_bytes"]));
}

#[derive(Default)]
struct Digests(Vec<u128>);

impl Sink for Digests {
    fn fault(&mut self, _: Fault) -> Result<(), SinkError> {
        Ok(())
    }

    fn records(&mut self, row: u64, digests: &[u128]) -> Result<(), SinkError> {
        assert_eq!(row as usize, self.0.len() + 1);
        self.0.extend_from_slice(digests);
        Ok(())
    }
}

#[test]
fn an_unchanged_record_is_known() {
    let digests = |text: &str, key| {
        let table = table_of(text.as_bytes());
        let plan = Plan::of_names(table.columns());
        let options = Options { digests: Some(key), ..Options::default() };
        let mut sink = Digests::default();
        run(table, &plan, &Program::default(), &Lists::default(), &options, &Progress::default(), &mut sink)
            .unwrap();
        sink.0
    };
    let first = digests("sku,title,price\nA,x,1\nB,y,2\nA,x,1\n", 1);
    assert_eq!((first.len(), first[0], first[1] == first[0]), (3, first[2], false));
    // Other columns, another order, quotes: the same records.
    assert_eq!(digests("price,note,title,sku,brand\n1,n,\"x\",A,\n2,m,y,B,\n", 1), first[..2]);
    assert_ne!(digests("sku,title,price\nA,x,1\n", 2)[0], first[0]);
    // The same numbers; of a text, zeros are a part.
    assert_eq!(digests("sku,title,price\nA,x,1.00\nB,y,2.0\n", 1), first[..2]);
    let tens = digests("sku,stock\nA,10\nA,1\nA,10.0\nA.10,1\nA.1,1\n", 1);
    assert!(tens[0] == tens[2] && tens[0] != tens[1] && tens[3] != tens[4]);
    // What stands in one field is not taken for what stands in two.
    let moved = digests("sku,title\nAB,\nA,B\n,AB\n", 1);
    assert!(moved[0] != moved[1] && moved[1] != moved[2] && moved[0] != moved[2]);
}

struct Full(usize);

impl Sink for Full {
    fn fault(&mut self, _: Fault) -> Result<(), SinkError> {
        self.0 += 1;
        if self.0 > 10 { Err(SinkError("the disk is full".into())) } else { Ok(()) }
    }
}

#[test]
fn whatever_fails_ends_the_run_with_its_reason() {
    let program = set().compile(&["brands", "banned"]).unwrap();
    let some = || lists(&[("brands", vec!["b1".to_owned()]), ("banned", vec![])]);
    let bytes = csv_of(&many(200_000));
    let with = |table: Table, lists: &Lists, options: &Options, progress: &Progress, sink: &mut dyn Sink| {
        let plan = Plan::of_names(table.columns());
        run(table, &plan, &program, lists, options, progress, sink).unwrap_err()
    };
    let options = Options::default();
    let error = with(table_of(&bytes), &some(), &options, &Progress::default(), &mut Full(0));
    assert_eq!(error, RunError::Sink { reason: "the disk is full".into() });

    let mut nothing = Vec::new();
    let error = with(table_of(&bytes), &Lists::default(), &options, &Progress::default(), &mut nothing);
    assert!(matches!(error, RunError::List { name, .. } if name == "brands"));

    let nowhere = Options { memory: 0, folder: "/nowhere/at/all".into(), ..Options::default() };
    let error = with(table_of(&bytes), &some(), &nowhere, &Progress::default(), &mut nothing);
    assert!(matches!(error, RunError::Spill { .. }));

    let limits = Limits { rows: 1_000, ..Limits::default() };
    let table = Table::text(Cursor::new(bytes.clone()), &TextFormat::default(), limits, None).unwrap();
    let error = with(table, &some(), &options, &Progress::default(), &mut nothing);
    assert_eq!(error, RunError::Table { problem: TableError::TooManyRows { max: 1_000 } });

    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the wire is cut"))
        }
    }
    let source = Cursor::new(bytes.clone()).chain(Broken);
    let table = Table::text(source, &TextFormat::default(), Limits::default(), None).unwrap();
    let error = with(table, &some(), &options, &Progress::default(), &mut nothing);
    assert_eq!(
        error,
        RunError::Table { problem: TableError::Unreadable { reason: "the wire is cut".into() } }
    );

    let open = [bytes.as_slice(), b"\"open,\n"].concat();
    let error = with(table_of(&open), &some(), &options, &Progress::default(), &mut nothing);
    assert_eq!(error, RunError::Table { problem: TableError::UnclosedQuote { line: 200_002 } });

    let early =
        Table::text(Cursor::new(bytes.clone()), &TextFormat::default(), Limits::default(), Some(u64::MAX));
    let error = with(early.unwrap(), &some(), &options, &Progress::default(), &mut nothing);
    assert!(matches!(error, RunError::Table { problem: TableError::EndedEarly { .. } }));
}

/// Cancels after the first fault.
struct Cancelling(Progress, usize);

impl Sink for Cancelling {
    fn fault(&mut self, _: Fault) -> Result<(), SinkError> {
        self.1 += 1;
        self.0.cancel();
        Ok(())
    }
}

#[test]
fn a_run_is_watched_and_cancelled_from_outside() {
    let program = set().compile(&["brands", "banned"]).unwrap();
    let bytes = csv_of(&many(200_000));
    let lists = lists(&[("brands", vec!["none".to_owned()]), ("banned", vec![])]);
    let (table, progress) = (table_of(&bytes), Progress::default());
    let plan = Plan::of_names(table.columns());
    let mut sink = Cancelling(progress.clone(), 0);
    let error = run(table, &plan, &program, &lists, &Options::default(), &progress, &mut sink).unwrap_err();
    assert_eq!(error, RunError::Cancelled);
    assert!(progress.rows() < 10_000, "{}", progress.rows());

    let progress = Progress::default();
    let mut faults = Vec::new();
    let summary =
        run(table_of(&bytes), &plan, &program, &lists, &Options::default(), &progress, &mut faults).unwrap();
    assert_eq!((progress.rows(), progress.read()), (summary.rows, bytes.len() as u64));
    assert_eq!(progress.faults() as usize, faults.len());
}

#[test]
fn the_ten_rules_of_the_comparison_find_what_was_planted() {
    let pack = read_pack(include_str!("../../../bench/peers/catalog/rules.orion.yaml")).unwrap();
    let program = RuleSet::new([&pack], [], &BTreeMap::new()).compile(&[]).unwrap();
    let mut text =
        String::from("sku,title,description,price,sale_price,currency,stock,gtin,images,category\n");
    for row in 0..3_000 {
        let mut cells = [
            &format!("SKU-{row:08}"),
            "A thing",
            "\"plain, useful\"",
            "10.50",
            "9.99",
            "EUR",
            "5",
            "4000000000006",
            "https://cdn.example.test/p/1.jpg",
            "toys",
        ]
        .map(str::to_owned);
        let broken: &[(usize, &str)] = match row {
            100 | 200 => &[(0, "bad sku")],
            300 => &[(0, "SKU-00000000")],
            400 => &[(1, "")],
            500 => &[(3, "-1.00"), (4, "-2.00")],
            600 => &[(4, "15.50")],
            700 => &[(5, "XXX")],
            800 => &[(6, "-5")],
            900 => &[(7, "12345")],
            1000 => &[(8, "ftp://nowhere")],
            1100 => &[(9, "unknown")],
            _ => &[],
        };
        broken.iter().for_each(|(at, value)| cells[*at] = (*value).to_owned());
        text += &(cells.join(",") + "\n");
    }
    let (_, summary) = check(&program, text.as_bytes(), &Lists::default(), &Options::default()).unwrap();
    // Every record of a value that repeats is told, the first too.
    assert_eq!(summary.faults, [2, 4, 1, 1, 1, 1, 1, 1, 1, 1]);
}
