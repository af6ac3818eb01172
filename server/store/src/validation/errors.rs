//! In which products checks found errors, by pack.

use crate::{OrgTx, StoreError};
use domain::ValidationRunId;

/// Notes the products of a check with errors: of each pack how many, and a bit for each record; and how many there are of all
/// packs together.
///
/// # Errors
/// [`StoreError`].
pub async fn note_errors(
    tx: &mut OrgTx,
    run: ValidationRunId,
    packs: &[(&str, i64, &[u8])],
    all: i64,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into validation_run_packs (org_id, run_id, pack, error_rows, rows)
         select $1, $2, unnest($3::text[]), unnest($4::bigint[]), unnest($5::bytea[])
         on conflict (org_id, run_id, pack) do update set error_rows = excluded.error_rows, rows = excluded.rows",
        org.0,
        run.0,
        &packs.iter().map(|(pack, ..)| *pack).collect::<Vec<_>>() as &[&str],
        &packs.iter().map(|(_, count, _)| *count).collect::<Vec<_>>(),
        &packs.iter().map(|(.., rows)| *rows).collect::<Vec<_>>() as &[&[u8]],
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update validation_runs set error_rows = $3 where org_id = $1 and id = $2",
        org.0,
        run.0,
        all
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The products of a check with errors: a pack, and a bit for each record. None where none has any, and of checks from before
/// these were kept.
///
/// # Errors
/// [`StoreError`].
pub async fn error_rows(tx: &mut OrgTx, run: ValidationRunId) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select pack, rows from validation_run_packs where org_id = $1 and run_id = $2 order by pack",
        org.0,
        run.0
    );
    Ok(rows.fetch_all(tx.conn()).await?.into_iter().map(|row| (row.pack, row.rows)).collect())
}

/// The same of what is kept of each finding: pack and record.
///
/// # Errors
/// [`StoreError`].
pub async fn error_findings(tx: &mut OrgTx, run: ValidationRunId) -> Result<Vec<(String, i64)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select distinct u.pack, f.row from validation_findings f
         join validation_run_rules u on u.org_id = f.org_id and u.run_id = f.run_id and u.position = f.rule
         where f.org_id = $1 and f.run_id = $2 and f.severity = 'error'",
        org.0,
        run.0
    );
    Ok(rows.fetch_all(tx.conn()).await?.into_iter().map(|row| (row.pack, row.row)).collect())
}
