//! Changes of a spreadsheet's structure: all of a call's or none.

use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::book::{File, Sheet};
use super::values::{ALL, may_write};
use super::{answered, asked, body_of, invalid};

const MOST_CELLS: usize = 10_000_000;
const MOST_COLUMNS: usize = 18_278;
/// The members of a call, of the requests that are simulated.
const CALL: &str = "includeSpreadsheetInResponse,responseRanges,responseIncludeGridData,commentsViewMode,requests(addSheet(properties(sheetId,title,index,sheetType,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount,hideGridlines,rowGroupControlAfter,columnGroupControlAfter),hidden,tabColor,tabColorStyle,rightToLeft)),createDeveloperMetadata(developerMetadata(metadataId,metadataKey,metadataValue,location(spreadsheet,sheetId,dimensionRange),visibility)))";
const DONE: &str = "spreadsheetId,replies,updatedSpreadsheet,commentUpdateState";

pub(super) fn batch_update(shop: &Shop, request: &Request, id: &str) -> Reply {
    update(shop, request, id).unwrap_or_else(|refusal| refusal)
}

fn update(shop: &Shop, request: &Request, id: &str) -> Result<Reply, Reply> {
    let mask = asked(request, &[], DONE, ALL).map_err(|told| invalid(&told))?;
    let body = body_of(request, CALL)?;
    let requests = body["requests"].as_array().filter(|requests| !requests.is_empty());
    let requests = requests.ok_or_else(|| invalid("Must specify at least one request."))?;
    let replies = shop.drive.change(shop, id, |file| {
        may_write(request, file)?;
        let each = requests.iter().enumerate().map(|(at, one)| apply(file, at, one));
        each.collect::<Result<Vec<Value>, Reply>>()
    })?;
    Ok(answered(&mask, json!({ "spreadsheetId": id, "replies": replies })))
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
        if text("metadataKey").is_empty() || !["DOCUMENT", "PROJECT"].contains(&text("visibility").as_str()) {
            return Err(invalid(&format!(
                "Invalid requests[{at}].createDeveloperMetadata: key and visibility"
            )));
        }
        sheet.notes.push((text("metadataKey"), text("metadataValue")));
        return Ok(json!({ "createDeveloperMetadata": { "developerMetadata": note } }));
    }
    Err(invalid(&format!("Invalid requests[{at}]: no request that is known")))
}

/// What it tells of it is in the language of the account, as at Google.
fn add(file: &mut File, at: usize, properties: &Value) -> Result<Value, Reply> {
    let refuse = |why: String| invalid(&format!("Invalid requests[{at}].addSheet: {why}"));
    let title = properties["title"].as_str().unwrap_or("Sheet").to_owned();
    if file.sheets.iter().any(|sheet| sheet.title.to_lowercase() == title.to_lowercase()) {
        return Err(refuse(format!("Já existe uma página com o nome \"{title}\". Insira outro nome.")));
    }
    let last = file.sheets.iter().map(|sheet| sheet.id).max().unwrap_or_default();
    let id = properties["sheetId"].as_i64().unwrap_or(last + 1);
    if !(0..=i64::from(i32::MAX)).contains(&id) {
        return Err(refuse(format!("Invalid sheetId {id}")));
    }
    if file.sheets.iter().any(|sheet| sheet.id == id) {
        return Err(refuse(format!("Já existe uma página com o ID {id}.")));
    }
    let size = |name: &str, usual: u64| {
        usize::try_from(properties["gridProperties"][name].as_u64().unwrap_or(usual)).unwrap_or(usize::MAX)
    };
    let (rows, columns) = (size("rowCount", 1_000), size("columnCount", 26));
    if columns > MOST_COLUMNS {
        return Err(refuse(format!("Não é possível ter mais de {MOST_COLUMNS} colunas.")));
    }
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
