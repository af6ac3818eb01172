//! A sheet of a Brazilian system comes in, is understood, checked, and goes out as a marketplace's own.
#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]

use std::{collections::BTreeMap, io::Cursor, ops::ControlFlow};
use validator::{
    Field, NoRecord,
    engine::{Fault, Lists, Options, Plan, Progress, run},
    mapping::{ColumnSample, Mapping, PlannedField, PlannedSource, suggest},
    packs,
    rules::RuleSet,
    table::{Limits, Table, detect_text},
    templates::{self, CsvExport},
};

/// Windows-1252, semicolons, commas before the cents.
fn sheet() -> Vec<u8> {
    let text = "Código;Descrição;Preço;Preço promocional;Estoque;GTIN/EAN;NCM;Peso líquido (g);URL Imagens Externas\r\n\
        A-1;Calça jeans;R$ 129,90;99,90;7;7891000315507;62034200;450;https://a.com/1.jpg\r\n\
        A-2;  Camisa   polo;R$ 1.059,90;1.100,00;3;7891000315508;6105100;200;http://a.com/2.jpg\r\n\
        A-1;Meia;R$ 9,90;;2,5;;61152100;50;https://a.com/3.jpg\r\n";
    text.chars().map(|c| c as u8).collect()
}

fn open() -> Table {
    let bytes = sheet();
    let format = detect_text(&bytes).unwrap();
    Table::text(Cursor::new(bytes), &format, Limits::default(), None).unwrap()
}

fn cells() -> (Vec<String>, Vec<Vec<String>>) {
    let table = open();
    let headers = table.columns().to_vec();
    let mut rows = Vec::new();
    table
        .batches(&mut |batch, _, _| {
            for record in 0..batch.len() {
                rows.push((0..headers.len()).map(|column| batch.cell(record, column).to_owned()).collect());
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    (headers, rows)
}

fn mapping(headers: &[String], rows: &[Vec<String>]) -> Mapping {
    let columns: Vec<ColumnSample> = headers
        .iter()
        .enumerate()
        .map(|(at, header)| ColumnSample {
            header: header.clone(),
            values: rows.iter().map(|row| row[at].clone()).collect(),
        })
        .collect();
    Mapping::from_suggestions(headers, &suggest(&columns))
}

fn canonical(plan: &[PlannedField], row: &[String]) -> BTreeMap<Field, String> {
    let mut record = BTreeMap::new();
    for planned in plan {
        let PlannedSource::Columns(columns) = &planned.source else { continue };
        let (column, steps) = &columns[0];
        let cell = row[*column].as_str();
        let value = match steps {
            Some(steps) => steps.apply(cell, &NoRecord).unwrap().into_owned(),
            None => cell.to_owned(),
        };
        record.insert(planned.field.clone(), value);
    }
    record
}

#[test]
fn a_sheet_is_understood_checked_and_written_again() {
    let (headers, rows) = cells();
    let mapping = mapping(&headers, &rows);
    let (plan, problems) = mapping.plan(&headers);
    assert_eq!(problems, []);
    assert_eq!(plan.len(), headers.len());

    let set = RuleSet::new([packs::find("general").unwrap()], [], &Default::default());
    let program = set.compile(&[]).unwrap();
    let mut faults: Vec<Fault> = Vec::new();
    let checked = Plan(plan.clone());
    run(
        open(),
        &checked,
        &program,
        &Lists::default(),
        &Options::default(),
        &Progress::default(),
        &mut faults,
    )
    .unwrap();
    let mut found: Vec<(u64, &str)> = faults
        .iter()
        .filter_map(|fault| Some((fault.row, set.rules[fault.rule?].rule.id.as_str())))
        .filter(|(_, rule)| !["identifier_given", "dimensions_together"].contains(rule))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            (1, "sku_unique"),
            (2, "gtin_digit"),
            (2, "images_https"),
            (2, "ncm_form"),
            (2, "sale_price_not_above_price"),
            (2, "title_spaces"),
            (3, "sku_unique"),
            (3, "stock_whole_number"),
        ]
    );

    let exporter = templates::find("woocommerce").unwrap().exporter().unwrap();
    let mut export = CsvExport::begin(exporter, Vec::new()).unwrap();
    export.write(1, &canonical(&plan, &rows[0])).unwrap();
    let (written, shortfalls) = export.finish().unwrap();
    assert_eq!(shortfalls.cells, 0, "{:?}", shortfalls.first);
    let written = String::from_utf8(written).unwrap();
    let line = written.lines().nth(1).unwrap();
    assert!(line.starts_with("simple,A-1,7891000315507,Calça jeans,"), "{line}");
    assert!(line.contains(",0.45,") && line.contains(",99.90,129.90,"), "{line}");
}
