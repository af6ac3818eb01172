//! Reading a sheet of Google Sheets page by page.

use super::{Sending, Stop, text::RowsText, unopened};
use crate::{
    auth::OrgCx,
    permit::EditCatalog,
    spreadsheets::{self, FileMark, RowPage, RowsAsk, SheetError, SheetInfo, Waits, Workbook},
};
use connector_kit::Cell;
use domain::{ConnectionId, UpstreamKind};
use serde_json::Value;

/// Rows of a sheet that tell what it is like.
const HEAD: usize = 200;

/// A sheet of cells that is there now.
pub(super) struct Found {
    pub workbook: Workbook,
    pub tab: SheetInfo,
}

/// Where the sheet is, as the platform says now.
pub(super) async fn find(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    (file, tab): (&str, i64),
    waits: Waits,
) -> Result<Found, Stop> {
    let workbook = spreadsheets::sheets(cx, connection, file, waits).await.map_err(unopened)?;
    let tab = workbook.sheets.iter().find(|sheet| sheet.id == tab).cloned();
    let tab = tab.ok_or(Stop::Failed("sheet_tab_gone", Value::Null))?;
    Ok(Found { workbook, tab })
}

/// The first rows of a sheet, at most 200, with their numbers.
pub(super) async fn head(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    found: &Found,
) -> Result<Vec<(u64, Vec<Cell>)>, Stop> {
    let mut sheet = found.tab.clone();
    // What is asked for ends with the grid: a smaller one is a smaller answer.
    sheet.rows = sheet.rows.min(HEAD as u32);
    let ask = RowsAsk { file: found.workbook.id.clone(), sheet, from: 1 };
    let page = spreadsheets::rows(cx, connection, &ask, Waits::Person).await?;
    Ok((u64::from(page.first)..).zip(page.rows).take(HEAD).collect())
}

/// Reads the whole sheet. What was read while somebody changed the file is of no use.
///
/// # Errors
/// [`Stop`]; [`Stop::Changed`].
pub(super) async fn read(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    place: (&str, i64),
    sending: &Sending<'_>,
) -> Result<(String, String), Stop> {
    let before = mark(cx, connection, place.0).await?;
    let found = find(cx, connection, place, Waits::Job).await?;
    let mut ask = RowsAsk { file: place.0.to_owned(), sheet: found.tab.clone(), from: 1 };
    let mut text = RowsText::default();
    loop {
        let page = match spreadsheets::rows(cx, connection, &ask, Waits::Job).await {
            Ok(page) => page,
            // What is gone now was there a moment ago: looking anew tells which of both it is.
            Err(SheetError::Platform { error, .. }) if error.kind == UpstreamKind::NotFound => {
                return Err(Stop::Changed);
            }
            Err(error) => return Err(error.into()),
        };
        let RowPage { first, rows, sheet, next } = page;
        let count = rows.len();
        for (number, row) in (u64::from(first)..).zip(rows) {
            text.push_cells(number, &row);
        }
        sending.send(text.take(), count).await?;
        match next {
            Some(next) => (ask.from, ask.sheet) = (next, sheet),
            None => break,
        }
    }
    if mark(cx, connection, place.0).await? != before {
        return Err(Stop::Changed);
    }
    Ok((found.workbook.title, found.tab.title))
}

/// What moves with each change; `None` where the consent does not let files be looked at: then nobody can tell.
async fn mark(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    file: &str,
) -> Result<Option<FileMark>, Stop> {
    match spreadsheets::mark(cx, connection, file, Waits::Job).await {
        Ok(mark) => Ok(Some(mark)),
        Err(SheetError::Platform { error, .. }) if error.kind == UpstreamKind::Permission => Ok(None),
        Err(error) => Err(error.into()),
    }
}
