//! A checked sheet in the columns of marketplaces.

use super::{World, conflict};
use bytes::Bytes;
use domain::{Fault, ValidationRunId};
use futures::TryStreamExt;
use hub::{
    HubError,
    permit::{EditCatalog, Export, View},
    validation::{self, CellProblemKind, REHEARSAL_BUDGET, ShortfallWords, TemplateFile, Wanted},
};
use std::time::Duration;
use testkit::stranger;
use validator::table::{Limits, WatchedFile, Workbook};

const SHEET: &str = "SKU;Título;Preço;Estoque;Marca\n\
    A-1;=Caneca azul;1.234,50;5;Acme\n\
    A-2;Caneca verde;9,90;;Acme\n";

/// Codes in place of words.
fn words() -> ShortfallWords {
    ShortfallWords {
        sheet: "Pendências",
        headings: ["Linha", "SKU", "Coluna", "Motivo"],
        why: Box::new(|kind: &CellProblemKind| kind.code().to_owned()),
        more: Box::new(|more: u64| more.to_string()),
    }
}

async fn file(world: &World, run: ValidationRunId, template: &str, kind: TemplateFile) -> (String, Vec<u8>) {
    let cx = world.owner.cx::<Export>();
    let (name, bytes) = validation::export_template(&cx, run, template, kind, false, words()).await.unwrap();
    let bytes: Vec<Bytes> = bytes.try_collect().await.unwrap();
    (name, bytes.concat())
}

#[tokio::test]
async fn a_sheet_is_written_as_a_marketplace_asks_for_it() {
    let world = World::new().await;
    let sheet = world.send("canecas.csv", SHEET).await.sheet;
    world.columns(sheet, &["sku", "title", "price", "stock", "brand"]).await.unwrap();
    let run = world.check(sheet).await.id;
    let view = world.owner.cx::<View>();
    let (_, templates) = validation::templates(&view, run).await.unwrap();
    assert!(templates.is_sorted_by_key(|fitting| fitting.missing.len()));
    let livre = templates.iter().find(|one| one.template.template == "mercado_livre").unwrap();
    let missing: Vec<_> = livre.missing.iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["category", "images"]);

    let (name, bytes) = file(&world, run, "mercado_livre", TemplateFile::Csv).await;
    assert_eq!(name, "canecas-mercado_livre");
    let text = String::from_utf8(bytes).unwrap();
    let rows: Vec<Vec<&str>> =
        text.trim_start_matches('\u{feff}').lines().map(|line| line.split(';').collect()).collect();
    let column = |name: &str| rows[0].iter().position(|header| *header == name).unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!((rows[1][column("price")], rows[1][column("currency_id")]), ("1234.50", "BRL"));
    assert_eq!(rows[1][column("title")], "'=Caneca azul", "no formula reaches a spreadsheet");
    assert_eq!(rows[2][column("available_quantity")], "");

    let (_, book) = file(&world, run, "shopify", TemplateFile::Xlsx).await;
    assert_eq!(&book[..2], b"PK");
    for template in templates {
        let (_, bytes) = file(&world, run, &template.template.template, TemplateFile::Csv).await;
        assert!(!bytes.is_empty(), "{}", template.template.template);
    }
}

#[tokio::test]
async fn what_a_file_would_lack_is_told_before_it_is_downloaded() {
    let world = World::new().await;
    let sheet = world.send("canecas.csv", SHEET).await.sheet;
    world.columns(sheet, &["sku", "title", "price", "stock", "brand"]).await.unwrap();
    let run = world.check(sheet).await.id;
    let view = world.owner.cx::<View>();
    let lacking = validation::lacking(&view, run, "mercado_livre", REHEARSAL_BUDGET).await.unwrap();
    assert_eq!((lacking.rows, lacking.is_whole, lacking.shortfalls.records), (2, true, 2));
    let told: Vec<_> = lacking.shortfalls.first.iter().collect();
    let of = |sku: &str, header: &str| {
        let is_told = |column: usize| lacking.template.columns[column].header == header;
        told.iter().find(|told| told.sku == sku && is_told(told.column)).map(|told| told.kind.code())
    };
    assert_eq!(of("A-2", "available_quantity"), Some("required"));
    assert_eq!(of("A-1", "available_quantity"), None);
    assert_eq!((of("A-1", "pictures"), of("A-2", "pictures")), (Some("required"), Some("required")));
    let unread = world.send("precos.csv", "SKU;Título;Preço\nA-1;Copo;R$ 12,5x\nA-2;Jarra;\n").await.sheet;
    world.columns(unread, &["sku", "title", "price"]).await.unwrap();
    let checked = world.check(unread).await.id;
    let prices = validation::lacking(&view, checked, "woocommerce", REHEARSAL_BUDGET).await.unwrap();
    let is_price = |column: usize| prices.template.columns[column].header == "Regular price";
    let told_of_prices = prices.shortfalls.first.iter().filter(|told| is_price(told.column));
    let why: Vec<_> = told_of_prices.map(|told| (told.sku.as_str(), told.kind.code())).collect();
    assert_eq!(why, [("A-1", "not_a_number"), ("A-2", "required")], "what cannot be read is not nothing");
    // The workbook says it on a second sheet.
    let (_, book) = file(&world, run, "mercado_livre", TemplateFile::Xlsx).await;
    let sent = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(sent.path(), book).unwrap();
    let book = Workbook::open(WatchedFile::open(sent.path()).unwrap(), Limits::default()).unwrap();
    let sheets: Vec<_> = book.sheets().iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!((sheets.len(), sheets[1]), (2, "Pendências"));
    // Nothing is said of rows that there was no time to read.
    let none = validation::lacking(&view, run, "mercado_livre", Duration::ZERO).await.unwrap();
    assert_eq!((none.rows, none.is_whole, none.shortfalls.cells), (0, false, 0));
    let unknown = validation::lacking(&view, run, "nothing", REHEARSAL_BUDGET).await;
    assert!(matches!(unknown, Err(HubError::Fault(Fault::NotFound))));
    let other = stranger(&world.hub).await;
    let theirs = validation::lacking(&other.cx::<View>(), run, "shopify", REHEARSAL_BUDGET).await;
    assert!(matches!(theirs, Err(HubError::Fault(Fault::NotFound))));
}

#[tokio::test]
async fn products_with_errors_are_counted_for_each_marketplace_and_can_be_left_out() {
    let world = World::new().await;
    // No price; one that Magalu alone refuses; nothing wrong.
    let text = "SKU;Título;Preço;Estoque\nA-1;Caneca;0,00;5\nA-2;Jarro;19,905;1\nA-3;Copo;7,90;1\n";
    let sheet = world.send("Louça de mesa.csv", text).await.sheet;
    let wanted = ["sku", "title", "price", "stock"].map(|field| Wanted { field });
    let packs = ["general", "mercado_livre", "magalu"].map(str::to_owned);
    validation::set_columns(&world.owner.cx::<EditCatalog>(), sheet, &wanted, &packs).await.unwrap();
    let run = world.check(sheet).await.id;
    let (view, templates) = validation::templates(&world.owner.cx::<View>(), run).await.unwrap();
    let of = |code: &str| {
        let fitting = templates.iter().find(|one| one.template.template == code).unwrap();
        let missing: Vec<_> = fitting.missing.iter().map(ToString::to_string).collect();
        (fitting.is_checked, fitting.faulty, missing)
    };
    assert_eq!(view.counts.rows, 3);
    // The price stands in for the promotional one, and the title for the product's handle.
    assert_eq!(of("magalu"), (true, 2, vec![]));
    assert_eq!(of("shopify"), (false, 1, vec![]));
    let (is_checked, faulty, _) = of("mercado_livre");
    assert_eq!((is_checked, faulty), (true, 1), "what Magalu alone refuses does not count");
    let cx = world.owner.cx::<Export>();
    let (name, bytes) =
        validation::export_template(&cx, run, "magalu", TemplateFile::Csv, true, words()).await.unwrap();
    assert_eq!(name, "louca-de-mesa-magalu");
    let bytes: Vec<Bytes> = bytes.try_collect().await.unwrap();
    let text = String::from_utf8(bytes.concat()).unwrap();
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains("A-3"), "{text}");
    let (_, all) = file(&world, run, "magalu", TemplateFile::Csv).await;
    assert_eq!(String::from_utf8(all).unwrap().lines().count(), 4);
    // What nobody knows is not left out.
    let open = validation::start(&world.owner.cx::<EditCatalog>(), sheet).await.unwrap();
    let early = validation::export_template(&cx, open, "magalu", TemplateFile::Csv, true, words()).await;
    assert_eq!(conflict(early.map(|_| ())), "check_not_over");
    world.sql("delete from validation_run_packs").await;
    world.sql("update validation_runs set error_rows = null, is_cut = true").await;
    let unknown = validation::export_template(&cx, run, "magalu", TemplateFile::Csv, true, words()).await;
    assert_eq!(conflict(unknown.map(|_| ())), "errors_unknown");
}

#[tokio::test]
async fn unknown_templates_and_checks_of_others_are_not_found() {
    let world = World::new().await;
    let sheet = world.send("canecas.csv", SHEET).await.sheet;
    world.columns(sheet, &["sku", "title", "price", "stock", "brand"]).await.unwrap();
    let run = world.check(sheet).await.id;
    let none = validation::export_template(
        &world.owner.cx::<Export>(),
        run,
        "nothing",
        TemplateFile::Csv,
        false,
        words(),
    )
    .await;
    assert!(matches!(none.map(|_| ()), Err(HubError::Fault(Fault::NotFound))));
    let other = stranger(&world.hub).await;
    let theirs =
        validation::export_template(&other.cx::<Export>(), run, "shopify", TemplateFile::Csv, false, words())
            .await;
    assert!(theirs.is_err());
    assert!(validation::templates(&other.cx::<View>(), run).await.is_err());
    let file = validation::run_view(&world.owner.cx::<View>(), run).await.unwrap().0.file.unwrap();
    world.hub.files().remove(world.owner.cx::<View>().org(), file.id).await.unwrap();
    let gone = validation::export_template(
        &world.owner.cx::<Export>(),
        run,
        "shopify",
        TemplateFile::Csv,
        false,
        words(),
    )
    .await;
    assert_eq!(conflict(gone.map(|_| ())), "file_gone");
}
