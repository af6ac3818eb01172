//! What a spreadsheet says of itself and of its sheets.

use super::{answer, drive, session};
use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, Reply, SheetInfo, Workbook,
    lenient::{Object, Text},
};
use domain::UpstreamKind;
use serde::Deserialize;
use std::borrow::Cow;

const FIELDS: &str = "spreadsheetId,properties(title,locale,timeZone),\
    sheets.properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount))";
/// Of a file.
const LONGEST_TITLE: usize = 500;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Spreadsheet<'a> {
    #[serde(borrow)]
    spreadsheet_id: Text<'a>,
    #[serde(borrow)]
    properties: Object<About<'a>>,
    #[serde(borrow)]
    sheets: Vec<Sheet<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct About<'a> {
    #[serde(borrow)]
    title: Text<'a>,
    #[serde(borrow)]
    locale: Text<'a>,
    #[serde(borrow)]
    time_zone: Text<'a>,
}

/// A sheet as lists of them hold it.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Sheet<'a> {
    #[serde(borrow)]
    properties: Object<Properties<'a>>,
    #[serde(borrow)]
    pub developer_metadata: Vec<Note<'a>>,
}

/// What an app has written down beside a sheet.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Note<'a> {
    #[serde(borrow)]
    pub metadata_key: Text<'a>,
    #[serde(borrow)]
    pub metadata_value: Text<'a>,
}

/// Of a sheet. Members that have the value of nothing are left out: the first sheet's id is 0.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Properties<'a> {
    sheet_id: i64,
    /// As it stands, blanks at its ends included: it is a part of what is asked for.
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(borrow)]
    sheet_type: Text<'a>,
    hidden: bool,
    grid_properties: Grid,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Grid {
    row_count: u32,
    column_count: u32,
}

impl Properties<'_> {
    /// `None` for a sheet without cells, such as a chart's.
    pub(super) fn info(&self) -> Option<SheetInfo> {
        let has_cells = self.sheet_type.as_str().is_none_or(|kind| kind == "GRID");
        (has_cells && self.grid_properties.column_count > 0).then(|| SheetInfo {
            id: self.sheet_id,
            title: self.title.clone().into_owned(),
            is_hidden: self.hidden,
            rows: self.grid_properties.row_count,
            columns: self.grid_properties.column_count,
        })
    }
}

impl Sheet<'_> {
    pub(super) fn info(&self) -> Option<SheetInfo> {
        self.properties.0.info()
    }

    pub(super) fn id(&self) -> i64 {
        self.properties.0.sheet_id
    }

    pub(super) fn title(&self) -> &str {
        &self.properties.0.title
    }
}

pub(super) async fn workbook(conn: &Conn, file: &str) -> Result<Workbook, ConnectorError> {
    let reply = session::spreadsheet(conn, &[drive::checked(file)?], &[("fields", FIELDS)]).await?;
    read(&reply, conn.now())
}

fn read(reply: &Reply, now: DateTime<Utc>) -> Result<Workbook, ConnectorError> {
    let found: Spreadsheet<'_> = answer::read(reply, now)?;
    let id = found.spreadsheet_id.as_str().ok_or_else(|| answer::not_the_answer(reply))?;
    let about = &found.properties.0;
    Ok(Workbook {
        id: id.to_owned(),
        title: about.title.capped(LONGEST_TITLE).unwrap_or_default(),
        locale: about.locale.capped(20),
        time_zone: about.time_zone.capped(60),
        sheets: found.sheets.iter().filter_map(Sheet::info).collect(),
    })
}

/// A sheet as it is now.
///
/// # Errors
/// [`UpstreamKind::NotFound`] where it is gone.
pub(super) async fn sheet(conn: &Conn, file: &str, id: i64) -> Result<SheetInfo, ConnectorError> {
    let sheets = workbook(conn, file).await?.sheets;
    sheets.into_iter().find(|sheet| sheet.id == id).ok_or_else(|| {
        ConnectorError::new(
            UpstreamKind::NotFound,
            Advice::Never,
            format!("the file has no sheet {id} any more"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;

    #[test]
    fn sheets_of_cells_are_told_with_their_grid() {
        let body = include_bytes!("../../fixtures/google_sheets/spreadsheet.json").to_vec();
        let reply = Reply { status: 200, headers: HeaderMap::new(), body };
        let found = read(&reply, Utc::now()).unwrap();
        assert_eq!(found.title, "Produtos 2026");
        assert_eq!(
            (found.locale.as_deref(), found.time_zone.as_deref()),
            (Some("pt_BR"), Some("America/Sao_Paulo"))
        );
        let sheet = |id, title: &str, is_hidden, rows, columns| SheetInfo {
            id,
            title: title.to_owned(),
            is_hidden,
            rows,
            columns,
        };
        assert_eq!(
            found.sheets,
            [sheet(0, "Produtos", false, 1_000, 16), sheet(1_874_032_911, " d'Ana ", true, 50, 3)],
            "the sheet of a chart has no cells"
        );
    }
}
