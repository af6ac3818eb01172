//! Lists of companies' own that their rules look values up in.

use super::files::digest;
use crate::{OrgTx, StoreError};
use domain::{FileId, RuleListId, UserId, view::validation::RuleList};

/// The company's lists, by their names.
///
/// # Errors
/// [`StoreError`].
pub async fn rule_lists(tx: &mut OrgTx) -> Result<Vec<RuleList>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select l.id, l.name, l.file_id, l.entries, l.updated_at, f.bytes, f.sha256, u.name as "changed_by?"
           from rule_lists l join files f on f.org_id = l.org_id and f.id = l.file_id
           left join users u on u.id = l.changed_by
           where l.org_id = $1 order by l.name"#,
        org.0
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(RuleList {
                id: RuleListId(row.id),
                name: row.name,
                file: FileId(row.file_id),
                sha256: digest(row.sha256)?,
                entries: row.entries,
                bytes: row.bytes,
                changed_by: row.changed_by,
                updated_at: row.updated_at,
            })
        })
        .collect()
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn rule_list(tx: &mut OrgTx, id: RuleListId) -> Result<RuleList, StoreError> {
    rule_lists(tx).await?.into_iter().find(|list| list.id == id).ok_or(StoreError::NotFound)
}

/// Notes a list whose entries are in a file that is noted.
///
/// # Errors
/// [`StoreError::Taken`] `rule_lists_name_key` where another one has the name.
pub async fn insert_rule_list(
    tx: &mut OrgTx,
    id: RuleListId,
    name: &str,
    (file, entries): (FileId, i64),
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into rule_lists (org_id, id, name, file_id, entries, created_by, changed_by)
         values ($1, $2, $3, $4, $5, $6, $6)",
        org.0,
        id.0,
        name,
        file.0,
        entries,
        by.map(|id| id.0),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives a list the entries of another file.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn replace_rule_list(
    tx: &mut OrgTx,
    id: RuleListId,
    (file, entries): (FileId, i64),
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update rule_lists set file_id = $3, entries = $4, changed_by = $5, updated_at = now()
         where org_id = $1 and id = $2",
        org.0,
        id.0,
        file.0,
        entries,
        by.map(|id| id.0),
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Lets nobody remove a list until this transaction ends.
///
/// # Errors
/// [`StoreError`].
pub async fn hold_rule_lists(tx: &mut OrgTx) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("select id from rule_lists where org_id = $1 order by id for share", org.0)
        .fetch_all(tx.conn())
        .await?;
    Ok(())
}

/// Waits for whoever holds a list, and lets nobody hold it from then on.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn lock_rule_list(tx: &mut OrgTx, id: RuleListId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("select id from rule_lists where org_id = $1 and id = $2 for update", org.0, id.0)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(StoreError::NotFound)?;
    Ok(())
}

/// Removes a list.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn remove_rule_list(tx: &mut OrgTx, id: RuleListId) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!("delete from rule_lists where org_id = $1 and id = $2", org.0, id.0)
        .execute(tx.conn())
        .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
