//! The cells of a sheet, a page of rows at a time.

use super::{a1, answer, drive, session, workbook};
use chrono::{DateTime, Utc};
use connector_kit::{Cell, Conn, ConnectorError, Reply, RowPage, RowsAsk, SheetInfo};
use domain::UpstreamKind;
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{fmt, ops::RangeInclusive};

/// Rows of a page at most.
pub(super) const ROWS: u32 = 5_000;
/// Cells of a page at most: about the two megabytes that Google advises.
const CELLS: u32 = 100_000;
/// Under which an account remembers that a sheet's rows are long.
const FITTING: &str = "google_sheets.rows";

#[derive(Default, Deserialize)]
#[serde(default)]
struct ValueRange {
    range: Option<String>,
    values: Vec<Vec<Read>>,
}

/// A cell as Google sends it.
struct Read(Cell);

pub(super) async fn rows(conn: &Conn, ask: &RowsAsk) -> Result<RowPage, ConnectorError> {
    let file = drive::checked(&ask.file)?;
    let mut sheet = ask.sheet.clone();
    let (mut most, mut is_looked_up) = (fitting(conn, file, &sheet), false);
    loop {
        let Some(wanted) = wanted(&sheet, ask.from, most) else {
            return Ok(RowPage { first: ask.from, rows: Vec::new(), sheet, next: None });
        };
        let error = match read(conn, file, &sheet, &wanted).await {
            Ok(rows) => return Ok(page(rows, &wanted, sheet)),
            Err(error) => error,
        };
        match error.kind {
            UpstreamKind::TooLarge if most > 1 => {
                most = (most / 4).max(1);
                conn.account().learn(FITTING, format!("{file}/{}:{most}", sheet.id));
            }
            // It has another title by now, or a smaller grid.
            _ if is_stale(&error) && !is_looked_up => {
                is_looked_up = true;
                sheet = workbook::sheet(conn, file, sheet.id).await?;
            }
            _ => return Err(error),
        }
    }
}

/// The rows of a page: no more than the grid has. `None` behind its end.
fn wanted(sheet: &SheetInfo, from: u32, most: u32) -> Option<RangeInclusive<u32>> {
    let from = from.max(1);
    (from <= sheet.rows).then(|| from..=sheet.rows.min(from.saturating_add(most - 1)))
}

/// How many rows go into one answer.
fn fitting(conn: &Conn, file: &str, sheet: &SheetInfo) -> u32 {
    let by_cells = (CELLS / sheet.columns.max(1)).clamp(1, ROWS);
    let learned = conn.account().learned(FITTING);
    let learned = learned.as_deref().and_then(|fact| fact.rsplit_once(':'));
    let learned = learned.filter(|(of, _)| *of == format!("{file}/{}", sheet.id));
    learned.and_then(|(_, rows)| rows.parse().ok()).map_or(by_cells, |rows: u32| rows.clamp(1, by_cells))
}

async fn read(
    conn: &Conn,
    file: &str,
    sheet: &SheetInfo,
    rows: &RangeInclusive<u32>,
) -> Result<Vec<Vec<Cell>>, ConnectorError> {
    let range = a1::block(&sheet.title, (*rows.start(), *rows.end()), sheet.columns);
    // Numbers as they are, whatever the sheet makes of them; dates as the sheet shows them, for as numbers nothing
    // would tell that they are dates.
    let how = [
        ("majorDimension", "ROWS"),
        ("valueRenderOption", "UNFORMATTED_VALUE"),
        ("dateTimeRenderOption", "FORMATTED_STRING"),
        ("fields", "range,values"),
    ];
    let reply = session::spreadsheet(conn, &[file, "values", &range], &how).await?;
    cells(&reply, conn.now())
}

fn cells(reply: &Reply, now: DateTime<Utc>) -> Result<Vec<Vec<Cell>>, ConnectorError> {
    let found: ValueRange = answer::read(reply, now)?;
    if found.range.is_none() {
        return Err(answer::not_the_answer(reply));
    }
    Ok(found.values.into_iter().map(|row| row.into_iter().map(|Read(cell)| cell).collect()).collect())
}

fn page(mut rows: Vec<Vec<Cell>>, wanted: &RangeInclusive<u32>, sheet: SheetInfo) -> RowPage {
    rows.truncate(wanted.clone().count());
    let next = Some(wanted.end().saturating_add(1)).filter(|next| *next <= sheet.rows);
    RowPage { first: *wanted.start(), rows, sheet, next }
}

/// That an answer to a write names what it wrote.
///
/// # Errors
/// What the answer means instead.
pub(super) fn written(reply: &Reply, now: DateTime<Utc>) -> Result<(), ConnectorError> {
    #[derive(Default, Deserialize)]
    #[serde(default, rename_all = "camelCase")]
    struct Updated {
        updated_range: Option<String>,
    }
    let updated: Updated = answer::read(reply, now)?;
    match updated.updated_range {
        Some(_) => Ok(()),
        None => Err(answer::not_the_answer(reply)),
    }
}

/// A title or a grid that is not what it was.
pub(super) fn is_stale(error: &ConnectorError) -> bool {
    error.kind == UpstreamKind::NotFound && error.status == Some(400)
}

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Read;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a cell")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Read, E> {
                self.visit_string(text.to_owned())
            }

            fn visit_string<E: Error>(self, mut text: String) -> Result<Read, E> {
                // Postgres keeps no zero byte.
                text.retain(|sign| sign != '\0');
                Ok(Read(if text.is_empty() { Cell::Empty } else { Cell::Text(text) }))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Read, E> {
                self.visit_f64(number as f64)
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Read, E> {
                self.visit_f64(number as f64)
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Read, E> {
                Ok(Read(Cell::Number(number)))
            }

            fn visit_bool<E: Error>(self, truth: bool) -> Result<Read, E> {
                Ok(Read(Cell::Boolean(truth)))
            }

            fn visit_unit<E: Error>(self) -> Result<Read, E> {
                Ok(Read(Cell::Empty))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Read, A::Error> {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Read(Cell::Empty))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Read, A::Error> {
                while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Read(Cell::Empty))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;

    fn sheet(rows: u32, columns: u32) -> SheetInfo {
        SheetInfo { id: 0, title: "Produtos".into(), is_hidden: false, rows, columns }
    }

    fn reply(body: &[u8]) -> Reply {
        Reply { status: 200, headers: HeaderMap::new(), body: body.to_vec() }
    }

    #[test]
    fn cells_keep_their_type_and_rows_their_length() {
        let rows =
            cells(&reply(include_bytes!("../../fixtures/google_sheets/values.json")), Utc::now()).unwrap();
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(
            rows[1],
            [
                text("CAM-M"),
                text("Camiseta"),
                Cell::Number(54.9),
                Cell::Boolean(true),
                Cell::Number(7_891_000_315_507.0),
                text("27/11/2026")
            ]
        );
        assert_eq!(rows[2], [text("CAM-G"), text("=2+2"), Cell::Number(-3.0), Cell::Boolean(false)]);
        assert!(rows[3].is_empty());
        assert_eq!(rows[4], [Cell::Empty, Cell::Empty, text("#N/A"), Cell::Empty, Cell::Number(1e21)]);
    }

    #[test]
    fn a_range_without_values_is_empty_and_an_answer_without_range_is_none() {
        assert!(cells(&reply(br#"{"range":"Produtos!A1:B2"}"#), Utc::now()).unwrap().is_empty());
        let odd = cells(&reply(br#"{"values":[]}"#), Utc::now()).unwrap_err();
        assert_eq!(odd.kind, UpstreamKind::Protocol);
    }

    #[test]
    fn pages_follow_each_other_to_the_end_of_the_grid() {
        let sheet = sheet(12_000, 16);
        let mut from = Some(1);
        let mut read = Vec::new();
        while let Some(first) = from {
            let wanted = wanted(&sheet, first, ROWS).unwrap();
            read.push((*wanted.start(), *wanted.end()));
            from = page(Vec::new(), &wanted, sheet.clone()).next;
        }
        assert_eq!(read, [(1, 5_000), (5_001, 10_000), (10_001, 12_000)]);
        assert_eq!(wanted(&sheet, 12_001, ROWS), None);
        assert_eq!(wanted(&self::sheet(0, 26), 1, ROWS), None);
    }
}
