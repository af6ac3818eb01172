//! Google Sheets as its API is called.

use crate::{Seen, World, world};
use sandbox::{Fault, FaultRule, Platform, ShopOptions};
use serde_json::{Value, json};

async fn google() -> World {
    world(ShopOptions::new(Platform::GoogleSheets, "loja").orders(0)).await
}

fn token(world: &World) -> String {
    world.shop.grant().unwrap().access_token
}

async fn read(world: &World, path: &str) -> Seen {
    Seen::of(world.client.get(format!("{}{path}", world.url)).bearer_auth(token(world))).await
}

async fn change(world: &World, file: &str, requests: Value) -> Seen {
    let url = format!("{}/v4/spreadsheets/{file}:batchUpdate", world.url);
    let body = json!({ "requests": requests });
    Seen::of(world.client.post(url).bearer_auth(token(world)).json(&body)).await
}

async fn put(world: &World, file: &str, range: &str, how: &str, values: Value) -> Seen {
    let url = format!("{}/v4/spreadsheets/{file}/values/{range}?valueInputOption={how}", world.url);
    Seen::of(world.client.put(url).bearer_auth(token(world)).json(&json!({ "values": values }))).await
}

#[tokio::test]
async fn values_are_formatted_unless_they_are_asked_for_as_they_are() {
    let world = google().await;
    let (file, _) = world.shop.spreadsheets().into_iter().find(|(_, name)| name.contains("Black")).unwrap();
    let range = format!("/v4/spreadsheets/{file}/values/Pre%C3%A7os!B2:D2");
    let formatted = read(&world, &range).await.json();
    assert!(formatted["values"][0][0].as_str().unwrap().contains(','), "{formatted}");
    assert_eq!(formatted["values"][0][1], "27/11/2026");
    let plain = read(&world, &format!("{range}?valueRenderOption=UNFORMATTED_VALUE")).await.json();
    assert!(plain["values"][0][0].is_f64() || plain["values"][0][0].is_i64(), "{plain}");
    assert_eq!(plain["values"][0][1], 46_353, "days since 1899-12-30");
}

#[tokio::test]
async fn empty_rows_and_cells_at_the_end_are_left_out() {
    let world = google().await;
    let rows = [vec![json!("a"), json!(""), json!("c"), json!("")], vec![], vec![json!(1)], vec![]];
    let file = world.shop.add_spreadsheet("Vazia", &rows);
    let plain =
        format!("/v4/spreadsheets/{file}/values/P%C3%A1gina1!A1:D4?valueRenderOption=UNFORMATTED_VALUE");
    assert_eq!(read(&world, &plain).await.json()["values"], json!([["a", "", "c"], [], [1]]));
    let end = read(&world, &format!("/v4/spreadsheets/{file}/values/P%C3%A1gina1!A4:D4")).await.json();
    assert_eq!(end, json!({ "range": "Página1!A4:D4", "majorDimension": "ROWS" }));
    for (range, told) in
        [("Outra!A1:B2", "Unable to parse range"), ("P%C3%A1gina1!A1:D5", "exceeds grid limits")]
    {
        let refused = read(&world, &format!("/v4/spreadsheets/{file}/values/{range}")).await;
        assert!(refused.status == 400 && refused.text.contains(told), "{}", refused.text);
    }
}

#[tokio::test]
async fn changes_are_made_together_or_not_at_all() {
    let world = google().await;
    let file = world.shop.spreadsheets().remove(0).0;
    let before = world.shop.sheet_titles(&file).unwrap();
    let one = json!({ "addSheet": { "properties": { "title": "R", "sheetId": 9 } } });
    let refused = change(&world, &file, json!([one, one])).await;
    assert!(refused.status == 400 && refused.text.contains("requests[1].addSheet"), "{}", refused.text);
    assert_eq!(world.shop.sheet_titles(&file).unwrap(), before);
    assert_eq!(change(&world, &file, json!([one])).await.status, 200);
    let same = json!({ "addSheet": { "properties": { "title": "S", "sheetId": 9 } } });
    assert!(
        change(&world, &file, json!([same])).await.text.contains("com o ID 9"),
        "in the account's language"
    );
}

#[tokio::test]
async fn what_the_schemas_do_not_have_is_refused_by_name() {
    let world = google().await;
    let file = world.shop.spreadsheets().remove(0).0;
    let about = format!("/v4/spreadsheets/{file}");
    for (path, told) in [
        (format!("{about}?fields=properties(title,zone)"), "properties.zone"),
        (format!("{about}?fields=sheets(properties"), "Invalid field selection"),
        (format!("{about}?field=properties"), r#"Unknown name \"field\""#),
        (format!("{about}/values/Produtos!A1:B1?valueRender=FORMULA"), r#"Unknown name \"valueRender\""#),
        ("/drive/v3/files?fields=files(id,title)".to_owned(), "Invalid field selection files.title"),
        ("/drive/v3/files?pagesize=5".to_owned(), r#"Unknown name \"pagesize\""#),
    ] {
        let refused = read(&world, &path).await;
        assert!(refused.status == 400 && refused.text.contains(told), "{path}: {}", refused.text);
    }
    let prize = json!({ "addSheet": { "properties": { "title": "R", "rows": 5 } } });
    let refused = change(&world, &file, json!([prize])).await;
    assert!(refused.status == 400 && refused.text.contains(r#"Unknown name \"rows\""#), "{}", refused.text);
    let long = put(&world, &file, "Produtos!A1:A1", "RAW", json!([["x".repeat(50_001)]])).await;
    assert!(long.status == 400 && long.text.contains("50000 characters"), "{}", long.text);
}

#[tokio::test]
async fn only_what_is_asked_for_comes_and_of_files_little_without_asking() {
    let world = google().await;
    let (file, name) = world.shop.spreadsheets().remove(0);
    let grid = format!("/v4/spreadsheets/{file}?fields=sheets.properties(gridProperties/columnCount)");
    let first = read(&world, &grid).await.json()["sheets"][0].clone();
    assert_eq!(first, json!({ "properties": { "gridProperties": { "columnCount": 20 } } }));
    let bare = read(&world, &format!("/drive/v3/files/{file}")).await.json();
    let mime = "application/vnd.google-apps.spreadsheet";
    assert_eq!(bare, json!({ "kind": "drive#file", "id": file, "name": name, "mimeType": mime }));
    let office = world.shop.add_office_file("Produtos.xlsx");
    assert!(read(&world, &format!("/drive/v3/files/{office}")).await.text.contains("openxmlformats"));
    let refused = read(&world, &format!("/v4/spreadsheets/{office}")).await;
    assert_eq!(
        (refused.status, refused.json()["error"]["status"].clone()),
        (400, json!("FAILED_PRECONDITION"))
    );
}

#[tokio::test]
async fn what_is_typed_is_calculated_and_what_is_raw_is_not() {
    let world = google().await;
    let file = world.shop.add_spreadsheet("Contas", &[vec![json!("a"), json!("b")]]);
    assert_eq!(put(&world, &file, "P%C3%A1gina1!A1:B1", "RAW", json!([["=1+1", null]])).await.status, 200);
    assert_eq!(world.shop.sheet_values(&file, "Página1").unwrap()[0], [json!("=1+1"), json!("b")]);
    put(&world, &file, "P%C3%A1gina1!A1:B1", "USER_ENTERED", json!([["=1+1"]])).await;
    assert_eq!(world.shop.sheet_values(&file, "Página1").unwrap()[0][0], "#ERROR!");
    assert_eq!(put(&world, &file, "P%C3%A1gina1!A1:B1", "", json!([["x"]])).await.status, 400);
    world.shop.share_to_read(&file).unwrap();
    assert_eq!(put(&world, &file, "P%C3%A1gina1!A1:B1", "RAW", json!([["x"]])).await.status, 403);
}

#[tokio::test]
async fn without_a_token_or_beyond_the_quota_nothing_is_told() {
    let world = google().await;
    let user = Seen::of(world.client.get(format!("{}/v1/userinfo", world.url)).bearer_auth("none")).await;
    assert_eq!((user.status, user.json()["error"].clone()), (401, json!("invalid_request")));
    let url = format!("{}/drive/v3/files", world.url);
    assert_eq!(Seen::of(world.client.get(&url)).await.json()["error"]["status"], "UNAUTHENTICATED");
    world.shop.fault(FaultRule::always(Fault::QuotaExceeded));
    let drive = read(&world, "/drive/v3/files").await;
    let reason = drive.json()["error"]["errors"][0]["reason"].clone();
    assert_eq!((drive.status, reason), (403, json!("userRateLimitExceeded")));
    let file = world.shop.spreadsheets().remove(0).0;
    let sheets = read(&world, &format!("/v4/spreadsheets/{file}")).await;
    assert_eq!((sheets.status, sheets.json()["error"]["status"].clone()), (429, json!("RESOURCE_EXHAUSTED")));
}
