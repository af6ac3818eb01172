//! Sheets whose rows lie elsewhere than in a file that somebody sent: in Google Sheets, or in Orion itself.

mod catalogue;
mod copy;
mod google;
pub(super) mod text;

pub(super) use catalogue::mapping as catalogue_mapping;
pub(super) use copy::{Copied, copy};

use super::{
    KNOWN, Looked, columns, conflict, packs,
    reading::{look, on_thread},
    sheet_name,
};
use crate::{
    HubError,
    auth::OrgCx,
    permit::{EditCatalog, View},
    spreadsheets::{self, FilePage, FilesAsk, SheetError, Waits, Workbook},
};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use connector_kit::{Advice, Cell};
use domain::{
    AuditAction, ConnectionId, Fault, FieldProblem, SheetId, SheetKind, UpstreamKind,
    view::{connections::ConnectionView, validation::SourceView},
};
use serde_json::{Value, json};
use std::{
    io::Write,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use store::validation::{self, NewSheet, NewSource};
use tokio::sync::mpsc;
use validator::table::{Format, detect_rows};

/// Products that are kept of the catalogue, to be shown.
const SHOWN: i64 = 50;
/// How long a platform is left alone that does not work.
const PAUSE: Duration = Duration::from_secs(120);

/// Why rows are not read, or results not written.
#[derive(Debug)]
pub(super) enum Stop {
    /// For good: with a code, and what it is about.
    Failed(&'static str, Value),
    /// The platform is to be left alone for so long.
    Wait(Duration, UpstreamKind),
    /// Somebody changed the file meanwhile.
    Changed,
    /// Nobody takes any more what is read.
    Closed,
    Error(HubError),
}

impl From<HubError> for Stop {
    fn from(error: HubError) -> Self {
        Self::Error(error)
    }
}

impl From<SheetError> for Stop {
    fn from(error: SheetError) -> Self {
        let error = match error {
            SheetError::Hub(HubError::Fault(Fault::Conflict { .. })) => {
                return Self::Failed("sheet_not_connected", Value::Null);
            }
            SheetError::Hub(error) => return Self::Error(error),
            SheetError::Platform { error, .. } => error,
        };
        match (error.advice, error.kind) {
            (Advice::Reauthorise, _) => Self::Failed("sheet_reauthorise", Value::Null),
            (Advice::After(pause), kind) => Self::Wait(pause, kind),
            (Advice::Retry, kind) => Self::Wait(PAUSE, kind),
            (Advice::Never, UpstreamKind::NotFound) => Self::Failed("sheet_file_gone", Value::Null),
            (Advice::Never, UpstreamKind::Permission) => Self::Failed("sheet_forbidden", Value::Null),
            (Advice::Never, UpstreamKind::TooLarge) => Self::Failed("sheet_row_too_large", Value::Null),
            (Advice::Never, kind) => Self::Failed("sheet_upstream", json!({ "kind": kind.code() })),
        }
    }
}

/// Why a file is not opened. One that Google finds and does not open is none of its own spreadsheets: a workbook of Excel that lies in
/// Drive has such a link too.
fn unopened(error: SheetError) -> Stop {
    match error {
        SheetError::Platform { error, .. }
            if error.kind == UpstreamKind::Rejected && error.status == Some(400) =>
        {
            Stop::Failed("sheet_not_google", Value::Null)
        }
        error => error.into(),
    }
}

impl Stop {
    /// As a person hears of it who waits for an answer.
    fn told(self) -> HubError {
        match self {
            Self::Failed(code, _) => conflict(code),
            Self::Wait(_, UpstreamKind::RateLimit) => conflict("sheet_rate_limit"),
            Self::Wait(..) => conflict("sheet_upstream"),
            Self::Changed => conflict("sheet_edited"),
            Self::Closed => HubError::Internal("nobody takes what is read".into()),
            Self::Error(error) => error,
        }
    }
}

/// The way of rows to where they are stored.
pub(super) struct Sending<'a> {
    to: mpsc::Sender<Result<Bytes, ()>>,
    rows: &'a AtomicU64,
}

impl Sending<'_> {
    async fn send(&self, part: Bytes, rows: usize) -> Result<(), Stop> {
        self.rows.fetch_add(rows as u64, Ordering::Relaxed);
        if part.is_empty() {
            return Ok(());
        }
        self.to.send(Ok(part)).await.map_err(|_| Stop::Closed)
    }
}

/// Connected accounts that hold spreadsheets, and the platforms on which one could be connected.
#[derive(Debug, Default)]
pub struct SheetAccounts {
    pub connections: Vec<ConnectionView>,
    /// Ids of platforms.
    pub platforms: Vec<&'static str>,
}

/// A spreadsheet as it is offered.
#[derive(Debug, Clone)]
pub struct FileOffered {
    pub id: String,
    pub name: String,
    pub changed_at: Option<DateTime<Utc>>,
    pub owner: Option<String>,
}

/// The accounts that hold spreadsheets, those that must be renewed too.
///
/// # Errors
/// [`HubError`].
pub async fn sheet_accounts(cx: &OrgCx<View>) -> Result<SheetAccounts, HubError> {
    let platforms: Vec<_> = cx
        .hub()
        .registry()
        .iter()
        .filter(|connector| connector.spreadsheets().is_some())
        .map(|connector| connector.spec().id)
        .collect();
    let mut connections = store::connections::list(&mut cx.begin().await?).await?;
    connections.retain(|one| {
        platforms.contains(&one.platform.as_str()) && one.status != domain::ConnectionStatus::Disconnected
    });
    Ok(SheetAccounts { connections, platforms })
}

/// Whether a connection is one that holds spreadsheets.
async fn must_hold_sheets(cx: &OrgCx<EditCatalog>, connection: ConnectionId) -> Result<(), HubError> {
    let access = store::connections::access(&mut cx.begin().await?, connection).await?;
    let holds = cx.hub().registry().get(&access.platform).is_some_and(|one| one.spreadsheets().is_some());
    if holds { Ok(()) } else { Err(conflict("not_a_sheet")) }
}

/// A page of an account's spreadsheets, those changed last first, with the token of the next page.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `not_a_sheet` for an account that holds none, or with a code that begins with `sheet_`: why they cannot be listed.
pub async fn sheet_files(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    search: &str,
    after: Option<&str>,
) -> Result<(Vec<FileOffered>, Option<String>), HubError> {
    must_hold_sheets(cx, connection).await?;
    let ask = FilesAsk { search: search.trim().to_owned(), after: after.map(str::to_owned) };
    let page = spreadsheets::files(cx, connection, &ask, Waits::Person).await;
    let FilePage { files, next } = page.map_err(|error| match Stop::from(error) {
        // Without the consent to list files each is opened by its link.
        Stop::Failed("sheet_forbidden", _) => conflict("sheet_no_list"),
        stop => stop.told(),
    })?;
    let offered = files.into_iter().map(|file| FileOffered {
        id: file.id,
        name: file.name,
        changed_at: file.changed_at,
        owner: file.owner,
    });
    Ok((offered.collect(), next))
}

/// A spreadsheet with its sheets of cells, by its id or by the link that a browser shows.
///
/// # Errors
/// [`Fault::Invalid`] `file` for what is neither; as [`sheet_files`].
pub async fn sheet_tabs(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    file: &str,
) -> Result<Workbook, HubError> {
    must_hold_sheets(cx, connection).await?;
    let file = spreadsheets::file_of(cx, connection, file).await.map_err(|error| Stop::from(error).told())?;
    let file = file.ok_or_else(|| Fault::field("arquivo", FieldProblem::Format))?;
    spreadsheets::sheets(cx, connection, &file, Waits::Person).await.map_err(|error| unopened(error).told())
}

/// What is known of the columns of a sheet that somebody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognised {
    Nothing,
    /// What each of them is.
    Columns,
    /// That, but its numbers are written in another way than in the sheet by which it is known.
    OtherNumbers,
}

/// Makes a sheet of one that lies in Google Sheets. One that is there already is led to.
///
/// # Errors
/// As [`sheet_files`]; [`Fault::Conflict`] `sheet_tab_gone`.
pub async fn add_google_sheet(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    file: &str,
    tab: i64,
) -> Result<(SheetId, Recognised), HubError> {
    must_hold_sheets(cx, connection).await?;
    let found = google::find(cx, connection, (file, tab), Waits::Person).await.map_err(Stop::told)?;
    let head = google::head(cx, connection, &found).await.map_err(Stop::told)?;
    let looked = look_at_rows(cx, head, None).await?;
    let chosen = NewSource {
        connection,
        file: &found.workbook.id,
        tab,
        file_name: &found.workbook.title,
        tab_name: &found.tab.title,
    };
    let mut tx = cx.begin().await?;
    if let Some(sheet) = validation::sheet_of_source(&mut tx, &chosen).await? {
        return Ok((sheet, Recognised::Columns));
    }
    let known = validation::mappings(&mut tx, KNOWN).await?;
    let (mapping, packs, recognised) = match columns::recognise(known, &looked.sample) {
        Some((mapping, packs)) => {
            let (mapping, is_other) = columns::as_written(mapping, &looked.sample, None);
            (Some(mapping), packs, if is_other { Recognised::OtherNumbers } else { Recognised::Columns })
        }
        None => (None, packs::usual(), Recognised::Nothing),
    };
    let id = SheetId::new();
    let name = format!("{} · {}", found.workbook.title, found.tab.title);
    let sheet = NewSheet {
        id,
        name: &sheet_name(&format!("{name}.")),
        kind: SheetKind::GoogleSheet,
        file: None,
        source: Some(chosen),
        shape: looked.stored(),
        mapping: mapping.as_ref(),
        packs: &packs,
        created_by: cx.actor().user(),
    };
    match validation::insert_sheet(&mut tx, &sheet).await {
        Ok(()) => {}
        // Pressed twice at once.
        Err(store::StoreError::Taken { constraint }) if constraint == "sheets_source_idx" => {
            drop(tx);
            let there = validation::sheet_of_source(&mut cx.begin().await?, &chosen).await?;
            return Ok((there.ok_or(Fault::NotFound)?, Recognised::Columns));
        }
        Err(error) => return Err(error.into()),
    }
    let what = json!({ "file": found.workbook.title, "tab": found.tab.title });
    cx.audit(&mut tx, AuditAction::SheetChosen, ("sheet", Some(id.0)), what).await?;
    tx.commit().await?;
    Ok((id, recognised))
}

/// Reads the first rows of a sheet of Google Sheets once more, in the way that `format` says.
pub(super) async fn look_again(
    cx: &OrgCx<EditCatalog>,
    source: &SourceView,
    format: Format,
) -> Result<Looked, HubError> {
    let place = (source.file.as_str(), source.tab);
    let found = google::find(cx, source.connection, place, Waits::Person).await.map_err(Stop::told)?;
    let head = google::head(cx, source.connection, &found).await.map_err(Stop::told)?;
    look_at_rows(cx, head, Some(format)).await
}

/// The sheet that is the catalogue in Orion, made the first time. Each organisation has one.
///
/// # Errors
/// [`HubError`].
pub async fn add_catalogue(cx: &OrgCx<EditCatalog>, name: &str) -> Result<SheetId, HubError> {
    if let Some(sheet) = validation::catalogue(&mut cx.begin().await?).await? {
        return Ok(sheet);
    }
    let looked = look_at_catalogue(cx).await?;
    let (id, mapping) = (SheetId::new(), catalogue::mapping());
    let sheet = NewSheet {
        id,
        name: &sheet_name(&format!("{name}.")),
        kind: SheetKind::Catalogue,
        file: None,
        source: None,
        shape: looked.stored(),
        mapping: Some(&mapping),
        packs: &packs::usual(),
        created_by: cx.actor().user(),
    };
    let mut tx = cx.begin().await?;
    match validation::insert_sheet(&mut tx, &sheet).await {
        Ok(()) => {}
        // Pressed twice at once.
        Err(store::StoreError::Taken { constraint }) if constraint == "sheets_catalogue_idx" => {
            drop(tx);
            let there = validation::catalogue(&mut cx.begin().await?).await?;
            return Ok(there.ok_or(Fault::NotFound)?);
        }
        Err(error) => return Err(error.into()),
    }
    cx.audit(&mut tx, AuditAction::SheetChosen, ("sheet", Some(id.0)), json!({ "catalogue": true })).await?;
    tx.commit().await?;
    Ok(id)
}

async fn look_at_catalogue(cx: &OrgCx<EditCatalog>) -> Result<Looked, HubError> {
    let mut text = catalogue::head(cx, SHOWN).await?;
    Looked::text(cx.hub(), &text.take(), text::format(1, false)).await
}

async fn look_at_rows(
    cx: &OrgCx<EditCatalog>,
    rows: Vec<(u64, Vec<Cell>)>,
    format: Option<Format>,
) -> Result<Looked, HubError> {
    let format = format.unwrap_or_else(|| {
        let cells: Vec<Vec<String>> = rows
            .iter()
            .map(|(_, row)| row.iter().map(|one| text::cell(one).into_owned()).collect())
            .collect();
        let (header_row, decimal_comma) = detect_rows(&cells);
        text::format(header_row, decimal_comma)
    });
    let mut text = text::RowsText::default();
    for (number, row) in &rows {
        text.push_cells(*number, row);
    }
    Looked::text(cx.hub(), &text.take(), text::of_cells(format)).await
}

/// What is wrong with a table in the words for one that nobody sent.
pub(super) fn as_source(code: &str) -> String {
    match code {
        "empty" => "sheet_empty".to_owned(),
        "no_header" => "sheet_no_header".to_owned(),
        other => other.to_owned(),
    }
}

impl Looked {
    /// A text that is not stored anywhere.
    async fn text(hub: &crate::Hub, text: &[u8], format: Format) -> Result<Self, HubError> {
        let failed = |error: std::io::Error| HubError::Internal(format!("the scratch folder: {error}"));
        let mut file = tempfile::NamedTempFile::new_in(hub.files().scratch()).map_err(failed)?;
        file.write_all(text).and_then(|()| file.flush()).map_err(failed)?;
        let limits = super::limits(hub);
        let mut opened = on_thread(move || look(file.path(), format, limits)).await?;
        // These are the first rows of it alone.
        opened.sample.about_rows = None;
        let mut looked = Self::of(opened);
        looked.problem = looked.problem.map(|(code, data)| (as_source(&code), data));
        Ok(looked)
    }
}
