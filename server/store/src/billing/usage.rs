//! What is told to Stripe of records checked beyond the plan.

use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::OrgId;

/// Companies that pay for what goes beyond their plan.
///
/// # Errors
/// [`StoreError`].
pub async fn payers(db: &Db) -> Result<Vec<OrgId>, StoreError> {
    let mut tx = SystemTx::because("tell what goes beyond plans", db).await?;
    let orgs = sqlx::query_scalar!("select org_id from org_plans where overage").fetch_all(tx.conn()).await?;
    Ok(orgs.into_iter().map(OrgId).collect())
}

/// For what it is that what goes beyond a plan is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// To be told as of this moment, once an hour: nothing where something was noted in its hour.
    Hourly(DateTime<Utc>),
    /// To be told as of this moment, whatever was noted in its hour: behind it nobody pays for what goes beyond.
    Last(DateTime<Utc>),
    /// Not to be paid for, as nobody paid for what goes beyond when it was used.
    Settled,
}

/// Notes what was used beyond the plan, this month and the last, and not noted yet. It is settled too where the plan includes less than
/// at the last time: what was used until then was within it. What is to be told is told by its hour, never a later one than this, nor
/// an earlier one than the last that was noted: what is left was used since. Returns of how many months there was something.
///
/// # Errors
/// [`StoreError`].
pub async fn note(tx: &mut OrgTx, what: Note) -> Result<u64, StoreError> {
    // Locks the company's row: whoever notes beside sees what is noted here.
    let settled = limit_fell(tx).await? || what == Note::Settled;
    let at = match what {
        Note::Hourly(at) | Note::Last(at) => Some(at),
        Note::Settled => None,
    };
    let org = tx.org();
    let noted = sqlx::query!(
        "insert into billing_usage_reports (org_id, month, hour, seq, quantity, sent_at)
         select $1, o.month, o.hour, coalesce(
                    (select max(r.seq) from billing_usage_reports r
                     where r.org_id = $1 and r.month = o.month and r.hour = o.hour), 0) + 1,
                o.beyond, case when $2 then now() end
         from (select m.month,
                   case when $2 then now() else date_trunc('hour', greatest(least($3::timestamptz, now()),
                       (select max(r.hour) from billing_usage_reports r where r.org_id = $1))) end as hour,
                   m.used - p.validations - coalesce(
                   (select sum(r.quantity) from billing_usage_reports r where r.org_id = $1 and r.month = m.month), 0)::bigint
                   as beyond
               from usage_months m join org_plans p on p.org_id = m.org_id
               where m.org_id = $1 and m.meter = 'validations' and p.validations is not null
                 and m.month >= (date_trunc('month', now()) - interval '1 month')::date) o
         where o.beyond > 0
           and (not $4 or not exists (
               select from billing_usage_reports r
               where r.org_id = $1 and r.month = o.month and r.hour = o.hour))",
        org.0,
        settled,
        at,
        matches!(what, Note::Hourly(_)),
    )
    .execute(tx.conn())
    .await?;
    Ok(noted.rows_affected())
}

/// Has all that is not told yet told at once, also what waits for its next try.
///
/// # Errors
/// [`StoreError`].
pub async fn hurry(tx: &mut OrgTx) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update billing_usage_reports set due_at = now() where org_id = $1 and sent_at is null",
        org.0
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether something is not told yet.
///
/// # Errors
/// [`StoreError`].
pub async fn is_owed(tx: &mut OrgTx) -> Result<bool, StoreError> {
    let org = tx.org();
    let owed = sqlx::query_scalar!(
        r#"select exists (select from billing_usage_reports where org_id = $1 and sent_at is null) as "owed!""#,
        org.0,
    );
    Ok(owed.fetch_one(tx.conn()).await?)
}

/// Keeps what the plan includes; whether that is less than at the last time.
async fn limit_fell(tx: &mut OrgTx) -> Result<bool, StoreError> {
    let org = tx.org();
    let known = sqlx::query!(
        "select c.overage_limit, p.validations from billing_customers c join org_plans p on p.org_id = c.org_id
         where c.org_id = $1 for update of c",
        org.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(known) = known else { return Ok(false) };
    if known.overage_limit == known.validations {
        return Ok(false);
    }
    sqlx::query!(
        "update billing_customers set overage_limit = $2 where org_id = $1",
        org.0,
        known.validations,
    )
    .execute(tx.conn())
    .await?;
    Ok(known.validations.is_some_and(|limit| known.overage_limit.is_none_or(|before| before > limit)))
}

/// A report that is to be made. Nobody else takes it for five minutes.
#[derive(Debug, Clone)]
pub struct DueReport {
    pub org: OrgId,
    pub month: NaiveDate,
    pub hour: DateTime<Utc>,
    /// Which one of that hour.
    pub seq: i32,
    pub quantity: i64,
    pub customer_id: Option<String>,
    /// This one included.
    pub attempts: i32,
}

/// Takes a report that is to be made, if there is one.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db) -> Result<Option<DueReport>, StoreError> {
    let mut tx = SystemTx::because("tell what goes beyond plans", db).await?;
    let row = sqlx::query!(
        r#"with taken as (
               update billing_usage_reports r set attempts = r.attempts + 1, due_at = now() + interval '5 minutes'
               from (select org_id, month, hour, seq from billing_usage_reports
                     where sent_at is null and due_at <= now() order by due_at limit 1 for update skip locked) due
               where r.org_id = due.org_id and r.month = due.month and r.hour = due.hour and r.seq = due.seq returning r.*
           )
           select t.org_id as "org_id!", t.month as "month!", t.hour as "hour!", t.seq as "seq!",
                  t.quantity as "quantity!", t.attempts as "attempts!", c.customer_id as "customer_id?"
           from taken t left join billing_customers c on c.org_id = t.org_id"#
    )
    .fetch_optional(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(row.map(|row| DueReport {
        org: OrgId(row.org_id),
        month: row.month,
        hour: row.hour,
        seq: row.seq,
        quantity: row.quantity,
        customer_id: row.customer_id,
        attempts: row.attempts,
    }))
}

/// Notes that it was told, or why not and when to try again.
///
/// # Errors
/// [`StoreError`].
pub async fn settle(
    db: &Db,
    report: &DueReport,
    outcome: Result<(), (&str, DateTime<Utc>)>,
) -> Result<(), StoreError> {
    let (problem, again) = outcome.err().unzip();
    sqlx::query!(
        "update billing_usage_reports set sent_at = case when $4::text is null then now() end, problem = left($4, 500),
             due_at = coalesce($5, due_at)
         where org_id = $1 and month = $2 and hour = $3 and seq = $6 and sent_at is null",
        report.org.0,
        report.month,
        report.hour,
        problem,
        again,
        report.seq,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}
