//! Kinds of jobs that an organisation has paused.

use crate::{OrgTx, StoreError};
use domain::{JobKind, UserId, view::queue::PauseView};

/// Pauses a kind: jobs that run go on to their end. Returns whether it was not paused before.
///
/// # Errors
/// [`StoreError`].
pub async fn pause(tx: &mut OrgTx, kind: JobKind, by: Option<UserId>) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "insert into job_pauses (org_id, kind, paused_by) values ($1, $2, $3) on conflict do nothing",
        org.0,
        kind.code(),
        by.map(|user| user.0),
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Lets a kind go on. Returns whether it was paused.
///
/// # Errors
/// [`StoreError`].
pub async fn resume(tx: &mut OrgTx, kind: JobKind) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!("delete from job_pauses where org_id = $1 and kind = $2", org.0, kind.code())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// What is paused.
///
/// # Errors
/// [`StoreError`].
pub async fn pauses(tx: &mut OrgTx) -> Result<Vec<PauseView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select p.kind, p.paused_at, u.name as "paused_by?" from job_pauses p
           left join users u on u.id = p.paused_by
           where p.org_id = $1"#,
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| Ok(PauseView { kind: row.kind.parse()?, at: row.paused_at, by: row.paused_by }))
        .collect()
}
