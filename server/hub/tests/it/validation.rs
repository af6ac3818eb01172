//! Sheets of products from the sending to what a check found.

mod corrections;
mod importing;
mod lists;
mod reading;
mod rules;
mod steps;
mod templates;

use bytes::Bytes;
use domain::{
    Fault, Role, SheetId, ValidationRunId, ValidationState,
    view::validation::{FindingChange, FindingFilter, RunView},
};
use futures::{StreamExt, TryStreamExt, future::join_all, stream};
use hub::{
    Hub, HubError,
    permit::{EditCatalog, Export, View},
    validation::{self, ExportKind, ExportWords, Format, Uploaded, Wanted, WantedRule},
};
use std::io;
use testkit::{HubOptions, SignedIn, TestDatabase, member, stranger, work_for};

const SHEET: &str = "SKU;Título;Preço;NCM;Cor\n\
    A-1;Camiseta azul;49,90;61091000;azul\n\
    A-2;;59,90;61091000;verde\n\
    A-1;Camiseta preta;69,90;61091000;preta\n\
    A-4;Boné;0,00;650500;cinza\n";

struct World {
    database: TestDatabase,
    hub: Hub,
    owner: SignedIn,
}

impl World {
    async fn new() -> Self {
        let database = TestDatabase::create().await;
        let hub = database.hub(HubOptions::default());
        let owner = member(&hub, Role::Owner).await;
        Self { database, hub, owner }
    }

    async fn send(&self, name: &str, text: &str) -> Uploaded {
        self.try_send(name, text).await.unwrap()
    }

    async fn try_send(&self, name: &str, text: &str) -> Result<Uploaded, HubError> {
        let parts: Vec<Result<Bytes, io::Error>> =
            text.as_bytes().chunks(7).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
        validation::upload(&self.owner.cx::<EditCatalog>(), name, stream::iter(parts)).await
    }

    async fn columns(&self, sheet: SheetId, fields: &[&str]) -> Result<(), HubError> {
        let wanted: Vec<_> = fields.iter().map(|field| Wanted { field }).collect();
        let packs = ["general", "fiscal_br"].map(str::to_owned);
        validation::set_columns(&self.owner.cx::<EditCatalog>(), sheet, &wanted, &packs).await
    }

    async fn check(&self, sheet: SheetId) -> RunView {
        let run = validation::start(&self.owner.cx::<EditCatalog>(), sheet).await.unwrap();
        self.work(run).await
    }

    /// Works until the check is over.
    async fn work(&self, run: ValidationRunId) -> RunView {
        work_for(&self.hub, async || {
            let (view, ..) = validation::run_view(&self.owner.cx::<View>(), run).await.unwrap();
            (!view.state.is_open()).then_some(view)
        })
        .await
    }

    /// Row, field and rule of everything that was found.
    async fn found(&self, run: ValidationRunId, filter: &FindingFilter) -> Vec<(i64, String, String)> {
        let cx = self.owner.cx::<View>();
        let (_, rules) = validation::run_view(&cx, run).await.unwrap();
        let page = validation::findings(&cx, run, filter, None).await.unwrap();
        let rule = |at: i32| rules.iter().find(|rule| rule.position == at).unwrap().rule.clone();
        page.rows.iter().map(|one| (one.row, one.field.clone(), rule(one.rule))).collect()
    }

    async fn count(&self, table: &str) -> i64 {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")));
        count.fetch_one(&pool).await.unwrap()
    }

    /// As the superuser, whom row-level security does not bind.
    async fn sql(&self, statement: &'static str) {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
    }

    async fn file(&self, run: ValidationRunId, kind: ExportKind) -> Vec<u8> {
        let (_, chunks) =
            validation::export(self.owner.cx::<Export>(), run, kind, export_words()).await.unwrap();
        let chunks: Vec<Vec<u8>> = chunks.try_collect().await.unwrap();
        chunks.concat()
    }
}

/// Codes in the place of words.
pub(crate) fn export_words() -> ExportWords {
    ExportWords {
        headings: [
            "row",
            "line",
            "sku",
            "field",
            "value",
            "severity",
            "rule",
            "pack",
            "why",
            "what to do",
            "proposed",
        ],
        language: "en",
        severity: Box::new(|severity| severity.code().to_owned()),
        field: Box::new(str::to_owned),
        pack: Box::new(str::to_owned),
        why: Box::new(|detail| detail["code"].as_str().unwrap_or_default().to_owned()),
    }
}

fn conflict<T: std::fmt::Debug>(result: Result<T, HubError>) -> String {
    match result.unwrap_err() {
        HubError::Fault(Fault::Conflict { what }) => what,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_sheet_is_read_understood_and_held_to_rules() {
    let world = World::new().await;
    let sent = world.send("catálogo.csv", SHEET).await;
    assert!(!sent.recognised && !sent.again);
    let view = world.owner.cx::<View>();
    let (sheet, columns, runs) = validation::sheet(&view, sent.sheet).await.unwrap();
    assert_eq!((sheet.name.as_str(), runs.rows.len()), ("catálogo", 0));
    let guessed: Vec<_> =
        columns.columns.iter().map(|column| column.field.as_ref().map(ToString::to_string)).collect();
    let some = |field: &str| Some(field.to_owned());
    assert_eq!(guessed, ["sku", "title", "price", "ncm", "colour"].map(some));
    assert_eq!(conflict(validation::start(&world.owner.cx::<EditCatalog>(), sent.sheet).await), "no_columns");

    world.columns(sent.sheet, &["sku", "title", "price", "ncm", "colour"]).await.unwrap();
    let run = world.check(sent.sheet).await;
    assert_eq!(
        (run.state, run.counts.rows, run.counts.metered),
        (ValidationState::Completed, 4, 4),
        "{run:?}"
    );
    let found = world.found(run.id, &FindingFilter::default()).await;
    for expected in [(2, "title", "title_required"), (1, "sku", "sku_unique"), (3, "sku", "sku_unique")] {
        let expected = (expected.0, expected.1.to_owned(), expected.2.to_owned());
        assert!(found.contains(&expected), "{expected:?} is not among {found:?}");
    }
    assert!(found.iter().any(|(row, field, _)| *row == 4 && field == "price"), "{found:?}");
    assert!(found.iter().any(|(row, field, _)| *row == 4 && field == "ncm"), "{found:?}");
    assert_eq!(run.counts.findings(), found.len() as i64);
    assert!(run.counts.faulty_rows == 4 && run.counts.errors > 0);
    let (_, rules) = validation::run_view(&view, run.id).await.unwrap();
    assert_eq!(run.difference, None, "the first one");
    assert!(rules.iter().any(|rule| rule.is_skipped), "there are rules on columns that the sheet has not");
    let told: i64 = rules.iter().map(|rule| rule.found).sum();
    assert_eq!(told, run.counts.findings());
    assert!(rules.iter().all(|rule| rule.kept == Some(rule.found) && rule.kept_part().is_none()));
    assert_eq!(world.count("domain_events where kind = 'validation.completed'").await, 1);
    assert_eq!(world.count("jobs where state = 'done' and kind = 'validate'").await, 1);
}

#[tokio::test]
async fn the_next_check_tells_what_is_new_and_what_is_solved_and_counts_only_what_changed() {
    let world = World::new().await;
    let sent = world.send("catalogo.csv", SHEET).await;
    world.columns(sent.sheet, &["sku", "title", "price", "ncm", "colour"]).await.unwrap();
    world.check(sent.sheet).await;
    assert_eq!(world.check(sent.sheet).await.counts.metered, 0, "nothing changed");
    let mended = SHEET.replace("A-2;;", "A-2;Camiseta verde;").replace("A-4;Boné;0,00;", "A-4;;12,00;");
    let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(mended))]);
    validation::replace(&world.owner.cx::<EditCatalog>(), sent.sheet, "novo.csv", parts).await.unwrap();
    let run = world.check(sent.sheet).await;
    assert_eq!(run.counts.metered, 2, "two records are others than before");
    assert_eq!(validation::used(&world.owner.cx::<View>()).await.unwrap(), 6);
    let difference = run.difference.unwrap();
    assert!(difference.new >= 1 && difference.solved >= 2 && difference.remaining >= 2, "{difference:?}");
}

#[tokio::test]
async fn products_of_the_same_sku_are_told_apart_from_check_to_check() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço\nA-1;Vaso azul;0,00\nA-1;Vaso verde;0,00\nB-1;Jarro branco;0,00\n";
    let sent = world.send("vasos.csv", rows).await;
    world.columns(sent.sheet, &["sku", "title", "price"]).await.unwrap();
    let before = world.check(sent.sheet).await;
    let replace = async |text: String| {
        let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(text))]);
        validation::replace(&world.owner.cx::<EditCatalog>(), sent.sheet, "novo.csv", parts).await.unwrap();
        world.check(sent.sheet).await
    };
    let of = |run: &RunView| {
        let of = run.difference.unwrap();
        (of.new, of.solved, of.remaining)
    };
    let one = replace(rows.replacen("0,00", "5,00", 1)).await;
    assert_eq!(of(&one), (0, 1, one.counts.findings()), "{one:?}");
    assert_eq!(one.counts.findings() + 1, before.counts.findings());
    let both = replace(rows.to_owned()).await;
    assert_eq!(of(&both), (1, 0, one.counts.findings()), "{both:?}");
}

#[tokio::test]
async fn each_count_of_a_comparison_opens_what_it_counts_and_other_rules_are_left_out() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço;NCM\nA-1;;0,00;1\nA-2;Vaso;0,00;1\n";
    let sent = world.send("vasos.csv", rows).await;
    let general = async |packs: &[&str]| {
        let wanted: Vec<_> = ["sku", "title", "price", "ncm"].map(|field| Wanted { field }).into();
        let packs: Vec<_> = packs.iter().map(|pack| (*pack).to_owned()).collect();
        validation::set_columns(&world.owner.cx::<EditCatalog>(), sent.sheet, &wanted, &packs).await.unwrap();
    };
    general(&["general"]).await;
    let before = world.check(sent.sheet).await;
    assert!(!before.is_followed);
    let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(rows.replace("A-1;;0,00", "A-1;Jarro;-1,00")))]);
    validation::replace(&world.owner.cx::<EditCatalog>(), sent.sheet, "novo.csv", parts).await.unwrap();
    general(&["general", "fiscal_br"]).await;
    let after = world.check(sent.sheet).await;

    let of = after.difference.unwrap();
    assert_eq!(of.with.map(|(run, _)| run), Some(before.id));
    assert!(of.uncompared_rules > 0, "the rules of the other pack: {of:?}");
    assert!(
        world.found(after.id, &FindingFilter::default()).await.iter().any(|(_, field, _)| field == "ncm")
    );
    let change = async |run: ValidationRunId, change| {
        world.found(run, &FindingFilter { change: Some(change), ..FindingFilter::default() }).await
    };
    let new = change(after.id, FindingChange::New).await;
    let remaining = change(after.id, FindingChange::Remaining).await;
    let solved = change(before.id, FindingChange::Solved).await;
    let count = |found: &[_]| i64::try_from(found.len()).unwrap();
    assert_eq!((count(&new), count(&remaining), count(&solved)), (of.new, of.remaining, of.solved));
    assert!(solved.iter().any(|(row, field, _)| (*row, field.as_str()) == (1, "title")), "{solved:?}");
    assert!(remaining.iter().any(|(row, field, _)| (*row, field.as_str()) == (2, "price")), "{remaining:?}");
    assert_eq!(change(after.id, FindingChange::Solved).await, []);
    let (before, _) = validation::run_view(&world.owner.cx::<View>(), before.id).await.unwrap();
    assert!(before.is_followed);

    // A rule of which only a part is kept is left out, and no other one.
    world.sql("update validation_run_rules set kept = found - 1 where field = 'price' and found > 0").await;
    let cut = world.check(sent.sheet).await;
    let remaining = change(cut.id, FindingChange::Remaining).await;
    let has = |field: &str| remaining.iter().any(|(_, of, _)| of == field);
    assert!(has("ncm") && !has("price"), "{remaining:?}");
    let of = cut.difference.unwrap();
    assert_eq!((of.new, of.remaining, of.uncompared_rules > 0), (0, count(&remaining), true), "{of:?}");
}

#[tokio::test]
async fn the_same_bytes_lead_to_their_sheet_and_the_same_columns_are_known_again() {
    let world = World::new().await;
    let first = world.send("a.csv", SHEET).await;
    world.columns(first.sheet, &["sku", "title", "price", "", ""]).await.unwrap();
    let again = world.send("b.csv", SHEET).await;
    let known = Uploaded {
        sheet: first.sheet,
        recognised: true,
        other_numbers: false,
        again: true,
        is_unreadable: false,
    };
    assert_eq!(again, known);
    let other = world.send("c.csv", "Preço;SKU;Novo;Título\n1,00;X;y;Z\n").await;
    assert!(other.recognised && other.sheet != first.sheet);
    let (sheet, columns, _) = validation::sheet(&world.owner.cx::<View>(), other.sheet).await.unwrap();
    assert_eq!(sheet.packs, ["general", "fiscal_br"]);
    assert_eq!(columns.columns[2].field, None);
    assert_eq!(world.count("files").await, 2, "the second sending is not kept");
}

#[tokio::test]
async fn the_same_bytes_sent_twice_at_once_make_one_sheet() {
    let world = World::new().await;
    let sent = join_all((0..8).map(|_| world.send("a.csv", SHEET))).await;
    assert_eq!(sent.iter().filter(|sent| !sent.again).count(), 1, "{sent:?}");
    assert!(sent.iter().all(|one| one.sheet == sent[0].sheet));
    assert_eq!((world.count("sheets").await, world.count("files").await), (1, 1));
}

#[tokio::test]
async fn sheets_and_checks_are_paged() {
    let world = World::new().await;
    let sheet = world.send("a.csv", SHEET).await.sheet;
    world.columns(sheet, &["sku", "title", "price", "", ""]).await.unwrap();
    world.check(sheet).await;
    world
        .sql(
            "insert into validation_runs (org_id, id, sheet_id, file_id, job_id, state, format, mapping, packs, created_at)
             select org_id, gen_random_uuid(), sheet_id, file_id, gen_random_uuid(), state, format, mapping, packs,
                 created_at - n * interval '1 hour'
             from validation_runs, generate_series(1, 60) n",
        )
        .await;
    world
        .sql(
            "insert into sheets (org_id, id, name, kind, file_id, format, sample, packs, updated_at)
             select org_id, gen_random_uuid(), name, kind, file_id, format, sample, packs,
                 updated_at - (n + 1) / 2 * interval '1 hour'
             from sheets, generate_series(1, 60) n",
        )
        .await;
    let view = world.owner.cx::<View>();
    let (_, _, first) = validation::sheet(&view, sheet).await.unwrap();
    let (_, _, second) = validation::sheet_with_checks(&view, sheet, first.next.as_ref()).await.unwrap();
    let (_, _, back) = validation::sheet_with_checks(&view, sheet, second.previous.as_ref()).await.unwrap();
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 11, None));
    assert!(first.rows.iter().chain(&second.rows).is_sorted_by_key(|run| -run.created_at.timestamp_micros()));
    assert_eq!((&first.rows, first.previous), (&back.rows, None));

    // Those of one moment are told apart.
    let first = validation::sheets_page(&view, None).await.unwrap();
    let second = validation::sheets_page(&view, first.next.as_ref()).await.unwrap();
    let back = validation::sheets_page(&view, second.previous.as_ref()).await.unwrap();
    assert_eq!((first.rows[0].id, first.rows.len(), second.rows.len()), (sheet, 50, 11));
    assert!(first.rows.iter().all(|line| second.rows.iter().all(|other| other.id != line.id)));
    assert_eq!(first.rows, back.rows);
    assert!(first.rows[0].last.is_some() && second.next.is_none());
}

#[tokio::test]
async fn columns_that_the_known_sheet_did_not_have_are_suggested() {
    let world = World::new().await;
    let stock = world.send("estoque.csv", "SKU;Estoque;Cor\nA-1;3;azul\n").await;
    world.columns(stock.sheet, &["sku", "stock", ""]).await.unwrap();
    let catalogue = "Título;SKU;Preço;Estoque;NCM;Cor\nCamiseta azul;A-1;49,90;3;61091000;azul\n";
    let sent = world.send("catalogo.csv", catalogue).await;
    assert!(sent.recognised);
    let (_, columns, _) = validation::sheet(&world.owner.cx::<View>(), sent.sheet).await.unwrap();
    let shown = columns.columns.iter();
    let shown = shown.map(|column| (column.field.as_ref().map(ToString::to_string), column.is_suggested));
    let shown: Vec<_> = shown.collect();
    let field = |field: &str, is_suggested| (Some(field.to_owned()), is_suggested);
    let expected = [
        field("title", true),
        field("sku", false),
        field("price", true),
        field("stock", false),
        field("ncm", true),
        (None, false),
    ];
    assert_eq!(shown, expected, "the colour was left out there");
}

#[tokio::test]
async fn findings_are_filtered_paged_and_sent_as_files() {
    let world = World::new().await;
    let mut sheet = "SKU;Título;Preço\n".to_owned();
    (1..=120).for_each(|n| sheet.push_str(&format!("S-{n:03};  Produto  {n};{}\n", n % 2)));
    let sent = world.send("muitos.csv", &sheet).await;
    world.columns(sent.sheet, &["sku", "title", "price"]).await.unwrap();
    let run = world.check(sent.sheet).await;
    let view = world.owner.cx::<View>();
    let fixable = FindingFilter { only_fixable: true, ..FindingFilter::default() };
    let first = validation::findings(&view, run.id, &fixable, None).await.unwrap();
    assert_eq!(first.rows.len(), 50);
    assert_eq!(first.rows[0].proposed.as_deref(), Some("Produto 1"));
    assert_eq!(first.rows[0].sku.as_deref(), Some("S-001"));
    let second = validation::findings(&view, run.id, &fixable, first.next.as_ref()).await.unwrap();
    assert_eq!((second.rows[0].row, second.rows.len()), (51, 50));
    let back = validation::findings(&view, run.id, &fixable, second.previous.as_ref()).await.unwrap();
    assert_eq!(back.rows, first.rows);

    let some = |field: &str, sku: &str, pack: &str| FindingFilter {
        field: Some(field.to_owned()),
        sku: Some(sku.to_owned()),
        pack: Some(pack.to_owned()),
        ..FindingFilter::default()
    };
    let filter = some("title", "s-01", "general");
    let of_ten = validation::findings(&view, run.id, &filter, None).await.unwrap().rows;
    assert!(of_ten.iter().all(|found| found.sku.as_deref().unwrap().starts_with("S-01")), "{of_ten:?}");
    assert!(of_ten.iter().all(|found| found.field == "title") && of_ten.len() >= 10, "{of_ten:?}");
    let count = validation::count_findings(&view, run.id, &filter).await.unwrap();
    assert_eq!(count, i64::try_from(of_ten.len()).unwrap());
    let of_other =
        validation::count_findings(&view, run.id, &some("title", "s-01", "fiscal_br")).await.unwrap();
    assert_eq!(of_other, 0);

    let csv = String::from_utf8(world.file(run.id, ExportKind::FindingsCsv).await).unwrap();
    assert_eq!(csv.lines().count() as i64, 1 + run.counts.findings());
    let json: serde_json::Value =
        serde_json::from_slice(&world.file(run.id, ExportKind::FindingsJson).await).unwrap();
    assert_eq!(json.as_array().unwrap().len() as i64, run.counts.findings());
    assert_eq!(json[0]["sku"], "S-001");
    let book = world.file(run.id, ExportKind::MarkedXlsx).await;
    assert!(book.starts_with(b"PK"));
    let again = world.try_send("volta.xlsx", "x").await;
    assert!(again.is_ok(), "a text that is no workbook is a table of one cell");
    let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(book))]);
    let marked = validation::upload(&world.owner.cx::<EditCatalog>(), "volta.xlsx", parts).await.unwrap();
    let (marked, columns, _) = validation::sheet(&view, marked.sheet).await.unwrap();
    assert!(marked.problem.is_none(), "{:?}", marked.problem);
    assert_eq!(columns.columns.len(), 4, "the sheet's own, and what is wrong behind them");
    assert_eq!(columns.columns[3].name, "why");
    let why = &columns.columns[3].samples[0];
    assert!(why.contains("general · title: ") && why.contains(". "), "whose rule, and what to do: {why}");
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_can_be_read_in_another_way() {
    let world = World::new().await;
    let sent = world.send("aspas.csv", "SKU,\"Título\"\nA,\"sem fim\nB,c\n").await;
    let view = world.owner.cx::<View>();
    let (sheet, ..) = validation::sheet(&view, sent.sheet).await.unwrap();
    let (code, data) = sheet.problem.unwrap();
    assert_eq!((code.as_str(), &data["line"]), ("unclosed_quote", &2.into()));
    let edit = world.owner.cx::<EditCatalog>();
    assert_eq!(conflict(validation::start(&edit, sent.sheet).await), "unreadable");
    let plain = |format: &mut Format| {
        if let Format::Text(text) = format {
            text.quotes = false;
        }
        Ok(())
    };
    validation::set_format(&edit, sent.sheet, plain).await.unwrap();
    let (sheet, columns, _) = validation::sheet(&view, sent.sheet).await.unwrap();
    assert_eq!((sheet.problem, columns.columns.len()), (None, 2));

    assert!(sent.is_unreadable);
    let line =
        validation::sheets(&view).await.unwrap().into_iter().find(|line| line.id == sent.sheet).unwrap();
    assert!(!line.is_unreadable, "it can be read by now");
    assert_eq!(line.file.as_deref(), Some("aspas.csv"));
    // A picture is no sheet, whatever it is called.
    let picture: Vec<u8> = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01".iter().copied().cycle().take(4_000).collect();
    let sheets = world.count("sheets").await;
    for (name, bytes, why) in [
        ("foto.csv", picture, "not_a_table"),
        ("nada.csv", b" \n".to_vec(), "empty"),
        ("produtos.xls", b"\xef\xbb\xbf\r\n<TABLE><tr><td>SKU</td></tr></TABLE>".to_vec(), "web_page"),
        ("produtos.csv", b"<!DOCTYPE html>\n<html>SKU;Nome</html>".to_vec(), "web_page"),
        ("produtos.xlsx", b"%PDF-1.4\n1 0 obj\nSKU;Nome\n".to_vec(), "pdf"),
    ] {
        let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(bytes.clone()))]);
        assert_eq!(conflict(validation::upload(&edit, name, parts).await), why);
        let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(bytes))]);
        assert_eq!(conflict(validation::replace(&edit, sent.sheet, name, parts).await), why);
    }
    assert_eq!(
        (world.count("sheets").await, world.count("files").await),
        (sheets, 1),
        "nothing of it is kept"
    );

    let large = "x".repeat(65 * 1024 * 1024);
    assert_eq!(conflict(world.try_send("grande.csv", &large).await), "file_too_large");
    let cut: Vec<Result<Bytes, io::Error>> = vec![Ok(Bytes::from("SKU")), Err(io::Error::other("gone"))];
    assert_eq!(conflict(validation::upload(&edit, "cortado.csv", stream::iter(cut)).await), "file_cut");
    assert_eq!(world.count("files").await, 1, "neither is kept");
}

#[tokio::test]
async fn a_check_that_is_called_off_ends_and_the_next_one_begins_anew() {
    let world = World::new().await;
    let sent = world.send("catalogo.csv", SHEET).await;
    world.columns(sent.sheet, &["sku", "title", "price", "", ""]).await.unwrap();
    let edit = world.owner.cx::<EditCatalog>();
    let run = validation::start(&edit, sent.sheet).await.unwrap();
    assert_eq!(validation::start(&edit, sent.sheet).await.unwrap(), run, "pressed twice");
    assert_eq!(conflict(validation::remove(&edit, sent.sheet).await), "still_checking");
    validation::cancel(&edit, run).await.unwrap();
    let (view, ..) = validation::run_view(&world.owner.cx::<View>(), run).await.unwrap();
    assert_eq!(view.state, ValidationState::Cancelled);
    assert_eq!(conflict(validation::cancel(&edit, run).await), "not_open");
    assert_eq!(world.check(sent.sheet).await.state, ValidationState::Completed);
    validation::remove(&edit, sent.sheet).await.unwrap();
    assert_eq!(world.count("validation_findings").await, 0);
    assert_eq!(world.count("validation_runs").await, 0);
}

#[tokio::test]
async fn what_was_found_until_a_check_is_stopped_stays() {
    let world = World::new().await;
    let rows: String = (0..200_000).map(|at| format!("A-{at};;0\n")).collect();
    let sent = world.send("grande.csv", &format!("SKU;Título;Preço\n{rows}")).await;
    world.columns(sent.sheet, &["sku", "title", "price"]).await.unwrap();
    let (edit, view) = (world.owner.cx::<EditCatalog>(), world.owner.cx::<View>());
    let run = validation::start(&edit, sent.sheet).await.unwrap();
    let ended = work_for(&world.hub, async || {
        let (ran, ..) = validation::run_view(&view, run).await.unwrap();
        if ran.counts.errors > 0 {
            // Asked twice, it is stopping already.
            let _asked = validation::cancel(&edit, run).await;
        }
        (!ran.state.is_open()).then_some(ran)
    })
    .await;
    assert_eq!(ended.state, ValidationState::Cancelled);
    assert!(ended.counts.rows < 200_000 && ended.counts.metered > 0, "{ended:?}");
    let (_, rules) = validation::run_view(&view, run).await.unwrap();
    assert_eq!(rules.iter().map(|rule| rule.found).sum::<i64>(), ended.counts.findings());
    assert!(!world.found(run, &FindingFilter::default()).await.is_empty());
    assert!(!world.file(run, ExportKind::FindingsJson).await.is_empty());
}

#[tokio::test]
async fn own_rules_are_tried_before_they_hold_and_packs_can_be_changed() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    let rule = "id: no_promo\ntitle: { pt-BR: Sem promo }\nexplanation: { pt-BR: Tire a palavra. }\nseverity: error\n\
        field: title\ncheck: { forbidden_words: [promo] }\ntests:\n  - { given: { title: Promo }, finds: true }\n  \
        - { given: { title: Boné }, finds: FINDS }\n";
    let wrong = rule.replace("FINDS", "true");
    assert_eq!(conflict(validation::save_own_rule(&edit, None, &wrong, true).await), "rule_fails");
    let view = world.owner.cx::<View>();
    assert!(!validation::rule_problems(&view, None, &wrong).await.unwrap().is_empty());
    let right = rule.replace("FINDS", "false");
    assert_eq!(validation::rule_problems(&view, None, &right).await.unwrap(), []);
    let id = validation::save_own_rule(&edit, None, &right, true).await.unwrap();
    let sent = world.send("a.csv", "SKU;Título;Preço\nA;Boné promo;10\nB;;10\n").await;
    let wanted = ["sku", "title", "price"].map(|field| Wanted { field });
    let packs = ["general", validation::OWN].map(str::to_owned);
    validation::set_columns(&edit, sent.sheet, &wanted, &packs).await.unwrap();
    let run = world.check(sent.sheet).await.id;
    let found = world.found(run, &FindingFilter::default()).await;
    assert!(found.contains(&(1, "title".into(), "no_promo".into())), "{found:?}");
    let (_, rules) = validation::run_view(&view, run).await.unwrap();
    let own = rules.iter().find(|rule| rule.rule == "no_promo").unwrap();
    assert_eq!(own.title["pt-BR"], "Sem promo", "though no other language is there");
    assert!(found.contains(&(2, "title".into(), "title_required".into())), "{found:?}");

    let off = |key: &str| WantedRule { key: key.into(), is_off: true, severity: domain::Severity::Error };
    let before =
        validation::choose_rules(&edit, &[off("general.title_required")], None).await.unwrap().before;
    assert!(matches!(&before[..], [was] if was.key == "general.title_required" && !was.is_off), "{before:?}");
    let before =
        validation::choose_rules(&edit, &[off("general.title_required")], None).await.unwrap().before;
    assert!(before.is_empty(), "as before: {before:?}");
    let (pack, switched_off) = validation::packs_with_off(&view).await.unwrap().swap_remove(0);
    assert_eq!((pack.code.as_str(), switched_off), ("general", 1));
    validation::remove_own_rule(&edit, id).await.unwrap();
    let found = world.found(world.check(sent.sheet).await.id, &FindingFilter::default()).await;
    assert!(!found.iter().any(|(.., rule)| rule == "no_promo" || rule == "title_required"), "{found:?}");
    let nothing =
        validation::choose_rules(&edit, &[off("general.price_above_zero"), off("general.nothing")], None)
            .await;
    assert!(matches!(nothing, Err(HubError::Fault(Fault::NotFound))));
    assert_eq!(validation::packs_with_off(&view).await.unwrap()[0].1, 1, "none of them is changed");
}

#[tokio::test]
async fn strangers_see_nothing_of_sheets_and_checks() {
    let world = World::new().await;
    let sent = world.send("a.csv", SHEET).await;
    world.columns(sent.sheet, &["sku", "title", "price", "", ""]).await.unwrap();
    let run = world.check(sent.sheet).await;
    let other = stranger(&world.hub).await;
    let (view, edit) = (other.cx::<View>(), other.cx::<EditCatalog>());
    assert!(validation::sheets(&view).await.unwrap().is_empty());
    let not_found = |error: HubError| matches!(error, HubError::Fault(Fault::NotFound));
    assert!(validation::sheet(&view, sent.sheet).await.is_err_and(not_found));
    assert!(validation::run_view(&view, run.id).await.is_err_and(not_found));
    assert!(validation::start(&edit, sent.sheet).await.is_err_and(not_found));
    assert!(validation::remove(&edit, sent.sheet).await.is_err_and(not_found));
    assert!(
        validation::findings(&view, run.id, &FindingFilter::default(), None).await.unwrap().rows.is_empty()
    );
    let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(SHEET))]).boxed();
    let sent_too = validation::upload(&edit, "a.csv", parts).await.unwrap();
    assert!(!sent_too.again, "what another company sent is not known");
}

#[tokio::test]
async fn files_that_nothing_needs_go_after_a_day() {
    let world = World::new().await;
    let sent = world.send("a.csv", SHEET).await;
    let (sheet, ..) = validation::sheet(&world.owner.cx::<View>(), sent.sheet).await.unwrap();
    let file = sheet.file.unwrap().id;
    validation::remove(&world.owner.cx::<EditCatalog>(), sent.sheet).await.unwrap();
    hub::jobs::clean(&world.hub).await.unwrap();
    assert!(world.hub.files().local(world.owner.org(), file).await.is_ok(), "it came today");
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    sqlx::query("update files set created_at = now() - interval '2 days'").execute(&pool).await.unwrap();
    hub::jobs::clean(&world.hub).await.unwrap();
    assert!(world.hub.files().local(world.owner.org(), file).await.is_err());
    assert_eq!(world.count("files").await, 0);
}
