//! Checks of sheets: from the press of the button to what was counted.

use super::{
    files::digest,
    reserved::Reserved,
    results::find_results,
    sheets::{lock_sheet, texts},
    sources::SourceColumns,
    versions,
};
use crate::{Db, OrgTx, StoreError, SystemTx, jobs::StartedJob, orders::instant};
use chrono::NaiveDate;
use domain::{
    FileId, JobId, Severity, SheetId, UserId, ValidationRunId, ValidationState,
    view::{
        page::{Cursor, CursorKey, PAGE_SIZE, Page, Toward},
        validation::{FileView, ReadingNote, RunCounts, RunDifference, RunLine, RunRule, RunView},
    },
};
use serde_json::Value;
use uuid::Uuid;

/// The counts of a row, as they are or with what stands for those that are not there.
macro_rules! counts {
    ($row:ident $(, $of:ident)?) => {
        domain::view::validation::RunCounts {
            rows: $row.rows$(.$of())?,
            faulty_rows: $row.faulty_rows$(.$of())?,
            errors: $row.errors$(.$of())?,
            warnings: $row.warnings$(.$of())?,
            hints: $row.hints$(.$of())?,
            fixable: $row.fixable$(.$of())?,
            metered: $row.metered$(.$of())?,
        }
    };
}
pub(super) use counts;

/// A check that somebody asked for.
#[derive(Debug)]
pub struct NewRun<'a> {
    pub id: ValidationRunId,
    pub file: Option<FileId>,
    pub job: JobId,
    pub format: &'a Value,
    pub mapping: &'a Value,
    pub packs: &'a [String],
    pub bytes: i64,
    pub requested_by: Option<UserId>,
    /// Nobody asked for it: it was due.
    pub is_scheduled: bool,
}

/// A rule that a check holds the rows to.
#[derive(Debug)]
pub struct NewRule {
    pub pack: String,
    pub rule: String,
    pub severity: Severity,
    pub field: Option<String>,
    /// By language.
    pub title: Value,
    pub explanation: Value,
    /// Of a rule of the company's own; of others, that of their pack.
    pub version: Option<i32>,
}

/// How far a check is, and what it found so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    pub bytes_read: i64,
    pub counts: RunCounts,
}

/// What a check counted of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleCounts {
    pub found: i64,
    /// Of these, those that a safe fix cures.
    pub fixable: i64,
    /// Of these, those that are listed.
    pub kept: i64,
}

/// How a check ended.
#[derive(Debug)]
pub enum End<'a> {
    /// With what was counted of each rule, in the order of the rules.
    Completed {
        per_rule: &'a [RuleCounts],
        /// The places of rules whose columns the sheet does not have, and codes of the fields that it lacks.
        skipped: &'a [(i32, Vec<String>)],
        notes: &'a [ReadingNote],
        is_cut: bool,
    },
    Failed {
        problem: &'a str,
        data: &'a Value,
    },
    /// Before its end, with what was counted of each rule until then: nothing where it never began.
    Cancelled {
        per_rule: &'a [RuleCounts],
        is_cut: bool,
    },
}

/// Notes a check that waits for its job, of the sheet for which it was reserved.
///
/// # Errors
/// [`StoreError`].
pub async fn insert_run(tx: &mut OrgTx, run: &NewRun<'_>, reserved: Reserved) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into validation_runs (org_id, id, sheet_id, file_id, job_id, state, format, mapping, packs, bytes,
             requested_by, is_scheduled, reserved_month)
         values ($1, $2, $3, $4, $5, 'waiting', $6, $7, to_jsonb($8::text[]), $9, $10, $11, $12)",
        org.0,
        run.id.0,
        reserved.sheet().0,
        run.file.map(|id| id.0),
        run.job.0,
        run.format,
        run.mapping,
        run.packs,
        run.bytes,
        run.requested_by.map(|id| id.0),
        run.is_scheduled,
        reserved.month(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The check of a sheet that is not over, if there is one. Until the end of the transaction nobody else starts one.
///
/// # Errors
/// [`StoreError::NotFound`] without such a sheet.
pub async fn open_run(tx: &mut OrgTx, sheet: SheetId) -> Result<Option<ValidationRunId>, StoreError> {
    let org = tx.org();
    lock_sheet(tx, sheet).await?;
    // One whose job was given up with its last worker is over.
    sqlx::query!(
        "update validation_runs r set state = 'failed', problem = 'internal', ended_at = now()
         where r.org_id = $1 and r.sheet_id = $2 and r.state in ('waiting', 'running')
           and not exists (select from jobs j where j.org_id = r.org_id and j.id = r.job_id
                               and j.state in ('waiting', 'running'))",
        org.0,
        sheet.0,
    )
    .execute(tx.conn())
    .await?;
    let open = sqlx::query_scalar!(
        "select id from validation_runs where org_id = $1 and sheet_id = $2 and state in ('waiting', 'running')",
        org.0,
        sheet.0,
    );
    Ok(open.fetch_optional(tx.conn()).await?.map(ValidationRunId))
}

/// Begins the check of a job from its first row, whatever an earlier start of it had found.
///
/// # Errors
/// [`StoreError::NotFound`] if it is over or gone.
pub async fn begin(tx: &mut OrgTx, job: &StartedJob) -> Result<ValidationRunId, StoreError> {
    let org = tx.org();
    let run = sqlx::query_scalar!(
        "update validation_runs set state = 'running', started_at = coalesce(started_at, now()), waits_until = null, bytes_read = 0,
             rows = 0, faulty_rows = 0, errors = 0, warnings = 0, hints = 0, fixable = 0
         where org_id = $1 and job_id = $2 and state in ('waiting', 'running') returning id",
        org.0,
        job.id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    sqlx::query!("delete from validation_run_rules where org_id = $1 and run_id = $2", org.0, run)
        .execute(tx.conn())
        .await?;
    Ok(ValidationRunId(run))
}

/// Notes the rules that a check holds the rows to, in their order, and by what they are known as a whole.
///
/// # Errors
/// [`StoreError`].
pub async fn start(
    tx: &mut OrgTx,
    run: ValidationRunId,
    rules: &[NewRule],
    key: u64,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update validation_runs set rules_key = $3 where org_id = $1 and id = $2",
        org.0,
        run.0,
        key.cast_signed(),
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into validation_run_rules (org_id, run_id, position, pack, rule, severity, field, title, explanation,
            version)
         select $1, $2, unnest($3::int[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]),
            unnest($7::text[]), unnest($8::jsonb[]), unnest($9::jsonb[]), unnest($10::int[])",
        org.0,
        run.0,
        &(0..).take(rules.len()).collect::<Vec<i32>>(),
        &rules.iter().map(|rule| rule.pack.as_str()).collect::<Vec<_>>() as &[&str],
        &rules.iter().map(|rule| rule.rule.as_str()).collect::<Vec<_>>() as &[&str],
        &rules.iter().map(|rule| rule.severity.code()).collect::<Vec<_>>() as &[&str],
        &rules.iter().map(|rule| rule.field.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &rules.iter().map(|rule| &rule.title).collect::<Vec<_>>() as &[&Value],
        &rules.iter().map(|rule| &rule.explanation).collect::<Vec<_>>() as &[&Value],
        &rules.iter().map(|rule| rule.version).collect::<Vec<_>>() as &[Option<i32>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes how far a check is. Returns whether somebody asked to stop.
///
/// # Errors
/// [`StoreError::LeaseLost`] if another worker has the job now.
pub async fn progress(
    tx: &mut OrgTx,
    job: &StartedJob,
    run: ValidationRunId,
    progress: &Progress,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let Progress { bytes_read, counts } = progress;
    let asked = sqlx::query_scalar!(
        r#"with job as (
               select cancel_requested from jobs
               where org_id = $1 and id = $2 and lease = $3 and state = 'running' for share
           )
           update validation_runs r set bytes_read = $5, rows = $6, faulty_rows = $7, errors = $8, warnings = $9,
               hints = $10, fixable = $11
           from job where r.org_id = $1 and r.id = $4 and r.state = 'running'
           returning job.cancel_requested"#,
        org.0,
        job.id.0,
        job.lease,
        run.0,
        bytes_read,
        counts.rows,
        counts.faulty_rows,
        counts.errors,
        counts.warnings,
        counts.hints,
        counts.fixable,
    )
    .fetch_optional(tx.conn())
    .await?;
    asked.ok_or(StoreError::LeaseLost)
}

/// Adds records to those that a check counted as used.
///
/// # Errors
/// [`StoreError`].
pub async fn add_metered(tx: &mut OrgTx, run: ValidationRunId, count: i64) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update validation_runs set metered = metered + $3 where org_id = $1 and id = $2",
        org.0,
        run.0,
        count
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The last check of a sheet that came to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    pub file: Option<FileId>,
    pub format: Value,
    pub rules_key: Option<i64>,
    pub mapping: Value,
    pub rows: i64,
    /// In UTC.
    pub ended_on: NaiveDate,
}

/// What the last check of a sheet that came to its end was one of.
///
/// # Errors
/// [`StoreError`].
pub async fn last_counted(tx: &mut OrgTx, sheet: SheetId) -> Result<Option<Counted>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select file_id, format, rules_key, mapping, rows, (ended_at at time zone 'UTC')::date as "ended_on!"
           from validation_runs where org_id = $1 and sheet_id = $2 and state = 'completed'
           order by created_at desc, id desc limit 1"#,
        org.0,
        sheet.0,
    );
    let row = row.fetch_optional(tx.conn()).await?;
    Ok(row.map(|row| Counted {
        file: row.file_id.map(FileId),
        format: row.format,
        rules_key: row.rules_key,
        mapping: row.mapping,
        rows: row.rows,
        ended_on: row.ended_on,
    }))
}

/// Gives up what a check holds of its month, since it is known now what it takes. Returns how much of `month` that is: it is for
/// the caller to free; what is held of another month is free at once.
///
/// # Errors
/// [`StoreError`].
pub async fn give_back(tx: &mut OrgTx, run: ValidationRunId, month: NaiveDate) -> Result<i64, StoreError> {
    let org = tx.org();
    let held = sqlx::query_scalar!(
        r#"with held as (
               select reserved_month from validation_runs
               where org_id = $1 and id = $2 and reserved_month is not null for update
           ), given as (
               update validation_runs set reserved_month = null
               where org_id = $1 and id = $2 and exists (select from held)
           ), freed as (
               update usage_months m set reserved = greatest(m.reserved - 1, 0) from held
               where m.org_id = $1 and m.meter = 'validations' and m.month = held.reserved_month
                 and held.reserved_month <> $3
           )
           select reserved_month as "month!" from held"#,
        org.0,
        run.0,
        month,
    );
    let held = held.fetch_optional(tx.conn()).await?;
    Ok(i64::from(held == Some(month)))
}

/// Ends a check. The job is ended by the caller.
///
/// # Errors
/// [`StoreError`].
pub async fn end(tx: &mut OrgTx, run: ValidationRunId, end: &End<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    let (state, problem, data, is_cut, notes) = match end {
        End::Completed { is_cut, notes, .. } => (ValidationState::Completed, None, None, *is_cut, *notes),
        End::Failed { problem, data } => {
            (ValidationState::Failed, Some(*problem), Some(*data), false, &[][..])
        }
        End::Cancelled { is_cut, .. } => (ValidationState::Cancelled, None, None, *is_cut, &[][..]),
    };
    sqlx::query!(
        "update validation_runs set state = $3, problem = left($4, 60), problem_data = $5, is_cut = $6, notes = $7,
             ended_at = now()
         where org_id = $1 and id = $2 and state in ('waiting', 'running')",
        org.0,
        run.0,
        state.code(),
        problem,
        data,
        is_cut,
        serde_json::to_value(notes).unwrap_or_default(),
    )
    .execute(tx.conn())
    .await?;
    let (per_rule, skipped) = match end {
        End::Completed { per_rule, skipped, .. } => (*per_rule, *skipped),
        End::Cancelled { per_rule, .. } => (*per_rule, &[][..]),
        End::Failed { .. } => (&[][..], &[][..]),
    };
    if !per_rule.is_empty() {
        sqlx::query!(
            "update validation_run_rules r set found = n.found, fixable = n.fixable, kept = n.kept,
                 is_skipped = s.lacks is not null, lacks = coalesce(s.lacks, '[]')
             from (select unnest($3::int[]) as position, unnest($4::bigint[]) as found, unnest($5::bigint[]) as fixable,
                       unnest($6::bigint[]) as kept) n
             left join (select unnest($7::int[]) as position, unnest($8::jsonb[]) as lacks) s on s.position = n.position
             where r.org_id = $1 and r.run_id = $2 and r.position = n.position",
            org.0,
            run.0,
            &(0..).take(per_rule.len()).collect::<Vec<i32>>(),
            &per_rule.iter().map(|rule| rule.found).collect::<Vec<_>>(),
            &per_rule.iter().map(|rule| rule.fixable).collect::<Vec<_>>(),
            &per_rule.iter().map(|rule| rule.kept).collect::<Vec<_>>(),
            &skipped.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
            &skipped.iter().map(|(_, lacks)| serde_json::json!(lacks)).collect::<Vec<_>>(),
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// A check.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find_run(tx: &mut OrgTx, id: ValidationRunId) -> Result<RunView, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select r.sheet_id, s.name as sheet_name, r.job_id, r.state, r.format, r.mapping, r.packs, r.bytes, r.bytes_read,
                  r.rows, r.faulty_rows, r.errors, r.warnings, r.hints, r.fixable, r.metered, r.new_findings,
                  r.solved_findings, r.remaining_findings, r.uncompared_rules, r.compared_with,
                  (select b.created_at from validation_runs b where b.org_id = r.org_id and b.id = r.compared_with)
                      as compared_at,
                  exists (select from validation_runs l where l.org_id = r.org_id and l.compared_with = r.id)
                      as "is_followed!", r.error_rows, r.is_cut, r.notes, r.problem,
                  r.problem_data, u.name as "requested_by?", r.created_at, r.started_at, r.ended_at, r.file_id,
                  f.name as "file_name?", f.bytes as "file_bytes?", f.sha256 as "sha256?", f.created_at as "file_at?",
                  exists (select from corrections k where k.org_id = r.org_id and k.run_id = r.id
                              and k.state = 'completed' and k.is_in_place) as "is_corrected!",
                  s.kind, r.read_at, r.is_scheduled, r.waits_until, s.connection_id, s.source_file, s.source_tab,
                  s.source_file_name, s.source_tab_name, c.name as "connection_name?", c.status as "connection_status?"
           from validation_runs r
           join sheets s on s.org_id = r.org_id and s.id = r.sheet_id
           left join connections c on c.org_id = s.org_id and c.id = s.connection_id
           left join files f on f.org_id = r.org_id and f.id = r.file_id
           left join users u on u.id = r.requested_by
           where r.org_id = $1 and r.id = $2"#,
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    let file = match (row.file_id, row.file_name, row.file_bytes, row.sha256, row.file_at) {
        (Some(file), Some(name), Some(bytes), Some(sha256), Some(created_at)) => Some(FileView {
            id: FileId(file),
            name,
            bytes,
            sha256: digest(sha256)?,
            uploaded_by: None,
            created_at,
        }),
        _ => None,
    };
    let source = SourceColumns {
        connection: row.connection_id,
        connection_name: row.connection_name,
        status: row.connection_status,
        file: row.source_file,
        tab: row.source_tab,
        file_name: row.source_file_name,
        tab_name: row.source_tab_name,
    };
    let results = match row.connection_id {
        Some(_) => find_results(tx, id).await?,
        None => None,
    };
    Ok(RunView {
        id,
        sheet: SheetId(row.sheet_id),
        sheet_name: row.sheet_name,
        kind: row.kind.parse()?,
        source: source.view()?,
        read_at: row.read_at,
        is_scheduled: row.is_scheduled,
        waits_until: row.waits_until,
        results,
        job: JobId(row.job_id),
        file,
        state: row.state.parse()?,
        format: row.format,
        mapping: row.mapping,
        packs: texts(row.packs),
        counts: counts!(row),
        error_rows: row.error_rows,
        difference: match (row.new_findings, row.solved_findings, row.remaining_findings) {
            (Some(new), Some(solved), Some(remaining)) => {
                let with = row.compared_with.map(ValidationRunId).zip(row.compared_at);
                let uncompared_rules = row.uncompared_rules.unwrap_or_default();
                Some(RunDifference { with, new, solved, remaining, uncompared_rules })
            }
            _ => None,
        },
        is_followed: row.is_followed,
        bytes: row.bytes,
        bytes_read: row.bytes_read,
        is_cut: row.is_cut,
        notes: serde_json::from_value(row.notes).unwrap_or_default(),
        is_corrected: row.is_corrected,
        problem: row.problem.map(|problem| (problem, row.problem_data.unwrap_or(Value::Null))),
        requested_by: row.requested_by,
        created_at: row.created_at,
        started_at: row.started_at,
        ended_at: row.ended_at,
    })
}

/// The checks of a sheet, the latest first: at most `limit`.
///
/// # Errors
/// [`StoreError`].
pub async fn runs(tx: &mut OrgTx, sheet: SheetId, limit: i64) -> Result<Vec<RunLine>, StoreError> {
    runs_from(tx, sheet, None, limit).await
}

/// A page of the checks of a sheet, the latest first.
///
/// # Errors
/// [`StoreError`].
pub async fn runs_page(
    tx: &mut OrgTx,
    sheet: SheetId,
    from: Option<&Cursor>,
) -> Result<Page<RunLine>, StoreError> {
    let from = from.filter(|cursor| cursor.number().is_some());
    let rows = runs_from(tx, sheet, from, PAGE_SIZE as i64 + 1).await?;
    Ok(Page::of_query(rows, from, |run| (CursorKey::Number(run.created_at.timestamp_micros()), run.id.0)))
}

/// The checks of a sheet in the direction of a place.
async fn runs_from(
    tx: &mut OrgTx,
    sheet: SheetId,
    from: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<RunLine>, StoreError> {
    let org = tx.org();
    let back = from.is_some_and(|cursor| cursor.toward == Toward::Previous);
    let rows = sqlx::query!(
        "select id, state, packs, rows, faulty_rows, errors, warnings, hints, fixable, metered, created_at, ended_at
         from validation_runs
         where org_id = $1 and sheet_id = $2
           and ($3::timestamptz is null or $5 and (created_at, id) > ($3, $4::uuid)
               or not $5 and (created_at, id) < ($3, $4))
         order by case when $5 then created_at end, case when $5 then id end, created_at desc, id desc limit $6",
        org.0,
        sheet.0,
        from.and_then(Cursor::number).map(instant),
        from.map(|cursor| cursor.id),
        back,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(RunLine {
                id: ValidationRunId(row.id),
                state: row.state.parse()?,
                packs: texts(row.packs),
                counts: counts!(row),
                created_at: row.created_at,
                ended_at: row.ended_at,
            })
        })
        .collect()
}

/// The rules of a check, those broken most first.
///
/// # Errors
/// [`StoreError`].
pub async fn rules(tx: &mut OrgTx, run: ValidationRunId) -> Result<Vec<RunRule>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select position, pack, rule, severity, field, title, explanation, found, fixable, kept, is_skipped, lacks,
            version
         from validation_run_rules
         where org_id = $1 and run_id = $2
         order by found desc, position",
        org.0,
        run.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(RunRule {
                position: row.position,
                pack: row.pack,
                rule: row.rule,
                severity: row.severity.parse()?,
                field: row.field,
                title: serde_json::from_value(row.title).unwrap_or_default(),
                explanation: serde_json::from_value(row.explanation).unwrap_or_default(),
                found: row.found,
                fixable: row.fixable,
                kept: row.kept,
                is_skipped: row.is_skipped,
                lacks: texts(row.lacks),
                version: row.version,
            })
        })
        .collect()
}

/// Forgets checks of over 90 days, one at a time, the copies that were read over a week ago for others than the last check
/// of a sheet, which records were checked in months that are over, and versions of rules and mappings before the last 30.
///
/// # Errors
/// [`StoreError`].
pub async fn remove_old(db: &Db) -> Result<(), StoreError> {
    loop {
        let mut tx = SystemTx::because("forget checks of sheets that are old", db).await?;
        let gone = sqlx::query!(
            "delete from validation_runs r using (
                 select org_id, id from validation_runs where created_at < now() - interval '90 days' limit 1
                 for update skip locked) n
             where r.org_id = n.org_id and r.id = n.id"
        )
        .execute(tx.conn())
        .await?;
        tx.commit().await?;
        if gone.rows_affected() == 0 {
            break;
        }
    }
    let mut tx = SystemTx::because("forget what was read for checks of sheets", db).await?;
    // What was read from elsewhere can be read again.
    sqlx::query!(
        "update validation_runs r set file_id = null
         where r.read_at < now() - interval '7 days' and r.file_id is not null
           and r.state not in ('waiting', 'running')
           and exists (select from validation_runs later where later.org_id = r.org_id
                           and later.sheet_id = r.sheet_id and later.created_at > r.created_at)"
    )
    .execute(tx.conn())
    .await?;
    // What this month and the one before counted may still be asked for.
    sqlx::query!("delete from validated_records where month < current_date - 62").execute(tx.conn()).await?;
    versions::remove_old(&mut tx).await?;
    tx.commit().await
}

/// The run of a job.
///
/// # Errors
/// [`StoreError`].
pub async fn run_of_job(tx: &mut OrgTx, job: JobId) -> Result<Option<ValidationRunId>, StoreError> {
    let org = tx.org();
    let run: Option<Uuid> =
        sqlx::query_scalar!("select id from validation_runs where org_id = $1 and job_id = $2", org.0, job.0)
            .fetch_optional(tx.conn())
            .await?;
    Ok(run.map(ValidationRunId))
}
