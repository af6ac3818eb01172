//! Sheets: how they are read, what their columns mean, what they are held to.

use super::{
    files::digest,
    runs::counts,
    schedules::schedule,
    sources::{NewSource, SourceColumns},
    versions::keep_mapping,
};
use crate::{OrgTx, StoreError, orders::instant};
use domain::{
    FileId, SheetId, SheetKind, UserId, ValidationRunId,
    view::{
        page::{Cursor, CursorKey, PAGE_SIZE, Page, Toward},
        validation::{FileView, RunLine, SheetLine, SheetView},
    },
};
use serde_json::Value;

/// A sheet that came.
#[derive(Debug)]
pub struct NewSheet<'a> {
    pub id: SheetId,
    /// 1 to 120 characters.
    pub name: &'a str,
    pub kind: SheetKind,
    pub file: Option<FileId>,
    /// Where at a platform its rows are.
    pub source: Option<NewSource<'a>>,
    pub shape: Shape<'a>,
    pub mapping: Option<&'a Value>,
    pub packs: &'a [String],
    pub created_by: Option<UserId>,
}

/// How the rows of a sheet are read, and what they look like then.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    pub format: &'a Value,
    pub sample: &'a Value,
    /// Why they cannot be read: a code, and what it is about.
    pub problem: Option<(&'a str, &'a Value)>,
}

/// Keeps a sheet.
///
/// # Errors
/// [`StoreError`].
pub async fn insert_sheet(tx: &mut OrgTx, sheet: &NewSheet<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into sheets (org_id, id, name, kind, file_id, format, sample, mapping, packs, created_by, problem,
             problem_data, connection_id, source_file, source_tab, source_file_name, source_tab_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, to_jsonb($9::text[]), $10, $11, $12, $13, $14, $15, left($16, 500),
             left($17, 200))",
        org.0,
        sheet.id.0,
        sheet.name,
        sheet.kind.code(),
        sheet.file.map(|id| id.0),
        sheet.shape.format,
        sheet.shape.sample,
        sheet.mapping,
        sheet.packs,
        sheet.created_by.map(|id| id.0),
        sheet.shape.problem.map(|(code, _)| code),
        sheet.shape.problem.map(|(_, data)| data),
        sheet.source.map(|source| source.connection.0),
        sheet.source.map(|source| source.file),
        sheet.source.map(|source| source.tab),
        sheet.source.map(|source| source.file_name),
        sheet.source.map(|source| source.tab_name),
    )
    .execute(tx.conn())
    .await?;
    if sheet.mapping.is_some() {
        keep_mapping(tx, sheet.id, sheet.created_by).await?;
    }
    Ok(())
}

/// A sheet.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn find_sheet(tx: &mut OrgTx, id: SheetId) -> Result<SheetView, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select s.name, s.kind, s.format, s.sample, s.mapping, s.packs, s.problem, s.problem_data, s.created_at, s.updated_at, s.file_id,
                  f.name as "file_name?", f.bytes as "bytes?", f.sha256 as "sha256?", u.name as "uploaded_by?",
                  f.created_at as "uploaded_at?", s.connection_id, s.source_file, s.source_tab, s.source_file_name,
                  s.source_tab_name, s.every_hours, s.daily_at, s.writes_results, c.name as "connection_name?",
                  c.status as "connection_status?",
                  next_check(s.every_hours, s.daily_at, o.time_zone, s.scheduled_from) as next_check_at
           from sheets s
           join organisations o on o.id = s.org_id
           left join connections c on c.org_id = s.org_id and c.id = s.connection_id
           left join files f on f.org_id = s.org_id and f.id = s.file_id
           left join users u on u.id = f.uploaded_by
           where s.org_id = $1 and s.id = $2"#,
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    let file = match (row.file_id, row.file_name, row.bytes, row.sha256, row.uploaded_at) {
        (Some(file), Some(name), Some(bytes), Some(sha256), Some(created_at)) => Some(FileView {
            id: FileId(file),
            name,
            bytes,
            sha256: digest(sha256)?,
            uploaded_by: row.uploaded_by,
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
    Ok(SheetView {
        id,
        name: row.name,
        kind: row.kind.parse()?,
        file,
        source: source.view()?,
        schedule: schedule(row.every_hours, row.daily_at),
        next_check_at: row.next_check_at,
        writes_results: row.writes_results,
        format: row.format,
        sample: row.sample,
        mapping: row.mapping,
        packs: texts(row.packs),
        problem: row.problem.map(|problem| (problem, row.problem_data.unwrap_or(Value::Null))),
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

pub(super) fn texts(value: Value) -> Vec<String> {
    serde_json::from_value(value).unwrap_or_default()
}

/// The sheets changed last, each with its last check: at most `limit`.
///
/// # Errors
/// [`StoreError`].
pub async fn sheets(tx: &mut OrgTx, limit: i64) -> Result<Vec<SheetLine>, StoreError> {
    sheets_from(tx, None, limit).await
}

/// A page of the sheets, those changed last first, each with its last check.
///
/// # Errors
/// [`StoreError`].
pub async fn sheets_page(tx: &mut OrgTx, from: Option<&Cursor>) -> Result<Page<SheetLine>, StoreError> {
    let from = from.filter(|cursor| cursor.number().is_some());
    let rows = sheets_from(tx, from, PAGE_SIZE as i64 + 1).await?;
    Ok(Page::of_query(rows, from, |line| (CursorKey::Number(line.updated_at.timestamp_micros()), line.id.0)))
}

/// The sheets in the direction of a place.
async fn sheets_from(
    tx: &mut OrgTx,
    from: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<SheetLine>, StoreError> {
    let org = tx.org();
    let back = from.is_some_and(|cursor| cursor.toward == Toward::Previous);
    let rows = sqlx::query!(
        r#"select s.id as "id!", s.name as "name!", s.kind as "kind!", s.mapping is not null as "has_mapping!",
                  s.problem is not null as "is_unreadable!", s.updated_at as "updated_at!", f.name as "file?", r.id as "run?",
                  r.state as "state?", r.packs as "run_packs?", r.rows as "rows?", r.faulty_rows as "faulty_rows?", r.errors as "errors?",
                  r.warnings as "warnings?", r.hints as "hints?", r.fixable as "fixable?", r.metered as "metered?",
                  r.created_at as "run_created_at?", r.ended_at as "ended_at?"
           from (
               select * from sheets
               where org_id = $1
                 and ($2::timestamptz is null or $4 and (updated_at, id) > ($2, $3::uuid)
                     or not $4 and (updated_at, id) < ($2, $3))
               order by case when $4 then updated_at end, case when $4 then id end, updated_at desc, id desc limit $5
           ) s
           left join files f on f.org_id = s.org_id and f.id = s.file_id
           left join lateral (
               select * from validation_runs v where v.org_id = s.org_id and v.sheet_id = s.id
               order by v.created_at desc, v.id desc limit 1
           ) r on true
           order by case when $4 then s.updated_at end, case when $4 then s.id end, s.updated_at desc, s.id desc"#,
        org.0,
        from.and_then(Cursor::number).map(instant),
        from.map(|cursor| cursor.id),
        back,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let last = match (row.run, row.state, row.run_created_at) {
                (Some(run), Some(state), Some(created_at)) => Some(RunLine {
                    id: ValidationRunId(run),
                    state: state.parse()?,
                    packs: row.run_packs.map(texts).unwrap_or_default(),
                    counts: counts!(row, unwrap_or_default),
                    created_at,
                    ended_at: row.ended_at,
                }),
                _ => None,
            };
            Ok(SheetLine {
                id: SheetId(row.id),
                name: row.name,
                kind: row.kind.parse()?,
                file: row.file,
                has_mapping: row.has_mapping,
                is_unreadable: row.is_unreadable,
                updated_at: row.updated_at,
                last,
            })
        })
        .collect()
}

/// What the columns of a sheet mean.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownMapping {
    pub mapping: Value,
    /// What the sheet is held to.
    pub packs: Vec<String>,
    /// All columns of the sheet, as it calls them.
    pub headers: Vec<String>,
}

/// What the columns of the sheets changed last mean: the one changed last comes last.
///
/// # Errors
/// [`StoreError`].
pub async fn mappings(tx: &mut OrgTx, limit: i64) -> Result<Vec<KnownMapping>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select mapping as "mapping!", packs, columns from (
               select mapping, packs, sample -> 'columns' as columns, updated_at, id from sheets
               where org_id = $1 and mapping is not null
               order by updated_at desc, id desc limit $2) s
           order by updated_at, id"#,
        org.0,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    let known = rows.into_iter().map(|row| KnownMapping {
        mapping: row.mapping,
        packs: texts(row.packs),
        headers: row.columns.map(texts).unwrap_or_default(),
    });
    Ok(known.collect())
}

/// Waits until nobody else changes the sheet or starts a check of it: what is read of it afterwards holds until the end of the
/// transaction.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn lock_sheet(tx: &mut OrgTx, id: SheetId) -> Result<(), StoreError> {
    let org = tx.org();
    let locked = sqlx::query_scalar!(
        "select id from sheets where org_id = $1 and id = $2 for no key update",
        org.0,
        id.0
    );
    locked.fetch_optional(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    Ok(())
}

/// Says what the columns mean. Returns which version of that it is.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn set_mapping(
    tx: &mut OrgTx,
    id: SheetId,
    mapping: &Value,
    by: Option<UserId>,
) -> Result<i32, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update sheets set mapping = $3, updated_at = now() where org_id = $1 and id = $2",
        org.0,
        id.0,
        mapping,
    );
    one(done.execute(tx.conn()).await?.rows_affected())?;
    keep_mapping(tx, id, by).await
}

/// Reads the sheet in another way, or from another file. What its columns mean has to be said again where they are others:
/// `mapping` is what is known of them.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn reshape(
    tx: &mut OrgTx,
    id: SheetId,
    file: Option<FileId>,
    shape: Shape<'_>,
    mapping: Option<&Value>,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update sheets set file_id = coalesce($3, file_id), format = $4, sample = $5, mapping = $6, problem = $7,
             problem_data = $8, updated_at = now()
         where org_id = $1 and id = $2",
        org.0,
        id.0,
        file.map(|id| id.0),
        shape.format,
        shape.sample,
        mapping,
        shape.problem.map(|(code, _)| code),
        shape.problem.map(|(_, data)| data),
    );
    one(done.execute(tx.conn()).await?.rows_affected())?;
    if mapping.is_some() {
        keep_mapping(tx, id, by).await?;
    }
    Ok(())
}

/// Chooses the packs that it is held to.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn set_packs(tx: &mut OrgTx, id: SheetId, packs: &[String]) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update sheets set packs = to_jsonb($3::text[]), updated_at = now() where org_id = $1 and id = $2",
        org.0,
        id.0,
        packs,
    );
    one(done.execute(tx.conn()).await?.rows_affected())
}

/// Calls it something else: 1 to 120 characters.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn rename(tx: &mut OrgTx, id: SheetId, name: &str) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update sheets set name = $3, updated_at = now() where org_id = $1 and id = $2",
        org.0,
        id.0,
        name
    );
    one(done.execute(tx.conn()).await?.rows_affected())
}

/// Removes a sheet with its checks and what they found: of many checks, what they found is better forgotten before, part by
/// part.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn remove_sheet(tx: &mut OrgTx, id: SheetId) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!("delete from sheets where org_id = $1 and id = $2", org.0, id.0);
    one(done.execute(tx.conn()).await?.rows_affected())
}

pub(super) const fn one(rows: u64) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
