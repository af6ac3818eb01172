//! Which of the jobs that wait the engine gets. The rules are in the database (`admit_jobs`); what is here finds
//! what no transaction told of: time that has passed, and what was lost.

use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{JobId, JobPriority, OrgId};

/// How far a look reaches back behind the one before: a job may become due while its row is being written.
const OVERLAP: TimeDelta = TimeDelta::seconds(5);

/// The place of a job among all that wait: the lowest comes first. What a company's plan gives it goes off it, which is less
/// than one priority is from the next.
pub(super) const fn rank(priority: JobPriority) -> i16 {
    match priority {
        JobPriority::Critical => -10,
        JobPriority::Normal => 0,
        JobPriority::Low => 10,
    }
}

/// Organisations with jobs that have become due and are not with the engine, and when that was: the next look
/// begins there. `since` none looks at everything.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db, since: Option<DateTime<Utc>>) -> Result<(Vec<OrgId>, DateTime<Utc>), StoreError> {
    let mut tx = SystemTx::because("find jobs that have become due", db).await?;
    let row = sqlx::query!(
        r#"select now() as "now!", array(
               select distinct org_id from jobs
               where state = 'waiting' and admitted_at is null and run_at <= now()
                 and run_at > coalesce($1::timestamptz, '-infinity')
           ) as "orgs!""#,
        since.map(|since| since - OVERLAP),
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.orgs.into_iter().map(OrgId).collect(), row.now))
}

/// Hands the organisation's next jobs to the engine, as far as there is room.
///
/// # Errors
/// [`StoreError`].
pub async fn admit(tx: &mut OrgTx) -> Result<(), StoreError> {
    sqlx::query!(r#"select admit_jobs() as "done: ()""#).fetch_one(tx.conn()).await?;
    Ok(())
}

/// Jobs that the engine should have for a minute and has not: it gave them up, or somebody took them from it.
///
/// # Errors
/// [`StoreError`].
pub async fn lost(db: &Db) -> Result<Vec<(OrgId, JobId)>, StoreError> {
    let mut tx = SystemTx::because("find jobs that the engine has lost", db).await?;
    let rows = sqlx::query!(
        r#"with held as (
               select org_id, id from jobs
               where state in ('waiting', 'running') and admitted_at < now() - interval '1 minute'
           )
           select h.org_id as "org!", h.id as "id!" from held h
           join queue.lost(array(select id from held)) as lost on lost = h.id"#,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org), JobId(row.id))).collect())
}

/// Hands a job to the engine again that it has lost.
///
/// # Errors
/// [`StoreError`].
pub async fn hand_over_again(tx: &mut OrgTx, job: JobId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        r#"select queue.enqueue(org_id, id, rank, lane) as "done: ()" from jobs
           where org_id = $1 and id = $2 and state in ('waiting', 'running') and admitted_at is not null"#,
        org.0,
        job.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(())
}
