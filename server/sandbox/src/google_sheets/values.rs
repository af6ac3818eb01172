//! Spreadsheets and the values of their cells.

use serde_json::{Value, json};

use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::a1::{self, Range};
use super::book::{Cell, File, Sheet};
use super::{answered, asked, body_of, invalid, no_permission, not_of_sheets, scope_insufficient};

/// The members of the API's objects.
const SPREADSHEET: &str = "spreadsheetId,spreadsheetUrl,properties(title,locale,autoRecalc,timeZone,defaultFormat,iterativeCalculationSettings,spreadsheetTheme,importFunctionsExternalUrlAccessAllowed),sheets(properties(sheetId,title,index,sheetType,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount,hideGridlines,rowGroupControlAfter,columnGroupControlAfter),hidden,tabColor,tabColorStyle,rightToLeft,dataSourceSheetProperties),data,merges,conditionalFormats,filterViews,protectedRanges,basicFilter,charts,bandedRanges,developerMetadata(metadataId,metadataKey,metadataValue,location,visibility),rowGroups,columnGroups,slicers,tables,commentAnchors),namedRanges,developerMetadata(metadataId,metadataKey,metadataValue,location,visibility),dataSources,dataSourceSchedules,comments,commentsViewMode";
const VALUE_RANGE: &str = "range,majorDimension,values";
const UPDATED: &str = "spreadsheetId,updatedRange,updatedRows,updatedColumns,updatedCells,updatedData(range,majorDimension,values)";
/// All members.
pub(super) const ALL: &str = "*";
/// Characters that a cell holds.
const LONGEST_CELL: usize = 50_000;

pub(super) fn spreadsheet(shop: &Shop, request: &Request, id: &str) -> Reply {
    look(shop, request, id).unwrap_or_else(|refusal| refusal)
}

fn look(shop: &Shop, request: &Request, id: &str) -> Result<Reply, Reply> {
    let params = ["commentsViewMode", "excludeTablesInBandedRanges", "includeGridData", "ranges"];
    let mask = asked(request, &params, SPREADSHEET, ALL).map_err(|told| invalid(&told))?;
    let file = shop.drive.open(id)?;
    let sheets: Vec<Value> = file.sheets.iter().enumerate().map(|(at, sheet)| shown(sheet, at)).collect();
    let body = json!({
        "spreadsheetId": file.id,
        "properties": { "title": file.name, "locale": "pt_BR", "timeZone": "America/Sao_Paulo" },
        "sheets": sheets,
    });
    Ok(answered(&mask, body))
}

/// What has the value of nothing is left out: the id 0, what is not hidden.
fn shown(sheet: &Sheet, at: usize) -> Value {
    let mut properties = json!({
        "title": sheet.title,
        "index": at,
        "sheetType": "GRID",
        "gridProperties": { "rowCount": sheet.rows, "columnCount": sheet.columns },
    });
    if sheet.id != 0 {
        properties["sheetId"] = sheet.id.into();
    }
    if sheet.hidden {
        properties["hidden"] = true.into();
    }
    let mut shown = json!({ "properties": properties });
    if !sheet.notes.is_empty() {
        let note = |(key, value): &(String, String)| json!({ "metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT" });
        shown["developerMetadata"] = sheet.notes.iter().map(note).collect();
    }
    shown
}

/// The sheet of a range and its bounds within the grid.
fn located<'f>(
    file: &'f mut File,
    text: &str,
) -> Result<(&'f mut Sheet, std::ops::Range<usize>, std::ops::Range<usize>), Reply> {
    let unknown = || invalid(&format!("Unable to parse range: {text}"));
    let Range { title, rows, columns } = a1::parse(text).ok_or_else(unknown)?;
    let is_it = |sheet: &&mut Sheet| sheet.title.to_lowercase() == title.to_lowercase();
    let sheet = file.sheets.iter_mut().find(is_it).ok_or_else(unknown)?;
    let rows = rows.0..rows.1.unwrap_or(sheet.rows);
    let columns = columns.0..columns.1.unwrap_or(sheet.columns);
    if rows.end > sheet.rows || columns.end > sheet.columns || rows.start >= rows.end {
        return Err(invalid(&format!(
            "Range ({text}) exceeds grid limits. Max rows: {}, max columns: {}",
            sheet.rows, sheet.columns
        )));
    }
    Ok((sheet, rows, columns))
}

pub(super) fn get(shop: &Shop, request: &Request, id: &str, range: &str) -> Reply {
    read(shop, request, id, range).unwrap_or_else(|refusal| refusal)
}

fn read(shop: &Shop, request: &Request, id: &str, range: &str) -> Result<Reply, Reply> {
    let params = ["dateTimeRenderOption", "majorDimension", "valueRenderOption"];
    let mask = asked(request, &params, VALUE_RANGE, ALL).map_err(|told| invalid(&told))?;
    let mut file = shop.drive.open(id)?;
    if !matches!(request.param("majorDimension"), None | Some("ROWS")) {
        return Err(invalid("Invalid value at 'major_dimension'"));
    }
    let unformatted = match request.param("valueRenderOption") {
        None | Some("FORMATTED_VALUE") => false,
        Some("UNFORMATTED_VALUE") => true,
        Some(_) => return Err(invalid("Invalid value at 'value_render_option'")),
    };
    let dates_as_text = match request.param("dateTimeRenderOption") {
        None | Some("SERIAL_NUMBER") => false,
        Some("FORMATTED_STRING") => true,
        Some(_) => return Err(invalid("Invalid value at 'date_time_render_option'")),
    };
    let (sheet, rows, columns) = located(&mut file, range)?;
    let mut values: Vec<Vec<Value>> = sheet
        .cells
        .iter()
        .take(rows.end)
        .skip(rows.start)
        .map(|row| {
            let end = columns.end.min(row.len());
            let row = row.get(columns.start.min(end)..end).unwrap_or_default();
            let filled = row.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |at| at + 1);
            row[..filled].iter().map(|cell| cell.value(unformatted, dates_as_text)).collect()
        })
        .collect();
    while values.last().is_some_and(Vec::is_empty) {
        values.pop();
    }
    let mut body = json!({ "range": range, "majorDimension": "ROWS" });
    if !values.is_empty() {
        body["values"] = json!(values);
    }
    Ok(answered(&mask, body))
}

pub(super) fn put(shop: &Shop, request: &Request, id: &str, range: &str) -> Reply {
    write(shop, request, id, range).unwrap_or_else(|refusal| refusal)
}

/// Whether the account may change the file with this call.
pub(super) fn may_write(request: &Request, file: &File) -> Result<(), Reply> {
    if request.struck(&Fault::ReadOnlyKey) {
        return Err(scope_insufficient());
    }
    if file.is_office {
        return Err(not_of_sheets());
    }
    if file.read_only { Err(no_permission()) } else { Ok(()) }
}

fn write(shop: &Shop, request: &Request, id: &str, range: &str) -> Result<Reply, Reply> {
    let params = [
        "includeValuesInResponse",
        "responseDateTimeRenderOption",
        "responseValueRenderOption",
        "valueInputOption",
    ];
    let mask = asked(request, &params, UPDATED, ALL).map_err(|told| invalid(&told))?;
    let raw = match request.param("valueInputOption") {
        Some("RAW") => true,
        Some("USER_ENTERED") => false,
        _ => return Err(invalid("'valueInputOption' is required but not specified")),
    };
    let body = body_of(request, VALUE_RANGE)?;
    if body["range"].as_str().is_some_and(|of_body| of_body != range) {
        return Err(invalid(&format!(
            "Requested writing within range [{range}], but tried writing to another one"
        )));
    }
    let values = body["values"].as_array().ok_or_else(|| invalid("Invalid value at 'data.values'"))?.clone();
    let (mut count, rows_of) = (0, values.len());
    shop.drive.change(shop, id, |file| {
        may_write(request, file)?;
        let (sheet, rows, columns) = located(file, range)?;
        if values.len() > rows.len() {
            return Err(invalid(&format!(
                "Requested writing within range [{range}], but tried writing to row [{}]",
                rows.end + 1
            )));
        }
        if sheet.cells.len() < rows.end {
            sheet.cells.resize(rows.end, Vec::new());
        }
        for (row, values) in rows.zip(&values) {
            let values = values.as_array().ok_or_else(|| invalid("Invalid value at 'data.values'"))?;
            if values.len() > columns.len() {
                return Err(invalid(&format!(
                    "Requested writing within range [{range}], but tried writing to a further column"
                )));
            }
            let is_long =
                |value: &Value| value.as_str().is_some_and(|text| text.chars().count() > LONGEST_CELL);
            if values.iter().any(is_long) {
                return Err(invalid(
                    "Your input contains more than the maximum of 50000 characters in a single cell.",
                ));
            }
            let cells = &mut sheet.cells[row];
            if cells.len() < columns.start + values.len() {
                cells.resize(columns.start + values.len(), Cell::Empty);
            }
            for (at, value) in values.iter().enumerate() {
                if let Some(cell) = entered(value, raw) {
                    cells[columns.start + at] = cell;
                    count += 1;
                }
            }
        }
        Ok(())
    })?;
    let updated = json!({
        "spreadsheetId": id,
        "updatedRange": range,
        "updatedRows": rows_of,
        "updatedCells": count,
    });
    Ok(answered(&mask, updated))
}

/// What becomes of a value that is written; `None` leaves the cell as it is.
fn entered(value: &Value, raw: bool) -> Option<Cell> {
    Some(match value {
        Value::String(text) if text.is_empty() => Cell::Empty,
        // Nothing is calculated here, but it would be there.
        Value::String(text) if !raw && text.starts_with(['=', '+', '-']) => Cell::Text("#ERROR!".into()),
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => Cell::Number(number.as_f64().unwrap_or_default()),
        Value::Bool(truth) => Cell::Boolean(*truth),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    })
}
