//! Files taken over into the catalogue: what they would change, and changing it.

mod apply;
mod rows;

pub use apply::{Applied, apply_rows, undo_rows};
pub use rows::{Known, add_rows, errors_of, known, rows};

use crate::{OrgTx, StoreError, jobs::StartedJob};
use domain::{
    CatalogueImportId, CatalogueImportState, CorrectionId, JobId, SheetId, UserId, ValidationRunId,
    view::catalogue_import::{CatalogueImport, ImportCounts, ImportLeftOut, ImportLine, ImportTakes},
};

/// Rows that one statement removes at most.
const ROWS: i64 = 20_000;

/// Notes an import whose file, or the one of a correction, is to be read. One of the check that is not over is told instead.
///
/// # Errors
/// [`StoreError::NotFound`] without such a check.
pub async fn insert(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    (run, correction): (ValidationRunId, Option<CorrectionId>),
    job: JobId,
    by: Option<UserId>,
) -> Result<Option<CatalogueImportId>, StoreError> {
    let org = tx.org();
    let made = sqlx::query!(
        "insert into catalogue_imports (org_id, id, run_id, job_id, state, total, requested_by, correction_id, currency)
         select r.org_id, $2, r.id, $4, 'reading', r.rows, $5, $6, o.currency
         from validation_runs r join organisations o on o.id = r.org_id where r.org_id = $1 and r.id = $3
         on conflict (org_id, run_id) where state in ('reading', 'ready', 'applying', 'undoing') do nothing",
        org.0,
        id.0,
        run.0,
        job.0,
        by.map(|id| id.0),
        correction.map(|id| id.0),
    );
    if made.execute(tx.conn()).await?.rows_affected() > 0 {
        return Ok(None);
    }
    let open = sqlx::query_scalar!(
        "select id from catalogue_imports
         where org_id = $1 and run_id = $2 and state in ('reading', 'ready', 'applying', 'undoing')",
        org.0,
        run.0,
    );
    open.fetch_optional(tx.conn()).await?.map(|id| Some(CatalogueImportId(id))).ok_or(StoreError::NotFound)
}

/// The import of a job, if the job has something to do; until the end of the transaction nobody else has it.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn begin(tx: &mut OrgTx, job: &StartedJob) -> Result<CatalogueImport, StoreError> {
    let org = tx.org();
    let id = sqlx::query_scalar!(
        "select id from catalogue_imports
         where org_id = $1 and job_id = $2 and state in ('reading', 'applying', 'undoing') for update",
        org.0,
        job.id.0,
    );
    let id = id.fetch_optional(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    find(tx, CatalogueImportId(id)).await
}

/// Forgets some of what an earlier start of the same job read, and of comparisons of the same check that were set aside. Tells
/// how many rows: none where nothing is left.
///
/// # Errors
/// [`StoreError`].
pub async fn forget_rows(tx: &mut OrgTx, id: CatalogueImportId) -> Result<u64, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "delete from catalogue_import_rows where ctid = any(array(
             select r.ctid from catalogue_imports me
             join catalogue_imports i on i.org_id = me.org_id and i.run_id = me.run_id
                 and (i.id = me.id or i.state = 'cancelled')
             join catalogue_import_rows r on r.org_id = i.org_id and r.import_id = i.id
             where me.org_id = $1 and me.id = $2 limit $3))",
        org.0,
        id.0,
        ROWS,
    );
    Ok(done.execute(tx.conn()).await?.rows_affected())
}

/// Notes how far it is, and what it counted. Returns whether somebody asked to stop.
///
/// # Errors
/// [`StoreError::LeaseLost`] if another worker has the job now.
pub async fn progress(
    tx: &mut OrgTx,
    job: &StartedJob,
    id: CatalogueImportId,
    counts: &ImportCounts,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let asked = sqlx::query_scalar!(
        "with job as (
             select cancel_requested from jobs
             where org_id = $1 and id = $2 and lease = $3 and state = 'running' for share
         )
         update catalogue_imports i set done = $5, creates = $6, updates = $7, unchanged = $8, refused = $9, overtaken = $10,
             applied = $11, faulty_creates = $12, faulty_updates = $13
         from job where i.org_id = $1 and i.id = $4 and i.state in ('reading', 'applying', 'undoing')
         returning job.cancel_requested",
        org.0,
        job.id.0,
        job.lease,
        id.0,
        counts.done,
        counts.creates,
        counts.updates,
        counts.unchanged,
        counts.refused,
        counts.overtaken,
        counts.applied,
        counts.faulty_creates,
        counts.faulty_updates,
    );
    asked.fetch_optional(tx.conn()).await?.ok_or(StoreError::LeaseLost)
}

/// Notes what of its file no product gets.
///
/// # Errors
/// [`StoreError`].
pub async fn note_left_out(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    left_out: &ImportLeftOut,
) -> Result<(), StoreError> {
    let org = tx.org();
    let left_out = serde_json::to_value(left_out).unwrap_or_default();
    sqlx::query!(
        "update catalogue_imports set left_out = $3 where org_id = $1 and id = $2",
        org.0,
        id.0,
        left_out
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Goes on to another state, if it is in one of those that lead there.
///
/// # Errors
/// [`StoreError::NotFound`] if it is in none of them.
pub async fn turn(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    from: &[CatalogueImportState],
    to: CatalogueImportState,
    problem: Option<&str>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update catalogue_imports set state = $4, problem = left($5, 60),
             applied_at = case when $4 = 'applied' then coalesce(applied_at, now()) else applied_at end,
             undone_at = case when $4 = 'undone' then now() else undone_at end
         where org_id = $1 and id = $2 and state = any($3)",
        org.0,
        id.0,
        &from.iter().map(|state| state.code()).collect::<Vec<_>>() as &[&str],
        to.code(),
        problem,
    );
    match done.execute(tx.conn()).await?.rows_affected() {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

/// Has another job go on with it, from its first row.
///
/// # Errors
/// [`StoreError`].
pub async fn hand_to(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    job: JobId,
    total: i64,
    takes: ImportTakes,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update catalogue_imports set job_id = $3, total = $4, done = 0, overtaken = 0, takes_new = $5, takes_changes = $6,
             takes_faulty = $7
         where org_id = $1 and id = $2",
        org.0,
        id.0,
        job.0,
        total,
        takes.new,
        takes.changes,
        takes.faulty,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The import of a job.
///
/// # Errors
/// [`StoreError`].
pub async fn of_job(tx: &mut OrgTx, job: JobId) -> Result<Option<CatalogueImportId>, StoreError> {
    let org = tx.org();
    let id = sqlx::query_scalar!(
        "select id from catalogue_imports where org_id = $1 and job_id = $2",
        org.0,
        job.0
    );
    Ok(id.fetch_optional(tx.conn()).await?.map(CatalogueImportId))
}

/// Sets the comparisons of a check aside that nobody applied.
///
/// # Errors
/// [`StoreError`].
pub async fn set_aside(tx: &mut OrgTx, run: ValidationRunId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update catalogue_imports set state = 'cancelled' where org_id = $1 and run_id = $2 and state = 'ready'",
        org.0,
        run.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An import.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: CatalogueImportId) -> Result<CatalogueImport, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select i.run_id, i.correction_id, i.job_id, i.state, i.total, i.done, i.creates, i.updates, i.unchanged, i.refused, i.overtaken, i.applied, i.currency,
               i.takes_new, i.takes_changes, i.takes_faulty, i.faulty_creates, i.faulty_updates, i.left_out, i.problem, i.created_at, i.applied_at, i.undone_at, s.name as sheet_name,
               u.name as "requested_by?"
           from catalogue_imports i
           join validation_runs r on r.org_id = i.org_id and r.id = i.run_id
           join sheets s on s.org_id = r.org_id and s.id = r.sheet_id
           left join users u on u.id = i.requested_by
           where i.org_id = $1 and i.id = $2"#,
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(CatalogueImport {
        id,
        run: ValidationRunId(row.run_id),
        correction: row.correction_id.map(CorrectionId),
        sheet_name: row.sheet_name,
        job: JobId(row.job_id),
        state: row.state.parse()?,
        currency: crate::orders::currency(&row.currency)?,
        total: row.total,
        counts: ImportCounts {
            done: row.done,
            creates: row.creates,
            updates: row.updates,
            faulty_creates: row.faulty_creates,
            faulty_updates: row.faulty_updates,
            unchanged: row.unchanged,
            refused: row.refused,
            applied: row.applied,
            overtaken: row.overtaken,
        },
        takes: ImportTakes { new: row.takes_new, changes: row.takes_changes, faulty: row.takes_faulty },
        left_out: serde_json::from_value(row.left_out).unwrap_or_default(),
        problem: row.problem,
        requested_by: row.requested_by,
        created_at: row.created_at,
        applied_at: row.applied_at,
        undone_at: row.undone_at,
    })
}

/// The imports of a sheet, or of one of its checks, the latest first: at most `limit`. Comparisons that were set aside are none.
///
/// # Errors
/// [`StoreError`].
pub async fn list(
    tx: &mut OrgTx,
    sheet: SheetId,
    run: Option<ValidationRunId>,
    limit: i64,
) -> Result<Vec<ImportLine>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select i.id, i.correction_id, i.state, i.creates, i.updates, i.refused, i.applied, i.created_at,
                  u.name as "requested_by?"
           from validation_runs r
           join catalogue_imports i on i.org_id = r.org_id and i.run_id = r.id
           left join users u on u.id = i.requested_by
           where r.org_id = $1 and r.sheet_id = $2 and ($3::uuid is null or r.id = $3) and i.state <> 'cancelled'
           order by i.created_at desc, i.id desc limit $4"#,
        org.0,
        sheet.0,
        run.map(|id| id.0),
        limit,
    );
    let rows = rows.fetch_all(tx.conn()).await?;
    let line = rows.into_iter().map(|row| {
        Ok(ImportLine {
            id: CatalogueImportId(row.id),
            correction: row.correction_id.map(CorrectionId),
            state: row.state.parse()?,
            creates: row.creates,
            updates: row.updates,
            refused: row.refused,
            applied: row.applied,
            requested_by: row.requested_by,
            created_at: row.created_at,
        })
    });
    line.collect()
}

/// The latest import that stands and has changed values which this one gave, or that is doing so: it has to be taken back
/// first. The later one is the one that was asked for later, whichever ended first: of two that found the same value only
/// one is applied, so the other found what it gave.
///
/// # Errors
/// [`StoreError`].
pub async fn later(tx: &mut OrgTx, id: CatalogueImportId) -> Result<Option<CatalogueImportId>, StoreError> {
    let org = tx.org();
    let later = sqlx::query_scalar!(
        "select n.id from catalogue_imports me
         join catalogue_imports n on n.org_id = me.org_id and n.id <> me.id
             and (n.state = 'applying'
                 or n.state in ('applied', 'undoing') and (n.created_at, n.id) > (me.created_at, me.id))
         where me.org_id = $1 and me.id = $2 and exists (
             select from catalogue_import_rows mine
             join catalogue_import_rows theirs on theirs.org_id = mine.org_id and theirs.product_id = mine.product_id
             where mine.org_id = me.org_id and mine.import_id = me.id and mine.outcome = 'applied'
               and theirs.import_id = n.id and (theirs.outcome = 'applied' or n.state = 'applying')
               and exists (select from jsonb_object_keys(theirs.after) field
                           where mine.action = 'create' or mine.after ? field))
         order by n.state = 'applying' desc, n.created_at desc, n.id desc limit 1",
        org.0,
        id.0,
    );
    Ok(later.fetch_optional(tx.conn()).await?.map(CatalogueImportId))
}
