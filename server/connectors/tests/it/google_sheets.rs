//! Google Sheets against its simulator.

mod consent;

use crate::shops::{Running, loopback};
use crate::simulated::Simulator;
use connector_kit::{
    Advice, AppCredentials, Cell, Conn, ConnParts, Connector, FilesAsk, HeldTokens, ManualClock, NewSheet,
    PutRows, RowsAsk, SheetInfo, Spreadsheets, TokenSet,
    contract::{Outcome, Scenario, Subject},
};
use connectors::GoogleSheets;
use domain::{AuthKind, Capability, PlatformCategory, UpstreamKind};
use sandbox::{Fault, FaultRule, Platform};
use serde_json::json;
use std::{sync::Arc, time::Duration};

/// What becomes of the scenarios of the contract.
pub async fn conformance() -> Vec<(Scenario, Outcome)> {
    Subject {
        connector: &GoogleSheets,
        parts: &|base| {
            let mut parts = loopback(&GoogleSheets, AuthKind::OAuth2);
            parts.base_url = Some(base);
            parts.app = Some(AppCredentials {
                client_id: "app".into(),
                client_secret: "secret-contract".into(),
                service_id: None,
            });
            let held = TokenSet {
                access_token: "access-contract".into(),
                expires_at: None,
                refresh_token: Some("refresh-contract".into()),
                consent_ends_at: None,
                scopes: None,
            };
            parts.tokens = Some(Arc::new(HeldTokens::new(Arc::new(GoogleSheets), held)));
            parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
            parts
        },
        // It reads no orders.
        page_of: &|_| String::new(),
        one_by_one: false,
        record: "",
        strange_record: "",
        error_with_200: r#"{"error":{"code":500,"message":"Internal error encountered.","status":"INTERNAL"}}"#,
        secrets: &["access-contract", "refresh-contract", "secret-contract"],
        simulated: Some(&Simulator(Platform::GoogleSheets)),
    }
    .results()
    .await
}

async fn running() -> Running {
    Running::with(Platform::GoogleSheets, 0).await
}

/// A connection whose pauses take no time.
fn hurried(running: &Running) -> Conn {
    let mut parts: ConnParts = running.parts(AuthKind::OAuth2);
    parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
    Conn::new(parts)
}

fn able() -> &'static dyn Spreadsheets {
    GoogleSheets.spreadsheets().unwrap()
}

async fn first_sheet(conn: &Conn, file: &str) -> SheetInfo {
    able().workbook(conn, file).await.unwrap().sheets.remove(0)
}

fn ask(file: &str, sheet: &SheetInfo, from: u32) -> RowsAsk {
    RowsAsk { file: file.to_owned(), sheet: sheet.clone(), from }
}

#[test]
fn it_holds_spreadsheets_and_no_orders() {
    assert_eq!(GoogleSheets.capabilities(), [Capability::Spreadsheets]);
    assert_eq!(GoogleSheets.spec().category, PlatformCategory::Spreadsheet);
    assert!(GoogleSheets.orders().is_none() && GoogleSheets.webhooks().is_none());
}

#[tokio::test]
async fn the_products_of_the_demo_are_read_with_their_types() {
    let running = running().await;
    let conn = hurried(&running);
    let files = able().files(&conn, &FilesAsk::default()).await.unwrap().files;
    assert_eq!(files[0].name, "Produtos - catálogo 2026");
    let workbook = able().workbook(&conn, &files[0].id).await.unwrap();
    assert_eq!(workbook.locale.as_deref(), Some("pt_BR"));
    let hidden: Vec<_> =
        workbook.sheets.iter().map(|sheet| (sheet.title.as_str(), sheet.is_hidden)).collect();
    assert_eq!(hidden, [("Produtos", false), ("Como preencher", false), ("Apoio", true)]);
    let page = able().rows(&conn, &ask(&files[0].id, &workbook.sheets[0], 1)).await.unwrap();
    assert_eq!((page.first, page.rows.len(), page.next), (1, 1_001, None));
    assert_eq!(page.rows[0][0], Cell::Text("SKU".into()));
    let types = page.rows[1].iter().map(|cell| match cell {
        Cell::Text(_) => 't',
        Cell::Number(_) => 'n',
        Cell::Boolean(_) => 'b',
        Cell::Empty => '-',
    });
    let types: String = types.collect();
    assert!(types.starts_with("tttttn") && types.ends_with("ttnnnntb"), "{types}");

    let black_friday = able().files(&conn, &FilesAsk { search: "black".into(), after: None }).await.unwrap();
    let file = &black_friday.files[0].id;
    let page = able().rows(&conn, &ask(file, &first_sheet(&conn, file).await, 1)).await.unwrap();
    assert_eq!(page.rows[1][2], Cell::Text("27/11/2026".into()), "a date as the sheet shows it");
    assert!(matches!(page.rows[1][1], Cell::Number(_)));
}

#[tokio::test]
async fn a_long_list_and_a_long_sheet_come_in_pages() {
    let running = running().await;
    let conn = hurried(&running);
    for number in 0..120 {
        running.shop.add_spreadsheet(&format!("Planilha {number}"), &[vec![json!(number)]]);
    }
    let first = able().files(&conn, &FilesAsk::default()).await.unwrap();
    let second = FilesAsk { after: first.next.clone(), ..FilesAsk::default() };
    let second = able().files(&conn, &second).await.unwrap();
    assert_eq!((first.files.len(), second.files.len(), second.next), (100, 24, None));

    let rows: Vec<_> = (0..12_345).map(|row| vec![json!(row), json!(format!("SKU-{row}"))]).collect();
    let file = running.shop.add_spreadsheet("Longa", &rows);
    let (mut from, mut read, mut calls) = (Some(1), Vec::new(), 0);
    let sheet = first_sheet(&conn, &file).await;
    while let Some(first) = from {
        let page = able().rows(&conn, &ask(&file, &sheet, first)).await.unwrap();
        assert_eq!(page.first as usize, read.len() + 1);
        read.extend(page.rows);
        (from, calls) = (page.next, calls + 1);
    }
    assert_eq!((read.len(), calls), (12_345, 3));
    assert_eq!(read[12_344], [Cell::Number(12_344.0), Cell::Text("SKU-12344".into())]);
}

#[tokio::test]
async fn rows_that_are_too_long_for_one_answer_are_read_a_few_at_a_time() {
    let running = running().await;
    let conn = hurried(&running);
    let rows: Vec<_> = (0..400).map(|row| vec![json!(format!("{row}{}", "x".repeat(49_000)))]).collect();
    let file = running.shop.add_spreadsheet("Textos", &rows);
    let sheet = first_sheet(&conn, &file).await;
    let (mut from, mut read) = (Some(1), 0);
    while let Some(first) = from {
        let page = able().rows(&conn, &ask(&file, &sheet, first)).await.unwrap();
        assert_eq!(page.first as usize, read + 1);
        read += page.rows.len();
        from = page.next;
    }
    assert_eq!(read, 400);
    let before = running.shop.counters().requests;
    able().rows(&conn, &ask(&file, &sheet, 1)).await.unwrap();
    assert_eq!(running.shop.counters().requests, before + 1, "what fits is remembered");
}

#[tokio::test]
async fn a_sheet_that_is_cut_while_it_is_read_ends_where_it_ends_now() {
    let running = running().await;
    let conn = hurried(&running);
    let rows: Vec<_> = (0..9_000).map(|row| vec![json!(row)]).collect();
    let file = running.shop.add_spreadsheet("Cortada", &rows);
    let sheet = first_sheet(&conn, &file).await;
    let page = able().rows(&conn, &ask(&file, &sheet, 1)).await.unwrap();
    running.shop.cut_sheet(&file, 0, 6_000).unwrap();
    let rest = able().rows(&conn, &ask(&file, &page.sheet, page.next.unwrap())).await.unwrap();
    assert_eq!((rest.rows.len(), rest.next, rest.sheet.rows), (1_000, None, 6_000));
    running.shop.cut_sheet(&file, 0, 10).unwrap();
    let nothing = able().rows(&conn, &ask(&file, &page.sheet, page.next.unwrap())).await.unwrap();
    assert_eq!((nothing.rows.len(), nothing.next), (0, None));
    running.shop.add_spreadsheet("Outra", &[]);
    running.shop.rename_sheet(&file, 0, "Com \"aspas\"").unwrap();
    running.shop.remove_sheet(&file, 0).unwrap();
    let error = able().rows(&conn, &ask(&file, &sheet, 1)).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::NotFound, Advice::Never));
}

#[tokio::test]
async fn a_quota_that_is_used_up_is_waited_for_in_the_words_of_either_api() {
    let running = running().await;
    let conn = hurried(&running);
    let file = running.shop.spreadsheets().remove(0).0;
    running.shop.fault(FaultRule::always(Fault::QuotaExceeded));
    let minute = Advice::After(Duration::from_secs(60));
    let errors = [
        able().files(&conn, &FilesAsk::default()).await.unwrap_err(),
        able().workbook(&conn, &file).await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!((error.kind, error.advice), (UpstreamKind::RateLimit, minute), "{error:?}");
    }
    assert_eq!(GoogleSheets.check(&conn).await.failure().map(|(problem, _)| problem), Some("busy"));
}

#[tokio::test]
async fn a_place_in_the_list_that_holds_no_more_begins_it_anew() {
    let running = running().await;
    let conn = hurried(&running);
    let first = able().files(&conn, &FilesAsk::default()).await.unwrap();
    let ask = FilesAsk { after: Some("of last week".into()), ..FilesAsk::default() };
    assert_eq!(able().files(&conn, &ask).await.unwrap(), first);
}

#[tokio::test]
async fn of_two_who_add_a_sheet_at_once_both_have_it_whatever_language_google_speaks() {
    let running = running().await;
    let conn = hurried(&running);
    let file = running.shop.spreadsheets().remove(0).0;
    let before = running.shop.sheet_titles(&file).unwrap().len();
    let new = NewSheet { file: file.clone(), marker: "m".into(), title: "R".into(), rows: 2, columns: 2 };
    let (one, other) = tokio::join!(able().add_sheet(&conn, &new), able().add_sheet(&conn, &new));
    assert_eq!(one.unwrap(), other.unwrap());
    assert_eq!(running.shop.sheet_titles(&file).unwrap().len(), before + 1);
    // The same title at once, for something else: whoever was later tries again.
    let of = |marker: &str| NewSheet { marker: marker.into(), title: "S".into(), ..new.clone() };
    let (third, fourth) = (of("m 3"), of("m 4"));
    let (one, other) = tokio::join!(able().add_sheet(&conn, &third), able().add_sheet(&conn, &fourth));
    for refused in [one, other].into_iter().filter_map(Result::err) {
        assert_eq!((refused.kind, refused.advice), (UpstreamKind::Protocol, Advice::Retry), "{refused:?}");
    }
    able().add_sheet(&conn, &third).await.unwrap();
    able().add_sheet(&conn, &fourth).await.unwrap();
    assert_eq!(running.shop.sheet_titles(&file).unwrap().len(), before + 3);
}

#[tokio::test]
async fn a_workbook_of_excel_that_lies_in_drive_is_no_spreadsheet() {
    let running = running().await;
    let conn = hurried(&running);
    let file = running.shop.add_office_file("Produtos.xlsx");
    let error = able().workbook(&conn, &file).await.unwrap_err();
    assert_eq!(
        (error.kind, error.advice, error.status),
        (UpstreamKind::Rejected, Advice::Never, Some(400)),
        "{error:?}"
    );
    let listed = able().files(&conn, &FilesAsk::default()).await.unwrap().files;
    assert!(listed.iter().all(|known| known.id != file));
}

#[tokio::test]
async fn a_file_that_may_only_be_looked_at_takes_no_results() {
    let running = running().await;
    let conn = hurried(&running);
    let file = running.shop.spreadsheets().remove(0).0;
    running.shop.share_to_read(&file).unwrap();
    let new = NewSheet { file: file.clone(), marker: "m".into(), title: "R".into(), rows: 2, columns: 2 };
    let error = able().add_sheet(&conn, &new).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never));
    let put = PutRows {
        sheet: first_sheet(&conn, &file).await,
        file,
        first: 1,
        rows: vec![vec![Cell::Number(1.0)]],
    };
    assert_eq!(able().put(&conn, &put).await.unwrap_err().kind, UpstreamKind::Permission);
}

#[tokio::test]
async fn results_beyond_one_block_are_written_whole() {
    let running = running().await;
    let conn = hurried(&running);
    let file = running.shop.spreadsheets().remove(0).0;
    let new = NewSheet {
        file: file.clone(),
        marker: "run 1".into(),
        title: "Orion".into(),
        rows: 11_000,
        columns: 2,
    };
    let sheet = able().add_sheet(&conn, &new).await.unwrap();
    let rows: Vec<_> =
        (0..11_000).map(|row| vec![Cell::Number(f64::from(row)), Cell::Text("=1".into())]).collect();
    let before = running.shop.counters().requests;
    let put = PutRows { file: file.clone(), sheet: sheet.clone(), first: 1, rows };
    able().put(&conn, &put).await.unwrap();
    assert_eq!(running.shop.counters().requests - before, 3);
    let written = running.shop.sheet_values(&file, &sheet.title).unwrap();
    assert_eq!(written.len(), 11_000);
    assert_eq!(written[10_999], [json!(10_999), json!("=1")]);
    let vast = NewSheet { rows: 4_000_000, columns: 3, marker: "run 2".into(), ..new };
    assert_eq!(able().add_sheet(&conn, &vast).await.unwrap_err().kind, UpstreamKind::Rejected);
}

#[tokio::test]
async fn a_file_in_the_bin_is_neither_listed_nor_marked() {
    let running = running().await;
    let conn = hurried(&running);
    let (file, name) = running.shop.spreadsheets().remove(0);
    running.shop.bin_spreadsheet(&file).unwrap();
    let listed = able().files(&conn, &FilesAsk::default()).await.unwrap().files;
    assert!(listed.iter().all(|known| known.name != name));
    assert_eq!(able().mark(&conn, &file).await.unwrap_err().kind, UpstreamKind::NotFound);
}
