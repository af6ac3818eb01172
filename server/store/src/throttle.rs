//! Throttled sign-in and sign-up: tries counted in Postgres, so that they hold over all processes.

use crate::{Db, StoreError};

/// How many failures (for sign-up: tries) within the window block a key, and for how long (seconds).
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    pub failures: i32,
    pub window: i32,
    pub block: i32,
}

/// Seconds until the first of the keys is free again; 0 if none is blocked.
///
/// # Errors
/// [`StoreError`].
pub async fn blocked_for(db: &Db, keys: &[String]) -> Result<u32, StoreError> {
    let seconds = sqlx::query_scalar!(
        r#"select coalesce(ceil(extract(epoch from max(blocked_until) - now())), 0)::int as "seconds!"
           from sign_in_throttles where key = any($1)"#,
        keys,
    )
    .fetch_one(db.system_pool())
    .await?;
    Ok(u32::try_from(seconds).unwrap_or(0))
}

/// Counts a failure under a key; at the limit the key is blocked.
///
/// # Errors
/// [`StoreError`].
pub async fn count_failure(db: &Db, key: &str, limit: Limit) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into sign_in_throttles as t (key, failures, window_started_at) values ($1, 1, now())
         on conflict (key) do update set
            failures = case when t.window_started_at < now() - make_interval(secs => $3) then 1 else t.failures + 1 end,
            window_started_at = case when t.window_started_at < now() - make_interval(secs => $3) then now() else t.window_started_at end,
            blocked_until = case
                when t.window_started_at >= now() - make_interval(secs => $3) and t.failures + 1 >= $2
                then now() + make_interval(secs => $4)
            end",
        key,
        limit.failures,
        f64::from(limit.window),
        f64::from(limit.block),
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Forgets the failures of a key after a success.
///
/// # Errors
/// [`StoreError`].
pub async fn forget(db: &Db, key: &str) -> Result<(), StoreError> {
    sqlx::query!("delete from sign_in_throttles where key = $1", key).execute(db.system_pool()).await?;
    Ok(())
}

/// Removes what no longer matters. Returns how many.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<u64, StoreError> {
    let done = sqlx::query!(
        "delete from sign_in_throttles
         where window_started_at < now() - interval '1 day' and coalesce(blocked_until, now()) <= now()"
    )
    .execute(db.system_pool())
    .await?;
    Ok(done.rows_affected())
}
