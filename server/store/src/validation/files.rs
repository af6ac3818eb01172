//! Files that people sent, as far as the database knows them.

use crate::{Db, OrgTx, StoreError, SystemTx};
use domain::{FileId, OrgId, SheetId, UserId, view::validation::FileView};

/// A file whose bytes are stored.
#[derive(Debug)]
pub struct NewFile<'a> {
    pub id: FileId,
    /// 1 to 255 characters.
    pub name: &'a str,
    pub bytes: i64,
    pub sha256: [u8; 32],
    pub uploaded_by: Option<UserId>,
}

/// Notes a file.
///
/// # Errors
/// [`StoreError`].
pub async fn insert_file(tx: &mut OrgTx, file: &NewFile<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into files (org_id, id, name, bytes, sha256, uploaded_by) values ($1, $2, $3, $4, $5, $6)",
        org.0,
        file.id.0,
        file.name,
        file.bytes,
        &file.sha256[..],
        file.uploaded_by.map(|id| id.0),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A file.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find_file(tx: &mut OrgTx, id: FileId) -> Result<FileView, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select f.name, f.bytes, f.sha256, u.name as "uploaded_by?", f.created_at from files f
           left join users u on u.id = f.uploaded_by
           where f.org_id = $1 and f.id = $2"#,
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(FileView {
        id,
        name: row.name,
        bytes: row.bytes,
        sha256: digest(row.sha256)?,
        uploaded_by: row.uploaded_by,
        created_at: row.created_at,
    })
}

pub(super) fn digest(bytes: Vec<u8>) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Corrupt("a file's digest has another length".into()))
}

/// The sheet whose rows are in a file with these bytes, the one changed last. Until the end of the transaction nobody else looks for
/// the same bytes, so of two who send them at once one finds the sheet of the other.
///
/// # Errors
/// [`StoreError`].
pub async fn latest_sheet_of(tx: &mut OrgTx, sha256: &[u8; 32]) -> Result<Option<SheetId>, StoreError> {
    let org = tx.org();
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended('file ' || $1::uuid::text || encode($2::bytea, 'hex'), 0))",
        org.0,
        &sha256[..],
    )
    .execute(tx.conn())
    .await?;
    let found = sqlx::query_scalar!(
        "select s.id from files f join sheets s on s.org_id = f.org_id and s.file_id = f.id
         where f.org_id = $1 and f.sha256 = $2 order by s.updated_at desc limit 1",
        org.0,
        &sha256[..],
    );
    Ok(found.fetch_optional(tx.conn()).await?.map(SheetId))
}

/// Forgets files that came over a day ago and that no sheet, no run, no correction and no list of rules needs, at most a hundred, and
/// tells which: their bytes can go.
///
/// # Errors
/// [`StoreError`].
pub async fn take_unused(db: &Db) -> Result<Vec<(OrgId, FileId)>, StoreError> {
    let mut tx = SystemTx::because("remove files that nothing needs any more", db).await?;
    let rows = sqlx::query!(
        "delete from files f using (
             select org_id, id from files f where created_at < now() - interval '1 day'
               and not exists (select from sheets s where s.org_id = f.org_id and s.file_id = f.id)
               and not exists (select from validation_runs r where r.org_id = f.org_id and r.file_id = f.id)
               and not exists (select from corrections c where c.org_id = f.org_id and c.file_id = f.id)
               and not exists (select from rule_lists l where l.org_id = f.org_id and l.file_id = f.id)
             order by created_at limit 100 for update skip locked) n
         where f.org_id = n.org_id and f.id = n.id returning f.org_id, f.id"
    )
    .fetch_all(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), FileId(row.id))).collect())
}
