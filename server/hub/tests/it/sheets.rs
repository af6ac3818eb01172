//! Sheets that nobody sent: of Google Sheets and of the catalogue in Orion, checked on demand and by themselves, with the
//! results written back.

use crate::{validation::export_words, world::World};
use chrono::NaiveTime;
use domain::{
    ConnectionStatus, Currency, Fault, ProductId, ResultsState, SheetId, ValidationRunId, ValidationState,
    view::{
        catalog::ProductFields,
        validation::{CheckSchedule, FindingFilter, RunView, SheetView},
    },
};
use futures::TryStreamExt;
use hub::{
    HubError, integrations,
    permit::{EditCatalog, Export, View},
    validation::{self, ExportKind, FixChoice, Format, Recognised, Wanted},
};
use sandbox::{Fault as Misbehaviour, FaultRule, Platform};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{HubOptions, near, stranger};

async fn world() -> World {
    World::with(Platform::GoogleSheets, 0).await
}

/// Rows as people type them, with a title above the names of the columns.
fn rows(title: &str) -> Vec<Vec<Value>> {
    vec![
        vec![json!("Catálogo da loja")],
        vec![],
        vec![json!("SKU"), json!("Título"), json!("Preço"), json!("NCM")],
        vec![json!("A-1"), json!(title), json!(49.9), json!("61091000")],
        vec![],
        vec![json!("A-2"), json!(""), json!(59.9), json!("61091000")],
        vec![json!("=A1"), json!("Boné\nde aba"), json!(0), json!("650500")],
    ]
}

impl World {
    async fn sheet_of(&self, file: &str) -> SheetId {
        let cx = self.owner.cx::<EditCatalog>();
        let (sheet, _) = validation::add_google_sheet(&cx, self.connection, file, 0).await.unwrap();
        let wanted = ["sku", "title", "price", "ncm"].map(|field| Wanted { field });
        let packs = ["general", "fiscal_br"].map(str::to_owned);
        validation::set_columns(&cx, sheet, &wanted, &packs).await.unwrap();
        sheet
    }

    async fn sheet_view(&self, sheet: SheetId) -> SheetView {
        validation::sheet(&self.owner.cx::<View>(), sheet).await.unwrap().0
    }

    async fn run_view(&self, run: ValidationRunId) -> RunView {
        validation::run_view(&self.owner.cx::<View>(), run).await.unwrap().0
    }

    async fn check(&self, sheet: SheetId) -> RunView {
        let run = validation::start(&self.owner.cx::<EditCatalog>(), sheet).await.unwrap();
        self.work_until(async || !self.run_view(run).await.state.is_open()).await;
        self.run_view(run).await
    }

    async fn write(&self, run: ValidationRunId) -> RunView {
        validation::write_results(&self.owner.cx::<EditCatalog>(), run).await.unwrap();
        self.written(run).await
    }

    async fn written(&self, run: ValidationRunId) -> RunView {
        let is_open = |view: &RunView| view.results.as_ref().is_none_or(|results| results.state.is_open());
        self.work_until(async || !is_open(&self.run_view(run).await)).await;
        self.run_view(run).await
    }

    async fn lines(&self, run: ValidationRunId) -> Vec<(i64, String)> {
        let cx = self.owner.cx::<View>();
        let found = validation::findings(&cx, run, &FindingFilter::default(), None).await.unwrap();
        found.rows.into_iter().map(|finding| (finding.line, finding.field)).collect()
    }
}

fn problem(run: &RunView) -> &str {
    assert_eq!(run.state, ValidationState::Failed, "{run:?}");
    run.problem.as_ref().map(|(code, _)| code.as_str()).unwrap()
}

fn conflict<T: std::fmt::Debug>(result: Result<T, HubError>) -> String {
    match result.unwrap_err() {
        HubError::Fault(Fault::Conflict { what }) => what,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_sheet_of_google_is_chosen_checked_and_read_anew_each_time() {
    let world = world().await;
    let file = world.shop.add_spreadsheet("Catálogo", &rows("Camiseta azul"));
    let cx = world.owner.cx::<EditCatalog>();
    let (files, _) = validation::sheet_files(&cx, world.connection, "catálogo", None).await.unwrap();
    assert!(files.iter().any(|offered| offered.id == file), "{files:?}");
    let link = format!("https://docs.google.com/spreadsheets/d/{file}/edit#gid=0");
    let workbook = validation::sheet_tabs(&cx, world.connection, &link).await.unwrap();
    assert_eq!((workbook.sheets.len(), workbook.sheets[0].id), (1, 0));
    let odd = validation::sheet_tabs(&cx, world.connection, "nada").await;
    assert!(matches!(odd, Err(HubError::Fault(Fault::Invalid { .. }))));

    let (sheet, recognised) = validation::add_google_sheet(&cx, world.connection, &file, 0).await.unwrap();
    assert_eq!(recognised, Recognised::Nothing);
    let again = validation::add_google_sheet(&cx, world.connection, &file, 0).await.unwrap();
    assert_eq!(again, (sheet, Recognised::Columns));
    let (view, columns, _) = validation::sheet(&world.owner.cx::<View>(), sheet).await.unwrap();
    assert_eq!((view.name.as_str(), view.problem), ("Catálogo · Página1", None));
    let guessed: Vec<_> = columns.columns.iter().map(|one| one.field.as_ref().unwrap().to_string()).collect();
    assert_eq!(guessed, ["sku", "title", "price", "ncm"], "the third row names the columns");
    assert_eq!(conflict(validation::start(&cx, sheet).await), "no_columns");

    let sheet = world.sheet_of(&file).await;
    let run = world.check(sheet).await;
    assert_eq!(
        (run.state, run.counts.rows, run.counts.metered),
        (ValidationState::Completed, 3, 3),
        "{run:?}"
    );
    assert!(run.read_at.is_some() && run.file.is_some());
    let lines = world.lines(run.id).await;
    assert!(lines.contains(&(6, "title".into())), "the row of the sheet, not of what was read: {lines:?}");
    assert!(lines.contains(&(7, "ncm".into())), "{lines:?}");
    assert!(lines.contains(&(7, "price".into())), "{lines:?}");

    // Nothing changed: what was read is kept once.
    let again = world.check(sheet).await;
    assert_eq!(again.file.as_ref().map(|file| file.id), run.file.as_ref().map(|file| file.id));
    assert_eq!((again.counts.metered, world.count("files").await), (0, 1));
    let file_id = world.shop.add_spreadsheet("Outra", &rows("Camiseta verde"));
    let other = world.sheet_of(&file_id).await;
    assert_eq!(world.check(other).await.counts.rows, 3);
    assert_eq!(world.count("files").await, 2);
    validation::remove(&cx, other).await.unwrap();
    assert_eq!(world.count("sheets").await, 1);
}

#[tokio::test]
async fn numbers_of_a_known_sheet_are_read_as_google_writes_them() {
    let world = world().await;
    let cx = world.owner.cx::<EditCatalog>();
    let text = "SKU;Título;Preço\nA-1;Copo;11,50\n";
    let parts = futures::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from(text))]);
    let file = validation::upload(&cx, "precos.csv", parts).await.unwrap().sheet;
    let wanted = ["sku", "title", "price"].map(|field| Wanted { field });
    validation::set_columns(&cx, file, &wanted, &["general".to_owned()]).await.unwrap();
    let prices = [
        vec![json!("SKU"), json!("Título"), json!("Preço")],
        vec![json!("B-1"), json!("Jarra"), json!(1.234)],
        vec![json!("B-2"), json!("Taça"), json!(99.9)],
    ];
    let google = world.shop.add_spreadsheet("Preços", &prices);
    let (sheet, recognised) = validation::add_google_sheet(&cx, world.connection, &google, 0).await.unwrap();
    assert_eq!(recognised, Recognised::OtherNumbers);
    let view = world.owner.cx::<View>();
    let written = validation::steps(&view, sheet, 2).await.unwrap().written;
    let shown = validation::preview_steps(&view, sheet, 2, &written).await.unwrap().unwrap();
    let made: Vec<_> = shown.preview.into_iter().map(|one| one.after).collect();
    assert_eq!(made, [Some("1.234".to_owned()), Some("99.9".to_owned())]);
}

#[tokio::test]
async fn numbers_of_google_are_read_as_they_are_beside_a_text() {
    let world = world().await;
    let cx = world.owner.cx::<EditCatalog>();
    let text = "SKU;Título;Preço\nA-1;Copo;11,50\n";
    let parts = futures::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from(text))]);
    let file = validation::upload(&cx, "precos.csv", parts).await.unwrap().sheet;
    let wanted = ["sku", "title", "price"].map(|field| Wanted { field });
    validation::set_columns(&cx, file, &wanted, &["general".to_owned()]).await.unwrap();
    let mut prices = vec![
        vec![json!("SKU"), json!("Título"), json!("Preço")],
        vec![json!("B-0"), json!("Jarra de vidro"), json!("R$ 1.234,50")],
    ];
    prices.extend(
        (1..=38).map(|at| {
            vec![json!(format!("B-{at}")), json!(format!("Taça {at}")), json!(f64::from(at) + 0.9)]
        }),
    );
    let google = world.shop.add_spreadsheet("Preços", &prices);
    let sheet = validation::add_google_sheet(&cx, world.connection, &google, 0).await.unwrap().0;
    for _ in 0..2 {
        let run = world.check(sheet).await;
        let rules = validation::run_view(&world.owner.cx::<View>(), run.id).await.unwrap().1;
        let unread = rules.iter().find(|rule| rule.rule == "unread_cell").unwrap();
        assert_eq!((run.counts.rows, unread.found), (39, 0), "{run:?}");
    }
}

#[tokio::test]
async fn what_was_read_goes_out_as_files_do() {
    let world = world().await;
    let file = world.shop.add_spreadsheet("Catálogo", &rows("Camiseta azul"));
    let run = world.check(world.sheet_of(&file).await).await;
    for (kind, begin) in [(ExportKind::MarkedXlsx, &b"PK"[..]), (ExportKind::FindingsJson, b"[")] {
        let cx = world.owner.cx::<Export>();
        let (_, chunks) = validation::export(cx, run.id, kind, export_words()).await.unwrap();
        let bytes: Vec<u8> = chunks.try_collect::<Vec<_>>().await.unwrap().concat();
        assert!(bytes.starts_with(begin), "{kind:?}");
    }
    // A copy goes after a week, unless it is the last one of its sheet.
    world.sql("update validation_runs set read_at = now() - interval '8 days', created_at = now() - interval '8 days'").await;
    hub::jobs::clean(&world.hub).await.unwrap();
    assert!(world.run_view(run.id).await.file.is_some());
    world.shop.add_spreadsheet("Outra", &[]);
    world.check(run.sheet).await;
    hub::jobs::clean(&world.hub).await.unwrap();
    assert!(world.run_view(run.id).await.file.is_none());
    let gone =
        validation::export(world.owner.cx::<Export>(), run.id, ExportKind::MarkedXlsx, export_words()).await;
    assert!(matches!(gone, Err(HubError::Fault(Fault::Conflict { what })) if what == "copy_gone"));
}

#[tokio::test]
async fn fixes_of_what_was_read_make_a_file_and_leave_the_sheet_at_google() {
    let world = world().await;
    let mut all = rows("CAMISETA AZUL LISA");
    all[3][3] = json!("6109.10.00");
    let file = world.shop.add_spreadsheet("Catálogo", &all);
    let sheet = world.sheet_of(&file).await;
    let run = world.check(sheet).await;
    let edit = world.owner.cx::<EditCatalog>();
    validation::choose_fixes(&edit, run.id, &FixChoice::All, true).await.unwrap();
    let id = validation::correct(&edit, run.id).await.unwrap();
    let made = async || {
        let fixes = validation::fixes(&world.owner.cx::<View>(), run.id, None, None).await.unwrap();
        fixes.made.into_iter().find(|made| made.id == id).unwrap()
    };
    world.work_until(async || !made().await.state.is_open()).await;
    assert!(!made().await.is_in_place, "{:?}", made().await);
    let (name, bytes) = validation::corrected_file(&world.owner.cx::<Export>(), id).await.unwrap();
    let bytes: Vec<u8> = bytes.try_collect::<Vec<_>>().await.unwrap().concat();
    assert_eq!(name, "Catálogo · Página1-corrigida.csv");
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert_eq!((lines[0], lines[1]), ("Catálogo da loja,,,", "SKU,Título,Preço,NCM"));
    assert_eq!(lines[2], "A-1,Camiseta Azul Lisa,49.9,61091000");
    assert!(lines.contains(&"'=A1,\"Boné\nde aba\",0,650500"), "no text is a formula: {lines:?}");
    assert_eq!(world.shop.sheet_values(&file, "Página1").unwrap()[3][1], "CAMISETA AZUL LISA");
    assert_eq!(world.sheet_view(sheet).await.file, None);
}

#[tokio::test]
async fn a_large_sheet_is_read_page_by_page() {
    let world = world().await;
    let mut all = vec![["SKU", "Título", "Preço", "NCM"].map(|name| json!(name)).to_vec()];
    all.extend((0..12_000).map(|row| {
        vec![json!(format!("S-{row}")), json!(format!("Produto {row}")), json!(10.5), json!("61091000")]
    }));
    let file = world.shop.add_spreadsheet("Muitos", &all);
    let sheet = world.sheet_of(&file).await;
    world.shop.fault(FaultRule::times(Misbehaviour::ServerError, 1));
    let run = world.check(sheet).await;
    assert_eq!((run.state, run.counts.rows), (ValidationState::Completed, 12_000), "{run:?}");
}

#[tokio::test]
async fn what_is_gone_or_other_than_it_was_is_told() {
    let world = world().await;
    let cx = world.owner.cx::<EditCatalog>();
    let file = world.shop.add_spreadsheet("Catálogo", &rows("Camiseta azul"));
    let sheet = world.sheet_of(&file).await;
    world.shop.rename_sheet(&file, 0, "Produtos").unwrap();
    assert_eq!(world.check(sheet).await.state, ValidationState::Completed, "another title does no harm");
    assert_eq!(world.sheet_view(sheet).await.source.unwrap().tab_name, "Produtos");

    let read = |header_row: u32| {
        move |format: &mut Format| {
            if let Format::Text(text) = format {
                text.header_row = header_row;
            }
            Ok(())
        }
    };
    validation::set_format(&cx, sheet, read(3)).await.unwrap();
    let view = world.sheet_view(sheet).await;
    assert_eq!(view.mapping, None, "row 4 of the sheet names other columns");
    assert_eq!(conflict(validation::start(&cx, sheet).await), "no_columns");
    validation::set_format(&cx, sheet, read(2)).await.unwrap();
    let sheet = world.sheet_of(&file).await;

    world.shop.share_to_read(&file).unwrap();
    assert_eq!(world.check(sheet).await.state, ValidationState::Completed, "looking is enough to read");
    let empty = world.shop.add_spreadsheet("Vazia", &[]);
    let (empty, _) = validation::add_google_sheet(&cx, world.connection, &empty, 0).await.unwrap();
    assert_eq!(world.sheet_view(empty).await.problem.unwrap().0, "sheet_empty");
    assert_eq!(conflict(validation::start(&cx, empty).await), "unreadable");
    let second = world.shop.add_spreadsheet("Com duas abas", &rows("Camiseta azul"));
    let second = world.sheet_of(&second).await;
    let tab = world.sheet_view(second).await.source.unwrap();
    world.shop.remove_sheet(&tab.file, 0).unwrap();
    assert_eq!(problem(&world.check(second).await), "sheet_tab_gone");
    let gone = validation::add_google_sheet(&cx, world.connection, &tab.file, 0).await;
    assert_eq!(conflict(gone), "sheet_tab_gone");
    world.shop.bin_spreadsheet(&file).unwrap();
    assert_eq!(problem(&world.check(sheet).await), "sheet_file_gone");
    assert_eq!(
        conflict(validation::sheet_tabs(&cx, world.connection, &"x".repeat(44)).await),
        "sheet_file_gone"
    );
    let office = world.shop.add_office_file("Catálogo.xlsx");
    assert_eq!(conflict(validation::sheet_tabs(&cx, world.connection, &office).await), "sheet_not_google");
    let (files, _) = validation::sheet_files(&cx, world.connection, "Catálogo.xlsx", None).await.unwrap();
    assert!(files.is_empty(), "it is not offered: {files:?}");
    assert_eq!(world.count("jobs where state = 'failed'").await, 0, "none of it is a fault of ours");
}

#[tokio::test]
async fn a_consent_that_was_withdrawn_leads_to_whoever_can_renew_it() {
    let world = world().await;
    let file = world.shop.add_spreadsheet("Catálogo", &rows("Camiseta azul"));
    let sheet = world.sheet_of(&file).await;
    world.shop.revoke_consent();
    assert_eq!(problem(&world.check(sheet).await), "sheet_reauthorise");
    assert_eq!(world.view().await.status, ConnectionStatus::NeedsReauth);
    assert!(!world.sheet_view(sheet).await.source.unwrap().is_connected);
    assert_eq!(problem(&world.check(sheet).await), "sheet_not_connected", "nobody asks again");
    let cx = world.owner.cx::<EditCatalog>();
    assert_eq!(
        conflict(validation::sheet_files(&cx, world.connection, "", None).await),
        "sheet_not_connected"
    );
    let accounts = validation::sheet_accounts(&world.owner.cx::<View>()).await.unwrap();
    assert_eq!((accounts.connections.len(), &accounts.platforms[..]), (1, &["google_sheets"][..]));
}

#[tokio::test]
async fn a_quota_that_is_used_up_is_waited_for() {
    let mut world = world().await;
    let file = world.shop.add_spreadsheet("Catálogo", &rows("Camiseta azul"));
    let sheet = world.sheet_of(&file).await;
    world.shop.fault(FaultRule::always(Misbehaviour::QuotaExceeded));
    let cx = world.owner.cx::<EditCatalog>();
    assert_eq!(conflict(validation::sheet_files(&cx, world.connection, "", None).await), "sheet_rate_limit");
    // What is asked for is more than a worker waits out in its place.
    world.shop.clear_faults();
    let pause = Misbehaviour::TooManyRequests { retry_after: Some("300".into()) };
    world.shop.fault(FaultRule::always(pause));
    let run = validation::start(&cx, sheet).await.unwrap();
    world.work_until(async || world.run_view(run).await.waits_until.is_some()).await;
    let view = world.run_view(run).await;
    assert_eq!(view.state, ValidationState::Waiting);
    assert!(view.waits_until.unwrap() > chrono::Utc::now());
    world.shop.clear_faults();
    // Five minutes later, in another process: nobody knows any more what was asked for.
    let near = near(&world.sandbox);
    world.hub = world.database.hub(HubOptions {
        platform_base_urls: near.platform_base_urls,
        platform_apps: near.platform_apps,
        vault: Some(world.vault.clone()),
        ..HubOptions::default()
    });
    world.sql("delete from account_turns").await;
    world.sql("update jobs set run_at = now()").await;
    world.work_until(async || !world.run_view(run).await.state.is_open()).await;
    let view = world.run_view(run).await;
    assert_eq!((view.state, view.waits_until), (ValidationState::Completed, None), "{view:?}");
}

#[tokio::test]
async fn columns_that_changed_have_to_be_confirmed_again() {
    let world = world().await;
    let file = world.shop.add_spreadsheet("Catálogo", &rows("Camiseta azul"));
    let sheet = world.sheet_of(&file).await;
    world.sql("update sheets set mapping = jsonb_set(mapping, '{columns,0,header}', '\"Código\"')").await;
    world.sql("update sheets set mapping = jsonb_set(mapping, '{columns,1,header}', '\"Nome\"')").await;
    assert_eq!(problem(&world.check(sheet).await), "sheet_columns");
    let view = world.sheet_view(sheet).await;
    assert_eq!((view.mapping, view.problem), (None, None));
    assert_eq!(world.count("files").await, 0, "what cannot be used is not kept");
}

#[tokio::test]
async fn a_sheet_that_somebody_edits_meanwhile_is_read_again_and_at_last_given_up() {
    let world = world().await;
    let mut all = vec![["SKU", "Título", "Preço", "NCM"].map(|name| json!(name)).to_vec()];
    all.extend(
        (0..11_000).map(|row| vec![json!(format!("S-{row}")), json!("x"), json!(1), json!("61091000")]),
    );
    let file = world.shop.add_spreadsheet("Editada", &all);
    let sheet = world.sheet_of(&file).await;
    // Every page takes a moment, in which somebody renames the sheet.
    world.shop.fault(FaultRule::always(Misbehaviour::Delay { ms: 60 }));
    let run = validation::start(&world.owner.cx::<EditCatalog>(), sheet).await.unwrap();
    let shop = world.shop.clone();
    let editing = tokio::spawn(async move {
        for number in 0.. {
            shop.rename_sheet(&file, 0, &format!("Aba {number}")).unwrap();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    world.work_until(async || !world.run_view(run).await.state.is_open()).await;
    editing.abort();
    assert_eq!(problem(&world.run_view(run).await), "sheet_edited");
    world.shop.clear_faults();
    assert_eq!(world.check(sheet).await.state, ValidationState::Completed);
}

#[tokio::test]
async fn results_are_written_into_a_tab_of_their_own_once() {
    let world = world().await;
    let mut all = rows("Camiseta azul");
    all.push(vec![json!("=2+2"), json!(""), json!(1), json!("61091000")]);
    let file = world.shop.add_spreadsheet("Catálogo", &all);
    let sheet = world.sheet_of(&file).await;
    let run = world.check(sheet).await;
    let cx = world.owner.cx::<EditCatalog>();
    // The answer of a write is lost.
    world.shop.fault(FaultRule { times: Some(1), ..FaultRule::on_writes(Misbehaviour::CutBody) });
    let view = world.write(run.id).await;
    let results = view.results.clone().unwrap();
    assert_eq!((results.state, results.rows), (ResultsState::Done, run.counts.findings()), "{results:?}");
    assert!(results.title.starts_with("Orion 20") && results.title.len() == "Orion 2026-11-27 14:05".len());
    validation::write_results(&cx, run.id).await.unwrap();
    assert_eq!(world.run_view(run.id).await.results.unwrap().state, ResultsState::Done, "pressed again");
    let titles = world.shop.sheet_titles(&file).unwrap();
    assert_eq!(titles.len(), 2, "{titles:?}");
    let written = world.shop.sheet_values(&file, &results.title).unwrap();
    assert_eq!(written.len() as i64, 1 + run.counts.findings());
    let headings = ["Linha", "SKU", "Campo", "Valor", "Gravidade", "Regra", "Motivo", "O que fazer"];
    assert_eq!(written[0], headings.map(|text| json!(text)));
    let of = |line: i64| written.iter().filter(move |row| row[0].as_f64() == Some(line as f64));
    assert!(of(6).any(|row| row[1] == "A-2" && row[2] == "Título"), "{written:?}");
    assert!(of(8).any(|row| row[1] == "=2+2"), "a text that looks like a formula stays a text: {written:?}");

    // Of another check there is another tab, and the sheet itself is what it was.
    let again = world.check(sheet).await;
    assert_eq!(again.counts.rows, run.counts.rows);
    world.write(again.id).await;
    assert_eq!(world.shop.sheet_titles(&file).unwrap().len(), 3);
}

#[tokio::test]
async fn results_follow_each_check_where_the_sheet_says_so_and_can_be_tried_again() {
    let world = world().await;
    let file = world.shop.add_spreadsheet("Catálogo", &rows("Camiseta azul"));
    let sheet = world.sheet_of(&file).await;
    let cx = world.owner.cx::<EditCatalog>();
    validation::set_schedule(&cx, sheet, CheckSchedule::Off, true).await.unwrap();
    world.shop.share_to_read(&file).unwrap();
    let run = world.check(sheet).await;
    let view = world.written(run.id).await;
    let results = view.results.unwrap();
    assert_eq!(results.state, ResultsState::Failed);
    assert_eq!(results.problem.unwrap().0, "sheet_forbidden");
    world.shop.share_to_write(&file).unwrap();
    let results = world.write(run.id).await.results.unwrap();
    assert_eq!((results.state, results.problem), (ResultsState::Done, None));
    let next = world.check(sheet).await;
    assert_eq!(world.written(next.id).await.results.unwrap().state, ResultsState::Done);
    assert_eq!(world.shop.sheet_titles(&file).unwrap().len(), 3);

    // A file of Google holds so many cells and no more.
    let full = world.check(sheet).await;
    world.written(full.id).await;
    world.sql("delete from validation_results").await;
    world.shop.cut_sheet(&file, 0, 5_000_000).unwrap();
    let results = world.write(full.id).await.results.unwrap();
    assert_eq!(results.problem.map(|(code, _)| code).as_deref(), Some("sheet_full"));
    // What a worker left behind is no writing that goes on.
    world.sql("update validation_results set state = 'running', problem = null").await;
    let left = world.run_view(full.id).await.results.unwrap();
    assert_eq!((left.state, left.problem.unwrap().0.as_str()), (ResultsState::Failed, "internal"));
    world.shop.cut_sheet(&file, 0, 100).unwrap();
    assert_eq!(world.write(full.id).await.results.unwrap().state, ResultsState::Done);

    world.sql("update validation_runs set state = 'failed' where file_id is not null").await;
    assert_eq!(conflict(validation::write_results(&cx, next.id).await), "check_not_over");
    let catalogue = validation::add_catalogue(&cx, "Produtos").await.unwrap();
    let of_catalogue = world.check(catalogue).await;
    assert_eq!(conflict(validation::write_results(&cx, of_catalogue.id).await), "not_a_sheet");
    let writes = validation::set_schedule(&cx, catalogue, CheckSchedule::Off, true).await;
    assert_eq!(conflict(writes), "not_a_sheet");
}

#[tokio::test]
async fn the_catalogue_in_orion_is_checked_as_it_is() {
    let world = world().await;
    let cx = world.owner.cx::<EditCatalog>();
    let mut tx = cx.begin().await.unwrap();
    for number in 0..2_500 {
        let name = if number == 7 { "  Produto  sete ".into() } else { format!("Produto, \"{number}\"") };
        let fields = ProductFields {
            description: "Linha um\nlinha dois".into(),
            brand: (number != 2).then(|| "Acme".to_owned()),
            price_minor: Some(if number == 9 { 0 } else { 1_990 }),
            compare_at_minor: (number == 3).then_some(1_000),
            stock: Some(3),
            gtin: (number == 11).then(|| "7891234567890".to_owned()),
            ncm: Some("61091000".into()),
            weight_grams: Some(if number == 4 { 1_000_001 } else { 250 }),
            length_mm: Some(125),
            width_mm: Some(100),
            height_mm: Some(80),
            images: vec!["https://a.com/1.jpg".into(), "https://a.com/w_5,h_5/2.jpg".into()],
            ..ProductFields::new(format!("P-{number:04}"), name, Currency::BRL)
        };
        store::catalog::insert(&mut tx, ProductId::new(), &fields).await.unwrap();
    }
    tx.commit().await.unwrap();
    let sheet = validation::add_catalogue(&cx, "Produtos do Orion").await.unwrap();
    assert_eq!(validation::add_catalogue(&cx, "De novo").await.unwrap(), sheet, "there is one");
    let (view, columns, _) = validation::sheet(&world.owner.cx::<View>(), sheet).await.unwrap();
    assert_eq!((view.name.as_str(), view.problem), ("Produtos do Orion", None));
    assert_eq!(columns.columns[1].samples.len(), 50);
    assert_eq!(columns.columns[3].samples[0], "19.90");
    let brand = "id: branded\ntitle: M\nexplanation: M\nfield: brand\ncheck: { required: true }\ntests:\n  \
        - { given: { brand: '' }, finds: true }\n  - { given: { brand: Acme }, finds: false }\n";
    validation::save_own_rule(&cx, None, brand, true).await.unwrap();
    validation::set_columns(&cx, sheet, &[], &["general".to_owned(), validation::OWN.to_owned()])
        .await
        .unwrap();
    let run = world.check(sheet).await;
    assert_eq!(
        (run.state, run.counts.rows, run.counts.metered),
        (ValidationState::Completed, 2_500, 2_500),
        "{run:?}"
    );
    let found =
        validation::findings(&world.owner.cx::<View>(), run.id, &FindingFilter::default(), None).await;
    let found: Vec<_> = found.unwrap().rows.into_iter().map(|one| (one.sku.unwrap(), one.field)).collect();
    for expected in [
        ("P-0002", "brand"),
        ("P-0003", "compare_at_price"),
        ("P-0004", "weight"),
        ("P-0007", "title"),
        ("P-0009", "price"),
        ("P-0011", "gtin"),
    ] {
        assert!(found.contains(&(expected.0.to_owned(), expected.1.to_owned())), "{expected:?}: {found:?}");
    }
    let without_brand = found.iter().filter(|(_, field)| field == "brand").count();
    assert_eq!(without_brand, 1, "the others have one: {found:?}");
    assert_eq!(conflict(validation::set_format(&cx, sheet, |_| Ok(())).await), "not_a_file");
    assert_eq!(world.check(sheet).await.counts.metered, 0);
    // A sheet that an earlier version made has the columns of that version until it is checked.
    world.sql("update sheets set mapping = null where kind = 'catalogue'").await;
    assert_eq!(world.check(sheet).await.state, ValidationState::Completed);

    let other = stranger(&world.hub).await;
    let theirs = validation::add_catalogue(&other.cx::<EditCatalog>(), "Produtos").await.unwrap();
    assert_ne!(theirs, sheet);
    let (view, columns, _) = validation::sheet(&other.cx::<View>(), theirs).await.unwrap();
    assert_eq!((view.problem, columns.columns.len()), (None, 18));
    assert!(columns.columns[0].samples.is_empty(), "another company's products");
}

#[tokio::test]
async fn a_check_that_is_due_is_started_once_by_several_workers() {
    let world = world().await;
    let file = world.shop.add_spreadsheet("Catálogo", &rows("Camiseta azul"));
    let sheet = world.sheet_of(&file).await;
    let cx = world.owner.cx::<EditCatalog>();
    let db = world.database.db();
    for hours in [0, 169] {
        let refused = validation::set_schedule(&cx, sheet, CheckSchedule::EveryHours(hours), false).await;
        assert!(matches!(refused, Err(HubError::Fault(Fault::Invalid { .. }))), "{hours}");
    }
    validation::set_schedule(&cx, sheet, CheckSchedule::EveryHours(6), false).await.unwrap();
    let view = world.sheet_view(sheet).await;
    let wait = view.next_check_at.unwrap() - chrono::Utc::now();
    assert!(wait.num_minutes() >= 359 && wait.num_hours() <= 6, "{wait}");
    assert!(store::validation::due(db, 10).await.unwrap().is_empty());

    // Four were missed: they are made once, and the rhythm stays.
    world.sql("update sheets set scheduled_from = scheduled_from - interval '25 hours'").await;
    assert_eq!(store::validation::due(db, 10).await.unwrap(), [(world.owner.org(), sheet)]);
    let (first, second) =
        tokio::join!(hub::jobs::start_due_checks(&world.hub), hub::jobs::start_due_checks(&world.hub));
    first.and(second).unwrap();
    assert_eq!(world.count("validation_runs").await, 1);
    assert_eq!(world.count("jobs where kind = 'validate'").await, 1);
    let wait = world.sheet_view(sheet).await.next_check_at.unwrap() - chrono::Utc::now();
    assert!(wait.num_minutes() >= 299 && wait.num_hours() <= 5, "{wait}");
    hub::jobs::start_due_checks(&world.hub).await.unwrap();
    assert_eq!(world.count("validation_runs").await, 1, "it is not due any more");
    world
        .work_until(async || {
            world.count("validation_runs where state = 'completed' and is_scheduled").await == 1
        })
        .await;

    // An account that cannot be asked is not: its check is due when it is back.
    world.sql("update sheets set scheduled_from = scheduled_from - interval '6 hours'").await;
    integrations::pause(&world.owner.cx(), world.connection).await.unwrap();
    hub::jobs::start_due_checks(&world.hub).await.unwrap();
    assert_eq!(world.count("validation_runs").await, 1);
    integrations::resume(&world.owner.cx(), world.connection).await.unwrap();
    hub::jobs::start_due_checks(&world.hub).await.unwrap();
    assert_eq!(world.count("validation_runs").await, 2);
    // While one is open no other one begins.
    world.sql("update sheets set scheduled_from = scheduled_from - interval '12 hours'").await;
    hub::jobs::start_due_checks(&world.hub).await.unwrap();
    assert_eq!(world.count("validation_runs").await, 2);
    validation::set_schedule(&cx, sheet, CheckSchedule::Off, false).await.unwrap();
    assert_eq!(world.sheet_view(sheet).await.next_check_at, None);
}

#[tokio::test]
async fn a_daily_check_follows_the_clocks_of_the_company() {
    let world = world().await;
    let cx = world.owner.cx::<EditCatalog>();
    let sheet = validation::add_catalogue(&cx, "Produtos").await.unwrap();
    let at = NaiveTime::from_hms_opt(6, 30, 0).unwrap();
    validation::set_schedule(&cx, sheet, CheckSchedule::DailyAt(at), false).await.unwrap();
    assert_eq!(world.sheet_view(sheet).await.schedule, CheckSchedule::DailyAt(at));
    for (zone, from, next) in [
        ("America/Sao_Paulo", "2026-11-27 09:29:59Z", "2026-11-27 09:30:00Z"),
        ("America/Sao_Paulo", "2026-11-27 09:30:00Z", "2026-11-28 09:30:00Z"),
        ("Asia/Tokyo", "2026-11-27 09:30:00Z", "2026-11-27 21:30:00Z"),
        // The clocks go back at night: 6.30 comes an hour later.
        ("Europe/Lisbon", "2026-10-24 05:30:00Z", "2026-10-25 06:30:00Z"),
        ("Mars/Olympus", "2026-11-27 09:30:00Z", "2026-11-28 06:30:00Z"),
    ] {
        let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
        sqlx::query("update organisations set time_zone = $1").bind(zone).execute(&pool).await.unwrap();
        sqlx::query("update sheets set scheduled_from = $1::text::timestamptz")
            .bind(from)
            .execute(&pool)
            .await
            .unwrap();
        let expected: chrono::DateTime<chrono::Utc> = next.replace(' ', "T").parse().unwrap();
        assert_eq!(world.sheet_view(sheet).await.next_check_at, Some(expected), "{zone} {from}");
    }
    let other = stranger(&world.hub).await;
    let foreign =
        validation::set_schedule(&other.cx::<EditCatalog>(), sheet, CheckSchedule::Off, false).await;
    assert!(matches!(foreign, Err(HubError::Fault(Fault::NotFound))));
}
