//! What checks found: which cell breaks which rule.

use crate::{OrgTx, StoreError};
use domain::{
    ValidationRunId,
    view::{
        page::{Cursor, CursorKey, PAGE_SIZE, Page, Toward},
        validation::{FieldCount, Finding, FindingChange, FindingFilter},
    },
};
use serde_json::Value;
use sqlx::{Postgres, QueryBuilder};

/// Rows that one statement removes at most.
const ROWS: i64 = 20_000;

/// Keeps findings of a check.
///
/// # Errors
/// [`StoreError`].
pub async fn add_findings(
    tx: &mut OrgTx,
    run: ValidationRunId,
    findings: &[Finding],
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into validation_findings (org_id, run_id, row, line, rule, severity, field, sku, value, detail, proposed)
         select $1, $2, unnest($3::bigint[]), unnest($4::bigint[]), unnest($5::int[]), unnest($6::text[]),
            unnest($7::text[]), unnest($8::text[]), unnest($9::text[]), unnest($10::jsonb[]), unnest($11::text[])
         on conflict do nothing",
        org.0,
        run.0,
        &findings.iter().map(|finding| finding.row).collect::<Vec<_>>(),
        &findings.iter().map(|finding| finding.line).collect::<Vec<_>>(),
        &findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(),
        &findings.iter().map(|finding| finding.severity.code()).collect::<Vec<_>>() as &[&str],
        &findings.iter().map(|finding| finding.field.as_str()).collect::<Vec<_>>() as &[&str],
        &findings.iter().map(|finding| finding.sku.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
        &findings.iter().map(|finding| finding.value.as_str()).collect::<Vec<_>>() as &[&str],
        &findings.iter().map(|finding| finding.detail.as_ref()).collect::<Vec<_>>() as &[Option<&Value>],
        &findings.iter().map(|finding| finding.proposed.as_deref()).collect::<Vec<_>>() as &[Option<&str>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets some of a check's findings, and tells how many: none where nothing is left.
///
/// # Errors
/// [`StoreError`].
pub async fn forget_findings(tx: &mut OrgTx, run: ValidationRunId) -> Result<u64, StoreError> {
    let org = tx.org();
    // By their key: without an order, a check that has none is looked for in the whole table.
    let done = sqlx::query!(
        "delete from validation_findings where org_id = $1 and run_id = $2 and ctid = any(array(
             select ctid from validation_findings where org_id = $1 and run_id = $2 order by row, rule, field limit $3))",
        org.0,
        run.0,
        ROWS,
    );
    Ok(done.execute(tx.conn()).await?.rows_affected())
}

/// Findings of a check in the order of their rows: a page of the filter from a place on.
///
/// # Errors
/// [`StoreError`].
pub async fn findings(
    tx: &mut OrgTx,
    run: ValidationRunId,
    filter: &FindingFilter,
    from: Option<&Cursor>,
) -> Result<Page<Finding>, StoreError> {
    let back = from.is_some_and(|cursor| cursor.toward == Toward::Previous);
    let place = from.and_then(place_of);
    let limit = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
    let rows = listed(tx, run, filter, place, back, limit).await?;
    Ok(Page::of_query(rows, from.filter(|_| place.is_some()), |finding| {
        (CursorKey::Text(format!("{}.{}.{}", finding.row, finding.rule, finding.field)), run.0)
    }))
}

/// Findings behind a place: row, rule and field.
///
/// # Errors
/// [`StoreError`].
pub async fn findings_after(
    tx: &mut OrgTx,
    run: ValidationRunId,
    filter: &FindingFilter,
    after: Option<(i64, i32, &str)>,
    limit: i64,
) -> Result<Vec<Finding>, StoreError> {
    listed(tx, run, filter, after, false, limit).await
}

fn place_of(cursor: &Cursor) -> Option<(i64, i32, &str)> {
    let CursorKey::Text(text) = &cursor.key else { return None };
    let mut parts = text.splitn(3, '.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?))
}

/// Each way to read has an index whose order is that of the list; what is left of them is sieved.
async fn listed(
    tx: &mut OrgTx,
    run: ValidationRunId,
    filter: &FindingFilter,
    place: Option<(i64, i32, &str)>,
    back: bool,
    limit: i64,
) -> Result<Vec<Finding>, StoreError> {
    let columns = "row, line, rule, severity, field, sku, value, detail, proposed";
    let mut sql = wanted(tx, run, filter, columns);
    if let Some((row, rule, field)) = place {
        let sign = if back { "<" } else { ">" };
        sql.push(" and (row, rule, field) ").push(sign).push(" (").push_bind(row).push(", ");
        sql.push_bind(rule).push(", ").push_bind(field).push(")");
    }
    let direction = if back { "desc" } else { "asc" };
    let order = format!(" order by row {direction}, rule {direction}, field {direction} limit ");
    sql.push(order).push_bind(limit);
    let rows: Vec<Row> = sql.build_query_as().fetch_all(tx.conn()).await?;
    rows.into_iter().map(Row::read).collect()
}

/// How many findings of a check a filter lets through.
///
/// # Errors
/// [`StoreError`].
pub async fn count_findings(
    tx: &mut OrgTx,
    run: ValidationRunId,
    filter: &FindingFilter,
) -> Result<i64, StoreError> {
    let mut sql = wanted(tx, run, filter, "count(*)");
    Ok(sql.build_query_scalar().fetch_one(tx.conn()).await?)
}

/// How much a check found in each field, the most first: what was counted of each rule, at the field that it is shown at. What is in
/// cells that cannot be read, or differs within a group, is in the field of each finding, and counted of those that are kept: the
/// first finding of a rule tells whether it is such.
///
/// # Errors
/// [`StoreError`].
pub async fn found_by_field(tx: &mut OrgTx, run: ValidationRunId) -> Result<Vec<FieldCount>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"with rules as (
               select r.position, r.found, coalesce(r.kept, r.found) as kept, coalesce(r.kept < r.found, false) as is_cut,
                   case when f.code is distinct from 'inconsistent' then r.field end as field
               from validation_run_rules r
               left join lateral (
                   select detail->>'code' as code from validation_findings
                   where org_id = $1 and run_id = $2 and rule = r.position order by row, field limit 1) f on true
               where r.org_id = $1 and r.run_id = $2 and r.found > 0
           )
           select field as "field!", sum(found)::bigint as "found!",
               case when bool_or(is_cut) then sum(kept)::bigint end as "kept?"
           from (
               select field, found, kept, is_cut from rules where field is not null
               union all
               select f.field, f.kept, f.kept, r.is_cut
               from rules r
               cross join lateral (
                   select field, count(*) as kept from validation_findings
                   where org_id = $1 and run_id = $2 and rule = r.position group by field) f
               where r.field is null
           ) c
           group by field order by sum(found) desc, field"#,
        org.0,
        run.0,
    );
    let counts = rows.fetch_all(tx.conn()).await?.into_iter();
    Ok(counts.map(|row| FieldCount { field: row.field, found: row.found, kept_part: row.kept }).collect())
}

/// Asks for what a filter wants of a check's findings.
fn wanted(tx: &OrgTx, run: ValidationRunId, filter: &FindingFilter, columns: &str) -> QueryBuilder<Postgres> {
    let org = tx.org();
    let mut sql = QueryBuilder::new("select ");
    sql.push(columns).push(" from validation_findings where org_id = ");
    sql.push_bind(org.0).push(" and run_id = ").push_bind(run.0);
    match (filter.rule, filter.severity) {
        (Some(rule), _) => {
            sql.push(" and rule = ").push_bind(rule);
        }
        (None, Some(severity)) => {
            sql.push(" and severity = ").push_bind(severity.code());
        }
        (None, None) => {}
    }
    if filter.only_fixable {
        sql.push(" and proposed is not null");
    }
    match filter.change {
        Some(FindingChange::New) => {
            sql.push(" and is_new");
        }
        Some(FindingChange::Remaining) => {
            sql.push(" and not is_new and rule = any(array(select position from validation_run_rules where org_id = ");
            sql.push_bind(org.0).push(" and run_id = ").push_bind(run.0).push(" and is_compared))");
        }
        Some(FindingChange::Solved) => {
            sql.push(" and is_solved");
        }
        None => {}
    }
    if let Some(pack) = &filter.pack {
        sql.push(" and rule = any(array(select position from validation_run_rules where org_id = ");
        sql.push_bind(org.0).push(" and run_id = ").push_bind(run.0).push(" and pack = ");
        sql.push_bind(pack.as_str()).push("))");
    }
    if !filter.without_packs.is_empty() {
        sql.push(" and rule = any(array(select position from validation_run_rules where org_id = ");
        sql.push_bind(org.0).push(" and run_id = ").push_bind(run.0).push(" and pack <> all(");
        sql.push_bind(&filter.without_packs[..]).push(")))");
    }
    if let Some(field) = &filter.field {
        sql.push(" and field = ").push_bind(field.as_str());
    }
    if let Some(sku) = &filter.sku {
        sql.push(" and strpos(lower(sku), lower(").push_bind(sku.as_str()).push(")) > 0");
    }
    sql
}

#[derive(sqlx::FromRow)]
struct Row {
    row: i64,
    line: i64,
    rule: i32,
    severity: String,
    field: String,
    sku: Option<String>,
    value: String,
    detail: Option<Value>,
    proposed: Option<String>,
}

impl Row {
    fn read(self) -> Result<Finding, StoreError> {
        Ok(Finding {
            row: self.row,
            line: self.line,
            rule: self.rule,
            severity: self.severity.parse()?,
            field: self.field,
            sku: self.sku,
            value: self.value,
            detail: self.detail,
            proposed: self.proposed,
        })
    }
}

/// Notes how a check that is completed differs from the completed one before it on the same sheet, if there is one, finding by
/// finding, so that each count can be opened. Only rules that both held the rows to are compared: what a rule finds that was
/// switched on meanwhile is not new in the sheet. A rule of which one of them kept only a part of what it found is left out.
///
/// What was found is the same where the same rule is broken by the same record, known by its SKU, or by its row where it has
/// none. Records of the same SKU are told apart by their order: the first that breaks a rule now is the first that broke it
/// before.
///
/// # Errors
/// [`StoreError`].
pub async fn note_difference(tx: &mut OrgTx, run: ValidationRunId) -> Result<(), StoreError> {
    let org = tx.org();
    let before = sqlx::query_scalar!(
        "select b.id from validation_runs r
           join validation_runs b on b.org_id = r.org_id and b.sheet_id = r.sheet_id and b.state = 'completed'
               and (b.created_at, b.id) < (r.created_at, r.id)
           where r.org_id = $1 and r.id = $2 order by b.created_at desc, b.id desc limit 1",
        org.0,
        run.0,
    );
    let Some(before) = before.fetch_optional(tx.conn()).await? else { return Ok(()) };
    sqlx::query!(
        "with rules as (
             select n.position as now, b.position as before from validation_run_rules n
             join validation_run_rules b on b.org_id = n.org_id and b.run_id = $3 and b.pack = n.pack
                 and b.rule = n.rule and not b.is_skipped and b.kept = b.found
             where n.org_id = $1 and n.run_id = $2 and not n.is_skipped and n.kept = n.found
         ), common as (
             update validation_run_rules n set is_compared = true from rules
             where n.org_id = $1 and n.run_id = $2 and n.position = rules.now
         ), now as (
             select f.row, f.rule, f.field, f.rule as of_rule, named.record,
                 row_number() over (partition by f.rule, f.field, named.record order by f.row) as nth
             from validation_findings f
             join rules on rules.now = f.rule
             cross join lateral (select coalesce('s' || f.sku, 'r' || f.row) as record) named
             where f.org_id = $1 and f.run_id = $2
         ), before as (
             select f.row, f.rule, f.field, rules.now as of_rule, named.record,
                 row_number() over (partition by f.rule, f.field, named.record order by f.row) as nth
             from validation_findings f
             join rules on rules.before = f.rule
             cross join lateral (select coalesce('s' || f.sku, 'r' || f.row) as record) named
             where f.org_id = $1 and f.run_id = $3
         ), sides as (
             select n.row as now_row, n.rule as now_rule, b.row as before_row, b.rule as before_rule,
                 coalesce(n.field, b.field) as field
             from now n
             full join before b on (b.of_rule, b.field, b.record, b.nth) = (n.of_rule, n.field, n.record, n.nth)
         ), new as (
             update validation_findings f set is_new = true from sides
             where f.org_id = $1 and f.run_id = $2 and sides.before_row is null
               and (f.row, f.rule, f.field) = (sides.now_row, sides.now_rule, sides.field)
         ), solved as (
             update validation_findings f set is_solved = true from sides
             where f.org_id = $1 and f.run_id = $3 and sides.now_row is null
               and (f.row, f.rule, f.field) = (sides.before_row, sides.before_rule, sides.field)
         ), counted as (
             select count(*) filter (where before_row is null) as new, count(*) filter (where now_row is null) as solved,
                 count(*) filter (where now_row is not null and before_row is not null) as remaining
             from sides
         )
         update validation_runs r set compared_with = $3, new_findings = c.new, solved_findings = c.solved,
             remaining_findings = c.remaining,
             uncompared_rules = (select count(distinct (u.pack, u.rule)) from validation_run_rules u
                 where u.org_id = $1 and u.run_id in ($2, $3) and not u.is_skipped) - (select count(*) from rules)
         from counted c where r.org_id = $1 and r.id = $2",
        org.0,
        run.0,
        before,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
