//! What columns are known, guessed and said to be.

use super::*;

fn sheet(mapping: Option<Value>) -> Columns {
    of(goods(), mapping)
}

fn goods() -> Sample {
    Sample {
        columns: ["SKU", "Título", "Preço", "Foto 1", "Foto 2", "Voltagem"].map(str::to_owned).to_vec(),
        rows: vec![
            ["A-1", "Camiseta azul", "1.234,50", "https://a.example/1.jpg", "https://a.example/2.jpg", "110"]
                .map(str::to_owned)
                .to_vec(),
        ],
        ..Sample::default()
    }
}

fn of(sample: Sample, mapping: Option<Value>) -> Columns {
    let at = chrono::DateTime::UNIX_EPOCH;
    Columns::of(&SheetView {
        id: domain::SheetId::new(),
        name: "s".into(),
        kind: domain::SheetKind::File,
        file: None,
        source: None,
        schedule: domain::view::validation::CheckSchedule::Off,
        next_check_at: None,
        writes_results: false,
        format: Value::Null,
        sample: json!(sample),
        mapping,
        packs: Vec::new(),
        problem: None,
        created_at: at,
        updated_at: at,
    })
}

fn said<'a>(fields: &[&'a str]) -> Vec<Wanted<'a>> {
    fields.iter().map(|field| Wanted { field }).collect()
}

#[test]
fn what_nobody_said_is_guessed_and_what_is_said_stands() {
    let guessed = sheet(None);
    assert_eq!(guessed.columns[0].field, Some(Field::Product(ProductField::Sku)));
    assert!(guessed.columns[0].is_suggested);
    assert_eq!(guessed.columns[5].attribute, "attribute.voltagem");
    let mapping = guessed.choose(&said(&["sku", "title", "price", "images", "images", "attribute.voltagem"]));
    let known = sheet(Some(mapping.clone()));
    assert!(known.columns.iter().all(|column| column.field.is_some() && !column.is_suggested));
    let less = known.choose(&said(&["sku", "", "", "", "", ""]));
    assert_eq!(less["columns"].as_array().unwrap().len(), 1);
    let price = &mapping["columns"][2];
    assert!(price.get("chain").is_some(), "a decimal comma is read as one: {price}");
}

#[test]
fn odd_and_doubled_fields_are_refused_where_they_stand() {
    let columns = sheet(None);
    use FieldProblem::{Format, Required, Taken};
    for (fields, expected) in [
        (&["sku", "title", "sku"][..], &[("columns.0", Taken), ("columns.2", Taken)][..]),
        (&["sku", "nonsense"], &[("columns.1", Format)]),
        (&["", ""], &[("columns", Required)]),
        (&[], &[("columns", Required)]),
        (&["images", "images"], &[]),
    ] {
        let found = columns.problems(&said(fields));
        let found: Vec<_> = found.iter().map(|one| (one.field.as_str(), one.problem.clone())).collect();
        assert_eq!(found, expected, "{fields:?}");
    }
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let headers = ["Preço", "SKU", "Preço", "Preço (2)", "Preço"].map(str::to_owned);
    assert_eq!(apart(&headers), ["Preço", "SKU", "Preço (3)", "Preço (2)", "Preço (4)"]);
    assert_eq!(attribute(&apart(&headers)[2]), "attribute.preco_3");
}

/// Prices and weights, read with these marks, and a sheet with these cells of them.
fn priced(marks: [&str; 2], rows: &[[&str; 2]], numbers: &[usize]) -> (Value, Sample) {
    let mapping = json!({ "version": 3, "columns": [
        { "header": "Preço", "field": "price", "chain": ["trim", { "money": { "decimal": marks[0] } }] },
        { "header": "Peso", "field": "weight", "chain": [{ "number": { "decimal": marks[1] } }],
          "tests": [{ "in": "0,5", "out": "0.5" }, { "in": "2", "out": "2" }] },
    ] });
    let sample = Sample {
        columns: ["Preço", "Peso"].map(str::to_owned).to_vec(),
        rows: rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect(),
        numbers: numbers.to_vec(),
        ..Sample::default()
    };
    (mapping, sample)
}

/// Of the last step of the first two columns.
fn marks_of(mapping: &Value) -> [String; 2] {
    [0, 1].map(|at| {
        let step = mapping["columns"][at]["chain"].as_array().unwrap().last().unwrap();
        let of = step.as_object().unwrap().values().next().unwrap();
        of["decimal"].as_str().unwrap().to_owned()
    })
}

#[test]
fn numbers_are_read_as_the_sheet_writes_them() {
    for (marks, rows, numbers, expected, is_other) in [
        // A workbook's own numbers after a text of Brazil, also where they might be thousands.
        ([",", ","], &[["1.234", "2"], ["99.9", "3"]][..], &[0, 1][..], [".", "."], true),
        ([",", ","], &[["1.234", "2"]], &[0], [".", ","], true),
        // The other way round, seen in one column alone.
        ([".", "."], &[["11,50", "2"], ["1.234", "3"]], &[], [",", ","], true),
        // Nothing speaks for a point that separates fractions: what may be either is refused.
        ([".", ","], &[["1.234", "2"]], &[], ["auto", ","], true),
        ([",", ","], &[["11,50", "0,5"]], &[], [",", ","], false),
        (["auto", "auto"], &[["1.234", "1.5"]], &[0, 1], [".", "."], false),
    ] {
        let (mapping, sample) = priced(marks, rows, numbers);
        let (written, told) = as_written(mapping, &sample, None);
        assert_eq!((marks_of(&written), told), (expected.map(str::to_owned), is_other), "{marks:?} {rows:?}");
    }
    let (mapping, sample) = priced([",", ","], &[["11,50", "0,5"]], &[]);
    assert_eq!(as_written(mapping.clone(), &sample, None).0, mapping, "nothing is saved anew");
    let (mapping, sample) = priced([".", ","], &[["1.234", "2"]], &[]);
    let kept = as_written(mapping.clone(), &sample, Some(&sample));
    assert_eq!(kept, (mapping, false), "it was a text before, too");
    let (mut mapping, mut sample) = priced([",", ","], &[["1.234", "2"]], &[]);
    mapping["columns"].as_array_mut().unwrap().push(json!({ "header": "SKU", "field": "sku" }));
    sample.columns.extend(["SKU", "Tamanho"].map(str::to_owned));
    sample.rows[0].extend(["100.01", "37.5"].map(str::to_owned));
    let kept = as_written(mapping.clone(), &sample, None);
    assert_eq!(kept, (mapping, false), "codes and sizes say nothing of prices");
    let (mapping, sample) = priced([",", ","], &[["1.5", "2.5"]], &[0, 1]);
    let after = Mapping::deserialize(&as_written(mapping, &sample, None).0).unwrap();
    assert_eq!(after.columns[1].tests.len(), 1, "0,5 is no number any more");
}

#[test]
fn the_mark_that_somebody_says_holds_for_what_is_written_as_text() {
    let (mapping, sample) = priced([",", "."], &[["1.234", "1.5"]], &[1]);
    let said = |mark| marks_of(&as_said(mapping.clone(), &sample, mark));
    assert_eq!(said(DecimalMark::Point), [".", "."]);
    assert_eq!(said(DecimalMark::Comma), [",", "."]);
    let mut view = sheet(None);
    assert_eq!(marks_of(&view.choose(&said_fields()))[0], ",");
    view.marks = vec![Some(DecimalMark::Point); view.columns.len()];
    view.suggested.iter_mut().for_each(|one| take_mark(one, &view.marks));
    assert_eq!(marks_of(&view.choose(&said_fields()))[0], ".");
}

#[test]
fn a_column_without_fractions_takes_the_mark_of_the_others() {
    use DecimalMark::{Auto, Comma, Point};
    let marks = |rows: &[[&str; 2]], own: &[(usize, usize)], has_comma| {
        let (_, mut sample) = priced(["auto", "auto"], rows, &[]);
        sample.own = own.iter().copied().collect();
        marks(&sample, &HashSet::from([0, 1]), has_comma)
    };
    assert_eq!(marks(&[["10,90", "8"], ["5", "1.200"]], &[], false), [Some(Comma), Some(Comma)]);
    assert_eq!(marks(&[["10.90", "1,200"]], &[], false), [Some(Point), Some(Point)]);
    assert_eq!(marks(&[["10", "1.200"]], &[], false), [None, None], "nothing shows one");
    assert_eq!(marks(&[["10", "1.200"]], &[], true), [Some(Comma), Some(Comma)], "rows further down do");
    assert_eq!(marks(&[["10,90", "1.5"]], &[], true), [Some(Comma), Some(Point)]);
    let both = [["10,90", "1.5"], ["9,90", "1,5"]];
    assert_eq!(marks(&both, &[], true), [Some(Comma), None], "each cell shows its own");
    let beside = [["10", "1.5"], ["9", "2"]];
    assert_eq!(marks(&beside, &[(0, 1)], false), [None, Some(Auto)], "the fraction is the spreadsheet's own");
}

#[test]
fn the_mark_that_a_sheet_is_read_with_goes_where_nothing_speaks_of_another() {
    let read = |marks, rows: &[[&str; 2]], numbers: &[usize]| {
        let (mapping, sample) = priced(marks, rows, numbers);
        marks_of(&as_read(mapping, &sample, DecimalMark::Comma))
    };
    assert_eq!(read([",", "auto"], &[["10,90", "1.200"]], &[]), [",", ","]);
    assert_eq!(read([".", "auto"], &[["10", "1.5"]], &[]), [".", "auto"]);
    assert_eq!(read([",", "auto"], &[["10,90", "1.2"]], &[1]), [",", "auto"]);
}

fn said_fields() -> Vec<Wanted<'static>> {
    said(&["", "", "price", "", "", "weight"])
}

#[test]
fn a_sheet_of_the_same_columns_is_known_again() {
    let first = sheet(None);
    let mapping = first.choose(&said(&["sku", "title", "price"]));
    let moved =
        Sample { columns: ["preco", "X", "titulo", "sku"].map(str::to_owned).to_vec(), ..Sample::default() };
    let of = |mapping: &Value, packs: &[&str], headers: &[&str]| KnownMapping {
        mapping: mapping.clone(),
        packs: packs.iter().map(|pack| (*pack).to_owned()).collect(),
        headers: headers.iter().map(|header| (*header).to_owned()).collect(),
    };
    let known = vec![of(&json!({ "version": 1 }), &[], &[]), of(&mapping, &["general"], &[])];
    assert_eq!(recognise(known, &moved), Some((mapping.clone(), vec!["general".to_owned()])));
    assert!(adapted(&mapping, &moved).is_some());
    let other = Sample { columns: vec!["Nome".into(), "Idade".into()], ..Sample::default() };
    assert_eq!(adapted(&mapping, &other), None);
    // Of one from before that was kept, what its own sheet has besides is left out.
    let before = json!({ "version": 1, "columns": [{ "header": "SKU", "field": "sku" }] });
    let (taken, _) = recognise(vec![of(&before, &[], &["SKU", "X"])], &moved).unwrap();
    assert_eq!(taken["unused"], json!([{ "header": "X" }]));
}

#[test]
fn a_new_column_is_not_taken_for_a_field_that_another_has() {
    let mapping = json!({ "version": 3, "unused": [], "columns": [
        { "header": "SKU", "field": "sku" }, { "header": "Título", "field": "title" },
        { "header": "Preço", "field": "price" },
    ] });
    let sample = Sample {
        columns: ["SKU", "Título", "Preço", "Descrição", "Preço de"].map(str::to_owned).to_vec(),
        rows: vec![["A-1", "Caneca azul", "9,90", "Caneca lisa", "12,90"].map(str::to_owned).to_vec()],
        ..Sample::default()
    };
    let fields = of(sample, Some(mapping)).columns.into_iter().map(|column| column.field);
    let fields: Vec<_> = fields.map(|field| field.map(|field| field.to_string())).collect();
    let expected = ["sku", "title", "price", "description", "compare_at_price"];
    assert_eq!(fields, expected.map(|field| Some(field.to_owned())));
}

#[test]
fn columns_that_a_known_mapping_never_saw_are_suggested() {
    let saw = |unused: Value| {
        json!({ "version": 1, "unused": unused, "columns": [
            { "header": "SKU", "field": "sku" }, { "header": "Voltagem", "field": "price" },
        ] })
    };
    let of = |columns: &Columns| -> Vec<(Option<String>, bool)> {
        let of = |column: &Column| (column.field.as_ref().map(ToString::to_string), column.is_suggested);
        columns.columns.iter().map(of).collect()
    };
    let field = |field: &str, is_suggested| (Some(field.to_owned()), is_suggested);
    let view = sheet(Some(saw(json!([{ "header": "Foto 1" }]))));
    let expected = [
        field("sku", false),
        field("title", true),
        // Its field is that of another column already.
        (None, false),
        // Somebody left it out.
        (None, false),
        field("images", true),
        field("price", false),
    ];
    assert_eq!(of(&view), expected);
    assert!(view.has_suggested());
    // Once it is said, nothing is suggested any more.
    let said = view.choose(&said(&["sku", "title", "", "", "", "price"]));
    let left_out = ["Preço", "Foto 1", "Foto 2"].map(|header| json!({ "header": header }));
    assert_eq!(said["unused"], Value::from(left_out.to_vec()));
    assert!(!sheet(Some(said)).has_suggested());
    // A mapping from before unused columns were kept knows all of them.
    assert!(!sheet(Some(saw(Value::Null))).has_suggested());
}
