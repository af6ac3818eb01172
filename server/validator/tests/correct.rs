//! Accepted fixes reach the file, and nothing else does.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use domain::ProductField;
use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Seek},
};
use validator::{
    Field,
    engine::{
        Corrected, Correction, Lists, Options, Plan, Progress, RunError, correct_book, correct_text, run,
    },
    mapping::{Mapping, PlannedField, PlannedSource},
    rules::{Program, Rule, RuleSet, read_rule},
    table::{Delimiter, Encoding, Format, Limits, Table, TextFormat, Workbook},
    transform::Chain,
};

fn rule(id: &str, field: &str, check: &str, fix: &str, given: &str) -> Rule {
    let text = format!(
        "id: {id}\ntitle: T\nexplanation: E\nfield: {field}\ncheck: {check}\nfix: {fix}\ntests:\n  - {{ given: {{ {field}: {given} }}, finds: true }}\n  - {{ given: {{}}, finds: false }}\n"
    );
    read_rule(&text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}

/// Spaces around a title, a title over twelve characters, and a price with more than two decimals.
fn program() -> Program {
    let rules = [
        rule("spaces", "title", "{ matches: '^(\\S.*)?\\S$' }", "[trim]", "' a'"),
        rule(
            "length",
            "title",
            "{ max_length: 12 }",
            "[{ truncate_at_word: 12 }]",
            "a long title of a product",
        ),
        rule("cents", "price", "{ number: { decimals: 2 } }", "[{ round: 2 }]", "'1.239'"),
    ];
    RuleSet::new([], &rules, &BTreeMap::new()).compile(&[]).unwrap()
}

fn text(bytes: &[u8], format: &TextFormat) -> Table {
    Table::text(Cursor::new(bytes.to_vec()), format, Limits::default(), None).unwrap()
}

fn corrected(
    bytes: &[u8],
    format: &TextFormat,
    plan: impl Fn(&Table) -> Plan,
    accepts: &dyn Fn(u64, usize) -> bool,
) -> (Vec<u8>, Corrected) {
    let table = text(bytes, format);
    let (plan, program) = (plan(&table), program());
    let correction = Correction { plan: &plan, program: &program, accepts };
    let mut out = Vec::new();
    let done = correct_text(table, &correction, &Progress::default(), &mut out);
    (out, done.unwrap())
}

#[test]
fn what_cannot_be_read_is_not_filled() {
    let rule = read_rule(
        "id: given\ntitle: T\nexplanation: E\nfield: price\ncheck: { required: true }\nfix: [{ default: '1' }]\n\
         tests:\n- { given: { price: '' }, finds: true, fixed: { price: '1' } }\n\
         - { given: { price: '2' }, finds: false }\n",
    );
    let program = Program::new([&rule.unwrap()]).unwrap();
    let money = Chain::from_yaml("[{ money: { decimal: '.' } }]").unwrap().compile().unwrap();
    let source = PlannedSource::Columns(vec![(1, Some(money))]);
    let plan = Plan(vec![PlannedField { field: ProductField::Price.into(), source }]);
    let table = text(b"sku,price\nA,abc\nB,\n", &TextFormat::default());
    let correction = Correction { plan: &plan, program: &program, accepts: ALL };
    let mut out = Vec::new();
    correct_text(table, &correction, &Progress::default(), &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "sku,price\nA,abc\nB,1\n");
}

#[test]
fn steps_read_fields_that_no_rule_names() {
    let steps = |yaml: &str| Some(Chain::from_yaml(yaml).unwrap().compile().unwrap());
    let column = |field: &str, at, steps| PlannedField {
        field: field.parse().unwrap(),
        source: PlannedSource::Columns(vec![(at, steps)]),
    };
    let corrected_with = |yaml: &str| {
        let plan =
            |_: &Table| Plan(vec![column("title", 0, steps(yaml)), column("attribute.voltagem", 1, None)]);
        let (out, done) = corrected(b"t,v\nCaneca azul,110V\n", &TextFormat::default(), plan, ALL);
        (String::from_utf8(out).unwrap(), done.changed_cells, done.left)
    };
    // What the voltage makes too long is cut, but no cell can be given what is read as that.
    let joined = corrected_with("[{ concatenate: ['{value} {attribute.voltagem}'] }]");
    assert_eq!(joined, ("t,v\nCaneca azul,110V\n".to_owned(), 0, 1));
    let other = "[{ when: { field: attribute.voltagem, is: { one_of: [110V] }, then: [{ replace: { text: azul, with: marinhoescuro } }] } }]";
    assert_eq!(corrected_with(other), ("t,v\nCaneca,110V\n".to_owned(), 1, 0));
}

fn by_names(table: &Table) -> Plan {
    Plan::of_names(table.columns())
}

const ALL: &dyn Fn(u64, usize) -> bool = &|_, _| true;

#[test]
fn accepted_fixes_are_written_and_all_else_stays_byte_for_byte() {
    let file = "Lista de preços;;\r\n\r\nsku;title;price\r\nA;\" Caneca \";10,5\r\n\r\nB;\"Caneca, \"\"azul\"\"\";7\r\nC;  Copo;8;extra\r\nD";
    let format = TextFormat { delimiter: Delimiter::Semicolon, header_row: 2, ..TextFormat::default() };
    let (out, done) = corrected(file.as_bytes(), &format, by_names, ALL);
    let wanted = file.replace("\" Caneca \"", "\"Caneca\"").replace("  Copo", "Copo");
    let wanted = wanted.replace("\"Caneca, \"\"azul\"\"\"", "\"Caneca\"");
    assert_eq!(String::from_utf8(out).unwrap(), wanted);
    assert_eq!((done.rows, done.changed_rows, done.changed_cells, done.left), (4, 3, 3, 0));
    let (out, done) = corrected(file.as_bytes(), &format, by_names, &|row, rule| row == 3 && rule == 0);
    assert_eq!(String::from_utf8(out).unwrap(), file.replace("  Copo", "Copo"));
    assert_eq!(done.changed_cells, 1);
}

#[test]
fn one_fix_after_the_other_is_taken_in_a_cell() {
    let file = b"title\n  a long title of a product\n";
    let (out, _) = corrected(file, &TextFormat::default(), by_names, ALL);
    assert_eq!(out, b"title\na long title\n");
    let (out, _) = corrected(file, &TextFormat::default(), by_names, &|_, rule| rule == 0);
    assert_eq!(out, b"title\na long title of a product\n");
}

#[test]
fn a_fix_that_no_fault_of_the_record_offered_is_not_taken() {
    let rules = [
        rule(
            "length",
            "title",
            "{ max_length: 12 }",
            "[{ truncate_at_word: 12 }]",
            "a long title of a product",
        ),
        rule("capitals", "title", "{ matches: '[a-z]' }", "[{ case: lower }]", "ABC"),
    ];
    let program = RuleSet::new([], &rules, &BTreeMap::new()).compile(&[]).unwrap();
    let format = TextFormat::default();
    let table = text(b"title\nCOPO AZUL AB (novo)\nJARRA\nJARRA DE VIDRO AZUL\n", &format);
    let plan = by_names(&table);
    let correction = Correction { plan: &plan, program: &program, accepts: ALL };
    let mut out = Vec::new();
    correct_text(table, &correction, &Progress::default(), &mut out).unwrap();
    // What is cut is in capitals alone by that, which nobody was shown.
    assert_eq!(String::from_utf8(out).unwrap(), "title\nCOPO AZUL AB\njarra\njarra de\n");
}

#[test]
fn a_value_is_written_as_its_column_writes_it() {
    let mapping = "columns:\n  - { header: Preço, field: price, chain: [{ money: { decimal: \",\" } }] }\n  - { header: Nome, field: title }\n";
    let plan = |table: &Table| Plan(Mapping::from_yaml(mapping).unwrap().plan(table.columns()).0);
    let format = TextFormat { delimiter: Delimiter::Semicolon, ..TextFormat::default() };
    let (out, done) = corrected("Preço;Nome\nR$ 1.234,567;a\n".as_bytes(), &format, plan, ALL);
    assert_eq!(String::from_utf8(out).unwrap(), "Preço;Nome\n1234,57;a\n");
    assert_eq!(done.left, 0);
}

#[test]
fn what_no_cell_can_say_stays_and_is_counted() {
    let upper = Chain::from_yaml("[{ case: upper }]").unwrap().compile().unwrap();
    let plan = |_: &Table| {
        let field = Field::Product(ProductField::Title);
        Plan(vec![PlannedField { field, source: PlannedSource::Columns(vec![(0, Some(upper.clone()))]) }])
    };
    let (out, done) = corrected(b"t\n a\n", &TextFormat::default(), plan, ALL);
    assert_eq!((out.as_slice(), done.left), (&b"t\nA\n"[..], 0), "read in capitals, it is the same");
    let constant = |_: &Table| {
        let field = Field::Product(ProductField::Title);
        Plan(vec![PlannedField { field, source: PlannedSource::Constant(" a".into()) }])
    };
    let (out, done) = corrected(b"t\nb\n", &TextFormat::default(), constant, ALL);
    assert_eq!((out.as_slice(), done.left, done.changed_rows), (&b"t\nb\n"[..], 1, 0));
}

#[test]
fn no_fix_makes_a_formula_of_what_was_none() {
    let (out, _) = corrected(b"title\na\t=1+1 \n\xc2\xa0=1\n=2 \n", &TextFormat::default(), by_names, ALL);
    assert_eq!(out, "title\na\t=1+1\n'=1\n=2\n".as_bytes());
}

#[test]
fn encodings_and_marks_stay() {
    for (encoding, mark) in [
        (Encoding::Utf8, &b"\xef\xbb\xbf"[..]),
        (Encoding::Utf8, b""),
        (Encoding::Windows1252, b""),
        (Encoding::Utf16Le, b"\xff\xfe"),
        (Encoding::Utf16Be, b"\xfe\xff"),
    ] {
        let written = |text: &str| {
            let mut bytes = mark.to_vec();
            match encoding {
                Encoding::Utf8 => bytes.extend_from_slice(text.as_bytes()),
                Encoding::Windows1252 => bytes.extend(encoding_rs::WINDOWS_1252.encode(text).0.iter()),
                Encoding::Utf16Le => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
                Encoding::Utf16Be => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
            }
            bytes
        };
        let format = TextFormat { encoding, ..TextFormat::default() };
        let (out, _) = corrected(&written("sku,title\né, ação €\n"), &format, by_names, ALL);
        assert_eq!(out, written("sku,title\né,ação €\n"), "{encoding:?}");
    }
}

#[test]
fn a_workbook_is_written_with_what_stands_above_it_and_its_numbers() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Produtos").unwrap();
    sheet.write_string(0, 0, "Lista").unwrap();
    for (column, name) in ["sku", "title", "price"].into_iter().enumerate() {
        sheet.write_string(2, column as u16, name).unwrap();
    }
    sheet.write_string(3, 0, "007").unwrap();
    sheet.write_string(3, 1, " Caneca").unwrap();
    sheet.write_number(3, 2, 10.239).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let open = |bytes: Vec<u8>| {
        let mut book = Workbook::open(Cursor::new(bytes.clone()), Limits::default()).unwrap();
        let format = book.detect(None).unwrap();
        let book = Workbook::open(Cursor::new(bytes), Limits::default()).unwrap();
        Table::book(book, &format).unwrap()
    };
    let table = open(bytes);
    assert!(matches!(table.format(), Format::Book(format) if format.header_row == 3));
    let (plan, program) = (by_names(&table), program());
    let correction = Correction { plan: &plan, program: &program, accepts: ALL };
    let mut out = tempfile::tempfile().unwrap();
    let done = correct_book(table, &correction, &Progress::default(), &out).unwrap();
    assert_eq!((done.rows, done.changed_cells), (1, 2));
    let mut bytes = Vec::new();
    out.rewind().unwrap();
    out.read_to_end(&mut bytes).unwrap();
    let mut rows = Vec::new();
    let table = open(bytes);
    assert_eq!(table.columns(), ["sku", "title", "price"]);
    table
        .batches(&mut |batch, _, lines| {
            assert_eq!(lines, 3);
            rows.push(batch.record(0).map(str::to_owned).collect::<Vec<_>>());
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(rows, [["007", "Caneca", "10.24"]]);
}

#[test]
fn prices_that_are_read_with_a_comma_stay_texts() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["sku", "price", "cost"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    sheet.write_string(1, 0, "A").unwrap();
    sheet.write_string(1, 1, "1.234").unwrap();
    sheet.write_number(1, 2, 10.5).unwrap();
    let open = |bytes: &[u8]| Workbook::open(Cursor::new(bytes.to_vec()), Limits::default()).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let format = open(&bytes).detect(None).unwrap();
    let table = Table::book(open(&bytes), &format).unwrap();
    let mapping = "columns:\n  - { header: price, field: price, chain: [{ money: { decimal: ',' } }] }\n  - { header: cost, field: cost, chain: [{ money: { decimal: '.' } }] }\n";
    let plan = Plan(Mapping::from_yaml(mapping).unwrap().plan(table.columns()).0);
    let program = program();
    let correction = Correction { plan: &plan, program: &program, accepts: ALL };
    let mut out = Cursor::new(Vec::new());
    correct_book(table, &correction, &Progress::default(), &mut out).unwrap();
    let bytes = out.into_inner();
    let mut rows = Vec::new();
    let read = Table::book(open(&bytes), &format).unwrap().batches(&mut |batch, _, _| {
        rows.push(batch.record(0).map(str::to_owned).collect::<Vec<_>>());
        assert_eq!([0, 1, 2].map(|column| batch.is_own_number(0, column)), [false, false, true]);
        std::ops::ControlFlow::Continue(())
    });
    read.unwrap();
    assert_eq!(rows, [["A", "1.234", "10.5"]]);
}

/// Prices as a workbook's own numbers but one, which somebody wrote as text, with the steps of a sheet whose texts have a comma.
#[test]
fn a_workbooks_own_numbers_are_read_as_they_are_beside_a_text() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["title", "price", "weight"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    for row in 1..=38 {
        sheet.write_string(row, 0, "Copo").unwrap();
        sheet.write_number(row, 1, 57.9 + f64::from(row)).unwrap();
        sheet.write_number(row, 2, 1.234).unwrap();
    }
    sheet.write_string(39, 0, " Jarra").unwrap();
    sheet.write_string(39, 1, "R$ 1.234,50").unwrap();
    sheet.write_string(39, 2, "0,5").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let open = |bytes: &[u8]| Workbook::open(Cursor::new(bytes.to_vec()), Limits::default()).unwrap();
    let format = open(&bytes).detect(None).unwrap();
    for weights in [",", "auto"] {
        let mapping = format!(
            "columns:\n  - {{ header: title, field: title }}\n  - {{ header: price, field: price, chain: [{{ money: {{ decimal: ',' }} }}] }}\n  - {{ header: weight, field: weight, chain: [{{ number: {{ decimal: '{weights}' }} }}] }}\n"
        );
        let table = |bytes: &[u8]| Table::book(open(bytes), &format).unwrap();
        let plan = Plan(Mapping::from_yaml(&mapping).unwrap().plan(table(&bytes).columns()).0);
        let found = |bytes: &[u8]| {
            let (lists, options, mut faults) = (Lists::default(), Options::default(), Vec::new());
            run(table(bytes), &plan, &program(), &lists, &options, &Progress::default(), &mut faults)
                .unwrap();
            faults.iter().map(|fault| fault.field.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(found(&bytes), ["title"], "{weights}");
        let program = program();
        let correction = Correction { plan: &plan, program: &program, accepts: ALL };
        let mut out = Cursor::new(Vec::new());
        correct_book(table(&bytes), &correction, &Progress::default(), &mut out).unwrap();
        assert_eq!(
            found(&out.into_inner()),
            [""; 0],
            "what was corrected is read in the same way: {weights}"
        );
    }
}

#[test]
fn it_stops_when_told() {
    let progress = Progress::default();
    progress.cancel();
    let table = text(b"title\n a\n", &TextFormat::default());
    let (plan, program) = (by_names(&table), program());
    let correction = Correction { plan: &plan, program: &program, accepts: ALL };
    let done = correct_text(table, &correction, &progress, &mut Vec::new());
    assert_eq!(done, Err(RunError::Cancelled));
}

proptest! {
    #[test]
    fn what_is_not_accepted_leaves_any_text_as_it_is(
        rows in proptest::collection::vec("[ -~é\"\\r\\n;,]{0,20}", 1..20), quotes: bool
    ) {
        let file = format!("sku,title,price\n{}", rows.join("\n"));
        let format = TextFormat { quotes, ..TextFormat::default() };
        if let Ok(table) = Table::text(Cursor::new(file.clone().into_bytes()), &format, Limits::default(), None) {
            let (plan, program) = (by_names(&table), program());
            let correction = Correction { plan: &plan, program: &program, accepts: &|_, _| false };
            let mut out = Vec::new();
            if correct_text(table, &correction, &Progress::default(), &mut out).is_ok() {
                prop_assert_eq!(String::from_utf8(out).unwrap(), file);
            }
        }
    }

    #[test]
    fn what_fixes_bring_about_is_offered_and_taken_in_the_next_turns(
        rows in proptest::collection::vec(["[ a-z,\"\n]{0,16}", "[0-9]{1,3}(\\.[0-9]{1,4})?"], 1..30)
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["title", "price"]).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let file = writer.into_inner().unwrap();
        let mut out = file;
        for _ in 0..3 {
            let done;
            (out, done) = corrected(&out, &TextFormat::default(), by_names, ALL);
            prop_assert_eq!(done.left, 0);
        }
        let table = text(&out, &TextFormat::default());
        let plan = by_names(&table);
        let (lists, options) = (Lists::default(), Options::default());
        let mut faults = Vec::new();
        run(table, &plan, &program(), &lists, &options, &Progress::default(), &mut faults).unwrap();
        prop_assert!(faults.iter().all(|fault| fault.proposed.is_none()), "{faults:?}");
    }
}
