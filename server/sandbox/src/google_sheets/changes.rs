//! Changes of a spreadsheet's structure: all of a call's or none.

use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::book::{File, Sheet};
use super::invalid;
use super::values::may_write;

const MOST_CELLS: usize = 10_000_000;

pub(super) fn batch_update(shop: &Shop, request: &Request, id: &str) -> Reply {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let Some(requests) = body["requests"].as_array().filter(|requests| !requests.is_empty()) else {
        return invalid("Must specify at least one request.");
    };
    let done = shop.drive.change(shop, id, |file| {
        may_write(request, file)?;
        let each = requests.iter().enumerate().map(|(at, one)| apply(file, at, one));
        each.collect::<Result<Vec<Value>, Reply>>()
    });
    match done {
        Ok(replies) => Reply::value(200, &json!({ "spreadsheetId": id, "replies": replies })),
        Err(refusal) => refusal,
    }
}

fn apply(file: &mut File, at: usize, request: &Value) -> Result<Value, Reply> {
    if let Some(properties) = request["addSheet"]["properties"].as_object() {
        return add(file, at, &Value::Object(properties.clone()));
    }
    if let Some(note) = request["createDeveloperMetadata"]["developerMetadata"].as_object() {
        let text = |name: &str| note.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let wrong = || invalid(&format!("Invalid requests[{at}].createDeveloperMetadata: no such sheet"));
        let id = note.get("location").and_then(|location| location["sheetId"].as_i64());
        let sheet = file.sheets.iter_mut().find(|sheet| Some(sheet.id) == id).ok_or_else(wrong)?;
        if text("metadataKey").is_empty() || text("visibility").is_empty() {
            return Err(invalid(&format!(
                "Invalid requests[{at}].createDeveloperMetadata: key and visibility"
            )));
        }
        sheet.notes.push((text("metadataKey"), text("metadataValue")));
        return Ok(json!({ "createDeveloperMetadata": { "developerMetadata": note } }));
    }
    Err(invalid(&format!("Invalid requests[{at}]: no request that is known")))
}

fn add(file: &mut File, at: usize, properties: &Value) -> Result<Value, Reply> {
    let refuse = |why: String| invalid(&format!("Invalid requests[{at}].addSheet: {why}"));
    let title = properties["title"].as_str().unwrap_or("Sheet").to_owned();
    if file.sheets.iter().any(|sheet| sheet.title.to_lowercase() == title.to_lowercase()) {
        return Err(refuse(format!(
            "A sheet with the name \"{title}\" already exists. Please enter another name."
        )));
    }
    let last = file.sheets.iter().map(|sheet| sheet.id).max().unwrap_or_default();
    let id = properties["sheetId"].as_i64().unwrap_or(last + 1);
    if !(0..=i64::from(i32::MAX)).contains(&id) {
        return Err(refuse(format!("Invalid sheetId {id}")));
    }
    if file.sheets.iter().any(|sheet| sheet.id == id) {
        return Err(refuse(format!("A sheet with the ID {id} already exists.")));
    }
    let size = |name: &str, usual: u64| {
        usize::try_from(properties["gridProperties"][name].as_u64().unwrap_or(usual)).unwrap_or(usize::MAX)
    };
    let (rows, columns) = (size("rowCount", 1_000), size("columnCount", 26));
    let cells: usize = file.sheets.iter().map(|sheet| sheet.rows * sheet.columns).sum();
    if rows.saturating_mul(columns).saturating_add(cells) > MOST_CELLS {
        return Err(refuse(format!(
            "This action would increase the number of cells in the workbook above the limit of {MOST_CELLS} cells."
        )));
    }
    file.sheets.push(Sheet { rows, columns, ..Sheet::new(id, &title, Vec::new()) });
    let properties =
        json!({ "sheetId": id, "title": title, "index": file.sheets.len() - 1, "sheetType": "GRID" });
    Ok(json!({ "addSheet": { "properties": properties } }))
}
