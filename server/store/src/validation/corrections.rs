//! Safe fixes: which of a check are accepted, and what came of taking them.

use crate::{OrgTx, StoreError, jobs::StartedJob};
use domain::{
    CorrectionId, CorrectionState, FileId, JobId, SheetId, UserId, ValidationRunId,
    view::validation::{CorrectionView, FixCount},
};
use std::collections::BTreeMap;

/// What somebody says of fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FixChoice<'a> {
    /// Of all rules.
    All,
    /// Of one, by its position.
    Rule(i32),
    /// Of records, by rule and row.
    Cells(&'a [(i32, i64)]),
}

/// Takes or leaves fixes of a check. What was said of single records is forgotten where their rule is spoken of.
///
/// # Errors
/// [`StoreError`].
pub async fn choose_fixes(
    tx: &mut OrgTx,
    run: ValidationRunId,
    choice: &FixChoice<'_>,
    accept: bool,
) -> Result<(), StoreError> {
    let org = tx.org();
    let rule = match choice {
        FixChoice::Cells(cells) => {
            sqlx::query!(
                "insert into fix_choices (org_id, run_id, rule, row, is_accepted)
                 select distinct f.org_id, f.run_id, f.rule, f.row, $5::boolean
                 from (select unnest($3::int[]) as rule, unnest($4::bigint[]) as row) c
                 join validation_findings f on f.org_id = $1 and f.run_id = $2 and f.rule = c.rule and f.row = c.row
                     and f.proposed is not null
                 on conflict (org_id, run_id, rule, row) do update set is_accepted = excluded.is_accepted",
                org.0,
                run.0,
                &cells.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(),
                &cells.iter().map(|(_, row)| *row).collect::<Vec<_>>(),
                accept,
            )
            .execute(tx.conn())
            .await?;
            return Ok(());
        }
        FixChoice::Rule(rule) => Some(*rule),
        FixChoice::All => None,
    };
    sqlx::query!(
        "delete from fix_choices where org_id = $1 and run_id = $2 and ($3::int is null or rule = $3)",
        org.0,
        run.0,
        rule,
    )
    .execute(tx.conn())
    .await?;
    if accept {
        sqlx::query!(
            "insert into fix_choices (org_id, run_id, rule, row, is_accepted)
             select org_id, run_id, position, 0, true from validation_run_rules
             where org_id = $1 and run_id = $2 and fixable > 0 and ($3::int is null or position = $3)
             on conflict (org_id, run_id, rule, row) do update set is_accepted = true",
            org.0,
            run.0,
            rule,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// How many fixes of each rule of a check are accepted, by its position.
///
/// # Errors
/// [`StoreError`].
pub async fn fix_counts(tx: &mut OrgTx, run: ValidationRunId) -> Result<BTreeMap<i32, FixCount>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select u.position, u.fixable, coalesce(bool_or(c.is_accepted) filter (where c.row = 0), false) as "is_whole!",
               count(*) filter (where c.row > 0 and c.is_accepted) as "taken!",
               count(*) filter (where c.row > 0 and not c.is_accepted) as "left!"
           from validation_run_rules u
           left join fix_choices c on c.org_id = u.org_id and c.run_id = u.run_id and c.rule = u.position
           where u.org_id = $1 and u.run_id = $2 and u.fixable > 0 group by u.position, u.fixable"#,
        org.0,
        run.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let counted = rows.into_iter().map(|row| {
        let accepted = if row.is_whole { row.fixable - row.left } else { row.taken };
        (row.position, FixCount { fixable: row.fixable, accepted, is_whole: row.is_whole })
    });
    Ok(counted.collect())
}

/// What is said of single records of a check: rule, row, and whether the fix is taken.
///
/// # Errors
/// [`StoreError`].
pub async fn chosen_cells(
    tx: &mut OrgTx,
    run: ValidationRunId,
) -> Result<Vec<((i32, i64), bool)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select rule, row, is_accepted from fix_choices where org_id = $1 and run_id = $2 and row > 0",
        org.0,
        run.0,
    );
    let rows = rows.fetch_all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| ((row.rule, row.row), row.is_accepted)).collect())
}

/// By which rules a check was made.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn rules_key(tx: &mut OrgTx, run: ValidationRunId) -> Result<Option<i64>, StoreError> {
    let org = tx.org();
    let key = sqlx::query_scalar!(
        "select rules_key from validation_runs where org_id = $1 and id = $2",
        org.0,
        run.0
    );
    key.fetch_optional(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Notes a correction that waits for its job. One that waits or runs already is told instead.
///
/// # Errors
/// [`StoreError::NotFound`] without such a check.
pub async fn insert_correction(
    tx: &mut OrgTx,
    id: CorrectionId,
    run: ValidationRunId,
    job: JobId,
    by: Option<UserId>,
) -> Result<Option<CorrectionId>, StoreError> {
    let org = tx.org();
    // One whose job was given up with its last worker is over.
    sqlx::query!(
        "update corrections c set state = 'failed', problem = 'internal', ended_at = now()
         where c.org_id = $1 and c.run_id = $2 and c.state in ('waiting', 'running')
           and not exists (select from jobs j where j.org_id = c.org_id and j.id = c.job_id
                               and j.state in ('waiting', 'running'))",
        org.0,
        run.0,
    )
    .execute(tx.conn())
    .await?;
    let made = sqlx::query!(
        "insert into corrections (org_id, id, run_id, job_id, state, rows, requested_by)
         select org_id, $2, id, $4, 'waiting', rows, $5 from validation_runs where org_id = $1 and id = $3
         on conflict (org_id, run_id) where state in ('waiting', 'running') do nothing",
        org.0,
        id.0,
        run.0,
        job.0,
        by.map(|id| id.0),
    );
    if made.execute(tx.conn()).await?.rows_affected() > 0 {
        return Ok(None);
    }
    let open = sqlx::query_scalar!(
        "select id from corrections where org_id = $1 and run_id = $2 and state in ('waiting', 'running')",
        org.0,
        run.0,
    );
    open.fetch_optional(tx.conn()).await?.map(|id| Some(CorrectionId(id))).ok_or(StoreError::NotFound)
}

/// Whether fixes of a check of the sheet are being taken, or its file is taken over into the catalogue.
///
/// # Errors
/// [`StoreError`].
pub async fn is_used(tx: &mut OrgTx, sheet: SheetId) -> Result<bool, StoreError> {
    let org = tx.org();
    let open = sqlx::query_scalar!(
        r#"select exists (
               select from validation_runs r
               join lateral (
                   select job_id from corrections c
                   where c.org_id = r.org_id and c.run_id = r.id and c.state in ('waiting', 'running')
                   union all
                   select job_id from catalogue_imports i
                   where i.org_id = r.org_id and i.run_id = r.id and i.state in ('reading', 'applying', 'undoing')
               ) w on true
               join jobs j on j.org_id = r.org_id and j.id = w.job_id and j.state in ('waiting', 'running')
               where r.org_id = $1 and r.sheet_id = $2) as "open!""#,
        org.0,
        sheet.0,
    );
    Ok(open.fetch_one(tx.conn()).await?)
}

/// Begins the correction of a job.
///
/// # Errors
/// [`StoreError::NotFound`] if it is over or gone.
pub async fn begin_correction(tx: &mut OrgTx, job: &StartedJob) -> Result<CorrectionView, StoreError> {
    let org = tx.org();
    let id = sqlx::query_scalar!(
        "update corrections set state = 'running', rows_read = 0
         where org_id = $1 and job_id = $2 and state in ('waiting', 'running') returning id",
        org.0,
        job.id.0,
    );
    let id = id.fetch_optional(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    find_correction(tx, CorrectionId(id)).await
}

/// Notes how far a correction is. Returns whether somebody asked to stop.
///
/// # Errors
/// [`StoreError::LeaseLost`] if another worker has the job now.
pub async fn correction_progress(
    tx: &mut OrgTx,
    job: &StartedJob,
    id: CorrectionId,
    rows_read: i64,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let asked = sqlx::query_scalar!(
        "with job as (
             select cancel_requested from jobs
             where org_id = $1 and id = $2 and lease = $3 and state = 'running' for share
         )
         update corrections c set rows_read = $5 from job
         where c.org_id = $1 and c.id = $4 and c.state = 'running' returning job.cancel_requested",
        org.0,
        job.id.0,
        job.lease,
        id.0,
        rows_read,
    );
    asked.fetch_optional(tx.conn()).await?.ok_or(StoreError::LeaseLost)
}

/// How a correction ended.
#[derive(Debug, Clone, Copy)]
pub enum CorrectionEnd<'a> {
    Completed {
        rows: i64,
        changed_rows: i64,
        changed_cells: i64,
        left_cells: i64,
        /// None where nothing was changed.
        file: Option<FileId>,
        is_in_place: bool,
    },
    Failed(&'a str),
    Cancelled,
}

/// Ends a correction. The job is ended by the caller.
///
/// # Errors
/// [`StoreError`].
pub async fn end_correction(
    tx: &mut OrgTx,
    id: CorrectionId,
    end: CorrectionEnd<'_>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let (state, problem) = match end {
        CorrectionEnd::Completed { .. } => (CorrectionState::Completed, None),
        CorrectionEnd::Failed(problem) => (CorrectionState::Failed, Some(problem)),
        CorrectionEnd::Cancelled => (CorrectionState::Cancelled, None),
    };
    let (read, rows, cells, left, file, is_in_place) = match end {
        CorrectionEnd::Completed { rows, changed_rows, changed_cells, left_cells, file, is_in_place } => {
            (Some(rows), changed_rows, changed_cells, left_cells, file, is_in_place)
        }
        CorrectionEnd::Failed(_) | CorrectionEnd::Cancelled => (None, 0, 0, 0, None, false),
    };
    sqlx::query!(
        "update corrections set state = $3, problem = left($4, 60), rows_read = coalesce($5, rows_read), changed_rows = $6,
             changed_cells = $7, left_cells = $8, file_id = $9, is_in_place = $10, ended_at = now()
         where org_id = $1 and id = $2 and state in ('waiting', 'running')",
        org.0,
        id.0,
        state.code(),
        problem,
        read,
        rows,
        cells,
        left,
        file.map(|id| id.0),
        is_in_place,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that a correction was taken back.
///
/// # Errors
/// [`StoreError::NotFound`] where it is not completed.
pub async fn mark_undone(tx: &mut OrgTx, id: CorrectionId, by: Option<UserId>) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update corrections set state = 'undone', undone_by = $3, undone_at = now()
         where org_id = $1 and id = $2 and state = 'completed'",
        org.0,
        id.0,
        by.map(|id| id.0),
    );
    match done.execute(tx.conn()).await?.rows_affected() {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

/// The correction of a job that is not over.
///
/// # Errors
/// [`StoreError`].
pub async fn correction_of_job(tx: &mut OrgTx, job: JobId) -> Result<Option<CorrectionId>, StoreError> {
    let org = tx.org();
    let id =
        sqlx::query_scalar!("select id from corrections where org_id = $1 and job_id = $2", org.0, job.0);
    Ok(id.fetch_optional(tx.conn()).await?.map(CorrectionId))
}

/// A correction.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find_correction(tx: &mut OrgTx, id: CorrectionId) -> Result<CorrectionView, StoreError> {
    let found = listed(tx, Some(id), None).await?;
    found.into_iter().next().ok_or(StoreError::NotFound)
}

/// The corrections of a check, the latest first.
///
/// # Errors
/// [`StoreError`].
pub async fn corrections(tx: &mut OrgTx, run: ValidationRunId) -> Result<Vec<CorrectionView>, StoreError> {
    listed(tx, None, Some(run)).await
}

async fn listed(
    tx: &mut OrgTx,
    id: Option<CorrectionId>,
    run: Option<ValidationRunId>,
) -> Result<Vec<CorrectionView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, c.run_id, r.sheet_id, c.job_id, c.state, c.rows, c.rows_read, c.changed_rows, c.changed_cells, c.left_cells,
               c.file_id, c.is_in_place, coalesce(c.is_in_place and s.file_id = c.file_id, false) as "is_current!", c.problem,
               c.created_at, c.ended_at, c.undone_at, f.name as "file_name?", a.name as "requested_by?", b.name as "undone_by?"
           from corrections c
           join validation_runs r on r.org_id = c.org_id and r.id = c.run_id
           join sheets s on s.org_id = r.org_id and s.id = r.sheet_id
           left join files f on f.org_id = c.org_id and f.id = c.file_id
           left join users a on a.id = c.requested_by
           left join users b on b.id = c.undone_by
           where c.org_id = $1 and ($2::uuid is null or c.id = $2) and ($3::uuid is null or c.run_id = $3)
           order by c.created_at desc, c.id desc limit 50"#,
        org.0,
        id.map(|id| id.0),
        run.map(|id| id.0),
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(CorrectionView {
                id: CorrectionId(row.id),
                run: ValidationRunId(row.run_id),
                sheet: SheetId(row.sheet_id),
                job: JobId(row.job_id),
                state: row.state.parse()?,
                rows: row.rows,
                rows_read: row.rows_read,
                changed_rows: row.changed_rows,
                changed_cells: row.changed_cells,
                left_cells: row.left_cells,
                file: row.file_id.map(FileId).zip(row.file_name),
                is_in_place: row.is_in_place,
                is_current: row.is_current,
                problem: row.problem,
                requested_by: row.requested_by,
                created_at: row.created_at,
                ended_at: row.ended_at,
                undone_by: row.undone_by,
                undone_at: row.undone_at,
            })
        })
        .collect()
}
