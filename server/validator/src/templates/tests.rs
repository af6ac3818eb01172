use super::*;
use crate::Field;
use std::{collections::BTreeMap, io::Cursor};

type Row = BTreeMap<Field, String>;

fn row(fields: &[(&str, &str)]) -> Row {
    fields.iter().map(|(field, value)| (field.parse().unwrap(), (*value).to_owned())).collect()
}

fn shirt() -> Row {
    row(&[
        ("sku", "CAM-AZ-M"),
        ("group", "CAM"),
        ("title", "Camiseta básica azul"),
        ("description", "<p>Algodão</p>"),
        ("brand", "Acme"),
        ("category", "Moda > Camisetas"),
        ("condition", "new"),
        ("price", "79.90"),
        ("compare_at_price", "99.90"),
        ("sale_price", "69.90"),
        ("currency", "BRL"),
        ("stock", "7"),
        ("gtin", "0036000291452"),
        ("ncm", "61091000"),
        ("weight", "0.25"),
        ("length", "30"),
        ("width", "20"),
        ("height", "3.5"),
        ("colour", "Azul"),
        ("size", "M"),
        ("images", "https://a.com/1.jpg|https://a.com/2.jpg|https://a.com/3.jpg"),
        ("tags", "verão|básico"),
        ("status", "active"),
        ("attribute.gender", "Masculino"),
    ])
}

fn exported(code: &str, record: &Row) -> (BTreeMap<String, Cell>, Vec<CellProblem>) {
    let template = find(code).unwrap();
    let exporter = template.exporter().unwrap();
    let (cells, problems) = exporter.row(record);
    (exporter.headers().map(str::to_owned).zip(cells).collect(), problems)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn number(text: &str) -> Cell {
    Cell::Number(text.to_owned())
}

#[test]
fn a_shirt_goes_out_to_every_marketplace() {
    for template in all() {
        let (cells, problems) = template.exporter().unwrap().row(&shirt());
        assert_eq!(problems, [], "{}", template.template);
        assert!(cells.contains(&text("CAM-AZ-M")), "{}", template.template);
    }
}

#[test]
fn columns_hold_what_the_marketplace_expects() {
    let (shopify, _) = exported("shopify", &shirt());
    assert_eq!(shopify["Variant Price"], number("69.90"));
    assert_eq!(shopify["Variant Compare At Price"], number("99.90"));
    assert_eq!(shopify["Variant Grams"], number("250"));
    assert_eq!(shopify["Tags"], text("verão, básico"));
    assert_eq!(shopify["Handle"], text("cam"));
    assert_eq!(shopify["Variant Barcode"], text("0036000291452"));
    let (alone, _) = exported("shopify", &row(&[("sku", "A"), ("title", "Água Mineral"), ("price", "5")]));
    assert_eq!(alone["Handle"], text("agua-mineral"));
    let (woo, _) = exported("woocommerce", &shirt());
    assert_eq!((&woo["Regular price"], &woo["Sale price"]), (&number("79.90"), &number("69.90")));
    assert_eq!(woo["Images"], text("https://a.com/1.jpg, https://a.com/2.jpg, https://a.com/3.jpg"));
    let (amazon, _) = exported("amazon", &shirt());
    assert_eq!(amazon["other_product_image_locator_1"], text("https://a.com/2.jpg"));
    assert_eq!(amazon["other_product_image_locator_3"], Cell::Empty);
    let (magalu, _) = exported("magalu", &shirt());
    assert_eq!((&magalu["list_price"], &magalu["price"]), (&number("9990"), &number("6990")));
    let (ml, _) = exported("mercado_livre_apparel", &shirt());
    assert_eq!((&ml["GENDER"], &ml["SIZE"]), (&text("Masculino"), &text("M")));
}

#[test]
fn what_is_missing_or_wrong_is_told_and_written_all_the_same() {
    let (cells, problems) = exported("woocommerce", &row(&[("sku", "A"), ("price", "abc")]));
    assert_eq!(cells["Regular price"], text("abc"));
    let kinds: Vec<_> = problems.into_iter().map(|problem| problem.kind).collect();
    assert!(
        kinds.contains(&CellProblemKind::RequiredEmpty) && kinds.contains(&CellProblemKind::NotANumber),
        "{kinds:?}"
    );
}

#[test]
fn csv_comes_back_and_holds_no_formula() {
    let mut export = CsvExport::begin(find("woocommerce").unwrap().exporter().unwrap(), Vec::new()).unwrap();
    let mut record = shirt();
    record.insert("title".parse().unwrap(), "=cmd|' /C calc'!A0".to_owned());
    record.insert("description".parse().unwrap(), "two\nlines, \"quoted\"".to_owned());
    record.insert("stock".parse().unwrap(), "-5".to_owned());
    export.write(&record).unwrap();
    let written = export.finish().unwrap();
    let mut reader = ::csv::Reader::from_reader(written.as_slice());
    let headers = reader.headers().unwrap().clone();
    let cells = reader.records().next().unwrap().unwrap();
    let at = |header: &str| &cells[headers.iter().position(|one| one == header).unwrap()];
    assert_eq!(at("Name"), "'=cmd|' /C calc'!A0");
    assert_eq!(at("Description"), "two\nlines, \"quoted\"");
    assert_eq!(at("Stock"), "-5");
    assert_eq!(at("SKU"), "CAM-AZ-M");
}

#[test]
fn excel_holds_numbers_as_numbers_and_texts_as_texts() {
    let mut export = ExcelExport::begin(find("woocommerce").unwrap().exporter().unwrap()).unwrap();
    let mut record = shirt();
    record.insert("title".parse().unwrap(), "=1+1".to_owned());
    record.insert("description".parse().unwrap(), "é".repeat(40_000));
    let problems = export.write(&record).unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].kind, CellProblemKind::ExcelCellLength);
    let mut file = Cursor::new(Vec::new());
    export.finish(&mut file).unwrap();
    assert!(file.get_ref().starts_with(b"PK"));
    assert_read_back(file);
}

fn assert_read_back(file: Cursor<Vec<u8>>) {
    use calamine::{Data, Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(file).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let head: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let cells = sheet.rows().nth(1).unwrap();
    let at = |header: &str| &cells[head.iter().position(|one| one == header).unwrap()];
    assert_eq!(at("Name"), &Data::String("=1+1".into()));
    assert_eq!(at("Regular price"), &Data::Float(79.9));
    assert_eq!(at("GTIN, UPC, EAN, or ISBN"), &Data::String("0036000291452".into()));
    assert!(matches!(at("Description"), Data::String(text) if text.chars().count() == 32_767));
    assert!(book.worksheet_formula(&book.sheet_names()[0].clone()).unwrap().is_empty());
}

#[test]
fn a_template_that_cannot_work_is_told() {
    let head = "template: x
version: 1
marketplace: x
standing: fields
title: { pt-BR: x, en: x, es: x, fr: x }
explanation: { pt-BR: x, en: x, es: x, fr: x }
source: { url: 'https://a.com', date: 2026-11-23 }
";
    let wrong = format!(
        "{head}columns:
  - {{ header: A, field: sku, value: x }}
  - {{ header: A, field: sku }}
  - {{ header: '', value: x }}
  - {{ header: B, field: images, item: 0 }}
  - {{ header: C, field: sku, chain: [{{ truncate: 0 }}] }}
"
    );
    let problems = Template::from_yaml(&wrong).unwrap().exporter().unwrap_err();
    assert_eq!(
        problems[..4],
        [
            TemplateProblem::NeedsOneSource { column: 0 },
            TemplateProblem::SameHeader { column: 1 },
            TemplateProblem::NoHeader { column: 2 },
            TemplateProblem::Item { column: 3 },
        ]
    );
    assert!(matches!(problems[4], TemplateProblem::Chain { column: 4, .. }));
    let none = Template::from_yaml(&format!("{head}columns: []")).unwrap();
    assert_eq!(none.exporter().unwrap_err(), [TemplateProblem::NoColumns]);
}

#[test]
fn a_column_may_be_filled_by_another_field() {
    let stand_ins = |template: &str, header: &str| {
        let column = find(template).unwrap().columns.iter().find(|column| column.header == header).unwrap();
        column.stand_ins().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(stand_ins("shopify", "Handle"), ["title"]);
    assert_eq!(stand_ins("shopify", "Variant Price"), ["price"]);
    assert_eq!(stand_ins("magalu", "price"), ["price"]);
    assert!(stand_ins("shopify", "Title").is_empty());
    // What stands there besides the cell fills no empty one.
    assert!(stand_ins("mercado_livre", "SELLER_PACKAGE_WEIGHT").is_empty());
}
