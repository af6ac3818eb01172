//! The spreadsheets of connected accounts: finding them, reading them page by page, and writing results beside them.
//!
//! Who reads a sheet in pages asks for [`mark`] before and after: where it moved, the pages are of different states.

pub use connector_kit::{
    Cell, FileMark, FilePage, FilesAsk, NewSheet, PutRows, RowPage, RowsAsk, SheetInfo, SpreadsheetFile,
    Workbook,
};

use crate::{HubError, auth::OrgCx, integrations, permit::EditCatalog};
use connector_kit::{Advice, BoxFuture, Conn, Connector, ConnectorError, Spreadsheets, SystemClock, retry};
use domain::{ConnectionId, Fault, Operation};
use std::{sync::Arc, time::Duration};
use store::connections::{ConnectionAccess, Health};

/// How long one call may take, and all of one question, where somebody waits for it.
const CALL: Duration = Duration::from_secs(12);
const WHOLE: Duration = Duration::from_secs(20);

/// Who waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// A person: 20 seconds at most, asked once.
    Person,
    /// A job: asked as often and as patiently as the platform's calls are tried.
    Job,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// [`Fault::NotFound`] for a connection of somebody else or one that holds no spreadsheets;
    /// [`Fault::Conflict`] `not_connected` for one that is paused, disconnected or must be re-authorised.
    #[error(transparent)]
    Hub(#[from] HubError),
    /// The platform gave none; a job does as `error` advises.
    #[error("{error}")]
    Platform {
        /// What people call it.
        platform: &'static str,
        error: ConnectorError,
    },
}

impl From<SheetError> for HubError {
    fn from(error: SheetError) -> Self {
        match error {
            SheetError::Hub(error) => error,
            SheetError::Platform { platform, error } => {
                Fault::Upstream { platform: platform.to_owned(), kind: error.kind }.into()
            }
        }
    }
}

/// A page of the account's spreadsheets, the last changed first.
///
/// # Errors
/// [`SheetError`].
pub async fn files(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    ask: &FilesAsk,
    waits: Waits,
) -> Result<FilePage, SheetError> {
    let at = At::reach(cx, connection, waits).await?;
    at.ask(Operation::SheetFiles, |able, conn| able.files(conn, ask)).await
}

/// The id of the file that a person names by its link, or by the id; `None` for what can be none of the platform's.
///
/// # Errors
/// [`SheetError::Hub`].
pub async fn file_of(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    typed: &str,
) -> Result<Option<String>, SheetError> {
    let at = At::reach(cx, connection, Waits::Person).await?;
    Ok(at.able()?.file_of(typed))
}

/// A file with its sheets of cells, the hidden ones too.
///
/// # Errors
/// [`SheetError`]; [`domain::UpstreamKind::NotFound`] for a file that is gone or not shared with the account.
pub async fn sheets(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    file: &str,
    waits: Waits,
) -> Result<Workbook, SheetError> {
    let at = At::reach(cx, connection, waits).await?;
    at.ask(Operation::SheetLook, |able, conn| able.workbook(conn, file)).await
}

/// What moves whenever somebody changes the file.
///
/// # Errors
/// [`SheetError`], as [`sheets`].
pub async fn mark(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    file: &str,
    waits: Waits,
) -> Result<FileMark, SheetError> {
    let at = At::reach(cx, connection, waits).await?;
    at.ask(Operation::SheetLook, |able, conn| able.mark(conn, file)).await
}

/// A page of a sheet's rows, some thousands or about two megabytes. The next one begins at [`RowPage::next`], of
/// [`RowPage::sheet`].
///
/// # Errors
/// [`SheetError`]; [`domain::UpstreamKind::NotFound`] for a sheet that is gone.
pub async fn rows(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    ask: &RowsAsk,
    waits: Waits,
) -> Result<RowPage, SheetError> {
    let at = At::reach(cx, connection, waits).await?;
    at.ask(Operation::SheetRows, |able, conn| able.rows(conn, ask)).await
}

/// Adds an empty sheet for results, once for each marker, however often it is asked for.
///
/// # Errors
/// [`SheetError`]; [`domain::UpstreamKind::Permission`] where the account may only look at the file.
pub async fn add_sheet(
    cx: &OrgCx<EditCatalog>,
    connection: ConnectionId,
    new: &NewSheet,
) -> Result<SheetInfo, SheetError> {
    let at = At::reach(cx, connection, Waits::Job).await?;
    at.ask(Operation::SheetWrite, |able, conn| able.add_sheet(conn, new)).await
}

/// Writes rows into a sheet that was added; asked for again it writes the same cells.
///
/// # Errors
/// [`SheetError`], as [`add_sheet`].
pub async fn put(cx: &OrgCx<EditCatalog>, connection: ConnectionId, ask: &PutRows) -> Result<(), SheetError> {
    let at = At::reach(cx, connection, Waits::Job).await?;
    at.ask(Operation::SheetWrite, |able, conn| able.put(conn, ask)).await
}

/// An account that can be asked.
struct At<'a> {
    cx: &'a OrgCx<EditCatalog>,
    access: ConnectionAccess,
    connector: Arc<dyn Connector>,
    conn: Conn,
    waits: Waits,
}

impl<'a> At<'a> {
    async fn reach(
        cx: &'a OrgCx<EditCatalog>,
        connection: ConnectionId,
        waits: Waits,
    ) -> Result<Self, HubError> {
        let mut tx = cx.begin().await?;
        let access = store::connections::access(&mut tx, connection).await?;
        drop(tx);
        let connector = cx.hub().registry().get(&access.platform).cloned().ok_or(Fault::NotFound)?;
        if connector.spreadsheets().is_none() {
            return Err(Fault::NotFound.into());
        }
        if !access.status.may_sync() {
            return Err(Fault::Conflict { what: "not_connected".into() }.into());
        }
        let conn = integrations::connect(cx.hub(), cx.org(), &connector, &access)?;
        let conn = match waits {
            Waits::Person => conn.within(CALL, WHOLE),
            Waits::Job => conn,
        };
        Ok(Self { cx, access, connector, conn, waits })
    }

    fn able(&self) -> Result<&dyn Spreadsheets, HubError> {
        Ok(self.connector.spreadsheets().ok_or(Fault::NotFound)?)
    }

    async fn ask<'s, T>(
        &'s self,
        what: Operation,
        call: impl Fn(&'s dyn Spreadsheets, &'s Conn) -> BoxFuture<'s, Result<T, ConnectorError>>,
    ) -> Result<T, SheetError> {
        let able = self.able()?;
        let attempt = || self.conn.measured(what, call(able, &self.conn));
        let answer = match self.waits {
            Waits::Person => attempt().await,
            Waits::Job => {
                let policy = self.cx.hub().retry_policy(self.connector.spec());
                retry(policy, &SystemClock, attempt).await
            }
        };
        let error = match answer {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        let (connection, platform) = (self.access.id, self.connector.spec().name);
        tracing::warn!(%connection, %error, status = error.status, "spreadsheets could not be asked for");
        if error.advice == Advice::Reauthorise {
            self.note_refusal(&error).await?;
        }
        Err(SheetError::Platform { platform, error })
    }

    /// Until a person renews the access, nobody asks again.
    async fn note_refusal(&self, error: &ConnectorError) -> Result<(), HubError> {
        let mut tx = self.cx.begin().await?;
        // What was refused may be no longer what the connection has.
        if store::connections::still_has(&mut tx, &self.access).await? {
            let health = Health::NeedsReauth { problem: error.kind.code(), detail: &error.detail };
            store::connections::note_health(&mut tx, self.access.id, &health).await?;
        }
        Ok(tx.commit().await?)
    }
}
