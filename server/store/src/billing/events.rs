//! Events that Stripe sent, or that were found in its list.

use crate::{Db, StoreError, SystemTx};
use chrono::{DateTime, Utc};
use domain::OrgId;

/// One that came, or was found.
#[derive(Debug, Clone)]
pub struct NewStripeEvent<'a> {
    pub id: &'a str,
    pub kind: &'a str,
    pub created_at: DateTime<Utc>,
    /// As it came; none of one that was found.
    pub body: Option<&'a [u8]>,
    pub object_id: Option<&'a str>,
    pub customer_id: Option<&'a str>,
    /// Whether anything follows from its kind.
    pub matters: bool,
}

/// Keeps one. Whether it is new.
///
/// # Errors
/// [`StoreError`].
pub async fn keep(db: &Db, new: &NewStripeEvent<'_>) -> Result<bool, StoreError> {
    let kept = sqlx::query!(
        "insert into stripe_events (id, kind, created_at, body, object_id, customer_id, state, ended_at)
         values ($1, left($2, 100), $3, $4, $5, $6, case when $7 then 'waiting' else 'ignored' end,
             case when $7 then null else now() end)
         on conflict do nothing",
        new.id,
        new.kind,
        new.created_at,
        new.body,
        new.object_id,
        new.customer_id,
        new.matters,
    )
    .execute(db.system_pool())
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// One whose time has come. Nobody else takes it for two minutes.
#[derive(Debug, Clone)]
pub struct DueEvent {
    pub id: String,
    pub kind: String,
    pub created_at: DateTime<Utc>,
    pub object_id: Option<String>,
    pub customer_id: Option<String>,
    /// This one included.
    pub attempts: i32,
}

/// Takes one whose time has come, if there is one.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db) -> Result<Option<DueEvent>, StoreError> {
    let mut tx = SystemTx::because("work on what Stripe sent", db).await?;
    let due = sqlx::query_as!(
        DueEvent,
        "update stripe_events e set attempts = e.attempts + 1, due_at = now() + interval '2 minutes'
         from (select id from stripe_events where state in ('waiting', 'parked') and due_at <= now()
               order by due_at, id limit 1 for update skip locked) due
         where e.id = due.id returning e.id, e.kind, e.created_at, e.object_id, e.customer_id, e.attempts"
    )
    .fetch_optional(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(due)
}

/// What became of one.
#[derive(Debug, Clone, Copy)]
pub enum Became<'a> {
    Done(Option<OrgId>),
    /// Nothing follows from it.
    Ignored(&'a str),
    /// It is about nobody who is known yet: to be tried again then.
    Parked(&'a str, DateTime<Utc>),
    /// Why, and when to try again; `None` gives it up.
    Missed(&'a str, Option<DateTime<Utc>>),
}

/// Notes what became of one that was taken so many times; nothing of one that somebody else has taken since.
///
/// # Errors
/// [`StoreError`].
pub async fn settle(db: &Db, id: &str, attempts: i32, became: Became<'_>) -> Result<(), StoreError> {
    let (state, org, problem, again) = match became {
        Became::Done(org) => ("done", org, None, None),
        Became::Ignored(why) => ("ignored", None, Some(why), None),
        Became::Parked(why, again) => ("parked", None, Some(why), Some(again)),
        Became::Missed(why, Some(again)) => ("waiting", None, Some(why), Some(again)),
        Became::Missed(why, None) => ("failed", None, Some(why), None),
    };
    sqlx::query!(
        "update stripe_events set state = $3, org_id = coalesce($4, org_id), problem = left($5, 500),
             due_at = coalesce($6, due_at), ended_at = case when $3 in ('waiting', 'parked') then null else now() end
         where id = $1 and attempts = $2 and state in ('waiting', 'parked')",
        id,
        attempts,
        state,
        org.map(|org| org.0),
        problem,
        again,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Has one worked on once more. Whether it is here.
///
/// # Errors
/// [`StoreError`].
pub async fn again(db: &Db, id: &str) -> Result<bool, StoreError> {
    let again = sqlx::query!(
        "update stripe_events set state = 'waiting', attempts = 0, due_at = now(), ended_at = null where id = $1",
        id,
    )
    .execute(db.system_pool())
    .await?;
    Ok(again.rows_affected() == 1)
}

/// The same of all that happened since a moment, but of those from which nothing follows. How many.
///
/// # Errors
/// [`StoreError`].
pub async fn again_since(db: &Db, since: DateTime<Utc>) -> Result<u64, StoreError> {
    let again = sqlx::query!(
        "update stripe_events set state = 'waiting', attempts = 0, due_at = now(), ended_at = null
         where created_at >= $1 and state <> 'ignored'",
        since,
    )
    .execute(db.system_pool())
    .await?;
    Ok(again.rows_affected())
}

/// Has those worked on again that failed in the last 30 days, `most` at the most and those first that have lain longest; as if they had
/// been tried so many times.
///
/// # Errors
/// [`StoreError`].
pub async fn again_failed(db: &Db, attempts: i32, most: i64) -> Result<(), StoreError> {
    sqlx::query!(
        "update stripe_events set state = 'waiting', attempts = $1, due_at = now(), ended_at = null
         where id = any(array(
             select id from stripe_events where state = 'failed' and created_at > now() - interval '30 days'
             order by ended_at limit $2))",
        attempts,
        most,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// What is known of one: its state, how often it was tried, and why it is where it is.
///
/// # Errors
/// [`StoreError`].
pub async fn state(db: &Db, id: &str) -> Result<Option<(String, i32, Option<String>)>, StoreError> {
    let row = sqlx::query!("select state, attempts, problem from stripe_events where id = $1", id)
        .fetch_optional(db.system_pool())
        .await?;
    Ok(row.map(|row| (row.state, row.attempts, row.problem)))
}
