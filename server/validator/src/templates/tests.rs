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
fn numbers_go_out_without_zeros_that_could_be_thousands() {
    let mut shirt = shirt();
    for (field, value) in [
        ("stock", "1.000"),
        ("weight", "0.250"),
        ("length", "30.000"),
        ("price", "79.900"),
        ("sale_price", "70.00"),
    ] {
        shirt.insert(field.parse().unwrap(), value.to_owned());
    }
    let (shopee, problems) = exported("shopee", &shirt);
    assert_eq!(problems, []);
    assert_eq!((&shopee["stock"], &shopee["weight"]), (&number("1"), &number("0.25")));
    let (woo, _) = exported("woocommerce", &shirt);
    assert_eq!((&woo["Stock"], &woo["Length (cm)"]), (&number("1"), &number("30")));
    assert_eq!((&woo["Regular price"], &woo["Sale price"]), (&number("79.90"), &number("70.00")));
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
    assert_eq!(alone["Handle"], text("agua-mineral-a"));
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
fn a_price_from_before_is_the_regular_price_of_woocommerce() {
    for (fields, regular, sale) in [
        (&[("price", "1299.90"), ("compare_at_price", "1499.90")][..], "1499.90", Some("1299.90")),
        (&[("price", "1299.90"), ("compare_at_price", "1299.90")], "1299.90", None),
        (&[("price", "1299.90"), ("compare_at_price", "999")], "1299.90", None),
        (&[("price", "1299.90")], "1299.90", None),
        (
            &[("price", "79.90"), ("compare_at_price", "99.90"), ("sale_price", "69.90")],
            "79.90",
            Some("69.90"),
        ),
    ] {
        let (cells, _) = exported("woocommerce", &row(fields));
        assert_eq!(cells["Regular price"], number(regular), "{fields:?}");
        assert_eq!(cells["Sale price"], sale.map_or(Cell::Empty, number), "{fields:?}");
    }
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
    record.remove(&"group".parse::<Field>().unwrap());
    export.write(1, &record).unwrap();
    let (written, _) = export.finish().unwrap();
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
    // Alone, so that the description is not its product's.
    record.remove(&"group".parse::<Field>().unwrap());
    export.write(1, &record).unwrap();
    let mut file = Cursor::new(Vec::new());
    let shortfalls = export.finish(&mut file, None).unwrap();
    assert_eq!(kinds(&shortfalls), [(2, "CAM-AZ-M", "Description", "excel_cell_length")]);
    assert!(file.get_ref().starts_with(b"PK"));
    assert_read_back(file);
}

/// Row of the file, SKU, column and what is wrong there.
fn kinds(shortfalls: &Shortfalls) -> Vec<(u64, &str, &'static str, &'static str)> {
    let headers: Vec<_> = find("woocommerce").unwrap().exporter().unwrap().headers().collect();
    let told = shortfalls.first.iter();
    told.map(|told| (told.row, told.sku.as_str(), headers[told.column], told.kind.code())).collect()
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

/// The records as CSV: each row by the names of its columns.
fn sheet(code: &str, records: &[Row]) -> (Vec<BTreeMap<String, String>>, Shortfalls) {
    let mut export = CsvExport::begin(find(code).unwrap().exporter().unwrap(), Vec::new()).unwrap();
    for (row, record) in (1..).zip(records) {
        export.write(row, record).unwrap();
    }
    let (written, shortfalls) = export.finish().unwrap();
    let mut reader = ::csv::Reader::from_reader(written.as_slice());
    let headers: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader
        .records()
        .map(|record| headers.iter().cloned().zip(record.unwrap().iter().map(str::to_owned)).collect());
    (rows.collect(), shortfalls)
}

fn variant(sku: &str, group: &str, colour: &str, size: &str) -> Row {
    let mut variant = shirt();
    for (field, value) in [("sku", sku), ("group", group), ("colour", colour), ("size", size)] {
        variant.insert(field.parse().unwrap(), value.to_owned());
    }
    variant
}

fn column<'a>(rows: &'a [BTreeMap<String, String>], header: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[header].as_str()).collect()
}

#[test]
fn variants_stand_below_the_row_of_their_product() {
    let records = [
        variant("A-1", "A", "Azul", "M"),
        variant("A-2", "A", "Azul, claro", "G"),
        variant("B", "", "Verde", ""),
        variant("C", "C", "", ""),
        variant("C-1", "C", "Preto", ""),
    ];
    let (rows, shortfalls) = sheet("woocommerce", &records);
    assert_eq!(shortfalls, Shortfalls::default());
    assert_eq!(
        column(&rows, "Type"),
        ["variable", "variation", "variation", "simple", "variable", "variation"]
    );
    assert_eq!(column(&rows, "SKU"), ["A", "A-1", "A-2", "B", "C", "C-1"]);
    assert_eq!(column(&rows, "Parent"), ["", "A", "A", "", "", "C"]);
    assert_eq!(column(&rows, "Attribute 1 name"), ["Cor"; 6]);
    let colours = ["Azul, Azul\\, claro", "Azul", "Azul\\, claro", "Verde", "Preto", "Preto"];
    assert_eq!(column(&rows, "Attribute 1 value(s)"), colours);
    assert_eq!(column(&rows, "Attribute 1 visible"), ["1"; 6]);
    assert_eq!(column(&rows, "Attribute 2 name"), ["Tamanho", "Tamanho", "Tamanho", "", "", ""]);
    assert_eq!(column(&rows, "Attribute 2 value(s)"), ["M, G", "M", "G", "", "", ""]);
    assert_eq!(column(&rows, "Regular price"), ["", "79.90", "79.90", "79.90", "", "79.90"]);
    assert_eq!(rows[0]["Images"].split(", ").count(), 3);
    assert_eq!(rows[1]["Images"], "https://a.com/1.jpg");
    assert_eq!((rows[0]["Brands"].as_str(), rows[1]["Brands"].as_str()), ("Acme", ""));
}

#[test]
fn a_product_is_published_if_any_of_its_variants_is() {
    let published = |statuses: &[(&str, &str, &str)]| {
        let records: Vec<_> = statuses
            .iter()
            .map(|(sku, colour, status)| {
                let mut record = variant(sku, "A", colour, "");
                record.insert("status".parse().unwrap(), (*status).to_owned());
                record
            })
            .collect();
        let (rows, shortfalls) = sheet("woocommerce", &records);
        assert_eq!(shortfalls, Shortfalls::default());
        column(&rows, "Published").join(" ")
    };
    assert_eq!(published(&[("A-1", "Azul", "draft"), ("A-2", "Verde", "active")]), "1 -1 1");
    assert_eq!(published(&[("A-1", "Azul", "draft"), ("A-2", "Verde", "inactive")]), "0 -1 0");
    assert_eq!(published(&[("A-1", "Azul", "active"), ("A-2", "Verde", "draft")]), "1 1 -1");
    // The record of the product itself says it.
    assert_eq!(published(&[("A", "", "inactive"), ("A-1", "Azul", "active")]), "0 1");
}

#[test]
fn a_product_whose_rows_are_apart_is_told() {
    let records = [
        variant("A-1", "A", "Azul", "M"),
        variant("B", "", "", ""),
        variant("A-2", "A", "Verde", "M"),
        variant("D", "D", "Azul", ""),
        variant("D-2", "D", "Verde", ""),
        variant("E", "E", "Azul", ""),
    ];
    let (rows, shortfalls) = sheet("woocommerce", &records);
    let types =
        ["variable", "variation", "simple", "variation", "variable", "variation", "variation", "simple"];
    assert_eq!(column(&rows, "Type"), types);
    assert_eq!(kinds(&shortfalls), [(5, "A-2", "Parent", "apart"), (7, "D", "SKU", "sku_of_product")]);
    assert_eq!((shortfalls.cells, shortfalls.records, shortfalls.more()), (2, 2, 0));
}

#[test]
fn a_product_of_very_many_variants_is_written_as_it_comes() {
    let records: Vec<_> =
        (0..1_002).map(|at| variant(&format!("A-{at}"), "A", &format!("Cor {at}"), "")).collect();
    let (rows, shortfalls) = sheet("woocommerce", &records);
    assert_eq!(rows.len(), 1_003);
    assert_eq!(column(&rows, "Type").iter().filter(|kind| **kind == "variable").count(), 1);
    assert_eq!(rows[0]["Attribute 1 value(s)"].split(", ").count(), 1_000);
    let told = [(1_003, "A-1000", "Parent", "apart"), (1_004, "A-1001", "Parent", "apart")];
    assert_eq!(kinds(&shortfalls), told);
}

#[test]
fn further_images_have_rows_of_their_own() {
    let mut second = variant("A-2", "A", "Verde", "M");
    second.insert("images".parse().unwrap(), "https://a.com/1.jpg|https://a.com/4.jpg".to_owned());
    let records = [variant("A-1", "A", "Azul", "M"), second, variant("B", "B", "", "")];
    let (rows, shortfalls) = sheet("shopify", &records);
    assert_eq!(shortfalls, Shortfalls::default());
    assert_eq!(column(&rows, "Handle"), ["a", "a", "a", "a", "b", "b", "b"]);
    assert_eq!(column(&rows, "Variant SKU"), ["A-1", "", "", "A-2", "B", "", ""]);
    assert_eq!(column(&rows, "Image Position"), ["1", "2", "3", "4", "1", "2", "3"]);
    let images = column(&rows, "Image Src");
    assert_eq!(images[..4], [1, 2, 3, 4].map(|at| format!("https://a.com/{at}.jpg")));
    assert_eq!(rows[1].values().filter(|cell| !cell.is_empty()).count(), 3);
}

#[test]
fn products_of_the_same_title_stay_apart() {
    let cup = |fields: &[(&str, &str)]| row(&[&[("title", "Caneca"), ("price", "5")][..], fields].concat());
    let records = [cup(&[("sku", "A 1")]), cup(&[("sku", "A 2")]), cup(&[]), cup(&[("group", "Copos")])];
    let (rows, shortfalls) = sheet("shopify", &records);
    assert_eq!(shortfalls, Shortfalls::default());
    assert_eq!(column(&rows, "Handle"), ["caneca-a-1", "caneca-a-2", "caneca", "copos"]);
    let (untitled, problems) = exported("shopify", &row(&[("sku", "A"), ("price", "5")]));
    assert_eq!(untitled["Handle"], Cell::Empty);
    assert_eq!(problems.len(), 2, "the handle and the title: {problems:?}");
}

#[test]
fn options_are_filled_from_the_first_on() {
    let options = |colour: &str, size: &str| {
        let (rows, _) = sheet("shopify", &[variant("A", "A", colour, size)]);
        ["Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value"].map(|name| rows[0][name].clone())
    };
    assert_eq!(options("Azul", "M"), ["Tamanho", "M", "Cor", "Azul"]);
    assert_eq!(options("Azul", ""), ["Cor", "Azul", "", ""]);
    assert_eq!(options("", "M"), ["Tamanho", "M", "", ""]);
    assert_eq!(options("", ""), [""; 4]);
}

#[test]
fn more_images_than_shopify_takes_are_told() {
    let mut record = variant("A", "A", "", "");
    let images: Vec<_> = (1..=251).map(|at| format!("https://a.com/{at}.jpg")).collect();
    record.insert("images".parse().unwrap(), images.join("|"));
    let (rows, shortfalls) =
        sheet("shopify", &[record, variant("B", "B", "", ""), variant("A-2", "A", "", "")]);
    assert_eq!(rows.len(), 250 + 3 + 3);
    let told: Vec<_> = shortfalls.first.iter().map(|told| (told.record, told.kind.code())).collect();
    assert_eq!(told, [(1, "too_many_items"), (3, "apart")]);
}

#[test]
fn what_a_file_would_lack_is_known_before_and_listed_in_a_workbook() {
    use calamine::{Reader, Xlsx};
    let records = [row(&[("sku", "A"), ("price", "abc")]), shirt(), row(&[("title", "B"), ("price", "1")])];
    let mut rehearsal = Rehearsal::begin(find("woocommerce").unwrap().exporter().unwrap());
    let mut export = ExcelExport::begin(find("woocommerce").unwrap().exporter().unwrap()).unwrap();
    for (at, record) in (1..).zip(&records) {
        rehearsal.take(at, record).unwrap();
        export.write(at, record).unwrap();
    }
    let before = rehearsal.finish().unwrap();
    assert_eq!(
        kinds(&before),
        [(2, "A", "Name", "required"), (2, "A", "Regular price", "not_a_number"), (5, "", "SKU", "required")]
    );
    assert_eq!((before.cells, before.records), (3, 2));
    let words = ShortfallWords {
        sheet: "Pendências",
        headings: ["Linha", "SKU", "Coluna", "Motivo"],
        why: Box::new(|kind| kind.code().to_owned()),
        more: Box::new(|more| more.to_string()),
    };
    let mut file = Cursor::new(Vec::new());
    assert_eq!(export.finish(&mut file, Some(&words)).unwrap(), before);
    let mut book: Xlsx<_> = Xlsx::new(file).unwrap();
    let told = book.worksheet_range("Pendências").unwrap();
    let told: Vec<Vec<String>> =
        told.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(told.len(), 4);
    assert_eq!(told[0], ["Linha", "SKU", "Coluna", "Motivo"]);
    assert_eq!(told[2], ["2", "A", "Regular price", "not_a_number"]);
}

#[test]
fn no_more_cells_are_told_than_people_read() {
    let mut rehearsal = Rehearsal::begin(find("woocommerce").unwrap().exporter().unwrap());
    for at in 1..=1_500 {
        rehearsal.take(at, &row(&[("sku", "A"), ("title", "A")])).unwrap();
    }
    let shortfalls = rehearsal.finish().unwrap();
    assert_eq!((shortfalls.cells, shortfalls.records), (1_500, 1_500));
    assert_eq!((shortfalls.first.len(), shortfalls.more()), (SHORTFALLS_TOLD, 500));
}
