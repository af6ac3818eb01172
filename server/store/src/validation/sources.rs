//! Sheets whose rows lie elsewhere than in a file that somebody sent, and the copies that checks read of them.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, FileId, SheetId, ValidationRunId, view::validation::SourceView};
use serde_json::Value;

/// Where at a platform the rows of a sheet are.
#[derive(Debug, Clone, Copy)]
pub struct NewSource<'a> {
    pub connection: ConnectionId,
    /// The platform's id of the file: 1 to 128 characters.
    pub file: &'a str,
    /// The sheet's id in it.
    pub tab: i64,
    pub file_name: &'a str,
    pub tab_name: &'a str,
}

/// The rows as a check read them.
#[derive(Debug, Clone, Copy)]
pub struct Copy<'a> {
    pub file: FileId,
    pub bytes: i64,
    pub format: &'a Value,
    pub read_at: DateTime<Utc>,
}

/// What the columns of a row say of a source.
pub(super) struct SourceColumns {
    pub connection: Option<uuid::Uuid>,
    pub connection_name: Option<String>,
    pub status: Option<String>,
    pub file: Option<String>,
    pub tab: Option<i64>,
    pub file_name: Option<String>,
    pub tab_name: Option<String>,
}

impl SourceColumns {
    pub fn view(self) -> Result<Option<SourceView>, StoreError> {
        let (Some(connection), Some(file), Some(tab)) = (self.connection, self.file, self.tab) else {
            return Ok(None);
        };
        let status = self.status.map(|status| status.parse::<domain::ConnectionStatus>()).transpose()?;
        Ok(Some(SourceView {
            connection: ConnectionId(connection),
            connection_name: self.connection_name.unwrap_or_default(),
            is_connected: status.is_some_and(domain::ConnectionStatus::may_sync),
            file,
            tab,
            file_name: self.file_name.unwrap_or_default(),
            tab_name: self.tab_name.unwrap_or_default(),
        }))
    }
}

/// The sheet whose rows are there.
///
/// # Errors
/// [`StoreError`].
pub async fn sheet_of_source(tx: &mut OrgTx, source: &NewSource<'_>) -> Result<Option<SheetId>, StoreError> {
    let org = tx.org();
    let found = sqlx::query_scalar!(
        "select id from sheets where org_id = $1 and connection_id = $2 and source_file = $3 and source_tab = $4",
        org.0,
        source.connection.0,
        source.file,
        source.tab,
    );
    Ok(found.fetch_optional(tx.conn()).await?.map(SheetId))
}

/// The sheet that is the catalogue in Orion, if somebody has had it made.
///
/// # Errors
/// [`StoreError`].
pub async fn catalogue(tx: &mut OrgTx) -> Result<Option<SheetId>, StoreError> {
    let org = tx.org();
    let found = sqlx::query_scalar!("select id from sheets where org_id = $1 and kind = 'catalogue'", org.0);
    Ok(found.fetch_optional(tx.conn()).await?.map(SheetId))
}

/// What file and sheet are called by now.
///
/// # Errors
/// [`StoreError`].
pub async fn note_source_names(
    tx: &mut OrgTx,
    id: SheetId,
    (file_name, tab_name): (&str, &str),
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update sheets set source_file_name = left($3, 500), source_tab_name = left($4, 200)
         where org_id = $1 and id = $2 and connection_id is not null",
        org.0,
        id.0,
        file_name,
        tab_name,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What the first rows look like by now. It is no change of the sheet.
///
/// # Errors
/// [`StoreError`].
pub async fn set_sample(tx: &mut OrgTx, id: SheetId, sample: &Value) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("update sheets set sample = $3 where org_id = $1 and id = $2", org.0, id.0, sample)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether what each check finds is written into the spreadsheet.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] for a sheet that is none of a platform's.
pub async fn set_writes_results(tx: &mut OrgTx, id: SheetId, writes: bool) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update sheets set writes_results = $3 where org_id = $1 and id = $2",
        org.0,
        id.0,
        writes
    );
    super::sheets::one(done.execute(tx.conn()).await?.rows_affected())
}

/// A file with these bytes that an earlier check read, held until the end of the transaction.
///
/// # Errors
/// [`StoreError`].
pub async fn copy_with(tx: &mut OrgTx, sha256: &[u8; 32]) -> Result<Option<FileId>, StoreError> {
    let org = tx.org();
    let found = sqlx::query_scalar!(
        "select f.id from files f where f.org_id = $1 and f.sha256 = $2
           and exists (select from validation_runs r where r.org_id = f.org_id and r.file_id = f.id
                           and r.read_at is not null)
         order by f.created_at desc limit 1 for key share of f",
        org.0,
        &sha256[..],
    );
    Ok(found.fetch_optional(tx.conn()).await?.map(FileId))
}

/// Notes what a check has read.
///
/// # Errors
/// [`StoreError::NotFound`] for one that is over.
pub async fn note_copy(tx: &mut OrgTx, run: ValidationRunId, copy: &Copy<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update validation_runs set file_id = $3, bytes = $4, format = $5, read_at = $6, rows = 0, waits_until = null
         where org_id = $1 and id = $2 and state = 'running'",
        org.0,
        run.0,
        copy.file.0,
        copy.bytes,
        copy.format,
        copy.read_at,
    );
    super::sheets::one(done.execute(tx.conn()).await?.rows_affected())
}

/// Puts a check back to waiting until the platform may be asked again. The job is parked by the caller.
///
/// # Errors
/// [`StoreError`].
pub async fn wait(tx: &mut OrgTx, run: ValidationRunId, until: DateTime<Utc>) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update validation_runs set state = 'waiting', waits_until = $3 where org_id = $1 and id = $2 and state = 'running'",
        org.0,
        run.0,
        until,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
