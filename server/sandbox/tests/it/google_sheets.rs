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
    assert!(change(&world, &file, json!([same])).await.text.contains("ID 9 already exists"));
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
