//! Writing results into a sheet of their own. The sheet's id follows from the marker, and the marker stands beside the
//! sheet: whoever repeats finds what is there, and of two who are at it at once only one adds a sheet.

use super::{a1, answer, drive, session, values, workbook};
use connector_kit::{Advice, Cell, Conn, ConnectorError, Method, NewSheet, PutRows, SheetInfo};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::{Value, json};

const FIELDS: &str = "spreadsheetId,sheets(properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount)),\
    developerMetadata(metadataKey,metadataValue))";
/// Under which the marker is written down.
const KEY: &str = "orion_result";
/// What a whole spreadsheet holds.
const MOST_CELLS: u64 = 10_000_000;
/// Characters of a title.
const LONGEST_TITLE: usize = 100;
/// Bytes of one write, about.
const BLOCK: usize = 1_500_000;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Spreadsheet<'a> {
    spreadsheet_id: Option<String>,
    #[serde(borrow)]
    sheets: Vec<workbook::Sheet<'a>>,
}

/// What a file has for a marker.
enum Place {
    /// The sheet that was added by it.
    Taken(SheetInfo),
    /// None yet: the sheet that can be added.
    Free(SheetInfo),
}

pub(super) async fn add_sheet(conn: &Conn, new: &NewSheet) -> Result<SheetInfo, ConnectorError> {
    let file = drive::checked(&new.file)?;
    let cells = u64::from(new.rows) * u64::from(new.columns);
    if cells > MOST_CELLS {
        let detail = format!("{cells} cells are more than a spreadsheet holds");
        return Err(ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail));
    }
    let sheet = match place(conn, file, new).await? {
        Place::Taken(known) => return Ok(known),
        Place::Free(sheet) => sheet,
    };
    let path = format!("{file}:batchUpdate");
    let reply = session::change(conn, Method::POST, &[&path], &[], &addition(&sheet, &new.marker)).await?;
    let done: Value = match answer::read(&reply, conn.now()) {
        Ok(done) => done,
        Err(error) if error.status == Some(400) => return not_added(conn, new, &sheet, error).await,
        Err(error) => return Err(error),
    };
    match done["replies"].as_array() {
        Some(_) => Ok(sheet),
        None => Err(answer::not_the_answer(&reply)),
    }
}

async fn place(conn: &Conn, file: &str, new: &NewSheet) -> Result<Place, ConnectorError> {
    let reply = session::spreadsheet(conn, &[file], &[("fields", FIELDS)]).await?;
    let there: Spreadsheet<'_> = answer::read(&reply, conn.now())?;
    if there.spreadsheet_id.is_none() {
        return Err(answer::not_the_answer(&reply));
    }
    if let Some(known) = marked(&there.sheets, &new.marker) {
        return Ok(Place::Taken(known));
    }
    Ok(Place::Free(SheetInfo {
        id: free_id(&there.sheets, &new.marker),
        title: free_title(&there.sheets, &new.title),
        is_hidden: false,
        rows: new.rows.max(1),
        columns: new.columns.max(1),
    }))
}

/// What becomes of an addition that was refused. Google says why in the language of the account; whether somebody else was
/// first shows when the file is looked at again.
async fn not_added(
    conn: &Conn,
    new: &NewSheet,
    asked: &SheetInfo,
    error: ConnectorError,
) -> Result<SheetInfo, ConnectorError> {
    match place(conn, &new.file, new).await? {
        Place::Taken(known) => Ok(known),
        // Whoever tries again asks for what is free by now.
        Place::Free(free) if free != *asked => {
            Err(ConnectorError { kind: UpstreamKind::Protocol, advice: Advice::Retry, ..error })
        }
        Place::Free(_) => Err(error),
    }
}

/// The sheet that was added by this marker.
fn marked(sheets: &[workbook::Sheet<'_>], marker: &str) -> Option<SheetInfo> {
    let is_it = |sheet: &&workbook::Sheet<'_>| {
        sheet.developer_metadata.iter().any(|note| {
            note.metadata_key.as_str() == Some(KEY) && note.metadata_value.as_str() == Some(marker)
        })
    };
    sheets.iter().find(is_it)?.info()
}

/// What adds a sheet and notes its marker, both or none.
fn addition(sheet: &SheetInfo, marker: &str) -> Value {
    json!({ "requests": [
        { "addSheet": { "properties": {
            "sheetId": sheet.id,
            "title": sheet.title,
            "gridProperties": { "rowCount": sheet.rows, "columnCount": sheet.columns },
        } } },
        { "createDeveloperMetadata": { "developerMetadata": {
            "metadataKey": KEY,
            "metadataValue": marker,
            "visibility": "DOCUMENT",
            "location": { "sheetId": sheet.id },
        } } },
    ] })
}

/// An id that follows from the marker, of 31 bits; the next one where somebody's sheet has it.
fn free_id(sheets: &[workbook::Sheet<'_>], marker: &str) -> i64 {
    // FNV-1a: the same in every version and process.
    let print = marker.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |print, byte| {
        (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    let mut id = i64::from(u32::try_from(print >> 33).unwrap_or(1)).max(1);
    while sheets.iter().any(|sheet| sheet.id() == id) {
        id = id % i64::from(i32::MAX) + 1;
    }
    id
}

/// The title, with a number behind it where the file has a sheet of that title, in capitals or not.
fn free_title(sheets: &[workbook::Sheet<'_>], wanted: &str) -> String {
    let is_taken =
        |title: &str| sheets.iter().any(|sheet| sheet.title().to_lowercase() == title.to_lowercase());
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let wanted: String = wanted.chars().filter(|sign| !sign.is_control()).collect();
    let wanted = match wanted.trim() {
        "" => "Orion".to_owned(),
        title => cut(title, LONGEST_TITLE),
    };
    if !is_taken(&wanted) {
        return wanted;
    }
    // A file has fewer sheets than that.
    let numbered = |number: usize| {
        let tail = format!(" ({number})");
        format!("{}{tail}", cut(&wanted, LONGEST_TITLE - tail.len()))
    };
    (2..=sheets.len() + 2).map(numbered).find(|title| !is_taken(title)).unwrap_or(wanted)
}

pub(super) async fn put(conn: &Conn, ask: &PutRows) -> Result<(), ConnectorError> {
    let file = drive::checked(&ask.file)?;
    let mut sheet = ask.sheet.clone();
    let (mut first, mut left) = (ask.first.max(1), &ask.rows[..]);
    while !left.is_empty() {
        let (block, rest) = left.split_at(block(left));
        if let Err(error) = write(conn, file, &sheet, first, block).await {
            if !values::is_stale(&error) {
                return Err(error);
            }
            // Somebody renamed it meanwhile.
            sheet = workbook::sheet(conn, file, sheet.id).await?;
            write(conn, file, &sheet, first, block).await?;
        }
        first = first.saturating_add(u32::try_from(block.len()).unwrap_or(u32::MAX));
        left = rest;
    }
    Ok(())
}

async fn write(
    conn: &Conn,
    file: &str,
    sheet: &SheetInfo,
    first: u32,
    rows: &[Vec<Cell>],
) -> Result<(), ConnectorError> {
    let last = first.saturating_add(u32::try_from(rows.len()).unwrap_or(u32::MAX)).saturating_sub(1);
    let range = a1::block(&sheet.title, (first, last), sheet.columns);
    let body = json!({ "range": range, "majorDimension": "ROWS", "values": values_of(rows) });
    // Raw: what begins like a formula stays text.
    let how = [("valueInputOption", "RAW"), ("fields", "updatedRange")];
    let path = [file, "values", range.as_str()];
    values::written(&session::change(conn, Method::PUT, &path, &how, &body).await?, conn.now())
}

fn values_of(rows: &[Vec<Cell>]) -> Vec<Vec<Value>> {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        // What is no number at all becomes nothing.
        Cell::Number(number) => json!(number),
        Cell::Boolean(truth) => Value::from(*truth),
    };
    rows.iter().map(|row| row.iter().map(value).collect()).collect()
}

/// How many of the rows go into one write, at least one.
fn block(rows: &[Vec<Cell>]) -> usize {
    let length = |cell: &Cell| match cell {
        Cell::Text(text) => text.len() + 4,
        _ => 12,
    };
    let mut bytes = 0;
    let most = usize::try_from(values::ROWS).unwrap_or(usize::MAX);
    let fits = rows.iter().take(most).take_while(|row| {
        bytes += row.iter().map(length).sum::<usize>();
        bytes <= BLOCK
    });
    fits.count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(json: &str) -> Vec<workbook::Sheet<'_>> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_marker_finds_its_sheet_and_no_other() {
        let found = sheets(
            r#"[{"properties":{"sheetId":5,"title":"A","gridProperties":{"rowCount":9,"columnCount":2}},
                 "developerMetadata":[{"metadataKey":"orion_result","metadataValue":"run 1"}]},
                {"properties":{"sheetId":6,"title":"B","gridProperties":{"rowCount":9,"columnCount":2}},
                 "developerMetadata":[{"metadataKey":"other","metadataValue":"run 2"}]}]"#,
        );
        assert_eq!(marked(&found, "run 1").map(|sheet| sheet.id), Some(5));
        assert_eq!(marked(&found, "run 2"), None);
    }

    #[test]
    fn an_id_is_the_same_each_time_and_leaves_others_alone() {
        let id = free_id(&[], "run 1");
        assert_eq!(id, free_id(&[], "run 1"));
        assert_ne!(id, free_id(&[], "run 2"));
        assert!((1..=i64::from(i32::MAX)).contains(&id));
        let text = format!(r#"[{{"properties":{{"sheetId":{id}}}}}]"#);
        assert_eq!(free_id(&sheets(&text), "run 1"), id % i64::from(i32::MAX) + 1);
    }

    #[test]
    fn a_title_that_is_taken_gets_a_number() {
        let there = sheets(r#"[{"properties":{"title":"orion"}},{"properties":{"title":"Orion (2)"}}]"#);
        assert_eq!(free_title(&there, " Orion\n"), "Orion (3)");
        assert_eq!(free_title(&there, "Outro"), "Outro");
        assert_eq!(free_title(&there, " "), "Orion (3)");
        let long = format!(r#"[{{"properties":{{"title":"{}"}}}}]"#, "é".repeat(100));
        let title = free_title(&sheets(&long), &"é".repeat(300));
        assert!(title.chars().count() == 100 && title.ends_with("é (2)"), "{title}");
    }

    #[test]
    fn what_looks_like_a_formula_is_sent_as_the_text_that_it_is() {
        let rows = vec![vec![
            Cell::Text("=HYPERLINK(\"x\")".into()),
            Cell::Number(3.0),
            Cell::Empty,
            Cell::Boolean(true),
            Cell::Number(f64::NAN),
        ]];
        let sent = json!(values_of(&rows)).to_string();
        assert_eq!(sent, r#"[["=HYPERLINK(\"x\")",3.0,null,true,null]]"#);
        let sheet = SheetInfo { id: 9, title: "R".into(), is_hidden: false, rows: 3, columns: 2 };
        let added = addition(&sheet, "run 1");
        assert_eq!(added["requests"][0]["addSheet"]["properties"]["sheetId"], 9);
        assert_eq!(
            added["requests"][1]["createDeveloperMetadata"]["developerMetadata"]["metadataValue"],
            "run 1"
        );
    }

    #[test]
    fn blocks_are_bounded_by_rows_and_by_bytes() {
        let narrow = vec![vec![Cell::Number(1.0)]; 12_000];
        assert_eq!(block(&narrow), 5_000);
        let wide = vec![vec![Cell::Text("x".repeat(50_000))]; 100];
        assert_eq!(block(&wide), 29);
        let huge = vec![vec![Cell::Text("x".repeat(2_000_000))]; 2];
        assert_eq!(block(&huge), 1);
    }
}
