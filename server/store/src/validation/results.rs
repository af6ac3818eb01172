//! Writing what checks found into the spreadsheets that were checked.

use crate::{OrgTx, StoreError, jobs::StartedJob};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ConnectionId, JobId, Locale, UserId, ValidationRunId, ValidationState, view::validation::ResultsView,
};
use serde_json::Value;

/// Where what a check found can be written to, and how the organisation writes.
#[derive(Debug, Clone)]
pub struct Destination {
    pub state: ValidationState,
    /// The account and the file in it; `None` for what was not read from a platform.
    pub source: Option<(ConnectionId, String)>,
    /// Whether each check of the sheet is written back.
    pub is_wanted: bool,
    pub zone: Tz,
    pub locale: Locale,
}

/// Where what a check found can be written to.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn destination(tx: &mut OrgTx, run: ValidationRunId) -> Result<Destination, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select r.state, s.connection_id, s.source_file, s.writes_results, o.time_zone, o.locale
         from validation_runs r
         join sheets s on s.org_id = r.org_id and s.id = r.sheet_id
         join organisations o on o.id = r.org_id
         where r.org_id = $1 and r.id = $2",
        org.0,
        run.0,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Destination {
        state: row.state.parse()?,
        source: row.connection_id.map(ConnectionId).zip(row.source_file),
        is_wanted: row.writes_results,
        zone: domain::view::day::zone(&row.time_zone),
        locale: row.locale.parse().unwrap_or_default(),
    })
}

/// Asks for the writing of what a check found, or, where it failed, for writing it again under the same title. Returns
/// whether there is anything to do now: what is under way or done stays so.
///
/// # Errors
/// [`StoreError`].
pub async fn insert_results(
    tx: &mut OrgTx,
    run: ValidationRunId,
    job: JobId,
    title: &str,
    requested_by: Option<UserId>,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "insert into validation_results as w (org_id, run_id, job_id, state, title, requested_by)
         values ($1, $2, $3, 'waiting', left($4, 100), $5)
         on conflict (org_id, run_id) do update set job_id = $3, state = 'waiting', rows = 0, problem = null,
             problem_data = null, waits_until = null, ended_at = null, requested_by = $5
         where w.state = 'failed' or w.state <> 'done' and not exists (
             select from jobs j where j.org_id = w.org_id and j.id = w.job_id and j.state in ('waiting', 'running'))",
        org.0,
        run.0,
        job.0,
        title,
        requested_by.map(|id| id.0),
    );
    Ok(done.execute(tx.conn()).await?.rows_affected() > 0)
}

/// Whether what a check found is being written into a file: each write moves its mark.
///
/// # Errors
/// [`StoreError`].
pub async fn is_written_to(tx: &mut OrgTx, connection: ConnectionId, file: &str) -> Result<bool, StoreError> {
    let org = tx.org();
    let open = sqlx::query_scalar!(
        r#"select exists (
               select from sheets s
               join validation_runs r on r.org_id = s.org_id and r.sheet_id = s.id
               join validation_results w on w.org_id = r.org_id and w.run_id = r.id and w.state = 'running'
               join jobs j on j.org_id = w.org_id and j.id = w.job_id and j.state = 'running'
               where s.org_id = $1 and s.connection_id = $2 and s.source_file = $3) as "open!""#,
        org.0,
        connection.0,
        file,
    );
    Ok(open.fetch_one(tx.conn()).await?)
}

/// What became of the writing of what a check found. One whose job was given up is over.
///
/// # Errors
/// [`StoreError`].
pub async fn find_results(tx: &mut OrgTx, run: ValidationRunId) -> Result<Option<ResultsView>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select case when w.is_left then 'failed' else w.state end as "state!", w.title, w.tab, w.rows, w.waits_until,
                  case when w.is_left then 'internal' else w.problem end as problem, w.problem_data, w.ended_at
           from (select r.*, r.state in ('waiting', 'running') and not exists (
                     select from jobs j where j.org_id = r.org_id and j.id = r.job_id
                         and j.state in ('waiting', 'running')) as is_left
                 from validation_results r where r.org_id = $1 and r.run_id = $2) w"#,
        org.0,
        run.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| {
        Ok(ResultsView {
            state: row.state.parse()?,
            title: row.title,
            tab: row.tab,
            rows: row.rows,
            waits_until: row.waits_until,
            problem: row.problem.map(|problem| (problem, row.problem_data.unwrap_or(Value::Null))),
            ended_at: row.ended_at,
        })
    })
    .transpose()
}

/// The check whose findings a job writes.
///
/// # Errors
/// [`StoreError`].
pub async fn results_run_of(tx: &mut OrgTx, job: JobId) -> Result<Option<ValidationRunId>, StoreError> {
    let org = tx.org();
    let run = sqlx::query_scalar!(
        "select run_id from validation_results where org_id = $1 and job_id = $2",
        org.0,
        job.0
    );
    Ok(run.fetch_optional(tx.conn()).await?.map(ValidationRunId))
}

/// Begins the writing of a job, from its first row.
///
/// # Errors
/// [`StoreError::NotFound`] if it is over or gone.
pub async fn begin_results(tx: &mut OrgTx, job: &StartedJob) -> Result<ValidationRunId, StoreError> {
    let org = tx.org();
    let run = sqlx::query_scalar!(
        "update validation_results set state = 'running', rows = 0, waits_until = null
         where org_id = $1 and job_id = $2 and state in ('waiting', 'running') returning run_id",
        org.0,
        job.id.0,
    );
    run.fetch_optional(tx.conn()).await?.map(ValidationRunId).ok_or(StoreError::NotFound)
}

/// Notes how many findings are written, and into which sheet.
///
/// # Errors
/// [`StoreError::LeaseLost`] if another worker has the job now.
pub async fn note_results(
    tx: &mut OrgTx,
    job: &StartedJob,
    tab: i64,
    title: &str,
    rows: i64,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update validation_results w set tab = $4, title = left($5, 100), rows = $6
         from jobs j where w.org_id = $1 and w.job_id = $2 and w.state = 'running'
           and j.org_id = $1 and j.id = $2 and j.lease = $3 and j.state = 'running'",
        org.0,
        job.id.0,
        job.lease,
        tab,
        title,
        rows,
    );
    if done.execute(tx.conn()).await?.rows_affected() == 0 { Err(StoreError::LeaseLost) } else { Ok(()) }
}

/// Puts the writing off until the platform may be asked again. The job is parked by the caller.
///
/// # Errors
/// [`StoreError`].
pub async fn pause_results(
    tx: &mut OrgTx,
    run: ValidationRunId,
    until: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update validation_results set state = 'waiting', waits_until = $3
         where org_id = $1 and run_id = $2 and state = 'running'",
        org.0,
        run.0,
        until,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Ends the writing; with why where it failed. The job is ended by the caller.
///
/// # Errors
/// [`StoreError`].
pub async fn end_results(
    tx: &mut OrgTx,
    run: ValidationRunId,
    problem: Option<(&str, &Value)>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update validation_results set state = case when $3::text is null then 'done' else 'failed' end,
             problem = left($3, 60), problem_data = $4, waits_until = null, ended_at = now()
         where org_id = $1 and run_id = $2 and state in ('waiting', 'running')",
        org.0,
        run.0,
        problem.map(|(code, _)| code),
        problem.map(|(_, data)| data),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
