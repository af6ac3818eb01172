//! When Stripe's own lists were compared with what is here.

use crate::{Db, StoreError};
use chrono::{DateTime, Utc};

/// Takes the round that is due: where the last one began more than a day ago, or an hour ago and did not end, or at once
/// where it is `asked` for. Tells from which moment on events are to be looked at; `None` where no round is due.
///
/// # Errors
/// [`StoreError`].
pub async fn begin(db: &Db, asked: bool) -> Result<Option<Option<DateTime<Utc>>>, StoreError> {
    let begun = sqlx::query_scalar!(
        "update billing_rounds set started_at = now(), ended_at = null
         where $1 or started_at is null or started_at < now() - interval '1 day'
             or (ended_at is null and started_at < now() - interval '1 hour')
         returning events_until",
        asked,
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(begun)
}

/// Ends a round: up to which moment all events were seen, and how much differed.
///
/// # Errors
/// [`StoreError`].
pub async fn end(db: &Db, events_until: Option<DateTime<Utc>>, differences: i64) -> Result<(), StoreError> {
    sqlx::query!(
        "update billing_rounds set ended_at = now(), events_until = greatest(events_until, $1), differences = $2",
        events_until,
        differences,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}
