//! How sheets are read, and what is told of what was not.

use super::{World, conflict};
use bytes::Bytes;
use domain::{
    Fault, SheetId,
    view::validation::{FindingFilter, ReadingNote, RunRule},
};
use futures::stream;
use hub::{
    HubError,
    permit::{EditCatalog, View},
    validation::{self, ExportKind, Format, Sample, Wanted, WrittenSteps},
};
use rust_xlsxwriter::Workbook;
use serde::Deserialize;
use std::io;

async fn rules(world: &World, run: domain::ValidationRunId) -> Vec<RunRule> {
    validation::run_view(&world.owner.cx::<View>(), run).await.unwrap().1
}

fn note(code: &str, count: u64, lines: &[u64]) -> ReadingNote {
    ReadingNote { code: code.into(), count, lines: lines.to_vec() }
}

#[tokio::test]
async fn a_check_says_what_it_could_not_look_at() {
    let world = World::new().await;
    let sheet = world.send("cores.csv", "Cor;Nota;Marca\nazul;x;Acme\n").await.sheet;
    let wanted = ["attribute.cor", "", "brand"].map(|field| Wanted { field });
    let edit = world.owner.cx::<EditCatalog>();
    validation::set_columns(&edit, sheet, &wanted, &["general".to_owned()]).await.unwrap();
    let run = world.check(sheet).await;
    assert_eq!((run.counts.rows, run.counts.findings()), (1, 0), "{run:?}");
    let rules = rules(&world, run.id).await;
    let lacks = |code: &str| {
        let rule = rules.iter().find(|rule| rule.rule == code).unwrap();
        (rule.is_skipped, rule.lacks.clone())
    };
    assert_eq!(lacks("sku_required"), (true, vec!["sku".to_owned()]));
    assert_eq!(lacks("price_above_zero"), (true, vec!["price".to_owned()]));
    assert_eq!(lacks("variants_same_brand"), (true, vec!["group".to_owned()]), "the brand is there");
    assert_eq!(lacks("unread_cell"), (false, Vec::new()));

    let empty = world.send("modelo.csv", "SKU;Título;Preço\n").await.sheet;
    world.columns(empty, &["sku", "title", "price"]).await.unwrap();
    let run = world.check(empty).await;
    assert_eq!((run.counts.rows, run.notes.len()), (0, 0), "{run:?}");
}

#[tokio::test]
async fn columns_of_one_name_are_chosen_between_and_cells_beyond_them_are_told() {
    let world = World::new().await;
    let rows = "SKU;Nome;Preço;Preço;Estoque;Fornecedor\n\
        A-1;Caneca;9;0;3;Acme;sobra;mais\n\
        A-2;Copo;8;7;3;Acme\n\
        A-3;Jarra;8;7;3;Acme;sobra\n";
    let sheet = world.send("precos.csv", rows).await.sheet;
    let view = world.owner.cx::<View>();
    let (found, columns, _) = validation::sheet(&view, sheet).await.unwrap();
    let names: Vec<_> = columns.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["SKU", "Nome", "Preço", "Preço (2)", "Estoque", "Fornecedor"]);
    let fields: Vec<_> =
        columns.columns.iter().map(|column| column.field.as_ref().map(ToString::to_string)).collect();
    assert_eq!(fields[3], None, "which of the two is the price is for people to say");
    assert_eq!(fields[5], None, "a supplier is no brand");
    let told = [note("doubtful_header", 1, &[1]), note("too_many_cells", 2, &[2, 4])];
    assert_eq!(Sample::deserialize(&found.sample).unwrap().notes, told);

    world.columns(sheet, &["sku", "title", "", "price", "stock", ""]).await.unwrap();
    let (_, columns, _) = validation::sheet(&view, sheet).await.unwrap();
    let chosen: Vec<_> = columns.columns.iter().map(|column| column.field.is_some()).collect();
    assert_eq!(chosen, [true, true, false, true, true, false]);
    let run = world.check(sheet).await;
    assert_eq!(run.notes, told);
    let wrong = world.found(run.id, &FindingFilter::default()).await;
    let prices: Vec<_> =
        wrong.iter().filter(|(_, field, _)| field == "price").map(|(row, ..)| *row).collect();
    assert_eq!(prices, [1], "the second column is read: {wrong:?}");
}

/// 38 prices that the workbook holds as numbers, and one that somebody wrote as text.
#[tokio::test]
async fn a_known_sheets_numbers_are_read_as_they_are_beside_a_text() {
    let world = World::new().await;
    let known = world.send("precos.csv", "SKU;Título;Preço\nA-0;Copo de vidro;10,00\n").await.sheet;
    world.columns(known, &["sku", "title", "price"]).await.unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["SKU", "Título", "Preço"]) {
        sheet.write(0, column, name).unwrap();
    }
    for row in 1..=39 {
        sheet.write(row, 0, format!("B-{row}")).unwrap();
        sheet.write(row, 1, format!("Jarra de vidro {row}")).unwrap();
        sheet.write(row, 2, 57.9 + f64::from(row)).unwrap();
    }
    sheet.write(7, 2, "R$ 1.234,50").unwrap();
    let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(book.save_to_buffer().unwrap()))]);
    let sent = validation::upload(&world.owner.cx::<EditCatalog>(), "misto.xlsx", parts).await.unwrap();
    assert!(sent.recognised);
    let run = world.check(sent.sheet).await;
    let unread = rules(&world, run.id).await.into_iter().find(|rule| rule.rule == "unread_cell").unwrap();
    assert_eq!((run.counts.rows, unread.found), (39, 0), "{run:?}");
    // The steps show the same.
    let view = world.owner.cx::<View>();
    let written = validation::steps(&view, sent.sheet, 2).await.unwrap().written;
    let shown = validation::preview_steps(&view, sent.sheet, 2, &written).await.unwrap().unwrap();
    let made: Vec<_> = shown.preview.into_iter().map(|one| one.after).collect();
    assert_eq!([&made[0], &made[6]], [&Some("58.9".to_owned()), &Some("1234.50".to_owned())]);
}

/// A workbook with a cover, the products below a line of title, others further down, and an empty sheet.
async fn send_book(world: &World) -> SheetId {
    let mut book = Workbook::new();
    for (name, rows) in [
        ("Capa", &[(0, &["Como preencher"][..])][..]),
        (
            "Produtos",
            &[(0, &["Modelo 2026"]), (1, &["SKU", "Nome", "Preço"]), (2, &["A-1", "Caneca", "9,90"])],
        ),
        ("Ofertas", &[(4, &["Código", "Título", "Valor", "Coleção"]), (5, &["B-1", "Copo", "5,00", "azul"])]),
        ("Vazia", &[]),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in rows {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write(*row, column as u16, *cell).unwrap();
            }
        }
    }
    let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(book.save_to_buffer().unwrap()))]);
    validation::upload(&world.owner.cx::<EditCatalog>(), "abas.xlsx", parts).await.unwrap().sheet
}

#[tokio::test]
async fn another_sheet_of_a_workbook_is_read_from_its_own_names_on() {
    let world = World::new().await;
    let (view, edit) = (world.owner.cx::<View>(), world.owner.cx::<EditCatalog>());
    let id = send_book(&world).await;
    let read = async || {
        let (sheet, columns, _) = validation::sheet(&view, id).await.unwrap();
        let Ok(Format::Book(format)) = Format::deserialize(&sheet.format) else {
            panic!("{:?}", sheet.format)
        };
        let names: Vec<_> = columns.columns.into_iter().map(|column| column.name).collect();
        let sheets = Sample::deserialize(&sheet.sample).unwrap().sheets;
        assert_eq!(
            sheets,
            ["Capa", "Produtos", "Ofertas", "Vazia"],
            "whatever is read, the others are offered"
        );
        (format.sheet, format.header_row, names, sheet.problem.map(|(code, _)| code))
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let products = ("Produtos".to_owned(), 2, names(&["SKU", "Nome", "Preço"]), None);
    let offers = ("Ofertas".to_owned(), 5, names(&["Código", "Título", "Valor", "Coleção"]), None);
    assert_eq!(read().await, offers, "the one that names most");
    validation::set_sheet_of_book(&edit, id, "Produtos").await.unwrap();
    assert_eq!(read().await, products);
    validation::set_sheet_of_book(&edit, id, "Vazia").await.unwrap();
    let (sheet, .., problem) = read().await;
    assert_eq!((sheet.as_str(), problem.as_deref()), ("Vazia", Some("empty_sheet")));
    assert_eq!(conflict(validation::start(&edit, id).await), "unreadable");
    validation::set_sheet_of_book(&edit, id, "Ofertas").await.unwrap();
    assert_eq!(read().await, offers);
    let unknown = validation::set_sheet_of_book(&edit, id, "Nenhuma").await;
    assert!(matches!(unknown, Err(HubError::Fault(Fault::NotFound))), "{unknown:?}");
    let text = world.send("a.csv", "SKU;Título\nA;B\n").await.sheet;
    assert_eq!(conflict(validation::set_sheet_of_book(&edit, text, "Produtos").await), "not_a_book");
}

#[tokio::test]
async fn a_marked_workbook_has_every_row_where_it_was() {
    let world = World::new().await;
    let (view, edit) = (world.owner.cx::<View>(), world.owner.cx::<EditCatalog>());
    let id = send_book(&world).await;
    validation::set_sheet_of_book(&edit, id, "Produtos").await.unwrap();
    world.columns(id, &["sku", "title", "price"]).await.unwrap();
    let run = world.check(id).await;
    let book = world.file(run.id, ExportKind::MarkedXlsx).await;
    let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(book))]);
    let marked = validation::upload(&edit, "marcada.xlsx", parts).await.unwrap().sheet;
    let (marked, columns, _) = validation::sheet(&view, marked).await.unwrap();
    let Ok(Format::Book(format)) = Format::deserialize(&marked.format) else { panic!("{:?}", marked.format) };
    assert_eq!((format.sheet.as_str(), format.header_row), ("Produtos", 2), "below the line of title");
    let names: Vec<_> = columns.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["SKU", "Nome", "Preço", "why"]);
    assert_eq!(columns.columns[0].samples, ["A-1"]);
}

/// A workbook whose prices are numbers, as `catalogo.csv` would have them as text.
fn priced_book() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in ["Código", "Nome", "Valor"].iter().enumerate() {
        sheet.write(0, at as u16, *name).unwrap();
    }
    for (at, price) in (1..).zip([1.234, 12.345, 99.9]) {
        sheet.write(at, 0, format!("B-{at}")).unwrap();
        sheet.write(at, 1, format!("Caneca {at}")).unwrap();
        sheet.write(at, 2, price).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn parts(bytes: Vec<u8>) -> impl futures::Stream<Item = Result<Bytes, io::Error>> + Send {
    stream::iter([Ok(Bytes::from(bytes))])
}

/// What the steps of a column make of the first rows.
async fn made(world: &World, sheet: SheetId, column: usize) -> Vec<Option<String>> {
    let view = world.owner.cx::<View>();
    let written = validation::steps(&view, sheet, column).await.unwrap().written;
    let shown = validation::preview_steps(&view, sheet, column, &written).await.unwrap().unwrap();
    shown.preview.into_iter().map(|one| one.after).collect()
}

#[tokio::test]
async fn numbers_of_a_known_sheet_are_read_as_the_new_file_writes_them() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    let text = "Código;Nome;Valor\nA-1;Copo;11,50\nA-2;Jarra;1.234,00\n";
    let first = world.send("precos.csv", text).await.sheet;
    world.columns(first, &["sku", "title", "price"]).await.unwrap();
    let some = |values: &[&str]| values.iter().map(|value| Some((*value).to_owned())).collect::<Vec<_>>();
    assert_eq!(made(&world, first, 2).await, some(&["11.50", "1234.00"]));

    let sent = validation::upload(&edit, "precos.xlsx", parts(priced_book())).await.unwrap();
    assert!(sent.recognised && sent.other_numbers);
    assert_eq!(made(&world, sent.sheet, 2).await, some(&["1.234", "12.345", "99.9"]));
    let back = world.send("copia.csv", "Código;Nome;Valor\nC-1;Copo;7,50\n").await;
    assert!(back.recognised && back.other_numbers);
    assert_eq!(made(&world, back.sheet, 2).await, some(&["7.50"]));
    let same = world.send("mais.csv", "Código;Nome;Valor\nD-1;Copo;8,50\n").await;
    assert!(same.recognised && !same.other_numbers);

    assert!(validation::replace(&edit, first, "precos.xlsx", parts(priced_book())).await.unwrap());
    assert_eq!(made(&world, first, 2).await, some(&["1.234", "12.345", "99.9"]));
}

#[tokio::test]
async fn the_decimal_mark_that_somebody_chooses_holds() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    let sheet = world.send("precos.csv", "Código;Nome;Valor\nA-1;Copo;11,50\nA-2;Jarra;1.234\n").await.sheet;
    let comma = async |comma: bool| {
        let change = move |format: &mut Format| {
            if let Format::Text(text) = format {
                text.decimal_comma = comma;
            }
            Ok(())
        };
        validation::set_format(&edit, sheet, change).await.unwrap();
    };
    // Before anybody has said what the columns mean, too.
    comma(false).await;
    world.columns(sheet, &["sku", "title", "price"]).await.unwrap();
    let prices = made(&world, sheet, 2).await;
    assert_eq!(prices[1].as_deref(), Some("1.234"));
    comma(true).await;
    let prices = made(&world, sheet, 2).await;
    assert_eq!(prices.iter().flatten().collect::<Vec<_>>(), ["11.50", "1234"]);
    comma(false).await;
    assert_eq!(made(&world, sheet, 2).await[1].as_deref(), Some("1.234"));
}

#[tokio::test]
async fn a_column_without_fractions_takes_the_decimal_comma_of_its_file() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    let text = "SKU;Nome;Preço;Estoque\nA-1;Copo;10,90;8\nA-2;Jarra;9,50;1.200\n";
    let sheet = world.send("estoque.csv", text).await.sheet;
    world.columns(sheet, &["sku", "title", "price", "stock"]).await.unwrap();
    let read = || async { made(&world, sheet, 3).await.into_iter().flatten().collect::<Vec<_>>() };
    assert_eq!(read().await, ["8", "1200"]);

    // Steps that were to find the mark in each cell get it when the way of reading is saved.
    let steps = WrittenSteps { steps: "- number".into(), tests: String::new() };
    validation::set_steps(&edit, sheet, 3, &steps).await.unwrap().unwrap();
    assert_eq!(read().await, ["8"]);
    validation::set_format(&edit, sheet, |_| Ok(())).await.unwrap();
    assert_eq!(read().await, ["8", "1200"]);
}

#[tokio::test]
async fn what_cannot_be_read_is_told_as_the_cell_has_it() {
    let world = World::new().await;
    let sheet = world.send("estoque.csv", "SKU;Nome;Estoque\nA-1;Copo;1.200\n").await.sheet;
    world.columns(sheet, &["sku", "title", "stock"]).await.unwrap();
    let run = world.check(sheet).await;
    let csv = String::from_utf8(world.file(run.id, ExportKind::FindingsCsv).await).unwrap();
    let unread = csv.lines().find(|line| line.contains("Value that cannot be read")).unwrap();
    assert!(unread.contains("1.200") && !unread.contains("1,200"), "{unread}");
}
